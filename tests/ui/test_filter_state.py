"""What a session spares from its filter: what somebody here made, changed or went to, and nothing else."""

from __future__ import annotations

from models.authoring.nodes import change_text
from models.filtering import Filter, Found, sift
from tests.factories import World
from ui.filter_state import FilterState


def filtered() -> tuple[World, FilterState, str, str]:
    """A pairing of one point each, and a filter that lets only the left one through."""
    world = World()
    left, right = (world.case(world.article(f"A text of the {side}"), side) for side in ("left", "right"))
    here, there = world.node(left, "Trams are late"), world.node(right, "Buses are late")
    pairing = world.pairing(left, right)

    def sifted(wanted: Filter, spared: frozenset[str]) -> Found:
        return sift(world.project, pairing, wanted, {}, {}, spared)

    state = FilterState(sifted)
    assert state.set(Filter(text="trams"))
    return world, state, here.id, there.id


def reword(world: World, state: FilterState, node_id: str, own: bool) -> bool:
    """Whether a node is in sight once it has other words."""
    edit = change_text(world.project, node_id, "Ferries are late")
    world.project.apply(edit.changes)
    state.follow(world.project, edit, own)
    return state.found.keeps_node(node_id)


def test_what_is_reworded_here_stays_and_what_others_reword_goes() -> None:
    world, state, here, _there = filtered()
    assert reword(world, state, here, own=True)
    world, state, here, _there = filtered()
    assert not reword(world, state, here, own=False)


def test_what_is_gone_to_comes_in_sight_until_there_is_another_filter() -> None:
    _world, state, _here, there = filtered()
    assert not state.found.keeps_node(there)
    assert state.spare(there) and state.found.keeps_node(there)
    assert not state.spare(there), "it was in sight already"
    assert state.set(Filter(text="Trams are")) and not state.found.keeps_node(there)

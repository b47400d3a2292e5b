"""Moves in a tree of which a filter shows a part go by the neighbours in sight, and keep every rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authoring import moves, several
from models.errors import UserError
from tests.models.gardens import faults
from tests.models.test_several import Grove


def order(grove: Grove, parent: str | None = "A") -> str:
    top = grove.id(parent) if parent else None
    return "".join(node.text for node in grove.project.children(grove.case.id, top))


@given(
    st.sampled_from("abcdr"),
    st.integers(-4, 4).filter(bool),
    st.sets(st.sampled_from("abcdr")),
)
def test_a_move_passes_so_many_of_those_in_sight(name: str, steps: int, seen: set[str]) -> None:
    grove = Grove()
    seen |= {name}
    before = [each for each in order(grove) if each in seen]
    try:
        edit = moves.move_node(grove.project, str(grove.id(name)), steps, set(grove.ids(sorted(seen))))
    except UserError:
        at = before.index(name)
        assert not (before[:at] if steps < 0 else before[at + 1 :]), "refused only where nothing in sight is passed"
        return
    grove.do(edit)
    assert faults(grove.project) == []
    after = [each for each in order(grove) if each in seen]
    assert after != before
    if not seen & set("bc"):  # what is taken together is passed in one step, and goes along with its own
        wanted = [each for each in before if each != name]
        wanted.insert(max(0, min(len(wanted), before.index(name) + steps)), name)
        assert after == wanted


@given(st.sampled_from("abcdr"), st.integers(-4, 4).filter(bool))
def test_where_all_is_in_sight_it_is_the_plain_move(name: str, steps: int) -> None:
    grove = Grove()
    everything = {node.id for node in grove.nodes.values()}

    def made(shown: set[str] | None) -> object:
        try:
            return moves.move_node(grove.project, str(grove.id(name)), steps, shown).changes
        except UserError as error:
            return error.args and None

    assert made(everything) == made(None)


def test_it_stops_right_behind_the_neighbour_in_sight() -> None:
    grove = Grove()
    grove.do(moves.move_node(grove.project, str(grove.id("a")), 1, set(grove.ids("ad"))))
    assert order(grove) == "bcdar"
    grove.do(moves.move_node(grove.project, str(grove.id("a")), -1, set(grove.ids("ad"))))
    assert order(grove) == "bcadr"


def test_a_node_goes_under_the_sibling_in_sight_above_it() -> None:
    grove = Grove()
    grove.do(several.indent_nodes(grove.project, grove.ids("d"), set(grove.ids("ad"))))
    assert order(grove) == "abcr"
    assert order(grove, "a") == "d"


def test_several_go_under_the_siblings_in_sight_above_them() -> None:
    grove = Grove()
    grove.do(several.indent_nodes(grove.project, grove.ids("cd"), set(grove.ids("acd"))))
    assert order(grove) == "abr"
    assert order(grove, "a") == "cd"


@pytest.mark.parametrize("names", ["b", "bd"])
def test_nothing_goes_under_a_hidden_sibling(names: str) -> None:
    grove = Grove()
    with pytest.raises(UserError, match="in sight above it"):
        several.indent_nodes(grove.project, grove.ids(names), set(grove.ids(names)))

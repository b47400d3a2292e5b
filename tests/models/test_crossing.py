"""Going from link to link: in reading order of one case, and from one node to its partners."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from models.crossing import ends, links_at, links_in_order, partners_in_order, place_in_tree
from models.entities import Kind, LinkKind, Node
from models.project import Project
from tests.factories import World
from tests.models.gardens import garden

KINDS = [kind for kind in LinkKind if kind is not LinkKind.ANSWERS]


def grown(seed: int) -> Project:
    """Three cases of some depth; links between all of them and within one, answers to some, in no order."""
    rng, world = random.Random(seed), World()
    article = world.article("Some words to argue about.\n")
    nodes: list[Node] = []
    for at in range(3):
        case, own = world.case(article, f"Case {at}"), list[Node]()
        for _each in range(rng.randrange(1, 12)):
            parent = rng.choice([None, *own])
            own.append(world.node(case, parent=parent, kind=Kind.CLAIM))
        nodes += own
    made = [world.link(rng.choice(nodes), rng.choice(nodes), rng.choice(KINDS)) for _each in range(rng.randrange(20))]
    for link in rng.sample(made, len(made) // 3):
        world.link(rng.choice(nodes), link, LinkKind.ANSWERS)
    return world.project


@given(st.integers(0, 10_000))
def test_places_in_the_tree_sort_as_it_is_read(seed: int) -> None:
    project = grown(seed)
    for case in project.cases():
        walked = [node.id for node, _depth in project.walk(case.id)]
        assert sorted(walked, key=lambda node_id: place_in_tree(project, node_id)) == walked


@given(st.integers(0, 10_000))
def test_every_link_with_an_end_in_the_case_comes_once_and_in_order(seed: int) -> None:
    project = grown(seed)
    for case in project.cases():
        ordered = links_in_order(project, project.links(), case.id)
        touching = {
            link.id
            for link in project.links()
            if any(project.node(end).case_id == case.id for end in ends(project, link))
        }
        assert sorted(link.id for link, _end in ordered) == sorted(touching)
        assert all(project.node(end).case_id == case.id and end in ends(project, link) for link, end in ordered)
        places = [place_in_tree(project, end) for _link, end in ordered]
        assert places == sorted(places)


@given(st.integers(0, 10_000))
def test_a_link_is_found_from_either_of_its_ends(seed: int) -> None:
    project = grown(seed)
    for link in project.links():
        source, far = ends(project, link)
        if source != far:
            assert (link, far) in links_at(project, source)
            assert (link, source) in links_at(project, far)


@given(st.integers(0, 10_000))
def test_partners_of_the_other_case_come_first_in_reading_order_and_those_of_a_third_not_at_all(seed: int) -> None:
    project = grown(seed)
    one, other, _third = (case.id for case in project.cases())
    for node, _depth in project.walk(one):
        found = partners_in_order(project, node.id, [one, other])
        cases = [project.node(partner).case_id for _link, partner in found]
        assert set(cases) <= {one, other} and cases == sorted(cases, key=lambda case_id: case_id == one)
        for case_id in (one, other):
            places = [place_in_tree(project, p) for _link, p in found if project.node(p).case_id == case_id]
            assert places == sorted(places)
        wanted = [link.id for link, p in links_at(project, node.id) if project.node(p).case_id in (one, other)]
        assert sorted(link.id for link, _p in found) == sorted(wanted)


def test_an_answer_leads_to_the_node_whose_challenge_it_meets() -> None:
    project = garden().project
    answer = next(link for link in project.links() if link.kind is LinkKind.ANSWERS)
    challenge = project.link(answer.target_link_id or "")
    assert ends(project, answer) == (answer.source_id, challenge.source_id)
    assert (answer, answer.source_id) in links_at(project, challenge.source_id)

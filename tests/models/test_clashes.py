"""The clash table is a view of the links, and answer status a function of tree and links alone."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authoring import library
from models.clashes import ClashTable, Row, Sort, clash_table, letters
from models.comparison import answer_statuses, challenge_states
from models.entities import CHALLENGES, Kind, Link, LinkKind
from models.project import Project
from tests.factories import World
from tests.models.gardens import faults, garden, random_making, rows

PAIRING = "pairing-00001"


@pytest.fixture
def world() -> World:
    """Left: a with b, c below; right: A with B, C below; all claims but the evidence c and C."""
    world = World()
    left = world.case(world.article("A text of the left"), "Left")
    right = world.case(world.article("A text of the right"), "Right")
    for case, names in ((left, "abc"), (right, "ABC")):
        top = world.node(case, names[0])
        world.node(case, names[1], top)
        world.node(case, names[2], top, Kind.EVIDENCE)
    world.pairing(left, right)
    return world


def named(project: Project, text: str) -> str:
    return next(n.id for case in project.cases() for n, _depth in project.walk(case.id) if n.text == text)


def link(world: World, source: str, target: str, kind: LinkKind = LinkKind.REBUTS, **more: Any) -> Link:
    project = world.project
    return world.link(project.node(named(project, source)), project.node(named(project, target)), kind, **more)


def table(world: World, **more: Any) -> ClashTable:
    return clash_table(world.project, world.project.pairing(PAIRING), **more)


def told(world: World, found: ClashTable) -> list[tuple[str, list[str]]]:
    """Each group with its rows as "1 a|A open"."""
    project = world.project

    def text(node_id: str | None) -> str:
        return project.node(node_id).text if node_id is not None else ""

    def row(each: Row) -> str:
        return f"{each.number} {text(each.left)}|{text(each.right)} {each.state}".rstrip()

    return [(g.issue.heading if g.issue else g.kind, [row(each) for each in g.rows]) for g in found.groups]


def test_links_and_claims_without_one_are_the_rows(world: World) -> None:
    assert told(world, table(world)) == [
        ("unlinked", ["1 a| unanswered", "2 b| unanswered", "3 |A unanswered", "4 |B unanswered"])
    ]
    link(world, "A", "a")
    link(world, "c", "C", LinkKind.SAME_EVIDENCE)
    link(world, "b", "B", LinkKind.CONCEDES)
    found = table(world)
    assert told(world, found) == [("rest", ["1 a|A open", "2 b|B conceded"]), ("common", ["a c|C"])]
    first = found.groups[0].rows[0]
    assert not first.forward and first.link is not None and first.about == first.link.id
    assert (found.total, found.shown, found.open, found.hidden) == (2, 2, 1, 0)
    assert found.groups[0].states == {"open": 1, "conceded": 1}


def test_answers_are_told_with_the_challenge_and_meet_it(world: World) -> None:
    challenge = link(world, "A", "a")
    source = world.project.node(named(world.project, "b"))
    answer = world.link(source, challenge, LinkKind.ANSWERS)
    found = table(world)
    assert told(world, found)[0] == ("rest", ["1 a|A met"])
    assert found.groups[0].rows[0].answers == (answer,)
    assert told(world, found)[1] == ("unlinked", ["2 |B unanswered"])  # b answers something: it does not stand alone
    again = world.link(world.project.node(named(world.project, "B")), answer, LinkKind.ANSWERS)
    assert told(world, table(world))[0] == ("rest", ["1 a|A open"])
    world.link(source, again, LinkKind.ANSWERS)
    assert told(world, table(world))[0] == ("rest", ["1 a|A met"])


def test_rows_sort_by_issue_strength_and_status(world: World) -> None:
    pairing = world.project.pairing(PAIRING)
    one, two = world.issue(pairing, "One"), world.issue(pairing, "Two")
    strong = link(world, "a", "A", LinkKind.TENSION, strength=0.75)
    weak = link(world, "b", "A", strength=0.25)
    plain = link(world, "a", "B")
    for each, place in ((strong, "n"), (weak, "h"), (plain, "t")):
        world.clash(pairing, each, two, position=place)
    assert told(world, table(world))[:2] == [("One", []), ("Two", ["1 b|A open", "2 a|A", "3 a|B open"])]
    by_strength = table(world, sort=Sort.STRENGTH)
    assert [row.about for row in by_strength.groups[1].rows] == [strong.id, weak.id, plain.id]
    by_status = table(world, sort=Sort.STATUS)
    assert [row.about for row in by_status.groups[1].rows] == [weak.id, plain.id, strong.id]
    turned = table(world, sort=Sort.STATUS, descending=True)
    assert [row.about for row in turned.groups[1].rows] == [strong.id, plain.id, weak.id]
    assert [group.issue for group in turned.groups[:2]] == [one, two]


def test_what_a_filter_hides_is_counted(world: World) -> None:
    link(world, "A", "a")
    link(world, "b", "B", LinkKind.AGREES)
    found = table(world, keeps=lambda row: row.link is not None and row.link.kind is LinkKind.AGREES)
    assert told(world, found) == [("common", ["a b|B"])]
    assert (found.total, found.shown, found.hidden) == (1, 0, 1)


def test_what_a_filter_hides_is_counted_under_each_head(world: World) -> None:
    pairing = world.project.pairing(PAIRING)
    empty, full = world.issue(pairing, "Empty"), world.issue(pairing, "Full")
    for source, target in (("A", "a"), ("B", "a"), ("b", "B")):
        world.clash(pairing, link(world, source, target), full)
    found = table(world, keeps=lambda row: row.link is not None and row.link.source_id == named(world.project, "b"))
    assert [(group.issue, len(group.rows), group.hidden) for group in found.groups] == [(empty, 0, 0), (full, 1, 2)]


def test_swapped_sides_mirror_the_table(world: World) -> None:
    link(world, "A", "b")
    world.project.apply(library.swap_sides(world.project, PAIRING).changes)
    (row,) = table(world).groups[0].rows
    assert (row.left, row.right, row.forward) == (named(world.project, "A"), named(world.project, "b"), True)


def test_links_within_a_case_and_with_a_third_one_are_no_rows_and_change_no_status(world: World) -> None:
    project = world.project
    third = world.case(project.articles()[0], "Third")
    world.node(third, "x")
    before = answer_statuses(project, project.pairing(PAIRING))
    link(world, "x", "a")
    link(world, "b", "a", LinkKind.TENSION)
    link(world, "c", "b", LinkKind.REBUTS)
    assert answer_statuses(project, project.pairing(PAIRING)) == before
    assert [group.kind for group in table(world).groups] == ["unlinked"]


def test_letters_go_on_after_z() -> None:
    assert [letters(at) for at in (0, 25, 26, 27, 51, 52, 701, 702)] == ["a", "z", "aa", "ab", "az", "ba", "zz", "aaa"]


# -- what the reference says, read as slowly as it is written


def is_met(project: Project, link_id: str) -> bool:
    return any(not is_met(project, each.id) for each in project.links() if each.target_link_id == link_id)


def status(project: Project, node_id: str, other: str) -> str:
    arriving = [
        each for each in project.links() if each.target_id is not None and project.node(each.source_id).case_id == other
    ]
    kinds = {each.kind for each in arriving if each.target_id == node_id}
    if LinkKind.CONCEDES in kinds:
        return "conceded"
    if kinds & CHALLENGES:
        return "answered"
    below = {node.id for node, _depth in project.walk(project.node(node_id).case_id, node_id)}
    return "partly" if any(each.kind in CHALLENGES and each.target_id in below for each in arriving) else "unanswered"


def grown(seed: int, steps: int = 25) -> World:
    """A garden after some random edits."""
    rng = random.Random(seed)
    world = garden()
    for _ in range(steps):
        try:
            made = random_making(rng)(world.project)
        except Exception as refused:  # whatever is refused leaves the garden as it is
            if type(refused).__name__ != "UserError":
                raise
            continue
        edit = made[0] if isinstance(made, tuple) else made
        world.blobs.update(edit.blobs)
        world.project.apply(edit.changes)
    return world


@given(st.integers(0, 2**32))
def test_status_and_challenges_are_what_the_reference_says(seed: int) -> None:
    project = grown(seed).project
    for pairing in project.pairings():
        sides = {pairing.left_case_id: pairing.right_case_id, pairing.right_case_id: pairing.left_case_id}
        expected = {
            node.id: status(project, node.id, other)
            for case_id, other in sides.items()
            for node, _depth in project.walk(case_id)
            if node.kind is Kind.CLAIM
        }
        assert answer_statuses(project, pairing) == expected
    links = project.links()
    assert challenge_states(project, links) == {
        each.id: "met" if is_met(project, each.id) else "open" for each in links if each.kind in CHALLENGES
    }


@given(st.integers(0, 2**32))
def test_status_is_a_function_of_tree_and_links_alone(seed: int) -> None:
    """Words, notes, tags, passages, strengths, the order of rows and what was noted in clash tables change nothing."""
    rng = random.Random(seed)
    project = grown(seed).project
    tables = rows(project)
    tables["node"] = {
        key: replace(node, text=f"Other words {rng.random()}", note="n", tags=("t",), author="Somebody")
        for key, node in tables["node"].items()
    }
    tables["link"] = {key: replace(each, note="why", strength=0.5) for key, each in tables["link"].items()}
    for table_name in ("anchor", "tag", "clash", "issue", "dismissal"):
        tables[table_name] = {}
    shuffled = {name: dict(rng.sample(sorted(found.items()), len(found))) for name, found in tables.items()}
    other = Project(shuffled)
    assert challenge_states(other, other.links()) == challenge_states(project, project.links())
    for pairing in project.pairings():
        assert answer_statuses(other, pairing) == answer_statuses(project, pairing)


@given(st.integers(0, 2**32))
def test_every_link_between_the_cases_is_a_row_once_and_nothing_else_is(seed: int) -> None:
    project = grown(seed).project
    assert faults(project) == []
    for pairing in project.pairings():
        found = clash_table(project, pairing)
        shown = [row for group in found.groups for row in group.rows]
        sides = {pairing.left_case_id, pairing.right_case_id}
        between = {
            each.id
            for each in project.links()
            if each.target_id is not None
            and {project.node(each.source_id).case_id, project.node(each.target_id).case_id} == sides
        }
        assert {row.about for row in shown if row.link is not None} == between
        assert len({row.about for row in shown}) == len(shown)
        for row in shown:
            assert row.left is None or project.node(row.left).case_id == pairing.left_case_id
            assert row.right is None or project.node(row.right).case_id == pairing.right_case_id
            assert row.link is not None or (row.left is None) is not (row.right is None)
            assert row.clash == project.clash(pairing.id, row.about)

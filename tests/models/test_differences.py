"""What differs between two states, told by points, cases, articles and links."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from models.authoring import library, links, moves, nodes, passages
from models.differences import PARTS, Difference, Sort, differences
from models.entities import Kind, LinkKind
from models.project import Project
from models.words import RELATIONS
from tests.models.gardens import attempt, garden, nodes_of, random_making

TOP, LOWER, PROOF, UNDERCUT, OBJECTION, SECOND = (f"node-{at:05}" for at in range(1, 7))


def copy_of(project: Project) -> Project:
    return Project(project.rows(), project.blob)


def found(then: Project, now: Project) -> list[Difference]:
    return [difference for group in differences(then, now).groups for difference in group.differences]


@given(st.integers(0, 10_000), st.integers(0, 12))
def test_whatever_shows_and_differs_is_told_from_either_side(seed: int, steps: int) -> None:
    now, rng = garden().project, random.Random(seed)
    then = copy_of(now)
    for _ in range(steps):
        edit = attempt(random_making(rng), now)
        now.apply(edit.changes if edit is not None else ())
    ahead, back = found(then, now), found(now, then)
    turned = {Sort.ADDED: Sort.REMOVED, Sort.REMOVED: Sort.ADDED}
    assert {(d.table, d.row, turned.get(d.sort, "")) for d in ahead if d.sort in turned} == {
        (d.table, d.row, d.sort) for d in back if d.sort in turned
    }
    placed = ("place",)  # which of two that changed places was moved is a matter of the side
    assert {d.row for d in ahead if d.parts != placed} == {d.row for d in back if d.parts != placed}
    assert len({(d.table, d.row) for d in ahead}) == len(ahead)
    told = {d.row: d for d in ahead if d.table == "node"}
    old, new = set(nodes_of(then)), set(nodes_of(now))
    assert {row for row, d in told.items() if d.sort is Sort.ADDED} == new - old
    assert {row for row, d in told.items() if d.sort is Sort.REMOVED} == old - new
    for row in old & new:
        before, after = then.node(row), now.node(row)
        assert (before.text != after.text) == (row in told and told[row].sort is Sort.REWORDED)
        elsewhere = (before.case_id, before.parent_id) != (after.case_id, after.parent_id)
        assert not elsewhere or "place" in told[row].parts
        assert (before.note != after.note) == (row in told and "note" in told[row].parts)
    assert all(set(d.parts) <= set(PARTS) for d in ahead)
    assert found(now, now) == [] and differences(then, copy_of(then)).is_empty


def test_points_are_told_by_case_in_reading_order() -> None:
    now = garden().project
    then = copy_of(now)
    case = now.node(TOP).case_id
    for making in (
        lambda: nodes.change_text(now, SECOND, "Second claim, reworded"),
        lambda: nodes.change_note(now, TOP, "A note"),
        lambda: nodes.add_node(now, case, TOP, Kind.CLAIM, text="A new one")[0],
        lambda: nodes.delete_node(now, PROOF),
        lambda: library.rename_case(now, case, "Another name"),
    ):
        now.apply(making().changes)
    (group, links_group) = differences(then, now).groups
    assert (group.about, group.name, links_group.about) == ("case", "Another name", "links")
    told = [(d.sort, d.before, d.after) for d in group.differences]
    assert told == [
        (Sort.REWORDED, "Left case", "Another name"),
        (Sort.ADDED, "", "A new one"),
        (Sort.REMOVED, "Proof", ""),
        (Sort.REMOVED, "Undercut", ""),
        (Sort.REWORDED, "Second claim", "Second claim, reworded"),
        (Sort.CHANGED, "Top claim", "Top claim"),
    ]
    assert group.differences[-1].parts == ("note",)
    assert differences(then, now).count("node", Sort.REMOVED) == 2
    (gone,) = links_group.differences  # it hung on the proof
    assert gone.sort is Sort.REMOVED and gone.before == f"“Proof” {RELATIONS['same_evidence'][0]} “Proof”"


def test_of_siblings_only_what_was_moved_is_told() -> None:
    world = garden()
    case = world.project.case("case-00001")
    for number in range(5):
        world.node(case, f"Root {number}")
    now = world.project
    then = copy_of(now)
    last = now.children(case.id, None)[-1].id
    now.apply(moves.move_node(now, last, -4).changes)
    assert [(d.row, d.sort) for d in found(then, now)] == [(last, Sort.MOVED)]


def test_passages_links_and_pairings() -> None:
    now = garden().project
    then = copy_of(now)
    link = now.links()[0]
    for making in (
        lambda: passages.add_passage(now, LOWER, 2, 9),
        lambda: links.change_kind(now, link.id, LinkKind.TURNS),
        lambda: library.change_motion(now, now.pairings()[0].id, "Another motion"),
    ):
        made = making()
        now.apply((made[0] if isinstance(made, tuple) else made).changes)
    told = {d.table: d for d in found(then, now)}
    assert told["node"].parts == ("passages",) and told["node"].after == "Lower claim"
    assert told["link"].parts == ("kind",) and told["link"].kind == "turns"
    assert (told["pairing"].before, told["pairing"].after) == ("A motion", "Another motion")


def test_a_case_that_came_or_went_is_told_with_its_points() -> None:
    now = garden().project
    then = copy_of(now)
    article = now.case("case-00001").article_id
    edit, case = library.add_case(now, article, "Third case")
    now.apply(edit.changes)
    now.apply(nodes.add_node(now, case, None, Kind.CLAIM, text="First")[0].changes)
    (group,) = differences(then, now).groups
    assert [(d.table, d.sort) for d in group.differences] == [("case", Sort.ADDED), ("node", Sort.ADDED)]
    now.apply(library.delete_article(now, article).changes)
    groups = {(g.about, g.name): g for g in differences(then, now).groups}
    assert [d.sort for d in groups["articles", ""].differences] == [Sort.REMOVED]
    assert {d.sort for d in groups["case", "Left case"].differences} == {Sort.REMOVED}
    assert len(groups["case", "Left case"].differences) == 7

"""Branches moved as they are, also into another case: what hangs on them goes along, and what depends on it follows."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authoring import nodes, passages
from models.authoring.branches import move_branches
from models.comparison import Coverage, answer_statuses, coverage, place, touches_statuses
from models.edits import Edit
from models.entities import Kind, LinkKind
from models.marks import marks, marks_change
from models.obstacles import first_obstacle
from models.project import Project
from models.touched import touched
from tests.factories import World
from tests.models.gardens import attempt, faults, garden, rows
from tests.models.orchards import LEFT, RIGHT, do, named, outline, refused, several_making
from tests.models.test_marks import follow, shown

C, E, R = Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL


@pytest.fixture
def project() -> Project:
    return garden().project


def test_a_branch_moves_into_another_case_with_everything_on_it(project: Project) -> None:
    lower, top = named(project, "Lower claim"), named(project, "Top claim", RIGHT)
    before = rows(project)
    edit = move_branches(project, [lower], RIGHT, top, None)
    assert str(edit.label) == "Move 1 branch to “Right case”"
    do(project, edit)
    assert outline(project) == ["Top claim", ".Objection", "Second claim"]
    assert outline(project, RIGHT)[5:8] == [".Lower claim", "..Proof", "...Undercut"]
    after = rows(project)
    assert after["link"] == before["link"] and after["anchor"] == before["anchor"]
    assert {n.case_id for n in (project.node(lower), *project.children(RIGHT, lower))} == {RIGHT}


def test_what_lies_in_the_bin_below_goes_along(project: Project) -> None:
    """Else it could never come back: its parent would be of another case."""
    lower, proof = named(project, "Lower claim"), named(project, "Proof")
    deleting = nodes.delete_node(project, proof)
    project.apply(deleting.changes)
    project.apply(move_branches(project, [lower], RIGHT, None, None).changes)
    assert first_obstacle(project, deleting.inverted()) is None
    project.apply(deleting.inverted().changes)
    assert outline(project, RIGHT)[-3:] == ["Lower claim", ".Proof", "..Undercut"]
    assert faults(project) == []


def test_a_move_is_not_taken_back_from_under_a_node_that_came_since(project: Project) -> None:
    lower = named(project, "Lower claim")
    edit = move_branches(project, [lower], RIGHT, None, None)
    project.apply(edit.changes)
    assert first_obstacle(project, edit.inverted()) is None
    added, new = nodes.add_node(project, RIGHT, lower, E, text="Somebody else's")
    project.apply(added.changes)
    assert first_obstacle(project, edit.inverted()) == ("node", new)
    project.apply(nodes.delete_node(project, new).changes)
    assert first_obstacle(project, edit.inverted()) == ("node", new)


def test_moves_that_the_rules_forbid_are_refused(project: Project) -> None:
    lower, proof = named(project, "Lower claim"), named(project, "Proof")
    other = named(project, "Proof", RIGHT)
    assert refused(lambda: move_branches(project, [proof], RIGHT, None)) == "rule.root_holds_claims"
    assert refused(lambda: move_branches(project, [lower], RIGHT, other)) == "rule.evidence_holds_no_claim"
    assert refused(lambda: move_branches(project, [lower], RIGHT, proof)) == "rule.other_case"
    assert refused(lambda: move_branches(project, [lower], LEFT, lower)) == "rule.not_under_itself"
    top = named(project, "Top claim", RIGHT)
    assert refused(lambda: move_branches(project, [lower, top], RIGHT, other)) == "rule.not_under_itself"


def test_within_a_case_a_move_is_a_plain_one(project: Project) -> None:
    lower = named(project, "Lower claim")
    edit = move_branches(project, [lower], LEFT, named(project, "Second claim"))
    assert str(edit.label) == "Move “Lower claim”"


def test_undercuts_of_what_becomes_a_root_elsewhere_are_plain(project: Project) -> None:
    lower = named(project, "Lower claim")
    made, inner = nodes.add_node(project, LEFT, lower, R, text="Inner", inference=True)
    project.apply(made.changes)
    do(project, move_branches(project, [lower], RIGHT, None))
    assert (project.node(inner).inference, project.node(inner).case_id) == (False, RIGHT)


def test_words_of_another_article_are_no_marks_of_this_one(project: Project) -> None:
    lower, proof = named(project, "Lower claim"), named(project, "Proof")
    assert coverage(project, LEFT) == Coverage(2, 3) and place(project, proof) == "¶ 3"
    edit = move_branches(project, [lower], RIGHT, named(project, "Top claim", RIGHT))
    seen = {case: shown(project, case) for case in (LEFT, RIGHT)}
    project.apply(edit.changes)
    for case in (LEFT, RIGHT):
        assert follow(project, case, seen[case], edit) == shown(project, case)
    assert proof not in {anchor.node_id for anchor, _kind in (*marks(project, LEFT), *marks(project, RIGHT))}
    assert place(project, proof) == "" and coverage(project, LEFT) == Coverage(1, 3)
    added, _new = nodes.add_node(project, LEFT, None, C, text="x", passage=(0, 3))
    project.apply(added.changes)
    assert marks_change(project, RIGHT, added).added == {}  # type: ignore[union-attr]


@given(st.integers(0, 2**32))
def test_followed_edit_by_edit_marks_and_statuses_are_those_read_anew(seed: int) -> None:
    rng = random.Random(seed)
    world = garden()
    project = world.project
    pairing = project.pairings()[0]
    seen = {case: shown(project, case) for case in (LEFT, RIGHT)}
    done: list[Edit] = []
    for _ in range(12):
        edit = done.pop().inverted() if done and rng.random() < 0.25 else attempt(several_making(rng), project)
        if edit is None:
            continue
        statuses = answer_statuses(project, pairing)
        world.blobs.update(edit.blobs)
        project.apply(edit.changes)
        done.append(edit)
        for case, before in seen.items():
            seen[case] = follow(project, case, before, edit)
            assert seen[case] == shown(project, case)
        if not touches_statuses(edit):
            assert answer_statuses(project, pairing) == statuses


def test_statuses_follow_a_branch_that_changes_sides() -> None:
    world = World()
    left, right = (world.case(world.article("Words here.")) for _ in range(2))
    claim, other = world.node(left, "Claim"), world.node(left, "Other")
    world.link(other, claim, LinkKind.REBUTS)
    pairing = world.pairing(left, right)
    assert answer_statuses(world.project, pairing)[claim.id] == "unanswered"
    edit = move_branches(world.project, [other.id], right.id, None)
    world.project.apply(edit.changes)
    assert touches_statuses(edit)
    assert answer_statuses(world.project, pairing)[claim.id] == "answered"


def test_the_same_offsets_in_two_articles_are_two_passages(project: Project) -> None:
    proof = named(project, "Proof")
    project.apply(
        move_branches(project, [named(project, "Lower claim")], RIGHT, named(project, "Top claim", RIGHT)).changes
    )
    (old,) = project.anchors(proof)
    do(project, passages.add_passage(project, proof, old.start, old.end))
    (new,) = (anchor for anchor in project.anchors(proof) if anchor.id != old.id)
    assert new.article_id == project.case(RIGHT).article_id != old.article_id
    assert refused(lambda: passages.add_passage(project, proof, old.start, old.end)) == "rule.passage_exists"
    do(project, passages.change_passage(project, new.id, 0, 3))
    do(project, passages.change_passage(project, new.id, old.start, old.end))


def test_words_of_another_article_are_not_gone_back_to_in_this_one(project: Project) -> None:
    proof = named(project, "Proof")
    project.apply(
        move_branches(project, [named(project, "Lower claim")], RIGHT, named(project, "Top claim", RIGHT)).changes
    )
    edit = passages.remove_passage(project, project.anchors(proof)[0].id)
    project.apply(edit.changes)
    deleting = nodes.delete_node(project, proof)
    project.apply(deleting.changes)
    assert touched(project, edit) is None

"""Every refusal of authoring, with the sentence that a user reads; and that nothing else stops an action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.authoring import library, links, moves, nodes, passages, structure
from models.edits import changed
from models.entities import Kind, LinkKind
from models.errors import UserError
from models.project import Project
from tests.models.gardens import garden

C, E, R = Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL
TOP, LOWER, PROOF, UNDERCUT, OBJECTION, SECOND = (f"node-{at:05}" for at in range(1, 7))
RIGHT = "node-00007"
ONE, TWO = "case-00001", "case-00002"
CHALLENGE, ANSWER, SHARED = "link-00001", "link-00002", "link-00003"
GONE = "This no longer exists; somebody removed it."
NEEDS_CHALLENGE = "An answer replies to a link that challenges; choose one of those."
NO_CLAIM = "Evidence may hold evidence and rebuttals, but no claim."
CHARACTER = "A passage has at least one character: select some text first."
OTHER_CASE = "Dragging stays within a case: cut and paste the branch, or link the two nodes."
ROOT_CLAIM = "A case starts with a claim: {} needs a node to stand under. Select one first."
STEP = "Only a rebuttal below a node that bears on another one can undercut: it attacks that step."
ITSELF = "A node cannot move under itself or one of its own descendants."
TWO_CASES = "A pairing lays two different cases side by side."
REBUTS, SAME = "These two nodes are already linked as rebuts.", "These two nodes are already linked as same evidence."
KIN = (
    "“{}” and “{}” stand directly one below the other: the tree itself says how they bear on each other."
    " Make the lower one a rebuttal instead."
)
STRENGTH = "The strength of a link lies between 0 and 1."
SPLIT = "A passage is split between two of its words: put the caret there first."
Action = Callable[[Project], Any]


def passage_of(project: Project, node_id: str) -> str:
    return project.anchors(node_id)[0].id


def place_of(project: Project, node_id: str) -> tuple[int, int]:
    anchor = project.anchors(node_id)[0]
    return anchor.start, anchor.end


REFUSED: list[tuple[Action, str]] = [
    (
        lambda p: nodes.add_node(p, ONE, None, E, text="x"),
        ROOT_CLAIM.format("evidence"),
    ),
    (
        lambda p: nodes.add_node(p, ONE, None, R, text="x"),
        ROOT_CLAIM.format("rebuttal"),
    ),
    (lambda p: nodes.add_node(p, ONE, PROOF, C, text="x"), NO_CLAIM),
    (lambda p: nodes.add_node(p, ONE, TOP, C, text=" \n"), "A node needs some text."),
    (lambda p: nodes.add_node(p, ONE, TOP, C, passage=(3, 3)), CHARACTER),
    (lambda p: nodes.add_node(p, ONE, TOP, C, passage=(0, 10_000)), CHARACTER),
    (lambda p: nodes.add_node(p, ONE, "nowhere", C, text="x"), GONE),
    (lambda p: nodes.add_node(p, "nowhere", None, C, text="x"), GONE),
    (lambda p: nodes.change_text(p, TOP, " \n "), "A node needs some text."),
    (lambda p: nodes.change_text(p, "nowhere", "x"), GONE),
    (lambda p: nodes.change_kind(p, TOP, E), ROOT_CLAIM.format("evidence")),
    (lambda p: nodes.change_kind(p, UNDERCUT, C), NO_CLAIM),
    (lambda p: nodes.set_undercut(p, PROOF, True), STEP),
    (lambda p: nodes.set_undercut(p, OBJECTION, True), STEP),
    (lambda p: passages.add_passage(p, TOP, 5, 5), CHARACTER),
    (lambda p: passages.remove_passage(p, "nowhere"), GONE),
    (lambda p: passages.add_passage(p, TOP, *place_of(p, TOP)), "“Top claim” already rests on exactly these words."),
    (lambda p: passages.change_passage(p, passage_of(p, TOP), 9, 9), CHARACTER),
    (lambda p: passages.change_passage(p, passage_of(p, TOP), 9, 10_000), CHARACTER),
    (lambda p: passages.split_passage(p, passage_of(p, TOP), place_of(p, TOP)[0]), SPLIT),
    (lambda p: passages.split_passage(p, passage_of(p, TOP), place_of(p, TOP)[1]), SPLIT),
    (lambda p: passages.split_passage(p, passage_of(p, TOP), 0), SPLIT),
    (
        lambda p: passages.move_passage(p, passage_of(p, TOP), RIGHT),
        "A passage stays in its article: choose a node of a case over the same one.",
    ),
    (lambda p: passages.move_passage(p, passage_of(p, TOP), "nowhere"), GONE),
    (lambda p: passages.annotate_all(p, ONE, PROOF, C, [(0, 4)]), NO_CLAIM),
    (lambda p: passages.annotate_all(p, ONE, TOP, C, []), CHARACTER),
    (
        lambda p: structure.set_aside_repeated(p, "article-00001"),
        "No paragraph of this article stands in it twice.",
    ),
    (lambda p: library.delete_article(p, "nowhere"), GONE),
    (lambda p: moves.move_node(p, TOP, -1), "“Top claim” is already the first among its siblings."),
    (lambda p: moves.move_node(p, SECOND, 1), "“Second claim” is already the last among its siblings."),
    (lambda p: moves.indent(p, TOP), "“Top claim” has no sibling above it to go under."),
    (lambda p: moves.outdent(p, SECOND), "“Second claim” already stands at the top."),
    (lambda p: moves.outdent(p, OBJECTION), ROOT_CLAIM.format("rebuttal")),
    (lambda p: moves.reparent(p, TOP, PROOF), NO_CLAIM),
    (lambda p: moves.reparent(p, TOP, TOP), ITSELF),
    (lambda p: moves.reparent(p, TOP, UNDERCUT), ITSELF),
    (
        lambda p: moves.reparent(p, SECOND, RIGHT),
        OTHER_CASE,
    ),
    (lambda p: moves.reparent(p, PROOF, None), ROOT_CLAIM.format("evidence")),
    (lambda p: links.link_nodes(p, TOP, TOP, LinkKind.REBUTS), "A link joins two different nodes."),
    (lambda p: links.link_nodes(p, TOP, RIGHT, LinkKind.REBUTS), REBUTS),
    (lambda p: links.link_nodes(p, "node-00009", PROOF, LinkKind.SAME_EVIDENCE), SAME),
    (lambda p: links.link_nodes(p, TOP, SECOND, LinkKind.ANSWERS), NEEDS_CHALLENGE),
    (lambda p: links.link_nodes(p, TOP, "nowhere", LinkKind.REBUTS), GONE),
    (lambda p: links.answer_link(p, TOP, SHARED), NEEDS_CHALLENGE),
    (lambda p: links.answer_link(p, TOP, "nowhere"), GONE),
    (lambda p: links.change_kind(p, SHARED, LinkKind.ANSWERS), NEEDS_CHALLENGE),
    (lambda p: links.link_nodes(p, TOP, LOWER, LinkKind.REBUTS), KIN.format("Top claim", "Lower claim")),
    (lambda p: links.link_nodes(p, LOWER, TOP, LinkKind.TURNS), KIN.format("Lower claim", "Top claim")),
    (
        lambda p: links.link_nodes(p, LOWER, TOP, LinkKind.CONCEDES),
        "A node and the one directly above it belong to one argument: there is nothing to concede.",
    ),
    (
        lambda p: links.change_kind(p, ANSWER, LinkKind.REBUTS),
        "An answer stays an answer: delete it, and link the two nodes anew.",
    ),
    (
        lambda p: links.change_kind(p, CHALLENGE, LinkKind.AGREES),
        "1 answer replies to this challenge: keep a kind that challenges, or delete the answer first.",
    ),
    (
        lambda p: links.flip_link(p, CHALLENGE),
        "1 answer replies to this challenge as it runs now: delete the answer before you turn the link round.",
    ),
    (
        lambda p: links.flip_link(p, ANSWER),
        "An answer runs to the challenge that it meets: it cannot be turned round.",
    ),
    (
        lambda p: links.flip_link(p, SHARED),
        "This link (same evidence) holds both ways: there is nothing to turn round.",
    ),
    (lambda p: links.flip_link(p, "nowhere"), GONE),
    (lambda p: links.answer_link(p, p.link(ANSWER).source_id, CHALLENGE), "“Lower claim” answers this already."),
    (
        lambda p: links.answer_link(p, p.link(CHALLENGE).source_id, CHALLENGE),
        "A node does not answer what it says itself: choose another one.",
    ),
    (lambda p: links.change_strength(p, CHALLENGE, 1.5), STRENGTH),
    (lambda p: links.change_strength(p, CHALLENGE, float("nan")), STRENGTH),
    (lambda p: links.change_strength(p, "nowhere", 0.5), GONE),
    (lambda p: links.remove_link(p, "nowhere"), GONE),
    (lambda p: library.add_case(p, "article-00001", " "), "A case needs a name."),
    (lambda p: library.add_case(p, "nowhere", "x"), GONE),
    (lambda p: library.pair(p, ONE, ONE), TWO_CASES),
    (lambda p: library.change_sides(p, "pairing-00001", ONE, ONE), TWO_CASES),
    (lambda p: library.change_motion(p, "nowhere", "x"), GONE),
]


@pytest.mark.parametrize(("action", "sentence"), REFUSED)
def test_what_is_refused_says_why(action: Action, sentence: str) -> None:
    project = garden().project
    with pytest.raises(UserError) as refused:
        action(project)
    assert str(refused.value) == sentence


def test_a_kind_that_may_not_hold_the_children() -> None:
    project = garden().project
    (edit, _new) = nodes.add_node(project, ONE, LOWER, C, text="A claim below")
    project.apply(edit.changes)
    with pytest.raises(UserError) as refused:
        nodes.change_kind(project, LOWER, E)
    assert str(refused.value) == "“Lower claim” has claim below it, which evidence may not hold."


def test_turning_a_link_into_one_that_exists() -> None:
    project = garden().project
    edit, link_id = links.link_nodes(project, TOP, RIGHT, LinkKind.TURNS)
    project.apply(edit.changes)
    with pytest.raises(UserError) as refused:
        links.change_kind(project, link_id, LinkKind.REBUTS)
    assert str(refused.value) == "These two nodes are already linked as rebuts."


def test_turning_a_link_round_into_one_that_exists() -> None:
    project = garden().project
    edit, link_id = links.link_nodes(project, RIGHT, TOP, LinkKind.REBUTS)
    project.apply(edit.changes)
    with pytest.raises(UserError) as refused:
        links.flip_link(project, link_id)
    assert str(refused.value) == "These two nodes are already linked as rebuts."


BINNED: list[Action] = [
    lambda p: nodes.add_node(p, ONE, PROOF, E, text="x"),
    lambda p: nodes.change_text(p, PROOF, "x"),
    lambda p: nodes.change_note(p, PROOF, "x"),
    lambda p: nodes.change_tags(p, PROOF, ["x"]),
    lambda p: nodes.change_kind(p, PROOF, R),
    lambda p: nodes.set_undercut(p, UNDERCUT, False),
    lambda p: nodes.delete_node(p, LOWER),
    lambda p: nodes.delete_node(p, PROOF),
    lambda p: passages.add_passage(p, PROOF, 0, 5),
    lambda p: passages.change_passage(p, passage_of(p, PROOF), 0, 5),
    lambda p: passages.remove_passage(p, passage_of(p, PROOF)),
    lambda p: passages.move_passage(p, passage_of(p, TOP), PROOF),
    lambda p: moves.move_node(p, LOWER, 1),
    lambda p: moves.indent(p, LOWER),
    lambda p: moves.outdent(p, LOWER),
    lambda p: moves.reparent(p, SECOND, LOWER),
    lambda p: moves.reparent(p, LOWER, SECOND),
    lambda p: links.link_nodes(p, PROOF, RIGHT, LinkKind.REBUTS),
    lambda p: links.link_nodes(p, RIGHT, PROOF, LinkKind.REBUTS),
    lambda p: links.answer_link(p, PROOF, CHALLENGE),
]


@pytest.mark.parametrize("action", BINNED)
def test_nothing_is_written_into_a_branch_that_somebody_deleted(action: Action) -> None:
    project = garden().project
    project.apply(nodes.delete_node(project, LOWER).changes)
    with pytest.raises(UserError) as refused:
        action(project)
    assert str(refused.value) == GONE


@pytest.mark.parametrize("table", ["article", "case"])
def test_what_lies_in_a_binned_case_or_article_is_out_of_sight(table: str) -> None:
    project = garden().project
    entity = project.entity(table, f"{table}-00001")
    assert entity is not None and project.is_visible(TOP)
    project.apply(changed(entity, replace(entity, binned_by="x")))
    assert not project.is_visible(TOP) and project.is_visible(RIGHT)
    assert project.links() == []

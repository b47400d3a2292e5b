"""Passages of a node: made, changed, split, moved, taken away; and what the blocks of an article are."""

from __future__ import annotations

import pytest

from models.authoring import library, nodes, passages, structure
from models.edits import Edit
from models.entities import Kind
from models.project import Project
from models.texts import BlockKind
from tests.factories import World
from tests.models.gardens import TEXT, garden, rows

TOP, SECOND, ONE = "node-00001", "node-00006", "case-00001"
ARTICLE = "article-00001"


@pytest.fixture
def project() -> Project:
    return garden().project


def quotes(project: Project, node_id: str) -> list[str]:
    return [anchor.exact for anchor in project.anchors(node_id)]


def both_ways(project: Project, edit: Edit) -> None:
    """Apply an edit, having seen that it can be taken back."""
    before = rows(project)
    project.apply(edit.changes)
    project.apply(edit.inverted().changes)
    assert rows(project) == before
    project.apply(edit.changes)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_a_passage_begins_and_ends_elsewhere(project: Project) -> None:
    (anchor,) = project.anchors(TOP)
    both_ways(project, passages.change_passage(project, anchor.id, *span("says that ferries")))
    (changed,) = project.anchors(TOP)
    assert (changed.id, changed.exact) == (anchor.id, "says that ferries")
    assert changed.prefix.endswith("paragraph ") and changed.suffix.startswith(" run late")


def test_a_passage_is_split_and_no_half_keeps_the_space(project: Project) -> None:
    (anchor,) = project.anchors(TOP)
    edit = passages.split_passage(project, anchor.id, span("run late")[0] - 1)
    assert str(edit.label) == "Split a passage of “Top claim”"
    both_ways(project, edit)
    assert quotes(project, TOP) == ["ferries", "run late"]


def test_a_passage_carries_another_node(project: Project) -> None:
    (anchor,) = project.anchors(TOP)
    edit = passages.move_passage(project, anchor.id, SECOND)
    assert str(edit.label) == "Move a passage from “Top claim” to “Second claim”"
    both_ways(project, edit)
    assert (quotes(project, TOP), quotes(project, SECOND)) == ([], ["ferries run late"])


def test_of_many_passages_only_the_new_ones_are_added(project: Project) -> None:
    places = [span("ferries run late"), span("bridges"), span("cost"), span("bridges")]
    edit = passages.add_passages(project, TOP, places)
    assert str(edit.label) == "Add 2 passages to “Top claim”"
    both_ways(project, edit)
    assert quotes(project, TOP) == ["ferries run late", "bridges", "cost"]


def test_annotating_all_matches_is_one_edit_in_their_order(project: Project) -> None:
    edit, first = passages.annotate_all(project, ONE, TOP, Kind.EVIDENCE, [span("first"), span("second")], author="Ada")
    assert str(edit.label) == "Add 2 nodes (evidence) from what was found"
    both_ways(project, edit)
    made = project.children(ONE, TOP)[-2:]
    assert made[0].id == first
    assert [(n.text, n.kind, n.author) for n in made] == [
        ("first", Kind.EVIDENCE, "Ada"),
        ("second", Kind.EVIDENCE, "Ada"),
    ]
    assert [quotes(project, n.id) for n in made] == [["first"], ["second"]]


def test_a_block_becomes_a_caption_and_no_offset_moves() -> None:
    world = garden()
    project = world.project
    before = project.layout(ARTICLE)
    edit = structure.change_block_kind(project, ARTICLE, *span("first paragraph"), BlockKind.CAPTION)
    assert str(edit.label).endswith("as caption")
    world.blobs.update(edit.blobs)
    project.apply(edit.changes)
    after = project.layout(ARTICLE)
    assert [(b.start, b.end) for b in after.blocks] == [(b.start, b.end) for b in before.blocks]
    assert [b.kind for b in after.blocks][1] is BlockKind.CAPTION
    assert [b.number for b in after.blocks] == [1, None, 2]


def test_repeated_paragraphs_are_set_aside_but_short_lines_are_not() -> None:
    said = "The very same sentence of the page stands here a second time."
    world = World()
    article = world.article(
        f"{said}\nYes.\nSomething else entirely follows on this line of text.\nYes.\n{said.title()}\n"
    )
    edit = structure.set_aside_repeated(world.project, article.id)
    assert str(edit.label) == "Set 1 repeated paragraph aside"
    world.blobs.update(edit.blobs)
    world.project.apply(edit.changes)
    layout = world.project.layout(article.id)
    assert [b.kind is BlockKind.FURNITURE for b in layout.blocks] == [False, False, False, False, True]
    assert [b.hidden for b in layout.blocks] == [False, False, False, False, True]


def test_deleting_an_article_takes_its_cases_and_pairings_along(project: Project) -> None:
    edit = library.delete_article(project, ARTICLE)
    assert str(edit.label) == "Delete the article “Left”"
    both_ways(project, edit)
    assert [case.name for case in project.cases()] == ["Right case"]
    assert (project.pairings(), project.is_visible(TOP)) == ([], False)
    project.apply(edit.inverted().changes)
    assert (len(project.pairings()), project.is_visible(TOP)) == (1, True)


def test_a_claim_at_a_piece_of_evidence_stands_beside_it(project: Project) -> None:
    proof, lower = "node-00003", "node-00002"
    assert project.node(proof).kind is Kind.EVIDENCE
    assert nodes.place_near(project, proof, {Kind.CLAIM}) == (lower, proof)
    assert nodes.place_near(project, proof, {Kind.EVIDENCE}) == (proof, None)
    assert nodes.place_near(project, TOP, {Kind.CLAIM}, "after") == (TOP, "after")
    assert nodes.place_near(project, None, {Kind.EVIDENCE}) == (None, None)
    edit, made = nodes.add_node(project, ONE, lower, Kind.CLAIM, text="Beside", after=proof)
    both_ways(project, edit)
    assert [n.id for n in project.children(ONE, lower)] == [proof, made]


def test_several_paragraphs_read_otherwise_are_counted() -> None:
    project = garden().project
    edit = structure.change_block_kind(project, ARTICLE, 0, len(TEXT), BlockKind.QUOTE)
    assert str(edit.label) == "Read 3 paragraphs as quotation"

"""From a passage to a node, with real keys and a real mouse, down to the rows in the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.entities import Kind
from tests.flows.conftest import Desk, point_of

SHIFT, CONTROL, NONE = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


def passage(desk: Desk, words: str) -> tuple[int, int]:
    text = desk.project.text(desk.left.case.article_id)
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(("key", "kind"), [("C", Kind.CLAIM), ("E", Kind.EVIDENCE), ("R", Kind.REBUTTAL)])
def test_a_letter_makes_a_node_under_the_selected_one_and_it_is_ready_to_edit(desk: Desk, key: str, kind: Kind) -> None:
    root = desk.roots(desk.left)[0]
    start, end = passage(desk, "Occupied land should stay unrecognised")
    desk.select_text(desk.left, start, end)
    QTest.keyClick(desk.left.article, getattr(Qt.Key, f"Key_{key}"))
    node = desk.project.node(desk.selected)
    assert (node.kind, node.parent_id) == (kind, root)
    assert desk.left.outline.is_editing
    assert desk.left.article.selection == (end, end)
    desk.type("No recognition of conquests")
    desk.press(Qt.Key.Key_Return)
    other = desk.fresh()
    stored = other.project.node(node.id)
    anchors = other.project.anchors(node.id)
    other.close()
    assert stored.text == "No recognition of conquests"
    assert [(a.start, a.end) for a in anchors] == [(start, end)]


def test_shift_makes_a_sibling(desk: Desk) -> None:
    root = desk.project.node(desk.roots(desk.left)[0])
    first = next(n for n in desk.project.children(root.case_id, root.id) if n.premise_group is None)
    desk.click_row(desk.left, first.id)
    desk.select_text(desk.left, *passage(desk, "Occupied land"))
    QTest.keyClick(desk.left.article, Qt.Key.Key_C, SHIFT)
    made = desk.project.node(desk.selected)
    order = [n.id for n in desk.project.children(root.case_id, root.id)]
    assert made.parent_id == root.id
    assert order.index(made.id) == order.index(first.id) + 1


def test_a_letter_without_a_selection_is_refused_in_a_sentence(desk: Desk) -> None:
    before = desk.path.read_bytes()
    desk.left.article.setFocus()
    QTest.keyClick(desk.left.article, Qt.Key.Key_C)
    assert "select some text" in desk.said[-1]
    assert desk.window.notices.bubble.isVisible()
    assert desk.path.read_bytes() == before


def test_the_rules_sentence_stands_at_the_place(desk: Desk) -> None:
    desk.window.session.select(None)
    desk.select_text(desk.left, *passage(desk, "Occupied land"))
    QTest.keyClick(desk.left.article, Qt.Key.Key_E)
    assert desk.said == ["A case starts with a claim: evidence needs a node to stand under. Select one first."]
    bubble = desk.window.notices.bubble
    article = desk.left.article
    inside = article.rect().translated(article.mapTo(desk.window, article.rect().topLeft()))
    assert inside.intersects(bubble.geometry())


def test_a_claim_made_at_evidence_stands_beside_it(desk: Desk) -> None:
    evidence = next(n for n, _ in desk.project.walk(desk.left.case.id) if n.kind is Kind.EVIDENCE)
    desk.window.session.select(evidence.id)
    desk.select_text(desk.left, *passage(desk, "Occupied land"))
    QTest.keyClick(desk.left.article, Qt.Key.Key_C)
    made = desk.project.node(desk.selected)
    assert desk.said == []
    assert (made.kind, made.parent_id) == (Kind.CLAIM, evidence.parent_id)
    order = [node.id for node in desk.project.children(made.case_id, made.parent_id)]
    assert order.index(made.id) == order.index(evidence.id) + 1


def test_letters_act_only_in_the_article(desk: Desk) -> None:
    count = sum(1 for _ in desk.project.walk(desk.left.case.id))
    desk.left.outline.setFocus()
    for key in (Qt.Key.Key_C, Qt.Key.Key_E, Qt.Key.Key_R):
        QTest.keyClick(desk.left.outline, key)
    assert sum(1 for _ in desk.project.walk(desk.left.case.id)) == count


def test_selecting_a_node_scrolls_to_its_passage_and_flashes_it(desk: Desk) -> None:
    case = desk.left.case
    last = max(
        (n for n, _ in desk.project.walk(case.id) if desk.project.anchors(n.id)),
        key=lambda n: desk.project.anchors(n.id)[0].start,
    )
    desk.window.session.select(last.id)
    top, bottom = desk.left.article.passage_span(last.id)
    assert top >= 0 and bottom <= desk.left.article.viewport().height()
    assert desk.left.article.flashing_node == last.id


def test_clicking_a_highlight_selects_its_node(desk: Desk) -> None:
    case = desk.right.case
    node = next(n for n, _ in desk.project.walk(case.id) if desk.project.anchors(n.id))
    anchor = desk.project.anchors(node.id)[0]
    desk.right.article.reveal(anchor.start, flash=False)
    point = point_of(desk.right, anchor.start + 3)
    QTest.mouseClick(desk.right.article.viewport(), Qt.MouseButton.LeftButton, pos=point)
    here = [
        a.node_id
        for n, _ in desk.project.walk(case.id)
        for a in desk.project.anchors(n.id)
        if a.start <= anchor.start + 3 < a.end
    ]
    assert desk.selected in here
    assert desk.right.outline.selected_node() == desk.selected


def test_undo_and_redo_reach_across_both_sides_and_a_restart(
    desk: Desk, open_desk: Callable[[Path], Desk], qtbot: QtBot
) -> None:
    left, right = desk.roots(desk.left)[0], desk.roots(desk.right)[0]
    for side, root, words in ((desk.left, left, "First words"), (desk.right, right, "Second words")):
        desk.click_row(side, root)
        QTest.keyClick(side.outline, Qt.Key.Key_F2)
        desk.type(words)
        desk.press(Qt.Key.Key_Return)
    assert [desk.project.node(n).text for n in (left, right)] == ["First words", "Second words"]
    desk.window.close()
    again = open_desk(desk.path)
    again.window.setFocus()
    QTest.keyClick(again.window, Qt.Key.Key_Z, CONTROL)
    assert again.project.node(right).text != "Second words"
    QTest.keyClick(again.window, Qt.Key.Key_Z, CONTROL)
    assert again.project.node(left).text != "First words"
    QTest.keyClick(again.window, Qt.Key.Key_Z, CONTROL | SHIFT)
    QTest.keyClick(again.window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert [again.project.node(n).text for n in (left, right)] == ["First words", "Second words"]

"""Choosing the node to work under, another node for a passage, and tags, by a few letters or a number."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.entities import Node
from tests.flows.conftest import Desk
from tests.flows.test_annotate import passage
from ui.picker import Picker


def key(desk: Desk, which: Qt.Key) -> None:
    QTest.keyClick(desk.left.article, which)


def picker(desk: Desk) -> Picker:
    found = desk.window.findChild(Picker)
    assert found is not None and found.isVisible()
    return found


@pytest.fixture
def nodes(desk: Desk) -> list[Node]:
    found = [node for node, _depth in desk.project.walk(desk.case(desk.left).id)]
    desk.window.session.select(found[0].id)
    desk.left.article.setFocus()
    return found


def test_p_chooses_the_node_to_work_under_by_its_letters(desk: Desk, nodes: list[Node]) -> None:
    wanted = nodes[5]
    key(desk, Qt.Key.Key_P)
    QTest.keyClicks(picker(desk).field, wanted.text[:24])
    QTest.keyClick(picker(desk).field, Qt.Key.Key_Return)
    assert desk.selected == wanted.id
    assert desk.left.article.hasFocus()
    assert wanted.text[:20] in desk.window.status.message


def test_escape_leaves_all_as_it_was(desk: Desk, nodes: list[Node]) -> None:
    key(desk, Qt.Key.Key_P)
    QTest.keyClick(picker(desk).field, Qt.Key.Key_Escape)
    assert desk.selected == nodes[0].id
    assert desk.left.article.hasFocus()


def test_digits_take_the_recent_parents_and_keep_their_numbers(desk: Desk, nodes: list[Node]) -> None:
    for node in (nodes[4], nodes[2], nodes[4]):
        key(desk, Qt.Key.Key_P)
        QTest.keyClicks(picker(desk).field, node.text[:24])
        QTest.keyClick(picker(desk).field, Qt.Key.Key_Return)
    assert desk.selected == nodes[4].id
    for _again in range(2):
        key(desk, Qt.Key.Key_2)
        assert desk.selected == nodes[2].id
        key(desk, Qt.Key.Key_1)
        assert desk.selected == nodes[4].id
    key(desk, Qt.Key.Key_9)
    assert "no recent parent 9" in desk.said[-1]
    assert desk.selected == nodes[4].id


def test_what_was_annotated_under_is_recent(desk: Desk, nodes: list[Node]) -> None:
    desk.left.article.select(*passage(desk, "Occupied land"))
    key(desk, Qt.Key.Key_C)
    desk.press(Qt.Key.Key_Escape)
    key(desk, Qt.Key.Key_1)
    assert desk.selected == nodes[0].id


def test_the_top_of_the_tree_can_be_chosen(desk: Desk, nodes: list[Node]) -> None:
    key(desk, Qt.Key.Key_P)
    QTest.keyClicks(picker(desk).field, "At the top")
    QTest.keyClick(picker(desk).field, Qt.Key.Key_Return)
    assert desk.selected is None
    desk.left.article.select(*passage(desk, "Occupied land"))
    key(desk, Qt.Key.Key_C)
    assert desk.project.node(desk.selected).parent_id is None


def test_m_moves_the_passage_to_the_node_that_is_picked(desk: Desk, nodes: list[Node]) -> None:
    anchor = desk.project.anchors(nodes[0].id)[0]
    desk.left.article.select(anchor.start + 2, anchor.start + 2)
    key(desk, Qt.Key.Key_M)
    QTest.keyClicks(picker(desk).field, nodes[5].text[:24])
    QTest.keyClick(picker(desk).field, Qt.Key.Key_Return)
    assert desk.project.anchor(anchor.id).node_id == nodes[5].id
    QTest.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.project.anchor(anchor.id).node_id == nodes[0].id


def test_t_tags_the_node_and_offers_a_new_tag(desk: Desk, nodes: list[Node]) -> None:
    before = nodes[0].tags
    key(desk, Qt.Key.Key_T)
    QTest.keyClicks(picker(desk).field, "Quite new")
    QTest.keyClick(picker(desk).field, Qt.Key.Key_Return)
    assert desk.project.node(nodes[0].id).tags == (*before, "Quite new")
    desk.window.session.select(nodes[3].id)
    key(desk, Qt.Key.Key_T)
    QTest.keyClick(picker(desk).field, Qt.Key.Key_1)
    assert "Quite new" in desk.project.node(nodes[3].id).tags


def test_a_selection_says_where_a_new_node_would_go(desk: Desk, nodes: list[Node]) -> None:
    start, _end = passage(desk, "Occupied land")
    desk.left.article.select(start, start)
    QTest.keyClick(desk.left.article, Qt.Key.Key_W)
    assert f"under “{nodes[0].text[:20]}" in desk.window.status.message
    desk.window.session.select(None)
    QTest.keyClick(desk.left.article, Qt.Key.Key_W)
    assert "top of the tree" in desk.window.status.message


def test_the_tree_has_a_key_for_tags_too(desk: Desk, nodes: list[Node]) -> None:
    desk.click_row(desk.left, nodes[2].id)
    QTest.keyClick(desk.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(picker(desk).field, "From the tree")
    QTest.keyClick(picker(desk).field, Qt.Key.Key_Return)
    assert "From the tree" in desk.project.node(nodes[2].id).tags
    assert desk.left.outline.hasFocus()


def test_o_works_one_step_further_out(desk: Desk, nodes: list[Node]) -> None:
    child = next(node for node in nodes if node.parent_id == nodes[0].id)
    desk.window.session.select(child.id)
    key(desk, Qt.Key.Key_O)
    assert desk.selected == nodes[0].id
    key(desk, Qt.Key.Key_O)
    assert desk.selected is None


def test_words_typed_on_after_a_refusal_are_no_commands(desk: Desk, nodes: list[Node]) -> None:
    before = desk.path.read_bytes()
    desk.window.session.select(None)
    desk.left.article.select(*passage(desk, "Occupied land"))
    key(desk, Qt.Key.Key_E)
    assert desk.said
    QTest.keyClicks(desk.left.article, "taxes are no cause")
    assert desk.path.read_bytes() == before
    assert desk.left.article.selection == passage(desk, "Occupied land")

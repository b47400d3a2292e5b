"""The node panel at work on a file: passages, tags, the note and the history of the node."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from models.entities import Node
from tests.flows.conftest import ANNOTATOR, Desk
from ui.panel.describe import history_rows
from ui.picker import Picker


@pytest.fixture
def root(desk: Desk) -> Node:
    node = desk.project.node(desk.roots(desk.left)[0])
    desk.click_row(desk.left, node.id)
    return node


def test_delete_in_the_list_of_passages_takes_one_and_leaves_the_node(desk: Desk, root: Node) -> None:
    panel = desk.window.panel
    count = len(desk.project.anchors(root.id))
    panel.passages.setFocus()
    QTest.keyClick(desk.focus(), Qt.Key.Key_Delete)
    assert len(desk.project.anchors(root.id)) == count - 1
    assert desk.project.is_visible(root.id)


def test_a_passage_moves_from_the_panel_to_the_node_that_is_picked(desk: Desk, root: Node) -> None:
    anchor = desk.project.anchors(root.id)[0]
    other = [node for node, _depth in desk.project.walk(root.case_id)][4]
    desk.window.panel.passage_move_requested.emit(anchor.id)
    picker = desk.window.findChild(Picker)
    QTest.keyClicks(picker.field, other.text[:24])
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert desk.project.anchor(anchor.id).node_id == other.id


def test_the_history_tells_who_did_what_and_what_was_undone(desk: Desk, root: Node) -> None:
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type("Other words")
    desk.press(Qt.Key.Key_Return)
    QTest.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.session is not None
    rows = history_rows(desk.window.session, root.id)
    assert [(row.who, row.what, row.old, row.undone) for row in rows][:1] == [
        (ANNOTATOR, "Reword “Other words”", root.text, True)
    ]
    desk.window.panel.show_view("history")
    assert desk.window.panel.view() == "history"


def test_a_tag_is_coloured_renamed_and_taken_from_every_node_in_one_step_each(
    desk: Desk, root: Node, qtbot: QtBot
) -> None:
    panel = desk.window.panel
    tag = root.tags[0]
    holders = {node.id for node in desk.project.tagged(tag)}
    panel.tag_colour_requested.emit(tag, "teal")
    assert desk.project.tags()[tag].colour == "teal"
    assert panel.node().tag_colours[tag] == "teal"
    panel.tag_rename_requested.emit(tag, "Renamed")
    assert {node.id for node in desk.project.tagged("Renamed")} == holders
    assert desk.project.tags()["Renamed"].colour == "teal"
    panel.tag_remove_requested.emit("Renamed")
    if len(holders) > 1:
        yes = next(
            button
            for button in desk.window.findChild(QMessageBox).findChildren(QPushButton)
            if button.text() == "Remove"
        )
        QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
        desk.window.activateWindow()
        qtbot.waitUntil(desk.window.isActiveWindow)
    assert not desk.project.tagged("Renamed")
    for _step in range(3):
        QTest.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert {node.id for node in desk.project.tagged(tag)} == holders
    assert tag not in desk.project.tags()

"""The node panel over a real file: a tag that is to go everywhere, and a note with its preview."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from models.authoring import nodes
from models.entities import Node
from tests.flows.conftest import Desk
from ui.panel.chips import TagMenu

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tagged(desk: Desk) -> list[str]:
    """Three nodes, in two cases, with the tag "fares"; the first is selected."""
    first = [node.id for node, _depth in desk.project.walk(desk.case(desk.left).id)][:2]
    found = [*first, desk.roots(desk.right)[0]]
    session = desk.window.session
    assert session is not None
    for node_id in found:
        session.do(lambda reader, node_id=node_id: nodes.change_tags(reader, node_id, ["fares", "cited"]))
    session.select(found[0])
    return found


def fresh_node(desk: Desk, node_id: str) -> Node:
    """The node as the file has it."""
    workspace = desk.fresh()
    try:
        return workspace.project.node(node_id)
    finally:
        workspace.close()


def tag_menu(desk: Desk, tag: str) -> TagMenu:
    chip = next(chip for chip in desk.window.panel.tags.chips() if chip.text() == tag)
    at = chip.rect().center()
    QApplication.sendEvent(chip, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, chip.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, TagMenu)
    return menu


def entry(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == words)


@pytest.mark.parametrize(("button", "left"), [("Cancel", ("fares", "cited")), ("yes", ("cited",))])
def test_removing_everywhere_asks_first(
    desk: Desk, tagged: list[str], qtbot: QtBot, button: str, left: tuple[str, ...]
) -> None:
    menu = tag_menu(desk, "fares")
    entry(menu, "Remove everywhere…").trigger()
    menu.close()
    box = desk.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox) and "3" in box.text()
    pressed = box.defaultButton() if button == "yes" else box.button(QMessageBox.StandardButton.Cancel)
    assert isinstance(pressed, QPushButton)
    qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)
    assert [fresh_node(desk, node_id).tags for node_id in tagged] == [left] * 3
    if button == "yes":
        desk.window.actions_by_name["undo"].trigger()
        assert fresh_node(desk, tagged[2]).tags == ("fares", "cited")


def test_a_note_is_written_with_its_preview_beside_it(desk: Desk, tagged: list[str], qtbot: QtBot) -> None:
    panel = desk.window.panel
    qtbot.mouseClick(panel.note.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    desk.type("who ")
    desk.press(Qt.Key.Key_B, CONTROL)
    desk.type("counted")
    qtbot.waitUntil(lambda: "who counted" in panel.preview.toPlainText(), timeout=1000)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert "who **counted**" in fresh_node(desk, tagged[0]).note
    assert panel.preview.isHidden()

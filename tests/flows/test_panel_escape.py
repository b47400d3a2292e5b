"""Escape in the node panel over a real file: a note is kept, a text is put back, and undo knows both."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.flows.conftest import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_note_that_was_left_with_escape_is_one_edit(desk: Desk, qtbot: QtBot) -> None:
    root = desk.roots(desk.left)[0]
    desk.click_row(desk.left, root)
    panel, before = desk.window.panel, desk.project.node(root).note
    qtbot.mouseClick(panel.note.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    desk.type("Who counted? ")
    desk.press(Qt.Key.Key_Escape)
    assert desk.project.node(root).note == "Who counted? " + before
    assert panel.hasFocus()
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.project.node(root).note == before


def test_a_text_that_escape_put_back_comes_again_with_undo(desk: Desk, qtbot: QtBot) -> None:
    root = desk.roots(desk.left)[0]
    desk.click_row(desk.left, root)
    panel, before = desk.window.panel, desk.project.node(root).text
    qtbot.mouseClick(panel.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    desk.press(Qt.Key.Key_A, CONTROL)
    desk.type("Another text")
    desk.press(Qt.Key.Key_Escape)
    assert desk.project.node(root).text == before and panel.text.text() == before
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert panel.text.text() == "Another text" and panel.text.hasFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.project.node(root).text == "Another text"

"""The bin by hand: a branch is deleted, found in the bin, put back, and at last removed for good."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.flows.conftest import Desk
from ui.bin.window import BinDialog


def opened(desk: Desk, qtbot: QtBot) -> BinDialog:
    QTest.keyClick(desk.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: desk.window.bin_commands.dialog is not None and desk.window.bin_commands.dialog.isVisible())
    dialog = desk.window.bin_commands.dialog
    assert dialog is not None
    return dialog


def delete_first(desk: Desk) -> str:
    side = desk.window.split.left
    side.take_focus(in_tree=True)
    assert desk.window.session is not None and side.case is not None
    node = desk.window.session.project.children(side.case.id, None)[0]
    desk.window.session.select(node.id)
    QTest.keyClick(side.tree_view(), Qt.Key.Key_Delete)
    assert not desk.window.session.project.is_visible(node.id)
    return node.id


def press(dialog: BinDialog, word: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.isVisible() and b.text().replace("&", "") == word)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_branch_is_put_back_by_enter(desk: Desk, qtbot: QtBot) -> None:
    node = delete_first(desk)
    dialog = opened(desk, qtbot)
    (item,) = dialog.items
    assert item.what == "node" and item.nodes > 1
    assert f"{item.nodes} nodes" in dialog.summary.text()
    heading, top, *below = dialog.inside.rows.all()
    assert heading.is_heading and top.level == 0 and len(below) == item.nodes - 1
    assert {row.level for row in below} >= {1} and all(row.level for row in below)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert desk.window.session is not None and desk.window.session.project.is_visible(node)
    assert dialog.items == [] and "The bin is empty" in dialog.empty.label.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.window.bin_commands.dialog is None
    desk.window.session.undo()
    assert not desk.window.session.project.is_visible(node)


def test_while_another_program_writes_the_bin_is_shown(desk: Desk, qtbot: QtBot) -> None:
    session = desk.window.session
    assert session is not None
    delete_first(desk)
    with closing(sqlite3.connect(session.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        dialog = opened(desk, qtbot)
        assert len(dialog.items) == 1
        before = dialog.list.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        other.execute("ROLLBACK")
        qtbot.waitUntil(lambda: dialog.list.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) != before)
    dialog.reject()


def test_emptying_asks_and_cannot_be_undone(desk: Desk, qtbot: QtBot) -> None:
    node = delete_first(desk)
    dialog = opened(desk, qtbot)
    press(dialog, "Empty the bin…")
    assert "This alone cannot be undone" in dialog.bar.sentence
    cancel, remove = dialog.bar.buttons()
    assert (cancel.text(), remove.text()) == ("Cancel", "Remove for good") and dialog.focusWidget() is cancel
    press(dialog, "Cancel")
    assert dialog.items and dialog.bar.sentence == ""
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    press(dialog, "Remove for good")
    qtbot.waitUntil(lambda: not dialog.is_busy)
    session = desk.window.session
    assert session is not None and not session.project.has("node", node) and dialog.items == []
    assert "removed for good" in desk.window.status.message
    dialog.reject()
    session.undo()
    assert "cannot be undone" in desk.window.status.message


def test_a_case_goes_into_the_bin_and_comes_back(desk: Desk, qtbot: QtBot) -> None:
    session, side = desk.window.session, desk.window.split.left
    assert session is not None and side.case is not None
    case, pairings = side.case.id, len(session.project.pairings())
    desk.window.pairing_commands.delete_case(side)
    assert case not in [each.id for each in session.project.cases()]
    dialog = opened(desk, qtbot)
    assert [item.what for item in dialog.items] == ["case"]
    press(dialog, "Put back")
    assert case in [each.id for each in session.project.cases()] and len(session.project.pairings()) == pairings
    dialog.reject()


def test_while_a_project_is_only_looked_at_nothing_in_the_bin_can_be_touched(desk: Desk, qtbot: QtBot) -> None:
    delete_first(desk)
    desk.window.files.open(desk.path, read_only=True)
    dialog = opened(desk, qtbot)
    assert dialog.items
    assert not any(dialog.buttons[name].isEnabled() for name in ("empty", "purge", "back"))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.items
    dialog.reject()

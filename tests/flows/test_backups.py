"""Backups in the whole window: made while one works, found in the File menu, brought back by keys, undone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storage.backups.listing import backups_of
from tests.flows.conftest import Desk
from ui.files import open_session
from ui.safety.backups_keeper import LATER
from ui.safety.backups_window import BackupsDialog


def reword(desk: Desk, node: str, words: str) -> None:
    desk.click_row(desk.left, node)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    QTest.keyClick(desk.focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type(words)
    desk.press(Qt.Key.Key_Return)
    assert desk.project.node(node).text == words


def open_backups(desk: Desk, qtbot: QtBot) -> BackupsDialog:
    """By the File menu and its letters."""
    QTest.keyClick(desk.window, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_B)
    dialog = desk.window.backup_commands.dialog
    assert dialog is not None
    dialog.activateWindow()  # where there is no window manager, the popup that closes gives the keys to its own window
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def compared(dialog: BackupsDialog, qtbot: QtBot, sentence: str) -> None:
    qtbot.waitUntil(lambda: dialog.summary.text() == sentence)


def test_a_day_of_work_comes_back_and_goes_again_by_keys(desk: Desk, qtbot: QtBot) -> None:
    keeper = desk.window.backup_commands.keeper
    keeper._opening.setInterval(1)
    keeper._opening.start()
    qtbot.waitUntil(lambda: len(backups_of(desk.path)) == 1)  # on opening
    root = desk.roots(desk.left)[0]
    first = desk.project.node(root).text
    reword(desk, root, "Words of the morning")
    keeper._waiting.setInterval(1)
    reword(desk, root, "Words of noon")
    keeper._waiting.start()
    qtbot.waitUntil(lambda: len(backups_of(desk.path)) == 2)  # after a while
    keeper._waiting.setInterval(LATER)
    reword(desk, root, "Words of the evening")
    dialog = open_backups(desk, qtbot)
    compared(dialog, qtbot, "Nodes since this backup: 1 reworded.")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: any(row.below == f"before: {first}" for row in dialog.differences.rows.all()))
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.window.backup_commands.dialog is None)
    assert desk.project.node(root).text == first
    assert "Undo takes that back." in desk.window.status.message
    fresh = desk.fresh()
    assert fresh.project.node(root).text == first
    fresh.close()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    QTest.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.project.node(root).text == "Words of the evening"
    assert [backup.reason for backup in backups_of(desk.path)] == ["restoring", "edited", "opened"]


def test_a_new_file_of_a_backup_is_opened(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = desk.roots(desk.left)[0]
    first = desk.project.node(root).text
    dialog = open_backups(desk, qtbot)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)  # there is none yet: back up now
    dialog.reject()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    reword(desk, root, "Other words")
    monkeypatch.setattr(
        "ui.safety.backups_window.QFileDialog.getSaveFileName", lambda *_a: (str(tmp_path / "n.counterpoint"), "")
    )
    dialog = open_backups(desk, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.bar.sentence.startswith("Restored as"))
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.window.session.path == tmp_path / "n.counterpoint")
    assert desk.project.node(root).text == first
    assert desk.window.backup_commands.dialog is None


def test_another_project_puts_the_window_by_and_the_keeper_follows(
    desk: Desk, qtbot: QtBot, tmp_path: Path, sample: bytes
) -> None:
    open_backups(desk, qtbot)
    other = tmp_path / "other.counterpoint"
    other.write_bytes(sample)
    desk.window.show_session(open_session(other, "reader"))
    assert desk.window.backup_commands.dialog is None
    desk.window.backup_commands.keeper.back_up("opened")
    assert len(backups_of(other)) == 1 and backups_of(desk.path) == []


def test_a_project_that_cannot_be_backed_up_is_told_quietly_and_edits_land(desk: Desk, qtbot: QtBot) -> None:
    keeper = desk.window.backup_commands.keeper
    connection = sqlite3.connect(desk.path)
    connection.execute("UPDATE anchor SET node_id = 'nobody' WHERE id = (SELECT id FROM anchor LIMIT 1)")
    connection.commit()
    connection.close()
    keeper.back_up("edited")
    assert "is damaged, so no backup was made of it" in desk.window.status.message
    reword(desk, desk.roots(desk.left)[0], "Edits go on")
    assert backups_of(desk.path) == [] and desk.said == []


def test_a_damaged_project_is_shown_and_gives_way_to_its_newest_backup(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    root = desk.roots(desk.left)[0]
    reword(desk, root, "Words that are backed up")
    window.backup_commands.keeper.back_up("edited")
    window.session.close()
    data = desk.path.read_bytes()
    page = 4096
    desk.path.write_bytes(data[: 60 * page] + b"\xa5" * (20 * page) + data[80 * page :])
    window.files.open(desk.path)
    assert window.session.workspace.why_read_only is not None
    (button,) = (b for b in window.conditions.buttons() if b.text().startswith("Backups"))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    dialog = window.backup_commands.dialog
    assert dialog is not None and len(dialog.list.rows.all()) == 1
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert "in place of the damaged file" in dialog.bar.sentence
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.workspace.why_read_only is None)
    assert desk.project.node(root).text == "Words that are backed up"
    assert not window.conditions.isVisible()
    (aside,) = desk.path.parent.glob("debate.counterpoint.damaged-*")
    assert b"\xa5" * page in aside.read_bytes()

"""A project in a synced folder, in the whole window: another machine said something else, and keys decide."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.authoring.nodes import change_text
from models.workspace import Workspace
from storage import entering
from storage.store import SqliteStore
from storage.synced.working_copy import WorkingCopy
from tests.flows.conftest import Desk
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.safety.merging_window import MergingDialog
from ui.settings import Settings
from ui.theme import Theme


def test_two_machines_said_something_else_and_keys_decide(
    open_desk: Callable[[Path], Desk], tmp_path: Path, sample: bytes, qtbot: QtBot
) -> None:
    path = tmp_path / "Nextcloud" / "debate.counterpoint"
    path.parent.mkdir()
    path.write_bytes(sample)
    desk = open_desk(path)
    assert "lies in Nextcloud: worked on in a copy" in desk.window.status.message
    first, second = desk.roots(desk.left)[0], desk.roots(desk.right)[0]
    arriving = path.with_name("arriving.tmp")
    shutil.copyfile(path, arriving)
    other = Workspace(SqliteStore(arriving), "Ben")
    other.do(lambda project: change_text(project, first, "Words of the other machine"))
    other.do(lambda project: change_text(project, second, "More of the other machine"))
    other.close()
    os.replace(arriving, path)  # as sync programs do
    desk.click_row(desk.left, first)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    QTest.keyClick(desk.focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("Words of this machine")
    desk.press(Qt.Key.Key_Return)
    follower = desk.window.write_back
    follower.write()
    qtbot.waitUntil(desk.window.synced_bar.isVisible)
    assert desk.project.node(second).text != "More of the other machine"  # nothing half put together
    button = desk.window.synced_bar.buttons()[0]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    dialog = follower.dialog
    assert isinstance(dialog, MergingDialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_B)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: follower.dialog is None)
    qtbot.waitUntil(lambda: desk.window.focusWidget() is desk.left.outline)  # where the keys were before the bar
    both = "Words of this machine\n\nWords of the other machine"
    qtbot.waitUntil(lambda: desk.project.node(first).text == both)
    assert desk.project.node(second).text == "More of the other machine"
    assert desk.window.synced_bar.isHidden()
    fresh = desk.fresh()
    assert fresh.project.node(first).text == both
    assert fresh.project.node(second).text == "More of the other machine"
    fresh.close()


def test_a_damaged_copy_is_told_with_where_it_is_kept(
    open_desk: Callable[[Path], Desk], tmp_path: Path, sample: bytes
) -> None:
    path = tmp_path / "Nextcloud" / "debate.counterpoint"
    path.parent.mkdir()
    path.write_bytes(sample)
    copy = WorkingCopy(path, "Nextcloud").path
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"nothing of a project")
    desk = open_desk(path)
    bar = desk.window.conditions
    (kept,) = copy.parent.glob("*.damaged-*")
    assert kept.name in bar.sentence
    salvage, go_on = bar.buttons()
    assert salvage.text() == "Salvage…"
    go_on.setFocus()
    QTest.keyClick(go_on, Qt.Key.Key_Return)
    assert bar.isHidden()


def test_what_another_machine_did_comes_in_when_the_window_is_gone_back_to(
    open_desk: Callable[[Path], Desk], tmp_path: Path, sample: bytes, qtbot: QtBot
) -> None:
    path = tmp_path / "Nextcloud" / "debate.counterpoint"
    path.parent.mkdir()
    path.write_bytes(sample)
    desk = open_desk(path)
    qtbot.waitUntil(lambda: not desk.window.write_back.is_due)
    first = desk.roots(desk.left)[0]
    arriving = path.with_name("arriving.tmp")
    shutil.copyfile(path, arriving)
    other = Workspace(SqliteStore(arriving), "Ben")
    other.do(lambda project: change_text(project, first, "Words of the other machine"))
    other.close()
    os.replace(arriving, path)
    QApplication.sendEvent(desk.window, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: desk.project.node(first).text == "Words of the other machine")


def test_a_large_project_of_a_slow_folder_is_read_away_from_the_window(
    theme: Theme, tmp_path: Path, sample: bytes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entering, "LARGE", 1000)
    readers: list[threading.Thread] = []
    take = WorkingCopy.take

    def taken(copy: WorkingCopy) -> None:
        readers.append(threading.current_thread())
        take(copy)

    monkeypatch.setattr(WorkingCopy, "take", taken)
    paths = [tmp_path / "Nextcloud" / name for name in ("first.counterpoint", "second.counterpoint")]
    paths[0].parent.mkdir()
    for path in paths:
        path.write_bytes(sample)
    window = MainWindow(theme, Settings(tmp_path / "settings.ini"), Jobs())
    qtbot.addWidget(window)
    window.show()
    for path in paths:  # who asks for another meanwhile gets that one
        window.files.open(path)
    assert window.session is None
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session is not None and window.session.path == paths[1]
    assert readers and threading.main_thread() not in readers
    window.close()

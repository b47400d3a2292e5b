"""What must survive: typing that a kill cuts off, held keys on a slow disk, two programs on one file."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from models.authoring.nodes import change_text
from storage.store import SqliteStore
from tests.flows.conftest import Desk

ROOT = Path(__file__).resolve().parents[2]
FSYNCS = 5  # of one commit with journal_mode DELETE and synchronous EXTRA
SLOW = 0.020  # seconds an fsync takes on a poor disk


def wait_for(check: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)


def drafts_in(path: Path) -> list[str]:
    store = SqliteStore(path)
    try:
        return [draft.text for draft in store.drafts()]
    finally:
        store.close()


@pytest.mark.screen
@pytest.mark.skipif(
    QGuiApplication.platformName() not in ("", "xcb") or os.environ.get("QT_QPA_PLATFORM") != "xcb",
    reason="needs a real X server: make flows",
)
def test_typing_survives_kill_minus_nine(project_file: Path, open_desk: Callable[[Path], Desk], qtbot: QtBot) -> None:
    assert shutil.which("xdotool"), "xdotool is missing"
    program = subprocess.Popen([sys.executable, str(ROOT / "main.py"), str(project_file)])
    try:
        found = subprocess.run(
            ["xdotool", "search", "--sync", "--all", "--onlyvisible", "--pid", str(program.pid), "--name", "^debate"],
            capture_output=True,
            text=True,
            timeout=90,
            check=True,
        )
        window = found.stdout.split()[-1]
        subprocess.run(["xdotool", "windowactivate", "--sync", window], check=True, timeout=30)
        subprocess.run(["xdotool", "key", "--clearmodifiers", "F2"], check=True, timeout=30)
        subprocess.run(["xdotool", "type", "--delay", "30", "half a thought"], check=True, timeout=30)
        wait_for(lambda: drafts_in(project_file) == ["half a thought"], "the draft row")
    finally:
        program.send_signal(signal.SIGKILL)
        program.wait()
    desk = open_desk(project_file)
    assert "half a thought" in desk.window.offers.sentence
    put_back = next(b for b in desk.window.offers.findChildren(QPushButton) if b.text() == "Put it back")
    QTest.mouseClick(put_back, Qt.MouseButton.LeftButton)
    assert desk.project.node(desk.selected).text == "half a thought"
    assert drafts_in(project_file) == []


def test_a_draft_is_in_the_file_while_the_editor_is_open_and_goes_with_the_edit(desk: Desk, qtbot: QtBot) -> None:
    root = desk.roots(desk.left)[0]
    desk.click_row(desk.left, root)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type("unfinished")
    store = desk.window.session.workspace.store
    qtbot.waitUntil(lambda: [d.text for d in store.drafts()] == ["unfinished"], timeout=1000)
    desk.press(Qt.Key.Key_Return)
    assert store.drafts() == []
    assert desk.project.node(root).text == "unfinished"


def test_a_held_move_key_is_one_entry_however_slow_the_disk(desk: Desk) -> None:
    store = desk.window.session.workspace.store
    commits = []

    @event.listens_for(store._engine, "commit")
    def slow(_connection: object) -> None:
        commits.append(time.monotonic())
        time.sleep(FSYNCS * SLOW)

    outline = desk.left.outline
    root = desk.project.node(desk.roots(desk.left)[0])
    first = desk.project.children(root.case_id, root.id)[0]
    count = len(desk.project.children(root.case_id, root.id))
    desk.click_row(desk.left, first.id)
    before = store.last_seq()
    commits.clear()
    for at in range(30):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier, "", at > 0)
        QApplication.sendEvent(outline, press)
    assert store.last_seq() == before, "nothing is written while the key is down"
    release = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QApplication.sendEvent(outline, release)
    assert store.last_seq() == before + 1
    assert [n.id for n in desk.project.children(root.case_id, root.id)].index(first.id) == count - 1
    desk.window.session.undo()
    assert [n.id for n in desk.project.children(root.case_id, root.id)].index(first.id) == 0


def test_held_arrow_keys_write_nothing(desk: Desk) -> None:
    outline = desk.left.outline
    desk.click_row(desk.left, desk.roots(desk.left)[0])
    commits: list[object] = []
    event.listen(desk.window.session.workspace.store._engine, "begin", commits.append)
    for at in range(20):
        down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, "", at > 0)
        QApplication.sendEvent(outline, down)
    assert commits == []
    assert desk.selected != desk.roots(desk.left)[0]


def test_the_command_line_writes_into_an_open_project(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    article = tmp_path / "third.txt"
    article.write_text("A third voice\n\nIt says something else entirely.\n", "utf-8")
    command = [sys.executable, str(ROOT / "main.py"), "import", str(article), "--into", str(desk.path)]
    subprocess.run(command, check=True, timeout=60)
    root = desk.roots(desk.left)[0]
    desk.click_row(desk.left, root)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type("Reworded meanwhile")
    desk.press(Qt.Key.Key_Return)
    other = desk.fresh()
    titles = [a.title for a in other.project.articles()]
    text = other.project.node(root).text
    other.close()
    assert "A third voice" in titles and len(titles) == 3
    assert text == "Reworded meanwhile"
    assert "A third voice" in [a.title for a in desk.project.articles()]


def test_a_lock_held_elsewhere_delays_an_edit_without_losing_it(desk: Desk, qtbot: QtBot) -> None:
    root = desk.roots(desk.left)[0]
    holder = sqlite3.connect(desk.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    desk.click_row(desk.left, root)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type("Patience")
    desk.press(Qt.Key.Key_Return)
    assert desk.project.node(root).text != "Patience"
    holder.execute("COMMIT")
    holder.close()
    qtbot.waitUntil(lambda: desk.project.node(root).text == "Patience")


def test_edits_that_wait_for_a_lock_land_in_their_order(desk: Desk, qtbot: QtBot) -> None:
    root = desk.roots(desk.left)[0]
    session = desk.window.session
    holder = sqlite3.connect(desk.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    session.do(lambda reader: change_text(reader, root, "first"))
    holder.execute("COMMIT")
    holder.close()
    session.do(lambda reader: change_text(reader, root, "second"))
    qtbot.waitUntil(lambda: desk.project.node(root).text == "second")
    session.undo()
    assert desk.project.node(root).text == "first"


def test_closing_waits_for_what_a_lock_holds_up(desk: Desk) -> None:
    root = desk.roots(desk.left)[0]
    holder = sqlite3.connect(desk.path, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    desk.click_row(desk.left, root)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type("At the last moment")
    release = threading.Timer(0.3, lambda: holder.execute("COMMIT"))
    release.start()
    desk.window.close()
    release.join()
    holder.close()
    other = desk.fresh()
    assert other.project.node(root).text == "At the last moment"
    other.close()


def test_typing_that_a_full_disk_refuses_stays_in_its_editor(desk: Desk) -> None:
    root = desk.roots(desk.left)[0]
    store = desk.window.session.workspace.store
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    long = "words " * 4000
    before = desk.path.read_bytes()
    desk.click_row(desk.left, root)
    desk.left.outline.edit_node(root, long)
    desk.press(Qt.Key.Key_Return)
    assert "full" in desk.said[-1]
    assert desk.left.outline.is_editing
    assert desk.path.read_bytes() == before
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    desk.press(Qt.Key.Key_Return)
    assert desk.project.node(root).text == long.strip()


def test_the_first_undo_does_not_empty_the_bundled_debate(desk: Desk) -> None:
    desk.window.commands.undo()
    assert "nothing to undo" in desk.said[-1]
    assert desk.left.case is not None


def test_half_a_character_is_kept_out_of_the_file(desk: Desk) -> None:
    root = desk.roots(desk.left)[0]
    desk.window.session.do(lambda reader: change_text(reader, root, "half \ud83d of a smile"))
    assert desk.project.node(root).text == "half \ufffd of a smile"
    desk.window.session.draft("node", root, "text", "\ude00")
    desk.window.session.flush_drafts()
    assert drafts_in(desk.path) == ["\ufffd"]


def test_undoing_a_new_node_selects_its_parent(desk: Desk) -> None:
    leaf = next(
        n for n, _depth in desk.project.walk(desk.case(desk.left).id) if not desk.project.children(n.case_id, n.id)
    )
    desk.click_row(desk.left, desk.roots(desk.left)[0])
    desk.window.session.select(leaf.id)
    desk.window.commands.new_rebuttal()
    desk.type("A doubt")
    desk.press(Qt.Key.Key_Return)
    assert desk.selected is not None and desk.project.node(desk.selected).parent_id == leaf.id
    desk.window.commands.undo()
    desk.window.commands.undo()
    assert desk.selected == leaf.id

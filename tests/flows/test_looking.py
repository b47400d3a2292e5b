"""A project that can only be looked at: a bar says why and what can be done; no editor opens that could lose words."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from storage.opened import SALVAGE
from tests.flows.conftest import Desk
from tests.storage.test_disk import read_only
from tests.storage.test_kill import child
from tests.storage.test_presence import other
from ui.safety.condition import after_crash


def press(desk: Desk, word: str) -> None:
    button = next(b for b in desk.window.conditions.buttons() if b.text() == word)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def words_of(buttons: list[QPushButton]) -> list[str]:
    return [button.text() for button in buttons]


@pytest.fixture
def looking(desk: Desk) -> Desk:
    desk.window.files.open(desk.path, read_only=True)
    return desk


def test_the_bar_says_why_and_lets_one_edit(looking: Desk, qtbot: QtBot) -> None:
    bar = looking.window.conditions
    assert "read-only, as you asked" in bar.sentence
    assert looking.window.windowTitle() == "debate (read-only) — Counterpoint"
    assert words_of(bar.buttons()) == ["Open to edit"]
    press(looking, "Open to edit")
    assert not bar.isVisible() and looking.window.windowTitle() == "debate — Counterpoint"
    assert looking.window.session is not None and looking.window.session.workspace.why_read_only is None


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Insert])
def test_no_editor_opens_and_it_is_said_why(looking: Desk, key: Qt.Key, qtbot: QtBot) -> None:
    side = looking.window.split.left
    side.take_focus(in_tree=True)
    before = looking.window.session.project.rows()  # type: ignore[union-attr]
    QTest.keyClick(side.tree_view(), key)
    assert "read-only" in looking.window.notices.bubble.sentence or key == Qt.Key.Key_Insert
    assert not any(view.is_editing for s in looking.window.split.sides() for view in s.tree_views())
    assert looking.window.session.project.rows() == before  # type: ignore[union-attr]


def test_the_panel_takes_no_words(looking: Desk) -> None:
    looking.window.panel.show()
    editor = looking.window.panel.findChild(QWidget, "") and looking.window.panel
    looking.window.panel.edit_note()
    focus = QApplication.focusWidget()
    assert focus is not None and editor is not None
    text = focus.toPlainText()  # type: ignore[attr-defined]
    QTest.keyClicks(focus, "words")
    assert focus.toPlainText() == text  # type: ignore[attr-defined]
    assert "read-only" in looking.window.notices.bubble.sentence


def test_a_damaged_file_shows_what_is_left(desk: Desk, tmp_path: Path) -> None:
    path = Path(shutil.copy(desk.path, tmp_path / "hurt.counterpoint"))
    raw = sqlite3.connect(path)
    (size,) = raw.execute("PRAGMA page_size").fetchone()
    (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'link'").fetchone()
    raw.close()
    with path.open("rb+") as file:
        file.seek((root - 1) * size)
        file.write(b"\x07" * size)
    desk.window.files.open(path)
    assert "hurt.counterpoint is damaged" in desk.window.conditions.sentence
    assert desk.window.session is not None and SALVAGE in desk.window.session.opened.ways  # type: ignore[union-attr]
    assert "Save a copy…" in words_of(desk.window.conditions.buttons())
    assert desk.window.session.project.cases()


def test_a_folder_that_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    path = Path(shutil.copy(desk.path, folder / "p.counterpoint"))
    with read_only(folder):
        desk.window.files.open(path)
        assert "can only be read" in desk.window.conditions.sentence
        press(desk, "Try again")
        assert "can only be read" in desk.window.conditions.sentence
        desk.window.files.open(desk.path)  # which lets go of the other
        assert not desk.window.conditions.isVisible()
    desk.window.files.open(path)
    assert not desk.window.conditions.isVisible()


def test_what_is_locked_is_shown_after_some_tries(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = Path(shutil.copy(desk.path, tmp_path / "p.counterpoint"))
    with child("locking", path) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        desk.window.files.open(path)
        qtbot.waitUntil(lambda: "keeps p.counterpoint locked" in desk.window.conditions.sentence, timeout=20_000)
        process.communicate("")
    press(desk, "Try again")
    assert not desk.window.conditions.isVisible()
    assert desk.window.session is not None and desk.window.session.path == path


def test_somebody_else_has_it_open(desk: Desk, tmp_path: Path) -> None:
    path = Path(shutil.copy(desk.path, tmp_path / "p.counterpoint"))
    with other(path) as process:
        desk.window.files.open(path)
        assert "open in another window too (Bea, since" in desk.window.conditions.sentence
        assert words_of(desk.window.conditions.buttons()) == ["Open read-only", "Go on"]
        press(desk, "Go on")
        assert not desk.window.conditions.isVisible()
        desk.window.files.open(path)
        press(desk, "Open read-only")
        assert "as you asked" in desk.window.conditions.sentence
        process.communicate("")


def test_after_a_kill_one_line_says_that_all_is_there(desk: Desk, tmp_path: Path) -> None:
    path = Path(shutil.copy(desk.path, tmp_path / "p.counterpoint"))
    with other(path) as process:
        process.kill()
    desk.window.files.open(path)
    told = desk.window.status.message
    begins = "Counterpoint ended unexpectedly last time. Everything is there: "
    count = sum(1 for case in desk.project.cases() for _node in desk.project.walk(case.id))
    assert told.startswith(f"{begins}{count} nodes, last change ")
    assert not desk.window.conditions.isVisible()


def test_the_line_after_a_kill_waits_for_nobody(desk: Desk) -> None:
    session = desk.window.session
    assert session is not None
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert after_crash(session) == "Counterpoint ended unexpectedly last time. Everything is there."
    assert "last change" in after_crash(session)


def test_closing_leaves_no_file_beside_the_project(desk: Desk) -> None:
    assert [p.name for p in desk.path.parent.glob(".~*")]
    desk.window.close()
    assert list(desk.path.parent.glob(".~*")) == []

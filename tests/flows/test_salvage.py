"""A damaged project by hand: what is shown of it is saved into a new one, and a file that shows nothing as well."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.flows.conftest import Desk
from ui.safety.salvage_window import SalvageDialog


def noise(path: Path, table: str) -> None:
    raw = sqlite3.connect(path)
    (size,) = raw.execute("PRAGMA page_size").fetchone()
    (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    raw.close()
    with path.open("rb+") as file:
        file.seek((root - 1) * size)
        file.write(random.Random(1).randbytes(size))


def press(place: QWidget, word: str) -> None:
    button = next(b for b in place.findChildren(QPushButton) if b.isVisible() and b.text().replace("&", "") == word)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def salvaged(desk: Desk, qtbot: QtBot) -> SalvageDialog:
    qtbot.waitUntil(lambda: desk.window.salvage_commands.dialog is not None)
    dialog = desk.window.salvage_commands.dialog
    assert dialog is not None
    press(dialog, "Salvage")
    qtbot.waitUntil(lambda: dialog.open_button.isVisible(), timeout=20_000)
    return dialog


@pytest.fixture
def path(desk: Desk, tmp_path: Path) -> Path:
    return Path(shutil.copy(desk.path, tmp_path / "hurt.counterpoint"))


def test_from_the_bar_to_the_new_project(desk: Desk, path: Path, qtbot: QtBot) -> None:
    assert desk.window.session is not None
    count = len(desk.window.session.project.rows()["node"])
    noise(path, "link")
    desk.window.files.open(path)
    press(desk.window.conditions, "Salvage…")
    dialog = salvaged(desk, qtbot)
    assert f"{count} nodes" in dialog.head.text() and "link" in dialog.head.text()
    assert "The history begins anew" in dialog.report.text()
    press(dialog, "Open the new project")
    session = desk.window.session
    assert session is not None and session.path.name == "hurt salvaged.counterpoint"
    assert session.workspace.why_read_only is None and len(session.project.links()) > 0
    assert not desk.window.conditions.isVisible()


def test_a_file_that_shows_nothing_offers_it_too(desk: Desk, path: Path, qtbot: QtBot) -> None:
    noise(path, "sqlite_sequence")
    with path.open("rb+") as file:
        file.write(random.Random(2).randbytes(4096))  # nothing says any more what it is
    desk.window.files.open(path)
    box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
    assert "is not a Counterpoint project" in box.text() and "may be saved" in box.informativeText()
    press(box, "Salvage…")
    dialog = salvaged(desk, qtbot)
    assert "nodes" in dialog.head.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.window.salvage_commands.dialog is None


def test_a_file_of_nothing_is_said_where_it_happens(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    empty = tmp_path / "strange.counterpoint"
    empty.write_bytes(b"words and nothing else" * 900)
    desk.window.salvage_commands.salvage(empty)
    dialog = desk.window.salvage_commands.dialog
    assert dialog is not None
    press(dialog, "Salvage")
    qtbot.waitUntil(lambda: "Nothing of a Counterpoint project" in dialog.report.text())
    assert dialog.go.isEnabled() and not dialog.target.exists()
    dialog.reject()

"""Printing from the whole window: Ctrl+P, the pages of what is on show, a PDF file, and back to work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.flows.conftest import Desk
from ui.exporting.wanted import Part
from ui.files import make_sample, open_session
from ui.printing.dialog import PrintDialog

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    def answer(name: str) -> Path:
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(path), ""))
        return path

    return answer


def window_of(desk: Desk, qtbot: QtBot) -> PrintDialog:
    dialog = desk.window.print_commands.dialog
    assert isinstance(dialog, PrintDialog) and QTest.qWaitForWindowActive(dialog)
    ready(qtbot, dialog)
    return dialog


def ready(qtbot: QtBot, dialog: PrintDialog) -> None:
    qtbot.waitUntil(lambda: dialog.maker.is_complete and dialog.preview.is_painted(dialog.preview.page))


def back(desk: Desk, qtbot: QtBot) -> None:
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)


def test_a_tree_as_pdf_by_keys_alone(desk: Desk, qtbot: QtBot, asked: Callable[[str], Path]) -> None:
    path = asked("tree.pdf")
    desk.press(Qt.Key.Key_P, CONTROL)
    dialog = window_of(desk, qtbot)
    assert dialog.wanted.part is Part.PAIRING and dialog.form.options().content == "text"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    ready(qtbot, dialog)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: desk.window.print_commands.dialog is None)
    back(desk, qtbot)
    assert "Saved as" in desk.window.status.message
    root = desk.project.node(desk.roots(desk.left)[0]).text
    with pypdfium2.PdfDocument(path) as document:
        text = " ".join(document[0].get_textpage().get_text_range().split())
    assert " ".join(root.split()) in text
    desk.press(Qt.Key.Key_P, CONTROL)
    assert window_of(desk, qtbot).form.options().content == "tree", "the choice is remembered"


def test_escape_leads_back_and_nothing_is_written(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    desk.press(Qt.Key.Key_P, CONTROL)
    dialog = window_of(desk, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.window.print_commands.dialog is None
    assert [path for path in sorted(tmp_path.iterdir()) if path.suffix == ".pdf"] == []
    assert before == [path for path in sorted(tmp_path.iterdir()) if path in before]


def test_one_print_window_at_a_time(desk: Desk, qtbot: QtBot) -> None:
    desk.press(Qt.Key.Key_P, CONTROL)
    dialog = window_of(desk, qtbot)
    desk.window.print_commands.print_pages()
    assert desk.window.print_commands.dialog is dialog


def test_the_window_goes_with_its_project(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.press(Qt.Key.Key_P, CONTROL)
    window_of(desk, qtbot)
    other = tmp_path / "other.counterpoint"
    make_sample(other)
    desk.window.show_session(open_session(other, "reader"))
    assert desk.window.print_commands.dialog is None


def test_selected_branches(desk: Desk, qtbot: QtBot) -> None:
    first = desk.roots(desk.left)[0]
    desk.click_row(desk.left, first)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_P, CONTROL)
    dialog = window_of(desk, qtbot)
    assert dialog.wanted.part is Part.BRANCHES

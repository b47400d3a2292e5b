"""Maps go out of the whole window: by keys, once more by one key, by the clipboard, and what the menus say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.flows.conftest import Desk
from ui.exporting.dialog import ExportDialog
from ui.exporting.formats_page import FormatsPage
from ui.exporting.wanted import Part
from ui.files import SAMPLE_NAME

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """The person answers with a name in a folder of the test's own."""

    def answer(name: str) -> Path:
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(path), ""))
        return path

    return answer


def window_of(desk: Desk, qtbot: QtBot) -> ExportDialog:
    dialog = desk.window.export_commands.dialog
    assert isinstance(dialog, ExportDialog) and QTest.qWaitForWindowActive(dialog)
    qtbot.waitUntil(lambda: dialog.maker.made is not None)
    return dialog


def back(desk: Desk, qtbot: QtBot) -> None:
    """The keys are in the main window again."""
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)


def reword(desk: Desk, node_id: str, words: str) -> None:
    desk.click_row(desk.left, node_id)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type(words)
    desk.press(Qt.Key.Key_Return)


def test_by_keys_alone_and_once_more_by_one_key(desk: Desk, qtbot: QtBot, asked: Callable[[str], Path]) -> None:
    path = asked("debate.html")
    QTest.keyClick(desk.focus(), Qt.Key.Key_E, CONTROL)
    dialog = window_of(desk, qtbot)
    QTest.keyClicks(dialog.focusWidget(), "html")
    assert dialog.format.name == "html"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CONTROL)
    assert desk.window.export_commands.dialog is None
    back(desk, qtbot)
    first = path.read_text("utf-8")
    assert first.startswith("<!") and "Exported to" in desk.window.status.message
    reword(desk, desk.roots(desk.left)[0], "Said in other words")
    desk.press(Qt.Key.Key_F12)
    assert "Exported again to" in desk.window.status.message and desk.window.export_commands.dialog is None
    assert "Said in other words" in path.read_text("utf-8") and "Said in other words" not in first


def test_with_nothing_to_repeat_the_window_opens(desk: Desk, qtbot: QtBot) -> None:
    desk.press(Qt.Key.Key_F12)
    dialog = window_of(desk, qtbot)
    assert dialog.scope.wanted.part is Part.PAIRING
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.window.export_commands.dialog is None


def test_what_was_exported_and_is_gone_is_not_repeated(desk: Desk, qtbot: QtBot, asked: Callable[[str], Path]) -> None:
    path = asked("branch.md")
    root = desk.roots(desk.left)[0]
    desk.click_row(desk.left, root)
    desk.window.actions_by_name["export_map"].trigger()
    dialog = window_of(desk, qtbot)
    dialog.scope.box.setFocus()
    QTest.keyClicks(dialog.scope.box, "Selected branch")
    dialog.scope.box.activated.emit(dialog.scope.box.currentIndex())
    assert dialog.scope.wanted.node_ids == (root,)
    qtbot.waitUntil(lambda: dialog.maker.made is not None)
    QTest.mouseClick(dialog.foot.save, Qt.MouseButton.LeftButton)
    assert path.exists()
    back(desk, qtbot)
    path.unlink()
    desk.click_row(desk.left, root)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Delete)
    desk.press(Qt.Key.Key_F12)
    assert not path.exists()
    window_of(desk, qtbot).reject()


def test_an_export_that_is_repeated_where_nothing_can_be_written_is_a_sentence(
    desk: Desk, tmp_path: Path, qtbot: QtBot, asked: Callable[[str], Path]
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    path = asked("stick/map.md")
    desk.window.actions_by_name["export_map"].trigger()
    QTest.mouseClick(window_of(desk, qtbot).foot.save, Qt.MouseButton.LeftButton)
    back(desk, qtbot)
    path.unlink()
    folder.rmdir()
    desk.press(Qt.Key.Key_F12)
    assert "folder" in desk.said[-1]
    box = QApplication.activeModalWidget()
    assert box is not None
    box.close()


def test_the_map_is_copied_and_several_chosen_branches_alone(desk: Desk) -> None:
    roots = desk.roots(desk.left)
    desk.click_row(desk.left, roots[0])
    desk.press(Qt.Key.Key_C, CONTROL | SHIFT)
    held = QGuiApplication.clipboard().mimeData()
    whole = held.text()
    assert whole.startswith("# ") and "<li>" in held.html()
    assert bytes(held.data("text/markdown").data()).decode() == whole
    assert "Copied" in desk.window.status.message
    children = [node.id for node in desk.project.children(desk.case(desk.left).id, roots[0])]
    desk.window.session.select(children[1])
    desk.left.tree.choose(children[:2])
    desk.press(Qt.Key.Key_C, CONTROL | SHIFT)
    part = QGuiApplication.clipboard().mimeData().text()
    told = desk.window.status.message
    below = sum(1 for top in children[:2] for _each in desk.project.walk(desk.case(desk.left).id, top)) + 2
    assert part != "" and f"Copied {below} points" in told


def test_references_stand_first_where_they_are_asked_for(desk: Desk, qtbot: QtBot) -> None:
    desk.window.actions_by_name["export_references"].trigger()
    dialog = window_of(desk, qtbot)
    assert dialog.format.subject == "references" and "@" in dialog.preview.text.toPlainText()
    dialog.reject()


def test_the_page_of_formats_is_under_help(desk: Desk) -> None:
    desk.window.actions_by_name["show_formats"].trigger()
    page = desk.window.export_commands.dialog
    assert isinstance(page, FormatsPage) and page.formats.rowCount() > 10
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert desk.window.export_commands.dialog is None


def test_another_project_closes_the_window_of_the_one_before(desk: Desk, qtbot: QtBot) -> None:
    desk.window.actions_by_name["export_map"].trigger()
    window_of(desk, qtbot)
    desk.window.files.open_debate()
    assert desk.window.session.path.name == SAMPLE_NAME and desk.window.export_commands.dialog is None

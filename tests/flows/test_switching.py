"""Another project is opened while something is open over the one before: it goes, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models.authoring import library
from models.authoring.correcting import correct_text
from models.entities import now
from models.ports import Draft
from storage.database import create_project
from storage.store import SqliteStore
from tests.flows.conftest import ANNOTATOR, Desk, go_on
from ui.correcting.dialog import CorrectingDialog
from ui.files import open_session
from ui.picker import Picker


def open_another(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "another.counterpoint"
    create_project(path, "1")
    desk.window.show_session(open_session(path, ANNOTATOR))


def correcting(desk: Desk) -> CorrectingDialog | None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return desk.window.findChild(CorrectingDialog)


def open_correction(desk: Desk) -> CorrectingDialog:
    desk.left.article.setFocus()
    desk.window.actions_by_name["correct_text"].trigger()
    dialog = correcting(desk)
    assert dialog is not None and dialog.editor is not None
    return dialog


def test_a_picker_goes_with_its_project(desk: Desk, tmp_path: Path) -> None:
    desk.left.article.setFocus()
    desk.press(Qt.Key.Key_P)
    picker = desk.window.findChild(Picker)
    assert picker is not None and picker.isVisible()
    open_another(desk, tmp_path)
    assert not picker.isVisible()


def test_a_menu_goes_with_its_project(desk: Desk, tmp_path: Path) -> None:
    node = desk.roots(desk.left)[0]
    desk.window.editing.node_menu(desk.left, node, desk.left.mapToGlobal(desk.left.rect().center()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    open_another(desk, tmp_path)
    assert QApplication.activePopupWidget() is None


def test_what_was_being_corrected_is_offered_when_its_project_comes_back(
    desk: Desk, project_file: Path, tmp_path: Path
) -> None:
    dialog = open_correction(desk)
    QTest.keyClicks(dialog.editor.paper, "Typed just now. ")
    typed = dialog.editor.text()
    open_another(desk, tmp_path)
    assert correcting(desk) is None
    store = SqliteStore(project_file)
    assert [draft.text for draft in store.drafts()] == [typed]
    store.close()
    desk.window.show_session(open_session(project_file, ANNOTATOR))
    assert "was being corrected" in desk.window.offers.sentence


def test_what_was_being_corrected_outlives_the_window(desk: Desk, project_file: Path) -> None:
    dialog = open_correction(desk)
    QTest.keyClicks(dialog.editor.paper, "Typed just now. ")
    typed = dialog.editor.text()
    desk.window.close()
    store = SqliteStore(project_file)
    assert [draft.text for draft in store.drafts()] == [typed]
    store.close()


def test_a_newer_copy_waits_for_the_correction_that_is_open(desk: Desk, tmp_path: Path) -> None:
    dialog = open_correction(desk)
    path = tmp_path / "newer.txt"
    path.write_text("A newer copy of it.", "utf-8")
    desk.window.correction.read_newer(path, desk.case(desk.left).article_id)
    assert desk.window.findChildren(CorrectingDialog) == [dialog]
    assert desk.said[-1] == "Another text is being corrected. Finish that first."
    dialog.reject()
    desk.window.correction.read_newer(path, desk.case(desk.left).article_id)
    go_on(desk.window.rereading.dialog)
    assert correcting(desk) is not None


def test_an_article_that_is_gone_is_not_corrected(desk: Desk) -> None:
    article = desk.case(desk.left).article_id
    desk.window.session.do(lambda reader: library.delete_article(reader, article))
    assert desk.window.correction.open(article) is None
    assert desk.said[-1] == "This no longer exists; somebody removed it."


def test_a_correction_that_is_offered_starts_from_the_text_as_it_is_then(
    desk: Desk, open_desk: Callable[[Path], Desk], project_file: Path, qtbot: QtBot
) -> None:
    article = desk.case(desk.left).article_id
    text = desk.project.text(article)
    desk.window.close()
    store = SqliteStore(project_file)
    typed = text + "\nA last line that was being typed."
    store.save_draft(Draft("d" * 36, "gone", "article", article, "text", typed, now()))
    store.close()
    again = open_desk(project_file)
    other = again.fresh()
    other.do(lambda reader: correct_text(reader, article, text + "\nA line from elsewhere.", {}))
    other.close()
    again.window.session.pull()
    QTest.mouseClick(again.window.offers._buttons[0], Qt.MouseButton.LeftButton)
    dialog = correcting(again)
    assert dialog is not None
    dialog.forward.click()
    qtbot.waitUntil(lambda: again.project.text(article) == typed)

"""Correcting an article's text under its passages: one step in the file, one undo, nothing lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models.entities import now
from models.ports import Draft
from storage.store import SqliteStore
from tests.flows.conftest import Desk
from tests.flows.conftest import go_on as press_on
from ui.correcting.dialog import CorrectingDialog

CONTROL = Qt.KeyboardModifier.ControlModifier


def dialog_of(desk: Desk) -> CorrectingDialog:
    desk.left.article.setFocus()
    desk.window.actions_by_name["correct_text"].trigger()
    return shown(desk)


def shown(desk: Desk) -> CorrectingDialog:
    found = desk.window.findChild(CorrectingDialog)
    assert found is not None and found.isVisible()
    return found


def places(desk: Desk) -> dict[str, tuple[int, int, str]]:
    """Every passage of the left article, as another program finds it in the file."""
    other = desk.fresh()
    article = desk.case(desk.left).article_id
    found = {a.id: (a.start, a.end, a.exact) for a in other.project.anchors_in(article)}
    text = other.project.text(article)
    assert all(text[start:end] == exact for start, end, exact in found.values())
    other.close()
    return found


def type_at(dialog: CorrectingDialog, words: str, new: str) -> None:
    """Select `words` in the text as a reader would and type `new` over them."""
    paper = dialog.editor.paper
    cursor = paper.document().find(words)
    assert not cursor.isNull()
    paper.setTextCursor(cursor)
    paper.setFocus()
    if new:
        QTest.keyClicks(paper, new)
    else:
        QTest.keyClick(paper, Qt.Key.Key_Delete)


def closed(dialog: CorrectingDialog, qtbot: QtBot) -> None:
    """Wait until the window has done its work and gone."""
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())


def go_on(dialog: CorrectingDialog) -> None:
    QTest.mouseClick(dialog.forward, Qt.MouseButton.LeftButton)


def test_a_typo_mended_moves_the_passages_behind_it_and_one_undo_brings_all_back(desk: Desk, qtbot: QtBot) -> None:
    before = places(desk)
    article = desk.case(desk.left).article_id
    text = desk.project.text(article)
    dialog = dialog_of(desk)
    type_at(dialog, "Abstract:", "A brief abstract:")
    go_on(dialog)
    closed(dialog, qtbot)
    after = places(desk)
    assert desk.project.text(article) == text.replace("Abstract:", "A brief abstract:", 1)
    assert after.keys() == before.keys()
    assert {key: value[2] for key, value in after.items()} == {key: value[2] for key, value in before.items()}
    assert desk.left.article.text_for_finding()[0] == desk.project.text(article)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    QTest.keyClick(desk.window, Qt.Key.Key_Z, CONTROL)
    assert places(desk) == before
    assert desk.project.text(article) == text


def test_a_passage_whose_words_change_needs_a_word_and_dropping_it_keeps_the_node(desk: Desk, qtbot: QtBot) -> None:
    before = places(desk)
    root = desk.project.node(desk.roots(desk.left)[0])
    anchor = desk.project.anchors(root.id)[0]
    dialog = dialog_of(desk)
    type_at(dialog, anchor.exact.split("\n")[0][:20], "")
    go_on(dialog)
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.review)
    assert places(desk) == before
    for _passage in range(len(dialog.review.reviewing.items)):
        QTest.keyClick(dialog.review.list, Qt.Key.Key_D)
    go_on(dialog)
    closed(dialog, qtbot)
    assert anchor.id not in places(desk)
    assert desk.project.is_visible(root.id)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    QTest.keyClick(desk.window, Qt.Key.Key_Z, CONTROL)
    assert places(desk) == before


def test_what_was_being_corrected_when_the_program_ended_is_offered(
    desk: Desk, open_desk: Callable[[Path], Desk], project_file: Path, qtbot: QtBot
) -> None:
    article = desk.case(desk.left).article_id
    typed = desk.project.text(article) + "\nA last line that was being typed."
    desk.window.close()
    store = SqliteStore(project_file)
    store.save_draft(Draft("d" * 36, "gone", "article", article, "text", typed, now()))
    store.close()
    again = open_desk(project_file)
    assert "was being corrected" in again.window.offers.sentence
    QTest.mouseClick(again.window.offers._buttons[0], Qt.MouseButton.LeftButton)
    dialog = shown(again)
    assert dialog.editor.text() == typed
    assert [draft.text for draft in again.fresh().store.drafts()] == [typed]
    go_on(dialog)
    closed(dialog, qtbot)
    assert again.project.text(article) == typed
    assert again.fresh().store.drafts() == []


def test_a_newer_copy_takes_the_same_road(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    before = places(desk)
    article = desk.project.article(desk.case(desk.left).article_id)
    newer = "A new first line of the page.\n\n" + desk.project.text(article.id)
    path = tmp_path / "newer.txt"
    path.write_text(newer, "utf-8")
    desk.left.article.setFocus()
    desk.window.correction.read_newer(path, article.id)
    press_on(desk.window.rereading.dialog)
    dialog = shown(desk)
    go_on(dialog)
    closed(dialog, qtbot)
    after = places(desk)
    assert {key: value[2] for key, value in after.items()} == {key: value[2] for key, value in before.items()}
    assert all(after[key][0] > before[key][0] for key in before)
    assert desk.project.article(article.id).title == article.title


def test_a_copy_that_cannot_be_read_is_said_and_nothing_opens(desk: Desk, tmp_path: Path) -> None:
    article = desk.project.article(desk.case(desk.left).article_id)
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    desk.window.correction.read_newer(path, article.id)
    assert desk.window.rereading.dialog.entries[0].sentence.endswith("is empty.")
    desk.window.rereading.put_by()
    assert desk.window.findChild(CorrectingDialog) is None

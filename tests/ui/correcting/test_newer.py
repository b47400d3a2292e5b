"""A newer copy of the article: both texts as one, then the same review."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from models.texts import Block, BlockKind, Layout
from tests.ui.correcting.conftest import TEXT
from tests.ui.correcting.hands import CTRL, NEW, SHIFT, Key, MakeDialog, press


def test_a_newer_copy_shows_both_texts_as_one(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    dialog = make_dialog(newer=NEW)
    compare = dialog.compare
    assert compare is not None and dialog.editor is None and compare.paper.isReadOnly()
    assert dialog.status.text().endswith("3 passages to review")
    assert "yeers" in compare.paper.text() and "years" in compare.paper.text()
    looks = {mark.look for mark in compare.paper.marks_in_sight()}
    assert {"inserted", "deleted", "claim", "evidence", "rebuttal"} == looks
    QTest.keyClicks(compare.paper, "xyz")
    stops = [compare.paper.textCursor().position()]
    for _step in range(len(compare._stops)):
        press(dialog, Key.Key_N)
        stops.append(compare.paper.textCursor().position())
    assert stops == [*compare._stops, compare._stops[0]]
    press(dialog, Key.Key_N, SHIFT)
    assert compare.paper.textCursor().position() == compare._stops[-1]
    QTest.mouseClick(dialog.forward, Qt.MouseButton.LeftButton)
    for _row in range(3):
        press(dialog, Key.Key_D)
    with qtbot.waitSignal(dialog.apply_requested) as asked:
        press(dialog, Key.Key_Return, CTRL)
    assert asked.args[0] == NEW and len(asked.args[1]) == 3


def test_paragraphs_are_counted_by_the_newer_copys_own_layout(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    gone = "It lasts for twenty yeers and wants no care."
    newer = TEXT.replace(" " + gone, "") + "\n" + gone
    start = newer.index(gone)
    blocks = Block(0, start - 1, BlockKind.PARAGRAPH, 1), Block(start, len(newer), BlockKind.PARAGRAPH, 2)
    dialog = make_dialog(newer=newer, newer_layout=Layout(blocks, ()))
    QTest.keyClick(dialog.first.paper, Key.Key_Return, CTRL)
    assert dialog.review.head.outcome == "Moved to ¶ 2"


def test_a_newer_copy_that_is_the_same_closes_without_an_edit(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    dialog = make_dialog(newer=TEXT)
    asked = QSignalSpy(dialog.apply_requested)
    with qtbot.waitSignal(dialog.said):
        QTest.keyClick(dialog.first.paper, Key.Key_Return, CTRL)
    assert asked.count() == 0 and not dialog.isVisible()


@pytest.mark.parametrize("newer", ["a\r\nb\r\nc", "a\rb\rc"])
def test_a_newer_copy_with_other_line_ends_is_taken_with_ours(
    qtbot: QtBot, make_dialog: MakeDialog, newer: str
) -> None:
    dialog = make_dialog(text="a\nb", anchors=[], newer=newer)
    with qtbot.waitSignal(dialog.apply_requested) as asked:
        QTest.keyClick(dialog.first.paper, Key.Key_Return, CTRL)
    assert asked.args == ["a\nb\nc", {}]


def test_while_it_is_applied_the_window_stays(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    dialog = make_dialog(newer="A line before.\n" + TEXT)
    with qtbot.waitSignal(dialog.apply_requested):
        QTest.mouseClick(dialog.forward, Qt.MouseButton.LeftButton)
    press(dialog, Key.Key_Escape)
    assert dialog.isVisible()
    dialog.show_refusal("Another program holds the file.")
    assert dialog.forward.isEnabled()
    press(dialog, Key.Key_Escape)
    assert not dialog.isVisible()

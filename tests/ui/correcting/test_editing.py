"""The first step with real keys: typing, undo, finding, what is said below, drafts and leaving."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent, QTextCursor, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.correcting.conftest import PASSAGES, TEXT, passage, settled
from ui.correcting.dialog import DRAFT_PAUSE, CorrectingDialog
from ui.correcting.lines import SpacedLayout
from ui.session import DRAFT_DELAY
from ui.theme import Reading

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MakeDialog = Callable[..., CorrectingDialog]


def put_caret(dialog: CorrectingDialog, words: str, length: int = 0) -> None:
    """Before `words`, with `length` characters of them selected."""
    paper = dialog.first.paper
    found = paper.document().find(words)
    assert not found.isNull()
    cursor = paper.textCursor()
    cursor.setPosition(found.selectionStart())
    cursor.setPosition(found.selectionStart() + length, QTextCursor.MoveMode.KeepAnchor)
    paper.setTextCursor(cursor)


def type_over(qtbot: QtBot, dialog: CorrectingDialog, words: str, others: str) -> None:
    """Select words and type others."""
    put_caret(dialog, words, len(words))
    if not others.isascii():  # as an input method gives it
        event = QInputMethodEvent()
        event.setCommitString(others)
        QApplication.sendEvent(dialog.first.paper, event)
    elif others:
        QTest.keyClicks(dialog.first.paper, others)
    else:
        QTest.keyClick(dialog.first.paper, Qt.Key.Key_Delete)
    settled(qtbot, dialog)


def test_it_opens_where_one_was_reading(make_dialog: MakeDialog) -> None:
    text = "\n".join(f"Line {n} 🦉 of a long text that goes on and on." for n in range(400))
    dialog = make_dialog(text=text, anchors=[], offset=text.index("Line 200"))
    paper = dialog.first.paper
    assert paper.textCursor().block().text().startswith("Line 200")
    assert paper.textCursor().positionInBlock() == 0
    assert paper.viewport().rect().contains(paper.cursorRect())
    assert paper.hasFocus()


def test_a_mended_slip_is_told_and_applied(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    assert dialog.status.text() == "Nothing is changed yet."
    type_over(qtbot, dialog, "stays", "remains")
    assert dialog.status.text() == "1 word changed; all 5 passages stand"
    with qtbot.waitSignal(dialog.apply_requested) as asked:
        QTest.keyClick(dialog.first.paper, Qt.Key.Key_Return, CTRL)
    assert asked.args == [TEXT.replace("stays", "remains"), {}]
    assert dialog.isVisible()
    dialog.finish_applied()
    assert not dialog.isVisible() and dialog.result() == dialog.DialogCode.Accepted.value


def test_what_stands_around_an_edit_is_kept_to_the_code_point(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    type_over(qtbot, dialog, "Owls", "🦊 Foxes")
    assert dialog.editor is not None
    assert dialog.editor.text() == TEXT.replace("Owls", "🦊 Foxes")
    put_caret(dialog, "four")
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_Return, SHIFT)
    assert "costs \nfour hundred\u00a0crowns" in dialog.editor.text()


def test_cut_and_paste_keep_what_does_not_show(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    put_caret(dialog, "hundred", len("hundred crowns"))
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_X, CTRL)
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_V, CTRL)
    assert dialog.first.paper.text() == TEXT
    QGuiApplication.clipboard().setText("one\r\ntwo\rthree")
    put_caret(dialog, "The square")
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_V, CTRL)
    assert dialog.first.paper.text() == "one\ntwo\nthree" + TEXT


def test_undo_and_redo(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    type_over(qtbot, dialog, "yeers", "years")
    assert dialog.status.text() == "1 word changed; 1 passage to review"
    while dialog.first.paper.text() != TEXT:
        QTest.keyClick(dialog.first.paper, Qt.Key.Key_Z, CTRL)
    settled(qtbot, dialog)
    assert dialog.status.text() == "Nothing is changed yet."
    assert not dialog.is_touched
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_Z, CTRL | SHIFT)
    assert dialog.first.paper.text() != TEXT


def test_passages_and_changed_lines_are_shown_where_they_are(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    paper = dialog.first.paper
    raw = paper.document().toRawText()

    def units(mark_start: int, mark_end: int) -> str:
        data = paper.document().toRawText().encode("utf-16-le")
        return data[2 * mark_start : 2 * mark_end].decode("utf-16-le")

    shown = {units(m.start, m.end): m.look for m in paper.marks_in_sight()}
    assert shown == {each.anchor.exact: each.kind for each in PASSAGES}
    assert not paper.changed_in_sight()
    put_caret(dialog, "Owls")
    QTest.keyClicks(paper, "Grey ")  # at once, before any comparison
    assert {units(m.start, m.end) for m in paper.marks_in_sight()} == set(shown)
    assert [units(m.start, m.end) for m in paper.changed_in_sight()] == ["Grey "]
    settled(qtbot, dialog)
    assert {units(m.start, m.end) for m in paper.marks_in_sight()} == set(shown)
    assert [units(m.start, m.end).strip() for m in paper.changed_in_sight()] == ["Grey"]
    assert paper.document().toRawText() != raw


def test_only_what_is_in_sight_is_marked(make_dialog: MakeDialog) -> None:
    text = "\n".join(f"Line {n} of a long text." for n in range(3000))
    dialog = make_dialog(text=text, anchors=[passage(f"Line {n} ", text=text) for n in range(0, 3000, 2)], offset=0)
    paper = dialog.first.paper
    assert 0 < len(paper.marks_in_sight()) < 30
    paper.verticalScrollBar().setValue(paper.verticalScrollBar().maximum())
    assert 0 < len(paper.marks_in_sight()) < 30
    assert text[paper.marks_in_sight()[-1].start :].startswith("Line 2998")


def test_lines_and_paragraphs_stand_apart(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    paper = dialog.first.paper
    layout = paper.document().documentLayout()
    assert isinstance(layout, SpacedLayout)
    first = paper.document().firstBlock()
    lines = first.layout().lineCount()
    assert layout.blockBoundingRect(first).height() == lines * dialog._theme.reading.line + layout.gap
    assert layout.gap > 0
    assert paper.viewport().width() == dialog._theme.reading.column + 8
    dialog.resize(900, 560)
    assert not paper.verticalScrollBar().isVisible()
    QTest.keyClick(paper, Qt.Key.Key_End, CTRL)
    for _line in range(16):
        QTest.keyClick(paper, Qt.Key.Key_Return)
    qtbot.waitUntil(paper.verticalScrollBar().isVisible)
    qtbot.waitUntil(lambda: paper.viewport().width() == dialog._theme.reading.column + 8)
    assert layout.blockBoundingRect(first).height() == lines * dialog._theme.reading.line + layout.gap


def test_light_and_dark_and_the_users_measures_are_taken_over(dialog: CorrectingDialog) -> None:
    theme, paper = dialog._theme, dialog.first.paper
    corner = paper.viewport().rect().bottomRight() - QPoint(2, 2)
    for choice in ("dark", "light"):
        theme.choose(choice)
        assert paper.grab().toImage().pixelColor(paper.viewport().mapTo(paper, corner)) == theme.tokens.paper
    first = paper.document().firstBlock()
    lines = first.layout().lineCount()
    marks = paper.marks_in_sight()
    typed = QSignalSpy(paper.typed)
    theme.set_reading(Reading(size=24, spacing=2.0, width=60))
    assert typed.count() == 0 and paper.marks_in_sight()[0] == marks[0]
    assert paper.document().defaultFont().pixelSize() == 24 and paper.pitch == 48
    paper.grab()
    assert first.layout().lineCount() >= lines
    height = paper.document().documentLayout().blockBoundingRect(first).height()
    assert height >= 48 * first.layout().lineCount()
    theme.set_reading(Reading())


def test_the_wheel_with_ctrl_leaves_the_letters_alone(dialog: CorrectingDialog) -> None:
    for paper in (dialog.first.paper, dialog.review.now.paper):
        before = paper.font().pixelSize()
        where = QPointF(paper.viewport().rect().center())
        event = QWheelEvent(
            where,
            QPointF(paper.viewport().mapToGlobal(where.toPoint())),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(paper.viewport(), event)
        assert paper.font().pixelSize() == before


def test_finding_words(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_F, CTRL)
    bar = dialog.first.find_bar
    qtbot.waitUntil(bar.field.hasFocus)
    QTest.keyClicks(bar.field, "bench")
    cursor = dialog.first.paper.textCursor()
    places = [cursor.selectionStart()]
    for _again in range(3):
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        assert dialog.first.paper.textCursor().selectedText() == "bench"
        places.append(dialog.first.paper.textCursor().selectionStart())
    assert places == [*sorted(places[:3]), places[0]]
    assert bar.result.text() == "On from the beginning."
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert dialog.first.paper.textCursor().selectionStart() == places[2]
    QTest.keyClicks(bar.field, "zzz")
    assert bar.result.text() == "Not found"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert dialog.isVisible() and not bar.isVisible() and dialog.first.paper.hasFocus()


def test_nothing_changed_closes_without_an_edit(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    asked = QSignalSpy(dialog.apply_requested)
    with qtbot.waitSignal(dialog.said) as said:
        QTest.mouseClick(dialog.forward, Qt.MouseButton.LeftButton)
    assert said.args == ["Nothing was changed."]
    assert not dialog.isVisible() and asked.count() == 0


@pytest.mark.parametrize("left", ["", "   \n "])
def test_an_empty_text_is_refused(qtbot: QtBot, dialog: CorrectingDialog, left: str) -> None:
    asked = QSignalSpy(dialog.apply_requested)
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_A, CTRL)
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_Delete)
    for character in left:
        QTest.keyClick(dialog.first.paper, Qt.Key.Key_Return if character == "\n" else Qt.Key.Key_Space)
    settled(qtbot, dialog)
    assert dialog.status.text() == "An article needs some text."
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_Return, CTRL)
    assert dialog.bar.sentence.startswith("An article needs some text.")
    assert dialog.isVisible() and asked.count() == 0 and dialog.first.paper.text() == left


def test_going_on_right_after_the_last_key_compares_first(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    put_caret(dialog, "stays", 5)
    QTest.keyClicks(dialog.first.paper, "sits")
    assert dialog.checker.findings is None
    with qtbot.waitSignal(dialog.apply_requested) as asked:
        QTest.keyClick(dialog.first.paper, Qt.Key.Key_Return, CTRL)
    assert asked.args[0] == TEXT.replace("stays", "sits")


def test_a_refusal_keeps_what_was_typed(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    type_over(qtbot, dialog, "stays", "sits")
    dialog.apply_requested.connect(lambda *_: dialog.show_refusal("Somebody else changed this."))
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_Return, CTRL)
    assert dialog.bar.sentence == "Somebody else changed this."
    assert dialog.isVisible() and dialog.forward.isEnabled()
    assert dialog.first.paper.text() == TEXT.replace("stays", "sits")


def test_closing_asks_only_when_something_was_typed(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    dialog = make_dialog()
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog = make_dialog()
    QTest.keyClicks(dialog.first.paper, "x")
    dialog.close()
    assert dialog.isVisible() and dialog.bar.asks
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert dialog.isVisible() and not dialog.bar.asks and dialog.first.paper.hasFocus()
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_Escape)
    _discard, keep = dialog.bar.buttons()
    assert keep.hasFocus()
    QTest.keyClick(keep, Qt.Key.Key_Return)
    assert dialog.isVisible() and dialog.first.paper.text() == "x" + TEXT
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.bar.buttons()[0], Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_the_first_key_is_drafted_at_once_and_the_rest_in_time(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    assert DRAFT_PAUSE + DRAFT_DELAY < 1000  # what is typed is in the file within a second
    drafts = QSignalSpy(dialog.drafted)
    QTest.keyClicks(dialog.first.paper, "abc")
    assert drafts.count() == 1 and drafts.at(0) == ["a" + TEXT]
    with qtbot.waitSignal(dialog.drafted, timeout=3000):
        pass
    assert drafts.count() == 2 and drafts.at(1) == ["abc" + TEXT]
    qtbot.waitUntil(lambda: not dialog._draft_timer.isActive())
    assert drafts.count() == 2  # nothing was typed meanwhile
    QTest.keyClicks(dialog.first.paper, "de")
    assert drafts.count() == 3
    dialog._close(dialog.DialogCode.Rejected)
    assert not dialog._draft_timer.isActive() and drafts.count() == 3


def test_a_draft_comes_back_and_can_be_undone(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    draft = TEXT.replace("stays", "sits 🦊")
    dialog = make_dialog(draft=draft)
    assert dialog.first.paper.text() == draft and dialog.is_touched
    assert "before the program ended" in dialog.bar.sentence
    assert dialog.status.text() == "1 word changed; all 5 passages stand"
    assert dialog.first.paper.textCursor().block().text().startswith("The square")
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_Z, CTRL)
    assert dialog.first.paper.text() == TEXT


def test_f6_goes_round(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    assert dialog.first.paper.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_F6)
    assert dialog.forward.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_F6)
    assert dialog.first.paper.hasFocus()
    QTest.keyClick(dialog.first.paper, Qt.Key.Key_Tab)
    assert dialog.cancel.hasFocus()


def test_every_control_has_a_name(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_F, CTRL)
    assert nameless(dialog) == []
    type_over(qtbot, dialog, "yeers", "years")
    dialog.go_on()
    assert dialog.review.isVisible()
    QTest.keyClick(dialog.review.list, Qt.Key.Key_R)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert nameless(dialog) == []


def nameless(dialog: CorrectingDialog) -> list[QWidget]:
    """What can have the focus and says nothing to a screen reader."""
    return [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


def test_a_million_characters_do_not_hold_up_typing(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    text = "\n".join(
        f"Paragraph {n} " + "goes on for quite a while, 🦉 as such paragraphs do. " * 12 for n in range(1500)
    )
    dialog = make_dialog(text=text, anchors=[], offset=len(text) // 2)
    paper = dialog.first.paper
    laid = 0
    block = paper.document().firstBlock()
    while block.isValid():
        laid += block.layout().lineCount() > 0
        block = block.next()
    assert laid < 100  # the rest is laid out when it comes into sight
    QTest.keyClicks(paper, "typed")
    settled(qtbot, dialog)
    assert dialog.status.text() == "1 word changed"


def test_closing_in_the_middle_of_a_comparison(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    text = "\n".join(f"Paragraph {n} goes on for quite a while." for n in range(20000))
    dialog = make_dialog(text=text, anchors=[])
    QTest.keyClicks(dialog.first.paper, "x")
    dialog.checker.check_now()
    heard = QSignalSpy(dialog.checker.checked)
    jobs = dialog.checker._jobs
    with qtbot.waitSignal(jobs.destroyed, timeout=10000):
        dialog._close(dialog.DialogCode.Rejected)
    assert heard.count() == 0

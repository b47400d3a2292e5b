"""The window of an import from the first file to the report: states, keys, buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from models.importing.about import About
from tests.ui.importing.conftest import MakeDialog, came_of, empty_of
from ui.importing.dialog import ImportDialog
from ui.importing.entries import State
from ui.importing.sheet import Sheet
from ui.importing.wanted import Wanted
from ui.settings import KEEP_ORIGINALS, Settings

Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LEFT = Qt.MouseButton.LeftButton


def asked(dialog: ImportDialog) -> list[list[Wanted]]:
    """What the window asks for from now on."""
    found: list[list[Wanted]] = []
    dialog.store_wanted.connect(found.append)
    return found


def test_one_file_has_no_list(dialog: ImportDialog) -> None:
    assert not dialog.files.isVisible()
    assert dialog.foot.forward.text() == "&Import"
    assert dialog.foot.told.text() == "45 words, 4 paragraphs, 4 pages, 2 hidden"


def test_ctrl_enter_imports_and_the_window_closes_when_it_is_stored(dialog: ImportDialog) -> None:
    found = asked(dialog)
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    assert [[w.at for w in wanted] for wanted in found] == [[0]]
    assert found[0][0].about.authors == ("Ada Brook",) and found[0][0].keep
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    assert len(found) == 1  # it is under way
    dialog.stored(0)
    dialog.finish()
    assert not dialog.isVisible() and dialog.result() == dialog.DialogCode.Accepted


def test_escape_closes_one_file_without_a_question(dialog: ImportDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.stopped):
        QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_first_moment_shows_nothing_but_the_frame(make_dialog: MakeDialog, qtbot: QtBot) -> None:
    dialog = make_dialog("long.pdf")
    waiting = dialog.desk.waiting
    dialog.tell(0, 3, 300)
    if not waiting.speaks:  # a slow machine may have taken the moment already
        assert not waiting.words.isVisible()
    qtbot.waitUntil(lambda: waiting.words.isVisible())
    dialog.tell(0, 120, 300)
    assert waiting.words.text() == "Reading page 120 of 300…"
    assert waiting.bar.value() == 400
    dialog.arrive(0, came_of())
    assert not waiting.isVisible() and dialog.desk.preview.isEnabled()


def test_cancel_while_one_file_is_read_stops_and_closes(make_dialog: MakeDialog, qtbot: QtBot) -> None:
    dialog = make_dialog("long.pdf")
    with qtbot.waitSignal(dialog.stopped):
        QTest.mouseClick(dialog.foot.cancel, LEFT)
    assert not dialog.isVisible()


def test_a_file_that_cannot_be_read_says_why(make_dialog: MakeDialog) -> None:
    dialog = make_dialog("bad.pdf")
    dialog.fail(0, "bad.pdf is damaged.")
    assert dialog.desk.sentence.isVisible() and dialog.desk.sentence.sentence.text() == "bad.pdf is damaged."
    assert not dialog.foot.forward.isVisible()
    assert dialog.foot.cancel.text() == "Close"


def test_a_file_without_text_is_shown_with_its_warnings_and_cannot_be_imported(make_dialog: MakeDialog) -> None:
    dialog = make_dialog("scan.pdf")
    dialog.arrive(0, empty_of("scan.pdf"))
    assert dialog.desk.side.currentWidget() is dialog.desk.side.warnings
    assert dialog.desk.preview.stored.document is None and dialog.desk.preview.stored.is_empty_said
    assert not dialog.foot.forward.isVisible() and dialog.foot.cancel.text() == "Close"


def test_a_file_without_text_stands_in_the_report(make_dialog: MakeDialog, qtbot: QtBot) -> None:
    dialog = make_dialog("scan.pdf", "a.txt")
    dialog.arrive(0, empty_of("scan.pdf"))
    dialog.arrive(1, came_of())
    assert rows(dialog)[0] == "scan, holds no text"
    qtbot.waitUntil(dialog.foot.forward.isEnabled)
    QTest.mouseClick(dialog.foot.forward, LEFT)
    dialog.stored(1)
    dialog.finish()
    assert dialog.desk.report.text() == "1 of 2 articles were imported.\nscan.pdf: There is no text in it."


@pytest.fixture
def three(make_dialog: MakeDialog) -> ImportDialog:
    """Three files: ready with a warning, failed, ready."""
    dialog = make_dialog("a.txt", "b.pdf", "c.txt")
    dialog.arrive(0, came_of("a.txt", "Title A", warnings=1))
    dialog.fail(1, "b.pdf needs a password.")
    dialog.arrive(2, came_of("c.txt", "Title C"))
    dialog._looking.stop()
    dialog._refresh()
    return dialog


def rows(dialog: ImportDialog) -> list[str]:
    model = dialog.list.files
    return [str(model.data(model.index(at), Qt.ItemDataRole.AccessibleTextRole)) for at in range(model.rowCount())]


def test_the_list_tells_how_far_each_file_is(make_dialog: MakeDialog) -> None:
    dialog = make_dialog("a.txt", "b.pdf", "c.txt")
    dialog.tell(1, 34, 100)
    assert rows(dialog) == ["a.txt, waiting", "b.pdf, reading, 34 %", "c.txt, waiting"]
    dialog.arrive(0, came_of("a.txt", "Title A", warnings=1))
    dialog.fail(1, "b.pdf needs a password.")
    dialog.arrive(2, came_of("c.txt", "Title C"))
    assert rows(dialog) == ["Title A, ready, 1 warning", "b.pdf, could not be read", "Title C, ready"]


def test_what_is_still_read_keeps_the_button_off(make_dialog: MakeDialog, qtbot: QtBot) -> None:
    dialog = make_dialog("a.txt", "b.txt")
    found = asked(dialog)
    dialog.arrive(0, came_of())
    qtbot.waitUntil(lambda: dialog.foot.told.text() == "1 of 2 read…")
    assert not dialog.foot.forward.isEnabled()
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    assert not found
    dialog.arrive(1, came_of())
    qtbot.waitUntil(dialog.foot.forward.isEnabled)
    assert dialog.foot.forward.text() == "&Import 2 articles"


def test_reading_is_stopped_and_what_arrived_can_be_imported(make_dialog: MakeDialog, qtbot: QtBot) -> None:
    dialog = make_dialog("a.txt", "b.txt", "c.txt")
    found = asked(dialog)
    dialog.arrive(0, came_of())
    qtbot.waitUntil(lambda: dialog.foot.cancel.text() == "Stop reading")
    with qtbot.waitSignal(dialog.stopped):
        QTest.keyClick(dialog, Key.Key_Escape)
    assert dialog.isVisible()
    assert [entry.state for entry in dialog.entries] == [State.READY, State.LEFT, State.LEFT]
    QTest.mouseClick(dialog.foot.forward, LEFT)
    assert [w.at for w in found[0]] == [0]


def test_ticks_choose_what_is_imported(three: ImportDialog) -> None:
    found = asked(three)
    box = three.list.itemDelegate().tick_box(three.list.visualRect(three.list.files.index(0)))  # type: ignore[attr-defined]
    QTest.mouseClick(three.list.viewport(), LEFT, pos=box.center())
    assert three.foot.forward.text() == "&Import 1 article"
    three.list.setFocus()
    three.list.choose(2)
    QTest.keyClick(three.list, Key.Key_Space)
    assert not three.foot.forward.isEnabled()
    QTest.keyClick(three.list, Key.Key_Space)
    QTest.mouseClick(three.foot.forward, LEFT)
    assert [w.at for w in found[0]] == [2]


def test_alt_and_arrows_step_through_the_files(three: ImportDialog) -> None:
    assert three.desk.head.title.text() == "Title A"
    QTest.keyClick(three, Key.Key_Down, ALT)
    assert three.desk.sentence.isVisible() and "password" in three.desk.sentence.sentence.text()
    QTest.keyClick(three, Key.Key_Down, ALT)
    assert three.desk.head.title.text() == "Title C" and not three.desk.sentence.isVisible()
    QTest.keyClick(three, Key.Key_Down, ALT)
    QTest.keyClick(three, Key.Key_Up, ALT)
    assert three.desk.sentence.isVisible()


def test_escape_asks_before_several_articles_are_lost(three: ImportDialog) -> None:
    QTest.keyClick(three, Key.Key_Escape)
    assert three.isVisible() and three.bar.sentence == "2 articles are not imported yet."
    assert [button.text() for button in three.bar.buttons()] == ["Discard", "Keep looking"]
    QTest.keyClick(three, Key.Key_Escape)
    assert three.isVisible() and not three.bar.asks
    QTest.keyClick(three, Key.Key_Escape)
    QTest.mouseClick(three.bar.buttons()[1], LEFT)
    assert three.isVisible() and three.list.hasFocus()
    QTest.keyClick(three, Key.Key_Escape)
    QTest.mouseClick(three.bar.buttons()[0], LEFT)
    assert not three.isVisible()


def test_the_window_stays_as_the_report_when_some_failed(three: ImportDialog) -> None:
    asked(three)
    QTest.mouseClick(three.foot.forward, LEFT)
    three.stored(0)
    three.refused(2, "The article is empty.")
    three.finish()
    assert three.isVisible() and three.desk.report.isVisible()
    assert three.desk.report.told.text() == "1 of 3 articles were imported."
    QTest.mouseClick(three.foot.copy, LEFT)
    assert QGuiApplication.clipboard().text() == (
        "1 of 3 articles were imported.\nb.pdf needs a password.\nc.txt: The article is empty."
    )
    assert three.foot.forward.text() == "Close" and not three.foot.cancel.isVisible()
    QTest.keyClick(three, Key.Key_Escape)
    assert not three.isVisible()


def test_storing_can_be_stopped_and_what_was_left_is_reported(three: ImportDialog, qtbot: QtBot) -> None:
    QTest.mouseClick(three.foot.forward, LEFT)
    three.stored(0)
    with qtbot.waitSignal(three.stopped):
        QTest.mouseClick(three.foot.cancel, LEFT)
    three.finish()
    assert "c.txt: Left out, because it was stopped." in three.desk.report.text()


def test_the_original_and_its_cost(dialog: ImportDialog, settings: Settings) -> None:
    keep = dialog.foot.keep
    size = len(came_of().data)
    assert keep.text() == f"&Keep the original file ({size} bytes; {size} bytes in the project)"
    QTest.mouseClick(keep, LEFT, pos=QPoint(8, keep.height() // 2))
    assert settings.get(KEEP_ORIGINALS) is False
    found = asked(dialog)
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    assert not found[0][0].keep


def test_details_that_cannot_be_kept_are_said_where_they_stand(three: ImportDialog) -> None:
    found = asked(three)
    form = three.desk.side.form
    form.date.selectAll()
    QTest.keyClicks(form.date, "some day")
    QTest.keyClick(three, Key.Key_Down, ALT)
    QTest.mouseClick(three.foot.forward, LEFT)
    assert not found and three.bar.sentence == "Write a date as 2024-12-31, 2024-12 or 2024."
    assert three.desk.head.title.text() == "Title A" and form.date.hasFocus()
    form.date.selectAll()
    QTest.keyClicks(form.date, "2024")
    assert not three.bar.sentence
    QTest.mouseClick(three.foot.forward, LEFT)
    assert [w.about.date for w in found[0]] == ["2024", "2024-05-02"]


def test_reading_in_again_has_switches_of_the_last_time_and_no_form(make_dialog: MakeDialog) -> None:
    known = About(title="As it is known")
    dialog = make_dialog("bench.txt", again=known, off=("join",), on=())
    dialog.arrive(0, came_of())
    side = dialog.desk.side
    assert [side.tabText(at) for at in range(side.count())] == ["&Repairs (5)", "&Warnings"]
    assert dialog.foot.forward.text() == "Review the passages" and not dialog.foot.keep.isVisible()
    found = asked(dialog)
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    assert found[0][0].about is known and found[0][0].off == ("join",)


def test_f6_goes_round_the_panes(three: ImportDialog) -> None:
    three.list.setFocus()
    seen: list[QWidget | None] = []
    for _press in range(5):
        QTest.keyClick(three.focusWidget(), Key.Key_F6)
        seen.append(three.focusWidget())
    preview, side = three.desk.preview, three.desk.side
    assert seen == [preview.came, preview.stored, side.form.title, three.foot.forward, three.list]
    QTest.keyClick(three.focusWidget(), Key.Key_F6, SHIFT)
    assert three.focusWidget() is three.foot.forward


def test_everything_that_takes_the_focus_has_a_name(three: ImportDialog) -> None:
    for widget in three.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            inner = widget.objectName().startswith("qt_") or isinstance(widget.parent(), (QTabBar, QComboBox))
            known = isinstance(widget, (QLineEdit, QAbstractItemView, Sheet, QAbstractButton, QTabBar))
            assert named or inner or not known, widget


@pytest.mark.parametrize("size", [(900, 700), (1280, 800), (860, 520)])
def test_nothing_of_the_foot_is_cut_off(three: ImportDialog, qtbot: QtBot, size: tuple[int, int]) -> None:
    three.resize(*size)
    qtbot.waitUntil(lambda: three.width() == size[0])
    for button in (three.foot.cancel, three.foot.forward, three.foot.keep):
        assert button.width() >= button.sizeHint().width()
        assert button.mapTo(three, QPoint(button.width(), button.height())).x() <= three.width()
    bar = three.desk.side.tabBar()
    assert bar.tabRect(2).right() <= bar.width() and three.minimumSizeHint().width() <= size[0]

"""Both panes of the preview, the repairs and their switches."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.importing.incoming import Incoming
from models.importing.repair import RepairKind
from models.texts import BlockKind
from tests.ui.importing.conftest import MakeDialog, came_of
from ui.importing.dialog import ImportDialog
from ui.importing.sheet import Sheet

Key = Qt.Key


def words_of(sheet: Sheet) -> list[str]:
    document = sheet.document
    assert document is not None
    return [document.text[block.start : block.end] for block in document.blocks]


def labels_of(sheet: Sheet) -> list[str]:
    document = sheet.document
    assert document is not None
    return [document.label(at) for at in range(len(document)) if document.label(at)]


def press_block(sheet: Sheet, words: str) -> None:
    """Click on the first line of the block that begins with `words`."""
    document = sheet.document
    assert document is not None
    at = next(i for i, found in enumerate(words_of(sheet)) if found.startswith(words))
    y = document.top(at) - sheet.scroll_position + document.line // 2
    QTest.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(sheet.columns.text_x + 40, y))


def lit(sheet: Sheet) -> list[str]:
    document = sheet.document
    assert document is not None
    return [document.text[start:end] for start, end in sheet.lit]


def row_of(dialog: ImportDialog, kind: RepairKind, place: int | None = None) -> QModelIndex:
    model = dialog.desk.side.repairs.repairs
    group = model.index([found for found, _repairs in model.groups].index(kind), 0)
    return group if place is None else model.index(place, 0, group)


def tick(dialog: ImportDialog, row: QModelIndex) -> None:
    """Press the tick of a row."""
    repairs = dialog.desk.side.repairs
    dialog.desk.side.setCurrentWidget(repairs)
    repairs.scrollTo(row)
    box = repairs.itemDelegate().tick_box(repairs.visualRect(row))  # type: ignore[attr-defined]
    QTest.mouseClick(repairs.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def shown(make_dialog: MakeDialog, came: Incoming) -> ImportDialog:
    dialog = make_dialog(came.name)
    dialog.arrive(0, came)
    return dialog


def test_what_came_in_stands_beside_what_will_be_stored(dialog: ImportDialog) -> None:
    came, stored = dialog.desk.preview.came, dialog.desk.preview.stored
    assert words_of(came)[1:3] == ["The town square lost its bench in", "spring, and nobody stays there now."]
    assert words_of(stored)[1] == "The town square lost its bench in spring, and nobody stays there now."
    assert "clock stopped at nine, and the council has no government grant" in " ".join(words_of(stored))
    assert stored.document is not None and stored.document.blocks[0].kind is BlockKind.TITLE


def test_line_breaks_are_kept_as_they_came(dialog: ImportDialog) -> None:
    document = dialog.desk.preview.came.document
    assert document is not None
    at = next(i for i, words in enumerate(words_of(dialog.desk.preview.came)) if words.startswith("The tower"))
    lines = [document.laid(at).line_range(line) for line in range(document.line_count(at))]
    text = words_of(dialog.desk.preview.came)[at]
    assert any(text[:end].rstrip("\n").endswith("govern-") for _start, end in lines)


def test_pages_begin_with_their_labels_and_tell_of_pages_without_text(dialog: ImportDialog) -> None:
    assert dialog.desk.preview.left.facts.text() == "4 pages"
    assert labels_of(dialog.desk.preview.came) == ["Page 1", "Page 2", "Page 3 without text · Page 4"]


def test_hidden_words_are_dimmed_and_say_why(dialog: ImportDialog) -> None:
    stored = dialog.desk.preview.stored
    assert labels_of(stored) == ["Hidden: running head", "Hidden: site text"]
    at = words_of(stored).index("TOWN REVIEW 1")
    assert stored.is_muted(at) and not stored.is_muted(0)


def test_a_switch_leaves_what_is_hidden_out_of_sight(dialog: ImportDialog) -> None:
    preview = dialog.desk.preview
    assert preview.show_hidden.text() == "Show what is hidden (2)"
    QTest.mouseClick(preview.show_hidden, Qt.MouseButton.LeftButton, pos=QPoint(8, preview.show_hidden.height() // 2))
    assert "TOWN REVIEW 1" not in words_of(preview.stored)
    QTest.keyClick(preview.show_hidden, Key.Key_Space)
    assert "TOWN REVIEW 1" in words_of(preview.stored)


def test_a_press_shows_the_same_words_on_the_other_side(dialog: ImportDialog) -> None:
    preview = dialog.desk.preview
    press_block(preview.came, "spring")
    assert lit(preview.came) == lit(preview.stored) == ["spring, and nobody stays there now."]
    press_block(preview.stored, "The town square")
    assert lit(preview.came) == ["The town square lost its bench in\n\nspring, and nobody stays there now."]


def test_keys_step_through_the_blocks(dialog: ImportDialog) -> None:
    preview = dialog.desk.preview
    preview.came.setFocus()
    for _press in range(3):
        QTest.keyClick(preview.came, Key.Key_Down)
    assert lit(preview.came) == ["spring, and nobody stays there now."]
    QTest.keyClick(preview.came, Key.Key_Up)
    assert lit(preview.stored) == ["The town square lost its bench in"]
    QTest.keyClick(preview.came, Key.Key_End)
    assert preview.came.accessibleDescription() == "Hidden: site text. Subscribe to our letter"
    QTest.keyClick(preview.came, Key.Key_Home)
    assert preview.came.accessibleDescription() == "Page 1. The bench that went"


def test_words_are_selected_by_the_mouse_and_copied(dialog: ImportDialog) -> None:
    stored = dialog.desk.preview.stored
    document = stored.document
    assert document is not None
    start = document.text.index("town")
    y = round(document.line_top(start) - stored.scroll_position + document.line / 2)
    left, right = (round(stored.columns.text_x + document.caret_x(at)) for at in (start, start + len("town square")))
    QTest.mousePress(stored.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left, y))
    QTest.mouseMove(stored.viewport(), QPoint(right, y))
    QTest.mouseRelease(stored.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(right, y))
    QTest.keyClick(stored, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "town square"


def test_a_tick_takes_a_repair_back_and_what_is_read_stays(make_dialog: MakeDialog) -> None:
    dialog = shown(make_dialog, came_of(again=20))
    preview = dialog.desk.preview
    dialog.desk.side.repairs.setCurrentIndex(row_of(dialog, RepairKind.JOIN))
    QTest.keyClick(preview.stored, Key.Key_Home)  # lit words that are out of sight draw nothing to them
    preview.stored.scroll_to(400)
    before = preview.stored.document
    assert before is not None
    offset, y = preview.stored.first_line()
    seen = before.text[offset : offset + 12]
    QTest.keyClick(dialog.desk.side.repairs, Key.Key_Space)
    after = preview.stored.document
    assert after is not None and after is not before
    assert "bench in spring" not in after.text
    offset, now = preview.stored.first_line()
    assert (after.text[offset : offset + 12], now) == (seen, y)


def test_the_place_of_a_ticked_repair_comes_in_sight(make_dialog: MakeDialog) -> None:
    dialog = shown(make_dialog, came_of(again=20))
    preview = dialog.desk.preview
    preview.stored.scroll_to(preview.stored.verticalScrollBar().maximum())
    tick(dialog, row_of(dialog, RepairKind.JOIN, 0))
    assert preview.came.scroll_position < 50
    assert preview.stored.document is not None
    assert lit(preview.came) == ["in\n\nspring,"] == lit(preview.stored)
    assert dialog.entries[0].wanted(True).off == (f"join {preview.stored.document.text.index('The town')}",)


def test_a_kind_has_one_tick_for_all_its_places(dialog: ImportDialog) -> None:
    model, group = dialog.desk.side.repairs.repairs, row_of(dialog, RepairKind.JOIN)
    role = Qt.ItemDataRole.CheckStateRole
    assert model.lines(group)[1] == "2 broken lines joined"
    tick(dialog, row_of(dialog, RepairKind.JOIN, 1))
    assert model.data(group, role) == Qt.CheckState.PartiallyChecked
    assert model.lines(group)[1] == "1 broken line joined, 1 left as it came"
    tick(dialog, group)
    assert model.data(group, role) == Qt.CheckState.Checked
    tick(dialog, group)
    assert model.data(group, role) == Qt.CheckState.Unchecked
    assert dialog.entries[0].wanted(True).off == ("join",)
    tick(dialog, row_of(dialog, RepairKind.JOIN, 0))
    assert model.data(group, role) == Qt.CheckState.PartiallyChecked
    came = dialog.entries[0].came
    wanted = dialog.entries[0].wanted(True)
    assert came is not None
    assert [r for r in came.chosen(wanted.off, wanted.on) if r.kind == "join"] == [
        next(r for r in came.repairs if r.kind == "join")
    ]


def test_a_repair_that_is_not_proposed_can_be_switched_on(dialog: ImportDialog) -> None:
    row = row_of(dialog, RepairKind.REPEATED, 0)
    tick(dialog, row)
    assert "Hidden: repeated" in labels_of(dialog.desk.preview.stored)
    assert [key.split()[0] for key in dialog.entries[0].wanted(True).on] == ["repeated"]
    tick(dialog, row)
    assert dialog.entries[0].wanted(True).on == ()


def test_space_ticks_and_arrows_show_the_place(dialog: ImportDialog) -> None:
    side, preview = dialog.desk.side, dialog.desk.preview
    side.setCurrentWidget(side.repairs)
    side.repairs.setFocus()
    side.repairs.setCurrentIndex(row_of(dialog, RepairKind.HYPHEN))
    QTest.keyClick(side.repairs, Key.Key_Down)
    assert lit(preview.came) == ["govern-\nment"]
    assert lit(preview.stored) == ["government"]
    assert side.repairs.repairs.lines(side.repairs.currentIndex()) == (
        "…has no govern- ↵ ment grant to mend i…",
        "…has no government grant to mend i…",
    )
    QTest.keyClick(side.repairs, Key.Key_Space)
    assert "govern-\nment" in preview.stored.document.text  # type: ignore[union-attr]


def test_the_tabs_say_how_much_is_in_them(dialog: ImportDialog, make_dialog: MakeDialog) -> None:
    side = dialog.desk.side
    assert [side.tabText(at) for at in range(3)] == ["&Details", "&Repairs (7)", "&Warnings"]
    side = shown(make_dialog, came_of(warnings=2)).desk.side
    assert side.tabText(2) == "&Warnings (2)"
    rows = [side.warnings.item(at).text() for at in range(side.warnings.count())]
    assert rows[-1] == "Encoding: cp1252, 87 % (fairly sure)"
    assert len(rows) == 4


def test_both_texts_scroll_together(make_dialog: MakeDialog) -> None:
    dialog = shown(make_dialog, came_of(again=40))
    preview = dialog.desk.preview
    came, stored = preview.came.verticalScrollBar(), preview.stored.verticalScrollBar()
    stored.setValue(stored.maximum())
    assert came.value() == came.maximum() > 0
    stored.setValue(0)
    assert came.value() == 0
    came.setValue(came.maximum() // 2)
    assert abs(stored.value() - stored.maximum() / 2) < stored.maximum() * 0.15
    QTest.mouseClick(preview.lock, Qt.MouseButton.LeftButton)
    before = stored.value()
    came.setValue(0)
    assert stored.value() == before


def test_in_a_narrow_window_the_texts_take_turns(dialog: ImportDialog, qtbot: QtBot) -> None:
    preview = dialog.desk.preview
    dialog.resize(900, 700)
    qtbot.waitUntil(lambda: preview.is_single)
    assert preview.stored.isVisible() and not preview.came.isVisible()
    preview.tabs.setFocus()
    QTest.keyClick(preview.tabs, Key.Key_Right)
    assert preview.came.isVisible() and not preview.stored.isVisible()
    dialog.resize(1280, 800)
    qtbot.waitUntil(lambda: not preview.is_single)
    assert preview.came.isVisible() and preview.stored.isVisible()


def test_a_long_text_is_laid_out_only_where_it_is_in_sight(make_dialog: MakeDialog) -> None:
    dialog = shown(make_dialog, came_of(again=2_000))
    preview = dialog.desk.preview
    assert 0 < preview.stored.measured_blocks < 60
    assert 0 < preview.came.measured_blocks < 60


def test_details_are_kept_with_their_file(make_dialog: MakeDialog) -> None:
    dialog = make_dialog("a.txt", "b.txt")
    for at in range(2):
        dialog.arrive(at, came_of(title=f"Title {at}"))
    form = dialog.desk.side.form
    form.title.selectAll()
    QTest.keyClicks(form.title, "Another name")
    QTest.keyClick(dialog, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert form.title.text() == "Title 1"
    QTest.keyClick(dialog, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert form.title.text() == "Another name"
    assert dialog.entries[0].wanted(True).about.title == "Another name"

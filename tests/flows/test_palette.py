"""The palette by hand: every command by a few letters, with its key; what was used last comes first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.flows.conftest import Desk
from ui.actions import ACTIONS
from ui.menus import SUBMENUS
from ui.picker import Picker

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def opened(desk: Desk, qtbot: QtBot) -> Picker:
    QTest.keyClick(desk.window, Qt.Key.Key_P, CTRL_SHIFT)
    picker = desk.window.palette_commands.picker
    qtbot.waitUntil(picker.isVisible)
    return picker


def texts(picker: Picker) -> list[str]:
    shown = (picker.model.shown(row) for row in range(picker.model.rowCount()))
    return [each.row.text for each in shown if each is not None]


def take(picker: Picker, words: str) -> None:
    QTest.keyClicks(picker.field, words)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)


def test_every_command_that_can_be_done_is_there_with_its_key(desk: Desk, qtbot: QtBot) -> None:
    picker = opened(desk, qtbot)
    rows = {shown.row.key: shown.row for at in range(picker.model.rowCount()) if (shown := picker.model.shown(at))}
    actions = desk.window.actions_by_name
    wanted = {row.name for row in ACTIONS if row.name not in SUBMENUS and actions[row.name].isEnabled()}
    assert wanted - rows.keys() == {"show_palette"}
    assert (rows["undo"].text, rows["undo"].aside) == ("Undo", "Ctrl+Z")
    assert (rows["move_up"].text, rows["move_up"].aside) == ("Move up", "Alt+Up")
    assert rows["layout_maps"].text == "Layout: Maps" and rows["print_pages"].text == "Print or save as PDF"
    assert rows["show_panel"].aside == "on · Ctrl+J"
    assert not any("&" in row.text or "\t" in row.text for row in rows.values())
    picker.close()


def test_letters_and_enter_do_it_where_the_keys_were(desk: Desk, qtbot: QtBot) -> None:
    node = desk.roots(desk.left)[0]
    desk.click_row(desk.left, node)
    before = len(desk.project.children(desk.left.case.id, node))  # type: ignore[union-attr]
    take(opened(desk, qtbot), "new claim bel")
    qtbot.waitUntil(lambda: len(desk.project.children(desk.left.case.id, node)) > before)  # type: ignore[union-attr]
    assert desk.left.outline.isAncestorOf(desk.focus()) or desk.focus() is desk.left.outline  # typing goes on there


def test_what_was_used_last_comes_first_and_digits_take_it(desk: Desk, qtbot: QtBot) -> None:
    take(opened(desk, qtbot), "layout texts")
    take(opened(desk, qtbot), "node panel")
    assert desk.window.panel.isHidden()
    picker = opened(desk, qtbot)
    assert texts(picker)[:2] == ["Node panel", "Layout: Texts"] and picker.delegate.has_numbers
    QTest.keyClick(picker.field, Qt.Key.Key_1)
    assert not picker.isVisible() and not desk.window.panel.isHidden()


def test_what_menus_are_filled_with_is_there_too(desk: Desk, qtbot: QtBot) -> None:
    picker = opened(desk, qtbot)
    found = texts(picker)
    assert any(text.startswith("Show: ") for text in found)  # each pairing
    QTest.keyClick(picker.field, Qt.Key.Key_Escape)
    assert not picker.isVisible() and desk.window.isActiveWindow()


def test_a_project_that_is_only_looked_at_refuses_as_the_menu_does(desk: Desk, qtbot: QtBot) -> None:
    desk.window.files.open(desk.path, True)
    take(opened(desk, qtbot), "new claim below")
    assert "nothing can be changed" in desk.window.notices.bubble.sentence

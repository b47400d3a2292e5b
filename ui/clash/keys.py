"""The keys of the clash table, in force while it has the focus and no editor is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.clash.lines import Line
from ui.clash.menus import cell_choices
from ui.clash.model import LEADS, LINK, NO
from ui.clash.painting import CHOICES
from ui.link_menu import DELETE, FLIP

if TYPE_CHECKING:
    from ui.clash.view import ClashView

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
HELP = "?"  # the window's key for its list of keys
_CHORDS = CONTROL | ALT | Qt.KeyboardModifier.MetaModifier
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)


def is_ours(event: QKeyEvent) -> bool:
    """Keys that no shortcut of the window may take."""
    chord, key = event.modifiers() & _CHORDS, event.key()
    if chord == ALT:
        return key in _STEPS
    if chord == CONTROL:
        ours = (QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Copy)
        return key in (Qt.Key.Key_H, *_ENDS) or any(event.matches(each) for each in ours)
    if chord:
        return False
    return key in (Qt.Key.Key_F2, *_ENTERS, *DELETE) or _searches(event)


def _searches(event: QKeyEvent) -> bool:
    return event.text().isprintable() and event.text() not in ("", HELP)


def handle_key(view: ClashView, event: QKeyEvent) -> bool:
    """Do what a key asks for; False: it is not the table's."""
    chord, key = event.modifiers() & _CHORDS, Qt.Key(event.key())
    if chord == ALT and key in _STEPS:
        if not event.isAutoRepeat():
            view.move(_STEPS[key])
        return True
    if chord == CONTROL:
        return _with_control(view, event, key)
    if chord:
        return False
    return _go(view, event, key) or _act(view, event, key) or _search(view, event)


def _with_control(view: ClashView, event: QKeyEvent, key: Qt.Key) -> bool:
    if event.matches(QKeySequence.StandardKey.SelectAll):
        view.choose_all()
    elif event.matches(QKeySequence.StandardKey.Copy):
        view.copy()
    elif key == Qt.Key.Key_H:
        view.open_headings()
    elif key in _ENDS:
        row = 0 if key == Qt.Key.Key_Home else view.lines.rowCount() - 1
        view.step_to(row, extend=bool(event.modifiers() & SHIFT))
    elif key == Qt.Key.Key_Space and view.currentIndex().isValid():
        view.toggle(view.currentIndex().row(), view.currentIndex().column())
    else:
        return False
    return True


def _go(view: ClashView, event: QKeyEvent, key: Qt.Key) -> bool:
    """From cell to cell."""
    index, shift = view.currentIndex(), bool(event.modifiers() & SHIFT)
    if key in _STEPS:
        view.step_to(index.row() + _STEPS[key] if index.isValid() else 0, extend=shift)
    elif key in _PAGES:
        view.step_to(view.row_beyond(_PAGES[key]), extend=shift)
    elif key in _SIDEWAYS and not shift:
        _sideways(view, _SIDEWAYS[key])
    elif key in _ENDS and not shift:
        view.to_column(NO if key == Qt.Key.Key_Home else LEADS)
    else:
        return False
    return True


def _sideways(view: ClashView, way: int) -> None:
    line, column = view.current_line(), view.currentIndex().column()
    if line is None:
        view.step_to(0)
    elif line.head is not None:
        view.set_folded(line.key, way < 0)
    elif way < 0 and column == NO:
        row = view.lines.row_of(line.section)
        if row is not None:
            view.step_to(row)
    else:
        view.to_column(min(max(column + way, NO), LEADS))


def _act(view: ClashView, event: QKeyEvent, key: Qt.Key) -> bool:
    line, column = view.current_line(), view.currentIndex().column()
    if key == Qt.Key.Key_Escape and len(view.chosen) > 1 and line is not None:
        view.step_to(view.currentIndex().row())
        return True
    if line is None or key not in (*_ENTERS, *DELETE, Qt.Key.Key_F2, Qt.Key.Key_Space):
        return line is not None and not view.is_searching and _choose(view, event, line, column)
    if event.isAutoRepeat():
        return True
    if key in DELETE:
        view.delete_chosen()
    elif key == Qt.Key.Key_Space:
        if line.head is None:
            return False
        view.set_folded(line.key, not line.head.folded)
    elif key == Qt.Key.Key_F2:
        view.edit_current(line, column)
    else:
        view.activate(line, column)
    return True


def _choose(view: ClashView, event: QKeyEvent, line: Line, column: int) -> bool:
    """A digit takes what the cell's menu has under it; D turns a link round."""
    if line.head is not None or column not in CHOICES:
        return False
    if column == LINK and event.key() == FLIP and line.link_id is not None:
        view.flip_requested.emit(line.link_id)
        return True
    if not event.text().isdigit():
        return False
    choices = [choice for choice in cell_choices(view, line, column) if choice is not None and choice.key in ("", "0")]
    digit = int(event.text())
    numbered = [choice for choice in choices if choice.key == ""]
    found = numbered[digit - 1 : digit] if digit else [choice for choice in choices if choice.key == "0"]
    if found:
        found[0].take()
    return True


def _search(view: ClashView, event: QKeyEvent) -> bool:
    if not _searches(event):
        return False
    view.find_letters(event.text())
    return True

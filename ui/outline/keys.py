"""The outline's keys, in force while it has the focus and no editor is open."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from ui.outline.moving import move_way

if TYPE_CHECKING:
    from ui.outline.view import OutlineView

HELP = "?"  # the window's key for its list of keys; no text starts with it
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_CHORDS = CONTROL | ALT | Qt.KeyboardModifier.MetaModifier
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_ONCE = (*_ENTERS, *_TABS, Qt.Key.Key_Delete)  # a held key asks for one edit
_WAYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


class Typing:
    """Whether the letters of a search are still being typed: then signs belong to it, and fold nothing."""

    def __init__(self) -> None:
        self._last = 0.0

    def took(self) -> None:
        self._last = time.monotonic()

    @property
    def is_on(self) -> bool:
        return time.monotonic() - self._last < QGuiApplication.styleHints().keyboardInputInterval() / 1000


def is_ours(event: QKeyEvent) -> bool:
    """Keys that no shortcut of the window may take: Tab, held moves, and letters, which search."""
    if move_way(event) or _shifts(event) is not None or event.matches(QKeySequence.StandardKey.SelectAll):
        return True
    if event.modifiers() & _CHORDS:
        return event.key() in _ENTERS and event.modifiers() & _CHORDS == CONTROL
    return event.key() in _TABS or _searches(event)


def _searches(event: QKeyEvent) -> bool:
    return event.text().isprintable() and event.text() not in ("", HELP)


def _shifts(event: QKeyEvent) -> bool | None:
    """True for a key that indents, False for one that outdents, None for any other."""
    chord = event.modifiers() & _CHORDS
    if event.key() in _SIDEWAYS and chord == ALT and not event.modifiers() & SHIFT:
        return event.key() == Qt.Key.Key_Right
    if event.key() in _TABS and not chord:
        return not (event.key() == Qt.Key.Key_Backtab or event.modifiers() & SHIFT)
    return None


def handle_key(view: OutlineView, event: QKeyEvent) -> bool:
    """Do what a key asks for; False: Qt's own handling (up, down, pages, search) has it."""
    way = move_way(event)
    if way:
        view.hold_move(way)
        return True
    if event.key() != Qt.Key.Key_Alt:
        view.end_hold()
    inward = _shifts(event)
    if event.isAutoRepeat() and (event.key() in _ONCE or inward is not None):
        return True
    chord, node_id = event.modifiers() & _CHORDS, view.selected_node()
    if inward is not None:
        if node_id is not None:
            (view.indent_requested if inward else view.outdent_requested).emit(node_id)
        return True
    if _choose(view, event, chord):
        return True
    if node_id is None:
        return event.key() in _ENTERS and chord in (Qt.KeyboardModifier.NoModifier, CONTROL) and _begin(view)
    if event.key() in _ENTERS and chord == CONTROL:
        view.new_child_requested.emit(node_id)
        return True
    return not chord and _handle_plain(view, event, node_id)


def _begin(view: OutlineView) -> bool:
    """The first node of a tree that has none."""
    project, case_id = view.outline.project, view.state.case_id
    if project is None or case_id is None or project.children(case_id, None):
        return False
    view.new_sibling_requested.emit("")
    return True


def _choose(view: OutlineView, event: QKeyEvent, chord: Qt.KeyboardModifier) -> bool:
    """Going to a row, choosing several, and back."""
    key, shift = Qt.Key(event.key()), bool(event.modifiers() & SHIFT)
    if event.matches(QKeySequence.StandardKey.SelectAll):
        view.choose_all()
        return True
    if key == Qt.Key.Key_Escape and not chord:
        if view.back_to_one():
            return True
        if view.outline.top is not None:
            view.state.focus_on(None)
            return True
        return False
    if chord or key not in _WAYS:
        return False
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        row = 0 if key == Qt.Key.Key_Home else view.outline.rowCount() - 1
    elif shift:
        row = view.row_beyond(key)
    else:
        return False
    view.extend_to(row) if shift else view.go_to_row(row)
    return True


def _handle_plain(view: OutlineView, event: QKeyEvent, node_id: str) -> bool:
    key, sign = Qt.Key(event.key()), event.text()
    if sign in ("*", "+", "-") and not view.typing.is_on:
        _fold(view, sign, node_id)
        return True
    if _searches(event):
        view.typing.took()
        return False
    if key == Qt.Key.Key_F2:
        view.edit_node(node_id)
    elif key in _ENTERS:
        view.new_sibling_requested.emit(node_id)
    elif key == Qt.Key.Key_Delete:
        view.delete_requested.emit(view.chosen_with(node_id))
    elif key == Qt.Key.Key_Left:
        _go_left(view, node_id)
    elif key == Qt.Key.Key_Right:
        _go_right(view, node_id)
    else:
        return False
    return True


def _fold(view: OutlineView, sign: str, node_id: str) -> None:
    """Unfold the branch wholly, fold it, or unfold one level more of it."""
    project = view.outline.project
    if project is None:
        return
    if sign == "*":
        view.state.unfold_branch(project, node_id)
    elif sign == "+":
        view.state.unfold_step(project, node_id)
    elif project.children(project.node(node_id).case_id, node_id):
        view.set_folded(node_id, True)


def _go_left(view: OutlineView, node_id: str) -> None:
    """Fold, or where that is done go to the parent."""
    row = view.outline.row_of(node_id)
    if row is None:
        return
    shown = view.outline.row_at(row)
    if shown.has_children and not view.outline.is_folded(node_id):
        view.set_folded(node_id, True)
    elif shown.node.parent_id is not None:
        parent_row = view.outline.row_of(shown.node.parent_id)
        if parent_row is not None:
            view.go_to_row(parent_row)


def _go_right(view: OutlineView, node_id: str) -> None:
    """Unfold, or where that is done go to the first child."""
    row = view.outline.row_of(node_id)
    if row is None or not view.outline.row_at(row).has_children:
        return
    if view.outline.is_folded(node_id):
        view.set_folded(node_id, False)
    else:
        view.go_to_row(row + 1)

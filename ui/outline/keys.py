"""The outline's keys, in force while it has the focus and no editor is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.outline.moving import move_way

if TYPE_CHECKING:
    from ui.outline.view import OutlineView

HELP = "?"  # the window's key for its list of keys; no text starts with it
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ONCE = (*_ENTERS, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Delete)  # a held key asks for one edit


def is_ours(event: QKeyEvent) -> bool:
    """Keys that no shortcut of the window may take: Tab, held moves, and letters, which search."""
    if move_way(event):
        return True
    if event.modifiers() & _CHORDS:
        return False
    searches = event.text().isprintable() and event.text() not in ("", HELP)
    return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or searches


def handle_key(view: OutlineView, event: QKeyEvent) -> bool:
    """Do what a key asks for; False: Qt's own handling (up, down, pages, search) has it."""
    way = move_way(event)
    if way:
        view.hold_move(way)
        return True
    if event.key() != Qt.Key.Key_Alt:
        view.end_hold()
    if event.isAutoRepeat() and event.key() in _ONCE:
        return True
    chord = event.modifiers() & _CHORDS
    node_id = view.selected_node()
    if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not chord:
        view.go_to_row(0 if event.key() == Qt.Key.Key_Home else view.outline.rowCount() - 1)
        return True
    if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not chord:
        back = event.key() == Qt.Key.Key_Backtab or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if node_id is not None:
            (view.outdent_requested if back else view.indent_requested).emit(node_id)
        return True
    if node_id is None:
        return False
    if event.key() in _ENTERS and chord == Qt.KeyboardModifier.ControlModifier:
        view.new_sibling_requested.emit(node_id)
        return True
    return not chord and _handle_plain(view, Qt.Key(event.key()), node_id)


def _handle_plain(view: OutlineView, key: Qt.Key, node_id: str) -> bool:
    if key == Qt.Key.Key_F2 or key in _ENTERS:
        view.edit_node(node_id)
    elif key == Qt.Key.Key_Delete:
        view.delete_requested.emit(node_id)
    elif key == Qt.Key.Key_Left:
        _go_left(view, node_id)
    elif key == Qt.Key.Key_Right:
        _go_right(view, node_id)
    else:
        return False
    return True


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

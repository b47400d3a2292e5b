"""The map's keys, in force while it has the focus and no editor is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from models.project import Project
from ui.map.landing import upright
from ui.map.stepping import Way
from ui.outline.keys import HELP

if TYPE_CHECKING:
    from ui.map.view import MapView

_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CHORDS = _CONTROL | _ALT | Qt.KeyboardModifier.MetaModifier
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ONCE = (*_ENTERS, *_TABS, Qt.Key.Key_Delete, Qt.Key.Key_Space)  # a held key asks for one edit
_ARROWS = {
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
}


def is_ours(event: QKeyEvent) -> bool:
    """Keys that no shortcut of the window may take: Tab, arrows, all at once, and letters, which search."""
    chord = event.modifiers() & _CHORDS
    if event.key() in _ARROWS:
        return chord in (Qt.KeyboardModifier.NoModifier, _ALT)
    if chord:
        return event.matches(QKeySequence.StandardKey.SelectAll) or (chord == _CONTROL and event.key() in _ENTERS)
    return event.key() in _TABS or _searches(event)


def _searches(event: QKeyEvent) -> bool:
    return event.text().isprintable() and event.text() not in ("", HELP)


def handle_key(view: MapView, event: QKeyEvent) -> bool:
    """Do what a key asks for; False: Qt's own handling (pages) has it."""
    view.settle()  # keys mean the cards as they are now
    chord, way = event.modifiers() & _CHORDS, _ARROWS.get(Qt.Key(event.key()))
    if way is not None and chord == _ALT and not event.modifiers() & _SHIFT:
        _move(view, way, event.isAutoRepeat())
        return True
    if event.key() != Qt.Key.Key_Alt:
        view.end_hold()
    if event.isAutoRepeat() and event.key() in _ONCE:
        return True
    if way is not None and not chord:
        view.step(way, bool(event.modifiers() & _SHIFT))
        return True
    if chord == _CONTROL:
        return _handle_control(view, event)
    return not chord and (_handle_plain(view, event) or _search(view, event))


def _move(view: MapView, way: Way, repeated: bool) -> None:
    """Along the siblings they change places; across them the node goes out or in, once a press."""
    node_id = view.selected_node()
    if node_id is None or view.scene.index_of(node_id) is None:
        return
    back, stands = way in (Way.LEFT, Way.UP), upright(view.scene, node_id)
    if stands == (way in (Way.UP, Way.DOWN)):
        view.hold_move(-1 if back else 1)
        return
    view.end_hold()
    if not repeated:
        (view.outdent_requested if back else view.indent_requested).emit(node_id)


def _handle_control(view: MapView, event: QKeyEvent) -> bool:
    """All at once, and a new child."""
    node_id, ids = view.selected_node(), view.scene.ids
    if event.matches(QKeySequence.StandardKey.SelectAll) and ids:
        last = ids[view.scene.index_of(node_id) or 0]
        view.choose_several([*(each for each in ids if each != last), last])
        return True
    if event.key() in _ENTERS and node_id is not None:
        view.new_child_requested.emit(node_id)
        return True
    if event.key() in _ENTERS:
        return _begin(view)
    return False


def _begin(view: MapView) -> bool:
    """The first node of a tree that has none."""
    if view.project is None or view.state.case_id is None or view.scene.ids:
        return False
    view.new_sibling_requested.emit("")
    return True


def _handle_plain(view: MapView, event: QKeyEvent) -> bool:
    key, node_id = event.key(), view.selected_node()
    ids = view.scene.ids
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and ids:
        view.choose(ids[0] if key == Qt.Key.Key_Home else ids[-1])
    elif key == Qt.Key.Key_Escape:
        return _step_back(view, node_id)
    elif key in _TABS:
        back = key == Qt.Key.Key_Backtab or event.modifiers() & _SHIFT
        if node_id is not None:
            (view.outdent_requested if back else view.indent_requested).emit(node_id)
    elif node_id is None:
        return key in _ENTERS and _begin(view)
    elif key in _ENTERS:
        view.new_sibling_requested.emit(node_id)
    elif key == Qt.Key.Key_F2:
        view.edit_node(node_id)
    elif key == Qt.Key.Key_Delete:
        view.delete_requested.emit(list(view.state.chosen) or [node_id])
    else:
        return not view.hands.typed.is_on and _fold(view, event.text(), node_id)
    return True


def _step_back(view: MapView, node_id: str | None) -> bool:
    """Escape: nothing is pulled any more; from several to one; from a branch to the whole tree."""
    if view.hands.signs.is_pulled:
        view.hands.signs.give_up()
    elif len(view.state.chosen) > 1 and node_id is not None:
        view.choose(node_id)
    elif view.state.top is not None:
        view.state.focus_on(None)
    else:
        return False
    return True


def _fold(view: MapView, text: str, node_id: str) -> bool:
    project = view.project
    if text not in (" ", "*", "+", "-") or project is None or not project.has("node", node_id):
        return False
    if _has_children(project, node_id):
        if text == "*":
            view.state.unfold_branch(project, node_id)
        elif text == "+":
            view.state.unfold_step(project, node_id)
        else:
            view.set_folded(node_id, text == "-" or node_id not in view.state.folded)
    return True


def _has_children(project: Project, node_id: str) -> bool:
    return bool(project.children(project.node(node_id).case_id, node_id))


def _search(view: MapView, event: QKeyEvent) -> bool:
    """Letters go to the next card whose text begins with them."""
    if not _searches(event) or (event.text() == " " and not view.hands.typed.is_on):
        return False
    found = view.hands.typed.find(
        event.text(), [node.text for node in view.scene.nodes], view.scene.index_of(view.selected_node())
    )
    if found is not None:
        view.choose(view.scene.ids[found])
    return True

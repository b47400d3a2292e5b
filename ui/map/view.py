"""The map of one case. It says what the person wants and changes nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimerEvent, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from models.messages import _
from models.project import Project
from ui.carried import nodes_of
from ui.map.choice import MapChoice
from ui.map.corners import Corners
from ui.map.gestures import Pressing
from ui.map.hands import Hands
from ui.map.hovering import Hovering
from ui.map.keys import handle_key, is_ours
from ui.map.moving import HeldMove
from ui.map.scene import Facts
from ui.map.steering import Steering
from ui.theme import Theme


class MapView(MapChoice):
    """Intents go out as signals; the session performs them and calls `refresh`."""

    text_committed = Signal(str, str)
    draft_changed = Signal(str, str)
    edit_cancelled = Signal(str)
    move_requested = Signal(str, int)  # steps among the siblings, below 0: backwards
    indent_requested = Signal(str)
    outdent_requested = Signal(str)
    delete_requested = Signal(list)  # ids
    new_sibling_requested = Signal(str)
    new_child_requested = Signal(str)
    new_child_of_kind = Signal(str, str)  # under which node, a word of models.entities.Kind
    reparent_requested = Signal(list, str, str)  # nodes, new parent or "", before which node or ""
    undercut_requested = Signal(str, str)  # a node, and the one whose step it is to attack
    drop_refused = Signal(str)  # why what was let go of could not stand there
    words_dropped = Signal(str, object, QPoint)  # on which node or "", Words, where in global pixels
    link_dropped = Signal(str, str, QPoint)  # a node, the one to link it with, where in global pixels
    context_menu_requested = Signal(str, QPoint)
    told = Signal(str)  # a sentence for the status bar

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(_("Argument map"))
        self.setAcceptDrops(True)
        self._held = HeldMove(self)
        self.hands = Hands(self, theme)
        self._steering = Steering(self)
        self._hovering = Hovering(self)
        self._pressing = Pressing(self, self._hovering.handle)
        self.corners = Corners(self, theme)
        self.figures_changed.connect(self._around)

    def _around(self) -> None:
        self.corners.show_trail()
        self.hands.editing.follow()
        self.hands.follow()

    # -- what is shown

    def set_case(
        self,
        project: Project | None,
        case_id: str | None,
        status_of: Callable[[str], str | None],
        cite_of: Callable[[str], str],
        links_of: Callable[[str], int],
    ) -> None:
        """Show a case (None: nothing); an open editor is committed first."""
        self.finish_editing()
        self.end_hold()
        self.facts = Facts(status_of, cite_of, links_of)
        if project is self.project and case_id == self.case_id:
            self.refresh()
            return
        if project is not self.project:
            self._cameras.clear()
            self._key = None, None
        self.project, self.case_id = project, case_id
        self._selected, self._near_to, self._partners = None, None, ()
        if self._own_state:
            self.state.show_case(case_id)
        if project is not None and self.state.case_id == case_id:
            self.state.fold_at_first(project)
        self.rebuild()

    def refresh(self) -> None:
        """Follow the project after an edit. Selection and what is in sight stay, without an echo."""
        if self.follow_project():
            self._around()
        elif self.isVisible():
            self.corners.show_trail()  # it names nodes that may not be on the map

    def focus_on(self, node_id: str | None) -> None:
        """Show one branch alone (None: the whole tree) as the person's own doing."""
        self.state.focus_on(node_id)

    def _on_folds_changed(self, ids: object) -> None:
        self.finish_editing()
        self.end_hold()
        super()._on_folds_changed(ids)

    def _on_focus_changed(self) -> None:
        self.finish_editing()
        self.end_hold()
        super()._on_focus_changed()

    # -- editing (ui.map.editing does the work)

    @property
    def is_editing(self) -> bool:
        return self.hands.editing.is_on

    def edit_node(self, node_id: str, text: str | None = None, select_all: bool = True) -> None:
        """Open the editor on a node with its own or the given text."""
        self.finish_editing()
        self.end_hold()
        self.set_selected_node(node_id)
        self.settle()
        self.bring(node_id, at_once=True)
        self.hands.editing.start(node_id, text, select_all)
        self.hands.follow()

    def finish_editing(self) -> None:
        """Commit what stands in the editor, when one is open."""
        self.hands.editing.finish()

    # -- moving

    def hold_move(self, way: int) -> None:
        """Another step of a held move among the siblings; `end_hold` asks for all of them at once."""
        node_id = self.selected_node()
        if node_id is not None:
            self._held.press(node_id, way)

    def end_hold(self) -> None:
        """Ask for the move that has been held so far."""
        self._held.finish()

    def carry(self, node_id: str) -> None:
        """Carry a card away, with the others that are chosen if it is one of them, until it is let go of."""
        taken = self.hands.carrying.start(node_id)
        if taken and node_id not in self.state.chosen:
            self.choose(node_id)
        else:
            self.show_chosen(self._selected)

    # -- how it is shown

    def zoom_in(self) -> None:
        self._steering.zoom_step(1)

    def zoom_out(self) -> None:
        self._steering.zoom_step(-1)

    def zoom_reset(self) -> None:
        self._steering.zoom_to(1.0)

    def free(self) -> QRectF:
        return QRectF(self.corners.free())

    def covered(self) -> QRectF:
        return QRectF(self.corners.covered())

    def set_minimap_shown(self, on: bool) -> None:
        self.corners.set_minimap_shown(on)

    def is_minimap_shown(self) -> bool:
        """Whether it is wanted; it hides by itself where all is in sight."""
        return self.corners.minimap_wanted

    def _shown_choice(self) -> tuple[str | None, tuple[str, ...]]:
        band = self._pressing.band
        if band is not None and band.caught is not None:
            return self._selected, band.caught
        return super()._shown_choice()

    def _choice_changed(self) -> None:
        super()._choice_changed()
        self.corners.show_trail()
        self.hands.follow()

    def _on_looks_changed(self) -> None:
        super()._on_looks_changed()
        self.hands.follow()

    def _paint_over(self, painter: QPainter) -> None:
        self._hovering.handle.paint(painter)
        self._held.paint(painter)
        self.hands.paint(painter)
        if self._pressing.band is not None:
            self._pressing.band.paint(painter)

    # -- keys

    def on_key(self, event: QKeyEvent) -> bool:
        """What a key asks for; whether it was ours."""
        return handle_key(self, event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and not self.is_editing:
            if event.type() == QEvent.Type.ShortcutOverride and is_ours(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._take_key(event):
                event.accept()
                return True
        if event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.Close):
            self._let_go()
        return bool(super().event(event))

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._pressing.is_on:
            self._pressing.give_up()
            return True
        return self._steering.key_down(event) or self.on_key(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._held.release(event)
        if not self._steering.key_up(event):
            super().keyReleaseEvent(event)

    def _let_go(self) -> None:
        self.end_hold()
        self._steering.let_go()
        self._pressing.give_up()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._let_go()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._let_go()
        super().hideEvent(event)

    def timerEvent(self, event: QTimerEvent) -> None:
        if not self._pressing.timer(event.timerId()):
            super().timerEvent(event)

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.end_hold()
        if not self._steering.press(event):
            self._pressing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._steering.move(event):
            self._pressing.move(event)
            self._hovering.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._steering.release() and event.button() == Qt.MouseButton.LeftButton:
            self._pressing.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressing.press_again(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._steering.wheel(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.NativeGesture, QEvent.Type.Gesture) and self._steering.gesture(event):
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._hovering.tell(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hovering.leave()
        return bool(super().viewportEvent(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place, node_id = event.pos(), self.scene.node_at(self.to_scene(event.pos()))
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.selected_node() is not None:
            card = self.scene.card(self._selected)
            node_id = self._selected
            place = self.from_scene(card).bottomLeft() if card is not None else QPoint()
        if node_id is not None:
            self.context_menu_requested.emit(node_id, self.viewport().mapToGlobal(place))
        elif self._is_ground(place):
            self.corners.ground_menu.open(self.viewport().mapToGlobal(place))

    def _is_ground(self, place: QPoint) -> bool:
        """Whether there is a map at a place of the viewport, and nothing but its ground."""
        covered = self.viewport().childAt(place) is not None
        return self.scene.count > 0 and not covered and self.scene.fold_badge_at(self.to_scene(place)) is None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.corners.place()

    # -- dragging (ui.map.dragging does the work)

    def set_marked_node(self, node_id: str | None) -> None:
        """Show which node waits for its partner."""
        self.hands.carrying.links.marked = node_id
        self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.hands.carrying.over(event)
        if nodes_of(event.mimeData()) is not None:
            event.accept()  # or no move events come

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.hands.carrying.over(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.hands.carrying.left()

    def dropEvent(self, event: QDropEvent) -> None:
        self.hands.carrying.drop(event)

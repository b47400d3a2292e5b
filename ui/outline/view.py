"""The outline of one case. It says what the person wants and changes nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from models.messages import _
from ui.carried import node_of
from ui.outline.drag import DragControl
from ui.outline.keys import Typing, handle_key, is_ours
from ui.outline.measures import SIGN_X
from ui.outline.moving import HeldMove
from ui.outline.pressing import Pressing
from ui.outline.wording import WordingTable
from ui.theme import Theme


class OutlineView(WordingTable):
    """Intents go out as signals; the session performs them and calls `refresh`. Where several nodes are chosen, those
    about one node are about the selected one; who hears them may look at `state.chosen`."""

    move_requested = Signal(str, int)  # steps among the siblings, below 0: up
    delete_requested = Signal(list)  # node ids
    new_child_requested = Signal(str)
    reparent_requested = Signal(list, str, str)  # nodes, new parent or "", before which node or ""
    drop_refused = Signal(str)  # the rule's sentence
    words_dropped = Signal(str, object, QPoint)  # on which node or "", Words, where in global pixels
    link_dropped = Signal(str, str, QPoint)  # a node, the one to link it with, where in global pixels
    context_menu_requested = Signal(str, QPoint)
    told = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._held = HeldMove(self.outline, self._after_preview, self._ask_move)
        self._drag = DragControl(self, theme)
        self._pressing = Pressing(self, self._drag)
        self.typing = Typing()

    # -- folding

    def set_folded(self, node_id: str, folded: bool) -> None:
        self.settle()
        self.outline.set_folded(node_id, folded)

    def settle(self) -> None:
        super().settle()
        self._held.finish()

    # -- moving

    def hold_move(self, way: int) -> None:
        if self._selected is None:
            return
        if len(self.state.chosen) > 1 and not self._held.is_on:
            self.told.emit(_("Only the selected node moves; drag several to move them together."))
        self._held.press(self._selected, way)

    def _ask_move(self, node_id: str, steps: int) -> None:
        self.move_requested.emit(node_id, steps)

    def _after_preview(self) -> None:
        if self._held.is_on:
            self.updateGeometries()
            self.scrollTo(self.currentIndex())
            self.scrolled.emit()
        else:
            self.refresh()

    # -- keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and not self.is_editing:
            if event.type() == QEvent.Type.ShortcutOverride and is_ours(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and handle_key(self, event):
                event.accept()
                return True
        if event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.Close):
            self._held.finish()
        return bool(super().event(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._held.release(event)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row current when focus comes; here nothing is chosen but by the person."""
        with self._quietly():
            super().focusInEvent(event)
            if self._selected is None:
                self.selectionModel().clear()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._held.finish()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._held.finish()
        self._pressing.give_up()
        super().hideEvent(event)

    def end_hold(self) -> None:
        self._held.finish()

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held.finish()
        self._pressing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pressing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressing.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressing.press_again(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.pos()
        node_id = self.outline.node_at(self.rowAt(place.y()))
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._selected is not None:
            span = self.row_span(self._selected)
            node_id, place = self._selected, QPoint(SIGN_X, span[1] if span else 0)
        if node_id is not None:
            self.context_menu_requested.emit(node_id, self.viewport().mapToGlobal(place))

    # -- dragging (ui.outline.drag does the work)

    def set_marked_node(self, node_id: str | None) -> None:
        """Show which node waits for its partner."""
        self._drag.links.marked = node_id
        self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drag.over(event)
        if node_of(event.mimeData()) is not None:
            event.accept()  # or no move events come

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drag.over(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._drag.leave_pointer()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drag.drop(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._drag.paint(painter)
        painter.end()

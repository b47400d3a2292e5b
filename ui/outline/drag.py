"""Dragging a row to another place: where it would land, what the rules say, and the marker that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QCursor, QDrag, QDropEvent, QPainter, QPen, QPixmap

from models.branches import topmost
from ui.bubble import Bubble
from ui.carried import carry_nodes, node_of, nodes_of
from ui.chip import chip
from ui.escape import EscapeWatch
from ui.outline.landing import DropTarget, find_target
from ui.outline.linking import OutlineLinks
from ui.outline.measures import INDENT, SIGN_X, indent_of
from ui.outline.words import OutlineWords
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.outline.view import OutlineView

UNFOLD_AFTER = 700  # ms over a folded row
SCROLL_EVERY, SCROLL_EDGE, SCROLL_STEP = 40, 20, 10


class DragControl(QObject):
    """Starts drags from a view and receives them there."""

    def __init__(self, view: OutlineView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._words = OutlineWords(view, theme)
        self._bubble = Bubble(view.viewport())
        self.links = OutlineLinks(view, theme, self._bubble)
        self.target: DropTarget | None = None
        self._hovered: str | None = None
        self._unfold = QTimer(self, singleShot=True, interval=UNFOLD_AFTER)
        self._unfold.timeout.connect(self._unfold_hovered)
        self._scroll = QTimer(self, interval=SCROLL_EVERY)
        self._scroll.timeout.connect(self._scroll_on)
        self._scroll_by = 0
        self._escape = EscapeWatch(self)

    # -- giving

    def mime(self, node_ids: Sequence[str]) -> QMimeData:
        assert self._view.outline.case_id is not None
        return carry_nodes(self._view.outline.case_id, node_ids)

    def start(self, node_ids: Sequence[str]) -> bool:
        """Carry nodes until they are let go of; whether that was in this very view, which took them."""
        drag = QDrag(self._view)
        drag.setMimeData(self.mime(node_ids))
        drag.setPixmap(self._chip(node_ids))
        drag.setHotSpot(QPoint(-12, -10))  # below the pointer, so that the marker stays in sight
        taken = drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.LinkAction) == Qt.DropAction.MoveAction
        self.leave()
        return taken and drag.target() is self._view.viewport()

    def _chip(self, node_ids: Sequence[str]) -> QPixmap:
        assert self._view.outline.project is not None
        node = self._view.outline.project.node(node_ids[0])
        return chip(self._theme, node.text, self._view.devicePixelRatioF(), kind=node.kind, count=len(node_ids))

    # -- receiving

    def over(self, event: QDropEvent) -> None:
        """Show where the node would land, and say whether it may."""
        self._escape.begin()
        if node_of(event.mimeData()) is None:
            self._wait_over(event.position().toPoint())
            self._words.over(event)
            return
        place = event.position().toPoint()
        self._wait_over(place)
        if self.links.wants(event):
            self.target = None
            self.links.over(event)
            return
        if self.links.is_on:
            self.links.leave()
        self.target = self._target(event)
        if self.target is not None and self.target.refusal:
            self._bubble.show_at(place, self.target.refusal, self._theme)
        else:
            self._bubble.hide()
        if self.target is None or self.target.refusal:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        self._view.viewport().update()

    def drop(self, event: QDropEvent) -> None:
        if node_of(event.mimeData()) is None:
            self.leave()
            self._words.drop(event)
            return
        if self.links.wants(event):
            refusal = self.links.drop(event)
            self.leave()
            if refusal:
                self._view.drop_refused.emit(refusal)
            return
        carried, target = nodes_of(event.mimeData()), self._target(event)
        self.leave()
        if carried is None or target is None or target.refusal:
            event.ignore()
            if target is not None and target.refusal:
                self._view.drop_refused.emit(target.refusal)
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        assert self._view.outline.project is not None
        tops = [node.id for node in topmost(self._view.outline.project, carried[1])]
        self._view.reparent_requested.emit(tops, target.parent_id, target.before_id)

    def leave_pointer(self) -> None:
        """The pointer went away, or the button came up where nothing may land: then the sentence is said."""
        refusal = self.target.refusal if self.target is not None else self.links.refusal
        port, given_up = self._view.viewport(), self._escape.was_pressed
        self.leave()
        if refusal and not given_up and port.rect().contains(port.mapFromGlobal(QCursor.pos())):
            self._view.drop_refused.emit(refusal)

    def leave(self) -> None:
        self.target, self._hovered, self._scroll_by = None, None, 0
        self._escape.end()
        self._unfold.stop()
        self._scroll.stop()
        self.links.leave()
        self._words.leave()
        self._view.viewport().update()

    def _target(self, event: QDropEvent) -> DropTarget | None:
        carried = nodes_of(event.mimeData())
        if carried is None:
            return None
        node_ids = carried[1]
        model, place = self._view.outline, event.position().toPoint()
        row = self._view.rowAt(place.y())
        project = model.project
        if project is None or not all(project.has("node", i) and project.is_visible(i) for i in node_ids):
            return None
        wanted_depth = round((place.x() - SIGN_X - 6) / INDENT)
        if row < 0:
            return find_target(model, node_ids, model.rowCount(), 0.0, wanted_depth)
        share = (place.y() - self._view.rowViewportPosition(row)) / self._view.rowHeight(row)
        return find_target(model, node_ids, row, share, wanted_depth)

    def _wait_over(self, place: QPoint) -> None:
        """Unfold what the pointer rests on; scroll while it rests at an edge."""
        hovered = self._view.outline.node_at(self._view.rowAt(place.y()))
        if hovered != self._hovered:
            self._hovered = hovered
            self._unfold.start()
        height = self._view.viewport().height()
        self._scroll_by = SCROLL_STEP * ((place.y() > height - SCROLL_EDGE) - (place.y() < SCROLL_EDGE))
        if self._scroll_by and not self._scroll.isActive():
            self._scroll.start()

    def _unfold_hovered(self) -> None:
        in_row = self._words.is_over or self.links.is_on or (self.target is not None and self.target.in_row)
        if self._hovered is not None and in_row:
            self._view.set_folded(self._hovered, False)

    def _scroll_on(self) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + self._scroll_by)
        if not self._scroll_by:
            self._scroll.stop()

    # -- the marker

    def paint(self, painter: QPainter) -> None:
        self._words.paint(painter)
        self.links.paint(painter)
        target, view = self.target, self._view
        if target is None or target.refusal:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent: QColor = self._theme.tokens.accent
        width, column = view.viewport().width(), view.columnWidth(0)
        left = SIGN_X + indent_of(target.depth, column)
        if target.in_row:
            painter.setPen(QPen(accent, 2))
            top, tall = view.rowViewportPosition(target.row), view.rowHeight(target.row)
            painter.drawRoundedRect(QRectF(left - 6, top + 1, width - left - 2, tall - 2), 4, 4)
            return
        y = self._edge(target.row)
        painter.setPen(QPen(accent, 2))
        painter.setBrush(self._theme.tokens.paper)
        painter.drawLine(QPointF(left + 4, y), QPointF(width - 8, y))
        painter.drawEllipse(QPointF(left + 1, y), 3, 3)

    def _edge(self, row: int) -> float:
        rows = self._view.outline.rowCount()
        if row < rows:
            return max(1, self._view.rowViewportPosition(row))
        last = rows - 1
        return self._view.rowViewportPosition(last) + self._view.rowHeight(last) if rows else 1

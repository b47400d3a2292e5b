"""Dragging a row to another place: where it would land, what the rules say, and the marker that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QDrag, QDropEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from models.entities import Node
from models.errors import UserError
from models.messages import shorten
from models.rules import check_child
from ui.carried import carry_node, node_of
from ui.outline.measures import INDENT, SIGN_X, indent_of
from ui.outline.model import OutlineModel
from ui.outline.words import WordsDrop
from ui.theme import Theme
from ui.theme.signs import paint_kind

if TYPE_CHECKING:
    from ui.outline.view import OutlineView

UNFOLD_AFTER = 700  # ms over a folded row
SCROLL_EVERY, SCROLL_EDGE, SCROLL_STEP = 40, 20, 10


@dataclass(frozen=True, slots=True)
class DropTarget:
    """A place between two rows (`gap` of `depth`) or in a row (as its last child); `refusal`: why not there."""

    parent_id: str
    before_id: str
    row: int
    depth: int
    in_row: bool
    refusal: str = ""


def find_target(model: OutlineModel, node_id: str, row: int, share: float, wanted_depth: int) -> DropTarget | None:
    """Where a drop lands: `share` is how far down the row the pointer is. None: the node would stay where it is."""
    if model.project is None:
        return None
    if row < model.rowCount() and 0.25 <= share < 0.75:
        target = DropTarget(model.node_at(row) or "", "", row, model.depth_at(row), True)
    else:
        target = _gap(model, row + (share >= 0.75) if row < model.rowCount() else row, wanted_depth)
    node = model.project.node(node_id)
    if (target.parent_id or None) == node.parent_id and _stays(model, node, target.before_id):
        return None
    return _checked(model, node, target)


def _gap(model: OutlineModel, row: int, wanted_depth: int) -> DropTarget:
    """The place above `row`; its depth may be chosen between the row below it and the row above it."""
    assert model.project is not None
    below = model.depth_at(row) if row < model.rowCount() else 0
    above_id = model.node_at(row - 1)
    if above_id is None:
        return DropTarget("", model.node_at(row) or "", row, 0, False)
    depth = max(below, min(wanted_depth, max(model.depth_at(row - 1), below)))
    path = model.project.path(above_id)
    parent_id = path[depth - 1].id if depth else ""
    before_id = (model.node_at(row) or "") if depth == below and row < model.rowCount() else ""
    return DropTarget(parent_id, before_id, row, depth, False)


def _stays(model: OutlineModel, node: Node, before_id: str) -> bool:
    assert model.project is not None
    siblings = [each.id for each in model.project.children(node.case_id, node.parent_id)]
    at = siblings.index(node.id)
    following = siblings[at + 1] if at + 1 < len(siblings) else ""
    return before_id in (node.id, following)


def _checked(model: OutlineModel, node: Node, target: DropTarget) -> DropTarget:
    assert model.project is not None
    try:
        above = model.project.path(target.parent_id) if target.parent_id else []
        if any(each.id == node.id for each in above):
            raise UserError("rule.not_under_itself")
        check_child(above[-1].kind if above else None, node.kind)
    except UserError as error:
        return refused(target, error)
    return target


def refused(target: DropTarget, error: UserError) -> DropTarget:
    return DropTarget(target.parent_id, target.before_id, target.row, target.depth, target.in_row, str(error))


class Bubble(QLabel):
    """The rule's sentence beside the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def show_at(self, place: QPoint, sentence: str, theme: Theme) -> None:
        tokens = theme.tokens
        self.setFont(theme.small_font())
        self.setStyleSheet(
            f"background: {tokens.panel.name()}; color: {tokens.ink.name()};"
            f" border: 1px solid {tokens.line.name()}; border-radius: 4px; padding: 4px 8px;"
        )
        self.setText(sentence)
        ground = self.parentWidget().rect()
        wide = min(280, ground.width() - 8)
        text_width = self.fontMetrics().horizontalAdvance(sentence) + 24
        self.setFixedWidth(min(wide, text_width))
        self.setFixedHeight(self.heightForWidth(self.width()))
        x = min(place.x() + 14, ground.right() - self.width() - 4)
        y = place.y() + 40  # under the dragged row's picture
        if y + self.height() > ground.bottom():
            y = max(0, place.y() - self.height() - 8)
        self.move(max(0, x), y)
        self.show()
        self.raise_()


class DragControl(QObject):
    """Starts drags from a view and receives them there."""

    def __init__(self, view: OutlineView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._words = WordsDrop(view, theme)
        self._bubble = Bubble(view.viewport())
        self.target: DropTarget | None = None
        self._hovered: str | None = None
        self._unfold = QTimer(self, singleShot=True, interval=UNFOLD_AFTER)
        self._unfold.timeout.connect(self._unfold_hovered)
        self._scroll = QTimer(self, interval=SCROLL_EVERY)
        self._scroll.timeout.connect(self._scroll_on)
        self._scroll_by = 0

    # -- giving

    def mime(self, node_id: str) -> QMimeData:
        assert self._view.outline.case_id is not None
        return carry_node(self._view.outline.case_id, node_id)

    def start(self, node_id: str) -> bool:
        """Carry a node until it is let go of; whether that was in this very view, which took it."""
        drag = QDrag(self._view)
        drag.setMimeData(self.mime(node_id))
        drag.setPixmap(self._chip(node_id))
        drag.setHotSpot(QPoint(-12, -10))  # below the pointer, so that the marker stays in sight
        taken = drag.exec(Qt.DropAction.MoveAction) != Qt.DropAction.IgnoreAction
        self.leave()
        return taken and drag.target() is self._view.viewport()

    def _chip(self, node_id: str) -> QPixmap:
        assert self._view.outline.project is not None
        node, tokens = self._view.outline.project.node(node_id), self._theme.tokens
        text, ratio = shorten(node.text, 40), self._view.devicePixelRatioF()
        width = self._view.fontMetrics().horizontalAdvance(text) + 40
        pixmap = QPixmap(round(width * ratio), round(26 * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.line, 1))
        painter.setBrush(tokens.paper)
        painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, 25), 4, 4)
        paint_kind(painter, QRectF(8, 7, 12, 12), node.kind, tokens)
        painter.setFont(self._theme.interface_font())
        painter.setPen(tokens.ink)
        painter.drawText(QRect(28, 0, width - 28, 26), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
        return pixmap

    # -- receiving

    def over(self, event: QDropEvent) -> None:
        """Show where the node would land, and say whether it may."""
        if node_of(event.mimeData()) is None:
            self._wait_over(event.position().toPoint())
            self._words.over(event)
            return
        place = event.position().toPoint()
        self.target = self._target(event)
        self._wait_over(place)
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
        carried, target = node_of(event.mimeData()), self._target(event)
        self.leave()
        if carried is None or target is None or target.refusal:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self._view.reparent_requested.emit(carried[1], target.parent_id, target.before_id)

    def leave(self) -> None:
        self.target, self._hovered, self._scroll_by = None, None, 0
        self._unfold.stop()
        self._scroll.stop()
        self._bubble.hide()
        self._words.leave()
        self._view.viewport().update()

    def _target(self, event: QDropEvent) -> DropTarget | None:
        carried = node_of(event.mimeData())
        if carried is None:
            return None
        case_id, node_id = carried
        model, place = self._view.outline, event.position().toPoint()
        row = self._view.rowAt(place.y())
        if case_id != model.case_id:
            return refused(DropTarget("", "", row, 0, row >= 0), UserError("rule.other_case"))
        if model.project is None or not model.project.has("node", node_id):
            return None
        wanted_depth = round((place.x() - SIGN_X - 6) / INDENT)
        if row < 0:
            return find_target(model, node_id, model.rowCount(), 0.0, wanted_depth)
        share = (place.y() - self._view.rowViewportPosition(row)) / self._view.rowHeight(row)
        return find_target(model, node_id, row, share, wanted_depth)

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
        in_row = self._words.is_over or (self.target is not None and self.target.in_row)
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

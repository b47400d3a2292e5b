"""A handle under the card that the pointer is on: it folds the branch, and stands where the badge will be then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from models.layout import Shape
from ui.map.badges import BADGE, BADGE_GAP, ON_FOOT

if TYPE_CHECKING:
    from ui.map.view import MapView

LEAST_SCALE = 0.5  # in a smaller map it would be too small to be hit


class FoldHandle:
    """`node_id`: the open branch whose handle is shown."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.node_id: str | None = None

    def follow(self, point: QPointF | None) -> None:
        """The pointer is at a point of the scene (None: not over the map, or it holds something)."""
        found = self._branch_at(point) if point is not None else None
        if found != self.node_id:
            self.node_id = found
            self._view.viewport().update()

    def at(self, point: QPointF) -> str | None:
        """The branch that a press there folds."""
        box = self._box(self.node_id)
        return self.node_id if box is not None and box.contains(point) else None

    def _branch_at(self, point: QPointF) -> str | None:
        view = self._view
        if view.scale < LEAST_SCALE or view.is_editing:
            return None
        node_id = view.scene.node_at(point)
        if node_id is None and self.node_id is not None:
            box, card = self._box(self.node_id), view.scene.card(self.node_id)
            if box is not None and card is not None and _way(card, box).contains(point):
                return self.node_id
        return node_id if self._box(node_id) is not None else None

    def _box(self, node_id: str | None) -> QRectF | None:
        """Where the handle of an open branch stands, in the scene."""
        scene = self._view.scene
        at, card = scene.index_of(node_id), scene.card(node_id)
        if at is None or card is None or not scene.arrangement.children(at):
            return None
        if scene.arrangement.shape is Shape.RIGHT:
            return QRectF(card.right() + BADGE_GAP, card.center().y() - BADGE / 2, BADGE, BADGE)
        if scene.arrangement.shape is Shape.COMPACT:
            return QRectF(card.center().x() - BADGE / 2, card.bottom() - ON_FOOT, BADGE, BADGE)
        return QRectF(card.center().x() - BADGE / 2, card.bottom() + BADGE_GAP, BADGE, BADGE)

    def paint(self, painter: QPainter) -> None:
        """Over the map, in viewport pixels."""
        box = self._box(self.node_id)
        if box is None:
            return
        view, tokens = self._view, self._view.theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-view.camera.x, -view.camera.y)
        painter.scale(view.scale, view.scale)
        painter.setPen(QPen(tokens.muted, 1))
        painter.setBrush(tokens.paper)
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        middle = box.center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.ink)
        corners = (QPointF(-4, -2), QPointF(4, -2), QPointF(0, 3))
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
        painter.restore()


def _way(card: QRectF, box: QRectF) -> QRectF:
    """The ground between a card and its handle, and around that: the pointer may cross it."""
    return box.adjusted(-6, -6, 6, 6).united(QRectF(box.center(), card.center()).normalized().adjusted(-6, -6, 6, 6))

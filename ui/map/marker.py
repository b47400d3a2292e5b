"""What is painted over the map while something is carried: the line and the slot that would come."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from models.layout import Shape
from models.messages import _
from ui.map.landing import Landing, Where
from ui.map.strokes import Stroke, trace
from ui.theme.signs import paint_link_badge

if TYPE_CHECKING:
    from ui.map.view import MapView

BREADTH = 2  # pixels of the marker's lines
GAP = 8  # pixels between a card and the bar beside it
DROP = 12  # pixels of the new line below a card
SLOT = 14  # pixels: how tall the slot of a new child is
RING = 16  # pixels of a line that a ring takes
TOP_SLOT = (144, 36)  # pixels: the slot of a new claim at the top


def paint_landing(painter: QPainter, view: MapView, landing: Landing, pointer: QPoint) -> None:
    """The marker of a landing, in viewport pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    accent = view.theme.tokens.accent
    painter.setPen(QPen(accent, BREADTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if landing.where is Where.TOP:
        slot = _top_slot(pointer)
        _slot(painter, slot, view)
        painter.setFont(view.theme.small_font())
        painter.setPen(view.theme.tokens.ink)
        painter.drawText(slot, Qt.AlignmentFlag.AlignCenter, _("At the top"))
    elif landing.where is Where.STEP:
        _paint_step(painter, view, landing.over)
    else:
        card = view.scene.card(landing.over)
        if card is not None:
            area = QRectF(view.from_scene(card))
            if landing.where is Where.BESIDE:
                _paint_beside(painter, view, landing, area)
            else:
                painter.drawRoundedRect(area.adjusted(-4, -4, 4, 4), 6, 6)
            if landing.where is Where.BELOW:
                _paint_below(painter, view, area, landing.over)
    painter.restore()


def _paint_below(painter: QPainter, view: MapView, area: QRectF, node_id: str) -> None:
    """A short line out of the card and a slot at its end."""
    arrangement, at = view.scene.arrangement, view.scene.index_of(node_id)
    if at is not None and arrangement.hangs(at):
        spacing = arrangement.spacing
        start = QPointF(area.left() + spacing.trunk * view.scale, area.bottom() + 4)
        slot = QRectF(area.left() + spacing.inset * view.scale, start.y() + DROP, max(24.0, area.width() / 2), SLOT)
        painter.drawPolyline([start, QPointF(start.x(), slot.center().y()), QPointF(slot.left(), slot.center().y())])
        _slot(painter, slot, view)
        return
    if view.scene.arrangement.shape is Shape.RIGHT:
        start = QPointF(area.right() + 4, area.center().y())
        slot = QRectF(start.x() + DROP, start.y() - SLOT / 2, min(48.0, area.width() / 2), SLOT)
        end = QPointF(slot.left(), start.y())
    else:
        start = QPointF(area.center().x(), area.bottom() + 4)
        slot = QRectF(0, start.y() + DROP, max(24.0, area.width() / 2), SLOT)
        slot.moveLeft(start.x() - slot.width() / 2)
        end = QPointF(start.x(), slot.top())
    painter.drawLine(start, end)
    _slot(painter, slot, view)


def _slot(painter: QPainter, slot: QRectF, view: MapView) -> None:
    tokens = view.theme.tokens
    painter.setPen(QPen(tokens.accent, BREADTH))
    painter.setBrush(tokens.paper)
    painter.drawRoundedRect(slot, 4, 4)
    tint = QColor(tokens.accent)
    tint.setAlphaF(0.16)
    painter.setBrush(tint)
    painter.drawRoundedRect(slot, 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _top_slot(pointer: QPoint) -> QRectF:
    """Above the pointer, since the picture of what is carried hangs below it."""
    return QRectF(pointer.x() - TOP_SLOT[0] / 2, pointer.y() - TOP_SLOT[1] - 6, *TOP_SLOT)


def _paint_beside(painter: QPainter, view: MapView, landing: Landing, area: QRectF) -> None:
    """A bar where the card would come in, and the line from there to what it would bear on."""
    away = GAP * (1 if landing.after else -1)
    if landing.upright:
        y = (area.bottom() if landing.after else area.top()) + away
        bar = QPointF(area.left(), y), QPointF(area.right(), y)
        knob = bar[0]
    else:
        x = (area.right() if landing.after else area.left()) + away
        bar = QPointF(x, area.top()), QPointF(x, area.bottom())
        knob = bar[0]
    parent = view.scene.card(landing.parent_id) if landing.parent_id else None
    if parent is not None:
        path = QPainterPath()
        trace(path, Stroke(_line_to(view, QRectF(view.from_scene(parent)), knob, landing.upright)))
        painter.setPen(QPen(view.theme.tokens.accent, 1.5, Qt.PenStyle.DashLine))
        painter.drawPath(path)
    pen = QPen(view.theme.tokens.accent, 4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(*bar)


def _line_to(view: MapView, parent: QRectF, knob: QPointF, stands: bool) -> tuple[tuple[float, float], ...]:
    """A right-angled line from a bar to the parent's card."""
    if view.scene.arrangement.shape is Shape.RIGHT:
        middle = (parent.right() + knob.x()) / 2
        y = parent.center().y()
        return (knob.x(), knob.y()), (middle, knob.y()), (middle, y), (parent.right(), y)
    if stands:  # it hangs: beside a line at its left
        spacing = view.scene.arrangement.spacing
        trunk = knob.x() - (spacing.inset - spacing.trunk) * view.scale
        return (knob.x(), knob.y()), (trunk, knob.y()), (trunk, parent.bottom())
    middle = (parent.bottom() + knob.y()) / 2
    x = parent.center().x()
    return (knob.x(), knob.y()), (knob.x(), middle), (x, middle), (x, parent.bottom())


def _paint_step(painter: QPainter, view: MapView, node_id: str) -> None:
    """The line that would be attacked, and the ring that would stand on it."""
    scene, camera = view.scene, view.camera
    index = scene.index_of(node_id)
    route = scene.arrangement.route(index) if index is not None else None
    if index is None or route is None:
        return
    path = QPainterPath()
    for stroke in scene.lines.step(index):
        trace(path, stroke)
    glow = QColor(view.theme.tokens.accent)
    glow.setAlphaF(0.22)
    painter.save()
    painter.translate(-camera.x, -camera.y)
    painter.scale(camera.scale, camera.scale)
    for colour, breadth in ((glow, 10), (view.theme.tokens.accent, BREADTH)):
        pen = QPen(colour, breadth, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawPath(path)
    painter.restore()
    points = [camera.from_scene(QRectF(x, y, 0, 0)).topLeft() for x, y in route.points]
    pairs = list(pairwise(points))  # the first one is no other node's
    a, b = next((pair for pair in pairs if (pair[0] - pair[1]).manhattanLength() >= RING), pairs[0])
    paint_link_badge(painter, (a + b) / 2, "undercuts", view.theme.tokens, selected=True)

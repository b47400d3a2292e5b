"""Paints a gutter's plan: resting curves thin and pale, the selection's over a halo, then stubs and ports."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from ui.compare.gutter_plan import ARROW, Curve, Mark, Plan, Stub
from ui.theme import Theme, Tokens
from ui.theme.signs import link_colour, paint_link_badge

REST_WIDTH, SELECTED_WIDTH, HALO_WIDTH = 1.25, 2.25, 6.0
REST_STRENGTH, MARK_STRENGTH = 0.55, 0.8
DOT, PORT, LEAD = 3.0, 3.0, 7

LeadOf = Callable[[str], int]


def faded(colour: QColor, strength: float) -> QColor:
    result = QColor(colour)
    result.setAlphaF(strength)
    return result


def curve_path(curve: Curve) -> QPainterPath:
    start, one, two, end = (QPointF(*point) for point in curve.points)
    path = QPainterPath(start)
    path.cubicTo(one, two, end)
    return path


def _pen(colour: QColor, width: float, kind: str) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind == "tension":
        pen.setDashPattern([4 / width, 3 / width])
    return pen


def paint_plan(painter: QPainter, plan: Plan, theme: Theme, hovered: str | None) -> None:
    """One zone, in gutter coordinates."""
    tokens = theme.tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipRect(QRectF(-40, plan.zone.top, plan.zone.width + 80, plan.zone.bottom - plan.zone.top))
    resting = [c for c in plan.curves if not c.selected and c.link_id != hovered]
    raised = [c for c in plan.curves if not c.selected and c.link_id == hovered]
    chosen = [c for c in plan.curves if c.selected]
    for mark in plan.ports:
        painter.setPen(QPen(tokens.muted, 1.4))
        painter.setBrush(tokens.gutter)
        painter.drawEllipse(QPointF(*mark.at), PORT, PORT)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for curve in resting:
        painter.strokePath(curve_path(curve), _rest_pen(curve, tokens))
    for curve in resting:
        _paint_marks(painter, curve.marks, faded_on(link_colour(curve.kind, tokens), tokens))
    for curve in resting:
        if curve.badge:
            paint_link_badge(painter, QPointF(*curve.badge), curve.kind, tokens)
    for curve in raised:
        colour = link_colour(curve.kind, tokens)
        _paint_raised(painter, curve, colour, tokens)
    for curve in chosen:
        _paint_raised(painter, curve, tokens.accent, tokens)
    for curve in chosen:
        _paint_marks(painter, curve.marks, tokens.accent)
    for curve in chosen + raised:
        place = curve.badge or (curve.middle if curve.link_id == hovered else None)
        if place:
            paint_link_badge(painter, QPointF(*place), curve.kind, tokens, selected=curve.selected)
    painter.restore()
    for stub in plan.stubs:
        _paint_stub(painter, stub, theme)
    painter.restore()


def faded_on(colour: QColor, tokens: Tokens) -> QColor:
    """The colour mixed with the gutter's ground, opaque, so that no line shows through a dot."""
    ground, s = tokens.gutter, MARK_STRENGTH
    pairs = ((colour.red(), ground.red()), (colour.green(), ground.green()), (colour.blue(), ground.blue()))
    return QColor(*(round(a * s + b * (1 - s)) for a, b in pairs))


def _rest_pen(curve: Curve, tokens: Tokens) -> QPen:
    return _pen(faded(link_colour(curve.kind, tokens), REST_STRENGTH), REST_WIDTH, curve.kind)


def _paint_raised(painter: QPainter, curve: Curve, colour: QColor, tokens: Tokens) -> None:
    path = curve_path(curve)
    painter.strokePath(path, _pen(tokens.gutter, HALO_WIDTH, ""))
    painter.strokePath(path, _pen(colour, SELECTED_WIDTH, curve.kind))
    _paint_marks(painter, curve.marks, colour)


def _paint_marks(painter: QPainter, marks: tuple[Mark, ...], colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for mark in marks:
        x, y = mark.at
        if mark.shape == "arrow":
            back = x + (ARROW if mark.side == "left" else -ARROW)
            corners = [QPointF(x, y), QPointF(back, y - ARROW / 2), QPointF(back, y + ARROW / 2)]
            painter.drawPolygon(QPolygonF(corners))
        else:
            painter.drawEllipse(QPointF(x, y), DOT, DOT)


def paint_leads(painter: QPainter, plan: Plan, theme: Theme, side: str, lead: LeadOf | None) -> None:
    """The thin lines from the gutter's edge outward to the bars of the passages."""
    tokens = theme.tokens
    painter.save()
    for curve in plan.curves:
        colour = tokens.accent if curve.selected else faded_on(link_colour(curve.kind, tokens), tokens)
        painter.setPen(QPen(colour, 1))
        for mark in curve.marks:
            if mark.side != side:
                continue
            length = LEAD if lead is None else lead(mark.node_id)
            x, y = mark.at[0], round(mark.at[1]) + 0.5
            painter.drawLine(QPointF(x, y), QPointF(x + (-length if side == "left" else length), y))
    painter.restore()


def _paint_stub(painter: QPainter, stub: Stub, theme: Theme) -> None:
    tokens = theme.tokens
    box = QRectF(*stub.box).adjusted(0.5, 0.5, -0.5, -0.5)
    colour = tokens.accent if stub.accent else tokens.muted
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(tokens.selection if stub.accent else tokens.paper)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    text = str(stub.count) if stub.count < 100 else "99+"
    font = theme.small_font(600)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(text)
    roomy = stub.box[2] >= 30
    total = width + (12 if roomy else 0)
    x = box.center().x() - total / 2
    if roomy:
        tip = -2 if stub.above else 2
        y = box.center().y()
        pen = QPen(colour, 1.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        chevron = [QPointF(x, y - tip), QPointF(x + 3.5, y + tip), QPointF(x + 7, y - tip)]
        painter.drawPolyline(QPolygonF(chevron))
        x += 12
    painter.setPen(tokens.accent if stub.accent else tokens.ink)
    painter.drawText(QRectF(x, box.top(), width + 2, box.height()), Qt.AlignmentFlag.AlignVCenter, text)

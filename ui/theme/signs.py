"""The small drawn signs that carry meaning without colour: kinds of node, answer status, kinds of link."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from ui.theme.tokens import Tokens


def paint_kind(painter: QPainter, box: QRectF, kind: str, tokens: Tokens) -> None:
    """Claim: rounded square. Evidence: square in a square. Rebuttal: notched at its left. `box` is 12 by 12."""
    colour = tokens.kinds[kind].line
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    inner = box.adjusted(1, 1, -1, -1)
    if kind == "claim":
        painter.drawRoundedRect(inner, 3, 3)
    elif kind == "evidence":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.5))
        painter.drawRect(inner.adjusted(0.75, 0.75, -0.75, -0.75))
        painter.fillRect(inner.adjusted(3, 3, -3, -3), colour)
    else:
        middle = inner.center().y()
        notch = QPointF(inner.left() + inner.width() * 0.35, middle)
        corners = [inner.topLeft(), inner.topRight(), inner.bottomRight(), inner.bottomLeft(), notch]
        painter.drawPolygon(QPolygonF(corners))
    painter.restore()


def status_colour(status: str, tokens: Tokens) -> QColor:
    """What needs work is loud, what is done is quiet."""
    loud = tokens.kinds["rebuttal"].line
    return {"unanswered": loud, "open": loud, "partly": tokens.ink}.get(status, tokens.muted)


def paint_status(painter: QPainter, box: QRectF, status: str, tokens: Tokens) -> None:
    """Of a claim, unanswered: ring; partly: half-filled disc; answered: disc with a tick; conceded: flag.

    Of a challenge, open: hollow diamond; met: diamond with a tick. `box` is 10 by 10.
    """
    if status in ("open", "met"):
        _paint_challenge(painter, box, status, tokens)
        return
    colour = status_colour(status, tokens)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(0.75, 0.75, -0.75, -0.75)
    if status == "unanswered":
        painter.drawEllipse(inner)
    elif status == "partly":
        painter.drawEllipse(inner)
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(inner, 90 * 16, 180 * 16)
    elif status == "answered":
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(box)
        painter.setPen(QPen(tokens.paper, 1.4))
        x, y = box.left(), box.top()
        painter.drawPolyline(
            QPolygonF([QPointF(x + 2.7, y + 5.2), QPointF(x + 4.4, y + 6.9), QPointF(x + 7.3, y + 3.4)])
        )
    else:
        x, y = box.left(), box.top()
        painter.drawPolyline(QPolygonF([QPointF(x + 2, y + 9.5), QPointF(x + 2, y + 1)]))
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x + 2, y + 1),
                    QPointF(x + 9, y + 1),
                    QPointF(x + 7, y + 3.5),
                    QPointF(x + 9, y + 6),
                    QPointF(x + 2, y + 6),
                ]
            )
        )
    painter.restore()


def _paint_challenge(painter: QPainter, box: QRectF, state: str, tokens: Tokens) -> None:
    colour, middle = status_colour(state, tokens), box.center()
    half = 4.2 if state == "open" else 5.4
    corners = [QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(middle)
    painter.setPen(QPen(colour, 1.5) if state == "open" else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if state == "open" else colour)
    painter.drawPolygon(QPolygonF(corners))
    if state == "met":
        painter.setPen(QPen(tokens.paper, 1.4))
        painter.drawPolyline(QPolygonF([QPointF(-2.2, 0.1), QPointF(-0.6, 1.7), QPointF(2.2, -1.5)]))
    painter.restore()


def link_colour(kind: str, tokens: Tokens) -> QColor:
    """Links that challenge take the rebuttal colour; the others are muted."""
    challenges = {"rebuts", "undercuts", "questions", "turns"}
    return tokens.kinds["rebuttal"].line if kind in challenges else tokens.muted


def paint_link_badge(
    painter: QPainter,
    centre: QPointF,
    kind: str,
    tokens: Tokens,
    *,
    selected: bool = False,
    ground: QColor | None = None,
    colour: QColor | None = None,
) -> None:
    """A circle of 16 with the kind's glyph, on `ground` (the gutter's by default); accent fills it when selected.

    `colour`: instead of the kind's own.
    """
    colour = tokens.accent if selected else (colour or link_colour(kind, tokens))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.25))
    painter.setBrush(colour if selected else (ground or tokens.gutter))
    painter.drawEllipse(centre, 8, 8)
    pen = QPen(tokens.paper if selected else colour, 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(centre)
    painter.drawPath(_glyph(kind))
    if kind == "questions":
        painter.drawPoint(QPointF(0, 4))
    painter.restore()


def paint_tick(painter: QPainter, centre: QPointF, colour: QColor, ground: QColor) -> None:
    """A disc of 8 with a tick, parted from what it stands on by a ring of the ground: a challenge is met."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ground, 1))
    painter.setBrush(colour)
    painter.drawEllipse(centre, 4.5, 4.5)
    pen = QPen(ground, 1.2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    x, y = centre.x(), centre.y()
    painter.drawPolyline(QPolygonF([QPointF(x - 1.9, y + 0.1), QPointF(x - 0.5, y + 1.5), QPointF(x + 2, y - 1.4)]))
    painter.restore()


def _lines(*runs: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for first, *rest in runs:
        path.moveTo(*first)
        for point in rest:
            path.lineTo(*point)
    return path


def _glyph(kind: str) -> QPainterPath:
    """The glyph around (0, 0), within 4.5 pixels to each side."""
    match kind:
        case "rebuts":
            return _lines(((-3, -3), (3, 3)), ((3, -3), (-3, 3)))
        case "undercuts":
            return _lines(((-4, 0), (4, 0)), ((-2, 3.5), (2, -3.5)))
        case "questions":
            path = QPainterPath(QPointF(-2.2, -2))
            path.cubicTo(-2.2, -5, 2.4, -5, 2.4, -2.2)
            path.cubicTo(2.4, -0.4, 0, -0.6, 0, 1.6)
            return path
        case "turns":
            path = _lines(((-0.8, -4), (-3.4, -1.4), (-0.8, 1.2)), ((-3.4, -1.4), (1, -1.4)))
            path.moveTo(1, -1.4)
            path.cubicTo(4, -1.4, 4, 3.4, 1, 3.4)
            path.lineTo(-1.5, 3.4)
            return path
        case "answers":
            return _lines(((-4, 0), (3.5, 0)), ((0.8, -2.8), (3.6, 0), (0.8, 2.8)))
        case "concedes":
            return _lines(((-3.2, 0.2), (-1, 2.6), (3.4, -2.6)))
        case "agrees":
            return _lines(((-3.2, -1.6), (3.2, -1.6)), ((-3.2, 1.6), (3.2, 1.6)))
        case "same_evidence":
            return _lines(((-3.2, -2.6), (3.2, -2.6)), ((-3.2, 0), (3.2, 0)), ((-3.2, 2.6), (3.2, 2.6)))
        case "supports":
            return _lines(((-3.4, 0), (3.4, 0)), ((0, -3.4), (0, 3.4)))
        case _:  # tension: a wave
            path = QPainterPath(QPointF(-4, 0.4))
            path.cubicTo(-2.4, -3.4, -1, -2.4, 0, 0)
            path.cubicTo(1, 2.4, 2.4, 3.4, 4, -0.4)
            return path


def _pen_of(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def paint_links(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Two links of a chain: before the number of links. `box` is 12 by 12."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center())
    painter.rotate(-45)
    painter.setPen(_pen_of(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_chain())
    painter.restore()


def _chain() -> QPainterPath:
    path = QPainterPath(QPointF(-0.6, -2.4))
    path.lineTo(-2.6, -2.4)
    path.arcTo(QRectF(-5, -2.4, 4.8, 4.8), 90, 180)
    path.lineTo(-0.6, 2.4)
    path.moveTo(0.6, 2.4)
    path.lineTo(2.6, 2.4)
    path.arcTo(QRectF(0.2, -2.4, 4.8, 4.8), 270, 180)
    path.lineTo(0.6, -2.4)
    path.moveTo(-2, 0)
    path.lineTo(2, 0)
    return path


def paint_note(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """A sheet with its corner turned: the node has a note. `box` is 12 by 12."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen_of(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(box.topLeft())
    painter.drawPath(_lines(((7, 10.5), (1.5, 10.5), (1.5, 1.5), (10.5, 1.5), (10.5, 7), (7, 10.5), (7, 7), (10.5, 7))))
    painter.restore()

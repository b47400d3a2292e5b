"""How the kinds of node look, decided once for article, outline, map and pictures: never by colour alone.

Claim: rounded, one full bar. Evidence: square, a double bar. Rebuttal: notched at its left, a dashed bar. An unstated
premise has no fill and a dashed outline. Pixels at 100 percent scale.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from ui.theme.tokens import Tokens

BAR = 4  # breadth of a full or dashed bar
THIN, BETWEEN = 2, 2  # the double bar: two of 2 with 2 between
DASH, DASH_GAP = 5, 3  # of a dashed bar or underline
RADIUS, NOTCH = 8, 9  # of a claim's corners; depth of a rebuttal's left edge
UNSTATED_DASH, UNSTATED_GAP = 5, 4  # the outline of an unstated premise
EDGE, EDGE_STRONG = 0.45, 0.80  # the share of the kind's colour in an outline, at rest and on the focus path
TEXT_LEFT = {"claim": 18, "evidence": 19, "rebuttal": 22}  # from a card's edge to its text, clear of the bar


def mixed(colour: QColor, other: QColor, share: float) -> QColor:
    """`colour` with a share of `other` in it, opaque."""
    pairs = zip(colour.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def edge_colour(kind: str, tokens: Tokens, strong: bool = False) -> QColor:
    """The outline of a card."""
    return _edge(tokens.paper.rgb(), tokens.kinds[kind].line.rgb(), EDGE_STRONG if strong else EDGE)


@lru_cache(maxsize=64)
def _edge(paper: int, line: int, share: float) -> QColor:
    return mixed(QColor(paper), QColor(line), share)


def bar_colour(kind: str, tokens: Tokens) -> QColor:
    """The bar at a card's left and the block that stands for it when it is too small to read."""
    return tokens.kinds[kind].line


def outline(kind: str, box: QRectF) -> QPainterPath:
    """The shape of a card of that kind."""
    path = QPainterPath()
    if kind == "claim":
        radius = min(RADIUS, box.height() / 2)
        path.addRoundedRect(box, radius, radius)
    elif kind == "evidence":
        path.addRect(box)
    else:
        path.addPolygon(QPolygonF([*_corners(box), QPointF(box.left() + NOTCH, box.center().y())]))
        path.closeSubpath()
    return path


def _corners(box: QRectF) -> tuple[QPointF, QPointF, QPointF, QPointF]:
    return box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()


def bar(kind: str, box: QRectF) -> QPainterPath:
    """What marks the kind at the left of a card, to be filled."""
    return _bar(kind, box.height()).translated(box.topLeft())


@lru_cache(maxsize=256)
def _bar(kind: str, high: float) -> QPainterPath:
    """The bar of a card so high that stands at the origin: most cards have one of a few heights."""
    path = QPainterPath()
    if kind == "evidence":
        path.addRect(QRectF(0, 0, THIN, high))
        path.addRect(QRectF(THIN + BETWEEN, 0, THIN, high))
    elif kind == "rebuttal":
        for start, end in notch_dashes(high):
            path.addPolygon(QPolygonF(_slanted(high, start, end)))
            path.closeSubpath()
    else:
        round_ = 2 * min(RADIUS, high / 2)  # its edge cuts the round corners where their arcs stand at 120 degrees
        path.arcMoveTo(QRectF(0, 0, round_, round_), 120)
        path.arcTo(QRectF(0, 0, round_, round_), 120, 60)
        path.arcTo(QRectF(0, high - round_, round_, round_), 180, 60)
        path.closeSubpath()
    return path


def notch_dashes(high: float) -> list[tuple[float, float]]:
    """Where the dashes of a notched bar begin and end from its top: whole ones, in step from the middle outward."""
    step = DASH + DASH_GAP
    count = max(1, int((high + DASH_GAP) // step))
    first = (high - count * step + DASH_GAP) / 2
    return [(first + i * step, first + i * step + DASH) for i in range(count)]


def _slanted(high: float, start: float, end: float) -> list[QPointF]:
    """The dash from `start` to `end` below the top, along the notched edge."""
    middle = high / 2
    ways = [start, *([middle] if start < middle < end else []), end]

    def edge(y: float) -> float:
        return NOTCH * (1 - abs(y - middle) / middle)

    left = [QPointF(edge(y), y) for y in ways]
    return [*left, *(QPointF(edge(y) + BAR, y) for y in reversed(ways))]


def paint_card(
    painter: QPainter,
    box: QRectF,
    kind: str,
    tokens: Tokens,
    *,
    implicit: bool = False,
    strong: bool = False,
    ground: QColor | None = None,
) -> None:
    """An empty card. `strong`: it is on the focus path. `ground`: instead of the kind's fill."""
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    pen = QPen(edge_colour(kind, tokens, strong or implicit), 1)
    if implicit:
        pen.setDashPattern([UNSTATED_DASH, UNSTATED_GAP])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    if implicit and ground is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(ground or tokens.kinds[kind].fill)
    if kind == "evidence":
        painter.drawRect(inner)
    elif kind == "claim":
        painter.drawRoundedRect(inner, RADIUS - 0.5, RADIUS - 0.5)
    else:
        painter.drawPath(outline(kind, inner))
    if not implicit:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(bar_colour(kind, tokens))
        painter.drawPath(bar(kind, box))

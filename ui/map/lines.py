"""The lines of a map: what bears on what. Never by colour alone: crossbars, rings, dashes and words tell them apart.

A support's line touches the card it supports. A rebuttal's ends in a crossbar. An undercut's ends in a ring on the line
that it attacks. Premises taken together hang from one bracket. The line of an unstated premise is dashed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from models.entities import Node
from models.layout import Arrangement, Bearing
from models.messages import _
from ui.map.cards import Faces, baseline
from ui.theme import Tokens
from ui.theme.kinds import UNSTATED_DASH, UNSTATED_GAP
from ui.theme.signs import paint_link_badge

RADIUS = 6  # of the corners
CROSSBAR, RING = 12, 16
THIN, FIRM, STRONG = 1.25, 1.5, 2.25
LABEL_GAP = 6  # on either side of a word in a line
KEPT = 2000  # families whose lines are remembered
CROWD = 48  # with more children than that only those near the area are drawn

Point = tuple[float, float]


@dataclass(slots=True)
class Family:
    """What is drawn between a node and its children."""

    supports: QPainterPath = field(default_factory=QPainterPath)
    unstated: QPainterPath = field(default_factory=QPainterPath)
    rebuttals: QPainterPath = field(default_factory=QPainterPath)
    undercuts: QPainterPath = field(default_factory=QPainterPath)
    brackets: QPainterPath = field(default_factory=QPainterPath)
    rings: list[QPointF] = field(default_factory=list)
    labels: list[tuple[QPointF, str, bool]] = field(default_factory=list)  # middle, word, in the rebuttal's colour


def trace(path: QPainterPath, points: Sequence[Point], radius: float = RADIUS) -> None:
    """Add a line through `points` with round corners to a path."""
    path.moveTo(*points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        room = min(radius, _length(before, corner) / 2, _length(corner, after) / 2)
        path.lineTo(*_towards(corner, before, room))
        path.quadTo(QPointF(*corner), QPointF(*_towards(corner, after, room)))
    path.lineTo(*points[-1])


def _length(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


def _towards(start: Point, end: Point, far: float) -> Point:
    whole = _length(start, end)
    share = far / whole if whole else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def parted(points: Sequence[Point], middle: Point, half: tuple[float, float]) -> list[list[Point]]:
    """A right-angled line without what lies within `half` (across, down) of `middle`, a point on it."""
    for at, (a, b) in enumerate(zip(points, points[1:], strict=False)):
        across = a[1] == b[1]
        reach = half[0] if across else half[1]
        off = abs(middle[1] - a[1]) if across else abs(middle[0] - a[0])
        low, high = sorted((a[0], b[0]) if across else (a[1], b[1]))
        here = middle[0] if across else middle[1]
        if off < 1 and low <= here <= high:
            whole = _length(a, b)
            if whole <= 2 * reach:
                return [list(points)]
            first = abs(here - (a[0] if across else a[1]))
            return [
                [*points[: at + 1], _towards(a, b, max(0.0, first - reach))],
                [_towards(a, b, min(whole, first + reach)), *points[at + 1 :]],
            ]
    return [list(points)]


def crossbar(path: QPainterPath, points: Sequence[Point]) -> None:
    """The bar across the end of a line."""
    end, before = points[-1], points[-2]
    half = CROSSBAR / 2
    if abs(end[0] - before[0]) < abs(end[1] - before[1]):
        path.moveTo(end[0] - half, end[1])
        path.lineTo(end[0] + half, end[1])
    else:
        path.moveTo(end[0], end[1] - half)
        path.lineTo(end[0], end[1] + half)


class Lines:
    """Draws the lines of one arrangement."""

    def __init__(self, arrangement: Arrangement, nodes: Sequence[Node], faces: Faces) -> None:
        self._arrangement, self._nodes, self._faces = arrangement, nodes, faces
        self._kept: OrderedDict[int, Family] = OrderedDict()

    # -- what is drawn

    def family(self, parent: int, area: QRectF) -> Family:
        """The lines below a node: all of them, or those near `area` when there are very many."""
        children = self._arrangement.children(parent)
        if len(children) > CROWD:
            return self._trace(parent, self._near(children, area))
        found = self._kept.get(parent)
        if found is None:
            found = self._kept[parent] = self._trace(parent, children)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _near(self, children: Sequence[int], area: QRectF) -> list[int]:
        """Those whose cards stand in line with the area, and the nearest beyond it of each bearing."""
        return list(children)

    def _trace(self, parent: int, children: Iterable[int]) -> Family:
        family = Family()
        arrangement, small = self._arrangement, self._faces.small
        bearings = arrangement.cards.bearings
        word = _("undercuts")
        half = small.width(word) / 2 + LABEL_GAP, 9.0
        for child in children:
            route = arrangement.route(child)
            if route is None:
                continue
            points = route.points
            match bearings[child]:
                case Bearing.UNDERCUTS:
                    family.rings.append(QPointF(*points[-1]))
                    runs = [list(points)]
                    if route.label is not None:
                        runs = parted(points, route.label, half)
                        family.labels.append((QPointF(*route.label), word, True))
                    for run in runs:
                        trace(family.undercuts, run)
                case Bearing.REBUTS:
                    trace(family.rebuttals, points)
                    crossbar(family.rebuttals, points)
                case _:
                    trace(family.unstated if self._nodes[child].implicit else family.supports, points)
        word = _("taken together")
        half = small.width(word) / 2 + LABEL_GAP, 9.0
        for bracket in arrangement.brackets(parent):
            for run in parted(bracket.points, bracket.label, half) if bracket.label else [list(bracket.points)]:
                trace(family.brackets, run)
            if bracket.label:
                family.labels.append((QPointF(*bracket.label), word, False))
            trace(family.supports, bracket.stem)
        return family

    def path_line(self, child: int) -> list[Point]:
        """The line from a node to what it bears on, along the bracket that it hangs from."""
        route = self._arrangement.route(child)
        if route is None:
            return []
        points = list(route.points)
        if route.end == "bracket":
            parent = self._arrangement.cards.parents[child]
            for bracket in self._arrangement.brackets(parent):
                if child in bracket.members:
                    points.extend(bracket.stem)
        return points

    # -- painting

    def paint(self, painter: QPainter, families: Sequence[Family], tokens: Tokens) -> None:
        """Lines under the cards; no family's lie on another's."""
        challenge = tokens.kinds["rebuttal"].line
        dashed = QPen(tokens.covered, THIN)
        dashed.setDashPattern([UNSTATED_DASH / THIN, UNSTATED_GAP / THIN])
        dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
        pens = (
            (QPen(tokens.covered, THIN), "supports"),
            (dashed, "unstated"),
            (QPen(challenge, THIN), "rebuttals"),
            (QPen(challenge, FIRM), "undercuts"),
            (QPen(tokens.ink, FIRM), "brackets"),
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen, name in pens:
            painter.setPen(pen)
            for family in families:
                path: QPainterPath = getattr(family, name)
                if not path.isEmpty():
                    painter.drawPath(path)
        for family in families:
            for ring in family.rings:
                paint_link_badge(painter, ring, "undercuts", tokens, ground=tokens.paper)
            for middle, word, challenges in family.labels:
                self._word(painter, middle, word, challenge if challenges else tokens.muted)

    def _word(self, painter: QPainter, middle: QPointF, word: str, colour: QColor) -> None:
        small = self._faces.small
        painter.setFont(small.font)
        painter.setPen(colour)
        x, y = middle.x() - small.width(word) / 2, middle.y() - 8 + baseline(small, 16)
        painter.drawText(QPointF(x, y), word)

    def paint_ring(self, painter: QPainter, child: int, tokens: Tokens, selected: bool) -> None:
        """The ring of an undercut, over a line that was drawn again."""
        route = self._arrangement.route(child)
        if route is not None:
            paint_link_badge(
                painter, QPointF(*route.points[-1]), "undercuts", tokens, selected=selected, ground=tokens.paper
            )

    def paint_path(self, painter: QPainter, line: Sequence[Point], colour: QColor) -> None:
        """One step of the focus path."""
        if len(line) > 1:
            path = QPainterPath()
            trace(path, line)
            painter.setPen(QPen(colour, STRONG))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)


def box_of(left: float, top: float, right: float, bottom: float) -> QRectF:
    return QRectF(left, top, right - left, bottom - top)

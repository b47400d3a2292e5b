"""The lines of a map: what bears on what. Never by colour alone: crossbars, rings, dashes and words tell them apart.

A support's line touches the card it supports. A rebuttal's ends in a crossbar. An undercut's ends in a ring on the line
that it attacks. Premises taken together hang from one bracket. The line of an unstated premise is dashed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from models.entities import Kind, Node
from models.layout import Arrangement, Bearing, Spacing
from models.messages import _
from ui.map.cards import Faces, baseline
from ui.map.crowds import Crowd
from ui.map.strokes import Point, Stroke, Taken, crossbar, snapped, trace, with_gaps
from ui.theme import Tokens
from ui.theme.kinds import NOTCH, UNSTATED_DASH, UNSTATED_GAP
from ui.theme.signs import paint_link_badge

LABEL_GAP, LABEL_HEIGHT = 6, 18  # on either side of a word in a line; the room it takes of one that runs down
THIN, FIRM, STRONG = 1.25, 1.5, 2.25
KEPT = 2000  # families whose lines are remembered
CROWD = 48  # with more children than that only those near the area are drawn


@dataclass(slots=True)
class Family:
    """What is drawn between a node and its children: strokes by the pen that draws them."""

    supports: list[Stroke] = field(default_factory=list)
    unstated: list[Stroke] = field(default_factory=list)
    rebuttals: list[Stroke] = field(default_factory=list)
    undercuts: list[Stroke] = field(default_factory=list)
    brackets: list[Stroke] = field(default_factory=list)
    rings: list[QPointF] = field(default_factory=list)
    labels: list[tuple[QPointF, str, bool]] = field(default_factory=list)  # middle, word, in the rebuttal's colour
    paths: dict[str, QPainterPath] | None = None

    def path(self, name: str) -> QPainterPath:
        """The strokes of one pen with their round corners."""
        if self.paths is None:
            self.paths = {}
        found = self.paths.get(name)
        if found is None:
            found = self.paths[name] = QPainterPath()
            for stroke in getattr(self, name):
                trace(found, stroke)
        return found


class Lines:
    """Draws the lines of one arrangement."""

    def __init__(self, arrangement: Arrangement, nodes: Sequence[Node], faces: Faces) -> None:
        self._arrangement, self._nodes, self._faces = arrangement, nodes, faces
        self._kept: OrderedDict[int, Family] = OrderedDict()
        self._crowds: dict[int, Crowd] = {}

    # -- what is drawn

    def family(self, parent: int, area: QRectF) -> Family:
        """The lines below a node: all of them, or those near `area` when there are very many."""
        found = self._kept.get(parent)
        if found is None and parent not in self._crowds:
            children = self._arrangement.children(parent)
            if len(children) > CROWD:
                self._crowds[parent] = Crowd(self._arrangement, children)
            else:
                found = self._kept[parent] = self._trace(parent, children)
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return found or self._trace(parent, self._crowds[parent].near(area))

    def _trace(self, parent: int, children: Iterable[int]) -> Family:
        family = Family()
        arrangement, small = self._arrangement, self._faces.small
        bearings = arrangement.cards.bearings
        plain, rebuttals, undercuts = [], [], []
        half = label_room(small.width(_("undercuts")))
        for child in children:
            route = arrangement.route(child)
            if route is None:
                continue
            points = self._from_edge(child, route.points)
            match bearings[child]:
                case Bearing.UNDERCUTS:
                    family.rings.append(QPointF(*points[-1]))
                    undercuts.append(points)
                    if route.label is not None:
                        family.labels.append((QPointF(*route.label), _("undercuts"), True))
                case Bearing.REBUTS:
                    rebuttals.append(points)
                    family.rebuttals.append(crossbar(points))
                case _:
                    plain.append((points, self._nodes[child].implicit))
        open_step = arrangement.route(parent) if arrangement.cards.parents[parent] < 0 else None
        if open_step is not None:
            plain.append((snapped(open_step.points), False))
        taken = Taken()
        brackets = arrangement.brackets(parent)
        stems = [(snapped(bracket.stem), False) for bracket in brackets]
        # Stated premises first.
        outward = _along_columns if arrangement.hangs(parent) else _breadth
        for points, implicit in sorted([*plain, *stems], key=lambda line: (line[1], outward(line[0]))):
            (family.unstated if implicit else family.supports).extend(taken.add(points))
        taken = Taken()
        for points in sorted(rebuttals, key=outward):
            family.rebuttals.extend(taken.add(points))
        taken = Taken()
        for points in sorted(undercuts, key=outward):
            for stroke in taken.add(points):
                family.undercuts.extend(with_gaps(stroke, [middle for middle, *_rest in family.labels], half))
        half = label_room(small.width(_("taken together")))
        for bracket in brackets:
            gaps = []
            if bracket.label is not None:
                gaps = [QPointF(*bracket.label)]
                family.labels.append((gaps[0], _("taken together"), False))
            family.brackets.extend(with_gaps(Stroke(snapped(bracket.points)), gaps, half))
        return family

    def _from_edge(self, child: int, points: Sequence[Point]) -> Sequence[Point]:
        """A line that leaves a card at its left begins where the card does: in a rebuttal's notch."""
        points = snapped(points)
        (x, y), after = points[0], points[1]
        if y != after[1] or self._nodes[child].kind is not Kind.REBUTTAL:
            return points
        return ((x + NOTCH, y), *points[1:])

    def step(self, child: int, *, words: bool = True) -> list[Stroke]:
        """The line from a node to what it bears on, along the bracket that it hangs from; with gaps for `words`."""
        route = self._arrangement.route(child)
        if route is None or route.end == "open":
            return []
        points = list(self._from_edge(child, route.points))
        word, middle = _("undercuts"), route.label
        if route.end == "bracket":
            for bracket in self._arrangement.brackets(self._arrangement.cards.parents[child]):
                if child in bracket.members:
                    points.extend(snapped(bracket.stem))
                    word, middle = _("taken together"), bracket.label
                    break
        gaps = [QPointF(*middle)] if middle is not None and words else []
        bar = [crossbar(points)] if route.end == "bar" else []
        return [*with_gaps(Stroke(tuple(points)), gaps, label_room(self._faces.small.width(word))), *bar]

    # -- painting

    def paint(self, painter: QPainter, families: Sequence[Family], tokens: Tokens, *, words: bool = True) -> None:
        """Lines under the cards, with or without the words in them; no family's lie on another's."""
        challenge = tokens.kinds["rebuttal"].line
        dashed = QPen(tokens.step, THIN)
        dashed.setDashPattern([UNSTATED_DASH / THIN, UNSTATED_GAP / THIN])
        dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
        pens = (
            (QPen(tokens.step, THIN), "supports"),
            (dashed, "unstated"),
            (QPen(challenge, THIN), "rebuttals"),
            (QPen(challenge, FIRM), "undercuts"),
            (QPen(tokens.ink, FIRM), "brackets"),
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen, name in pens:
            painter.setPen(pen)
            for family in families:
                if getattr(family, name):
                    painter.drawPath(family.path(name))
        for family in families:
            for ring in family.rings:
                paint_link_badge(painter, ring, "undercuts", tokens, ground=tokens.paper)
            for middle, word, challenges in family.labels:
                self._word(painter, middle, word, challenge if challenges else tokens.muted, words)

    def _word(self, painter: QPainter, middle: QPointF, word: str, colour: QColor, whole: bool) -> None:
        """A word in the gap of a line, or a bar as long."""
        small = self._faces.small
        if not whole:
            width = small.width(word)
            painter.fillRect(QRectF(middle.x() - width / 2, middle.y() - 2, width, 4), faint(colour))
            return
        painter.setFont(small.font)
        painter.setPen(colour)
        x, y = middle.x() - small.width(word) / 2, middle.y() - 8 + baseline(small, 16)
        painter.drawText(QPointF(x, y), word)

    def paint_ring(self, painter: QPainter, child: int, tokens: Tokens, selected: bool) -> None:
        """The ring of an undercut, over a line that was drawn again."""
        route = self._arrangement.route(child)
        if route is not None:
            paint_link_badge(
                painter,
                QPointF(*self._from_edge(child, route.points)[-1]),
                "undercuts",
                tokens,
                selected=selected,
                ground=tokens.paper,
            )

    def paint_step(self, painter: QPainter, child: int, colour: QColor, scale: float, *, words: bool = True) -> None:
        """One step of the focus path, never too thin to see."""
        path = QPainterPath()
        for stroke in self.step(child, words=words):
            trace(path, stroke)
        painter.setPen(QPen(colour, max(STRONG, THIN / scale)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


def spacing_for(faces: Faces) -> Spacing:
    """The usual distances, with room for the words in the lines as long as they are in this language."""
    words = (faces.small.width(_("undercuts")), faces.small.width(_("taken together")))
    undercuts, together = (2 * label_room(width)[0] for width in words)
    return Spacing(undercuts_word=undercuts, together_word=together)


def faint(colour: QColor) -> QColor:
    result = QColor(colour)
    result.setAlphaF(0.4)
    return result


def label_room(width: float) -> tuple[float, float]:
    """How far a line that runs across, and one that runs down, keeps from the middle of a word in it."""
    return width / 2 + LABEL_GAP, LABEL_HEIGHT / 2


def _breadth(points: Sequence[Point]) -> tuple[float, ...]:
    """Those that reach farthest come first: the others end where they meet them."""
    return (-abs(points[0][0] - points[-1][0]) - abs(points[0][1] - points[-1][1]),)


def _along_columns(points: Sequence[Point]) -> tuple[float, ...]:
    """Of lines below a card from which others hang: those of the first column, then of the farthest, deepest first."""
    across, down = abs(points[0][0] - points[-1][0]), abs(points[0][1] - points[-1][1])
    return len(points) > 3, -across, -down

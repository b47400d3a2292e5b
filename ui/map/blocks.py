"""The map from afar: blocks in the colours of the kinds and thin lines, prepared in runs and drawn in batches.

Nothing is worked out before it comes in sight. Lines are simplified: a drop, a shared rail and a trunk.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from models.entities import Kind
from ui.map.index import Boxes
from ui.theme import Tokens
from ui.theme.kinds import BAR, bar_colour, mixed

RUN = 512  # cards prepared together
BARS, DROPS = 0.08, 0.03  # scales from which on bars, and the lines of each card, are drawn
DOTS = 0.008  # below this cards are dots, one for all that share a pixel
TAIL = 28  # from the shared rail to the children
TRUNK, INDENT = 24, 36  # from a card's left edge to the line of what hangs from it, and from there to these cards
RAIL = 28  # from a card's foot to the line to further columns of what hangs from it
BLOCK = 0.5  # the share of the kind's colour in a block
LINE = 0.7  # the share of its own colour in a line
LONG = 12  # device pixels: shorter lines are left out among dots
LEAST = 1.5  # device pixels: no block is lower, no bar narrower
KINDS = tuple(str(kind) for kind in Kind)
_SEGMENT = struct.Struct(">iddidd")

Segment = tuple[float, float, float, float]


def block_colour(kind: str, tokens: Tokens) -> QColor:
    """The colour of a card too small to read."""
    return mixed(tokens.kinds[kind].fill, tokens.kinds[kind].line, BLOCK)


def path_of(segments: Iterable[Segment]) -> QPainterPath:
    """Straight lines as one path, by way of Qt's stream: a call for each line would cost several times that."""
    pack = _SEGMENT.pack
    parts = [pack(0, x1, y1, 1, x2, y2) for x1, y1, x2, y2 in segments]
    path = QPainterPath()
    if parts:
        count = 2 * len(parts)
        data = QByteArray(b"".join((struct.pack(">i", count), *parts, struct.pack(">ii", count - 2, 0))))
        stream = QDataStream(data, QIODevice.OpenModeFlag.ReadOnly)
        stream >> path
    return path


def points_of(xs: Sequence[float], ys: Sequence[float]) -> QPolygonF:
    """Points as one polygon, by way of Qt's stream."""
    flat = [0.0] * (2 * len(xs))
    flat[::2], flat[1::2] = xs, ys
    data = QByteArray(struct.pack(f">I{len(flat)}d", len(xs), *flat))
    polygon = QPolygonF()
    stream = QDataStream(data, QIODevice.OpenModeFlag.ReadOnly)
    stream >> polygon
    return polygon


class Plan:
    """Where cards stand, as lists by place in the tree; `upright`: rows stand upright; `hung`: which cards hang below
    their parent, one under another, nothing where none does.
    """

    def __init__(
        self,
        sides: tuple[list[float], list[float], list[float], list[float]],
        kinds: list[int],
        parents: list[int],
        upright: bool,
        hung: Sequence[bool] = (),
    ) -> None:
        self.lefts, self.tops, self.rights, self.bottoms = sides
        self.kinds, self.parents, self.upright, self.hung = kinds, parents, upright, hung

    def spans(self) -> tuple[list[float], list[float], list[float], list[float]]:
        """For each card how far the middles of it and its children reach along the row, and the children across it.

        A card without children has a least depth that is infinite. `trunks`: how deep the lines of those go from
        which others hang; `columns`: where those of further columns stand, and how deep they go.
        """
        if self.upright:
            starts, ends, nears, fars = self.tops, self.bottoms, self.lefts, self.rights
        else:
            starts, ends, nears, fars = self.lefts, self.rights, self.tops, self.bottoms
        self.middles = [(a + b) / 2 for a, b in zip(starts, ends, strict=True)]
        self.nears, self.fars = nears, fars
        low, high = self.middles[:], self.middles[:]
        shallow, deep = [float("inf")] * len(low), fars[:]
        for parent, middle, near, far in zip(self.parents, self.middles, nears, fars, strict=True):
            if parent < 0:
                continue
            if middle < low[parent]:
                low[parent] = middle
            if middle > high[parent]:
                high[parent] = middle
            if near < shallow[parent]:
                shallow[parent] = near
            if far > deep[parent]:
                deep[parent] = far
        self.trunks: dict[int, float] = {}
        self.columns: dict[int, dict[float, float]] = {}
        for i, hangs in enumerate(self.hung):
            if hangs:
                parent = self.parents[i]
                level, line = (nears[i] + fars[i]) / 2, starts[i] - INDENT
                if line <= starts[parent] + TRUNK:
                    self.trunks[parent] = max(self.trunks.get(parent, 0.0), level)
                else:
                    self.trunks.setdefault(parent, fars[parent])
                    columns = self.columns.setdefault(parent, {})
                    columns[line] = max(columns.get(line, 0.0), level)
                low[parent] = min(low[parent], starts[parent] + TRUNK)
                above = self.parents[parent]
                if above >= 0 and self.hung[parent] and fars[i] > deep[above]:
                    deep[above] = fars[i]  # as far down may the bracket reach that the parent hangs from
        return low, high, shallow, deep


class Blocks:
    """Draws a plan at scales where no letter can be read."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._low, self._high, self._shallow, self._deep = plan.spans()
        starts = range(0, len(plan.kinds), RUN)
        self._runs = [range(a, min(a + RUN, len(plan.kinds))) for a in starts]
        self._cards = Boxes(*self._hulls(plan.lefts, plan.tops, plan.rights, plan.bottoms))
        # A family's lines lie between the card and its children, those of a child as well as far as its parent's rail.
        tops = [
            near if above < 0 else min(near, self._shallow[above] - TAIL)
            for near, above in zip(plan.nears, plan.parents, strict=True)
        ]
        self._sides = (self._low, tops, self._high, self._deep)
        if plan.upright:
            self._sides = (tops, self._low, self._deep, self._high)
        self._lines_in = Boxes(*self._hulls(*self._sides))
        self._each: Boxes | None = None
        self._kept: dict[tuple[str, int], list[QPainterPath]] = {}
        self._rects: dict[int, list[list[QRectF]]] = {}
        self._dots: tuple[float, list[QPolygonF], QPainterPath] = (0.0, [], QPainterPath())

    def families(self, left: float, top: float, right: float, bottom: float) -> list[int]:
        """The places of the cards with children between whose middles and depths, with their own, an area lies."""
        if self._each is None:
            self._each = Boxes(*self._sides)
        infinite, shallow = float("inf"), self._shallow
        return [i for i in self._each.touching(left, top, right, bottom) if shallow[i] < infinite]

    def _hulls(self, *sides: list[float]) -> tuple[list[float], ...]:
        least = [[min(side[run.start : run.stop]) for run in self._runs] for side in sides[:2]]
        most = [[max(side[run.start : run.stop]) for run in self._runs] for side in sides[2:]]
        return (*least, *most)

    # -- painting

    def paint(self, painter: QPainter, area: QRectF, scale: float, tokens: Tokens, *, lines: bool = True) -> None:
        """Lines, blocks and, where there is room, bars. `painter` is in scene coordinates."""
        sides = area.left(), area.top(), area.right(), area.bottom()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if scale < DOTS:
            self._paint_dots(painter, scale, tokens)
            return
        if lines:
            self._paint_lines(painter, self._lines_in.touching(*sides), scale, tokens)
        runs = self._cards.touching(*sides)
        painter.setPen(Qt.PenStyle.NoPen)
        for at, kind in enumerate(KINDS):
            if scale < DROPS:
                painter.setPen(_flat(block_colour(kind, tokens), max(LEAST / scale, 80.0)))
                for run in runs:
                    painter.drawPath(self._built("flat", run, self._flat)[at])
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(block_colour(kind, tokens))
            for run in runs:
                painter.drawRects(self._boxes(run)[at])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if scale >= BARS:
                painter.setPen(_flat(bar_colour(kind, tokens), max(BAR, LEAST / scale)))
                for run in runs:
                    painter.drawPath(self._built("bars", run, self._bars)[at])

    def _paint_lines(self, painter: QPainter, runs: Sequence[int], scale: float, tokens: Tokens) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for at, colour in enumerate((tokens.step, tokens.kinds["rebuttal"].line)):
            painter.setPen(QPen(mixed(tokens.paper, colour, LINE), 0))
            for run in runs:
                build, what = (self._lines, "lines") if scale >= DROPS else (self._rails, "rails")
                paths = self._built(what, run, build)
                if at < len(paths):
                    painter.drawPath(paths[at])

    def _paint_dots(self, painter: QPainter, scale: float, tokens: Tokens) -> None:
        """A dot for all cards that share a pixel, and the rails that are long enough to be seen."""
        if self._dots[0] != scale:
            self._dots = scale, self._pixels(scale), self._long_rails(LONG / scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(mixed(tokens.paper, tokens.step, LINE), 0))
        painter.drawPath(self._dots[2])
        for kind, points in zip(KINDS, self._dots[1], strict=True):
            pen = QPen(block_colour(kind, tokens), 1)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawPoints(points)

    def _pixels(self, scale: float) -> list[QPolygonF]:
        plan = self._plan
        x0, y0 = min(plan.lefts), min(plan.tops)
        wide = int((max(plan.lefts) - x0) * scale) + 1
        cells: list[set[int]] = [
            set() for _kind in KINDS
        ]  # pixels by number: a pair for each would keep Python tidying
        for kind, left, top in zip(plan.kinds, plan.lefts, plan.tops, strict=True):
            cells[kind].add(int((top - y0) * scale) * wide + int((left - x0) * scale))
        return [
            points_of(
                [x0 + (each % wide + 0.5) / scale for each in of_kind],
                [y0 + (each // wide + 0.5) / scale for each in of_kind],
            )
            for of_kind in cells
        ]

    def _long_rails(self, least: float) -> QPainterPath:
        rails = (self._rail(i) for i, depth in enumerate(self._shallow) if depth < float("inf"))
        return self._path([each for each in rails if each[2] - each[0] + each[3] - each[1] > least])

    # -- preparing

    def _built(self, what: str, run: int, build: Callable[[range], list[QPainterPath]]) -> list[QPainterPath]:
        found = self._kept.get((what, run))
        if found is None:
            found = self._kept[what, run] = build(self._runs[run])
        return found

    def _boxes(self, run: int) -> list[list[QRectF]]:
        found = self._rects.get(run)
        if found is None:
            plan = self._plan
            found = self._rects[run] = [[] for _kind in KINDS]
            for i in self._runs[run]:
                left, top = plan.lefts[i], plan.tops[i]
                found[plan.kinds[i]].append(QRectF(left, top, plan.rights[i] - left, plan.bottoms[i] - top))
        return found

    def _of_kinds(self, run: range, segment: Callable[[int], Segment]) -> list[QPainterPath]:
        kinds = self._plan.kinds
        return [path_of([segment(i) for i in run if kinds[i] == kind]) for kind in range(len(KINDS))]

    def _flat(self, run: range) -> list[QPainterPath]:
        lefts, tops, rights, bottoms = self._plan.lefts, self._plan.tops, self._plan.rights, self._plan.bottoms
        middles = [(tops[i] + bottoms[i]) / 2 for i in run]
        first = run.start
        return self._of_kinds(run, lambda i: (lefts[i], middles[i - first], rights[i], middles[i - first]))

    def _bars(self, run: range) -> list[QPainterPath]:
        lefts, tops, bottoms = self._plan.lefts, self._plan.tops, self._plan.bottoms
        return self._of_kinds(run, lambda i: (lefts[i] + BAR / 2, tops[i], lefts[i] + BAR / 2, bottoms[i]))

    def _rails(self, run: range) -> list[QPainterPath]:
        low, high = self._low, self._high
        return [self._path([self._rail(i) for i in run if low[i] < high[i]])]

    def _rail(self, i: int) -> Segment:
        """The line that a card's children share."""
        plan, trunk = self._plan, self._plan.trunks.get(i)
        if trunk is not None:
            return plan.lefts[i] + TRUNK, plan.fars[i], plan.lefts[i] + TRUNK, trunk
        rail = self._shallow[i] - TAIL
        return self._low[i], rail, self._high[i], rail

    def _lines(self, run: range) -> list[QPainterPath]:
        """Trunks, rails and the drops of supports; the drops of rebuttals."""
        plan, shallow, infinite = self._plan, self._shallow, float("inf")
        steps: list[Segment] = []
        attacks: list[Segment] = []
        rebuttal = KINDS.index("rebuttal")
        middles, nears, parents = plan.middles, plan.nears, plan.parents
        for i in run:
            middle = middles[i]
            if i in plan.trunks:
                steps.append(self._rail(i))
                rail = plan.fars[i] + RAIL
                for line, deep in plan.columns.get(i, {}).items():
                    steps += [(plan.lefts[i] + TRUNK, rail, line, rail), (line, rail, line, deep)]
            elif shallow[i] < infinite:
                rail = shallow[i] - TAIL
                steps.append((middle, plan.fars[i], middle, rail))
                if self._low[i] < self._high[i]:
                    steps.append((self._low[i], rail, self._high[i], rail))
            if plan.hung and plan.hung[i]:
                level = (nears[i] + plan.fars[i]) / 2
                piece = (plan.lefts[i] - INDENT, level, plan.lefts[i], level)
                (attacks if plan.kinds[i] == rebuttal else steps).append(piece)
            elif parents[i] >= 0:
                drop = (middle, shallow[parents[i]] - TAIL, middle, nears[i])
                (attacks if plan.kinds[i] == rebuttal else steps).append(drop)
        return [self._path(steps), self._path(attacks)]

    def _path(self, segments: list[Segment]) -> QPainterPath:
        """Segments along and across rows, as they lie in the scene."""
        if self._plan.upright:
            return path_of([(b, a, d, c) for a, b, c, d in segments])
        return path_of(segments)


def _flat(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


def paint_lit(painter: QPainter, boxes: Iterable[tuple[str, QRectF]], scale: float, tokens: Tokens) -> None:
    """Some blocks in the full colours of their kinds, none lower than can be seen."""
    painter.setPen(Qt.PenStyle.NoPen)
    for kind, box in boxes:
        least = 2 * LEAST / scale
        middle = box.center()
        lit = QRectF(0, 0, max(box.width(), least), max(box.height(), least))
        lit.moveCenter(middle)
        painter.fillRect(lit, bar_colour(kind, tokens))

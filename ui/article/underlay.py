"""What lies under the letters: fills that deepen where passages overlap, and underlines that never hide one another.

Worked out once for each stretch of lines and painted often. Coordinates are whole pixels from the block's corner.
"""

from __future__ import annotations

from bisect import insort
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap

from ui.article.document import Document
from ui.article.highlights import Index, Look, Strip
from ui.article.lines import Laid
from ui.theme import Reading, Tokens
from ui.theme.kinds import DASH, DASH_GAP, mixed

DEEPER = (0.0, 0.0, 0.10, 0.17, 0.23)  # how much of the kind's own colour a fill takes, by passages lying there
STACKED = 3  # underlines drawn where passages lie on one another: the innermost
LINES = 48  # of a block worked out together
KEPT = 96  # stretches held at once


class Rows:
    """Where underlines run below the top of a line: each row `thickness` high, the next one as much lower.

    Claim and rebuttal take one row, evidence two. The first two lie within the fill, the rest in the air below it.
    """

    def __init__(self, reading: Reading) -> None:
        inset = (reading.line - reading.fill) // 2
        foot = inset + reading.fill
        for self.thickness in (2, 1) if reading.size >= 24 else (1,):
            tops = [foot + self.thickness * (2 * row - 3) for row in range(6)]
            self.tops = [top for top in tops if top + self.thickness <= reading.line + inset]
            if len(self.tops) > STACKED:
                break
        self.accent = foot - 2 * self.thickness

    def stacked(self, kinds: Sequence[str]) -> Iterator[tuple[str, int]]:
        """(kind, top) of the underlines of passages that lie on one another, as far as there is room."""
        row = 0
        for kind in sorted(kinds, key=lambda kind: kind != "evidence"):
            first, needed = (row, 2) if kind == "evidence" else (max(row, 1), 1)
            row = first + needed
            if row <= len(self.tops):
                yield from ((kind, top) for top in self.tops[first:row])


@dataclass(slots=True)
class Stretch:
    """The marks of some lines of a block: what is filled, and the underlines."""

    fills: list[tuple[int, str, QRect]]  # how many passages lie there, the innermost one's kind; the deepest last
    underlines: list[tuple[QRect, str]]
    runs: list[tuple[str, int, int]]  # node, start and end in the block
    key: tuple[object, ...] = ()
    painted: list[tuple[QRect, QColor | QBrush]] | None = None


class Underlay:
    """The fills and underlines of an article's marks."""

    def __init__(self, document: Document, index: Index) -> None:
        self._document, self._index = document, index
        self._stretches: OrderedDict[tuple[int, int], Stretch] = OrderedDict()
        self._measure()

    def _measure(self) -> None:
        reading = self._document.reading
        self._rows = Rows(reading)
        self._pitch, self._fill = reading.line, reading.fill
        self._inset = (self._pitch - self._fill) // 2
        self._stacks: dict[tuple[str, ...], list[tuple[str, int]]] = {}

    def forget(self) -> None:
        """The lines have changed."""
        self._stretches.clear()
        self._measure()

    def forget_blocks(self, first: int, last: int) -> None:
        """The marks of these blocks have changed."""
        for key in [key for key in self._stretches if first <= key[0] <= last]:
            del self._stretches[key]

    def paint(self, painter: QPainter, block: int, strip: Strip, look: Look) -> None:
        """Fills, then underlines, then what is selected and its partners over all."""
        painter.translate(strip.x, strip.y)
        key = (look.selected, look.partners, id(look.tokens))
        for part in range(strip.first // LINES, strip.last // LINES + 1):
            stretch = self._stretch(block, part, strip.laid)
            if stretch.painted is None or stretch.key != key:
                stretch.key, stretch.painted = key, list(self._coloured(stretch, part, strip.laid, look))
            for box, colour in stretch.painted:
                painter.fillRect(box, colour)
        painter.translate(-strip.x, -strip.y)

    def _coloured(self, stretch: Stretch, part: int, laid: Laid, look: Look) -> Iterator[tuple[QRect, QColor | QBrush]]:
        tints = shades(look.tokens)
        lit = {
            node: [box for name, a, b in stretch.runs if name == node for box in self._boxes(laid, a, b, part)]
            for node in look.lit_nodes
        }
        yield from ((box, tints[kind][min(depth, len(DEEPER) - 1)]) for depth, kind, box in stretch.fills)
        for node, boxes in lit.items():
            tint = look.tint(node)
            yield from ((box, tint) for box in boxes)
        yield from ((box, tints[kind][0]) for box, kind in stretch.underlines)
        for boxes in lit.values():
            for box in boxes:
                y = box.top() - self._inset + self._rows.accent
                yield QRect(box.left(), y, box.width(), 2 * self._rows.thickness), look.tokens.accent

    # -- working a stretch out

    def _stretch(self, block: int, part: int, laid: Laid) -> Stretch:
        found = self._stretches.get((block, part))
        if found is None:
            found = self._stretches[block, part] = self._work_out(block, part, laid)
            if len(self._stretches) > KEPT:
                self._stretches.popitem(last=False)
        else:
            self._stretches.move_to_end((block, part))
        return found

    def _work_out(self, block: int, part: int, laid: Laid) -> Stretch:
        first, last = part * LINES, min(len(laid), (part + 1) * LINES) - 1
        origin = self._document.starts[block]
        start, end = laid.line_range(first)[0], laid.line_range(last)[1]
        marks = self._index.touching(origin + start, origin + end)
        runs = [(m.node_id, max(start, m.start - origin), min(end, m.end - origin)) for m in marks]
        kinds = [m.kind for m in marks]
        cuts, pieces = _pieces([run[1:] for run in runs])
        fills: list[tuple[int, str, QRect]] = []
        underlines: list[tuple[QRect, str]] = []
        pitch, inset, fill, thickness = self._pitch, self._inset, self._fill, self._rows.thickness
        for at, line, left, right in laid.stretches(cuts, first, last):
            depth, inner = pieces[at]
            if depth:
                x0, y = round(left) - 1, line * pitch
                width = round(right) + 1 - x0
                fills.append((depth, kinds[inner[-1]], QRect(x0, y + inset, width, fill)))
                for kind, top in self._stack(tuple([kinds[mark] for mark in inner])):
                    underlines.append((QRect(x0, y + top, width, thickness), kind))
        fills.sort(key=_depth)
        return Stretch(fills, underlines, runs)

    def _stack(self, kinds: tuple[str, ...]) -> list[tuple[str, int]]:
        found = self._stacks.get(kinds)
        if found is None:
            found = self._stacks[kinds] = list(self._rows.stacked(kinds))
        return found

    def _boxes(self, laid: Laid, start: int, end: int, part: int) -> Iterator[QRect]:
        for line, left, right in laid.segments(start, end, part * LINES, min(len(laid), (part + 1) * LINES) - 1):
            x0 = round(left) - 1
            yield QRect(x0, line * self._pitch + self._inset, round(right) + 1 - x0, self._fill)


def _depth(fill: tuple[int, str, QRect]) -> int:
    return fill[0]


def _pieces(runs: list[tuple[int, int]]) -> tuple[list[int], list[tuple[int, list[int]]]]:
    """The places where `runs` begin and end, and what lies between each two: how many, and the innermost of them."""
    edges = sorted(
        [(start, 1, at) for at, (start, _end) in enumerate(runs)] + [(b, 0, at) for at, (_a, b) in enumerate(runs)]
    )
    inside: list[int] = []
    cuts: list[int] = []
    pieces: list[tuple[int, list[int]]] = []
    for offset, comes, at in edges:
        if not cuts:
            cuts.append(offset)
        elif offset > cuts[-1]:
            pieces.append((len(inside), inside[-STACKED:]))
            cuts.append(offset)
        if comes:
            insort(inside, at)
        else:
            inside.remove(at)
    return cuts, pieces


@lru_cache(maxsize=4)
def _shades(colours: tuple[tuple[str, str, str], ...]) -> dict[str, list[QColor | QBrush]]:
    found: dict[str, list[QColor | QBrush]] = {}
    for kind, line, fill in colours:
        strong = QColor(line)
        found[kind] = [_dashed(strong) if kind == "rebuttal" else strong]
        found[kind].extend(mixed(QColor(fill), strong, share) for share in DEEPER[1:])
    return found


def shades(tokens: Tokens) -> dict[str, list[QColor | QBrush]]:
    """For each kind what paints its underline, then its fills for one passage, two and more on one another."""
    return _shades(tuple((kind, of.line.name(), of.fill.name()) for kind, of in tokens.kinds.items()))


def _dashed(colour: QColor) -> QBrush:
    """Dashes of 5 with 3 between, in step over a whole line whatever is cut out of it."""
    texture = QPixmap(DASH + DASH_GAP, 1)
    texture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(texture)
    painter.fillRect(0, 0, DASH, 1, colour)
    painter.end()
    return QBrush(texture)

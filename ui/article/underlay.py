"""What lies under the letters: fills that deepen where passages overlap, and underlines that never hide one another.

Worked out once for each stretch of lines and painted often. Coordinates are whole pixels from the block's corner.
"""

from __future__ import annotations

from bisect import insort
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from ui.article.document import Document
from ui.article.highlights import Highlight, Index, Look, Strip, dashes
from ui.article.lines import Laid
from ui.theme import Reading

DEEPER = (0.0, 0.0, 0.10, 0.17, 0.23)  # how much of the kind's own colour a fill takes, by passages lying there
STACKED = 3  # underlines drawn where passages lie on one another
LINES = 48  # of a block worked out together
KEPT = 96  # stretches held at once


class Rows:
    """Where underlines run below the top of a line: each row `thickness` high, the next one as much lower.

    Claim and rebuttal take one row, evidence two. The first two lie within the fill, the rest in the air below it.
    """

    def __init__(self, reading: Reading) -> None:
        inset = (reading.line - reading.fill) // 2
        foot = inset + reading.fill
        self.thickness = 1 if reading.size < 24 else 2
        tops = [foot - 3 * self.thickness + 2 * self.thickness * row for row in range(6)]
        self.tops = [top for top in tops if top + self.thickness <= reading.line + inset]
        self.accent = foot - 2 * self.thickness

    def place(self, kind: str, taken: set[int]) -> int | None:
        """The first row an underline of `kind` may begin in; None where there is no room left."""
        rows = range(0, len(self.tops) - 1) if kind == "evidence" else range(1, len(self.tops))
        return next((r for r in rows if not taken & set(_rows(kind, r))), None)


def _rows(kind: str, first: int) -> tuple[int, ...]:
    return (first, first + 1) if kind == "evidence" else (first,)


@dataclass(slots=True)
class Stretch:
    """The marks of some lines of a block: what is filled, and the underlines."""

    fills: list[tuple[QRect, str, int]]  # kind of the innermost passage, how many lie there; the deepest last
    underlines: list[tuple[QRect, str]]
    of_node: dict[str, list[QRect]]
    key: tuple[object, ...] = ()
    painted: list[tuple[QRect, QColor]] | None = None


class Underlay:
    """The fills and underlines of an article's marks."""

    def __init__(self, document: Document, index: Index) -> None:
        self._document, self._index = document, index
        self._stretches: OrderedDict[tuple[int, int], Stretch] = OrderedDict()

    def forget(self) -> None:
        """The lines have changed."""
        self._stretches.clear()

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
                stretch.key, stretch.painted = key, list(self._coloured(stretch, look))
            for box, colour in stretch.painted:
                painter.fillRect(box, colour)
        painter.translate(-strip.x, -strip.y)

    def _coloured(self, stretch: Stretch, look: Look) -> Iterator[tuple[QRect, QColor]]:
        rows, kinds, lit = Rows(self._document.reading), look.tokens.kinds, look.lit_nodes
        for box, kind, depth in stretch.fills:
            share = DEEPER[min(depth, len(DEEPER) - 1)]
            yield box, mixed(kinds[kind].fill, kinds[kind].line, share)
        for node in lit:
            tint = look.tint(node)
            yield from ((box, tint) for box in stretch.of_node.get(node, ()))
        yield from ((box, kinds[kind].line) for box, kind in stretch.underlines)
        inset = self._inset[0]
        for node in lit:
            for box in stretch.of_node.get(node, ()):
                y = box.top() - inset + rows.accent
                yield QRect(box.left(), y, box.width(), 2 * rows.thickness), look.tokens.accent

    @property
    def _inset(self) -> tuple[int, int]:
        reading = self._document.reading
        return (reading.line - reading.fill) // 2, reading.fill

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
        lines = part * LINES, min(len(laid), (part + 1) * LINES) - 1
        origin = self._document.starts[block]
        start, end = laid.line_range(lines[0])[0], laid.line_range(lines[1])[1]
        marks = self._index.touching(origin + start, origin + end)
        runs = [(max(start, m.start - origin), min(end, m.end - origin)) for m in marks]
        boxes = [list(self._boxes(laid, *run, *lines)) for run in runs]
        fills = [
            (box, marks[top].kind, depth)
            for depth, top, a, b in sorted(_pieces(runs))
            for box in (boxes[top] if (a, b) == runs[top] else self._boxes(laid, a, b, *lines))
        ]
        of_node: dict[str, list[QRect]] = {}
        for mark, own in zip(marks, boxes, strict=True):
            of_node.setdefault(mark.node_id, []).extend(own)
        return Stretch(fills, self._underlines(marks, runs, boxes), of_node)

    def _boxes(self, laid: Laid, start: int, end: int, first: int, last: int) -> Iterator[QRect]:
        pitch, (inset, fill) = self._document.line, self._inset
        for line, left, right in laid.segments(start, end, first, last):
            x0 = round(left) - 1
            yield QRect(x0, line * pitch + inset, round(right) + 1 - x0, fill)

    def _underlines(
        self, marks: list[Highlight], runs: list[tuple[int, int]], boxes: list[list[QRect]]
    ) -> list[tuple[QRect, str]]:
        """The innermost passages take the rows nearest to the letters; three at most lie on one another."""
        rows, inset = Rows(self._document.reading), self._inset[0]
        placed: list[tuple[int, int, tuple[int, ...]]] = []
        found: list[tuple[QRect, str]] = []
        for at in _innermost_first(marks):
            (start, end), kind = runs[at], marks[at].kind
            over = [rows_taken for a, b, rows_taken in placed if a < end and b > start]
            row = rows.place(kind, {row for taken in over for row in taken})
            if row is None or _deepest(start, end, placed) >= STACKED:
                continue
            placed.append((start, end, _rows(kind, row)))
            for box in boxes[at]:
                for taken in _rows(kind, row):
                    y = box.top() - inset + rows.tops[taken]
                    parts = [(box.left(), box.left() + box.width())]
                    if kind == "rebuttal":
                        parts = [(int(x0), int(x1)) for x0, x1 in dashes(*parts[0])]
                    found.extend((QRect(x0, y, x1 - x0, rows.thickness), kind) for x0, x1 in parts)
        return found


def _pieces(runs: list[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """(how many lie there, which of them is innermost, start, end) of the parts that `runs` cut one another into."""
    edges = sorted(
        [(start, 1, at) for at, (start, end) in enumerate(runs) if start < end]
        + [(end, 0, at) for at, (start, end) in enumerate(runs) if start < end]
    )
    inside: list[int] = []
    since = 0
    for offset, comes, at in edges:
        if inside and since < offset:
            yield len(inside), inside[-1], since, offset
        if comes:
            insort(inside, at)
        else:
            inside.remove(at)
        since = offset


def _innermost_first(marks: list[Highlight]) -> list[int]:
    """Of equal ones evidence comes first: it needs two rows."""
    return sorted(
        range(len(marks)), key=lambda at: (marks[at].end - marks[at].start, marks[at].kind != "evidence", -at)
    )


def _deepest(start: int, end: int, placed: list[tuple[int, int, tuple[int, ...]]]) -> int:
    """How many of `placed` lie on one another within [start, end)."""
    edges = sorted((at, step) for a, b, _row in placed if a < end and b > start for at, step in ((a, 1), (b, -1)))
    depth = deepest = 0
    for _at, step in edges:
        depth += step
        deepest = max(deepest, depth)
    return deepest


def mixed(colour: QColor, other: QColor, share: float) -> QColor:
    """`colour` with a share of `other` in it."""
    pairs = zip(colour.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))

"""Marked passages: finding the ones in sight, and painting them under the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from ui.article.document import Document
from ui.article.lines import Laid
from ui.theme import Reading
from ui.theme.tokens import Tokens

DASH, DASH_GAP = 5, 3


@dataclass(frozen=True, slots=True)
class Highlight:
    """One passage of a node, [start, end) in code points."""

    anchor_id: str
    node_id: str
    start: int
    end: int
    kind: str
    tooltip: str


class Index:
    """Highlights by place. Those within one block stand apart from those that run over several."""

    def __init__(self, document: Document, highlights: Iterable[Highlight] = ()) -> None:
        inside: list[Highlight] = []
        spanning: list[Highlight] = []
        for mark in highlights:
            if mark.end > mark.start:
                first, last = document.block_at(mark.start), document.block_at(mark.end - 1)
                (inside if first == last else spanning).append(mark)
        order = _in_reading_order
        self.inside = sorted(inside, key=order)
        self.spanning = sorted(spanning, key=order)
        self._starts = [m.start for m in self.inside]
        self._reach: list[int] = []  # the furthest end up to here: it never falls, so it can be bisected
        for mark in self.inside:
            self._reach.append(max(mark.end, self._reach[-1] if self._reach else 0))
        self._of_node: dict[str, list[Highlight]] = {}
        for mark in sorted([*self.inside, *self.spanning], key=order):
            self._of_node.setdefault(mark.node_id, []).append(mark)

    def within(self, start: int, end: int) -> list[Highlight]:
        """Those inside one block that touch [start, end), in reading order."""
        low, high = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return [m for m in self.inside[low:high] if m.end > start]

    def across(self, start: int, end: int) -> list[Highlight]:
        """Those over several blocks that touch [start, end)."""
        return [m for m in self.spanning if m.start < end and m.end > start]

    def touching(self, start: int, end: int) -> list[Highlight]:
        """All that touch [start, end), the longest first: the inner mark is painted last and wins."""
        found = self.within(start, end) + self.across(start, end)
        return sorted(found, key=lambda m: (m.start - m.end, m.start))

    def of_node(self, node_id: str) -> list[Highlight]:
        return self._of_node.get(node_id, [])

    def all(self) -> Iterator[Highlight]:
        yield from self.inside
        yield from self.spanning


def _in_reading_order(mark: Highlight) -> tuple[int, int]:
    return mark.start, -mark.end


@dataclass(frozen=True, slots=True)
class Look:
    """What decides a passage's colours just now."""

    tokens: Tokens
    selected: str | None
    partners: tuple[str, ...]

    def is_lit(self, node_id: str) -> bool:
        return node_id == self.selected or node_id in self.partners

    def fill(self, mark: Highlight) -> QColor:
        if mark.node_id == self.selected:
            return self.tokens.selection
        if mark.node_id in self.partners:
            return self.tokens.partner
        return self.tokens.kinds[mark.kind].fill


@dataclass(frozen=True, slots=True)
class Strip:
    """The lines of a block that are in sight, and where its column stands in the viewport."""

    laid: Laid
    start: int  # of the block, in the reading text
    x: float
    y: float
    first: int
    last: int
    reading: Reading

    @property
    def extent(self) -> tuple[int, int]:
        return self.start + self.laid.line_range(self.first)[0], self.start + self.laid.line_range(self.last)[1]

    def boxes(self, start: int, end: int) -> Iterator[QRectF]:
        """The fills of [start, end): `reading.fill` high, one wider than the words on each side."""
        local = max(0, start - self.start), min(end - self.start, len(self.laid.text))
        pitch, fill = self.reading.line, self.reading.fill
        inset = (pitch - fill) // 2
        for line, left, right in self.laid.segments(*local, self.first, self.last):
            x0, x1 = round(self.x + left) - 1, round(self.x + right) + 1
            yield QRectF(x0, self.y + line * pitch + inset, x1 - x0, fill)


def paint_marks(painter: QPainter, strip: Strip, marks: list[Highlight], look: Look) -> None:
    """Fills and underlines, outer marks first; the underlines of the selection and its partners lie over all."""
    for mark in marks:
        for box in strip.boxes(mark.start, mark.end):
            painter.fillRect(box, look.fill(mark))
            if not look.is_lit(mark.node_id):
                underline(painter, box, mark.kind, look.tokens.kinds[mark.kind].line)
    for mark in marks:
        if look.is_lit(mark.node_id):
            for box in strip.boxes(mark.start, mark.end):
                painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), look.tokens.accent)


def underline(painter: QPainter, box: QRectF, kind: str, colour: QColor) -> None:
    """At the fill's foot: claim solid, evidence double, rebuttal dashed."""
    y = box.bottom() - 1
    if kind == "rebuttal":
        x = box.left()
        while x < box.right():
            painter.fillRect(QRectF(x, y, min(DASH, box.right() - x), 1), colour)
            x += DASH + DASH_GAP
        return
    painter.fillRect(QRectF(box.left(), y, box.width(), 1), colour)
    if kind == "evidence":
        painter.fillRect(QRectF(box.left(), y - 2, box.width(), 1), colour)

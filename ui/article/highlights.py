"""Marked passages: which there are and which touch a place, what colours they take, and where their lines stand."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from ui.article.document import Document
from ui.article.intervals import Highlight, Intervals, in_reading_order
from ui.article.lines import Laid
from ui.theme import Reading
from ui.theme.kinds import DASH, DASH_GAP
from ui.theme.tokens import Tokens

__all__ = ["Highlight", "Index", "Look", "Strip", "underline"]


class Index:
    """Highlights by place. Those within one block stand apart from those that run over several.

    Marks without a shown character are counted and otherwise left alone.
    """

    def __init__(self, document: Document, highlights: Iterable[Highlight] = ()) -> None:
        self._document = document
        ordered = sorted(highlights, key=in_reading_order)
        inside: list[Highlight] = []
        spanning: list[Highlight] = []
        starts, ends = [*document.starts, 1 << 60], [*document.ends, 1 << 60]
        places: list[int] = []  # the blocks of `inside`
        at, last = 0, len(ends) - 1
        for mark in ordered:
            while ends[at] <= mark.start:
                at += 1
            if at < last and starts[at] < mark.end > mark.start:
                if mark.end <= starts[at + 1]:
                    inside.append(mark)
                    places.append(at)
                else:
                    spanning.append(mark)
        self._inside, self._spanning = Intervals(inside), Intervals(spanning)
        self._places: list[int] | None = places
        shown = len(inside) + len(spanning)
        self._hidden = [] if shown == len(ordered) else self._not_shown(ordered)
        self._by_id: dict[str, Highlight] = {}
        self._of_node: dict[str, list[Highlight]] | None = None
        self._blocks_of: dict[str, tuple[int, int] | None] = {}

    def _not_shown(self, marks: list[Highlight]) -> list[Highlight]:
        return [m for m in marks if self._document.span(m.start, m.end) is None]

    def change(self, removed: set[str], added: Iterable[Highlight]) -> list[Highlight]:
        """Take marks out by `anchor_id` and put others in. Those that went are returned."""
        if not self._by_id:
            self._by_id = {mark.anchor_id: mark for mark in (*self.all(), *self._hidden)}
        gone = [self._by_id.pop(key) for key in removed if key in self._by_id]
        ids = set(map(id, gone))
        for store in (self._inside, self._spanning):
            store.remove(ids)
        for mark in gone if self._of_node is not None else ():
            own = self._of_node.get(mark.node_id, [])
            own[:] = [each for each in own if each is not mark]
        self._hidden = [mark for mark in self._hidden if id(mark) not in ids]
        for mark in added:
            self._by_id[mark.anchor_id] = mark
            span = self._document.span(mark.start, mark.end)
            if span is None:
                self._hidden.append(mark)
            else:
                (self._inside if span[0] == span[1] else self._spanning).add(mark)
                if self._of_node is not None:
                    insort(self._of_node.setdefault(mark.node_id, []), mark, key=in_reading_order)
        self._places = None
        self._blocks_of.clear()
        return gone

    @property
    def hidden_count(self) -> int:
        return len(self._hidden)

    def placed(self) -> Iterator[tuple[Highlight, int, int]]:
        """The shown marks with the first and the last block each touches."""
        if self._places is not None:
            yield from zip(self._inside, self._places, self._places, strict=True)
        else:
            yield from self._spans(self._inside)
        yield from self._spans(self._spanning)

    def _spans(self, marks: Iterable[Highlight]) -> Iterator[tuple[Highlight, int, int]]:
        for mark in marks:
            first, last = self._document.span(mark.start, mark.end) or (0, 0)
            yield mark, first, last

    def everything(self) -> list[Highlight]:
        """The shown marks and the hidden ones."""
        return [*self.all(), *self._hidden]

    def spanning(self) -> Iterator[Highlight]:
        """Those over several blocks, in reading order."""
        return iter(self._spanning)

    def within(self, start: int, end: int) -> list[Highlight]:
        """Those inside one block that touch [start, end), in reading order."""
        return self._inside.touching(start, end)

    def across(self, start: int, end: int) -> list[Highlight]:
        """Those over several blocks that touch [start, end), in reading order."""
        return self._spanning.touching(start, end)

    def touching(self, start: int, end: int) -> list[Highlight]:
        """All that touch [start, end), the longest first: the inner mark is painted last and wins."""
        found = self.within(start, end) + self.across(start, end)
        return sorted(found, key=lambda m: (m.start - m.end, m.start))

    def of_node(self, node_id: str) -> list[Highlight]:
        """A node's shown marks, in reading order."""
        if self._of_node is None:
            self._of_node = {}
            for mark in sorted(self.all(), key=in_reading_order):
                self._of_node.setdefault(mark.node_id, []).append(mark)
        return self._of_node.get(node_id, [])

    def blocks_of(self, node_id: str) -> tuple[int, int] | None:
        """The first and the last shown block of a node's first passage; None for a node without one."""
        if node_id not in self._blocks_of:
            marks = self.of_node(node_id)
            self._blocks_of[node_id] = self._document.span(marks[0].start, marks[0].end) if marks else None
        return self._blocks_of[node_id]

    def all(self) -> Iterator[Highlight]:
        """The shown marks."""
        yield from self._inside
        yield from self._spanning


@dataclass(frozen=True, slots=True)
class Look:
    """What decides a passage's colours just now."""

    tokens: Tokens
    selected: str | None
    partners: tuple[str, ...]
    current: Highlight | None = None  # the passage that a key means

    def is_lit(self, node_id: str) -> bool:
        return node_id == self.selected or node_id in self.partners

    @property
    def lit_nodes(self) -> tuple[str, ...]:
        """The partners, then the selected node: the later lies on top."""
        selected = () if self.selected is None else (self.selected,)
        return (*(node for node in self.partners if node != self.selected), *selected)

    def tint(self, node_id: str) -> QColor:
        """The ground of a lit node's passages."""
        return self.tokens.selection if node_id == self.selected else self.tokens.partner


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


def underline(painter: QPainter, box: QRectF, kind: str, colour: QColor) -> None:
    """At the foot of a fill: claim solid, evidence double, rebuttal dashed."""
    y = box.bottom() - 1
    if kind == "rebuttal":
        for x0, x1 in dashes(box.left(), box.right()):
            painter.fillRect(QRectF(x0, y, x1 - x0, 1), colour)
        return
    painter.fillRect(QRectF(box.left(), y, box.width(), 1), colour)
    if kind == "evidence":
        painter.fillRect(QRectF(box.left(), y - 2, box.width(), 1), colour)


def dashes(start: float, end: float) -> Iterator[tuple[float, float]]:
    """Where the dashes of a line begin and end: 5 with 3 between."""
    while start < end:
        yield start, min(start + DASH, end)
        start += DASH + DASH_GAP

"""The bars in the margin that faces the gutter: one a passage, packed greedily from the gutter outward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui.article.document import Document
from ui.article.highlights import DASH, DASH_GAP, Highlight, Index, Look

PITCH, FIRST, BAR, EVIDENCE_BAR, PAD, BAR_INSET = 10, 8, 4, 6, 3, 3
Run = tuple[int, int]  # first and last line (or block), both counted in


def pack(runs: Sequence[Run], taken: Sequence[tuple[int, Run]] = ()) -> list[int]:
    """A lane for each run (sorted by its first line) so that no two in a lane share a line.

    `taken` holds (lane, run) of bars that stand already.
    """
    ends: list[int] = []
    result = []
    for first, last in runs:
        lane = 0
        while (lane < len(ends) and ends[lane] >= first) or any(
            held == lane and a <= last and b >= first for held, (a, b) in taken
        ):
            lane += 1
        ends.extend([-1] * (lane + 1 - len(ends)))
        ends[lane] = last
        result.append(lane)
    return result


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in viewport pixels; `near` is the distance of its gutter-side edge from the gutter."""

    mark: Highlight
    top: int
    foot: int
    near: int

    @property
    def node_id(self) -> str:
        return self.mark.node_id

    @property
    def breadth(self) -> int:
        return EVIDENCE_BAR if self.mark.kind == "evidence" else BAR

    def box(self, viewport_width: int, mirrored: bool) -> QRectF:
        x = self.near if mirrored else viewport_width - self.near - self.breadth
        return QRectF(x, self.top, self.breadth, self.foot - self.top)


class Lanes:
    """Which lane each passage takes, worked out block by block as they come in sight."""

    def __init__(self, document: Document, index: Index) -> None:
        self._document, self._index = document, index
        spans = [(document.block_at(m.start), document.block_at(m.end - 1)) for m in index.spanning]
        self._spanning = dict(zip(map(id, index.spanning), pack(spans), strict=True))
        self._blocks: dict[int, list[tuple[Highlight, int, Run]]] = {}

    def forget(self) -> None:
        """The lines have changed: pack anew."""
        self._blocks.clear()

    def _of_block(self, block: int) -> list[tuple[Highlight, int, Run]]:
        if block not in self._blocks:
            laid, stretch = self._document.laid(block), self._document.blocks[block]

            def run(mark: Highlight) -> Run:
                start, end = max(mark.start, stretch.start), min(mark.end, stretch.end)
                return laid.line_of(start - stretch.start), laid.line_of(max(0, end - 1 - stretch.start))

            across = self._index.across(stretch.start, stretch.end)
            taken = [(self._spanning[id(mark)], run(mark)) for mark in across]
            marks = [m for m in self._index.within(stretch.start, stretch.end) if m.start < stretch.end]
            runs = [run(mark) for mark in marks]
            self._blocks[block] = list(zip(marks, pack(runs, taken), runs, strict=True))
        return self._blocks[block]

    def bars(self, first: int, last: int, scroll: int, limit: int) -> Iterator[Bar]:
        """The bars of blocks `first` to `last`; lanes past `limit` share the last one."""
        document = self._document
        if first > last:
            return
        for mark in self._index.across(document.blocks[first].start, document.blocks[last].end):
            top = document.line_top(mark.start, exact=False)
            foot = document.line_top(mark.end - 1, exact=False) + document.line
            yield _bar(mark, self._spanning[id(mark)], top - scroll, foot - scroll, limit)
        for block in range(first, last + 1):
            y = document.top(block) - scroll
            for mark, lane, (a, b) in self._of_block(block):
                yield _bar(mark, lane, y + a * document.line, y + (b + 1) * document.line, limit)


def _bar(mark: Highlight, lane: int, top: int, foot: int, limit: int) -> Bar:
    return Bar(mark, top + BAR_INSET, foot - BAR_INSET, FIRST + PITCH * min(lane, max(0, limit - 1)))


def paint_bar(painter: QPainter, bar: Bar, box: QRectF, look: Look, view_height: int) -> None:
    """Claim: one full bar. Evidence: two of 2. Rebuttal: dashed. Lit ones are accent on a tinted pad."""
    colour = look.tokens.kinds[bar.mark.kind].line
    if look.is_lit(bar.node_id):
        colour = look.tokens.accent
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.fill(bar.mark))
        painter.drawRoundedRect(box.adjusted(-PAD, -PAD, PAD, PAD), 2, 2)
    _strokes(painter, bar.mark.kind, box, colour, view_height)


def _strokes(painter: QPainter, kind: str, box: QRectF, colour: QColor, view_height: int) -> None:
    if kind == "evidence":
        painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), colour)
        painter.fillRect(QRectF(box.left() + 4, box.top(), 2, box.height()), colour)
    elif kind == "rebuttal":
        step = DASH + DASH_GAP
        y = box.top() + max(0, int(-box.top()) // step) * step
        while y < min(box.bottom(), view_height):
            painter.fillRect(QRectF(box.left(), y, box.width(), min(DASH, box.bottom() - y)), colour)
            y += step
    else:
        painter.fillRect(box, colour)

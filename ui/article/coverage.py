"""The coverage bar: how thick annotations are in each paragraph, where the view stands, and a place to drag it from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.article.document import HEADINGS, Document
from ui.article.highlights import Highlight, Index
from ui.theme.tokens import Tokens

BAR, SELECTED, FRAME, MARGIN, SPACE = 6, 8, 13, 8, 1.5
CENTRE = 11  # of the bar, from the view's outer edge
SHARES = (0.3, 0.8)  # characters marked, twice counted where passages overlap, to all: some, many
COUNTS = (3, 7)  # passages in a paragraph: some, many
ROW = 2
REACH = 20  # presses this near the outer edge are for the bar


class Coverage:
    """Cells, one a paragraph with the headings above it, as high as the paragraph is long."""

    def __init__(self, document: Document, index: Index) -> None:
        self._document = document
        self._firsts: list[int] = []  # the first block of each cell
        self._cells: list[int] = []  # the cell of each block
        lengths: list[int] = []
        pending: int | None = None
        for at, block in enumerate(document.blocks):
            pending = at if pending is None else pending
            self._cells.append(len(self._firsts))
            if block.kind not in HEADINGS or at == len(document) - 1:
                self._firsts.append(pending)
                lengths.append(block.end - block.start)
                pending = None
        self._sums = [0, *accumulate(lengths)]
        total = self._sums[-1] or 1
        self._parts = [x / total for x in self._sums]
        self._index = index
        self._counted: tuple[list[int], list[int]] | None = None
        self._picture: tuple[float, list[tuple[float, float, int]]] | None = None

    def _tally(self) -> tuple[list[int], list[int]]:
        """For each cell the lengths of the passages in it, added up, and how many they are."""
        if self._counted is None:
            self._counted = self._count()
        return self._counted

    def _count(self) -> tuple[list[int], list[int]]:
        starts, ends, cells = self._document.starts, self._document.ends, self._cells
        lengths, counts = [0] * len(self._firsts), [0] * len(self._firsts)
        steps = [0] * (len(starts) + 1)  # where passages begin and cease to hold whole blocks
        for mark, first, last in self._index.placed():
            cell, start, end = cells[first], mark.start, mark.end
            counts[cell] += 1
            if start < starts[first] or end > ends[first]:
                start, end = max(start, starts[first]), min(end, ends[first])
            lengths[cell] += end - start
            if first != last:
                counts[cells[last]] += 1
                lengths[cells[last]] += min(mark.end, ends[last]) - starts[last]
                steps[first + 1] += 1
                steps[last] -= 1
        for block, whole in enumerate(accumulate(steps[:-1])):
            if whole:
                counts[cells[block]] += whole
                lengths[cells[block]] += whole * (ends[block] - starts[block])
        return lengths, counts

    def change(self, marks: Iterable[Highlight], sign: int) -> None:
        """Marks have come (`sign` 1) or gone (-1)."""
        document = self._document
        self._picture = None
        if self._counted is None:
            return
        lengths, counts = self._counted
        for mark in marks:
            span = document.span(mark.start, mark.end)
            for block in range(span[0], span[1] + 1) if span else ():
                cell = self._cells[block]
                inside = min(mark.end, document.ends[block]) - max(mark.start, document.starts[block])
                lengths[cell] += sign * inside
                counts[cell] += sign

    def is_covered(self, block: int) -> bool:
        return self.step_of(block) > 0

    def step_of(self, block: int) -> int:
        """How thick annotations are in the paragraph of a block: 0 none, 3 many."""
        cell = self._cells[block]
        return self._step(cell, cell + 1)

    def _step(self, first: int, end: int) -> int:
        """The step of cells `first` to `end`, exclusive."""
        lengths, counts = self._tally()
        count = max(counts[first:end], default=0)
        if count == 0:
            return 0
        share = sum(lengths[first:end]) / max(1, self._sums[end] - self._sums[first])
        return 1 + max(bisect_right(SHARES, share), bisect_right(COUNTS, count))

    def _cell_span(self, cell: int) -> tuple[int, int]:
        """Top and foot of a cell in the document."""
        first, end = self._blocks_of(cell)
        return self._document.upper_edge(first), self._document.foot(end - 1)

    def _blocks_of(self, cell: int) -> tuple[int, int]:
        last = cell == len(self._firsts) - 1
        return self._firsts[cell], len(self._document) if last else self._firsts[cell + 1]

    # -- the bar's part of 1 for a height of the document, and back

    def part_of(self, y: int) -> float:
        cell = self._cells[self._document.block_at_y(y)]
        top, foot = self._cell_span(cell)
        inside = max(0.0, min(1.0, (y - top) / max(1, foot - top)))
        return self._parts[cell] + inside * (self._parts[cell + 1] - self._parts[cell])

    def y_of(self, part: float) -> int:
        cell = max(0, min(bisect_right(self._parts, part) - 1, len(self._firsts) - 1))
        low, high = self._parts[cell], self._parts[cell + 1]
        top, foot = self._cell_span(cell)
        return int(top + max(0.0, min(1.0, (part - low) / (high - low or 1))) * (foot - top))

    # -- painting

    def _runs(self, height: float) -> list[tuple[float, float, int]]:
        """(top, foot, step) of what to paint; paragraphs too thin to tell apart share a row of two pixels."""
        if self._picture is not None and self._picture[0] == height:
            return self._picture[1]
        runs: list[tuple[float, float, int]] = []
        if height > 4 * len(self._firsts):
            for cell in range(len(self._firsts)):
                top, foot = self._parts[cell] * height, self._parts[cell + 1] * height - SPACE
                runs.append((top, max(foot, top + 1), self._step(cell, cell + 1)))
        else:
            for top in range(0, int(height), ROW):
                foot = min(height, top + ROW)
                first = max(0, bisect_right(self._parts, top / height) - 1)
                step = self._step(first, max(first + 1, bisect_left(self._parts, foot / height)))
                if runs and runs[-1][2] == step:
                    runs[-1] = (runs[-1][0], foot, step)
                else:
                    runs.append((top, foot, step))
        self._picture = height, runs
        return runs

    def paint(
        self, painter: QPainter, area: QRectF, tokens: Tokens, seen: tuple[int, int], selected: int | None
    ) -> None:
        """`area` is the whole bar, SELECTED wide; `seen` top and foot of the view; `selected` a block."""
        x, height = area.center().x(), area.height()
        for top, foot, step in self._runs(height):
            colour = tokens.coverage[step - 1] if step else tokens.line
            painter.fillRect(QRectF(x - BAR / 2, area.top() + top, BAR, foot - top), colour)
        if selected is not None:
            cell = self._cells[selected]
            top, foot = self._parts[cell] * height, self._parts[cell + 1] * height - SPACE
            box = QRectF(x - SELECTED / 2, area.top() + top, SELECTED, max(3.0, foot - top))
            painter.fillRect(box, tokens.accent)
        top, foot = area.top() + self.part_of(seen[0]) * height, area.top() + self.part_of(seen[1]) * height
        frame = QRectF(x - FRAME / 2, round(top) - 1.5, FRAME, max(12, round(foot - top) + 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.muted, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 3.5, 3.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

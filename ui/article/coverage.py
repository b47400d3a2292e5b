"""The coverage bar: how much of each paragraph is marked, where the view stands, and a place to drag it from."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.article.document import HEADINGS, Document
from ui.article.highlights import Index
from ui.theme.tokens import Tokens

BAR, SELECTED, FRAME, MARGIN, SPACE = 6, 8, 13, 8, 1.5
CENTRE = 11  # of the bar, from the view's outer edge
REACH = 20  # presses this near the outer edge are for the bar


class Coverage:
    """Cells, one a paragraph with the headings above it, as high as the paragraph is long."""

    def __init__(self, document: Document, index: Index) -> None:
        self._document = document
        self._firsts: list[int] = []  # the first block of each cell
        lengths: list[int] = []
        pending: int | None = None
        for at, block in enumerate(document.blocks):
            pending = at if pending is None else pending
            if block.kind not in HEADINGS or at == len(document) - 1:
                self._firsts.append(pending)
                lengths.append(block.end - block.start)
                pending = None
        total = sum(lengths) or 1
        self._parts = [0.0, *(x / total for x in accumulate(lengths))]
        self._covered = self._find_covered(index)
        self._picture: tuple[float, list[tuple[float, float, bool]]] | None = None

    def _find_covered(self, index: Index) -> list[bool]:
        steps = [0] * (len(self._firsts) + 1)
        for mark in index.all():
            first, last = self._document.block_at(mark.start), self._document.block_at(mark.end - 1)
            steps[self._cell(first)] += 1
            steps[self._cell(last) + 1] -= 1
        return [depth > 0 for depth in accumulate(steps[:-1])]

    def is_covered(self, block: int) -> bool:
        return self._covered[self._cell(block)]

    def _cell(self, block: int) -> int:
        return bisect_right(self._firsts, block) - 1

    def _cell_span(self, cell: int) -> tuple[int, int]:
        """Top and foot of a cell in the document."""
        last = cell == len(self._firsts) - 1
        next_block = len(self._document) if last else self._firsts[cell + 1]
        return self._document.upper_edge(self._firsts[cell]), self._document.foot(next_block - 1)

    # -- the bar's part of 1 for a height of the document, and back

    def part_of(self, y: int) -> float:
        cell = self._cell(self._document.block_at_y(y))
        top, foot = self._cell_span(cell)
        inside = max(0.0, min(1.0, (y - top) / max(1, foot - top)))
        return self._parts[cell] + inside * (self._parts[cell + 1] - self._parts[cell])

    def y_of(self, part: float) -> int:
        cell = max(0, min(bisect_right(self._parts, part) - 1, len(self._firsts) - 1))
        low, high = self._parts[cell], self._parts[cell + 1]
        top, foot = self._cell_span(cell)
        return int(top + max(0.0, min(1.0, (part - low) / (high - low or 1))) * (foot - top))

    # -- painting

    def _runs(self, height: float) -> list[tuple[float, float, bool]]:
        """(top, foot, covered) of what to paint; paragraphs thinner than a pixel or two run together."""
        if self._picture is not None and self._picture[0] == height:
            return self._picture[1]
        runs: list[tuple[float, float, bool]] = []
        space = SPACE if height > 4 * len(self._covered) else 0.0
        for cell, covered in enumerate(self._covered):
            top, foot = self._parts[cell] * height, self._parts[cell + 1] * height - space
            if not space and runs and (runs[-1][2] == covered or foot - runs[-1][0] < 1):
                runs[-1] = (runs[-1][0], foot, runs[-1][2] or covered)
            else:
                runs.append((top, max(foot, top + 1), covered))
        self._picture = height, runs
        return runs

    def paint(
        self, painter: QPainter, area: QRectF, tokens: Tokens, seen: tuple[int, int], selected: int | None
    ) -> None:
        """`area` is the whole bar, SELECTED wide; `seen` top and foot of the view; `selected` a block."""
        x, height = area.center().x(), area.height()
        for top, foot, covered in self._runs(height):
            colour = tokens.covered if covered else tokens.line
            painter.fillRect(QRectF(x - BAR / 2, area.top() + top, BAR, foot - top), colour)
        if selected is not None:
            cell = self._cell(selected)
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

"""Lines set apart as print is, in Qt's plain text layout; and where a stretch of a block lies on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextLine
from PySide6.QtWidgets import QPlainTextDocumentLayout

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def runs_both_ways(text: str) -> bool:
    """Whether anything in `text` is written from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


class SpacedLayout(QPlainTextDocumentLayout):
    """Lines `pitch` pixels apart, blocks `gap` more: what QPlainTextEdit by itself does not know."""

    def __init__(self, document: QTextDocument, pitch: int, gap: int) -> None:
        super().__init__(document)
        self.pitch, self.gap = pitch, gap

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        found = super().blockBoundingRect(block)
        layout = block.layout() if block.isValid() else None
        if layout is None:
            return found
        count = layout.lineCount()
        last = layout.lineAt(count - 1)
        if count and last.y() != self._y(last, count - 1):
            for at in range(count):
                line = layout.lineAt(at)
                line.setPosition(QPointF(line.x(), self._y(line, at)))
        return QRectF(found.x(), found.y(), found.width(), count * self.pitch + self.gap)

    def _y(self, line: QTextLine, at: int) -> float:
        return at * self.pitch + round((self.pitch - line.height()) / 2)


def stretches(
    layout: QTextLayout, start: int, end: int, lines: range, mixed: bool
) -> Iterator[tuple[int, float, float]]:
    """(line, left, right) of what [start, end) of a block covers on some lines; `mixed`: it may run both ways."""
    for at in lines:
        line = layout.lineAt(at)
        first = line.textStart()
        a, b = max(start, first), min(end, first + line.textLength())
        if a >= b:
            continue
        if mixed:
            yield from ((at, left, right) for left, right in _pieces(line, a, b))
        else:
            left, right = _x(line, a), min(_x(line, b), line.naturalTextRect().right())
            if right > left:
                yield at, left, right


def _x(line: QTextLine, unit: int) -> float:
    found: object = line.cursorToX(unit)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def _pieces(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """Left and right edges of what [start, end) covers where both directions meet on a line."""
    edges = []
    for run in line.glyphRuns(start, end - start):
        advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
        for at, advance in zip(run.positions(), advances, strict=True):
            edges.append((at.x(), at.x() + advance.x()))
    merged: list[tuple[float, float]] = []
    for left, right in sorted(edges):
        if merged and left - merged[-1][1] < 0.75:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged

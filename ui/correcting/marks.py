"""What is painted under and over the words of a paper: places with a look, found for what is in sight alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.article.highlights import underline
from ui.correcting.drift import Drift
from ui.theme.tokens import Tokens

# Looks besides the three kinds of node. Each differs in shape, not in colour alone.
INSERTED, DELETED = "inserted", "deleted"
CHANGED, GONE = "changed", "gone"  # in the margin alone: lines with other words; a place where words went


class Mark(NamedTuple):
    """[start, end) in the editor's positions."""

    start: int
    end: int
    look: str


class Marks:
    """Marks by place, found in logarithmic time as long as few are very long."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        kept = [m for m in marks if m[1] > m[0]]
        kept.sort(key=itemgetter(1), reverse=True)  # of two that start alike the longer comes first
        kept.sort(key=itemgetter(0))
        self._marks = kept
        self._starts = [m[0] for m in kept]
        # The furthest end up to each mark: it never falls, so it can be bisected.
        self._reach = list(accumulate((m[1] for m in kept), max))

    def __len__(self) -> int:
        return len(self._marks)

    def touching(self, start: int, end: int, drift: Drift) -> list[Mark]:
        """Those that touch [start, end) of the text as it is now, at their places of now; outer ones first."""
        old_start, old_end = drift.to_old(start), drift.to_old(end, later=True)
        low, high = bisect_right(self._reach, old_start), bisect_left(self._starts, old_end)
        moved = [Mark(drift.to_new(m.start, True), drift.to_new(m.end), m.look) for m in self._marks[low:high]]
        return [m for m in moved if m.end > start and m.start < end and m.end > m.start]


def paint_fill(painter: QPainter, box: QRectF, look: str, tokens: Tokens) -> None:
    """The ground of a mark."""
    if look == DELETED:
        painter.fillRect(box, tokens.line)
    elif look == INSERTED:
        painter.fillRect(box, tokens.selection)
    elif look in tokens.kinds:
        painter.fillRect(box, tokens.kinds[look].fill)


def paint_foot(painter: QPainter, box: QRectF, look: str, tokens: Tokens) -> None:
    """The line under the words, which tells the looks apart without colour."""
    if look == INSERTED:
        painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), tokens.accent)
    elif look in tokens.kinds:
        underline(painter, box, look, tokens.kinds[look].line)


def paint_over(painter: QPainter, box: QRectF, look: str, tokens: Tokens) -> None:
    """A stroke through words that are gone."""
    if look == DELETED:
        painter.fillRect(QRectF(box.left(), round(box.center().y()) + 1, box.width(), 1), tokens.ink)

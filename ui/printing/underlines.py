"""Passages in print: a pale fill, and underlines and bars whose form tells the kind without colour.

Claim: one line. Evidence: two. Rebuttal: dashes.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.article.lines import Laid
from ui.theme.tokens import LIGHT

if TYPE_CHECKING:
    from ui.printing.boxes import Run

STACKED = 3  # passages on one another whose underlines are drawn: the innermost
PEN = 0.07  # ems: how thick an underline is
DASH, GAP = 0.5, 0.3  # ems
FOOT = 0.36  # ems from the baseline of the line's middle to the first underline
Piece = tuple[int, int, tuple[str, ...]]  # from, to, the kinds lying there from the outermost in


def paint_marks(painter: QPainter, laid: Laid, run: Run, lines: tuple[int, int], at: QPointF) -> None:
    """Fills and underlines under lines `lines[0]` to `lines[1]`; line 0 of the run stands at `at`."""
    em, pitch = run.type.em, run.pitch
    length = len(run.text)
    spans = [(max(0, m.start - run.start), min(length, m.end - run.start), m.kind) for m in run.marks]
    boxes: list[tuple[QRectF, tuple[str, ...]]] = []
    for start, end, kinds in pieces(spans):
        for line, left, right in laid.segments(start, end, *lines):
            boxes.append((QRectF(at.x() + left, at.y() + line * pitch, right - left, pitch), kinds))
    for box, kinds in boxes:
        inset = pitch * 0.08
        painter.fillRect(box.adjusted(0, inset, 0, -inset), LIGHT.kinds[kinds[-1]].fill)
    for box, kinds in boxes:
        y = box.top() + pitch * 0.5 + em * FOOT
        for kind in kinds[::-1][:STACKED]:
            y = paint_underline(painter, kind, box.left(), box.right(), y, em)


def paint_underline(painter: QPainter, kind: str, left: float, right: float, y: float, em: float) -> float:
    """Draw it; where the next one goes."""
    colour, thick = LIGHT.kinds[kind].line, em * PEN
    if kind == "rebuttal":
        step = em * (DASH + GAP)
        x = left - left % step
        while x < right:
            start, end = max(x, left), min(x + em * DASH, right)
            if end > start:
                painter.fillRect(QRectF(start, y, end - start, thick), colour)
            x += step
        return y + 2 * thick
    painter.fillRect(QRectF(left, y, right - left, thick), colour)
    if kind == "evidence":
        painter.fillRect(QRectF(left, y + 2 * thick, right - left, thick), colour)
        return y + 4 * thick
    return y + 2 * thick


def pieces(spans: list[tuple[int, int, str]]) -> Iterator[Piece]:
    """The stretches between the ends of passages, with those that lie there; `spans` in reading order."""
    edges = sorted(
        [(end, 0, at) for at, (_start, end, _kind) in enumerate(spans)]
        + [(start, 1, at) for at, (start, _end, _kind) in enumerate(spans)]
    )
    inside: list[int] = []
    before = 0
    for place, comes, at in edges:
        if inside and place > before:
            yield before, place, tuple(spans[each][2] for each in inside)
        before = place
        if comes:
            insort(inside, at)
        elif at in inside:
            inside.remove(at)


def bar_width(em: float) -> float:
    return em * 0.4


def paint_bar(painter: QPainter, kind: str, box: QRectF, em: float) -> None:
    """The bar of a passage in the margin."""
    colour = LIGHT.kinds[kind].line
    if kind == "evidence":
        thin = box.width() * 0.3
        painter.fillRect(QRectF(box.left(), box.top(), thin, box.height()), colour)
        painter.fillRect(QRectF(box.right() - thin, box.top(), thin, box.height()), colour)
    elif kind == "rebuttal":
        y = box.top()
        while y < box.bottom():
            high = min(em * DASH, box.bottom() - y)
            painter.fillRect(QRectF(box.left(), y, box.width(), high), colour)
            y += em * (DASH + GAP)
    else:
        painter.fillRect(box, colour)

"""Beside an article's text in print: bars of its passages with the numbers of their nodes, paragraph numbers, pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from models.messages import _
from ui.article.lines import baseline
from ui.map.measure import Face
from ui.printing.boxes import Box, Lines, last_parts
from ui.printing.type import INK, MUTED, Type
from ui.printing.underlines import bar_width, paint_bar

LANES = 5  # bars beside one another
PITCH = 0.62  # ems from lane to lane
NEAR = 0.9  # ems between text and margin


@dataclass(slots=True)
class _Bar:
    kind: str
    label: str
    top: float
    foot: float
    begins: bool


def paint_margins(
    painter: QPainter, lines: Sequence[tuple[int, Box]], type_: Type, left: int, width: int, ends: tuple[int, int]
) -> None:
    """All that stands beside the lines of one page; each of `lines` is (top, Lines).

    `ends`: the right edge and the foot of the margin.
    """
    bars: dict[str, _Bar] = {}
    for top, box in lines:
        if isinstance(box, Lines):
            _paint_numbers(painter, box, type_, left, top)
            _gather(bars, box, top)
    ordered = sorted(bars.values(), key=lambda bar: (bar.top, -bar.foot))
    edge = left + width + type_.em * NEAR
    used = _paint_bars(painter, ordered, type_, edge)
    _paint_labels(painter, ordered, type_, edge + used * type_.em * PITCH + type_.em * 0.4, ends)


def _gather(bars: dict[str, _Bar], box: Lines, top: int) -> None:
    run = box.run
    if not run.par.marks:
        return
    laid, pitch = run.laid(), run.pitch
    for mark in run.marks:
        start, end = max(0, mark.start - run.start), min(len(run.text), mark.end - run.start)
        first, last = laid.line_of(start), laid.line_of(max(start, end - 1))
        if last < box.first or first >= box.last:
            continue
        first, last = max(first, box.first), min(last, box.last - 1)
        a, b = top + (first - box.first) * pitch, top + (last + 1 - box.first) * pitch
        known = bars.get(mark.key)
        if known is None:
            bars[mark.key] = _Bar(mark.kind, mark.label, a + pitch * 0.1, b - pitch * 0.1, mark.begins)
        else:
            known.foot = b - pitch * 0.1


def _paint_bars(painter: QPainter, bars: list[_Bar], type_: Type, edge: float) -> int:
    """How many lanes they take; where there is none free the bar lies on the last one's."""
    em, feet = type_.em, list[float]()
    for bar in bars:
        lane = next((at for at, foot in enumerate(feet) if foot <= bar.top), len(feet))
        if lane == len(feet) and lane < LANES:
            feet.append(bar.foot)
        lane = min(lane, LANES - 1)
        feet[lane] = max(feet[lane], bar.foot)
        box = QRectF(edge + lane * em * PITCH, bar.top, bar_width(em), bar.foot - bar.top)
        paint_bar(painter, bar.kind, box, em)
    return len(feet)


def _paint_labels(painter: QPainter, bars: list[_Bar], type_: Type, left: float, ends: tuple[int, int]) -> None:
    """The numbers at the heads of the bars, moved down where they would lie on one another."""
    face = type_.small_bold
    high = face.metrics.height()
    painter.setFont(face.font)
    painter.setPen(INK)
    y, at = 0.0, 0
    while at < len(bars):
        together = [bars[at]]
        while at + len(together) < len(bars) and bars[at + len(together)].top < max(bars[at].top, y) + high * 0.5:
            together.append(bars[at + len(together)])
        at += len(together)
        labels = list(dict.fromkeys(bar.label for bar in together))
        y = max(y, together[0].top)
        for words in _rows(labels, face, ends[0] - left):
            if y + high > ends[1]:
                break  # there are more passages than lines: the bars tell that
            painter.drawText(QPointF(left, y + face.metrics.ascent()), words)
            y += high


def _rows(labels: list[str], face: Face, room: float) -> Iterator[str]:
    """The numbers in as few rows as the margin is wide; one that is wider loses its first parts."""
    row = ""
    for label in labels:
        words = last_parts(label, face, room - face.width(","))
        longer = f"{row}, {words}" if row else words
        if row and face.width(longer) > room:
            yield row + ","
            longer = words
        row = longer
    if row:
        yield row


def _paint_numbers(painter: QPainter, box: Lines, type_: Type, left: int, top: int) -> None:
    """The paragraph's number, and the pages of the original that begin in it."""
    run, par, face = box.run, box.run.par, type_.small
    painter.setFont(face.font)
    painter.setPen(MUTED)
    right = left - type_.em * NEAR
    base = baseline(type_.font(par.style), run.pitch)
    if box.heads and par.number:
        painter.drawText(QPointF(right - face.width(par.number), top + base), par.number)
    if not par.breaks:
        return
    laid, end = run.laid(), run.start + len(run.text)
    for place, label in par.breaks:
        if not run.start <= place < end:
            continue
        line = laid.line_of(place - run.start)
        if not box.first <= line < box.last:
            continue
        y = top + (line - box.first) * run.pitch
        shift = face.width(par.number) + type_.em * 0.6 if line == 0 and box.heads and par.number else 0.0
        words = _("p. {page}").format(page=label)
        painter.setPen(MUTED)
        painter.drawText(QPointF(right - shift - face.width(words), y + base), words)
        if place > 0:
            x = left + run.x + laid.x_of(place - run.start)
            painter.fillRect(QRectF(x - 8, y + run.pitch * 0.2, 6, run.pitch * 0.62), MUTED)

"""What stands on a page: stretches of lines, rows of a table, the key. Each can be split where a page ends.

Coordinates are units of ui.printing.paper. Lines are broken anew when they are painted: those of a long document do not
stay in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from ui.article.lines import Laid, baseline, lay_out
from ui.map.measure import Face
from ui.printing.matter import Mark, Par
from ui.printing.type import LINE, MUTED, STYLES, Type
from ui.theme.signs import paint_kind
from ui.theme.tokens import LIGHT

CHUNK = 4000  # code points that are set at once: no paragraph is too long
LEAST_LINES = 2  # of a paragraph at the foot or the head of a page
HAIR = 5  # a hairline
SIGN = 12  # what paint_kind draws in
CELL_PAD = 30


class Box(Protocol):
    """`above` is left out at the head of a page; `keep`: never the last thing on one."""

    @property
    def above(self) -> int: ...
    @property
    def keep(self) -> bool: ...
    @property
    def height(self) -> int: ...
    @property
    def least(self) -> int:
        """The height of the smallest part that may stand at the foot of a page."""
        ...

    def split(self, room: int, *, force: bool) -> tuple[Box, Box] | None:
        """A part that fits into `room`, and the rest; None where none should. `force`: at least something."""
        ...

    def paint(self, painter: QPainter, left: int, top: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one paragraph, `start` code points from its beginning, set in lines of `width`."""

    par: Par
    type: Type
    text: str
    start: int
    x: int
    width: int
    room: int  # before the lines, for the lead

    def laid(self) -> Laid:
        return lay_out(self.text, self.type.font(self.par.style), self.width, self.pitch)

    @property
    def pitch(self) -> int:
        return self.type.pitch(self.par.style)

    @property
    def marks(self) -> Iterator[Mark]:
        """The passages that touch it; their places are those in the paragraph."""
        end = self.start + len(self.text)
        return (mark for mark in self.par.marks if mark.start < end and mark.end > self.start)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines `first` to `last` (past the end) of a run. `heads`: the paragraph begins here."""

    run: Run
    first: int
    last: int
    above: int
    keep: bool
    heads: bool
    goes_on: bool = False  # the paragraph does, in another run

    @property
    def height(self) -> int:
        return (self.last - self.first) * self.run.pitch

    @property
    def least(self) -> int:
        count = self.last - self.first
        return (count if count < 2 * LEAST_LINES else LEAST_LINES) * self.run.pitch

    def split(self, room: int, *, force: bool) -> tuple[Box, Box] | None:
        count, fit = self.last - self.first, room // self.run.pitch
        if count - fit < LEAST_LINES and not self.goes_on:
            fit = count - LEAST_LINES
        if fit < LEAST_LINES and not (force and count > 1):
            return None
        fit = max(1, min(fit, count - 1, max(1, room // self.run.pitch)))
        middle = self.first + fit
        return (
            replace(self, last=middle, keep=False),
            replace(self, first=middle, above=0, heads=False),
        )

    def paint(self, painter: QPainter, left: int, top: int) -> None:
        from ui.printing.underlines import paint_marks

        run, par = self.run, self.run.par
        style = STYLES[par.style]
        laid = run.laid()
        x, y = left + run.x, top - self.first * run.pitch
        if style.bar:
            at = x - round(run.type.em * 0.7)
            painter.fillRect(QRectF(at, top, HAIR * 2, self.height), LINE)
        if par.marks:
            paint_marks(painter, laid, run, (self.first, self.last - 1), QPointF(x, y))
        painter.setPen(run.type.colour(par.style))
        for line in range(self.first, min(self.last, len(laid))):
            laid.layout.lineAt(line).draw(painter, QPointF(x, y))
        if self.heads and (par.lead or par.sign):
            self._paint_lead(painter, x, top)

    def _paint_lead(self, painter: QPainter, x: int, top: int) -> None:
        run, par = self.run, self.run.par
        face, em = run.type.lead(par.style), run.type.em
        base = top + baseline(run.type.font(par.style), run.pitch)
        at = x - run.room
        if par.sign:
            side = face.metrics.capHeight() * 1.15
            painter.save()
            painter.translate(at, base - face.metrics.capHeight() / 2 - side / 2)
            painter.scale(side / SIGN, side / SIGN)
            paint_kind(painter, QRectF(0, 0, SIGN, SIGN), par.sign, LIGHT)
            painter.restore()
            at += round(em * 1.15)
        painter.setFont(face.font)
        painter.drawText(QPointF(at, base), last_parts(par.lead, face, x - em * 0.4 - at))


def last_parts(number: str, face: Face, room: float) -> str:
    """A number by its last parts, as many as there is room for, if it is wider than that."""
    if face.width(number) <= room:
        return number
    words = ""
    for part in reversed(number.split(".")):
        longer = f".{part}{words}"
        if words and face.width(f"…{longer[1:]}") > room:
            break
        words = longer
    return "…" + words[1:]


def lead_width(par: Par, type_: Type) -> int:
    """What sign and number before a text take."""
    if not par.lead and not par.sign:
        return 0
    wide = type_.lead(par.style).width(par.lead) if par.lead else 0.0
    return round(wide + (type_.em * 1.15 if par.sign else 0) + type_.em * 0.6)


def lines_of(par: Par, type_: Type, x: int, width: int) -> Iterator[Lines]:
    """The paragraph set at `x`, in lines as wide as there is room."""
    most = width // 2
    room = min(lead_width(par.under or par, type_), most)
    inset = min(round(par.indent * type_.em), most - room) + room
    above, start, heads = type_.above(par.style), 0, True
    while True:
        text = par.text[start : start + CHUNK]
        run = Run(par, type_, text, start, x + inset, width - inset, room)
        laid = run.laid()
        count, end = len(laid), start + len(text)
        goes_on = end < len(par.text) and count > 1
        if goes_on:  # the last line may have room for more
            count -= 1
            end = start + laid.line_range(count)[0]
            run = replace(run, text=par.text[start:end])
        yield Lines(run, 0, count, above, par.keep and not goes_on, heads, goes_on)
        if end >= len(par.text):
            return
        above, start, heads = 0, end, False


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of a table: for each column its left edge and the lines in it. `rule`: how strong the line below it is."""

    columns: tuple[tuple[int, tuple[Lines, ...]], ...]
    width: int
    page: int  # the height of a page: rows that take much of one are split
    rule: int = HAIR
    above: int = 0
    keep: bool = False

    @property
    def height(self) -> int:
        return 2 * CELL_PAD + max((_stack(lines) for _left, lines in self.columns), default=0)

    @property
    def least(self) -> int:
        return min(self.height, self.page // 3)

    def split(self, room: int, *, force: bool) -> tuple[Box, Box] | None:
        if not force and (self.height <= self.page // 3 or room < self.page // 4):
            return None
        heads, tails = [], []
        for left, lines in self.columns:
            head, tail = _fitting(lines, room - 2 * CELL_PAD)
            heads.append((left, head))
            tails.append((left, tail))
        if not any(lines for _left, lines in tails) or not any(lines for _left, lines in heads):
            return None
        return replace(self, columns=tuple(heads), rule=0), replace(self, columns=tuple(tails))

    def paint(self, painter: QPainter, left: int, top: int) -> None:
        for x, lines in self.columns:
            y = top + CELL_PAD
            for each in lines:
                y += each.above
                each.paint(painter, left + x, y)
                y += each.height
        if self.rule:
            painter.fillRect(QRectF(left, top + self.height - self.rule, self.width, self.rule), LINE)


def _stack(lines: tuple[Lines, ...]) -> int:
    return sum(each.above + each.height for each in lines)


def _fitting(lines: tuple[Lines, ...], room: int) -> tuple[tuple[Lines, ...], tuple[Lines, ...]]:
    """What of a cell fits, and the rest."""
    head: list[Lines] = []
    for at, each in enumerate(lines):
        if each.above + each.height <= room:
            head.append(each)
            room -= each.above + each.height
            continue
        fit = max(0, (room - each.above) // each.run.pitch)
        if fit:
            middle = each.first + fit
            head.append(replace(each, last=middle))
            return tuple(head), (replace(each, first=middle, above=0, heads=False), *lines[at + 1 :])
        return tuple(head), lines[at:]
    return tuple(head), ()


@dataclass(frozen=True, slots=True)
class KeyLine:
    """What the underlines and the bars in the margin mean."""

    type: Type
    words: tuple[tuple[str, str], ...]  # kind and its name
    above: int
    keep: bool = True

    @property
    def height(self) -> int:
        return self.type.pitch("about")

    @property
    def least(self) -> int:
        return self.height

    def split(self, room: int, *, force: bool) -> tuple[Box, Box] | None:
        return None

    def paint(self, painter: QPainter, left: int, top: int) -> None:
        from ui.printing.underlines import bar_width, paint_bar

        face, em, pitch = self.type.small, self.type.em, self.type.pitch("about")
        base = top + (pitch + face.metrics.ascent() - face.metrics.descent()) / 2
        painter.setFont(face.font)
        x = float(left)
        for kind, word in self.words:
            paint_bar(painter, kind, QRectF(x, top + pitch * 0.12, bar_width(em), pitch * 0.8), em)
            x += bar_width(em) + em * 0.4
            painter.setPen(QPen(MUTED))
            painter.drawText(QPointF(x, base), word)
            x += face.width(word) + em * 1.2

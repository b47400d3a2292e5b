"""The lines of one laid-out block."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from ui.article.utf16 import Offsets

Segment = tuple[int, float, float]  # line, left, right

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x85\u2028\u2029\ufdd0\ufdd1\ufffe\ud800-\udfff]")


class Laid:
    """A block's QTextLayout with places counted in code points of the block."""

    def __init__(self, text: str, layout: QTextLayout, starts: list[int]) -> None:
        self.text = text
        self.layout = layout
        self._offsets = Offsets(text)
        self._starts = starts
        self._mixed = _RIGHT_TO_LEFT.search(text) is not None

    def __len__(self) -> int:
        return len(self._starts)

    def unit(self, local: int) -> int:
        """The place as Qt counts it."""
        return self._offsets.to_utf16(local)

    def line_of(self, local: int) -> int:
        return bisect_right(self._starts, self.unit(local)) - 1

    def line_range(self, line: int) -> tuple[int, int]:
        """First and past-the-last place of a line."""
        found = self.layout.lineAt(line)
        start = found.textStart()
        return self._offsets.to_code_point(start), self._offsets.to_code_point(start + found.textLength())

    def line_end(self, line: int) -> int:
        """The last place a caret can take on a line: a wrapped line's space ends it."""
        _start, end = self.line_range(line)
        return self.previous(end) if line < len(self) - 1 else end

    def x_of(self, local: int) -> float:
        return _x(self.layout.lineAt(self.line_of(local)), self.unit(local))

    def hit(self, line: int, x: float) -> int:
        local = self._offsets.to_code_point(self.layout.lineAt(line).xToCursor(x))
        # Where both directions meet at a line's edge Qt may answer with a place on the line before.
        return max(self.line_range(line)[0], min(local, self.line_end(line)))

    def character_at(self, line: int, x: float) -> int | None:
        found = self.layout.lineAt(line)
        extent = found.naturalTextRect()
        if not extent.left() <= x <= extent.right():
            return None
        unit = found.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        start, end = self.line_range(line)
        return max(start, min(self._offsets.to_code_point(unit), end - 1))

    # -- moving by what a person takes for one character, and by word

    def next(self, local: int, word: bool = False) -> int:
        return self._offsets.to_code_point(self.layout.nextCursorPosition(self.unit(local), _mode(word)))

    def previous(self, local: int, word: bool = False) -> int:
        return self._offsets.to_code_point(self.layout.previousCursorPosition(self.unit(local), _mode(word)))

    # -- where a passage lies

    def segments(self, start: int, end: int, first: int = 0, last: int | None = None) -> Iterator[Segment]:
        """The stretches of lines `first` to `last` that [start, end) covers, spaces at line ends left out."""
        if end <= start:
            return
        first = max(first, self.line_of(start))
        last = min(len(self) - 1 if last is None else last, self.line_of(end - 1))
        for line in range(first, last + 1):
            line_start, line_end = self.line_range(line)
            a, b = max(start, line_start), min(end, line_end)
            if b == line_end:
                while b > a and self.text[b - 1].isspace():
                    b -= 1
            if a >= b:
                continue
            found = self.layout.lineAt(line)
            if self._mixed:
                yield from ((line, x0, x1) for x0, x1 in self._pieces(found, a, b))
            else:
                x0, x1 = _x(found, self.unit(a)), _x(found, self.unit(b))
                yield line, min(x0, x1), max(x0, x1)

    def stretches(self, cuts: list[int], first: int, last: int) -> Iterator[tuple[int, int, float, float]]:
        """(which, line, left, right) of the stretches between each two neighbours of `cuts`, as `segments` has them."""
        if len(cuts) < 2:
            return
        if self._mixed:
            for at, (start, end) in enumerate(pairwise(cuts)):
                yield from ((at, *segment) for segment in self.segments(start, end, first, last))
            return
        at = 0
        for line in range(max(first, self.line_of(cuts[0])), min(last, self.line_of(cuts[-1] - 1)) + 1):
            start, stop = self.line_range(line)
            while stop > start and self.text[stop - 1].isspace():
                stop -= 1
            while cuts[at + 1] <= start:
                at += 1
            found, here = self.layout.lineAt(line), at
            left_end = max(start, cuts[here])
            left = _x(found, self.unit(left_end))
            while left_end < stop and here + 1 < len(cuts):
                right_end = min(stop, cuts[here + 1])
                right = _x(found, self.unit(right_end))
                yield here, line, left, right
                left_end, left, here = right_end, right, here + 1

    def _pieces(self, line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
        """Left and right edges of what [start, end) covers where both directions meet on a line."""
        edges = []
        unit = self.unit(start)
        for run in line.glyphRuns(unit, self.unit(end) - unit):
            advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
            for at, advance in zip(run.positions(), advances, strict=True):
                edges.append((at.x(), at.x() + advance.x()))
        edges.sort()
        merged: list[tuple[float, float]] = []
        for x0, x1 in edges:
            if merged and x0 - merged[-1][1] < 0.75:
                merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
            else:
                merged.append((x0, x1))
        return merged


def _mode(word: bool) -> QTextLayout.CursorMode:
    return QTextLayout.CursorMode.SkipWords if word else QTextLayout.CursorMode.SkipCharacters


def _x(line: QTextLine, unit: int) -> float:
    found: object = line.cursorToX(unit)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def printable(text: str) -> str:
    """The text with a space for each character that Qt takes for more than a character: same length.

    At the head of a string Qt drops U+FEFF as a byte order mark; U+2060 is its other name.
    """
    return _UNSAFE.sub(" ", text).replace("\ufeff", "\u2060")


def lay_out(text: str, font: QFont, width: int, line_height: int) -> Laid:
    """Break `text` into lines of `width`, `line_height` pixels apart, with baselines alike in all fonts."""
    text = printable(text)
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)
    return Laid(text, layout, break_lines(layout, font, width, line_height))


def break_lines(layout: QTextLayout, font: QFont, width: int, line_height: int) -> list[int]:
    """Break the layout's text, which is set in `font`, into lines; where each begins, in UTF-16 positions."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    base = baseline(font, line_height)
    starts: list[int] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, len(starts) * line_height + base - line.ascent()))
        starts.append(line.textStart())
    layout.endLayout()
    return starts or [0]


def baseline(font: QFont, line_height: int) -> float:
    """The baseline below the top of a line of `line_height` pixels."""
    metrics = QFontMetricsF(font)
    return round((line_height - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent())

"""How texts break into lines on a card: quick for words between spaces, by Qt's own rules for everything else.

Widths of words are remembered, so that a hundred thousand texts are measured in about a second. Widths in pixels at 100
percent; the faces are unhinted, so that a line is as wide, in proportion, at every scale.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from ui.article.utf16 import Offsets

SLACK = 0.5  # letters of two words may stand a little wider side by side than alone
KEPT = 100_000  # words whose width is remembered
# Scripts whose lines break at spaces only and whose words do not change beside others.
_PLAIN = re.compile(
    "[\t\n\r\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2190-\u21ff\u2200-\u22ff]*"
)


class Line(NamedTuple):
    """One line of a text. `indent` from the left of its box; `backward`: it reads from right to left."""

    text: str
    indent: float = 0.0
    backward: bool = False


def linear(font: QFont) -> QFont:
    """The font with widths that grow with its size, whatever the screen."""
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def is_backward(text: str) -> bool:
    """Whether a text reads from right to left: what its first letter says."""
    for char in text:
        way = unicodedata.bidirectional(char)
        if way in ("L", "R", "AL"):
            return way != "L"
    return False


class Face:
    """A font that lines are broken in."""

    def __init__(self, font: QFont) -> None:
        self.font = linear(font)
        self.metrics = QFontMetricsF(self.font)
        self._space = self.metrics.horizontalAdvance(" ")
        self._words: dict[str, float] = {}
        self._counts: dict[tuple[str, float], int] = {}  # of texts that Qt had to break

    def width(self, text: str) -> float:
        """The width of a word or a short text."""
        found = self._words.get(text)
        if found is None:
            if len(self._words) > KEPT:
                self._words.clear()
            found = self._words[text] = self.metrics.horizontalAdvance(text)
        return found

    def count(self, text: str, room: float, most: int | None = None) -> int:
        """How many lines `text` takes in a width of `room`, at most `most`; an empty one takes one."""
        if not text.isascii() and not _PLAIN.fullmatch(text):
            return _within(self._laid_count(text, room), most)
        words, space, room = self._words, self._space, room - SLACK
        lines, used = 0, room  # the first word begins the first line
        for word in text.split():
            width = words.get(word) or self.width(word)
            used += space + width
            if used > room:
                if width > room:
                    return _within(self._laid_count(text, room + SLACK), most)
                lines += 1
                used = width
        return _within(lines or 1, most)

    def lines(self, text: str, room: float, most: int | None = None) -> list[Line]:
        """The lines that `count` counted; where there are more than `most`, the last one ends in an ellipsis."""
        plain = text.isascii() or bool(_PLAIN.fullmatch(text))
        found = self._broken(text, room) if plain else None
        if found is None:
            found = self._laid_out(text, room)
        if most is not None and len(found) > most:
            rest = " ".join(found[most - 1 : most + 1])
            found = [*found[: most - 1], self.elided(rest, room, always=True)]
        if plain or not is_backward(text):
            return [Line(line) for line in found]
        return [Line(line, max(0.0, room - self.metrics.horizontalAdvance(line)), True) for line in found]

    def elided(self, text: str, room: float, always: bool = False) -> str:
        """`text` cut to `room`, with an ellipsis if it was cut (`always`: there is more that is not in `text`)."""
        if always:
            text += "…"
        if self.metrics.horizontalAdvance(text) <= room:
            return text
        return self.metrics.elidedText(text.removesuffix("…"), Qt.TextElideMode.ElideRight, room)

    def _laid_count(self, text: str, room: float) -> int:
        found = self._counts.get((text, room))
        if found is None:
            if len(self._counts) > KEPT:
                self._counts.clear()
            found = self._counts[text, room] = len(self._laid_out(text, room))
        return found

    def _broken(self, text: str, room: float) -> list[str] | None:
        """Lines broken at spaces; None when a word is wider than a line."""
        words, space, room = self._words, self._space, room - SLACK
        found: list[list[str]] = []
        used = room
        for word in text.split():
            width = words.get(word) or self.width(word)
            used += space + width
            if used > room:
                if width > room:
                    return None
                found.append([])
                used = width
            found[-1].append(word)
        return [" ".join(line) for line in found] or [""]

    def _laid_out(self, text: str, room: float) -> list[str]:
        """Lines as Qt breaks them: within words that are too long, between ideographs, in every script."""
        text = " ".join(text.split("\n")) if "\n" in text else text
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_backward(text) else Qt.LayoutDirection.LeftToRight)
        layout = QTextLayout(text, self.font)
        layout.setTextOption(option)
        offsets = Offsets(text)
        found = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            start = offsets.to_code_point(line.textStart())
            end = offsets.to_code_point(line.textStart() + line.textLength())
            found.append(text[start:end].rstrip())
        layout.endLayout()
        return found or [""]


def _within(count: int, most: int | None) -> int:
    return count if most is None else min(count, most)


def draw_line(painter: QPainter, x: float, baseline: float, line: Line) -> None:
    """One line with its text's own direction, in the painter's font and pen."""
    if line.backward:
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        painter.drawText(QPointF(x + line.indent, baseline), line.text)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    else:
        painter.drawText(QPointF(x, baseline), line.text)

"""Words broken into lines, quickly: a table of thousands of rows must know the height of each before it is seen.

The width of a word is measured once. What is measured here is what is painted, line by line.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

NARROWEST_LETTER = 2  # pixels: fewer than any has
KEPT_WORDS = 20_000


class Wrapper:
    """Breaks texts in one font at their spaces; a word that is too long for a line is broken anywhere."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self._space = self.metrics.horizontalAdvance(" ")
        self._widths: dict[str, int] = {}

    def width(self, word: str) -> int:
        """Pixels that a word takes."""
        found = self._widths.get(word)
        if found is None:
            if len(self._widths) > KEPT_WORDS:
                self._widths.clear()
            found = self._widths[word] = self.metrics.horizontalAdvance(word)
        return found

    def lines(self, text: str, room: int, limit: int) -> list[str]:
        """At most `limit` lines of at most `room` pixels; the last one ends in an ellipsis when there would be more."""
        room = max(room, 8)
        most = (limit + 1) * room // NARROWEST_LETTER  # thousands of letters take their time
        words = text[:most].replace("\n", " ").split(" ")
        found: list[str] = []
        line: list[str] = []
        taken, known, space = 0, self._widths, self._space
        for at, word in enumerate(words):
            wide = known.get(word)
            if wide is None:
                wide = self.width(word)
            if line and taken + space + wide > room:
                found.append(" ".join(line))
                if len(found) == limit:
                    return self._ended(found, " ".join(words[at:]), room)
                line, taken = [], 0
            if wide > room:
                pieces = self._pieces(word, room)
                found += pieces[:-1]
                if len(found) >= limit:
                    rest = " ".join(["".join(pieces[limit:]), *words[at + 1 :]]).strip()
                    return self._ended(found[:limit], rest, room)
                word, wide = pieces[-1], self.metrics.horizontalAdvance(pieces[-1])
            taken += wide + (space if line else 0)
            line.append(word)
        found.append(" ".join(line))
        return found

    def count(self, text: str, room: int, limit: int) -> int:
        """How many lines that takes."""
        if not text:
            return 0
        room, known, space = max(room, 8), self._widths, self._space
        found, taken = 1, 0  # as in `lines`, but nothing is put together: this is asked of every row
        for word in text.replace("\n", " ").split(" "):
            wide = known.get(word)
            if wide is None:
                wide = self.width(word)
            if wide > room:
                return len(self.lines(text, room, limit))
            if taken and taken + wide > room:
                if found == limit:
                    return limit
                found, taken = found + 1, 0
            taken += wide + space
        return found

    def _ended(self, found: list[str], rest: str, room: int) -> list[str]:
        """The last line says by an ellipsis that `rest` did not fit."""
        last = f"{found[-1]} {rest[: room // NARROWEST_LETTER]}" if rest else f"{found[-1]}…"
        found[-1] = self.metrics.elidedText(last, Qt.TextElideMode.ElideRight, room)
        return found

    def _pieces(self, word: str, room: int) -> list[str]:
        pieces, piece = [], ""
        for letter in word:
            if piece and self.metrics.horizontalAdvance(piece + letter) > room:
                pieces.append(piece)
                piece = ""
            piece += letter
        return [*pieces, piece]

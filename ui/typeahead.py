"""Finding by the first letters: what is typed quickly, one letter after the other, is searched for together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication


class TypeAhead:
    """Keeps what was typed a moment ago."""

    def __init__(self) -> None:
        self._typed = ""
        self._clock = QElapsedTimer()

    @property
    def is_on(self) -> bool:
        """Whether the next letter would continue what was typed."""
        return bool(self._typed) and not self._clock.hasExpired(QApplication.keyboardInputInterval())

    def find(self, letters: str, texts: Sequence[str], current: int | None) -> int | None:
        """Search with more letters; the place of the text found, None when there is none.

        Texts that begin with the letters come before those with a word that does. A new search starts after `current`;
        one that goes on may stay there. One letter typed again and again goes from text to text.
        """
        goes_on = self.is_on
        self._typed = self._typed + letters if goes_on else letters
        self._clock.start()
        wanted = self._typed.casefold()
        again = len(wanted) > 1 and wanted == wanted[0] * len(wanted)
        found = _find(wanted, texts, 0 if current is None else current + (not goes_on or again))
        if found is None and again:
            found = _find(wanted[0], texts, 0 if current is None else current + 1)
        return found


def _find(wanted: str, texts: Sequence[str], start: int) -> int | None:
    """Round from `start`: the first text that begins with `wanted`, else the first with a word that does."""
    second = None
    inside = f" {wanted}"
    for place in (*range(start, len(texts)), *range(min(start, len(texts)))):
        text = texts[place].casefold()
        if text.startswith(wanted):
            return place
        if second is None and inside in text:
            second = place
    return second

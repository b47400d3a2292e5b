"""What the find bar does with an article: reads its text, looks for words in a thread, and marks what it finds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from models.finding import Found, Range, find_all
from ui.article.highlights import Look, Strip
from ui.jobs import Jobs

AT_ONCE = 300_000  # characters that are searched without leaving the interface thread
RADIUS = 3


class Article(Protocol):
    """What the find bar needs of an article view. All offsets are code points of the reading text."""

    layers: list[Any]

    @property
    def selection(self) -> Range: ...
    def text_for_finding(self) -> tuple[str, list[Range]]: ...
    def select(self, anchor: int, caret_at: int) -> None: ...
    def reveal(self, start: int, flash: bool = True) -> None: ...
    def viewport(self) -> QWidget: ...
    def setFocus(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for, and how."""

    words: str
    case: bool = False
    whole_words: bool = False
    regular: bool = False

    def look(self, text: str, hidden: Sequence[Range]) -> Found:
        return find_all(
            text, self.words, case=self.case, whole_words=self.whole_words, regular=self.regular, skip=hidden
        )

    def is_quick(self, text: str) -> bool:
        """Whether nobody will feel it: an expression may take its time over any text."""
        return not self.regular and len(text) <= AT_ONCE


class Search(QObject):
    """One search at a time; of those asked for meanwhile only the last is made."""

    found = Signal(object)  # Found

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self)
        self._is_running = False
        self._next: tuple[Wanted, str, Sequence[Range]] | None = None
        self._is_stale = False

    @property
    def is_busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._is_running and not self._is_stale

    def ask(self, wanted: Wanted, text: str, hidden: Sequence[Range]) -> None:
        """`found` follows: before this returns where the search is quick."""
        self.forget()
        if wanted.is_quick(text):
            self.found.emit(wanted.look(text, hidden))
        elif self._is_running:
            self._next, self._is_stale = (wanted, text, hidden), False
        else:
            self._start(wanted, text, hidden)

    def forget(self) -> None:
        """No answer to what was asked is wanted any more."""
        self._next, self._is_stale = None, self._is_running

    def _start(self, wanted: Wanted, text: str, hidden: Sequence[Range]) -> None:
        self._is_running, self._is_stale = True, False
        self._jobs.run(partial(wanted.look, text, hidden), self._on_found, self._on_failed)

    def _on_found(self, found: Found) -> None:
        self._is_running = False
        if self._next is not None:
            following, self._next = self._next, None
            self._start(*following)
        elif not self._is_stale:
            self.found.emit(found)

    def _on_failed(self, error: Exception) -> None:
        self._is_running = False
        raise error


class Matches:
    """A layer of an article: an outline around each match in sight, a stronger one around the current one."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.current: int | None = None

    def __len__(self) -> int:
        return len(self._starts)

    def show(self, ranges: Sequence[Range], current: int | None) -> None:
        """`ranges` in reading order, without overlap; `current` is an index of them."""
        self._starts = [start for start, _end in ranges]
        self._ends = [end for _start, end in ranges]
        self.current = current

    def in_sight(self, start: int, end: int) -> range:
        """The indexes of the matches that touch [start, end)."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def paint(self, painter: QPainter, strip: Strip, look: Look) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in self.in_sight(*strip.extent):
            now = index == self.current
            colour = look.tokens.found_now if now else look.tokens.found
            tint = QColor(colour)
            tint.setAlphaF(0.14 if now else 0.1)
            painter.setPen(QPen(colour, 1.5 if now else 1))
            painter.setBrush(tint)
            for box in strip.boxes(self._starts[index], self._ends[index]):
                painter.drawRoundedRect(_framed(box, 1.5 if now else 1), RADIUS, RADIUS)
        painter.restore()


def _framed(box: QRectF, pen: float) -> QRectF:
    """The line runs just outside the words' own fill."""
    return box.adjusted(-pen / 2, -pen / 2, pen / 2, pen / 2)

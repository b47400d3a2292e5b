"""What the left button does from its press to its release: select, scroll by the coverage bar, drag the words away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from ui.article.document import Document
from ui.article.extents import Extent

if TYPE_CHECKING:
    from ui.article.selecting import SelectableSurface

Unit = Callable[[Document, int], Extent]


def is_near(point: QPoint, other: QPoint | None) -> bool:
    """Whether a hand that holds still may have moved from one to the other."""
    return other is not None and (point - other).manhattanLength() < QApplication.startDragDistance() // 2


class Gesture:
    """`scrolls`: the view scrolls on while the pointer is held above or below it."""

    scrolls = False

    def __init__(self, view: SelectableSurface) -> None:
        self._view = view

    def move(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer is at a point of the viewport."""

    def release(self, point: QPoint) -> None:
        """The button is up."""

    def cancel(self) -> None:
        """Escape: all is as before the press."""


class Click(Gesture):
    """A press that is a click unless the pointer moves. `point` None: it is none from the start."""

    def __init__(self, view: SelectableSurface, point: QPoint | None) -> None:
        super().__init__(view)
        self._pressed = point

    @property
    def moved(self) -> bool:
        return self._pressed is None

    def move(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        if self._pressed is not None and is_near(point, self._pressed):
            return
        self._pressed = None
        self.drag(point, modifiers)

    def release(self, point: QPoint) -> None:
        if not self.moved:
            self._view.on_click(point)

    def drag(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer has left the place of the press."""


class Selecting(Click):
    """Selects from where it was pressed, by character."""

    scrolls = True

    def drag(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        self._view.select(self._view.selection_anchor, self._view.place_at(point))


class SelectingUnits(Gesture):
    """Selects whole words or paragraphs, from the one that was pressed."""

    scrolls = True

    def __init__(self, view: SelectableSurface, point: QPoint, unit: Unit) -> None:
        super().__init__(view)
        self._unit = unit
        self._low, self._high = unit(view.shown_document, view.nearest_character(point))
        view.select(self._low, self._high)

    def move(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        document = self._view.shown_document
        start, end = self._unit(document, self._view.nearest_character(point))
        if document.text[start:end].isspace():
            start = end = self._view.place_at(point)
        if start < self._low:
            self._view.select(self._high, start)
        else:
            self._view.select(self._low, max(self._high, end))


class ScrollingByCoverage(Gesture):
    """Takes the coverage bar along."""

    def move(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        self._view.scroll_to_coverage(point.y())

"""The buttons of the mouse on the clash table: going to a cell, folding, opening what a cell holds, carrying rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.clash.dragging import Dragging
from ui.clash.lines import Line
from ui.clash.model import ANSWER, BETTER, LEADS, LEFT, LINK, STRENGTH, TEXTS
from ui.clash.painting import offer_rect

if TYPE_CHECKING:
    from ui.clash.view import ClashView

TRIANGLE = 40  # pixels at the left of a head that fold it


class Pressing:
    """A press goes to the cell; a press on the current cell opens its menu when it is let go."""

    def __init__(self, view: ClashView, dragging: Dragging) -> None:
        self._view, self._dragging = view, dragging
        self._pressed: tuple[QPoint, Line] | None = None
        self._again = False  # the cell was the current one before
        self._alone = False  # when let go, only this row stays chosen

    def press(self, event: QMouseEvent) -> None:
        view, place = self._view, event.position().toPoint()
        self._pressed = None
        found = view.cell_at(place)
        line = view.lines.line(found[0]) if found is not None else None
        view.finish_editing()  # it may change the lines, but the person pressed on what stood there
        if found is None or line is None or event.button() != Qt.MouseButton.LeftButton:
            return
        row, column = view.lines.row_of(line.key), found[1]
        if row is None:
            return
        if line.head is not None and place.x() < TRIANGLE:
            view.set_folded(line.key, not line.head.folded)
            return
        if self.offer_at(place):
            view.press_cell(row, column)
            view.want_link(line)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            view.press_cell(row, column, extend=True)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            view.toggle(row, column)
        else:
            now = view.currentIndex()
            self._again = view.hasFocus() and (now.row(), now.column()) == (row, column) and line.key in view.chosen
            self._alone = line.key in view.chosen and len(view.chosen) > 1
            self._pressed = place, line
            if not self._alone:
                view.press_cell(row, column)

    def move(self, event: QMouseEvent) -> None:
        view, place = self._view, event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            hand = self.offer_at(place) is not None
            view.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
            return
        if self._pressed is None:
            return
        start, line = self._pressed
        if (place - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            if self._dragging.may_carry(line):
                self._dragging.start(line)

    def release(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        view = self._view
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        found = view.cell_at(event.position().toPoint())
        line = view.lines.line(found[0]) if found is not None else None
        if found is None or line is None or line.key != pressed[1].key:
            return
        if self._alone:
            view.press_cell(*found)
        elif self._again and found[1] in (LINK, STRENGTH, LEADS) and not line.is_head:
            view.activate(line, found[1])

    def press_again(self, event: QMouseEvent) -> None:
        """The second press of a double click."""
        view, place = self._view, event.position().toPoint()
        found = view.cell_at(place)
        line = view.lines.line(found[0]) if found is not None else None
        self._pressed = None
        if found is None or line is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if line.is_head and place.x() < TRIANGLE:
            self.press(event)
        elif line.is_head or found[1] in (*TEXTS, BETTER):
            view.edit_current(line, found[1])
        elif found[1] == ANSWER:
            view.want_card(line)
        else:
            view.activate(line, found[1])

    def offer_at(self, place: QPoint) -> Line | None:
        """The row whose "Link one" lies under the pointer."""
        view, found = self._view, self._view.cell_at(place)
        line = view.lines.line(found[0]) if found is not None else None
        if found is None or line is None or line.is_head or found[1] not in TEXTS:
            return None
        row, column = found
        if (line.left if column == LEFT else line.right) is not None:
            return None
        box = offer_rect(view.measure, column, view.cell_rect(row, column)).adjusted(-4, -3, 4, 3)
        return line if box.contains(place) else None

"""The left button on the tree: folding by the triangle, choosing a row, carrying it away, opening it for editing.

A press shows the row as selected and tells nobody: what follows a selection (the article goes to the passage) would
take away the place that the row may be carried to. Letting go tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.link_drop import KEYS
from ui.outline.drag import DragControl
from ui.outline.measures import ROW_HEIGHT, SIGN_X, indent_of
from ui.outline.model import TEXT

if TYPE_CHECKING:
    from ui.outline.view import OutlineView


class Pressing:
    """What the buttons of the mouse do in a view."""

    def __init__(self, view: OutlineView, drag: DragControl) -> None:
        self._view, self._drag = view, drag
        self._pressed: tuple[QPoint, str] | None = None  # where the left button went down, and on which node
        self._extends = False  # letting go chooses as far as there

    def press(self, event: QMouseEvent) -> None:
        view, place = self._view, event.position().toPoint()
        self.give_up()
        left = event.button() == Qt.MouseButton.LeftButton
        folding = self.triangle_at(place) if left else None
        if folding is not None:
            view.set_folded(folding, not view.outline.is_folded(folding))
            return
        node_id = view.outline.node_at(view.rowAt(place.y()))
        if node_id is None:
            return
        view.finish_editing()  # before Qt does it, with rows that move under the pointer
        if left:
            self._press_row(event, place, node_id)
        elif node_id in view.state.chosen:
            view.choose_many([*(each for each in view.state.chosen if each != node_id), node_id])
        else:
            view.show_as_selected(node_id)
            view.choose(node_id)

    def _press_row(self, event: QMouseEvent, place: QPoint, node_id: str) -> None:
        """Shift chooses as far as here, Ctrl adds or leaves out; one of several chosen carries all of them."""
        view = self._view
        if event.modifiers() & KEYS == KEYS:  # it may be carried away to be linked
            self._pressed, self._extends = (place, node_id), True
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            view.extend_to(view.rowAt(place.y()))
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            view.toggle(node_id)
        else:
            self._pressed, self._extends = (place, node_id), False
            if node_id not in view.state.chosen:
                view.show_as_selected(node_id)

    def move(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        start, node_id = self._pressed
        if (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            view = self._view
            if self._drag.start([node_id] if self._extends else view.chosen_with(node_id)):
                if node_id not in view.state.chosen:
                    view.choose(node_id)
            else:
                self._view.show_selection_again()

    def release(self) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self._extends:
            self._view.extend_to(self._view.rowAt(pressed[0].y()))
        elif pressed is not None:
            self._view.choose(pressed[1])

    def give_up(self) -> None:
        """Forget a press; what is selected is shown so again."""
        if self._pressed is not None:
            self._pressed = None
            self._view.show_selection_again()

    def press_again(self, event: QMouseEvent) -> None:
        """The second press of a double click."""
        place = event.position().toPoint()
        node_id = self._view.outline.node_at(self._view.rowAt(place.y()))
        if event.button() != Qt.MouseButton.LeftButton or self.triangle_at(place) is not None:
            self.press(event)
        elif node_id is not None:
            self._pressed = None
            self._view.edit_node(node_id)

    def triangle_at(self, place: QPoint) -> str | None:
        """The node whose disclosure triangle lies under the pointer."""
        view = self._view
        row = view.rowAt(place.y())
        if row < 0 or place.y() - view.rowViewportPosition(row) > ROW_HEIGHT:
            return None
        shown = view.outline.row_at(row)
        right = SIGN_X + indent_of(shown.depth, view.columnWidth(TEXT))
        return shown.node.id if shown.has_children and right - 24 <= place.x() < right - 2 else None

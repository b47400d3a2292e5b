"""The left button on the map: choosing a card or several, unfolding, carrying cards away, drawing a band around some.

A press shows the card as selected and tells nobody: what follows a selection (the article goes to the passage) would
take away the place that the card may be carried to. Letting go tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication

from ui.article.timers import ViewTimer
from ui.map.fold_handle import FoldHandle

if TYPE_CHECKING:
    from ui.map.view import MapView

SCROLL_EVERY, SCROLL_EDGE, SCROLL_MOST = 30, 24, 24  # milliseconds, pixels, pixels a time
_ADDS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class Pressing:
    """What the left button does in a view, from its press to its release."""

    def __init__(self, view: MapView, handle: FoldHandle) -> None:
        self._view, self._handle = view, handle
        self._pressed: tuple[QPoint, str] | None = None  # where the button went down, and on which card
        self._adds = Qt.KeyboardModifier.NoModifier
        self.band: Band | None = None

    @property
    def is_on(self) -> bool:
        """Whether a press has not come to its end yet."""
        return self._pressed is not None or self.band is not None

    def press(self, event: QMouseEvent) -> None:
        view, place = self._view, event.position().toPoint()
        self.give_up()
        point, left = view.to_scene(place), event.button() == Qt.MouseButton.LeftButton
        folded = view.scene.fold_badge_at(point) if left else None
        if folded is not None:
            self._open(folded)
            return
        open_branch = self._handle.at(point) if left else None
        self._handle.follow(None)
        if open_branch is not None:
            view.set_folded(open_branch, True)
            return
        node_id = view.scene.node_at(point)
        view.finish_editing()  # its card may get smaller
        if node_id is None:
            if left:
                self.band = Band(view, place, bool(event.modifiers() & _ADDS))
        elif left:
            self._pressed, self._adds = (place, node_id), event.modifiers() & _ADDS
            if not self._adds and node_id not in view.state.chosen:
                view.show_chosen(node_id)
        elif node_id not in view.state.chosen:
            view.choose(node_id, still=True)

    def _open(self, node_id: str) -> None:
        """Show what a badge stands for: a folded branch, or what is too far from the selected node."""
        if node_id in self._view.state.folded:
            self._view.set_folded(node_id, False)
        else:
            self._view.choose(node_id, still=True)

    def move(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self.band is not None:
            self.band.move(place)
            return
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        start, node_id = self._pressed
        if (place - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self._view.carry(node_id)

    def release(self) -> None:
        pressed, self._pressed = self._pressed, None
        band, self.band = self.band, None
        if band is not None:
            band.finish()
        elif pressed is not None and self._adds:
            self._add(pressed[1], self._adds)
        elif pressed is not None:
            self._view.choose(pressed[1], still=True)

    def _add(self, node_id: str, keys: Qt.KeyboardModifier) -> None:
        """Ctrl takes one more or one less, Shift the siblings in between too."""
        view, chosen = self._view, list(self._view.state.chosen)
        if keys & Qt.KeyboardModifier.ControlModifier:
            if node_id in chosen:
                chosen.remove(node_id)
            else:
                chosen.append(node_id)
        else:
            between = self._between(view.selected_node(), node_id)
            chosen = [*(each for each in chosen if each not in between), *between]
        view.choose_several(chosen)

    def _between(self, first: str | None, last: str) -> list[str]:
        project = self._view.project
        if project is None or first is None or not project.has("node", first):
            return [last]
        node = project.node(last)
        siblings = [each.id for each in project.children(node.case_id, node.parent_id)]
        if first not in siblings:
            return [last]
        a, b = siblings.index(first), siblings.index(last)
        return siblings[a : b + 1] if a <= b else siblings[b : a + 1][::-1]

    def press_again(self, event: QMouseEvent) -> None:
        """The second press of a double click."""
        view = self._view
        point = view.to_scene(event.position())
        node_id = view.scene.node_at(point)
        if event.button() != Qt.MouseButton.LeftButton or view.scene.fold_badge_at(point) is not None:
            self.press(event)
        elif node_id is not None:
            self._pressed = None
            view.edit_node(node_id)

    def give_up(self) -> None:
        """Forget a press or a band; what is chosen is shown so again."""
        if self._pressed is not None:
            self._pressed = None
            self._view.show_chosen(self._view.selected_node())
        if self.band is not None:
            band, self.band = self.band, None
            band.drop()

    def timer(self, timer_id: int) -> bool:
        """A timer of the view went off; whether it was ours."""
        if self.band is None or self.band.timer.timerId() != timer_id:
            return False
        self.band.scroll()
        return True


class Band:
    """A frame drawn with the pointer: what it touches is chosen."""

    def __init__(self, view: MapView, start: QPoint, adds: bool) -> None:
        self._view = view
        self._press, self._start = start, view.to_scene(start)  # the corner stays on the map when that moves
        self._last = start
        self._kept = view.state.chosen if adds else ()
        self._drawn = False
        self.caught: tuple[str, ...] | None = None  # what is shown as chosen; None before the pointer has moved
        self.timer = ViewTimer(view)

    def move(self, place: QPoint) -> None:
        self._last = place
        if not self._drawn and (place - self._press).manhattanLength() < QApplication.startDragDistance():
            return
        self._drawn = True
        if self._pull() != QPoint(0, 0):
            if not self.timer.isActive():
                self.timer.start(SCROLL_EVERY)
        else:
            self.timer.stop()
        self._catch()

    def _pull(self) -> QPoint:
        """Which way the map moves while the pointer rests at or beyond an edge."""
        room, at = self._view.viewport().rect(), self._last

        def along(value: int, low: int, high: int) -> int:
            before, after = low + SCROLL_EDGE - value, value - (high - SCROLL_EDGE)
            return min(SCROLL_MOST, after) if after > 0 else -min(SCROLL_MOST, before) if before > 0 else 0

        return QPoint(along(at.x(), room.left(), room.right()), along(at.y(), room.top(), room.bottom()))

    def scroll(self) -> None:
        pull = self._pull()
        self._view.look(self._view.camera.moved(pull.x(), pull.y()))
        self._catch()

    def _catch(self) -> None:
        touched = self._view.scene.nodes_in(self._area())
        self.caught = (*self._kept, *(each for each in touched if each not in self._kept))
        self._view.viewport().update()

    def _area(self) -> QRectF:
        return QRectF(self._start, self._view.to_scene(self._last)).normalized()

    def finish(self) -> None:
        self.timer.stop()
        if self._drawn:
            self._catch()
            if self.caught:
                self._view.choose_several(list(self.caught))
            self._view.viewport().update()

    def drop(self) -> None:
        self.timer.stop()
        self._view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        if not self._drawn:
            return
        tokens = self._view.theme.tokens
        area = self._view.from_scene(self._area())
        ground = QColor(tokens.accent)
        ground.setAlphaF(0.08)
        painter.fillRect(area, ground)
        painter.setPen(QPen(tokens.accent, 1))
        painter.drawRect(area.adjusted(0, 0, -1, -1))

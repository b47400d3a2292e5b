"""Words dropped on the map: a passage from the article, or text from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDropEvent, QPainter

from ui.carried import words_of
from ui.map.landing import Landing, Where
from ui.map.marker import paint_landing
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.map.view import MapView


class WordsDrop:
    """Shows who would take the words (beside the cards: the branch in focus, or the top), and tells who did."""

    def __init__(self, view: MapView, theme: Theme) -> None:
        self._view, self._theme = view, theme
        self._place: QPoint | None = None
        self._node_id = ""

    @property
    def is_over(self) -> bool:
        return self._place is not None

    def over(self, event: QDropEvent) -> None:
        ready = self._view.case_id is not None and words_of(event.mimeData()) is not None
        self._show(event.position().toPoint() if ready else None)
        if ready:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def drop(self, event: QDropEvent) -> None:
        words, place = words_of(event.mimeData()), event.position().toPoint()
        self.leave()
        if words is None or self._view.case_id is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._view.words_dropped.emit(self._taker(place), words, self._view.viewport().mapToGlobal(place))

    def _taker(self, place: QPoint) -> str:
        """The node that takes words there; beside the cards that of the branch in focus, or "" for the top."""
        return self._view.scene.node_at(self._view.to_scene(place)) or self._view.state.top or ""

    def leave(self) -> None:
        self._show(None)

    def _show(self, place: QPoint | None) -> None:
        if place != self._place:
            self._place = place
            self._view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Over the map, in viewport pixels."""
        if self._place is None:
            return
        node_id = self._taker(self._place)
        landing = Landing(Where.ON, node_id) if node_id else Landing(Where.TOP)
        paint_landing(painter, self._view, landing, self._place)

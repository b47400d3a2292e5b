"""Words dropped on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter

from ui.map.landing import Landing, Where
from ui.map.marker import paint_landing
from ui.words_drop import WordsDrop

if TYPE_CHECKING:
    from ui.map.view import MapView


class MapWords(WordsDrop):
    """The card below the pointer takes them."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view.viewport(), view.words_dropped)
        self._view = view

    def has_case(self) -> bool:
        return self._view.case_id is not None

    def taker(self, place: QPoint) -> str:
        return self._view.scene.node_at(self._view.to_scene(place)) or self._view.state.top or ""

    def paint(self, painter: QPainter) -> None:
        if self.place is None:
            return
        node_id = self.taker(self.place)
        landing = Landing(Where.ON, node_id) if node_id else Landing(Where.TOP)
        paint_landing(painter, self._view, landing, self.place)

"""Nodes carried onto the cards of the map to be linked with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter

from models.project import Project
from ui.bubble import Bubble
from ui.link_drop import LinkDrop
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.map.view import MapView

AWAY, CORNER = 4, 7  # pixels of the viewport: from a card to its frame, and the frame's corners


class MapLinks(LinkDrop):
    """The card below the pointer is the one that is meant."""

    def __init__(self, view: MapView, theme: Theme, bubble: Bubble) -> None:
        super().__init__(view.viewport(), theme, bubble, view.link_dropped)
        self._view = view

    def project(self) -> Project | None:
        return self._view.project

    def case_id(self) -> str | None:
        return self._view.case_id

    def node_at(self, place: QPoint, carried: str) -> str:
        return self._view.scene.node_at(self._view.to_scene(place)) or ""

    def paint(self, painter: QPainter) -> None:
        painter.save()
        if self.marked is not None and (box := self._box(self.marked)) is not None:
            self.paint_marked(painter, box, CORNER)
        if self.target and not self.refusal and (box := self._box(self.target)) is not None:
            self.paint_frame(painter, box, CORNER)
        painter.restore()

    def _box(self, node_id: str) -> QRectF | None:
        card = self._view.scene.card(node_id)
        return QRectF(self._view.from_scene(card)).adjusted(-AWAY, -AWAY, AWAY, AWAY) if card is not None else None

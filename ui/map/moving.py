"""A held move key on the map: every repeat moves a mark on, letting go asks for one move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from models.entities import Node
from ui.map.landing import Landing, Where, upright
from ui.map.marker import paint_landing

if TYPE_CHECKING:
    from ui.map.view import MapView

_ENDS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
)


class HeldMove:
    """A move of the selected node among its siblings that has not been asked for yet."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._node_id: str | None = None
        self._steps = 0

    @property
    def is_on(self) -> bool:
        return self._node_id is not None

    def press(self, node_id: str, way: int) -> None:
        """One step more: forwards (1) or back (-1), as far as there are siblings."""
        if self._node_id not in (None, node_id):
            self.finish()
        siblings = self._siblings(node_id)
        at = next((i for i, node in enumerate(siblings) if node.id == node_id), None)
        if at is None:
            return
        self._node_id = node_id
        self._steps = max(-at, min(self._steps + way, len(siblings) - 1 - at))
        self._view.bring(siblings[at + self._steps].id)  # the mark stands beside it
        self._view.viewport().update()

    def release(self, event: QKeyEvent) -> None:
        if self.is_on and event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat() and event.key() in _ENDS:
            self.finish()

    def finish(self) -> None:
        """Ask for the move that the mark shows."""
        node_id, steps = self._node_id, self._steps
        self._node_id, self._steps = None, 0
        if node_id is None:
            return
        self._view.viewport().update()
        if steps:
            self._view.move_requested.emit(node_id, steps)

    def _siblings(self, node_id: str) -> Sequence[Node]:
        project = self._view.project
        if project is None or not project.has("node", node_id):
            return ()
        node = project.node(node_id)
        return project.children(node.case_id, node.parent_id)

    def paint(self, painter: QPainter) -> None:
        """The place where the branch would stand, in viewport pixels."""
        view, node_id = self._view, self._node_id
        if node_id is None or not self._steps or view.project is None:
            return
        siblings = self._siblings(node_id)
        at = next((i for i, node in enumerate(siblings) if node.id == node_id), None)
        if at is None or not 0 <= at + self._steps < len(siblings):
            return  # somebody else's edit came in between
        over = siblings[at + self._steps].id
        card = view.scene.card(over)
        if card is not None:
            stands = upright(view.scene, over)
            landing = Landing(Where.BESIDE, over, after=self._steps > 0, upright=stands)
            paint_landing(painter, view, landing, view.from_scene(card).center())

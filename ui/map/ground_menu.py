"""The menu of the map's free ground: how the map is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from models.messages import _
from ui.map.floats import ViewFloat

if TYPE_CHECKING:
    from ui.map.view import MapView


class GroundMenu(QMenu):
    """All of it in sight, the layouts and switches of the float, and the way out of a branch in focus."""

    def __init__(self, view: MapView, layout: ViewFloat) -> None:
        super().__init__(view)
        self._view = view
        self.fit = QAction(_("&Fit in the window"), self)
        self.whole_tree = QAction(_("&Whole tree"), self)
        self.fit.triggered.connect(lambda: view.fit())
        self.whole_tree.triggered.connect(lambda: view.focus_on(None))
        self.addActions([self.fit, self.whole_tree])
        self.addSeparator()
        self.addActions(layout.shapes.actions())

    def open(self, place: QPoint) -> None:
        """At a place in global pixels."""
        self.whole_tree.setVisible(self._view.state.top is not None)
        self.popup(place)

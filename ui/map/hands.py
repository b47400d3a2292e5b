"""What a person's hands do on the map: the editor over a card, what is carried, the signs that grow new nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter

from ui.map.dragging import DragControl
from ui.map.editing import CardEditing
from ui.map.growing import KindSigns
from ui.theme import Theme
from ui.typeahead import TypeAhead

if TYPE_CHECKING:
    from ui.map.view import MapView


class Hands(QObject):
    """Belongs to a view, which tells it of what has changed by `follow`."""

    followed = Signal()  # selection, focus or what is on show may have changed

    def __init__(self, view: MapView, theme: Theme) -> None:
        super().__init__(view)
        self.editing = CardEditing(view, theme)
        self.carrying = DragControl(view, theme)
        self.signs = KindSigns(view, theme)
        self.typed = TypeAhead()
        view.scrolled.connect(self.follow)

    def follow(self) -> None:
        """The selection, the focus, or what is on show and where, may have changed."""
        self.signs.follow()
        self.followed.emit()

    def paint(self, painter: QPainter) -> None:
        """What lies over the map, in viewport pixels."""
        self.carrying.paint(painter)
        self.signs.paint_ghost(painter)

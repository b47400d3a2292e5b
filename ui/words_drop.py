"""Words dropped on a view of the tree: a passage from the article, or text from anywhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtGui import QDropEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.carried import words_of


class WordsDrop:
    """Shows who would take the words, and tells who took them: `dropped(node or "", Words, global point)`.

    The outline and the map say where their nodes stand.
    """

    def __init__(self, port: QWidget, dropped: SignalInstance) -> None:
        self._port, self._dropped = port, dropped
        self.place: QPoint | None = None  # of the pointer, while words are over the view

    def has_case(self) -> bool:
        """Whether there is a tree to take words."""
        raise NotImplementedError

    def taker(self, place: QPoint) -> str:
        """The node that takes words let go of there; beside them all the branch in focus, or "" for the top."""
        raise NotImplementedError

    def paint(self, painter: QPainter) -> None:
        """Mark the taker, in viewport pixels."""
        raise NotImplementedError

    @property
    def is_over(self) -> bool:
        return self.place is not None

    def over(self, event: QDropEvent) -> None:
        ready = self.has_case() and words_of(event.mimeData()) is not None
        self._show(event.position().toPoint() if ready else None)
        if ready:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def drop(self, event: QDropEvent) -> None:
        words, place = words_of(event.mimeData()), event.position().toPoint()
        self.leave()
        if words is None or not self.has_case():
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._dropped.emit(self.taker(place), words, self._port.mapToGlobal(place))

    def leave(self) -> None:
        self._show(None)

    def _show(self, place: QPoint | None) -> None:
        if place != self.place:
            self.place = place
            self._port.update()

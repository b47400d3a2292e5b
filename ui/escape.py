"""Whether a drag was given up: Qt tells a view that it left, not why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent


class EscapeWatch(QObject):
    """Listens for Escape while something is carried over a view."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.was_pressed = False
        self._is_on = False

    def begin(self) -> None:
        """Something is over the view now."""
        application = QCoreApplication.instance()
        if not self._is_on and application is not None:
            self._is_on, self.was_pressed = True, False
            application.installEventFilter(self)

    def end(self) -> None:
        application = QCoreApplication.instance()
        if self._is_on and application is not None:
            self._is_on = False
            application.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.was_pressed |= event.key() == Qt.Key.Key_Escape
        return False

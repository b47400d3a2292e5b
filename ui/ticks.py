"""Entries and buttons that show or hide a part of the window are ticked while it is on show, whoever showed it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

_SHOWN = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class Ticks(QObject):
    """Keeps checkable actions in step with the parts of the window that they show."""

    def __init__(self, parts: Iterable[tuple[QAction, QWidget]], parent: QObject) -> None:
        """To be made once the actions have their handlers: a press ticks, whatever comes of it."""
        super().__init__(parent)
        self._actions: dict[QWidget, QAction] = {}
        for action, part in parts:
            self._actions[part] = action
            part.installEventFilter(self)
            action.triggered.connect(lambda _on=False, part=part: self._tick(part))
            self._tick(part)

    def _tick(self, part: QWidget) -> None:
        self._actions[part].setChecked(not part.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SHOWN and isinstance(watched, QWidget) and watched in self._actions:
            self._tick(watched)
        return False

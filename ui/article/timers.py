"""Timers of a view that end with it.

A QBasicTimer does not: the view goes when Qt deletes it, the timer only when Python lets go of it, and what fires in
between reaches for a view that is no more.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from shiboken6 import isValid


class ViewTimer:
    """Calls the view's `timerEvent` every so many milliseconds, until it is stopped or the view goes."""

    def __init__(self, view: QObject) -> None:
        self._view = view
        self._id = 0

    def start(self, milliseconds: int) -> None:
        self.stop()
        self._id = self._view.startTimer(milliseconds)

    def stop(self) -> None:
        if self._id and isValid(self._view):
            self._view.killTimer(self._id)
        self._id = 0

    def isActive(self) -> bool:
        return self._id != 0

    def timerId(self) -> int:
        """What a timer event names; 0 while it is stopped."""
        return self._id

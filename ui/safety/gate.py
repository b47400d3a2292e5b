"""Whether the project on show can be changed: where it cannot, no editor opens and nothing typed is lost."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.intents.intents import Intents


class Gate(QObject):
    """Closed while the window shows a project that can only be looked at. It is the window's `gate` (see ui.held)."""

    def __init__(self, intents: Intents) -> None:
        super().__init__(intents)
        self._intents = intents

    @property
    def is_closed(self) -> bool:
        session = self._intents.session
        return session is not None and session.workspace.why_read_only is not None

    def refuses(self, place: QWidget) -> bool:
        """Whether nothing can be changed; then it is said why, at `place`."""
        session = self._intents.session
        why = session.workspace.why_read_only if session is not None else None
        if why is None:
            return False
        self._intents.refuse(place, str(why))
        return True

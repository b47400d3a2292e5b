"""What commands have in common that show a window of their own, one at a time."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.theme import Theme


class WindowCommands(QObject):
    """Handlers of rows of ui.actions.ACTIONS. `dialog`: the window that is open, or None."""

    def __init__(self, intents: Intents, jobs: Jobs, theme: Theme) -> None:
        super().__init__(intents)
        self._intents, self._theme = intents, theme
        self._jobs = Jobs(self, inline=jobs.is_inline, threads=1)  # one at a time: they share what they have read
        self.dialog: Any = None

    def put_by(self) -> None:
        """Close what is open, whatever is going on in it, before its project goes."""
        if self.dialog is not None:
            getattr(self.dialog, "put_by", self.dialog.reject)()

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()

    def _on_finished(self, _result: int) -> None:
        self.dialog = None

    def _tell(self, words: str) -> None:
        if self._intents.session is not None:
            self._intents.session.told.emit(words)

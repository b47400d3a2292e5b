"""What the entry Bin of the Edit menu does; the window is imported on use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.bin.window import BinDialog


class BinCommands(QObject):
    """Handler of a row of ui.actions.ACTIONS."""

    def __init__(self, intents: Intents, jobs: Jobs, theme: Theme) -> None:
        super().__init__(intents)
        self._intents, self._theme = intents, theme
        self._jobs = Jobs(self, inline=jobs.is_inline, threads=1)
        self.dialog: BinDialog | None = None

    def put_by(self) -> None:
        """Close what is open before its project goes."""
        if self.dialog is not None:
            self.dialog.is_busy = False
            self.dialog.reject()

    def show_bin(self) -> None:
        """List what was deleted; put it back or remove it for good."""
        from ui.bin.window import BinDialog

        session = self._intents.session
        if session is None or self.dialog is not None:
            return
        dialog = BinDialog(self._theme, session, self._jobs, self._intents.window)
        dialog.told.connect(session.told)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()

    def _on_finished(self, _result: int) -> None:
        self.dialog = None

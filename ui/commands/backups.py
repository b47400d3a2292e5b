"""What the entry Backups of the File menu does; the window is imported on use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ui.files import Files
from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.safety.backups_keeper import BackupsKeeper
from ui.settings import Settings
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.safety.backups_window import BackupsDialog


class BackupCommands(QObject):
    """Handler of a row of ui.actions.ACTIONS, with the keeper that makes backups meanwhile."""

    def __init__(self, intents: Intents, files: Files, jobs: Jobs, theme: Theme, settings: Settings) -> None:
        super().__init__(intents)
        self._intents, self._files, self._theme, self._settings = intents, files, theme, settings
        self._jobs = Jobs(self, inline=jobs.is_inline, threads=1)
        self._dialog: BackupsDialog | None = None
        self.keeper = BackupsKeeper(jobs, self)

    @property
    def dialog(self) -> BackupsDialog | None:
        """The window that is open."""
        return self._dialog

    def put_by(self) -> None:
        """Close what is open before its project goes."""
        if self._dialog is not None:
            self._dialog.put_by()

    def backups(self) -> None:
        """List the backups of the project, with what differs from now; restore one."""
        from ui.safety.backups_window import BackupsDialog

        session, window = self._intents.session, self._intents.window
        if session is None or self._dialog is not None:
            return
        dialog = BackupsDialog(self._theme, self._settings, session, self._jobs, window)
        dialog.told.connect(self._tell)
        dialog.open_requested.connect(self._files.open)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()

    def _on_finished(self, _result: int) -> None:
        self._dialog = None

    def _tell(self, words: str) -> None:
        if self._intents.session is not None:
            self._intents.session.told.emit(words)

"""What the entry Backups of the File menu does; the window is imported on use."""

from __future__ import annotations

from ui.commands.windows import WindowCommands
from ui.files import Files
from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.safety.backups_keeper import BackupsKeeper
from ui.settings import Settings
from ui.theme import Theme


class BackupCommands(WindowCommands):
    """Handler of a row of ui.actions.ACTIONS, with the keeper that makes backups meanwhile."""

    def __init__(self, intents: Intents, files: Files, jobs: Jobs, theme: Theme, settings: Settings) -> None:
        super().__init__(intents, jobs, theme)
        self._files, self._settings = files, settings
        self.keeper = BackupsKeeper(jobs, self)

    def backups(self) -> None:
        """List the backups of the project, with what differs from now; restore one."""
        from ui.safety.backups_window import BackupsDialog

        session, window = self._intents.session, self._intents.window
        if session is None or self.dialog is not None:
            return
        dialog = BackupsDialog(self._theme, self._settings, session, self._jobs, window)
        dialog.told.connect(self._tell)
        dialog.open_requested.connect(self._files.open)
        self._open(dialog)

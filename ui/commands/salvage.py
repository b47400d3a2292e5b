"""What the entry Salvage of the File menu does; the window is imported on use."""

from __future__ import annotations

from pathlib import Path

from models.messages import _
from ui.commands.windows import WindowCommands
from ui.files import Files
from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.theme import Theme


class SalvageCommands(WindowCommands):
    """Handler of a row of ui.actions.ACTIONS."""

    def __init__(self, intents: Intents, files: Files, jobs: Jobs, theme: Theme) -> None:
        super().__init__(intents, jobs, theme)
        self._files = files
        files.salvage_wanted.connect(self.salvage)

    def salvage_file(self) -> None:
        """The damaged project on show; else ask for a file."""
        session = self._intents.session
        why = session.workspace.why_read_only if session is not None else None
        if session is not None and why is not None and why.key == "look.damaged":
            self.salvage(session.path)
            return
        path = self._files.ask_damaged(_("Salvage a damaged file"))
        if path is not None:
            self.salvage(path)

    def salvage(self, path: Path) -> None:
        """Show the window for a file."""
        from ui.safety.salvage_window import SalvageDialog

        if self.dialog is not None:
            return
        dialog = SalvageDialog(self._theme, path, self._jobs, self._intents.window)
        dialog.open_requested.connect(self._files.open)
        self._open(dialog)

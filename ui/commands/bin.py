"""What the entry Bin of the Edit menu does; the window is imported on use."""

from __future__ import annotations

from ui.commands.windows import WindowCommands


class BinCommands(WindowCommands):
    """Handler of a row of ui.actions.ACTIONS."""

    def show_bin(self) -> None:
        """List what was deleted; put it back or remove it for good."""
        from ui.bin.window import BinDialog

        session = self._intents.session
        if session is None or self.dialog is not None:
            return
        dialog = BinDialog(self._theme, session, self._jobs, self._intents.window)
        dialog.told.connect(session.told)
        self._open(dialog)

"""What the entry Shortcuts of the Help menu does; the window is imported on use."""

from __future__ import annotations

from ui.commands.windows import WindowCommands
from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.shortcuts import Shortcuts
from ui.theme import Theme


class ShortcutCommands(WindowCommands):
    """Handler of a row of ui.actions.ACTIONS."""

    def __init__(self, intents: Intents, shortcuts: Shortcuts, jobs: Jobs, theme: Theme) -> None:
        super().__init__(intents, jobs, theme)
        self._shortcuts = shortcuts

    def edit_shortcuts(self) -> None:
        """Choose the keys of commands."""
        from ui.dialogs.shortcuts import ShortcutsDialog

        if self.dialog is None:
            self._open(ShortcutsDialog(self._theme, self._shortcuts, self._intents.window))

"""What the entry Print of the File menu does. What it needs is imported on use: the window is painted before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.commands.windows import WindowCommands
from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.settings import Settings
from ui.theme import Theme


class PrintCommands(WindowCommands):
    """Handler of a row of ui.actions.ACTIONS. `chosen` gives the selected nodes."""

    def __init__(
        self, intents: Intents, chosen: Callable[[], Sequence[str]], jobs: Jobs, theme: Theme, settings: Settings
    ) -> None:
        super().__init__(intents, jobs, theme)
        self._chosen, self._settings = chosen, settings

    def print_pages(self) -> None:
        """Choose what is printed, see the pages, print them or save them as PDF."""
        from ui.printing.dialog import PrintDialog

        session, window = self._intents.session, self._intents.window
        if session is None or self.dialog is not None:
            return
        dialog = PrintDialog(self._theme, self._settings, session, self._jobs, self._chosen(), window)
        dialog.told.connect(self._tell)
        self._open(dialog)

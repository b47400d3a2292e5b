"""What the entry Print of the File menu does. What it needs is imported on use: the window is painted before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.settings import Settings
from ui.theme import Theme


class PrintCommands(QObject):
    """Handler of a row of ui.actions.ACTIONS. `chosen` gives the selected nodes."""

    def __init__(
        self, intents: Intents, chosen: Callable[[], Sequence[str]], jobs: Jobs, theme: Theme, settings: Settings
    ) -> None:
        super().__init__(intents)
        self._intents, self._chosen, self._theme, self._settings = intents, chosen, theme, settings
        self._jobs = Jobs(self, inline=jobs.is_inline, threads=1)  # fonts are for one thread at a time
        self._dialog: QDialog | None = None

    @property
    def dialog(self) -> QDialog | None:
        """The window that is open."""
        return self._dialog

    def put_by(self) -> None:
        """Close what is open before its project goes."""
        if self._dialog is not None:
            self._dialog.reject()

    def print_pages(self) -> None:
        """Choose what is printed, see the pages, print them or save them as PDF."""
        from ui.printing.dialog import PrintDialog

        session, window = self._intents.session, self._intents.window
        if session is None or self._dialog is not None:
            return
        dialog = PrintDialog(self._theme, self._settings, session, self._jobs, self._chosen(), window)
        dialog.told.connect(self._tell)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()

    def _on_finished(self, _result: int) -> None:
        self._dialog = None

    def _tell(self, words: str) -> None:
        if self._intents.session is not None:
            self._intents.session.told.emit(words)

"""What the entries of the menus do that take maps out: the export window, the last export once more, the clipboard.

What they need is imported on use: the window is painted before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import UserError
from models.messages import _
from ui.commands.windows import WindowCommands
from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.notices import Notices
from ui.settings import Settings
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.exporting.wanted import Wanted


class ExportCommands(WindowCommands):
    """Handlers of ui.actions.ACTIONS. `chosen` gives the selected nodes."""

    def __init__(
        self,
        intents: Intents,
        chosen: Callable[[], Sequence[str]],
        notices: Notices,
        jobs: Jobs,
        theme: Theme,
        settings: Settings,
    ) -> None:
        super().__init__(intents, jobs, theme)
        self._chosen, self._notices, self._settings = chosen, notices, settings

    # -- windows

    def export_map(self) -> None:
        """Choose a format, see what comes of it, and write it."""
        self._export("")

    def export_references(self) -> None:
        """The same, with the references of all articles first."""
        from ui.exporting.groups import Group, group_of, writable
        from ui.exporting.remembered import key_of, recall

        session = self._intents.session
        known = [each.name for each in writable() if group_of(each) is Group.REFERENCES]
        if session is not None and known:
            kept = recall(self._settings, key_of(session)).format
            self._export(kept if kept in known else "bibtex" if "bibtex" in known else known[0])

    def _export(self, first: str) -> None:
        from ui.exporting.dialog import ExportDialog

        session, window = self._intents.session, self._intents.window
        if session is None or self.dialog is not None:
            return
        dialog = ExportDialog(self._theme, self._settings, session, self._jobs, self._chosen(), window, first=first)
        dialog.told.connect(self._tell)
        self._open(dialog)

    def show_formats(self) -> None:
        """What can be read and written."""
        from ui.exporting.formats_page import FormatsPage

        if self.dialog is None:
            self._open(FormatsPage(self._theme, self._intents.window))

    # -- without a window

    def repeat_export(self) -> None:
        """The last export once more: the same part in the same format into the same file."""
        from ui.exporting.quietly import repeated, write_quietly

        session = self._intents.session
        if session is None or self.dialog is not None:
            return
        found = repeated(session, self._settings)
        if found is None:
            self.export_map()
        else:
            write_quietly(session, self._jobs, *found, _("Exported again to {path}"), self._tell, self._on_failed)

    def export_to(self, path: Path, name: str, wanted: Wanted | None = None) -> None:
        """Write a part (None: what was exported last, else what is on show) in a format, as it is at first."""
        from ui.exporting.groups import named
        from ui.exporting.making import Order
        from ui.exporting.quietly import usual, write_quietly

        session, found = self._intents.session, named(name)
        if session is not None and found is not None:
            order = Order(found, wanted if wanted is not None else usual(session, self._settings))
            write_quietly(session, self._jobs, order, path, _("Exported to {path}"), self._tell, self._on_failed)

    def copy_map(self) -> None:
        """What is usually exported, or the branches of several chosen nodes, as rich text and Markdown."""
        from ui.exporting.quietly import copy_quietly

        session = self._intents.session
        if session is not None:
            copy_quietly(session, self._settings, self._jobs, self._chosen(), self._tell, self._on_failed)

    def _tell(self, words: str) -> None:
        """Say it where the window says such things; another project may be open by now."""
        if self._intents.session is not None:
            self._intents.session.told.emit(words)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._notices.failed(str(error))

"""What the entries of the menus do that take maps out: the export window, the last export once more, the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from models.errors import UserError
from models.messages import _, ngettext
from ui.exporting.apart import Apart
from ui.exporting.carrying import Carried, carried, put
from ui.exporting.dialog import ExportDialog
from ui.exporting.formats_page import FormatsPage
from ui.exporting.groups import Group, group_of, named, writable
from ui.exporting.making import Made, Order, make
from ui.exporting.remembered import key_of, recall, sound
from ui.exporting.wanted import Part, Wanted, parts_of, proposed
from ui.exporting.writing import write
from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.notices import Notices, shown_path
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme


class ExportCommands(QObject):
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
        super().__init__(intents)
        self._intents, self._chosen, self._notices = intents, chosen, notices
        self._theme, self._settings = theme, settings
        self._jobs = Jobs(self, inline=jobs.is_inline, threads=1)  # they share copies of the project
        self._dialog: QDialog | None = None

    @property
    def dialog(self) -> QDialog | None:
        """The window that is open."""
        return self._dialog

    def put_by(self) -> None:
        """Close what is open before its project goes."""
        if self._dialog is not None:
            self._dialog.reject()

    # -- windows

    def export_map(self) -> None:
        """Choose a format, see what comes of it, and write it."""
        self._export("")

    def export_references(self) -> None:
        """The same, with the references of all articles first."""
        session = self._intents.session
        known = [each.name for each in writable() if group_of(each) is Group.REFERENCES]
        if session is not None and known:
            kept = recall(self._settings, key_of(session)).format
            self._export(kept if kept in known else "bibtex" if "bibtex" in known else known[0])

    def _export(self, first: str) -> None:
        session = self._intents.session
        if session is None or self._dialog is not None:
            return
        dialog = ExportDialog(
            self._theme, self._settings, session, self._jobs, self._chosen(), self._intents.window, first=first
        )
        dialog.told.connect(session.told)
        self._open(dialog)

    def show_formats(self) -> None:
        """What can be read and written."""
        if self._dialog is None:
            self._open(FormatsPage(self._theme, self._intents.window))

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self, _result: int) -> None:
        self._dialog = None

    # -- without a window

    def repeat_export(self) -> None:
        """The last export once more: the same part in the same format into the same file."""
        session = self._intents.session
        if session is None:
            return
        last = recall(self._settings, key_of(session)).last
        found = named(last.format) if last is not None else None
        if last is None or found is None or not last.wanted.is_there(session.project):
            self.export_map()
            return
        order = Order.of(found, last.wanted, sound(found, last.options))
        self._write(session, order, last.path, _("Exported again to {path}"))

    def export_to(self, path: Path, name: str, wanted: Wanted | None = None) -> None:
        """Write a part (None: what was exported last, else what is on show) in a format, as it is at first."""
        session = self._intents.session
        found = named(name)
        if session is not None and found is not None:
            order = Order(found, wanted if wanted is not None else self._usual(session))
            self._write(session, order, path, _("Exported to {path}"))

    def _write(self, session: Session, order: Order, path: Path, words: str) -> None:
        apart = Apart(session)

        def work() -> Made:
            made = make(apart, order)
            write(apart.path, path, made)
            return made

        def then(made: Made) -> None:
            said = [words.format(path=shown_path(path)), *map(str, made.losses)]
            session.told.emit(". ".join(said[:1]) + ("." if made.losses else "") + "".join(f" {s}" for s in said[1:]))

        self._jobs.run(work, then, self._on_failed)

    def copy_map(self) -> None:
        """What is usually exported, or the branches of several chosen nodes, as rich text and Markdown."""
        session, found = self._intents.session, named("markdown")
        if session is None or found is None:
            return
        parts = parts_of(session, self._chosen())
        branches = parts.get(Part.BRANCHES)
        several = branches is not None and len(self._chosen()) > 1
        wanted = branches if several and branches is not None else self._usual(session)
        order = Order.of(found, wanted, recall(self._settings, key_of(session)).chosen(found))
        apart = Apart(session)

        def work() -> tuple[Made, Carried]:
            made = make(apart, order)
            return made, carried(apart, made)

        def then(both: tuple[Made, Carried]) -> None:
            made, what = both
            put(what)
            words = ngettext(
                "Copied {count} point as rich text and Markdown.",
                "Copied {count} points as rich text and Markdown.",
                made.points,
            )
            session.told.emit(words.format(count=f"{made.points:,}"))

        self._jobs.run(work, then, self._on_failed)

    def _usual(self, session: Session) -> Wanted:
        """The part that was exported last, else the pairing, a case, everything."""
        parts = parts_of(session, ())
        return parts[proposed(parts, recall(self._settings, key_of(session)).part)]

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._notices.failed(str(error))

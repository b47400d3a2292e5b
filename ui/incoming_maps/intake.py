"""Bringing maps in: from files, by way of a window that shows what they become, into the open project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from models.errors import UserError
from models.importing.progress import Cancelled
from models.messages import _
from ui.files import Files
from ui.held import refused
from ui.importing.intake import name_of
from ui.importing.reading import Readers, Reads
from ui.incoming_maps.building import Building
from ui.incoming_maps.dialog import MapDialog
from ui.jobs import Job, Jobs
from ui.notices import Notices
from ui.session import Session
from ui.theme import Theme

if TYPE_CHECKING:
    from models.authoring.maps import Taken
    from models.messages import Message
    from storage.maps import ReadMap
    from ui.incoming_maps.building import Built


class MapIntake(QObject):
    """One map at a time, several files one after the other.

    `imported(case id)` with the first new case of each, `ended()` when none of the files is left.
    """

    imported = Signal(str)
    ended = Signal()

    def __init__(
        self, window: QWidget, theme: Theme, notices: Notices, jobs: Jobs, files: Files, readers: Readers
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._notices = window, theme, notices
        self._jobs, self._files, self._readers = jobs, files, readers
        self._waiting: list[Path] = []
        self._session: Session | None = None
        self._dialog: MapDialog | None = None
        self._job = Job()
        self._read: ReadMap | None = None

    @property
    def dialog(self) -> MapDialog | None:
        """The window that is open."""
        return self._dialog

    def import_map(self) -> None:
        """Ask for files."""
        if self._dialog is None:
            self._readers.warm()
            self.open_maps(self._files.ask_maps(_("Import a map")))

    def open_maps(self, paths: Sequence[Path]) -> None:
        """Show what the files become, one after the other. Without an open project a new one is asked for first."""
        if self._dialog is not None or not paths:
            return
        if self._files.session is None:
            self._files.new_project(_("New project for what is imported"))
        self._session = self._files.session
        if self._session is not None and not refused(self._window):
            self._waiting = list(paths)
            self._next()

    def _next(self) -> None:
        if not self._waiting or self._session is not self._files.session:
            self._waiting = []
            self.ended.emit()
            return
        from storage.formats.registry import formats
        from storage.maps import MAPS

        path = self._waiting.pop(0)
        readers = [(each.name, _(each.title)) for each in formats() if each.can_read and each.subject in MAPS]
        dialog = MapDialog(self._theme, name_of(path), readers, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.asked.connect(lambda name: self._start(path, name))
        dialog.wanted.connect(self._take)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()
        self._start(path, "")

    def _start(self, path: Path, format_name: str) -> None:
        dialog, reader = self._dialog, self._readers.get()
        if dialog is None:
            return
        self._job.cancel()
        dialog.begin()

        def failed(error: Exception) -> None:
            if self._dialog is dialog:
                dialog.fail(str(error) if isinstance(error, UserError) else _("It could not be read."))
            if not isinstance(error, UserError | Cancelled):
                raise error

        self._job = self._jobs.run(lambda: _read(reader, path, format_name), self._on_read, failed)

    def _on_read(self, read: ReadMap) -> None:
        from models.authoring.maps import known_articles

        if self._dialog is None or self._session is None:
            return
        self._read = read
        project = self._session.project
        articles = {article.id: article.title for article in project.articles()}
        found = known_articles(project, read.graph, read.arranged) if read.whole is None else {}
        self._dialog.show_read(read, articles, found)

    def _take(self, over: Mapping[str, str]) -> None:
        session, read, dialog = self._session, self._read, self._dialog
        if session is None or read is None or dialog is None:
            return
        building = Building(session, read, {key: article_id or None for key, article_id in over.items()})

        def done(made: tuple[Taken, list[Message]]) -> None:
            taken, told = made
            dialog.accept()
            if taken.case_ids:
                self.imported.emit(taken.case_ids[0])
            if told:
                self._notices.listed(str(taken.told(read.name)), [str(each) for each in told])
            else:
                self._files.told.emit(str(taken.told(read.name)))

        def commit(built: Built) -> None:
            if self._dialog is dialog:
                building.take(built)
                land()

        def land() -> None:
            if self._session is session and self._dialog is dialog:
                session.do(building.making, then=done, otherwise=lambda error: dialog.refuse(str(error)))

        def failed(error: Exception) -> None:
            if self._dialog is dialog:
                dialog.refuse(str(error) if isinstance(error, UserError) else _("It could not be taken in."))
            if not isinstance(error, UserError | Cancelled):
                raise error

        dialog.wait()
        self._job = self._jobs.run(building.work, commit, failed)

    def _on_finished(self, _result: int) -> None:
        self._job.cancel()
        if self._read is None:
            self._readers.stop()
        self._dialog, self._read = None, None
        self._next()

    def put_by(self) -> None:
        """Close what is open before its project goes."""
        self._waiting = []
        if self._dialog is not None:
            self._dialog.reject()


def _read(reader: Reads, path: Path, format_name: str) -> ReadMap:
    """The map in a file, for a job. Raises UserError."""
    from storage.formats.registry import by_name
    from storage.maps import MAPS, companions_of, kind_of, open_map

    original = open_map(path)
    found = by_name(format_name) if format_name else kind_of(original.data, original.name, MAPS)
    return reader.map(original, companions_of(path, found), found.name)

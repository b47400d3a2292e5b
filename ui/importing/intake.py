"""Bringing articles in: from files, folders, the clipboard and drops, by way of the preview, into the open project."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from models.importing.incoming import Incoming
from models.importing.known import already_there
from models.importing.original import Original
from models.messages import Message, _, ngettext
from ui.files import Files
from ui.held import refused
from ui.importing.pasting import offer_of
from ui.importing.reading import Document, Readers, Reading, Reads
from ui.importing.storing import Storing
from ui.importing.wanted import Wanted
from ui.jobs import Jobs
from ui.notices import Notices
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme

if TYPE_CHECKING:
    from storage.formats.registry import Subject
    from ui.importing.dialog import ImportDialog

MOST_HELD = 1_500_000_000  # bytes and characters that wait in memory to be imported


class Intake(QObject):
    """One import at a time. `imported(case)` when the window of an import has done, with the first new case."""

    imported = Signal(str)

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        settings: Settings,
        notices: Notices,
        jobs: Jobs,
        files: Files,
        make_reader: Callable[[], Reads] | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._settings = window, theme, settings
        self._notices, self._jobs, self._files = notices, jobs, files
        self.readers = Readers(jobs, make_reader)
        self._reading = Reading(self.readers, jobs, self)
        self._storing = Storing(lambda: files.session, jobs, self)
        self._dialog: ImportDialog | None = None
        self._session: Session | None = None  # into which the articles of the open window go
        self._came: dict[int, Incoming] = {}
        self._held = 0  # bytes and characters of what arrived and is not stored
        self._digests: dict[str, str] = {}  # of the bytes that arrived: whose they are
        self._new: list[str] = []  # the cases that were made
        self._references: list[Path] = []
        self._maps: list[Path] = []
        # What takes lists of references once the articles beside them are in; None: their reader says what they are.
        self.take_references: Callable[[list[Path]], None] | None = None
        self.take_maps: Callable[[list[Path]], None] | None = None  # the same for argument maps
        self._reading.told.connect(self._on_told)
        self._reading.arrived.connect(self._on_arrived)
        self._reading.failed.connect(self._on_failed)
        self._storing.stored.connect(self._on_stored)
        self._storing.refused.connect(self._on_refused)
        self._storing.ended.connect(self._on_ended)

    @property
    def dialog(self) -> ImportDialog | None:
        """The window of the import that is going on."""
        return self._dialog

    # -- what is brought in

    def import_files(self) -> None:
        """Ask for files."""
        self.readers.warm()
        paths = self._files.ask_articles(_("Import articles"))
        if paths:
            self.import_paths(paths)

    def import_folder(self) -> None:
        """Ask for a folder; what can be read in it and below is brought in."""
        folder = self._files.ask_folder(_("Import a folder"))
        if folder is not None:
            self.import_paths([folder])

    def paste_article(self) -> None:
        """The clipboard as an article: a page before its plain text; files that were copied as files."""
        self._take(QGuiApplication.clipboard().mimeData() or QMimeData())

    def take_drop(self, data: QMimeData) -> bool:
        """What was let go of over the window. The program it comes from is not kept waiting."""
        offer = offer_of(data)
        if offer.files:
            files = list(offer.files)
            QTimer.singleShot(0, self, lambda: self.import_paths(files))
        elif offer.original is not None:
            original = offer.original
            QTimer.singleShot(0, self, lambda: self.import_original(original))
        else:
            QTimer.singleShot(0, self, lambda: self._notices.failed(offer.sentence))
        return True

    def _take(self, data: QMimeData) -> None:
        offer = offer_of(data)
        if offer.files:
            self.import_paths(list(offer.files))
        elif offer.original is not None:
            self.import_original(offer.original)
        else:
            self._notices.failed(offer.sentence)

    def import_original(self, original: Original) -> None:
        """A document that is no file: what was pasted or dropped."""
        self._with_project(lambda: self._begin([original]))

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Files and folders, in their order. A project on its own is opened, references go to their own window."""
        from storage.database import SUFFIX

        if len(paths) == 1 and paths[0].suffix.lower() == SUFFIX and not os.path.isdir(paths[0]):
            self._files.open(paths[0])
        elif paths:
            self._with_project(lambda: self._find(list(paths)))

    def _with_project(self, go_on: Callable[[], None]) -> None:
        """Without an open project a new one is asked for first."""
        if self._dialog is not None:
            self._notices.failed(_("Other articles are being imported. Finish that first."))
            return
        if self._files.session is None:
            self._files.new_project(_("New project for what is imported"))
        if self._files.session is not None and not refused(self._window):
            go_on()

    def _find(self, paths: list[Path]) -> None:
        session = self._files.session

        def found(held: dict[Path, Subject]) -> None:
            if not held:
                self._notices.failed(_("There is no file in the folder that can be read as an article."))
            elif session is self._files.session and self._dialog is None:
                self._sort(held)

        self._jobs.run(lambda: _held_by(paths), found, self._files.on_failed)

    def _sort(self, held: Mapping[Path, Subject]) -> None:
        from storage.maps import MAPS

        paths = list(held)
        self._references = [path for path in paths if held[path] == "references" and self.take_references is not None]
        self._maps = [path for path in paths if held[path] in MAPS and self.take_maps is not None]
        others = {*self._references, *self._maps}
        articles: list[Document] = [path for path in paths if path not in others]
        if articles:
            self._begin(articles)
        else:
            self.take_others()

    def take_others(self) -> None:
        """Maps come when the articles beside them are in, then the lists of references."""
        maps, self._maps = self._maps, []
        if maps and self.take_maps is not None:
            self.take_maps(maps)  # whoever takes them calls again at their end
            return
        references, self._references = self._references, []
        if references and self.take_references is not None:
            self.take_references(references)

    # -- the window of an import

    def _begin(self, documents: Sequence[Document]) -> None:
        from ui.importing.dialog import ImportDialog

        self._session = self._files.session
        self._came, self._digests, self._new, self._held = {}, {}, [], 0
        articles = self._session.project.articles() if self._session is not None else []
        taken = [article.citekey for article in articles if article.citekey]
        dialog = ImportDialog(self._theme, self._settings, self._jobs, self._window, taken=taken)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.store_wanted.connect(self._store)
        dialog.stopped.connect(self._stop)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.begin([name_of(document) for document in documents])
        dialog.open()
        self._reading.start(documents)

    def _on_told(self, at: int, done: int, total: int) -> None:
        if self._dialog is not None:
            self._dialog.tell(at, done, total)

    def _on_arrived(self, at: int, came: Incoming, digest: str) -> None:
        if self._dialog is None or self._session is None:
            return
        self._held += len(came.data) + len(came.extract.text)
        if self._held > MOST_HELD:
            self._dialog.fail(at, _("It is too much at once: import what has been read, then the rest."))
            return
        self._came[at] = came
        more = []
        known = already_there(self._session.project, came.about, digest)
        if known is not None:
            more.append(Message("article.already_there", {"title": known.title}))
        is_same = digest in self._digests or (known is not None and known.source_hash == digest)
        if is_same and len(self._dialog.entries) > 1:
            self._dialog.entries[at].ticked = False  # the same bytes once more are imported where that is wanted
        if digest in self._digests:
            more.append(Message("article.twice_at_once", {"name": self._digests[digest]}))
        self._digests.setdefault(digest, came.name or came.about.title)
        if more:
            came = replace(came, extract=replace(came.extract, warnings=(*more, *came.extract.warnings)))
        self._dialog.arrive(at, came)

    def _on_failed(self, at: int, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(at, sentence)

    def _store(self, wanted: list[Wanted]) -> None:
        if self._session is None or self._storing.is_busy:
            return
        # what is said of the project today does not belong into the article's record
        self._storing.start(self._session, [replace(each, came=self._came[each.at]) for each in wanted])

    def _on_stored(self, at: int, case_id: str) -> None:
        self._new.append(case_id)
        if self._dialog is not None:
            self._dialog.stored(at)
        else:
            self._tell()  # it waited for the file when the window was closed

    def _on_refused(self, at: int, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.refused(at, sentence)

    def _on_ended(self) -> None:
        if self._dialog is not None:
            self._dialog.finish()

    def _stop(self) -> None:
        self._reading.stop()
        self._storing.stop()

    def _on_finished(self, _result: int) -> None:
        self._dialog = None
        self._reading.stop()
        self._storing.let_go()
        self._came, self._digests, self._held = {}, {}, 0
        self._tell()
        self.take_others()

    def _tell(self) -> None:
        new, self._new = self._new, []
        if new and self._session is self._files.session:
            self.imported.emit(new[0])
            if len(new) > 1:
                words = ngettext("{count} article imported", "{count} articles imported", len(new))
                self._files.told.emit(words.format(count=f"{len(new):,}"))

    # -- when the project or the window goes

    def put_by(self, *, is_closing: bool = False) -> None:
        """Close the window of an import before its project goes, and say what was not imported."""
        dialog = self._dialog
        if dialog is None:
            return
        left = len(dialog.entries) - len(self._new)
        dialog.reject()
        if left and not is_closing:
            words = ngettext(
                "{count} article was not imported: another project was opened.",
                "{count} articles were not imported: another project was opened.",
                left,
            )
            self._notices.failed(words.format(count=left))

    def close(self) -> None:
        """The window closes: nothing is read any more."""
        self.put_by(is_closing=True)
        self._reading.stop()
        self.readers.close()


def name_of(document: Document) -> str:
    """A document's name as people read it."""
    if isinstance(document, Original):
        return document.name or _("What was pasted")
    return os.fsencode(document.name).decode("utf-8", "replace")


def _held_by(paths: Sequence[Path]) -> dict[Path, Subject]:
    """What each file holds, those of folders too, as far as their names and beginnings tell; for a job."""
    from storage.maps import subject_of

    return {path: subject_of(path) for path in _files_of(paths)}


def _files_of(paths: Sequence[Path]) -> list[Path]:
    """The files, and what can be read in the folders. Raises UserError."""
    from storage.articles import articles_in

    return [file for path in paths for file in (articles_in(path) if os.path.isdir(path) else [path])]

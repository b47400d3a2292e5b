"""An article's text made anew: from its own original with today's readers, or from a newer copy, by way of the preview.

What comes of it goes on to the review of the passages (ui.intents.correction); nothing is stored here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from models.authoring.library import Source
from models.authoring.references import about_of
from models.entities import Article
from models.errors import UserError
from models.importing.incoming import Incoming, Record, source_of
from models.importing.original import Original
from models.messages import Message
from ui.files import Files
from ui.importing.reading import Document, Readers, Reading
from ui.importing.storing import keep_large
from ui.importing.wanted import Wanted
from ui.jobs import Jobs
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.importing.dialog import ImportDialog


@dataclass(frozen=True, slots=True)
class Stored:
    """What the project holds of an article's original. `is_whole`: the bytes, not only the text that was read."""

    original: Original
    is_whole: bool = True
    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Newer:
    """A text for an article: what is stored of it, and where blocks begin whose looks the user has just decided."""

    source: Source
    decided: frozenset[int]


class Rereading(QObject):
    """`ready(article id, Newer)` when the user has seen the preview and goes on to the passages."""

    ready = Signal(str, object)

    def __init__(
        self, window: QWidget, theme: Theme, settings: Settings, jobs: Jobs, files: Files, readers: Readers
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._settings = window, theme, settings
        self._jobs, self._files = jobs, files
        self._reading = Reading(readers, jobs, self)
        self._dialog: ImportDialog | None = None
        self._session: Session | None = None
        self._article = ""
        self._stored: Stored | None = None  # None: a newer copy is read
        self._newer: Newer | None = None
        self._reading.told.connect(lambda at, done, total: self._with_dialog(lambda d: d.tell(at, done, total)))
        self._reading.arrived.connect(self._on_arrived)
        self._reading.failed.connect(lambda at, sentence: self._with_dialog(lambda d: d.fail(at, sentence)))

    @property
    def dialog(self) -> ImportDialog | None:
        return self._dialog

    def read_again(self, article_id: str) -> None:
        """From what the project holds of the original, with the switches of the last time."""
        session = self._files.session
        if session is None or self._dialog is not None:
            return
        article = session.project.article(article_id)

        def found(stored: Stored) -> None:
            if session is self._files.session and self._dialog is None:
                self._begin(article, stored.original, stored)

        path: Path = getattr(session.workspace.store, "path", session.path)
        self._jobs.run(lambda: stored_of(path, article), found, self._files.on_failed)

    def read_newer(self, path: Path, article_id: str) -> None:
        """From a file of any format that is read."""
        session = self._files.session
        if session is not None and self._dialog is None:
            self._begin(session.project.article(article_id), path, None)

    def _begin(self, article: Article, document: Document, stored: Stored | None) -> None:
        from ui.importing.dialog import ImportDialog
        from ui.importing.intake import name_of

        self._session, self._article, self._stored, self._newer = self._files.session, article.id, stored, None
        off, on = (stored.off, stored.on) if stored is not None else ((), ())
        about = about_of(article)
        dialog = ImportDialog(self._theme, self._settings, self._jobs, self._window, again=about, off=off, on=on)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.store_wanted.connect(self._make)
        dialog.stopped.connect(self._reading.stop)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.begin([article.title if stored is not None else name_of(document)])
        dialog.open()
        self._reading.start([document])

    def _with_dialog(self, say: Callable[[ImportDialog], None]) -> None:
        if self._dialog is not None:
            say(self._dialog)

    def _on_arrived(self, at: int, came: Incoming, _digest: str) -> None:
        if self._stored is not None and not self._stored.is_whole:
            warnings = (Message("article.original_not_kept"), *came.extract.warnings)
            came = replace(came, extract=replace(came.extract, warnings=warnings))
        self._with_dialog(lambda dialog: dialog.arrive(at, came))

    def _make(self, wanted: list[Wanted]) -> None:
        """What is to be stored, made in a job with its large contents put into the file; the passages come next."""
        session, stored = self._session, self._stored
        if session is None or len(wanted) != 1:
            return
        one, store = wanted[0], session.workspace.store
        if stored is not None and not stored.is_whole:
            one = replace(one, keep=False)
        off, on = (stored.off, stored.on) if stored is not None else ((), ())

        def work() -> Newer:
            newer = Newer(
                source_of(one.came, one.about, one.off, one.on, keep_original=one.keep), decided(one, off, on)
            )
            keep_large(newer.source, store)
            return newer

        def made(newer: Newer) -> None:
            if self._dialog is not None and session is self._files.session:
                self._newer = newer
                self._dialog.stored(one.at)
                self._dialog.finish()

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                self._with_dialog(lambda dialog: dialog.refused(one.at, str(error)))
                self._with_dialog(lambda dialog: dialog.finish())
            else:
                raise error

        self._jobs.run(work, made, failed)

    def _on_finished(self, _result: int) -> None:
        self._dialog = None
        self._reading.stop()
        newer, self._newer = self._newer, None
        if newer is not None and self._session is self._files.session:
            self.ready.emit(self._article, newer)

    def put_by(self) -> None:
        """Close the window before its project goes."""
        if self._dialog is not None:
            self._newer = None
            self._dialog.reject()


def decided(wanted: Wanted, off: tuple[str, ...], on: tuple[str, ...]) -> frozenset[int]:
    """Where blocks begin that look another way than with the switches before: by that the user decided about them."""
    if (tuple(sorted(wanted.off)), tuple(sorted(wanted.on))) == (tuple(sorted(off)), tuple(sorted(on))):
        return frozenset()
    was, now = wanted.came.built(off, on), wanted.came.built(wanted.off, wanted.on)
    looks = {at: (b.kind, b.level, b.hidden) for at, b in zip(was.origins, was.layout.blocks, strict=True)}
    return frozenset(
        block.start
        for at, block in zip(now.origins, now.layout.blocks, strict=True)
        if looks.get(at) != (block.kind, block.level, block.hidden)
    )


def stored_of(path: Path, article: Article) -> Stored:
    """What a project holds of an article's original; over a connection of its own, for a job. Raises UserError."""
    from storage.store import SqliteStore

    store = SqliteStore(path)
    try:
        record = _record(store.blob(article.record_hash)) if article.record_hash else None
        data = store.blob(article.source_hash)
    finally:
        store.close()
    if record is None:  # a project of before records were kept: the bytes were kept in any case
        return Stored(Original("", data, article.media_type, article.url))
    if record.kept:
        return Stored(Original(record.file, data, article.media_type, article.url), True, record.off, record.on)
    media_type = article.media_type if article.media_type == "text/markdown" else "text/plain"
    return Stored(Original("", data, media_type, article.url), False, record.off, record.on)


def _record(data: bytes) -> Record | None:
    """None for what a newer or a damaged project has there."""
    try:
        return Record.from_bytes(data)
    except (ValueError, KeyError, TypeError):
        return None

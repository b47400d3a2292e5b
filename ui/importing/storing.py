"""Storing what the user wants of what was read: one article after another, each an edit of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from models.authoring.library import Made, Source, article_of, import_article
from models.errors import UserError
from models.importing.incoming import source_of
from models.messages import _
from models.packing import packed
from models.ports import Store
from ui.importing.wanted import Wanted
from ui.jobs import Job, Jobs
from ui.session import Session

LARGE = 1_000_000  # bytes of a content that is put into the file ahead of its edit


def prepare(wanted: Wanted, store: Store) -> tuple[Source, Made]:
    """What is stored of a document, hashed and packed; its large contents are in the project file then.

    For a job: all that takes long is done here. Raises UserError.
    """
    source = source_of(wanted.came, wanted.about, wanted.off, wanted.on, keep_original=wanted.keep)
    return source, keep_large(source, store)


def keep_large(source: Source, store: Store) -> Made:
    """Put the large contents of an article into the project file ahead of the edit that names them; for a job."""
    article, blobs = article_of(source)
    small = {key: packed(data) for key, data in blobs.items()}
    large = {key: data for key, data in small.items() if len(data) >= LARGE}
    if large:
        store.keep(large)
    return article, small


class Storing(QObject):
    """`stored(at, case id)` or `refused(at, sentence)` for each, then `ended`. `session` says which project is open."""

    stored = Signal(int, str)
    refused = Signal(int, str)
    ended = Signal()

    def __init__(self, session: Callable[[], Session | None], jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current = session
        self._jobs = jobs
        self._waiting: deque[Wanted] = deque()
        self._session: Session | None = None
        self._job: Job | None = None
        self._is_on = False
        self._run = 0  # counts what was started and stopped: what lands late takes no next one
        self._going = self._go_on_again = False

    @property
    def is_busy(self) -> bool:
        return self._is_on

    def start(self, session: Session, wanted: Sequence[Wanted]) -> None:
        """Store them in this project, in their order; not while another storing is on."""
        self._session, self._is_on, self._run = session, True, self._run + 1
        self._waiting = deque(wanted)
        self._go_on()

    def stop(self) -> None:
        """Store no further. An edit that waits for the file still lands, and the end is told after it."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._end()

    def let_go(self) -> None:
        """Nobody waits for the end any more, as the file may have been closed; what lands later is told of still."""
        self.stop()
        self._run += 1
        self._end()

    def _go_on(self) -> None:
        """Take the next one; called from within itself where jobs are inline, hence the loop."""
        self._go_on_again = True
        if self._going:
            return
        self._going = True
        try:
            while self._go_on_again:
                self._go_on_again = False
                self._take()
        finally:
            self._going = False

    def _take(self) -> None:
        if not self._waiting or self._session is None:
            self._end()
            return
        wanted, session = self._waiting.popleft(), self._session
        if session is not self._current():
            self._refuse(wanted, _("It was not imported: another project was opened before it was stored."))
            return
        store = session.workspace.store
        self._job = self._jobs.run(
            lambda: prepare(wanted, store),
            lambda prepared: self._do(session, wanted, *prepared),
            lambda error: self._on_failed(wanted, error),
        )
        if self._jobs.is_inline:
            self._job = None

    def _do(self, session: Session, wanted: Wanted, source: Source, made: Made) -> None:
        self._job = None
        if session is not self._current():
            self._refuse(wanted, _("It was not imported: another project was opened before it was stored."))
            return
        annotator, run = session.workspace.annotator, self._run

        def landed(case_id: str) -> None:
            self.stored.emit(wanted.at, case_id)
            if run == self._run:
                self._go_on()

        session.do(
            lambda reader: import_article(reader, source, annotator=annotator, made_before=made),
            then=landed,
            otherwise=lambda error: self._refuse(wanted, str(error)),
        )

    def _on_failed(self, wanted: Wanted, error: Exception) -> None:
        self._job = None
        if isinstance(error, UserError):
            self._refuse(wanted, str(error))
            return
        self._refuse(wanted, _("It could not be stored."))
        raise error

    def _refuse(self, wanted: Wanted, sentence: str) -> None:
        self.refused.emit(wanted.at, sentence)
        self._go_on()

    def _end(self) -> None:
        if self._is_on:
            self._is_on = False
            self._session = None
            self.ended.emit()

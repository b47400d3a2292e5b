"""Makes pages and their pictures for the window, in a job after the other: the window never waits for them.

Fonts are for one thread at a time, so whatever sets or paints the pages of a draft runs in the one thread of `jobs`, a
twentieth of a second at a time while pages are being made.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from models.errors import UserError
from models.importing.progress import tell
from storage.printing import PrintOptions
from ui.exporting.apart import Apart
from ui.exporting.wanted import Wanted
from ui.jobs import Job, Jobs, Told
from ui.printing.making import Draft, PdfMaker, draft
from ui.printing.paper import Sheets
from ui.session import Session
from ui.theme import Theme

REST = 120  # milliseconds that the last choice stands before pages are made
T = TypeVar("T")
SLICE = 0.05  # seconds of work on pages in one job


class Maker(QObject):
    """`want` pages; `begun(Draft)` or `refused(sentence)` follows, then `grew` whenever there are more, for the last
    wish only."""

    begun = Signal(object)
    grew = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._session, self._jobs = theme, session, jobs
        self._apart: Apart | None = None
        self._wish: tuple[Wanted, PrintOptions] | None = None
        self._job: Job | None = None
        self._pending: list[Job] = []
        self._held = False
        self.draft: Draft | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self._start)
        session.changed.connect(self._on_changed)

    @property
    def sheets(self) -> Sheets | None:
        return self.draft.sheets if self.draft is not None else None

    @property
    def is_complete(self) -> bool:
        return self.sheets is not None and self.sheets.total is not None

    def want(self, wanted: Wanted, options: PrintOptions) -> None:
        """These pages are to be shown now."""
        self._wish, self.draft = (wanted, options), None
        self._drop()
        self._timer.start()

    def _drop(self) -> None:
        for job in (self._job, *self._pending):
            if job is not None:
                job.cancel()
        self._job, self._pending = None, []

    def _start(self) -> None:
        if self._wish is None:
            return
        (wanted, options), apart, theme = self._wish, self._there(), self._theme

        def work() -> Draft:
            with apart.open() as snapshot_of:
                return draft(theme, snapshot_of(wanted), options)

        def then(found: Draft) -> None:
            self.draft = found
            self.begun.emit(found)
            self._go_on()

        self._job = self._run(work, then, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, UserError):
            self.refused.emit("")
            raise error
        self.refused.emit(str(error))

    def _go_on(self) -> None:
        """Make some more pages, unless all are there."""
        found = self.draft
        if found is None or self._held or self.is_complete:
            return

        def then(_done: bool) -> None:
            if self.draft is found:
                self.grew.emit()
                QTimer.singleShot(0, self, self._go_on)

        self._job = self._run(lambda: advance(found.steps), then, self._on_refused)

    # -- pictures and files

    def picture(self, number: int, scale: float, then: Callable[[QImage], None]) -> None:
        """Paint page `number`, `scale` pixels to a unit; `then(image)` unless other pages are wanted meanwhile."""
        found = self.draft
        if found is None or self._held:
            return
        sheets, apart = found.sheets, self._there()

        def work() -> QImage:
            with apart.open():
                return painted(sheets, number, scale)

        def done(image: QImage) -> None:
            if self.draft is found:
                then(image)

        def failed(error: Exception) -> None:
            raise error

        self._pending = [job for job in self._pending if not job.is_cancelled][-8:]
        self._pending.append(self._run(work, done, failed))

    def write(
        self, path: Path, then: Callable[[None], None], failed: Callable[[Exception], None], progress: Told
    ) -> None:
        """Write all pages as a PDF file. The project's own file is never written over."""
        from storage.projects import write_export

        assert self.draft is not None and self.is_complete
        sheets, apart, project = self.draft.sheets, self._there(), self._session.path

        def work() -> None:
            with apart.open():
                maker = PdfMaker(sheets)
                for number in maker.steps():
                    tell(number + 1, sheets.total or 0)
            write_export(project, path, maker.data)

        self._run(work, then, failed, progress)

    def hold(self, held: bool) -> None:
        """Begin nothing for as long as somebody else paints the pages, then go on."""
        self._held = held
        if not held:
            self._go_on()

    def _run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
        progress: Told | None = None,
    ) -> Job:
        return self._jobs.run(work, then, failed, progress=progress)

    # -- the project

    def _there(self) -> Apart:
        if self._apart is None:
            self._apart = Apart(self._session)
        return self._apart

    def _on_changed(self) -> None:
        """The project is another one now."""
        self._apart = None
        if self._wish is not None:
            self.want(*self._wish)

    def close(self) -> None:
        """Nobody wants anything any more."""
        self._timer.stop()
        self._wish = self.draft = None
        self._drop()
        self._session.changed.disconnect(self._on_changed)


def advance(steps: Iterator[None]) -> bool:
    """Make pages for a moment; whether all are there."""
    end = time.monotonic() + SLICE
    return all(time.monotonic() <= end for _step in steps)


def painted(sheets: Sheets, number: int, scale: float) -> QImage:
    """A page as it comes out of the printer, on white."""
    paper = sheets.paper(number)
    size = QSize(max(1, round(paper.width * scale)), max(1, round(paper.height * scale)))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    sheets.paint(painter, number, scale)
    painter.end()
    return image

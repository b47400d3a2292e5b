"""Makes what the dialog shows, away from the interface thread; what was asked for before is dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from models.errors import UserError
from ui.exporting.apart import Apart
from ui.exporting.looks import Look
from ui.exporting.making import Made, Order, make_and_look
from ui.jobs import Job, Jobs, Told
from ui.session import Session

REST = 90  # milliseconds that the last choice stands before something is made
T = TypeVar("T")


class Maker(QObject):
    """`want` an order; `shown(Made, Look)` or `refused(sentence)` follows, for the last order only.

    `jobs` work one at a time, since they share one copy of the project. It is made anew after each edit.
    """

    shown = Signal(object, object)
    refused = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._apart: Apart | None = None
        self._order: Order | None = None
        self._job: Job | None = None
        self._others: list[Job] = []
        self.made: Made | None = None  # for the order in force; None while it is being made or was refused
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self._start)
        session.changed.connect(self._on_changed)

    @property
    def order(self) -> Order | None:
        return self._order

    def want(self, order: Order) -> None:
        """This is what is to be shown now."""
        self._order, self.made = order, None
        self._drop()
        self._timer.start()

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _start(self) -> None:
        order = self._order
        if order is None:
            return
        apart = self.apart()

        def then(found: tuple[Made, Look]) -> None:
            self._job, self.made = None, found[0]
            self.shown.emit(*found)

        def failed(error: Exception) -> None:
            self._job = None
            if not isinstance(error, UserError):
                self.refused.emit("")
                raise error
            self.refused.emit(str(error))

        self._job = self._jobs.run(lambda: make_and_look(apart, order), then, failed)

    def _on_changed(self) -> None:
        """The project is another one now: what was made of the one before is worth nothing."""
        self._apart = None
        if self._order is not None:
            self.want(self._order)

    def apart(self) -> Apart:
        """The project as it is now, for jobs."""
        if self._apart is None:
            self._apart = Apart(self._session)
        return self._apart

    def run(
        self,
        work: Callable[[Apart], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
        progress: Told | None = None,
    ) -> None:
        """Run something else on the project as it is now."""
        apart = self.apart()
        self._others.append(self._jobs.run(lambda: work(apart), then, failed, progress=progress))

    def close(self) -> None:
        """Nobody wants anything any more."""
        self._timer.stop()
        self._order = None
        self._drop()
        for job in self._others:
            job.cancel()
        self._session.changed.disconnect(self._on_changed)

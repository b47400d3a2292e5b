"""Work that takes long, away from the interface thread: jobs compute, they never commit."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from models.importing.progress import Cancelled, telling

OFTEN = 0.03  # seconds between two words on how far work is

Told = Callable[[int, int], None]


class Job:
    """Work that was asked for. It may be cancelled from the interface thread at any time."""

    def __init__(self) -> None:
        self._cancelled = False

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        """Nobody hears of it any more. Work that waits is not begun; work that tells how far it is ends there."""
        self._cancelled = True


class _Signals(QObject):
    finished = Signal(object, object)
    told = Signal(object, object)


class _Task(QRunnable):
    def __init__(self, work: Callable[[], Any], signals: _Signals, job: Job) -> None:
        super().__init__()
        self._work = work
        self._signals = signals
        self._job = job
        self._last = 0.0

    def run(self) -> None:
        result, error = None, None
        try:
            with telling(self._tell):
                self._tell(0, 0)
                result = self._work()
        except Exception as trouble:  # handed to the interface thread, which knows what to do with it
            error = trouble
        with suppress(RuntimeError):  # whoever asked has gone, with the signals
            self._signals.finished.emit(result, error)

    def _tell(self, done: int, total: int) -> None:
        """Pass on how far the work is, not more often than an eye follows. Raises Cancelled."""
        if self._job.is_cancelled:
            raise Cancelled
        now = time.monotonic()
        if total and (now - self._last >= OFTEN or done >= total):
            self._last = now
            with suppress(RuntimeError):
                self._signals.told.emit(done, total)


class Jobs(QObject):
    """Runs work in a thread and hands its result to a function on the interface thread. `inline` for tests.

    `threads`: how many works at a time, in threads of their own; 0 shares the program's threads.
    """

    def __init__(self, parent: QObject | None = None, *, inline: bool = False, threads: int = 0) -> None:
        super().__init__(parent)
        self.is_inline = inline
        self._waiting: dict[_Signals, tuple[Job, Callable[[Any], None], Callable[[Exception], None]]] = {}
        self._progress: dict[_Signals, Told] = {}
        self._pool = QThreadPool.globalInstance()
        if threads and not inline:
            self._pool = QThreadPool(self)
            self._pool.setMaxThreadCount(threads)

    def run(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None],
        *,
        progress: Told | None = None,
    ) -> Job:
        """Run `work` elsewhere; then `then(result)` or `failed(error)` here, or neither when it was cancelled.

        `progress(done, total)` is called here when the work calls `models.importing.progress.tell`.
        """
        job, signals = Job(), _Signals(self)
        self._waiting[signals] = (job, then, failed)
        signals.finished.connect(self._on_finished)
        if progress is not None:
            self._progress[signals] = progress
            signals.told.connect(self._on_told)
        task = _Task(work, signals, job)
        if self.is_inline:
            task.run()
        else:
            self._pool.start(task)
        return job

    @Slot(object, object)
    def _on_told(self, done: int, total: int) -> None:
        signals = self.sender()
        if isinstance(signals, _Signals) and signals in self._waiting and not self._waiting[signals][0].is_cancelled:
            self._progress[signals](done, total)

    @Slot(object, object)
    def _on_finished(self, result: Any, error: Exception | None) -> None:
        signals = self.sender()
        assert isinstance(signals, _Signals)
        job, then, failed = self._waiting.pop(signals)
        self._progress.pop(signals, None)
        signals.deleteLater()
        if job.is_cancelled:
            return
        if error is None:
            then(result)
        else:
            failed(error)

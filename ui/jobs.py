"""Work that takes long, away from the interface thread: jobs compute, they never commit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot


class _Signals(QObject):
    finished = Signal(object, object)


class _Task(QRunnable):
    def __init__(self, work: Callable[[], Any], signals: _Signals) -> None:
        super().__init__()
        self._work = work
        self._signals = signals

    def run(self) -> None:
        try:
            result, error = self._work(), None
        except Exception as trouble:  # handed to the interface thread, which knows what to do with it
            result, error = None, trouble
        self._signals.finished.emit(result, error)


class Jobs(QObject):
    """Runs work in a thread and hands its result to a function on the interface thread. `inline` for tests."""

    def __init__(self, parent: QObject | None = None, *, inline: bool = False) -> None:
        super().__init__(parent)
        self._inline = inline
        self._waiting: dict[_Signals, tuple[Callable[[Any], None], Callable[[Exception], None]]] = {}

    def run(self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        """Run `work` elsewhere; then `then(result)` or `failed(error)` here."""
        signals = _Signals(self)
        self._waiting[signals] = (then, failed)
        signals.finished.connect(self._on_finished)
        task = _Task(work, signals)
        if self._inline:
            task.run()
        else:
            QThreadPool.globalInstance().start(task)

    @Slot(object, object)
    def _on_finished(self, result: Any, error: Exception | None) -> None:
        signals = self.sender()
        assert isinstance(signals, _Signals)
        then, failed = self._waiting.pop(signals)
        signals.deleteLater()
        if error is None:
            then(result)
        else:
            failed(error)

"""What keeping the original files costs: packed one after the other in a job, as they would be stored."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.packing import packed
from ui.jobs import Job, Jobs


class Costs(QObject):
    """The packed size of each original, by the entry it belongs to; `changed` when one more is known."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._waiting: list[tuple[int, bytes]] = []
        self._busy = False
        self._job: Job | None = None
        self.sizes: dict[int, int] = {}

    def add(self, at: int, data: bytes) -> None:
        self._waiting.append((at, data))
        self._next()

    def stop(self) -> None:
        """What is being packed is told to nobody: the window it was for may be gone by then."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        at, data = self._waiting.pop(0)
        self._busy = True
        self._job = self._jobs.run(
            lambda: len(packed(data)), lambda size: self._on_packed(at, size), lambda _error: self._free()
        )

    def _on_packed(self, at: int, size: int) -> None:
        self.sizes[at] = size
        self._free()
        self.changed.emit()

    def _free(self) -> None:
        self._busy = False
        self._next()

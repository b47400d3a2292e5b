"""Histories that have a limit are kept within it: looked at after opening and now and then, in a job."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from models.errors import UserError
from storage.compaction import compact, is_over
from ui.jobs import Jobs
from ui.session import Session

SOON = 15_000  # milliseconds from opening to the first look
EDITS = 200  # edits from one look to the next


class Shortening(QObject):
    """`set_session` whenever another project is shown, or none."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self, inline=jobs.is_inline, threads=1)
        self._session: Session | None = None
        self._edits = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self.look)

    def set_session(self, session: Session | None) -> None:
        self._timer.stop()
        if self._session is not None:
            self._session.changed.disconnect(self._on_changed)
        self._session = session if session is not None and session.workspace.why_read_only is None else None
        self._edits = 0
        if self._session is not None:
            self._session.changed.connect(self._on_changed)
            self._timer.start()

    def _on_changed(self, _edit: object, _entry: object) -> None:
        self._edits += 1
        if self._edits >= EDITS:
            self.look()

    def look(self) -> None:
        """Shorten the history where it has outgrown its limit."""
        session, self._edits = self._session, 0
        if session is None:
            return
        path: Path = getattr(session.workspace.store, "path", session.path)

        def work() -> None:
            if is_over(path):
                compact(path)

        self._jobs.run(work, lambda _done: None, self._failed)

    @staticmethod
    def _failed(error: Exception) -> None:
        """What could not be done now is tried at the next look."""
        if not isinstance(error, UserError):
            raise error

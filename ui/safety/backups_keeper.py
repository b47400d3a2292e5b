"""Backups that nobody asks for: they follow the project on show, in a job, and say nothing while all is well."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from models.errors import Busy, UserError
from storage.backups.listing import EDITED, OPENED, Backup
from ui.jobs import Job, Jobs
from ui.session import Session

SOON = 4_000  # milliseconds from opening to the first look: what is on show is read before
LATER = 10 * 60_000  # milliseconds from a change to its backup
EDITS = 50  # after so many, at once
NICE = 10  # https://man7.org/linux/man-pages/man2/setpriority.2.html


class BackupsKeeper(QObject):
    """`set_session` whenever another project is shown, or none. `told(sentence)` where no backup can be made, once."""

    told = Signal(str)
    made = Signal(object)  # a Backup
    ended = Signal()  # a try is over, whatever came of it

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self, inline=jobs.is_inline, threads=1)
        self._session: Session | None = None
        self._job: Job | None = None
        self._is_running = False
        self._sentence = ""  # what was said last
        self._changes = 0  # since the last backup began
        self._opening, self._waiting = QTimer(self), QTimer(self)
        for timer, span, reason in ((self._opening, SOON, OPENED), (self._waiting, LATER, EDITED)):
            timer.setSingleShot(True)
            timer.setInterval(span)
            timer.timeout.connect(lambda reason=reason: self.back_up(reason))

    @property
    def is_running(self) -> bool:
        """Whether a backup is being made just now."""
        return self._is_running

    def set_session(self, session: Session | None) -> None:
        """Follow another project, or none; what is being made of the one before is given up."""
        self._opening.stop()
        self._waiting.stop()
        if self._job is not None:
            self._job.cancel()
        self._job, self._is_running = None, False
        if self._session is not None:
            self._session.changed.disconnect(self._on_changed)
        self._session, self._changes, self._sentence = session, 0, ""
        if session is not None and session.workspace.why_read_only is None:
            session.changed.connect(self._on_changed)
            self._opening.start()
        else:
            self._session = None

    def _on_changed(self, _edit: object, _entry: object) -> None:
        self._changes += 1
        if self._changes >= EDITS:
            self.back_up(EDITED)
        elif not self._waiting.isActive():
            self._waiting.start()

    def back_up(self, reason: str) -> None:
        """Make a backup now, unless one is being made or the newest is of this very state."""
        session = self._session
        if session is None or self._is_running:
            return
        self._opening.stop()
        self._waiting.stop()
        self._changes, self._is_running = 0, True
        path, source = session.path, getattr(session.workspace.store, "path", session.path)

        def work() -> Backup | None:
            from storage.backups.making import back_up

            _stand_back()
            return back_up(source, reason, project=path)

        self._job = self._jobs.run(work, self._on_made, self._on_failed)

    def _on_made(self, backup: Backup | None) -> None:
        self._is_running, self._sentence = False, ""
        if backup is not None:
            self.made.emit(backup)
        self.ended.emit()
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self._is_running = False
        if not isinstance(error, UserError):
            raise error
        if not isinstance(error, Busy) and str(error) != self._sentence:
            self._sentence = str(error)
            self.told.emit(self._sentence)
        self._waiting.start()  # what has changed is still to be backed up
        self.ended.emit()

    def _go_on(self) -> None:
        """What has changed meanwhile waits for the next one."""
        if self._changes >= EDITS:
            self.back_up(EDITED)
        elif self._changes:
            self._waiting.start()


def _stand_back() -> None:
    """Let everything else go first, in a thread that does nothing but back up. Linux alone can do so for one thread."""
    if sys.platform == "linux" and threading.current_thread() is not threading.main_thread():
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)

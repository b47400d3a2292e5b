"""Compares what is typed with the text as it was, a moment after the last key and away from the interface thread."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from ui.correcting.findings import Findings, PassageToCarry, compared
from ui.jobs import Jobs

PAUSE = 250  # milliseconds without a key before a comparison begins
TURN = 0.0005  # seconds a comparison holds the interpreter at a time: typing goes on meanwhile


class Checker(QObject):
    """One comparison at a time; the last text wins. `started` just before a text is taken."""

    started = Signal()
    checked = Signal(object)

    def __init__(
        self, old: str, passages: Sequence[PassageToCarry], read: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._old, self._passages, self._read = old, list(passages), read
        self._jobs = Jobs(QApplication.instance())  # outlives the window, should that close in mid-comparison
        self._revision = 0
        self._running = False
        self._again = False
        self._closed = False
        self._findings: Findings | None = None
        self._found_at = -1
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.check_now)

    @property
    def findings(self) -> Findings | None:
        """What the last comparison found, if the text is still the same; None while that is being found out."""
        return self._findings if self._found_at == self._revision else None

    def text_changed(self) -> None:
        """Compare anew in a moment."""
        self._revision += 1
        self._pause.start(PAUSE)

    def check_now(self) -> None:
        """Compare at once; `checked` follows, unless `findings` stands already."""
        self._pause.stop()
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        self.started.emit()
        revision, text = self._revision, self._read()
        old, passages = self._old, self._passages

        def work() -> Findings:
            usual = sys.getswitchinterval()
            sys.setswitchinterval(min(usual, TURN))
            try:
                return compared(old, text, passages)
            finally:
                sys.setswitchinterval(usual)

        jobs = self._jobs

        def then(findings: Findings) -> None:
            if shiboken6.isValid(self) and not self._closed:
                self._on_found(revision, findings)
            else:
                jobs.deleteLater()

        def failed(error: Exception) -> None:
            if shiboken6.isValid(self):
                self._running = False
            raise error

        jobs.run(work, then, failed)

    def close(self) -> None:
        """Compare no more; a comparison that is on ends by itself, unheard."""
        self._pause.stop()
        if not self._closed and not self._running:
            self._jobs.deleteLater()
        self._closed = True

    def _on_found(self, revision: int, findings: Findings) -> None:
        self._running = False
        self._findings, self._found_at = findings, revision
        self.checked.emit(findings)
        if self._again and self._found_at != self._revision:
            self.check_now()

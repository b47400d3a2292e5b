"""Crashes that end the process at once, as a fault in a library does: faulthandler writes where, the next start tells.

Each running window has a log of its own in the folder of reports, locked as long as it runs, and removed when it ends
as it should. A log that nobody holds any more and that says something is a crash. It names functions and lines only.
"""

from __future__ import annotations

import faulthandler
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QEvent, QObject, QTimer

from models.messages import _
from storage.folders import reports_folder
from ui.notices import OfferBar
from ui.safety.net import Fault
from ui.safety.reports import report_head, short_path

BEGINS = b"-- what was running when it broke off --\n"
NAME = "running-{}.log"
MOST = 64 * 1024  # bytes of a log that are looked at
_FILE = re.compile(r'File "([^"]*)"')


class HardCrashes:
    """The log of this window, and those that others left behind."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or reports_folder()
        self._path = self._folder / NAME.format(os.getpid())
        self._file: BinaryIO | None = None

    def listen(self) -> None:
        """From here on a crash writes where it was. Without a folder to write in there is simply no log."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = open(self._path, "wb", buffering=0)  # noqa: SIM115 - open as long as the window
            self._file.write("\n".join([*report_head(), ""]).encode() + BEGINS)
        except OSError:
            self._file = None
            return
        _hold(self._file)
        faulthandler.enable(self._file)

    def last_words(self, said: str) -> None:
        """What Qt says before it ends the process."""
        if self._file is not None:
            with suppress(OSError):
                os.write(self._file.fileno(), f"{said}\n".encode())

    def end(self) -> None:
        """The window ends as it should."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            with suppress(OSError):
                self._path.unlink()

    def left_behind(self) -> list[Fault]:
        """Crashes of windows that are gone, newest last; each is told once and stays as a report."""
        found = []
        try:
            logs = sorted(self._folder.glob(NAME.format("*")), key=lambda path: path.stat().st_mtime)
        except OSError:
            return []
        for path in logs:
            if self._file is not None and path == self._path:
                continue
            fault = _taken(path)
            if fault is not None:
                found.append(fault)
        return found


def _taken(path: Path) -> Fault | None:
    try:
        with open(path, "rb") as file:
            if not _hold(file):
                return None  # its window still runs
            said = file.read(MOST).decode("utf-8", "replace")
        head, _mark, where = said.partition(BEGINS.decode())
        if not where.strip():
            path.unlink()
            return None
        lines = _FILE.sub(lambda found: f'File "{short_path(found.group(1))}"', where).splitlines()
        fault = Fault(lines, f"{path.stem}-{int(path.stat().st_mtime)}", head.splitlines())
        kept = path.with_name(f"{fault.name}.txt")
        kept.write_text(fault.report, "utf-8", errors="replace")
        path.unlink()
    except OSError:
        return None
    fault.path = kept
    return fault


def _hold(file: BinaryIO) -> bool:
    """Lock a log as long as it is open; False where somebody else does. On Windows an open file cannot be removed."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class OfferLater(QObject):
    """Makes an offer once the bar has none: what is asked about unsaved typing comes first."""

    def __init__(self, bar: OfferBar, sentence: str, choices: list[tuple[str, Callable[[], None]]]) -> None:
        super().__init__(bar)
        self._bar = bar
        self._sentence = sentence
        self._choices = choices
        bar.installEventFilter(self)
        QTimer.singleShot(0, self, self._try)

    def _try(self) -> None:
        if self._bar.isHidden():
            self._bar.removeEventFilter(self)
            self._bar.offer(self._sentence, self._choices)
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            QTimer.singleShot(0, self, self._try)
        return False


def offer(bar: OfferBar, fault: Fault, show: Callable[[Fault], None]) -> None:
    """Say in one line that the program broke off, and where the report is."""
    sentence = _("Counterpoint broke off last time. Every edit is there. A report says where it broke off.")
    OfferLater(bar, sentence, [(_("Show the report"), lambda: show(fault)), (_("Close"), lambda: None)])

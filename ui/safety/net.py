"""The net for bugs: whatever nobody caught, in whichever thread, is noted, kept as a report, and told once.

The same fault again (painting and timers repeat theirs) is counted and not told anew. Nothing is shown from within the
code that failed: the window hears of it with the next round of its event loop.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from storage.folders import reports_folder
from ui.safety.last_actions import LastActions
from ui.safety.reports import error_lines, report_head, report_text, save_report, stripped

LOG = logging.getLogger("counterpoint")
AT_ONCE = 50  # kinds of faults that are remembered one by one; further ones are only counted
QT_LINES = 20
SERIOUS = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


@dataclass
class Fault:
    """One kind of fault: the same error at the same place. `lines`: its traceback when it came first."""

    lines: list[str]
    name: str  # of its report, without a folder
    head: list[str]
    count: int = 1
    is_told: bool = False
    path: Path | None = None  # where its report was kept
    actions: list[str] = field(default_factory=list)
    qt: list[str] = field(default_factory=list)

    @property
    def report(self) -> str:
        often = [f"It happened {self.count} times.", ""] if self.count > 1 else []
        return report_text(self.head, self.qt, self.actions, [*often, *self.lines])


class Net(QObject):
    """`caught(fault)` on the interface thread: the first time of each fault; `again(fault)` each further time."""

    caught = Signal(object)
    again = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.actions = LastActions()
        self.faults: dict[tuple[object, ...], Fault] = {}
        self.last_words: Callable[[str], None] = lambda _line: None
        self._qt: deque[str] = deque(maxlen=QT_LINES)
        self._lock = threading.Lock()
        self._before: tuple[Any, Any, Any] | None = None
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    # -- where errors come from

    def spread(self) -> None:
        """Hear of errors that nobody catches, in every thread, and of what Qt finds grave."""
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self.on_error
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        qInstallMessageHandler(self._on_qt)

    def put_away(self) -> None:
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            self._before = None
            qInstallMessageHandler(None)

    def _on_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None and not issubclass(found.exc_type, SystemExit):
            self.on_error(found.exc_type, found.exc_value, found.exc_traceback)

    def _on_unraisable(self, found: Any) -> None:
        if found.exc_value is not None and not sys.is_finalizing():
            self.on_error(found.exc_type, found.exc_value, found.exc_traceback)

    def _on_qt(self, kind: QtMsgType, context: QMessageLogContext, said: str) -> None:
        if kind in SERIOUS:
            line = f"{context.category or 'qt'}: {stripped(said)}"
            self._qt.append(line)
            LOG.error("%s", line)
            if kind is QtMsgType.QtFatalMsg:
                self.last_words(line)
        elif kind is QtMsgType.QtWarningMsg:
            print(said, file=sys.stderr)

    def on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take an error that nobody caught; called in the thread that it came in."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._arrived.emit(self.taken(error, trace))

    def taken(self, error: BaseException, trace: TracebackType | None) -> Fault:
        """The fault that an error is, counted; its report is kept when it comes for the first time."""
        try:
            return self._note(error, trace)
        except Exception as trouble:  # a report that cannot be made must not hide that there was an error
            why = f"(its report could not be made: {type(trouble).__name__})"
            return Fault([type(error).__name__, why], _name(), [])

    def _note(self, error: BaseException, trace: TracebackType | None) -> Fault:
        signature = _signature(error, trace)
        with self._lock:
            known = self.faults.get(signature)
            if known is not None:
                known.count += 1
                return known
        in_main = threading.current_thread() is threading.main_thread()
        fault = Fault(error_lines(error, trace), _name(), report_head(in_main), qt=list(self._qt))
        fault.actions = self.actions.lines()
        LOG.error("%s", "\n".join(fault.lines))
        self.keep(fault)
        with self._lock:
            if len(self.faults) < AT_ONCE:
                self.faults[signature] = fault
        return fault

    @Slot(object)
    def _on_arrived(self, fault: Fault) -> None:
        if fault.is_told:
            self.again.emit(fault)
        else:
            fault.is_told = True
            self.caught.emit(fault)

    @staticmethod
    def keep(fault: Fault) -> None:
        """Write the fault's report into the folder of reports."""
        fault.path = save_report(reports_folder(), fault.name, fault.report)


_numbers = count(1)


def _name() -> str:
    """No other report's: by the second, and by a number of its own within this process."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}-{next(_numbers):03}-{os.getpid()}"


def _signature(error: BaseException, trace: TracebackType | None) -> tuple[object, ...]:
    """The same for the same error at the same place, however one came there."""
    last = trace if trace is not None else error.__traceback__
    place: tuple[object, ...] = ()
    while last is not None:
        place = (last.tb_frame.f_code.co_filename, last.tb_lineno)
        last = last.tb_next
    return type(error).__module__, type(error).__qualname__, *place

"""`Reader` hands documents to processes of their own and ends those that make no headway.

A child is kept for the next document; one that was ended or broke down is replaced by a new one. Spawned, not forked:
a fork would take over the locks of the window's threads. Spawning imports the program's main module once more, under
another name: main.py, the console script and pytest all start nothing then, and main.py is ready to be frozen.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import pickle
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import EnumType
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from models.bibliography.references import References
from models.errors import UserError
from models.importing.about import About
from models.importing.incoming import Incoming
from models.importing.original import Original
from models.importing.progress import Cancelled, Tell
from models.messages import _
from storage.articles import open_original
from storage.maps import ReadMap, came
from storage.reading.child import ARTICLE, DONE, MAP, READY, REFERENCES, SENTENCE, TELLS, serve
from storage.reading.refusing import NETWORK, PROGRAMS, WRITING

PATIENCE = 10.0  # seconds of work without headway; then the child is ended
LEAST_WORK = 8.0  # seconds of processor time in them, where that can be told: on a busy machine work takes longer
PATIENCE_AT_REST = 30.0  # seconds without headway, whether the child worked or not
MOST_SECONDS = 300.0  # for one document, headway or not
RETIRES = 4_000_000  # bytes; after a larger document a child is ended, since it would keep what memory it took
START = 60.0  # seconds that a child may take to begin
_LOOK = 0.25  # seconds between two looks at the clock
_LAST_WAIT = 5.0  # seconds that a killed process may take to be gone

Serving = Callable[[Any], None]
_PLAIN_CLASSES = {("builtins", name) for name in ("tuple", "dict", "list", "frozenset", "set", "bytearray", "complex")}
# What a document asked for and does not get, as storage.reading.refusing names it.
REFUSED = {
    NETWORK: "reading.no_network",
    PROGRAMS: "reading.no_programs",
    WRITING: "reading.no_writing",
}


class Reader:
    """Reads documents in up to `processes` child processes. May be called from several threads at once.

    `serving` is what a child runs: a function of a module, given the child's end of the pipe.
    """

    def __init__(self, processes: int = 1, serving: Serving = serve) -> None:
        self._serving = serving
        self._free = threading.Semaphore(processes)
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._cancelled = self._closed = False
        self._cancels = 0  # how often `cancel` was called: what was asked for before stays cancelled after `resume`

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def warm(self) -> None:
        """Start a child now, so that the first document does not wait for it. Returns at once; never raises."""
        with self._lock:
            if self._idle or self._busy or self._closed:
                return
            with contextlib.suppress(UserError):
                self._idle.append(_Child(self._serving))

    def read(self, original: Original | Path, tell: Tell | None = None) -> Incoming:
        """What stands in a document. Blocks; `tell` is called in this thread and may raise Cancelled.

        Raises UserError with a sentence for whatever is wrong with it, Cancelled after `cancel`.
        """
        document, came = self._answer(ARTICLE, original, tell)
        if not isinstance(came, Incoming):
            raise UserError("reading.broke", name=_called(document.name))
        return replace(came, data=document.data)

    def references(self, original: Original | Path, tell: Tell | None = None) -> References:
        """What a list of references names. Blocks and raises as `read`."""
        document, found = self._answer(REFERENCES, original, tell)
        if not isinstance(found, References) or not all(isinstance(each, About) for each in found):
            raise UserError("reading.broke", name=_called(document.name))
        return found

    def map(
        self,
        original: Original | Path,
        companions: Mapping[str, bytes] | None = None,
        format_name: str = "",
        tell: Tell | None = None,
    ) -> ReadMap:
        """The argument map, or the whole project, in a file; see `storage.maps.parse`. Blocks and raises as `read`."""
        document, found = self._answer(MAP, original, tell, (dict(companions or {}), format_name))
        read = came(document.name, found)
        if read is None:
            raise UserError("reading.broke", name=_called(document.name))
        return read

    def _answer(
        self, subject: str, original: Original | Path, tell: Tell | None, more: tuple[Any, ...] = ()
    ) -> tuple[Original, Any]:
        asked = self._cancels
        self._go_on(asked)
        document = open_original(original) if isinstance(original, Path) else original
        with self._free:
            child = self._taken(asked)
            sound = False
            try:
                answer = child.read(subject, document, tell, more)
                sound = True
            except UserError:
                sound = child.is_sound
                raise
            finally:
                self._back(child, sound and len(document.data) <= RETIRES)
        return document, answer

    def cancel(self) -> None:
        """End what is being read at once; it and all that is asked for after it raise Cancelled, until `resume`."""
        with self._lock:
            self._cancelled = True
            self._cancels += 1
            for child in self._busy:
                child.cancel()

    def resume(self) -> None:
        """Read again after `cancel`."""
        with self._lock:
            self._cancelled = False

    def close(self) -> None:
        """End all children; what is being read raises Cancelled."""
        self.cancel()
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    def _go_on(self, asked: int) -> None:
        if self._cancelled or self._closed or asked != self._cancels:
            raise Cancelled

    def _taken(self, asked: int) -> _Child:
        with self._lock:
            self._go_on(asked)
            child = self._idle.pop() if self._idle else None
            if child is None or not child.is_alive():
                if child is not None:
                    child.end()
                child = _Child(self._serving)
            self._busy.add(child)
            return child

    def _back(self, child: _Child, sound: bool) -> None:
        with self._lock:
            self._busy.discard(child)
            if sound and not self._closed and not child.is_cancelled:
                self._idle.append(child)
                return
        child.end()


class _Child:
    """One process, and the pipe to it. Only `cancel` may come from another thread."""

    def __init__(self, serving: Serving) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serving, args=(theirs,), name="counterpoint-reader", daemon=True)
        self._started = False
        self._gone = threading.Lock()
        self.is_sound = True
        self.is_cancelled = False
        try:
            self._process.start()
        except OSError as error:
            self._connection.close()
            raise UserError("reading.not_started", reason=error.strerror or str(error)) from error
        finally:
            theirs.close()

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def read(self, subject: str, original: Original, tell: Tell | None, more: tuple[Any, ...] = ()) -> Any:
        name = original.name
        self.is_sound = False  # until it has answered
        try:
            if not self._started:
                self._wait_for_start()
            self._connection.send((subject, original, more))
            kind, *rest = self._answer(name, tell)
        except (EOFError, OSError, pickle.UnpicklingError, AttributeError) as error:
            if self.is_cancelled:
                raise Cancelled from None
            raise UserError("reading.broke", name=_called(name)) from error
        self.is_sound = True
        if kind == DONE:
            return rest[0]
        if kind == SENTENCE:
            key, arguments = rest
            raise UserError(key, **arguments)
        raise self._fault(name, *rest)

    def _wait_for_start(self) -> None:
        try:
            reason = _("it took too long")
            self._started = self._connection.poll(START) and self._received() == (READY,)
        except (EOFError, OSError):
            reason = _("it ended at once")
        if self.is_cancelled:
            raise Cancelled
        if not self._started:
            raise UserError("reading.not_started", reason=reason)

    def _answer(self, name: str, tell: Tell | None) -> tuple[Any, ...]:
        """The child's last word on a document. Raises EOFError when it broke down."""
        clock = _Clock(self._process.pid or 0)
        while True:
            wait([self._connection, self._process.sentinel], _LOOK)
            if self.is_cancelled:
                raise Cancelled
            if self._connection.poll():
                answer = self._received()
                if answer[0] != TELLS:
                    return answer
                clock.headway()
                if tell is not None:
                    tell(answer[1], answer[2])
            elif not self._process.is_alive():
                raise EOFError
            seconds = clock.too_long()
            if seconds:
                raise UserError("reading.too_long", name=_called(name), seconds=seconds)

    def _received(self) -> tuple[Any, ...]:
        found = _Unpickler(io.BytesIO(self._connection.recv_bytes())).load()
        if not isinstance(found, tuple) or not found:
            raise pickle.UnpicklingError("no answer")
        return found

    def _fault(self, name: str, what: str, details: str) -> UserError:
        if what == "memory":
            self.is_sound = False  # what a reader keeps after that is unknown
            return UserError("reading.memory", name=_called(name))
        if what in REFUSED:
            error = UserError(REFUSED[what], name=_called(name))
        else:
            error = UserError("reading.damaged", name=_called(name), reason=what)
        error.__cause__ = ReadingFault(details)
        return error

    def cancel(self) -> None:
        with self._gone:
            self.is_cancelled = True
            with contextlib.suppress(ValueError):  # it has ended already
                self._process.kill()

    def end(self) -> None:
        """Leave neither a process nor a handle behind."""
        with self._gone:
            self._connection.close()
            with contextlib.suppress(ValueError):  # ended before, or not to be ended
                self._process.kill()
                self._process.join(_LAST_WAIT)
                self._process.close()


def _called(name: str) -> str:
    return name or _("What was pasted")


class ReadingFault(Exception):
    """The traceback of what went wrong in a child, as the cause of a sentence."""


class _Clock:
    """How long a child has worked without headway.

    Only `tell` is headway: a thread that sends heartbeats would beat on while the work stands still. Each of the two
    sides has its own measure: a child on a busy machine is given more time, one that does nothing is not.
    """

    def __init__(self, pid: int) -> None:
        self._clock = _processor_clock(pid)
        self._began = time.monotonic()
        self.headway()

    def headway(self) -> None:
        self._since, self._worked = time.monotonic(), self._clock()

    def too_long(self) -> int:
        """The seconds it has taken when that is enough; 0 while it may go on."""
        now = time.monotonic()
        silent, work = now - self._since, self._clock() - self._worked
        if now - self._began > MOST_SECONDS:
            return int(now - self._began)
        if silent > PATIENCE_AT_REST or (silent > PATIENCE and work > LEAST_WORK):
            return int(silent)
        return 0


def _processor_clock(pid: int) -> Callable[[], float]:
    """Seconds of processor time of a process; the time that goes by where the system does not tell (all but Linux)."""
    number = (~pid << 3) | 2  # linux/posix-timers.h: MAKE_PROCESS_CPUCLOCK(pid, CPUCLOCK_SCHED)
    if not hasattr(time, "clock_gettime"):
        return time.monotonic

    def clock() -> float:
        try:
            return time.clock_gettime(number)
        except OSError:
            return time.monotonic()

    try:
        time.clock_gettime(number)
    except OSError:
        return time.monotonic
    return clock


def _member(kinds: object, name: object) -> Any:
    """A member of an enumeration, which Python 3.11.0 to 3.11.3 pickle as `getattr(kinds, name)`; nothing else."""
    if isinstance(kinds, EnumType) and isinstance(name, str) and name in kinds.__members__:
        return kinds.__members__[name]
    raise pickle.UnpicklingError(f"{name} is no member of {kinds}")


class _Unpickler(pickle.Unpickler):
    """Takes what a document can become, and nothing that runs anything: the child has read what strangers wrote."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN_CLASSES or (
            module.startswith("models.") and name[:1].isupper() and "." not in name
        ):
            return super().find_class(module, name)
        if (module, name) == ("builtins", "getattr"):
            return _member
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that a document becomes")

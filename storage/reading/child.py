"""The process that reads: one document after the other until nobody asks for more.

What goes back is a tuple whose first member is one of the words below. Nothing of Qt or of the database is loaded.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
import traceback
from dataclasses import replace
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any

READY, TELLS, DONE, SENTENCE, FAULT = "ready", "tells", "done", "sentence", "fault"
ARTICLE, REFERENCES, MAP = "article", "references", "map"  # what is asked for, with the document
BETWEEN = 0.03  # seconds between two signs of headway
LAST_RESORT = 60  # seconds without headway after which a process that nobody kills ends itself


def serve(connection: Any) -> None:
    """Read what comes by `connection` until it closes."""
    _settle()
    from models.importing.progress import telling
    from storage.articles import read_original, read_references
    from storage.formats.registry import formats
    from storage.maps import parse
    from storage.reading.refusing import refuse

    formats()
    refuse()
    connection.send((READY,))
    while True:
        try:
            subject, original, more = connection.recv()
        except (EOFError, OSError):
            return
        headway = _Headway(connection)
        try:
            with telling(headway):
                if subject == REFERENCES:
                    answer: tuple[Any, ...] = (DONE, read_references(original))
                elif subject == MAP:
                    answer = (DONE, parse(original, *more))
                else:
                    answer = (DONE, replace(read_original(original), data=b""))
        except BaseException as error:
            answer = _answer_of(error)
        finally:
            _alarm(0)
        del original
        if not _sent(connection, answer):
            return


def _sent(connection: Connection, answer: tuple[Any, ...]) -> bool:
    """Whether somebody took the answer. One that is too large to be sent becomes the sentence that says so."""
    try:
        connection.send(answer)
    except MemoryError:
        connection.send((FAULT, "memory", ""))
    except OSError:
        return False
    return True


def _answer_of(error: BaseException) -> tuple[Any, ...]:
    """A sentence for a person, or the kind of fault with what a programmer wants to know of it."""
    from models.errors import UserError
    from storage.reading.refusing import Refused

    if isinstance(error, UserError):
        return SENTENCE, error.message.key, dict(error.message.arguments)
    if isinstance(error, MemoryError):
        return FAULT, "memory", ""
    details = "".join(traceback.format_exception(error, limit=-12))[-8000:]
    if isinstance(error, Refused):
        return FAULT, error.what, details
    return FAULT, type(error).__name__, details


class _Headway:
    """Takes `tell` and passes on what is new, not more often than anybody can see."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: tuple[int, int] = (-1, -1)
        self._time = 0.0
        _alarm(LAST_RESORT)

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if (done, total) == self._last or (now - self._time < BETWEEN and done != total):
            return
        self._last, self._time = (done, total), now
        _alarm(LAST_RESORT)
        self._connection.send((TELLS, done, total))


def _alarm(seconds: int) -> None:
    """Where there are alarms, end this process so many seconds from now, whatever it is doing then; 0: never."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _settle() -> None:
    """Away from the terminal, behind the window, and gone when the program is gone."""
    from storage.reading.refusing import be_nice

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's, which then ends this process
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if hasattr(signal, "SIGXFSZ"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _mute()
    be_nice()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _mute() -> None:
    """Libraries say what they think on standard output and error, where only the program's own words belong."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        os.close(nowhere)

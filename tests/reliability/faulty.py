"""One call of all that write, sync, truncate, rename, link, remove or make a file fails."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.reliability.file_calls import Files, python_watched
from tests.reliability.sqlite_calls import watched

# What a system may say to a call (man 2): a full disk and a lost permission do not befall every one.
WAYS = {
    "write": (errno.ENOSPC, errno.EIO),
    "sync": (errno.EIO, errno.ENOSPC),
    "sync folder": (errno.EIO,),
    "ftruncate": (errno.EIO, errno.EACCES),
    "rename": (errno.EACCES, errno.EIO, errno.ENOSPC),
    "link": (errno.EACCES, errno.ENOSPC, errno.EIO),
    "unlink": (errno.EACCES, errno.EIO),
    "open": (errno.EACCES, errno.ENOSPC, errno.EIO),
    "mkdir": (errno.EACCES, errno.ENOSPC),
    "chmod": (errno.EACCES,),
}


class Fault(Files):
    """The `at`-th call fails with the error `number` (0: none does); with `lasting`, so do later ones that may."""

    def __init__(self, folder: Path, at: int = -1, number: int = 0, lasting: bool = False) -> None:
        self.calls: list[str] = []
        self.struck = ""  # the call that failed first
        self.armed = False  # until then, nothing is counted
        self._folder, self._at, self._number, self.lasting = os.path.realpath(folder), at, number, lasting
        self._lock = threading.Lock()

    def refuses(self, call: str, path: str) -> int:
        if not self.armed or not path.startswith(self._folder):
            return 0
        with self._lock:
            at = len(self.calls)
            self.calls.append(call)
        if at == self._at or (self.lasting and self.struck and self._number in WAYS[call]):
            self.struck = self.struck or call
            return self._number
        return 0


@contextmanager
def faults(fault: Fault) -> Iterator[Fault]:
    """While this lasts, files of the fault's folder fail as it says."""
    with watched(fault), python_watched(fault):
        yield fault

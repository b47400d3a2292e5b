"""One at a time in a folder, whichever process or thread: the system lets go of the lock when its holder ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = "lock"
TURN = 0.05  # seconds between tries


@contextmanager
def alone(folder: Path, wait: float) -> Iterator[bool]:
    """Hold the folder's lock for a while; False where it was not free within `wait` seconds, or cannot be had at all
    (a file system without locks: the names of what is made keep two apart then, too). Raises OSError."""
    number = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + wait
        while not (held := _take(number)) and time.monotonic() < deadline:
            time.sleep(TURN)
        try:
            yield held
        finally:
            if held:
                _let_go(number)
    finally:
        os.close(number)


if sys.platform == "win32":
    import msvcrt

    def _take(number: int) -> bool:
        with suppress(OSError):
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
            return True
        return False

    def _let_go(number: int) -> None:
        with suppress(OSError):
            msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(number: int) -> bool:
        with suppress(OSError):
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def _let_go(number: int) -> None:
        with suppress(OSError):
            fcntl.flock(number, fcntl.LOCK_UN)

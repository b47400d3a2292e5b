"""Who writes to a file: one id for each open project of each running program.

A client's id has the form of a UUID. Its last eight bytes say which process on which machine it is, so that a draft of
a program that still runs is told from one that a crash left behind.
"""

from __future__ import annotations

import hashlib
import os
import platform
import uuid
from pathlib import Path


def new_client() -> str:
    """An id of its own: 64 random bits, 32 of the machine's name, 32 of the process's number."""
    return str(uuid.UUID(bytes=os.urandom(8) + _machine() + os.getpid().to_bytes(4, "big")))


def is_running(client: str) -> bool:
    """Whether the process of a client still runs on this machine; False where that cannot be told."""
    try:
        bits = uuid.UUID(client).bytes
    except ValueError:
        return False
    if bits[8:12] != _machine() or os.name == "nt":  # on Windows, asking a process by os.kill would end it
        return False
    number = int.from_bytes(bits[12:], "big")
    if number == os.getpid():
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return not _has_ended(number)
    return not _has_ended(number)


def _has_ended(number: int) -> bool:
    """Whether a process is over and only waits for its parent to ask how it went. Linux alone tells."""
    try:
        state = Path(f"/proc/{number}/stat").read_bytes()
    except OSError:
        return False
    return state.rpartition(b")")[2].split()[:1] in ([b"Z"], [b"X"])  # proc(5): behind the name, which may hold ")"


def _machine() -> bytes:
    return hashlib.sha256(platform.node().encode()).digest()[:4]

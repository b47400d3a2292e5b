"""What a process that reads documents may not do: write, reach the network, start programs, take all the memory.

The audit hook catches what Python code does; what libraries written in C do is bounded by the system's limits. Neither
is a prison for machine code that a broken library was made to run: it is a fence against what documents ask for.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

MOST_MEMORY = 2_000_000_000  # bytes on top of what the process takes before it reads
NICENESS = 5

NETWORK, WRITING, PROGRAMS = "network", "writing", "programs"

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_EVENTS = {  # of docs.python.org/3/library/audit_events.html
    "sqlite3.connect": WRITING,
    "pty.spawn": PROGRAMS,
    "subprocess.Popen": PROGRAMS,
    "webbrowser.open": PROGRAMS,
    "urllib.Request": NETWORK,
    "os.startfile": PROGRAMS,
    "os.startfile/2": PROGRAMS,
}
_EVENTS |= dict.fromkeys(
    ["os.chflags", "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.removexattr", "os.rename",
     "os.rmdir", "os.setxattr", "os.symlink", "os.truncate", "os.utime", "tempfile.mkdtemp", "tempfile.mkstemp"],
    WRITING,
)  # fmt: skip
_EVENTS |= dict.fromkeys(
    ["os.exec", "os.fork", "os.forkpty", "os.kill", "os.killpg", "os.posix_spawn", "os.spawn", "os.system",
     "signal.pthread_kill", "_winapi.CreateProcess", "_winapi.OpenProcess", "_winapi.TerminateProcess"],
    PROGRAMS,
)  # fmt: skip
_ROOMS = {"socket", "ftplib", "http", "imaplib", "nntplib", "poplib", "smtplib", "telnetlib"}  # all of their events


class Refused(PermissionError):
    """What was asked for is refused; `what` is one of NETWORK, WRITING, PROGRAMS."""

    def __init__(self, what: str) -> None:
        super().__init__(1, f"refused to a reader of documents: {what}")
        self.what = what


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        path, _mode, flags = arguments
        if isinstance(flags, int) and flags & _WRITES and path != os.devnull:
            raise Refused(WRITING)
    elif event in _EVENTS:
        raise Refused(_EVENTS[event])
    elif event.partition(".")[0] in _ROOMS:
        raise Refused(NETWORK)


def refuse() -> None:
    """From now on, and for good, this process writes nothing, reaches nobody and starts nothing."""
    sys.dont_write_bytecode = True
    sys.addaudithook(_hook)
    _limit()


def be_nice() -> None:
    """Let the window go first."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICENESS)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _lower(resource, resource.RLIMIT_FSIZE, 0)  # writing to a pipe is not writing to a file
    _lower(resource, resource.RLIMIT_CORE, 0)
    taken = _address_space()
    if taken:
        _lower(resource, resource.RLIMIT_AS, taken + MOST_MEMORY)


def _lower(resource: Any, which: int, limit: int) -> None:
    with contextlib.suppress(OSError, ValueError):
        _soft, hard = resource.getrlimit(which)
        most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(which, (most, most))


def _address_space() -> int:
    """Bytes of addresses that this process takes by now; 0 where that cannot be told."""
    try:
        with open("/proc/self/statm", "rb") as file:
            pages = int(file.read().split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")

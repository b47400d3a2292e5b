"""Who has a project open: one small file beside it for each open window, taken away when the window closes.

The files are for people to be told, not for keeping anybody out: edits are kept apart by SQLite's own locks. A file
that a crash has left is known by its process, which runs no more, or, on another machine, by not having been touched.
"""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from models import VERSION
from models.entities import now
from storage.clients import is_running

TOUCHED = 60  # seconds between two signs of life
GONE = 300  # seconds without one after which a window on another machine is taken for gone
MOST = 4096  # bytes that such a file may have


@dataclass(frozen=True, slots=True)
class Holder:
    """A window that has a project open. `process`: its number and, where the system tells, when it began."""

    client: str
    annotator: str
    machine: str
    process: int
    began: str
    since: str  # ISO 8601 in UTC
    version: str

    @property
    def is_here(self) -> bool:
        """Whether it is, or was, on this machine."""
        return self.machine == platform.node()


class Presence:
    """This window's own file beside a project. Where none can be made, nobody is told, and nothing else changes."""

    def __init__(self, project: Path, client: str, annotator: str) -> None:
        self._path = project.with_name(f".~{project.name}.{client[:8]}.lock")
        self._holder = Holder(client, annotator, platform.node(), os.getpid(), _began(os.getpid()), now(), VERSION)
        self._is_made = False
        self.touch()

    def touch(self) -> None:
        """Say that the window is still there, also after somebody took the file away."""
        with suppress(OSError):
            if self._is_made and self._path.exists():
                os.utime(self._path)
                return
            self._path.write_text(json.dumps(asdict(self._holder), ensure_ascii=False), "utf-8")
            self._is_made = True

    def leave(self) -> None:
        if self._is_made:
            with suppress(OSError):
                self._path.unlink()
        self._is_made = False


def look(project: Path, clock: Callable[[], float] = time.time) -> tuple[list[Holder], list[Holder]]:
    """(who else has the project open, who of this machine ended without closing it), each in the order they came.

    Files that a crash has left are taken away. This very process is left out.
    """
    others, ended = [], []
    for path in _files(project):
        holder = _read(path)
        if holder is None or (holder.is_here and _is_self(holder)):
            continue
        if holder.is_here:
            if _runs(holder):
                others.append(holder)
                continue
            ended.append(holder)
        elif _age(path, clock) < GONE:
            others.append(holder)
            continue
        with suppress(OSError):
            path.unlink()
    order = sorted(others, key=lambda holder: holder.since)
    return order, sorted(ended, key=lambda holder: holder.since)


def is_open_here(project: Path) -> bool:
    """Whether a window of this machine has the project open, one of this very process included."""
    found = (_read(path) for path in _files(project))
    return any(holder.is_here and (_is_self(holder) or _runs(holder)) for holder in found if holder is not None)


def _files(project: Path) -> list[Path]:
    start = f".~{project.name}."
    try:
        names = os.listdir(project.parent)
    except OSError:
        return []
    return [project.with_name(name) for name in sorted(names) if name.startswith(start) and name.endswith(".lock")]


def _read(path: Path) -> Holder | None:
    """What such a file says; None where it is none of ours."""
    try:
        with path.open("rb") as file:
            values = json.loads(file.read(MOST))
        holder = Holder(**values)
    except (OSError, ValueError, TypeError):
        return None
    texts = (holder.client, holder.annotator, holder.machine, holder.began, holder.since, holder.version)
    is_whole = all(isinstance(value, str) for value in texts) and type(holder.process) is int
    return holder if is_whole else None


def _is_self(holder: Holder) -> bool:
    return holder.process == os.getpid() and holder.began == _began(os.getpid())


def _runs(holder: Holder) -> bool:
    """Whether its process runs; the number alone may be another program's by now."""
    return is_running(holder.client) and holder.began in ("", _began(holder.process))


def _began(process: int) -> str:
    """When a process began, in ticks since the machine did; nothing where the system does not tell (proc(5))."""
    try:
        state = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return ""
    fields = state.rpartition(b")")[2].split()
    return fields[19].decode() if len(fields) > 19 else ""


def _age(path: Path, clock: Callable[[], float]) -> float:
    try:
        return clock() - path.stat().st_mtime
    except OSError:
        return GONE

"""A power cut: what was written and not yet synced is gone, in pieces, and so are names that their folder did not keep.

The model is a harsh one. A file's writes since its last fsync are dropped or kept piece by piece (a disk writes 512
bytes at once, in an order of its own). A name that was made, renamed or removed counts only once its folder was synced,
and of those behind that, any number of the first ones may have come through.
"""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.reliability.file_calls import Files, python_watched
from tests.reliability.sqlite_calls import watched

PIECE = 512  # bytes that a disk writes whole
Event = tuple[Any, ...]


class Recorder(Files):
    """Everything that happens to the files below a folder, in order; `note` puts a remark of the test in between."""

    def __init__(self, folder: Path) -> None:
        self.events: list[Event] = []
        self._folder = os.path.realpath(folder)
        self._synced_folder = False
        self._lock = threading.Lock()

    def note(self, what: object) -> None:
        self.events.append(("note", what))

    def _add(self, kind: str, path: str, *more: Any) -> None:
        if path == self._folder or path.startswith(self._folder + os.sep):
            with self._lock:
                self.events.append((kind, os.path.relpath(path, self._folder), *more))

    def refuses(self, call: str, path: str) -> int:
        if call == "sync folder":  # SQLite does so within the syncing of a new file and the removal of one
            self._synced_folder = True
        return 0

    def opened(self, path: str, created: bool) -> None:
        if created:
            self._add("make", path)

    def writes(self, path: str, offset: int, data: bytes) -> None:
        self._add("write", path, offset, data)

    def truncates(self, path: str, size: int) -> None:
        self._add("truncate", path, size)

    def syncs(self, path: str) -> None:
        self._add("sync", path)
        self._folder_too(path)

    def deletes(self, path: str, lasting: bool) -> None:
        self._add("remove", path)
        self._folder_too(path)

    def _folder_too(self, path: str) -> None:
        if self._synced_folder:
            self._add("sync folder", os.path.dirname(path))
        self._synced_folder = False

    def renames(self, source: str, target: str) -> None:
        self._add("rename", source, os.path.relpath(target, self._folder))

    def links(self, source: str, target: str) -> None:
        self._add("link", source, os.path.relpath(target, self._folder))

    def syncs_folder(self, path: str) -> None:
        self._synced_folder = False
        self._add("sync folder", path)


@contextmanager
def recorded(folder: Path) -> Iterator[Recorder]:
    recorder = Recorder(folder)
    with watched(recorder), python_watched(recorder):
        yield recorder


@dataclass
class _Held:
    """One file: what the disk has for certain, and what may be lost."""

    safe: bytearray = field(default_factory=bytearray)
    waiting: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        for event in self.waiting:
            _apply(self.safe, event)
        self.waiting.clear()

    def after_cut(self, keep: float, rng: random.Random) -> bytes:
        found = bytearray(self.safe)
        for event in self.waiting:
            if event[0] == "truncate":
                if rng.random() < keep:
                    _apply(found, event)
                continue
            _kind, offset, data = event
            for at in range(0, len(data), PIECE):
                if rng.random() < keep:
                    _apply(found, ("write", offset + at, data[at : at + PIECE]))
        return bytes(found)


def _apply(data: bytearray, event: Event) -> None:
    if event[0] == "truncate":
        size = event[1]
        data[:] = data[:size].ljust(size, b"\0")
        return
    _kind, offset, written = event
    if len(data) < offset:
        data.extend(bytes(offset - len(data)))
    data[offset : offset + len(written)] = written


class Disk:
    """A folder on a disk; events happen to it, and at any moment the power may fail. Folders themselves are kept."""

    def __init__(self, folder: Path) -> None:
        files = [path for path in folder.rglob("*") if path.is_file()]
        self._safe_names = {str(path.relative_to(folder)): _Held(bytearray(path.read_bytes())) for path in files}
        self._names = dict(self._safe_names)
        self._waiting: list[Event] = []

    def happen(self, event: Event) -> None:
        kind, name, *more = event
        if kind == "note":
            return
        if kind == "sync folder":
            for each in [each for each in self._waiting if _folder_of(each) == name]:
                _rename(self._safe_names, each)
                self._waiting.remove(each)
        elif kind in ("write", "truncate"):
            self._names[name].waiting.append((kind, *more))
        elif kind == "sync":
            self._names[name].sync()
        else:
            change = (kind, name, _Held()) if kind == "make" else event
            _rename(self._names, change)
            self._waiting.append(change)

    def cut(self, target: Path, keep: float, rng: random.Random) -> None:
        """Put what is left into the empty folder `target`. `keep`: how likely each unsynced piece came through."""
        names = dict(self._safe_names)
        count = len(self._waiting) if keep == 1 else rng.randint(0, len(self._waiting)) if keep else 0
        for change in self._waiting[:count]:
            _rename(names, change)
        for name, held in names.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(held.after_cut(keep, rng))


def _folder_of(change: Event) -> str:
    return os.path.dirname(change[1]) or "."


def _rename(names: dict[str, _Held], change: Event) -> None:
    kind, name, *more = change
    if kind == "make":
        names[name] = more[0]
    elif kind == "remove":
        names.pop(name, None)
    elif kind == "rename":
        names[more[0]] = names.pop(name)
    elif kind == "link":
        names[more[0]] = names[name]

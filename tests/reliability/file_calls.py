"""Python's own file work, watched or made to fail: what os and open do inside one folder."""

from __future__ import annotations

import builtins
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from tests.reliability.sqlite_calls import Watcher

CREATING = os.O_CREAT | os.O_WRONLY | os.O_RDWR


class Files(Watcher):
    """What is told of Python's file work beside SQLite's."""

    def renames(self, source: str, target: str) -> None: ...
    def links(self, source: str, target: str) -> None: ...
    def syncs_folder(self, path: str) -> None: ...


def path_of(file: Any) -> str:
    """The path behind a path or an open file's number."""
    if isinstance(file, int):
        return os.readlink(f"/proc/self/fd/{file}")
    return os.path.abspath(os.fsdecode(file))


@contextmanager
def python_watched(files: Files) -> Iterator[None]:
    """Let `files` hear of what is written, synced, renamed, linked, removed and made through os and open."""
    calls = _Calls(files)
    with ExitStack() as stack:
        for name, function in calls.replacements().items():
            stack.enter_context(patch.object(os, name, function))
        stack.enter_context(patch.object(shutil, "_USE_CP_SENDFILE", False))  # so that copies are written, and seen
        stack.enter_context(patch.object(io, "open", calls.open))
        stack.enter_context(patch.object(builtins, "open", calls.open))
        yield


class _Calls:
    def __init__(self, files: Files) -> None:
        self.files = files
        self._open = io.open

    def replacements(self) -> dict[str, Any]:
        return {
            "fsync": self._one("sync", os.fsync, self._synced),
            "fdatasync": self._one("sync", os.fdatasync, self._synced),
            "unlink": self._one("unlink", os.unlink, lambda path: self.files.deletes(path, False)),
            "remove": self._one("unlink", os.remove, lambda path: self.files.deletes(path, False)),
            "rename": self._two("rename", os.rename, self.files.renames),
            "replace": self._two("rename", os.replace, self.files.renames),
            "link": self._two("link", os.link, self.files.links),
            "mkdir": self._one("mkdir", os.mkdir, None),
            "chmod": self._one("chmod", os.chmod, None),
            "write": self._one("write", os.write, None),
            "ftruncate": self._one("ftruncate", os.ftruncate, None),
            "truncate": self._one("ftruncate", os.truncate, None),
            "sendfile": self._one("write", os.sendfile, None),
            "open": self._os_open(os.open),
        }

    def _synced(self, path: str) -> None:
        (self.files.syncs_folder if os.path.isdir(path) else self.files.syncs)(path)

    def _refuse(self, call: str, path: str) -> None:
        if number := self.files.refuses(call, path):
            raise OSError(number, os.strerror(number), path)

    def _one(self, call: str, original: Callable[..., Any], after: Callable[[str], None] | None) -> Any:
        def replacement(file: Any, *arguments: Any, **more: Any) -> Any:
            path = path_of(file)
            self._refuse("sync folder" if call == "sync" and os.path.isdir(path) else call, path)
            result = original(file, *arguments, **more)
            if after is not None:
                after(path)
            return result

        return replacement

    def _two(self, call: str, original: Callable[..., Any], after: Callable[[str, str], None]) -> Any:
        def replacement(source: Any, target: Any, **more: Any) -> Any:
            self._refuse(call, path_of(target))
            result = original(source, target, **more)
            after(path_of(source), path_of(target))
            return result

        return replacement

    def _os_open(self, original: Callable[..., int]) -> Any:
        def replacement(path: Any, flags: int, *arguments: Any, **more: Any) -> int:
            if not flags & CREATING:
                return original(path, flags, *arguments, **more)
            where = path_of(path)
            self._refuse("open", where)
            created = not os.path.lexists(where)
            handle = original(path, flags, *arguments, **more)
            self.files.opened(where, created)
            if flags & os.O_TRUNC:
                self.files.truncates(where, 0)
            return handle

        return replacement

    def open(
        self,
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        if not set(mode) & set("wax+") or (isinstance(file, int) and not _is_regular(file)):
            return self._open(file, mode, buffering, encoding, errors, newline, closefd, opener)
        path = path_of(file)
        created = not os.path.lexists(path)
        if not isinstance(file, int):
            self._refuse("open", path)
        raw = _Raw(file, mode.replace("b", "").replace("t", ""), closefd, opener)
        raw.told(self.files, path)
        if not isinstance(file, int):
            self.files.opened(path, created)
            if "w" in mode:
                self.files.truncates(path, 0)
        if buffering == 0:
            return raw
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)


def _is_regular(handle: int) -> bool:
    return path_of(handle).startswith("/") and os.path.isfile(path_of(handle))


class _Raw(io.FileIO):
    """An unbuffered file whose writes are told, or refused."""

    _files: Files | None = None
    _path = ""

    def told(self, files: Files, path: str) -> None:
        self._files, self._path = files, path

    def write(self, data: Any) -> int:
        assert self._files is not None
        if number := self._files.refuses("write", self._path):
            raise OSError(number, os.strerror(number), self._path)
        offset = self.seek(0, os.SEEK_END) if "a" in self.mode else self.tell()
        written = super().write(data)
        self._files.writes(self._path, offset, bytes(data)[:written])
        return written

    def truncate(self, size: int | None = None) -> int:
        assert self._files is not None
        if number := self._files.refuses("ftruncate", self._path):
            raise OSError(number, os.strerror(number), self._path)
        result = super().truncate(size)
        self._files.truncates(self._path, result)
        return result

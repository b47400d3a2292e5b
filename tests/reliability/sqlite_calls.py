"""SQLite's own file work, watched or made to fail, in the very library that Python's sqlite3 uses.

SQLite lets every system call of its unix VFS be replaced (xSetSystemCall, https://www.sqlite.org/c3ref/vfs.html).
fsync is none of them: for it, and to see whole writes with their places, the methods of opened files are replaced, too.
"""

from __future__ import annotations

import ctypes
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_size_t, c_ssize_t, c_void_p
from functools import cache
from pathlib import Path
from typing import Any

OK, IOERR_FSYNC = 0, 1034  # result codes of SQLite
CREATE = os.O_CREAT


class Methods(Structure):
    """sqlite3_io_methods as far as we replace it; what follows is copied as it is."""

    _fields_ = [
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("others", c_void_p * 13),
    ]


class File(Structure):
    _fields_ = [("methods", POINTER(Methods))]


class Vfs(Structure):
    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("others", c_void_p * 11),  # up to xCurrentTimeInt64
        ("set_call", c_void_p),
        ("get_call", c_void_p),
        ("next_call", c_void_p),
    ]


OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
CLOSE = CFUNCTYPE(c_int, c_void_p)
SET_CALL = CFUNCTYPE(c_int, c_void_p, c_char_p, c_void_p)
GET_CALL = CFUNCTYPE(c_void_p, c_void_p, c_char_p)
CALLS: dict[str, Any] = {
    "open": CFUNCTYPE(c_int, c_char_p, c_int, c_int, use_errno=True),
    "pwrite": CFUNCTYPE(c_ssize_t, c_int, c_void_p, c_size_t, c_int64, use_errno=True),
    "pwrite64": CFUNCTYPE(c_ssize_t, c_int, c_void_p, c_size_t, c_int64, use_errno=True),
    "write": CFUNCTYPE(c_ssize_t, c_int, c_void_p, c_size_t, use_errno=True),
    "ftruncate": CFUNCTYPE(c_int, c_int, c_int64, use_errno=True),
    "unlink": CFUNCTYPE(c_int, c_char_p, use_errno=True),
    "openDirectory": CFUNCTYPE(c_int, c_char_p, POINTER(c_int), use_errno=True),
}


class Watcher:
    """What is told before SQLite does something to a file. `refuses` gives an error number, and then it is not done."""

    def refuses(self, call: str, path: str) -> int:
        return 0

    def opened(self, path: str, created: bool) -> None: ...
    def writes(self, path: str, offset: int, data: bytes) -> None: ...
    def truncates(self, path: str, size: int) -> None: ...
    def syncs(self, path: str) -> None: ...
    def deletes(self, path: str, lasting: bool) -> None: ...


@cache
def library() -> ctypes.CDLL | None:
    """The shared library that Python's sqlite3 has loaded; None where it is linked into Python itself."""
    sqlite3.connect(":memory:").close()
    try:
        lines = Path("/proc/self/maps").read_text("utf-8").splitlines()
    except OSError:
        return None
    for name in {line.split(maxsplit=5)[-1] for line in lines if "sqlite3" in line and ".so" in line}:
        found = ctypes.CDLL(name)
        if "_sqlite3" not in Path(name).name and hasattr(found, "sqlite3_vfs_find"):
            return found
    return None


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Let `watcher` hear of SQLite's file work, of connections that are opened meanwhile."""
    found = library()
    assert found is not None
    found.sqlite3_vfs_find.restype = c_void_p
    address = found.sqlite3_vfs_find(None)
    hooks = _Hooks(watcher, address)
    hooks.put_in()
    try:
        yield
    finally:
        hooks.take_out()


class _Hooks:
    def __init__(self, watcher: Watcher, address: int) -> None:
        self._watcher: Watcher | None = watcher
        self._address = address
        self._vfs = Vfs.from_address(address)
        self._before = (self._vfs.open, self._vfs.delete)
        self._paths: dict[int, str] = {}  # by the address of the open file
        self._theirs: dict[int, Any] = {}  # what its methods were
        self._methods: dict[int, Methods] = {}
        self._alive: list[Any] = []

    def put_in(self) -> None:
        self._vfs.open = self._own(OPEN, self._opener(OPEN(self._before[0])))
        self._vfs.delete = self._own(DELETE, self._deleter(DELETE(self._before[1])))
        get, put = GET_CALL(self._vfs.get_call), SET_CALL(self._vfs.set_call)
        for name, kind in CALLS.items():
            if original := get(self._address, name.encode()):
                put(self._address, name.encode(), self._own(kind, self._call(name, kind(original))))

    def take_out(self) -> None:
        self._vfs.open, self._vfs.delete = self._before
        SET_CALL(self._vfs.set_call)(self._address, None, None)
        for file, methods in self._theirs.items():  # of connections that are open still
            File.from_address(file).methods = methods
        self._watcher = None

    def _own(self, kind: Any, function: Any) -> int | None:
        made = kind(function)
        self._alive.append(made)
        return ctypes.cast(made, c_void_p).value

    def _call(self, name: str, original: Any) -> Any:
        def call(*arguments: Any) -> int:
            watcher = self._watcher
            if watcher is None:
                return int(original(*arguments))
            first = arguments[0]
            path = os.fsdecode(first) if isinstance(first, bytes) else os.readlink(f"/proc/self/fd/{first}")
            what = {"pwrite": "write", "pwrite64": "write", "openDirectory": "sync folder"}.get(name, name)
            if name == "open" and not arguments[1] & (CREATE | os.O_RDWR | os.O_WRONLY):
                return int(original(*arguments))
            if number := watcher.refuses(what, path):
                if name == "openDirectory":  # it opens, and the fsync after it fails
                    reading, writing = os.pipe()
                    os.close(writing)
                    arguments[1][0] = reading
                    return OK
                ctypes.set_errno(number)
                return -1
            return int(original(*arguments))

        return call

    def _opener(self, original: Any) -> Any:
        def opened(vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
            path = os.fsdecode(ctypes.string_at(name)) if name else ""
            created = bool(path) and not os.path.exists(path)
            code = int(original(vfs, name, file, flags, out))
            held = File.from_address(file)
            if code == OK and held.methods:
                self._paths[file], self._theirs[file] = path, held.methods
                held.methods = ctypes.pointer(self._replaced(held.methods))
                if self._watcher and path:
                    self._watcher.opened(path, created)
            return code

        return opened

    def _deleter(self, original: Any) -> Any:
        def deleted(vfs: int, name: bytes, lasting: int) -> int:
            code = int(original(vfs, name, lasting))
            if code == OK and self._watcher:
                self._watcher.deletes(os.fsdecode(name), bool(lasting))
            return code

        return deleted

    def _replaced(self, methods: Any) -> Methods:
        address = ctypes.addressof(methods.contents)
        if address not in self._methods:
            copy = Methods.from_buffer_copy(methods.contents)
            close, write = CLOSE(copy.close), WRITE(copy.write)
            truncate, sync = TRUNCATE(copy.truncate), SYNC(copy.sync)

            def closed(file: int) -> int:
                self._paths.pop(file, None)
                self._theirs.pop(file, None)
                return int(close(file))

            def writes(file: int, data: int, amount: int, offset: int) -> int:
                code = int(write(file, data, amount, offset))
                if code == OK and self._watcher and self._paths.get(file):
                    self._watcher.writes(self._paths[file], offset, ctypes.string_at(data, amount))
                return code

            def truncates(file: int, size: int) -> int:
                code = int(truncate(file, size))
                if code == OK and self._watcher and self._paths.get(file):
                    self._watcher.truncates(self._paths[file], size)
                return code

            def syncs(file: int, flags: int) -> int:
                path = self._paths.get(file)
                if self._watcher and path and self._watcher.refuses("sync", path):
                    return IOERR_FSYNC
                code = int(sync(file, flags))
                if code == OK and self._watcher and path:
                    self._watcher.syncs(path)
                return code

            copy.close, copy.write = self._own(CLOSE, closed), self._own(WRITE, writes)
            copy.truncate, copy.sync = self._own(TRUNCATE, truncates), self._own(SYNC, syncs)
            self._methods[address] = copy
        return self._methods[address]

"""Children that do what a document's first words tell them: all that a reader might be tricked into."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import storage.articles
from models.errors import UserError
from models.importing.incoming import Incoming
from models.importing.original import Original
from models.importing.progress import tell
from storage.reading import child

_read = storage.articles.read_original


class Evil:
    """What runs a program when it is unpickled."""

    def __init__(self, target: str) -> None:
        self._target = target

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (self._target,)


def _hang(_word: str) -> None:
    while True:
        pass


def _hang_holding_the_lock(_word: str) -> None:
    str(7 ** (10**8))


def _progress(word: str) -> None:
    for at in range(int(word)):
        tell(at, int(word))
        time.sleep(0.05)


def _recurse(word: str) -> None:
    _recurse(word)


def _swell(_word: str) -> None:
    held = []
    while True:
        held.append(bytearray(50_000_000))


def _connect(word: str) -> None:
    with socket.socket() as client:
        client.connect(("127.0.0.1", int(word)))


def _swallow(word: str) -> None:
    try:
        Path(word).write_text("x")
    except Exception:  # what a library might do
        return


def _refuse(word: str) -> None:
    raise UserError("article.no_words", name=word)


WORDS: dict[str, Callable[[str], Any]] = {
    "hang": _hang,
    "hang in C": _hang_holding_the_lock,
    "sleep": lambda word: time.sleep(float(word)),
    "progress": _progress,
    "recursion": _recurse,
    "memory": lambda _word: bytearray(3_000_000_000),
    "memory bit by bit": _swell,
    "crash": lambda _word: ctypes.string_at(0),
    "abort": lambda _word: os.abort(),
    "exit": lambda _word: sys.exit(3),
    "leave": lambda _word: os._exit(0),
    "fault": lambda word: WORDS["nothing"],
    "sentence": _refuse,
    "connect": _connect,
    "look up": lambda word: socket.getaddrinfo(word, 80),
    "fetch": lambda word: urllib.request.urlopen(word),
    "write": lambda word: Path(word).write_text("x"),
    "append": lambda word: os.open(word, os.O_APPEND),
    "change": lambda word: os.open(word, os.O_RDWR),
    "make": lambda word: os.close(os.open(word, os.O_CREAT | os.O_WRONLY)),
    "write at a low level": lambda word: _write_below_python(word),
    "remove": lambda word: os.remove(word),
    "rename": lambda word: os.rename(word, word + ".new"),
    "make a folder": lambda word: os.mkdir(word),
    "remove a folder": lambda word: shutil.rmtree(word),
    "temporary file": lambda word: tempfile.mkstemp(dir=word),
    "database": lambda word: sqlite3.connect(word),
    "swallow": _swallow,
    "start": lambda word: subprocess.run([sys.executable, "-c", "", word]),
    "shell": lambda word: os.system("echo x >" + word),
    "become": lambda word: os.execv(sys.executable, [sys.executable, "-c", "", word]),
    "fork": lambda _word: os.fork(),
    "talk": lambda word: (print(word), print(word, file=sys.stderr), os.write(2, word.encode())),
}


def _write_below_python(word: str) -> None:
    libc = ctypes.CDLL(None)
    handle = libc.open(word.encode(), os.O_CREAT | os.O_WRONLY, 0o600)
    if libc.write(handle, b"x" * 10, 10) < 0:
        raise OSError("not written")


def _behave(original: Original) -> Incoming:
    word, _, rest = original.data.decode().partition(":")
    if word == "evil":
        return _replaced(_read(Original("a.txt", b"Some words.")), Evil(rest))
    if word in WORDS:
        WORDS[word](rest)
    return _read(original)


def _replaced(came: Incoming, evil: object) -> Incoming:
    object.__setattr__(came, "about", evil)
    return came


def serve(connection: Any) -> None:
    storage.articles.read_original = _behave
    child.serve(connection)


def no_start(connection: Any) -> None:
    """A child that ends before it says anything."""
    connection.close()


def says_what_is_loaded(connection: Any) -> None:
    """Answers a document with the names of the foreign modules that are loaded."""
    storage.articles.read_original = _name_modules
    child.serve(connection)


def _name_modules(original: Original) -> Incoming:
    rooms = {name.split(".")[0] for name in sys.modules}
    raise UserError("article.no_words", name=" ".join(sorted(rooms)), pid=os.getpid(), nice=os.nice(0))

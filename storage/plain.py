"""A project for a command that only reads: loaded by SQLite alone, in one transaction a question, never written to.

A file of an older schema is opened by the store, which brings it up to date first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from models.project import Project
from storage.loading import LAST_SEQ, load_blob, load_sizes, load_tables
from storage.opening import SCHEMA_VERSION, check_file, check_sound, damage_named, plain_connection, translated_errors

WAIT = 5.0  # seconds for another process's lock


class Contents(Protocol):
    """What is read of a file beside its rows."""

    def blob(self, content_hash: str) -> bytes: ...
    def sizes(self, hashes: Iterable[str]) -> dict[str, int]: ...


@contextmanager
def read_project(path: Path) -> Iterator[tuple[Project, Contents]]:
    """The project in a file, with its contents while the file is open. Raises UserError as opening it to write does."""
    if check_file(path) < SCHEMA_VERSION:
        with _brought_up_to_date(path) as found:
            yield found
        return
    with translated_errors(str(path)):
        raw = plain_connection(path, WAIT)
    with closing(raw):
        with translated_errors(str(path)):
            check_sound(raw, path)
        contents = _Plain(raw, str(path))
        yield Project(contents.load(), contents.blob), contents


class _Plain:
    """The rows and contents behind a connection."""

    def __init__(self, raw: sqlite3.Connection, path: str) -> None:
        self._raw, self._path = raw, path

    @contextmanager
    def _reading(self, table: str) -> Iterator[sqlite3.Connection]:
        with damage_named(self._path, table), translated_errors(self._path):
            self._raw.execute("BEGIN DEFERRED")
            try:
                yield self._raw
            finally:
                self._raw.rollback()  # nothing was written

    def load(self) -> dict[str, dict[str, object]]:
        with self._reading("entry") as raw:
            tables, _versions = load_tables(raw, self._path)
            raw.execute(LAST_SEQ)  # a file without a journal is damaged for the store, too
        return tables

    def blob(self, content_hash: str) -> bytes:
        with self._reading("blob") as raw:
            return load_blob(raw, content_hash)

    def sizes(self, hashes: Iterable[str]) -> dict[str, int]:
        with self._reading("blob") as raw:
            return load_sizes(raw, hashes)


@contextmanager
def _brought_up_to_date(path: Path) -> Iterator[tuple[Project, Contents]]:
    from storage.store import SqliteStore

    with closing(SqliteStore(path)) as store:
        tables, _versions, _known = store.load()
        yield Project(tables, store.blob), store

"""Projects that are looked at and not written to: the store that refuses, a copy to look at, and what damage left."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from models.entities import FIELDS, TABLES
from models.errors import UserError
from models.messages import Message
from models.states import without_dangling
from storage.held import HeldStore
from storage.loading import CONVERTERS, load_blob
from storage.opening import damage_named, plain_connection
from storage.refusing import Refusing
from storage.store import SqliteStore

SIDE_FILES = ("-journal", "-wal")  # of SQLite, with changes that are not in the file itself


class LookingStore(Refusing, SqliteStore):
    """A file that is read and never written to: what others write is pulled, every edit is refused with `why`."""

    def __init__(self, path: Path, why: Message, wait: float = 0, folder: Path | None = None) -> None:
        self._why = why
        self._own_folder = folder
        super().__init__(path, wait)

    def close(self) -> None:
        super().close()
        if self._own_folder is not None:
            shutil.rmtree(self._own_folder, ignore_errors=True)


def on_a_copy(path: Path, why: Message) -> LookingStore:
    """The project as it stands in a copy of its own: what a change that was cut off has left is put right there.

    For a file that another program keeps locked, or whose folder cannot be written. Raises UserError.
    """
    folder, copy = copied_aside(path)
    try:
        return LookingStore(copy, why, folder=folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def copied_aside(path: Path) -> tuple[Path, Path]:
    """(a folder of its own, the copy in it) of a project and what SQLite keeps beside it. Raises UserError."""
    folder = Path(tempfile.mkdtemp(prefix="counterpoint-"))
    copy = folder / path.name
    try:
        for side in SIDE_FILES:  # before the file itself: a journal that came later undoes nothing that was copied
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{path}{side}", f"{copy}{side}")
        shutil.copyfile(path, copy)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise UserError("project.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    return folder, copy


def what_is_left(path: Path, why: Message) -> tuple[HeldStore, int]:
    """(a damaged project as far as its rows can be read, how many rows had to be left out because others are lost).

    The file itself is not opened by SQLite: a copy is. Raises UserError where no article can be read.
    """
    folder, copy = copied_aside(path)
    try:
        raw = plain_connection(copy, wait=0)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise UserError("project.damaged", path=str(path), reason=str(error)) from error

    def close() -> None:
        raw.close()
        shutil.rmtree(folder, ignore_errors=True)

    def blob(content_hash: str) -> bytes:
        with damage_named(str(path), "blob"):
            return load_blob(raw, content_hash)

    try:
        state = {table: _rows(raw, table) for table in TABLES}
        found = sum(map(len, state.values()))
        state["article"] = {row: article for row, article in state["article"].items() if _can_be_shown(blob, article)}
        kept = without_dangling(state)
        if not kept["article"]:
            raise UserError("project.damaged", path=str(path), reason="article")
    except BaseException:
        close()
        raise
    return HeldStore(path, kept, why, blob, close), found - sum(map(len, kept.values()))


def _can_be_shown(blob: Any, article: Any) -> bool:
    try:
        blob(article.text_hash)
        blob(article.layout_hash)
    except UserError:
        return False
    return True


def _rows(raw: sqlite3.Connection, table: str) -> dict[str, Any]:
    """The rows of a table that can be read, from both of its ends: damage in the middle parts the two."""
    found: dict[str, Any] = {}
    columns = ", ".join(f'"{table}"."{field}"' for field in FIELDS[table])
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.Error, UnicodeDecodeError), closing(raw.cursor()) as cursor:
            for row in cursor.execute(f'SELECT {columns} FROM "{table}" ORDER BY rowid {order}'):
                with suppress(ValueError, KeyError, TypeError):
                    entity = _entity(table, row)
                    found.setdefault(entity.id, entity)
    return found


def _entity(table: str, row: tuple[Any, ...]) -> Any:
    values = [
        CONVERTERS[table, field](value) if (table, field) in CONVERTERS else value
        for field, value in zip(FIELDS[table], row, strict=True)
    ]
    if not isinstance(values[0], str):
        raise TypeError(values[0])
    return TABLES[table](*values)

"""What a project file is, whether we may touch it, and a connection with its pragmas; SQLite alone.

Commands that only read need no more than this and `storage.loading`: SQLAlchemy, which takes longer to load than a map
takes to be written, stays unloaded (docs/adr/023).
"""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from models.errors import Busy, UserError
from models.messages import _, shorten

APPLICATION_ID = 0x436E7470  # "Cntp"
SCHEMA_VERSION = 5
MAGIC = b"SQLite format 3\x00"
HEADER = 100  # bytes; https://www.sqlite.org/fileformat2.html section 1.3
_PRAGMAS = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "foreign_keys = ON", "synchronous = EXTRA")


def check_file(path: Path) -> int:
    """The schema version of the project at `path`, read from its first bytes alone. Raises UserError for all else."""
    if os.path.isdir(path):  # Path.is_dir raises for a name that is too long or a folder without permission
        raise UserError("project.folder", path=str(path))
    try:
        with path.open("rb") as file:
            header = file.read(HEADER)
    except FileNotFoundError:
        raise UserError("project.missing", path=str(path)) from None
    except OSError as error:
        raise UserError("project.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    if not header:
        raise UserError("project.empty", path=str(path))
    if not header.startswith(MAGIC) or len(header) < HEADER:
        raise UserError("project.not_a_project", path=str(path))
    version, application = struct.unpack_from(">I", header, 60)[0], struct.unpack_from(">I", header, 68)[0]
    if application != APPLICATION_ID:
        raise UserError("project.foreign", path=str(path))
    if version > SCHEMA_VERSION:
        raise UserError("project.newer", path=str(path), found=version, known=SCHEMA_VERSION)
    return int(version)


def plain_connection(path: Path, wait: float) -> sqlite3.Connection:
    """A connection to an existing file, in no transaction. `wait`: seconds to wait for another's lock."""
    uri = f"{path.resolve().as_uri()}?mode=rw"
    raw = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")
    return raw


def check_inert(raw: sqlite3.Connection, path: Path) -> None:
    """Raises UserError where a project holds what would act by itself or pass for a table: triggers, views, modules.

    No version of this program ever made one, so somebody else did.
    """
    query = "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view') OR sql LIKE 'create virtual%' LIMIT 4"
    names = [shorten(str(row[0]), 40) for row in raw.execute(query)]
    if names:
        raise UserError("project.active", path=str(path), names=", ".join(names))


def commit(raw: sqlite3.Connection) -> None:
    """End a transaction. Once its journal is gone all of it is in the file, though the folder could not be synced."""
    try:
        raw.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_IOERR_DIR_FSYNC":
            raise


def check_sound(raw: sqlite3.Connection, path: Path) -> None:
    """Raises UserError where SQLite's quick check finds damage, or where the file would act by itself."""
    check_inert(raw, path)
    problems = [row[0] for row in raw.execute("PRAGMA quick_check(3)")]
    if problems != ["ok"]:
        raise UserError("project.damaged", path=str(path), reason="; ".join(problems).replace("\n", " "))


@contextmanager
def translated_errors(path: str = "") -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if isinstance(_cause(error), (sqlite3.DatabaseError, UnicodeDecodeError)):
            raise user_error(error, path) from error
        raise


@contextmanager
def damage_named(path: str, table: str) -> Iterator[None]:
    """Around the reading of rows: what cannot be one (no JSON, no UTF-8, an unknown kind) is damage, told as such."""
    try:
        yield
    except Exception as error:
        if not isinstance(_cause(error), (sqlite3.DatabaseError, ValueError, KeyError, TypeError)):
            raise
        known = user_error(error, path)
        if isinstance(known, UserError):
            raise known from error
        reason = f"{table}: {shorten(str(_cause(error)), 120)}".rstrip(".")
        raise UserError("project.damaged", path=path, reason=reason) from error


def user_error(error: Exception, path: str = "") -> Exception:
    """The sentence for what SQLite says, or the error itself when it tells of a bug of ours."""
    cause = _cause(error)
    if isinstance(cause, UnicodeDecodeError):  # what SQLite says of a schema whose names are damaged
        return UserError("project.damaged", path=path or _("The project"), reason=" ".join(str(cause).split()))
    name = getattr(cause, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy("project.busy")
    if name == "SQLITE_FULL":
        return UserError("project.disk_full")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return UserError("project.read_only", path=path or _("The project"))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return UserError("project.damaged", path=path or _("The project"), reason=" ".join(str(cause).split()))
    if name.startswith("SQLITE_IOERR"):
        return UserError("project.write_failed", reason=" ".join(str(cause).split()))
    return error


def _cause(error: Exception) -> Any:
    """What SQLite said: SQLAlchemy wraps it, and is not loaded to be asked for."""
    return getattr(error, "orig", None) or error


def check_project(path: Path) -> list[str]:
    """What SQLite's own checks say of a project, one line a problem; empty when it is sound. Raises UserError."""
    check_file(path)
    with damage_named(str(path), "schema"), closing(plain_connection(path, wait=5)) as raw:
        check_inert(raw, path)
        lines = [str(row[0]) for row in raw.execute("PRAGMA integrity_check")]
        orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
    return [line for line in lines if line != "ok"] + [
        _("{table}: row {row} has no {other}").format(table=row[0], row=row[1], other=row[2]) for row in orphans
    ]

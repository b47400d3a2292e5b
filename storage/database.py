"""Opening a project file: what it is, whether we may touch it, and the connection with its pragmas.

The journal mode is DELETE with synchronous FULL: a project is a document that people copy, mail and keep in synced
folders, where the side files of WAL get lost.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from models.entities import new_id, now
from models.errors import Busy, UserError
from models.messages import _, shorten
from storage.tables import APPLICATION_ID, SCHEMA_VERSION, alembic_version, metadata, project

MAGIC = b"SQLite format 3\x00"
HEADER = 100  # bytes; https://www.sqlite.org/fileformat2.html section 1.3
SUFFIX = ".counterpoint"
FIRST_REVISION = "0001"
HEAD_REVISION = f"{SCHEMA_VERSION:04}"


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


def connect(path: Path, wait: float) -> Engine:
    """An engine with one connection to an existing file. `wait`: seconds to wait for another's lock."""
    uri = f"{path.resolve().as_uri()}?mode=rw"

    def creator() -> sqlite3.Connection:
        raw = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
        for pragma in (
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "mmap_size = 0",
            "foreign_keys = ON",
            "synchronous = FULL",
        ):
            raw.execute(f"PRAGMA {pragma}")
        return raw

    engine = create_engine("sqlite+pysqlite://", creator=creator, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # pysqlite opens no transaction by itself in this mode: SQLAlchemy's documented way to control BEGIN
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")

    return engine


@contextmanager
def transaction(engine: Engine, path: str = "", *, write: bool = False) -> Iterator[Connection]:
    """One transaction; everything in it lands, or nothing. Raises UserError for a lock, a full or read-only disk."""
    with translated_errors(path), engine.connect() as connection:
        options = connection.execution_options(begin="IMMEDIATE" if write else "DEFERRED")
        with options.begin():
            yield options


@contextmanager
def translated_errors(path: str = "") -> Iterator[None]:
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise user_error(error, path) from error


@contextmanager
def damage_named(path: str, table: str) -> Iterator[None]:
    """Around the reading of rows: what cannot be one (no JSON, no UTF-8, an unknown kind) is damage, told as such."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
        known = user_error(error, path)
        if isinstance(known, UserError):
            raise known from error
        reason = f"{table}: {shorten(str(getattr(error, 'orig', None) or error), 120)}".rstrip(".")
        raise UserError("project.damaged", path=path, reason=reason) from error


def user_error(error: Exception, path: str = "") -> Exception:
    """The sentence for what SQLite says, or the error itself when it tells of a bug of ours."""
    cause: Any = getattr(error, "orig", None) or error
    if isinstance(cause, UnicodeDecodeError):  # what SQLite says of a schema whose names are damaged
        return UserError("project.damaged", path=path or _("The project"), reason=str(cause))
    name = getattr(cause, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy("project.busy")
    if name == "SQLITE_FULL":
        return UserError("project.disk_full")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return UserError("project.read_only", path=path or _("The project"))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return UserError("project.damaged", path=path or _("The project"), reason=str(cause))
    if name.startswith("SQLITE_IOERR"):
        return UserError("project.write_failed", reason=str(cause))
    return error


def open_project(path: Path, wait: float) -> Engine:
    """Check `path`, bring its schema up to date (after a backup), and connect. Raises UserError."""
    version = check_file(path)
    with translated_errors(str(path)):
        engine = connect(path, wait)
        try:
            with engine.connect() as connection:
                problems = [row[0] for row in connection.exec_driver_sql("PRAGMA quick_check(3)")]
        except BaseException:
            engine.dispose()
            raise
    if problems != ["ok"]:
        engine.dispose()
        raise UserError("project.damaged", path=str(path), reason="; ".join(problems).replace("\n", " "))
    if version < SCHEMA_VERSION:
        from storage.migrations.run import migrate

        try:
            migrate(engine, path)
        except BaseException:
            engine.dispose()
            raise
    return engine


def create_project(path: Path, version: str) -> None:
    """Make an empty project at `path`. Raises UserError where something stands already or nothing can be made."""
    if os.path.lexists(path):
        raise UserError("project.exists", path=str(path))
    if not os.path.isdir(path.parent):
        raise UserError("project.no_folder", path=str(path.parent))
    partial = path.with_name(f".new-{new_id()}")
    try:
        partial.touch(exist_ok=False)  # tells better than SQLite what keeps a file from being made
        raw = sqlite3.connect(partial)
        try:
            raw.execute("PRAGMA journal_mode = DELETE")
            raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        finally:
            raw.close()
        engine = connect(partial, wait=0)
        try:
            with transaction(engine, write=True) as connection:
                metadata.create_all(connection)
                connection.execute(project.insert().values(id=new_id(), created=now(), written_by=version))
                connection.execute(alembic_version.insert().values(version_num=HEAD_REVISION))
        finally:
            engine.dispose()
        _take_name(partial, path)
    except FileExistsError:
        raise UserError("project.exists", path=str(path)) from None
    except OSError as error:
        raise _file_error(error, path) from error
    except sqlite3.Error as error:
        raise user_error(error, str(path)) from error
    finally:
        with suppress(OSError):  # where nothing can be written, nothing was
            partial.unlink()


def _take_name(partial: Path, path: Path) -> None:
    """Let the finished file `partial` stand at `path`, where nothing may stand yet. Raises OSError."""
    try:
        os.link(partial, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, as on many USB sticks
        if os.path.lexists(path):
            raise FileExistsError from None
        partial.rename(path)


def copy_project(engine: Engine, target: Path) -> None:
    """A consistent copy of an open project, by SQLite's backup API, checked before it takes its name.

    Raises UserError; then nothing stands at `target` that was not there before.
    """
    if os.path.isdir(target):
        raise UserError("project.folder", path=str(target))
    if not os.path.isdir(target.parent):
        raise UserError("project.no_folder", path=str(target.parent))
    partial = target.with_name(f".copy-{new_id()}")
    try:
        partial.touch(exist_ok=False)
        with engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            own = source.execute("PRAGMA database_list").fetchone()[2]
            if os.path.exists(own) and target.exists() and os.path.samefile(own, target):
                raise UserError("project.exists", path=str(target))  # the open file would lose its name
            copy = sqlite3.connect(partial)
            try:
                source.backup(copy)
                checks = [row[0] for row in copy.execute("PRAGMA integrity_check(3)")]
                orphans = copy.execute("PRAGMA foreign_key_check").fetchall()
            finally:
                copy.close()
        if checks != ["ok"] or orphans:
            raise UserError(
                "project.damaged", path=own, reason="; ".join(checks if checks != ["ok"] else map(str, orphans[:1]))
            )
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except sqlite3.Error as error:
        raise user_error(error, str(target)) from error
    except OSError as error:
        raise _file_error(error, target) from error
    finally:
        with suppress(OSError):  # where nothing can be written, nothing was
            partial.unlink()


def _file_error(error: OSError, path: Path) -> UserError:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError("project.read_only", path=str(path))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError("project.disk_full")
    return UserError("project.write_failed", reason=error.strerror or str(error))


def check_project(path: Path) -> list[str]:
    """What SQLite's own checks say of a project, one line a problem; empty when it is sound. Raises UserError."""
    check_file(path)
    with translated_errors(str(path)):
        engine = connect(path, wait=5)
        try:
            with engine.connect() as connection:
                lines = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
                orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        finally:
            engine.dispose()
    return [line for line in lines if line != "ok"] + [
        _("{table}: row {row} has no {other}").format(table=row[0], row=row[1], other=row[2]) for row in orphans
    ]

"""A project file to be written to: made, opened with its schema up to date, copied; what it is, `opening` tells.

The journal mode is DELETE with synchronous EXTRA: a project is a document that people copy, mail and keep in synced
folders, where the side files of WAL get lost. EXTRA also syncs the folder once the journal is removed, which is what
commits: with FULL, a power cut right after an edit may bring the journal back, and the edit is gone.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from models.entities import new_id, now
from models.errors import UserError
from storage.formats.files import sync_folder
from storage.opening import APPLICATION_ID, SCHEMA_VERSION, check_sound, plain_connection
from storage.opening import check_file as check_file
from storage.opening import check_project as check_project
from storage.opening import damage_named as damage_named
from storage.opening import translated_errors as translated_errors
from storage.opening import user_error as user_error
from storage.tables import alembic_version, metadata, project

SUFFIX = ".counterpoint"
FIRST_REVISION = "0001"
HEAD_REVISION = f"{SCHEMA_VERSION:04}"


def connect(path: Path, wait: float) -> Engine:
    """An engine with one connection to an existing file. `wait`: seconds to wait for another's lock."""
    engine = create_engine("sqlite+pysqlite://", creator=lambda: plain_connection(path, wait), poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # pysqlite opens no transaction by itself in this mode: SQLAlchemy's documented way to control BEGIN
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")

    return engine


def plain_of(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection, in the same transaction: rows are read through it, whoever opened the file."""
    found: Any = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found


@contextmanager
def transaction(engine: Engine, path: str = "", *, write: bool = False) -> Iterator[Connection]:
    """One transaction; everything in it lands, or nothing. Raises UserError for a lock, a full or read-only disk."""
    with translated_errors(path), engine.connect() as connection:
        options = connection.execution_options(begin="IMMEDIATE" if write else "DEFERRED")
        ready = False
        try:
            with options.begin():
                yield options
                ready = True
        except DBAPIError as error:
            if not ready or getattr(error.orig, "sqlite_errorname", "") != "SQLITE_IOERR_DIR_FSYNC":
                raise
            # Its journal is gone already, so all of it is in the file; only that the folder was not synced.


def open_project(path: Path, wait: float, known_as: Path | None = None) -> Engine:
    """Check `path`, bring its schema up to date (after a backup), and connect. Raises UserError.

    `known_as`: where people know the project, when `path` is a working copy of it.
    """
    version = check_file(path)
    with translated_errors(str(path)):
        engine = connect(path, wait)
        try:
            with engine.connect() as connection:
                check_sound(plain_of(connection), path)
        except BaseException:
            engine.dispose()
            raise
    if version < SCHEMA_VERSION:
        from storage.migrations.run import migrate

        try:
            migrate(engine, path, known_as or path)
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
        take_name(partial, path)
        sync_folder(path.parent)
    except FileExistsError:
        raise UserError("project.exists", path=str(path)) from None
    except OSError as error:
        raise file_error(error, path) from error
    except sqlite3.Error as error:
        raise user_error(error, str(path)) from error
    finally:
        with suppress(OSError):  # where nothing can be written, nothing was
            partial.unlink()


def take_name(partial: Path, path: Path) -> None:
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
            source = plain_of(connection)
            own = source.execute("PRAGMA database_list").fetchone()[2]
            if os.path.exists(own) and target.exists() and os.path.samefile(own, target):
                raise UserError("project.exists", path=str(target))  # the open file would lose its name
            copy = sqlite3.connect(partial)
            try:
                copy.execute("PRAGMA trusted_schema = OFF")
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
        sync_folder(target.parent)
    except sqlite3.Error as error:
        raise user_error(error, str(target)) from error
    except OSError as error:
        raise file_error(error, target) from error
    finally:
        with suppress(OSError):  # where nothing can be written, nothing was
            partial.unlink()


def file_error(error: OSError, path: Path) -> UserError:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError("project.read_only", path=str(path))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError("project.disk_full")
    return UserError("project.write_failed", reason=error.strerror or str(error))

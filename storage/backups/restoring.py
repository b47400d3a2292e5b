"""Bringing a backup back: into the same project as one edit, into a new file, or in place of a damaged file."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from models.edits import Edit
from models.entities import new_id
from models.errors import UserError
from models.messages import message
from models.project import Project
from models.states import State, contents_of, edit_to
from storage.backups.listing import Backup, backups_of
from storage.backups.making import sync, sync_folder
from storage.backups.places import stem_of, time_of
from storage.opening import SCHEMA_VERSION, check_file, check_project, plain_connection, translated_errors
from storage.plain import Contents, read_project

NEWEST = "newest"
SIDE_FILES = ("-journal", "-wal", "-shm")  # they belong to their file and to no other
WAIT = 10.0  # seconds for another's lock
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS})


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup holds, and the contents of it that the project has lost."""

    time: str  # as people read it
    state: State
    blobs: Mapping[str, bytes]

    def edit(self, project: Project) -> Edit:
        """The edit after which the project stands as the backup does; empty when it does already."""
        return edit_to(message("edit.restore_backup", time=self.time), project.rows(), self.state, self.blobs)

    def beside(self, rows: State) -> Restored:
        """The same with the very entities of `rows` where they are equal: the edit is found in a moment then."""
        state = {table: dict(_shared(found, rows.get(table, {}))) for table, found in self.state.items()}
        return replace(self, state=state)


def _shared(found: Mapping[str, Any], rows: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for row, entity in found.items():
        own = rows.get(row)
        yield row, own if own == entity else entity


def find(path: Path, name: str, *, is_damaged: bool = False) -> Path:
    """The backup that is meant by a file, a time as listed, or "newest" (see backups_of). Raises UserError."""
    if name == NEWEST:
        found = backups_of(path, is_damaged=is_damaged)
        if not found:
            raise UserError("backup.none", path=str(path))
        return found[0].path
    stem = name.strip().replace(":", "-")
    if time_of(stem) is not None:
        for backup in backups_of(path, is_damaged=is_damaged):
            if backup.stem == stem:
                return backup.path
    given = Path(name)
    if not os.path.lexists(given):
        raise UserError("backup.not_found", name=name, path=str(path))
    with suppress(OSError):
        if path.exists() and os.path.samefile(given, path):
            raise UserError("backup.is_project", path=str(path))
    return given


@contextmanager
def read_backup(path: Path) -> Iterator[tuple[Project, Contents]]:
    """The project in a backup, which stays as it is: one of an older format is brought up to date in a copy.

    Raises UserError.
    """
    if check_file(path) == SCHEMA_VERSION:
        with read_project(path) as found:
            yield found
        return
    with tempfile.TemporaryDirectory(prefix="counterpoint-") as folder:
        copy = Path(folder, path.name)
        _copy_file(path, copy)
        _bring_up_to_date(copy)
        with read_project(copy) as found:
            yield found


def _bring_up_to_date(copy: Path) -> None:
    from storage.database import connect
    from storage.migrations.run import bring_up_to_date

    engine = connect(copy, WAIT)
    try:
        bring_up_to_date(engine, copy)
    finally:
        engine.dispose()


def restored(backup: Path, sizes: Callable[[Iterable[str]], Mapping[str, int]]) -> Restored:
    """Read what a backup holds. `sizes` tells which contents the project has (Contents.sizes). Raises UserError."""
    with read_backup(backup) as (project, contents):
        state = project.rows()
        wanted = contents_of(state)
        there = sizes(wanted)
        blobs = {key: contents.blob(key) for key in sorted(wanted) if key not in there}
    return Restored(shown_time(backup), state, blobs)


def shown_time(backup: Path) -> str:
    """When a backup was made, in the computer's own time; the file's name where that tells no time."""
    time = time_of(backup.stem)
    return f"{time.astimezone():%Y-%m-%d %H:%M}" if time is not None else backup.stem


def restore_as(backup: Path, target: Path) -> None:
    """Make a new project file of a backup. Raises UserError; then nothing stands at `target` that was not there."""
    if os.path.lexists(target):
        raise UserError("project.exists", path=str(target))
    if not os.path.isdir(target.parent):
        raise UserError("project.no_folder", path=str(target.parent))
    partial = _checked_copy(backup, target)
    from storage.database import file_error, take_name

    try:
        take_name(partial, target)
        sync_folder(target.parent)
    except FileExistsError:
        raise UserError("project.exists", path=str(target)) from None
    except OSError as error:
        raise file_error(error, target) from error
    finally:
        with suppress(OSError):
            partial.unlink()


def replace_damaged(path: Path, backup: Path, now: datetime | None = None) -> Path:
    """Put a copy of a backup where a damaged project stands; the damaged one's new name.

    Nothing is overwritten, and what SQLite left beside the damaged file goes with it: a journal there would be played
    into the backup. Raises UserError; then the damaged file stands where it stood, or its new name is told.
    """
    from storage.database import file_error

    partial = _checked_copy(backup, path)
    aside = path.with_name(f"{path.name}.damaged-{stem_of(now or datetime.now(UTC))}")
    while os.path.lexists(aside):
        aside = aside.with_name(f"{aside.name}-{new_id()[:4]}")
    try:
        try:
            _swap(partial, path, aside)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            _swap_by_renaming(partial, path, aside)
        sync_folder(path.parent)
    except OSError as error:
        raise file_error(error, path) from error
    finally:
        with suppress(OSError):
            partial.unlink()
    return aside


def _swap(partial: Path, path: Path, aside: Path) -> None:
    """By second names: the damaged file has its new name before it loses the old one, which never stands empty.

    Raises OSError; then the damaged file stands where it stood and nowhere else.
    """
    named: list[tuple[Path, Path]] = []
    try:
        for end in ("", *SIDE_FILES):
            old, new = path.with_name(path.name + end), aside.with_name(aside.name + end)
            if os.path.lexists(old):
                os.link(old, new)
                named.append((old, new))
        for old, _new in named[1:]:
            old.unlink()
        os.replace(partial, path)
    except OSError:
        for old, new in reversed(named):
            with suppress(OSError):
                if not os.path.lexists(old):
                    os.link(new, old)
                new.unlink()
        raise


def _swap_by_renaming(partial: Path, path: Path, aside: Path) -> None:
    """The same on a file system without second names. Raises OSError; UserError where the old name is lost."""
    from storage.database import take_name

    moved: list[tuple[Path, Path]] = []
    try:
        for end in (*SIDE_FILES, ""):
            old, new = path.with_name(path.name + end), aside.with_name(aside.name + end)
            if os.path.lexists(old):
                old.rename(new)
                moved.append((old, new))
        take_name(partial, path)
    except OSError as error:
        try:
            for old, new in reversed(moved):
                new.rename(old)
        except OSError:
            reason = error.strerror or str(error)
            raise UserError("restore.lost", path=str(path), reason=reason, aside=str(aside)) from error
        raise


def _checked_copy(backup: Path, target: Path) -> Path:
    """A copy of a backup beside `target`, checked and synced, under a name of its own. Raises UserError."""
    from storage.database import file_error

    partial = target.with_name(f".restoring-{new_id()}")
    try:
        _copy_file(backup, partial)
        problems = check_project(partial)
        if problems:
            raise UserError("project.damaged", path=str(backup), reason=problems[0].rstrip("."))
        sync(partial)
    except BaseException as error:
        with suppress(OSError):
            partial.unlink()
        if isinstance(error, OSError):
            raise file_error(error, target) from error
        raise
    return partial


def _copy_file(backup: Path, target: Path) -> None:
    """A copy as SQLite sees the file, journals that lie beside it included. Raises UserError, OSError."""
    check_file(backup)
    target.touch(exist_ok=False)
    with translated_errors(str(backup)), closing(plain_connection(backup, WAIT)) as raw, _target(target) as copy:
        raw.backup(copy)


def _target(path: Path) -> closing[sqlite3.Connection]:
    copy = sqlite3.connect(path)
    copy.execute("PRAGMA trusted_schema = OFF")
    copy.execute("PRAGMA journal_mode = OFF")  # it is thrown away where it is not finished
    return closing(copy)


def listed(backup: Backup) -> dict[str, Any]:
    """A backup as `backup --list --json` prints it."""
    return {
        "time": backup.stem,
        "path": str(backup.path),
        "size": backup.size,
        "nodes": backup.nodes,
        "reason": backup.reason,
        "last_change": backup.facts.last,
    }

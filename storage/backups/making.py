"""Making a backup: copied by SQLite's backup API, checked, on the disk for certain, and only then given its name."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from models.entities import new_id
from models.errors import Busy, UserError
from models.importing.progress import Cancelled, tell
from models.messages import _
from storage.backups.listing import ABOUT, REASONS, Backup, Facts, facts_of, in_rooms, note
from storage.backups.locking import alone
from storage.backups.places import SUFFIX, note_project, room_of, stem_of, time_of
from storage.backups.rotation import kept
from storage.opening import check_file, damage_named, plain_connection, translated_errors

PAGES, PAUSE = 1000, 0.005  # copied at a time, and seconds between in which others may write
SYNC_PAGES = 2000  # copied between two syncs
RESTARTS = 3  # how often others may write meanwhile before it is all copied at once
OFTEN = 200_000  # SQLite's instructions between two looks whether the backup is still wanted
WAIT = 10.0  # seconds for another's lock
PARTIAL = ".making-"


def back_up(
    source: Path, reason: str, *, project: Path | None = None, wait: float = 60.0, now: datetime | None = None
) -> Backup | None:
    """Back up the project at `source` and thin out the older backups; None where the newest is of this very state.

    `project`: where people know it, when `source` is a working copy of it. For a job: `models.importing.progress.tell`
    hears how far it is and may end it. Raises UserError; then everything is as before.
    """
    project = project or source
    check_file(source)
    with _source(source) as raw:
        with damage_named(str(source), "project"):
            found = facts_of(raw, nodes=False)
        room = room_of(project, found.project)
        with told(room, source):
            room.mkdir(parents=True, exist_ok=True)
            with alone(room, wait) as held:
                newest = next(iter(in_rooms([room])), None)
                if newest is not None and newest.is_whole and newest.facts.state == found.state:
                    return None
                if held:
                    _sweep(room)
                made = _made(raw, source, room, reason, now or datetime.now(UTC))
                note_project(room, project)
                thin_out(room, now or datetime.now(UTC), made.path)
                return made


def copy_into(source: Path, folder: Path, now: datetime | None = None) -> Path:
    """A verified copy in a folder of the user's choice, named by the project and the time. Raises UserError."""
    check_file(source)
    if not folder.is_dir():
        raise UserError("project.no_folder", path=str(folder))
    with _source(source) as raw, told(folder, source):
        partial = folder / f"{PARTIAL}{new_id()}"
        try:
            _copy(raw, source, partial)
            return take_free_name(partial, folder, now or datetime.now(UTC), f"{source.stem} ")
        finally:
            with suppress(OSError):
                partial.unlink()


@contextmanager
def _source(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of the backup's own: the window's goes on with edits."""
    with translated_errors(str(path)), closing(plain_connection(path, WAIT)) as raw:
        yield raw


def _made(raw: sqlite3.Connection, source: Path, room: Path, reason: str, now: datetime) -> Backup:
    partial = room / f"{PARTIAL}{new_id()}"
    try:
        facts = _copy(raw, source, partial)
        with suppress(OSError):
            partial.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)  # opened like a project, it is looked at only
        path = take_free_name(partial, room, now)
    finally:
        with suppress(OSError):
            partial.unlink()
    size = path.stat().st_size
    facts = replace(facts, reason=reason if reason in REASONS else "", size=size)
    note(path, facts)
    return Backup(path, time_of(path.stem) or now, size, facts)


def _copy(raw: sqlite3.Connection, source: Path, partial: Path) -> Facts:
    """Copy, check and sync; what the copy holds. Raises UserError, OSError, sqlite3.Error, Cancelled."""
    with translated_errors(str(source)):
        size = raw.execute("PRAGMA page_count").fetchone()[0] * raw.execute("PRAGMA page_size").fetchone()[0]
    if shutil.disk_usage(partial.parent).free < 2 * size:  # the copy, and as much again for the edits meanwhile
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    try:
        _copy_pages(raw, partial, PAGES)
    except _Restless:
        partial.unlink()
        _copy_pages(raw, partial, -1)
    with closing(sqlite3.connect(partial)) as copy:
        copy.execute("PRAGMA trusted_schema = OFF")
        copy.set_progress_handler(_is_unwanted, OFTEN)
        try:
            problems = [str(row[0]) for row in copy.execute("PRAGMA integrity_check(3)")]
            orphans = copy.execute("PRAGMA foreign_key_check").fetchall() if problems == ["ok"] else []
            facts = facts_of(copy)
        except sqlite3.OperationalError:
            tell(0, 0)  # Cancelled, where that is what ended it
            raise
    if problems != ["ok"] or orphans:
        reason = "; ".join(problems) if problems != ["ok"] else _("rows that point nowhere")
        raise UserError("backup.damaged", path=str(source), reason=reason.replace("\n", " ").rstrip("."))
    sync(partial)
    return facts


class _Restless(Exception):
    """Others wrote again and again while it was copied bit by bit."""


def _copy_pages(raw: sqlite3.Connection, partial: Path, pages: int) -> None:
    """By `pages` at a time, with pauses: SQLite begins anew when the file changes in between.

    What is copied goes to the disk as it comes: one sync of all of it would hold up the syncs of edits.
    """
    turns, last, synced = 0, 0, 0

    def follow(status: int, remaining: int, total: int) -> None:
        nonlocal turns, last, synced
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):  # it has waited as long as its connection waits
            raise Busy("project.busy")
        tell(total - remaining, 0)
        if remaining > last > 0:
            turns += 1
            if turns > RESTARTS:
                raise _Restless
        last = remaining
        if total - remaining - synced >= SYNC_PAGES or total - remaining < synced:
            sync(partial)
            synced = total - remaining

    with closing(sqlite3.connect(partial)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # synced once, at the end; a half-made one never gets a name
        copy.execute("PRAGMA journal_mode = OFF")
        raw.backup(copy, pages=pages, sleep=PAUSE, progress=follow)


def _is_unwanted() -> int:
    try:
        tell(0, 0)
    except Cancelled:
        return 1
    return 0


def sync(path: Path) -> None:
    """See that a file is on the disk. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """See that the names in a folder are on the disk, where the system can."""
    with suppress(OSError):  # Windows opens no folders
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def take_free_name(partial: Path, folder: Path, now: datetime, before: str = "") -> Path:
    """Give a finished file its name by the time; the next free one where another has that. Raises OSError."""
    from storage.database import take_name

    for turn in range(1, 1000):
        path = folder / f"{before}{stem_of(now, turn)}{SUFFIX}"
        try:
            take_name(partial, path)
        except FileExistsError:
            continue
        sync_folder(folder)
        return path
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def thin_out(room: Path, now: datetime, made: Path) -> None:
    """Take out what is kept no longer, never what was just made."""
    found = in_rooms([room])
    stay = kept((backup.time for backup in found), now)
    for backup in found:
        if backup.time not in stay and backup.path != made:
            with suppress(OSError):
                if os.name == "nt":
                    backup.path.chmod(stat.S_IWRITE)  # Windows keeps what is read-only
                backup.path.unlink()
                backup.path.with_suffix(ABOUT).unlink(missing_ok=True)


def _sweep(room: Path) -> None:
    """Take out what a program that was killed left half made; nobody else is at work here."""
    for path in room.glob(f"{PARTIAL}*"):
        with suppress(OSError):
            path.unlink()


@contextmanager
def told(folder: Path, source: Path) -> Iterator[None]:
    """Around writing in a folder of backups: what hinders it becomes a sentence that tells of backups."""
    try:
        yield
    except OSError as error:
        raise _why(error, folder) from error
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise Busy("project.busy") from error
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise UserError("backup.damaged", path=str(source), reason=str(error)) from error
        if name == "SQLITE_FULL":
            raise UserError("backup.disk_full", path=str(folder)) from error
        raise UserError("backup.failed", path=str(folder), reason=str(error)) from error


def _why(error: OSError, folder: Path) -> UserError:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError("backup.read_only", path=str(folder))
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return UserError("backup.disk_full", path=str(folder))
    return UserError("backup.failed", path=str(folder), reason=error.strerror or str(error))

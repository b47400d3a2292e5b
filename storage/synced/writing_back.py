"""A working copy written back to where people know the project: whole, by a rename, never over what was not seen."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

from models.entities import new_id, now
from models.errors import Outdated, UserError
from models.merging import NoCommonGround
from models.messages import Message
from storage.backups.listing import REPLACED
from storage.backups.making import back_up, sync, sync_folder
from storage.looking import SIDE_FILES
from storage.opening import check_file, plain_connection, translated_errors
from storage.synced.conflicted import conflicted_copies
from storage.synced.joining import about, carry_out, new_in, plan, read_aside
from storage.synced.outcomes import Ended as Ended
from storage.synced.outcomes import Outcome as Outcome
from storage.synced.working_copy import WAIT, Fingerprint, Seen, WorkingCopy, fingerprint, last_entry

TEMPORARY = ".tmp"
LEFT = 3600  # seconds after which a file that was to take the original's place is taken for left behind
TURNS = 4  # how often it is compared anew when the original or the copy changes meanwhile


class _Changed(Exception):
    """The original is not the one that was last seen."""


def write_back(
    copy: WorkingCopy, annotator: str, answers: Mapping[str, str] | None = None, *, anew: bool = False
) -> Outcome:
    """Bring the original up to date with the working copy, and the other way round. For a job.

    `answers`: to the questions of an earlier Outcome.plan; what is asked beyond them is asked again. `anew`: also where
    the original has been removed. Raises UserError for trouble with the working copy itself.
    """
    joined, mended, who = 0, tuple[Message, ...](), ""
    try:
        with copy.alone():
            for _turn in range(TURNS):
                try:
                    ended, moment = _write_if_unchanged(copy, anew)
                    return Outcome(ended, moment, joined, who, mended)
                except _Changed:
                    pass
                with read_aside(copy.origin) as (theirs, seen):
                    if _is_same(theirs, copy.path) and not new_in(theirs, copy.path):
                        _note(copy, seen, theirs)
                        continue
                    made = plan(copy.path, theirs)
                    if any(question.id not in (answers or {}) for question in made.merge.questions):
                        return Outcome(Ended.ASK, _time(copy), joined, made.who, mended, made)
                    _keep(theirs, copy)
                    if made.our_new:
                        back_up(copy.path, REPLACED, project=copy.origin)
                    try:
                        mended += carry_out(copy.path, made, answers or {}, annotator)
                    except Outdated:
                        continue
                    joined, who = joined + len(made.their_new), made.who
                    _note(copy, seen, theirs)
            return Outcome(Ended.AWAY, _time(copy), joined, who, mended)
    except NoCommonGround:
        return Outcome(Ended.STRANGER, _time(copy))
    except OSError as error:
        return _in_words(error, copy)


def join(copy: WorkingCopy, other: Path, annotator: str, answers: Mapping[str, str] | None = None) -> Outcome:
    """Take in what another file beside the project holds; the file stays as it is. Outcomes as of `write_back`, where
    SAME also says that all is in. For a job. Raises UserError."""
    try:
        with copy.alone(), read_aside(other) as (theirs, _seen):
            for _turn in range(TURNS):
                made = plan(copy.path, theirs)
                if any(question.id not in (answers or {}) for question in made.merge.questions):
                    return Outcome(Ended.ASK, _time(copy), who=made.who, plan=made)
                back_up(copy.path, REPLACED, project=copy.origin)
                try:
                    mended = carry_out(copy.path, made, answers or {}, annotator)
                except Outdated:
                    continue
                return Outcome(Ended.SAME, _time(copy), len(made.their_new), made.who, mended)
            raise UserError("project.busy")
    except NoCommonGround:
        return Outcome(Ended.STRANGER, _time(copy))
    except OSError as error:
        raise UserError("project.unreadable", path=str(other), reason=error.strerror or str(error)) from error


def left_beside(copy: WorkingCopy) -> list[Path]:
    """The copies that a sync program has put beside the project and that hold entries which we lack. For a job."""
    found = []
    for path in conflicted_copies(copy.origin):
        with suppress(OSError, UserError), read_aside(path) as (theirs, _seen):
            if _has_new(theirs, copy.path):
                found.append(path)
    return found


def _has_new(theirs: Path, ours: Path) -> bool:
    """Whether a file has entries that ours lacks, or may have."""
    try:
        return bool(new_in(theirs, ours))
    except NoCommonGround:
        return True


def _is_same(theirs: Path, ours: Path) -> bool:
    """Whether it is a version of this very project."""
    return about(theirs)[0] == about(ours)[0]


def _time(copy: WorkingCopy) -> str:
    seen = copy.seen
    return seen.written if seen is not None else ""


def _in_words(error: OSError, copy: WorkingCopy) -> Outcome:
    reason = error.strerror or str(error)
    if not os.path.isdir(copy.origin.parent):
        return Outcome(Ended.AWAY, _time(copy), reason=reason)
    if isinstance(error, FileNotFoundError):
        return Outcome(Ended.REMOVED, _time(copy), found=_renamed(copy))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return Outcome(Ended.UNWRITABLE, _time(copy), reason=reason)
    return Outcome(Ended.AWAY, _time(copy), reason=reason)


def _renamed(copy: WorkingCopy) -> Path | None:
    """The file beside it that is the original as it was last seen."""
    seen = copy.seen
    if seen is None:
        return None
    with suppress(OSError):
        for path in sorted(copy.origin.parent.iterdir()):
            is_alike = path.suffix == copy.origin.suffix and path.is_file()
            if is_alike and path.stat().st_size == seen.fingerprint.size:
                found = fingerprint(path)
                if found.sha256 == seen.fingerprint.sha256:
                    return path
    return None


def _keep(theirs: Path, copy: WorkingCopy) -> None:
    """What will be replaced by the two put together is one of the backups."""
    check_file(theirs)
    back_up(theirs, REPLACED, project=copy.origin)


def _note(copy: WorkingCopy, found: Fingerprint, theirs: Path) -> None:
    """The original is known as it is; what it lacks, if anything, is still to be written."""
    seen = copy.seen
    last = last_entry(copy.path) if not new_in(copy.path, theirs) else f"{last_entry(theirs)} seen"
    copy.note(Seen(str(copy.origin), found, last, seen.written if seen else ""))


def _write_if_unchanged(copy: WorkingCopy, anew: bool) -> tuple[Ended, str]:
    seen = copy.seen
    if anew and os.path.isdir(copy.origin.parent) and not os.path.lexists(copy.origin):
        return Ended.WRITTEN, _write(copy, None)
    _put_right(copy.origin)
    here = fingerprint(copy.origin)
    if seen is None or here != seen.fingerprint:
        if seen is not None and (here.size, here.sha256) == (seen.fingerprint.size, seen.fingerprint.sha256):
            copy.note(Seen(seen.origin, here, seen.entry, seen.written))  # only touched, or copied back as it was
        else:
            raise _Changed
    if seen.entry == last_entry(copy.path):
        return Ended.SAME, seen.written
    return Ended.WRITTEN, _write(copy, here)


def _put_right(origin: Path) -> None:
    """Take back what a program that was killed has left half written: its journal must not lie beside a new file."""
    if any(os.path.exists(f"{origin}{side}") for side in SIDE_FILES):
        with translated_errors(str(origin)), closing(plain_connection(origin, WAIT)) as raw:
            raw.execute("SELECT count(*) FROM project").fetchone()
        if any(os.path.exists(f"{origin}{side}") for side in SIDE_FILES):
            raise UserError("project.busy")


def _write(copy: WorkingCopy, expected: Fingerprint | None) -> str:
    """Raises _Changed where the original is not `expected` (None: not there) any more, OSError, UserError."""
    origin = copy.origin
    ready = copy.folder / f".writing-{new_id()}"
    beside = origin.with_name(f"{_beside(origin)}{new_id()[:8]}{TEMPORARY}")
    _sweep(origin)
    try:
        last = _backed_up(copy.path, ready)
        whole = fingerprint(ready)
        shutil.copyfile(ready, beside)
        sync(beside)
        written = fingerprint(beside)  # not of the original later on: what comes right behind ours is not ours
        if written.sha256 != whole.sha256:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        if expected is not None:
            with suppress(OSError):  # a file system without permissions
                os.chmod(beside, stat.S_IMODE(os.stat(origin).st_mode))
            if fingerprint(origin) != expected:
                raise _Changed
            os.replace(beside, origin)
        else:
            if os.path.lexists(origin):
                raise _Changed
            os.replace(beside, origin)
        sync_folder(origin.parent)
        moment = now()
        copy.note(Seen(str(origin), written, last, moment))
        return moment
    finally:
        for path in (ready, beside):
            with suppress(OSError):
                os.unlink(path)


def _beside(origin: Path) -> str:
    """How the names of files begin that are to take the original's place."""
    return f".~{origin.name}."


def _sweep(origin: Path) -> None:
    """Take away what a program that was killed has left beside the original: nobody writes for so long."""
    with suppress(OSError):
        for path in origin.parent.iterdir():
            is_ours = path.name.startswith(_beside(origin)) and path.name.endswith(TEMPORARY)
            if is_ours and time.time() - path.stat().st_mtime > LEFT:
                path.unlink()


def _backed_up(source: Path, target: Path) -> str:
    """A verified copy by SQLite's backup API; the id of the last entry in it. Raises UserError, OSError."""
    with (
        translated_errors(str(source)),
        closing(plain_connection(source, WAIT)) as raw,
        closing(sqlite3.connect(target)) as copy,
    ):
        copy.execute("PRAGMA trusted_schema = OFF")
        raw.backup(copy)
        problems = [str(row[0]) for row in copy.execute("PRAGMA quick_check(3)")]
        orphans = copy.execute("PRAGMA foreign_key_check").fetchall()
        found = copy.execute("SELECT id FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    if problems != ["ok"] or orphans:
        raise UserError("project.damaged", path=str(source), reason="; ".join(problems).replace("\n", " "))
    return str(found[0]) if found else ""

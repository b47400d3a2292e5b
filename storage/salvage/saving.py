"""The whole of a salvage: a copy aside, what is in it, a new project of that, and a report."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from models import VERSION
from models.entities import to_row
from models.errors import UserError
from models.messages import message
from models.states import contents_of, edit_to, without_dangling
from storage.backups.listing import Backup, backups_of
from storage.backups.restoring import read_backup
from storage.formats.files import size_words
from storage.looking import copied_aside
from storage.projects import make_project
from storage.salvage.gathering import Gathered, contents_of_backup, gather
from storage.salvage.mending import mend
from storage.salvage.report import Report

MOST_BYTES = 2_000_000_000
MOST_BACKUPS = 5  # that are looked into

Step = Callable[[int, int], None]


def salvage(path: Path, target: Path, *, with_backup: bool = False, step: Step = lambda _done, _total: None) -> Report:
    """Make a project at `target` of what can be read of `path`, which is not touched. Raises UserError.

    `with_backup`: rows that are lost are taken from the newest backup; texts that are lost are in any case, for they go
    by the hash of what they hold. `step(done, total)` is called now and then; what it raises ends the work.
    """
    if os.path.isdir(path):
        raise UserError("project.folder", path=str(path))
    if os.path.lexists(target):
        raise UserError("project.exists", path=str(target))
    if path.exists() and path.stat().st_size > MOST_BYTES:
        raise UserError("salvage.too_big", path=str(path), limit=size_words(MOST_BYTES))
    if not path.exists():
        raise UserError("project.missing", path=str(path))
    folder, copy = copied_aside(path)
    try:
        found = _best(copy, step)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report = Report(from_journal=found.from_journal)
    _use_backups(path, found, report, with_backup)
    if not any(found.rows[table] for table in ("article", "case", "node")):
        raise UserError("salvage.nothing", path=str(path))
    state = without_dangling(mend(found, report))
    contents = {key: found.contents[key] for key in sorted(contents_of(state)) if key in found.contents}
    edit = edit_to(message("edit.salvaged", name=path.name), {}, state, contents)
    make_project(target, VERSION, edit)
    return report


def _best(copy: Path, step: Step) -> Gathered:
    """What is in the file as it is; where a change was cut off, what was before it, unless that is less."""
    if not os.path.exists(f"{copy}-journal"):
        return gather(copy, step)
    as_it_is = gather(copy, step)
    with suppress(sqlite3.Error), closing(sqlite3.connect(copy, timeout=0)) as raw:
        raw.execute("PRAGMA trusted_schema = OFF")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()  # SQLite rolls back what was cut off
    rolled_back = gather(copy, step)
    return rolled_back if _size(rolled_back) >= _size(as_it_is) else as_it_is


def _size(found: Gathered) -> int:
    return sum(map(len, found.rows.values()))


def _use_backups(path: Path, found: Gathered, report: Report, with_backup: bool) -> None:
    backups = backups_of(path, is_damaged=True)
    if with_backup:
        _take_rows(backups, found, report)
    named = {
        values[column]
        for values in found.rows["article"].values()
        for column in ("source_hash", "source_text_hash", "text_hash", "layout_hash", "record_hash")
        if values.get(column)
    }
    for backup in backups[:MOST_BACKUPS]:
        missing = named - found.contents.keys()
        if not missing:
            break
        found.contents.update(contents_of_backup(backup.path, sorted(missing)))


def _take_rows(backups: Sequence[Backup], found: Gathered, report: Report) -> None:
    """Rows that are lost, as the newest backup has them that can be read."""
    for backup in backups[:MOST_BACKUPS]:
        with suppress(UserError), read_backup(backup.path) as (project, _contents):
            for table, rows in project.rows().items():
                for row, entity in rows.items():
                    if row not in found.rows[table]:
                        found.rows[table][row] = to_row(entity)
                        report.from_backup[table] += 1
            return

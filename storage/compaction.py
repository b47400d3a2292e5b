"""Keeping a history short: the oldest changes are dropped from the journal, never anything of the present state.

The entries that wrote the present rows stay, without their changes, so that windows which have the file open go on
working; the project notes where its history begins.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from models.entities import TABLES
from storage.contents import drop, held, named
from storage.journals import size_of, sizes
from storage.opening import commit, plain_connection, translated_errors

WAIT = 10.0  # seconds for another's lock
DOWN_TO = 0.75  # share of its limit that a history is cut down to once it is over, so that there is room for a while
KEPT = 50  # entries that stay whatever their size: the steps that somebody may want to undo
WORTH = 0.1  # share of the file that is free before it is written anew


@dataclass(frozen=True, slots=True)
class Compacted:
    """How many entries lost their changes, and how many bytes the file has shrunk by."""

    entries: int = 0
    freed: int = 0


def set_limit(path: Path, limit: int) -> None:
    """How many bytes of history the project keeps; 0: all of it. Raises UserError."""
    with translated_errors(str(path)):
        raw = plain_connection(path, WAIT)
        try:
            raw.execute("UPDATE project SET history_limit = ?", (max(0, limit),))
        finally:
            raw.close()


def is_over(path: Path) -> bool:
    """Whether the history has outgrown the project's limit. Raises UserError."""
    with translated_errors(str(path)):
        raw = plain_connection(path, WAIT)
        try:
            (limit,) = raw.execute("SELECT coalesce(max(history_limit), 0) FROM project").fetchone()
            return bool(limit) and size_of(raw) > limit
        finally:
            raw.close()


def compact(path: Path) -> Compacted:
    """Bring the history well within the project's limit, where it is over. Raises UserError; then all is as before."""
    with translated_errors(str(path)):
        size = path.stat().st_size
        raw = plain_connection(path, WAIT)
        try:
            raw.execute("BEGIN IMMEDIATE")
            try:
                dropped = _compact(raw)
                commit(raw)
            except BaseException:
                raw.rollback()
                raise
            pages, free = (raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count"))
            if free > pages * WORTH:
                with suppress(sqlite3.OperationalError):  # it is done; only the file stays longer than it need be
                    raw.execute("VACUUM")
        finally:
            raw.close()
        return Compacted(dropped, max(0, size - path.stat().st_size))


def _compact(raw: sqlite3.Connection) -> int:
    begins, limit = raw.execute("SELECT history_begins, history_limit FROM project").fetchone()
    last = _last_to_go(raw, limit) if limit and size_of(raw) > limit else 0
    if last <= begins:
        return 0
    before = named(raw)
    (count,) = raw.execute("SELECT count(DISTINCT entry) FROM entry_change WHERE entry <= ?", (last,)).fetchone()
    (since,) = raw.execute("SELECT time FROM entry WHERE seq = ?", (last,)).fetchone()
    raw.execute("DELETE FROM entry_change WHERE entry <= ?", (last,))
    writing = " UNION ".join(f'SELECT entry FROM "{table}"' for table in TABLES)
    raw.execute(f"DELETE FROM entry WHERE seq < ? AND seq NOT IN ({writing})", (last,))
    raw.execute("UPDATE project SET history_begins = ?, history_since = ?", (last, since))
    drop(raw, (before - named(raw)) & held(raw))
    return int(count)


def _last_to_go(raw: sqlite3.Connection, limit: int) -> int:
    """The newest entry whose changes are dropped; 0 where all have room."""
    room = limit * DOWN_TO
    for kept, (entry, size) in enumerate(sizes(raw)):
        room -= size
        if room < 0 and kept >= KEPT:
            return int(entry)
    return 0

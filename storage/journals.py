"""The journal as a whole: its entries for a list, what each changed, where it begins and how much room it takes.

Read through a connection of one's own, in any thread: a window that shows it never keeps an edit waiting.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import overload

from models.edits import Change
from models.errors import UserError
from models.messages import Message
from models.ports import Entry
from storage.loading import load_tables
from storage.opening import damage_named, plain_connection, translated_errors

Step = Callable[[int, int], None]
WAIT = 5.0  # seconds for another's lock
ENTRY, ROW = 280, 150  # bytes that an entry takes, and each of its changes beside its values, with their indexes, about
_COLUMNS = "seq, id, client, annotator, time, kind, target, label, final"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: all, or those of an annotator, of a node (with its passages and links), with some words."""

    annotator: str = ""
    node: str = ""
    words: str = ""


_Row = tuple[int, str, str, str, str, str, str | None, str, int]


class Entries(Sequence[Entry]):
    """Entries that are made of their rows when asked for: a list shows some dozens of 100,000."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Entries: ...
    def __getitem__(self, at: int | slice) -> Entry | Entries:
        return Entries(self._rows[at]) if isinstance(at, slice) else _entry(self._rows[at])

    def place_of(self, seq: int) -> int:
        """Where an entry stands; -1 where it does not."""
        at = bisect_left(self._rows, -seq, key=lambda row: -row[0])  # newest first
        return at if at < len(self._rows) and self._rows[at][0] == seq else -1


@dataclass(frozen=True, slots=True)
class Journal:
    """What is known of a journal. `begins`: the entry up to which changes were dropped (0: none was), made at `since`;
    `size` and `limit` in bytes (limit 0: all is kept)."""

    entries: Entries
    undone: frozenset[str]
    annotators: tuple[str, ...]
    begins: int
    since: str
    size: int
    limit: int


def read_journal(path: Path, wanted: Wanted = Wanted()) -> Journal:
    """The entries that are wanted, newest first. Raises UserError."""
    with _reading(path) as raw:
        begins, since, limit = _beginning(raw)
        steps = raw.execute("SELECT kind, target FROM entry WHERE target IS NOT NULL ORDER BY seq")
        return Journal(
            Entries(_rows(raw, wanted, begins)),
            frozenset(_undone(steps)),
            tuple(row[0] for row in raw.execute("SELECT DISTINCT annotator FROM entry ORDER BY annotator")),
            begins,
            since,
            size_of(raw),
            limit,
        )


def extent(path: Path) -> tuple[int, str]:
    """How many entries there are, and the time from which (UTC, ISO 8601); "" where the history is whole.

    Raises UserError.
    """
    with _reading(path) as raw:
        begins, since, _limit = _beginning(raw)
        (entries,) = raw.execute("SELECT count(*) FROM entry WHERE seq > ?", (begins,)).fetchone()
        return int(entries), since if begins else ""


def changes_of(path: Path, seq: int) -> tuple[Change, ...]:
    """What an entry changed, in order. Raises UserError."""
    with _reading(path) as raw:
        _check_begun(raw, seq - 1)
        return tuple(_changes(raw, seq))


def state_after(path: Path, seq: int, step: Step = lambda _done, _total: None) -> dict[str, dict[str, object]]:
    """The rows as they stood once entry `seq` had landed, read in one transaction.

    `step(done, total)` is called after each entry that is walked back; what it raises ends the work. Raises UserError,
    as where the history begins later by now.
    """
    from models.timeline import earlier

    with _reading(path) as raw:
        _check_begun(raw, seq)
        now, _versions = load_tables(raw, str(path))
        later = [row[0] for row in raw.execute("SELECT seq FROM entry WHERE seq > ? ORDER BY seq DESC", (seq,))]
        done = count(1)
        rows = earlier(now, (_changes(raw, at) for at in later), lambda: step(next(done), len(later)))
        return {table: dict(found) for table, found in rows.items()}


def _check_begun(raw: sqlite3.Connection, seq: int) -> None:
    """Raises UserError for a state from before the history begins: what led from it to now is not known."""
    begins, since, _limit = _beginning(raw)
    if seq < begins:
        raise UserError("history.begins_later", time=since[:16].replace("T", " "))


def sizes(raw: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """The entries since the history begins, newest first, each with about how many bytes it takes."""
    yield from raw.execute(
        "SELECT seq, ? + coalesce((SELECT sum(coalesce(length(before), 0) + coalesce(length(after), 0) + ?)"
        " FROM entry_change WHERE entry_change.entry = seq), 0)"
        " FROM entry WHERE seq > (SELECT coalesce(max(history_begins), 0) FROM project) ORDER BY seq DESC",
        (ENTRY, ROW),
    )


def size_of(raw: sqlite3.Connection) -> int:
    """About how many bytes the journal takes: the sum of `sizes`, at a fifth of its time."""
    begins, _since, _limit = _beginning(raw)
    (entries,) = raw.execute("SELECT count(*) FROM entry WHERE seq > ?", (begins,)).fetchone()
    query = (
        "SELECT coalesce(sum(coalesce(length(before), 0) + coalesce(length(after), 0) + ?), 0)"
        " FROM entry_change WHERE entry > ?"
    )
    (changes,) = raw.execute(query, (ROW, begins)).fetchone()
    return ENTRY * int(entries) + int(changes)


class _reading:  # noqa: N801 - used as a function is
    """One reading transaction over a connection of its own; what SQLite says is told in a sentence."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        with translated_errors(self._path):
            self._raw = plain_connection(path, WAIT)
        self._named = damage_named(self._path, "entry")

    def __enter__(self) -> sqlite3.Connection:
        self._named.__enter__()
        self._raw.execute("BEGIN")
        return self._raw

    def __exit__(self, *trouble: object) -> bool | None:
        self._raw.close()
        return self._named.__exit__(*trouble)  # type: ignore[arg-type]


def _beginning(raw: sqlite3.Connection) -> tuple[int, str, int]:
    found = raw.execute("SELECT history_begins, history_since, history_limit FROM project").fetchone()
    return found if found is not None else (0, "", 0)


def _rows(raw: sqlite3.Connection, wanted: Wanted, begins: int) -> list[_Row]:
    query, values = f"SELECT {_COLUMNS} FROM entry WHERE seq > ?", [begins]
    more: list[object] = []
    if wanted.annotator:
        query += " AND annotator = ?"
        more.append(wanted.annotator)
    if wanted.node:
        query += (
            " AND seq IN (WITH whose (t, r) AS (SELECT 'node', ?1x UNION SELECT table_name, row_id FROM entry_change"
            " WHERE of_node = ?1x UNION SELECT table_name, row_id FROM entry_change WHERE to_node = ?1x)"
            " SELECT entry FROM entry_change JOIN whose ON table_name = t AND row_id = r)"
        ).replace("?1x", "?")
        more += [wanted.node] * 3
    words = wanted.words.casefold().split()
    rows = raw.execute(f"{query} ORDER BY seq DESC", (*values, *more))
    return [row for row in rows if _has(row, words)] if words else rows.fetchall()


def _has(row: _Row, words: list[str]) -> bool:
    entry = _entry(row)
    told = f"{entry.label} {entry.annotator}".casefold()
    return all(word in told for word in words)


def _entry(row: _Row) -> Entry:
    seq, entry_id, client, annotator, time, kind, target, label, final = row
    return Entry(seq, entry_id, client, annotator, time, kind, target, Message.from_json(label), bool(final))


def _undone(steps: Iterator[tuple[str, str]]) -> set[str]:
    """The entries that stand undone: the last word on each was an undo."""
    undone: set[str] = set()
    for kind, target in steps:
        if kind == "undo":
            undone.add(target)
        elif kind == "redo":
            undone.discard(target)
    return undone


def _changes(raw: sqlite3.Connection, seq: int) -> Iterator[Change]:
    query = "SELECT table_name, row_id, before, after FROM entry_change WHERE entry = ? ORDER BY ord"
    for table, row, before, after in raw.execute(query, (seq,)).fetchall():
        yield Change(table, row, None if before is None else json.loads(before), after and json.loads(after))

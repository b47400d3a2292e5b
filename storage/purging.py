"""Emptying the bin: rows, what hangs on them, their journal and contents go for good, all at once or not at all.

Afterwards no word of what was purged is in the file: SQLite overwrites what it frees, and the file is written anew.
What is left of the journal says that something was removed; entries that lost changes cannot be taken back any more.
"""

from __future__ import annotations

import bisect
import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.entities import FIELDS, TABLES, new_id, now
from models.messages import Message, message
from models.obstacles import REFERENCES
from storage.clients import new_client
from storage.contents import batches, drop, held, named, places
from storage.opening import commit, plain_connection, translated_errors

MARKED = ("article", "case", "node", "pairing")
WAIT = 10.0  # seconds for another's lock
Rows = dict[str, set[str]]  # ids by table


@dataclass(slots=True)
class Purged:
    """What went: how many rows by table, and how many bytes the file has shrunk by."""

    rows: dict[str, int] = field(default_factory=dict)
    contents: int = 0
    freed: int = 0


def purge(path: Path, marks: Collection[str], annotator: str, *, sweep: bool = True) -> Purged:
    """Remove what carries one of `marks`, for good. Raises UserError; then nothing is changed.

    `sweep`: also contents that nothing names, as a cancelled import leaves them; not while somebody else has the
    project open, who may be about to name some.
    """
    found = Purged()
    with translated_errors(str(path)):
        size = path.stat().st_size
        raw = plain_connection(path, WAIT)
        try:
            raw.execute("PRAGMA secure_delete = ON")
            raw.execute("BEGIN IMMEDIATE")
            try:
                _purge(raw, set(marks), annotator, sweep, found)
                commit(raw)
            except BaseException:
                raw.rollback()
                raise
            with suppress(
                sqlite3.OperationalError
            ):  # all is gone and overwritten; only the file stays as long as it was
                raw.execute("VACUUM")
        finally:
            raw.close()
        found.freed = max(0, size - path.stat().st_size)
    return found


def _purge(raw: sqlite3.Connection, marks: set[str], annotator: str, sweep: bool, found: Purged) -> None:
    gone = _with_dependents(raw, _marked(raw, marks))
    count = len(marks)
    past = _rows_of_the_past(raw, gone)
    named_before = named(raw)
    texts, touched = _forget(raw, _union(gone, past))
    _relabel(raw, touched, texts)
    for table, ids in gone.items():
        found.rows[table] = len(ids)
        _delete(raw, table, ids)
        for part in batches(ids):
            raw.execute(f"DELETE FROM draft WHERE table_name = ? AND row_id IN ({places(part)})", (table, *part))
    unnamed = held(raw) - named(raw)
    if not sweep:
        unnamed &= named_before
    found.contents = len(unnamed)
    drop(raw, unnamed)
    if gone or unnamed:
        _write_down(raw, gone, annotator, message("edit.empty_bin", count=count))


def _marked(raw: sqlite3.Connection, marks: set[str]) -> Rows:
    rows: Rows = {}
    for table in MARKED:
        query = f'SELECT id, binned_by FROM "{table}" WHERE binned_by IS NOT NULL'
        rows[table] = {row for row, mark in raw.execute(query) if mark in marks}
    return {table: ids for table, ids in rows.items() if ids}


def _with_dependents(raw: sqlite3.Connection, start: Rows) -> Rows:
    """The rows and all that would point at nothing without them."""
    pointing: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for table in TABLES:
        columns = [column for column in FIELDS[table] if column in REFERENCES]
        if not columns:
            continue
        listed = ", ".join(f'"{column}"' for column in columns)
        for row, *targets in raw.execute(f'SELECT id, {listed} FROM "{table}"'):
            for column, target in zip(columns, targets, strict=True):
                if target is not None:
                    pointing[REFERENCES[column]][target].append((table, row))
    gone: Rows = defaultdict(set)
    stack = [(table, row) for table, ids in start.items() for row in ids]
    while stack:
        table, row = stack.pop()
        if row not in gone[table]:
            gone[table].add(row)
            stack.extend(pointing[table][row])
    return {table: ids for table, ids in gone.items() if ids}


def _rows_of_the_past(raw: sqlite3.Connection, gone: Rows) -> Rows:
    """Rows that are only in the journal any more and belonged to what goes, such as a link that was removed."""
    pointing: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for table in TABLES:
        query = (
            "SELECT row_id, before, after FROM entry_change WHERE table_name = ?"
            f' AND NOT EXISTS (SELECT 1 FROM "{table}" WHERE id = row_id)'
        )
        for row, *sides in raw.execute(query, (table,)):
            for side in sides:
                for column, target in (json.loads(side) if side else {}).items():
                    if column in REFERENCES and target is not None:
                        pointing[REFERENCES[column], target].add((table, row))
    past: Rows = defaultdict(set)
    stack = [(table, row) for table, ids in gone.items() for row in ids]
    while stack:
        for table, row in pointing[stack.pop()]:
            if row not in past[table]:
                past[table].add(row)
                stack.append((table, row))
    return dict(past)


def _union(*all_rows: Rows) -> Rows:
    union: Rows = defaultdict(set)
    for rows in all_rows:
        for table, ids in rows.items():
            union[table] |= ids
    return dict(union)


def _forget(raw: sqlite3.Connection, rows: Rows) -> tuple[set[str], set[int]]:
    """Drop the rows' changes from the journal; the words that were in them, and the entries that lost some."""
    texts: set[str] = set()
    touched: set[int] = set()
    for table, ids in rows.items():
        for part in batches(ids):
            here = f"table_name = ? AND row_id IN ({places(part)})"
            query = f"SELECT entry, before, after FROM entry_change WHERE {here}"
            for entry, *sides in raw.execute(query, (table, *part)):
                touched.add(entry)
                for side in sides:
                    texts.update(_words(json.loads(side)) if side else ())
            raw.execute(f"DELETE FROM entry_change WHERE {here}", (table, *part))
    return texts, touched


def _words(values: Mapping[str, Any]) -> Iterator[str]:
    for value in values.values():
        if isinstance(value, str) and value.strip():
            yield " ".join(value.split())


def _relabel(raw: sqlite3.Connection, touched: set[int], texts: set[str]) -> None:
    """What lost changes is final; a label that quotes what is gone says so no longer."""
    ordered = sorted(texts)
    nothing = message("edit.purged").to_json()
    for part in batches(touched):
        query = f"SELECT seq, label FROM entry WHERE seq IN ({places(part)})"
        for entry, label in raw.execute(query, part).fetchall():
            quotes = any(_begins_one(str(words), ordered) for words in Message.from_json(label).arguments.values())
            raw.execute("UPDATE entry SET final = 1, label = ? WHERE seq = ?", (nothing if quotes else label, entry))


def _begins_one(quoted: str, ordered: list[str]) -> bool:
    """Whether one of the texts begins with what a label quotes, which may be shortened."""
    start = quoted.rstrip("…").strip()
    at = bisect.bisect_left(ordered, start)
    return bool(start) and at < len(ordered) and ordered[at].startswith(start)


def _delete(raw: sqlite3.Connection, table: str, ids: set[str]) -> None:
    for part in batches(ids):
        raw.execute(f'DELETE FROM "{table}" WHERE id IN ({places(part)})', part)


def _write_down(raw: sqlite3.Connection, gone: Rows, annotator: str, label: Message) -> None:
    """One entry that cannot be taken back; by it other windows let go of the rows. It holds no contents."""
    (seq,) = raw.execute("SELECT coalesce(max(seq), 0) + 1 FROM entry").fetchone()
    raw.execute(
        "INSERT INTO entry (seq, id, client, annotator, time, kind, target, label, final)"
        " VALUES (?, ?, ?, ?, ?, 'do', NULL, ?, 1)",
        (seq, new_id(), new_client(), annotator, now(), label.to_json()),
    )
    rows = ((table, row) for table in reversed(TABLES) for row in sorted(gone.get(table, ())))
    raw.executemany(
        'INSERT INTO entry_change (entry, ord, table_name, row_id, "before", "after") VALUES (?, ?, ?, ?, ?, NULL)',
        ((seq, at, table, row, "{}") for at, (table, row) in enumerate(rows)),
    )

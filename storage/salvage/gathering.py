"""What is in a damaged file, from every place that knows of it: its rows, its journal, its contents."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.entities import FIELDS, TABLES
from models.packing import unpacked
from models.shifts import PASSAGES, Shift
from models.texts import content_hash
from storage.salvage.pages import Pages
from storage.salvage.shapes import found_in

Values = dict[str, Any]
Rows = dict[str, dict[str, Values]]  # values by table and id
NEVER = -1


@dataclass(slots=True)
class Gathered:
    """`rows`: values by table and id. `from_journal`: how many of a table came from the journal alone. `contents` by
    their hash, each verified; `broken`: how many did not fit theirs. `entries`: what is left of the journal."""

    rows: Rows = field(default_factory=lambda: {table: {} for table in TABLES})
    from_journal: Counter[str] = field(default_factory=Counter)
    contents: dict[str, bytes] = field(default_factory=dict)
    broken: int = 0
    entries: int = 0


def gather(path: Path, step: Callable[[int, int], None] = lambda _done, _total: None) -> Gathered:
    """Read a copy of a damaged file, page by page.

    `step(done, total)` is called now and then; what it raises ends the work.
    """
    found = Gathered()
    journal: dict[tuple[int, int], Values] = {}
    unclear: list[Values] = []
    pages = Pages(path.read_bytes())
    for number, record in enumerate(pages.records()):
        if number % 1000 == 0:
            step(number, 0)
        told = found_in(record)
        if told is None:
            continue
        table, values = told
        if table == "blob":
            _take_content(found, values)
        elif table == "entry":
            found.entries += 1
        elif table == "entry_change":
            journal.setdefault((values["entry"], values["ord"]), values)
        elif table == "case":
            unclear.append(values)  # pairings have the same shape
        else:
            _newer(found.rows[table], values)
    _tell_apart(found.rows, unclear)
    _use_journal(found, [journal[key] for key in sorted(journal)])
    for rows in found.rows.values():
        for values in rows.values():
            values.pop("entry", None)
    return found


def _take_content(found: Gathered, values: Values) -> None:
    data: bytes = values["data"]
    for read in (unpacked, bytes) if values["packed"] else (bytes, unpacked):
        with suppress(ValueError, OSError, EOFError, MemoryError):
            content = read(data)
            if content_hash(content) == values["hash"]:
                found.contents[values["hash"]] = content
                return
    found.broken += 1


def _newer(rows: dict[str, Values], values: Values) -> None:
    """Of two rows with one id, as an unfinished change leaves them, the one that was written later counts."""
    known = rows.get(values["id"])
    if known is None or known["entry"] < values["entry"]:
        rows[values["id"]] = values


def _tell_apart(rows: Rows, unclear: list[Values]) -> None:
    """Cases and pairings: a pairing names two cases where a case has its name and its colour."""
    ids = {values["id"] for values in unclear}
    ids |= {node["case_id"] for node in rows["node"].values()}
    articles = set(rows["article"])
    columns = [*FIELDS["pairing"], "entry"]
    for values in unclear:
        is_pairing = values["article_id"] not in articles and values["name"] in ids and values["colour"] in ids
        if is_pairing:
            _newer(rows["pairing"], dict(zip(columns, values.values(), strict=True)))
        else:
            _newer(rows["case"], values)


def _use_journal(found: Gathered, changes: Iterable[Values]) -> None:
    """Walk through the journal: rows that are lost are made again, older ones brought up to date, removed ones left."""
    told: Rows = {table: {} for table in TABLES}
    last: dict[tuple[str, str], int] = {}
    removed: dict[tuple[str, str], int] = {}
    for change in changes:
        table, row, entry, after = change["table"], change["row"], change["entry"], change["after"]
        if table == PASSAGES:
            _shift(told["anchor"], row, after)
            continue
        last[table, row] = entry
        if after is None:
            told[table].pop(row, None)
            removed[table, row] = entry
            continue
        removed.pop((table, row), None)
        known = found.rows[table].get(row)
        if change["before"] is None:
            told[table][row] = dict(after)
        elif row in told[table]:
            told[table][row].update(after)
        if known is not None and known["entry"] < entry:
            known.update({**after, "id": row})
    for (table, row), entry in removed.items():
        known = found.rows[table].get(row)
        if known is not None and known["entry"] < entry:
            del found.rows[table][row]
    for table, rows in told.items():
        for row, values in rows.items():
            if row not in found.rows[table]:
                found.rows[table][row] = {**values, "id": row}
                found.from_journal[table] += 1


def _shift(anchors: dict[str, Values], article: str, after: Any) -> None:
    with suppress(KeyError, TypeError, ValueError):
        shift = Shift(after)
        for row, values in anchors.items():
            if values.get("article_id") == article:
                place = shift.place(row, values["start"], values["end"])
                if place is not None:
                    values["start"], values["end"] = place


def contents_of_backup(path: Path, wanted: Iterable[str]) -> dict[str, bytes]:
    """The contents of a project of any version that go by these hashes; one that is damaged is left out."""
    found: dict[str, bytes] = {}
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as raw:
        raw.execute("PRAGMA trusted_schema = OFF")
        names = {row[1] for row in raw.execute("PRAGMA table_info(blob)")}
        columns = "data, packed" if "packed" in names else "data, 0"
        for key in wanted:
            with suppress(sqlite3.Error, ValueError, TypeError, MemoryError):
                row = raw.execute(f"SELECT {columns} FROM blob WHERE hash = ?", (key,)).fetchone()
                content = (unpacked(row[0]) if row[1] else bytes(row[0])) if row is not None else b""
                if content_hash(content) == key:
                    found[key] = content
    return found

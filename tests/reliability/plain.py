"""A project as the simplest thing that could be one: rows in dicts, steps as copies of all of them.

It shares nothing with models.project: what the program holds in memory, and what stands in the file, must equal it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from models.edits import Change
from models.entities import TABLES
from models.obstacles import REFERENCES
from models.shifts import PASSAGES, Shift

Tables = dict[str, dict[str, dict[str, Any]]]
Step = tuple[int, Tables]  # the number of its entry, and the state on the other side of it
LISTS = (("article", "authors"), ("node", "tags"))
FLAGS = (("node", "inference"), ("node", "implicit"))


class Plain:
    """All rows, and what they were before each step that can be taken back."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.to_undo: list[Step] = []
        self.to_redo: list[Step] = []

    def step(self, seq: int, changes: Iterable[Change]) -> None:
        """The entry `seq` made these changes."""
        before = copied(self.tables)
        for change in changes:
            self._apply(change)
        self.to_undo.append((seq, before))
        self.to_redo.clear()

    def stand_as(self, seq: int, tables: Tables) -> None:
        """The entry `seq` led to another state."""
        self.to_undo.append((seq, copied(self.tables)))
        self.to_redo.clear()
        self.tables = copied(tables)

    def undo(self) -> None:
        seq, before = self.to_undo.pop()
        self.to_redo.append((seq, self.tables))
        self.tables = before

    def redo(self) -> None:
        seq, after = self.to_redo.pop()
        self.to_undo.append((seq, self.tables))
        self.tables = after

    def forget(self, seq: int) -> None:
        """Steps up to `seq` can be taken back no more."""
        self.to_undo = [step for step in self.to_undo if step[0] > seq]
        self.to_redo = [step for step in self.to_redo if step[0] > seq]

    def marks(self) -> set[str]:
        """What things in the bin carry."""
        rows = (row for each in self.tables.values() for row in each.values())
        return {row["binned_by"] for row in rows if row.get("binned_by")}

    def empty_bin(self) -> None:
        """Without what is in the bin, and without what would point at nothing then."""
        gone = {row for rows in self.tables.values() for row, values in rows.items() if values.get("binned_by")}
        count = -1
        while len(gone) > count:
            count = len(gone)
            for rows in self.tables.values():
                gone |= {row for row, values in rows.items() if gone & {values.get(name) for name in REFERENCES}}
        self.tables = {
            table: {row: values for row, values in rows.items() if row not in gone}
            for table, rows in self.tables.items()
        }

    def _apply(self, change: Change) -> None:
        if change.table == PASSAGES:
            self._shift(change.row, dict(change.after or {}))
        elif change.after is None:
            del self.tables[change.table][change.row]
        elif change.before is None:
            assert change.row not in self.tables[change.table]
            self.tables[change.table][change.row] = dict(change.after)
        else:
            row = self.tables[change.table][change.row]
            assert {name: row[name] for name in change.before} == change.before
            self.tables[change.table][change.row] = row | dict(change.after)

    def _shift(self, article: str, values: Mapping[str, Any]) -> None:
        shift = Shift(values)
        for key, row in self.tables["anchor"].items():
            if row["article_id"] == article:
                place = shift.place(key, row["start"], row["end"])
                assert place is not None
                self.tables["anchor"][key] = row | {"start": place[0], "end": place[1]}


def copied(tables: Tables) -> Tables:
    """Rows are replaced, never changed: the dicts around them are what has to be copied."""
    return {table: dict(rows) for table, rows in tables.items()}


def on_disk(path: Path) -> Tables:
    """What stands in the file, read without any of the program's own code."""
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        found = {}
        for table in TABLES:
            rows = [dict(row) for row in raw.execute(f'SELECT * FROM "{table}"')]
            for row in rows:
                del row["entry"]
                for _table, name in (each for each in LISTS if each[0] == table):
                    row[name] = json.loads(row[name])
                for _table, name in (each for each in FLAGS if each[0] == table):
                    row[name] = bool(row[name])
            found[table] = {row["id"]: row for row in rows}
        return found

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
from models.shifts import PASSAGES, Shift

Tables = dict[str, dict[str, dict[str, Any]]]
LISTS = (("article", "authors"), ("node", "tags"))
FLAGS = (("node", "inference"), ("node", "implicit"))


class Plain:
    """All rows, and what they were before each step that can be taken back."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.to_undo: list[Tables] = []
        self.to_redo: list[Tables] = []

    def step(self, changes: Iterable[Change]) -> None:
        before = copied(self.tables)
        for change in changes:
            self._apply(change)
        self.to_undo.append(before)
        self.to_redo.clear()

    def stand_as(self, tables: Tables) -> None:
        """One step to another state."""
        self.to_undo.append(copied(self.tables))
        self.to_redo.clear()
        self.tables = copied(tables)

    def undo(self) -> None:
        self.to_redo.append(self.tables)
        self.tables = self.to_undo.pop()

    def redo(self) -> None:
        self.to_undo.append(self.tables)
        self.tables = self.to_redo.pop()

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

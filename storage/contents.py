"""The contents in a file: which of them are still named, and those that nothing names any more."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from models.states import CONTENTS

BATCH = 500


def named(raw: sqlite3.Connection) -> set[str]:
    """The contents that articles name, those of the journal's earlier states too."""
    listed = ", ".join(CONTENTS)
    found = {content for row in raw.execute(f"SELECT {listed} FROM article") for content in row if content}
    for sides in raw.execute("SELECT before, after FROM entry_change WHERE table_name = 'article'"):
        for side in sides:
            values = json.loads(side) if side else {}
            found.update(values[column] for column in CONTENTS if values.get(column))
    return found


def drop(raw: sqlite3.Connection, hashes: Collection[str]) -> None:
    """Remove contents."""
    for part in batches(hashes):
        raw.execute(f"DELETE FROM blob WHERE hash IN ({places(part)})", part)


def held(raw: sqlite3.Connection) -> set[str]:
    """All contents in the file."""
    return {row[0] for row in raw.execute("SELECT hash FROM blob")}


def batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values in parts that one statement can name."""
    listed = list(values)
    for at in range(0, len(listed), BATCH):
        yield listed[at : at + BATCH]


def places(values: Collection[Any]) -> str:
    """A question mark for each of the values."""
    return ", ".join("?" * len(values))

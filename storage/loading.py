"""Reading rows into entities, quickly: raw tuples into slotted dataclasses, with the collector paused.

The one place that reads them, for a store that writes as for a command that only reads (docs/adr/023).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from models.collector import collector_paused as collector_paused
from models.entities import FIELDS, TABLES, Kind, LinkKind
from models.messages import _
from models.packing import unpacked
from models.texts import content_hash as hash_of
from storage.opening import damage_named

_KINDS = {str(kind): kind for kind in (*Kind, *LinkKind)}
LAST_SEQ = "SELECT coalesce(max(seq), 0) FROM entry"  # 0 while the journal is empty
_NONE: tuple[str, ...] = ()


def _tuple(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else _NONE


def _flag(number: int | None) -> bool | None:
    return None if number is None else bool(number)


CONVERTERS: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("article", "authors"): _tuple,
    ("node", "tags"): _tuple,
    ("node", "kind"): _KINDS.__getitem__,
    ("node", "inference"): _flag,
    ("node", "implicit"): _flag,
    ("link", "kind"): _KINDS.__getitem__,
}


def load_tables(raw: sqlite3.Connection, path: str = "") -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """All content rows as entities by table and id, and the seq that wrote each row last by row id.

    Raises UserError, naming the file, for rows that are none.
    """
    tables: dict[str, dict[str, Any]] = {}
    versions: dict[str, int] = {}
    with collector_paused():
        for name, cls in TABLES.items():
            with damage_named(path, name):
                tables[name] = _load(raw, name, cls, versions)
    return tables, versions


def _load(raw: sqlite3.Connection, name: str, cls: type[Any], versions: dict[str, int]) -> dict[str, Any]:
    fields = FIELDS[name]
    # With the table ahead of it, a name in quotation marks is never taken for a word.
    columns = ", ".join(f'"{name}"."{field}"' for field in (*fields, "entry"))
    convert = [(at, CONVERTERS[name, field]) for at, field in enumerate(fields) if (name, field) in CONVERTERS]
    found = {}
    for row in raw.execute(f'SELECT {columns} FROM "{name}"'):
        values = list(row)
        versions[values[0]] = values.pop()
        for at, function in convert:
            values[at] = function(values[at])
        found[values[0]] = cls(*values)
    return found


def load_blob(raw: sqlite3.Connection, content_hash: str) -> bytes:
    """The content stored under a hash. Raises ValueError when it is missing or damaged."""
    found = raw.execute("SELECT data, packed FROM blob WHERE hash = ?", (content_hash,)).fetchone()
    if found is None:
        raise ValueError(_("what a hash names is missing"))
    data = unpacked(found[0]) if found[1] else found[0]
    if hash_of(data) != content_hash:
        raise ValueError(_("what is stored under a hash does not fit it"))
    return bytes(data)


def load_sizes(raw: sqlite3.Connection, hashes: Iterable[str]) -> dict[str, int]:
    """How many bytes of the file each content takes."""
    found: dict[str, int] = {}
    for content_hash in set(hashes):
        found.update(raw.execute("SELECT hash, length(data) FROM blob WHERE hash = ?", (content_hash,)))
    return found


def to_columns(values: dict[str, Any]) -> dict[str, Any]:
    """A row's values as the table stores them: lists as JSON."""
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
        for name, value in values.items()
    }

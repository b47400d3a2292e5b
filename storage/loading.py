"""Reading rows into entities, quickly: raw tuples into slotted dataclasses, with the collector paused."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, select

from models.entities import FIELDS, TABLES, Kind, LinkKind
from storage.database import damage_named
from storage.tables import CONTENT

_KINDS = {str(kind): kind for kind in (*Kind, *LinkKind)}
_NONE: tuple[str, ...] = ()


def _tuple(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else _NONE


CONVERTERS: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("article", "authors"): _tuple,
    ("node", "tags"): _tuple,
    ("node", "kind"): _KINDS.__getitem__,
    ("link", "kind"): _KINDS.__getitem__,
}


@contextmanager
def collector_paused() -> Iterator[None]:
    """Nothing is looked through for garbage meanwhile: where much is made and all of it kept, that only takes time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def load_tables(connection: Connection, path: str = "") -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """All content rows as entities by table and id, and the seq that wrote each row last by row id.

    Raises UserError, naming the file, for rows that are none.
    """
    tables: dict[str, dict[str, Any]] = {}
    versions: dict[str, int] = {}
    with collector_paused():
        for name, cls in TABLES.items():
            with damage_named(path, name):
                tables[name] = _load(connection, name, cls, versions)
    return tables, versions


def _load(connection: Connection, name: str, cls: type[Any], versions: dict[str, int]) -> dict[str, Any]:
    fields = FIELDS[name]
    columns = CONTENT[name].c
    convert = [(at, CONVERTERS[name, field]) for at, field in enumerate(fields) if (name, field) in CONVERTERS]
    found = {}
    for row in connection.execute(select(*(columns[f] for f in fields), columns.entry)):
        values = list(row)
        versions[values[0]] = values.pop()
        for at, function in convert:
            values[at] = function(values[at])
        found[values[0]] = cls(*values)
    return found


def to_columns(values: dict[str, Any]) -> dict[str, Any]:
    """A row's values as the table stores them: lists as JSON."""
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
        for name, value in values.items()
    }

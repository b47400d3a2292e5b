"""Which of our tables a record belongs to, told by its shape alone: how many columns, of what types.

The table of tables may be lost, and files that were brought up to date have columns in another order than new ones.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.entities import FIELDS, TABLES
from models.shifts import PASSAGES
from storage.salvage.pages import Record, Value

Found = tuple[str, dict[str, Any]]  # table, values by column
_HASH = re.compile(r"[0-9a-f]{64}")
_LATER = ("doi", "csl", "record_hash")  # columns that an article did not have at first
_NUMBERS = {"start", "end", "inference", "implicit"}
_REALS = {"confidence", "relevance", "strength"}
_MAYBE = {"parent_id", "premise_group", "binned_by", "target_id", "target_link_id", "link_id", "node_id", "issue_id"}
_LISTS = {"authors", "tags"}
KINDS = ("do", "undo", "redo")


def found_in(record: Record) -> Found | None:
    """The table and the values; None for what is none of ours."""
    for test in _TESTS.get(len(record.values), ()):
        found = test(record)
        if found is not None:
            return found
    return None


def _content(table: str, columns: Sequence[str]) -> Callable[[Record], Found | None]:
    """A test for a table of content: an id, then values of the types of its columns, and the entry that wrote it."""

    def test(record: Record) -> Found | None:
        if record.rowid is None:
            return None
        values: dict[str, Any] = dict(zip(columns, record.values, strict=True))
        if not values["id"] or not all(_fits(name, value) for name, value in values.items()):
            return None
        for name in _LISTS & values.keys():
            values[name] = _list(values[name])
            if values[name] is None:
                return None
        for name in ("inference", "implicit"):
            if name in values:
                values[name] = bool(values[name])
        return table, values

    return test


def _fits(name: str, value: Value) -> bool:
    if name == "entry":
        return isinstance(value, int)
    if name in _NUMBERS:
        return isinstance(value, int)
    if name in _REALS:
        return value is None or isinstance(value, (int, float))
    if name == "record_hash":
        return value is None or _is_hash(value)
    if name.endswith("_hash"):
        return _is_hash(value)
    return isinstance(value, str) or (value is None and name in _MAYBE)


def _list(value: Any) -> list[str] | None:
    try:
        found = json.loads(value)
    except ValueError:
        return None
    return found if isinstance(found, list) and all(isinstance(each, str) for each in found) else None


def _is_hash(value: Value) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def is_sound(values: Mapping[str, Any]) -> bool:
    """Whether the values of a row of content, as the journal tells them, are of the types of their columns."""
    for name, value in values.items():
        if name in _LISTS:
            fits = isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value)
        elif name in ("inference", "implicit"):
            fits = isinstance(value, bool)
        else:
            fits = name == "entry" or (_fits(name, value) and not isinstance(value, bool))
        if not fits:
            return False
    return True


def _blob(record: Record) -> Found | None:
    key, data, *packed = record.values
    if record.rowid is None or not _is_hash(key) or not isinstance(data, bytes) or packed not in ([], [0], [1]):
        return None
    return "blob", {"hash": key, "data": data, "packed": bool(packed and packed[0])}


def _entry(record: Record) -> Found | None:
    none, entry_id, client, annotator, time, kind, target, label, *final = record.values
    texts = (entry_id, client, annotator, time, label)
    if record.rowid is None or none is not None or kind not in KINDS or not all(isinstance(t, str) for t in texts):
        return None
    values = {"seq": record.rowid, "id": entry_id, "client": client, "annotator": annotator, "time": time}
    return "entry", {**values, "kind": kind, "target": target, "label": label, "final": bool(final and final[0])}


def _entry_change(record: Record) -> Found | None:
    entry, ord_, table, row, before, after, *_nodes = record.values
    if record.rowid is not None or not isinstance(entry, int) or not isinstance(ord_, int):
        return None
    if table not in TABLES and table != PASSAGES:
        return None
    sides = [_object(before), _object(after)]
    if not isinstance(row, str) or () in sides:
        return None
    return "entry_change", {
        "entry": entry,
        "ord": ord_,
        "table": table,
        "row": row,
        "before": sides[0],
        "after": sides[1],
    }


def _object(text: Value) -> Any:
    """A JSON object or None; () for what is neither."""
    if text is None:
        return None
    try:
        found = json.loads(text) if isinstance(text, str) else ()
    except ValueError:
        return ()
    return found if isinstance(found, dict) else ()


_TESTS: dict[int, list[Callable[[Record], Found | None]]] = {}


def _know(test: Callable[[Record], Found | None], *counts: int) -> None:
    for count in counts:
        _TESTS.setdefault(count, []).append(test)


_know(_blob, 2, 3)
_know(_entry, 8, 9)
_know(_entry_change, 6, 8)
for _table, _columns in FIELDS.items():
    if _table != "article":
        _know(_content(_table, (*_columns, "entry")), len(_columns) + 1)
_first = [name for name in FIELDS["article"] if name not in _LATER]
for _order in ((*FIELDS["article"], "entry"), (*_first, "entry", *_LATER), (*_first, "entry")):
    _know(_content("article", _order), len(_order))

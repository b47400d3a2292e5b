"""Points and relations as plain JSON values, for formats that let us add fields of our own to theirs."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any

from models.entities import Kind, LinkKind
from models.importing.about import About
from models.interchange.graph import Pair, Part, Point, Quote, Relation, Source

_DEFAULTS: dict[type[Any], tuple[tuple[str, Any], ...]] = {}
_NESTED: dict[str, type[Any]] = {"quotes": Quote}
_ENUMS: dict[tuple[type[Any], str], type[Any]] = {(Point, "kind"): Kind, (Relation, "kind"): LinkKind}


def row_of(thing: Any, without: Collection[str] = ()) -> dict[str, Any]:
    """What a thing of models.interchange.graph says, JSON-ready: its fields that are not as they are by default."""
    row: dict[str, Any] = {}
    for name, default in _defaults(type(thing)):
        value = getattr(thing, name)
        if value == default or name in without:
            continue
        if isinstance(value, tuple):
            value = [row_of(item) if hasattr(item, "__dataclass_fields__") else item for item in value]
        elif isinstance(value, About):
            value = _about_row(value)
        elif isinstance(value, Kind | LinkKind):
            value = str(value)
        row[name] = value
    return row


def _defaults(cls: type[Any]) -> tuple[tuple[str, Any], ...]:
    """The names of a class's fields with what they are by default; MISSING equals nothing."""
    if cls not in _DEFAULTS:
        _DEFAULTS[cls] = tuple((each.name, each.default) for each in fields(cls))
    return _DEFAULTS[cls]


def _about_row(about: About) -> dict[str, Any]:
    values = {each.name: getattr(about, each.name) for each in fields(About)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if value}


def point_of(row: object, **given: Any) -> Point:
    """A point with what a row says that can be believed; `given` wins."""
    return _thing(Point, row, {"key": "", "text": ""} | given)  # type: ignore[no-any-return]


def relation_of(row: object, **given: Any) -> Relation:
    return _thing(Relation, row, {"key": "", "source": ""} | given)  # type: ignore[no-any-return]


def part_of(row: object, **given: Any) -> Part:
    return _thing(Part, row, {"key": ""} | given)  # type: ignore[no-any-return]


def source_of(row: object, **given: Any) -> Source:
    return _thing(Source, row, {"key": ""} | given)  # type: ignore[no-any-return]


def pair_of(row: object, **given: Any) -> Pair:
    return _thing(Pair, row, {"left": "", "right": ""} | given)  # type: ignore[no-any-return]


def _thing(cls: type[Any], row: object, given: Mapping[str, Any]) -> Any:
    held: Mapping[str, Any] = row if isinstance(row, Mapping) else {}
    values = {each.name: given[each.name] for each in fields(cls) if each.name in given}
    for each in fields(cls):
        if each.name in held and (not values.get(each.name)):
            value = _value(cls, each.name, each.default, held[each.name])
            if value is not None:
                values[each.name] = value
    return cls(**values)


def _value(cls: type[Any], name: str, default: Any, value: Any) -> Any:
    """The value where it is of the field's kind, else None."""
    if name in _NESTED:
        items = [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
        return tuple(_thing(_NESTED[name], item, {"exact": ""}) for item in items)
    if (cls, name) in _ENUMS:
        kinds = _ENUMS[cls, name]
        return kinds(value) if isinstance(value, str) and value in {str(kind) for kind in kinds} else None
    if name == "about":
        return _about(value)
    if isinstance(default, tuple):
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else None
    if isinstance(default, bool) or name == "tree":
        return value if isinstance(value, bool) else None
    if isinstance(default, int):
        return value if type(value) is int and value >= 0 else None
    if default is None and name in ("start", "end"):
        return value if type(value) is int and value >= 0 else None
    if default is None:
        is_share = type(value) in (int, float) and math.isfinite(value) and 0 <= value <= 1
        return float(value) if is_share else None
    return value if isinstance(value, str) else None


def _about(value: Any) -> About:
    held: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    values: dict[str, Any] = {}
    for each in fields(About):
        found = held.get(each.name)
        if each.name == "authors" and isinstance(found, list):
            values["authors"] = tuple(name for name in found if isinstance(name, str))
        elif each.name == "csl" and isinstance(found, Mapping):
            values["csl"] = dict(found)
        elif each.name not in ("authors", "csl") and isinstance(found, str):
            values[each.name] = found
    return About(**values)

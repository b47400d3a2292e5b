"""An edit is a value: what one user action changes, row by row, and therefore also how to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.entities import TABLE_OF, Entity, to_row
from models.messages import Message
from models.texts import storable_text


@dataclass(frozen=True, slots=True)
class Change:
    """The changed columns of one row. `before` None: the row is made; `after` None: the row is removed."""

    table: str
    row: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    def inverted(self) -> Change:
        return Change(self.table, self.row, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """One user action. `blobs` holds new content by its SHA-256; blobs are append-only and never inverted."""

    label: Message
    changes: tuple[Change, ...]
    blobs: Mapping[str, bytes] = field(default_factory=dict)

    def inverted(self) -> Edit:
        """The edit that takes this one back: every change swapped, in the opposite order."""
        return Edit(self.label, tuple(change.inverted() for change in reversed(self.changes)))

    @property
    def is_empty(self) -> bool:
        return not self.changes


def storable(edit: Edit) -> Edit:
    """The edit with halves of characters, which a paste can bring and UTF-8 cannot hold, put right."""
    if all(_is_storable(value) for change in edit.changes for value in (change.after or {}).values()):
        return edit
    changes = tuple(Change(c.table, c.row, c.before, c.after and _storable(dict(c.after))) for c in edit.changes)
    return Edit(Message(edit.label.key, _storable(dict(edit.label.arguments))), changes, edit.blobs)


def _is_storable(value: Any) -> bool:
    return bool(_storable(value) == value)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, dict):
        return {name: _storable(item) for name, item in value.items()}
    return [_storable(item) for item in value] if isinstance(value, list) else value


def made(entity: Entity) -> Change:
    """The change that makes `entity`."""
    return Change(TABLE_OF[type(entity)], entity.id, None, to_row(entity))


def removed(entity: Entity) -> Change:
    """The change that removes `entity`'s row."""
    return Change(TABLE_OF[type(entity)], entity.id, to_row(entity), None)


def changed(old: Entity, new: Entity) -> list[Change]:
    """The change from `old` to `new` of the same row, only the columns that differ; an empty list when none does."""
    before, after = to_row(old), to_row(new)
    columns = [name for name in before if before[name] != after[name]]
    if not columns:
        return []
    table = TABLE_OF[type(old)]
    return [Change(table, old.id, {c: before[c] for c in columns}, {c: after[c] for c in columns})]

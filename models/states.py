"""Two states of a project: the edit that leads from one to the other, and rows that would point at nothing.

A state is what `Project.rows()` gives: entities by table and id, those in the bin too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.edits import Change, Edit, changed, made, removed
from models.entities import TABLES, to_row
from models.messages import Message
from models.obstacles import REFERENCES

State = Mapping[str, Mapping[str, Any]]
CONTENTS = ("source_hash", "source_text_hash", "text_hash", "layout_hash", "record_hash")  # of an article, by hash


def edit_to(label: Message, now: State, then: State, blobs: Mapping[str, bytes] | None = None) -> Edit:
    """The edit after which a project that stands as `now` stands as `then`; empty when they are equal.

    `blobs`: the contents that the rows of `then` name and the project may not hold any more, by hash.
    """
    return Edit(label, tuple(_changes(now, then)), blobs or {})


def _changes(now: State, then: State) -> Iterator[Change]:
    for table in TABLES:
        old, new = now.get(table, {}), then.get(table, {})
        for row, entity in old.items():
            if row not in new:
                yield removed(entity)
            elif entity is not new[row] and entity != new[row]:
                yield from changed(entity, new[row])
        for row, entity in new.items():
            if row not in old:
                yield made(entity)


def contents_of(state: State) -> set[str]:
    """The hashes of all contents that the articles of a state name."""
    named = (getattr(article, column) for article in state.get("article", {}).values() for column in CONTENTS)
    return {content for content in named if content}


def dangling(state: State) -> list[tuple[str, str, str]]:
    """(table, row, column) of each reference to a row that is not there."""
    return [
        (table, row, column)
        for table, rows in state.items()
        for row, entity in rows.items()
        for column, target in _references(entity)
        if target not in state.get(REFERENCES[column], {})
    ]


def _references(entity: Any) -> Iterator[tuple[str, str]]:
    for column in REFERENCES:
        target = getattr(entity, column, None)
        if target is not None:
            yield column, target


def without_dangling(state: State) -> dict[str, dict[str, Any]]:
    """The state without rows that point at nothing, and without those that point at them, and so on."""
    kept = {table: dict(rows) for table, rows in state.items()}
    while found := dangling(kept):
        for table, row, _column in found:
            kept[table].pop(row, None)
    return kept


def rows_of(state: State) -> dict[str, dict[str, dict[str, Any]]]:
    """The state as plain values, to be compared or written down."""
    return {table: {row: to_row(entity) for row, entity in rows.items()} for table, rows in state.items()}

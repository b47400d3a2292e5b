"""A node's own journal: found by index, however long the whole journal is.

Each journalled change of a passage or a link that says whose it is (it was made, or moved) notes that node beside it;
so the rows that ever belonged to a node are one look-up, those that have gone included, and their changes are another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, String, and_, literal, select

from models.edits import Change
from models.ports import Step
from storage.tables import entry, entry_change

BATCH = 400
_STEPS = """
SELECT entry.seq, entry.kind, target.seq, entry.final FROM entry LEFT JOIN entry AS target ON target.id = entry.target
WHERE entry.annotator = ? AND entry.seq > coalesce((SELECT history_begins FROM project LIMIT 1), 0) ORDER BY entry.seq
"""
OWNERS = {"anchor": ("node_id", None), "link": ("source_id", "target_id")}


def steps_of(raw: sqlite3.Connection, annotator: str) -> Iterator[Step]:
    """An annotator's entries since the history begins, in order, as undo and redo need them."""
    for seq, kind, target, final in raw.execute(_STEPS, (annotator,)):
        yield Step(seq, kind, target, bool(final))


def nodes_named(change: Change) -> dict[str, str | None]:
    """The columns `of_node` and `to_node` of a journalled change."""
    of_node, to_node = OWNERS.get(change.table, (None, None))
    after = change.after or {}
    return {"of_node": after.get(of_node) if of_node else None, "to_node": after.get(to_node) if to_node else None}


def history_of(connection: Connection, node_id: str, limit: int) -> list[tuple[Row[Any], list[Row[Any]]]]:
    """At most `limit` entries, newest first, each with its changes of the node, its passages and its links."""
    table = entry_change.c
    whose = (
        select(literal("node", String).label("table_name"), literal(node_id, String).label("row_id"))
        .union(
            select(table.table_name, table.row_id).where(table.of_node == node_id),
            select(table.table_name, table.row_id).where(table.to_node == node_id),
        )
        .cte("whose")
    )
    same = and_(table.table_name == whose.c.table_name, table.row_id == whose.c.row_id)
    columns = (table.entry, table.ord, table.table_name, table.row_id, table.of_node)
    query = select(*columns).select_from(whose.join(entry_change, same)).order_by(table.entry, table.ord)
    places = list(_while_owned(connection.execute(query).all(), node_id))
    newest = sorted({seq for seq, _ord in places}, reverse=True)[:limit]
    found: dict[int, list[Row[Any]]] = {seq: [] for seq in newest}
    wanted = [place for place in places if place[0] in found]
    for at in range(0, len(wanted), BATCH):
        for row in _rows_at(connection, wanted[at : at + BATCH]):
            found[row.entry].append(row)
    entries = {row.seq: row for row in connection.execute(select(entry).where(entry.c.seq.in_(newest)))}
    return [(entries[seq], found[seq]) for seq in newest]


def _rows_at(connection: Connection, places: list[tuple[int, int]]) -> Iterable[Row[Any]]:
    """The journal's rows at (entry, ord): by a join, for SQLite scans the table when asked for pairs with IN."""
    pairs = ", ".join(["(?, ?)"] * len(places))
    query = (
        f"WITH wanted (seq, place) AS (VALUES {pairs}) SELECT entry_change.* FROM wanted"
        " JOIN entry_change ON entry = seq AND ord = place ORDER BY entry, ord"
    )
    return connection.exec_driver_sql(query, tuple(number for place in places for number in place))


def _while_owned(rows: Iterable[Row[Any]], node_id: str) -> Iterator[tuple[int, int]]:
    """(entry, ord) of the rows, without what befell a passage before it came to the node or after it was moved away."""
    owners: dict[str, str | None] = {}
    for seq, place, table, row, of_node in rows:
        if table == "anchor":
            before = owners.get(row)
            owners[row] = after = of_node or before
            if node_id not in (before, after):
                continue
        yield seq, place

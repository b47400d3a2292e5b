"""A node's own journal: found by index, however long the whole journal is.

Each journalled change of a passage or a link that says whose it is (it was made, or moved) notes that node beside it;
so the rows that ever belonged to a node are one look-up, those that have gone included, and their changes are another.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, String, and_, literal, select

from models.edits import Change
from storage.tables import entry, entry_change

OWNERS = {"anchor": ("node_id", None), "link": ("source_id", "target_id")}


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
    query = select(entry_change).select_from(whose.join(entry_change, same)).order_by(table.entry, table.ord)
    found: dict[int, list[Row[Any]]] = {}
    for row in _while_owned(connection.execute(query), node_id):
        found.setdefault(row.entry, []).append(row)
    newest = sorted(found, reverse=True)[:limit]
    entries = {row.seq: row for row in connection.execute(select(entry).where(entry.c.seq.in_(newest)))}
    return [(entries[seq], found[seq]) for seq in newest]


def _while_owned(rows: Iterable[Row[Any]], node_id: str) -> Iterable[Row[Any]]:
    """The rows in order, without what befell a passage before it came to the node or after it was moved away."""
    owners: dict[str, str | None] = {}
    for row in rows:
        if row.table_name != "anchor":
            yield row
            continue
        before = owners.get(row.row_id)
        owners[row.row_id] = after = row.of_node or before
        if node_id in (before, after):
            yield row

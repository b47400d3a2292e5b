"""Colours of tags, and the node that each journalled passage or link belongs to, so that a node's history is found."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BATCH = 1000


def upgrade() -> None:
    """The journal's rows stay as they are; what they say of nodes is noted beside them."""
    op.create_table(
        "tag",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("name", sa.Text, nullable=False, server_default=""),
        sa.Column("colour", sa.Text, nullable=False, server_default=""),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["entry.seq"], name="fk_tag_entry", deferrable=True, initially="DEFERRED"),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
    )
    for column in ("of_node", "to_node"):
        op.add_column("entry_change", sa.Column(column, sa.String(36), nullable=True))
    _fill(op.get_bind())
    for column in ("of_node", "to_node"):
        where = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_entry_change_{column}", "entry_change", [column], sqlite_where=where)


def _fill(connection: sa.Connection) -> None:
    rows = connection.exec_driver_sql(
        "SELECT entry, ord, table_name, after FROM entry_change"
        " WHERE table_name IN ('anchor', 'link') AND after IS NOT NULL"
    )
    found: list[dict[str, Any]] = []
    for entry, place, table, after in rows:
        values = json.loads(after)
        of_node = values.get("node_id" if table == "anchor" else "source_id")
        to_node = values.get("target_id") if table == "link" else None
        if of_node or to_node:
            found.append({"of": of_node, "to": to_node, "entry": entry, "ord": place})
    statement = sa.text("UPDATE entry_change SET of_node = :of, to_node = :to WHERE entry = :entry AND ord = :ord")
    for at in range(0, len(found), BATCH):
        connection.execute(statement, found[at : at + BATCH])


def downgrade() -> None:
    raise NotImplementedError("a project is never taken back to an older schema; its backup is")

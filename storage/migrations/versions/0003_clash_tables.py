"""Clash tables: headings, what was noted of their rows, and proposed partners that were dismissed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three new tables; nothing that is there changes."""
    _create("issue", {"pairing_id": "pairing"}, ("heading", "position"))
    _create(
        "clash",
        {"pairing_id": "pairing", "link_id": "link", "node_id": "node", "issue_id": "issue"},
        ("position", "better", "why", "weighing", "leads"),
        sa.CheckConstraint("(link_id IS NULL) <> (node_id IS NULL)", name="ck_clash_one_thing"),
    )
    _create("dismissal", {"node_id": "node", "other_id": "node"}, ("author", "created"))


def _create(name: str, references: dict[str, str], texts: tuple[str, ...], *constraints: sa.Constraint) -> None:
    optional = {"link_id", "issue_id"} | ({"node_id"} if name == "clash" else set())
    keys = [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], f"fk_{name}_{column}", deferrable=True, initially="DEFERRED")
        for column, table in references.items()
    ]
    op.create_table(
        name,
        sa.Column("id", sa.String(36), nullable=False),
        *(sa.Column(column, sa.String(36), nullable=column in optional) for column in references),
        *(sa.Column(column, sa.Text, nullable=False, server_default="") for column in texts),
        sa.Column("entry", sa.Integer, nullable=False),
        *keys,
        sa.ForeignKeyConstraint(["entry"], ["entry.seq"], f"fk_{name}_entry", deferrable=True, initially="DEFERRED"),
        *constraints,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    for column in references:
        op.create_index(f"ix_{name}_{column}", name, [column])


def downgrade() -> None:
    raise NotImplementedError("a project is never taken back to an older schema; its backup is")

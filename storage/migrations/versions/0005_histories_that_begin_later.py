"""What cannot be taken back any more, where the history begins, and how long it may grow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New columns that say "nothing" in all there is: SQLite adds them without touching a row."""
    op.add_column("entry", sa.Column("final", sa.Boolean, nullable=False, server_default="0"))
    op.add_column("project", sa.Column("history_begins", sa.Integer, nullable=False, server_default="0"))
    op.add_column("project", sa.Column("history_since", sa.String(24), nullable=False, server_default=""))
    op.add_column("project", sa.Column("history_limit", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    raise NotImplementedError("a project is never taken back to an older schema; its backup is")

"""How an article was read in, its DOI and further bibliographic fields; contents may be stored deflated."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New columns that are empty in all there is: SQLite adds them without touching a row."""
    op.add_column("blob", sa.Column("packed", sa.Boolean, nullable=False, server_default="0"))
    op.add_column("article", sa.Column("doi", sa.Text, nullable=False, server_default=""))
    op.add_column("article", sa.Column("csl", sa.Text, nullable=False, server_default=""))
    # op.add_column would leave the reference out
    op.execute("ALTER TABLE article ADD COLUMN record_hash VARCHAR(64) REFERENCES blob (hash)")


def downgrade() -> None:
    raise NotImplementedError("a project is never taken back to an older schema; its backup is")

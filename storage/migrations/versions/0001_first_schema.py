"""The first schema. A project begins with it, so there is nothing to upgrade from."""

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New files are made by `storage.tables.metadata` and stamped with this revision."""


def downgrade() -> None:
    raise NotImplementedError("a project is never taken back to an older schema; its backup is")

"""Bring an older project file up to date: backup, one transaction, row counts compared, keys checked.

The backup goes to the project's others; where those cannot be written, beside the file.

The order is the one that loses nothing: with foreign keys on, a batch migration's drop-and-rename deletes all
cascading children without a word, and the pragma is ignored inside a transaction.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.engine import Engine

from models.errors import UserError
from models.messages import ngettext
from storage.backups.listing import MIGRATING
from storage.backups.making import back_up
from storage.database import copy_project, transaction, translated_errors
from storage.tables import SCHEMA_VERSION, metadata

FOLDER = Path(__file__).resolve().parent


def migrate(engine: Engine, path: Path, known_as: Path) -> None:
    """Migrate the open file at `path` after a verified backup. Raises UserError; then all is as before.

    `known_as`: where people know the project, under which its backups are.
    """
    try:
        back_up(path, MIGRATING, project=known_as)
    except UserError:
        copy_project(engine, path.with_name(f"{path.name}.before-format-{SCHEMA_VERSION}"))
    bring_up_to_date(engine, path)


def bring_up_to_date(engine: Engine, path: Path) -> None:
    """Migrate without a backup: a copy that somebody has made for this. Raises UserError."""
    with translated_errors(str(path)):
        _set_foreign_keys(engine, "OFF")
        try:
            with transaction(engine, write=True) as connection:
                before = _counts(connection)
                upgrade(connection)
                _check(connection, before, path)
                connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
        finally:
            _set_foreign_keys(engine, "ON")


def upgrade(connection: Connection) -> None:
    """Run the missing steps on `connection`, inside its transaction."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    script = ScriptDirectory.from_config(config)

    def steps(revision: Any, _context: object) -> Any:
        return script._upgrade_revs("head", revision)  # as alembic.command.upgrade does

    environment = EnvironmentContext(config, script, fn=steps, destination_rev="head")
    environment.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=False, fn=steps
    )
    environment.run_migrations()


def _set_foreign_keys(engine: Engine, state: str) -> None:
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute(f"PRAGMA foreign_keys = {state}")


def _counts(connection: Connection) -> dict[str, int]:
    names = inspect(connection).get_table_names()
    return {name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one() for name in names}


def _check(connection: Connection, before: dict[str, int], path: Path) -> None:
    after = _counts(connection)
    lost = [name for name, count in before.items() if name in after and after[name] < count]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if lost or orphans:
        nowhere = ngettext("{count} row points nowhere", "{count} rows point nowhere", len(orphans))
        reason = ", ".join(lost) or nowhere.format(count=len(orphans))
        raise UserError("project.damaged", path=str(path), reason=reason)

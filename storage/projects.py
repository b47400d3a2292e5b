"""Whole project files: one made with its first edit, and the guard that keeps an export from taking its place."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from models.edits import Edit
from models.workspace import Workspace
from storage.database import connect, create_project, transaction
from storage.formats.files import write_export as write_export
from storage.store import SqliteStore
from storage.tables import project as project_table

PROGRAM = "Counterpoint"  # who sets a project up: not the reader, whose first undo must not empty it


def make_project(path: Path, version: str, first: Edit) -> None:
    """A new project that holds `first`. Raises UserError; then nothing stands at `path` that was not there before."""
    create_project(path, version)
    try:
        workspace = Workspace(SqliteStore(path), PROGRAM)
        try:
            workspace.perform(first)
        finally:
            workspace.close()
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def project_id(path: Path) -> str:
    """The id that a project file was made with; a copy of the file has it too. Raises UserError; waits for no lock."""
    engine = connect(path, 0)
    try:
        with transaction(engine, str(path)) as connection:
            return str(connection.execute(select(project_table.c.id)).scalar() or "")
    finally:
        engine.dispose()

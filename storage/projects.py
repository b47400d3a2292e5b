"""Whole project files: one made with its first edit, and the guard that keeps an export from taking its place."""

from __future__ import annotations

import os
from pathlib import Path

from models.edits import Edit
from models.errors import UserError
from models.workspace import Workspace
from storage.database import create_project
from storage.formats.files import write_safely
from storage.store import SqliteStore

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


def write_export(project: Path, target: Path, data: bytes) -> None:
    """Put what was exported from `project` at `target`. Raises UserError, as where `target` is the project itself."""
    if os.path.exists(target) and os.path.exists(project) and os.path.samefile(target, project):
        raise UserError("project.exists", path=str(target))
    write_safely(target, data)

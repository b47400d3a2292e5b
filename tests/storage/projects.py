"""Real project files for the tests of the store, and what a test wants to know of one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from models.edits import Edit, made
from models.errors import UserError
from models.messages import message
from models.project import Project
from models.workspace import Workspace
from storage.database import create_project
from storage.store import SqliteStore
from tests.models.gardens import garden, rows

CASE = "case-00001"
TOP, LOWER, PROOF, UNDERCUT, OBJECTION, SECOND = (f"node-{at:05}" for at in range(1, 7))


def new_project(path: Path, *, wait: float = 5.0, annotator: str = "Ada") -> Workspace:
    """A file with the garden of two small cases in it, written as one entry; open."""
    create_project(path, "0.1.0")
    workspace = open_project(path, wait=wait, annotator=annotator)
    workspace.perform(garden_edit())
    return workspace


def garden_edit() -> Edit:
    world = garden()
    entities = (entity for table in rows(world.project).values() for entity in table.values())
    return Edit(message("edit.sample"), tuple(map(made, entities)), world.blobs)


def open_project(path: Path, *, wait: float = 5.0, annotator: str = "Ada") -> Workspace:
    return Workspace(SqliteStore(path, wait), annotator)


def state(workspace: Workspace) -> dict[str, Any]:
    """What the workspace holds in memory: rows, versions, the last entry, the next steps of its history."""
    undo, redo = workspace.history.to_undo(), workspace.history.to_redo()
    return {
        "rows": rows(workspace.project),
        "versions": dict(workspace._versions),
        "known": workspace._known,
        "undo": undo and undo.id,
        "redo": redo and redo.id,
    }


def fresh_state(path: Path, annotator: str = "Ada") -> dict[str, Any]:
    """The same, read from the file by somebody who opens it now."""
    with opened(path, annotator) as workspace:
        return state(workspace)


@contextmanager
def opened(path: Path, annotator: str = "Ada") -> Iterator[Workspace]:
    workspace = open_project(path, annotator=annotator)
    try:
        yield workspace
    finally:
        workspace.close()


def texts(project: Project) -> list[str]:
    return [node.text for case in project.cases() for node, _depth in project.walk(case.id)]


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sentence(error: UserError) -> str:
    """The error as a user reads it: one line, one sentence."""
    text = str(error)
    assert "\n" not in text and text.endswith("."), text
    return text

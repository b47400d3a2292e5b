"""What the tests run as another process: `python -m tests.storage.child WHAT PATH [NUMBER]`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from models.authoring import nodes
from models.edits import Edit, changed
from models.entities import Kind
from models.messages import message
from models.ports import Draft
from models.workspace import Workspace
from storage.store import SqliteStore
from tests.storage.projects import CASE, TOP


def big_edit(workspace: Workspace, size: int) -> Edit:
    """An edit of more pages than SQLite's small cache holds, so that the file itself changes before the commit."""
    from dataclasses import replace

    node = workspace.project.node(TOP)
    changes = list(changed(node, replace(node, text="After")))
    for number in range(size):
        edit, _id = nodes.add_node(workspace.project, CASE, TOP, Kind.EVIDENCE, text=f"{number} " + "words " * 200)
        changes += edit.changes
    return Edit(message("edit.sample"), tuple(changes))


def killed(path: Path, at: int) -> None:
    """Die by the kernel's hand at the `at`-th statement of a commit (0: just before COMMIT itself)."""
    workspace = Workspace(SqliteStore(path), "Ada")
    engine: Any = workspace.store._engine  # type: ignore[attr-defined]
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA cache_size = 5")
    seen = 0

    def count(*_arguments: object) -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

    edit = big_edit(workspace, 60)
    event.listen(engine, "after_cursor_execute", count)
    if at == 0:
        event.listen(engine, "commit", lambda _connection: os.kill(os.getpid(), signal.SIGKILL))
    workspace.perform(edit)


def writing(path: Path, _number: int) -> None:
    """Write big edits until somebody kills this process."""
    workspace = Workspace(SqliteStore(path), "Ada")
    print("ready", flush=True)
    for _ in range(10_000):
        workspace.perform(big_edit(workspace, 3))
        node_text = workspace.project.node(TOP).text
        workspace.do(lambda reader, old=node_text: nodes.change_text(reader, TOP, old + "."))


def adding(path: Path, number: int) -> None:
    """Add nodes while others do the same."""
    workspace = Workspace(SqliteStore(path, wait=60), f"Reader {number}")
    for at in range(25):
        workspace.do(lambda reader, at=at: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text=f"{number}-{at}"))
    workspace.close()


def draft(path: Path, _number: int) -> None:
    """Leave a draft and die."""
    store = SqliteStore(path)
    store.save_draft(Draft("d1", store.client, "node", TOP, "text", "half a sen", "2025-01-01T00:00:00.000Z"))
    os.kill(os.getpid(), signal.SIGKILL)


def locking(path: Path, _number: int) -> None:
    """Hold the writer's lock until standard input closes."""
    import sqlite3

    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    print("ready", flush=True)
    sys.stdin.read()
    connection.execute("ROLLBACK")
    connection.close()


if __name__ == "__main__":
    {"killed": killed, "writing": writing, "adding": adding, "draft": draft, "locking": locking}[sys.argv[1]](
        Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
    )

"""What the store costs beside bare sqlite3 in the same run: `python -m tests.benchmarks.bench_storage [NODES]`."""

from __future__ import annotations

import gc
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from models.authoring import nodes
from models.edits import Edit, made
from models.entities import FIELDS, Kind, Node
from models.messages import message
from models.ordering import spread
from models.workspace import Workspace
from storage.database import create_project
from storage.formats import registry
from storage.store import SqliteStore
from tests.storage.projects import CASE, TOP, garden_edit

FANOUT = 10


def timed(action: Callable[[], object], times: int) -> float:
    """Median milliseconds."""
    found = []
    for _ in range(times):
        gc.collect()
        began = time.perf_counter()
        action()
        found.append((time.perf_counter() - began) * 1000)
    return median(found)


def big_project(path: Path, size: int) -> float:
    """A project of `size` more nodes, ten below each; milliseconds that writing them as one edit took."""
    create_project(path, "bench")
    workspace = Workspace(SqliteStore(path), "bench")
    workspace.perform(garden_edit())
    places = spread(FANOUT)
    made_nodes = [
        Node(
            f"bench-{at:07}",
            CASE,
            f"bench-{(at - 1) // FANOUT:07}" if at else None,
            places[at % FANOUT],
            Kind.CLAIM,
            f"Point {at} says what it says about the matter at hand, in about a dozen words",
            created="2025-01-31T12:00:00.000Z",
        )
        for at in range(size)
    ]
    edit = Edit(message("edit.sample"), tuple(map(made, made_nodes)))
    began = time.perf_counter()
    workspace.perform(edit)
    spent = (time.perf_counter() - began) * 1000
    workspace.close()
    return spent


def raw_load(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    columns = ", ".join(f'"{name}"' for name in FIELDS["node"])
    rows = connection.execute(f"SELECT {columns}, entry FROM node").fetchall()
    connection.close()
    return rows


def small_commits(path: Path, folder: Path) -> tuple[float, float]:
    """Median milliseconds of one reworded node, by the workspace and as one bare sqlite3 update."""
    workspace = Workspace(SqliteStore(path, wait=0), "bench")
    numbers = iter(range(100_000))
    ours = timed(lambda: workspace.do(lambda reader: nodes.change_text(reader, TOP, f"Text {next(numbers)}")), 100)
    workspace.close()
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE node (id TEXT PRIMARY KEY, text TEXT)")
    bare.execute("INSERT INTO node VALUES ('n', '')")
    raw = timed(lambda: bare.execute("UPDATE node SET text = ? WHERE id = 'n'", (f"Text {next(numbers)}",)), 100)
    bare.close()
    return ours, raw


def main(size: int = 100_000) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "big.counterpoint"
        writing = big_project(path, size)
        ours, raw = small_commits(path, folder)
        store = SqliteStore(path)
        load, raw_rows = timed(store.load, 5), timed(lambda: raw_load(path), 5)
        store.close()
        opening = timed(lambda: Workspace(SqliteStore(path), "bench").close(), 3)
        workspace = Workspace(SqliteStore(path), "bench")
        snapshot = registry.Snapshot(workspace.project)
        export = timed(lambda: registry.by_name("markdown").write(snapshot), 2)
        workspace.close()
        lines = (
            (f"one edit of {size:,} new nodes", writing, None),
            ("one small commit", ours, raw),
            (f"load {size:,} nodes", load, raw_rows),
            ("open (gate, quick_check, load, index)", opening, None),
            ("export as Markdown", export, None),
        )
        for what, spent, bare in lines:
            beside = f"   bare sqlite3 {bare:8.2f} ms   {spent / bare:5.1f}x" if bare else ""
            print(f"{what:<40} {spent:10.2f} ms{beside}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))

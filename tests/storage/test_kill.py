"""A process that dies by kill -9 leaves the state before its edit or the one after, never one in between."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from models.project import Project
from storage.database import check_project
from tests.models.gardens import rows
from tests.storage.projects import TOP, fresh_state, new_project, opened

ROOT = Path(__file__).resolve().parents[2]


def child(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.storage.child", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def run(*arguments: object) -> tuple[int, str]:
    with child(*arguments) as process:
        _out, errors = process.communicate(timeout=100)
        return process.returncode, errors


def replayed(path: Path) -> dict[str, dict[str, object]]:
    """The rows that the journal tells, from its first entry on."""
    with opened(path) as workspace:
        project = Project()
        for _entry, changes in workspace.store.entries_after(0):
            project.apply(changes)
        assert rows(project) == rows(workspace.project)
        return rows(project)


@pytest.mark.parametrize("at", [1, 3, 4, 5, 6, 0])
def test_killed_in_the_middle_of_a_commit(tmp_path: Path, at: int) -> None:
    path = tmp_path / "p.counterpoint"
    new_project(path).close()
    before = fresh_state(path)
    code, errors = run("killed", path, at)
    assert code == -signal.SIGKILL, errors
    assert fresh_state(path) == before
    assert check_project(path) == []
    replayed(path)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Whatever it was doing: rows and journal agree to the last entry."""
    path = tmp_path / "p.counterpoint"
    new_project(path).close()
    rng = random.Random(5)
    grown = 0
    for _ in range(3):
        with child("writing", path) as process:
            assert process.stdout is not None and process.stdout.readline() == "ready\n"
            timer = threading.Timer(rng.uniform(0.01, 0.15), process.kill)
            timer.start()
            process.wait(60)
            timer.join()
        assert check_project(path) == []
        held = replayed(path)
        assert len(held["node"]) >= 12 + grown
        grown = len(held["node"]) - 12
        assert grown % 3 == 0  # each of its edits makes three nodes
    assert grown


def test_a_draft_outlives_the_process(tmp_path: Path) -> None:
    path = tmp_path / "p.counterpoint"
    new_project(path).close()
    code, errors = run("draft", path)
    assert code == -signal.SIGKILL, errors
    with opened(path) as workspace:
        (draft,) = workspace.store.drafts()
        assert (draft.table, draft.row, draft.column, draft.text) == ("node", TOP, "text", "half a sen")
        assert draft.client != workspace.store.client  # type: ignore[attr-defined]

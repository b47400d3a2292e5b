"""A client's id tells whether its program still runs."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from models.entities import now
from models.ports import Draft
from storage.clients import is_running, new_client
from storage.database import create_project
from storage.store import SqliteStore

TELL = "from storage.clients import new_client; print(new_client(), flush=True); input()"


def test_ids_differ_and_are_uuids() -> None:
    ids = {new_client() for _ in range(100)}
    assert len(ids) == 100
    assert all(str(uuid.UUID(client)) == client for client in ids)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot ask a process without ending it")
def test_a_program_runs_until_it_ends(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    program = subprocess.Popen(
        [sys.executable, "-c", TELL], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdin is not None and program.stdout is not None
    client = program.stdout.readline().strip()
    path = tmp_path / "p.counterpoint"
    create_project(path, "1")
    store = SqliteStore(path)
    store.save_draft(Draft("d", client, "node", "n", "text", "being typed", now()))
    assert is_running(client)
    assert store.drafts() and store.abandoned_drafts() == []
    program.communicate("\n")
    assert not is_running(client)
    assert [d.text for d in store.abandoned_drafts()] == ["being typed"]
    store.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone tells")
def test_a_killed_program_does_not_run_though_nobody_asked_how_it_went() -> None:
    root = Path(__file__).resolve().parents[2]
    program = subprocess.Popen(
        [sys.executable, "-c", TELL], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdin is not None and program.stdout is not None
    client = program.stdout.readline().strip()
    assert is_running(client)
    program.kill()
    os.waitid(os.P_PID, program.pid, os.WEXITED | os.WNOWAIT)  # until it is over; it stays there to be asked
    os.kill(program.pid, 0)  # its number is still taken
    assert not is_running(client)
    program.stdin.close()
    program.stdout.close()
    program.wait()


def test_another_machine_cannot_be_told() -> None:
    assert not is_running(str(uuid.uuid4()))


def test_the_own_drafts_are_not_abandoned(tmp_path: Path) -> None:
    path = tmp_path / "p.counterpoint"
    create_project(path, "1")
    store = SqliteStore(path)
    store.save_draft(Draft("d", store.client, "node", "n", "text", "being typed", now()))
    assert store.abandoned_drafts() == []
    store.close()

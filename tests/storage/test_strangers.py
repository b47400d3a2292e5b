"""Project files of strangers: what would act by itself in them is refused before it can, and does nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.errors import UserError
from storage.database import check_project
from storage.entering import open_for_window
from storage.opening import plain_connection
from storage.store import SqliteStore
from tests.storage.projects import fingerprint, new_project, sentence

HOSTILE = {
    "a trigger": "CREATE TRIGGER quiet AFTER INSERT ON entry BEGIN DELETE FROM node; END",
    "a trigger instead of a view's writing": (
        "CREATE VIEW elsewhere AS SELECT * FROM node; "
        "CREATE TRIGGER quiet INSTEAD OF INSERT ON elsewhere BEGIN DELETE FROM node; END"
    ),
    "a view in the place of a table": "DROP TABLE draft; CREATE VIEW draft AS SELECT * FROM node",
    "a view without end": (
        "CREATE VIEW endless AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    ),
    "a module": "CREATE VIRTUAL TABLE words USING fts5 (text)",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "from a stranger.counterpoint"
    new_project(path).close()
    return path


@pytest.mark.parametrize("sql", HOSTILE.values(), ids=HOSTILE)
def test_what_would_act_by_itself_is_refused_by_name(project: Path, sql: str) -> None:
    with closing(sqlite3.connect(project)) as raw:
        raw.executescript(sql)
    before = fingerprint(project)
    for opening in (SqliteStore, check_project, lambda path: open_for_window(path, "reader")):
        with pytest.raises(UserError) as refused:
            opening(project)
        assert refused.value.message.key == "project.active"
        assert "triggers or views" in sentence(refused.value)
    assert fingerprint(project) == before


def test_a_projects_own_functions_are_not_trusted(project: Path) -> None:
    with closing(plain_connection(project, wait=0)) as raw:
        assert raw.execute("PRAGMA trusted_schema").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match=r"not authorized"):
            raw.execute("SELECT load_extension('/tmp/words.so')")


def test_a_project_of_ours_has_nothing_that_acts(project: Path) -> None:
    assert check_project(project) == []


def test_a_backup_of_a_stranger_is_not_restored(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from main import main

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    backup = tmp_path / "backup.counterpoint"
    backup.write_bytes(project.read_bytes())
    with closing(sqlite3.connect(backup)) as raw:
        raw.executescript(HOSTILE["a trigger"])
    before = fingerprint(project)
    assert main(["restore", str(project), str(backup)]) != 0
    assert fingerprint(project) == before
    new = tmp_path / "new.counterpoint"
    assert main(["restore", str(project), str(backup), "--to", str(new)]) != 0 and not new.exists()
    assert main(["check", str(backup)]) != 0 and main(["export", str(backup), "--format", "opml"]) != 0


def test_every_connection_trusts_no_schema() -> None:
    """A file that was just made by the program itself needs none."""
    root = Path(__file__).resolve().parents[2] / "storage"
    for path in root.rglob("*.py"):
        words = path.read_text("utf-8")
        made = words.count("sqlite3.connect(") - ('"sqlite3.connect"' in words)
        if made and path.name not in ("opening.py", "refusing.py"):
            assert "trusted_schema = OFF" in words, path

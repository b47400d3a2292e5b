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

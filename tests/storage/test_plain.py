"""What a command that only reads finds in a file is what the store finds, and it is refused alike."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from models.errors import UserError
from models.project import Project
from storage import plain
from storage.plain import read_project
from storage.store import SqliteStore
from tests.models.gardens import rows
from tests.storage.projects import fingerprint, new_project

FILES = Path(__file__).with_name("files")
ROOT = Path(__file__).resolve().parent.parent.parent
DAMAGES = (
    "UPDATE node SET tags = '[oops'",
    "UPDATE article SET authors = CAST(x'ff' AS TEXT)",
    "UPDATE blob SET data = x'00'",
    "DELETE FROM blob",
    "DROP TABLE entry",
    "DROP TABLE issue",
    "ALTER TABLE anchor RENAME COLUMN exact TO quoted",
    "ALTER TABLE node DROP COLUMN quality",
)


def plainly(path: Path) -> object:
    with read_project(path) as (project, contents):
        return told(project), contents.sizes(article.text_hash for article in project.articles())


def by_the_store(path: Path) -> object:
    with closing(SqliteStore(path, wait=plain.WAIT)) as store:
        project = Project(store.load()[0], store.blob)
        return told(project), store.sizes(article.text_hash for article in project.articles())


def told(project: Project) -> object:
    nodes = project.rows()["node"].values()
    kinds = [tuple(map(type, (node.kind, node.tags, node.inference, node.confidence))) for node in nodes]
    return rows(project), kinds, [project.text(article.id) for article in project.articles()]


def outcome(reading: object, path: Path) -> object:
    try:
        return reading(path)  # type: ignore[operator]
    except UserError as error:
        return str(error)


@pytest.mark.parametrize("file", sorted(FILES.glob("*.counterpoint")), ids=lambda file: file.stem)
def test_both_read_the_same(tmp_path: Path, file: Path) -> None:
    one, other = Path(shutil.copy(file, tmp_path / "a.cpt")), Path(shutil.copy(file, tmp_path / "b.cpt"))
    assert plainly(one) == by_the_store(other)
    assert plainly(one) == by_the_store(one)


def test_reading_leaves_a_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "p.counterpoint"
    new_project(path).close()
    before = fingerprint(path)
    assert plainly(path) == by_the_store(path)
    assert fingerprint(path) == before and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("damage", DAMAGES)
def test_both_tell_damage_alike(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "p.counterpoint"
    new_project(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(damage)
    found = outcome(plainly, path)
    assert isinstance(found, str) and found == outcome(by_the_store, path)


def test_both_read_bent_files_alike(tmp_path: Path) -> None:
    whole, path = tmp_path / "p.counterpoint", tmp_path / "bent.counterpoint"
    new_project(whole).close()
    data, dice = whole.read_bytes(), random.Random(7)
    refused = 0
    for _ in range(60):
        bent = bytearray(data)
        for _ in range(dice.choice((1, 5, 40))):
            bent[dice.randrange(100, len(bent))] = dice.randrange(256)
        path.write_bytes(bent[: dice.choice((len(bent), dice.randrange(len(bent))))])
        found = outcome(plainly, path)
        assert found == outcome(by_the_store, path)
        refused += isinstance(found, str)
    assert refused > 20


def test_both_are_refused_a_locked_file_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.counterpoint"
    new_project(path).close()
    monkeypatch.setattr(plain, "WAIT", 0.0)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        found = outcome(plainly, path)
        assert isinstance(found, str) and found == outcome(by_the_store, path)


def test_an_export_loads_neither_sqlalchemy_nor_other_formats(tmp_path: Path) -> None:
    path = tmp_path / "p.counterpoint"
    new_project(path).close()
    words = ["export", str(path), "--format", "markdown", "--output", str(tmp_path / "m.md")]
    code = (
        f"import sys, main\nassert main.main({words!r}) == 0\n"
        "print([name for name in ('sqlalchemy', 'alembic', 'storage.formats.qdpx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert (tmp_path / "m.md").read_text(encoding="utf-8").startswith("# ")

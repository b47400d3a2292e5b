"""Files of older versions: brought up to date with a backup, nothing lost; the schema has one truth."""

from __future__ import annotations

import shutil
import sqlite3
import struct
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from models.authoring.links import remove_link
from models.errors import UserError
from models.importing.incoming import Record
from storage import database
from storage.backups.listing import backups_of
from storage.database import FIRST_REVISION, check_file, check_project, connect
from storage.migrations import run as migrations
from storage.store import SqliteStore
from storage.tables import SCHEMA_VERSION, metadata
from tests.storage.projects import TOP, fingerprint, fresh_state, new_project, open_project, opened, sentence, texts

FILES = Path(__file__).parent / "files"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A populated file that says it is of format 0."""
    path = tmp_path / "old.counterpoint"
    new_project(path).close()
    data = bytearray(path.read_bytes())
    struct.pack_into(">I", data, 60, 0)
    path.write_bytes(data)
    assert check_file(path) == 0
    return path


def revisions() -> ScriptDirectory:
    return ScriptDirectory(str(Path(migrations.FOLDER)))


def test_new_files_have_the_schema_and_stamp_that_the_migrations_end_at(tmp_path: Path) -> None:
    path = tmp_path / "new.counterpoint"
    database.create_project(path, "0.1.0")
    engine = connect(path, 0)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == revisions().get_current_head()
        ours = {table.name for table in metadata.tables.values()}
        differences = [d for d in compare_metadata(context, metadata) if "alembic_version" not in str(d)]
        assert differences == []
        assert {"article", "entry", "draft", "alembic_version"} <= ours
    engine.dispose()
    assert check_file(path) == SCHEMA_VERSION


def test_each_version_has_its_revision() -> None:
    known = [script.revision for script in revisions().walk_revisions()]
    assert len(known) == SCHEMA_VERSION
    assert known[-1] == FIRST_REVISION
    assert revisions().get_heads() == [known[0]]


def test_migrating_keeps_everything_and_leaves_a_backup(old: Path) -> None:
    data = old.read_bytes()
    with opened(old) as workspace:
        assert len(texts(workspace.project)) == 12
        assert len(workspace.project.links()) == 3
    assert check_file(old) == SCHEMA_VERSION
    assert check_project(old) == []
    assert list(old.parent.iterdir()) == [old]
    (backup,) = backups_of(old)
    assert (backup.reason, backup.nodes) == ("migrating", 12)
    assert check_file(backup.path) == 0
    shutil.copy(backup.path, old)
    assert old.read_bytes()[100:] == data[100:]


def test_where_no_backups_can_be_kept_the_one_before_a_migration_is_beside_the_file(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old.parent / "no folder").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(old.parent / "no folder"))
    with opened(old) as workspace:
        assert len(texts(workspace.project)) == 12
    backup = old.with_name(f"{old.name}.before-format-{SCHEMA_VERSION}")
    assert check_file(backup) == 0 and check_project(backup) == []


def test_a_migration_that_would_lose_rows_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(old)
    monkeypatch.setattr(
        migrations,
        "upgrade",
        lambda connection: connection.exec_driver_sql("DELETE FROM anchor WHERE node_id = ?", (TOP,)),
    )
    with pytest.raises(UserError) as refused:
        SqliteStore(old)
    assert "is damaged and was left untouched: anchor" in sentence(refused.value)
    assert fingerprint(old) == before


def test_a_migration_that_leaves_orphans_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(old)
    monkeypatch.setattr(
        migrations, "upgrade", lambda connection: connection.exec_driver_sql("UPDATE anchor SET node_id = 'x'")
    )
    with pytest.raises(UserError, match="point nowhere"):
        SqliteStore(old)
    assert fingerprint(old) == before
    connection = sqlite3.connect(old)
    assert connection.execute("SELECT count(*) FROM anchor WHERE node_id = 'x'").fetchone() == (0,)
    connection.close()


@pytest.mark.parametrize("path", sorted(FILES.glob("version-*.counterpoint")), ids=lambda path: path.stem)
def test_a_file_of_each_version_opens_for_ever(path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path / path.name))
    workspace = open_project(copy)
    assert len(texts(workspace.project)) == 12
    assert workspace.project.node(TOP).text == "Top claim, reworded"
    assert [str(entry.label) for entry, _changes in workspace.store.entries_after(0) if entry.annotator == "Ada"] == [
        "Set up the bundled debate",
        "Reword “Top claim, reworded”",
    ]
    workspace.undo()
    assert workspace.project.node(TOP).text == "Top claim"
    article = workspace.project.articles()[0]
    assert workspace.project.text(article.id).startswith("A title line\n")
    assert workspace.project.layout(article.id).number_at(20) == 2
    workspace.close()
    assert check_project(copy) == []


def test_what_was_noted_of_a_clash_table_comes_back(tmp_path: Path) -> None:
    path = Path(shutil.copy(FILES / "version-3.counterpoint", tmp_path / "p.counterpoint"))
    with opened(path) as workspace:
        project = workspace.project
        pairing, link = project.pairings()[0], project.links()[0]
        (issue,) = project.issues(pairing.id)
        assert issue.heading == "What is the first question?"
        noted = project.clash(pairing.id, link.id)
        assert noted is not None
        assert (noted.issue_id, noted.better, noted.why) == (issue.id, pairing.left_case_id, "It gives figures")
        left, right = (next(n for n, _depth in project.walk(case.id)) for case in project.cases())
        assert project.is_dismissed(right.id, left.id)
        assert {row.id for row in project.dependents(issue)} == {c.id for c in project.clashes(pairing.id)}
        workspace.do(lambda reader: remove_link(reader, link.id))
        assert project.clash(pairing.id, link.id) is None
        workspace.undo()
        assert project.clash(pairing.id, link.id) == noted


def test_how_an_article_was_read_in_comes_back(tmp_path: Path) -> None:
    path = Path(shutil.copy(FILES / "version-4.counterpoint", tmp_path / "p.counterpoint"))
    with opened(path) as workspace:
        article = next(a for a in workspace.project.articles() if a.doi)
        assert (article.doi, article.csl, article.authors) == ("10.1000/182", '{"volume": "3"}', ("Ada Lovelace",))
        store = workspace.store
        assert isinstance(store, SqliteStore) and article.record_hash is not None
        record = Record.from_bytes(store.blob(article.record_hash))
        assert (record.file, record.encoding, record.certainty) == ("later.txt", "cp1252", 0.5)
        assert [warning.key for warning in record.warnings] == ["article.encoding_guessed"]
        original = store.blob(article.source_hash)
        assert len(original) == record.size > 2 * store.sizes([article.source_hash])[article.source_hash]


def test_there_is_a_file_of_each_version() -> None:
    assert [path.stem for path in sorted(FILES.glob("*.counterpoint"))] == [
        f"version-{number}" for number in range(1, SCHEMA_VERSION + 1)
    ]


def test_a_copy_is_whole_and_takes_its_name_at_the_end(tmp_path: Path) -> None:
    path, target = tmp_path / "p.counterpoint", tmp_path / "copy.counterpoint"
    workspace = new_project(path)
    target.write_text("an older copy")
    workspace.store.copy_to(target)
    assert check_project(target) == []
    assert fresh_state(target) == fresh_state(path)
    for wrong, said in ((path, "already exists"), (tmp_path, "is a folder"), (tmp_path / "no" / "x", "no folder")):
        with pytest.raises(UserError) as refused:
            workspace.store.copy_to(wrong)
        assert said in sentence(refused.value)
    assert sorted(tmp_path.iterdir()) == [target, path]
    workspace.undo()
    workspace.close()
    assert fresh_state(path)["rows"]["node"] == {}


def test_a_copy_of_a_damaged_project_does_not_replace_the_good_one(tmp_path: Path) -> None:
    path, target = tmp_path / "p.counterpoint", tmp_path / "copy.counterpoint"
    workspace = new_project(path)
    workspace.store.copy_to(target)
    good = fingerprint(target)
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM node WHERE id = ?", (TOP,))
    connection.commit()
    connection.close()
    with pytest.raises(UserError) as refused:
        workspace.store.copy_to(target)
    assert "damaged" in sentence(refused.value)
    assert fingerprint(target) == good
    workspace.close()

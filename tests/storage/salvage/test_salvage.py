"""Salvage: a sound file comes back equal; what is lost is stood in for, put together, or told."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.authoring.nodes import change_text
from models.errors import UserError
from models.states import rows_of
from storage.backups.making import back_up
from storage.database import check_project
from storage.salvage.pages import record_values, varint
from storage.salvage.saving import salvage
from tests.cli.command import counterpoint
from tests.models.gardens import attempt, random_making
from tests.storage.projects import TOP, fingerprint, new_project, opened, sentence

FILES = Path(__file__).parents[1] / "files"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_project(tmp_path / "p.counterpoint").close()
    return tmp_path / "p.counterpoint"


def state(path: Path) -> object:
    with opened(path) as workspace:
        return rows_of(workspace.project.rows())


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 1000))
def test_a_sound_file_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    path = tmp_path_factory.mktemp("sound") / "p.counterpoint"
    workspace, rng = new_project(path), random.Random(seed)
    for _ in range(25):
        edit = attempt(random_making(rng), workspace.project)
        if edit is not None and not edit.is_empty:
            workspace.do(lambda reader, edit=edit: edit)
    workspace.close()
    target = path.with_name("saved.counterpoint")
    report = salvage(path, target)
    assert report.is_whole and state(target) == state(path)
    with opened(target) as saved, opened(path) as whole:
        for article in whole.project.articles():
            assert saved.project.text(article.id) == whole.project.text(article.id)
            assert saved.project.layout(article.id) == whole.project.layout(article.id)


@pytest.mark.parametrize("version", range(1, 6))
def test_files_of_every_version_are_salvaged(tmp_path: Path, version: int) -> None:
    path = Path(shutil.copy(FILES / f"version-{version}.counterpoint", tmp_path / "p.counterpoint"))
    report = salvage(path, tmp_path / "saved.counterpoint")
    assert report.is_whole and report.saved["node"] == 12
    assert state(tmp_path / "saved.counterpoint") == state(path)


def hurt(path: Path, *statements: str) -> None:
    raw = sqlite3.connect(path)
    for sql in statements:
        raw.execute(sql)
    raw.commit()
    raw.close()


def test_rows_that_the_tables_lost_come_from_the_journal(path: Path, tmp_path: Path) -> None:
    before = state(path)
    hurt(path, "DELETE FROM node", "DELETE FROM anchor")
    report = salvage(path, tmp_path / "saved.counterpoint")
    assert report.from_journal["node"] == 12 and state(tmp_path / "saved.counterpoint") == before


def test_points_below_a_lost_one_get_a_stand_in(path: Path, tmp_path: Path) -> None:
    hurt(path, f"DELETE FROM node WHERE id = '{TOP}'", "DELETE FROM entry_change")
    report = salvage(path, tmp_path / "saved.counterpoint")
    assert report.placeholders == {"node": 1} and not report.is_whole
    with opened(tmp_path / "saved.counterpoint") as saved:
        assert saved.project.node(TOP).text == "A point that was lost"
        assert len(saved.project.rows()["node"]) == 12
    assert check_project(tmp_path / "saved.counterpoint") == []


@pytest.mark.parametrize("table", ["case", "article"])
def test_what_is_in_a_lost_case_or_article_comes_back(path: Path, tmp_path: Path, table: str) -> None:
    hurt(path, f'DELETE FROM "{table}"', "DELETE FROM entry_change")
    report = salvage(path, tmp_path / "saved.counterpoint")
    assert report.placeholders[table] == 2 and report.saved["node"] == 12
    assert any("stand in" in str(told) or "new ones" in str(told) for told in report.told())


def test_a_lost_text_is_put_together_from_its_passages(path: Path, tmp_path: Path) -> None:
    hurt(path, "DELETE FROM blob")
    report = salvage(path, tmp_path / "saved.counterpoint")
    assert sorted(report.rebuilt) == ["Left", "Right"] and report.saved["anchor"] == 4
    with opened(tmp_path / "saved.counterpoint") as saved:
        for article in saved.project.articles():
            text = saved.project.text(article.id)
            for anchor in saved.project.anchors_in(article.id):
                assert text[anchor.start : anchor.end] == anchor.exact


def test_texts_come_from_backups_by_their_hash(path: Path, tmp_path: Path) -> None:
    before = state(path)
    back_up(path, "asked")
    hurt(path, "DELETE FROM blob")
    report = salvage(path, tmp_path / "saved.counterpoint")
    assert report.is_whole and state(tmp_path / "saved.counterpoint") == before


def test_rows_come_from_a_backup_when_asked(path: Path, tmp_path: Path) -> None:
    before = state(path)
    back_up(path, "asked")
    hurt(path, "DELETE FROM link", "DELETE FROM clash", "DELETE FROM entry_change")
    assert salvage(path, tmp_path / "without.counterpoint").saved["link"] == 0
    report = salvage(path, tmp_path / "with.counterpoint", with_backup=True)
    assert report.from_backup["link"] == 3 and state(tmp_path / "with.counterpoint") == before


def test_of_a_damaged_backup_what_is_sound_is_taken(path: Path, tmp_path: Path) -> None:
    before = state(path)
    backup = back_up(path, "asked")
    assert backup is not None
    backup.path.chmod(0o600)
    hurt(path, "DELETE FROM blob")
    raw = sqlite3.connect(backup.path)
    (first,) = raw.execute("SELECT hash FROM blob ORDER BY length(data) LIMIT 1").fetchone()
    raw.execute("UPDATE blob SET packed = 1, data = x'00' WHERE hash = ?", (first,))
    raw.commit()
    raw.close()
    salvage(path, tmp_path / "saved.counterpoint")
    with opened(tmp_path / "saved.counterpoint") as saved:
        assert len(saved.project.rows()["node"]) == len(before["node"])  # type: ignore[index]
        assert saved.project.text(saved.project.articles()[0].id).startswith("A title line")


def test_rows_come_from_the_newest_backup_that_can_be_read(path: Path, tmp_path: Path) -> None:
    before = state(path)
    back_up(path, "asked", now=datetime.now(UTC) - timedelta(hours=1))
    with opened(path) as workspace:
        workspace.do(lambda reader: change_text(reader, TOP, "Later words"))
    newest = back_up(path, "asked")
    assert newest is not None
    newest.path.chmod(0o600)
    newest.path.write_bytes(b"no project")
    hurt(path, "DELETE FROM link", "DELETE FROM entry_change")
    report = salvage(path, tmp_path / "with.counterpoint", with_backup=True)
    assert report.from_backup["link"] == len(before["link"])  # type: ignore[index]


def test_a_backup_of_an_older_format_stays_as_it_is(tmp_path: Path) -> None:
    path = Path(shutil.copy(FILES / "version-4.counterpoint", tmp_path / "p.counterpoint"))
    backup = back_up(path, "asked")
    assert backup is not None
    before = fingerprint(backup.path)
    hurt(path, "DELETE FROM node", "DELETE FROM entry_change")
    report = salvage(path, tmp_path / "with.counterpoint", with_backup=True)
    assert report.from_backup["node"] and fingerprint(backup.path) == before


def test_a_change_that_was_cut_off_is_rolled_back(path: Path, tmp_path: Path) -> None:
    before = state(path)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA cache_size = 1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE node SET text = 'half' || hex(zeroblob(3000))")
    folder = tmp_path / "hot"
    folder.mkdir()
    for name in (path.name, f"{path.name}-journal"):
        shutil.copyfile(path.parent / name, folder / name)
    raw.execute("ROLLBACK")
    raw.close()
    found = fingerprint(folder / path.name)
    salvage(folder / path.name, tmp_path / "saved.counterpoint")
    assert state(tmp_path / "saved.counterpoint") == before
    assert fingerprint(folder / path.name) == found and len(list(folder.iterdir())) == 2


def test_a_circle_of_parents_is_broken(path: Path, tmp_path: Path) -> None:
    with opened(path) as workspace:
        child = workspace.project.children(workspace.project.node(TOP).case_id, TOP)[0].id
    hurt(path, f"UPDATE node SET parent_id = '{child}' WHERE id = '{TOP}'", "DELETE FROM entry_change")
    report = salvage(path, tmp_path / "saved.counterpoint")
    assert report.circles == 1 and report.saved["node"] == 12
    with opened(tmp_path / "saved.counterpoint") as saved:
        shown = [node.id for case in saved.project.cases() for node, _depth in saved.project.walk(case.id)]
        assert len(shown) == 12


def test_what_cannot_be_is_a_sentence(path: Path, tmp_path: Path) -> None:
    for source, target, said in (
        (tmp_path / "none", tmp_path / "x", "There is no file"),
        (tmp_path, tmp_path / "x", "is a folder"),
        (path, path, "already exists"),
    ):
        with pytest.raises(UserError) as refused:
            salvage(source, target)
        assert said in sentence(refused.value)
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    with pytest.raises(UserError) as refused:
        salvage(empty, tmp_path / "x")
    assert "Nothing of a Counterpoint project" in sentence(refused.value)
    assert not (tmp_path / "x").exists()


def test_the_command_line_tells_what_was_saved(path: Path, tmp_path: Path) -> None:
    done = counterpoint("salvage", path, tmp_path / "saved.counterpoint")
    assert done.code == 0 and "12 nodes" in done.text and "Nothing is known to be lost." in done.err
    done = counterpoint("salvage", path, tmp_path / "again.counterpoint", "--json")
    assert json.loads(done.text)["saved"]["node"] == 12
    done = counterpoint("salvage", path, tmp_path / "again.counterpoint")
    assert done.code == 1 and "already exists" in done.err


@given(st.binary(max_size=60))
def test_any_bytes_are_a_record_or_none(data: bytes) -> None:
    assert record_values(data) is None or isinstance(record_values(data), tuple)
    number, end = varint(data, 0)
    assert 1 <= end <= 9 and -(1 << 63) <= number < 1 << 63

"""The door for a window: what cannot be written to is looked at, with the reason and what can be done about it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from models.authoring import nodes
from models.errors import Busy, UserError
from storage.entering import open_for_window
from storage.opened import AGAIN, BACKUPS, COPY, SALVAGE, Opened
from tests.storage.projects import TOP, fingerprint, new_project, opened, sentence, texts
from tests.storage.test_disk import read_only
from tests.storage.test_kill import child

FILES = Path(__file__).parent / "files"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    new_project(folder / "p.counterpoint").close()
    return folder / "p.counterpoint"


def assert_only_looked_at(found: Opened, path: Path) -> None:
    """Everything is there, nothing can be changed, and closing leaves the file as it was."""
    workspace = found.workspace
    assert workspace.why_read_only is not None
    before = fingerprint(path)
    with pytest.raises(UserError) as refused:
        workspace.do(lambda reader: nodes.change_text(reader, TOP, "Other words"))
    assert sentence(refused.value) == str(workspace.why_read_only)
    with pytest.raises(UserError):
        workspace.undo()
    assert workspace.project.text(workspace.project.articles()[0].id).startswith("A title line")
    close(found)
    assert fingerprint(path) == before


def close(found: Opened) -> None:
    found.workspace.close()
    if found.presence is not None:
        found.presence.leave()


def test_a_sound_file_is_opened_to_be_changed(path: Path) -> None:
    found = open_for_window(path, "Ada")
    assert (found.condition, found.ways, found.others, found.ended) == (None, (), (), ())
    assert found.workspace.why_read_only is None
    found.workspace.do(lambda reader: nodes.change_text(reader, TOP, "Other words"))
    close(found)
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name]


def test_who_only_wants_to_look_can(path: Path) -> None:
    found = open_for_window(path, "Ada", read_only=True)
    assert found.presence is None and "as you asked" in str(found.condition)
    with opened(path) as other:
        other.do(lambda reader: nodes.change_text(reader, TOP, "Of the other"))
    assert found.workspace.pull() == 1  # what others write is seen
    assert found.workspace.project.node(TOP).text == "Of the other"
    assert_only_looked_at(found, path)


def test_what_cannot_be_written_is_looked_at(path: Path) -> None:
    with read_only(path.parent):
        found = open_for_window(path, "Ada")
        assert found.ways == (AGAIN, COPY) and "can only be read" in str(found.condition)
        assert len(texts(found.workspace.project)) == 12
        assert_only_looked_at(found, path)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_an_older_file_that_cannot_be_written_is_brought_up_to_date_in_a_copy(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    path = Path(shutil.copy(FILES / "version-1.counterpoint", folder / "p.counterpoint"))
    with read_only(folder):
        assert_only_looked_at(open_for_window(path, "Ada"), path)
    assert [p.name for p in folder.iterdir()] == [path.name]


def test_a_change_that_was_cut_off_is_put_right_in_a_copy_where_nothing_can_be_written(path: Path) -> None:
    """A journal that waits to be rolled back, in a folder that cannot be written."""
    with opened(path) as workspace:
        text = workspace.project.node(TOP).text
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA cache_size = 1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE node SET text = 'half' || hex(zeroblob(3000))")
    folder = path.parent.parent / "hot"
    folder.mkdir()
    for name in (path.name, f"{path.name}-journal"):
        shutil.copyfile(path.parent / name, folder / name)
    raw.execute("ROLLBACK")
    raw.close()
    hot = folder / path.name
    before = fingerprint(hot)
    with read_only(folder):
        found = open_for_window(hot, "Ada")
        assert found.workspace.project.node(TOP).text == text
        close(found)
    assert fingerprint(hot) == before and len(list(folder.iterdir())) == 2


def test_what_another_program_keeps_locked_is_looked_at_after_some_tries(path: Path) -> None:
    with child("locking", path) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        with pytest.raises(Busy):
            open_for_window(path, "Ada", is_last_try=False)
        found = open_for_window(path, "Ada")
        assert found.ways == (AGAIN, COPY) and "keeps p.counterpoint locked" in str(found.condition)
        assert_only_looked_at(found, path)
        assert found.workspace.store.path != path and not found.workspace.store.path.exists()  # type: ignore[attr-defined]
        process.communicate("")


def damaged(path: Path, table: str) -> None:
    """Overwrite a page of rows of a table."""
    raw = sqlite3.connect(path)
    (size,) = raw.execute("PRAGMA page_size").fetchone()
    (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    raw.close()
    with path.open("rb+") as file:
        file.seek((root - 1) * size)
        file.write(random.Random(3).randbytes(size))


def test_what_is_locked_and_damaged_shows_what_is_left(path: Path) -> None:
    damaged(path, "link")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        found = open_for_window(path, "Ada", read_only=True)
        assert found.ways == (SALVAGE, BACKUPS, COPY) and "is damaged" in str(found.condition)
        close(found)


def test_of_a_damaged_file_what_can_be_read_is_shown(path: Path) -> None:
    damaged(path, "link")
    found = open_for_window(path, "Ada")
    assert found.ways == (SALVAGE, BACKUPS, COPY) and "is damaged" in str(found.condition)
    assert len(texts(found.workspace.project)) == 12 and found.workspace.project.links() == []
    copy = path.with_name("copy.counterpoint")
    found.workspace.store.copy_to(copy)
    with opened(copy) as workspace:
        assert len(texts(workspace.project)) == 12
    copy.unlink()
    assert_only_looked_at(found, path)


@pytest.mark.parametrize("table", ["article", "blob"])
def test_where_nothing_can_be_shown_the_damage_is_named(path: Path, table: str) -> None:
    damaged(path, table)
    before = fingerprint(path)
    with pytest.raises(UserError) as refused:
        open_for_window(path, "Ada")
    assert "is damaged and was left untouched" in sentence(refused.value)
    assert fingerprint(path) == before and [p.name for p in path.parent.iterdir()] == [path.name]


def test_the_second_one_is_told_of_the_first(path: Path) -> None:
    from tests.storage.test_presence import other

    with other(path) as process:
        found = open_for_window(path, "Ada")
        assert [holder.annotator for holder in found.others] == ["Bea"] and found.condition is None
        close(found)
        process.communicate("")


def test_after_a_kill_it_is_told_once(path: Path) -> None:
    from tests.storage.test_presence import other

    with other(path) as process:
        process.kill()
    found = open_for_window(path, "Ada")
    assert [holder.annotator for holder in found.ended] == ["Bea"]
    close(found)
    found = open_for_window(path, "Ada")
    assert found.ended == ()
    close(found)


def test_no_way_in_leaves_files_behind(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spare))
    for table in ("link", "article"):
        damaged(path, table)
        with suppress(UserError):
            close(open_for_window(path, "Ada"))
    assert os.listdir(spare) == []

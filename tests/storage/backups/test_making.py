"""Backups are whole, checked, named by their time, made once for each state, and never in the way of an edit."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.authoring import nodes
from models.errors import Busy, UserError
from models.importing.progress import Cancelled, telling
from models.workspace import Workspace
from storage.backups import making
from storage.backups.listing import ASKED, EDITED, OPENED, backups_of
from storage.backups.making import back_up, copy_into
from storage.backups.places import project_of, room_of, stem_of, time_of
from storage.database import check_project
from storage.folders import backups_folder
from tests.storage.projects import TOP, fingerprint, fresh_state, new_project, open_project, sentence
from tests.storage.test_disk import read_only

NOW = datetime(2026, 11, 23, 2, 10, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "folder").mkdir()
    workspace = new_project(tmp_path / "folder" / "p.counterpoint", wait=0)
    yield workspace
    workspace.close()


@pytest.fixture
def project(workspace: Workspace) -> Path:
    path = workspace.store.path  # type: ignore[attr-defined]
    assert isinstance(path, Path)
    return path


def reword(workspace: Workspace, words: str) -> None:
    workspace.do(lambda reader: nodes.change_text(reader, TOP, words))


def test_a_backup_is_the_project_and_lies_where_it_belongs(workspace: Workspace, project: Path) -> None:
    made = back_up(project, OPENED, now=NOW)
    assert made is not None
    assert made.path.name == "2026-11-23T02-10-11Z.counterpoint"
    assert made.path.parent.parent.parent == backups_folder()
    assert project_of(made.path.parent) == project
    assert check_project(made.path) == [] and fresh_state(made.path) == fresh_state(project)
    assert (made.nodes, made.reason, made.size) == (12, OPENED, made.path.stat().st_size)
    assert backups_of(project) == [made]
    assert not list(made.path.parent.glob(".making-*"))
    assert made.path.stat().st_mode & 0o222 == 0  # somebody who opens it by hand changes nothing


def test_one_state_is_backed_up_once(workspace: Workspace, project: Path) -> None:
    first = back_up(project, OPENED, now=NOW)
    assert first is not None and back_up(project, EDITED) is None
    reword(workspace, "Other words")
    second = back_up(project, EDITED, now=NOW)
    assert second is not None and second.stem == "2026-11-23T02-10-11Z-2"
    assert [backup.stem for backup in backups_of(project)] == [second.stem, first.stem]


def test_two_at_once_make_one(workspace: Workspace, project: Path) -> None:
    """Two threads here and a process beside them, as windows of one or two programs would."""
    imports = "from pathlib import Path; from storage.backups.making import back_up"
    command = f"{imports}; back_up(Path({str(project)!r}), 'edited')"
    others = [subprocess.Popen([sys.executable, "-c", command], env={**os.environ, "PYTHONPATH": "."})]
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(back_up(project, EDITED))) for _turn in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait() for process in others] == [0]
    assert len(backups_of(project)) == 1


def test_what_is_noted_beside_a_backup_may_be_lost(workspace: Workspace, project: Path) -> None:
    made = back_up(project, ASKED)
    assert made is not None
    for words in (None, "no JSON", '{"project": 3, "state": 1}', '["a"]'):
        about = made.path.with_suffix(".json")
        about.unlink() if words is None else about.write_text(words)
        (found,) = backups_of(project)
        assert (found.nodes, found.facts.state) == (12, made.facts.state)


def test_a_backup_that_was_cut_short_since_is_made_again(workspace: Workspace, project: Path) -> None:
    made = back_up(project, ASKED)
    assert made is not None
    made.path.write_bytes(made.path.read_bytes()[:9000])
    (cut,) = backups_of(project)
    assert cut.nodes is None and not cut.is_whole
    again = back_up(project, EDITED)
    assert again is not None and again.is_whole


def test_older_ones_are_thinned_out_with_what_is_noted_of_them(workspace: Workspace, project: Path) -> None:
    for minute in range(12):
        reword(workspace, f"Words {minute}")
        back_up(project, EDITED, now=NOW + timedelta(minutes=minute))
    assert len(backups_of(project)) == 5
    reword(workspace, "The last")
    back_up(project, EDITED, now=NOW + timedelta(hours=2))
    stems = [backup.stem[11:16] for backup in backups_of(project)]
    assert stems == ["04-10", "02-21", "02-20", "02-19", "02-18"]
    assert len(list(backups_of(project)[0].path.parent.glob("*.json"))) == 6


def test_edits_meanwhile_land_or_are_told_to_wait(
    workspace: Workspace, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit between two steps of the copy: the copy begins anew and has it."""
    monkeypatch.setattr(making, "PAGES", 5)
    landed: list[int] = []

    def told(_done: int, _total: int) -> None:
        if len(landed) < 8:
            try:
                reword(workspace, f"Words {len(landed)}")
            except Busy:
                return
            landed.append(1)

    with telling(told):
        made = back_up(project, EDITED)
    assert made is not None and len(landed) >= making.RESTARTS
    assert check_project(made.path) == []
    assert fresh_state(made.path)["rows"]["node"][TOP].text.startswith("Words ")


def test_one_that_is_not_wanted_any_more_leaves_nothing(workspace: Workspace, project: Path) -> None:
    def told(_done: int, _total: int) -> None:
        raise Cancelled

    with telling(told), pytest.raises(Cancelled):
        back_up(project, EDITED)
    assert backups_of(project) == []
    assert [path.name for path in backups_folder().rglob("*") if path.is_file()] == ["lock"]
    assert back_up(project, EDITED) is not None


def test_no_backup_is_made_of_a_damaged_project(workspace: Workspace, project: Path) -> None:
    good = back_up(project, OPENED)
    connection = sqlite3.connect(project)
    connection.execute("DELETE FROM node WHERE id = ?", (TOP,))
    connection.execute("UPDATE entry SET id = 'another'")
    connection.commit()
    connection.close()
    with pytest.raises(UserError) as refused:
        back_up(project, EDITED)
    assert sentence(refused.value) == f"{project} is damaged, so no backup was made of it: rows that point nowhere."
    assert backups_of(project) == [good]


def test_a_project_whose_tables_are_gone_is_told_as_damaged(workspace: Workspace, project: Path) -> None:
    connection = sqlite3.connect(project)
    connection.execute("DROP TABLE project")
    connection.commit()
    connection.close()
    with pytest.raises(UserError) as refused:
        back_up(project, EDITED)
    assert "is damaged" in sentence(refused.value)


def test_a_folder_that_cannot_be_written_is_told_and_edits_go_on(
    workspace: Workspace, project: Path, home: Path
) -> None:
    made = back_up(project, OPENED)
    assert made is not None
    with read_only(made.path.parent):
        reword(workspace, "Other words")
        with pytest.raises(UserError) as refused:
            back_up(project, EDITED)
        assert sentence(refused.value).startswith("No backup can be made: ")
        reword(workspace, "And others")
        assert backups_of(project) == [made]


def test_a_full_disk_keeps_no_half_backup(workspace: Workspace, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 10_000

    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage)
    with pytest.raises(UserError) as refused:
        back_up(project, EDITED)
    assert sentence(refused.value).startswith("There is no room for a backup in ")
    assert backups_of(project) == []


def test_a_file_where_the_folder_should_be(workspace: Workspace, project: Path, home: Path) -> None:
    home.write_text("in the way")
    with pytest.raises(UserError) as refused:
        back_up(project, EDITED)
    assert sentence(refused.value).startswith("No backup could be made in ")


def test_a_stranger_cannot_choose_the_folder(workspace: Workspace, project: Path) -> None:
    connection = sqlite3.connect(project)
    connection.execute("UPDATE project SET id = '../../../outside'")
    connection.commit()
    connection.close()
    made = back_up(project, EDITED)
    assert made is not None and backups_folder() in made.path.parents
    assert ".." not in str(made.path)


def test_a_project_that_moved_finds_its_backups_and_a_copy_has_its_own(workspace: Workspace, project: Path) -> None:
    made = back_up(project, OPENED)
    workspace.close()
    copy = project.with_name("copy.counterpoint")
    copy.write_bytes(project.read_bytes())
    assert backups_of(copy) == []
    moved = project.rename(project.with_name("moved.counterpoint"))
    assert backups_of(moved) == [made]
    moved.write_bytes(b"\0" * 4096)  # tells no id any more; and was never backed up at this place
    assert backups_of(moved) == []
    moved.rename(project)
    assert backups_of(project) == [made]


def test_a_copy_into_a_folder_of_ones_own(workspace: Workspace, project: Path, tmp_path: Path) -> None:
    target = tmp_path / "stick"
    with pytest.raises(UserError):
        copy_into(project, target)
    target.mkdir()
    found = copy_into(project, target, now=NOW)
    assert found == target / "p 2026-11-23T02-10-11Z.counterpoint" and list(target.iterdir()) == [found]
    assert fresh_state(found) == fresh_state(project)


def test_what_a_killed_program_left_half_made_is_swept(workspace: Workspace, project: Path) -> None:
    room = room_of(project, fresh_id(project))
    room.mkdir(parents=True)
    (room / ".making-before").write_bytes(b"half")
    assert back_up(project, EDITED) is not None
    assert not list(room.glob(".making-*"))


def fresh_id(path: Path) -> str:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT id FROM project").fetchone()[0]
    connection.close()
    return str(found)


def test_the_project_is_never_written_to(workspace: Workspace, project: Path) -> None:
    before = fingerprint(project)
    back_up(project, EDITED)
    assert fingerprint(project) == before and list(project.parent.iterdir()) == [project]
    open_project(project).close()


@pytest.mark.parametrize("name", ["x", "2026-11-23", "2026-13-23T02-10-11Z", "2026-11-23T02-10-11Z-1", ".making-1"])
def test_other_names_are_no_backups(name: str) -> None:
    assert time_of(name) is None
    assert time_of(stem_of(NOW)) == NOW and time_of(stem_of(NOW, 3)) == NOW + timedelta(microseconds=2)

"""The commands backup and restore, once in a process of their own, then quicker in this one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from main import main
from models.authoring import nodes
from storage.backups.listing import backups_of
from storage.database import check_project
from tests.cli.command import Outcome, counterpoint
from tests.storage.projects import TOP, fresh_state, new_project, open_project

Here = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.counterpoint"
    new_project(path).close()
    return path


@pytest.fixture
def here(capsysbinary: pytest.CaptureFixture[bytes]) -> Here:
    def run(*arguments: object) -> Outcome:
        code = main([*map(str, arguments)])
        out, err = capsysbinary.readouterr()
        return Outcome(code, out, err.decode())

    return run


def reword(path: Path, words: str) -> None:
    workspace = open_project(path)
    workspace.do(lambda reader: nodes.change_text(reader, TOP, words))
    workspace.close()


def top(path: Path) -> str:
    workspace = open_project(path)
    words = workspace.project.node(TOP).text
    workspace.close()
    return words


def test_backups_are_made_and_listed(project: Path) -> None:
    assert counterpoint("backup", project, "--list").text == "There is no backup yet.\n"
    made = counterpoint("backup", project)
    (backup,) = backups_of(project)
    assert (made.code, made.text) == (0, f"Backed up as {backup.path}\n")
    again = counterpoint("backup", project)
    assert (again.code, again.text) == (0, f"Nothing has changed since the newest backup, {backup.path}\n")
    listed = counterpoint("backup", project, "--list").text
    assert listed.split() == [backup.stem, *listed.split()[1:3], "12", "nodes", "asked", "for"]
    (found,) = json.loads(counterpoint("backup", project, "--list", "--json").text)
    assert (found["time"], found["nodes"], found["reason"]) == (backup.stem, 12, "asked")
    assert json.loads(counterpoint("backup", project, "--json").text) == {**found, "made": False}


def test_a_copy_goes_where_it_is_wanted(project: Path, tmp_path: Path, here: Here) -> None:
    folder = tmp_path / "stick"
    refused = here("backup", project, "--to", folder)
    assert refused.code == 1 and "no folder" in refused.err
    folder.mkdir()
    done = here("backup", project, "--to", folder)
    (found,) = folder.iterdir()
    assert (done.code, done.text) == (0, f"Backed up as {found}\n") and check_project(found) == []
    assert backups_of(project) == []


def test_restoring_is_an_edit_that_undo_takes_back(project: Path, tmp_path: Path, here: Here) -> None:
    here("backup", project)
    reword(project, "Other words")
    done = here("restore", project, "newest")
    assert done.code == 0 and "is as it was on" in done.text and done.err == ""
    assert top(project) == "Top claim"
    assert [backup.reason for backup in backups_of(project)] == ["restoring", "asked"]
    again = here("restore", project, backups_of(project)[1].stem)
    assert (again.code, again.text) == (0, f"{project} is as the backup is already.\n")
    back = here("restore", project, backups_of(project)[0].path)
    assert back.code == 0 and top(project) == "Other words"


def test_into_a_new_file(project: Path, tmp_path: Path, here: Here) -> None:
    here("backup", project)
    reword(project, "Other words")
    new = tmp_path / "new.counterpoint"
    done = here("restore", project, "newest", "--to", new)
    assert (done.code, done.text) == (0, f"Restored as {new}\n")
    assert (top(new), top(project)) == ("Top claim", "Other words")
    refused = here("restore", project, "newest", "--to", new)
    assert refused.code == 1 and "already exists" in refused.err


def test_a_damaged_project_and_one_that_is_gone(project: Path, here: Here) -> None:
    here("backup", project)
    rows = fresh_state(project)["rows"]
    data = project.read_bytes()
    for damaged in (data[:9000], b"", b"\0" * len(data)):
        project.write_bytes(damaged)
        done = here("restore", project, "newest")
        assert done.code == 0 and "was damaged; it is kept as" in done.text, done
        assert fresh_state(project)["rows"] == rows
    assert len(list(project.parent.glob("p.counterpoint.damaged-*"))) == 3
    project.unlink()
    assert here("restore", project, "newest").text == f"Restored as {project}\n"
    assert fresh_state(project)["rows"] == rows


def test_what_cannot_be_is_one_sentence(project: Path, tmp_path: Path, here: Here) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("No project")
    for arguments, said in (
        (("backup", tmp_path / "no.counterpoint"), "There is no file"),
        (("backup", tmp_path / "no.counterpoint", "--list"), "There is no file"),
        (("backup", text), "not a Counterpoint project"),
        (("restore", project, "newest"), "There is no backup of"),
        (("restore", project, "yesterday"), "There is no backup “yesterday”"),
        (("restore", project, text), "not a Counterpoint project"),
        (("restore", project, project), "is the project itself"),
    ):
        done = here(*arguments)
        assert done.code == 1 and done.out == b"" and len(done.err.splitlines()) == 1, done
        assert said in done.err, done.err
    assert text.read_text() == "No project"

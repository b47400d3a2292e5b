"""Working copies of real files, which another machine's copy and a sync program's renames change underneath."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.authoring import nodes
from models.entities import Kind
from models.project import Project
from models.workspace import Workspace
from storage.backups.listing import backups_of
from storage.entering import open_for_window
from storage.opened import Opened
from storage.synced.conflicted import conflicted_copies
from storage.synced.writing_back import Ended, write_back
from tests.storage.projects import LOWER, TOP, fingerprint, new_project, open_project, opened, texts


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    path = tmp_path / "Dropbox" / "debate.counterpoint"
    path.parent.mkdir()
    new_project(path).close()
    return path


@pytest.fixture
def here(origin: Path) -> Iterator[Opened]:
    found = open_for_window(origin, "Ada")
    yield found
    found.workspace.close()
    if found.presence is not None:
        found.presence.leave()


def say(workspace: Workspace, node: str, text: str) -> None:
    workspace.do(lambda project: nodes.change_text(project, node, text))


def add(workspace: Workspace, text: str, parent: str = LOWER) -> str:
    return str(workspace.do(lambda project: nodes.add_node(project, "case-00001", parent, Kind.EVIDENCE, text=text)))


def elsewhere(origin: Path, node: str, text: str) -> None:
    """Another machine edits its copy; its sync program then puts that in the place of ours, by a rename."""
    copy = origin.with_name("arriving.tmp")
    shutil.copyfile(origin, copy)
    with opened(copy, "Ben") as other:
        say(other, node, text)
    os.replace(copy, origin)


def read(path: Path) -> list[str]:
    with closing(open_project(path)) as workspace:
        return texts(workspace.project)


def lasting(origin: Path) -> list[str]:
    return sorted(name for name in os.listdir(origin.parent) if not name.endswith(".lock"))


def test_a_project_of_a_synced_folder_is_worked_on_in_a_copy_and_written_back(origin: Path, here: Opened) -> None:
    assert here.working is not None and here.working.path != origin
    before = fingerprint(origin)
    say(here.workspace, TOP, "Said here")
    assert fingerprint(origin) == before
    assert write_back(here.working, "Ada").ended is Ended.WRITTEN
    assert "Said here" in read(origin)
    assert lasting(origin) == [origin.name]
    assert write_back(here.working, "Ada").ended is Ended.SAME


def test_what_another_machine_did_meanwhile_comes_in_and_ours_goes_out(origin: Path, here: Opened) -> None:
    assert here.working is not None
    say(here.workspace, TOP, "Said here")
    elsewhere(origin, LOWER, "Said there")
    outcome = write_back(here.working, "Ada")
    assert (outcome.ended, outcome.joined, outcome.who) == (Ended.WRITTEN, 1, "Ben")
    assert here.workspace.pull() == 1
    for found in (texts(here.workspace.project), read(origin)):
        assert "Said here" in found and "Said there" in found
    assert any(backup.path for backup in backups_of(origin))  # theirs, before it was replaced
    assert write_back(here.working, "Ada").ended is Ended.SAME
    here.workspace.undo()  # our own last step, not theirs
    assert "Said there" in texts(here.workspace.project) and "Said here" not in texts(here.workspace.project)


def test_what_both_said_is_asked_and_nothing_is_written_before_the_answer(origin: Path, here: Opened) -> None:
    assert here.working is not None
    say(here.workspace, TOP, "Said here")
    elsewhere(origin, TOP, "Said there")
    before = fingerprint(origin)
    outcome = write_back(here.working, "Ada")
    assert outcome.ended is Ended.ASK and outcome.plan is not None
    assert fingerprint(origin) == before
    (question,) = outcome.plan.merge.questions
    outcome = write_back(here.working, "Ada", {question.id: "both"})
    assert outcome.ended is Ended.WRITTEN
    here.workspace.pull()
    assert "Said here\n\nSaid there" in texts(here.workspace.project)
    assert read(origin) == texts(here.workspace.project)


def test_two_machines_that_put_together_by_turns_end_alike(origin: Path, here: Opened, tmp_path: Path) -> None:
    assert here.working is not None
    there = tmp_path / "Nextcloud" / "debate.counterpoint"
    there.parent.mkdir()
    shutil.copyfile(origin, there)
    other = open_for_window(there, "Ben")
    assert other.working is not None
    say(here.workspace, TOP, "Said here")
    add(other.workspace, "Grown there")
    assert write_back(here.working, "Ada").ended is Ended.WRITTEN
    assert write_back(other.working, "Ben").ended is Ended.WRITTEN
    shutil.copyfile(there, origin.with_name("x.tmp"))
    os.replace(origin.with_name("x.tmp"), origin)  # the sync program brings theirs here
    assert write_back(here.working, "Ada").joined == 1
    shutil.copyfile(origin, there)
    assert write_back(other.working, "Ben").joined == 1
    for opened_one in (here, other):
        opened_one.workspace.pull()
    assert _rows(here.workspace.project) == _rows(other.workspace.project)
    other.workspace.close()


def _rows(project: Project) -> object:
    return project.rows()


def test_edits_that_a_crash_kept_from_being_written_back_are_there_at_the_next_opening(origin: Path) -> None:
    code = (
        "import sys, os; from pathlib import Path; from storage.entering import open_for_window;"
        "from models.authoring import nodes;"
        "o = open_for_window(Path(sys.argv[1]), 'Ada');"
        "o.workspace.do(lambda p: nodes.change_text(p, sys.argv[2], 'Said before the crash')); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(origin), TOP], check=False, timeout=60)
    assert "Said before the crash" not in read(origin)
    elsewhere(origin, LOWER, "Said there")
    again = open_for_window(origin, "Ada")
    assert again.working is not None and len(again.ended) == 1
    assert "Said before the crash" in texts(again.workspace.project)
    assert write_back(again.working, "Ada").ended is Ended.WRITTEN
    again.workspace.close()
    assert {"Said before the crash", "Said there"} <= set(read(origin))


def test_a_newer_original_is_taken_at_opening(origin: Path) -> None:
    first = open_for_window(origin, "Ada")
    first.workspace.close()
    assert first.presence is not None
    first.presence.leave()
    elsewhere(origin, TOP, "Said there")
    again = open_for_window(origin, "Ada")
    assert "Said there" in texts(again.workspace.project)
    again.workspace.close()


def test_a_folder_that_is_away_keeps_nobody_from_working(origin: Path, here: Opened) -> None:
    assert here.working is not None
    away = origin.parent.with_name("unmounted")
    origin.parent.rename(away)
    say(here.workspace, TOP, "Said offline")
    assert write_back(here.working, "Ada").ended is Ended.AWAY
    again = open_for_window(origin, "Ada")
    assert "Said offline" in texts(again.workspace.project)
    again.workspace.close()
    away.rename(origin.parent)
    assert write_back(here.working, "Ada").ended is Ended.WRITTEN
    assert "Said offline" in read(origin)


def test_a_file_that_was_renamed_or_removed_is_not_made_again_unasked(origin: Path, here: Opened) -> None:
    assert here.working is not None
    renamed = origin.with_name("renamed.counterpoint")
    origin.rename(renamed)
    say(here.workspace, TOP, "Said here")
    outcome = write_back(here.working, "Ada")
    assert (outcome.ended, outcome.found) == (Ended.REMOVED, renamed)
    renamed.unlink()
    outcome = write_back(here.working, "Ada")
    assert (outcome.ended, outcome.found) == (Ended.REMOVED, None)
    assert not origin.exists()
    assert write_back(here.working, "Ada", anew=True).ended is Ended.WRITTEN
    assert "Said here" in read(origin)


def test_another_project_in_its_place_is_left_alone(origin: Path, here: Opened) -> None:
    assert here.working is not None
    origin.unlink()
    new_project(origin).close()
    before = fingerprint(origin)
    say(here.workspace, TOP, "Said here")
    assert write_back(here.working, "Ada").ended is Ended.STRANGER
    assert fingerprint(origin) == before


def test_a_full_disk_leaves_the_original_whole(origin: Path, here: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    assert here.working is not None
    say(here.workspace, TOP, "Said here")
    before = fingerprint(origin)

    def full(_source: object, target: Path) -> None:
        Path(target).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.synced.writing_back.shutil.copyfile", full)
    outcome = write_back(here.working, "Ada")
    assert outcome.ended is Ended.UNWRITABLE and "space" in outcome.reason
    assert fingerprint(origin) == before
    assert lasting(origin) == [origin.name]


def test_conflicted_copies_are_found_by_name_and_only_of_this_project(origin: Path) -> None:
    names = (
        "debate (Ben's conflicted copy 2026-11-23).counterpoint",
        "debate.sync-conflict-20261123-101112-ABCDEFG.counterpoint",
        "debate-LAPTOP.counterpoint",
        "debate 2.counterpoint",
    )
    for name in names:
        shutil.copyfile(origin, origin.with_name(name))
    new_project(origin.with_name("debate 3.counterpoint")).close()
    shutil.copyfile(origin, origin.with_name("debate notes.counterpoint"))
    assert [path.name for path in conflicted_copies(origin)] == sorted(names)

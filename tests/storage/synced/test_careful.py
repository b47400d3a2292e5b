"""What must not go between a working copy and its original: typed words, a version come in between, old entries."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.entities import new_id, now
from models.errors import UserError
from models.ports import Draft
from storage import compaction
from storage.backups.listing import backups_of
from storage.backups.making import sync_folder
from storage.entering import open_for_window
from storage.opened import Opened
from storage.synced import writing_back
from storage.synced.writing_back import Ended, write_back
from tests.storage.projects import LOWER, TOP, texts
from tests.storage.synced.test_writing_back import add, elsewhere, here, origin, own_data, read, say

__all__ = ["here", "origin", "own_data"]
FILES = Path(__file__).parents[1] / "files"


def leave(found: Opened) -> None:
    found.workspace.close()
    if found.presence is not None:
        found.presence.leave()


def a_draft(client: str, text: str) -> Draft:
    return Draft(new_id(), client, "node", TOP, "text", text, now())


def test_words_that_a_crash_cut_off_stay_when_the_original_is_newer(origin: Path) -> None:
    first = open_for_window(origin, "Ada")
    assert first.working is not None
    first.workspace.save_draft(a_draft(new_id(), "half a sen"))  # by a program that runs no more
    leave(first)
    elsewhere(origin, LOWER, "Said there")
    second = open_for_window(origin, "Ada")
    try:
        assert [draft.text for draft in second.workspace.store.abandoned_drafts()] == ["half a sen"]
        assert second.working is not None
        assert write_back(second.working, "Ada").joined == 1
        second.workspace.pull()
        assert "Said there" in texts(second.workspace.project)
    finally:
        leave(second)


def test_the_copy_of_a_window_of_this_process_is_not_taken_from_under_it(origin: Path, here: Opened) -> None:
    elsewhere(origin, LOWER, "Said there")
    again = open_for_window(origin, "Ada")  # as a window does before it puts the project away
    try:
        say(here.workspace, TOP, "Typed before")
        again.workspace.pull()
        assert "Typed before" in texts(again.workspace.project)
    finally:
        leave(again)


def test_a_version_that_comes_right_behind_ours_is_not_taken_for_ours(
    origin: Path, here: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert here.working is not None
    say(here.workspace, TOP, "Said here")

    def then_theirs(folder: Path) -> None:
        sync_folder(folder)
        monkeypatch.setattr(writing_back, "sync_folder", sync_folder)
        elsewhere(origin, LOWER, "Said there")

    monkeypatch.setattr(writing_back, "sync_folder", then_theirs)
    assert write_back(here.working, "Ada").ended is Ended.WRITTEN
    say(here.workspace, TOP, "Said here again")
    assert write_back(here.working, "Ada").joined == 1
    assert {"Said there", "Said here again"} <= set(read(origin))


def test_a_file_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    missing = tmp_path / "Dropbox" / "gone.counterpoint"
    missing.parent.mkdir()
    with pytest.raises(UserError) as error:
        open_for_window(missing, "Ada")
    assert error.value.message.key == "project.missing"


def test_an_older_format_is_backed_up_where_people_know_the_project(tmp_path: Path) -> None:
    path = tmp_path / "Dropbox" / "old.counterpoint"
    path.parent.mkdir()
    path.write_bytes((FILES / "version-4.counterpoint").read_bytes())
    found = open_for_window(path, "Ada")
    leave(found)
    assert [backup.reason for backup in backups_of(path)] == ["migrating"]


def test_a_damaged_copy_is_kept_whole_and_told(origin: Path) -> None:
    first = open_for_window(origin, "Ada")
    assert first.working is not None
    copy = first.working.path
    say(first.workspace, TOP, "Not yet written back")
    leave(first)
    copy.write_bytes(b"\0" * 100 + copy.read_bytes()[100:])
    Path(f"{copy}-journal").write_bytes(b"of the damaged one")
    found = open_for_window(origin, "Ada")
    try:
        assert found.working is not None and found.working.damaged is not None
        assert found.working.damaged.exists()
        assert Path(f"{found.working.damaged}-journal").read_bytes() == b"of the damaged one"
    finally:
        leave(found)


def test_what_a_killed_program_left_half_made_is_swept(origin: Path, here: Opened) -> None:
    assert here.working is not None
    leftover = here.working.folder / f".writing-{new_id()}"
    leftover.write_bytes(b"half")
    old, young = (origin.with_name(f".~{origin.name}.{name}.tmp") for name in ("00000000", "11111111"))
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    say(here.workspace, TOP, "Said here")
    assert write_back(here.working, "Ada").ended is Ended.WRITTEN
    assert (leftover.exists(), old.exists(), young.exists()) == (False, False, True)


@pytest.mark.parametrize("ours_is_cut", [True, False])
def test_a_history_that_one_side_has_cut_brings_back_no_old_words(
    origin: Path, here: Opened, monkeypatch: pytest.MonkeyPatch, ours_is_cut: bool
) -> None:
    """Entries that only the cut dropped are no changes of the other side."""
    assert here.working is not None
    monkeypatch.setattr(compaction, "KEPT", 2)
    for text in ("First words", "Second words", "Third words"):
        say(here.workspace, TOP, text)
    say(here.workspace, LOWER, "Once")
    assert write_back(here.working, "Ada").ended is Ended.WRITTEN
    elsewhere(origin, LOWER, "Said there")
    add(here.workspace, "Said here")
    cut = here.working.path if ours_is_cut else origin
    compaction.set_limit(cut, 1)
    assert compaction.compact(cut).entries
    outcome = write_back(here.working, "Ada")
    here.workspace.pull()
    assert outcome.ended is Ended.WRITTEN
    assert {"Third words", "Said there", "Said here"} <= set(texts(here.workspace.project))
    assert texts(here.workspace.project) == read(origin)

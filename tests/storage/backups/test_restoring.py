"""A backup comes back as one edit, as a new file, or in place of a damaged one; nothing is lost on the way."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.authoring import library, nodes
from models.edits import Edit, changed
from models.entities import Kind
from models.errors import UserError
from models.messages import message
from models.project import Project
from models.states import rows_of
from models.texts import content_hash
from models.workspace import Workspace
from storage.backups.listing import ASKED, backups_of
from storage.backups.making import back_up
from storage.backups.restoring import find, read_backup, replace_damaged, restore_as, restored
from storage.database import check_file, check_project
from storage.store import SqliteStore
from tests.storage.projects import (
    CASE,
    LOWER,
    PROOF,
    SECOND,
    TOP,
    fingerprint,
    fresh_state,
    new_project,
    open_project,
    sentence,
    state,
    texts,
)

FILES = Path(__file__).parents[1] / "files"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "folder").mkdir()
    workspace = new_project(tmp_path / "folder" / "p.counterpoint", wait=0)
    yield workspace
    workspace.close()


def path_of(workspace: Workspace) -> Path:
    store = workspace.store
    assert isinstance(store, SqliteStore)
    return store.path


def backup(workspace: Workspace) -> Path:
    made = back_up(path_of(workspace), ASKED)
    assert made is not None
    return made.path


def restore(workspace: Workspace, path: Path) -> None:
    store = workspace.store
    assert isinstance(store, SqliteStore)
    workspace.do(restored(path, store.sizes).edit)


STEPS: dict[str, Callable[[Project], Edit | tuple[Edit, Any]]] = {
    "reword": lambda reader: nodes.change_text(reader, TOP, "Reworded"),
    "note": lambda reader: nodes.change_note(reader, LOWER, "A note"),
    "add": lambda reader: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text="A new one"),
    "bin": lambda reader: nodes.delete_node(reader, LOWER),
    "bin another": lambda reader: nodes.delete_node(reader, SECOND),
    "tag": lambda reader: nodes.change_tags(reader, PROOF, ["economy"]),
    "rename": lambda reader: library.rename_case(reader, CASE, "Another name"),
}
"""What may have happened since a backup."""


@given(
    before=st.lists(st.sampled_from(sorted(STEPS)), max_size=3),
    after=st.lists(st.sampled_from(sorted(STEPS)), max_size=4),
)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happened_since_the_rows_are_those_of_the_backup(
    before: list[str], after: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("restored")
    workspace = new_project(folder / "p.counterpoint")
    try:
        take(workspace, before)
        then, made = rows_of(workspace.project.rows()), backup(workspace)
        take(workspace, after)
        now = rows_of(workspace.project.rows())
        restore(workspace, made)
        assert rows_of(workspace.project.rows()) == then
        assert fresh_state(path_of(workspace))["rows"] == state(workspace)["rows"]
        if now != then:
            workspace.undo()
            assert rows_of(workspace.project.rows()) == now
            workspace.redo()
            assert rows_of(workspace.project.rows()) == then
    finally:
        workspace.close()
    assert check_project(folder / "p.counterpoint") == []


def take(workspace: Workspace, steps: list[str]) -> None:
    for step in steps:
        with suppress(UserError):  # it is in the bin already
            workspace.do(STEPS[step])


def test_restoring_is_one_edit_that_says_what_it_is(workspace: Workspace) -> None:
    made = backup(workspace)
    workspace.do(STEPS["reword"])
    restore(workspace, made)
    entry = workspace.history.to_undo()
    assert entry is not None and str(entry.label).startswith("Restore the backup of 20")
    assert workspace.project.node(TOP).text == "Top claim"
    held = state(workspace)
    restore(workspace, made)  # nothing is left to do
    assert state(workspace) == held


def test_contents_that_the_project_has_lost_come_back(workspace: Workspace) -> None:
    made = backup(workspace)
    article, other = workspace.project.articles()[0], b"Other words altogether"
    key = content_hash(other)
    elsewhere = replace(article, source_hash=key, source_text_hash=key, text_hash=key)
    workspace.perform(Edit(message("edit.sample"), tuple(changed(article, elsewhere)), {key: other}))
    raw = sqlite3.connect(path_of(workspace))
    raw.execute("DELETE FROM blob WHERE hash = ?", (article.text_hash,))
    raw.commit()
    raw.close()
    store = workspace.store
    assert isinstance(store, SqliteStore)
    found = restored(made, store.sizes)
    assert set(found.blobs) == {article.text_hash}
    workspace.do(found.edit)
    assert workspace.project.text(article.id).startswith("A title line\n")
    assert check_project(path_of(workspace)) == []


def test_a_backup_of_an_older_format_is_read_and_stays_as_it_is(tmp_path: Path) -> None:
    old = Path(shutil.copy(FILES / "version-1.counterpoint", tmp_path / "old.counterpoint"))
    made = back_up(old, ASKED)
    assert made is not None
    before = fingerprint(made.path)
    with read_backup(made.path) as (project, _contents):
        assert len(texts(project)) == 12
    assert fingerprint(made.path) == before and check_file(made.path) == 1
    workspace = open_project(old)
    assert [backup.reason for backup in backups_of(old)] == ["asked"]  # the state before the migration is kept already
    workspace.do(STEPS["note"])
    restore(workspace, made.path)
    assert workspace.project.node(LOWER).note == ""
    workspace.close()
    restore_as(made.path, tmp_path / "new.counterpoint")
    assert fresh_state(tmp_path / "new.counterpoint")["rows"] == fresh_state(old)["rows"]


def test_a_new_file(workspace: Workspace, tmp_path: Path) -> None:
    made = backup(workspace)
    workspace.do(STEPS["reword"])
    target = tmp_path / "new.counterpoint"
    restore_as(made, target)
    assert fresh_state(target)["rows"] == fresh_state(made)["rows"]
    for wrong, said in ((target, "already exists"), (tmp_path / "no" / "x", "no folder")):
        with pytest.raises(UserError) as refused:
            restore_as(made, wrong)
        assert said in sentence(refused.value)


@pytest.mark.parametrize("links", [True, False])
def test_a_damaged_file_is_put_aside_with_what_lies_beside_it(
    workspace: Workspace, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, path = backup(workspace), path_of(workspace)
    if not links:  # as on many USB sticks

        def refused(*_arguments: object) -> None:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(os, "link", refused)
    workspace.close()
    data = path.read_bytes()
    damaged = data[:4096] + b"\xff" * 8192 + data[12288:]
    path.write_bytes(damaged)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"what SQLite would play into the file")
    aside = replace_damaged(path, made, datetime(2026, 11, 23, 2, 10, 11, tzinfo=UTC))
    assert aside.name == "p.counterpoint.damaged-2026-11-23T02-10-11Z"
    assert aside.read_bytes() == damaged
    assert aside.with_name(aside.name + "-journal").read_bytes().startswith(b"what SQLite")
    assert len(list(path.parent.iterdir())) == 3
    assert check_project(path) == [] and fresh_state(path)["rows"] == fresh_state(made)["rows"]


def test_a_backup_that_cannot_take_the_place_leaves_the_damaged_file_there(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, path = backup(workspace), path_of(workspace)
    workspace.close()
    path.write_bytes(b"damaged")

    def failing(*_arguments: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "link", failing)
    monkeypatch.setattr("storage.database.take_name", failing)
    with pytest.raises(UserError, match="disk is full"):
        replace_damaged(path, made)
    assert path.read_bytes() == b"damaged" and list(path.parent.iterdir()) == [path]


def test_a_damaged_backup_restores_nothing(workspace: Workspace, tmp_path: Path) -> None:
    made, path = backup(workspace), path_of(workspace)
    data = made.read_bytes()
    made.write_bytes(data[:8192])
    before = fingerprint(path)
    store = workspace.store
    assert isinstance(store, SqliteStore)
    for attempt in (
        lambda: restored(made, store.sizes),
        lambda: restore_as(made, tmp_path / "new.counterpoint"),
        lambda: replace_damaged(path, made),
    ):
        with pytest.raises(UserError) as refused:
            attempt()
        assert "damaged" in sentence(refused.value)
    assert fingerprint(path) == before and list(path.parent.iterdir()) == [path]


def test_backups_are_found_by_name_time_or_as_the_newest(workspace: Workspace, tmp_path: Path) -> None:
    path = path_of(workspace)
    with pytest.raises(UserError, match="There is no backup of"):
        find(path, "newest")
    made = backup(workspace)
    for name in ("newest", made.stem, made.stem.replace("T", "T", 1), str(made)):
        assert find(path, name) == made
    assert find(path, made.stem[:11] + made.stem[11:19].replace("-", ":") + "Z") == made
    for name, said in (
        ("2020-01-01T00-00-00Z", "There is no backup “"),
        ("nothing", "no backup"),
        (str(path), "itself"),
    ):
        with pytest.raises(UserError) as refused:
            find(path, name)
        assert said in sentence(refused.value)

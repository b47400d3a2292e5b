"""A disk that cannot be written or is full: one sentence, and every byte as it was.

Root may write anywhere, so read-only places are real read-only mounts where mounting is allowed; elsewhere the
permissions of the folder do.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.authoring import nodes
from models.errors import UserError
from storage.database import create_project
from tests.storage.projects import TOP, fingerprint, fresh_state, new_project, open_project, sentence, state, texts


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[bool]:
    """Mount something on `folder` for a while; False where this user may not."""
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False).returncode == 0
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder and what is in it, not to be written by anybody."""
    if os.getuid() != 0:
        files = [folder, *folder.iterdir()]
        modes = [path.stat().st_mode for path in files]
        try:
            for path in files:
                path.chmod(0o555 if path.is_dir() else 0o444)
            yield
        finally:
            for path, mode in zip(files, modes, strict=True):
                path.chmod(mode)
        return
    with mounted(folder, "--bind", str(folder)) as bound:
        made = bound and subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=False).returncode == 0
        if not made:
            pytest.fail("root without the right to mount: run this test as another user")
        yield


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    new_project(folder / "p.counterpoint").close()
    return folder / "p.counterpoint"


def test_what_cannot_be_written_can_be_read_and_says_so_at_an_edit(project: Path) -> None:
    before = fingerprint(project)
    with read_only(project.parent):
        workspace = open_project(project)
        try:
            assert len(texts(workspace.project)) == 12
            held = state(workspace)
            with pytest.raises(UserError) as refused:
                workspace.do(lambda reader: nodes.change_text(reader, TOP, "New words"))
            assert sentence(refused.value) == f"{project} cannot be written: the file or its folder is read-only."
            assert state(workspace) == held
            with pytest.raises(UserError, match="read-only"):
                workspace.undo()
        finally:
            workspace.close()
    assert fingerprint(project) == before
    assert list(project.parent.iterdir()) == [project]


def test_an_undo_that_cannot_be_written_stays_to_be_done(project: Path) -> None:
    workspace = open_project(project)
    workspace.do(lambda reader: nodes.change_text(reader, TOP, "New words"))
    held = state(workspace)
    workspace.close()
    with read_only(project.parent):
        workspace = open_project(project)
        with pytest.raises(UserError) as refused:
            workspace.undo()
        assert "read-only" in sentence(refused.value)
        assert state(workspace) == held
        workspace.close()
    workspace = open_project(project)
    workspace.undo()
    assert workspace.project.node(TOP).text == "Top claim"
    workspace.close()


def test_no_file_is_made_in_a_read_only_folder(project: Path, tmp_path: Path) -> None:
    workspace = open_project(project)
    target = tmp_path / "closed"
    target.mkdir()
    with read_only(target):
        for making in (lambda path: create_project(path, "0"), workspace.store.copy_to):
            with pytest.raises(UserError) as refused:
                making(target / "x.counterpoint")
            assert sentence(refused.value) == (
                f"{target / 'x.counterpoint'} cannot be written: the file or its folder is read-only."
            )
    workspace.close()
    assert list(target.iterdir()) == []


def test_an_edit_on_a_full_disk_changes_nothing(project: Path) -> None:
    """SQLite's own limit of pages raises the same SQLITE_FULL as a disk."""
    workspace = open_project(project)
    held, before = state(workspace), fingerprint(project)
    with workspace.store._engine.connect() as connection:  # type: ignore[attr-defined]
        raw = connection.connection.driver_connection
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError) as refused:
        workspace.do(lambda reader: nodes.change_note(reader, TOP, "long " * 20_000))
    assert sentence(refused.value) == (
        "The disk is full; the last change was not made and the project is as it was before."
    )
    assert state(workspace) == held == fresh_state(project)
    assert fingerprint(project) == before
    workspace.do(lambda reader: nodes.change_text(reader, TOP, "Short"))
    assert state(workspace) == fresh_state(project)
    workspace.close()


def test_a_real_full_disk(tmp_path: Path) -> None:
    """A tiny file system: the project, its journal and its copies run out of room."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    with mounted(folder, "-t", "tmpfs", "-o", "size=600k", "tmpfs") as there:
        if not there:
            assert os.getuid() != 0, "root may mount"
            return  # the limit of pages above raises the same error
        path = folder / "p.counterpoint"
        workspace = new_project(path)
        made = 0
        with pytest.raises(UserError) as refused:
            for made in range(100):
                workspace.do(lambda reader, n=made: nodes.change_note(reader, TOP, f"{n} " * 5000))
        assert made > 1
        assert "disk is full" in sentence(refused.value)
        assert state(workspace) == fresh_state(path)
        before = fingerprint(path)
        for making in (lambda target: create_project(target, "0"), workspace.store.copy_to):
            (folder / "filler").write_bytes(b"")
            with pytest.raises((UserError, OSError)), (folder / "filler").open("wb", buffering=0) as filler:
                while filler.write(b"x" * 4096) == 4096:
                    pass
            with pytest.raises(UserError) as refused:
                making(folder / "x.counterpoint")
            assert sentence(refused.value)
        assert sorted(p.name for p in folder.iterdir()) == ["filler", "p.counterpoint"]
        assert fingerprint(path) == before
        workspace.close()


def test_the_pragmas_that_keep_a_document_safe(project: Path) -> None:
    workspace = open_project(project)
    with workspace.store._engine.connect() as connection:  # type: ignore[attr-defined]
        raw = connection.connection.driver_connection
        wanted = {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "trusted_schema": 0, "mmap_size": 0}
        for pragma, value in wanted.items():
            assert (raw.execute(f"PRAGMA {pragma}").fetchone() or (0,))[0] == value, pragma
    workspace.close()
    assert sqlite3.connect(project).execute("PRAGMA journal_mode").fetchone()[0] == "delete"

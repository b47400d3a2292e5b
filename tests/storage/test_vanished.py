"""A project whose file is taken away, or replaced, while it is open: nothing goes to a file without a name."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from models.authoring import nodes
from models.errors import UserError
from models.ports import Draft
from models.workspace import Workspace
from tests.storage.projects import TOP, fingerprint, new_project, opened, sentence


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "p.counterpoint"


def reword(workspace: Workspace) -> None:
    workspace.do(lambda reader: nodes.change_text(reader, TOP, "Reworded"))


def take_away(path: Path, how: str) -> None:
    if how == "deleted":
        path.unlink()
    elif how == "moved":
        path.rename(path.with_name("elsewhere.counterpoint"))
    else:  # as a program does that keeps folders in step
        other = path.with_name("older.counterpoint")
        shutil.copy(path, other)
        other.replace(path)


@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_an_edit_of_a_file_that_is_gone_is_refused_and_a_copy_keeps_what_was_there(path: Path, how: str) -> None:
    workspace = new_project(path)
    take_away(path, how)
    with pytest.raises(UserError) as refused:
        reword(workspace)
    assert sentence(refused.value).startswith(f"{path} was moved, deleted or replaced while it was open")
    assert workspace.project.node(TOP).text == "Top claim"
    with pytest.raises(UserError):
        workspace.save_draft(Draft("d", "c", "node", TOP, "text", "typing", "2025-01-01"))
    existing = path.with_name("copy.counterpoint")
    existing.write_bytes(b"an older copy")
    workspace.store.copy_to(existing)
    workspace.close()
    with opened(existing) as copy:
        assert copy.project.node(TOP).text == "Top claim"


def test_a_replaced_file_is_left_as_it_is(path: Path) -> None:
    workspace = new_project(path)
    take_away(path, "replaced")
    before = fingerprint(path)
    with pytest.raises(UserError):
        reword(workspace)
    workspace.close()
    assert fingerprint(path) == before


def test_a_text_that_is_missing_is_damage(path: Path) -> None:
    workspace = new_project(path)
    article = workspace.project.articles()[0]
    workspace.close()
    raw = sqlite3.connect(path)
    raw.execute("DELETE FROM blob WHERE hash = ?", (article.text_hash,))
    raw.commit()
    raw.close()
    with opened(path) as again, pytest.raises(UserError) as refused:
        again.project.text(article.id)
    assert "is damaged" in sentence(refused.value)

"""A project that is only looked at: it loads like any other, refuses every edit with its reason, and can be copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.authoring import nodes
from models.errors import UserError
from models.messages import message
from models.states import rows_of
from models.workspace import Workspace
from storage.held import HeldStore
from tests.storage.projects import TOP, new_project, opened, sentence

WHY = message("project.newer", path="p", found=7, known=5)


@pytest.fixture
def held(tmp_path: Path) -> Workspace:
    with opened_new(tmp_path / "p.counterpoint") as workspace:
        state, store = workspace.project.rows(), workspace.store
        blobs = {a.text_hash: store.blob(a.text_hash) for a in workspace.project.articles()}
        contents = {**blobs, **{key: store.blob(key) for a in workspace.project.articles() for key in _keys(a)}}
        return Workspace(HeldStore(tmp_path / "p.counterpoint", state, WHY, contents.__getitem__), "Ada")


def opened_new(path: Path):  # type: ignore[no-untyped-def]
    new_project(path).close()
    return opened(path)


def _keys(article) -> list[str]:  # type: ignore[no-untyped-def]
    return [article.source_hash, article.source_text_hash, article.layout_hash]


def test_every_edit_is_refused_with_the_reason(held: Workspace) -> None:
    before = held.project.rows()
    with pytest.raises(UserError) as refused:
        held.do(lambda reader: nodes.change_text(reader, TOP, "Other words"))
    assert sentence(refused.value) == str(WHY) == str(held.why_read_only)
    for step in (held.undo, held.redo):
        with pytest.raises(UserError, match="nothing"):
            step()
    assert held.project.rows() == before
    assert held.project.text(held.project.articles()[0].id).startswith("A title line")


def test_a_copy_is_a_project_of_its_own(held: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "copy.counterpoint"
    held.store.copy_to(target)
    with opened(target) as copy:
        assert rows_of(copy.project.rows()) == rows_of(held.project.rows())
        copy.do(lambda reader: nodes.change_text(reader, TOP, "Other words"))
        assert copy.why_read_only is None

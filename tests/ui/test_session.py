"""The session over a real file: what waits for a lock, what a bug leaves behind, what is selected when one goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.authoring import nodes
from models.edits import Edit
from tests.storage.projects import LOWER, OBJECTION, PROOF, TOP, new_project, opened
from ui.session import Session


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "p.counterpoint"
    made = Session(new_project(path, wait=0), path)
    yield made
    made.close()


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program writes to the file."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def broken(_reader: object) -> Edit:
    raise RuntimeError("a bug")


def test_after_a_bug_edits_go_on(session: Session) -> None:
    with pytest.raises(RuntimeError, match="a bug"):
        session.do(broken)
    session.do(lambda reader: nodes.change_text(reader, TOP, "Later words"))
    assert session.project.node(TOP).text == "Later words"


def test_a_bug_among_edits_that_wait_does_not_hold_up_the_others(session: Session, qtbot: QtBot) -> None:
    with held(session.path):
        session.do(broken)
        session.do(lambda reader: nodes.change_text(reader, TOP, "Later words"))
    with qtbot.captureExceptions() as caught:
        qtbot.waitUntil(lambda: session.project.node(TOP).text == "Later words", timeout=3000)
    assert [str(error) for _kind, error, _trace in caught] == ["a bug"]


def test_an_edit_that_waits_does_not_drop_a_newer_draft(session: Session, qtbot: QtBot) -> None:
    store = session.workspace.store
    with held(session.path):
        drafts = session.close_draft(TOP, "text")
        session.do(lambda reader: nodes.change_text(reader, TOP, "First"), drafts=drafts)
        session.draft("node", TOP, "text", "First and more")
        session.flush_drafts()
    session.flush_drafts()  # the lock is gone, the edit has not been tried again yet
    qtbot.waitUntil(lambda: session.project.node(TOP).text == "First", timeout=3000)
    qtbot.waitUntil(lambda: [d.text for d in store.drafts()] == ["First and more"], timeout=3000)


def test_closing_lands_what_waits_and_keeps_what_was_being_typed(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "closing.counterpoint"
    session = Session(new_project(path, wait=0), path)
    heard: list[object] = []
    with held(path):
        session.do(lambda reader: nodes.change_text(reader, TOP, "Last words"), then=heard.append)
        session.draft("node", LOWER, "note", "half a thought")
    session.close()
    assert heard == []
    with opened(path) as again:
        assert again.project.node(TOP).text == "Last words"
        assert [draft.text for draft in again.store.drafts()] == ["half a thought"]


@pytest.mark.parametrize(("selected", "deleted"), [(LOWER, LOWER), (PROOF, LOWER), (TOP, TOP), (LOWER, TOP)])
def test_the_neighbour_of_the_branch_that_went_is_selected(session: Session, selected: str, deleted: str) -> None:
    project = session.project
    top = project.node(deleted)
    siblings = [n.id for n in project.children(top.case_id, top.parent_id)]
    at = siblings.index(deleted)
    rest = siblings[:at] + siblings[at + 1 :]
    heir = rest[min(at, len(rest) - 1)] if rest else top.parent_id
    session.select(selected)
    session.do(lambda reader: nodes.delete_node(reader, deleted))
    assert session.selected_node == heir


def test_the_parent_is_selected_when_the_last_child_goes(session: Session) -> None:
    project = session.project
    child = project.node(OBJECTION)
    for sibling in list(project.children(child.case_id, child.parent_id)):
        session.select(sibling.id)
        session.do(lambda reader, node=sibling.id: nodes.delete_node(reader, node))
    assert session.selected_node == child.parent_id

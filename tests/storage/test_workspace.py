"""One edit, one transaction, one journal entry: random work on a real file, against the states it went through."""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from models.authoring import nodes
from models.edits import Change, Edit
from models.entities import Kind
from models.errors import Conflict, Outdated, UserError
from models.messages import message
from models.workspace import Workspace
from tests.models.gardens import attempt, faults, random_making, rows
from tests.storage.projects import (
    CASE,
    LOWER,
    TOP,
    fresh_state,
    new_project,
    open_project,
    opened,
    state,
    texts,
)


class Work(RuleBasedStateMachine):
    """Edits, undo, redo and reopening; `past` holds the rows that each undo must give back."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "p.counterpoint"
        self.workspace = new_project(self.path)
        self.past: list[Any] = [{table: {} for table in rows(self.workspace.project)}]
        self.now = rows(self.workspace.project)
        self.future: list[Any] = []

    @rule(seed=st.integers(0, 2**32))
    def edit(self, seed: int) -> None:
        edit = attempt(random_making(random.Random(seed)), self.workspace.project)
        if edit is None or edit.is_empty:
            return
        self.workspace.do(lambda reader: edit)
        self.past.append(self.now)
        self.now = rows(self.workspace.project)
        self.future = []

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.workspace.undo()
        self.future.append(self.now)
        self.now = self.past.pop()
        assert rows(self.workspace.project) == self.now

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.workspace.redo()
        self.past.append(self.now)
        self.now = self.future.pop()
        assert rows(self.workspace.project) == self.now

    @rule()
    def reopen(self) -> None:
        self.workspace.close()
        self.workspace = open_project(self.path)

    @precondition(lambda self: not self.past)
    @rule()
    def nothing_is_left_to_undo(self) -> None:
        with pytest.raises(UserError, match="nothing to undo"):
            self.workspace.undo()

    @invariant()
    def memory_is_what_the_file_holds(self) -> None:
        if hasattr(self, "workspace"):
            assert state(self.workspace) == fresh_state(self.path)
            assert rows(self.workspace.project) == self.now
            assert faults(self.workspace.project) == []

    def teardown(self) -> None:
        if not hasattr(self, "workspace"):
            return
        end = self.now
        steps = len(self.past)
        for _ in range(steps):
            self.undo()
        for _ in range(steps):
            self.workspace.redo()
        assert rows(self.workspace.project) == end
        self.workspace.close()
        shutil.rmtree(self.folder)


TestWork = Work.TestCase
TestWork.settings = settings(max_examples=10, stateful_step_count=15, deadline=None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_project(tmp_path / "p.counterpoint").close()
    return tmp_path / "p.counterpoint"


def counts(path: Path) -> dict[str, int]:
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    connection.close()
    return found


def test_an_edit_is_rows_and_one_entry_with_its_changes(path: Path) -> None:
    before = counts(path)
    with opened(path) as workspace:
        heard: list[Any] = []
        workspace.listeners.append(lambda edit, entry: heard.append((edit, entry)))
        node_id = workspace.do(
            lambda reader: nodes.add_node(reader, CASE, TOP, Kind.EVIDENCE, text="New", passage=(0, 7))
        )
        ((edit, entry),) = heard
        assert entry == workspace.store.entries_after(0)[-1][0]
        assert workspace.store.changes(entry.id) == edit.changes
        assert workspace.store.last_writer("node", node_id) == entry
        assert (entry.kind, entry.annotator, entry.target) == ("do", "Ada", None)
        assert str(entry.label) == "Add evidence “New”"
    after = counts(path)
    grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert grown == {"node": 1, "anchor": 1, "entry": 1, "entry_change": 2}


def test_an_edit_that_changes_nothing_leaves_no_entry(path: Path) -> None:
    before = counts(path)
    with opened(path) as workspace:
        workspace.do(lambda reader: nodes.change_text(reader, TOP, "Top claim"))
    assert counts(path) == before


def test_undoing_a_deletion_brings_passages_and_links_back(path: Path) -> None:
    with opened(path) as workspace:
        before = rows(workspace.project)
        links, passages = {x.id for x in workspace.project.links()}, workspace.project.anchors(TOP)
        workspace.do(lambda reader: nodes.delete_node(reader, TOP))
        assert workspace.project.links() == [] and "Lower claim" not in texts(workspace.project)[:2]
    with opened(path) as workspace:
        workspace.undo()
        assert rows(workspace.project) == before
        assert {x.id for x in workspace.project.links()} == links
        assert workspace.project.anchors(TOP) == passages and passages


def failing(*changes: Change) -> Edit:
    return Edit(message("edit.sample"), changes)


GOOD = Change("node", TOP, {"text": "Top claim"}, {"text": "Changed"})
BAD = [
    Change("node", "nowhere", {"text": "a"}, {"text": "b"}),
    Change("node", LOWER, {"parent_id": TOP}, {"parent_id": "nowhere"}),
    Change("node", LOWER, {"kind": "claim"}, {"kind": "warrant"}),
    Change("link", "link-00001", {"id": "x"}, None),
]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("first", [True, False])
def test_an_edit_that_fails_in_part_is_not_written_at_all(path: Path, bad: Change, first: bool) -> None:
    with opened(path) as workspace:
        held = state(workspace)
        with pytest.raises(Conflict) as refused:
            workspace.perform(failing(bad, GOOD) if first else failing(GOOD, bad))
        assert str(refused.value).startswith("Somebody else changed this at the same moment; nothing was written.")
        assert state(workspace) == held
        assert fresh_state(path) == held
        workspace.do(lambda reader: nodes.change_text(reader, TOP, "Works"))


def test_a_row_whose_entry_is_not_the_known_one_is_a_conflict(path: Path) -> None:
    with opened(path) as workspace:
        connection = sqlite3.connect(path)
        connection.execute("INSERT INTO entry SELECT 99, 'x', client, 'Bea', time, kind, NULL, label, 0 FROM entry")
        connection.execute("UPDATE node SET entry = 99 WHERE id = ?", (TOP,))
        connection.commit()
        connection.close()
        workspace._known = 99
        with pytest.raises(Conflict):
            workspace.perform(failing(GOOD))
        workspace.perform(failing(Change("node", LOWER, {"text": "Lower claim"}, {"text": "Changed"})))


def test_an_outdated_memory_writes_nothing(path: Path) -> None:
    with opened(path) as one, opened(path, "Bea") as two:
        two.do(lambda reader: nodes.change_note(reader, LOWER, "Bea was here"))
        with pytest.raises(Outdated):
            one.perform(failing(GOOD))
        assert one.project.node(TOP).text == "Top claim"
        assert one.pull() == 1
        assert one.project.node(LOWER).note == "Bea was here"
        one.perform(failing(GOOD))


def test_work_of_many_sessions_comes_back_step_by_step(path: Path) -> None:
    for word in ("one", "two", "three"):
        workspace: Workspace
        with opened(path) as workspace:
            workspace.do(lambda reader, word=word: nodes.change_text(reader, TOP, word))
    seen = []
    for _ in range(3):
        with opened(path) as workspace:
            workspace.undo()
            seen.append(workspace.project.node(TOP).text)
    assert seen == ["two", "one", "Top claim"]
    with opened(path) as workspace:
        for expected in ("one", "two", "three"):
            workspace.redo()
            assert workspace.project.node(TOP).text == expected
        with pytest.raises(UserError, match="nothing to redo"):
            workspace.redo()


def test_values_of_every_type_survive(path: Path) -> None:
    values = {
        "text": "é “\U0001f469\u200d\U0001f467” \u200f\u05e2", "note": "a\n\nb\x00c",
        "tags": ["ä", "b,c", '"'], "confidence": 0.25,
        "relevance": 1.0, "implicit": True, "premise_group": "g", "quality": "high",
    }  # fmt: skip
    with opened(path) as workspace:
        old = {name: getattr(workspace.project.node(TOP), name) for name in values}
        before = {**old, "tags": list(old["tags"])}
        workspace.perform(failing(Change("node", TOP, before, values)))
        assert state(workspace) == fresh_state(path)
        assert workspace.project.node(TOP).note == "a\n\nb\x00c"
        workspace.undo()
        assert state(workspace) == fresh_state(path)

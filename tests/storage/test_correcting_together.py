"""Two readers of one file who correct a text, mark it, delete, undo, redo and reopen in any order."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.authoring import nodes, passages
from models.authoring.correcting import Decision, correct_text, review
from models.carrying import Outcome
from models.edits import Edit, made
from models.errors import UserError
from models.messages import message
from models.workspace import Workspace
from storage.database import create_project
from storage.store import SqliteStore
from tests.factories import World
from tests.models.gardens import rows
from tests.models.test_correcting import LEFT, misplaced
from tests.models.texts_at_random import edited, edits, texts

READERS = ("Ada", "Bea")


class Sharing(RuleBasedStateMachine):
    """After each step every passage stands on its words, and both memories are what the file says."""

    @initialize(text=texts)
    def begin(self, text: str) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "p.counterpoint"
        world = World()
        article = world.article(text.replace("\r", "") + "First words and last")
        for case in (world.case(article), world.case(article)):
            for at in range(3):
                world.anchor(world.node(case), at, at + 4)
        create_project(self.path, "0.1.0")
        self.readers = [Workspace(SqliteStore(self.path), name) for name in READERS]
        entities = (entity for table in rows(world.project).values() for entity in table.values())
        self.readers[0].perform(Edit(message("edit.sample"), tuple(map(made, entities)), world.blobs))
        self.dice = random.Random(1)
        self.readers[1].pull()

    def teardown(self) -> None:
        if hasattr(self, "readers"):
            for reader in self.readers:
                reader.close()
            self.folder.cleanup()

    def text(self, who: int) -> str:
        self.readers[who].pull()
        return self.readers[who].project.text(LEFT)

    @rule(who=st.integers(0, 1), changes=edits, action=st.sampled_from(["accept", "drop", "attach"]))
    def correct(self, who: int, changes: list[tuple[float, int, str]], action: Any) -> None:
        reader = self.readers[who]
        text = edited(self.text(who), changes) + self.dice.choice(["", ".", " End"])
        shown = review(reader.project, LEFT, text)
        last = len(shown.new.rstrip())
        decisions = {
            each.anchor_id: Decision("drop" if each.outcome is Outcome.LOST else action, last - 1, last)
            for each in shown.review
        }
        before = rows(reader.project)
        if not shown.new.strip():
            return
        reader.do(lambda project: correct_text(project, LEFT, text, decisions, seen=shown))
        if shown.hunks and self.dice.random() < 0.5:
            reader.undo()
            assert rows(reader.project) == before

    @rule(who=st.integers(0, 1), part=st.floats(0, 1), length=st.integers(1, 9))
    def mark(self, who: int, part: float, length: int) -> None:
        text, project = self.text(who), self.readers[who].project
        start = int(part * (len(text) - 1))
        live = [n.id for case in project.cases() for n, _depth in project.walk(case.id)]
        if live:
            node_id = self.dice.choice(live)
            self.attempt(who, lambda r: passages.add_passage(r, node_id, start, min(len(text), start + length)))

    @rule(who=st.integers(0, 1), how=st.sampled_from(["remove", "change", "delete"]), at=st.integers(0, 9))
    def alter(self, who: int, how: str, at: int) -> None:
        text, reader = self.text(who), self.readers[who]
        anchors = reader.project.anchors_in(LEFT)
        if not anchors:
            return
        anchor = anchors[at % len(anchors)]
        making = {
            "remove": lambda r: passages.remove_passage(r, anchor.id),
            "change": lambda r: passages.change_passage(r, anchor.id, anchor.start, min(len(text), anchor.end + 2)),
            "delete": lambda r: nodes.delete_node(r, anchor.node_id),
        }[how]
        self.attempt(who, making)

    def attempt(self, who: int, making: Any) -> None:
        try:
            self.readers[who].do(making)
        except UserError as refused:
            assert str(refused)

    @rule(who=st.integers(0, 1), way=st.sampled_from(["undo", "redo"]), times=st.integers(1, 3))
    def go_back(self, who: int, way: str, times: int) -> None:
        for _turn in range(times):
            try:
                target = self.readers[who].history.to_undo()
                if way == "undo" and target is not None and target.label.key == "edit.sample":
                    return  # the article itself stays
                getattr(self.readers[who], way)()
            except UserError as refused:
                assert str(refused)

    @rule(who=st.integers(0, 1))
    def reopen(self, who: int) -> None:
        self.readers[who].close()
        self.readers[who] = Workspace(SqliteStore(self.path), READERS[who])

    @invariant()
    def all_stand_on_their_words(self) -> None:
        if not hasattr(self, "readers"):
            return
        for reader in self.readers:
            reader.pull()
            assert misplaced(reader.project) == []
        assert rows(self.readers[0].project) == rows(self.readers[1].project)
        store = SqliteStore(self.path)
        loaded, versions, _known = store.load()
        store.close()
        assert {name: dict(table) for name, table in loaded.items()} == rows(self.readers[0].project)
        assert versions == self.readers[0]._versions == self.readers[1]._versions


Sharing.TestCase.settings = settings(
    max_examples=10, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestSharing = Sharing.TestCase

"""Two readers of one file who take premises together and apart, move, delete and undo in any order."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.authoring import branches, moves, nodes, premises
from models.edits import Edit, changed
from models.entities import Kind
from models.errors import Conflict, UserError
from models.messages import message
from models.workspace import Workspace
from tests.models.gardens import faults, rows, tree_making
from tests.storage.projects import CASE, LOWER, PROOF, SECOND, TOP, new_project, open_project, opened

RIGHT = "node-00007"  # the first claim of the other case
READERS = ("Ada", "Bea")
Two = tuple[Workspace, Workspace]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    path = tmp_path / "p.counterpoint"
    new_project(path).close()
    with opened(path) as ada, opened(path, "Bea") as bea:
        yield ada, bea


def add(workspace: Workspace, text: str, parent: str = TOP) -> str:
    making = lambda reader: nodes.add_node(reader, CASE, parent, Kind.CLAIM, text=text)  # noqa: E731
    return str(workspace.do(making))


def link(workspace: Workspace, *node_ids: str) -> None:
    workspace.do(lambda reader: premises.link_premises(reader, node_ids))


def refused(workspace: Workspace, what: str, way: str = "undo") -> None:
    with pytest.raises(Conflict, match=f"cannot be {way}ne: Bea has since done “{what}"):
        getattr(workspace, way)()
    assert faults(workspace.project) == []


def test_one_that_others_joined_is_not_left_alone(two: Two) -> None:
    ada, bea = two
    node_id, joined = add(ada, "a"), add(ada, "b")
    link(ada, LOWER, node_id)
    link(bea, node_id, joined)
    refused(ada, "Take 3 premises")


def test_what_others_put_behind_is_not_taken_in(two: Two) -> None:
    ada, bea = two
    last, first = add(ada, "last"), add(ada, "first")
    link(ada, LOWER, last, first)
    ada.do(lambda reader: premises.unlink_premise(reader, first))
    bea.do(lambda reader: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text="Bea’s", after=last))
    refused(ada, "Add claim “Bea’s”")


def test_what_others_made_a_rebuttal_is_not_taken_in(two: Two) -> None:
    ada, bea = two
    node_id = add(ada, "a")
    link(ada, LOWER, node_id)
    ada.do(lambda reader: nodes.delete_node(reader, node_id))
    bea.do(lambda reader: nodes.change_kind(reader, LOWER, Kind.REBUTTAL))
    refused(ada, "Change “Lower claim” to rebuttal")


def test_a_deletion_is_not_redone_under_what_others_took_together(two: Two) -> None:
    ada, bea = two
    node_id = add(ada, "a")
    ada.do(lambda reader: nodes.delete_node(reader, node_id))
    ada.undo()
    link(bea, LOWER, node_id)
    with pytest.raises(Conflict, match="cannot be redone: Bea has since done “Take 2 premises"):
        ada.redo()


def test_what_was_deleted_does_not_come_back_between(two: Two) -> None:
    ada, bea = two
    first, middle, last = (add(ada, text) for text in ("first", "middle", "last"))
    ada.do(lambda reader: nodes.delete_node(reader, middle))
    link(bea, first, last)
    refused(ada, "Take 2 premises")


def test_a_root_that_others_undercut_below_stays_where_it_has_a_step(two: Two) -> None:
    ada, bea = two
    ada.do(lambda reader: moves.reparent(reader, SECOND, TOP))
    bea.do(lambda reader: nodes.add_node(reader, CASE, SECOND, Kind.REBUTTAL, text="No", inference=True))
    refused(ada, "Add undercut “No”")


def test_the_deletion_of_a_premise_is_taken_back_wholly(two: Two) -> None:
    ada, bea = two
    node_id = add(ada, "a")
    link(ada, LOWER, node_id)
    before = rows(ada.project)
    ada.do(lambda reader: nodes.delete_node(reader, node_id))
    bea.do(lambda reader: nodes.change_note(reader, LOWER, "Bea’s"))
    ada.undo()
    group = ada.project.node(node_id).premise_group
    assert group == ada.project.node(LOWER).premise_group == before["node"][LOWER].premise_group


def test_no_branch_goes_back_to_a_case_without_what_others_hung_on_it(two: Two) -> None:
    ada, bea = two
    ada.do(lambda reader: branches.move_branches(reader, [LOWER], "case-00002", RIGHT))
    bea.do(lambda reader: nodes.add_node(reader, "case-00002", LOWER, Kind.CLAIM, text="Bea’s"))
    refused(ada, "Add claim “Bea’s”")


def test_no_branch_goes_back_under_what_others_took_to_another_case(two: Two) -> None:
    ada, bea = two
    ada.do(lambda reader: moves.reparent(reader, PROOF, SECOND))
    bea.do(lambda reader: branches.move_branches(reader, [LOWER], "case-00002", RIGHT))
    refused(ada, "Move 1 branch to “Right case”")


def test_what_came_unlawful_from_elsewhere_is_no_obstacle(two: Two) -> None:
    ada, bea = two
    node_id = add(ada, "a")
    bea.pull()
    lone = bea.project.node(LOWER)
    bea.perform(Edit(message("edit.sample"), tuple(changed(lone, replace(lone, premise_group="alone")))))
    ada.do(lambda reader: moves.move_node(reader, node_id, -1))
    ada.undo()
    assert [node.id for node in ada.project.children(CASE, TOP)][-1] == node_id


class Linking(RuleBasedStateMachine):
    """After each step what is taken together stands together, in both memories and in the file."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "p.counterpoint"
        new_project(self.path).close()
        self.readers = [open_project(self.path, annotator=name) for name in READERS]
        for text in "abc":
            add(self.readers[0], text)

    def teardown(self) -> None:
        if hasattr(self, "readers"):
            for reader in self.readers:
                reader.close()
            self.folder.cleanup()

    @rule(who=st.integers(0, 1), seed=st.integers(0, 2**32))
    def edit(self, who: int, seed: int) -> None:
        self.attempt(lambda: self.readers[who].do(tree_making(random.Random(seed))))

    @rule(who=st.integers(0, 1), way=st.sampled_from(["undo", "undo", "redo"]), times=st.integers(1, 3))
    def go_back(self, who: int, way: str, times: int) -> None:
        for _turn in range(times):
            done = self.readers[who].history.to_undo()
            if way == "redo" or (done is not None and done.label.key != "edit.sample"):
                self.attempt(getattr(self.readers[who], way))

    def attempt(self, action: Any) -> None:
        try:
            action()
        except UserError as refusal:
            assert str(refusal)

    @invariant()
    def what_is_taken_together_stands_together(self) -> None:
        if hasattr(self, "readers"):
            for reader in self.readers:
                reader.pull()
                assert faults(reader.project) == []
            assert rows(self.readers[0].project) == rows(self.readers[1].project)


TestLinking = Linking.TestCase
TestLinking.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)

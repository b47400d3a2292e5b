"""An edit is a value: applied and inverted it leaves no trace; whatever is done, the tree stays a tree."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edits import Change, Edit, changed, made, removed
from models.entities import FIELDS, TABLES, Kind, Node, from_row, to_row
from models.messages import message
from models.obstacles import first_obstacle
from models.project import Project
from tests.models.gardens import attempt, faults, garden, random_making, rows


@given(st.integers(0, 2**32))
def test_every_edit_applied_and_inverted_gives_the_same_rows(seed: int) -> None:
    rng = random.Random(seed)
    world = garden()
    project = world.project
    states, edits = [rows(project)], []
    for _ in range(12):
        edit = attempt(random_making(rng), project)
        if edit is not None:
            world.blobs.update(edit.blobs)
            project.apply(edit.changes)
            edits.append(edit)
            states.append(rows(project))
            assert faults(project) == []
            assert edit.inverted().inverted() == Edit(edit.label, edit.changes)  # content is never taken back
            assert str(edit.label)
            assert (
                first_obstacle(project, edit.inverted()) is None
            )  # nothing keeps what was just done from being undone
    for edit in reversed(edits):
        assert rows(project) == states.pop()
        project.apply(edit.inverted().changes)
        assert first_obstacle(project, edit) is None  # nor from being done again
    assert rows(project) == states.pop()


@given(st.integers(0, 2**32))
def test_a_project_kept_up_by_edits_is_the_one_loaded_afresh(seed: int) -> None:
    """The indexes of children, anchors and links never go stale."""
    rng = random.Random(seed)
    world = garden()
    project = world.project
    for _ in range(15):
        edit = attempt(random_making(rng), project)
        if edit is not None:
            world.blobs.update(edit.blobs)
            project.apply(edit.changes)
    fresh = Project(rows(project), world.blobs.__getitem__)
    assert [c.id for c in fresh.cases()] == [c.id for c in project.cases()]
    for case in fresh.cases():
        assert list(fresh.walk(case.id)) == list(project.walk(case.id))
        for node, _depth in fresh.walk(case.id):
            assert fresh.anchors(node.id) == project.anchors(node.id)
            assert fresh.links_of(node.id) == project.links_of(node.id)
    assert {link.id for link in fresh.links()} == {link.id for link in project.links()}


def test_an_edit_names_only_the_columns_that_differ() -> None:
    old = Node("n", "c", None, "n", Kind.CLAIM, "Old", tags=("a",))
    new = Node("n", "c", None, "n", Kind.EVIDENCE, "Old", tags=("a", "b"))
    assert changed(old, old) == []
    (change,) = changed(old, new)
    assert change == Change("node", "n", {"kind": "claim", "tags": ["a"]}, {"kind": "evidence", "tags": ["a", "b"]})


def test_inverting_swaps_each_change_and_the_order() -> None:
    world = garden()
    one, two = (node for node, _ in list(world.project.walk("case-00001"))[:2])
    edit = Edit(message("edit.sample"), (made(one), removed(two)))
    assert edit.inverted().changes == (made(two), removed(one))
    assert not edit.is_empty and Edit(message("edit.sample"), ()).is_empty


@pytest.mark.parametrize("table", TABLES)
def test_rows_and_entities_are_the_same_value(table: str) -> None:
    entities = list(rows(garden().project)[table].values())
    assert entities
    for entity in entities:
        row = to_row(entity)
        assert tuple(row) == FIELDS[table]
        assert from_row(table, row) == entity
        assert all(type(value) in (str, int, float, bool, list, type(None)) for value in row.values())


def test_a_row_of_another_kind_is_refused() -> None:
    row = to_row(garden().project.node("node-00001"))
    with pytest.raises(ValueError, match="warrant"):
        from_row("node", row | {"kind": "warrant"})

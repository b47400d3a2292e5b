"""Any edits of a tree, in any order, keep its rules, and what is taken together stands together."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.edits import changed
from models.entities import Kind
from tests.models.gardens import attempt, faults, garden, rows, tree_making


@settings(max_examples=200)
@given(st.integers(0, 2**32))
def test_any_edits_of_a_tree_keep_what_is_taken_together(seed: int) -> None:
    rng = random.Random(seed)
    world = garden()
    project = world.project
    for text in "abcd":  # a row to take together
        world.node(
            project.case("case-00001"), text, project.node("node-00001"), rng.choice((Kind.CLAIM, Kind.EVIDENCE))
        )
    for node in project.children("case-00001", "node-00001")[1:4]:  # and some that share a place
        project.apply(changed(node, replace(node, position="n")))
    states: list[Any] = [rows(project)]
    edits = []
    for _ in range(25):
        edit = attempt(tree_making(rng), project)
        if edit is None:
            continue
        assert len({change.row for change in edit.changes}) == len(edit.changes)
        project.apply(edit.changes)
        edits.append(edit)
        states.append(rows(project))
        assert faults(project) == []
    for edit in reversed(edits):
        assert rows(project) == states.pop()
        project.apply(edit.inverted().changes)
    assert rows(project) == states.pop()
    for edit in edits:
        project.apply(edit.changes)
    assert faults(project) == []

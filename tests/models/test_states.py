"""The edit from one state of a project to another, whatever happened between them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edits import Edit
from models.messages import message
from models.obstacles import first_obstacle
from models.project import Project
from models.states import contents_of, dangling, edit_to, rows_of, without_dangling
from tests.models.gardens import attempt, garden, random_making

LABEL = message("edit.sample")


@given(st.integers(0, 10_000), st.integers(0, 12))
def test_an_edit_leads_to_the_other_state_and_back(seed: int, steps: int) -> None:
    project, rng = garden().project, random.Random(seed)
    before = project.rows()
    for _ in range(steps):
        edit = attempt(random_making(rng), project)
        project.apply(edit.changes if edit is not None else ())
    after = project.rows()
    back = edit_to(LABEL, after, before)
    assert first_obstacle(project, back) is None
    project.apply(back.changes)
    assert rows_of(project.rows()) == rows_of(before)
    project.apply(back.inverted().changes)
    assert rows_of(project.rows()) == rows_of(after)
    assert edit_to(LABEL, after, project.rows()).is_empty


def test_a_state_names_its_contents() -> None:
    project = garden().project
    texts = {article.text_hash for article in project.articles()}
    assert texts < contents_of(project.rows())
    assert contents_of({}) == set()


@pytest.mark.parametrize("table", ["article", "case", "node", "pairing", "link"])
def test_what_points_at_nothing_goes_with_all_that_points_at_it(table: str) -> None:
    state = garden().project.rows()
    assert dangling(state) == []
    gone = next(iter(state[table]))
    del state[table][gone]
    assert dangling(state)
    kept = without_dangling(state)
    assert dangling(kept) == []
    Project(kept)
    assert sum(map(len, kept.values())) < sum(map(len, state.values()))


def test_equal_states_need_no_edit() -> None:
    assert edit_to(LABEL, garden().project.rows(), garden().project.rows()) == Edit(LABEL, ())

"""How a side shows its tree: folds by level and step, the branch in focus, what is chosen; each told once."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.outline import garden
from ui.tree_state import MOST_ROWS, TreeState


@pytest.fixture
def project():
    return garden.make_project()


@pytest.fixture
def state(qapp: QApplication) -> TreeState:
    state = TreeState()
    state.show_case("C")
    return state


def heard(signal) -> list[Any]:
    told: list[Any] = []
    signal.connect(lambda *values: told.append(values[0] if values else None))
    return told


def seen(project, state, case="C") -> str:
    """The nodes that folds leave in sight, in reading order."""
    top = state.top
    nodes = ([top] if top else []) + [n.id for n, _d in project.walk(case, top)]
    return "".join(i for i in nodes if not state.folded & {above.id for above in project.path(i)[:-1]} or i == top)


@pytest.mark.parametrize(
    ("level", "shown"), [(1, "ak"), (2, "abegk"), (3, "abcdefghijk"), (None, "abcdefghijk"), (9, "abcdefghijk")]
)
def test_unfolding_to_a_level_is_told_once(project, state, level, shown):
    state.set_folded("ab" if level != 2 else "e", True)
    told = heard(state.folds_changed)
    state.unfold_level(project, level)
    assert seen(project, state) == shown
    assert len(told) == 1
    state.unfold_level(project, level)
    assert len(told) == 1


def test_levels_count_from_the_branch_in_focus(project, state):
    state.focus_on("a")
    state.unfold_level(project, 2)
    assert seen(project, state) == "abeg"


def test_a_step_shows_the_nearest_level_that_is_folded(project, state):
    state.set_folded("a", True)
    for shown in ("abegk", "abcdefghijk", "abcdefghijk"):
        state.unfold_step(project, "a")
        assert seen(project, state) == shown


def test_a_branch_is_unfolded_wholly(project, state):
    state.set_folded("abg", True)
    told = heard(state.folds_changed)
    state.unfold_branch(project, "a")
    assert seen(project, state) == "abcdefghijk"
    assert told == [frozenset("abg")]


def test_a_small_case_opens_as_it_is(project, state):
    state.fold_at_first(project)
    assert not state.folded


def test_a_big_case_opens_folded_the_first_time(qapp, state):
    nodes = {"r": garden.make_node("r", None, "m")}
    for i in range(40):
        nodes[f"s{i}"] = garden.make_node(f"s{i}", "r", f"{i:03}")
        nodes |= {f"s{i}p{j}": garden.make_node(f"s{i}p{j}", f"s{i}", f"{j:03}") for j in range(12)}
    project = garden._project(nodes)
    state.fold_at_first(project)
    assert state.folded == {f"s{i}" for i in range(40)}
    state.unfold_level(project, None)
    state.fold_at_first(project)
    assert not state.folded


def test_a_wide_root_is_not_all_that_is_seen(qapp, state):
    project = garden.make_wide_project(3 * MOST_ROWS)
    state.fold_at_first(project)
    assert not state.folded


def test_focus_is_kept_by_case_and_unfolds_its_node(project, state):
    told = heard(state.focus_changed)
    state.set_folded("b", True)
    state.focus_on("b")
    assert (state.top, "b" in state.folded) == ("b", False)
    state.show_case("D")
    assert state.top is None
    state.show_case("C")
    assert state.top == "b"
    assert len(told) == 3


def test_what_is_sought_outside_the_focus_ends_it(project, state):
    state.set_folded("e", True)
    state.focus_on("b")
    state.unfold_to(project, "c")
    assert state.top == "b"
    state.unfold_to(project, "f")
    assert (state.top, set(state.folded)) == (None, set())


def test_what_left_the_case_is_forgotten(project, state):
    state.focus_on("g")
    state.choose("bhi")
    state.set_cut("cf")
    garden.bin_branch(project, "g")
    garden.bin_branch(project, "c")
    state.follow(project)
    assert (state.top, state.chosen, state.cut) == (None, ("b",), frozenset("f"))


def test_choosing_keeps_the_order_and_tells_changes_only(state):
    told = heard(state.chosen_changed)
    state.choose("bab")
    state.choose("ba")
    assert state.chosen == ("b", "a")
    assert len(told) == 1
    state.show_case("D")
    assert state.chosen == ()

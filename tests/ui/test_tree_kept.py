"""What a filter leaves of a side's tree: folds that open and close again, rows and cards, and what they count."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from models.filtering import kept_in
from tests.ui.outline import garden
from ui.map.tree import hidden_below, shown_tree
from ui.outline.model import OutlineModel
from ui.tree_state import MOST_UNFOLDED, TreeState


@pytest.fixture
def project():
    return garden.make_project()


@pytest.fixture
def state(qapp: QApplication) -> TreeState:
    state = TreeState()
    state.show_case("C")
    return state


@pytest.fixture
def model(project, state):
    model = OutlineModel()
    model.set_state(state)
    model.set_case(project, "C")
    return model


def rows(model: OutlineModel) -> str:
    return "".join(model.node_at(row) or "" for row in range(model.rowCount()))


def only(*ids: str) -> frozenset[str]:
    return frozenset(ids)


def test_what_is_above_a_match_is_shown_and_told_apart(project, state, model) -> None:
    whole = rows(model)
    state.set_kept(project, only("d", "k"))
    above = [node.id for node in project.path("d")[:-1]]
    assert rows(model) == "".join((*above, "d", "k"))
    assert [model.row_at(row).is_match for row in range(model.rowCount())] == [*(False for _ in above), True, True]
    state.set_kept(project, None)
    assert rows(model) == whole
    assert all(model.row_at(row).is_match for row in range(model.rowCount()))


def test_a_filter_unfolds_to_its_matches_and_gives_the_folds_back(project, state, model) -> None:
    state.unfold_level(project, 1)
    folded = set(state.folded)
    state.set_kept(project, only("d"))
    assert rows(model)[-1] == "d"
    state.set_kept(project, only("k"))
    assert rows(model) == "k", "folds of the filter before are no longer open"
    state.set_kept(project, None)
    assert state.folded == folded
    assert rows(model) == "ak"


def test_folds_that_the_person_changed_meanwhile_stay(project, state, model) -> None:
    state.unfold_level(project, 1)
    state.set_kept(project, only("d"))
    state.set_folded(["b"], True)
    assert rows(model) == "ab"
    state.set_folded(["b"], False)
    state.set_kept(project, None)
    assert "b" not in state.folded
    assert "a" in state.folded


def test_a_folded_branch_counts_what_the_filter_keeps(project, state, model) -> None:
    state.set_kept(project, only("c", "d", "k"))
    state.set_folded(["a"], True)
    assert rows(model) == "ak"
    assert model.row_at(0).folded_count == 2
    assert hidden_below(project, "C", "a", 99, state.kept) == (2, ["c", "d"])
    assert hidden_below(project, "C", "a", 99)[0] > 2
    state.set_kept(project, None)
    assert model.row_at(0).folded_count == hidden_below(project, "C", "a", 99)[0]


def test_what_has_only_hidden_children_has_no_triangle(project, state, model) -> None:
    state.set_kept(project, only("a", "k"))
    assert rows(model) == "ak"
    assert not model.row_at(0).has_children


def test_a_selected_node_keeps_its_way_open_when_the_filter_goes(project, state, model) -> None:
    state.unfold_level(project, 1)
    state.set_kept(project, only("d"))
    state.choose(["d"])
    state.set_kept(project, None)
    assert "d" in rows(model)


def test_chosen_nodes_that_go_out_of_sight_are_chosen_no_more_but_the_selected_one(project, state) -> None:
    state.choose(["b", "k", "d"])
    state.set_kept(project, only("k"))
    assert state.chosen == ("k", "d")
    assert state.hides("d")


def test_a_move_on_show_passes_what_is_in_sight(project, state, model) -> None:
    children = [node.id for node in project.children("C", "a")]
    assert len(children) > 2
    first, last = children[0], children[-1]
    state.set_kept(project, only(first, last))
    assert rows(model) == f"a{first}{last}k"[:3]
    assert model.preview_move(first, 1) == 1
    assert rows(model) == f"a{last}{first}"
    assert model.preview_move(first, 2) == 1


def test_the_map_shows_the_same_nodes(project, state) -> None:
    state.set_kept(project, only("d", "k"))
    tree = shown_tree(project, "C", state.folded, kept=state.kept)
    assert [node.id for node in tree.nodes] == [*(node.id for node in project.path("d")), "k"]
    state.set_folded(["a"], True)
    folded = shown_tree(project, "C", state.folded, kept=state.kept)
    assert [node.id for node in folded.nodes] == ["a", "k"]
    assert folded.closed == {0}
    state.set_kept(project, only("a"))
    assert shown_tree(project, "C", state.folded, kept=state.kept).closed == set(), "nothing is hidden below it"


def test_matches_of_another_case_are_nothing_here(project) -> None:
    kept = kept_in(project, "C", {"d", "elsewhere"})
    assert kept.matches == {"d"}
    assert kept.shown == {node.id for node in project.path("d")}


def test_more_matches_than_can_be_read_stay_folded_and_counted(qapp: QApplication) -> None:
    project, state, model = garden.make_wide_project(MOST_UNFOLDED + 1), TreeState(), OutlineModel()
    state.show_case("C")
    model.set_state(state)
    model.set_case(project, "C")
    state.unfold_level(project, 1)
    matches = [node.id for node in project.children("C", "r")]
    state.set_kept(project, frozenset(matches))
    assert rows(model) == "r"
    assert model.row_at(0).folded_count == len(matches)
    state.set_kept(project, frozenset(matches[:3]))
    assert rows(model) == "".join(("r", *matches[:3]))

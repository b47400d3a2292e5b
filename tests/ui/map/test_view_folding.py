"""Folding on the map, and a branch alone on show."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from tests.ui.map.hands import LEFT, NONE, click, hover, near, on_screen, place_of, show, zoom
from tests.ui.outline.hands import Key, heard, press
from ui.tree_state import TreeState

# -- folding


def test_a_click_on_a_badge_unfolds_and_selects_nothing(view):
    click(view, "k")
    view.set_folded("g", True)
    told = heard(view.node_selected)
    below = view.scene.card("g").bottomLeft() + QPointF(view.scene.card("g").width() / 2, 20)
    assert view.scene.fold_badge_at(below) == "g"
    QTest.mouseClick(view.viewport(), LEFT, NONE, view.from_scene(QRectF(below, below)).center())
    assert view.state.folded == frozenset()
    assert view.scene.index_of("h") is not None
    assert told == []
    assert view.selected_node() == "k"


def test_a_badge_follows_answers_that_come_into_its_branch(view):
    status = {"h": "unanswered"}
    view.set_case(view.project, "C", status.get, lambda _id: "", lambda _id: 0)
    view.set_folded("g", True)
    badge = view.scene.badge(view.scene.index_of("g"))
    assert (badge.hidden, badge.unanswered) == (3, 1)
    status["h"] = "answered"  # by a link from the other case: no node of this one has changed
    view.refresh()
    assert view.scene.badge(view.scene.index_of("g")).unanswered == 0


def test_a_badge_of_what_is_too_far_from_the_selected_node_goes_there(view):
    view.set_selected_node("e")
    view.set_near(2)
    assert "h" not in view.scene.ids
    told = heard(view.node_selected)
    foot = view.from_scene(view.scene.card("g"))
    badge = QPoint(foot.center().x(), foot.bottom() + 20)
    assert view.scene.fold_badge_at(view.to_scene(badge)) == "g"
    assert "3 nodes are out of sight" in view._hovering.words_at(badge)
    QTest.mouseClick(view.viewport(), LEFT, NONE, badge)
    assert told == ["g"]
    assert "h" in view.scene.ids


def test_the_card_under_the_pointer_has_a_handle_that_folds_it(view):
    handle = view._hovering.handle
    hover(view, place_of(view, "c"))
    assert handle.node_id is None, "nothing hangs below it"
    hover(view, place_of(view, "g"))
    assert handle.node_id == "g"
    card = view.scene.card("g")
    foot = QPointF(card.center().x(), card.bottom())
    for below in (4, 10, 20):
        hover(view, view.from_scene(QRectF(foot, foot)).center() + QPoint(0, below))
        assert handle.node_id == "g"
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    spot = view.from_scene(QRectF(foot, foot)).center() + QPoint(0, 18)
    told = heard(view.node_selected)
    QTest.mouseClick(view.viewport(), LEFT, NONE, spot)
    assert view.state.folded == {"g"}
    QTest.mouseClick(view.viewport(), LEFT, NONE, spot)
    assert view.state.folded == frozenset(), "its badge stands where the handle was"
    assert told == []
    hover(view, QPoint(3, 300))
    assert handle.node_id is None


def test_a_branch_that_is_folded_stays_where_it_is(view):
    before = on_screen(view, "g")
    view.set_folded("g", True)
    assert view.scene.index_of("h") is None
    assert near(on_screen(view, "g"), before)


def test_folding_over_the_selection_selects_what_hides_it(view):
    click(view, "h")
    told = heard(view.node_selected)
    view.state.set_folded(["a"], True)
    assert told == ["a"]
    assert view.selected_node() == "a"


def test_the_outline_folding_is_seen_here(qtbot, theme, project):
    state = TreeState()
    view = show(qtbot, theme, project)
    view.set_state(state)
    state.show_case("C")
    state.set_folded(["b"], True)
    assert view.scene.index_of("c") is None
    assert view.figures().hidden == 2
    assert view.figures().nodes == 11


def test_a_space_tapped_folds_and_unfolds(view):
    click(view, "g")
    press(view, Key.Key_Space)
    assert view.state.folded == {"g"}
    press(view, Key.Key_Space)
    assert view.state.folded == frozenset()


# -- focus


def test_a_branch_in_focus_has_its_path_above_and_leaving_it_comes_back(view):
    zoom(view, 0.8)
    before = on_screen(view, "k")
    view.state.focus_on("g")
    assert view.scene.ids == ["g", "h", "i", "j"]
    assert view.corners.path_bar.isVisible()
    assert view.viewport().y() == view.corners.path_bar.height()
    view.corners.path_bar.close_button.click()
    assert view.state.top is None
    assert not view.corners.path_bar.isVisible()
    assert view.scale == 0.8
    assert near(on_screen(view, "k"), before)

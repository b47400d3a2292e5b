"""The menu of the map's free ground."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.layout import Shape
from tests.ui.map.hands import NONE, place_of, show
from tests.ui.outline.hands import Key, heard

GROUND = QPoint(30, 200)


def ask(view, place, reason=QContextMenuEvent.Reason.Mouse):
    """Ask for the menu there; what it offers, or None when it stays closed."""
    held = view.viewport()
    QApplication.sendEvent(held, QContextMenuEvent(reason, place, held.mapToGlobal(place)))
    menu = view.corners.ground_menu
    if not menu.isVisible():
        return None
    return [action.text() for action in menu.actions() if action.isVisible() and not action.isSeparator()]


@pytest.fixture
def menu(view):
    yield view.corners.ground_menu
    view.corners.ground_menu.close()


def test_free_ground_has_a_menu_of_how_the_map_is_shown(view, menu):
    nodes = heard(view.context_menu_requested)
    gc.collect()
    offered = ask(view, GROUND)
    assert offered == ["&Fit in the window", "Top-down", "Left to right", "Compact", "Whole texts", "Overview"]
    assert nodes == []
    checked = [action.text() for action in menu.actions() if action.isChecked()]
    assert checked == ["Top-down", "Overview"]


def test_its_entries_do_what_they_say(view, menu):
    view.zoom_reset()
    view.look(view.camera.moved(500, 300))
    menu.fit.trigger()
    assert view.in_sight.contains(view.scene.bounds)
    next(action for action in menu.actions() if action.text() == "Compact").trigger()
    assert view.shape() is Shape.COMPACT
    next(action for action in menu.actions() if action.text() == "Whole texts").trigger()
    assert view.whole_texts()


def test_keys_go_through_it(view, menu):
    ask(view, GROUND, QContextMenuEvent.Reason.Keyboard)  # nothing is selected
    assert menu.isVisible()
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Return):
        QTest.keyClick(menu, key, NONE)
    assert view.shape() is Shape.RIGHT
    assert not menu.isVisible()


def test_from_a_branch_in_focus_it_leads_back_to_the_whole_tree(view, menu):
    view.focus_on("b")
    assert ask(view, GROUND)[:2] == ["&Fit in the window", "&Whole tree"]
    menu.whole_tree.trigger()
    assert view.state.top is None
    menu.close()
    assert "&Whole tree" not in ask(view, GROUND)


def test_where_something_stands_is_no_free_ground(view, menu):
    view.set_folded("g", True)
    foot = view.from_scene(view.scene.card("g"))
    badge = QPoint(foot.center().x(), foot.bottom() + round(15 * view.scale))
    assert view.scene.fold_badge_at(view.to_scene(badge)) == "g"
    for place in (place_of(view, "b"), badge, view.corners.zoom.geometry().center()):
        assert ask(view, place) is None


def test_an_empty_map_has_no_menu(qtbot, theme, project):
    assert ask(show(qtbot, theme, project, case="D"), GROUND) is None

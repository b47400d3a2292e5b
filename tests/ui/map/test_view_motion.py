"""Cards on their way: only small maps move, and what moves ends where it belongs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from models.layout import Shape
from tests.ui.map.hands import LEFT, NONE, no_links, place_of, show
from tests.ui.map.trees import card_of, make_scene, node, project_of
from tests.ui.outline import garden
from tests.ui.outline.hands import heard
from ui.map.camera import Camera
from ui.map.motion import Passage
from ui.map.scene import MapOptions
from ui.map.view import MapView


@pytest.fixture
def moving(view):
    view.animated = True
    view.set_selected_node("a")
    return view


def between(view, node_id, left):
    """A card in the middle of its way."""
    return view._passage.scene_at(left).card(node_id)


def test_cards_go_from_where_they_were_to_where_they_are(qtbot, moving):
    was = moving.camera.from_scene(card_of(moving.scene, "k"))
    moving.set_shape(Shape.RIGHT)
    now = moving.camera.from_scene(card_of(moving.scene, "k"))
    start = moving.camera.from_scene(between(moving, "k", 1.0))
    end = moving.camera.from_scene(between(moving, "k", 0.0))
    half = moving.camera.from_scene(between(moving, "k", 0.5))
    assert (start.topLeft() - was.topLeft()).manhattanLength() < 2
    assert (end.topLeft() - now.topLeft()).manhattanLength() < 0.01
    assert (half.topLeft() - (was.topLeft() + now.topLeft()) / 2).manhattanLength() < 2
    qtbot.waitUntil(lambda: moving._passage is None)


def test_every_frame_of_a_passage_can_be_painted(qtbot, moving):
    project = moving.project
    garden.alter(project, "b", premise_group="together")
    garden.alter(project, "e", premise_group="together")
    moving.refresh()
    for shape in (Shape.RIGHT, Shape.COMPACT, Shape.DOWN):
        moving.set_shape(shape)
        for left in (1.0, 0.6, 0.2, 0.0):
            moving._passed = left
            assert not moving.grab().isNull()
    moving.set_folded("g", True)
    moving.set_folded("g", False)
    assert moving._passage is not None
    moving._passed = 0.5
    assert not moving.grab().isNull()
    qtbot.waitUntil(lambda: moving._passage is None)


@pytest.mark.parametrize("shape", Shape)
def test_the_lines_of_a_crowd_are_painted_on_their_way(theme, shape):
    nodes = [node("a", None), node("b", "a"), *(node(f"c{at}", "b") for at in range(3))]
    project = project_of([*nodes, *(node(f"m{at:02}", "a") for at in range(60))])
    scene = make_scene(theme, project, shape=shape)
    passage = Passage(scene)
    scene.build(project, "C", MapOptions(shape=shape, folded=frozenset("b")), scene.facts)
    passage.lead_to(scene, Camera(), Camera(), scene.bounds)
    assert passage.scene_at(0.5).lines.family(0, scene.bounds).supports


def test_what_is_unfolded_comes_out_from_under_its_parent(qtbot, moving):
    moving.set_folded("g", True)
    qtbot.waitUntil(lambda: moving._passage is None)
    moving.set_folded("g", False)
    start = moving._passage.scene_at(1.0)
    assert start.card("h").topLeft() == start.card("g").topLeft()
    assert moving._passage._movers.index(moving.scene.index_of("h")) < moving._passage._movers.index(
        moving.scene.index_of("g")
    )


def test_a_click_while_cards_move_hits_where_they_will_be(moving):
    moving.set_shape(Shape.RIGHT)
    told = heard(moving.node_selected)
    QTest.mouseClick(moving.viewport(), LEFT, NONE, place_of(moving, "b"))
    assert told == ["b"]


def test_nothing_moves_when_nothing_changed_its_place(moving, project):
    garden.alter(project, "e", note="Said twice")
    moving.refresh()
    garden.alter(project, "e", text="Benches are dear")
    moving.refresh()
    assert moving._passage is None


def test_big_maps_do_not_move(qtbot, theme):
    view = show(qtbot, theme, garden.make_wide_project(2100))
    view.animated = True
    view.set_shape(Shape.RIGHT)
    assert view._passage is None


def test_without_motion_nothing_moves(view):
    view.set_shape(Shape.RIGHT)
    assert view._passage is None


def test_an_edit_while_cards_move_starts_from_what_is_true(moving, project):
    moving.set_shape(Shape.RIGHT)
    garden.bin_branch(project, "e")
    moving.refresh()
    assert moving.scene.index_of("e") is None
    assert not moving.grab().isNull()


def test_a_view_that_goes_while_cards_move_leaves_nothing_behind(qtbot, theme, project):
    view = MapView(theme)  # not among those that qtbot closes
    view.set_case(project, "C", garden.STATUS.get, garden.cite_of, no_links)
    view.resize(1500, 900)
    view.show()
    qtbot.waitExposed(view)
    view.animated = True
    view.set_shape(Shape.RIGHT)
    view.set_selected_node("c")
    assert view._passage is not None
    view.deleteLater()
    QApplication.sendPostedEvents(view, QEvent.Type.DeferredDelete)
    assert not isValid(view)
    theme.changed.emit()


def test_an_edit_while_the_map_glides_ends_the_glide(qtbot, theme, project):
    view = show(qtbot, theme, project, size=(600, 420))
    view.zoom_reset()
    view.set_selected_node("a")
    view.animated = True
    view.set_selected_node("k")
    assert view.goal != view.camera
    goal = view.goal
    place = goal.from_scene(card_of(view.scene, "k")).topLeft()
    garden.add(project, garden.make_node("new", "a", "z", "evidence", "A longer word about walking"))
    view.refresh()
    assert (view.camera.from_scene(card_of(view.scene, "k")).topLeft() - place).manhattanLength() < 2
    camera = view.camera
    qtbot.waitUntil(lambda: view._passage is None)
    assert view.camera == camera

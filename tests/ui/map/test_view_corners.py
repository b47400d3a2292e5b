"""What floats over the map: scale, layout, what is near, the way to the selection, the overview."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.layout import Shape
from tests.ui.map.hands import LEFT, NONE, click, show
from tests.ui.map.trees import card_of
from tests.ui.outline import garden
from tests.ui.outline.hands import heard
from ui.map.camera import FARTHEST
from ui.map.floats import scale_words
from ui.map.trail import Trail


def push(button):
    QTest.mouseClick(button, LEFT, NONE, button.rect().center())


def boxes(view):
    """What is shown in the corners, in the viewport."""
    corners = view.corners
    return [
        each.geometry() for each in (corners.trail, corners.zoom, corners.layout, corners.minimap) if each.isVisible()
    ]


def test_buttons_of_the_scale(view):
    zoom = view.corners.zoom
    view.zoom_reset()
    push(zoom.larger)
    assert view.scale == 1.1
    assert zoom.percent.accessibleName() == "110%, back to 100%"
    push(zoom.percent)
    assert view.scale == 1
    push(zoom.smaller)
    assert view.scale == 0.9
    push(zoom.whole)
    assert view.in_sight.contains(view.scene.bounds)


@pytest.mark.parametrize(
    ("scale", "words"),
    [(4.0, "400%"), (0.015, "2%"), (0.01, "1%"), (0.0097, "1%"), (0.0094, "0.9%"), (0.004, "0.4%"), (FARTHEST, "0.1%")],
)
def test_a_scale_below_one_percent_has_a_decimal(scale, words):
    assert scale_words(scale) == words


def test_the_float_does_not_change_its_size_with_the_scale(view):
    before = view.corners.zoom.width()
    for _step in range(12):
        view.zoom_in()
    assert view.scale == 4
    assert view.corners.zoom.width() == before


def test_the_menus_choose_shape_and_reach_and_show_what_is_chosen(view):
    click(view, "e")
    gc.collect()  # the menus keep their own
    layout = view.corners.layout
    right = next(action for action in layout.shapes.actions() if action.data() == "right")
    right.trigger()
    assert view.shape() is Shape.RIGHT
    assert layout.shape.accessibleName() == "Layout: Left to right"
    assert right.isChecked()
    next(action for action in layout.nears.actions() if action.data() == 1).trigger()
    assert view.near() == 1
    assert layout.near.marked
    view.set_near(None)
    assert not layout.near.marked
    assert layout.nears.actions()[0].isChecked()
    layout.whole_texts.trigger()
    assert view.whole_texts()
    view.set_whole_texts(False)
    assert not layout.whole_texts.isChecked()


def test_every_button_has_a_name_and_a_tip(view):
    corners = view.corners
    for each in (corners.zoom, corners.layout):
        buttons = each.findChildren(QAbstractButton)
        assert buttons
        for button in buttons:
            assert button.accessibleName()
            assert button.toolTip()


def test_the_way_to_the_selected_node_stands_in_words(view):
    trail = view.corners.trail
    assert not trail.isVisible()
    click(view, "d")
    assert trail.isVisible()
    assert trail.accessibleName() == (
        "Path: Parks need more benches › Walkers tire after ten minutes › Some would rather keep going"
    )
    told = heard(view.node_selected)
    QTest.mouseClick(trail, LEFT, NONE, trail.box_of("b").center())
    assert told == ["b"]
    view.set_selected_node("a")
    assert not trail.isVisible()


def test_a_press_on_the_trail_begins_no_band(view):
    click(view, "d")
    trail = view.corners.trail
    QTest.mousePress(trail, LEFT, NONE, trail.rect().center())
    assert view._pressing.band is None
    QTest.mouseRelease(trail, LEFT, NONE, trail.rect().center())


def test_what_floats_is_no_free_ground(view):
    zoom = view.corners.zoom
    QTest.mousePress(zoom, LEFT, NONE, QPoint(1, 1))
    assert view._pressing.band is None
    QTest.mouseRelease(zoom, LEFT, NONE, QPoint(1, 1))


def test_in_a_branch_in_focus_the_way_starts_there(view):
    view.state.focus_on("b")
    view.set_selected_node("d")
    assert view.corners.trail.accessibleName() == "Path: Walkers tire after ten minutes › Some would rather keep going"


@pytest.mark.parametrize("width", [60, 200, 300, 430, 900, 3000])
@pytest.mark.parametrize("count", [2, 3, 9])
def test_a_long_way_takes_no_more_room_than_there_is(qtbot, theme, width, count):
    window = QWidget()
    qtbot.addWidget(window)
    trail = Trail(theme, window)
    window.show()
    trail.set_room(width)
    trail.show_steps([(str(i), f"Step {i} of an argument that goes on") for i in range(count)])
    if width == 60:
        assert not trail.isVisible()
        return
    assert trail.width() <= width
    shown = [i for i in range(count) if not trail.box_of(str(i)).isEmpty()]
    assert {0, count - 1} <= set(shown)
    rights = [trail.box_of(str(i)).right() for i in shown]
    assert rights == sorted(rights)
    if width == 3000:
        assert shown == ([0, 1, 2] if count == 3 else [0, 1] if count == 2 else [0, 5, 6, 7, 8])


@pytest.mark.parametrize("size", [(900, 600), (430, 420), (430, 200), (300, 160)])
def test_nothing_lies_over_one_another(qtbot, theme, size):
    view = show(qtbot, theme, garden.make_wide_project(80), size=size)
    view.set_selected_node("n000005")
    view.viewport().repaint()
    shown = boxes(view)
    room = view.viewport().rect()
    for at, box in enumerate(shown):
        assert room.adjusted(-6, -6, 6, 6).contains(box)
        for other in shown[at + 1 :]:
            assert not box.adjusted(5, 5, -5, -5).intersects(other.adjusted(5, 5, -5, -5))


def test_the_overview_is_there_when_something_is_out_of_sight(qtbot, theme):
    view = show(qtbot, theme, garden.make_wide_project(80), size=(900, 600))
    corners = view.corners
    assert corners.minimap.isVisible()
    view.fit()
    assert not corners.minimap.isVisible()
    view.zoom_reset()
    assert corners.minimap.isVisible()
    corners.layout.overview.trigger()
    assert not corners.minimap.isVisible()
    assert not view.is_minimap_shown()
    view.set_minimap_shown(True)
    assert corners.minimap.isVisible()
    assert corners.layout.overview.isChecked()
    view.resize(430, 420)
    assert not corners.minimap.isVisible()


def test_a_press_in_the_overview_goes_there(qtbot, theme):
    view = show(qtbot, theme, garden.make_wide_project(80), size=(900, 600))
    minimap = view.corners.minimap
    QTest.mousePress(minimap, LEFT, NONE, minimap.rect().center() + minimap.rect().topRight() / 4)
    QTest.mouseRelease(minimap, LEFT, NONE, minimap.rect().center())
    assert view.in_sight.center().x() > view.scene.bounds.center().x() + 100


@pytest.mark.parametrize("shape", Shape)
def test_a_card_that_is_brought_in_sight_is_not_under_the_overview(qtbot, theme, shape):
    view = show(qtbot, theme, garden.make_wide_project(80), size=(900, 480))
    view.set_shape(shape)
    room, minimap = view.viewport().rect(), view.corners.minimap
    for node_id in ("n000040", "n000043", "n000060"):
        corner = room.bottomRight() - QPoint(10, -40)  # its card would come to lie in the bottom right corner
        view.look(view.camera.pinned(view.scene.card(node_id).topRight(), QPointF(corner)))
        assert minimap.isVisible()
        view.bring(node_id)
        card = view.from_scene(card_of(view.scene, node_id))
        assert not card.intersects(minimap.geometry())
        assert room.contains(card)


def test_figures_tell_what_is_not_on_show(view):
    told = heard(view.figures_changed)
    view.set_folded("g", True)
    assert len(told) == 1
    assert (view.figures().nodes, view.figures().hidden) == (11, 3)
    view.state.focus_on("b")
    assert (view.figures().nodes, view.figures().hidden) == (3, 0)


def test_where_the_frame_of_the_overview_is(qtbot, theme):
    view = show(qtbot, theme, garden.make_wide_project(80), size=(900, 600))
    before = view.corners.minimap.frame().center().x()
    view.look(view.camera.moved(4000, 0))
    assert view.corners.minimap.frame().center().x() > before
    assert view.corners.minimap.rect().contains(QPointF(view.corners.minimap.frame().center()).toPoint())


def test_the_path_follows_words_above_the_branch_in_focus(view):
    view.state.focus_on("c")
    garden.alter(view.project, "b", text="Walkers rest")
    view.refresh()
    assert [part.text() for part in view.corners.path_bar.in_order()][1] == "Walkers rest"

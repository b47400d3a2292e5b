"""After another part or another layout of the tree is shown, no ground stays empty that cards could fill."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from models.layout import Shape
from tests.ui.map.hands import near, on_screen, show, zoom
from tests.ui.map.trees import card_of
from tests.ui.outline.hands import Key, press
from ui.map.camera import slack
from ui.map.surface import AIR

SIDE = st.floats(-1000, 1000)


@given(SIDE, SIDE, SIDE, SIDE)
def test_a_stretch_lies_within_another_or_covers_it(a, b, c, d):
    (low, high), (least, most) = sorted((a, b)), sorted((c, d))
    by = slack(low, high, least, most)
    low, high = low - by, high - by
    if high - low <= most - least:
        assert low >= least - 1e-6 and high <= most + 1e-6
    else:
        assert low <= least + 1e-6 and high >= most - 1e-6


@pytest.fixture
def low(qtbot, theme, project):
    """A view that the whole case is too high and too wide for at 100 %."""
    view = show(qtbot, theme, project, size=(620, 420))
    view.zoom_reset()
    return view


def put(view, node_id, x, y):
    """Bring the top left of a card to a place of the viewport."""
    view.look(view.camera.pinned(card_of(view.scene, node_id).topLeft(), QPointF(x, y)))
    assert near(on_screen(view, node_id), QPointF(x, y).toPoint())


def filled(view):
    """Whether the map lies in the free part of the view, or leaves nothing of it empty, in height and in width."""
    whole, free = view.camera.from_scene(view.scene.bounds), view.free()
    for low, high, least, most in (
        (whole.top(), whole.bottom(), free.top(), free.bottom()),
        (whole.left(), whole.right(), free.left(), free.right()),
    ):
        inside, over = low >= least - 1 and high <= most + 1, low <= least + 1 and high >= most - 1
        if not (inside or over):
            return False
    return True


@pytest.mark.parametrize("shape", [Shape.RIGHT, Shape.COMPACT])
def test_another_shape_leaves_no_ground_empty(low, shape):
    put(low, "a", 200, 300)
    assert not filled(low)
    low.set_shape(shape)
    assert filled(low)
    assert low.in_sight.intersects(card_of(low.scene, "a"))


def test_what_is_near_is_shown_whole_where_it_fits(view):
    zoom(view, 0.7)
    view.set_selected_node("b")
    put(view, "b", 600, 700)
    view.set_near(1)
    assert view.in_sight.contains(view.scene.bounds)
    put(view, "b", 600, 700)
    view.set_near(None)
    assert filled(view)


def test_unfolding_all_levels_leaves_no_ground_empty_above(low):
    low.state.set_folded(("a",), True)
    put(low, "a", 200, 280)
    low.state.set_folded(("a",), False)
    top = low.camera.from_scene(low.scene.bounds).top()
    assert top <= low.free().top() + 1
    assert top >= AIR - 1
    assert filled(low)


def test_a_card_that_is_folded_by_hand_keeps_its_place(low):
    put(low, "a", 200, 280)
    for folded in (True, False):
        low.set_folded("a", folded)
        assert near(on_screen(low, "a"), QPointF(200, 280).toPoint())


def test_a_click_while_only_what_is_near_is_shown_moves_nothing(low):
    low.set_selected_node("a")
    low.set_near(1)
    put(low, "b", 150, 200)
    low.choose("b", still=True)
    assert near(on_screen(low, "b"), QPointF(150, 200).toPoint())
    press(low, Key.Key_Up)
    assert filled(low)


def test_an_edit_moves_nothing(low):
    put(low, "a", 200, 280)
    low.state.choose(("a",))
    low.rebuild()
    assert near(on_screen(low, "a"), QPointF(200, 280).toPoint())

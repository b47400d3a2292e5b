"""Scale and place as numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from ui.map.camera import KEPT, LEAST, MOST, STEPS, Camera, fitting, next_step, scroll_span

numbers = st.floats(-5000, 5000)
scales = st.floats(LEAST, MOST)
cameras = st.builds(Camera, scales, numbers, numbers)
points = st.builds(QPointF, numbers, numbers)
sizes = st.builds(QSizeF, st.floats(120, 3000), st.floats(120, 2000))
bounds = st.builds(QRectF, numbers, numbers, st.floats(50, 20000), st.floats(50, 20000))


@given(cameras, points)
def test_scene_and_screen_are_each_others_way_back(camera, point):
    there = camera.to_scene(point)
    back = camera.from_scene(QRectF(there, there)).topLeft()
    assert (back - point).manhattanLength() < 1e-6 * max(1, abs(camera.x), abs(camera.y))


@given(cameras, scales, points)
def test_what_is_zoomed_about_stays_where_it_is(camera, scale, about):
    zoomed = camera.zoomed(scale, about)
    assert zoomed.scale == scale
    was, now = camera.to_scene(about), zoomed.to_scene(about)
    assert (was - now).manhattanLength() < 1e-3


@pytest.mark.parametrize(("asked", "taken"), [(0.0001, LEAST), (99, MOST), (1, 1)])
def test_the_scale_has_bounds(asked, taken):
    assert Camera().zoomed(asked, QPointF()).scale == taken


@given(cameras, bounds, sizes)
def test_some_of_the_map_stays_in_sight_however_far_one_goes(camera, area, size):
    kept = camera.within(area, size)
    seen = kept.view(size).intersected(area)
    least_x, least_y = (min(KEPT, side * camera.scale) for side in (area.width(), area.height()))
    assert seen.width() * camera.scale >= least_x - 1e-3
    assert seen.height() * camera.scale >= least_y - 1e-3
    assert kept.within(area, size) == kept


@given(bounds, sizes)
def test_fitting_shows_all_and_is_no_larger_than_life(area, size):
    camera = fitting(area, size)
    assert camera.scale <= 1
    assert camera.view(size).adjusted(-1, -1, 1, 1).contains(area)
    middle = camera.from_scene(area).center()
    assert (middle - QPointF(size.width() / 2, size.height() / 2)).manhattanLength() < 1e-3


def test_a_huge_map_is_seen_whole_and_not_lost_on_the_way_back():
    far = fitting(QRectF(0, 0, 2_000_000, 4000), QSizeF(900, 600))
    assert far.scale < LEAST
    assert next_step(far.scale, -1) == far.scale
    assert far.zoomed(far.scale / 2, QPointF()).scale == far.scale
    assert next_step(far.scale, 1) == LEAST


def test_fitting_nothing_is_no_error():
    assert fitting(QRectF(), QSizeF(100, 100)) == Camera()
    assert fitting(QRectF(0, 0, 10, 10), QSizeF(0, 0)) == Camera()


@given(scales)
def test_steps_go_both_ways_and_stop_at_the_ends(scale):
    up, down = next_step(scale, 1), next_step(scale, -1)
    assert up > scale or up == MOST
    assert down < scale or down == LEAST
    assert up in STEPS
    assert down in STEPS


def test_steps_from_100_percent_come_back_to_it():
    assert next_step(next_step(1.0, 1), -1) == 1.0
    assert next_step(next_step(1.0, -1), 1) == 1.0


@given(st.floats(-3000, 3000), st.floats(10, 5000), st.floats(-4000, 4000), st.floats(50, 2000))
def test_a_scroll_bar_covers_map_and_view(low, length, at, page):
    start, end = scroll_span(low, low + length, at, page)
    assert start <= round(at) <= end
    if start == end:
        assert at <= low
        assert at + page >= low + length
    else:
        assert start <= low + 0.5
        assert end + page >= low + length - 0.5

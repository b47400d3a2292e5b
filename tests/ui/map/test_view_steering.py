"""Scale and place under the wheel, the fingers, the middle button and the space bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.map.hands import CTRL, LEFT, MIDDLE, NONE, SHIFT, click, drag, show, wheel
from tests.ui.map.trees import card_of
from tests.ui.outline import garden
from tests.ui.outline.hands import Key, heard, press
from ui.map.camera import KEPT, LEAST, MOST

HERE = QPoint(300, 200)


@pytest.fixture
def small(qtbot, theme, project):
    """A view that is too small for the map at 100 %."""
    view = show(qtbot, theme, project, size=(600, 420))
    view.zoom_reset()
    return view


@pytest.fixture(scope="module")
def touch(qapp):
    return QTest.createTouchDevice()


def close(a: QPointF, b: QPointF, off: float = 1.0) -> bool:
    return (a - b).manhattanLength() <= off


# -- wheel and touchpad


def test_a_wheel_scrolls_and_with_shift_sideways(small):
    before = small.camera
    assert wheel(small, HERE, turned=QPoint(0, -120)).isAccepted()
    assert (small.camera.x, small.camera.y) == (before.x, before.y + 72)
    wheel(small, HERE, turned=QPoint(0, 120), keys=SHIFT)
    assert (small.camera.x, small.camera.y) == (before.x - 72, before.y + 72)
    wheel(small, HERE, turned=QPoint(-120, 0))
    assert small.camera.x == before.x


def test_a_touchpad_moves_by_the_pixels_it_says(small):
    before = small.camera
    wheel(small, HERE, pixels=QPoint(7, -13), turned=QPoint(56, -104), phase=Qt.ScrollPhase.ScrollUpdate)
    assert (small.camera.x, small.camera.y) == (before.x - 7, before.y + 13)


def test_ctrl_and_wheel_zoom_about_the_pointer(small):
    under = small.to_scene(HERE)
    before = small.scale
    wheel(small, HERE, turned=QPoint(0, -120), keys=CTRL)
    assert small.scale < before
    assert close(small.to_scene(HERE), under)
    for _notch in range(5):
        wheel(small, HERE, turned=QPoint(0, 120), keys=CTRL)
    assert small.scale > 1
    assert close(small.to_scene(HERE), under, 3)


def test_a_wheel_rests_at_100_percent(small):
    for _notch in range(3):
        wheel(small, HERE, turned=QPoint(0, -120), keys=CTRL)
    wheel(small, HERE, turned=QPoint(0, 60), keys=CTRL)
    seen = set()
    for _notch in range(5):
        wheel(small, HERE, turned=QPoint(0, 120), keys=CTRL)
        seen.add(small.scale)
    assert 1.0 in seen


def test_the_scale_stops_at_both_ends(small):
    wheel(small, HERE, turned=QPoint(0, 120 * 60), keys=CTRL)
    assert small.scale == MOST
    wheel(small, HERE, turned=QPoint(0, -120 * 90), keys=CTRL)
    assert small.scale == LEAST


def native(view, kind, value):
    place = QPointF(HERE)
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(
        kind, device, 2, place, place, QPointF(view.viewport().mapToGlobal(HERE)), value, QPointF()
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_pinch_zooms_about_the_fingers(small):
    under = small.to_scene(HERE)
    native(small, Qt.NativeGestureType.ZoomNativeGesture, 0.25)
    assert small.scale == 1.25
    assert close(small.to_scene(HERE), under)
    native(small, Qt.NativeGestureType.SmartZoomNativeGesture, 0)
    assert small.scale == 1
    native(small, Qt.NativeGestureType.SmartZoomNativeGesture, 0)
    assert small.in_sight.contains(small.scene.bounds)


def test_two_fingers_on_a_touch_screen_zoom_too(qtbot, small, touch):
    before, field = small.scale, small.viewport()
    wide = ((280, 320), (260, 340), (230, 370), (200, 400), (160, 440))
    fingers = QTest.touchEvent(field, touch)
    for at, (left, right) in enumerate(wide):
        tell = fingers.press if at == 0 else fingers.move
        tell(1, QPoint(left, 200), field)
        tell(2, QPoint(right, 200), field)
        fingers.commit()
    fingers.release(1, QPoint(160, 200), field)
    fingers.release(2, QPoint(440, 200), field)
    fingers.commit()
    assert small.scale > before


# -- buttons and keys


def test_steps_of_zoom_keep_the_selected_card_in_its_place(small):
    small.set_selected_node("e")
    middle = small.camera.from_scene(small.scene.card("e")).center()
    small.zoom_in()
    assert small.scale == 1.1
    assert close(small.camera.from_scene(small.scene.card("e")).center(), middle)
    small.zoom_reset()
    small.zoom_out()
    assert small.scale == 0.9
    small.fit()
    assert small.in_sight.contains(small.scene.bounds)


# -- the hand


@pytest.mark.parametrize("button", [MIDDLE, LEFT])
def test_the_middle_button_or_the_space_bar_take_the_map_along(small, button):
    told = heard(small.node_selected)
    under = small.to_scene(HERE)
    if button == LEFT:
        QTest.keyPress(small, Key.Key_Space)
        assert small.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    drag(small, HERE, HERE + QPoint(40, 25), button=button)
    assert close(small.to_scene(HERE + QPoint(40, 25)), under)
    QTest.keyRelease(small, Key.Key_Space)
    assert small.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    assert told == []
    assert small.state.folded == frozenset()
    assert small.state.chosen == ()


def test_a_space_bar_that_held_the_map_folds_nothing(small):
    click(small, "e")
    QTest.keyPress(small, Key.Key_Space)
    drag(small, HERE, HERE + QPoint(40, 25))
    QTest.keyRelease(small, Key.Key_Space)
    assert small.state.folded == frozenset()
    press(small, Key.Key_Space)
    assert small.state.folded == {"e"}


def test_a_space_bar_waits_for_no_other_key(small):
    click(small, "e")
    asked = heard(small.new_sibling_requested)
    QTest.keyPress(small, Key.Key_Space)
    QTest.keyPress(small, Key.Key_Return)
    assert small.state.folded == {"e"}
    assert asked == ["e"]
    QTest.keyRelease(small, Key.Key_Space)
    assert small.state.folded == {"e"}


def test_leaving_the_view_lets_go_of_the_map(small):
    QTest.keyPress(small, Key.Key_Space)
    small.clearFocus()
    assert small.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    small.setFocus()
    before = small.camera
    drag(small, HERE, HERE + QPoint(40, 25))
    assert small.camera == before


# -- scroll bars


def test_scroll_bars_move_the_map_and_follow_it(qtbot, small):
    bar = small.horizontalScrollBar()
    assert bar.isVisible()
    before = small.camera
    bar.setValue(bar.value() + 50)
    assert small.camera.x == before.x + 50
    small.look(small.camera.moved(-30, 0))
    assert bar.value() == round(small.camera.x)
    small.fit()
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert small.in_sight.contains(small.scene.bounds)


def test_the_map_cannot_be_lost(small):
    for way in (QPoint(0, 1), QPoint(0, -1), QPoint(1, 0), QPoint(-1, 0)):
        for _turn in range(40):
            wheel(small, HERE, turned=way * 1200)
        seen = small.in_sight.intersected(small.scene.bounds)
        assert seen.width() * small.scale >= KEPT - 1
        assert seen.height() * small.scale >= KEPT - 1


# -- what stays in sight


def test_a_view_made_narrower_keeps_its_middle_and_the_selected_card(small):
    small.look(small.camera.moved(30, 0))
    middle = small.in_sight.center().x()
    small.resize(500, 420)
    assert abs(small.in_sight.center().x() - middle) < 8
    click(small, "a") if small.in_sight.contains(small.scene.card("a")) else small.set_selected_node("a")
    small.resize(340, 300)
    assert small.in_sight.contains(small.scene.card("a").center())


def test_the_first_look_is_the_whole_map_where_it_can_be_read(view, small, qtbot, theme):
    assert view.in_sight.contains(view.scene.bounds)
    assert view.scale > 0.6
    wide = show(qtbot, theme, garden.make_wide_project(80), size=(600, 420))
    root = wide.from_scene(card_of(wide.scene, "r"))
    assert wide.scale == 1
    assert abs(root.center().x() - wide.viewport().width() / 2) <= 1
    assert root.top() == 40


def test_a_card_is_brought_in_sight_gently_when_it_is_near(qtbot, small):
    small.animated = True
    small.set_selected_node("a")
    qtbot.waitUntil(lambda: small.camera == small.goal)
    before = small.camera
    small.set_selected_node("k")
    goal = small.goal
    assert small.camera == before != goal
    qtbot.waitUntil(lambda: small.camera == goal)
    assert small.in_sight.contains(small.scene.card("k"))


def test_a_wheel_ends_a_glide(qtbot, small):
    small.animated = True
    small.set_selected_node("c")
    wheel(small, HERE, turned=QPoint(0, -120))
    camera = small.camera
    assert small.goal == camera
    qtbot.wait(0)
    assert small.camera == camera


def test_nothing_glides_far(qtbot, theme):
    view = show(qtbot, theme, garden.make_wide_project(80), size=(600, 420))
    view.animated = True
    view.set_selected_node("n000079")
    assert view.camera == view.goal
    assert view.in_sight.contains(card_of(view.scene, "n000079"))


def test_a_click_with_a_moved_wheel_hits_what_is_seen(small):
    wheel(small, HERE, turned=QPoint(0, -240), keys=CTRL)
    wheel(small, HERE, turned=QPoint(0, -60))
    told = heard(small.node_selected)
    seen = small.scene.nodes_in(small.in_sight)
    node_id = next(each for each in seen if small.in_sight.contains(small.scene.card(each)))
    click(small, node_id, NONE)
    assert told == [node_id]

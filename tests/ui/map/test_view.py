"""The map under a person's hands: choosing, going about, and what stays where it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.layout import Shape
from tests.ui.map.hands import (
    ALT,
    CTRL,
    LEFT,
    NONE,
    SHIFT,
    click,
    drag,
    near,
    no_links,
    on_screen,
    place_of,
    show,
    zoom,
)
from tests.ui.map.trees import card_of
from tests.ui.outline import garden
from tests.ui.outline.hands import Key, heard, press
from ui.map.view import MapView


def elsewhere():
    """A root of the other case."""
    return replace(garden.make_node("elsewhere", None, "m"), case_id="D")


# -- selection


def test_a_click_selects_when_the_button_comes_up(view):
    told = heard(view.node_selected)
    QTest.mousePress(view.viewport(), LEFT, NONE, place_of(view, "e"))
    assert told == []
    assert view.looks().selected == "e"
    QTest.mouseRelease(view.viewport(), LEFT, NONE, place_of(view, "e"))
    assert told == ["e"]
    click(view, "e")
    assert told == ["e"]
    assert view.selected_node() == "e"
    assert view.state.chosen == ("e",)


def test_a_click_on_free_ground_keeps_what_is_selected(view):
    click(view, "e")
    told = heard(view.node_selected)
    QTest.mouseClick(view.viewport(), LEFT, NONE, QPoint(3, 300))
    assert told == []
    assert view.selected_node() == "e"
    assert view.looks().chosen == {"e"}


def test_selecting_from_outside_has_no_echo_and_unfolds_the_way(view):
    view.state.set_folded(["a", "g"], True)
    told = heard(view.node_selected)
    view.set_selected_node("i")
    assert told == []
    assert view.scene.index_of("i") is not None
    assert view.looks().path == {"a", "g", "i"}
    view.set_selected_node(None)
    assert view.selected_node() is None
    assert view.state.chosen == ()


def test_ctrl_takes_one_more_or_less_and_shift_the_siblings_between(view):
    click(view, "b")
    click(view, "h", CTRL)
    assert view.state.chosen == ("b", "h")
    assert view.selected_node() == "h"
    click(view, "h", CTRL)
    assert view.state.chosen == ("b",)
    assert view.selected_node() == "b"
    click(view, "g", SHIFT)
    assert view.state.chosen == ("b", "e", "g")
    told = heard(view.node_selected)
    click(view, "b")
    assert view.state.chosen == ("b",)
    assert told == ["b"]


def test_the_session_naming_the_selected_one_keeps_the_others_chosen(view):
    click(view, "b")
    click(view, "e", CTRL)
    view.set_selected_node("e")
    assert view.state.chosen == ("b", "e")
    view.set_selected_node("b")
    assert view.state.chosen == ("b",)


def test_a_band_chooses_what_it_touches(view):
    told = heard(view.node_selected)
    first, last = on_screen(view, "c"), view.from_scene(card_of(view.scene, "d")).bottomRight()
    drag(view, first - QPoint(8, 8), last + QPoint(8, 8))
    assert set(view.state.chosen) == {"c", "d"}
    assert told == [view.state.chosen[-1]]
    drag(view, on_screen(view, "k") - QPoint(8, 8), on_screen(view, "k") + QPoint(20, 20), keys=SHIFT)
    assert set(view.state.chosen) == {"c", "d", "k"}


def test_escape_drops_a_band(view):
    click(view, "k")
    corner = on_screen(view, "c") - QPoint(8, 8)
    QTest.mousePress(view.viewport(), LEFT, NONE, corner)
    QTest.mouseMove(view.viewport(), corner + QPoint(60, 60))
    press(view, Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, corner + QPoint(60, 60))
    assert view.state.chosen == ("k",)


def test_a_context_menu_is_for_what_is_under_it_and_keeps_several(view):
    asked = heard(view.context_menu_requested)
    click(view, "b")
    click(view, "e", CTRL)
    view.viewport().setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

    def menu_at(node_id):
        place = place_of(view, node_id)
        QTest.mousePress(view.viewport(), Qt.MouseButton.RightButton, NONE, place)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
        QApplication.sendEvent(view.viewport(), event)

    menu_at("b")
    assert view.state.chosen == ("b", "e")
    menu_at("h")
    assert view.state.chosen == ("h",)
    assert [node for node, _place in asked] == ["b", "h"]


def test_focus_alone_selects_nothing_and_the_first_arrow_selects_the_root(view):
    assert view.selected_node() is None
    press(view, Key.Key_Down)
    assert view.selected_node() == "a"


def test_arrows_go_by_direction_and_shift_takes_what_is_passed(view):
    told = heard(view.node_selected)
    view.set_selected_node("e")
    for key in (Key.Key_Down, Key.Key_Up, Key.Key_Left, Key.Key_Up, Key.Key_Down, Key.Key_Right):
        press(view, key)
    assert told == ["f", "e", "b", "a", "b", "e"]
    press(view, Key.Key_Right, SHIFT)
    assert view.state.chosen == ("e", "g")
    press(view, Key.Key_Left, SHIFT)
    assert view.state.chosen == ("e",)


def test_going_in_and_out_again_comes_back_to_the_same_child(view):
    view.set_selected_node("h")
    press(view, Key.Key_Up)
    assert view.selected_node() == "g"
    press(view, Key.Key_Down)
    assert view.selected_node() == "h"


# -- what stays


def test_an_edit_leaves_the_selected_card_where_it_is(view, project):
    click(view, "h")
    before = on_screen(view, "h")
    garden.add(project, garden.make_node("new", "b", "z", "evidence", "A longer word about walking"))
    told = heard(view.node_selected)
    view.refresh()
    assert view.scene.index_of("new") is not None
    assert near(on_screen(view, "h"), before)
    assert told == []


def test_only_an_edit_that_concerns_the_map_lays_it_out_anew(view, project):
    version = view.scene.version
    view.refresh()
    garden.add(project, elsewhere())
    view.refresh()
    assert view.scene.version == version
    garden.alter(project, "e", text="Benches are very cheap")
    view.refresh()
    assert view.scene.version == version + 1
    view.set_case(project, "C", {"e": "answered"}.get, garden.cite_of, no_links)
    assert view.scene.version == version + 2


def test_a_node_that_is_gone_is_selected_no_more(view, project):
    click(view, "g")
    garden.bin_branch(project, "g")
    view.refresh()
    assert view.scene.index_of("g") is None
    assert view.state.chosen == ()


def test_each_case_is_found_as_it_was_left(view, project):
    garden.add(project, elsewhere())
    zoom(view, 0.5)
    view.look(view.camera.moved(40, 30))
    camera = view.camera
    view.set_case(project, "D", garden.STATUS.get, garden.cite_of, no_links)
    assert view.scene.ids == ["elsewhere"]
    view.set_case(project, "C", garden.STATUS.get, garden.cite_of, no_links)
    assert view.camera == camera


def test_a_map_out_of_sight_waits_and_then_shows_what_was_selected(qtbot, theme, project):
    view = show(qtbot, theme, project, size=(500, 400))
    view.hide()
    version = view.scene.version
    garden.alter(project, "e", text="Benches are very cheap")
    view.refresh()
    view.state.set_folded(["g"], True)
    view.set_selected_node("j")
    assert view.scene.version == version
    view.show()
    assert view.scene.index_of("j") is not None
    assert view.in_sight.contains(card_of(view.scene, "j"))


def test_a_map_out_of_sight_that_no_edit_concerns_is_not_laid_out_anew(view, project):
    version = view.scene.version
    view.hide()
    garden.add(project, elsewhere())
    view.refresh()
    view.show()
    assert view.scene.version == version
    view.hide()
    garden.alter(project, "e", text="Benches are very cheap")
    view.refresh()
    view.show()
    assert view.scene.version == version + 1


def test_nothing_to_show_says_what_to_do(qtbot, theme):
    view = MapView(theme)
    qtbot.addWidget(view)
    view.set_empty_state("The tree grows here.", "Import…")
    pressed = heard(view.empty_button_clicked)
    view.resize(400, 300)
    view.show()
    qtbot.waitExposed(view)
    assert view._empty.isVisible()
    assert not view.corners.zoom.isVisible()
    QTest.mouseClick(view._empty.button, LEFT)
    assert len(pressed) == 1


def test_the_theme_may_change_while_the_map_is_shown(view, theme):
    before = view.grab().toImage().pixelColor(3, 300)
    place = on_screen(view, "e")
    theme.choose("dark")
    after = view.grab().toImage().pixelColor(3, 300)
    theme.choose("light")
    assert before.lightness() > 200
    assert after.lightness() < 60
    assert near(on_screen(view, "e"), place)


# -- how it is shown


@pytest.mark.parametrize("shape", Shape)
def test_shapes_keep_the_selected_card_in_its_place(view, shape):
    click(view, "e")
    before = on_screen(view, "e")
    told = heard(view.display_changed)
    view.set_shape(shape)
    assert view.shape() is shape
    assert near(on_screen(view, "e"), before)
    assert len(told) == (shape is not Shape.DOWN)


def test_only_what_is_near_is_shown_and_that_goes_with_the_selection(view):
    click(view, "g")
    view.set_near(1)
    assert set(view.scene.ids) == {"a", "g", "h", "i", "j"}
    click(view, "a")
    assert set(view.scene.ids) == {"a", "b", "e", "g"}
    view.set_selected_node("f")
    assert set(view.scene.ids) == {"e", "f"}
    view.set_near(None)
    assert len(view.scene.ids) == 11


def test_what_is_near_stays_when_the_selection_goes_to_the_other_side(view, project):
    view.set_selected_node("f")
    view.set_near(1)
    view.set_selected_node(None)
    garden.alter(project, "f", text="Paint is dear")
    view.refresh()
    assert view.scene.ids == ["e", "f"]
    garden.bin_branch(project, "e")
    view.refresh()
    assert view.scene.ids == ["a", "b", "c", "d", "g", "h", "i", "j", "k"], "there is nothing to be near to"


def test_what_is_near_comes_in_sight_but_no_card_runs_from_a_click(qtbot, theme, project):
    view = show(qtbot, theme, project, size=(700, 640))
    zoom(view, 0.3)
    view.set_selected_node("g")
    view.set_near(1)
    assert view.scale == 1
    assert view.in_sight.contains(card_of(view.scene, "g"))
    view.look(view.camera.pinned(card_of(view.scene, "i").topLeft(), QPointF(400, 500)))
    before = on_screen(view, "i")
    click(view, "i")
    assert set(view.scene.ids) == {"g", "i"}
    assert near(on_screen(view, "i"), before)
    press(view, Key.Key_Up)
    assert set(view.scene.ids) == {"a", "g", "h", "i", "j"}
    assert view.in_sight.contains(card_of(view.scene, "g"))


def test_whole_texts_make_taller_cards(view, project):
    garden.alter(project, "e", text="Benches are cheap, " * 30)
    view.refresh()
    before = card_of(view.scene, "e").height()
    view.set_whole_texts(True)
    assert card_of(view.scene, "e").height() > before


def test_row_span_is_the_card_or_the_one_that_hides_it(view):
    area = view.from_scene(card_of(view.scene, "e"))
    assert view.row_span("e") == (area.top(), area.bottom() + 1)
    view.set_folded("e", True)
    assert view.row_span("f") == view.row_span("e")
    assert view.row_span("nobody") is None


def test_a_tip_has_the_whole_text_and_the_place(view, project):
    garden.alter(project, "e", text="Benches are cheap <really>")
    view.refresh()
    words = view._hovering.words_at(place_of(view, "e"))
    assert "&lt;really&gt;" in words
    assert "2 of 3" in words.replace("\u00a0", " ")
    assert view._hovering.words_at(QPoint(3, 300)) == ""
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(3, 300), view.viewport().mapToGlobal(QPoint(3, 300)))
    QApplication.sendEvent(view.viewport(), event)
    assert not event.isAccepted()


# -- moving


def test_a_held_move_is_one_request_when_the_keys_come_up(view):
    view.set_selected_node("b")
    asked = heard(view.move_requested)
    QTest.keyPress(view, Key.Key_Right, ALT)
    QTest.keyPress(view, Key.Key_Right, ALT)
    QTest.keyPress(view, Key.Key_Right, ALT)
    assert asked == []
    QTest.keyRelease(view, Key.Key_Right, ALT)
    assert asked == [("b", 2)]


def test_a_held_move_back_to_its_place_asks_for_nothing(view):
    view.set_selected_node("b")
    asked = heard(view.move_requested)
    QTest.keyPress(view, Key.Key_Right, ALT)
    QTest.keyPress(view, Key.Key_Left, ALT)
    QTest.keyRelease(view, Key.Key_Left, ALT)
    assert asked == []


def test_a_click_ends_a_held_move(view):
    view.set_selected_node("b")
    asked = heard(view.move_requested)
    QTest.keyPress(view, Key.Key_Right, ALT)
    click(view, "k")
    assert asked == [("b", 1)]

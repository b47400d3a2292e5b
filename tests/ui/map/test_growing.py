"""The signs of the kinds at the selected card: clicked, or pulled out to free ground."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.layout import Shape
from tests.ui.map.hands import LEFT, NONE, place_of
from tests.ui.outline import garden
from tests.ui.outline.hands import Key, heard, press


def sign(view, kind):
    return next(sign for sign in view.hands.signs.signs if sign.kind == kind)


def test_a_click_on_a_sign_asks_for_a_node_of_that_kind(view):
    grown, selected = heard(view.new_child_of_kind), heard(view.node_selected)
    view.set_selected_node("e")
    for kind in ("claim", "evidence", "rebuttal"):
        assert sign(view, kind).isVisible()
        QTest.mouseClick(sign(view, kind), LEFT)
    assert grown == [("e", "claim"), ("e", "evidence"), ("e", "rebuttal")]
    assert selected == []


def test_what_the_rules_forbid_has_no_sign(view):
    view.set_selected_node("c")
    assert not sign(view, "claim").isVisible()
    assert sign(view, "evidence").isVisible()


@pytest.mark.parametrize("shape", list(Shape))
def test_the_signs_stand_by_the_selected_card(view, shape):
    view.set_shape(shape)
    signs = view.hands.signs
    assert not signs.isVisible()
    for node_id in ("e", "b", "k"):
        view.set_selected_node(node_id)
        card = view.from_scene(view.scene.card(node_id))
        assert signs.isVisible()
        assert not signs.geometry().intersects(card)
        assert signs.geometry().intersects(card.adjusted(-12, -12, 12, 12))
    view.set_selected_node(None)
    assert not signs.isVisible()


@pytest.mark.parametrize("shape", list(Shape))
def test_the_signs_are_in_sight_with_every_card_that_is_gone_to(view, shape):
    view.set_shape(shape)
    view.set_minimap_shown(False)
    view.resize(440, 340)
    view.zoom_reset()
    room = view.viewport().rect()
    for node_id in (*view.scene.ids, *reversed(view.scene.ids)):
        view.bring(node_id, at_once=True)
        view.choose(node_id)
        if view.hands.signs.isVisible():
            assert room.contains(view.hands.signs.geometry())


def test_in_the_compact_map_the_signs_do_not_lie_over_what_hangs(view, project):
    for parent in ("e", "g", "k"):
        for at in range(3):
            garden.add(project, garden.make_node(f"{parent}{at}", parent, f"h{at}"))
    view.set_shape(Shape.COMPACT)
    view.refresh()
    for node_id in ("e", "g", "k"):
        assert view.scene.arrangement.hangs(view.scene.index_of(node_id))
        view.set_selected_node(node_id)
        place = view.hands.signs.geometry()
        assert view.hands.signs.isVisible()
        assert not any(view.from_scene(view.scene.card(each)).intersects(place) for each in view.scene.ids)


def test_the_signs_give_way(view):
    signs = view.hands.signs
    view.set_selected_node("g")
    assert signs.isVisible()
    view.edit_node("g")
    assert not signs.isVisible()
    press(view.hands.editing.editor, Key.Key_Escape)
    assert signs.isVisible()
    view.set_folded("g", True)  # the badge stands there
    assert not signs.isVisible()
    view.set_folded("g", False)
    assert signs.isVisible()
    view.choose_several(["b", "g"])
    assert not signs.isVisible()
    view.choose("g")
    view._steering.zoom_to(0.2)
    assert not signs.isVisible()


def pull_sign(view, kind, to):
    """Pull a sign to a place of the viewport, with the button still down."""
    held = sign(view, kind)
    QTest.mousePress(held, LEFT, NONE, QPoint(11, 11))
    place = held.mapFrom(view.viewport(), to).toPointF()
    move = QMouseEvent(QEvent.Type.MouseMove, place, held.mapToGlobal(place), Qt.MouseButton.NoButton, LEFT, NONE)
    QApplication.sendEvent(held, move)
    return held, place.toPoint()


def test_a_sign_pulled_to_free_ground_makes_a_node(view, theme):
    grown = heard(view.new_child_of_kind)
    view.set_selected_node("e")
    held, place = pull_sign(view, "rebuttal", QPoint(300, 800))
    assert view.hands.signs.is_pulled
    ghost = view.viewport().grab().toImage().pixelColor(300, 800).name()
    assert ghost == theme.tokens.kinds["rebuttal"].fill.name()
    QTest.mouseRelease(held, LEFT, NONE, place)
    assert grown == [("e", "rebuttal")]
    assert not view.hands.signs.is_pulled


def test_a_sign_let_go_on_a_card_or_outside_makes_nothing(view):
    grown = heard(view.new_child_of_kind)
    view.set_selected_node("e")
    for to in (place_of(view, "k"), QPoint(-50, 100)):
        held, place = pull_sign(view, "claim", to)
        QTest.mouseRelease(held, LEFT, NONE, place)
    assert grown == []


def test_escape_gives_a_pulled_sign_up(view):
    grown = heard(view.new_child_of_kind)
    view.set_selected_node("e")
    held, place = pull_sign(view, "claim", QPoint(300, 800))
    press(view, Key.Key_Escape)
    assert not view.hands.signs.is_pulled
    QTest.mouseRelease(held, LEFT, NONE, place)
    assert grown == []
    QTest.mouseClick(sign(view, "claim"), LEFT)
    assert grown == [("e", "claim")]


def test_a_node_that_goes_gives_a_pulled_sign_up(view, project):
    grown = heard(view.new_child_of_kind)
    view.set_selected_node("f")
    held, place = pull_sign(view, "claim", QPoint(300, 800))
    garden.bin_branch(project, "e")
    view.refresh()
    QTest.mouseRelease(held, LEFT, NONE, place)
    assert grown == []

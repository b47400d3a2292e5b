"""Whoever hears the map: a tree of cards with their words, places and states, and what is told at each key."""

from __future__ import annotations

import gc
import random
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleStateChangeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import Shiboken

from models.layout import Shape
from tests.ui.map.hands import no_links, place_of, show
from tests.ui.outline import garden
from tests.ui.outline.hands import Key, press
from ui.map import accessible
from ui.map.view import MapView

NAME = QAccessible.Text.Name
SHOWN = {"a": ["b", "e", "g"], "b": ["c", "d"], "e": ["f"], "g": ["h", "i", "j"]}  # in reading order


@pytest.fixture(autouse=True)
def installed(qapp: QApplication) -> None:
    accessible.install()


def interface(view: MapView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view)


def items(view: MapView) -> accessible.MapItems:
    interface(view).childCount()
    found = view.findChild(accessible.MapItems)
    assert isinstance(found, accessible.MapItems)
    return found


def item(view: MapView, node_id: str) -> accessible.CardItem:
    return items(view).item(node_id)


def below(said: QAccessibleInterface) -> list[str]:
    children = [said.child(place) for place in range(said.childCount())]
    return [child.node_id for child in children if isinstance(child, accessible.CardItem)]


def test_the_map_is_a_tree_of_its_cards(view: MapView) -> None:
    said = interface(view)
    assert said.role() == QAccessible.Role.Tree
    assert said.text(NAME) == "Argument map"
    assert said.state().multiSelectable and said.state().focusable
    assert below(said) == ["a", "k"]
    for node_id in view.scene.ids:
        card = item(view, node_id)
        assert card.role() == QAccessible.Role.TreeItem
        assert below(card) == SHOWN.get(node_id, [])


@pytest.mark.parametrize("shape", list(Shape))
def test_parents_and_places_agree_with_children(view: MapView, shape: Shape) -> None:
    view.set_shape(shape)  # the layout may set undercuts first; who listens hears the order of the tree

    def look(said: QAccessibleInterface) -> int:
        count = 1
        for place in range(said.childCount()):
            child = said.child(place)
            assert said.indexOfChild(child) == place
            if isinstance(child, accessible.CardItem):
                assert child.parent() is said
                count += look(child)
        assert said.child(said.childCount()) is None
        assert said.child(-1) is None
        return count

    assert look(interface(view)) == 1 + view.scene.count
    assert item(view, "b").indexOfChild(item(view, "h")) == -1


def test_what_stands_over_the_map_can_be_reached_too(view: MapView) -> None:
    view.edit_node("e")
    said = interface(view)
    others = [said.child(place) for place in range(said.childCount())][2:]
    assert view.viewport() in [other.object() for other in others]
    editor = view.hands.editing.editor
    assert editor is not None
    assert QAccessible.queryAccessibleInterface(editor).text(NAME) == "Text of the point"


@pytest.mark.parametrize(
    ("node_id", "words"),
    [
        ("a", "Parks need more benches: claim, level 1, 1 of 2, ¶ 11"),
        ("d", "rebuttal of “Walkers tire after ten minutes”, level 3, 2 of 2, unanswered"),
        ("i", "rebuttal. Undercuts the step from “Shade can be planted” to “Parks need more benches”, level 3, 2 of 3"),
        ("j", "unstated premise"),
        ("e", "Tags: seat"),
    ],
)
def test_a_card_says_what_it_is_and_where(view: MapView, node_id: str, words: str) -> None:
    assert words in item(view, node_id).text(NAME)


def test_the_words_follow_an_edit(view: MapView, project) -> None:
    card = item(view, "e")
    garden.alter(project, "e", text="Benches cost little")
    view.refresh()
    assert card.text(NAME).startswith("Benches cost little: claim")


def test_states_of_selection_focus_and_folds(view: MapView) -> None:
    view.choose_several(["d", "e"])
    state = item(view, "e").state()
    assert state.selected and state.focused and state.expanded and state.expandable and not state.collapsed
    state = item(view, "d").state()
    assert state.selected and not state.focused and not state.expandable
    assert not item(view, "k").state().selected
    view.set_folded("g", True)
    state = item(view, "g").state()
    assert state.collapsed and not state.expanded
    assert item(view, "g").childCount() == 0
    assert "folded, 3 points inside" in item(view, "g").text(NAME)


def test_without_the_focus_nothing_is_focused(view: MapView) -> None:
    view.choose("e")
    assert interface(view).focusChild() is item(view, "e")
    field = QLineEdit(view)
    field.show()
    field.setFocus()
    assert interface(view).focusChild() is None
    assert not item(view, "e").state().focused


@pytest.mark.parametrize("shape", list(Shape))
def test_cards_are_where_they_are_painted_and_found_there(view: MapView, shape: Shape) -> None:
    view.set_shape(shape)
    for node_id in view.scene.ids:
        area = item(view, node_id).rect()
        middle = view.viewport().mapToGlobal(place_of(view, node_id))
        assert area.contains(middle)
        if view.viewport().rect().contains(place_of(view, node_id)):
            assert interface(view).childAt(middle.x(), middle.y()) is item(view, node_id)
    outside = view.viewport().mapToGlobal(QPoint(-9, -9))
    assert interface(view).childAt(outside.x(), outside.y()) is None


def test_places_follow_the_map(qtbot, theme, project) -> None:
    view = show(qtbot, theme, project, (500, 300))
    view.zoom_reset()
    card = item(view, "e")
    before = card.rect()
    view.look(view.camera.moved(30, 20))
    assert card.rect().topLeft() == before.topLeft() - QPoint(30, 20)
    view.look(view.camera.moved(3000, 0))
    assert item(view, "a").state().offscreen


def test_what_can_be_done_from_outside(view: MapView) -> None:
    told: list[str] = []
    view.node_selected.connect(told.append)
    action = item(view, "g").actionInterface()
    assert action is not None
    focus, press_, toggle = action.actionNames()
    action.doAction(press_)
    assert told == ["g"]
    action.doAction(toggle)
    assert "g" in view.state.folded
    action.doAction(toggle)
    assert "g" not in view.state.folded
    field = QLineEdit(view)
    field.show()
    field.setFocus()
    leaf = item(view, "k").actionInterface()
    assert leaf is not None
    assert leaf.actionNames() == [focus, press_]
    leaf.doAction(toggle)
    leaf.doAction(focus)
    assert view.hasFocus()
    assert told == ["g", "k"]


class Ear:
    """Stands where an assistive technology listens, and keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.active = True

    def __getattr__(self, name: str) -> Any:
        return getattr(QAccessible, name)

    def isActive(self) -> bool:
        return self.active

    def updateAccessibility(self, event: QAccessibleEvent) -> None:
        said = event.accessibleInterface()
        assert isinstance(said, accessible.CardItem)
        if isinstance(event, QAccessibleStateChangeEvent):
            assert event.changedStates().expanded
        self.heard.append((event.type().name, said.node_id))

    def take(self) -> list[tuple[str, str]]:
        heard, self.heard = self.heard, []
        return heard


@pytest.fixture
def ear(view: MapView, monkeypatch: pytest.MonkeyPatch) -> Ear:
    items(view)
    ear = Ear()
    monkeypatch.setattr(accessible, "QAccessible", ear)
    return ear


def test_what_the_keys_reach_is_told(view: MapView, ear: Ear) -> None:
    view.choose("a")
    assert ear.take() == [("Selection", "a"), ("Focus", "a")]
    press(view, Key.Key_Down)
    reached = view.selected_node()
    assert reached in SHOWN["a"]
    assert ear.take() == [("Selection", reached), ("Focus", reached)]
    view.look(view.camera.moved(5, 5))
    assert ear.take() == []


def test_a_selection_made_elsewhere_is_told_when_the_focus_comes(view: MapView, ear: Ear, qtbot) -> None:
    field = QLineEdit(view)
    field.show()
    field.setFocus()
    view.set_selected_node("e")
    assert ear.take() == []
    view.setFocus()
    assert ear.take() == [("Selection", "e"), ("Focus", "e")]


def test_folds_and_other_words_of_the_selected_card_are_told(view: MapView, project, ear: Ear) -> None:
    view.choose("g")
    ear.take()
    view.set_folded("g", True)
    assert ear.take() == [("NameChanged", "g"), ("StateChanged", "g")]
    garden.alter(project, "g", text="Shade can be built")
    view.refresh()
    assert ear.take() == [("NameChanged", "g")]
    garden.alter(project, "b", text="Nobody hears this now")
    view.refresh()
    assert ear.take() == []


def test_where_nobody_listens_nothing_is_told(view: MapView, ear: Ear) -> None:
    ear.active = False
    view.choose("e")
    assert ear.heard == []


def test_cards_that_are_gone_are_silent(view: MapView, project) -> None:
    card, child = item(view, "e"), item(view, "f")
    kept = card.node_id, child.node_id
    garden.bin_branch(project, "f")
    view.refresh()
    interface(view).childCount()
    assert not Shiboken.isValid(child)
    assert kept == ("e", "f")
    assert card.childCount() == 0
    view.set_case(project, "D", garden.STATUS.get, garden.cite_of, no_links)
    assert not Shiboken.isValid(card) or not card.isValid()
    assert below(interface(view)) == []


def test_a_view_of_nothing_is_an_empty_tree(qtbot, theme) -> None:
    view = MapView(theme)
    qtbot.addWidget(view)
    assert below(interface(view)) == []
    assert interface(view).focusChild() is None


def test_maps_come_and_go_while_they_are_asked(qtbot, theme) -> None:
    """Thousands of questions while nodes come and go, branches fold, and views are made and deleted."""
    dice = random.Random(7)
    for turn in range(12):
        project = garden.make_project()
        view = MapView(theme)
        view.set_case(project, "C", garden.STATUS.get, garden.cite_of, no_links)
        view.resize(500, 300)
        view.show()
        known = [interface(view)]
        for step in range(250):
            said = dice.choice(known)
            if not Shiboken.isValid(said) or not said.isValid():
                known = [interface(view)]
                continue
            said.text(NAME), said.rect(), said.state(), said.role(), said.window()
            known += [found for found in (said.child(dice.randrange(-1, 4)), said.parent()) if found is not None]
            if step % 10 == 0:
                churn(view, project, dice, f"{turn}-{step}")
        count = len(accessible._cards)
        own = len(items(view)._made)
        Shiboken.delete(view)
        assert len(accessible._cards) == count - own
        gc.collect()


def churn(view: MapView, project, dice: random.Random, name: str) -> None:
    ids = [i for i in view.scene.ids if i != "a"]
    match dice.randrange(5):
        case 0:
            view.state.set_folded([dice.choice(ids)], bool(dice.randrange(2)))
        case 1:
            garden.bin_branch(project, dice.choice(ids)) if len(ids) > 4 else None
            view.refresh()
        case 2:
            garden.add(project, garden.make_node(f"x{name}", "a", f"y{name}"))
            view.refresh()
        case 3:
            view.choose(dice.choice(ids))
        case _:
            QTest.keyClick(view, Qt.Key.Key_Down)

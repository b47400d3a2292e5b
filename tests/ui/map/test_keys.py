"""The keys of the map: growing, moving by direction, choosing, folding, finding by letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.layout import Shape
from tests.ui.map.hands import ALT, CTRL, NONE, SHIFT
from tests.ui.outline import garden
from tests.ui.outline.hands import Key, heard, press
from ui.map.keys import is_ours


def repeat(view, key, keys=NONE):
    """A key that is held down: what the keyboard sends again and again."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, keys, "", True)
    QApplication.sendEvent(view, event)


@pytest.mark.parametrize(
    ("key", "keys", "signal", "told"),
    [
        (Key.Key_Return, NONE, "new_sibling_requested", "e"),
        (Key.Key_Enter, NONE, "new_sibling_requested", "e"),
        (Key.Key_Return, CTRL, "new_child_requested", "e"),
        (Key.Key_Enter, CTRL, "new_child_requested", "e"),
        (Key.Key_Tab, NONE, "indent_requested", "e"),
        (Key.Key_Backtab, SHIFT, "outdent_requested", "e"),
        (Key.Key_Delete, NONE, "delete_requested", ["e"]),
    ],
)
def test_keys_that_ask_for_an_edit(view, key, keys, signal, told):
    asked = heard(getattr(view, signal))
    press(view, key, keys)
    assert asked == []  # nothing is selected
    view.set_selected_node("e")
    press(view, key, keys)
    assert asked == [told]
    repeat(view, key, keys)
    assert asked == [told]


def test_delete_is_about_all_that_are_chosen(view):
    asked = heard(view.delete_requested)
    view.choose_several(["f", "b", "e"])
    press(view, Key.Key_Delete)
    assert asked == [["f", "b", "e"]]


@pytest.mark.parametrize(
    ("shape", "out", "inward", "before", "after"),
    [
        (Shape.DOWN, Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right),
        (Shape.RIGHT, Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down),
        (Shape.COMPACT, Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right),
    ],
)
def test_alt_and_arrows_move_by_the_way_the_siblings_stand(view, shape, out, inward, before, after):
    view.set_shape(shape)
    view.set_selected_node("e")
    moved, indented, outdented = (
        heard(signal) for signal in (view.move_requested, view.indent_requested, view.outdent_requested)
    )
    press(view, before, ALT)
    press(view, after, ALT)
    assert moved == [("e", -1), ("e", 1)]
    press(view, out, ALT)
    press(view, inward, ALT)
    repeat(view, inward, ALT)
    assert (outdented, indented) == (["e"], ["e"])


def test_a_held_move_whose_node_goes_meanwhile_is_painted_no_more(view, project):
    view.set_selected_node("e")
    moved = heard(view.move_requested)
    QTest.keyPress(view, Key.Key_Right, ALT)
    garden.bin_branch(project, "e")
    view.refresh()
    view.viewport().grab()
    QTest.keyRelease(view, Key.Key_Right, ALT)
    assert moved == [("e", 1)]  # who does it says that it is gone


def test_in_a_column_of_the_compact_map_up_and_down_move(view, project):
    for node_id in ("e1", "e2", "e3"):
        garden.add(project, garden.make_node(node_id, "e", "g" + node_id))
    view.set_shape(Shape.COMPACT)
    view.refresh()
    assert view.scene.card("e1").left() == view.scene.card("e2").left()
    view.set_selected_node("e2")
    moved, outdented = heard(view.move_requested), heard(view.outdent_requested)
    press(view, Key.Key_Up, ALT)
    press(view, Key.Key_Left, ALT)
    assert (moved, outdented) == ([("e2", -1)], ["e2"])


def test_all_at_once_and_back_to_one(view):
    view.set_selected_node("e")
    press(view, Key.Key_A, CTRL)
    assert set(view.state.chosen) == set(view.scene.ids)
    assert view.selected_node() == view.state.chosen[-1] == "e"
    press(view, Key.Key_Escape)
    assert view.state.chosen == ("e",)


def test_escape_then_leaves_the_branch_in_focus(view):
    view.focus_on("b")
    view.choose_several(["c", "d"])
    press(view, Key.Key_Escape)
    assert (view.state.chosen, view.state.top) == (("d",), "b")
    press(view, Key.Key_Escape)
    assert view.state.top is None


def test_first_and_last(view):
    press(view, Key.Key_End)
    assert view.selected_node() == "k"
    press(view, Key.Key_Home)
    assert view.selected_node() == "a"


def sign(view, text):
    QTest.keyClicks(view, text)


def test_signs_fold_and_unfold(view):
    view.set_selected_node("a")
    view.state.set_folded(["b", "g"], True)
    sign(view, "-")
    assert view.scene.ids == ["a", "k"]
    sign(view, "+")
    assert view.scene.ids == ["a", "b", "e", "g", "k"]  # one step
    sign(view, "*")
    assert len(view.scene.ids) == 11
    assert not view.state.folded
    view.set_selected_node("f")
    for text in "-+* ":
        sign(view, text)
        assert not view.state.folded  # nothing is below it


def test_letters_find_the_next_card_that_begins_with_them(view):
    told = heard(view.node_selected)
    QTest.keyClicks(view, "wal")
    assert view.selected_node() == "b"
    assert told == ["b"]


def test_signs_and_spaces_belong_to_a_search_that_goes_on(view):
    view.set_selected_node("k")
    QTest.keyClicks(view, "shade can")
    assert view.selected_node() == "g"
    assert not view.state.folded


def test_what_is_found_comes_in_sight(view):
    view.resize(300, 200)
    view.zoom_reset()
    view.set_selected_node("c")

    QTest.keyClicks(view, "pond")
    assert view.selected_node() == "k"
    assert view.viewport().rect().intersects(view.from_scene(view.scene.card("k")))


def test_what_is_folded_away_is_not_found(view):
    view.set_folded("e", True)
    view.set_selected_node("a")
    QTest.keyClicks(view, "paint")
    assert view.selected_node() == "a"


@pytest.mark.parametrize(
    ("key", "keys", "text", "ours"),
    [
        (Key.Key_Tab, NONE, "\t", True),
        (Key.Key_Left, ALT, "", True),
        (Key.Key_Left, NONE, "", True),
        (Key.Key_Left, CTRL, "", False),
        (Key.Key_B, NONE, "b", True),
        (Key.Key_B, SHIFT, "B", True),
        (Key.Key_Question, SHIFT, "?", False),
        (Key.Key_A, CTRL, "\x01", True),
        (Key.Key_Return, CTRL, "\r", True),
        (Key.Key_L, CTRL, "\x0c", False),
        (Key.Key_1, ALT, "1", False),
        (Key.Key_F3, NONE, "", False),
    ],
)
def test_which_keys_no_shortcut_of_the_window_may_take(view, key, keys, text, ours):
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, keys, text)
    assert is_ours(event) == ours


def test_no_key_of_the_map_acts_while_a_card_is_worded(view):
    view.set_selected_node("e")
    asked = heard(view.delete_requested)
    view.edit_node("e")
    editor = view.hands.editing.editor
    press(editor, Key.Key_Delete)
    QTest.keyClicks(editor, "- *")
    assert asked == []
    assert editor.text() == "- *"


@pytest.mark.parametrize(
    ("key", "keys", "chosen"),
    [
        (Key.Key_End, NONE, ("z",)),
        (Key.Key_Home, NONE, ("0",)),
        (Key.Key_A, CTRL, ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "z", "0")),
    ],
)
def test_keys_mean_the_cards_as_they_are_now(view, project, key, keys, chosen):
    view.hide()  # it lays the map out only when somebody asks for it
    for node_id in "0z":
        garden.add(project, garden.make_node(node_id, None, node_id))
    view.refresh()
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, key, keys))
    assert view.state.chosen == chosen

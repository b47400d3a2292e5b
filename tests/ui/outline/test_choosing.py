"""Several rows at once: by keys, by mouse, from another view, and what is asked for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.outline import garden
from tests.ui.outline.hands import ALT, SHIFT, Key, heard, middle, press
from ui.tree_state import TreeState

CONTROL, LEFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)


def chosen(view):
    """What the state says, and what the rows show."""
    rows = sorted(index.row() for index in view.selectionModel().selectedRows())
    return "".join(view.state.chosen), "".join(view.outline.node_at(row) for row in rows)


def click(view, node_id, modifiers=NONE):
    QTest.mouseClick(view.viewport(), LEFT, modifiers, middle(view, node_id))


def test_shift_and_arrows_choose_a_range_and_tell_the_last(view):
    view.set_selected_node("c")
    told = heard(view.node_selected)
    for _twice in range(2):
        press(view, Key.Key_Down, SHIFT)
    assert chosen(view) == ("cde", "cde")
    press(view, Key.Key_Up, SHIFT)
    assert chosen(view) == ("cd", "cd")
    for _thrice in range(3):
        press(view, Key.Key_Up, SHIFT)
    assert chosen(view) == ("cba", "abc")
    assert told == ["d", "e", "d", "c", "b", "a"]
    press(view, Key.Key_End, SHIFT)
    assert chosen(view) == ("cdefghijk", "cdefghijk")
    press(view, Key.Key_Up)
    assert chosen(view) == ("j", "j")


def test_the_session_that_selects_the_last_leaves_the_others_chosen(view):
    view.node_selected.connect(view.set_selected_node)
    view.set_selected_node("c")
    press(view, Key.Key_Down, SHIFT)
    view.refresh()
    assert chosen(view) == ("cd", "cd")
    view.set_selected_node("k")
    assert chosen(view) == ("k", "k")


def test_shift_click_control_click_and_a_plain_click(view):
    click(view, "c")
    click(view, "f", SHIFT)
    assert chosen(view) == ("cdef", "cdef")
    click(view, "h", CONTROL)
    click(view, "d", CONTROL)
    assert chosen(view) == ("cefh", "cefh")
    assert view.selected_node() == "h"
    click(view, "h", CONTROL)
    assert view.selected_node() == "f"
    click(view, "e")
    assert chosen(view) == ("e", "e")
    click(view, "e", CONTROL)
    assert chosen(view) == ("e", "e")  # one is always left


def test_control_a_chooses_what_is_on_show_and_escape_goes_back_to_one(view):
    view.set_folded("g", True)
    view.set_selected_node("d")
    press(view, Key.Key_A, CONTROL)
    assert chosen(view) == ("abcefgkd", "abcdefgk")
    press(view, Key.Key_Escape)
    assert chosen(view) == ("d", "d")
    view.state.focus_on("b")
    press(view, Key.Key_Escape)
    assert view.outline.top is None


def test_delete_asks_for_all_in_reading_order(view):
    told = heard(view.delete_requested)
    click(view, "h")
    click(view, "c", CONTROL)
    press(view, Key.Key_Delete)
    assert told == [["c", "h"]]


def test_what_another_view_chooses_is_shown_here(view, qapp):
    state = TreeState(view)
    state.show_case("C")
    view.set_state(state)
    view.set_selected_node("b")
    state.choose(("d", "b"))
    assert chosen(view) == ("db", "bd")
    state.choose(("b",))
    assert chosen(view) == ("b", "b")


def test_chosen_nodes_that_go_are_chosen_no_more(view, project):
    view.choose_many(["c", "d", "k"])
    for node in "cd":
        garden.bin_branch(project, node)
    view.refresh()
    assert chosen(view) == ("k", "k")


def test_folded_away_nodes_stay_chosen(view):
    view.choose_many(["h", "i", "b"])
    view.set_folded("g", True)
    assert chosen(view) == ("hib", "b")
    view.set_folded("g", False)
    assert chosen(view) == ("hib", "bhi")


def test_the_other_button_keeps_what_is_chosen_with_the_row(view):
    view.choose_many(["c", "d"])
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, NONE, middle(view, "c"))
    assert chosen(view) == ("dc", "cd")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, NONE, middle(view, "k"))
    assert chosen(view) == ("k", "k")


def test_one_of_several_carries_them_all_and_a_click_on_it_means_it_alone(view, monkeypatch):
    carried = []

    def take(ids):
        carried.append(ids)
        return True

    monkeypatch.setattr(view._drag, "start", take)
    view.choose_many(["h", "c"])
    start = middle(view, "c")
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    QTest.mouseMove(view.viewport(), start + QPoint(0, 40))
    QTest.mouseRelease(view.viewport(), LEFT, NONE, start + QPoint(0, 40))
    assert carried == [["c", "h"]]
    assert chosen(view) == ("hc", "ch")
    click(view, "h")
    assert chosen(view) == ("h", "h")


def test_only_the_selected_one_moves_by_keys_and_that_is_said(view):
    said, moves = heard(view.told), heard(view.move_requested)
    view.choose_many(["e", "b"])
    press(view, Key.Key_Down, ALT)
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyRelease, Key.Key_Alt, NONE))
    assert moves == [("b", 1)]
    assert len(said) == 1


def test_signs_fold_unless_a_search_is_typed(view):
    view.set_selected_node("a")
    QTest.keyClicks(view, "-")
    assert view.outline.rowCount() == 2
    QTest.keyClicks(view, "+")
    assert view.outline.rowCount() == 5
    QTest.keyClicks(view, "*")
    assert view.outline.rowCount() == 11
    QTest.keyClicks(view, "ben-")
    assert (view.selected_node(), view.outline.rowCount()) == ("e", 11)


def test_a_folded_branch_that_takes_the_chosen_in_is_unfolded(view, project):
    view.set_folded("b", True)
    view.choose_many(["k", "e"])
    told = heard(view.node_selected)
    for node in "ek":
        garden.alter(project, node, parent_id="b", position=f"z{node}")
    view.refresh()
    assert not view.outline.is_folded("b")
    assert (chosen(view), told) == (("ke", "ek"), [])


def test_a_row_that_leaves_the_branch_shown_alone_is_followed(view, project):
    view.state.focus_on("b")
    view.set_selected_node("c")
    garden.alter(project, "c", parent_id="a", position="bb")
    view.refresh()
    assert view.outline.top is None
    assert view.selected_node() == "c"

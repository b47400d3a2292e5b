"""Dropping rows: where they land, what the rules refuse and say, and what would be linked instead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QCursor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.errors import UserError
from tests.ui.outline import garden
from tests.ui.outline.hands import Key, heard, press
from ui.outline.measures import ROW_HEIGHT, SIGN_X
from ui.outline.view import OutlineView

MOVE, LEFT, NONE = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def place(view, node_id, share, depth=0):
    top, bottom = view.row_span(node_id)
    return QPoint(SIGN_X + 6 + 24 * depth, round(top + share * (bottom - top)))


def drag(view, source, node_id, where, drop=True, keys=NONE):
    """Carry a node over a place; whether it might land there. What was asked for is in view.asked."""
    data = source._drag.mime([node_id] if isinstance(node_id, str) else node_id)
    enter = QDragEnterEvent(where, MOVE, data, LEFT, keys)
    QApplication.sendEvent(view.viewport(), enter)
    over = QDragMoveEvent(where, MOVE, data, LEFT, keys)
    QApplication.sendEvent(view.viewport(), over)
    if drop:
        QApplication.sendEvent(view.viewport(), QDropEvent(where, MOVE, data, LEFT, keys))
    return over.isAccepted()


@pytest.fixture
def asked(view):
    told = []
    view.reparent_requested.connect(lambda nodes, *where: told.append(("".join(nodes), *where)))
    return told


@pytest.mark.parametrize(
    ("node", "over", "share", "depth", "wanted"),
    [
        ("c", "e", 0.5, 0, ("c", "e", "")),  # in a row: its last child
        ("f", "d", 0.05, 2, ("f", "b", "d")),  # above a row: before it
        ("c", "e", 0.95, 5, ("c", "e", "f")),  # below an unfolded row: its first child
        ("e", "d", 0.95, 2, ("e", "b", "")),  # between depths: the pointer chooses
        ("g", "d", 0.95, 1, ("g", "a", "e")),
        ("e", "k", 0.05, 0, ("e", "", "k")),
        ("e", "k", 0.95, 0, ("e", "", "")),
        ("h", "h", 0.95, 0, None),  # where it is
        ("h", "g", 0.95, 2, None),
    ],
)
def test_a_drop_lands_where_the_marker_stood(view, asked, node, over, share, depth, wanted):
    allowed = drag(view, view, node, place(view, over, share, depth))
    assert allowed == (wanted is not None)
    assert asked == ([wanted] if wanted else [])


def test_what_went_while_it_was_carried_lands_nowhere(view, asked, project):
    garden.bin_branch(project, "f")
    view.refresh()
    assert not drag(view, view, "f", place(view, "c", 0.5))
    assert asked == []


def test_below_the_last_row_is_the_end_of_the_roots(view, asked):
    assert drag(view, view, "e", QPoint(SIGN_X, 12 * ROW_HEIGHT))
    assert asked == [("e", "", "")]


@pytest.mark.parametrize(
    ("node", "over", "share", "sentence"),
    [
        ("b", "c", 0.5, UserError("rule.not_under_itself")),
        ("a", "h", 0.05, UserError("rule.not_under_itself")),
        ("b", "b", 0.5, UserError("rule.not_under_itself")),
        ("e", "c", 0.5, UserError("rule.evidence_holds_no_claim")),
        ("c", "k", 0.05, UserError("rule.root_holds_claims", kind="evidence")),
    ],
)
def test_what_the_rules_forbid_is_refused_with_their_sentence(view, asked, node, over, share, sentence):
    assert not drag(view, view, node, place(view, over, share), drop=False)
    assert view._drag._bubble.isVisible()
    assert view._drag._bubble.text() == str(sentence)
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert not view._drag._bubble.isVisible()
    drag(view, view, node, place(view, over, share))
    assert asked == []


@pytest.fixture
def other(qtbot, theme, project):
    """The outline of another case, with a point z."""
    garden.add(project, replace(garden.make_node("z", None, "n"), case_id="D"))
    garden.add(project, replace(garden.make_node("y", None, "p"), case_id="D"))
    shown = OutlineView(theme)
    qtbot.addWidget(shown)
    shown.set_case(project, "D", garden.STATUS.get, garden.cite_of)
    return shown


def test_a_node_of_another_case_is_linked_with_the_row_it_is_let_go_on(view, asked, other, project):
    links, where = heard(view.link_dropped), place(view, "e", 0.05)
    assert drag(view, other, "z", where, drop=False)
    assert view._drag._bubble.text() == f"Link with “{project.node('e').text}”"
    assert view._drag.target is None and view._drag.links.target == "e"
    drag(view, other, "z", where)
    assert asked == [] and links == [("z", "e", view.viewport().mapToGlobal(where))]
    assert not view._drag._bubble.isVisible() and not view._drag.links.is_on


def test_nodes_that_cannot_be_linked_say_why(view, asked, other):
    links, said = heard(view.link_dropped), heard(view.drop_refused)
    beside = QPoint(SIGN_X, 12 * ROW_HEIGHT)
    assert not drag(view, other, "z", beside)
    assert not drag(view, other, ["z", "y"], place(view, "e", 0.5))
    assert not drag(view, view, "f", place(view, "f", 0.5), keys=BOTH)
    first = "Let go on a node to link the two; cut and paste moves a branch to the other case."
    assert said == [first, str(UserError("rule.link_one_node")), str(UserError("rule.link_to_itself"))]
    assert asked == [] == links
    assert not drag(view, view, "f", beside, drop=False, keys=BOTH)
    assert view._drag._bubble.text() == "Let go on a node to link the two."


def test_ctrl_and_shift_link_within_a_case(view, asked):
    links = heard(view.link_dropped)
    assert drag(view, view, "c", place(view, "f", 0.9), drop=False, keys=BOTH)
    assert view._drag.target is None
    assert drag(view, view, "c", place(view, "e", 0.5), drop=False)  # the keys are up again: it would move
    assert view._drag.target is not None and not view._drag.links.is_on
    drag(view, view, "c", place(view, "f", 0.9), keys=BOTH)
    assert asked == [] and [link[:2] for link in links] == [("c", "f")]


def test_a_drag_with_both_keys_down_from_the_start_carries_one_row(view, carried):
    top, bottom = view.row_span("f")
    start = QPoint(200, (top + bottom) // 2)
    QTest.mousePress(view.viewport(), LEFT, BOTH, start)
    QTest.mouseMove(view.viewport(), start + QPoint(0, 2))
    QTest.mouseMove(view.viewport(), start + QPoint(0, 60))
    QTest.mouseRelease(view.viewport(), LEFT, BOTH, start)
    assert len(carried) == 1


def test_the_row_that_waits_for_its_partner_has_a_dashed_frame(view):
    def shown():
        return view.viewport().grab().toImage()

    before = shown()
    view.set_marked_node("f")
    assert shown() != before
    view.set_folded("e", True)  # it is hidden now
    with_mark = shown()
    view.set_marked_node(None)
    assert shown() == with_mark
    view.set_folded("e", False)
    assert shown() == before


def test_foreign_things_are_ignored(view, asked):
    data = QMimeData()
    data.setText("some words")
    over = QDragMoveEvent(place(view, "e", 0.5), MOVE, data, LEFT, NONE)
    QApplication.sendEvent(view.viewport(), over)
    assert not over.isAccepted()
    QApplication.sendEvent(view.viewport(), QDropEvent(place(view, "e", 0.5), MOVE, data, LEFT, NONE))
    assert asked == []


def test_resting_on_a_folded_row_unfolds_it(view, qtbot):
    view.set_folded("g", True)
    drag(view, view, "f", place(view, "g", 0.5), drop=False)
    qtbot.waitUntil(lambda: not view.outline.is_folded("g"), timeout=2000)


def pull(view, start, end):
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    QTest.mouseMove(view.viewport(), start + QPoint(0, 2))
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, end)


def shown_as_selected(view):
    return [view.outline.node_at(index.row()) for index in view.selectionModel().selectedRows()]


@pytest.fixture
def carried(view, monkeypatch):
    """The drags that were begun: what is selected meanwhile. Whether the tree itself takes them: `carried.taken`."""

    class Carried(list):
        taken = False

    carried = Carried()

    def start(_node_ids):
        carried.append((shown_as_selected(view), view.selected_node()))
        return carried.taken

    monkeypatch.setattr(view._drag, "start", start)
    return carried


def test_a_row_carried_away_is_not_told_as_selected(view, carried):
    view.set_selected_node("e")
    told = heard(view.node_selected)
    pull(view, place(view, "c", 0.5, 4), place(view, "g", 0.5, 4))
    assert carried == [(["c"], "e")]  # shown while it is carried, and nobody scrolls to it
    assert told == []
    assert (shown_as_selected(view), view.selected_node()) == (["e"], "e")
    press(view, Key.Key_Down)
    assert told == ["f"]


def test_a_row_carried_away_leaves_none_selected_where_none_was(view, carried):
    pull(view, place(view, "c", 0.5, 4), place(view, "g", 0.5, 4))
    assert carried == [(["c"], None)]
    assert (shown_as_selected(view), view.selected_node()) == ([], None)


def test_a_row_moved_inside_the_tree_is_selected(view, carried):
    carried.taken = True
    told = heard(view.node_selected)
    pull(view, place(view, "c", 0.5, 4), place(view, "g", 0.5, 4))
    assert told == ["c"]
    assert (shown_as_selected(view), view.selected_node()) == (["c"], "c")


def test_a_press_shows_and_letting_go_tells(view):
    told = heard(view.node_selected)
    where = place(view, "e", 0.5, 4)
    QTest.mousePress(view.viewport(), LEFT, NONE, where)
    assert (shown_as_selected(view), view.selected_node(), told) == (["e"], None, [])
    view.refresh()  # somebody else's edit comes in between
    QTest.mouseRelease(view.viewport(), LEFT, NONE, where)
    assert (shown_as_selected(view), view.selected_node(), told) == (["e"], "e", ["e"])


def test_a_row_that_goes_under_the_button_is_not_told(view, project):
    view.set_selected_node("a")
    told = heard(view.node_selected)
    QTest.mousePress(view.viewport(), LEFT, NONE, place(view, "e", 0.5, 4))
    garden.bin_branch(project, "e")
    view.refresh()
    QTest.mouseRelease(view.viewport(), LEFT, NONE, QPoint(200, 60))
    assert (shown_as_selected(view), told) == (["a"], [])


def test_the_other_button_selects_at_once(view):
    told = heard(view.node_selected)
    QTest.mousePress(view.viewport(), Qt.MouseButton.RightButton, NONE, place(view, "e", 0.5, 4))
    assert told == ["e"]
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.RightButton, NONE, place(view, "e", 0.5, 4))


def test_the_marker_is_seen_and_goes(view, theme):
    accent = theme.tokens.accent.name()

    def seen():
        image = view.viewport().grab().toImage()
        return sum(image.pixelColor(300, y).name() == accent for y in range(image.height()))

    assert seen() == 0
    drag(view, view, "c", place(view, "e", 0.95, 2), drop=False)
    assert seen() >= 1
    drag(view, view, "c", place(view, "e", 0.5), drop=False)
    assert seen() >= 2
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert seen() == 0


def test_several_rows_land_together_without_what_is_inside_them(view, asked):
    assert drag(view, view, ["b", "c", "f"], place(view, "k", 0.5))
    assert asked == [("bf", "k", "")]


def test_several_rows_land_before_one_that_stays(view, asked):
    assert drag(view, view, ["b", "e"], place(view, "e", 0.05, 1))
    assert asked == [("be", "a", "g")]


def test_one_of_several_that_may_not_land_holds_them_all(view, asked):
    assert not drag(view, view, ["f", "c"], place(view, "k", 0.05))
    assert view._drag._bubble.text() == str(UserError("rule.root_holds_claims", kind="evidence"))
    assert asked == []


def test_letting_go_where_nothing_may_land_says_why(view, asked, qtbot):
    said = heard(view.drop_refused)
    where = place(view, "c", 0.5)
    QCursor.setPos(view.viewport().mapToGlobal(where))
    drag(view, view, "e", where, drop=False)
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    qtbot.waitUntil(lambda: said == [str(UserError("rule.evidence_holds_no_claim"))])
    QCursor.setPos(view.viewport().mapToGlobal(QPoint(-200, -200)))  # carried elsewhere: nothing to say
    drag(view, view, "e", where, drop=False)
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    QApplication.processEvents()
    assert len(said) == 1
    QCursor.setPos(view.viewport().mapToGlobal(where))
    drag(view, view, "e", where, drop=False)
    QTest.keyClick(view, Qt.Key.Key_Escape)  # given up
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert len(said) == 1
    drag(view, view, "e", where)  # a platform that drops all the same
    assert len(said) == 2
    assert asked == []


def test_the_picture_counts_what_is_carried(view, theme):
    one, three = view._drag._chip(["e"]), view._drag._chip(["e", "b", "c"])
    assert three.width() > one.width() and three.height() > one.height()
    colours = {three.toImage().pixelColor(three.width() - 18, y).name() for y in range(three.height())}
    assert theme.tokens.accent.name() in colours

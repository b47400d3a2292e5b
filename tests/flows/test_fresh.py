"""A new point that gets no words is as if it had never been made."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.flows.conftest import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier


def count(desk: Desk) -> int:
    return sum(1 for _node in desk.project.walk(desk.case(desk.left).id))


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
@pytest.mark.parametrize("view", ["tree", "map"])
def test_left_without_words_it_goes_and_the_node_before_is_selected(
    desk: Desk, qtbot: QtBot, view: str, key: Qt.Key
) -> None:
    desk.left.set_shows(view)
    root = desk.roots(desk.left)[0]
    desk.window.session.select(root)
    desk.left.take_focus(in_tree=True)
    nodes, undoable = count(desk), desk.window.session.workspace.history.to_undo()
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert count(desk) == nodes + 1
    desk.press(key)
    qtbot.waitUntil(lambda: count(desk) == nodes)
    assert desk.selected == root
    assert desk.window.session.workspace.history.to_undo() is undoable


def test_words_that_were_typed_and_left_go_with_it(desk: Desk, qtbot: QtBot) -> None:
    root = desk.roots(desk.left)[0]
    desk.click_row(desk.left, root)
    nodes = count(desk)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.type("Perhaps")
    desk.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: count(desk) == nodes)


def test_an_empty_point_may_be_moved_in_before_it_is_worded(desk: Desk, qtbot: QtBot) -> None:
    first = desk.project.children(desk.case(desk.left).id, desk.roots(desk.left)[0])[3].id
    desk.click_row(desk.left, first)
    desk.press(Qt.Key.Key_Return)
    made = desk.selected
    desk.press(Qt.Key.Key_Tab)
    QTest.qWait(0)
    assert made is not None and desk.project.node(made).parent_id == first
    desk.type("Moved in")
    desk.press(Qt.Key.Key_Return)
    assert desk.project.node(made).text == "Moved in"
    assert desk.project.is_visible(made)


def test_one_that_was_moved_in_and_left_empty_goes_too(desk: Desk, qtbot: QtBot) -> None:
    first = desk.project.children(desk.case(desk.left).id, desk.roots(desk.left)[0])[3].id
    desk.click_row(desk.left, first)
    nodes = count(desk)
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: count(desk) == nodes)


def test_a_point_made_from_a_passage_keeps_its_words(desk: Desk) -> None:
    desk.select_text(desk.left, 40, 60)
    nodes = count(desk)
    QTest.keyClick(desk.left.article, Qt.Key.Key_C)
    desk.press(Qt.Key.Key_Escape)
    QTest.qWait(0)
    assert count(desk) == nodes + 1

"""The in-place editor: every way in and out of it, and what it tells on the way."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.outline import garden
from tests.ui.outline.hands import SHIFT, Key, click, heard, middle, press
from ui.outline.measures import ROW_HEIGHT


def editor_of(view):
    assert view.is_editing
    return view._editor


def test_f2_type_enter_commits(view):
    view.set_selected_node("e")
    committed, drafts, cancelled = heard(view.text_committed), heard(view.draft_changed), heard(view.edit_cancelled)
    press(view, Key.Key_F2)
    editor = editor_of(view)
    assert editor.hasFocus()
    QTest.keyClicks(editor, "New")
    assert drafts == [("e", "N"), ("e", "Ne"), ("e", "New")]
    press(editor, Key.Key_Return)
    assert committed == [("e", "New")]
    assert cancelled == []
    assert not view.is_editing
    assert view.hasFocus()


def test_a_space_at_the_end_of_a_full_line_leaves_the_first_letters_in_sight(view):
    view.edit_node("e")
    editor, furthest = editor_of(view), 0
    editor.setFixedWidth(204)
    for letter in " Walkers also stay longer, and they come back on other days of the week":
        QTest.keyClicks(editor, letter)
        furthest = max(furthest, editor.horizontalScrollBar().value())
    assert furthest == 0


def test_escape_cancels(view):
    view.set_selected_node("e")
    committed, cancelled = heard(view.text_committed), heard(view.edit_cancelled)
    press(view, Key.Key_F2)
    QTest.keyClicks(editor_of(view), "New")
    press(editor_of(view), Key.Key_Escape)
    assert cancelled == ["e"]
    assert committed == []
    assert not view.is_editing


@pytest.mark.parametrize("modifiers", [SHIFT, Qt.KeyboardModifier.ControlModifier])
def test_no_key_makes_a_second_line(view, modifiers):
    committed, added = heard(view.text_committed), heard(view.new_sibling_requested)
    view.edit_node("e", "one", select_all=False)
    press(editor_of(view), Key.Key_Return, modifiers)
    assert committed == [("e", "one")]
    assert added == (["e"] if modifiers != SHIFT else [])


def test_pasted_lines_become_one_paragraph_and_no_break_spaces_stay(view):
    committed = heard(view.text_committed)
    view.edit_node("e")
    QApplication.clipboard().setText("one\n two\r\nthree\u00a0%")
    editor_of(view).paste()
    view.finish_editing()
    assert committed == [("e", "one two three\u00a0%")]


def test_a_click_on_another_row_commits_and_then_selects_the_row_under_the_pointer(view, qtbot):
    order: list[Any] = []
    view.text_committed.connect(lambda node, text: order.append(("text", node, text)))
    view.node_selected.connect(lambda node: order.append(("selected", node)))
    view.edit_node("b", "many words " * 40)
    assert view.row_span("b")[1] - view.row_span("b")[0] > 2 * ROW_HEIGHT
    click(view, "e")
    qtbot.waitUntil(lambda: not view.is_editing)
    assert order == [("text", "b", ("many words " * 40).strip()), ("selected", "e")]
    assert view.row_span("b")[1] - view.row_span("b")[0] == ROW_HEIGHT


@pytest.mark.parametrize("reselects", [False, True])
def test_the_click_that_commits_keeps_its_row_through_the_refresh(view, project, qtbot, reselects):
    def perform(node_id, text):
        garden.alter(project, node_id, text=text)
        view.refresh()
        if reselects:
            view.set_selected_node(node_id)

    view.text_committed.connect(perform)
    told = heard(view.node_selected)
    view.edit_node("b", "many words " * 40)
    click(view, "e")
    qtbot.waitUntil(lambda: not view.is_editing)
    assert told == ["e"]
    assert view.selected_node() == "e"
    assert [index.row() for index in view.selectionModel().selectedRows()] == [view.outline.row_of("e")]
    assert view.currentIndex().row() == view.outline.row_of("e")


def test_losing_the_focus_commits(view, qtbot):
    committed = heard(view.text_committed)
    view.edit_node("e", "left behind")
    qtbot.waitUntil(editor_of(view).hasFocus)
    editor_of(view).clearFocus()
    qtbot.waitUntil(lambda: committed == [("e", "left behind")])  # at once, or after a press that is not over
    assert not view.is_editing


def test_an_editor_grows_no_higher_than_the_outline(view):
    view.resize(650, 200)
    view.edit_node("e", "many words " * 200, select_all=False)
    top, bottom = view.row_span("e")
    assert 0 <= top < bottom <= view.viewport().height()
    editor = editor_of(view)
    assert editor.viewport().rect().contains(editor.cursorRect().center())


def test_a_double_click_edits(view):
    click(view, "f")
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(view, "f"))
    assert editor_of(view).text() == "Paint is cheaper still"


def test_a_refresh_leaves_what_is_typed_alone(view, project):
    committed = heard(view.text_committed)
    view.edit_node("e", "typed so far")
    garden.alter(project, "e", note="somebody else's note")
    garden.move(project, "e", -1)
    view.refresh()
    assert editor_of(view).text() == "typed so far"
    press(editor_of(view), Key.Key_Return)
    assert committed == [("e", "typed so far")]


def test_a_node_that_goes_takes_its_editor_quietly(view, project):
    committed, cancelled = heard(view.text_committed), heard(view.edit_cancelled)
    view.edit_node("e", "typed so far")
    garden.bin_branch(project, "e")
    view.refresh()
    assert not view.is_editing
    assert (committed, cancelled) == ([], [])


@pytest.mark.parametrize(("modifiers", "signal"), [(SHIFT, "outdent_requested"), (None, "indent_requested")])
def test_tab_moves_the_node_and_the_wording_goes_on(view, project, modifiers, signal):
    order: list[Any] = []
    view.text_committed.connect(lambda node, text: garden.alter(project, node, text=text))
    view.text_committed.connect(lambda node, text: order.append((node, text)))
    view.text_committed.connect(lambda *_each: view.refresh())
    getattr(view, signal).connect(lambda node: order.append(node))
    getattr(view, signal).connect(lambda node: garden.alter(project, node, parent_id="b", position="z"))
    getattr(view, signal).connect(lambda *_each: view.refresh())
    view.edit_node("e", "Benches cost little", select_all=False)
    for _letter in "little":
        press(editor_of(view), Key.Key_Left)
    if modifiers is None:
        press(editor_of(view), Key.Key_Tab)
    else:
        press(editor_of(view), Key.Key_Backtab, modifiers)
    assert order == [("e", "Benches cost little"), "e"]
    assert editor_of(view).hasFocus()
    QTest.keyClicks(editor_of(view), "very ")
    assert editor_of(view).text() == "Benches cost very little"
    press(editor_of(view), Key.Key_Return)
    assert order[-1] == ("e", "Benches cost very little")
    assert view.outline.depth_at(view.outline.row_of("e")) == 2


def test_tab_with_nothing_typed_keeps_the_words_that_stood_there(view):
    view.edit_node("e", "")
    press(editor_of(view), Key.Key_Tab)
    assert editor_of(view).text() == "Benches are cheap"
    assert editor_of(view).textCursor().selectedText() == "Benches are cheap"


def test_a_node_that_goes_by_tab_opens_no_editor(view, project):
    def take_away(_node):
        garden.bin_branch(project, "b")
        view.refresh()

    view.indent_requested.connect(take_away)
    view.edit_node("b", "gone soon")
    press(editor_of(view), Key.Key_Tab)
    assert not view.is_editing

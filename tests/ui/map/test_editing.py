"""The editor over a card: every way in and out of it, and its place while the map moves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from models.layout import Shape
from tests.ui.map.hands import CTRL, NONE, SHIFT, click, place_of, show, wheel
from tests.ui.outline import garden
from tests.ui.outline.hands import Key, heard, press

LONG = "Walkers tire after ten minutes, and those who carry something tire long before that. " * 3


def editor_of(view):
    assert view.is_editing
    return view.hands.editing.editor


def test_f2_type_enter_commits(view):
    view.set_selected_node("e")
    committed, drafts, cancelled = heard(view.text_committed), heard(view.draft_changed), heard(view.edit_cancelled)
    press(view, Key.Key_F2)
    assert editor_of(view).hasFocus()
    QTest.keyClicks(editor_of(view), "New")
    assert drafts == [("e", "N"), ("e", "Ne"), ("e", "New")]
    press(editor_of(view), Key.Key_Return)
    assert (committed, cancelled) == ([("e", "New")], [])
    assert not view.is_editing
    assert view.hasFocus()


def test_escape_leaves_it_as_it_was(view):
    view.set_selected_node("e")
    committed, cancelled = heard(view.text_committed), heard(view.edit_cancelled)
    press(view, Key.Key_F2)
    QTest.keyClicks(editor_of(view), "New")
    press(editor_of(view), Key.Key_Escape)
    assert (committed, cancelled) == ([], ["e"])
    assert not view.is_editing
    assert view.hasFocus()


@pytest.mark.parametrize("keys", [SHIFT, CTRL])
def test_no_key_makes_a_second_line(view, keys):
    committed, added = heard(view.text_committed), heard(view.new_sibling_requested)
    view.edit_node("e", "one", select_all=False)
    press(editor_of(view), Key.Key_Return, keys)
    assert committed == [("e", "one")]
    assert added == (["e"] if keys == CTRL else [])


@pytest.mark.parametrize(("keys", "inward"), [(NONE, True), (SHIFT, False)])
def test_tab_moves_the_node_and_goes_on_wording(view, keys, inward):
    committed = heard(view.text_committed)
    moved = heard(view.indent_requested if inward else view.outdent_requested)
    view.edit_node("e", "one two", select_all=False)
    press(editor_of(view), Key.Key_Left)
    press(editor_of(view), Key.Key_Tab if inward else Key.Key_Backtab, keys)
    assert (committed, moved) == ([("e", "one two")], ["e"])
    QTest.keyClicks(editor_of(view), "x")
    assert editor_of(view).text() == "one twxo"


def test_a_double_click_opens_it(view):
    click(view, "e")
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, place_of(view, "e"))
    assert view.hands.editing.node_id == "e"
    assert editor_of(view).textCursor().selectedText() == "Benches are cheap"


def test_losing_the_focus_commits(view, qtbot):
    field = QLineEdit(view)
    field.show()
    committed = heard(view.text_committed)
    view.edit_node("e", "one")
    field.setFocus()
    qtbot.waitUntil(lambda: committed == [("e", "one")])
    assert field.hasFocus()


def test_a_click_on_another_card_commits_and_then_selects_it(view, qtbot):
    order: list[tuple[str, ...]] = []
    view.text_committed.connect(lambda node, text: order.append(("text", node, text)))
    view.node_selected.connect(lambda node: order.append(("selected", node)))
    view.edit_node("b", LONG)
    order.clear()
    click(view, "e")
    qtbot.waitUntil(lambda: not view.is_editing)
    assert order == [("text", "b", LONG.strip()), ("selected", "e")]


def test_another_node_to_reword_commits_the_first(view):
    committed = heard(view.text_committed)
    view.edit_node("b", "one")
    view.edit_node("e", "two")
    assert committed == [("b", "one")]
    assert editor_of(view).text() == "two"


def test_a_commit_that_waits_for_the_button_is_not_for_the_next_editor(view):
    committed = heard(view.text_committed)
    view.edit_node("b", "one")
    place = place_of(view, "e")
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    view.edit_node("e", "two")
    QApplication.processEvents()
    assert committed == [("b", "one")]
    assert editor_of(view).text() == "two"
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, NONE, place)


def test_a_node_that_goes_takes_its_editor_with_it(view, project):
    told = heard(view.text_committed), heard(view.edit_cancelled)
    view.edit_node("f")
    QTest.keyClicks(editor_of(view), "New")
    garden.bin_branch(project, "e")
    view.refresh()
    assert not view.is_editing
    assert told == ([], [])


def test_it_outlives_an_edit_of_another_node(view, project):
    view.edit_node("f", "half a wo")
    garden.alter(project, "b", text=LONG)
    view.refresh()
    assert editor_of(view).text() == "half a wo"
    assert editor_of(view).hasFocus()
    assert covers(view, "f")


def covers(view, node_id):
    """Whether the editor lies over the text of the card."""
    box = view.from_scene(view.scene.text_box(node_id))
    return editor_of(view).geometry().adjusted(-1, -1, 1, 1).contains(box)


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("scale", [0.1, 0.4, 0.8, 1.0, 1.7, 3.0])
def test_it_lies_over_its_card_at_every_scale(view, shape, scale):
    view.set_shape(shape)
    view.look(view.camera.zoomed(scale, view.camera.from_scene(view.scene.card("e")).center()))
    view.edit_node("e")
    editor = editor_of(view)
    assert covers(view, "e")
    assert editor.font().pixelSize() == round(13 * max(1.0, scale))
    assert editor.verticalScrollBar().maximum() == 0  # all of it can be read
    assert view.viewport().rect().contains(editor.geometry())


def test_it_stays_over_its_card_while_the_map_moves(view):
    view.edit_node("e")
    for keys, turned in ((NONE, -240), (CTRL, 240), (CTRL, 120), (SHIFT, 360), (CTRL, -600), (NONE, 120)):
        wheel(view, QPoint(700, 300), QPoint(0, turned), keys=keys)
        assert covers(view, "e")
    view.resize(900, 600)
    assert covers(view, "e")
    card = view.from_scene(view.scene.card("e"))
    for way in (QPoint(card.left() + 60, 0), QPoint(0, card.top() + 12)):
        view.look(view.camera.moved(way.x(), way.y()))
        assert covers(view, "e")  # partly out of sight with its card
    assert editor_of(view).hasFocus()


def test_it_grows_with_the_text_and_shrinks_again(view):
    view.edit_node("e")
    before = editor_of(view).geometry()
    QTest.keyClicks(editor_of(view), LONG)
    grown = editor_of(view).geometry()
    assert grown.height() > before.height() + 60
    assert (grown.topLeft(), grown.width()) == (before.topLeft(), before.width())
    assert editor_of(view).verticalScrollBar().value() == 0
    editor_of(view).selectAll()
    QTest.keyClicks(editor_of(view), "x")
    after = editor_of(view).geometry()
    assert (after.topLeft(), after.width()) == (before.topLeft(), before.width())
    assert abs(after.height() - before.height()) <= 1


def test_words_without_end_scroll_inside(qtbot, theme, project):
    view = show(qtbot, theme, project, (700, 300))
    view.edit_node("b", LONG * 20, select_all=False)
    editor = editor_of(view)
    assert view.viewport().rect().contains(editor.geometry())
    assert editor.viewport().rect().contains(editor.cursorRect().center())


def test_letters_stand_where_they_stood(view):
    """The editor's first line lies on the card's first line."""
    view.zoom_reset()
    view.edit_node("e", select_all=False)
    editor, box = editor_of(view), view.from_scene(view.scene.text_box("e"))
    first = editor.document().firstBlock()
    area = editor.blockBoundingGeometry(first).translated(editor.contentOffset())
    corner = editor.viewport().mapTo(view.viewport(), area.topLeft().toPoint())
    assert abs(corner.x() - box.left()) <= 1
    assert abs(corner.y() - box.top()) <= 2


def test_a_theme_that_is_chosen_meanwhile_is_taken(view, theme):
    view.look(view.camera.zoomed(2.0, view.camera.from_scene(view.scene.card("e")).center()))
    view.edit_node("e")
    theme.choose("dark")
    assert editor_of(view).font().pixelSize() == 26
    assert covers(view, "e")


def test_another_case_commits_first(view, project):
    committed = heard(view.text_committed)
    view.edit_node("e", "one")
    view.set_case(project, "D", garden.STATUS.get, garden.cite_of, lambda _id: 0)
    assert committed == [("e", "one")]
    assert not view.is_editing

"""Passages by hand, with real keys and a real mouse, down to the rows in the file: each a step that can be undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.authoring import nodes
from models.entities import Anchor, Kind, Node
from tests.flows.conftest import Desk, point_of
from tests.flows.test_annotate import passage
from ui.carried import Words
from ui.settings import NEW_TEXT

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def anchors_of(desk: Desk, node_id: str) -> list[tuple[int, int]]:
    """The node's passages as another program finds them in the file."""
    other = desk.fresh()
    found = [(anchor.start, anchor.end) for anchor in other.project.anchors(node_id)]
    other.close()
    return found


def undo(desk: Desk) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_Z, CONTROL)


@pytest.fixture
def root(desk: Desk) -> Node:
    node = desk.project.node(desk.roots(desk.left)[0])
    desk.window.session.select(node.id)
    return node


@pytest.fixture
def held(desk: Desk, root: Node) -> Anchor:
    """The root's first passage, the caret in its middle."""
    anchor = desk.project.anchors(root.id)[0]
    desk.left.article.setFocus()
    middle = (anchor.start + anchor.end) // 2
    desk.left.article.select(middle, middle)
    return anchor


def key(desk: Desk, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(desk.left.article, which, modifier)


def test_a_adds_a_further_passage(desk: Desk, root: Node) -> None:
    before = anchors_of(desk, root.id)
    place = passage(desk, "Occupied land should stay unrecognised")
    desk.select_text(desk.left, *place)
    key(desk, Qt.Key.Key_A)
    assert anchors_of(desk, root.id) == sorted([*before, place])
    undo(desk)
    assert anchors_of(desk, root.id) == before


def test_a_for_a_node_of_the_other_side_is_refused(desk: Desk) -> None:
    desk.window.session.select(desk.roots(desk.right)[0])
    desk.select_text(desk.left, *passage(desk, "Occupied land"))
    key(desk, Qt.Key.Key_A)
    assert desk.window.status.message == "Select the node first that the passage is for."


def test_x_takes_an_end_in_hand_and_return_keeps_it(desk: Desk, root: Node, held: Anchor) -> None:
    desk.left.article.select(held.end - 2, held.end - 2)  # nearer to the end, which is the one that moves
    for left_by in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        key(desk, Qt.Key.Key_X)
        assert desk.window.status.message.startswith("Left/Right move this end")
        for _word in range(3):
            key(desk, Qt.Key.Key_Right)
        wanted = desk.left.article.adjusting.change.preview
        assert wanted.start == held.start and wanted.end > held.end
        key(desk, left_by)
        kept = left_by == Qt.Key.Key_Return
        assert anchors_of(desk, root.id)[0] == ((held.start, wanted.end) if kept else (held.start, held.end))
        assert not desk.window.status.message.startswith("Left/Right")
    undo(desk)
    assert anchors_of(desk, root.id)[0] == (held.start, held.end)


def test_s_splits_a_passage_and_both_halves_are_the_nodes(desk: Desk, root: Node, held: Anchor) -> None:
    before = anchors_of(desk, root.id)
    key(desk, Qt.Key.Key_S)
    first, second = anchors_of(desk, root.id)[:2]
    assert len(anchors_of(desk, root.id)) == len(before) + 1
    assert (first[0], second[1]) == (held.start, held.end) and first[1] < second[0]
    undo(desk)
    assert anchors_of(desk, root.id) == before


@pytest.mark.parametrize("which", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_takes_the_passage_and_leaves_the_node(desk: Desk, root: Node, held: Anchor, which: Qt.Key) -> None:
    key(desk, which)
    assert (held.start, held.end) not in anchors_of(desk, root.id)
    assert desk.project.is_visible(root.id)
    undo(desk)
    assert (held.start, held.end) in anchors_of(desk, root.id)


def test_the_keys_go_back_to_the_article_when_the_new_node_is_worded(desk: Desk, root: Node) -> None:
    desk.left.article.setFocus()
    desk.left.article.select(*passage(desk, "Occupied land"))
    key(desk, Qt.Key.Key_C)
    desk.type("No conquest is recognised")
    desk.press(Qt.Key.Key_Return)
    assert desk.left.article.hasFocus()
    desk.left.article.select(*passage(desk, "unrecognised"))
    key(desk, Qt.Key.Key_E)
    desk.press(Qt.Key.Key_Escape)
    assert desk.left.article.hasFocus()


@pytest.fixture
def starts_empty(desk: Desk) -> Iterator[None]:
    desk.window.actions_by_name["quote_starts_nodes"].setChecked(True)
    desk.window.actions_by_name["quote_starts_nodes"].trigger()
    assert desk.window.settings.get(NEW_TEXT) == "empty"
    yield


@pytest.mark.usefixtures("starts_empty")
def test_a_setting_lets_the_editor_start_empty_and_left_empty_it_keeps_the_quotation(desk: Desk, root: Node) -> None:
    desk.left.article.setFocus()
    desk.left.article.select(*passage(desk, "Occupied land should stay"))
    key(desk, Qt.Key.Key_C)
    assert desk.left.outline.is_editing
    desk.press(Qt.Key.Key_Return)
    assert desk.said == []
    assert desk.project.node(desk.selected).text == "Occupied land should stay"
    desk.left.article.select(*passage(desk, "Occupied land should"))
    key(desk, Qt.Key.Key_E)
    desk.type("In my words")
    desk.press(Qt.Key.Key_Return)
    assert desk.project.node(desk.selected).text == "In my words"


def test_pasted_words_of_the_article_become_a_claim_that_rests_on_them(desk: Desk, root: Node) -> None:
    place = passage(desk, "Occupied land should stay unrecognised")
    QGuiApplication.clipboard().setText("Occupied  land should\nstay unrecognised ")
    desk.left.article.setFocus()
    QTest.keyClick(desk.window, Qt.Key.Key_V, CONTROL | SHIFT)
    desk.press(Qt.Key.Key_Return)
    node = desk.project.node(desk.selected)
    assert (node.kind, node.parent_id) == (Kind.CLAIM, root.id)
    assert anchors_of(desk, node.id) == [place]


def test_pasted_words_from_elsewhere_become_a_claim_without_a_passage(desk: Desk, root: Node) -> None:
    QGuiApplication.clipboard().setText("Said nowhere in it 😀")
    desk.left.article.setFocus()
    QTest.keyClick(desk.window, Qt.Key.Key_V, CONTROL | SHIFT)
    node = desk.project.node(desk.selected)
    assert (node.text, anchors_of(desk, node.id)) == ("Said nowhere in it 😀", [])


def test_an_empty_clipboard_is_said(desk: Desk, root: Node) -> None:
    QGuiApplication.clipboard().clear()
    desk.left.article.setFocus()
    QTest.keyClick(desk.window, Qt.Key.Key_V, CONTROL | SHIFT)
    assert desk.said == ["The clipboard holds no text."]


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_words_dropped_on_a_node_ask_what_they_become(desk: Desk, root: Node) -> None:
    start, end = passage(desk, "Occupied land should stay")
    article = desk.case(desk.left).article_id
    words = Words("Occupied land should stay", article, start, end)
    desk.left.outline.words_dropped.emit(root.id, words, desk.window.mapToGlobal(QPoint(200, 300)))
    menu = open_menu()
    assert [a.text().split(" “")[0] for a in menu.actions() if not a.isSeparator()] == [
        "&Add it to",
        "New claim below",
        "New evidence below",
        "New rebuttal below",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert (start, end) in anchors_of(desk, root.id)
    desk.left.outline.words_dropped.emit(root.id, words, desk.window.mapToGlobal(QPoint(200, 300)))
    menu = open_menu()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    made = desk.project.node(desk.selected)
    assert (made.kind, made.parent_id, anchors_of(desk, made.id)) == (Kind.EVIDENCE, root.id, [(start, end)])


def test_words_dropped_beside_the_rows_are_a_claim_at_the_top(desk: Desk, root: Node) -> None:
    desk.left.outline.words_dropped.emit("", Words("From a browser"), QPoint())
    made = desk.project.node(desk.selected)
    assert (made.kind, made.parent_id, made.text) == (Kind.CLAIM, None, "From a browser")


def test_a_node_dropped_on_words_rests_on_them(desk: Desk, root: Node) -> None:
    place = passage(desk, "Occupied land should stay")
    desk.left.article.node_dropped.emit(root.id, *place)
    assert place in anchors_of(desk, root.id)


def test_a_node_of_the_other_article_dropped_on_words_is_refused(desk: Desk) -> None:
    other = desk.roots(desk.right)[0]
    before = desk.path.read_bytes()
    desk.left.article.node_dropped.emit(other, *passage(desk, "Occupied land"))
    assert "article" in desk.said[-1]
    assert desk.path.read_bytes() == before


def test_find_and_annotate_all_matches_is_one_step(desk: Desk, root: Node) -> None:
    before = sum(1 for _ in desk.project.walk(root.case_id))
    desk.left.article.setFocus()
    QTest.keyClick(desk.window, Qt.Key.Key_F, CONTROL)
    bar = desk.left.find_bar
    assert bar.isVisible()
    desk.type("Moscow")
    found = len(bar.found.ranges)
    assert found > 1
    bar.open_menu()
    menu = open_menu()
    next(action for action in menu.actions() if "evidence" in action.text()).trigger()
    menu.close()
    assert sum(1 for _ in desk.project.walk(root.case_id)) == before + found
    made = desk.project.children(root.case_id, root.id)[-found:]
    assert {node.kind for node in made} == {Kind.EVIDENCE}
    desk.press(Qt.Key.Key_Escape)
    assert desk.left.article.hasFocus() and not bar.isVisible()
    undo(desk)
    assert sum(1 for _ in desk.project.walk(root.case_id)) == before


def test_a_selection_made_with_the_mouse_is_offered_a_strip_and_one_made_with_keys_is_not(
    desk: Desk, root: Node
) -> None:
    strip = desk.left.strip
    place = passage(desk, "Occupied land should stay unrecognised")
    desk.left.article.setFocus()
    desk.left.article.select(place[0], place[0])
    for _word in range(3):
        key(desk, Qt.Key.Key_Right, CONTROL | SHIFT)
    assert not strip.isVisible()
    desk.select_text(desk.left, *place)
    assert strip.isVisible()
    assert root.text[:12] in strip.parent_button.text()
    before = anchors_of(desk, root.id)
    QTest.mouseClick(strip.add, Qt.MouseButton.LeftButton)
    assert anchors_of(desk, root.id) == sorted([*before, place])
    desk.select_text(desk.left, *passage(desk, "wants talks"))
    QTest.mouseClick(strip.kinds[1], Qt.MouseButton.LeftButton)
    made = desk.project.node(desk.selected)
    assert (made.kind, made.parent_id) == (Kind.EVIDENCE, root.id)
    assert not strip.isVisible()


def context_menu(desk: Desk, place: int) -> QMenu:
    """Right-click on the character at `place`."""
    article = desk.left.article
    article.reveal(place, flash=False)
    chosen = article.selection
    point = point_of(desk.left, place)
    article.select(*chosen)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, article.viewport().mapToGlobal(point))
    QApplication.sendEvent(article.viewport(), event)
    return open_menu()


def entries(menu: QMenu) -> dict[str, QAction]:
    return {action.text().split("\t")[0]: action for action in menu.actions() if not action.isSeparator()}


def test_a_right_click_on_a_passage_offers_what_can_be_done_with_it(desk: Desk, root: Node) -> None:
    anchor = desk.project.anchors(root.id)[0]
    menu = context_menu(desk, anchor.start + 12)
    assert "Split the passage at the caret" in entries(menu)
    entries(menu)["Remove the passage at the caret; its node stays"].trigger()
    menu.close()
    assert (anchor.start, anchor.end) not in anchors_of(desk, root.id)


def test_a_right_click_on_selected_words_offers_what_they_may_become(desk: Desk, root: Node) -> None:
    start, end = passage(desk, "Occupied land should stay")
    desk.left.article.select(start, end)
    menu = context_menu(desk, start + 5)
    assert desk.left.article.selection == (start, end)
    entries(menu)["New evidence below the selected node"].trigger()
    menu.close()
    made = desk.project.node(desk.selected)
    assert (made.kind, anchors_of(desk, made.id)) == (Kind.EVIDENCE, [(start, end)])


def test_undo_goes_where_it_happened_and_selects_the_words_again(desk: Desk, root: Node) -> None:
    article = desk.left.article
    place = passage(desk, "Occupied land should stay unrecognised")
    article.setFocus()
    article.select(*place)
    key(desk, Qt.Key.Key_C)
    desk.press(Qt.Key.Key_Return)
    made = desk.selected
    article.scroll_to(0)
    article.select(0, 0)
    undo(desk)
    assert article.selection == place
    assert 0 <= article.caret_box().top() < article.viewport().height()
    QTest.keyClick(desk.window, Qt.Key.Key_Y, CONTROL)
    assert desk.selected == made
    assert article.flashing_node == made


def test_undo_of_a_change_in_the_tree_selects_its_node(desk: Desk, root: Node) -> None:
    last = [node for node, _depth in desk.project.walk(root.case_id)][-1]
    desk.click_row(desk.left, root.id)
    desk.window.session.select(last.id)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type("Other words")
    desk.press(Qt.Key.Key_Return)
    desk.window.session.select(root.id)
    undo(desk)
    assert desk.selected == last.id
    assert desk.left.outline.row_span(last.id) is not None


def test_a_page_of_text_is_no_claim(desk: Desk, root: Node) -> None:
    QGuiApplication.clipboard().setText("A sentence among very many. " * 400)
    desk.left.article.setFocus()
    QTest.keyClick(desk.window, Qt.Key.Key_V, CONTROL | SHIFT)
    assert "11,200 characters" in desk.said[-1]


def test_words_typed_for_a_node_that_is_deleted_elsewhere_are_in_the_clipboard(desk: Desk, root: Node) -> None:
    desk.click_row(desk.left, root.id)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type("Long considered words")
    other = desk.fresh()
    other.do(lambda reader: nodes.delete_node(reader, root.id))
    other.close()
    desk.press(Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "Long considered words"
    assert "clipboard" in desk.window.status.message

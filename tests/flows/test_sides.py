"""Two sides or one at a time, text or tree put away: the keys, the place and the commands stay with what is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from models.authoring import library, nodes, structure
from models.authoring.correcting import correct_text
from models.comparison import answer_statuses
from models.entities import Kind
from models.texts import BlockKind
from tests.flows.conftest import Desk
from ui.carried import Words
from ui.side import Side

CONTROL = Qt.KeyboardModifier.ControlModifier


def holds_keys(side: Side) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and side.isAncestorOf(focus)


def test_the_side_that_is_worked_on_stays_when_one_is_shown_at_a_time(desk: Desk) -> None:
    desk.window.session.select(desk.roots(desk.left)[0])
    desk.right.article.setFocus()
    desk.window.split.set_sides("one")
    assert desk.right.isVisible() and QApplication.focusWidget() is desk.right.article


@pytest.mark.parametrize("pane", ["article", "outline"])
def test_the_keys_go_along_to_the_side_that_comes_to_the_front(desk: Desk, pane: str) -> None:
    desk.window.split.set_sides("one")
    desk.window.session.select(desk.roots(desk.right)[0])
    getattr(desk.right, pane).setFocus()
    desk.window.session.select(desk.roots(desk.left)[0])
    assert desk.left.isVisible() and QApplication.focusWidget() is getattr(desk.left, pane)


def test_commands_are_for_the_side_in_front_wherever_the_selected_node_is(desk: Desk) -> None:
    desk.window.split.set_sides("one")
    desk.window.session.select(desk.roots(desk.left)[0])
    desk.window.split.tabs.setCurrentIndex(1)
    desk.window.split.tabs.setFocus()
    desk.press(Qt.Key.Key_F, CONTROL)
    assert desk.right.find_bar.isVisible() and holds_keys(desk.right)


def test_another_case_on_one_side_leaves_the_other_where_it_was(desk: Desk) -> None:
    article = desk.left.article
    article.pin(8000, 40)
    article.select(8000, 8050)
    before = article.scroll_position
    assert before > 0
    over = desk.case(desk.right).article_id
    session = desk.window.session
    session.do(
        lambda reader: library.add_case(reader, over, "Another reading"),
        then=lambda case: desk.window.pairing_commands.show_case(desk.right, case),
    )
    assert desk.case(desk.right).name == "Another reading"
    assert (article.scroll_position, article.selection) == (before, (8000, 8050))
    session.undo()
    assert desk.case(desk.right).name != "Another reading"
    assert (article.scroll_position, article.selection) == (before, (8000, 8050))


def test_a_passage_that_cannot_be_seen_is_not_removed(desk: Desk) -> None:
    node = next(n.id for n, _depth in desk.project.walk(desk.case(desk.left).id) if desk.project.anchors(n.id))
    desk.window.session.select(node)
    anchor = desk.project.anchors(node)[0]
    desk.left.article.select(anchor.start, anchor.start)
    desk.left.set_shows("tree")
    desk.left.outline.setFocus()
    desk.window.actions_by_name["remove_passage"].trigger()
    assert anchor in desk.project.anchors(node)
    assert desk.said[-1] == "The text is put away: Ctrl+Alt+T shows it."
    desk.left.set_shows("text tree")
    desk.window.actions_by_name["remove_passage"].trigger()
    assert anchor not in desk.project.anchors(node)


def test_a_passage_of_the_panel_is_gone_to_where_its_text_was_put_away(desk: Desk) -> None:
    node = next(n.id for n, _depth in desk.project.walk(desk.case(desk.left).id) if desk.project.anchors(n.id))
    desk.window.session.select(node)
    desk.window.split.set_sides("one")
    desk.left.set_shows("tree")
    desk.window.split.tabs.setCurrentIndex(1)
    desk.window.panel.passage_clicked.emit(desk.project.anchors(node)[0].id)
    assert desk.left.article.isVisible()
    top, foot = desk.left.article.passage_span(node)
    assert foot > 0 and top < desk.left.article.height()


def test_finding_again_shows_the_text_first(desk: Desk) -> None:
    desk.left.set_shows("tree")
    desk.left.outline.setFocus()
    desk.press(Qt.Key.Key_F3)
    assert desk.left.find_bar.isVisible()


def test_the_find_bar_follows_what_is_hidden_and_goes_with_the_article(desk: Desk) -> None:
    side, article = desk.left, desk.case(desk.left).article_id
    half = len(desk.project.text(article)) // 2
    desk.window.session.do(lambda reader: structure.change_block_kind(reader, article, 0, half, BlockKind.FURNITURE))
    side.article.setFocus()
    desk.press(Qt.Key.Key_F, CONTROL)
    desk.type("the")
    before = len(side.find_bar.found.ranges)
    desk.window.reading_commands.show_furniture(False)
    assert 0 < len(side.find_bar.found.ranges) < before
    desk.window.session.do(lambda reader: library.delete_article(reader, desk.case(desk.right).article_id))
    desk.window.session.do(lambda reader: library.delete_article(reader, article))
    assert side.case is None and not side.find_bar.isVisible()
    desk.press(Qt.Key.Key_F3)
    assert not side.find_bar.isVisible()
    assert desk.said[-1] == "There is no article on this side."


def test_going_round_to_the_first_sentence_is_said(desk: Desk) -> None:
    told: list[str] = []
    desk.window.session.told.connect(told.append)
    article = desk.left.article
    article.setFocus()
    end = len(article.shown_document.text)
    article.select(end, end)
    desk.press(Qt.Key.Key_U)
    assert article.selection[0] < article.selection[1]
    assert told[-1] == "On from the beginning."


def test_the_next_link_is_shown_in_the_article_that_had_the_last_word(desk: Desk) -> None:
    case, article = desk.case(desk.left), desk.left.article
    linked = [n.id for n, _depth in desk.project.walk(case.id) if desk.project.links_of(n.id)]
    first = desk.project.anchors(linked[0])[0]
    article.setFocus()
    article.select(first.start, first.start)
    desk.press(Qt.Key.Key_Return)
    assert desk.selected == linked[0]
    seen = 0
    for _press in linked:
        desk.window.actions_by_name["next_link"].trigger()
        assert desk.selected is not None
        span = article.passage_span(desk.selected)
        if span is not None:
            assert span[0] >= 0 and span[1] <= article.height()
            seen += 1
    assert seen > 2


def test_a_refusal_finds_a_place_when_the_one_of_the_last_intent_is_gone(desk: Desk) -> None:
    editor = QWidget(desk.window)
    desk.window.intents.place = editor
    delete(editor)
    desk.window.session.refused.emit("Something was refused.")
    assert desk.said[-1] == "Something was refused."
    assert desk.window.rect().contains(desk.window.notices.bubble.geometry())


def test_f6_goes_on_from_the_find_bar_to_the_tree_below(desk: Desk) -> None:
    desk.right.article.setFocus()
    desk.press(Qt.Key.Key_F, CONTROL)
    desk.press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is desk.right.outline


def test_a_window_too_narrow_for_two_sides_says_so(desk: Desk, qtbot: QtBot) -> None:
    told: list[str] = []
    desk.window.session.told.connect(told.append)
    desk.window.resize(640, 700)
    qtbot.waitUntil(lambda: desk.window.split.compact)
    desk.window.actions_by_name["one_side"].trigger()
    assert told[-1] == "The window is too narrow for two sides."
    desk.window.resize(1280, 860)
    qtbot.waitUntil(lambda: not desk.window.split.compact)


def test_words_of_a_text_that_was_corrected_on_the_way_are_words_alone(desk: Desk) -> None:
    article = desk.case(desk.left).article_id
    text = desk.project.text(article)
    words = Words(text[100:140], article, 100, 140)
    desk.window.session.do(lambda reader: correct_text(reader, article, "A line before.\n" + text, {}))
    desk.window.annotating.drop_menu(desk.left, "", words, desk.left.mapToGlobal(QPoint(10, 10)))
    made = desk.project.node(desk.selected)
    assert desk.project.anchors(made.id) == [] and made.text == " ".join(words.text.split())


@pytest.mark.parametrize("leave", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_keys_stay_in_the_panel_when_its_editor_is_left(desk: Desk, leave: Qt.Key) -> None:
    desk.window.session.select(desk.roots(desk.left)[0])
    panel = desk.window.panel
    panel.edit_text()
    desk.type("Other words")
    desk.press(leave)
    assert QApplication.focusWidget() is panel
    desk.press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is desk.left.article


def test_before_a_key_is_pressed_the_status_line_says_where_a_node_would_go(desk: Desk) -> None:
    told: list[str] = []
    desk.window.session.told.connect(told.append)
    nodes = [node for node, _depth in desk.project.walk(desk.case(desk.left).id)]
    article = desk.left.article
    article.setFocus()
    for kind, first in (
        (Kind.CLAIM, "C, E, R: new node under “"),
        (Kind.EVIDENCE, "E, R: new node under “"),
        (None, "C makes a claim at the top of the tree;"),
    ):
        desk.window.session.select(next((node.id for node in nodes if node.kind is kind), None))
        article.select(0, 0)
        article.select(10, 30)
        assert told[-1].startswith(first)


def test_answers_are_those_of_the_pairing_that_takes_the_place_of_one_that_went(desk: Desk) -> None:
    session = desk.window.session
    left, right = desk.case(desk.left), desk.case(desk.right)
    made: list[str] = []
    session.do(lambda reader: library.add_case(reader, right.article_id, "Another reading"), then=made.append)
    session.do(lambda reader: library.pair(reader, made[0], right.id))
    session.select(desk.roots(desk.left)[0])
    session.selected.connect(lambda _node: session.statuses())
    session.do(lambda reader: library.delete_article(reader, left.article_id))
    assert session.pairing is not None and session.pairing.left_case_id == made[0]
    assert session.statuses() == answer_statuses(desk.project, session.pairing) != {}


def test_a_branch_in_focus_that_went_meanwhile_is_not_in_focus_when_its_case_comes_back(desk: Desk) -> None:
    session = desk.window.session
    assert session is not None and session.pairing is not None
    pairing, ours, theirs = session.pairing.id, desk.case(desk.left).id, desk.case(desk.right).id
    section = desk.project.children(ours, desk.roots(desk.left)[0])[0].id
    desk.left.tree.focus_on(section)
    session.do(lambda reader: library.change_sides(reader, pairing, theirs, ours))
    session.do(lambda reader: nodes.delete_node(reader, section))
    session.do(lambda reader: library.change_sides(reader, pairing, ours, theirs))
    assert desk.case(desk.left).id == ours
    assert desk.left.tree.top is None
    assert not desk.left.outline.path_bar.isVisible()
    assert desk.left.outline.outline.node_at(0) == desk.roots(desk.left)[0]

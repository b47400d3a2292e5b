"""Links made over the whole window: by three keys, or by one drag."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.authoring import issues, nodes
from models.entities import LinkKind
from tests.flows.conftest import Desk
from tests.flows.linked import CONTROL, NONE, Key, a_challenge, between, row_of, unlinked
from tests.ui.article.hands import let_go, pull, push
from ui.link_menu import KindMenu
from ui.side import Side

BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier


def menu_of_kinds() -> KindMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, KindMenu)
    return menu


# -- three keys


def test_mark_go_link_and_a_digit(desk: Desk, qtbot: QtBot) -> None:
    (source,), (target,) = unlinked(desk, desk.left), unlinked(desk, desk.right)
    told: list[str] = []
    desk.window.session.told.connect(told.append)
    desk.click_row(desk.left, source)
    desk.press(Key.Key_L, CONTROL)
    assert "waits for its partner" in told[-1]
    desk.click_row(desk.right, target)
    desk.press(Key.Key_L, CONTROL)
    QTest.keyClick(menu_of_kinds(), Key.Key_4)
    (link,) = between(desk, source, target)
    assert link.kind is LinkKind.TURNS and link.author == "reader"
    assert desk.window.session.marked_node is None and desk.window.session.front_link == link.id
    assert desk.selected == target
    desk.press(Key.Key_Z, CONTROL)
    assert between(desk, source, target) == []


def test_the_kind_that_was_used_last_is_one_enter_away(desk: Desk) -> None:
    sources, targets = unlinked(desk, desk.left, 2), unlinked(desk, desk.right, 2)
    for source, target, key in zip(sources, targets, (Key.Key_7, Key.Key_Return), strict=True):
        desk.window.session.select(source)
        desk.left.outline.setFocus()
        desk.press(Key.Key_L, CONTROL)
        desk.window.session.select(target)
        desk.press(Key.Key_L, CONTROL)
        QTest.keyClick(menu_of_kinds(), key)
        assert [link.kind for link in between(desk, source, target)] == [LinkKind.TENSION]


def test_letters_and_arrows_find_a_kind_in_the_menu(desk: Desk) -> None:
    (source,), (target,) = unlinked(desk, desk.left), unlinked(desk, desk.right)
    desk.window.linking.ask(source, target, desk.window.mapToGlobal(QPoint(300, 300)))
    menu = menu_of_kinds()
    QTest.keyClicks(menu, "sa")
    assert menu.activeAction().text().startswith("same evidence")
    QTest.keyClick(menu, Key.Key_Up)
    QTest.keyClick(menu, Key.Key_Return)
    assert [link.kind for link in between(desk, source, target)] == [LinkKind.TENSION]


def test_escape_takes_the_mark_away_when_nothing_else_wants_it(desk: Desk) -> None:
    (source,) = unlinked(desk, desk.left)
    session = desk.window.session
    desk.click_row(desk.left, source)
    desk.press(Key.Key_L, CONTROL)
    article = desk.left.article
    article.setFocus()
    article.select(10, 30)
    desk.press(Key.Key_Escape)  # for the selected words
    assert session.marked_node == source
    desk.press(Key.Key_Escape)
    assert session.marked_node is None
    assert desk.left.outline._drag.links.marked is None


def test_a_marked_node_that_goes_takes_the_mark_along(desk: Desk) -> None:
    (source,) = unlinked(desk, desk.left)
    desk.click_row(desk.left, source)
    desk.press(Key.Key_L, CONTROL)
    assert desk.left.outline._drag.links.marked == source
    desk.window.session.do(lambda reader: nodes.delete_node(reader, source))
    assert desk.window.session.marked_node is None and desk.left.outline._drag.links.marked is None


def test_a_point_that_challenges_is_answered_from_the_menu(desk: Desk) -> None:
    challenge = a_challenge(desk)
    (reply,) = unlinked(desk, desk.right)
    desk.window.linking.ask(reply, challenge.source_id, desk.window.mapToGlobal(QPoint(300, 300)))
    menu = menu_of_kinds()
    action = next(action for action in menu.actions() if action.text().startswith("answers what it says of"))
    menu.setActiveAction(action)
    QTest.keyClick(menu, Key.Key_Return)
    (answer,) = desk.project.answers(challenge.id)
    assert answer.source_id == reply
    assert desk.window.session.challenge_state(challenge.id) == "met"


# -- one drag


@pytest.fixture
def carry(monkeypatch: pytest.MonkeyPatch) -> Callable[[QWidget, QPoint], None]:
    """Where the system would let go of what is dragged: its loop is left out, the events are real ones."""

    def to(port: QWidget, place: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        def carried(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
            left = Qt.MouseButton.LeftButton
            for kind in (QDragEnterEvent, QDragMoveEvent, QDropEvent):
                event = kind(place, actions, drag.mimeData(), left, keys)
                QApplication.sendEvent(port, event)
            return event.dropAction() if event.isAccepted() else Qt.DropAction.IgnoreAction

        monkeypatch.setattr(QDrag, "exec", carried)

    return to


def drag_row(side: Side, node_id: str, keys: Qt.KeyboardModifier = NONE) -> None:
    port, start = side.outline.viewport(), row_of(side, node_id)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, keys, start)
    QTest.mouseMove(port, start + QPoint(0, 3))
    QTest.mouseMove(port, start + QPoint(0, 40))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, keys, start)


def test_a_row_let_go_on_a_row_of_the_other_side_asks_for_the_kind(desk: Desk, carry) -> None:
    (source,), (target,) = unlinked(desk, desk.left), unlinked(desk, desk.right)
    carry(desk.right.outline.viewport(), row_of(desk.right, target))
    before = len(desk.project.links())
    drag_row(desk.left, source)
    QTest.keyClick(menu_of_kinds(), Key.Key_Escape)
    assert len(desk.project.links()) == before
    drag_row(desk.left, source)
    QTest.keyClick(menu_of_kinds(), Key.Key_2)
    assert [link.kind for link in between(desk, source, target)] == [LinkKind.UNDERCUTS]
    assert desk.project.node(source).case_id == desk.case(desk.left).id


def test_both_keys_held_link_within_a_case_and_a_node_with_itself_is_refused(desk: Desk, carry) -> None:
    source, target = unlinked(desk, desk.left, 2)
    if desk.project.node(target).parent_id == source:
        target = next(
            n for n in unlinked(desk, desk.left, 9) if desk.project.node(n).parent_id != source and n != source
        )
    carry(desk.left.outline.viewport(), row_of(desk.left, target), BOTH)
    drag_row(desk.left, source, BOTH)
    QTest.keyClick(menu_of_kinds(), Key.Key_7)
    assert [link.kind for link in between(desk, source, target)] == [LinkKind.TENSION]
    carry(desk.left.outline.viewport(), row_of(desk.left, source), BOTH)
    drag_row(desk.left, source, BOTH)
    assert desk.said[-1] == "A link joins two different nodes."


def test_a_card_let_go_on_a_card_of_the_other_side_asks_for_the_kind(desk: Desk, carry, qtbot: QtBot) -> None:
    for side in desk.window.split.sides():
        side.set_shows("map")
        side.map.animated = False
    source, target = desk.roots(desk.left)[0], desk.roots(desk.right)[0]
    desk.left.map.bring(source, at_once=True)
    desk.right.map.bring(target, at_once=True)
    cards = desk.left.map.scene.card(source), desk.right.map.scene.card(target)
    assert cards[0] is not None and cards[1] is not None
    middle = desk.right.map.from_scene(cards[1]).center()
    carry(desk.right.map.viewport(), middle)
    port, start = desk.left.map.viewport(), desk.left.map.from_scene(cards[0]).center()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, NONE, start)
    QTest.mouseMove(port, start + QPoint(4, 4))
    QTest.mouseMove(port, start + QPoint(40, 40))
    QTest.keyClick(menu_of_kinds(), Key.Key_6)
    assert LinkKind.AGREES in [link.kind for link in between(desk, source, target)]


def test_a_bar_let_go_on_a_passage_of_the_other_text_asks_for_the_kind(desk: Desk, carry) -> None:
    (source,), (target,) = unlinked(desk, desk.left), unlinked(desk, desk.right)
    for side in desk.window.split.sides():
        side.set_shows("text")
    bars, words = desk.left.article, desk.right.article
    first, second = desk.project.anchors(source)[0], desk.project.anchors(target)[0]
    bars.reveal(first.start, flash=False)
    words.reveal(second.start, flash=False)
    words.select(second.start + 1, second.start + 1)
    place = words.caret_box().center()
    meant = words.marks_at(place)[0].node_id
    carry(words.viewport(), place)
    bar = next(bar for bar in bars.marks_in_view() if bar.node_id == source)
    box = bar.box(bars.viewport().width(), False)
    start = QPoint(round(box.center().x()), round(max(box.top(), 0) + 4))
    push(bars, start)
    pull(bars, start + QPoint(0, 30))
    QTest.keyClick(menu_of_kinds(), Key.Key_1)
    assert [link.kind for link in between(desk, source, meant)] == [LinkKind.REBUTS]
    let_go(bars, start)


def test_a_bar_that_is_only_pressed_selects_its_node(desk: Desk, carry) -> None:
    (source,) = unlinked(desk, desk.left)
    article, anchor = desk.left.article, desk.project.anchors(source)[0]
    article.reveal(anchor.start, flash=False)
    bar = next(bar for bar in article.marks_in_view() if bar.node_id == source)
    box = bar.box(article.viewport().width(), False)
    start = QPoint(round(box.center().x()), round(max(box.top(), 0) + 4))
    push(article, start)
    let_go(article, start)
    assert desk.selected in {mark.node_id for mark in article.marks_at(start)}


def test_beside_all_passages_a_node_of_the_other_side_is_refused_with_what_to_do(desk: Desk, carry) -> None:
    (source,) = unlinked(desk, desk.left)
    words = desk.right.article
    words.reveal(0, flash=False)
    words.select(1, 1)
    place = words.caret_box().center()
    assert words.marks_at(place) == []
    carry(words.viewport(), place)
    drag_row(desk.left, source)
    assert desk.said[-1] == "Let go on a passage to link its node with the carried one."


def test_what_was_noted_of_a_claim_without_a_link_is_noted_of_its_link(desk: Desk) -> None:
    session = desk.window.session
    claims = [n.id for n, _depth in desk.project.walk(desk.case(desk.left).id) if n.kind == "claim"]
    source = next(n for n in claims if not desk.project.links_of(n))
    (target,) = unlinked(desk, desk.right)
    pairing = session.pairing.id
    session.do(lambda reader: issues.note_row(reader, pairing, source, why="Not answered yet"))
    desk.window.linking.ask(source, target, desk.window.mapToGlobal(QPoint(300, 300)))
    QTest.keyClick(menu_of_kinds(), Key.Key_1)
    (link,) = between(desk, source, target)
    assert desk.project.clash(pairing, link.id).why == "Not answered yet"
    assert desk.project.clash(pairing, source) is None

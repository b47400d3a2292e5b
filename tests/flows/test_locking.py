"""Locked scrolling: by wheel, scroll bar and keys one side takes the other along, linked passages together."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from models.authoring import links
from models.filtering import Filter
from tests.flows.conftest import Desk
from ui.compare.locking import Floor
from ui.layouts import Layout

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def texts(desk: Desk) -> tuple[QScrollBar, QScrollBar]:
    """Two texts in a low window, locked by the key; their scroll bars."""
    lay_out(desk, Layout.TEXTS)
    for side in (desk.left, desk.right):
        side.article.scroll_to(0)
    desk.left.article.setFocus()
    desk.press(Qt.Key.Key_S, CTRL | ALT)
    assert desk.window.locking.is_locked
    return desk.left.article.verticalScrollBar(), desk.right.article.verticalScrollBar()


def lay_out(desk: Desk, layout: Layout) -> None:
    desk.window.aligner.set_on(False)  # it would move the other side as well
    desk.window.resize(1280, 620)
    desk.window.layouts.choose(layout)
    for side in (desk.left, desk.right):
        side.map.animated = False
        side.splitter.refresh()
    QApplication.sendPostedEvents()


def wheel(port: QWidget, notches: int) -> None:
    """Turn the wheel over a view, towards oneself where `notches` is above 0."""
    middle = port.rect().center()
    place = QPointF(port.mapToGlobal(middle))
    turn, nothing = QPoint(0, -120 * notches), Qt.KeyboardModifier.NoModifier
    buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(QPointF(middle), place, QPoint(), turn, buttons, nothing, phase, False)
    QApplication.sendEvent(port, event)


def take_in_hand(port: QWidget) -> None:
    """As the hand on a wheel does that turns it to and fro."""
    wheel(port, 1)
    wheel(port, -1)


def floor(desk: Desk) -> Floor:
    return desk.window.locking.floors[0]


def test_the_wheel_takes_the_other_side_along_to_the_end_and_back(
    desk: Desk, texts: tuple[QScrollBar, QScrollBar]
) -> None:
    left, right = texts
    places = []
    for _each in range(200):
        wheel(desk.left.article.viewport(), 1)
        places.append(right.value())
    assert left.value() == left.maximum() > 0
    assert right.value() == right.maximum() > 0
    assert places == sorted(places)
    for _each in range(200):
        wheel(desk.left.article.viewport(), -1)
    assert (left.value(), right.value()) == (0, 0)


def test_either_side_leads(desk: Desk, texts: tuple[QScrollBar, QScrollBar]) -> None:
    left, right = texts
    for _each in range(3):
        wheel(desk.right.article.viewport(), 1)
    assert right.value() > 0 and left.value() > 0
    before = left.value()
    wheel(desk.left.article.viewport(), 1)
    assert left.value() > before


def test_links_that_do_not_cross_come_by_together(desk: Desk, texts: tuple[QScrollBar, QScrollBar]) -> None:
    left, right = texts
    for _each in range(100):
        wheel(desk.left.article.viewport(), 1)  # through all of it, so that all heights are known
    knots = floor(desk)._current().knots[1:-1]
    assert len(knots) > 2
    ends = [(link.left_node, link.right_node) for link in desk.window.split.link_ends()]
    for here, there in knots:
        left.setValue(round(here))
        assert abs(right.value() - there) <= 1
        spans = ((desk.left.article.passage_span(a), desk.right.article.passage_span(b)) for a, b in ends)
        assert any(a is not None and b is not None and abs(a[0] - b[0]) <= 2 for a, b in spans)


def test_the_scroll_bar_and_the_keys_take_it_along_too(desk: Desk, qtbot: QtBot) -> None:
    lay_out(desk, Layout.TREES)
    outline, other = desk.left.outline, desk.right.outline
    outline.setFocus()
    desk.press(Qt.Key.Key_S, CTRL | ALT)
    bar = outline.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.isVisible())

    def has_paged() -> bool:
        """Whether a click below the handle turned a page; the window may still be sharing out its room."""
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, bar.height() - 8))
        return bar.value() > 0 and other.verticalScrollBar().value() > 0

    qtbot.waitUntil(has_paged)
    desk.press(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(outline, Qt.Key.Key_Home)
    assert (bar.value(), other.verticalScrollBar().value()) == (0, 0)


def test_texts_and_trees_are_locked_each_for_itself(desk: Desk) -> None:
    lay_out(desk, Layout.MIXED)
    desk.window.resize(1280, 760)
    desk.press(Qt.Key.Key_S, CTRL | ALT)
    wheel(desk.left.article.viewport(), 2)
    assert desk.right.article.scroll_position > 0
    assert desk.right.outline.verticalScrollBar().value() == 0
    before = desk.right.article.scroll_position
    wheel(desk.left.outline.viewport(), 2)
    assert desk.right.outline.verticalScrollBar().value() > 0
    assert desk.right.article.scroll_position == before


def test_without_a_lock_each_scrolls_by_itself(desk: Desk, texts: tuple[QScrollBar, QScrollBar]) -> None:
    left, right = texts
    desk.press(Qt.Key.Key_S, CTRL | ALT)
    assert not desk.window.locking.is_locked
    wheel(desk.left.article.viewport(), 3)
    assert left.value() > 0 and right.value() == 0


def test_without_links_both_go_in_proportion(desk: Desk, texts: tuple[QScrollBar, QScrollBar]) -> None:
    left, right = texts
    session = desk.window.session
    assert session is not None
    session.set_filter(Filter(links_off=frozenset(str(link.kind) for link in session.project.links())))
    take_in_hand(desk.left.article.viewport())
    for share in (0.25, 0.5, 0.75, 1.0):
        left.setValue(round(share * left.maximum()))
        assert right.value() == pytest.approx(left.value() * right.maximum() / left.maximum(), abs=1)


def test_what_has_gone_astray_comes_back_without_a_leap_and_never_against_the_hand(
    desk: Desk, texts: tuple[QScrollBar, QScrollBar], qtbot: QtBot
) -> None:
    left, right = texts
    take_in_hand(desk.left.article.viewport())
    left.setValue(left.maximum() // 2)
    before = left.value()
    right.setValue(right.maximum())  # as something that aligns itself does
    assert left.value() == before  # what follows leads nothing
    wheel(desk.left.article.viewport(), 1)
    assert right.value() == right.maximum()  # it is ahead, and waits
    wheel(desk.left.article.viewport(), -1)
    wheel(desk.left.article.viewport(), -1)
    assert floor(desk)._current().right_of(left.value()) + 50 < right.value() < right.maximum()
    for _each in range(40):
        wheel(desk.left.article.viewport(), 1)
        wheel(desk.left.article.viewport(), -1)
    assert right.value() == pytest.approx(floor(desk)._current().right_of(left.value()), abs=2)


def test_after_an_edit_the_lock_goes_by_the_links_that_are_left(
    desk: Desk, texts: tuple[QScrollBar, QScrollBar]
) -> None:
    left, _right = texts
    session = desk.window.session
    assert session is not None
    take_in_hand(desk.left.article.viewport())
    before = floor(desk)._current().knots
    ends = {link.link_id: link for link in desk.window.split.link_ends()}
    for link_id in list(ends):
        if session.project.has("link", link_id):
            session.do(lambda reader, link_id=link_id: links.remove_link(reader, link_id))
    left.setValue(left.maximum() // 3)
    assert len(before) > 2 and len(floor(desk)._current().knots) == 2


def test_where_there_is_nothing_to_lock_it_says_so(desk: Desk) -> None:
    lay_out(desk, Layout.MAPS)
    session = desk.window.session
    assert session is not None
    heard: list[str] = []
    session.told.connect(heard.append)
    desk.press(Qt.Key.Key_S, CTRL | ALT)
    assert not desk.window.locking.is_locked
    assert not desk.window.actions_by_name["lock_scrolling"].isChecked()
    assert heard == ["Scrolling locks where two texts or two trees stand side by side."]


def test_the_lock_stands_at_the_head_of_the_gutter_while_there_is_something_to_lock(desk: Desk) -> None:
    head = desk.window.split.head
    for layout, shown in ((Layout.TEXTS, True), (Layout.MAPS, False), (Layout.TREES, True), (Layout.MIXED, True)):
        lay_out(desk, layout)
        assert head.lock.isVisible() == shown
    QTest.mouseClick(head.lock, Qt.MouseButton.LeftButton)
    assert desk.window.locking.is_locked and desk.window.actions_by_name["lock_scrolling"].isChecked()
    desk.press(Qt.Key.Key_S, CTRL | ALT)
    assert not desk.window.locking.is_locked and not head.lock.isChecked()
    desk.left.set_shows("text")
    desk.right.set_shows("map")
    for side in (desk.left, desk.right):
        side.splitter.refresh()
    QApplication.sendPostedEvents()
    assert not head.lock.isVisible()

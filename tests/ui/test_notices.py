"""What is said at a place stays off that place and goes in time; offers are within reach of the keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.notices import SHOWN, Notices, OfferBar, beside
from ui.theme import Theme

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    column = QVBoxLayout(made)
    column.addWidget(OfferBar(theme, made))
    for name in ("first", "second"):
        field = QLineEdit(made)
        field.setObjectName(name)
        column.addWidget(field)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    field_of(made, "second").setFocus()
    return made


def field_of(window: QWidget, name: str) -> QLineEdit:
    found = window.findChild(QLineEdit, name)
    assert found is not None
    return found


@pytest.fixture
def notices(theme: Theme, window: QWidget) -> Notices:
    return Notices(theme, window)


def say(notices: Notices, window: QWidget, at: QRect) -> QRect:
    """The place of what is said about a rectangle of the window."""
    notices.at("That cannot be done here: the bench is taken.", QRect(window.mapToGlobal(at.topLeft()), at.size()))
    assert notices.bubble.isVisible()
    return notices.bubble.geometry()


# -- its place


@pytest.mark.parametrize(
    "at",
    [
        QRect(40, 40, 300, 60),
        QRect(40, 520, 300, 60),
        QRect(40, 4, 300, 590),
        QRect(400, 4, 396, 590),
        QRect(0, 0, 10, 10),
    ],
)
def test_what_is_said_never_lies_on_what_it_is_about(notices: Notices, window: QWidget, at: QRect) -> None:
    place = say(notices, window, at)
    assert not place.intersects(at)
    assert window.rect().contains(place)


@given(
    st.builds(QRect, st.integers(0, 700), st.integers(0, 500), st.integers(1, 800), st.integers(1, 600)),
    st.builds(QSize, st.integers(1, 360), st.integers(1, 100)),
)
def test_where_any_side_has_room_it_is_taken(at: QRect, size: QSize) -> None:
    room = QRect(8, 8, 784, 584)
    place = QRect(beside(at, size, room), size)
    assert room.contains(place)
    free = (
        room.bottom() - at.bottom() >= size.height() + 6
        or at.top() - room.top() >= size.height() + 6
        or room.right() - at.right() >= size.width() + 6
        or at.left() - room.left() >= size.width() + 6
    )
    if free:
        assert not place.intersects(at)


# -- its end


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_B, Key.Key_F9])
def test_it_goes_with_a_key_whoever_uses_it(notices: Notices, window: QWidget, key: Key) -> None:
    QShortcut("F9", window)
    say(notices, window, QRect(40, 40, 300, 60))
    QTest.keyClick(field_of(window, "second"), Key.Key_Shift)
    assert notices.bubble.isVisible()
    QTest.keyClick(field_of(window, "second"), key)
    assert notices.bubble.isHidden()


def test_the_key_that_is_refused_does_not_end_it(qtbot: QtBot, notices: Notices, window: QWidget) -> None:
    shortcut = QShortcut("F9", window)
    shortcut.activated.connect(lambda: say(notices, window, QRect(40, 40, 300, 60)))
    for _press in range(2):
        QTest.keyClick(field_of(window, "second"), Key.Key_F9)
        assert notices.bubble.isVisible()


def test_it_goes_with_a_click_but_not_with_the_one_it_answers(qtbot: QtBot, notices: Notices, window: QWidget) -> None:
    class Refusing(QWidget):
        def mousePressEvent(self, event: object) -> None:
            say(notices, window, QRect(40, 40, 300, 60))
            event.ignore()  # type: ignore[attr-defined]

    refusing = Refusing(window)
    refusing.setGeometry(600, 400, 40, 40)
    refusing.show()
    QTest.mouseClick(refusing, LEFT)
    assert notices.bubble.isVisible()
    QApplication.processEvents()
    QTest.mouseClick(field_of(window, "first"), LEFT)
    assert notices.bubble.isHidden()


def test_it_goes_by_itself(notices: Notices, window: QWidget) -> None:
    say(notices, window, QRect(40, 40, 300, 60))
    timer = notices.bubble._timer
    assert timer.isActive() and timer.interval() == SHOWN
    timer.timeout.emit()
    assert notices.bubble.isHidden() and not timer.isActive()


# -- offers


@pytest.fixture
def offers(window: QWidget) -> OfferBar:
    found = window.findChild(OfferBar)
    assert found is not None
    return found


def test_the_keys_go_to_the_first_answer_and_back_where_they_were(window: QWidget, offers: OfferBar) -> None:
    told: list[str] = []
    offers.offer("Something was left behind.", [("Take it", lambda: told.append("took")), ("Leave it", lambda: None)])
    assert offers.accessibleName() == "Something was left behind."
    offers.setFocus()
    first, second = offers.buttons()
    assert first.hasFocus()
    QTest.keyClick(first, Key.Key_Tab)
    assert second.hasFocus()
    QTest.keyClick(second, Key.Key_Escape)
    assert field_of(window, "second").hasFocus() and offers.isVisible()
    offers.setFocus()
    QTest.keyClick(first, Key.Key_Return)
    assert told == ["took"]
    assert field_of(window, "second").hasFocus() and offers.isHidden()


def test_one_offer_after_the_other_keeps_the_keys(window: QWidget, offers: OfferBar) -> None:
    def again() -> None:
        offers.offer("There is one more.", [("Take it", lambda: None)])

    offers.offer("Something was left behind.", [("Take it", again)])
    QTest.mouseClick(offers.buttons()[0], LEFT)
    assert offers.sentence == "There is one more."
    shown = [button for button in offers.findChildren(QPushButton) if button.isVisible()]
    assert shown == offers.buttons() and shown[0].hasFocus()
    QTest.mouseClick(shown[0], LEFT)
    assert field_of(window, "second").hasFocus()


def test_where_the_keys_were_may_be_gone(window: QWidget, offers: OfferBar) -> None:
    offers.offer("Something was left behind.", [("Take it", lambda: field_of(window, "second").hide())])
    offers.setFocus()
    QTest.keyClick(offers.buttons()[0], Key.Key_Return)
    assert offers.isHidden()


def test_a_long_offer_takes_lines_and_is_not_cut(window: QWidget, offers: OfferBar, qtbot: QtBot) -> None:
    offers.offer("“" + "half a thought " * 20 + "” was being typed.", [("Take it", lambda: None)])
    label = offers._label
    qtbot.waitUntil(lambda: label.height() >= 2 * label.fontMetrics().height())
    assert label.height() >= label.heightForWidth(label.width())
    assert window.width() == 800

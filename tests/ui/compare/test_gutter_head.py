"""The head of the gutter: how many links have a place, and the lock."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.compare.gutter_head import GutterHead
from ui.theme import Theme


@pytest.fixture
def head(qtbot: QtBot, theme: Theme) -> Iterator[GutterHead]:
    home = QWidget()
    qtbot.addWidget(home)
    made = GutterHead(theme, home)
    home.show()
    yield made
    home.close()


def test_it_says_how_many_links_there_are(head: GutterHead) -> None:
    head.show_count(1)
    assert head.button.text() == "1 link"
    head.show_count(26)
    assert head.button.text() == "26 links"
    assert "Show the list of all links" in head.button.toolTip()


def test_it_says_how_many_have_a_place_and_why_others_have_none(head: GutterHead) -> None:
    head.show_count(18, 20, "2 links end on nodes < without a passage.")
    assert head.button.text() in ("18 of 20 links", "18 of 20")
    assert head.button.accessibleName() == "18 of 20 links"
    assert "2 links end on nodes &lt; without a passage." in head.button.toolTip()
    assert "2 links end on nodes < without a passage." in head.button.accessibleDescription()


def test_words_that_do_not_fit_are_in_the_tip(head: GutterHead) -> None:
    head.set_lockable(True)
    head.show_count(1880, 2000)
    assert head.button.text() in ("1,880 of 2,000", "1,880/2,000")
    assert head.button.accessibleName() == "1,880 of 2,000 links"
    assert "1,880 of 2,000 links" in head.button.toolTip()


def test_the_lock_is_there_where_it_has_a_meaning_and_tells(qtbot: QtBot, head: GutterHead) -> None:
    assert head.lock.isHidden()
    head.set_lockable(True)
    assert not head.lock.isHidden() and head.lock.accessibleName()
    with qtbot.waitSignal(head.lock_toggled) as told:
        head.lock.click()
    assert told.args == [True]
    with qtbot.assertNotEmitted(head.lock_toggled):
        head.set_locked(False)
    assert not head.lock.isChecked()
    with qtbot.waitSignal(head.pressed):
        head.button.click()

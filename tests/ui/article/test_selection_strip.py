"""The strip by a selection: where it stands, what its buttons ask for, and when it goes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.article.selection_strip import HEIGHT, SHADOW, SelectionStrip, StripButton
from ui.article.view import ArticleView
from ui.theme import Theme
from ui.tips import plain_tip

LEFT, NONE, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LINE = QRect(120, 100, 200, 24)


@pytest.fixture
def strip(view: ArticleView, theme: Theme) -> SelectionStrip:
    made = SelectionStrip(theme, view.viewport())
    made.attach(view)
    made.set_parent_text("The square needs a bench")
    view.select(3, 9)
    show(made, view)
    return made


def show(strip: SelectionStrip, view: ArticleView, first: QRect = LINE, last: QRect = LINE) -> None:
    strip.show_at(first, last, view.viewport().rect())


def paper(strip: SelectionStrip) -> QRect:
    """The strip without its shadow."""
    return strip.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)


def click(button: StripButton, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(button, LEFT, modifiers, button.rect().center())


def test_it_stands_below_the_last_line(strip: SelectionStrip, view: ArticleView) -> None:
    assert paper(strip).top() == LINE.bottom() + 5
    assert paper(strip).height() == HEIGHT
    assert strip.isVisible()


def test_it_stands_above_the_first_line_where_there_is_no_room_below(strip: SelectionStrip, view: ArticleView) -> None:
    height = view.viewport().height()
    show(strip, view, QRect(60, height - 80, 300, 24), QRect(60, height - 30, 100, 24))
    assert paper(strip).bottom() < height - 80
    show(strip, view, QRect(60, 2, 300, 24), QRect(60, height - 30, 100, 24))
    assert strip.isHidden()


@pytest.mark.parametrize(("kind", "at"), [("claim", 0), ("evidence", 1), ("rebuttal", 2)])
def test_a_click_asks_for_a_kind_and_with_shift_for_a_sibling(
    strip: SelectionStrip, view: ArticleView, qtbot: QtBot, kind: str, at: int
) -> None:
    for modifiers in (NONE, SHIFT):
        show(strip, view)
        with qtbot.waitSignal(strip.kind_requested) as asked:
            click(strip.kinds[at], modifiers)
        assert asked.args == [kind, modifiers == SHIFT]
        assert strip.isHidden()
        assert view.selection == (3, 9)


def test_the_other_buttons(strip: SelectionStrip, view: ArticleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.parent_requested):
        click(strip.parent_button)
    assert strip.isVisible()
    assert strip.parent_rect().center() == strip.parent_button.mapToGlobal(strip.parent_button.rect().center())
    with qtbot.waitSignal(strip.passage_requested):
        click(strip.add)
    assert strip.isHidden()


def test_without_a_parent_there_is_nothing_to_add_to(strip: SelectionStrip) -> None:
    strip.set_parent_text(None)
    assert strip.add.isHidden()
    assert strip.parent_button.text() == "at the top"
    strip.set_parent_text("Another\nnode")
    assert not strip.add.isHidden()
    assert strip.parent_button.text() == "under “Another node”"


@pytest.mark.parametrize(
    ("parent", "enabled"), [(None, [True, False, False]), ("claim", [True] * 3), ("evidence", [True] * 3)]
)
def test_only_what_has_a_place_can_be_made(
    strip: SelectionStrip, view: ArticleView, parent: str | None, enabled: list[bool]
) -> None:
    asked: list[str] = []
    strip.kind_requested.connect(lambda kind, _sibling: asked.append(kind))
    strip.set_parent(parent and "Another node", parent)
    assert [button.isEnabled() for button in strip.kinds] == enabled
    for button in strip.kinds:
        show(strip, view)
        click(button)
        assert strip.isVisible() != button.isEnabled()
    assert asked == [button.kind for button in strip.kinds if button.isEnabled()]
    assert view.selection == (3, 9)


def test_the_tips_say_where_a_new_node_goes(strip: SelectionStrip) -> None:
    claim, evidence, rebuttal = strip.kinds
    assert "below that node (C)" in claim.toolTip() and "Shift+C" in claim.toolTip()
    strip.set_parent("A count <b>of bats", "evidence")
    assert "beside that node (C)" in claim.toolTip() and "below that node (E)" in evidence.toolTip()
    assert "&lt;b&gt;" in strip.parent_button.toolTip()
    strip.set_parent(None, None)
    assert "at the top of the tree (C)" in claim.toolTip()
    assert rebuttal.toolTip() == evidence.toolTip() == plain_tip(evidence.accessibleDescription())
    assert "claims alone" in evidence.toolTip()
    assert not any("that node" in button.toolTip() for button in strip.kinds)


def test_it_takes_no_focus_and_keeps_the_selection(strip: SelectionStrip, view: ArticleView) -> None:
    view.setFocus()
    click(strip.parent_button)
    QTest.mouseClick(strip, LEFT, NONE, QPoint(SHADOW + 1, strip.height() // 2))
    QTest.mouseDClick(strip, LEFT, NONE, QPoint(SHADOW + 1, strip.height() // 2))
    assert view.hasFocus()
    assert view.selection == (3, 9)
    assert strip.isVisible()


def test_keys_put_it_away_but_not_shift_alone(strip: SelectionStrip, view: ArticleView) -> None:
    view.setFocus()
    QTest.keyPress(view, Qt.Key.Key_Shift)
    QTest.keyRelease(view, Qt.Key.Key_Shift)
    assert strip.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert strip.isHidden()


def test_scrolling_and_another_selection_put_it_away(strip: SelectionStrip, view: ArticleView) -> None:
    view.select(4, 9)
    assert strip.isHidden()
    show(strip, view)
    view.scrolled.emit()
    assert strip.isHidden()


def test_every_button_says_its_key(strip: SelectionStrip) -> None:
    buttons = [*strip.kinds, strip.parent_button, strip.add]
    for button, key in zip(buttons, "CERPA", strict=True):
        assert f"({key})" in button.toolTip()
        assert button.accessibleName() or button.text()


@pytest.mark.parametrize("width", [900, 520, 402, 300, 200])
def test_it_fits_any_width_without_cut_words(strip: SelectionStrip, view: ArticleView, width: int) -> None:
    strip.set_parent_text("A long line of words that names the node which new ones will go below")
    strip.show_at(QRect(60, 100, 100, 24), QRect(60, 100, 100, 24), QRect(0, 0, width, 400))
    assert strip.isVisible()
    assert paper(strip).left() >= 8 or width < 300
    assert paper(strip).right() <= width or width < 300
    for button in [*strip.kinds, strip.add]:
        assert button.width() == button.sizeHint().width()
    assert strip.parent_button.is_wordless == (width <= 402)
    assert [button.is_wordless for button in strip.kinds] == [width <= 300] * 3
    assert not strip.grab().isNull()


@pytest.fixture(scope="module")
def floating(qapp: QApplication) -> Iterator[SelectionStrip]:
    host = QWidget()
    host.resize(1200, 900)
    theme = Theme(qapp, "light")
    yield SelectionStrip(theme, host)
    host.deleteLater()
    theme.deleteLater()


@given(st.integers(200, 1200), st.integers(60, 900), st.integers(0, 900), st.integers(0, 20), st.integers(0, 1100))
def test_it_never_lies_on_the_words_nor_outside(
    floating: SelectionStrip, width: int, height: int, top: int, lines: int, right: int
) -> None:
    viewport = QRect(0, 0, width, height)
    first, last = QRect(40, top, 200, 24), QRect(40, top + lines * 24, max(1, right - 40), 24)
    floating.show_at(first, last, viewport)
    if not floating.isHidden():
        assert not paper(floating).intersects(first.united(last).adjusted(-2000, 0, 2000, 0))
        assert viewport.top() <= paper(floating).top() and paper(floating).bottom() <= viewport.bottom()

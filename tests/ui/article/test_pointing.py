"""Scrolling, hovering, menus and shortcuts of the article."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeySequence, QShortcut, QTextDocument, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.article.conftest import TEXT, at, mark
from tests.ui.article.hands import click
from ui.article.coverage import Coverage
from ui.article.tips import lines_of
from ui.article.view import ArticleView
from ui.theme import Theme

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
Make = Callable[..., ArticleView]
LONG = "\n\n".join(f"Paragraph {n} " + "goes on and on " * 20 for n in range(100))


def test_the_wheel_scrolls_by_the_pixel(make_view: Make, qtbot: QtBot) -> None:
    view = make_view(LONG)
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        view.viewport().mapToGlobal(middle),
        QPoint(0, -7),
        QPoint(0, -7),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.ScrollUpdate,
        False,
    )
    with qtbot.waitSignal(view.scrolled):
        QApplication.sendEvent(view.viewport(), event)
    assert view.scroll_position == 7


def test_dragging_below_the_view_scrolls_on(make_view: Make, qtbot: QtBot) -> None:
    view = make_view(LONG)
    start = at(view, 5)
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    QTest.mouseMove(view.viewport(), start + QPoint(40, 0))
    QTest.mouseMove(view.viewport(), QPoint(200, view.viewport().height() + 60))
    end = view.selection[1]
    qtbot.waitUntil(lambda: view.scroll_position > 200, timeout=3000)
    assert view.selection[0] == 5 and view.selection[1] > end
    QTest.mouseRelease(view.viewport(), LEFT, NONE, QPoint(200, view.viewport().height() + 60))
    stopped = view.scroll_position
    QTest.qWait(120)
    assert view.scroll_position == stopped


def test_page_keys_follow_the_caret(make_view: Make) -> None:
    view = make_view(LONG)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.scroll_position > 300
    assert 0 <= view.caret_box().top() < view.viewport().height()
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert view.scroll_position == 0


def test_the_pointer_tells_marks_from_text(view: ArticleView) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "n1")])
    QTest.mouseMove(view.viewport(), at(view, TEXT.index("without") + 3))
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view.viewport(), at(view, TEXT.index("People") + 3))
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


def tip(view: ArticleView, offset: int) -> str:
    """The words of the tooltip over a place, a line a line."""
    point = at(view, offset)
    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    )
    document = QTextDocument()
    document.setHtml(QToolTip.text())
    QToolTip.hideText()
    return document.toPlainText().replace("\u2028", "\n")


def test_a_tooltip_says_kind_and_words(view: ArticleView) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "<n1>", "rebuttal")])
    view.set_describer(lambda node: (f"about {node}", ""))
    assert tip(view, TEXT.index("without") + 3) == "Rebuttal\nabout <n1>"


def test_a_tooltip_says_the_place_in_the_tree(view: ArticleView) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "n1", "rebuttal")])
    view.set_describer(lambda node: (f"Text <of> {node} & more. " * 12, "Under “Squares”, 2 of 5"))
    lines = tip(view, TEXT.index("without") + 3).split("\n")
    assert lines[0] == "Rebuttal" and lines[-1] == "Under “Squares”, 2 of 5"
    assert len(lines) == 5 and all(len(line) <= 60 for line in lines)
    assert lines[1].startswith("Text <of> n1 & more.") and lines[3].endswith("…")


@pytest.mark.parametrize("length", range(20, 61))
def test_a_count_stays_in_one_piece(length: int) -> None:
    parent = ("word " * 20)[:length].strip()
    lines = lines_of(f"Supports “{parent}”, 1 of 3", 2)
    assert lines[-1].endswith("1\u00a0of\u00a03")
    assert " ".join(lines).replace("\u00a0", " ") == f"Supports “{parent}”, 1 of 3"
    assert len(lines) == 1 or len(lines[-1]) > 20  # no lone word below a long line


def test_a_tooltip_lists_four_and_counts_the_rest(view: ArticleView) -> None:
    words = "without a bench"
    view.set_highlights([mark(TEXT, words, f"n{n}") for n in range(6)] + [mark(TEXT, "A square without", "n5")])
    asked: list[str] = []

    def describe(node: str) -> tuple[str, str]:
        asked.append(node)
        return node, ""

    view.set_describer(describe)
    said = tip(view, TEXT.index("without") + 3)
    assert said.count("Claim") == 4 and said.endswith("and 2 more; click to step through them")
    assert len(asked) == 4 == len(set(asked))


def test_clicks_step_through_identical_passages(view: ArticleView) -> None:
    view.set_highlights([mark(TEXT, "without a bench", f"n{n}") for n in range(3)])
    told: list[str] = []
    view.node_clicked.connect(told.append)
    view.node_clicked.connect(view.set_selected_node)
    for _turn in range(4):
        click(view, at(view, TEXT.index("without a bench") + 9))
    assert sorted(told[:3]) == ["n0", "n1", "n2"] and told[3] == told[0]


def test_the_menu_is_asked_for(view: ArticleView, qtbot: QtBot) -> None:
    point = at(view, 20)
    place = view.viewport().mapToGlobal(point)
    with qtbot.waitSignal(view.context_menu_requested) as told:
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, place))
    assert told.args == [place]


def test_a_letter_wins_over_a_shortcut_of_the_window(view: ArticleView, qtbot: QtBot) -> None:
    shortcut = QShortcut(QKeySequence("C"), view)
    with qtbot.assertNotEmitted(shortcut.activated), qtbot.waitSignal(view.annotate_requested):
        QTest.keyClick(view, Qt.Key.Key_C)


def test_a_theme_turned_dark_repaints(view: ArticleView, theme: Theme) -> None:
    theme.choose("dark")
    try:
        picture = view.viewport().grab().toImage()
        assert picture.pixelColor(picture.width() // 2, picture.height() - 2) == theme.tokens.paper
    finally:
        theme.choose("light")


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_sides_mirror_each_other(make_view: Make, mirrored: bool) -> None:
    view = make_view(mirrored=mirrored)
    assert view.columns.text_x == (58 if mirrored else 64)
    assert view.columns.coverage(444).center().x() == (639 if mirrored else 11)


def test_coverage_knows_marked_paragraphs(view: ArticleView) -> None:
    view.set_highlights([mark(TEXT, "nest in the tower", "n1"), mark(TEXT, "no full stop", "n2")])
    assert view._document is not None
    covered = Coverage(view._document, view._index)
    assert [covered.is_covered(block) for block in range(4)] == [False, True, False, True]
    for y in (0, 60, 120, 180):
        assert abs(covered.y_of(covered.part_of(y)) - y) <= 13

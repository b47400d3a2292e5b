"""What a person works on is in sight: what a key selects, and the caret when the view gets lower."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.ui.article.conftest import mark
from tests.ui.article.hands import SHIFT, Key, key
from tests.ui.article.test_passage_keys import listen, put
from ui.article.view import ArticleView, Highlight

Make = Callable[..., ArticleView]
LONG = "\n\n".join(f"Paragraph {n} begins. " + f"Walkers sit and owls sleep at {n}. " * 20 for n in range(40))


@pytest.fixture
def view(make_view: Make) -> ArticleView:
    return make_view(LONG, height=300)


def is_in_sight(view: ArticleView, start: int, end: int) -> bool:
    document, top = view.shown_document, view.scroll_position
    first, last = document.line_top(start) - top, document.line_top(end - 1) + document.line - top
    return bool(first >= 0 and last <= view.viewport().height())


def test_w_brings_what_it_selects_into_sight(view: ArticleView) -> None:
    offset = LONG.index("at 3.") + 1
    view.select(offset, offset)
    view.pin(offset, view.viewport().height() - view.shown_document.line)  # the last line
    seen = []
    for _turn in range(2):
        key(view, Key.Key_W)
        seen.append(is_in_sight(view, *view.selection))
    key(view, Key.Key_W)  # the paragraph, higher than the view: its beginning
    start, end = view.selection
    assert LONG[start:].startswith("Paragraph 3 ") and end - start > 400
    assert seen == [True, True]
    assert is_in_sight(view, start, start + 1)
    view.scroll_to(0)
    key(view, Key.Key_W, SHIFT)
    assert is_in_sight(view, *view.selection)


@pytest.mark.parametrize("which", [Key.Key_N, Key.Key_U])
def test_all_of_it_is_shown_where_it_fits(make_view: Make, which: Qt.Key) -> None:
    text = "First words.\n\n" * 60 + "A long one " * 60 + "\n\nThe end."
    view = make_view(text, height=300)
    start, end = text.index("A long"), text.index("\n\nThe end")
    if which == Key.Key_N:
        view.set_highlights([Highlight("a", "n", start, end, "claim")])
    else:
        view.set_highlights([Highlight("a", "n", 0, start - 2, "claim")])
    view.resize(view.width(), 280)
    lines = view.shown_document.line_top(end - 1) - view.shown_document.line_top(start)
    assert 280 * 2 // 3 < lines + view.shown_document.line < 280 - view.shown_document.line  # too long for two thirds
    key(view, which)
    assert is_in_sight(view, start, end - 1)


def test_x_brings_the_passage_into_sight(view: ArticleView) -> None:
    view.set_highlights([mark(LONG, "owls sleep at 5", "n")])
    view.set_selected_node("n")
    put(view, "owls sleep at 5", 3)
    view.scroll_to(0)
    key(view, Key.Key_X)
    start = LONG.index("owls sleep at 5")
    assert is_in_sight(view, start, start + 15)


def test_the_caret_stays_in_sight_when_the_view_gets_lower(view: ArticleView) -> None:
    offset = LONG.index("Paragraph 4 ")
    view.select(offset, offset)
    view.pin(offset, 240)
    view.resize(view.width(), 150)
    assert is_in_sight(view, offset, offset + 1)
    view.resize(view.width() - 90, 80)  # the lines break elsewhere as well
    assert is_in_sight(view, offset, offset + 1)


def test_the_passage_at_the_caret_stays_in_sight_too(view: ArticleView) -> None:
    passage = LONG.index("Walkers sit and owls sleep at 4"), LONG.index("Walkers sit and owls sleep at 4") + 400
    view.set_highlights([Highlight("a", "n", *passage, "claim")])
    view.set_selected_node("n")
    view.select(passage[0] + 3, passage[0] + 3)
    view.pin(passage[0], 60)
    other = QLineEdit(view)  # the editor of the new node has the focus now
    other.show()
    other.setFocus()
    assert is_in_sight(view, *passage)
    view.resize(view.width(), 190)
    assert is_in_sight(view, *passage)


def test_a_caret_that_is_out_of_sight_is_not_brought_back(view: ArticleView) -> None:
    view.select(3, 3)
    view.scroll_to(900)
    view.resize(view.width(), 150)
    assert not is_in_sight(view, 3, 4)


def test_a_view_that_nobody_used_stays_where_it_is(make_view: Make) -> None:
    view = make_view(LONG, height=300)
    view._was_used = False  # as a view is that was only looked at
    view.select(400, 400)
    place = view.scroll_position
    view.resize(view.width(), 40)
    assert view.scroll_position == place


def test_whatever_asks_gets_whole_words(view: ArticleView) -> None:
    """The strip, the menu and the window ask `passage_to_mark`; C, A and X ask it for themselves."""
    start = LONG.index("egins. Walk")
    wanted = LONG.index("begins. Walkers"), LONG.index("begins. Walkers") + 15
    view.select(start, start + 11)
    assert view.passage_to_mark() == wanted
    asked: list[tuple[object, ...]] = []
    view.annotate_requested.connect(lambda *values: asked.append(values[2:]))
    view.passage_add_requested.connect(lambda *values: asked.append(values))
    view.passage_change_requested.connect(lambda *values: asked.append(values[1:]))
    view.set_highlights([mark(LONG, "Walkers sit", "n")])
    view.set_selected_node("n")
    told = listen(view)
    for which in (Key.Key_C, Key.Key_E, Key.Key_R, Key.Key_A, Key.Key_X):
        key(view, which)
    assert asked == [wanted] * 5
    assert not [each for each in told if each[0] == "told"]

"""Texts of all scripts and shapes: places go through Qt and back, passages are painted and can be hit."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from models.texts import normal_newlines, plain_layout
from tests.ui.article.conftest import at
from ui.article.lines import lay_out
from ui.article.view import ArticleView, Highlight
from ui.theme import Theme

Make = Callable[..., ArticleView]
ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
MIXED = st.text(st.sampled_from("ab é\u0301\u200dשלםعربية🦉👩😀🇬🇧\u202e\u2067\u00ad."), min_size=1, max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.one_of(ANY, MIXED), st.integers(60, 400))
@example("a\u0301🦉\u202eשלום", 60)
@example("؛00000000", 60)
def test_places_go_through_qt_and_back(text: str, width: int) -> None:
    theme = Theme(QApplication.instance() or QApplication([]), "light")  # type: ignore[arg-type]
    laid = lay_out(text, theme.reading_font(), width, 24)
    units = laid.layout.text().encode("utf-16-le", "surrogatepass")
    assert len(units) == 2 * laid.unit(len(text))
    ranges = [laid.line_range(line) for line in range(len(laid))]
    assert ranges[0][0] == 0 and ranges[-1][1] == len(text)
    assert all(one[1] == other[0] for one, other in pairwise(ranges))
    for offset in range(len(text) + 1):
        assert units[: 2 * laid.unit(offset)].decode("utf-16-le", "surrogatepass") == laid.text[:offset]
        line = laid.line_of(offset)
        first, end = ranges[line]
        assert first <= offset <= end
        found = laid.hit(line, laid.x_of(offset))
        assert first <= found <= end
        assert 0 <= laid.previous(offset) <= offset <= laid.next(offset) <= len(text)
    for start in range(0, len(text), 7):
        for line, left, right in laid.segments(start, min(len(text), start + 9)):
            assert 0 <= line < len(laid) and right >= left >= -width


@given(st.text(st.sampled_from("abc defg hij"), min_size=1, max_size=80))
@settings(max_examples=60, deadline=None)
def test_a_place_is_hit_where_it_is_painted(text: str) -> None:
    theme = Theme(QApplication.instance() or QApplication([]), "light")  # type: ignore[arg-type]
    laid = lay_out(text, theme.reading_font(), 120, 24)
    for offset in range(len(text) + 1):
        line = laid.line_of(offset)
        found, wanted = laid.hit(line, laid.x_of(offset)), min(offset, laid.line_end(line))
        assert found == wanted or text[min(found, wanted) : max(found, wanted)].isspace()  # spaces hang at a line's end


CASES = {
    "the last character": ("A short text that ends with a word", "word"),
    "no line break": ("On and on it goes with no break at all, " * 40 + "to here.", "to here"),
    "Windows line ends": (normal_newlines("First line.\r\n\r\nSecond line with words.\r\n"), "with words."),
    "right to left": ("שלום לכולם, זה משפט ארוך בעברית בלי מילים אחרות.", "משפט ארוך"),
    "Arabic": ("هذا نص عربي قصير للتجربة فقط.", "عربي قصير"),
    "both directions": ("Before שלום לכולם after it all.", "לכולם after"),
    "emoji": ("Owls 🦉🦉 and a family 👩‍👩‍👧 nest here 🇬🇧.", "family 👩‍👩‍👧 nest"),
    "combining marks": ("The cafe\u0301 sells te\u0301a\u0302 to all.", "te\u0301a\u0302"),
}


@pytest.mark.parametrize("name", list(CASES))
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_passage_is_painted_and_can_be_pressed(make_view: Make, name: str, mirrored: bool) -> None:
    text, words = CASES[name]
    view = make_view(text, mirrored=mirrored)
    start = text.rindex(words)
    mark = Highlight("a", "n", start, start + len(words), "claim")
    view.set_highlights([mark])
    view.reveal(start, flash=False)
    (bar,) = view.marks_in_view()
    assert bar.node_id == "n" and bar.foot > bar.top
    picture, fill = view.viewport().grab().toImage(), view._theme.tokens.kinds["claim"].fill.name()
    document = view._document
    index, local = document.locate(start)
    laid, inside = document.laid(index), []
    for line, left, right in laid.segments(local, local + len(words)):
        y = document.top(index) + line * 24 - view.scroll_position
        x = view.columns.text_x + document.indent(index)
        inside += [QPoint(round(x + left) + 1, y + 3), QPoint(round(x + right) - 1, y + 3)]
        assert picture.pixelColor(round(x + left) - 3, y + 3).name() != fill
    assert inside
    for point in inside:
        assert picture.pixelColor(point).name() == fill
        assert [found.node_id for found in view.marks_at(point)] == ["n"]
    assert view.text_at(at(view, start, 3).toPointF()) is not None


def test_the_place_after_the_last_character_is_reached(make_view: Make) -> None:
    text = CASES["no line break"][0]
    view = make_view(text)
    view.reveal(len(text) - 1, flash=False)
    corner = QPoint(view.columns.text_x + view.columns.text_width - 2, view.viewport().height() - 2)
    assert view._document.hit(view.column_point(corner)) == len(text)
    assert len(plain_layout(text).blocks) == 1

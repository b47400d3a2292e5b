"""The handles of a passage: where they stand, what dragging them asks for, and when there are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.anchors import snapped
from models.texts import Layout, plain_layout
from tests.ui.article.conftest import TEXT, at, mark
from tests.ui.article.hands import CONTROL, NONE, Key, click, hover, key, let_go, pull, push, second_push
from ui.article.document import Document
from ui.article.handles import Handle, moved_end
from ui.article.view import ArticleView, Highlight
from ui.theme import Theme

Make = Callable[..., ArticleView]
BENCH = "A square without a bench"
HERE = TEXT.index(BENCH) + 4  # the caret


@pytest.fixture
def held(view: ArticleView) -> ArticleView:
    view.set_highlights([mark(TEXT, BENCH, "n1"), mark(TEXT, "a bench is", "n2", "rebuttal")])
    view.set_selected_node("n1")
    put(view, BENCH, 4)
    return view


def put(view: ArticleView, words: str, inside: int = 0) -> None:
    """The caret among some words: the passage there is the current one."""
    offset = view.shown_document.text.index(words) + inside
    view.select(offset, offset)


def middle(handle: Handle) -> QPoint:
    return QPoint(round(handle.x), round(handle.y))


def ends(view: ArticleView) -> tuple[QPoint, QPoint]:
    """Where to take the two handles of the only passage."""
    start, end = view.handles.in_sight()
    assert (start.at_end, end.at_end) == (False, True)
    return middle(start), middle(end)


def drag(view: ArticleView, source: QPoint, to: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    push(view, source, modifiers)
    pull(view, (source + to) / 2, modifiers)
    pull(view, to, modifiers)


def test_dragging_an_end_takes_whole_words(held: ArticleView, qtbot: QtBot) -> None:
    to = at(held, TEXT.index("a road") + 3)
    drag(held, ends(held)[1], to)
    preview = held.handles.dragged
    assert preview is not None
    start, end = preview.preview.start, preview.preview.end
    assert TEXT[start:end] == "A square without a bench is a road"
    with qtbot.waitSignal(held.passage_change_requested) as told:
        let_go(held, to)
    assert told.args == ["anchor-n1", start, end]
    assert held.handles.dragged is None and held.selection == (HERE, HERE)


def test_dragging_the_beginning(held: ArticleView, qtbot: QtBot) -> None:
    to = at(held, TEXT.index("bench in") + 3)
    drag(held, ends(held)[0], to)
    with qtbot.waitSignal(held.passage_change_requested) as told:
        let_go(held, to)
    assert told.args == ["anchor-n1", TEXT.index("bench in"), TEXT.index("bench is") + 5]


def test_control_takes_characters(held: ArticleView, qtbot: QtBot) -> None:
    to = at(held, TEXT.index("without") + 3, 1)
    drag(held, ends(held)[1], to, CONTROL)
    with qtbot.waitSignal(held.passage_change_requested) as told:
        let_go(held, to, CONTROL)
    assert told.args == ["anchor-n1", TEXT.index("A square"), TEXT.index("without") + 3]


def test_no_character_is_cut_in_two(view: ArticleView) -> None:
    view.set_highlights([mark(TEXT, "the café\u0301 below", "n1")])
    view.set_selected_node("n1")
    put(view, "the café", 1)
    source, found = ends(view)[1], set()
    push(view, source, CONTROL)
    left = at(view, TEXT.index("café"), 0)
    for step in range(2, 60):
        pull(view, left + QPoint(step, 0), CONTROL)
        assert view.handles.dragged is not None
        found.add(TEXT[TEXT.index("café") : view.handles.dragged.preview.end])
    assert {"caf", "café\u0301", "café\u0301 "} <= found and "café" not in found
    key(view, Key.Key_Escape)


@pytest.mark.parametrize("modifiers", [NONE, CONTROL])
def test_an_end_does_not_pass_the_other(held: ArticleView, qtbot: QtBot, modifiers: Qt.KeyboardModifier) -> None:
    start = TEXT.index("A square")
    for which, to, left in ((1, 0, (start, start + 1)), (0, len(TEXT) - 1, None)):
        point = at(held, to)
        drag(held, ends(held)[which], point, modifiers)
        with qtbot.waitSignal(held.passage_change_requested) as told:
            let_go(held, point, modifiers)
        end = TEXT.index("bench is") + 5
        last_word = (end - (1 if modifiers == CONTROL else 5), end)
        assert tuple(told.args[1:]) == (left or last_word)


def test_escape_gives_the_drag_up(held: ArticleView, qtbot: QtBot) -> None:
    to = at(held, TEXT.index("a road") + 3)
    with qtbot.assertNotEmitted(held.passage_change_requested), qtbot.assertNotEmitted(held.node_clicked):
        drag(held, ends(held)[1], to)
        key(held, Key.Key_Escape)
        assert held.handles.dragged is None
        pull(held, at(held, 5))
        let_go(held, at(held, 5))
    assert held.selection == (HERE, HERE)


def test_a_drag_back_to_where_it_was_asks_for_nothing(held: ArticleView, qtbot: QtBot) -> None:
    source = ends(held)[1]
    with qtbot.assertNotEmitted(held.passage_change_requested), qtbot.assertNotEmitted(held.node_clicked):
        drag(held, source, at(held, TEXT.index("a road") + 3))
        pull(held, source)
        let_go(held, source)


def test_a_click_on_a_handle_still_steps_through_the_overlap(held: ArticleView, qtbot: QtBot) -> None:
    held.node_clicked.connect(held.set_selected_node)
    inside = ends(held)[1] - QPoint(6, 3)
    with qtbot.waitSignal(held.node_clicked) as told:
        click(held, inside)
    assert told.args == ["n2"]


def test_a_double_click_on_a_handle_selects_nothing(held: ArticleView) -> None:
    point = ends(held)[1]
    click(held, point)
    second_push(held, point)
    assert held.handles.dragged is not None
    let_go(held, point)
    assert held.selection == (HERE, HERE)


def test_the_pointer_says_that_a_handle_is_there(held: ArticleView) -> None:
    for point in ends(held):
        hover(held, point)
        assert held.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    hover(held, at(held, TEXT.index("without") + 3))
    assert held.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_the_passage_is_shown_as_it_will_be(held: ArticleView) -> None:
    tokens = held._theme.tokens
    road, square = at(held, TEXT.index("road") + 1) + QPoint(0, -9), at(held, TEXT.index("square without") + 2)

    def colour(point: QPoint) -> str:
        picture = held.viewport().grab().toImage()
        return str(picture.pixelColor(point * picture.devicePixelRatio()).name())

    assert colour(road) == tokens.paper.name()
    drag(held, ends(held)[1], at(held, TEXT.index("a road") + 3))
    assert colour(road) == tokens.selection.name()
    key(held, Key.Key_Escape)
    above = square + QPoint(0, -9)
    assert colour(above) == tokens.selection.name()
    drag(held, ends(held)[0], at(held, TEXT.index("without") + 3))
    assert colour(above) == tokens.paper.name()
    key(held, Key.Key_Escape)
    inner = at(held, TEXT.index("bench is") + 2) + QPoint(0, -9)
    drag(held, ends(held)[1], at(held, TEXT.index("without") + 3))
    assert colour(inner) == tokens.kinds["rebuttal"].fill.name()  # of the other passage there


def shown_handles(view: ArticleView) -> list[tuple[str, bool]]:
    return [(h.mark.anchor_id, h.at_end) for h in view.handles.in_sight()]


def test_only_the_current_passage_of_the_selected_node_has_handles(held: ArticleView) -> None:
    held.set_highlights([mark(TEXT, BENCH, "n1"), replace(mark(TEXT, "nest in", "n1"), anchor_id="two")])
    assert shown_handles(held) == [("anchor-n1", False), ("anchor-n1", True)]
    put(held, "nest in", 2)
    assert shown_handles(held) == [("two", False), ("two", True)]
    put(held, "People")
    assert shown_handles(held) == []
    put(held, BENCH, 4)
    held.set_selected_node(None)
    assert shown_handles(held) == []


def test_the_passage_under_the_pointer_has_handles_too(held: ArticleView) -> None:
    two = replace(mark(TEXT, "nest in", "n1"), anchor_id="two")
    held.set_highlights([mark(TEXT, BENCH, "n1"), two, mark(TEXT, "sells tea", "n2")])
    hover(held, at(held, two.start + 3))
    assert shown_handles(held) == [("anchor-n1", False), ("anchor-n1", True), ("two", False), ("two", True)]
    end = [handle for handle in held.handles.in_sight() if handle.mark is two][1]
    hover(held, middle(end) + QPoint(5, 4))  # beside the words, still over the handle
    assert len(shown_handles(held)) == 4
    hover(held, at(held, TEXT.index("sells") + 2))  # of another node
    assert len(shown_handles(held)) == 2
    hover(held, at(held, two.start + 3))
    QApplication.sendEvent(held.viewport(), QEvent(QEvent.Type.Leave))
    assert len(shown_handles(held)) == 2


def test_the_letters_above_a_grip_can_be_pressed(held: ArticleView) -> None:
    start = mark(TEXT, BENCH, "n1").start
    click(held, at(held, start, 1) - QPoint(0, 4))
    assert held.selection == (start, start)
    assert held.handles.dragged is None


def test_the_current_passage_has_a_thicker_line_and_its_bar_a_frame(held: ArticleView) -> None:
    accent = held.theme.tokens.accent.name()
    held.set_highlights([mark(TEXT, BENCH, "n1"), replace(mark(TEXT, "nest in", "n1"), anchor_id="two")])
    held.select_all()  # nothing blinks
    put(held, BENCH, 4)

    def lines(words: str) -> int:
        """How many pixels of the accent stand below a place."""
        picture, point = held.viewport().grab().toImage(), at(held, TEXT.index(words), 6)
        return sum(picture.pixelColor(point + QPoint(0, y)).name() == accent for y in range(2, 16))

    def frames() -> list[int]:
        """How many pixels of the accent stand just above each bar's middle."""
        picture, width = held.viewport().grab().toImage(), held.viewport().width()
        boxes = [bar.box(width, False) for bar in held.marks_in_view()]
        heads = [QPoint(round(box.center().x()), round(box.top()) - 3) for box in boxes]
        return [picture.pixelColor(head).name() == accent for head in heads]

    assert lines("square without") == 4 and lines("est in") == 2
    assert frames() == [True, False]
    put(held, "nest in", 1)
    assert lines("square without") == 2 and lines("est in") == 4
    assert frames() == [False, True]


def test_no_handle_where_an_end_is_hidden_or_out_of_sight(make_view: Make) -> None:
    text = "\n\n".join(f"Paragraph {n} says a few words." for n in range(60))
    view, layout = make_view(""), plain_layout(text)
    blocks = tuple(replace(block, hidden=n == 2) for n, block in enumerate(layout.blocks))
    view.set_article(text, Layout(blocks, layout.pieces))
    first, hidden, last = (text.index(f"Paragraph {n} ") for n in (1, 2, 50))
    view.set_highlights([Highlight("a", "n", first, hidden + 9, "claim"), Highlight("b", "n", first, last, "claim")])
    view.set_selected_node("n")
    put(view, "Paragraph 1 ", 3)
    assert shown_handles(view) == [("a", False)]  # the shorter one
    view.set_highlights([Highlight("b", "n", first, last, "claim")])
    assert shown_handles(view) == [("b", False)]
    view.set_highlights([Highlight("a", "n", hidden + 3, first + 90, "claim")])
    put(view, "Paragraph 3", 2)
    assert [h.at_end for h in view.handles.in_sight()] == [True]
    view.scroll_to(view.verticalScrollBar().maximum())
    assert list(view.handles.in_sight()) == []


def test_a_passage_to_the_last_character_has_its_handle(view: ArticleView, qtbot: QtBot) -> None:
    view.set_highlights([mark(TEXT, "with the file", "n1")])
    view.set_selected_node("n1")
    put(view, "with the file", 2)
    source, to = ends(view)[1], at(view, TEXT.index("the file") + 1)
    assert abs(source.x() - at(view, len(TEXT), 0).x()) <= 3
    drag(view, source, to)
    with qtbot.waitSignal(view.passage_change_requested) as told:
        let_go(view, to)
    assert told.args[1:] == [TEXT.index("with the file"), TEXT.index("the file") + 3]


def test_in_hebrew_the_beginning_is_at_the_right(view: ArticleView, qtbot: QtBot) -> None:
    view.set_highlights([mark(TEXT, "זה משפט ארוך", "n1")])
    view.set_selected_node("n1")
    put(view, "זה משפט ארוך", 2)
    start, end = ends(view)
    assert start.x() > end.x() + 40
    to = at(view, TEXT.index("בעברית") + 3, 0)
    drag(view, end, to)
    with qtbot.waitSignal(view.passage_change_requested) as told:
        let_go(view, to)
    assert TEXT[told.args[1] : told.args[2]] == "זה משפט ארוך בעברית"


def test_a_drag_below_the_view_scrolls_on(make_view: Make, qtbot: QtBot) -> None:
    text = "\n\n".join(f"Paragraph {n} " + "goes on and on " * 20 for n in range(100))
    view = make_view(text)
    view.set_highlights([mark(text, "Paragraph 0", "n1")])
    view.set_selected_node("n1")
    put(view, "Paragraph 0", 2)
    below = QPoint(200, view.viewport().height() + 60)
    drag(view, ends(view)[1], below)
    qtbot.waitUntil(lambda: view.scroll_position > 300, timeout=3000)
    assert view.handles.dragged is not None and view.handles.dragged.preview.end > text.index("Paragraph 1 ")
    key(view, Key.Key_Escape)
    stopped = view.scroll_position
    qtbot.wait(120)
    assert view.scroll_position == stopped


def test_a_passage_gone_meanwhile_ends_the_drag(held: ArticleView, qtbot: QtBot) -> None:
    to = at(held, TEXT.index("a road") + 3)
    drag(held, ends(held)[1], to)
    held.set_highlights([mark(TEXT, "nest in", "n1")])
    with qtbot.assertNotEmitted(held.passage_change_requested):
        let_go(held, to)
    assert held.handles.dragged is None


@given(
    st.text(st.sampled_from("ab é\u0301क्षि🦉👩\u200d🔬ש. '\n"), min_size=2, max_size=40),
    st.data(),
    st.booleans(),
    st.booleans(),
)
def test_a_moved_end_leaves_the_other_and_something_between(
    qapp: QApplication, text: str, data: st.DataObject, at_end: bool, exactly: bool
) -> None:
    layout = plain_layout(text)
    if not layout.blocks:
        return
    theme = Theme(qapp, "light")
    fonts = {name: theme.reading_font() for name in ("text", "heading", "caption")}
    document = Document(text, layout, fonts, 300)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    to = data.draw(st.integers(0, len(text)))
    low, high = moved_end(document, (start, end), at_end, to, exactly)
    assert 0 <= low < high <= len(text)
    assert low == start if at_end else high == end
    words = text[low:high].strip()
    assert bool(words) == bool(text[start:end].strip()) or exactly
    if words and not exactly and (low, high) != (start, end):
        moved = snapped(text, low, high)[at_end]
        assert moved == (high if at_end else low)

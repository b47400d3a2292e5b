"""Blocks that are hidden, and captions and site text when they are: no room, no lane, no offset moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.texts import BlockKind, Layout, plain_layout
from ui.article.view import ArticleView, Highlight
from ui.theme import Theme

PARTS = [
    "The square lost its bench in spring, and nobody stays there now.",
    "Photograph by a passer-by.",
    "Share this page with a friend.",
    "A square without a bench is a road, and a road has no memory.",
    "Signed by all.",
]
TEXT = "\n\n".join(PARTS)
LAYOUT = Layout(
    tuple(
        replace(block, kind=kind)
        for block, kind in zip(
            plain_layout(TEXT).blocks,
            (BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.FURNITURE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH),
            strict=True,
        )
    ),
    plain_layout(TEXT).pieces,
)
Make = Callable[..., ArticleView]


def passage(first: str, last: str, node: str, kind: str = "claim") -> Highlight:
    """From the first letter of `first` to the last of `last`."""
    return Highlight(f"a-{node}", node, TEXT.index(first), TEXT.index(last) + len(last), kind)


ACROSS = passage("nobody stays", "A square", "across")
WITHIN = passage("Photograph", "passer-by", "within", "evidence")
FROM_HIDDEN = passage("with a friend", "without a bench", "from", "rebuttal")
PLAIN = passage("a road, and", "a road, and", "plain")


@pytest.fixture
def view(make_view: Make) -> ArticleView:
    view = make_view("")
    view.set_article(TEXT, LAYOUT)
    view.set_highlights([ACROSS, WITHIN, FROM_HIDDEN, PLAIN])
    return view


def starts(view: ArticleView) -> list[int]:
    assert view._document is not None
    return view._document.starts


def test_captions_and_site_text_come_and_go(view: ArticleView) -> None:
    all_starts, height = starts(view), view._document.height
    assert view.show_furniture and len(all_starts) == 5 and view.hidden_marks() == 0
    view.set_show_furniture(False)
    assert starts(view) == [all_starts[0], all_starts[3], all_starts[4]]
    assert view._document.height < height
    assert [view.is_shown(TEXT.index(part)) for part in PARTS] == [True, False, False, True, True]
    assert not view.is_shown(len(TEXT)) and view.is_shown(len(TEXT) - 1)
    view.set_show_furniture(True)
    assert starts(view) == all_starts and view._document.height == height


def test_what_was_set_aside_comes_into_sight_muted(view: ArticleView) -> None:
    blocks = tuple(replace(b, hidden=at in (1, 3)) for at, b in enumerate(LAYOUT.blocks))
    view.set_article(TEXT, Layout(blocks, LAYOUT.pieces))
    assert starts(view) == [blocks[at].start for at in (0, 2, 4)]
    view.set_show_hidden(True)
    assert starts(view) == [block.start for block in blocks]
    assert [view._document.is_quiet(at) for at in range(5)] == [False, True, True, True, False]
    view.set_show_furniture(False)  # what is hidden is asked for all the same
    assert starts(view) == [blocks[at].start for at in (0, 1, 3, 4)]
    view.set_show_hidden(False)
    assert starts(view) == [blocks[at].start for at in (0, 4)]


def test_pages_that_begin_in_a_block_are_known_by_their_place(view: ArticleView) -> None:
    second = LAYOUT.blocks[3].start
    view.set_article(TEXT, Layout(LAYOUT.blocks, LAYOUT.pieces, ((0, "ii"), (second, "3"), (second + 9, "4"))))
    document = view._document
    assert [document.breaks_in(at) for at in range(5)] == [[(0, "ii")], [], [], [(0, "3"), (9, "4")], []]


def test_a_passage_in_hidden_words_is_counted_and_not_shown(view: ArticleView) -> None:
    view.set_show_furniture(False)
    assert view.hidden_marks() == 1
    assert "within" not in {bar.node_id for bar in view.marks_in_view()}
    assert view.passage_span("within") is None
    assert view._index.of_node("within") == []
    assert [view._coverage.is_covered(block) for block in range(3)] == [True, True, False]
    view.set_show_furniture(True)
    assert view.passage_span("within") is not None and view.hidden_marks() == 0


def test_a_passage_over_hidden_words_stands_where_it_is_shown(view: ArticleView) -> None:
    view.set_show_furniture(False)
    line, document = view._theme.reading.line, view._document
    second = document.line_top(TEXT.index("A square"))
    assert view.passage_span("from") == (second, second + line)
    bars = {bar.node_id: bar for bar in view.marks_in_view()}
    assert bars["from"].top == second + 3
    first = document.line_top(TEXT.index("nobody stays"))
    assert view.passage_span("across") == (first, second + line)


def test_only_the_first_shown_passage_of_a_node_counts(view: ArticleView) -> None:
    again = replace(passage("Signed", "Signed", "within"), anchor_id="again")
    view.change_highlights([], [again])
    view.set_show_furniture(False)
    top = view._document.line_top(TEXT.index("Signed"))
    assert view.passage_span("within") == (top, top + view._theme.reading.line)


def test_a_click_at_a_neighbours_edge_does_not_reach_hidden_words(view: ArticleView) -> None:
    view.set_show_furniture(False)
    document, offset = view._document, TEXT.index("there now.") + len("there now.") - 1
    point = QPointF(view.columns.text_x + document.caret_x(offset) + 2, document.line_top(offset) + 12)
    assert {mark.node_id for mark in view.marks_at(point.toPoint())} == {"across"}


def test_hiding_keeps_the_place_being_read(make_view: Make) -> None:
    parts = [f"Paragraph {n} " + "goes on and on " * 30 for n in range(60)]
    text = "\n\n".join(parts)
    blocks = tuple(
        replace(b, kind=BlockKind.FURNITURE if n % 3 == 1 else b.kind) for n, b in enumerate(plain_layout(text).blocks)
    )
    view = make_view("")
    view.set_article(text, Layout(blocks, plain_layout(text).pieces))
    view.reveal(text.index("Paragraph 30 "), flash=False)
    view.scroll_to(view.scroll_position + 150)
    offset, y = view.first_line()
    for on in (False, True):
        view.set_show_furniture(on)
        assert view._document.line_top(offset) - view.scroll_position == y
        assert view._document.is_shown(offset)


def test_what_is_selected_in_words_that_go_is_let_go(view: ArticleView, qtbot: QtBot) -> None:
    start = TEXT.index("Photograph")
    view.select(start, start + 5)
    with qtbot.waitSignal(view.selection_changed):
        view.set_show_furniture(False)
    assert view.selection == (TEXT.index("A square"),) * 2
    view.select(3, TEXT.index("A square") + 4)
    view.set_show_furniture(True)
    view.set_show_furniture(False)
    assert view.selection == (3, TEXT.index("A square") + 4)


def test_the_caret_steps_over_hidden_words(view: ArticleView) -> None:
    view.set_show_furniture(False)
    end = view._document.blocks[0].end
    view.select(end, end)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view._caret == TEXT.index("A square")


def test_an_article_of_nothing_but_site_text_stays(make_view: Make) -> None:
    view = make_view("")
    blocks = tuple(replace(block, kind=BlockKind.FURNITURE) for block in LAYOUT.blocks)
    view.set_show_furniture(False)
    view.set_article(TEXT, Layout(blocks, LAYOUT.pieces))
    assert len(starts(view)) == 5


def test_hidden_for_good_means_hidden_always(make_view: Make) -> None:
    view = make_view("")
    blocks = tuple(replace(block, hidden=n == 0) for n, block in enumerate(LAYOUT.blocks))
    view.set_article(TEXT, Layout(blocks, LAYOUT.pieces))
    view.set_highlights([passage("The square", "bench in spring", "gone"), ACROSS])
    assert view.hidden_marks() == 1
    assert [bar.node_id for bar in view.marks_in_view()] == ["across"]
    assert not view.is_shown(0)
    assert view.first_line()[0] == TEXT.index("Photograph")


def test_captions_are_muted(view: ArticleView, theme: Theme) -> None:
    picture = view.viewport().grab().toImage()
    top = view._document.top(2)
    row = [picture.pixelColor(x, top + y).name() for x in range(64, 200) for y in range(24)]
    assert theme.tokens.muted.name() in row and theme.tokens.ink.name() not in row

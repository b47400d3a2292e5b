"""Marks found by place, packed into lanes, painted over one another and changed: against plain, slow ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.texts import Block, BlockKind, Layout
from tests.ui.article.conftest import at
from ui.article.coverage import Coverage
from ui.article.document import Document
from ui.article.highlights import Highlight, Index
from ui.article.lanes import Lanes, depth_of, pack
from ui.article.margin import Bar
from ui.article.underlay import Rows
from ui.article.view import ArticleView
from ui.theme import Reading, Theme
from ui.theme.kinds import mixed
from ui.theme.tokens import DARK, LIGHT

KINDS = ("claim", "evidence", "rebuttal")
SENTENCE = "The square lost its bench in spring, and with it the reason to stop there. "
LENGTH = 12 * len(SENTENCE)
Make = Callable[..., ArticleView]
Run = tuple[int, int]


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Blocks with gaps of two between them, some hidden, some site text."""
    blocks, start = [], 0
    while start < LENGTH:
        end = min(LENGTH, start + draw(st.integers(1, 260)))
        kind = draw(st.sampled_from([BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.FURNITURE, BlockKind.HEADING]))
        blocks.append(Block(start, end, kind, hidden=draw(st.booleans()) and draw(st.booleans())))
        start = end + 2
    return Layout(tuple(blocks), ())


@st.composite
def marks(draw: st.DrawFn, prefix: str = "a", most: int = 25) -> list[Highlight]:
    runs = draw(st.lists(st.tuples(st.integers(0, LENGTH - 1), st.integers(0, 300)), max_size=most))
    return [
        Highlight(f"{prefix}{n}", f"{prefix}{n % 7}", start, min(LENGTH, start + more), KINDS[n % 3])
        for n, (start, more) in enumerate(runs)
    ]


def make_document(layout: Layout, furniture: bool = True) -> Document:
    theme = Theme(QApplication.instance() or QApplication([]), "light")  # type: ignore[arg-type]
    fonts = {name: theme.reading_font() for name in ("text", "heading", "caption")}
    return Document((SENTENCE * 13)[:LENGTH], layout, fonts, 240, Reading(), furniture)


def is_seen(document: Document, mark: Highlight) -> bool:
    return any(b.start < mark.end and mark.start < b.end for b in document.blocks) and mark.end > mark.start


@settings(max_examples=60, deadline=None)
@given(layouts(), marks(), st.booleans(), st.integers(0, LENGTH), st.integers(1, 200))
def test_every_mark_is_found_where_it_is(
    layout: Layout, given_marks: list[Highlight], furniture: bool, start: int, more: int
) -> None:
    document = make_document(layout, furniture)
    index = Index(document, given_marks)
    seen = [mark for mark in given_marks if is_seen(document, mark)]
    assert sorted(m.anchor_id for m in index.all()) == sorted(m.anchor_id for m in seen)
    assert index.hidden_count == len(given_marks) - len(seen)
    end = start + more
    found = index.touching(start, end)
    assert {m.anchor_id for m in found} == {m.anchor_id for m in seen if m.start < end and m.end > start}
    assert [m.end - m.start for m in found] == sorted((m.end - m.start for m in found), reverse=True)
    for mark in seen:
        assert mark in index.of_node(mark.node_id)
        first, last = document.span(mark.start, mark.end) or (-1, -1)
        touched = [n for n, b in enumerate(document.blocks) if b.start < mark.end and mark.start < b.end]
        assert (first, last) == (touched[0], touched[-1])


@settings(max_examples=60, deadline=None)
@given(layouts(), st.booleans())
def test_shown_places_are_those_in_shown_blocks(layout: Layout, furniture: bool) -> None:
    document = make_document(layout, furniture)
    for offset in range(0, LENGTH, 7):
        assert document.is_shown(offset) == any(b.start <= offset < b.end for b in document.blocks)
        if document.blocks:
            near = document.nearest(offset)
            assert near == offset or not any(b.start <= offset <= b.end for b in document.blocks)
            assert near == offset or document.is_shown(near) or near == document.ends[-1]
            assert document.locate(near)[1] + document.starts[document.locate(near)[0]] == near


@settings(max_examples=40, deadline=None)
@given(layouts(), marks(), marks("b", 6), st.sets(st.integers(0, 24), max_size=6))
def test_changing_some_is_as_good_as_beginning_anew(
    layout: Layout, before: list[Highlight], added: list[Highlight], gone: set[int]
) -> None:
    document = make_document(layout)
    if not document.blocks:
        return
    index = Index(document, before)
    lanes, coverage = Lanes(document, index), Coverage(document, index)
    last = len(document) - 1
    coverage.step_of(0)
    lanes.bars(0, last, 0, 50)
    index.of_node("")
    removed = {f"a{n}" for n in gone}
    went = index.change(removed, added)
    lanes.change(went, added)
    coverage.change(went, -1)
    coverage.change(added, 1)
    after = [mark for mark in before if mark.anchor_id not in removed] + added
    anew = Index(document, after)
    assert sorted(m.anchor_id for m in index.everything()) == sorted(m.anchor_id for m in after)
    assert index.hidden_count == anew.hidden_count
    for node in {mark.node_id for mark in (*before, *added)}:
        assert sorted(m.anchor_id for m in index.of_node(node)) == sorted(m.anchor_id for m in anew.of_node(node))
    assert index.touching(0, LENGTH) == anew.touching(0, LENGTH) or len(after) > 1
    fresh = Coverage(document, anew)
    assert coverage._tally() == fresh._tally()
    assert lanes._ties == Lanes(document, anew)._ties
    check_lanes(lanes.bars(0, last, 0, 1000))


def test_a_passage_that_comes_over_several_blocks_moves_the_bars_between(qapp: QApplication) -> None:
    blocks = tuple(Block(start, start + 70) for start in (0, 80, 160, 240))
    document = make_document(Layout(blocks, ()))
    inner = [Highlight(f"i{n}", f"i{n}", start + 5, start + 40, "claim") for n, start in enumerate((80, 160))]
    index = Index(document, inner)
    lanes = Lanes(document, index)
    assert [bar.near for bar in lanes.bars(0, 3, 0, 50)] == [8, 8]
    over = Highlight("over", "over", 10, 300, "evidence")
    index.change(set(), [over])
    lanes.change([], [over])
    bars = lanes.bars(0, 3, 0, 50)
    check_lanes(bars)
    assert sorted((bar.node_id, bar.near) for bar in bars) == [("i0", 18), ("i1", 18), ("over", 8)]


@settings(max_examples=60, deadline=None)
@given(marks(most=40), marks("b", 3), st.sets(st.integers(0, 39), max_size=3))
def test_a_long_paragraph_is_packed_anew_only_where_it_changed(
    before: list[Highlight], added: list[Highlight], gone: set[int]
) -> None:
    document = make_document(Layout((Block(0, LENGTH),), ()))
    before, added = ([mark for mark in some if mark.end > mark.start] for some in (before, added))
    index = Index(document, before)
    with patch("ui.article.lanes.MANY", 0):
        lanes = Lanes(document, index)
        lanes.bars(0, 0, 0, 1000)
        went = index.change({f"a{n}" for n in gone}, added)
        assert lanes._mend(went, added) == bool(went or added)
        bars = lanes.bars(0, 0, 0, 1000)
    check_lanes(bars)
    anew = Lanes(document, index)
    assert len(anew.bars(0, 0, 0, 1000)) == len(bars)
    assert lanes._packed(0).needed == anew._packed(0).needed
    assert [bar[2] for bar in lanes._packed(0).bars] == [bar[2] for bar in anew._packed(0).bars]


@settings(max_examples=40, deadline=None)
@given(layouts(), marks(most=40), st.sampled_from([50, 1000]))
def test_bars_never_share_a_place_while_there_is_room(layout: Layout, given_marks: list[Highlight], room: int) -> None:
    document = make_document(layout)
    if not document.blocks:
        return
    for block in range(len(document)):
        document.laid(block)
    lanes = Lanes(document, Index(document, given_marks))
    bars = lanes.bars(0, len(document) - 1, 0, room)
    assert sorted(b.mark.anchor_id for b in bars) == sorted(m.anchor_id for m in given_marks if is_seen(document, m))
    check_lanes(bars)
    assert all(bar.near + bar.breadth <= 8 + room for bar in bars)
    assert room == 50 or not any(bar.crowd for bar in bars)


def check_lanes(bars: list[Bar]) -> None:
    for at_first, bar in enumerate(bars):
        for other in bars[at_first + 1 :]:
            together = bar.top < other.foot and other.top < bar.foot
            beside = bar.near + bar.breadth < other.near or other.near + other.breadth < bar.near
            assert not together or beside or (bar.crowd is not None and bar.crowd == other.crowd)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=40))
def test_packing_takes_no_more_lanes_than_lie_on_one_another(pairs: list[Run]) -> None:
    runs = sorted((first, first + more) for first, more in pairs)
    needed = 1 + max(pack(runs), default=-1)
    assert needed == depth_of((first, last + 1) for first, last in runs)


# -- on the screen


def nested(text: str, count: int, node: str = "n") -> list[Highlight]:
    return [Highlight(f"{node}{n}", f"{node}{n}", n, 60 - n, KINDS[n % 3]) for n in range(count)]


def test_twenty_deep_there_is_a_count_that_lists_the_rest(make_view: Make) -> None:
    view = make_view(SENTENCE * 3)
    view.set_highlights(nested(view._document.text, 20))
    bars = view.marks_in_view()
    crowd = [bar for bar in bars if bar.crowd]
    alone = [bar for bar in bars if not bar.crowd]
    assert crowd[0].crowd is not None
    assert len(alone) == 5 and len(crowd) == 15 == crowd[0].crowd[2]
    assert len({bar.near for bar in alone}) == 5
    width = view.viewport().width()
    box = crowd[0].box(width, False)
    assert box.left() >= view.columns.text_x + view.columns.text_width
    under = view.marks_at(box.center().toPoint())
    assert {mark.node_id for mark in under} == {bar.node_id for bar in crowd}
    told: list[str] = []
    view.node_clicked.connect(told.append)
    view.node_clicked.connect(view.set_selected_node)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center().toPoint())
    assert told and told[0] in {bar.node_id for bar in crowd}


@pytest.mark.parametrize(("count", "pitch"), [(1, 10), (5, 10), (6, 8), (8, 6), (10, 5)])
def test_bars_stand_closer_where_more_lie_side_by_side(make_view: Make, count: int, pitch: int) -> None:
    view = make_view(SENTENCE * 3)
    view.set_highlights(nested(view._document.text, count))
    bars = view.marks_in_view()
    assert sorted(bar.near for bar in bars) == [8 + pitch * n for n in range(count)]
    shapes = {bar.mark.kind: bar.strokes for bar in bars}
    assert shapes["claim"][2] == 0
    if count > 1:
        one, space, two = shapes["evidence"]
        assert one and space and two and sum(shapes["evidence"]) < pitch


def test_a_passage_over_two_paragraphs_shares_lanes_with_the_others(make_view: Make) -> None:
    text = SENTENCE * 4 + "\n\n" + SENTENCE * 4
    view = make_view(text)
    second = text.index("\n\n") + 2
    view.set_highlights(
        [
            Highlight("one", "one", 0, 20, "claim"),
            Highlight("over", "over", second - 60, second + 20, "evidence"),
            Highlight("two", "two", len(text) - 40, len(text), "claim"),
        ]
    )
    assert {bar.node_id: bar.near for bar in view.marks_in_view()} == {"one": 8, "over": 8, "two": 8}


def colours_at(view: ArticleView, offset: int) -> list[str]:
    """The pixels of a line from its top to the next line's top, one pixel right of a character's left edge."""
    picture = view.viewport().grab().toImage()
    point = at(view, offset, 0) - QPoint(0, 12)
    return [picture.pixelColor(point.x(), point.y() + y).name() for y in range(view._theme.reading.line + 2)]


def test_identical_passages_show_all_their_underlines(make_view: Make) -> None:
    text = "mmmm nnnn " * 8
    view = make_view(text)
    kinds = view._theme.tokens.kinds
    for chosen in (("claim",), ("claim", "claim"), ("claim", "evidence"), ("claim", "evidence", "rebuttal")):
        view.set_highlights([Highlight(f"a{n}", f"n{n}", 0, 14, kind) for n, kind in enumerate(chosen)])
        column = colours_at(view, 0)
        for kind in set(chosen):
            rows = {"evidence": 2}.get(kind, 1) * chosen.count(kind)
            assert column.count(kinds[kind].line.name()) == rows, (chosen, kind)


def test_overlap_deepens_the_fill_and_the_inner_one_wins(make_view: Make) -> None:
    view = make_view("mmmm nnnn " * 8)
    view.set_highlights([Highlight("a", "outer", 0, 30, "claim"), Highlight("b", "inner", 10, 20, "rebuttal")])
    kinds = view._theme.tokens.kinds
    outer, inner = colours_at(view, 2)[3], colours_at(view, 11)[3]
    assert outer == kinds["claim"].fill.name()
    assert inner == mixed(kinds["rebuttal"].fill, kinds["rebuttal"].line, 0.10).name()
    view.set_selected_node("outer")
    assert {colours_at(view, at_)[3] for at_ in (2, 11, 25)} == {view._theme.tokens.selection.name()}


def test_underlines_do_not_break_where_a_line_is_scrolled_half_out(make_view: Make) -> None:
    view = make_view("\n\n".join(["mmmm nnnn " * 30] * 20))
    view.set_highlights([Highlight("a", "n", 0, 250, "rebuttal")])
    whole = view.viewport().grab().toImage()
    view.scroll_to(31)
    part = view.viewport().grab().toImage()
    width = view.columns.text_width
    for y in range(40, 100):
        row = [whole.pixelColor(x, y + 31) == part.pixelColor(x, y) for x in range(64, 64 + width, 3)]
        assert all(row)


@pytest.mark.parametrize("size", [10, 12, 16, 23, 24, 28, 40])
@pytest.mark.parametrize("spacing", [1.2, 1.5, 2.2])
def test_underlines_stay_between_two_lines(size: int, spacing: float) -> None:
    reading = Reading("", size, spacing)
    rows, inset = Rows(reading), (reading.line - reading.fill) // 2
    assert inset >= 1 and reading.fill % 2 == reading.line % 2 == 0
    assert len(rows.tops) >= 3
    assert rows.tops[-1] + rows.thickness <= reading.line + inset
    for kinds in (
        ["claim", "claim"],
        ["evidence", "rebuttal"],
        ["claim", "evidence", "rebuttal"] if spacing > 1.4 else [],
    ):
        stacked = list(rows.stacked(kinds))
        assert {kind for kind, _top in stacked} == set(kinds)
        assert len({top for _kind, top in stacked}) == len(stacked)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_words_stay_readable_on_the_deepest_fill_and_steps_can_be_told_apart(tokens: object) -> None:
    for kind in tokens.kinds.values():  # type: ignore[attr-defined]
        assert contrast(tokens.ink, mixed(kind.fill, kind.line, 0.23)) >= 4.5  # type: ignore[attr-defined]
    steps = [tokens.line, *tokens.coverage]  # type: ignore[attr-defined]
    for one, other in pairwise(steps):
        assert contrast(one, other) >= 1.5


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG 2."""

    def light(colour: QColor) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]  # type: ignore[index]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_one_more_passage_leaves_the_rest_alone(make_view: Make) -> None:
    view = make_view(SENTENCE * 8)
    view.set_highlights(nested(view._document.text, 4))
    extra = Highlight("extra", "extra", 100, 140, "evidence")
    told: list[bool] = []
    view.scrolled.connect(lambda: told.append(True))
    view.change_highlights([], [extra])
    assert told and "extra" in {bar.node_id for bar in view.marks_in_view()}
    view.change_highlights(["extra"], [replace(extra, start=100, end=120)])
    assert [(m.start, m.end) for m in view._index.of_node("extra")] == [(100, 120)]
    pictures = [view.viewport().grab().toImage()]
    view.set_highlights(view._marks)
    pictures.append(view.viewport().grab().toImage())
    assert pictures[0] == pictures[1]
    view.change_highlights(["extra", "nobody"], [])
    assert view._index.of_node("extra") == [] and len(view.marks_in_view()) == 4


def test_the_coverage_bar_grows_darker_with_the_marks(make_view: Make) -> None:
    text = "\n\n".join([SENTENCE * 4] * 5)
    view = make_view(text)
    size = len(SENTENCE) * 4 + 1

    def some(block: int, count: int, length: int) -> list[Highlight]:
        start = block * size
        return [Highlight(f"{block}.{n}", f"{block}.{n}", start, start + length, "claim") for n in range(count)]

    view.set_highlights([*some(1, 1, 20), *some(2, 3, 20), *some(3, 2, 200), *some(4, 8, 10)])
    assert [view._coverage.step_of(block) for block in range(5)] == [0, 1, 2, 3, 3]
    picture, tokens = view.viewport().grab().toImage(), view._theme.tokens
    area = view.columns.coverage(view.viewport().height())
    colours = [picture.pixelColor(11, round(area.top() + area.height() * (n + 0.5) / 5)) for n in range(5)]
    assert colours == [tokens.line, *tokens.coverage, tokens.coverage[2]]


def test_hovering_over_a_count_tells_all(make_view: Make) -> None:
    view = make_view(SENTENCE * 3)
    view.set_highlights(nested(view._document.text, 20))
    box = next(bar for bar in view.marks_in_view() if bar.crowd).box(view.viewport().width(), False)
    point = box.center().toPoint()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert len(view.marks_at(point)) == 15

"""Pages are filled by rules that hold for whatever stands on them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ui.printing.boxes import Cells, KeyLine, Lines
from ui.printing.flow import Flow, column_widths
from ui.printing.matter import Columns, End, Item, Key, Par, Row, Start, Story
from ui.printing.paper import Paper, sheet
from ui.printing.type import STYLES, Families, Type
from ui.theme import Theme

SENTENCE = "Trams carry many people through the town at noon. "
SMALL = sheet("A5", False, 12)


@pytest.fixture(scope="module")
def type_(qapp: QApplication) -> Type:
    theme = Theme(qapp, "light")
    found = Type(Families.of(theme), 12)
    theme.deleteLater()
    return found


def flow_of(type_: Type, *items: Item, paper: Paper = SMALL) -> Flow:
    flow = Flow(Story("Trams", items=list(items)), paper, type_, furniture=True)
    for _step in flow.steps():
        pass
    return flow


def lines_on(flow: Flow) -> list[list[Lines]]:
    """The lines of each page, those in tables too, from left to right."""
    found = []
    for page in flow._pages:
        lines: list[Lines] = []
        for _y, box in page.placed:
            if isinstance(box, Lines):
                lines.append(box)
            elif isinstance(box, Cells):
                lines += [each for _left, column in box.columns for each in column]
        found.append(lines)
    return found


def words_of(lines: Lines) -> str:
    """The words of a stretch of lines."""
    laid = lines.run.laid()
    start, end = laid.line_range(lines.first)[0], laid.line_range(lines.last - 1)[1]
    return lines.run.text[start:end]


pars = st.builds(
    lambda text, style, keep: Par(text * 5, style, keep=keep),
    st.text(alphabet="aeioumnrst  é中א\n", max_size=300),
    st.sampled_from(sorted(STYLES)),
    st.booleans(),
)
long_pars = st.builds(lambda count: Par(SENTENCE * count), st.integers(1, 140))
items = st.lists(st.one_of(pars, long_pars), max_size=14)


@settings(max_examples=60, deadline=None)
@given(items)
def test_every_word_stands_on_some_page_once_and_in_order(type_: Type, story: list[Par]) -> None:
    found = "".join(words_of(lines) for page in lines_on(flow_of(type_, *story)) for lines in page)
    assert found == "".join(par.text for par in story)


@settings(max_examples=60, deadline=None)
@given(items)
def test_pages_hold_what_stands_on_them_and_no_heading_stands_alone(type_: Type, story: list[Par]) -> None:
    flow = flow_of(type_, *story, Par("The last word."))
    for page in flow._pages:
        y = 0
        for top, box in page.placed:
            assert top >= y, "one box lies on another"
            y = top + box.height
        assert y <= flow._room
    held = 0
    for page, after in pairwise(flow._pages):
        last = page.placed[-1][1]
        held += last.keep
        if last.keep:  # only where too many of them follow one another
            kept = [box for _y, box in (*page.placed, *after.placed)]
            run = max_run([box.keep for box in kept])
            assert sum(box.height + box.above for box in kept if box.keep) > flow._room // 3, run


def max_run(flags: list[bool]) -> int:
    best = now = 0
    for flag in flags:
        now = now + 1 if flag else 0
        best = max(best, now)
    return best


@pytest.mark.parametrize("count", range(1, 40))
def test_a_heading_goes_to_the_page_of_its_text(type_: Type, count: int) -> None:
    fill = [Par("Words.", "cell") for _each in range(count * 2)]
    flow = flow_of(type_, *fill, Par("The heading", "heading", keep=True), Par(SENTENCE * 6))
    for page in lines_on(flow):
        texts = [lines.run.par.text for lines in page]
        if "The heading" in texts:
            at = texts.index("The heading")
            assert at + 1 < len(texts) and page[at + 1].last - page[at + 1].first >= 2
            return
    raise AssertionError


def test_no_line_of_a_paragraph_stands_alone(type_: Type) -> None:
    for count in range(30):
        flow = flow_of(type_, *[Par("Words.") for _each in range(count)], Par(SENTENCE * 40))
        for page in lines_on(flow):
            for lines in page:
                if lines.run.par.text != "Words.":
                    assert lines.last - lines.first >= 2


def test_a_paragraph_as_long_as_a_book_is_set_in_parts(type_: Type) -> None:
    text = "long " * 60_000
    flow = flow_of(type_, Par(text))
    pages = lines_on(flow)
    assert len(pages) > 100 and all(len(lines.run.text) <= 4000 for page in pages for lines in page)
    assert "".join(words_of(lines) for page in pages for lines in page) == text
    full = [sum(lines.last - lines.first for lines in page) for page in pages[:-1]]
    assert min(full) >= max(full) - 2, "a page ends where a part does"


def test_a_word_without_a_space_is_broken(type_: Type) -> None:
    (page,) = lines_on(flow_of(type_, Par("x" * 500)))
    laid = page[0].run.laid()
    assert len(laid) > 3
    assert all(laid.layout.lineAt(at).naturalTextWidth() <= page[0].run.width for at in range(len(laid)))


# -- tables


def table(*rows: tuple[str, ...]) -> list[Item]:
    made = [Row(tuple((Par(text, "cell"),) if text else () for text in row)) for row in rows]
    return [Columns(("No.", "Left", "Right"), (1, 4, 4), ("No.", "Left", "Right")), *made, End()]


def heads(flow: Flow) -> list[bool]:
    """Whether the first thing on each page is the columns' titles."""
    found = []
    for page in flow._pages:
        first = page.placed[0][1]
        found.append(isinstance(first, Cells) and first.columns[1][1][0].run.par.text == "Left")
    return found


def test_each_page_of_a_table_begins_with_its_columns(type_: Type) -> None:
    flow = flow_of(type_, *table(*((str(at), SENTENCE, SENTENCE * 2) for at in range(40))), Par("After the table"))
    assert len(heads(flow)) > 3 and all(heads(flow))
    numbers = [page[0].run.par.text for page in map(list, lines_on(flow))]
    assert numbers[0] == "No."
    rows = [
        lines.run.par.text
        for page in lines_on(flow)
        for lines in page
        if lines.heads and lines.run.par.text.isdecimal()
    ]
    assert rows == [str(at) for at in range(40)], "a row is not there, or twice"


def test_a_table_after_the_table_has_its_own_columns(type_: Type) -> None:
    flow = flow_of(type_, *table(("1", "a", "b")), *[Par(SENTENCE * 8) for _each in range(20)])
    assert heads(flow)[0] and not any(heads(flow)[1:])


def test_a_row_that_is_higher_than_a_page_goes_on(type_: Type) -> None:
    flow = flow_of(type_, *table(("1", SENTENCE * 90, "short"), ("2", "a", "b")))
    pages = lines_on(flow)
    assert len(pages) > 2 and all(heads(flow))
    left = [lines for page in pages for lines in page if lines.run.par.text.startswith(SENTENCE)]
    assert "".join(map(words_of, left)) == SENTENCE * 90
    assert sum(words_of(lines) == "short" for page in pages for lines in page) == 1


def test_a_band_stays_with_its_first_row(type_: Type) -> None:
    rows = table(*((str(at), SENTENCE, "b") for at in range(60)))
    bands: list[Item] = [rows[0]]
    for row in rows[1:-1]:
        bands += [Par("A band", "band", keep=True), row]
    flow = flow_of(type_, *bands, rows[-1])
    for page in flow._pages:
        assert isinstance(page.placed[-1][1], Cells)


@given(
    st.lists(st.tuples(st.floats(0.1, 5), st.floats(0, 900)), min_size=1, max_size=8),
    st.integers(400, 8000),
)
def test_columns_share_the_room(columns: list[tuple[float, float]], room: int) -> None:
    shares, least = zip(*columns, strict=True)
    widths = column_widths(room, shares, least)
    assert sum(widths) <= room + len(widths) and min(widths) >= 0
    if sum(least) <= room:
        assert all(wide >= need - 1 for wide, need in zip(widths, least, strict=True)), "a word is broken"


# -- the rest


def test_each_start_is_a_new_page_with_a_head_of_its_own(type_: Type) -> None:
    flow = flow_of(type_, Start("One"), Par("a"), Start("Two", margins=True), Key(), Par("b"))
    assert [page.head for page in flow._pages] == ["One", "Two"] and flow.total == flow.count == 2
    assert isinstance(flow._pages[1].placed[0][1], KeyLine)
    assert flow._pages[1].width < flow._pages[0].width


def test_nothing_at_all_is_one_empty_page(type_: Type) -> None:
    assert flow_of(type_).total == 1


def test_pages_that_are_still_being_filled_are_not_counted(type_: Type) -> None:
    story = Story("Trams", items=[Par(SENTENCE * 30) for _each in range(30)])
    flow = Flow(story, SMALL, type_, furniture=True)
    counts = []
    for _step in flow.steps():
        counts.append(flow.count)
        assert flow.total is None
    assert counts == sorted(counts) and counts[0] == 0 and flow.total == flow.count == counts[-1] + 1

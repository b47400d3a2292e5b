"""Whatever is switched on: nothing is lost, nothing comes twice, and every place leads back to where it came from."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from models.importing.building import Built, build, is_shown
from models.importing.extract import Extract, Flow, extract_of
from models.importing.finding import find_repairs
from models.importing.heads import about_from_text
from models.importing.plain import plain_blocks
from models.importing.repair import Join, Mark, Repair, RepairKind, Swap
from models.texts import Block, BlockKind
from tests.models.importing.clean import CLEAN
from tests.models.importing.dirty import PDF_PAGES, WEB_DE, WEB_FR, WRAPPED

PARTS = [
    *[line for text in (*CLEAN.values(), WEB_DE, WEB_FR, WRAPPED) for line in text.split("\n")],
    *[line for _label, lines in PDF_PAGES for line in lines],
    "",
    "",
    "\u200b",
    "\u200b and",
    "di\u00advided \u00a0 ﬁne",
    "x" * 90,
    "- a",
    "> b",
    "12",
    "A long line that stops in the midst of what it had to say about the things that are to",
    "be said. And then another one that ends with an exam-",
    "ple of a word.",
]


@st.composite
def extracts(draw: st.DrawFn) -> Extract:
    lines = draw(st.lists(st.sampled_from(PARTS), max_size=24))
    gaps = draw(st.lists(st.sampled_from(["\n", "\n\n", "\n \n  "]), min_size=len(lines), max_size=len(lines)))
    text = "".join(line + gap for line, gap in zip(lines, gaps, strict=True))
    blocks, flow = plain_blocks(text)
    if draw(st.booleans()):
        flow = draw(st.sampled_from(list(Flow)))
        size = draw(st.integers(1, 6))
        blocks = tuple(
            Block(
                b.start,
                b.end,
                draw(st.sampled_from([BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, *BlockKind])),
                page=str(at // size),
            )
            for at, b in enumerate(blocks)
        )
    return extract_of(text, blocks, flow, "text/plain")


def assert_sound(extract: Extract, repairs: list[Repair], built: Built) -> None:
    blocks, text = built.layout.blocks, built.text
    assert len(built.origins) == len(blocks)
    for block in blocks:
        words = text[block.start : block.end]
        assert words and words == words.strip()
    assert all(one.end <= two.start for one, two in pairwise(blocks))
    covered = {at for block in blocks for at in range(block.start, block.end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in covered)
    assert_places_hold(extract, repairs, built)


def assert_places_hold(extract: Extract, repairs: list[Repair], built: Built) -> None:
    swapped = {at for r in repairs for swap in r.swaps for at in range(swap.start, swap.end)}
    ends = {block.start: block.end for block in extract.blocks}
    cut = {at for r in repairs for j in r.joins for at in range(ends[j.after] - j.cut, ends[j.after])}
    seen: set[int] = set()
    reading = 0
    for start, place, size in built.layout.pieces:
        assert size > 0 and start >= reading
        reading = start + size
        for at in range(size):
            assert place + at not in seen
            seen.add(place + at)
            if place + at not in swapped:
                assert built.text[start + at] == extract.source_text[place + at]
            if extract.source_text[place + at] != " ":
                assert built.layout.to_source(start + at) == place + at
    assert reading <= len(built.text)
    words = {at for at, c in enumerate(extract.text) if not c.isspace()}
    assert words - seen <= swapped | cut


@settings(max_examples=300, deadline=None)
@given(extracts(), st.data())
def test_any_subset_of_what_is_found_is_sound(extract: Extract, data: st.DataObject) -> None:
    repairs = find_repairs(extract)
    assert len({repair.id for repair in repairs}) == len(repairs)
    about_from_text(extract, repairs)
    chosen = [repair for repair in repairs if data.draw(st.booleans())]
    for some in ([], chosen, list(repairs)):
        assert_sound(extract, some, build(extract, some))
    assert build(extract, []).text == extract.text
    assert build(extract, []).layout.pieces in (((0, 0, len(extract.text)),), ())


@settings(max_examples=200, deadline=None)
@given(extracts(), st.data())
def test_any_repairs_at_all_are_sound(extract: Extract, data: st.DataObject) -> None:
    repairs = [data.draw(any_repair(extract)) for _ in range(data.draw(st.integers(0, 8)))] if extract.blocks else []
    assert_sound(extract, repairs, build(extract, repairs))


@st.composite
def any_repair(draw: st.DrawFn, extract: Extract) -> Repair:
    block = draw(st.sampled_from(extract.blocks))
    kind = draw(st.sampled_from(["swap", "mark", "join"]))
    if kind == "mark":
        mark = Mark(block.start, draw(st.sampled_from(list(BlockKind))), hidden=draw(st.booleans()))
        return Repair(RepairKind.HEADING, block.start, block.end, marks=(mark,))
    if kind == "join":
        other = draw(st.sampled_from(extract.blocks))
        cut = draw(st.integers(0, min(2, block.end - block.start)))
        join = Join(block.start, other.start, draw(st.sampled_from(["", " "])), cut)
        return Repair(RepairKind.JOIN, block.end, block.end, joins=(join,))
    start = draw(st.integers(block.start, block.end - 1))
    end = draw(st.integers(start + 1, min(block.end, start + 3)))
    swap = Swap(start, end, draw(st.sampled_from(["", " ", "ab", "abc"])))
    return Repair(RepairKind.SPACES, start, end, swaps=(swap,))


def test_blocks_that_touch_stay_as_they_are() -> None:
    extract = extract_of("onetwo", (Block(0, 3), Block(3, 6)), Flow.SET, "text/html")
    assert build(extract, []).text == "onetwo"


def test_a_hidden_block_is_not_shown_but_there() -> None:
    extract = extract_of("one\ntwo", (Block(0, 3), Block(4, 7)), Flow.LINES, "text/plain")
    mark = Mark(0, BlockKind.FURNITURE, hidden=True)
    built = build(extract, [Repair(RepairKind.FURNITURE, 0, 3, marks=(mark,))])
    assert built.text == "one\ntwo"
    assert [is_shown(block) for block in built.layout.blocks] == [False, True]
    assert [block.number for block in built.layout.blocks] == [None, 1]


def test_what_a_format_hides_stays_hidden_whatever_it_is_marked_as() -> None:
    extract = extract_of("MENU\n\nWords.", (Block(0, 4, hidden=True), Block(6, 12)), Flow.SET, "text/html")
    heading = Repair(RepairKind.HEADING, 0, 4, marks=(Mark(0, BlockKind.HEADING, 2),))
    first = build(extract, [heading]).layout.blocks[0]
    assert (first.kind, first.hidden) == (BlockKind.HEADING, True)


def test_of_two_joins_the_one_without_the_hyphen_holds_in_either_order() -> None:
    extract = extract_of("an exam-\nple", (Block(0, 8), Block(9, 12)), Flow.PAGES, "application/pdf")
    glued = Repair(RepairKind.JOIN, 8, 9, joins=(Join(0, 9, ""),))
    whole = Repair(RepairKind.HYPHEN, 7, 9, joins=(Join(0, 9, "", 1),))
    assert build(extract, [glued, whole]).text == build(extract, [whole, glued]).text == "an example"
    assert build(extract, [glued]).text == "an exam-ple"

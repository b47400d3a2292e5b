"""Blocks and the piece map go over to a corrected text."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.differing import hunks
from models.relaying import carried_layout, with_old_marks
from models.texts import Block, BlockKind, Layout, numbered, plain_layout
from tests.models.texts_at_random import corrections

HEAD, SITE = BlockKind.HEADING, BlockKind.FURNITURE
OLD = "A heading\n\nThe first paragraph.\nThe second one goes on.\nSubscribe now\nThe last.\n"


def laid(text: str = OLD) -> Layout:
    """A heading of level 2, two paragraphs on page 7, hidden site text, a paragraph."""
    one, two, three, four, five = plain_layout(text).blocks
    blocks = (
        replace(one, kind=HEAD, level=2),
        replace(two, page="7"),
        replace(three, page="7"),
        replace(four, kind=SITE, hidden=True),
        five,
    )
    return Layout(numbered(blocks), ((0, 0, len(text)),))


def carried(new: str, layout: Layout | None = None, old: str = OLD) -> list[tuple[str, str, int | None]]:
    found = carried_layout(layout or laid(), old, new, hunks(old, new))
    return [(str(block.kind), new[block.start : block.end], block.number) for block in found.blocks]


def test_blocks_keep_what_they_are() -> None:
    new = OLD.replace("first", "very first").replace("heading", "headline").replace("Subscribe", "Sign up")
    layout = carried_layout(laid(), OLD, new, hunks(OLD, new))
    marks = [(b.kind, b.level, b.page, b.hidden, b.number) for b in layout.blocks]
    assert marks == [(b.kind, b.level, b.page, b.hidden, b.number) for b in laid().blocks]
    assert [new[b.start : b.end] for b in layout.blocks] == [line for line in new.split("\n") if line]


def test_pages_begin_at_the_words_that_they_began_at() -> None:
    layout = replace(laid(), breaks=((0, "6"), (OLD.index("paragraph."), "7"), (OLD.index("The last"), "8")))
    new = OLD.replace("A heading\n\n", "A heading in more words\n\n").replace("Subscribe now\n", "")
    after = carried_layout(layout, OLD, new, hunks(OLD, new))
    assert after.breaks == ((0, "6"), (new.index("paragraph."), "7"), (new.index("The last"), "8"))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The second", "A new one.\nThe second", [2, "A new one.", 3]),
        ("The second one goes on.", "The second one\ngoes on.", [2, "The second one", "goes on."]),
        ("A heading", "A\nheading", ["A", "heading", 2, 3]),
        ("A heading\n\n", "", [2, 3]),
        ("paragraph.\nThe", "paragraph. The", [1, "The first paragraph. The second one goes on.", 4]),
        ("A heading", "Something else", ["Something else", 2, 3]),
    ],
)
def test_lines_and_blocks_go_together(before: str, after: str, expected: list[object]) -> None:
    new = OLD.replace(before, after)
    shown = [text for _kind, text, _number in carried(new)]
    assert shown == [line for line in new.split("\n") if line]
    assert all(text in shown for text in expected if isinstance(text, str))


def test_a_split_heading_goes_on_as_a_paragraph_and_site_text_as_site_text() -> None:
    assert carried(OLD.replace("A heading", "A\nheading"))[:3] == [
        ("heading", "A", None), ("paragraph", "heading", 1), ("paragraph", "The first paragraph.", 2),
    ]  # fmt: skip
    new = OLD.replace("Subscribe now", "Subscribe\nnow")
    layout = carried_layout(laid(), OLD, new, hunks(OLD, new))
    assert [new[b.start : b.end] for b in layout.blocks if b.hidden] == ["Subscribe", "now"]


def test_what_took_the_place_of_a_heading_is_one() -> None:
    assert carried(OLD.replace("A heading", "Something else"))[0] == ("heading", "Something else", None)


def test_a_heading_that_was_taken_out_leaves_no_heading() -> None:
    text = "The end\nThe end of it is near.\n"
    one, two = plain_layout(text).blocks
    layout = Layout(numbered((replace(one, kind=HEAD), two)), ((0, 0, len(text)),))
    assert carried("The end of it is near.\n", layout, text) == [("paragraph", "The end of it is near.", 1)]


def test_a_hard_wrapped_text_keeps_its_paragraphs() -> None:
    line = "This sentence is made of so many words that a wrapped line of it is filled and then goes on for a while. "
    text = "\n\n".join(textwrap.fill(line * count, 72) for count in (4, 6, 5)) + "\n"
    assert len(plain_layout(text).blocks) == 3
    at = text.index("filled")
    new = text[:at] + "full\nand " + text[at:]
    assert [number for _kind, _text, number in carried(new, plain_layout(text), text)] == [1, 2, 3]
    new = text.replace("\n\n", "\n\nPut in between.\n\n", 1)
    assert [t for _kind, t, _number in carried(new, plain_layout(text), text)][1] == "Put in between."


ODD = st.lists(st.booleans(), min_size=1, max_size=40)


@given(corrections(), st.sampled_from(["lines", "odd", "none"]), st.data())
def test_blocks_hold_every_word_and_do_not_overlap(pair: tuple[str, str], make: str, data: st.DataObject) -> None:
    old, new = pair
    blocks = plain_layout(old).blocks if make == "lines" else ()
    if make == "odd" and old:
        cuts = sorted(data.draw(st.sets(st.integers(0, len(old)), min_size=2, max_size=8)))
        blocks = tuple(Block(a, b) for a, b in pairwise(cuts) if old[a:b].strip())
    layout = carried_layout(Layout(blocks, ((0, 0, len(old)),)), old, new, hunks(old, new))
    if old == new:
        return
    end, held = 0, ""
    for block in layout.blocks:
        assert end <= block.start < block.end <= len(new)
        assert not new[block.start].isspace() and not new[block.end - 1].isspace()
        assert make == "odd" or "\n" not in new[block.start : block.end] or "\n" in old
        held += new[block.start : block.end]
        end = block.end
    assert "".join(held.split()) == "".join(new.split())
    assert layout.blocks == numbered(layout.blocks)


@given(corrections(), st.data())
def test_unchanged_parts_still_know_their_source(pair: tuple[str, str], data: st.DataObject) -> None:
    old, new = pair
    pieces, source, at = [], "", 0
    while at < len(old):  # the source has words that the reading text leaves out, and lacks some that it has
        length = data.draw(st.integers(1, 9))
        source += data.draw(st.sampled_from(["", "<i>"]))
        if data.draw(st.booleans()):
            pieces.append((at, len(source), min(length, len(old) - at)))
            source += old[at : at + length]
        at += length
    before = Layout((), tuple(pieces))
    found = hunks(old, new)
    after = carried_layout(before, old, new, found) if old != new else before
    ends = [(r, s) for r, s, _n in after.pieces]
    assert ends == sorted(ends)
    for reading, place, length in after.pieces:
        assert length > 0
        assert new[reading : reading + length] == source[place : place + length]
        for offset in range(reading, reading + length):
            assert after.to_reading(after.to_source(offset)) == offset
    kept = sum(length for _reading, _place, length in pieces)
    gone = sum(hunk.end - hunk.start for hunk in found)
    assert sum(length for _reading, _place, length in after.pieces) >= kept - gone


def test_a_newer_copy_keeps_what_a_reader_said_of_its_blocks() -> None:
    new = "News of the day\n" + OLD.replace("second", "next")
    layout = with_old_marks(plain_layout(new), laid(), hunks(OLD, new))
    said = [new[b.start : b.end] for b in layout.blocks if b.hidden and b.kind is SITE]
    assert said == ["Subscribe now"]
    assert [b.number for b in layout.blocks if b.number] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("pieces", [((0, 0, 4), (4, 4, 4)), ()])
def test_pieces_that_touch_are_one(pieces: tuple[tuple[int, int, int], ...]) -> None:
    old, new = "abcdefgh", "abcdefghi"
    expected = ((0, 0, 8),) if pieces else ()
    assert carried_layout(Layout((), pieces), old, new, hunks(old, new)).pieces == expected

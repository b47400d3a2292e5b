"""Blocks of a plain text, and the pieces that map reading text and source text both ways."""

from __future__ import annotations

import textwrap
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.texts import Block, BlockKind, Layout, content_hash, normal_newlines, numbered, plain_layout, shown

LINE = "This sentence is made of so many words that a wrapped line of it is filled and then goes on for a while. "


def blocks(text: str) -> list[tuple[str, str, int | None]]:
    return [(str(b.kind), text[b.start : b.end], b.number) for b in plain_layout(text).blocks]


def test_lines_are_paragraphs() -> None:
    text = "First line.\n\n  Second line. \nThird.\n"
    assert blocks(text) == [
        ("paragraph", "First line.", 1),
        ("paragraph", "Second line.", 2),
        ("paragraph", "Third.", 3),
    ]


def test_a_line_in_capitals_is_a_heading_and_not_counted() -> None:
    text = "THE STATE OF PLAY\nWords follow.\nNATO\nUN\n1990\n" + "A " * 50 + "\n"
    assert [(kind, number) for kind, _text, number in blocks(text)] == [
        ("heading", None),
        ("paragraph", 1),
        ("heading", None),
        ("paragraph", 2),
        ("paragraph", 3),
        ("paragraph", 4),
    ]


def test_hard_wrapped_text_has_its_paragraphs_between_blank_lines() -> None:
    paragraphs = [textwrap.fill(LINE * count, 72) for count in (4, 6, 5)]
    text = "\n\n".join(paragraphs) + "\n"
    found = blocks(text)
    assert [t for _kind, t, _number in found] == paragraphs
    layout = plain_layout(text)
    assert shown(text, layout.blocks[0]) == (LINE * 4).strip()
    assert len(shown(text, layout.blocks[1])) == layout.blocks[1].end - layout.blocks[1].start


def test_short_lines_without_blank_ones_stay_paragraphs() -> None:
    assert len(blocks("\n".join(["a line of about fifty characters, more or less so"] * 9))) == 9


@given(st.text(alphabet=" \n\tab\u00a0\u2003É,.", max_size=200))
def test_blocks_hold_every_word_in_order_and_do_not_overlap(text: str) -> None:
    layout = plain_layout(text)
    end = 0
    held = ""
    for block in layout.blocks:
        assert end <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        held += text[block.start : block.end]
        end = block.end
    assert "".join(held.split()) == "".join(text.split())
    assert [b.number for b in layout.blocks if b.number] == list(
        range(1, 1 + sum(b.kind is BlockKind.PARAGRAPH for b in layout.blocks))
    )


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n"])
def test_a_text_of_white_space_has_no_blocks(text: str) -> None:
    layout = plain_layout(text)
    assert layout.blocks == ()
    assert layout.number_at(0) is None
    assert layout.block_at(5) == 0


@pytest.mark.parametrize("text", [" " * 300_000, "x\n" + "\t" * 300_000 + "\ny", "\n" * 300_000, "word " * 200_000])
def test_long_stretches_of_white_space_take_no_time(text: str) -> None:
    began = time.perf_counter()
    plain_layout(text)
    assert time.perf_counter() - began < 2


def test_pieces_map_both_ways() -> None:
    # source: "AAAA--BBBB====CC", the reading text leaves out "--" and "===="
    layout = Layout((), ((0, 0, 4), (4, 6, 4), (8, 14, 2)))
    source, reading = "AAAA--BBBB====CC", "AAAABBBBCC"
    for offset in range(len(reading)):
        assert source[layout.to_source(offset)] == reading[offset]
        assert layout.to_reading(layout.to_source(offset)) == offset
    assert [layout.to_reading(offset) for offset in (4, 5, 10, 13)] == [4, 4, 8, 8]
    assert layout.to_source(10) == 16
    assert layout.to_reading(16) == 10


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1, max_size=12))
def test_a_kept_place_comes_back_to_itself(parts: list[tuple[int, int]]) -> None:
    pieces, reading, source = [], 0, 0
    for length, dropped in parts:
        source += dropped
        pieces.append((reading, source, length))
        reading, source = reading + length, source + length
    layout = Layout((), tuple(pieces))
    places = [layout.to_source(offset) for offset in range(reading + 1)]
    assert places == sorted(places)
    assert [layout.to_reading(place) for place in places[:-1]] == list(range(reading))


def test_a_place_before_the_first_piece_is_the_beginning() -> None:
    layout = Layout((), ((0, 7, 3),))
    assert layout.to_reading(2) == 0
    assert Layout((), ()).to_source(4) == 0


def test_pieces_in_another_order_map_both_ways() -> None:
    # source: "one NOTE two", the reading text has the note behind the sentence that ran around it
    layout = Layout((), ((0, 0, 4), (4, 9, 3), (8, 4, 4)))
    source, reading = "one NOTE two", "one two\nNOTE"
    for offset in (*range(7), *range(8, 12)):
        assert source[layout.to_source(offset)] == reading[offset]
        assert layout.to_reading(layout.to_source(offset)) == offset


def test_a_page_may_begin_within_a_paragraph() -> None:
    blocks = (Block(0, 30, page="iv"), Block(32, 40, page="5"))
    layout = Layout(blocks, ((0, 0, 40),), ((0, "iv"), (12, "5")))
    assert [layout.page_at(offset) for offset in (0, 11, 12, 39)] == ["iv", "iv", "5", "5"]
    assert Layout.from_bytes(layout.to_bytes()) == layout
    assert replace(layout, breaks=()).page_at(20) == "iv"
    assert Layout((), ()).page_at(3) == ""


def test_blocks_are_found_by_place() -> None:
    layout = plain_layout("HEADING ONE\nfirst\n\nsecond")
    assert [layout.block_at(offset) for offset in (0, 11, 12, 17, 19, 999)] == [0, 0, 1, 1, 2, 2]
    assert layout.number_at(3) is None
    assert layout.number_at(20) == 2


def test_a_layout_comes_back_from_its_bytes() -> None:
    layout = Layout(
        (Block(0, 4, BlockKind.TITLE, None, 1), Block(6, 9, BlockKind.FURNITURE, None, 0, "12", True)), ((0, 2, 9),)
    )
    assert Layout.from_bytes(layout.to_bytes()) == layout
    assert layout.to_bytes() == Layout.from_bytes(layout.to_bytes()).to_bytes()


def test_only_seen_paragraphs_are_numbered() -> None:
    kinds = [BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.FURNITURE, BlockKind.QUOTE, BlockKind.ITEM]
    row = [Block(at, at + 1, kind) for at, kind in enumerate(kinds)] + [Block(8, 9, hidden=True), Block(9, 10)]
    assert [b.number for b in numbered(row)] == [None, 1, None, 2, 3, None, 4]


def test_line_ends_and_marks() -> None:
    assert normal_newlines("\ufeffa\r\nb\rc\n\ufeff") == "a\nb\nc\n\ufeff"
    assert content_hash(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

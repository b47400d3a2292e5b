"""Which words of what came in became which of what is stored."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.importing.building import build
from models.importing.extract import Extract, Flow, extract_of
from models.importing.repair import Join, Repair, RepairKind, Swap
from models.texts import Block
from ui.importing.places import LONGEST, Places, in_parts

WORDS = st.lists(st.text("abc 🦉", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1, max_size=12)


def extract_from(paragraphs: list[str]) -> Extract:
    blocks, at = [], 0
    for words in paragraphs:
        blocks.append(Block(at, at + len(words)))
        at += len(words) + 1
    return extract_of("\n".join(paragraphs), tuple(blocks), Flow.LINES, "text/plain")


@given(WORDS, st.sets(st.integers(0, 11)), st.sets(st.integers(0, 150)))
def test_a_kept_character_is_found_again_on_the_other_side(
    paragraphs: list[str], joined: set[int], swapped: set[int]
) -> None:
    extract = extract_from(paragraphs)
    blocks = extract.blocks
    joins = tuple(Join(blocks[at].start, blocks[at + 1].start) for at in sorted(joined) if at + 1 < len(blocks))
    swaps = tuple(
        Swap(at, at + 1, "")
        for block in blocks
        for at in range(block.start + 1, block.end - 1)
        if at in swapped and extract.text[at] != " "
    )
    built = build(extract, [Repair(RepairKind.JOIN, 0, 1, joins=joins), Repair(RepairKind.HYPHEN, 0, 1, swaps=swaps)])
    places = Places(extract, built)
    gone = {swap.start for swap in swaps}
    for block in blocks:
        for at in range(block.start, block.end):
            if at not in gone:
                there = places.to_stored(at)
                assert built.text[there] == extract.text[at]
                assert places.to_came(there) == at
        ranges = places.ranges_in_stored(block.start, block.end)
        assert all(0 <= a < b <= len(built.text) for a, b in ranges)


def test_markup_that_is_not_shown_takes_nothing_away() -> None:
    source, text = "# A head\n\nwith *some* words", "A head\n\nwith some words"
    pieces = ((0, 2, 13), (13, 16, 4), (17, 21, 6))
    blocks = (Block(0, 6), Block(8, len(text)))
    extract = Extract(source, text, blocks, pieces, Flow.SET, "text/markdown")
    places = Places(extract, build(extract, ()))
    for at, sign in enumerate(text):
        assert text[places.to_stored(at)] == sign and places.to_came(at) == at


@given(st.text("ab \n", min_size=1, max_size=40), st.integers(1, 600))
def test_long_paragraphs_are_cut_without_loss(words: str, times: int) -> None:
    text = (words * times).strip() or "a"
    block = Block(0, len(text), number=3)
    parts, owners = in_parts(text, [block])
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.end - part.start <= LONGEST for part in parts) and set(owners) == {0}
    assert [part.number for part in parts] == [3, *[None] * (len(parts) - 1)]

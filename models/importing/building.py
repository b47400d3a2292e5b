"""The reading text and its layout, made of an extract and the repairs that are switched on.

Where no repair touches it the reading text is the extract's, character for character. Nothing is left out: what a
repair sets aside is a hidden block.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.importing.extract import Extract
from models.importing.repair import Join, Mark, Repair, Swap
from models.texts import Block, BlockKind, Layout, PageBreak, Piece, numbered

BETWEEN = "\n\n"  # where two blocks meet that were apart in the extract


@dataclass(frozen=True, slots=True)
class Built:
    """What would be stored, and where each of its blocks begins in the extract's text."""

    text: str
    layout: Layout
    origins: tuple[int, ...]


def build(extract: Extract, repairs: Iterable[Repair]) -> Built:
    """Carry out `repairs`. Of two that touch the same characters, the one that begins first holds.

    Of two that join the same blocks, the one that leaves out a hyphen does.
    """
    found = list(repairs)
    marks = {mark.start: mark for repair in found for mark in repair.marks}
    joins: dict[int, Join] = {}
    for join in (join for repair in found for join in repair.joins):
        if join.after not in joins or join.cut > joins[join.after].cut:
            joins[join.after] = join
    swaps = _apart(swap for repair in found for swap in repair.swaps)
    return _Building(extract, marks, joins, swaps).run()


def _apart(swaps: Iterable[Swap]) -> list[Swap]:
    """In order, without those that overlap an earlier one."""
    kept: list[Swap] = []
    for swap in sorted(swaps, key=lambda s: (s.start, s.end)):
        if not kept or swap.start >= kept[-1].end:
            kept.append(swap)
    return kept


def _with_equals(text: str, swaps: list[Swap]) -> tuple[str, list[Swap]]:
    """The text with those swaps carried out that move nothing, and the others."""
    equal = [swap for swap in swaps if len(swap.words) == swap.end - swap.start]
    if not equal:
        return text, swaps
    parts, at = [], 0
    for swap in equal:
        parts += [text[at : swap.start], swap.words]
        at = swap.end
    return "".join([*parts, text[at:]]), [swap for swap in swaps if len(swap.words) != swap.end - swap.start]


class _Building:
    def __init__(self, extract: Extract, marks: dict[int, Mark], joins: dict[int, Join], swaps: list[Swap]) -> None:
        self._extract, self._marks, self._joins = extract, marks, joins
        self._text, self._swaps = _with_equals(extract.text, swaps)
        self._by_start = {block.start: block for block in extract.blocks}
        self._out: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []  # to the extract's text
        self._blocks: list[Block] = []
        self._origins: list[int] = []
        self._breaks: list[PageBreak] = []

    def run(self) -> Built:
        text, done, last = self._text, set[int](), 0
        swaps = _Stretches(self._swaps)
        for block in self._extract.blocks:
            if block.start in done:
                continue
            between = text[last : block.start]
            plain = last <= block.start and not between.strip()
            self._put(between if plain else BETWEEN, last if plain else None)
            last = self._block(block, done, swaps)
        rest = text[last:]
        if not rest.strip():
            self._put(rest, last)
        layout = Layout(numbered(self._blocks), self._to_source(), tuple(self._breaks))
        return Built("".join(self._out), layout, tuple(self._origins))

    def _block(self, first: Block, done: set[int], swaps: _Stretches) -> int:
        """Write a block with all that it goes on in; where the last of it ends in the extract."""
        begin, block, put = self._length, first, len(self._out)
        while True:
            done.add(block.start)
            if block.page and (not self._breaks or self._breaks[-1][1] != block.page):
                self._breaks.append((self._length, block.page))
            join = self._joins.get(block.start)
            following = self._by_start.get(join.start) if join is not None else None
            goes_on = following is not None and following.start > block.start and following.start not in done
            end = block.end - (join.cut if join is not None and goes_on else 0)
            if swaps.within(block.start, end):
                for words, at in swaps.of(self._text, block.start, end):
                    self._put(words, at)
            else:
                self._put(self._text[block.start : end], block.start)
            if not goes_on:
                break
            assert join is not None and following is not None
            self._put(join.glue, None)
            block = following
        words = self._out[put] if len(self._out) == put + 1 else "".join(self._out[put:])
        bare = words.strip()
        if bare:  # what swaps leave at the ends stands between blocks
            begin += len(words) - len(words.lstrip())
            self._blocks.append(self._marked(first, begin, begin + len(bare)))
            self._origins.append(first.start)
        return block.end

    def _marked(self, block: Block, begin: int, end: int) -> Block:
        mark = self._marks.get(block.start)
        if mark is not None:
            hidden = mark.hidden or block.hidden
            return Block(begin, end, mark.kind, None, mark.level, block.page, hidden)
        if (begin, end) == (block.start, block.end):
            return block
        return Block(begin, end, block.kind, None, block.level, block.page, block.hidden)

    def _put(self, words: str, at: int | None) -> None:
        """Add `words`, which stand at `at` in the extract's text, or nowhere."""
        if not words:
            return
        if at is not None:
            if self._pieces and _goes_on(self._pieces[-1], self._length, at):
                start, place, size = self._pieces[-1]
                self._pieces[-1] = start, place, size + len(words)
            else:
                self._pieces.append((self._length, at, len(words)))
        self._out.append(words)
        self._length += len(words)

    def _to_source(self) -> tuple[Piece, ...]:
        """The pieces, taken on through the extract's own to the source text."""
        if self._extract.text is self._extract.source_text or self._extract.text == self._extract.source_text:
            return tuple(self._pieces)
        return tuple(through(self._pieces, self._extract.pieces))


def _goes_on(piece: Piece, reading: int, at: int) -> bool:
    return piece[0] + piece[2] == reading and piece[1] + piece[2] == at


def through(pieces: Sequence[Piece], further: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces from A to B followed by pieces from B to C: pieces from A to C."""
    starts = [piece[0] for piece in further]
    for reading, place, size in pieces:
        at = max(0, bisect_right(starts, place) - 1)
        while at < len(further) and further[at][0] < place + size:
            middle, source, length = further[at]
            begin, end = max(place, middle), min(place + size, middle + length)
            if begin < end:
                yield reading + begin - place, source + begin - middle, end - begin
            at += 1


class _Stretches:
    """Swaps by the block that they lie in."""

    def __init__(self, swaps: Sequence[Swap]) -> None:
        self._swaps = swaps
        self._starts = [swap.start for swap in swaps]

    def within(self, start: int, end: int) -> bool:
        """Whether any begins in [start, end)."""
        if not self._starts:
            return False
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end

    def of(self, text: str, start: int, end: int) -> Iterator[tuple[str, int | None]]:
        """(words, place or None) of [start, end) with its swaps carried out."""
        at = start
        for index in range(bisect_left(self._starts, start), len(self._swaps)):
            swap = self._swaps[index]
            if swap.end > end:
                break
            if swap.start > at:
                yield text[at : swap.start], at
            yield swap.words, None
            at = swap.end
        if at < end:
            yield text[at:end], at


def is_shown(block: Block) -> bool:
    """Whether a block is part of what is read: neither hidden nor site text."""
    return not block.hidden and block.kind is not BlockKind.FURNITURE

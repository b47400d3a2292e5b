"""The blocks and the piece map of an article carried over to its corrected text.

A cell is what one block can be: a line with its outer white space left out, or, in a hard-wrapped text, a group of
lines between blank ones. Offsets are Unicode code points, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from models.anchors import trimmed
from models.differing import Hunk, Shifting, inverted
from models.texts import Block, BlockKind, Layout, Piece, lines_and_groups, numbered

Cell = tuple[int, int]
_ONCE = frozenset({BlockKind.TITLE, BlockKind.HEADING})  # only the first part of such a block stays one

_SAID = frozenset({BlockKind.CAPTION, BlockKind.FURNITURE})


def carried_layout(layout: Layout, old: str, new: str, hunks: Sequence[Hunk]) -> Layout:
    """The layout of `new`: blocks keep their kind, level, page and whether they are hidden.

    What was put in between blocks is paragraphs; a block that was split goes on as paragraphs where it was a heading;
    joined blocks are what most of them was; a block without a word is gone. Every word lies in a block.
    """
    if not hunks:
        return layout
    cells = _cells_of(layout, old)
    blocks = _within_borders(layout, new, hunks) if cells is None else _by_cells(layout, old, hunks, cells(new))
    shifting = Shifting(hunks)
    breaks = tuple((shifting.start(at), label) for at, label in layout.breaks)
    return Layout(numbered(blocks), tuple(_pieces(layout.pieces, hunks, len(old))), breaks)


def with_old_marks(fresh: Layout, layout: Layout, hunks: Sequence[Hunk], decided: Collection[int] = ()) -> Layout:
    """The layout of a newer copy; blocks that stand in both are hidden, captions or site text as a reader said.

    Those that begin at one of `decided` stay as they are in `fresh`: the reader has just said so.
    """
    back = Shifting(inverted(hunks))
    old = {(block.start, block.end): block for block in layout.blocks}
    blocks = []
    for block in fresh.blocks:
        was = old.get(back.passage(block.start, block.end) or (-1, -1))
        if was is not None and block.start not in decided:
            kind = was.kind if was.kind in _SAID else block.kind
            block = replace(block, hidden=was.hidden, kind=kind)
        blocks.append(block)
    return Layout(numbered(blocks), fresh.pieces, fresh.breaks)


def _cells_of(layout: Layout, old: str) -> Callable[[str], list[Cell]] | None:
    """By which cells the blocks were made; None when by neither."""
    made = [(block.start, block.end) for block in layout.blocks]
    return next((cells for cells in (_lines, _groups) if cells(old) == made), None)


def _lines(text: str) -> list[Cell]:
    return [trimmed(text, *line) for line in lines_and_groups(text)[0]]


def _groups(text: str) -> list[Cell]:
    return [trimmed(text, *group) for group in lines_and_groups(text)[1]]


def _kept(hunks: Sequence[Hunk], length: int) -> Iterator[tuple[int, int, int]]:
    """What stayed of the old text of `length` characters: start in it, start in the new text, characters."""
    at = shift = 0
    for hunk in (*hunks, Hunk(length, length, 0)):
        if hunk.start > at:
            yield at, at + shift, hunk.start - at
        at = hunk.end
        shift += hunk.length - (hunk.end - hunk.start)


def _by_cells(layout: Layout, old: str, hunks: Sequence[Hunk], cells: list[Cell]) -> Iterator[Block]:
    heirs = _heirs(layout, old, hunks, cells)
    used: set[int] = set()
    page = ""
    for (start, end), heir in zip(cells, heirs, strict=True):
        if heir is None:
            block = Block(start, end, page=page)
        else:
            block = replace(layout.blocks[heir], start=start, end=end)
            if heir in used and block.kind in _ONCE:
                block = replace(block, kind=BlockKind.PARAGRAPH, level=0)
            used.add(heir)
        page = block.page
        yield block


def _heirs(layout: Layout, old: str, hunks: Sequence[Hunk], cells: list[Cell]) -> list[int | None]:
    """Which old block each cell goes on with: the one that most of it comes from, or whose place it took."""
    starts = [cell[0] for cell in cells]
    shares: list[Counter[int]] = [Counter() for _cell in cells]
    for at, onto, length in _kept(hunks, len(old)):
        for number in _touched(layout.blocks, at, at + length):
            block = layout.blocks[number]
            low, high = max(block.start, at), min(block.end, at + length)
            first = max(0, bisect_right(starts, low - at + onto) - 1)
            for cell in range(first, bisect_left(starts, high - at + onto)):
                left, right = max(cells[cell][0] - onto + at, low), min(cells[cell][1] - onto + at, high)
                if left < right and not old[left:right].isspace():
                    shares[cell][number] += right - left
    heirs = [min(share, key=lambda n: (-share[n], n)) if share else None for share in shares]
    _take_places(layout, hunks, cells, heirs)
    return heirs


def _touched(blocks: Sequence[Block], start: int, end: int) -> range:
    """The numbers of the blocks that [start, end) reaches into."""
    first = bisect_right(blocks, start, key=lambda block: block.end)
    return range(first, max(first, bisect_left(blocks, end, key=lambda block: block.start)))


def _take_places(layout: Layout, hunks: Sequence[Hunk], cells: list[Cell], heirs: list[int | None]) -> None:
    """Cells that are wholly new follow, in order, the blocks that the same correction took out."""
    going_on = {heir for heir in heirs if heir is not None}
    starts = [cell[0] for cell in cells]
    for hunk, back in zip(hunks, inverted(hunks), strict=True):
        gone = [n for n in _touched(layout.blocks, hunk.start, hunk.end) if n not in going_on]
        fresh = range(bisect_left(starts, back.start), bisect_left(starts, back.end))
        come = [cell for cell in fresh if heirs[cell] is None]
        for cell, number in zip(come, gone, strict=False):
            heirs[cell] = number


def _within_borders(layout: Layout, new: str, hunks: Sequence[Hunk]) -> Iterator[Block]:
    """For blocks of another make: each keeps its borders, and what is left outside of them is paragraphs, by lines."""
    shifting = Shifting(hunks)
    at = 0
    page = ""
    for old_block in layout.blocks:
        start, end = _borders(shifting, new, old_block)
        start, end = trimmed(new, max(at, start), max(at, end))
        if start < end:
            yield from _paragraphs(new, at, start, page)
            page = old_block.page
            yield replace(old_block, start=start, end=end)
            at = end
    yield from _paragraphs(new, at, len(new), page)


def _borders(shifting: Shifting, new: str, block: Block) -> Cell:
    """Where a block begins and ends: what was written on to it belongs to it, up to the next line break."""
    low, start = shifting.before(block.start), shifting.start(block.start)
    end, high = shifting.end(block.end), shifting.after(block.end)
    line_end = new.find("\n", end, high)
    return max(low, new.rfind("\n", low, start) + 1), high if line_end < 0 else line_end


def _paragraphs(text: str, start: int, end: int, page: str) -> Iterator[Block]:
    for left, right in _lines(text[start:end]):
        yield Block(start + left, start + right, page=page)


def _pieces(pieces: Iterable[Piece], hunks: Sequence[Hunk], length: int) -> Iterator[Piece]:
    """The map to the source text for what stayed."""
    kept = list(_kept(hunks, length))
    last: Piece | None = None
    for reading, source, count in pieces:
        first = bisect_right(kept, reading, key=lambda part: part[0] + part[2])
        past = bisect_left(kept, reading + count, key=lambda part: part[0])
        for at, onto, size in islice(kept, first, past):
            low, high = max(at, reading), min(at + size, reading + count)
            piece = (low - at + onto, low - reading + source, high - low)
            if last is not None and (last[0] + last[2], last[1] + last[2]) == piece[:2]:
                last = (last[0], last[1], last[2] + piece[2])
                continue
            if last is not None:
                yield last
            last = piece
    if last is not None:
        yield last

"""Which place of what came in stands where in what will be stored, and the other way round."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from models.importing.building import Built, through
from models.importing.extract import Extract
from models.texts import Block, Piece

Range = tuple[int, int]
LONGEST = 6_000  # characters set at once: a paragraph beyond that is shown in parts, so that none stops the window
NEAR = 3  # characters between two ranges that are lit as one


class Places:
    """Offsets of `Extract.text` ("came") and of `Built.text` ("stored")."""

    def __init__(self, extract: Extract, built: Built) -> None:
        pieces: Sequence[Piece] = built.layout.pieces
        if extract.text is not extract.source_text and extract.text != extract.source_text:
            back = sorted((source, text, size) for text, source, size in extract.pieces)
            pieces = list(through(pieces, back))
        self._stored = pieces
        self._stored_starts = [piece[0] for piece in pieces]
        self._came = sorted((came, stored, size) for stored, came, size in pieces)
        self._came_starts = [piece[0] for piece in self._came]

    def to_came(self, offset: int) -> int:
        return _mapped(self._stored, self._stored_starts, offset)

    def to_stored(self, offset: int) -> int:
        return _mapped(self._came, self._came_starts, offset)

    def ranges_in_came(self, start: int, end: int) -> list[Range]:
        """What [start, end) of the stored text was made of, in order."""
        return _ranges(self._stored, self._stored_starts, start, end)

    def ranges_in_stored(self, start: int, end: int) -> list[Range]:
        """What became of [start, end)."""
        return _ranges(self._came, self._came_starts, start, end)


def _mapped(pieces: Sequence[Piece], starts: list[int], offset: int) -> int:
    at = bisect_right(starts, offset) - 1
    if at < 0:
        return pieces[0][1] if pieces else 0
    start, there, size = pieces[at]
    return there + min(offset - start, size)


def _ranges(pieces: Sequence[Piece], starts: list[int], start: int, end: int) -> list[Range]:
    found: list[Range] = []
    for at in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
        here, there, size = pieces[at]
        a, b = max(start, here), min(end, here + size)
        if a < b:
            found.append((there + a - here, there + b - here))
    found.sort()
    merged: list[Range] = []
    for a, b in found:
        if merged and a - merged[-1][1] <= NEAR:
            merged[-1] = merged[-1][0], max(b, merged[-1][1])
        else:
            merged.append((a, b))
    return merged


def in_parts(text: str, blocks: Sequence[Block]) -> tuple[list[Block], list[int]]:
    """The blocks with none longer than LONGEST, all to be shown; and for each the index of the block it is part of."""
    parts: list[Block] = []
    owners: list[int] = []
    for owner, block in enumerate(blocks):
        if block.end - block.start <= LONGEST:
            if block.end > block.start:
                parts.append(block if not block.hidden else _part(block, block.start, block.end))
                owners.append(owner)
            continue
        start = block.start
        while start < block.end:
            end = _cut(text, start, block.end)
            parts.append(_part(block, start, end))
            owners.append(owner)
            start = end
    return parts, owners


def _part(block: Block, start: int, end: int) -> Block:
    number = block.number if start == block.start else None
    return Block(start, end, block.kind, number, block.level, block.page)


def _cut(text: str, start: int, end: int) -> int:
    """Where a part that begins at `start` ends: behind a line, else behind a word, else anywhere."""
    if end - start <= LONGEST:
        return end
    for between in ("\n", " "):
        at = text.rfind(between, start + LONGEST // 2, start + LONGEST)
        if at > 0:
            return at + 1
    return start + LONGEST

"""An article's two texts: the source text, which never changes, and the reading text with blocks lying on it.

Offsets are Unicode code points, end exclusive.
"""

from __future__ import annotations

import bisect
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

Piece = tuple[int, int, int]  # start in the reading text, start in the source text, length
PageBreak = tuple[int, str]  # where a page begins in the reading text, and its label


class BlockKind(StrEnum):
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"  # name, date, publication: what stands between the title and the article
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    AUTHOR_NOTE = "author_note"  # who the author is, at the foot
    FURNITURE = "furniture"


NUMBERED = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the reading text. `number` counts paragraphs from 1; None where a block is not counted."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    number: int | None = None
    level: int = 0
    page: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks in reading order and the pieces that map the reading text to the source text.

    `breaks` are the pages that begin in it, ascending: a paragraph may run over several. Pieces are in the order of
    the reading text; a footnote that a sentence ran around stands further up in the source.
    """

    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    breaks: tuple[PageBreak, ...] = ()

    def to_bytes(self) -> bytes:
        blocks = [[b.start, b.end, str(b.kind), b.number, b.level, b.page, b.hidden] for b in self.blocks]
        values: dict[str, object] = {"blocks": blocks, "pieces": self.pieces}
        if self.breaks:
            values["breaks"] = self.breaks
        return json.dumps(values, separators=(",", ":"), ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Layout:
        value = json.loads(data)
        blocks = (Block(s, e, BlockKind(k), n, lv, p, h) for s, e, k, n, lv, p, h in value["blocks"])
        breaks = tuple((at, label) for at, label in value.get("breaks", ()))
        return cls(tuple(blocks), tuple((r, s, n) for r, s, n in value["pieces"]), breaks)

    def to_source(self, offset: int) -> int:
        """The place in the source text of a place in the reading text (the nearest kept one before it)."""
        return _mapped(self.pieces, offset, 0, 1)

    def to_reading(self, offset: int) -> int:
        """The place in the reading text of a place in the source text (the nearest kept one before it)."""
        pieces = self.pieces
        if any(a[1] > b[1] for a, b in pairwise(pieces)):
            pieces = tuple(sorted(pieces, key=lambda piece: piece[1]))
        return _mapped(pieces, offset, 1, 0)

    def block_at(self, offset: int) -> int:
        """Index of the block that holds `offset`, or of the last one before it; 0 for an empty layout."""
        return max(0, bisect.bisect_right(self.blocks, offset, key=lambda block: block.start) - 1)

    def page_at(self, offset: int) -> str:
        """The label of the page that `offset` stands on; "" where the article has no pages."""
        at = bisect.bisect_right(self.breaks, offset, key=lambda found: found[0]) - 1
        if at >= 0:
            return self.breaks[at][1]
        return self.blocks[self.block_at(offset)].page if self.blocks else ""

    def number_at(self, offset: int) -> int | None:
        """The paragraph number at `offset`; None in a heading or an empty layout."""
        return self.blocks[self.block_at(offset)].number if self.blocks else None


def _mapped(pieces: tuple[Piece, ...], offset: int, known: int, wanted: int) -> int:
    at = bisect.bisect_right(pieces, offset, key=lambda piece: piece[known]) - 1
    if at < 0:
        return 0
    piece = pieces[at]
    return piece[wanted] + min(offset - piece[known], piece[2])


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with paragraph numbers given in order."""
    result, number = [], 0
    for b in blocks:
        counted = b.kind in NUMBERED and not b.hidden
        number += counted
        result.append(Block(b.start, b.end, b.kind, number if counted else None, b.level, b.page, b.hidden))
    return tuple(result)


def plain_layout(text: str) -> Layout:
    """Blocks of a plain text.

    Lines are paragraphs, unless the text is hard-wrapped (blank lines between groups of short lines): then a group
    is one. A short line all in capitals is a heading.
    """
    lines, groups = lines_and_groups(text)
    blocks = []
    for start, end in groups if _is_wrapped(lines, len(groups)) else lines:
        while text[start].isspace():
            start += 1
        while text[end - 1].isspace():
            end -= 1
        blocks.append(Block(start, end, _plain_kind(text[start:end])))
    return Layout(numbered(blocks), ((0, 0, len(text)),))


def lines_and_groups(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """[start, end) of each line that holds more than white space, and of each run of such lines."""
    lines: list[tuple[int, int]] = []
    groups: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            if lines and lines[-1][1] == start - 1:
                groups[-1] = groups[-1][0], end
            else:
                groups.append((start, end))
            lines.append((start, end))
        start = end + 1
    return lines, groups


def _is_wrapped(lines: list[tuple[int, int]], groups: int) -> bool:
    if groups < 2 or len(lines) < 2 * groups:
        return False
    lengths = [end - start for start, end in lines]
    return 40 <= median(lengths) <= 100 and max(lengths) <= 140


def _plain_kind(line: str) -> BlockKind:
    letters = [c for c in line if c.isalpha()]
    capitals = len(letters) >= 4 and line.upper() == line and line.lower() != line
    return BlockKind.HEADING if capitals and len(line) <= 80 else BlockKind.PARAGRAPH


def shown(text: str, block: Block) -> str:
    """The block's text as a view sets it: a line break inside it is a space (same length, so offsets hold)."""
    return text[block.start : block.end].replace("\n", " ")


def content_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def normal_newlines(text: str) -> str:
    """The text without a byte order mark and with LF line ends: what DESIGN.md calls the source text."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def storable_text(text: str) -> str:
    """The text with surrogate pairs joined, and lone surrogates as U+FFFD; UTF-8 holds neither."""
    if text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

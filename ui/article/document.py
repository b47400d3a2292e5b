"""The geometry of a long text: heights of its blocks, estimated until a block is laid out, and the lines in it.

All offsets are code points of the reading text; y counts from the top of the document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF

from models.texts import Block, BlockKind, Layout, shown
from ui.article.lines import Laid, lay_out
from ui.theme import Reading

FIRST_GAP, LAST_GAP, GAP, HEADING_ABOVE, HEADING_BELOW = 10, 24, 12, 20, 8  # at a line of 24
INDENT = {BlockKind.QUOTE: 24, BlockKind.ITEM: 16}
HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
ASIDE = frozenset({BlockKind.CAPTION, BlockKind.FURNITURE})  # what is no part of the argument
QUIET = ASIDE | {BlockKind.BYLINE, BlockKind.AUTHOR_NOTE}
FACES = {  # which of the fonts a kind is set in; all others in "text"
    BlockKind.TITLE: "heading",
    BlockKind.HEADING: "heading",
    BlockKind.SUBTITLE: "caption",
    BlockKind.CAPTION: "caption",
    BlockKind.AUTHOR_NOTE: "caption",
    BlockKind.FOOTNOTE: "small",
}
DEEPEST = 5  # level of a list; what is deeper is set as deep
KEPT = 400  # layouts held at once; heights are remembered for all


def gap_between(before: Block | None, after: Block) -> int:
    """The space above `after`, where a line is 24 high."""
    if before is None:
        return FIRST_GAP
    if before.kind in HEADINGS:
        return HEADING_BELOW
    return HEADING_ABOVE if after.kind in HEADINGS else GAP


class Heights:
    """A Fenwick tree: a block's top, and the block at a height, both in logarithmic time."""

    def __init__(self, heights: list[int]) -> None:
        self._tree = [0, *heights]
        self._size = len(heights)
        for at in range(1, self._size + 1):
            above = at + (at & -at)
            if above <= self._size:
                self._tree[above] += self._tree[at]
        self._top_bit = 1 << max(0, self._size.bit_length() - 1)

    def add(self, index: int, amount: int) -> None:
        at = index + 1
        while at <= self._size:
            self._tree[at] += amount
            at += at & -at

    def before(self, index: int) -> int:
        """The sum of the first `index` heights."""
        total = 0
        while index > 0:
            total += self._tree[index]
            index -= index & -index
        return total

    def find(self, y: int) -> int:
        """How many blocks end at or above `y`."""
        at, bit = 0, self._top_bit
        while bit:
            further = at + bit
            if further <= self._size and self._tree[further] <= y:
                at = further
                y -= self._tree[further]
            bit >>= 1
        return at


class Document:
    """The shown blocks of an article on a column of `width` pixels, a line every `line` pixels.

    Hidden blocks take no room unless `hidden` asks for them; nor do captions and site text without `furniture`, unless
    there is nothing else.
    """

    def __init__(
        self,
        text: str,
        layout: Layout,
        fonts: dict[str, QFont],
        width: int,
        reading: Reading | None = None,
        furniture: bool = True,
        hidden: bool = False,
    ) -> None:
        self.text, self.layout = text, layout
        full = [b for b in layout.blocks if b.end > b.start]
        blocks = [b for b in full if not b.hidden or hidden]
        kept = blocks if furniture else [b for b in blocks if b.hidden or b.kind not in ASIDE]
        self.blocks = kept or blocks or full
        self.starts = [b.start for b in self.blocks]
        self.ends = [b.end for b in self.blocks]
        self.set_measures(fonts, reading or Reading(), width)

    def __len__(self) -> int:
        return len(self.blocks)

    # -- heights

    def set_measures(self, fonts: dict[str, QFont], reading: Reading, width: int) -> None:
        """Take other fonts, another line and column width: all heights are estimates again."""
        self.fonts, self.reading, self.line = fonts, reading, reading.line
        pairs = zip([None, *self.blocks], self.blocks, strict=False)
        self._gaps = [reading.scaled(gap_between(before, after)) for before, after in pairs]
        self.width = width
        average = QFontMetricsF(self.fonts["text"]).averageCharWidth() * 0.88  # English, spaces and all
        per_line = max(1.0, width / average)
        self.per_line = int(per_line)  # characters, as a rule
        self._lines = [1 + int((b.end - b.start) / per_line) for b in self.blocks]
        self._measured = bytearray(len(self.blocks))
        self._laid: OrderedDict[int, Laid] = OrderedDict()
        self._heights = Heights([g + n * self.line for g, n in zip(self._gaps, self._lines, strict=True)])

    @property
    def height(self) -> int:
        return self._heights.before(len(self.blocks)) + self.reading.scaled(LAST_GAP)

    @property
    def measured_count(self) -> int:
        """How many blocks have been laid out at this width."""
        return sum(self._measured)

    def is_measured(self, index: int) -> bool:
        return bool(self._measured[index])

    def top(self, index: int) -> int:
        """The top of the block's first line."""
        return self._heights.before(index) + self._gaps[index]

    def foot(self, index: int) -> int:
        return self.top(index) + self._lines[index] * self.line

    def upper_edge(self, index: int) -> int:
        """Where the block's part of the column begins: the space above it is its own."""
        return self._heights.before(index)

    def line_count(self, index: int) -> int:
        return self._lines[index]

    def block_at_y(self, y: int) -> int:
        return max(0, min(self._heights.find(y), len(self.blocks) - 1))

    def block_at(self, offset: int) -> int:
        """The block that holds `offset`, or the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    # -- what is shown

    def is_shown(self, offset: int) -> bool:
        """Whether the character at `offset` stands in a shown block."""
        index = bisect_right(self.starts, offset) - 1
        return index >= 0 and offset < self.ends[index]

    def hidden_stretches(self) -> list[tuple[int, int]]:
        """The words between the shown blocks, each [start, end)."""
        edges = zip([0, *self.ends], [*self.starts, len(self.text)], strict=True)
        return [(start, end) for start, end in edges if self.text[start:end].strip()]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and last shown block that [start, end) touches."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end) - 1
        return (first, last) if first <= last and start < end else None

    def clip(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the shown part of [start, end) begins and ends."""
        span = self.span(start, end)
        return (max(start, self.starts[span[0]]), min(end, self.ends[span[1]])) if span else None

    def nearest(self, offset: int) -> int:
        """`offset`, or the next shown place where it stands in a hidden one (the last of all at the end)."""
        index = bisect_left(self.ends, offset)
        return max(offset, self.starts[index]) if index < len(self.starts) else self.ends[-1]

    def indent(self, index: int) -> int:
        block = self.blocks[index]
        deeper = max(0, min(block.level, DEEPEST) - 1) if block.kind is BlockKind.ITEM else 0
        return self.reading.indented(INDENT.get(block.kind, 0) * (1 + deeper))

    # -- lines

    def font(self, index: int) -> QFont:
        return self.fonts[FACES.get(self.blocks[index].kind, "text")]

    def is_quiet(self, index: int) -> bool:
        """Whether the block is set in the muted colour: it is hidden, or beside the argument."""
        return self.blocks[index].hidden or self.blocks[index].kind in QUIET

    def breaks_in(self, index: int) -> list[tuple[int, str]]:
        """The pages that begin in a block: (place in it, label)."""
        block, breaks = self.blocks[index], self.layout.breaks
        first = bisect_left(breaks, block.start, key=lambda found: found[0])
        last = bisect_left(breaks, block.end, key=lambda found: found[0])
        return [(at - block.start, label) for at, label in breaks[first:last]]

    def line_width(self, index: int) -> int:
        """How far the block's lines run, in pixels from its indent."""
        indent = self.indent(index)
        return max(40, self.width - indent - (indent if self.blocks[index].kind is BlockKind.QUOTE else 0))

    def laid(self, index: int) -> Laid:
        """The block's lines; its height is exact from here on."""
        found = self._laid.get(index)
        if found is not None:
            self._laid.move_to_end(index)
            return found
        found = lay_out(shown(self.text, self.blocks[index]), self.font(index), self.line_width(index), self.line)
        if len(found) != self._lines[index]:
            self._heights.add(index, (len(found) - self._lines[index]) * self.line)
            self._lines[index] = len(found)
        self._measured[index] = 1
        self._laid[index] = found
        if len(self._laid) > KEPT:
            self._laid.popitem(last=False)
        return found

    def locate(self, offset: int) -> tuple[int, int]:
        """The block of `offset` and the place in it (its end for a place between two blocks)."""
        index = self.block_at(offset)
        block = self.blocks[index]
        return index, max(0, min(offset, block.end) - block.start)

    def line_top(self, offset: int, exact: bool = True) -> int:
        """The top of the line that holds `offset`; not `exact`: estimated where the block is not laid out."""
        index, local = self.locate(offset)
        if exact or index in self._laid:
            line = self.laid(index).line_of(local)
        else:
            block = self.blocks[index]
            line = int(local / (block.end - block.start + 1) * self._lines[index])
        return self.top(index) + line * self.line

    def caret_x(self, offset: int) -> float:
        index, local = self.locate(offset)
        return self.indent(index) + self.laid(index).x_of(local)

    def hit(self, point: QPointF) -> int:
        """The nearest place in the text to a point of the column."""
        index = self.block_at_y(int(point.y()))
        laid = self.laid(index)
        if point.y() < self.top(index) and index > 0 and self.top(index) - point.y() > self._gaps[index] / 2:
            index -= 1
            laid = self.laid(index)
        line = max(0, min(int(point.y() - self.top(index)) // self.line, len(laid) - 1))
        return self.starts[index] + laid.hit(line, point.x() - self.indent(index))

    def character_at(self, point: QPointF) -> int | None:
        """The character under a point of the column; None where there is none."""
        index = self.block_at_y(int(point.y()))
        laid, line = self.laid(index), int(point.y() - self.top(index)) // self.line
        if point.y() < self.top(index) or line >= len(laid):
            return None
        local = laid.character_at(line, point.x() - self.indent(index))
        return None if local is None else self.starts[index] + local

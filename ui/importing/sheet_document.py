"""The geometry of a sheet: blocks with small words over some of them, and where the text stands across the view."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont

from models.texts import Layout, shown
from ui.article.document import KEPT, Document, Heights
from ui.article.lines import Laid, lay_out
from ui.theme import Reading

LABEL = 24  # pixels above a block that has a small word over it
RIGHT = 16
Measures = tuple[dict[str, QFont], int, Reading]  # fonts, width of the column, reading measures


class SheetDocument(Document):
    """A document with small words over some blocks. `owners`: the block of the text that each shown one is part of."""

    def __init__(
        self,
        text: str,
        layout: Layout,
        fonts: dict[str, QFont],
        width: int,
        reading: Reading,
        labels: Mapping[int, str],
        owners: Sequence[int],
    ) -> None:
        self.labels = labels  # by the start of a block
        self.owners = owners
        super().__init__(text, layout, fonts, width, reading)

    def set_measures(self, fonts: dict[str, QFont], reading: Reading, width: int) -> None:
        super().set_measures(fonts, reading, width)
        self._gaps = [self.own_gap(at, gap) for at, gap in enumerate(self._gaps)]
        self._lines = [self.estimate(at, lines) for at, lines in enumerate(self._lines)]
        for start in self.labels:
            at = bisect_left(self.starts, start)
            if at < len(self.starts) and self.starts[at] == start:
                self._gaps[at] += LABEL
        self._heights = Heights([g + n * self.line for g, n in zip(self._gaps, self._lines, strict=True)])

    def own_gap(self, index: int, gap: int) -> int:
        """The space above a block, where it would be `gap` in an article."""
        return 0 if index and self.owners[index] == self.owners[index - 1] else gap

    def estimate(self, index: int, lines: int) -> int:
        """How many lines a block takes, as long as it is not laid out."""
        return lines

    def laid(self, index: int) -> Laid:
        found = self._laid.get(index)
        if found is not None:
            self._laid.move_to_end(index)
            return found
        found = self.lay_out(index)
        if len(found) != self._lines[index]:
            self._heights.add(index, (len(found) - self._lines[index]) * self.line)
            self._lines[index] = len(found)
        self._measured[index] = 1
        self._laid[index] = found
        if len(self._laid) > KEPT:
            self._laid.popitem(last=False)
        return found

    def lay_out(self, index: int) -> Laid:
        """A block's lines."""
        return lay_out(shown(self.text, self.blocks[index]), self.font(index), self.line_width(index), self.line)

    def label(self, index: int) -> str:
        return self.labels.get(self.starts[index], "")

    def whole(self, index: int) -> tuple[int, int]:
        """The first and the last shown part of the block that `index` is part of."""
        first = last = index
        while first > 0 and self.owners[first - 1] == self.owners[index]:
            first -= 1
        while last + 1 < len(self.owners) and self.owners[last + 1] == self.owners[index]:
            last += 1
        return first, last


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """Where the text stands across the viewport."""

    width: int
    column: int  # the widest the text may run
    left: int

    @property
    def text_width(self) -> int:
        return max(120, min(self.column, self.width - self.left - RIGHT))

    @property
    def text_x(self) -> int:
        return self.left + max(0, self.width - self.left - RIGHT - self.text_width) // 2

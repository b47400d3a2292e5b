"""Where the parts of an article stand across its view."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ui.article import coverage
from ui.article.margin import FIRST as FIRST_LANE

NARROWEST, WANTED = 120, 270  # pixels of text at least; and before the margins are let be broad
OUTER, INNER = 64, 58  # room for coverage bar and numbers; room for the lanes
OUTER_LEAST, INNER_LEAST = 44, 36
ROOM = 120  # for the lanes where there is more: bars stay near the gutter


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts stand across the viewport."""

    width: int
    mirrored: bool
    column: int  # the widest the text may run

    @property
    def text_width(self) -> int:
        return max(NARROWEST, min(self.column, self.width - sum(self._margins)))

    @property
    def _margins(self) -> tuple[int, int]:
        """The least room outside and inside: narrower where the text has less than it wants."""
        wanted = min(self.column, max(WANTED, self.column // 2))
        missing = max(0, wanted + OUTER + INNER - self.width)
        outer = max(OUTER_LEAST, OUTER - missing * (OUTER - OUTER_LEAST) // (OUTER + INNER - OUTER_LEAST - INNER_LEAST))
        return outer, max(INNER_LEAST, INNER - (missing - (OUTER - outer)))

    @property
    def text_x(self) -> int:
        outer, inner = self._margins
        spare = max(0, self.width - outer - inner - self.text_width)
        return (inner if self.mirrored else outer) + spare // 2

    @property
    def lanes_edge(self) -> int:
        """The width between the text and the gutter."""
        return self.text_x if self.mirrored else max(self._margins[1], self.width - self.text_x - self.text_width)

    @property
    def lane_room(self) -> int:
        """What of it the bars may take."""
        return min(self.lanes_edge, ROOM) - FIRST_LANE

    def coverage(self, height: int) -> QRectF:
        x = self.width - coverage.CENTRE if self.mirrored else coverage.CENTRE
        top = coverage.MARGIN
        return QRectF(x - coverage.SELECTED / 2, top, coverage.SELECTED, max(1, height - 2 * top))

    def in_coverage(self, x: float) -> bool:
        return (self.width - x if self.mirrored else x) < coverage.REACH

    def in_lanes(self, x: float) -> bool:
        return (x if self.mirrored else self.width - x) < self.lanes_edge - 4

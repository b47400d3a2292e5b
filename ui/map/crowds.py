"""Families so large that only those children are drawn whose lines pass near the area that is painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from models.layout import Arrangement
from ui.map.index import Boxes

ROOM = 40  # pixels around a card that its own piece of line may take


class Crowd:
    """The children of one node, found by place. The outermost of each bearing always count: the rails are theirs."""

    def __init__(self, arrangement: Arrangement, children: Sequence[int]) -> None:
        self._children = children
        cards = arrangement.cards
        hangs = arrangement.hangs(cards.parents[children[0]])
        ends: dict[tuple[int, float], tuple[int, int]] = {}
        for at, child in enumerate(children):
            line = cards.bearings[child], arrangement.lefts[child] if hangs else 0.0
            ends[line] = ends.get(line, (at, at))[0], at
        self._ends = {at for pair in ends.values() for at in pair}
        nearest = min(arrangement.tops[c] if not arrangement.upright else arrangement.lefts[c] for c in children)
        sides: tuple[list[float], list[float], list[float], list[float]] = ([], [], [], [])
        for child in children:
            left, top, right, bottom = arrangement.box(child)
            if hangs:  # its own piece is level
                left -= arrangement.spacing.inset
            else:  # its line goes all the way to the shared rail
                left, top = (nearest, top) if arrangement.upright else (left, nearest)
            for side, place in zip(sides, (left - ROOM, top - 2 * ROOM, right + ROOM, bottom + ROOM), strict=True):
                side.append(place)
        self._boxes = Boxes(*sides)

    def near(self, area: QRectF) -> list[int]:
        """Children whose own lines touch the area, and the outermost ones."""
        found = self._boxes.touching(area.left(), area.top(), area.right(), area.bottom())
        return [self._children[at] for at in sorted(self._ends.union(found))]

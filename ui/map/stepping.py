"""Which card lies that way: arrows that know the tree. Pure functions over an arrangement; cards are named by index."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from models.layout import Arrangement, Shape


class Way(StrEnum):
    """Where an arrow points on the screen."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


_ALONG_DOWN = {Way.UP: "in", Way.DOWN: "out", Way.LEFT: "before", Way.RIGHT: "after"}
_ALONG_RIGHT = {Way.LEFT: "in", Way.RIGHT: "out", Way.UP: "before", Way.DOWN: "after"}


class Neighbours:
    """The neighbours of every card. Siblings that hang in one column (of the compact shape) make up a block.

    In: to the sibling above in the column, else to the parent. Out: to the sibling below in the column, else to the
    child that was left last, else to the one nearest the middle. Before and after: to the next block of the same
    level, which is a sibling's wherever there is one; where the level ends, from the parent's place on.
    """

    def __init__(self, arrangement: Arrangement) -> None:
        self._map = arrangement
        self._column: dict[int, list[int]] = {}  # a card in a column of several -> the column
        self._levels: list[list[int]] = []  # the first card of every block, in the order of the layout
        self._place: dict[int, tuple[int, int]] = {}  # a card -> its level and the number of its block in that
        self._build()

    def _build(self) -> None:
        row = [i for i, parent in enumerate(self._map.cards.parents) if parent < 0]
        families = [row]
        while families:
            level: list[int] = []
            for family in families:
                for block in self._blocks(family):
                    for card in block:
                        self._place[card] = len(self._levels), len(level)
                        if len(block) > 1:
                            self._column[card] = block
                    level.append(block[0])
            self._levels.append(level)
            families = [below for family in families for card in family if (below := list(self._map.children(card)))]

    def _blocks(self, family: list[int]) -> list[list[int]]:
        if self._map.shape is not Shape.COMPACT:
            return [[card] for card in family]
        tops, lefts = self._map.tops, self._map.lefts
        blocks: list[list[int]] = []
        for card in family:
            last = blocks[-1][-1] if blocks else None
            if last is not None and tops[card] > tops[last] and abs(lefts[card] - lefts[last]) < 1:
                blocks[-1].append(card)
            else:
                blocks.append([card])
        return blocks

    def step(self, card: int, way: Way, left_last: Mapping[int, int] | None = None) -> int | None:
        """The card that way, None where there is none. `left_last`: the child that each parent was entered from."""
        match (_ALONG_RIGHT if self._map.shape is Shape.RIGHT else _ALONG_DOWN)[way]:
            case "in":
                return self._inward(card)
            case "out":
                return self._outward(card, left_last or {})
            case "before":
                return self._beside(card, -1)
            case _:
                return self._beside(card, 1)

    def _inward(self, card: int) -> int | None:
        column = self._column.get(card)
        if column is not None and card != column[0]:
            return column[column.index(card) - 1]
        parent = self._map.cards.parents[card]
        return parent if parent >= 0 else None

    def _outward(self, card: int, left_last: Mapping[int, int]) -> int | None:
        column = self._column.get(card)
        if column is not None and card != column[-1]:
            return column[column.index(card) + 1]
        children = self._map.children(card)
        if not children:
            return None
        remembered = left_last.get(card)
        if remembered is not None and remembered in children:
            return remembered
        middle = self._middle(card)
        return min(children, key=lambda child: (abs(self._middle(child) - middle), child))

    def _beside(self, card: int, way: int) -> int | None:
        at, depth, middle = card, self._depth(card), self._middle(card)
        while at >= 0:
            level, block = self._place[at]
            firsts = self._levels[level]
            for beside in range(block + way, len(firsts) if way > 0 else -1, way):
                first = firsts[beside]
                to = min(self._column.get(first, [first]), key=lambda each: abs(self._depth(each) - depth))
                if (self._middle(to) - middle) * way > 0:  # one further up may stand over the card, not beside it
                    return to
            at = self._map.cards.parents[at]
        return None

    def _middle(self, card: int) -> float:
        """The card's place along the siblings."""
        cards = self._map.cards
        if self._map.shape is Shape.RIGHT:
            return self._map.tops[card] + cards.heights[card] / 2
        return self._map.lefts[card] + cards.widths[card] / 2

    def _depth(self, card: int) -> float:
        return self._map.lefts[card] if self._map.shape is Shape.RIGHT else self._map.tops[card]

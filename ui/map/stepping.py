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
    """The neighbours of every card.

    In rows. In: to the parent. Out: to the child that was left last, else to the one nearest the middle. Before and
    after: to the next card of the same level; where the level ends, from the parent's place on.

    Among cards that hang one under another. Up and down: to the sibling there, else to the card above them, or to the
    sibling below of one they hang from. Left: to the parent. Right: to the child that was left last, else the first;
    from a card without children to the one as high up in the branch beside.
    """

    def __init__(self, arrangement: Arrangement) -> None:
        self._map = arrangement
        self._levels: list[list[int]] = []  # the cards that stand in rows, in the order of the layout
        self._place: dict[int, tuple[int, int]] = {}  # such a card -> its level and its number in that
        level = list(arrangement.children(-1))
        while level:
            self._place.update((card, (len(self._levels), at)) for at, card in enumerate(level))
            self._levels.append(level)
            level = [child for card in level if not arrangement.hangs(card) for child in arrangement.children(card)]

    def step(self, card: int, way: Way, left_last: Mapping[int, int] | None = None) -> int | None:
        """The card that way, None where there is none. `left_last`: the child that each parent was entered from."""
        if self._map.is_hung(card):
            return self._step_hung(card, way, left_last or {})
        match (_ALONG_RIGHT if self._map.shape is Shape.RIGHT else _ALONG_DOWN)[way]:
            case "in":
                return self._parent(card)
            case "out":
                return self._outward(card, left_last or {})
            case "before":
                return self._beside(card, -1)
            case _:
                return self._beside(card, 1)

    def _parent(self, card: int) -> int | None:
        parent = self._map.cards.parents[card]
        return parent if parent >= 0 else None

    def _outward(self, card: int, left_last: Mapping[int, int]) -> int | None:
        children = self._map.children(card)
        if not children:
            return None
        if self._map.hangs(card):
            return children[0]
        remembered = left_last.get(card)
        if remembered is not None and remembered in children:
            return remembered
        middle = self._middle(card)
        return min(children, key=lambda child: (abs(self._middle(child) - middle), child))

    def _beside(self, card: int, way: int) -> int | None:
        at, middle = card, self._middle(card)
        while at >= 0:
            level, place = self._place[at]
            cards = self._levels[level]
            for beside in range(place + way, len(cards) if way > 0 else -1, way):
                to = cards[beside]
                if (self._middle(to) - middle) * way > 0:  # one further up may stand over the card, not beside it
                    return to
            at = self._map.cards.parents[at]
        return None

    # -- among cards that hang

    def _step_hung(self, card: int, way: Way, left_last: Mapping[int, int]) -> int | None:
        match way:
            case Way.UP:
                before = self._sibling(card, -1)
                return self._parent(card) if before is None else before
            case Way.DOWN:
                return self._below(card)
            case Way.LEFT:
                return self._parent(card)
            case _:
                children = self._map.children(card)
                remembered = left_last.get(card)
                if remembered is not None and remembered in children:
                    return remembered
                return children[0] if children else self._across(card)

    def _sibling(self, card: int, way: int) -> int | None:
        siblings = self._map.column(card)
        at = siblings.index(card) + way
        return siblings[at] if 0 <= at < len(siblings) else None

    def _below(self, card: int) -> int | None:
        at = card
        while self._map.is_hung(at):
            after = self._sibling(at, 1)
            if after is not None:
                return after
            at = self._map.cards.parents[at]
        children = self._map.children(card)
        return children[0] if children else None

    def _across(self, card: int) -> int | None:
        """The card beside, to the right, at about the same height."""
        tops, lefts = self._map.tops, self._map.lefts
        head = column = card
        while self._map.is_hung(head):
            head, column = self._map.cards.parents[head], head
        right = [child for child in self._map.children(head) if lefts[child] > lefts[column]]
        to: int | None
        if right:
            beside = self._map.column(min(right, key=lambda child: (lefts[child], tops[child])))
            to = next((child for child in reversed(beside) if tops[child] <= tops[card]), beside[0])
        else:
            to = self._beside(head, 1)
            while to is not None and lefts[to] <= lefts[card]:  # what stands above may stand over the card
                to = self._beside(to, 1)
        while to is not None and self._map.hangs(to):
            higher = [child for child in self._map.children(to) if tops[child] <= tops[card]]
            if not higher:
                break
            to = higher[-1]
        return to

    def _middle(self, card: int) -> float:
        """The card's place along the siblings."""
        cards = self._map.cards
        if self._map.shape is Shape.RIGHT:
            return self._map.tops[card] + cards.heights[card] / 2
        return self._map.lefts[card] + cards.widths[card] / 2

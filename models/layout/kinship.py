"""Who stands beside whom: children in the order in which a map sets them, and which of them a bracket joins."""

from __future__ import annotations

from dataclasses import dataclass

from models.layout.cards import Bearing, Cards


@dataclass(slots=True)
class Kin:
    """Chains of indices instead of a list a node: 100,000 small lists would keep the garbage collector busy.

    `last[i]` is the last child of i (`last[-1]` the last root), `before[i]` the sibling set before i; -1 ends a
    chain. `aside[i]` tells undercuts, which come first among the children of a node. `bracket[i]` is the first of the
    premises that i is taken together with, -1 for none. `attacked` lists the nodes that have undercuts.
    """

    last: list[int]
    before: list[int]
    aside: list[bool]
    bracket: list[int]
    attacked: frozenset[int]

    def children(self, node: int) -> list[int]:
        """The children in the order in which they are set; of -1: the roots."""
        found = []
        child = self.last[node]
        while child >= 0:
            found.append(child)
            child = self.before[child]
        found.reverse()
        return found


def kin_of(cards: Cards) -> Kin:
    """The chains of these cards. An undercut without a parent stands among the roots like any other."""
    count = len(cards.parents)
    last = [-1] * (count + 1)
    last_aside = [-1] * (count + 1)
    before = [-1] * count
    aside = [False] * count
    attacked = []
    undercuts = Bearing.UNDERCUTS
    for node, (parent, bearing) in enumerate(zip(cards.parents, cards.bearings, strict=True)):
        if bearing == undercuts and parent >= 0:
            aside[node] = True
            before[node] = last_aside[parent]
            if before[node] < 0:
                attacked.append(parent)
            last_aside[parent] = node
        else:
            before[node] = last[parent]
            last[parent] = node
    for parent in attacked:
        first = last[parent]
        while first >= 0 and before[first] >= 0:
            first = before[first]
        if first >= 0:
            before[first] = last_aside[parent]
        else:
            last[parent] = last_aside[parent]
    return Kin(last, before, aside, brackets_of(cards, before, aside), frozenset(attacked))


def brackets_of(cards: Cards, before: list[int], aside: list[bool]) -> list[int]:
    """The first member of each card's bracket; cards of one group that do not stand side by side have none."""
    bracket = [-1] * len(before)
    for node, group in enumerate(cards.groups):
        if group < 0 or aside[node] or cards.parents[node] < 0:
            continue
        beside = before[node]
        if beside >= 0 and not aside[beside] and cards.groups[beside] == group:
            if bracket[beside] < 0:
                bracket[beside] = beside
            bracket[node] = bracket[beside]
    return bracket

"""The compact shape: rows above, and from one level on children that hang below their parent, one under another.

That level is one number for the whole map, so that it looks calm; in most maps it is the first below a card with
several children, so that a small edit hardly ever changes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.layout.cards import Cards, Spacing
from models.layout.kinship import Kin

PAGE = 1.5  # width to height of the page that a map should fill
SMALL = 640.0  # pixels: a map no higher than this, and no wider for its height, fits anyway
RELUCTANCE = 1.5  # so much larger the map must become before the children of the first forking hang, too


@dataclass(slots=True)
class Hanging:
    """`level`: the first level whose cards let their children hang; `levels` has each card's, a root's is 0.

    `highs` and `wides` are the extents of each branch if all of it hangs, its card included, from that card's corner;
    `others` is how much of the height those children take that are no undercuts.
    """

    level: int
    levels: list[int]
    highs: list[float]
    wides: list[float]
    others: list[float]

    def hangs(self, node: int) -> bool:
        """Whether a card's children stand one below another, or would if it had any."""
        return node >= 0 and self.levels[node] >= self.level


def hanging_of(cards: Cards, kin: Kin, rows: list[float], spacing: Spacing) -> Hanging:
    """How the map hangs, from the level on that suits it best; `rows` is where each card's row begins."""
    levels: list[int] = []
    for parent in cards.parents:
        levels.append(levels[parent] + 1 if parent >= 0 else 0)
    highs, wides, others = extents(cards, kin, spacing)
    bottoms = list(map(float.__add__, rows, highs))
    return Hanging(best_level(kin, levels, wides, bottoms, spacing.cousins), levels, highs, wides, others)


def extents(cards: Cards, kin: Kin, spacing: Spacing) -> tuple[list[float], list[float], list[float]]:
    """How high and wide each branch is if all of it hangs, and the part of its height before the undercuts."""
    highs, wides = list(map(float, cards.heights)), list(map(float, cards.widths))
    others = [0.0] * len(highs)
    stack, inset, word = spacing.stack, spacing.inset, spacing.word
    words = words_end(spacing)
    parents, aside, bracket = cards.parents, kin.aside, kin.bracket
    for node in range(len(highs) - 1, -1, -1):
        parent = parents[node]
        if parent < 0:
            continue
        high, wide = highs[node] + stack, wides[node] + inset
        if bracket[node] == node:
            high += word
            wide = max(wide, words + inset)
        highs[parent] += high
        if not aside[node]:
            others[parent] += high
        if wide > wides[parent]:
            wides[parent] = wide
    return highs, wides, others


def words_end(spacing: Spacing) -> float:
    """How far right of its first premise's left edge the words at an upright bracket reach."""
    return spacing.tick + 4 - spacing.hold + spacing.together_word


def best_level(kin: Kin, levels: list[int], wides: list[float], bottoms: list[float], gap: float) -> int:
    """The level from which on children hang: where the map fits a page of 3 : 2 at the largest scale.

    No card hangs whose level has no forking above it, unless the map becomes much larger by that. Of levels that are
    as good the first one is taken. All of them are tried together: for each, the widths of its branches and of the
    leaves above it are added up; `bottoms` is how deep a branch reaches that hangs from its row on.
    """
    count = max(levels, default=0) + 1
    across, leaves, deepest = [0.0] * count, [0.0] * count, [0.0] * count
    last, before = kin.last, kin.before
    forking = count
    for node, level in enumerate(levels):
        wide = wides[node] + gap
        across[level] += wide
        if bottoms[node] > deepest[level]:
            deepest[level] = bottoms[node]
        child = last[node]
        if child < 0:
            leaves[level] += wide
        elif level < forking and before[child] >= 0:
            forking = level
    sides = []
    above = 0.0
    for level in range(count):
        sides.append(max((across[level] + above) / PAGE, deepest[level], SMALL))
        above += leaves[level]
    best = min(range(min(forking + 1, count - 1), count), key=sides.__getitem__)
    return forking if forking < count and sides[forking] * RELUCTANCE < sides[best] else best


def hang(cards: Cards, kin: Kin, hanging: Hanging, lefts: list[float], tops: list[float], spacing: Spacing) -> None:
    """Write the places of all cards that hang into the lists, undercuts last below each parent."""
    first, levels = hanging.level, hanging.levels
    highs, others = hanging.highs, hanging.others
    parents, heights, bracket, aside = cards.parents, cards.heights, kin.bracket, kin.aside
    stack, inset, word = spacing.stack, spacing.inset, spacing.word
    nexts, lasts = [0.0] * len(tops), [0.0] * len(tops)
    for node, level in enumerate(levels):
        if level > first:
            parent = parents[node]
            lefts[node] = lefts[parent] + inset
            cursors = lasts if aside[node] else nexts
            top = cursors[parent] + stack
            if bracket[node] == node:
                top += word
            tops[node] = top
            cursors[parent] = top + highs[node]
        if level >= first:
            foot = tops[node] + heights[node]
            nexts[node], lasts[node] = foot, foot + others[node]

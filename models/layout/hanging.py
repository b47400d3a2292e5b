"""The compact shape: rows above, and from one level on children that hang below their parent, one under another.

That level is one number for the whole map, so that it looks calm; `spreading` settles it. Here is how large branches
are that hang, and where their cards stand.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.layout.cards import Cards, Spacing
from models.layout.kinship import Kin

PAGE = 1.6  # width to height of what a map should fill: between a sheet of paper and a window
SMALL = 640.0  # pixels: a map no higher than this, and no wider for its height, fits anyway


@dataclass(slots=True)
class Hanging:
    """`level`: the first level whose cards let their children hang; `levels` has each card's, a root's is 0.

    `highs` and `wides` are the extents of each branch if all of it hangs, its card included, from that card's corner;
    `others` is how much of the height those children take that are no undercuts. `placed` has the children that stand
    in one of several columns: how far right of their parent's left edge, and below its foot.
    """

    level: int
    levels: list[int]
    highs: list[float]
    wides: list[float]
    others: list[float]
    placed: dict[int, tuple[float, float]]

    def hangs(self, node: int) -> bool:
        """Whether a card's children stand one below another, or would if it had any."""
        return node >= 0 and self.levels[node] >= self.level


def measured(cards: Cards, kin: Kin, spacing: Spacing) -> Hanging:
    """How large each branch is if all of it hangs. From which level on it does is still open."""
    levels: list[int] = []
    for parent in cards.parents:
        levels.append(levels[parent] + 1 if parent >= 0 else 0)
    return Hanging(0, levels, *extents(cards, kin, spacing), {})


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


def sides_of(kin: Kin, hanging: Hanging, tops: list[float], gap: float) -> tuple[list[float], int]:
    """How high a page must be for the map to fit if it hangs from each level on, and the first level that forks.

    The number of levels stands for the latter where nothing forks. All levels are tried together: for each, the
    widths of its branches and of the leaves above it are added up. `tops` is where each card's row begins.
    """
    levels, wides, highs = hanging.levels, hanging.wides, hanging.highs
    count = max(levels, default=0) + 1
    across, leaves, deepest = [0.0] * count, [0.0] * count, [0.0] * count
    last, before = kin.last, kin.before
    forking = count
    for node, level in enumerate(levels):
        wide = wides[node] + gap
        across[level] += wide
        bottom = tops[node] + highs[node]
        if bottom > deepest[level]:
            deepest[level] = bottom
        child = last[node]
        if child < 0:
            leaves[level] += wide
        elif level < forking and before[child] >= 0:
            forking = level
    sides = []
    above = 0.0
    for level in range(count):
        across[level] += above
        sides.append(side_of(across[level], deepest[level]))
        above += leaves[level]
    return sides, forking


def side_of(wide: float, high: float) -> float:
    """The height of the page that a map fits."""
    return max(wide / PAGE, high, SMALL)


def hang(cards: Cards, kin: Kin, hanging: Hanging, lefts: list[float], tops: list[float], spacing: Spacing) -> None:
    """Write the places of all cards that hang into the lists, undercuts last below each parent."""
    first, levels = hanging.level, hanging.levels
    highs, others = hanging.highs, hanging.others
    parents, heights, bracket, aside = cards.parents, cards.heights, kin.bracket, kin.aside
    stack, inset, word = spacing.stack, spacing.inset, spacing.word
    nexts, lasts = [0.0] * len(tops), [0.0] * len(tops)
    placed = hanging.placed
    for node, level in enumerate(levels):
        if level > first:
            parent = parents[node]
            if level == first + 1 and node in placed:
                across, down = placed[node]
                lefts[node], tops[node] = lefts[parent] + across, tops[parent] + heights[parent] + down
            else:
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

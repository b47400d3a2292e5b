"""Tall branches of the compact shape: what hangs from the last card in a row stands in several columns side by side.

How tall a branch may become is one number for the whole map: as many columns as let the map fill a page best.
"""

from __future__ import annotations

from typing import NamedTuple

from models.layout.cards import Cards, Spacing
from models.layout.hanging import Hanging, side_of, sides_of, words_end
from models.layout.kinship import Kin

TIMES = (1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0)  # so many times lower the map is tried to be
GAIN = 0.9  # by which columns must let its page shrink
TRIED = 4  # levels that are tried with columns
DEEPER, SOONER = 1.3, 1.5  # so much smaller the page must be for another level than the usual one


class Piece(NamedTuple):
    """What stays together in a column: a card with what hangs from it, or premises taken together."""

    members: tuple[int, ...]
    high: float
    wide: float


class Branch(NamedTuple):
    """What hangs from one card of the last row; `under` is the height of its undercuts."""

    head: int
    foot: float
    pieces: list[Piece]
    under: float
    least: float  # how wide it is at least: its undercuts, and its own card


class Cut(NamedTuple):
    """How a map that hangs from one level on is cut: how high its page is then, and how deep its branches may go."""

    side: float
    limit: float
    branches: list[Branch]


def settle(cards: Cards, kin: Kin, hanging: Hanging, tops: list[float], spacing: Spacing) -> None:
    """Choose the level from which on cards hang, and cut tall branches into columns: writes into `hanging`.

    It is the level below the first card with several children, so that a small edit hardly ever changes it. A deeper
    one is taken, or what forks first hangs, too, only where the map fits its page at a much larger scale by that.
    `tops` is where each card's row begins.
    """
    if not tops:
        return
    sides, forking = sides_of(kin, hanging, tops, spacing.cousins)
    last = len(sides) - 1
    usual = min(forking + 1, last)
    cuts = {}
    for level in range(min(forking, last), min(forking + TRIED, last + 1)):
        cuts[level] = cut_at(level, sides[level], cards, kin, hanging, tops, spacing)
        sides[level] = cuts[level].side
    best = min(range(usual, last + 1), key=sides.__getitem__)
    chosen = best if sides[best] * DEEPER < sides[usual] else usual
    if forking < usual and sides[forking] * SOONER < sides[chosen]:
        chosen = forking
    hanging.level = chosen
    if chosen in cuts:
        for branch in cuts[chosen].branches:
            apply(branch, cuts[chosen].limit, cards, kin, hanging, spacing)


def cut_at(
    level: int, uncut: float, cards: Cards, kin: Kin, hanging: Hanging, tops: list[float], spacing: Spacing
) -> Cut:
    """The best way to cut the branches that hang from the cards of one level; none, if little is gained."""
    heads = [node for node, own in enumerate(hanging.levels) if own == level]
    leaves = [node for node, own in enumerate(hanging.levels) if own < level and kin.last[node] < 0]
    across = sum(hanging.wides[node] + spacing.cousins for node in [*heads, *leaves])
    row, deepest = tops[heads[0]], max(tops[node] + hanging.highs[node] for node in heads)
    branches: dict[int, Branch] = {}
    best = Cut(uncut * GAIN, 0.0, [])
    for times in TIMES:
        wide, deep = across, 0.0
        limit = row + (deepest - row) / times
        found = []
        for head in heads:
            low = tops[head] + hanging.highs[head]
            if low > limit:
                if head not in branches:
                    branches[head] = branch_of(cards, kin, hanging, head, tops[head], spacing)
                found.append(branches[head])
                _columns, high, width = cut(branches[head], limit, spacing)
                low = tops[head] + cards.heights[head] + high
                wide += width - hanging.wides[head]
            deep = max(deep, low)
        if side_of(wide, deep) < best.side:
            best = Cut(side_of(wide, deep), limit, found)
        if side_of(wide, 0.0) > best.side:
            break
    return best if best.branches else best._replace(side=uncut)


def branch_of(cards: Cards, kin: Kin, hanging: Hanging, head: int, top: float, spacing: Spacing) -> Branch:
    """The pieces of a branch in their order."""
    pieces: list[Piece] = []
    under, least = 0.0, float(cards.widths[head]) - spacing.inset
    for child in kin.children(head):
        high, wide = hanging.highs[child] + spacing.stack, hanging.wides[child]
        first = kin.bracket[child]
        if kin.aside[child]:
            under += high
            least = max(least, wide)
        elif first >= 0 and first != child:
            before = pieces.pop()
            pieces.append(Piece((*before.members, child), before.high + high, max(before.wide, wide)))
        elif first == child:
            pieces.append(Piece((child,), high + spacing.word, max(wide, words_end(spacing))))
        else:
            pieces.append(Piece((child,), high, wide))
    return Branch(head, top + cards.heights[head], pieces, under, least)


def cut(branch: Branch, limit: float, spacing: Spacing) -> tuple[list[list[Piece]], float, float]:
    """Columns none of which is deeper than the limit, if its pieces allow; their height and width.

    Undercuts stand below the first column, so that their line passes nothing.
    """
    columns: list[list[Piece]] = [[]]
    high = branch.under
    highest = 0.0
    room = limit - branch.foot - spacing.rails
    for piece in branch.pieces:
        if columns[-1] and high + piece.high > room:
            columns.append([])
            high = 0.0
        columns[-1].append(piece)
        high += piece.high
        highest = max(highest, high)
    wides = [max((piece.wide for piece in column), default=0.0) for column in columns]
    wides[0] = max(wides[0], branch.least)
    width = spacing.inset + sum(wides) + (len(columns) - 1) * spacing.columns
    return columns, max(highest, branch.under) + spacing.rails, width


def apply(branch: Branch, limit: float, cards: Cards, kin: Kin, hanging: Hanging, spacing: Spacing) -> None:
    """Write where the cards of a branch stand that is cut."""
    columns, high, width = cut(branch, limit, spacing)
    if len(columns) < 2:
        return
    head, across = branch.head, spacing.inset
    hanging.highs[head] = cards.heights[head] + high
    hanging.wides[head] = width
    for at, column in enumerate(columns):
        down = spacing.rails
        for piece in column:
            for member in piece.members:
                down += spacing.stack + (spacing.word if kin.bracket[member] == member else 0.0)
                hanging.placed[member] = across, down
                down += hanging.highs[member]
        wide = max((piece.wide for piece in column), default=0.0)
        if not at:
            hanging.others[head] = down
            wide = max(wide, branch.least)
        across += wide + spacing.columns

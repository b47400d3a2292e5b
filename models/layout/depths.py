"""How deep each card stands in rows that all branches share, and the gaps between these."""

from __future__ import annotations

from dataclasses import dataclass

from models.layout.cards import Cards, Spacing
from models.layout.kinship import Kin

# What a gap between rows must have room for.
REBUTTALS, UNDERCUTS, HOOKS = 1, 2, 4


@dataclass(slots=True)
class Depths:
    """One item a card: where it begins (`tops`), where the gap to its children begins (`floors`), and how far above
    these their shared line runs (`tails`, of the parent).
    """

    tops: list[float]
    floors: list[float]
    tails: list[float]


@dataclass(frozen=True, slots=True)
class Gap:
    """The room between a parent's floor and its children, and the part of it below the shared line."""

    room: float
    tail: float


def gaps_of(spacing: Spacing) -> list[Gap]:
    """The gap for each sum of needs."""
    found = []
    for needs in range(8):
        tail = spacing.tail + (spacing.hook if needs & HOOKS else 0.0)
        room = tail + spacing.head
        room += spacing.step if needs & REBUTTALS else 0.0
        room += spacing.foot if needs & UNDERCUTS else 0.0
        found.append(Gap(room, tail))
    return found


def needs_of(cards: Cards, kin: Kin) -> list[int]:
    """What each card's own lines need in the gap above it."""
    table = [0, 0, REBUTTALS, UNDERCUTS]
    needs = [table[bearing] for bearing in cards.bearings]
    for node in kin.attacked:
        needs[node] |= HOOKS
    for node, group in enumerate(kin.bracket):
        if group >= 0:
            needs[node] |= HOOKS
    return needs


def rows(cards: Cards, kin: Kin, sizes: list[float], spacing: Spacing) -> Depths:
    """All cards of a level in one row, as deep as the deepest of them; `sizes` are the cards' own."""
    levels: list[int] = []
    sizes_of_rows: list[float] = []
    needs_of_rows: list[int] = []
    for parent, size, needs in zip(cards.parents, sizes, needs_of(cards, kin), strict=True):
        level = levels[parent] + 1 if parent >= 0 else 0
        levels.append(level)
        if level == len(sizes_of_rows):
            sizes_of_rows.append(size)
            needs_of_rows.append(needs)
        else:
            if size > sizes_of_rows[level]:
                sizes_of_rows[level] = size
            needs_of_rows[level] |= needs
    table = gaps_of(spacing)
    needs_of_rows.append(0)
    tops, floors, tails = [], [], []
    top = 0.0
    for size, needs in zip(sizes_of_rows, needs_of_rows[1:], strict=True):
        tops.append(top)
        floors.append(top + size)
        tails.append(table[needs].tail)
        top += size + table[needs].room
    return Depths([tops[at] for at in levels], [floors[at] for at in levels], [tails[at] for at in levels])

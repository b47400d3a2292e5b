"""The compact shape: plain leaves side by side hang in columns, each beside a line of its own."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from models.layout.cards import MARGIN, Cards, Spacing
from models.layout.kinship import Kin

HIGHEST = 8  # cards in one column, unless there are so many that their block would be wider than high
STEEP = 2.7  # width to height of a usual card with its gaps


@dataclass(frozen=True, slots=True)
class Column:
    """Cards one below the other; the line stands `line` before the place that the parent is centred over."""

    members: tuple[int, ...]
    line: float
    cards: float  # from that place to the cards' near edge, negative: before it


@dataclass(slots=True)
class Columns:
    """`heads[i]` is the first card of the column that i hangs in, -1 for none; `by_head` has the columns."""

    heads: list[int]
    by_head: dict[int, Column]


def columns_of(cards: Cards, kin: Kin, spacing: Spacing) -> Columns:
    """Columns for each run of two or more childless siblings that bear alike and stand in no bracket."""
    heads = [-1] * len(cards.parents)
    found = Columns(heads, {})
    run: list[int] = []
    for parent in range(len(cards.parents)):
        child = kin.last[parent]
        if child < 0 or kin.before[child] < 0:
            continue
        for child in kin.children(parent):
            plain = kin.last[child] < 0 and kin.bracket[child] < 0 and not kin.aside[child]
            if run and (not plain or cards.bearings[child] != cards.bearings[run[0]]):
                hang(run, cards, spacing, found)
                run = []
            if plain:
                run.append(child)
        hang(run, cards, spacing, found)
        run = []
    return found


def hang(run: list[int], cards: Cards, spacing: Spacing, found: Columns) -> None:
    """Cut a run into columns of about the same number of cards."""
    if len(run) < 2:
        return
    highest = max(HIGHEST, ceil(sqrt(STEEP * len(run))))
    size = ceil(len(run) / ceil(len(run) / highest))
    for start in range(0, len(run), size):
        members = tuple(run[start : start + size])
        width = max(cards.widths[member] for member in members)
        line = max(width / 2 - MARGIN - 2, 0.0)  # so that it comes straight from a parent of the same width
        found.by_head[members[0]] = Column(members, line, spacing.indent - line)
        for member in members:
            found.heads[member] = members[0]

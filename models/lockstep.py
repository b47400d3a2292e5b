"""Two things that scroll together although their parts do not stand in the same order.

What is linked would have to come by at the same time. Links that cross cannot all do that, so the greatest set of them
that do not cross is kept, and between two that are kept either side goes in proportion.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Knot = tuple[float, float]


def keep_order(pairs: Iterable[tuple[float, float, float]]) -> list[Knot]:
    """Of pairs (left, right, weight) a set with the greatest weight that rises strictly on both sides, in order.

    Pairs that stand at the same place on either side exclude each other; equal ones count together. Among sets of the
    same weight the one that is found first from the left is kept. O(n log n).
    """
    weights: dict[Knot, float] = {}
    for left, right, weight in pairs:
        weights[left, right] = weights.get((left, right), 0.0) + weight
    ordered = sorted(weights, key=lambda pair: (pair[0], -pair[1]))  # of the same left, none can follow another
    rights = sorted({right for _left, right in ordered})
    best = _Best(len(rights))
    totals: list[float] = []
    before: list[int] = []
    for at, pair in enumerate(ordered):
        rank = bisect_left(rights, pair[1])
        total, last = best.below(rank)
        totals.append(total + weights[pair])
        before.append(last)
        best.offer(rank, totals[at], at)
    at = max(range(len(totals)), key=totals.__getitem__, default=-1)
    kept = []
    while at >= 0:
        kept.append(ordered[at])
        at = before[at]
    return kept[::-1]


class _Best:
    """The greatest total, and whose it is, among the ranks below one (a Fenwick tree)."""

    def __init__(self, size: int) -> None:
        self._totals = [0.0] * (size + 1)
        self._whose = [-1] * (size + 1)

    def offer(self, rank: int, total: float, whose: int) -> None:
        at = rank + 1
        while at < len(self._totals):
            if total > self._totals[at]:
                self._totals[at], self._whose[at] = total, whose
            at += at & -at

    def below(self, rank: int) -> tuple[float, int]:
        total, whose = 0.0, -1
        while rank > 0:
            if self._totals[rank] > total:
                total, whose = self._totals[rank], self._whose[rank]
            rank -= rank & -rank
        return total, whose


@dataclass(frozen=True, slots=True)
class Lockstep:
    """A continuous map between two lengths, linear between its knots; both sides begin and end together."""

    knots: tuple[Knot, ...]  # strictly rising on both sides, from (0, 0) to (left length, right length)

    def right_of(self, left: float) -> float:
        """Where the right side stands when the left one stands at `left`; beyond the ends, at the end."""
        return _between(self.knots, 0, left)

    def left_of(self, right: float) -> float:
        """The other way: `left_of(right_of(x))` is x within the lengths."""
        return _between(self.knots, 1, right)


def lockstep(pairs: Iterable[tuple[float, float, float]], left: float, right: float) -> Lockstep:
    """The map between [0, left] and [0, right] for pairs (place on the left, on the right, weight).

    Pairs outside of the lengths or on their ends are left aside; without any, both sides go in proportion. A side of
    length 0 stays at 0.
    """
    inside = ((x, y, weight) for x, y, weight in pairs if 0 < x < left and 0 < y < right)
    kept = keep_order(inside) if left > 0 and right > 0 else []
    return Lockstep(((0.0, 0.0), *kept, (left, right)))


def _between(knots: Sequence[Knot], own: int, place: float) -> float:
    """Where the other side stands when the `own` one (0: left, 1: right) stands at `place`."""
    other = 1 - own
    at = bisect_right(knots, place, key=lambda knot: knot[own])
    if at == 0:
        return knots[0][other]
    if at == len(knots):
        return knots[-1][other]
    low, high = knots[at - 1], knots[at]
    share = (place - low[own]) / (high[own] - low[own])
    return low[other] + share * (high[other] - low[other])

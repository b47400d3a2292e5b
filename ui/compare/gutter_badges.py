"""Which curves carry a badge: no two stand so near that they cover one another. No Qt here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ui.compare.gutter_parts import Curve, Point, Stub, crossing

BADGE_GAP = 18  # badges nearer than this are dropped
PLACES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)  # across the gutter, for the selection's
CROWD = 60  # curves that cross the gutter beyond which a badge says little of whose it is
AROUND_STUB = 9


class Taken:
    """Places that are taken, kept by squares as wide as the gap, so that each asks its neighbours alone."""

    def __init__(self, stubs: Iterable[Stub]) -> None:
        self._squares: dict[tuple[int, int], list[Point]] = {}
        self._boxes = [_around(stub) for stub in stubs]

    def is_free(self, point: Point) -> bool:
        x, y = point
        for left, top, width, height in self._boxes:
            if (
                left - AROUND_STUB < x < left + width + AROUND_STUB
                and top - AROUND_STUB < y < top + height + AROUND_STUB
            ):
                return False
        column, row = int(x // BADGE_GAP), int(y // BADGE_GAP)
        return all(
            math.dist(point, other) >= BADGE_GAP
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in self._squares.get((column + dx, row + dy), ())
        )

    def take(self, point: Point) -> None:
        square = int(point[0] // BADGE_GAP), int(point[1] // BADGE_GAP)
        self._squares.setdefault(square, []).append(point)


def with_badges(curves: Sequence[Curve], stubs: Iterable[Stub], width: float) -> tuple[Curve, ...]:
    """The link in front and the selection's always have one (moved along their curves), then bundles, then the rest."""
    taken = Taken(stubs)
    found: dict[str, Point] = {}
    crowded = sum(curve.middle is not None for curve in curves) > CROWD
    for curve in sorted(curves, key=lambda curve: (not curve.front, not curve.selected, curve.count == 1)):
        if curve.middle is None:
            continue
        always = curve.selected or curve.count > 1
        if crowded and not always:
            continue
        tries = (curve.middle if p == 0.5 else crossing(curve.points, p * width) for p in PLACES[: 7 if always else 1])
        free = next((point for point in tries if taken.is_free(point)), None)
        if free is None and not curve.selected:
            continue
        place = found[curve.link_id] = free or curve.middle
        taken.take(place)
    return tuple(replace(c, badge=found[c.link_id]) if c.link_id in found else c for c in curves)


def _around(stub: Stub) -> tuple[float, float, float, float]:
    left, top, width, height = stub.box
    return left - AROUND_STUB, top - AROUND_STUB, left + width + AROUND_STUB, top + height + AROUND_STUB

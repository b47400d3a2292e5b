"""The bracket over premises taken together, its line to the conclusion, and the place of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.layout.cards import MARGIN, Bracket, Point
from models.layout.hung import hung_bracket

if TYPE_CHECKING:
    from models.layout.routes import Arrangement


def bracket_start(arrangement: Arrangement, first: int) -> float:
    """Where the bracket over this premise and those after it begins: before its lane, and before the words."""
    places, spacing = arrangement.places, arrangement.spacing
    start = places.middles[first] - places.along[first] / 2
    if places.attacked(first):
        start -= 2 * spacing.lane
    return start - spacing.word / 2 - 4 if arrangement.upright else start


def bracket_over(arrangement: Arrangement, first: int) -> Bracket:
    """The bracket over this premise and those after it."""
    if arrangement.is_hung(first):
        return hung_bracket(arrangement, first)
    places, spacing = arrangement.places, arrangement.spacing
    members = places.members(first)
    parent = arrangement.cards.parents[first]
    top = arrangement.depths.tops[first]
    depth = top - spacing.hook
    start, end = bracket_start(arrangement, first), places.span(first)[1]
    points = [(start, depth + spacing.tick), (start, depth), (end, depth), (end, depth + spacing.tick)]
    trunk = places.ports(parent).trunk
    place = stem_place(start, end, trunk, places.rings(first))
    rail = arrangement.rail(first)
    stem = [(place, depth), (place, rail), (trunk, rail), (trunk, arrangement.foot(parent))]
    label = words_place(arrangement, members, (start, end), place, depth)
    return Bracket(tuple(members), arrangement.line(points), arrangement.line(stem), label and arrangement.at(*label))


def stem_place(start: float, end: float, trunk: float, rings: list[float]) -> float:
    """Straight below the trunk when the bracket reaches there, else at its middle; on a ring that would stand too
    near.
    """
    place = trunk if start + MARGIN <= trunk <= end - MARGIN else (start + end) / 2
    return min((ring for ring in rings if abs(ring - place) < MARGIN), default=place)


def words_place(
    arrangement: Arrangement, members: list[int], span: tuple[float, float], stem: float, depth: float
) -> Point | None:
    """The middle of "taken together": on the bracket, after the stem if there is room, or along its first tick."""
    spacing, places = arrangement.spacing, arrangement.places
    if arrangement.upright:
        begins = depth + spacing.tick + 4
        fits = begins + spacing.together_word <= arrangement.depths.floors[members[0]]
        return (span[0], begins + spacing.together_word / 2) if fits else None
    rings = [(ring - spacing.ring, ring + spacing.ring) for ring in places.rings(members[0])]
    lines = [(place, place) for place in (span[0], span[1], stem, *map(places.drop, members))]
    taken = sorted(rings + lines)
    free: list[tuple[float, float]] = []
    reached = taken[0][1]
    for begins, ends in taken[1:]:
        if begins - reached >= spacing.together_word + 8:
            free.append((reached, begins))
        reached = max(reached, ends)
    if not free:
        return None
    start, end = min((stretch for stretch in free if stretch[0] >= stem), default=free[-1])
    return (start + end) / 2, depth

"""What a layout draws as plain segments and boxes, to be compared with one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from models.layout.cards import Bearing, Box, Point
from models.layout.routes import Arrangement


class Segment(NamedTuple):
    """A level or upright piece of a line; `owner` is the node whose children the line belongs to."""

    box: Box
    owner: int
    what: str
    ends: tuple[int, ...]  # the cards that the line may touch


def segments(arrangement: Arrangement) -> list[Segment]:
    """All lines of a layout. A line that ends in a ring is cut off at the ring."""
    return list(each_segment(arrangement))


def each_segment(arrangement: Arrangement) -> Iterator[Segment]:
    cards = arrangement.cards
    for node, parent in enumerate(cards.parents):
        if route := arrangement.route(node):
            points = list(route.points)
            if route.end == "ring":
                points[-1] = shortened(points[-2], points[-1], arrangement.spacing.ring)
            for box in boxes(points):
                yield Segment(box, parent, what_it_is(cards.bearings[node]), (node, parent))
        for bracket in arrangement.brackets(node):
            for box in boxes(bracket.points):
                yield Segment(box, node, "bracket", bracket.members)
            for box in boxes(bracket.stem):
                yield Segment(box, node, "stem", (node,))


def what_it_is(bearing: int) -> str:
    return "rebuttal" if bearing == Bearing.REBUTS else "route"


def boxes(points: list[Point] | tuple[Point, ...]) -> Iterator[Box]:
    """The pieces of a line, each a box without width or height."""
    for (x, y), (to_x, to_y) in pairwise(points):
        assert (x == to_x) != (y == to_y), "a line runs level or upright and its corners differ"
        yield min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def shortened(start: Point, end: Point, by: float) -> Point:
    """The end of a line, drawn back towards its start."""
    (x, y), (to_x, to_y) = start, end
    length = abs(to_x - x) + abs(to_y - y)
    assert length > by
    return to_x - (to_x - x) * by / length, to_y - (to_y - y) * by / length


def around(point: Point, width: float, height: float) -> Box:
    """A box with a point in its middle."""
    x, y = point
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def distance(one: Box, other: Box) -> float:
    """How far two boxes are from one another along the axis that parts them most; negative when they overlap."""
    across = max(one[0] - other[2], other[0] - one[2])
    down = max(one[1] - other[3], other[1] - one[3])
    return max(across, down)


def holds(outer: Box, inner: Box) -> bool:
    slack = 0.01
    return (
        outer[0] - slack <= inner[0]
        and outer[1] - slack <= inner[1]
        and outer[2] + slack >= inner[2]
        and outer[3] + slack >= inner[3]
    )

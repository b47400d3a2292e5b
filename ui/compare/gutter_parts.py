"""What a gutter's plan is made of, as plain numbers in the gutter's coordinates. No Qt here.

A pane is one view of a side beside the gutter. Where a pane comes first on its side, its first and last 24 pixels are
kept for stubs.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

END_ZONE = 24  # kept free for stubs at the top and bottom of a side's first pane
ARROW = 8
STUB_WIDTH, STUB_HEIGHT, STUB_MARGIN, STUB_GAP = 38, 19, 6, 5
SIDEWAYS = 12  # of the stubs for what is panned away, above and below the middle of the map

LEFT, RIGHT = "left", "right"
SIDES = (LEFT, RIGHT)
UP, DOWN = "up", "down"  # an end out of sight lies UP, DOWN, LEFT or RIGHT

Point = tuple[float, float]
Points = tuple[Point, Point, Point, Point]
Pieces = tuple["Points | None", "Points | None", "Points | None"]


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """A link between a node of the left case and one of the right; `forward` runs from left to right.

    `met`: a challenge that somebody has answered.
    """

    link_id: str
    kind: str
    left_node: str
    right_node: str
    forward: bool = True
    mutual: bool = False
    met: bool = False

    def touches(self, node_id: str | None) -> bool:
        return node_id is not None and node_id in (self.left_node, self.right_node)

    def node(self, side: str) -> str:
        return self.left_node if side == LEFT else self.right_node


class Spot(NamedTuple):
    """Where a pane shows a node. `shown_by`: the node itself, or the one whose folded branch it is in.

    `left` and `right` matter for cards alone: passages and rows end at the gutter's edge.
    """

    shown_by: str
    top: float
    bottom: float
    left: float = 0.0
    right: float = 0.0


Find = Callable[[str], Spot | None]


def never(_node_id: str) -> bool:
    return False


def nothing() -> None:
    """Nothing is to be prepared."""


@dataclass(frozen=True, slots=True)
class Pane:
    """A view beside the gutter: "text", "tree" or "map", its top and bottom, and for a map where it begins and ends.

    `is_folded`: whether a node that is shown there has a branch that can be unfolded. `begin` is called before each
    round of finding, so that what stays the same in it is asked once.
    """

    side: str
    name: str
    top: float
    bottom: float
    find: Find
    left: float = 0.0
    right: float = 0.0
    is_folded: Callable[[str], bool] = never
    begin: Callable[[], None] = nothing


@dataclass(frozen=True, slots=True)
class Mark:
    """An end of a curve at the gutter's edge or at a card: "dot", "arrow", or "port" where no curve is drawn."""

    shape: str
    side: str
    at: Point
    node_id: str  # what shows the end
    pane: str = "text"

    def distance(self, x: float, y: float) -> float:
        inward = ARROW / 2 if self.shape == "arrow" else 0.0
        return math.dist((self.at[0] + (inward if self.side == LEFT else -inward), self.at[1]), (x, y))


@dataclass(frozen=True, slots=True)
class Curve:
    """One cubic; `points` are start, two handles, end: from the left mark to the right one, or from a mark to a stub.

    A curve that stands for several links has the first of them as `link_id` and all of them as `links`.
    """

    link_id: str
    kind: str  # "" when the links are of several kinds
    points: Points
    marks: tuple[Mark, ...]
    selected: bool
    middle: Point | None  # where a badge may stand; None when an end runs into a stub
    badge: Point | None = None
    links: tuple[LinkEnd, ...] = ()
    loud: bool = False  # an open challenge is among its links
    front: bool = False  # the link in front is
    pieces: Pieces | None = None  # left of the gutter, in it and right of it; None: all of it is in the gutter

    @property
    def count(self) -> int:
        return max(1, len(self.links))

    @property
    def met(self) -> bool:
        """Whether it stands for challenges that are all met."""
        return bool(self.links) and all(link.met for link in self.links)

    def at(self, t: float) -> Point:
        return cubic(self.points, t)

    @property
    def reach(self) -> tuple[float, float]:
        """Its least and greatest height, with room for its marks."""
        ys = [point[1] for point in self.points]
        return min(ys) - 12, max(ys) + 12

    def distance(self, x: float, y: float) -> float:
        """How far a point is from the curve (infinite when it is clearly off)."""
        first, last = self.reach
        if not first <= y <= last:
            return math.inf
        if self.badge and math.dist(self.badge, (x, y)) <= 8:
            return 0.0
        steps = [self.at(i / 24) for i in range(25)]
        return min(to_segment((x, y), a, b) for a, b in pairwise(steps))


@dataclass(frozen=True, slots=True)
class Stub:
    """A pill for ends out of sight one way from a pane: how many, and the node that a press reveals."""

    side: str
    way: str  # UP, DOWN, LEFT or RIGHT
    count: int
    node_id: str
    accent: bool
    box: tuple[float, float, float, float]  # x, y, width, height
    pane: str = "text"

    @property
    def above(self) -> bool:
        return self.way == UP

    def holds(self, x: float, y: float) -> bool:
        left, top, width, height = self.box
        return left <= x <= left + width and top <= y <= top + height


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn together, in the order it is drawn; resting curves come before the selection's.

    `top` and `bottom` are where it is clipped; `missing` are the links for which there is no place.
    """

    top: float
    bottom: float
    width: float
    curves: tuple[Curve, ...] = ()
    stubs: tuple[Stub, ...] = ()
    ports: tuple[Mark, ...] = ()
    missing: tuple[tuple[LinkEnd, str], ...] = ()  # and the side on which there is none

    def curve_at(self, x: float, y: float, reach: float = 5.0) -> Curve | None:
        """The curve under a point: the nearest, the topmost of equals."""
        if not self.top <= y <= self.bottom:
            return None
        found = ((curve.distance(x, y), -i) for i, curve in enumerate(self.curves))
        near = min(found, default=None)
        return self.curves[-near[1]] if near and near[0] <= reach else None

    def link_at(self, x: float, y: float, reach: float = 5.0) -> str | None:
        """The link under a point, the first of several."""
        curve = self.curve_at(x, y, reach)
        return curve.link_id if curve is not None else None

    def stub_at(self, x: float, y: float) -> Stub | None:
        return next((stub for stub in self.stubs if stub.holds(x, y)), None)

    def mark_at(self, x: float, y: float, reach: float = 7.0) -> Mark | None:
        """The port, or the end of a curve, under a point."""
        marks = [*self.ports, *(mark for curve in self.curves for mark in curve.marks)]
        near = min(((mark.distance(x, y), at) for at, mark in enumerate(marks)), default=None)
        return marks[near[1]] if near and near[0] <= reach else None


def cubic(points: Points, t: float) -> Point:
    """The point at `t` of a cubic Bézier."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    u = 1 - t
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy


def crossing(points: Points, x: float) -> Point:
    """Where a curve that runs from left to right is at `x`."""
    return cubic(points, parameter(points, x))


def parameter(points: Points, x: float) -> float:
    """The `t` at which a curve that runs to one side is at `x`; 0 or 1 where it does not get there."""
    (a, _ay), (b, _by), (c, _cy), (d, _dy) = points
    if (x <= a) == (a <= d):
        return 0.0
    if (x >= d) == (a <= d):
        return 1.0
    t = (x - a) / (d - a)
    e, f, g = d - 3 * c + 3 * b - a, 3 * (c - 2 * b + a), 3 * (b - a)
    for _step in range(6):  # Newton
        off = ((e * t + f) * t + g) * t + a - x
        if abs(off) < 0.05:
            return t
        slope = (3 * e * t + 2 * f) * t + g
        t = min(1.0, max(0.0, t - off / slope)) if slope else 0.5
    low, high = (0.0, 1.0) if a < d else (1.0, 0.0)
    for _step in range(16):
        t = (low + high) / 2
        at = ((e * t + f) * t + g) * t + a
        low, high = (t, high) if at < x else (low, t)
    return t


def pieces(points: Points, width: float) -> Pieces:
    """What of a curve lies left of the gutter, in it, and right of it; None where nothing does."""
    whole = points if points[0][0] <= points[3][0] else points[::-1]
    first, last = parameter(whole, 0.0), parameter(whole, width)
    rest, right = (whole, None) if last >= 1 else _cut(whole, last) if last > 0 else (None, whole)
    left, middle = (None, rest) if first <= 0 else _cut(rest, first / last) if rest and first < last else (rest, None)
    return left, middle, right


def _cut(points: Points, t: float) -> tuple[Points, Points]:
    """A curve as two (de Casteljau)."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    u = 1 - t
    ab, bc, cd = (
        (u * ax + t * bx, u * ay + t * by),
        (u * bx + t * cx, u * by + t * cy),
        (u * cx + t * dx, u * cy + t * dy),
    )
    abc = u * ab[0] + t * bc[0], u * ab[1] + t * bc[1]
    bcd = u * bc[0] + t * cd[0], u * bc[1] + t * cd[1]
    middle = u * abc[0] + t * bcd[0], u * abc[1] + t * bcd[1]
    return (points[0], ab, abc, middle), (middle, bcd, cd, points[3])


def to_segment(point: Point, a: Point, b: Point) -> float:
    """How far a point is from a stretch of line."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    t = 0.0 if square == 0 else ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square
    t = min(1.0, max(0.0, t))
    return math.dist(point, (a[0] + t * dx, a[1] + t * dy))


def stub_box(pane: Pane, way: str, width: float) -> tuple[float, float, float, float]:
    """The pill of a pane and a way, 6 in from the edge; narrower when the gutter is."""
    roomy = width >= 2 * (STUB_WIDTH + STUB_MARGIN) + 2
    margin = STUB_MARGIN if roomy else 2
    breadth = min(STUB_WIDTH, (width - 2 * margin - 2) / 2)
    x = margin if pane.side == LEFT else width - margin - breadth
    if way == UP:
        y = pane.top + STUB_GAP
    elif way == DOWN:
        y = pane.bottom - STUB_GAP - STUB_HEIGHT
    else:
        middle = (pane.top + pane.bottom) / 2
        y = middle - STUB_HEIGHT / 2 + (-SIDEWAYS if way == LEFT else SIDEWAYS)
    return (x, y, breadth, STUB_HEIGHT)

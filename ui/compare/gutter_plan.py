"""What the gutter draws, as plain numbers: ends, curves, badges, stubs and ports of one zone. No Qt here.

A zone is a height of the gutter beside the texts or beside the trees. Its first and last 24 pixels are kept for stubs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.entities import CHALLENGES

END_ZONE = 24  # kept free for stubs at a zone's top and bottom
END_PITCH = 9  # between the ends of several links on one node
END_INSET = 5  # from the kept zone to the first possible end
ARROW = 8
BADGE_GAP = 18  # badges nearer than this are dropped
STUB_WIDTH, STUB_HEIGHT, STUB_MARGIN = 38, 19, 6
_BADGE_PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)

Point = tuple[float, float]
SpanOf = Callable[[str], tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """A link between a node of the left case and one of the right; `forward` runs from left to right."""

    link_id: str
    kind: str
    left_node: str
    right_node: str
    forward: bool = True
    mutual: bool = False

    def touches(self, node_id: str | None) -> bool:
        return node_id is not None and node_id in (self.left_node, self.right_node)

    def node(self, side: str) -> str:
        return self.left_node if side == "left" else self.right_node


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a zone lies; `inset` keeps dots inside the gutter when nothing is drawn beyond its edges."""

    top: float
    bottom: float
    width: float
    inset: float = 0.0

    def edge(self, side: str) -> float:
        return self.inset if side == "left" else self.width - self.inset

    @property
    def first(self) -> float:
        return self.top + END_ZONE

    @property
    def last(self) -> float:
        return self.bottom - END_ZONE


@dataclass(frozen=True, slots=True)
class Mark:
    """A curve's end at the gutter's edge: "dot" or "arrow"."""

    shape: str
    side: str
    at: Point
    node_id: str


@dataclass(frozen=True, slots=True)
class Curve:
    """One cubic; `points` are start, two handles, end, from the left mark or stub to the right one."""

    link_id: str
    kind: str
    points: tuple[Point, Point, Point, Point]
    marks: tuple[Mark, ...]
    selected: bool
    middle: Point | None  # where a badge may stand; None when an end runs into a stub
    badge: Point | None = None

    def at(self, t: float) -> Point:
        return cubic(self.points, t)

    def distance(self, x: float, y: float) -> float:
        """How far a point is from the curve (infinite when it is clearly off)."""
        ys = [point[1] for point in self.points]
        if not min(ys) - 12 <= y <= max(ys) + 12:
            return math.inf
        if self.badge and math.dist(self.badge, (x, y)) <= 8:
            return 0.0
        steps = [self.at(i / 24) for i in range(25)]
        return min(_to_segment((x, y), a, b) for a, b in pairwise(steps))


@dataclass(frozen=True, slots=True)
class Stub:
    """A pill at a zone's end: how many ends lie further that way on its side, and the node a press reveals."""

    side: str
    above: bool
    count: int
    node_id: str
    accent: bool
    box: tuple[float, float, float, float]  # x, y, width, height

    def holds(self, x: float, y: float) -> bool:
        left, top, width, height = self.box
        return left <= x <= left + width and top <= y <= top + height


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything of one zone in the order it is drawn; resting curves come before the selection's."""

    zone: Zone
    curves: tuple[Curve, ...] = ()
    stubs: tuple[Stub, ...] = ()
    ports: tuple[Mark, ...] = ()

    def link_at(self, x: float, y: float, reach: float = 5.0) -> str | None:
        """The link under a point: the nearest curve, the topmost of equals."""
        if not self.zone.top <= y <= self.zone.bottom:
            return None
        found = [(curve.distance(x, y), -i, curve.link_id) for i, curve in enumerate(self.curves)]
        near = min(found, default=None)
        return near[2] if near and near[0] <= reach else None

    def stub_at(self, x: float, y: float) -> Stub | None:
        return next((stub for stub in self.stubs if stub.holds(x, y)), None)


@dataclass(frozen=True, slots=True)
class _End:
    """Where a link's end lies before its siblings are spread: `out` is -1 above, 1 below, 0 in sight."""

    node_id: str
    y: float
    out: int
    span: tuple[float, float]


def cubic(points: tuple[Point, Point, Point, Point], t: float) -> Point:
    """The point at `t` of a cubic Bézier."""
    u = 1 - t
    weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    x = sum(w * p[0] for w, p in zip(weights, points, strict=True))
    y = sum(w * p[1] for w, p in zip(weights, points, strict=True))
    return x, y


def _to_segment(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    t = 0.0 if square == 0 else ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square
    t = min(1.0, max(0.0, t))
    return math.dist(point, (a[0] + t * dx, a[1] + t * dy))


def _locate(node_id: str, span: tuple[int, int] | None, zone: Zone, kept: float) -> _End | None:
    if span is None:
        return None
    top, bottom = float(span[0]), float(span[1])
    first, last = zone.top + kept, zone.bottom - kept
    out = -1 if bottom <= first else 1 if top >= last else 0
    return _End(node_id, (top + bottom) / 2, out, (top, bottom))


def plan_links(
    links: Iterable[LinkEnd],
    selected: str | None,
    zone: Zone,
    left_span: SpanOf,
    right_span: SpanOf,
) -> Plan:
    """The zone that draws the resting links: curves, badges and stubs."""
    placed: list[tuple[LinkEnd, _End, _End]] = []
    for link in links:
        left = _locate(link.left_node, left_span(link.left_node), zone, END_ZONE)
        right = _locate(link.right_node, right_span(link.right_node), zone, END_ZONE)
        if left is not None and right is not None:
            placed.append((link, left, right))
    if zone.last - zone.first < 2 * END_INSET:
        return Plan(zone)
    stubs = _stubs(placed, selected, zone)
    heights = _spread(placed, zone)
    curves = [
        _curve(link, left, right, heights, zone, link.touches(selected))
        for link, left, right in placed
        if left.out == 0 or right.out == 0
    ]
    curves.sort(key=lambda curve: (curve.selected, curve.points[0][1], curve.link_id))
    return Plan(zone, _with_badges(curves), stubs)


def plan_rows(links: Sequence[LinkEnd], selected: str | None, zone: Zone, left_row: SpanOf, right_row: SpanOf) -> Plan:
    """The zone beside the trees while the texts draw the links: hollow ports and the selection's curves."""
    placed: list[tuple[LinkEnd, _End, _End]] = []
    ports: dict[tuple[str, str], Mark] = {}
    for link in links:
        ends = (
            _locate(link.left_node, left_row(link.left_node), zone, 0),
            _locate(link.right_node, right_row(link.right_node), zone, 0),
        )
        for side, end in zip(("left", "right"), ends, strict=True):
            if end is not None and end.out == 0:
                at = (zone.edge(side), end.y)
                ports[side, end.node_id] = Mark("port", side, at, end.node_id)
        if link.touches(selected) and ends[0] and ends[1] and (ends[0].out == 0 or ends[1].out == 0):
            placed.append((link, ends[0], ends[1]))
    heights = _spread(placed, zone, rows=True)
    curves = [_row_curve(link, left, right, heights, zone) for link, left, right in placed]
    for curve in curves:
        for mark in curve.marks:
            ports.pop((mark.side, mark.node_id), None)
    return Plan(zone, tuple(curves), (), tuple(ports.values()))


def _spread(
    placed: Sequence[tuple[LinkEnd, _End, _End]], zone: Zone, rows: bool = False
) -> dict[tuple[str, str], float]:
    """The height of each end in sight by (link, side): several on one node stand apart, sorted by their other ends."""
    groups: dict[tuple[str, str], list[tuple[float, str]]] = {}
    ends: dict[tuple[str, str], _End] = {}
    for link, left, right in placed:
        for side, end, other in (("left", left, right), ("right", right, left)):
            if end.out == 0:
                groups.setdefault((side, end.node_id), []).append((other.y, link.link_id))
                ends[side, end.node_id] = end
    first = zone.top + 2 if rows else zone.first + END_INSET
    last = zone.bottom - 2 if rows else zone.last - END_INSET
    heights: dict[tuple[str, str], float] = {}
    for (side, node_id), members in groups.items():
        members.sort()
        count = len(members)
        centre = ends[side, node_id].y
        room = 16.0 if rows else last - first
        pitch = min(END_PITCH, room / (count - 1)) if count > 1 else 0.0
        half = pitch * (count - 1) / 2
        centre = min(max(centre, first + half), last - half)
        for i, (_y, link_id) in enumerate(members):
            heights[link_id, side] = centre - half + i * pitch
    return heights


def _shape(link: LinkEnd, side: str) -> str:
    """An arrowhead at the end that is attacked, a dot elsewhere."""
    attacked = "right" if link.forward else "left"
    challenge = link.kind in CHALLENGES and not link.mutual
    return "arrow" if challenge and side == attacked else "dot"


def _start(mark: Mark) -> Point:
    """Where the line begins: at the dot's middle, or inside the arrowhead so that its tip stays sharp."""
    if mark.shape != "arrow":
        return mark.at
    step = ARROW - 2
    return (mark.at[0] + (step if mark.side == "left" else -step), mark.at[1])


def _curve(
    link: LinkEnd,
    left: _End,
    right: _End,
    heights: dict[tuple[str, str], float],
    zone: Zone,
    selected: bool,
) -> Curve:
    marks = tuple(
        Mark(_shape(link, side), side, (zone.edge(side), heights[link.link_id, side]), end.node_id)
        for side, end in (("left", left), ("right", right))
        if end.out == 0
    )
    if len(marks) == 2:
        points = _across(_start(marks[0]), _start(marks[1]), zone.width / 2)
        return Curve(link.link_id, link.kind, points, marks, selected, cubic(points, 0.5))
    mark = marks[0]
    away, out = ("right", right.out) if mark.side == "left" else ("left", left.out)
    x, y, width, height = stub_box(zone, away, out < 0)
    target = (x + width / 2, y + height if out < 0 else y)
    start = _start(mark)
    reach = zone.width / 2 if mark.side == "left" else -zone.width / 2
    points = (start, (start[0] + reach, start[1]), (target[0], (start[1] + target[1]) / 2), target)
    return Curve(link.link_id, link.kind, points, marks, selected, None)


def _row_curve(link: LinkEnd, left: _End, right: _End, heights: dict[tuple[str, str], float], zone: Zone) -> Curve:
    """A curve of the selection beside the trees; it leaves the zone towards a row that is scrolled out."""
    marks, starts = [], []
    for side, end in (("left", left), ("right", right)):
        height = heights.get((link.link_id, side), end.y)
        height = min(max(height, zone.top - 60), zone.bottom + 60)
        mark = Mark(_shape(link, side), side, (zone.edge(side), height), end.node_id)
        starts.append(_start(mark))
        if end.out == 0:
            marks.append(mark)
    points = _across(starts[0], starts[1], zone.width / 2)
    return Curve(link.link_id, link.kind, points, tuple(marks), True, None)


def _across(start: Point, end: Point, handle: float) -> tuple[Point, Point, Point, Point]:
    return (start, (start[0] + handle, start[1]), (end[0] - handle, end[1]), end)


def stub_box(zone: Zone, side: str, above: bool) -> tuple[float, float, float, float]:
    """The pill of a side and direction, 6 in from the edge; narrower when the gutter is."""
    roomy = zone.width >= 2 * (STUB_WIDTH + STUB_MARGIN) + 2
    margin = STUB_MARGIN if roomy else 2
    width = min(STUB_WIDTH, (zone.width - 2 * margin - 2) / 2)
    x = margin if side == "left" else zone.width - margin - width
    y = zone.top + END_ZONE - STUB_HEIGHT if above else zone.bottom - END_ZONE
    return (x, y, width, STUB_HEIGHT)


def _stubs(placed: Sequence[tuple[LinkEnd, _End, _End]], selected: str | None, zone: Zone) -> tuple[Stub, ...]:
    """One a side and direction. A press reveals the selection's nearest partner there, else the nearest end."""
    behind: dict[tuple[str, bool], list[tuple[bool, float, str]]] = {}
    for _link, left, right in placed:
        for side, end, other in (("left", left, right), ("right", right, left)):
            if end.out == 0:
                continue
            partner = selected is not None and other.node_id == selected
            far = zone.first - end.span[1] if end.out < 0 else end.span[0] - zone.last
            behind.setdefault((side, end.out < 0), []).append((not partner, far, end.node_id))
    stubs = []
    for (side, above), ends in sorted(behind.items()):
        other_first, _far, node_id = min(ends)
        stubs.append(Stub(side, above, len(ends), node_id, not other_first, stub_box(zone, side, above)))
    return tuple(stubs)


def _with_badges(curves: Sequence[Curve]) -> tuple[Curve, ...]:
    """Badges where they have room: the selection's always (moved along their curves), others only free of them."""
    taken: list[Point] = []
    found: dict[str, Point] = {}
    for curve in sorted(curves, key=lambda curve: not curve.selected):
        if curve.middle is None:
            continue
        tries = [curve.at(t) for t in _BADGE_PLACES] if curve.selected else [curve.middle]
        free = [p for p in tries if all(math.dist(p, other) >= BADGE_GAP for other in taken)]
        if not free and not curve.selected:
            continue
        found[curve.link_id] = free[0] if free else curve.middle
        taken.append(found[curve.link_id])
    return tuple(
        Curve(c.link_id, c.kind, c.points, c.marks, c.selected, c.middle, found.get(c.link_id)) for c in curves
    )

"""What the gutter draws, as plain numbers: curves, badges, stubs and ports. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from models.entities import CHALLENGES
from ui.compare.gutter_badges import with_badges
from ui.compare.gutter_ends import End, Ends, Strand, spread, strands
from ui.compare.gutter_parts import (
    ARROW,
    DOWN,
    LEFT,
    RIGHT,
    SIDES,
    UP,
    Curve,
    LinkEnd,
    Mark,
    Pane,
    Plan,
    Point,
    Points,
    Stub,
    crossing,
    pieces,
    stub_box,
)

__all__ = ["LinkEnd", "plan_links", "plan_rows"]

BEYOND = 60  # how far a curve beside the trees runs on towards a row that is scrolled out

Heights = Mapping[tuple[str, str], float]
Sides = tuple[Sequence[Pane], Sequence[Pane]]


def plan_links(
    links: Iterable[LinkEnd],
    panes: Sides,
    width: float,
    *,
    selected: str | None = None,
    front: str | None = None,
    inset: float = 0.0,
) -> Plan:
    """The resting links: curves, badges and stubs. `inset` keeps dots inside a gutter that draws nothing beyond."""
    left, right = (Ends(side, edge) for side, edge in zip(panes, (inset, width - inset), strict=True))
    placed: list[tuple[LinkEnd, End, End]] = []
    missing: list[tuple[LinkEnd, str]] = []
    for link in links:
        one, two = left.find(link.left_node), right.find(link.right_node)
        if one is not None and two is not None:
            placed.append((link, one, two))
        else:
            missing.append((link, LEFT if one is None else RIGHT))
    top, bottom = _extent([*panes[0], *panes[1]])
    stubs = _stubs(placed, selected, width)
    drawn = strands([each for each in placed if not (each[1].out and each[2].out)], selected, front)
    heights = spread(drawn)
    curves = [_curve(strand, heights, width, selected, front) for strand in drawn]
    curves.sort(key=_rank)
    return Plan(top, bottom, width, with_badges(curves, stubs, width), stubs, missing=tuple(missing))


def plan_rows(
    links: Sequence[LinkEnd],
    panes: tuple[Pane | None, Pane | None],
    width: float,
    *,
    selected: str | None = None,
    front: str | None = None,
    inset: float = 0.0,
    taken: Iterable[tuple[str, str]] = (),
) -> Plan:
    """Beside the trees while the texts draw the links: hollow ports and the selection's curves.

    `taken`: (side, row) where another plan has an end already.
    """
    views = [pane for pane in panes if pane is not None]
    finders = [None if pane is None else _rows(pane, width, inset) for pane in panes]
    placed: list[tuple[LinkEnd, End, End]] = []
    ports: dict[tuple[str, str], Mark] = {}
    for link in links:
        ends = [finder(link.node(side)) if finder else None for side, finder in zip(SIDES, finders, strict=True)]
        for end in ends:
            if end is not None and not end.out and end.pane.name != "map":
                key = end.pane.side, end.spot.shown_by
                ports[key] = Mark("port", end.pane.side, (end.x, end.y), end.spot.shown_by, end.pane.name)
        one, two = ends
        if one is None or two is None or (one.out and two.out):
            continue
        if any(end.out and end.pane.name == "map" for end in (one, two)):
            continue  # beside a map a curve would begin in mid-air
        if link.touches(selected):
            placed.append((link, one, two))
    drawn = strands(placed, selected, front)
    heights = spread(drawn)
    curves = [_row_curve(strand, heights, front, width) for strand in drawn]
    curves.sort(key=_rank)
    marks = ((mark.side, mark.node_id) for curve in curves for mark in curve.marks)
    for key in (*marks, *taken):
        ports.pop(key, None)
    top, bottom = _extent(views)
    return Plan(top, bottom, width, tuple(curves), (), tuple(ports.values()))


def _extent(panes: Sequence[Pane]) -> tuple[float, float]:
    return min((pane.top for pane in panes), default=0.0), max((pane.bottom for pane in panes), default=0.0)


def _rows(pane: Pane, width: float, inset: float) -> Callable[[str], End | None]:
    edge = inset if pane.side == LEFT else width - inset
    return Ends((Pane(pane.side, pane.name, 0, 0, _nowhere), pane), edge).find  # nothing is kept for stubs


def _nowhere(_node_id: str) -> None:
    return None


def _rank(curve: Curve) -> tuple[int, float, str]:
    return 2 * curve.front + curve.selected, curve.points[0][1], curve.link_id


# -- curves


def _shape(links: Iterable[LinkEnd], side: str) -> str:
    """An arrowhead at the end that is attacked, a dot elsewhere."""
    attacks = (link.kind in CHALLENGES and not link.mutual and (side == RIGHT) == link.forward for link in links)
    return "arrow" if any(attacks) else "dot"


def _start(mark: Mark) -> Point:
    """Where the line begins: at the dot's middle, or inside the arrowhead so that its tip stays sharp."""
    if mark.shape != "arrow":
        return mark.at
    step = ARROW - 2
    return (mark.at[0] + (step if mark.side == LEFT else -step), mark.at[1])


def _mark(strand: Strand, side: str, height: float) -> Mark:
    end = strand.end(side)
    return Mark(_shape(strand.links, side), side, (end.x, height), end.spot.shown_by, end.pane.name)


def _curve(strand: Strand, heights: Heights, width: float, selected: str | None, front: str | None) -> Curve:
    marks = tuple(_mark(strand, side, heights[strand.name, side]) for side in SIDES if not strand.end(side).out)
    if len(marks) == 2:
        points = _across(_start(marks[0]), _start(marks[1]))
        middle: Point | None = crossing(points, width / 2)
    else:
        points, middle = _to_stub(marks[0], strand.right if marks[0].side == LEFT else strand.left, width), None
    chosen = any(link.touches(selected) for link in strand.links)
    return _dressed(strand, points, marks, middle, chosen, front, width)


def _dressed(
    strand: Strand,
    points: Points,
    marks: tuple[Mark, ...],
    middle: Point | None,
    selected: bool,
    front: str | None,
    width: float,
) -> Curve:
    links = tuple(strand.links)
    kinds = {link.kind for link in links}
    return Curve(
        strand.name,
        kinds.pop() if len(kinds) == 1 else "",
        points,
        marks,
        selected,
        middle,
        links=links,
        loud=any(link.kind in CHALLENGES and not link.met for link in links),
        front=any(link.link_id == front for link in links),
        pieces=pieces(points, width) if any(mark.pane == "map" for mark in marks) else None,
    )


def _across(start: Point, end: Point) -> Points:
    handle = (end[0] - start[0]) / 2
    return (start, (start[0] + handle, start[1]), (end[0] - handle, end[1]), end)


def _to_stub(mark: Mark, away: End, width: float) -> Points:
    """From an end in sight into the stub behind which the other one lies."""
    x, y, breadth, height = stub_box(away.pane, away.out, width)
    start = _start(mark)
    sign = 1 if mark.side == LEFT else -1
    if away.out in (UP, DOWN):
        target = (x + breadth / 2, y + height if away.out == UP else y)
        reach = sign * max(abs(target[0] - start[0]) * 0.7, width / 2)
        return (start, (start[0] + reach, start[1]), (target[0], (start[1] + target[1]) / 2), target)
    target = (x if mark.side == LEFT else x + breadth, y + height / 2)
    reach = sign * max(abs(target[0] - start[0]) / 2, 8)
    return (start, (start[0] + reach, start[1]), (target[0] - reach, target[1]), target)


def _row_curve(strand: Strand, heights: Heights, front: str | None, width: float) -> Curve:
    """A curve of the selection beside the trees; it leaves its pane towards a row that is scrolled out."""
    marks, starts = [], []
    for side in SIDES:
        end = strand.end(side)
        height = heights.get((strand.name, side), end.y)
        mark = _mark(strand, side, min(max(height, end.pane.top - BEYOND), end.pane.bottom + BEYOND))
        starts.append(_start(mark))
        if not end.out:
            marks.append(mark)
    return _dressed(strand, _across(*starts), tuple(marks), None, True, front, width)


# -- stubs


def _stubs(placed: Sequence[tuple[LinkEnd, End, End]], selected: str | None, width: float) -> tuple[Stub, ...]:
    """One a pane and way. A press reveals the selection's nearest partner there, else the nearest end."""
    behind: dict[tuple[str, str, str], list[tuple[bool, float, str]]] = {}
    panes: dict[tuple[str, str, str], Pane] = {}
    for _link, left, right in placed:
        for end, other in ((left, right), (right, left)):
            if end.out:
                key = end.pane.side, end.pane.name, end.out
                panes[key] = end.pane
                partner = selected is not None and other.node_id == selected
                behind.setdefault(key, []).append((not partner, end.far, end.node_id))
    stubs = []
    for key, ends in sorted(behind.items()):
        side, name, way = key
        other_first, _far, node_id = min(ends)
        box = stub_box(panes[key], way, width)
        stubs.append(Stub(side, way, len(ends), node_id, not other_first, box, name))
    return tuple(stubs)

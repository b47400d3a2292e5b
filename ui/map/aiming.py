"""Which line of the map a point means: the step of the node whose line it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot, inf

from PySide6.QtCore import QPointF, QRectF

from ui.map.scene import MapScene

CROWD = 48  # with more children than that only those near the point are asked about
NEAR = 400  # scene pixels

Point = tuple[float, float]


def step_at(scene: MapScene, point: QPointF, reach: float) -> str | None:
    """The node whose line runs within `reach` of a point; where siblings share a line, the one nearest along it.

    On the bracket of premises that are taken together, and on its line up, the first of them stands for all.
    """
    here = point.x(), point.y()
    best: tuple[float, int] | None = None
    for parent in scene.families_in(QRectF(here[0] - reach, here[1] - reach, 2 * reach, 2 * reach)):
        for child in _asked(scene, parent, here):
            route = scene.arrangement.route(child)
            way = _way_to(route.points, here, reach) if route is not None else None
            if way is not None and (best is None or way < best[0]):
                best = way, child
        for bracket in scene.arrangement.brackets(parent):
            on_it = any(_way_to(points, here, reach) is not None for points in (bracket.points, bracket.stem))
            if on_it and best is None:
                best = inf, bracket.members[0]
    return None if best is None else scene.ids[best[1]]


def _asked(scene: MapScene, parent: int, here: Point) -> Iterable[int]:
    children = scene.arrangement.children(parent)
    if len(children) <= CROWD:
        return children
    lefts, tops = scene.lefts, scene.tops
    return (i for i in children if abs(lefts[i] - here[0]) < NEAR and abs(tops[i] - here[1]) < NEAR)


def _way_to(points: Sequence[Point], here: Point, reach: float) -> float | None:
    """How far along a right-angled line a point lies; None when it is farther from it than `reach`."""
    gone = 0.0
    for (ax, ay), (bx, by) in pairwise(points):
        nearest = max(min(ax, bx), min(here[0], max(ax, bx))), max(min(ay, by), min(here[1], max(ay, by)))
        if hypot(here[0] - nearest[0], here[1] - nearest[1]) <= reach:
            return gone + hypot(nearest[0] - ax, nearest[1] - ay)
        gone += hypot(bx - ax, by - ay)
    return None

"""Cards on their way from one layout to the next: only what is in sight at either end moves."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QRectF

from models.layout import Arrangement, Bracket, Route
from ui.map.camera import Camera
from ui.map.lines import Lines
from ui.map.scene import MapScene

Point = tuple[float, float]
MOST = 250  # cards that move at once: with more than that in sight nothing can be followed


class Passage:
    """Made before a scene is built anew; `lead_to` says where to, `scene_at` paints what lies between."""

    def __init__(self, scene: MapScene) -> None:
        self._old = old = copy(scene)  # what it was: `build` puts new lists into the scene itself
        self._tops, self._lefts = old.tops, old.lefts
        self._places = {node_id: at for at, node_id in enumerate(old.ids)}
        self._movers: list[int] = []

    def lead_to(self, scene: MapScene, before: Camera, after: Camera, area: QRectF) -> bool:
        """Move to a scene that was built since. The cameras are those of the two; `area` is in sight at the end.

        False: nothing that is in sight has another place.
        """
        scale = after.scale
        self._shift = (after.x - before.x) / scale, (after.y - before.y) / scale
        self._new = scene
        self._from = self._origins(scene)
        near = set(scene.cards_in(area))
        dx, dy = self._shift
        back = (scene.index_of(node_id) for node_id in self._old.nodes_in(area.translated(-dx, -dy)))
        near.update(at for at in back if at is not None)
        lefts, tops = scene.lefts, scene.tops
        moved = any(abs(self._from[at][0] - lefts[at]) + abs(self._from[at][1] - tops[at]) > 0.5 for at in near)
        fresh = {at for at in near if scene.ids[at] not in self._places}
        self._movers = [*sorted(fresh), *sorted(near - fresh)]  # what is new comes out from under what was there
        parents = scene.tree.parents
        self._families = sorted(
            {parents[at] for at in near} - {-1} | {at for at in near if scene.arrangement.children(at)}
        )
        return moved and len(near) <= MOST

    def _origins(self, scene: MapScene) -> list[Point]:
        """Where each card comes from: its old place, or that of the nearest card above it that had one."""
        dx, dy = self._shift
        found: list[Point] = []
        for at, node_id in enumerate(scene.ids):
            old = self._places.get(node_id)
            above = scene.tree.parents[at]
            if old is not None:
                found.append((self._lefts[old] + dx, self._tops[old] + dy))
            elif above >= 0:
                found.append(found[above])
            else:
                found.append((scene.lefts[at], scene.tops[at]))
        return found

    def scene_at(self, left: float) -> MapScene:
        """The scene with `left` (1 to 0) of the way still to go."""
        new, scene = self._new, copy(self._new)
        scene.lefts, scene.tops = list(new.lefts), list(new.tops)
        scene.rights, scene.bottoms = list(new.rights), list(new.bottoms)
        for at in {*self._movers, *self._families}:
            x = new.lefts[at] + (self._from[at][0] - new.lefts[at]) * left
            y = new.tops[at] + (self._from[at][1] - new.tops[at]) * left
            scene.lefts[at], scene.tops[at] = x, y
            scene.rights[at], scene.bottoms[at] = x + new.widths[at], y + new.heights[at]
        between = cast(Arrangement, _Between(self, new.arrangement, left))
        scene.arrangement, scene.lines = between, Lines(between, new.nodes, new.room.faces)
        scene.cards_in = lambda area: self._movers  # type: ignore[method-assign]
        scene.families_in = lambda area: self._families  # type: ignore[method-assign]
        return scene

    # -- lines

    def old_route(self, at: int) -> Route | None:
        """The route that a card had, where it is on the new map."""
        old = self._places.get(self._new.ids[at])
        route = self._old.arrangement.route(old) if old is not None else None
        return None if route is None else replace(route, points=self._shifted(route.points), label=None)

    def _shifted(self, points: Sequence[Point]) -> tuple[Point, ...]:
        dx, dy = self._shift
        return tuple((x + dx, y + dy) for x, y in points)

    def off(self, at: int) -> Point:
        """How far a card comes from its new place."""
        return self._from[at][0] - self._new.lefts[at], self._from[at][1] - self._new.tops[at]


class _Between:
    """An arrangement on its way, as far as lines ask for it."""

    def __init__(self, passage: Passage, new: Arrangement, left: float) -> None:
        self._passage, self._new, self._left = passage, new, left
        self.cards, self.shape, self.spacing, self.upright = new.cards, new.shape, new.spacing, new.upright
        # Of a crowd those are drawn whose lines end up in sight.
        self.lefts, self.tops, self.box, self.hangs = new.lefts, new.tops, new.box, new.hangs

    def children(self, at: int) -> Sequence[int]:
        return self._new.children(at)

    def route(self, at: int) -> Route | None:
        route = self._new.route(at)
        if route is None:
            return None
        was, parent = self._passage.old_route(at), self._new.cards.parents[at]
        end = self._passage.off(parent) if parent >= 0 else (0.0, 0.0)
        if was is not None and len(was.points) == len(route.points):
            points = self._mixed(was.points, route.points)
        else:
            points = self._dragged(route.points, self._passage.off(at), end)
        return replace(route, points=points, label=None)

    def brackets(self, parent: int) -> list[Bracket]:
        moved = []
        for bracket in self._new.brackets(parent):
            first, last = (self._passage.off(bracket.members[i]) for i in (0, -1))
            points = self._dragged(bracket.points, first, last)
            middle = ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2)
            stem = self._dragged(bracket.stem, middle, self._passage.off(parent))
            moved.append(replace(bracket, points=points, stem=stem, label=None))
        return moved

    def _mixed(self, old: Sequence[Point], new: Sequence[Point]) -> tuple[Point, ...]:
        left = self._left
        return tuple((b[0] + (a[0] - b[0]) * left, b[1] + (a[1] - b[1]) * left) for a, b in zip(old, new, strict=True))

    def _dragged(self, points: Sequence[Point], start: Point, end: Point) -> tuple[Point, ...]:
        """Points whose ends come from so far off; those between share that evenly."""
        last = max(1, len(points) - 1)
        found = []
        for i, (x, y) in enumerate(points):
            share = i / last
            dx, dy = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
            found.append((x + dx * self._left, y + dy * self._left))
        return tuple(found)

"""A layout that is ready to be drawn: places of cards, and their lines worked out when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.layout.brackets import bracket_over, bracket_start
from models.layout.cards import Bearing, Box, Bracket, Cards, End, Point, Route, Shape, Spacing
from models.layout.depths import Depths
from models.layout.hanging import Hanging, words_end
from models.layout.hung import hung_route, hung_undercut
from models.layout.kinship import Kin
from models.layout.ports import CORNER, Places


class Arrangement:
    """Where cards stand: `lefts` and `tops` in pixels, one a card. Everything else is found when it is asked for.

    Inside, places along a row and depths across rows, both rising; `RIGHT` swaps the two at the end.
    """

    def __init__(
        self,
        cards: Cards,
        shape: Shape,
        spacing: Spacing,
        kin: Kin,
        depths: Depths,
        middles: list[float],
        nears: list[float],
        hanging: Hanging | None = None,
    ) -> None:
        self.cards = cards
        self.shape = shape
        self.spacing = spacing
        self.upright = shape is Shape.RIGHT
        self.lefts, self.tops = (depths.tops, nears) if self.upright else (nears, depths.tops)
        self.kin = kin
        self.hanging = hanging
        self.depths = depths
        along, self._across = (cards.heights, cards.widths) if self.upright else (cards.widths, cards.heights)
        self.places = Places(cards, kin, along, middles, spacing)
        self._bounds: Box | None = None

    @property
    def bounds(self) -> Box:
        """The box that holds all cards and lines; all zero when there are none."""
        if self._bounds is None:
            self._bounds = self._find_bounds()
        return self._bounds

    def box(self, node: int) -> Box:
        """Left, top, right and bottom of a card."""
        left, top = self.lefts[node], self.tops[node]
        return left, top, left + self.cards.widths[node], top + self.cards.heights[node]

    def children(self, node: int) -> Sequence[int]:
        """The children as they stand: along the row, undercuts first, or one below another, undercuts last.

        Of -1: the roots.
        """
        found = self.kin.children(node)
        if self.hangs(node) and node in self.kin.attacked:
            aside = self.kin.aside
            found.sort(key=aside.__getitem__)
        return found

    def hangs(self, node: int) -> bool:
        """Whether the children of a card hang below it, one under another, or would if it had any."""
        return self.hanging is not None and self.hanging.hangs(node)

    def is_hung(self, node: int) -> bool:
        """Whether a card hangs below its parent."""
        return self.hanging is not None and self.hanging.hangs(self.cards.parents[node])

    def route(self, node: int) -> Route | None:
        """The line from a node to what it bears on; None for a root, unless it has undercuts (`open`)."""
        parent = self.cards.parents[node]
        if parent < 0:
            return self._open(node) if node in self.kin.attacked else None
        hangs = self.hangs(parent)
        if self.kin.aside[node]:
            return hung_undercut(self, node, parent) if hangs else self._undercut(node, parent)
        if hangs:
            return hung_route(self, node, parent)
        places, top = self.places, self.depths.tops[node]
        drop = places.drop(node)
        if self.kin.bracket[node] >= 0:
            return self._made([(drop, top), (drop, top - self.spacing.hook)], "bracket")
        rebuts = self.cards.bearings[node] == Bearing.REBUTS
        rail = self.rail(node) - (self.spacing.step if rebuts else 0.0)
        port = places.port(node)
        end = self.foot(parent) + (self.spacing.bar if rebuts else 0.0)
        return self._made([(drop, top), (drop, rail), (port, rail), (port, end)], "bar" if rebuts else "card")

    def brackets(self, parent: int) -> list[Bracket]:
        """The brackets over those children of a node that are taken together."""
        bracket = self.kin.bracket
        return [bracket_over(self, child) for child in self.kin.children(parent) if bracket[child] == child]

    def column(self, node: int) -> Sequence[int]:
        """The siblings among which a card hangs one below another, itself included."""
        lefts = self.lefts
        return [each for each in self.children(self.cards.parents[node]) if lefts[each] == lefts[node]]

    def hung(self) -> list[bool]:
        """Of each card whether it hangs; nothing where none does."""
        if self.hanging is None:
            return []
        first = self.hanging.level
        return [level > first for level in self.hanging.levels]

    def reach(self, node: int) -> Box:
        """A box that holds all routes and brackets between a node and its children; without children its card's."""
        kin, places, spacing = self.kin, self.places, self.spacing
        last = kin.last[node]
        if last < 0:
            return self.box(node)
        children = kin.children(node)
        first = children[0]
        slack = 2 * spacing.lane + spacing.word
        if self.hangs(node):
            return self._hung_reach(node, children)
        starts = (places.middles[each] - places.along[each] / 2 for each in (node, first))
        ends = (places.middles[each] + places.along[each] / 2 for each in (node, last))
        top = self.depths.tops[node]
        shallow = top - 2 * spacing.hook if node in kin.attacked else self.foot(node)
        deep = max(self.depths.tops[each] + self._across[each] / 2 for each in children)
        return self.box_at(min(starts) - slack, shallow, max(ends) + spacing.ring, deep)

    def _hung_reach(self, node: int, children: Sequence[int]) -> Box:
        assert self.hanging is not None
        spacing, box = self.spacing, self.box(node)
        attacked = node in self.kin.attacked
        end = max(box[2], max(self.lefts[each] for each in children) + words_end(spacing))
        # A bracket goes down to the undercuts of its last premise, below all that hangs from that.
        highs = self.hanging.highs if any(self.kin.bracket[each] >= 0 for each in children) else self.cards.heights
        deep = max(self.tops[each] + highs[each] for each in children)
        top = box[1] - 2 * spacing.hook if attacked else box[3]
        return box[0] - (2 * spacing.lane + spacing.word), top, end, deep

    def foot(self, node: int) -> float:
        """The depth of a card's edge towards its children."""
        return self.depths.tops[node] + self._across[node]

    def rail(self, node: int) -> float:
        """The depth of the line that supports of this node's parent share."""
        return self.depths.tops[node] - self.depths.tails[self.cards.parents[node]]

    def at(self, place: float, depth: float) -> Point:
        """The point in pixels."""
        return (depth, place) if self.upright else (place, depth)

    def box_at(self, start: float, shallow: float, end: float, deep: float) -> Box:
        """The box in pixels."""
        return (shallow, start, deep, end) if self.upright else (start, shallow, end, deep)

    def line(self, points: Iterable[Point]) -> tuple[Point, ...]:
        """The corners in pixels, without those where a line does not turn."""
        kept: list[Point] = []
        for point in points:
            if kept and kept[-1] == point:
                continue
            if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
                kept.pop()
            kept.append(point)
        return tuple(self.at(*point) for point in kept)

    def _made(self, points: list[Point], end: End, label: Point | None = None) -> Route:
        return Route(self.line(points), end, label and self.at(*label))

    def _open(self, node: int) -> Route:
        place, top = self.places.middles[node], self.depths.tops[node]
        return self._made([(place, top), (place, top - 2 * self.spacing.hook)], "open")

    def _undercut(self, node: int, parent: int) -> Route:
        """From the undercut to its parent's foot, past the parent in its lane, to the ring on the parent's own step."""
        places, spacing = self.places, self.spacing
        drop, lane = places.drop(node), places.lane(parent)
        rail = self.depths.floors[parent] + spacing.foot
        ring = self.depths.tops[parent] - spacing.hook
        points = [(drop, self.depths.tops[node]), (drop, rail), (lane, rail), (lane, ring)]
        end = lane if self.kin.bracket[parent] >= 0 else places.drop(parent)
        # The lines of several undercuts run together: the first of them has the word.
        first = self.kin.before[node] < 0
        return self._made([*points, (end, ring)], "ring", self._word(node, parent, lane, end) if first else None)

    def _word(self, node: int, parent: int, lane: float, end: float) -> Point | None:
        """The middle of "undercuts": on the line's way to the ring, beside its target, or above the undercut."""
        spacing, width = self.spacing, self.spacing.undercuts_word
        if self.upright:
            fits = self._across[parent] >= width
            return (lane, self.depths.tops[parent] + self._across[parent] / 2) if fits else None
        if (above := self.word_above(parent, lane, end)) is not None:
            return above
        shallow = self.depths.floors[parent] + spacing.foot + CORNER / 2
        deep = self.depths.tops[node] - (spacing.hook + spacing.ring if node in self.kin.attacked else 0.0)
        if self.places.along[node] >= width and deep - shallow >= spacing.word:
            return self.places.drop(node), (shallow + deep) / 2
        return None

    def word_above(self, target: int, lane: float, end: float) -> Point | None:
        """The middle of "undercuts" between the lane of its target and the ring, when there is room."""
        start, stop = lane + CORNER / 2, end - self.spacing.ring
        fits = stop - start >= self.spacing.undercuts_word
        return ((start + stop) / 2, self.depths.tops[target] - self.spacing.hook) if fits else None

    def _find_bounds(self) -> Box:
        cards = self.cards
        if not cards.parents:
            return 0.0, 0.0, 0.0, 0.0
        left, top = min(self.lefts), min(self.tops)
        right = max(map(float.__add__, map(float, self.lefts), map(float, cards.widths)))
        bottom = max(map(float.__add__, map(float, self.tops), map(float, cards.heights)))
        start, shallow = (top, left) if self.upright else (left, top)
        for node in self.kin.attacked:
            start = min(start, self.places.lane(node) - self.spacing.ring)
            if cards.parents[node] < 0:
                shallow = min(shallow, self.depths.tops[node] - 2 * self.spacing.hook)
        for node, first in enumerate(self.kin.bracket):
            if node == first and self.is_hung(node):
                right = max(right, self.lefts[node] + words_end(self.spacing))
            elif node == first:
                start = min(start, bracket_start(self, node) - (self.spacing.word / 2 if self.upright else 0.0))
        return (shallow, start, right, bottom) if self.upright else (start, shallow, right, bottom)

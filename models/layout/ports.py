"""Where lines meet a card: the place on a parent's edge where supports arrive, and those of rebuttals beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from models.layout.cards import MARGIN, Bearing, Cards, Spacing
from models.layout.kinship import Kin

CORNER = 12.0  # a jog shorter than two rounded corners looks like a slip: the line goes straight instead


class Ports(NamedTuple):
    """Places along a parent's edge: of its supports, and of the rebuttals that stand before and after that."""

    trunk: float
    before: float
    after: float


class Places:
    """Places along the row, in pixels, of cards and lines. `along` are the cards' extents in that direction."""

    def __init__(self, cards: Cards, kin: Kin, along: list[float], middles: list[float], spacing: Spacing) -> None:
        self.cards = cards
        self.kin = kin
        self.along = along
        self.middles = middles
        self.spacing = spacing
        self._ports: dict[int, Ports] = {}

    def lane(self, node: int) -> float:
        """Where undercuts of this node's step pass it."""
        return self.middles[node] - self.along[node] / 2 - self.spacing.lane

    def usable(self, node: int) -> tuple[float, float]:
        """The stretch of a card's edge where a line may leave it."""
        half = self.along[node] / 2
        room = half - min(MARGIN, half / 2)
        return self.middles[node] - room, self.middles[node] + room

    def drop(self, node: int) -> float:
        """Where a node's line leaves it towards its parent."""
        parent = self.cards.parents[node]
        middle = self.middles[node]
        if parent < 0 or self.kin.bracket[node] >= 0:
            return middle
        first, last = self.usable(node)
        if self.kin.aside[node]:
            lane = self.lane(parent)
            return lane if abs(lane - middle) < CORNER and first <= lane <= last else middle
        ports = self.ports(parent)
        if self.cards.bearings[node] != Bearing.REBUTS:
            return ports.trunk if abs(ports.trunk - middle) < CORNER and first <= ports.trunk <= last else middle
        port = ports.before if middle < ports.trunk else ports.after
        if abs(ports.trunk - middle) < CORNER:
            # Off the supports' line, towards the port as far as the card allows.
            return min(max(port, first), last)
        return port if first <= port <= last else middle

    def port(self, node: int) -> float:
        """Where a node's line, neither an undercut's nor one to a bracket, arrives at its parent."""
        ports = self.ports(self.cards.parents[node])
        if self.cards.bearings[node] != Bearing.REBUTS:
            return ports.trunk
        return ports.before if self.middles[node] < ports.trunk else ports.after

    def ports(self, parent: int) -> Ports:
        """Where lines arrive at a node."""
        found = self._ports.get(parent)
        if found is None:
            found = self._ports[parent] = self._find_ports(parent)
        return found

    def _find_ports(self, parent: int) -> Ports:
        kin, middle, half = self.kin, self.middles[parent], self.along[parent] / 2
        supports, rebuttals = self._arriving(kin.children(parent))
        if not supports:
            port = snapped(middle, [self.middles[node] for node in rebuttals], half - MARGIN)
            return Ports(port, port, port)
        third = half * 2 / 3
        trunk = self._trunk(supports, middle, third - 2 * CORNER if rebuttals else half - MARGIN)
        before = [self.usable(node)[0] for node in rebuttals if self.middles[node] < trunk]
        after = [self.usable(node)[1] for node in rebuttals if self.middles[node] >= trunk]
        return Ports(
            trunk,
            max(middle - third, min(before, default=middle)),
            min(middle + third, max(after, default=middle)),
        )

    def _arriving(self, children: Iterable[int]) -> tuple[list[int], list[int]]:
        """One node for each line that arrives: supports (for a bracket its first member) and rebuttals."""
        supports: list[int] = []
        rebuttals: list[int] = []
        for node in children:
            bracket = self.kin.bracket[node]
            if self.kin.aside[node] or bracket not in (-1, node):
                continue
            rebuts = self.cards.bearings[node] == Bearing.REBUTS and bracket < 0
            (rebuttals if rebuts else supports).append(node)
        return supports, rebuttals

    def _trunk(self, supports: list[int], middle: float, reach: float) -> float:
        """The middle of the parent's edge, or straight above the only support, or above a ring on a bracket."""
        brackets = [node for node in supports if self.kin.bracket[node] >= 0]
        plain = [self.middles[node] for node in supports if self.kin.bracket[node] < 0]
        for first in brackets:
            span = self.span(first)
            if not plain and len(brackets) == 1 and not span[0] + MARGIN <= middle <= span[1] - MARGIN:
                plain = [(span[0] + span[1]) / 2]
            for ring in self.rings(first):
                if abs(ring - middle) < 2 * CORNER and abs(ring - middle) <= reach:
                    return ring
        only = len(plain) == 1 and (not brackets or len(supports) == 1)
        return snapped(middle, plain, reach if only else min(reach, CORNER))

    def members(self, first: int) -> list[int]:
        """The premises taken together with this one, the first of them."""
        bracket = self.kin.bracket
        return [node for node in self.kin.children(self.cards.parents[first]) if bracket[node] == first]

    def span(self, first: int) -> tuple[float, float]:
        """From where to where the cards below a bracket reach."""
        members = self.members(first)
        last = members[-1]
        return self.middles[first] - self.along[first] / 2, self.middles[last] + self.along[last] / 2

    def rings(self, first: int) -> list[float]:
        """Where undercuts meet the bracket that begins with this premise."""
        return [self.lane(node) for node in self.members(first) if self.attacked(node)]

    def attacked(self, node: int) -> bool:
        """Whether a node has undercuts."""
        return node in self.kin.attacked


def snapped(middle: float, places: list[float], reach: float) -> float:
    """The one place, or one near the middle, when a line there would arrive within reach of it."""
    if len(places) == 1 and abs(places[0] - middle) <= reach:
        return places[0]
    return next((place for place in places if abs(place - middle) < min(CORNER, reach)), middle)

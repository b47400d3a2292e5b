"""Where the ends of links stand: in which pane, in sight or not, and how they are spread along an edge. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ui.compare.gutter_parts import DOWN, END_ZONE, LEFT, RIGHT, SIDES, UP, LinkEnd, Pane, Spot

END_PITCH = 9  # between the ends of several links on one node
END_GAP = 5  # between ends on different nodes, as far as their bars and rows allow
END_INSET = 5  # from the kept zone to the first possible end
TRIM = {"text": 3.0, "tree": 4.0, "map": 8.0}  # of a bar, row or card above and below its ends
CARD_IN_SIGHT = 6  # pixels of a card that are to be seen before it counts as in sight
MOST_APART = 3  # links between the same two places that are drawn each for itself
CROWD = 60  # links in sight beyond which those of one node that lead out of sight are one curve


@dataclass(slots=True, eq=False)
class End:
    """A link's end before it is spread; `out` is "" where it is in sight, else the way it lies."""

    node_id: str
    spot: Spot
    pane: Pane
    out: str
    x: float
    y: float
    far: float = 0.0  # beyond the edge of the pane
    lowest: float = 0.0  # how far down and up it may be moved
    highest: float = 0.0

    @property
    def place(self) -> tuple[str, str]:
        """What it shares with the ends that stand where it stands."""
        return self.pane.name, self.out or self.spot.shown_by

    @property
    def aim(self) -> float:
        """The height towards which a curve to it leaves."""
        return {UP: self.pane.top, DOWN: self.pane.bottom}.get(self.out, self.y)


class Ends:
    """Finds the ends on one side, each node once. The first pane that has a place for a node shows it."""

    def __init__(self, panes: Sequence[Pane], edge: float) -> None:
        self._edge = edge
        self._panes = [(pane, _kept(pane, at == 0)) for at, pane in enumerate(panes)]
        self._panes = [(pane, kept) for pane, kept in self._panes if _has_room(pane, kept)]
        self._found: dict[str, End | None] = {}
        for pane, _kept_free in self._panes:
            pane.begin()

    def find(self, node_id: str) -> End | None:
        if node_id not in self._found:
            self._found[node_id] = next(
                (end for pane, kept in self._panes if (end := self._in(pane, kept, node_id)) is not None), None
            )
        return self._found[node_id]

    def _in(self, pane: Pane, kept: float, node_id: str) -> End | None:
        spot = pane.find(node_id)
        if spot is None:
            return None
        return _card(node_id, spot, pane) if pane.name == "map" else _line(node_id, spot, pane, kept, self._edge)


def _kept(pane: Pane, first: bool) -> float:
    if pane.name == "map":
        return 0.0
    return float(END_ZONE) if first else 2.0


def _has_room(pane: Pane, kept: float) -> bool:
    return pane.bottom - pane.top - 2 * kept >= 2 * END_INSET


def _line(node_id: str, spot: Spot, pane: Pane, kept: float, edge: float) -> End:
    """The end of a passage or a row, at the gutter's edge."""
    first, last = pane.top + kept, pane.bottom - kept
    y = (spot.top + spot.bottom) / 2
    if spot.bottom <= first:
        return End(node_id, spot, pane, UP, edge, y, first - spot.bottom)
    if spot.top >= last:
        return End(node_id, spot, pane, DOWN, edge, y, spot.top - last)
    inset = END_INSET if kept == END_ZONE else 0.0
    return _held(End(node_id, spot, pane, "", edge, y), first + inset, last - inset)


def _card(node_id: str, spot: Spot, pane: Pane) -> End:
    """The end of a card, at the edge that faces the gutter or where the view cuts it off."""
    sideways = {LEFT: pane.left - spot.right, RIGHT: spot.left - pane.right}
    upright = {UP: pane.top - spot.bottom, DOWN: spot.top - pane.bottom}
    x = min(spot.right, pane.right) if pane.side == LEFT else max(spot.left, pane.left)
    y = (spot.top + spot.bottom) / 2
    ways = upright | sideways
    way = max(ways, key=lambda each: ways[each])
    if ways[way] > -CARD_IN_SIGHT:
        return End(node_id, spot, pane, way, x, y, max(0.0, ways[way]))
    seen = (max(spot.top, pane.top) + min(spot.bottom, pane.bottom)) / 2
    return _held(End(node_id, spot, pane, "", x, seen), pane.top, pane.bottom)


def _held(end: End, first: float, last: float) -> End:
    """Keep an end in sight, beside its bar, row or card."""
    trim = TRIM.get(end.pane.name, 3.0)
    end.lowest = min(max(end.spot.top + trim, first), last)
    end.highest = max(min(end.spot.bottom - trim, last), first)
    if end.highest < end.lowest:
        end.lowest = end.highest = min(max(end.y, first), last)
    end.y = min(max(end.y, end.lowest), end.highest)
    return end


# -- links that run together


@dataclass(slots=True, eq=False)
class Strand:
    """The links that one curve stands for, the one in front first."""

    links: list[LinkEnd]
    left: End
    right: End

    def end(self, side: str) -> End:
        return self.left if side == LEFT else self.right

    @property
    def name(self) -> str:
        return self.links[0].link_id


def strands(
    placed: Sequence[tuple[LinkEnd, End, End]], selected: str | None = None, front: str | None = None
) -> list[Strand]:
    """Links between the same two places run together where a folded branch hides an end, or where they are many."""
    together: dict[tuple[tuple[str, str], tuple[str, str]], Strand] = {}
    for link, left, right in placed:
        place = left.place, right.place
        if place in together:
            together[place].links.append(link)
        else:
            together[place] = Strand([link], left, right)
    ends = {link.link_id: (left, right) for link, left, right in placed}
    found = []
    for strand in together.values():
        apart = 1 if len(placed) > CROWD and (strand.left.out or strand.right.out) else MOST_APART
        found += [strand] if _is_one(strand, ends, apart) else [Strand([x], *ends[x.link_id]) for x in strand.links]
    for strand in found:
        if len(strand.links) > 1:
            strand.links.sort(key=lambda link: (link.link_id != front, not link.touches(selected)))
            strand.left, strand.right = ends[strand.name]
    return found


def _is_one(strand: Strand, ends: Mapping[str, tuple[End, End]], apart: int) -> bool:
    if len(strand.links) == 1 or len(strand.links) > apart:
        return True
    return any(end.spot.shown_by != end.node_id for link in strand.links for end in ends[link.link_id] if not end.out)


# -- along an edge


def spread(together: Sequence[Strand]) -> dict[tuple[str, str], float]:
    """The height of each end in sight by (strand's name, side).

    Several on one node stand apart, sorted by the height of their other ends, so that they leave without crossing.
    """
    groups: dict[tuple[str, str, int, int, int], list[tuple[float, str, End]]] = {}
    for strand in together:
        for side, other in zip(SIDES, (strand.right, strand.left), strict=True):
            end = strand.end(side)
            if not end.out:
                key = side, end.pane.name, round(end.spot.top), round(end.spot.bottom), round(end.x)
                groups.setdefault(key, []).append((other.aim, strand.name, end))
    heights: dict[tuple[str, str], float] = {}
    edges: dict[tuple[str, str], list[tuple[float, float, str, End]]] = {}
    for key, members in groups.items():
        members.sort(key=lambda each: each[:2])
        end = members[0][2]
        pitch = min(END_PITCH, (end.highest - end.lowest) / (len(members) - 1)) if len(members) > 1 else 0.0
        half = pitch * (len(members) - 1) / 2
        centre = min(max(end.y, end.lowest + half), end.highest - half)
        for at, (aim, name, each) in enumerate(members):
            y = heights[name, key[0]] = centre - half + at * pitch
            if end.pane.name != "map":
                edges.setdefault((key[0], key[1]), []).append((y, aim, name, each))
    for edge, ends in edges.items():
        _part(edge[0], ends, heights)
    return heights


def _part(side: str, ends: list[tuple[float, float, str, End]], heights: dict[tuple[str, str], float]) -> None:
    """Move ends on neighbouring nodes off one another, as far as each stays beside its own."""
    ends.sort(key=lambda each: each[:3])
    ys = [y for y, _aim, _name, _end in ends]
    for at in range(1, len(ys)):
        if ys[at] - ys[at - 1] < END_GAP and ends[at][3].spot[1:3] != ends[at - 1][3].spot[1:3]:
            ys[at] = max(ys[at], min(ys[at - 1] + END_GAP, ends[at][3].highest))
    for at in range(len(ys) - 2, -1, -1):
        if ys[at + 1] - ys[at] < END_GAP and ends[at][3].spot[1:3] != ends[at + 1][3].spot[1:3]:
            ys[at] = min(ys[at], max(ys[at + 1] - END_GAP, ends[at][3].lowest))
    for y, (_y, _aim, name, _end) in zip(ys, ends, strict=True):
        heights[name, side] = y

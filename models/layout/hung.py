"""The lines of cards that hang: level from a card's left edge to an upright line below its parent.

Supports' line drops from the parent's foot, rebuttals' further left. An undercut passes below all that hangs from
its target, and goes up before it. Nothing else comes in there, so that nothing crosses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.layout.cards import Bearing, Bracket, Point, Route
from models.layout.hanging import words_end

if TYPE_CHECKING:
    from models.layout.routes import Arrangement

SHARE = 0.7  # of a narrow card's width at which supports arrive
NEAR, OFF = 4.0, 8.0  # the room of a word has air in it: so far it may come over its own line, or must stay off a card


def supports_line(arrangement: Arrangement, parent: int) -> float:
    """Where the supports that hang from a card arrive at its foot."""
    return arrangement.lefts[parent] + min(arrangement.spacing.trunk, SHARE * arrangement.cards.widths[parent])


def rebuttals_line(arrangement: Arrangement, parent: int) -> float:
    """Where the rebuttals that hang from a card arrive at its foot."""
    return arrangement.lefts[parent] + min(
        arrangement.spacing.challenge, (1 - SHARE) * arrangement.cards.widths[parent]
    )


def middle(arrangement: Arrangement, node: int) -> float:
    """The height at which a card's line leaves it."""
    return arrangement.tops[node] + arrangement.cards.heights[node] / 2


def way_up(arrangement: Arrangement, node: int, line: float, offset: float, rail: float) -> list[Point]:
    """From the height of a card that hangs to its parent's foot, at `line`; by a rail from a column further right.

    `offset` is how far before the card its own upright line stands, `rail` how far below the foot the level one.
    """
    parent, level = arrangement.cards.parents[node], middle(arrangement, node)
    foot, own = arrangement.foot(parent), arrangement.lefts[node] - offset
    if arrangement.lefts[node] == arrangement.lefts[parent] + arrangement.spacing.inset:
        return [(line, level), (line, foot)]
    return [(own, level), (own, foot + rail), (line, foot + rail), (line, foot)]


def supports_way(arrangement: Arrangement, node: int) -> list[Point]:
    """The part of a support's line, or of the one from a bracket, that runs beside and below its parent."""
    spacing, parent = arrangement.spacing, arrangement.cards.parents[node]
    line = supports_line(arrangement, parent)
    return way_up(arrangement, node, line, spacing.inset - spacing.trunk, 2 * spacing.step)


def hung_route(arrangement: Arrangement, node: int, parent: int) -> Route:
    """The line of a card that hangs, no undercut."""
    spacing, left, level = arrangement.spacing, arrangement.lefts[node], middle(arrangement, node)
    if arrangement.kin.bracket[node] >= 0:
        return Route(arrangement.line([(left, level), (left - spacing.hold, level)]), "bracket")
    if arrangement.cards.bearings[node] != Bearing.REBUTS:
        return Route(arrangement.line([(left, level), *supports_way(arrangement, node)]), "card")
    line = rebuttals_line(arrangement, parent)
    way = way_up(arrangement, node, line, spacing.inset - spacing.challenge, spacing.step)
    end = line, arrangement.foot(parent) + spacing.bar
    return Route(arrangement.line([(left, level), *way[:-1], end]), "bar")


def hung_undercut(arrangement: Arrangement, node: int, target: int) -> Route:
    """The line of an undercut that hangs, to the target's own line or to the bracket that it hangs from."""
    spacing, level = arrangement.spacing, middle(arrangement, node)
    left, ahead = arrangement.lefts[node], arrangement.lefts[target]
    points = [(left, level)]
    label = None
    if not arrangement.is_hung(target):
        lane, ring = arrangement.places.lane(target), arrangement.tops[target] - spacing.hook
        end = lane if arrangement.kin.bracket[target] >= 0 else arrangement.places.drop(target)
        points += [(lane, level), (lane, ring), (end, ring)]
        label = arrangement.word_above(target, lane, end)
        start = lane - NEAR
    elif arrangement.kin.bracket[target] >= 0:
        points.append((ahead - spacing.hold, level))
        start = ahead - spacing.hold + 2
    else:
        lane = ahead - spacing.beside
        points += [(lane, level), (lane, middle(arrangement, target))]
        start = lane - NEAR
    # The lines of several undercuts run together: the first of them has the word.
    if arrangement.kin.before[node] >= 0:
        label = None
    elif label is None:
        ringed = node in arrangement.kin.attacked or arrangement.kin.bracket[target] >= 0
        label = word_over(arrangement, node, start, ringed)
    return Route(arrangement.line(points), "ring", label)


def word_over(arrangement: Arrangement, node: int, start: float, ringed: bool) -> Point | None:
    """The middle of "undercuts" right above the level part of an undercut's line; `ringed`: a ring may sit on that."""
    spacing, end = arrangement.spacing, arrangement.lefts[node] - OFF
    away = spacing.word / 2 + 1 + (spacing.ring if ringed else 0.0)
    if end - start < spacing.undercuts_word or arrangement.cards.heights[node] / 2 < away - 2:
        return None
    return (start + end) / 2, middle(arrangement, node) - away


def hung_bracket(arrangement: Arrangement, first: int) -> Bracket:
    """The bracket that stands before this premise and those below it, down to the last undercut of their step."""
    spacing, cards, kin, tops = arrangement.spacing, arrangement.cards, arrangement.kin, arrangement.tops
    parent = cards.parents[first]
    members = [node for node in kin.children(parent) if kin.bracket[node] == first]
    place = arrangement.lefts[first] - spacing.hold
    start, last = tops[first] - spacing.word / 2 - 4, members[-1]
    end = tops[last] + cards.heights[last]
    if last in kin.attacked:
        undercut = arrangement.children(last)[-1]
        end = min(middle(arrangement, undercut) + 2 * spacing.ring, tops[undercut] + cards.heights[undercut])
    tick, level = place + spacing.tick, middle(arrangement, first)
    points = [(tick, start), (place, start), (place, end), (tick, end)]
    stem = [(place, level), *supports_way(arrangement, first)]
    words = arrangement.lefts[first] + words_end(spacing) - spacing.together_word / 2
    return Bracket(tuple(members), arrangement.line(points), arrangement.line(stem), (words, start))

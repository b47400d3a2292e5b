"""What is to be laid out, the shapes it may take, and the lines that come back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Literal

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

MARGIN = 16.0  # lines keep this far from a card's corners

End = Literal["card", "bar", "ring", "bracket", "open"]


class Shape(StrEnum):
    """`DOWN` grows downwards in rows, `RIGHT` to the right in rows that stand upright, `COMPACT` downwards in rows
    from which whole branches hang, card below card.
    """

    DOWN = "down"
    RIGHT = "right"
    COMPACT = "compact"


class Bearing(IntEnum):
    """How a node bears on its parent."""

    ROOT = 0
    SUPPORTS = 1
    REBUTS = 2
    UNDERCUTS = 3


@dataclass(slots=True)
class Cards:
    """The cards of one map, parents before their children and siblings in their order.

    `parents` holds indices, -1 for a root; `widths` and `heights` are pixels; `bearings` are `Bearing`s; siblings
    side by side with one number in `groups` are premises taken together, -1 stands for none.
    """

    parents: list[int]
    widths: list[float]
    heights: list[float]
    bearings: list[int]
    groups: list[int]

    def check(self) -> None:
        """Raises ValueError when the lists differ in length or a parent does not come before its child."""
        count = len(self.parents)
        if any(len(each) != count for each in (self.widths, self.heights, self.bearings, self.groups)):
            raise ValueError("the lists of cards differ in length")
        for at, parent in enumerate(self.parents):
            if not -1 <= parent < at:
                raise ValueError(f"card {at} comes before its parent {parent}")


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in pixels. Along a row: between cards; across: the room that lines take between rows."""

    siblings: float = 24
    together: float = 16  # between premises taken together
    cousins: float = 36  # between branches of different parents
    trees: float = 72
    head: float = 28  # from the parents' foot to the first shared line
    tail: float = 28  # from the last shared line to the children
    foot: float = 12  # undercuts' shared line below the foot of what they attack
    step: float = 14  # rebuttals' shared line above the supports'
    hook: float = 22  # brackets and rings above the cards they belong to
    bar: float = 5  # a rebuttal's crossbar off its parent's edge
    lane: float = 14  # an undercut's line beside the card whose step it attacks
    ring: float = 8  # radius
    tick: float = 10  # the ends of a bracket
    stack: float = 14  # between cards that hang one below another
    inset: float = 60  # from a card's left edge to those of its children that hang
    trunk: float = 24  # from a card's left edge to the line of the supports that hang
    challenge: float = 10  # and to that of the rebuttals
    hold: float = 22  # an upright bracket before its members
    columns: float = 64  # between columns of cards that hang from one card
    rails: float = 30  # the room of the lines to such columns
    beside: float = 18  # an undercut's line before a card that hangs
    undercuts_word: float = 58  # width of the word set in an undercut's line
    together_word: float = 86  # width of the words at a bracket
    word: float = 16  # height of both


@dataclass(frozen=True, slots=True)
class Route:
    """A right-angled line from a node's card to what the node bears on.

    `end` is what stands at the last point: `card` nothing, the line meets the card's edge; `bar` the middle of a
    crossbar that lies along the parent's edge; `ring` the middle of a ring; `bracket` nothing, the line meets the
    bracket; `open` nothing, the step of a root whose own parent is not on the map, so that undercuts of it have
    something to attack. `label` is the middle of the word "undercuts", for which the line leaves a gap; None where
    there is no room or another line has it.
    """

    points: tuple[Point, ...]
    end: End
    label: Point | None = None


@dataclass(frozen=True, slots=True)
class Bracket:
    """The bracket over premises taken together; `points` end in its ticks, `stem` runs from it to the conclusion.

    `label` is the middle of the words "taken together", for which the bracket leaves a gap.
    """

    members: tuple[int, ...]
    points: tuple[Point, ...]
    stem: tuple[Point, ...]
    label: Point | None

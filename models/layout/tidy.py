"""Places along the rows of a tree: extended Reingold-Tilford, in time that grows with the number of cards.

A. van der Ploeg, Drawing Non-Layered Tidy Trees in Linear Time, Software: Practice and Experience 44 (2014).
Differences: loops instead of recursion, so that a chain of any length works; children are placed from the last to the
first, so that a parent can be centred before its undercuts, which stand first and must clear its lane, are placed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Boxes:
    """What takes room, one a card or column: `early` and `late` are its extents towards earlier and later siblings,
    counted
    from the place that its parent is centred over; `bottoms` the depth that it reaches, rising from parent to child.

    `clear` has, for a parent with undercuts, how far before its own place these must stay.
    """

    parents: list[int]
    last: list[int]
    before: list[int]
    aside: list[bool]
    early: list[float]
    late: list[float]
    bottoms: list[float]
    clear: dict[int, float]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Least distances along a row, in pixels."""

    siblings: float
    cousins: float
    trees: float


def breadths(boxes: Boxes, gaps: Gaps) -> list[float]:
    """Where each box stands along the row; the first root stands at 0."""
    count = len(boxes.parents)
    walk = _Walk(boxes, gaps)
    last = boxes.last
    mod, prelim = walk.mod, walk.prelim
    for parent in range(count - 1, -2, -1):
        if last[parent] >= 0:
            walk.place_children(parent)
    # Places were counted backwards from the last sibling.
    moved = [0.0] * (count + 1)
    moved[-1] = -(prelim[0] + mod[0]) if count else 0.0
    places = [0.0] * count
    for node, parent in enumerate(boxes.parents):
        moved[node] = here = moved[parent] + mod[node]
        places[node] = -here - prelim[node]
    return places


class _Walk:
    """The first walk. Places grow from the last sibling to the first; lists have one more item, for the roots'
    parent.

    `prelim` is a node's place before the `mod`s of itself and those above it are added. A contour leads from a node
    to the next lower one that shows on its early or late side: a child, or a thread where branches end at different
    depths. `early_end` is the lowest node of that contour, `early_sum` the `mod`s down to it from the branch's top.
    """

    def __init__(self, boxes: Boxes, gaps: Gaps) -> None:
        count = len(boxes.parents) + 1
        self.boxes = boxes
        self.gaps = gaps
        self.prelim = [0.0] * count
        self.mod = [0.0] * count
        self.early_next = [-1] * count
        self.late_next = [-1] * count
        self.early_end = list(range(count))
        self.late_end = list(range(count))
        self.early_sum = [0.0] * count
        self.late_sum = [0.0] * count

    def place_children(self, parent: int) -> None:
        """Place the branches below a node beside one another and the node over them."""
        boxes, mod = self.boxes, self.mod
        before, aside = boxes.before, boxes.aside
        first = child = boxes.last[parent]
        centred = False
        if before[child] >= 0:
            placed = [child]
            lows = [(boxes.bottoms[self.early_end[child]], 0)]
            pushes: list[tuple[int, int, float]] = []
            while (child := before[child]) >= 0:
                start = 0.0
                if aside[child] and not aside[first]:
                    if not centred:
                        self.prelim[parent] = self.middle(first, placed[-1])
                        centred = True
                    start = self.prelim[parent] + boxes.clear[parent] - self.prelim[child]
                low = boxes.bottoms[self.early_end[child]]
                self.place(parent, child, max(start, 0.0), placed, lows, pushes)
                while lows and low >= lows[-1][0]:
                    lows.pop()
                lows.append((low, len(placed)))
                placed.append(child)
            child = placed[-1]
            if pushes:
                self.spread(placed, pushes)
        if not centred:
            self.prelim[parent] = self.middle(first, child)
            if aside[first]:
                self.prelim[parent] = min(self.prelim[parent], self.prelim[child] + mod[child] - boxes.clear[parent])
        self.late_next[parent] = first
        self.early_next[parent] = child
        self.late_end[parent], self.late_sum[parent] = self.late_end[first], self.late_sum[first]
        self.early_end[parent], self.early_sum[parent] = self.early_end[child], self.early_sum[child]

    def middle(self, one: int, other: int) -> float:
        """Half way between two children."""
        return (self.prelim[one] + self.mod[one] + self.prelim[other] + self.mod[other]) / 2

    def place(
        self,
        parent: int,
        child: int,
        start: float,
        placed: list[int],
        lows: list[tuple[float, int]],
        pushes: list[tuple[int, int, float]],
    ) -> None:
        """Push a branch away from those already placed, `start` at least, and join their contours.

        `lows` tells which of the placed shows at which depth; `pushes` gathers (ordinal of what pushed, of what was
        pushed, distance) where others stand between the two.
        """
        boxes, prelim, mod = self.boxes, self.prelim, self.mod
        bottoms, early, late = boxes.bottoms, boxes.early, boxes.late
        early_next, late_next = self.early_next, self.late_next
        ordinal = len(placed)
        spreading = ordinal > 1 and not boxes.aside[child]
        seen = len(lows) - 1
        gap = self.gaps.siblings if parent >= 0 else self.gaps.trees
        other = beside = placed[-1]
        mine = child
        other_sum, my_sum = mod[other], start
        while other >= 0 and mine >= 0:
            low, my_low = bottoms[other], bottoms[mine]
            push = other_sum + prelim[other] + early[other] + gap - my_sum - prelim[mine] + late[mine]
            if push > 0.0:
                my_sum += push
                start += push
                if spreading:
                    while low > lows[seen][0]:
                        seen -= 1
                    if lows[seen][1] < ordinal - 1:
                        pushes.append((lows[seen][1], ordinal, push))
            if low <= my_low:
                other = early_next[other]
                other_sum += mod[other]
            if low >= my_low:
                mine = late_next[mine]
                my_sum += mod[mine]
            gap = self.gaps.cousins if parent >= 0 else self.gaps.trees
        mod[child] += start
        self.early_sum[child] += start
        self.late_sum[child] += start
        if other < 0 and mine >= 0:
            first = placed[0]
            end = self.late_end[first]
            late_next[end] = mine
            drift = my_sum - mod[mine] - self.late_sum[first]
            self.late_end[first], self.late_sum[first] = self.late_end[child], self.late_sum[child]
        elif other >= 0 and mine < 0:
            end = self.early_end[child]
            early_next[end] = other
            drift = other_sum - mod[other] - self.early_sum[child]
            self.early_end[child], self.early_sum[child] = self.early_end[beside], self.early_sum[beside]
        else:
            return
        mod[end] += drift
        prelim[end] -= drift

    def spread(self, placed: list[int], pushes: list[tuple[int, int, float]]) -> None:
        """Let branches that stand between a pushed one and what pushed it share the room that came to be."""
        steps = [0.0] * (len(placed) + 1)
        back = [0.0] * (len(placed) + 1)
        for still, pushed, distance in pushes:
            share = distance / (pushed - still)
            steps[still + 1] += share
            steps[pushed] -= share
            back[pushed] += distance - share
        step = moved = 0.0
        for ordinal, node in enumerate(placed):
            step += steps[ordinal]
            moved += step - back[ordinal]
            self.mod[node] += moved

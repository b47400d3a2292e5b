"""Places along the rows of a tree: extended Reingold-Tilford, in time that grows with the number of cards.

A. van der Ploeg, Drawing Non-Layered Tidy Trees in Linear Time, Software: Practice and Experience 44 (2014).
Differences: loops instead of recursion, so that a chain of any length works; children are placed from the last to the
first, so that a parent can be centred before its undercuts, which stand first and must clear its lane, are placed.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


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
    walk.up()
    mod, prelim = walk.mod, walk.prelim
    # Places were counted backwards from the last sibling.
    moved = [0.0] * (count + 1)
    moved[-1] = -(prelim[0] + mod[0]) if count else 0.0
    places = [0.0] * count
    for node, parent in enumerate(boxes.parents):
        moved[node] = here = moved[parent] + mod[node]
        places[node] = -here - prelim[node]
    return places


class _Walk:
    """The first walk. Places grow from the last sibling to the first; lists have one more item, for the roots' parent.

    `prelim` is a node's place before the `mod`s of itself and those above it are added. A contour leads from a node to
    the next lower one that shows on its early or late side: a child, or a thread where branches end at different
    depths. `early_end` is the lowest node of that contour, `early_sum` the `mod`s down to it from the branch's top.
    """

    def __init__(self, boxes: Boxes, gaps: Gaps) -> None:
        count = len(boxes.parents) + 1
        self.boxes = boxes
        self.siblings, self.cousins, self.trees = gaps.siblings, gaps.cousins, gaps.trees
        self.prelim = [0.0] * count
        self.mod = [0.0] * count
        self.early_next = [-1] * count
        self.late_next = [-1] * count
        self.early_end = list(range(count))
        self.late_end = list(range(count))
        self.early_sum = [0.0] * count
        self.late_sum = [0.0] * count

    def up(self) -> None:
        """Place the branches below each node, the lowest nodes first, and the nodes over them."""
        last, before, aside = self.boxes.last, self.boxes.before, self.boxes.aside
        prelim, early_next, late_next = self.prelim, self.early_next, self.late_next
        early_end, late_end = self.early_end, self.late_end
        early_sum, late_sum = self.early_sum, self.late_sum
        for parent in range(len(before) - 1, -2, -1):
            child = first = last[parent]
            if first < 0:
                continue
            if before[first] >= 0:
                child = self.place_siblings(parent, first)
            elif aside[first]:
                prelim[parent] = prelim[first] - self.boxes.clear[parent]
            else:
                prelim[parent] = prelim[first]
            late_next[parent] = first
            early_next[parent] = child
            late_end[parent] = late_end[first]
            late_sum[parent] = late_sum[first]
            early_end[parent] = early_end[child]
            early_sum[parent] = early_sum[child]

    def place_siblings(self, parent: int, first: int) -> int:
        """Place several branches beside one another and their parent over them; the last one placed.

        Those that end higher than their neighbours lie hidden below these: `lows` and `showing` tell how deep which of
        those placed can still be met.
        """
        boxes, mod, early_end = self.boxes, self.mod, self.early_end
        before, aside, bottoms, late_next = boxes.before, boxes.aside, boxes.bottoms, self.late_next
        placed = [first]
        lows = [bottoms[early_end[first]]]
        showing = [0]
        pushes: list[tuple[int, int, float]] = []
        mixed = parent in boxes.clear and not aside[first]
        centred = False
        beside, child = first, before[first]
        while child >= 0:
            start = -inf
            if mixed and aside[child]:
                if not centred:
                    self.centre(parent, first, beside)
                    centred = True
                start = self.prelim[parent] + boxes.clear[parent] - self.prelim[child]
            low = bottoms[early_end[child]]
            if late_next[child] < 0 and low <= bottoms[beside]:
                self.place_leaf(parent, child, beside, start)
            else:
                self.place(parent, child, start, placed, lows, showing, pushes)
            while lows and low >= lows[-1]:
                lows.pop()
                showing.pop()
            lows.append(low)
            showing.append(len(placed))
            placed.append(child)
            beside, child = child, before[child]
        child = beside
        if pushes:
            self.spread(placed, pushes)
        if not centred:
            self.centre(parent, first, child)
            if aside[first]:
                clear = self.prelim[child] + mod[child] - boxes.clear[parent]
                self.prelim[parent] = min(self.prelim[parent], clear)
        return child

    def centre(self, parent: int, one: int, other: int) -> None:
        """Put a parent half way between two children."""
        prelim, mod = self.prelim, self.mod
        prelim[parent] = (prelim[one] + mod[one] + prelim[other] + mod[other]) / 2

    def place_leaf(self, parent: int, child: int, beside: int, start: float) -> None:
        """`place` for a leaf that meets only the sibling placed before it: half of all cards are such."""
        prelim, mod, early_sum, boxes = self.prelim, self.mod, self.early_sum, self.boxes
        gap = self.siblings if parent >= 0 else self.trees
        push = mod[beside] + prelim[beside] + boxes.early[beside] + gap + boxes.late[child]
        place = push if push > start else start
        lower = beside if boxes.bottoms[child] < boxes.bottoms[beside] else self.early_next[beside]
        self.late_sum[child] = place
        if lower < 0:
            mod[child] = early_sum[child] = place
            return
        mod[child] = drifted = 0.0 if lower == beside else mod[beside]
        prelim[child] = place - drifted
        self.early_next[child] = lower
        self.early_end[child] = self.early_end[beside]
        early_sum[child] = early_sum[beside]

    def place(
        self,
        parent: int,
        child: int,
        start: float,
        placed: list[int],
        lows: list[float],
        showing: list[int],
        pushes: list[tuple[int, int, float]],
    ) -> None:
        """Put a branch beside those already placed, at `start` or further, and join their contours.

        `pushes` gathers (ordinal of what pushed, of what was pushed, distance) where others stand between the two.
        """
        prelim, mod, early_next, late_next = self.prelim, self.mod, self.early_next, self.late_next
        bottoms, early, late = self.boxes.bottoms, self.boxes.early, self.boxes.late
        gap, cousins = (self.siblings, self.cousins) if parent >= 0 else (self.trees, self.trees)
        seen = len(lows) - 1
        other = beside = placed[-1]
        mine = child
        start = max(start, mod[other] + prelim[other] + early[other] + gap - prelim[mine] + late[mine])
        other_sum, my_sum = mod[other], start
        while other >= 0 and mine >= 0:
            low, my_low = bottoms[other], bottoms[mine]
            push = other_sum + prelim[other] + early[other] + gap - my_sum - prelim[mine] + late[mine]
            if push > 0.0:
                my_sum += push
                start += push
                while low > lows[seen]:
                    seen -= 1
                if showing[seen] < len(placed) - 1 and not self.boxes.aside[child]:
                    pushes.append((showing[seen], len(placed), push))
            if low <= my_low:
                other = early_next[other]
                other_sum += mod[other]
            if low >= my_low:
                mine = late_next[mine]
                my_sum += mod[mine]
            gap = cousins
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

"""What lies in an area: boxes in the order of the tree, packed in runs, which lie close together as the tree does."""

from __future__ import annotations

from collections.abc import Sequence

RUN = 16


class Boxes:
    """An index over fixed boxes; `touching` gives their places in ascending order."""

    def __init__(
        self, lefts: Sequence[float], tops: Sequence[float], rights: Sequence[float], bottoms: Sequence[float]
    ) -> None:
        self._levels = [(lefts, tops, rights, bottoms)]
        while len(self._levels[-1][0]) > RUN:
            below = self._levels[-1]
            starts = range(0, len(below[0]), RUN)
            least = [[min(side[a : a + RUN]) for a in starts] for side in below[:2]]
            most = [[max(side[a : a + RUN]) for a in starts] for side in below[2:]]
            self._levels.append((least[0], least[1], most[0], most[1]))

    def touching(self, left: float, top: float, right: float, bottom: float) -> list[int]:
        """The boxes that share more than an edge with the area."""
        found: Sequence[int] = range(len(self._levels[-1][0]))
        for depth in range(len(self._levels) - 1, -1, -1):
            lefts, tops, rights, bottoms = self._levels[depth]
            found = [
                i for i in found if lefts[i] < right and rights[i] > left and tops[i] < bottom and bottoms[i] > top
            ]
            if depth:
                size = len(self._levels[depth - 1][0])
                found = [i for run in found for i in range(run * RUN, min(size, run * RUN + RUN))]
        return list(found)

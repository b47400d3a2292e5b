"""What differs between two versions of a text, and where a place of the one stands in the other.

Offsets are Unicode code points, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Hunk(NamedTuple):
    """old[start:end] gave way to `length` characters; start = end: something was put in, length 0: taken out."""

    start: int
    end: int
    length: int


def hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """What turns `old` into `new`: sorted, apart from each other by at least one character that stayed."""
    from rapidfuzz.distance import Postfix, Prefix

    head = Prefix.similarity(old, new)
    tail = Postfix.similarity(old[head:], new[head:])
    return joined(_compared(old[head : len(old) - tail], new[head : len(new) - tail], head))


def _compared(old: str, new: str, at: int) -> Iterator[Hunk]:
    from fast_diff_match_patch import diff  # type: ignore[import-not-found]

    for sign, count in diff(old, new, timelimit=1.0, cleanup="Semantic"):
        if sign == "=":
            at += count
        elif sign == "-":
            yield Hunk(at, at + count, 0)
            at += count
        else:
            yield Hunk(at, at, count)


def joined(found: Iterable[Hunk]) -> tuple[Hunk, ...]:
    """Sorted hunks, those that touch made one, those that change nothing left out."""
    result: list[Hunk] = []
    for hunk in found:
        if hunk.start == hunk.end and not hunk.length:
            continue
        if result and result[-1].end == hunk.start:
            last = result.pop()
            hunk = Hunk(last.start, hunk.end, last.length + hunk.length)
        result.append(hunk)
    return tuple(result)


def inverted(found: Iterable[Hunk]) -> tuple[Hunk, ...]:
    """What turns the new text back into the old one."""
    result, shift = [], 0
    for hunk in found:
        start = hunk.start + shift
        result.append(Hunk(start, start + hunk.length, hunk.end - hunk.start))
        shift += hunk.length - (hunk.end - hunk.start)
    return tuple(result)


class Shifting:
    """Moves places of the old text to the new one."""

    def __init__(self, found: Iterable[Hunk]) -> None:
        self.hunks = tuple(found)
        self._starts = [hunk.start for hunk in self.hunks]
        self._ends = [hunk.end for hunk in self.hunks]
        self._shifts = [0]
        for hunk in self.hunks:
            self._shifts.append(self._shifts[-1] + hunk.length - (hunk.end - hunk.start))

    def passage(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the passage [start, end) stands, when no hunk reaches into it; what is put in at an end is outside."""
        from bisect import bisect_left, bisect_right

        before = bisect_right(self._ends, start)  # these lie wholly before it
        if before < bisect_left(self._starts, end):
            return None
        return start + self._shifts[before], end + self._shifts[before]

    def start(self, at: int) -> int:
        """Where a passage that begins at `at` begins: behind what is put in there; in a hunk, where that begins."""
        from bisect import bisect_right

        before = bisect_right(self._ends, at)
        if before < len(self.hunks) and self._starts[before] < at:
            return self._starts[before] + self._shifts[before]
        return at + self._shifts[before]

    def end(self, at: int) -> int:
        """Where a passage that ends at `at` ends: before what is put in there; in a hunk, where that ends."""
        from bisect import bisect_left

        before = bisect_left(self._starts, at)
        if before and self._ends[before - 1] > at:
            hunk = self.hunks[before - 1]
            return hunk.start + self._shifts[before - 1] + hunk.length
        return at + self._shifts[before]

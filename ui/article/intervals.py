"""Marks in reading order, found by place, added and taken away, all without looking at each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass

SIZE = 96  # marks in a chunk; twice as many split it


@dataclass(frozen=True, slots=True)
class Highlight:
    """One passage of a node, [start, end) in code points."""

    anchor_id: str
    node_id: str
    start: int
    end: int
    kind: str


def in_reading_order(mark: Highlight) -> int:
    """By start, the longer one first."""
    return (mark.start << 40) - mark.end


class Intervals:
    """Chunks of marks in reading order, each with how far its marks reach."""

    def __init__(self, marks: list[Highlight]) -> None:
        """`marks` stand in reading order."""
        self._chunks = [marks[at : at + SIZE] for at in range(0, len(marks), SIZE)]
        self._measure()

    def _measure(self) -> None:
        self._firsts = [chunk[0].start for chunk in self._chunks]
        self._reach = [max([mark.end for mark in chunk]) for chunk in self._chunks]

    def __iter__(self) -> Iterator[Highlight]:
        for chunk in self._chunks:
            yield from chunk

    def __len__(self) -> int:
        return sum(map(len, self._chunks))

    def touching(self, start: int, end: int) -> list[Highlight]:
        """Those that share a character with [start, end), in reading order."""
        found: list[Highlight] = []
        for at in range(bisect_left(self._firsts, end)):
            if self._reach[at] > start:
                found.extend([m for m in self._chunks[at] if m.end > start and m.start < end])
        return found

    def add(self, mark: Highlight) -> None:
        if not self._chunks:
            self._chunks.append([mark])
            self._measure()
            return
        at = max(0, bisect_right(self._firsts, mark.start) - 1)
        chunk = self._chunks[at]
        insort(chunk, mark, key=in_reading_order)
        if len(chunk) > 2 * SIZE:
            self._chunks[at : at + 1] = [chunk[:SIZE], chunk[SIZE:]]
            self._measure()
        else:
            self._firsts[at], self._reach[at] = chunk[0].start, max(self._reach[at], mark.end)

    def remove(self, gone: set[int]) -> None:
        """Take out the objects with these `id()`s."""
        kept = ([m for m in chunk if id(m) not in gone] for chunk in self._chunks)
        self._chunks = [chunk for chunk in kept if chunk]
        self._measure()

"""Right-angled lines with round corners. Each stretch is drawn once: a line ends where another goes on for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import floor
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

RADIUS = 6  # of the corners
CROSSBAR = 12
NEAR = 0.01  # pixels that are no distance

Point = tuple[float, float]


class Stroke(NamedTuple):
    """A line to be drawn. `bends` towards a point after its last: the round corner is drawn, what follows is not."""

    points: tuple[Point, ...]
    bends: Point | None = None


def snapped(points: Sequence[Point]) -> tuple[Point, ...]:
    """A line in the middle of whole pixels, where a thin one is sharp; its ends stay on the edges that they meet."""
    found = [(floor(x) + 0.5, floor(y) + 0.5) for x, y in points]
    if len(points) > 1:
        for end, inner in ((0, 1), (-1, -2)):
            (x, y), across = points[end], points[end][1] == points[inner][1]
            found[end] = (round(x), found[end][1]) if across else (found[end][0], round(y))
    return tuple(found)


def trace(path: QPainterPath, stroke: Stroke) -> None:
    """Add a stroke with its round corners to a path."""
    points = stroke.points
    path.moveTo(*points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        _turn(path, before, corner, after)
    if stroke.bends is not None and len(points) > 1:
        _turn(path, points[-2], points[-1], stroke.bends)
    else:
        path.lineTo(*points[-1])


def _turn(path: QPainterPath, before: Point, corner: Point, after: Point) -> None:
    room = min(RADIUS, _length(before, corner) / 2, _length(corner, after) / 2)
    path.lineTo(*_towards(corner, before, room))
    path.quadTo(QPointF(*corner), QPointF(*_towards(corner, after, room)))


def _length(a: Point, b: Point) -> float:
    return abs(b[0] - a[0]) + abs(b[1] - a[1])


def _towards(start: Point, end: Point, far: float) -> Point:
    whole = _length(start, end)
    share = far / whole if whole else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def crossbar(points: Sequence[Point]) -> Stroke:
    """The bar across the end of a line, in the middle of a pixel."""
    (x, y), before, half = points[-1], points[-2], CROSSBAR / 2
    if abs(x - before[0]) < abs(y - before[1]):
        return Stroke(((x - half, floor(y) + 0.5), (x + half, floor(y) + 0.5)))
    return Stroke(((floor(x) + 0.5, y - half), (floor(x) + 0.5, y + half)))


class Taken:
    """The stretches that lines of one colour have taken so far."""

    def __init__(self) -> None:
        self._along: dict[tuple[bool, float], list[tuple[float, float]]] = {}

    def add(self, points: Sequence[Point]) -> Iterator[Stroke]:
        """What is left to draw of a line: up to where the rest of it has been drawn; nothing if all of it was."""
        steps = [_stretch(a, b) for a, b in pairwise(points)]
        end = len(steps)
        while end and self._has(*steps[end - 1]):
            end -= 1
        if not end:
            return
        kept = tuple(points[: end + 1])
        bends = None
        if end < len(steps):
            bends = points[end + 1] if self._is_end(steps[end], points[end]) else None
        else:
            kept = (*kept[:-1], self._short(steps[-1], *kept[-2:]))
        for line, low, high in steps[:end]:
            self._along.setdefault(line, []).append((low, high))
        yield Stroke(kept, bends)

    def _short(self, step: tuple[tuple[bool, float], float, float], start: Point, end: Point) -> Point:
        """The end of a line's last step, taken back to where another one has drawn the rest of it."""
        line, low, high = step
        side = 0 if line[0] else 1
        for a, b in self._along.get(line, ()):
            if end[side] == low and a <= low + NEAR < b < high:
                return (b, end[1]) if line[0] else (end[0], b)
            if end[side] == high and low < a < high - NEAR <= b:
                return (a, end[1]) if line[0] else (end[0], a)
        return end

    def _has(self, line: tuple[bool, float], low: float, high: float) -> bool:
        return any(a <= low + NEAR and high <= b + NEAR for a, b in self._along.get(line, ()))

    def _is_end(self, step: tuple[tuple[bool, float], float, float], corner: Point) -> bool:
        """Whether a drawn stretch that covers a step begins at its corner, where it bends away itself."""
        line, low, high = step
        here = corner[0] if line[0] else corner[1]
        covering = [(a, b) for a, b in self._along[line] if a <= low + NEAR and high <= b + NEAR]
        return all(min(abs(here - a), abs(here - b)) < NEAR for a, b in covering)


def _stretch(a: Point, b: Point) -> tuple[tuple[bool, float], float, float]:
    """The line that a step lies on (whether it runs across, and at which height), and from where to where."""
    across = a[1] == b[1]
    low, high = sorted((a[0], b[0]) if across else (a[1], b[1]))
    return (across, a[1] if across else a[0]), low, high


def with_gaps(stroke: Stroke, middles: Iterable[QPointF], half: tuple[float, float]) -> list[Stroke]:
    """A stroke without what lies within `half` (across, down) of places on it."""
    strokes = [stroke]
    for middle in middles:
        place = (middle.x(), middle.y())
        strokes = [piece for each in strokes for piece in _parted(each, place, half)]
    return strokes


def _parted(stroke: Stroke, middle: Point, half: tuple[float, float]) -> list[Stroke]:
    points = stroke.points
    for at, (a, b) in enumerate(pairwise(points)):
        (across, level), low, high = _stretch(a, b)
        here, off = (middle[0], middle[1]) if across else (middle[1], middle[0])
        if abs(off - level) > 1 or not low <= here <= high:
            continue
        whole, reach = high - low, half[0] if across else half[1]
        first = abs(here - (a[0] if across else a[1]))
        if first - reach <= 0 or first + reach >= whole:
            continue
        cut = _towards(a, b, first - reach), _towards(a, b, first + reach)
        return [Stroke((*points[: at + 1], cut[0])), Stroke((cut[1], *points[at + 1 :]), stroke.bends)]
    return [stroke]

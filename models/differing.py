"""What differs between two versions of a text, and where a place of the one stands in the other.

Offsets are Unicode code points, end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import NamedTuple

SECONDS = 1.2  # for one comparison; what is not told apart by then is one change
NEAR, ALIKE = 100, 64  # how far a change typed by hand reaches, and how much is alike behind it
NEAR_TURNS = 300  # how many such changes are looked for
CHANCE = 12  # a longer stretch that two changes leave between them is no chance likeness
SLIDE = 400  # how far, in characters, a change may slide to where a reader would see it
# Lines, then sentences, words and characters, each only inside what differed before: characters alone take seconds
# for a megabyte of repetitive text.
LEVELS = (
    re.compile(r"[^\n]*\n|[^\n]+"),
    re.compile(r"[^\n.!?;。！？]*[\n.!?;。！？]+\s*|[^\n.!?;。！？]+"),
    re.compile(r"\w+|\s+|[^\w\s]"),
    None,
)


class Hunk(NamedTuple):
    """old[start:end] gave way to `length` characters; start = end: something was put in, length 0: taken out."""

    start: int
    end: int
    length: int


Run = tuple[int, int, int, int]  # old start and end, new start and end


def hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """What turns `old` into `new`: sorted, apart from each other by at least one character that stayed."""
    deadline = monotonic() + SECONDS
    found = (part for run in _near(old, new) for part in _compared(old, new, run, 0, deadline))
    return joined(_slid(old, new, _meaningful(_touching(found))))


def _near(old: str, new: str) -> Iterator[Run]:
    """Stretches that differ, where both texts go on alike soon after; what is left once they do not.

    In a text that repeats itself this finds what was typed, where a shortest difference may be any of many.
    """
    at, left_end, onto, right_end = _trimmed(old, new, (0, len(old), 0, len(new)))
    for _turn in range(NEAR_TURNS):
        gone_on = _goes_on(old, new, at, onto)
        if gone_on is None or gone_on[0] > left_end or gone_on[1] > right_end:
            break
        yield at, gone_on[0], onto, gone_on[1]
        at, _left, onto, _right = _trimmed(old, new, (gone_on[0], left_end, gone_on[1], right_end))
    yield at, left_end, onto, right_end


def _goes_on(old: str, new: str, at: int, onto: int) -> tuple[int, int] | None:
    """The nearest places behind `at` and `onto` from which the next characters are the same."""
    found = None
    for more in range(NEAR):
        piece = old[at + more : at + more + ALIKE]
        reach = NEAR if found is None else found[0] + found[1] - at - onto - more
        if len(piece) < ALIKE or reach <= 0:
            break
        place = new.find(piece, onto, onto + reach + ALIKE - 1)
        if place >= 0:
            found = at + more, place
    return found


def _compared(old: str, new: str, run: Run, level: int, deadline: float) -> Iterator[Run]:
    """What differs in the run, by the units of `level` and of those below it."""
    from fast_diff_match_patch import diff  # type: ignore[import-not-found]

    left, left_end, right, right_end = run = _trimmed(old, new, run)
    if left == left_end or right == right_end:
        if left < left_end or right < right_end:
            yield run
        return
    left_seconds = deadline - monotonic()
    if level == len(LEVELS) or left_seconds <= 0:
        yield run
        return
    pattern = LEVELS[level]
    olds = _units(pattern, old[left:left_end])
    news = _units(pattern, new[right:right_end])
    one, other = _as_characters(olds, news)
    below: list[Run] = []
    at, onto, at_end, onto_end = left, right, left, right
    i = j = 0
    for sign, count in [*diff(one, other, timelimit=left_seconds / 2, checklines=False, cleanup="No"), ("=", 0)]:
        if sign == "-":
            at_end += sum(map(len, olds[i : i + count]))
            i += count
        elif sign == "+":
            onto_end += sum(map(len, news[j : j + count]))
            j += count
        else:
            if at < at_end or onto < onto_end:
                below.append((at, at_end, onto, onto_end))
            same = sum(map(len, olds[i : i + count]))
            i, j = i + count, j + count
            at, onto = at_end, onto_end = at_end + same, onto_end + same
    for each in below:
        yield from _compared(old, new, each, level + 1, deadline)


def _trimmed(old: str, new: str, run: Run) -> Run:
    """The run without what both sides begin or end with."""
    from rapidfuzz.distance import Postfix, Prefix

    left, left_end, right, right_end = run
    one, other = old[left:left_end], new[right:right_end]
    head = Prefix.similarity(one, other)
    tail = Postfix.similarity(one[head:], other[head:])
    return left + head, left_end - tail, right + head, right_end - tail


def _units(pattern: re.Pattern[str] | None, text: str) -> list[str]:
    return list(text) if pattern is None else pattern.findall(text)


def _as_characters(olds: list[str], news: list[str]) -> tuple[str, str]:
    """Each list as a string in which one character stands for one unit (halves of characters are passed over)."""
    table: dict[str, int] = {}
    places = ([table.setdefault(unit, len(table)) for unit in units] for units in (olds, news))
    one, other = ("".join(chr(at + 1 if at < 0xD7FF else at + 0x801) for at in found) for found in places)
    return one, other


def _touching(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, those that touch made one."""
    last: Run | None = None
    for run in runs:
        if last is not None and last[1] == run[0] and last[3] == run[2]:
            last = (last[0], run[1], last[2], run[3])
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _meaningful(runs: Iterable[Run]) -> list[Run]:
    """The runs without the chance likenesses between them: short ones, no longer than what went on either side."""
    found: list[Run] = []
    for run in runs:
        found.append(run)
        while len(found) > 1:
            one, other = found[-2:]
            if other[0] - one[1] > min(CHANCE, one[1] - one[0], other[1] - other[0]):
                break
            found[-2:] = [(one[0], other[1], one[2], other[3])]
    return found


def _slid(old: str, new: str, runs: list[Run]) -> Iterator[Hunk]:
    """The runs as hunks, what was only put in or only taken out slid to where words, sentences or lines begin."""
    for at, (left, left_end, right, right_end) in enumerate(runs):
        low = runs[at - 1][1] + 1 if at else 0
        high = (runs[at + 1][0] - 1 if at + 1 < len(runs) else len(old)) - left_end
        by = 0
        if left == left_end:
            by = _slide(new, right, right_end, left - low, high)
        elif right == right_end:
            by = _slide(old, left, left_end, left - low, high)
        yield Hunk(left + by, left_end + by, right_end - right)


def _slide(text: str, start: int, end: int, back: int, ahead: int) -> int:
    """How far text[start:end] slides, at most `back` or `ahead`: the first place of the best ones."""
    lowest = highest = 0
    while lowest > -min(back, SLIDE) and text[start + lowest - 1] == text[end + lowest - 1]:
        lowest -= 1
    while highest < min(ahead, SLIDE, len(text) - end) and text[start + highest] == text[end + highest]:
        highest += 1
    places = range(lowest, highest + 1)
    return max(places, key=lambda by: (_edge(text, start + by) + _edge(text, end + by), -abs(by)))


def _edge(text: str, at: int) -> int:
    """How much of a border lies before text[at]."""
    if at <= 0 or at >= len(text):
        return 5
    before, after = text[at - 1], text[at]
    if before == "\n" or after == "\n":
        return 4 if before == "\n" else 3
    if before.isspace():
        return 3 if at > 1 and text[at - 2] in ".!?。！？" else 2
    if after.isspace():
        return 2
    return 0 if before.isalnum() and after.isalnum() else 1


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
        before = bisect_right(self._ends, start)  # these lie wholly before it
        if before < bisect_left(self._starts, end):
            return None
        return start + self._shifts[before], end + self._shifts[before]

    def start(self, at: int) -> int:
        """Where a passage that begins at `at` begins: behind what is put in there; in a hunk, where that begins."""
        before = bisect_right(self._ends, at)
        if before < len(self.hunks) and self._starts[before] < at:
            return self._starts[before] + self._shifts[before]
        return at + self._shifts[before]

    def end(self, at: int) -> int:
        """Where a passage that ends at `at` ends: before what is put in there; in a hunk, where that ends."""
        before = bisect_left(self._starts, at)
        if before and self._ends[before - 1] > at:
            hunk = self.hunks[before - 1]
            return hunk.start + self._shifts[before - 1] + hunk.length
        return at + self._shifts[before]

    def before(self, at: int) -> int:
        """The place `at` before what is put in there; in a hunk, where that begins."""
        left = bisect_left(self._ends, at)
        if left == len(self.hunks) or self._starts[left] >= at:
            return at + self._shifts[left]
        return at + self._shifts[left + 1] if self._ends[left] == at else self._starts[left] + self._shifts[left]

    def after(self, at: int) -> int:
        """The place `at` behind what is put in there; in a hunk, where that ends."""
        right = bisect_right(self._starts, at)
        if right and self._ends[right - 1] > at:
            hunk = self.hunks[right - 1]
            return hunk.start + self._shifts[right - 1] + hunk.length
        return at + self._shifts[right]

    def holds(self, start: int, end: int) -> bool:
        """Whether both ends of the passage [start, end) are certain: no hunk goes across one of them."""
        left = bisect_right(self._ends, start)
        right = bisect_left(self._starts, end)
        crossed = left < len(self.hunks) and self._starts[left] < start
        return not crossed and not (right and self._ends[right - 1] > end)

    def changed_in(self, start: int, end: int) -> tuple[int, int]:
        """How many characters of the passage [start, end) are gone, and how many came into it."""
        touching = self.hunks[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
        gone = sum(min(hunk.end, end) - max(hunk.start, start) for hunk in touching)
        return gone, sum(hunk.length for hunk in touching)

"""What differs between two versions of a text, and where a place of the one stands in the other.

Offsets are Unicode code points, end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from time import monotonic
from typing import NamedTuple

SECONDS = 1.2  # for one comparison; what is not told apart by then is one change
NEAR, ALIKE = 100, 64  # how far a change typed by hand reaches, and how much is alike behind it
NEAR_TURNS = 300  # how many such changes are looked for
CHANCE = 12  # a longer stretch that two changes leave between them is no chance likeness
EXACT = 2**28  # bits of the table of an exact alignment: 32 MB
AKIN, SHORT = 0.35, 100  # the least share of likeness of two stretches that together have more than so many characters
SLIDE = 400  # how far, in characters, a change may slide to where a reader would see it
# Lines, then sentences, words and characters, each only inside what differed before: characters alone take seconds
# for a megabyte of repetitive text.
LEVELS = (
    re.compile(r"[^\n]*\n+|[^\n]+"),  # with the blank ones behind them: alone, those are all alike
    re.compile(r"[^\n.!?;。！？]*[\n.!?;。！？]+\s*|[^\n.!?;。！？]+"),
    re.compile(r"\w+|\s+|[^\w\s]"),
    None,
)
WORDS = 2


class Hunk(NamedTuple):
    """old[start:end] gave way to `length` characters; start = end: something was put in, length 0: taken out."""

    start: int
    end: int
    length: int


Run = tuple[int, int, int, int]  # old start and end, new start and end
Alike = tuple[int, int, int]  # old start, new start, characters


def hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """What turns `old` into `new`: sorted, apart from each other by at least one character that stayed."""
    deadline = monotonic() + SECONDS
    *near, rest = _near(old, new)
    found = [part for run in near for part in _compared(old, new, run, WORDS, deadline)]
    found += _compared(old, new, _in_whole_lines(old, rest, near[-1][1] if near else 0), 0, deadline)
    return joined(_slid(old, new, _meaningful(old, new, _touching(found))))


def _in_whole_lines(old: str, run: Run, low: int) -> Run:
    """The run with all of the lines that it begins and ends in, as far as they are alike, but not from before `low`."""
    left, left_end, right, right_end = run
    back = left - max(low, old.rfind("\n", 0, left) + 1)
    line_end = old.find("\n", left_end)
    ahead = (len(old) if line_end < 0 else line_end + 1) - left_end
    return left - back, left_end + ahead, right - back, right_end + ahead


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
    trimmed = _trimmed(old, new, run)
    seconds = deadline - monotonic()
    if trimmed[0] == trimmed[1] or trimmed[2] == trimmed[3] or level == len(LEVELS) or seconds <= 0:
        if trimmed[0] < trimmed[1] or trimmed[2] < trimmed[3]:
            yield trimmed
        return
    left, left_end, right, right_end = run
    olds = _units(LEVELS[level], old[left:left_end])
    news = _units(LEVELS[level], new[right:right_end])
    alike = list(_alike(olds, news, left, right, seconds / 2))
    if level < WORDS and not alike and len(olds) == len(news):  # something in each of them: one by one
        alike = [(at, onto, 0) for at, onto in zip(_starts(left, olds), _starts(right, news), strict=True)]
    if level == WORDS and not _akin(run, alike):
        yield trimmed
        return
    at, onto = left, right
    for start, place, length in (*alike, (left_end, right_end, 0)):
        if at < start or onto < place:
            yield from _compared(old, new, (at, start, onto, place), level + 1, deadline)
        at, onto = start + length, place + length


def _starts(at: int, units: list[str]) -> Iterator[int]:
    """Where the units begin."""
    return accumulate(map(len, units[:-1]), initial=at)


def _akin(run: Run, alike: list[Alike]) -> bool:
    """Whether so much of a run is alike, by words, that it is no other text with the same small words in it."""
    longer, both = max(length for _at, _onto, length in (*alike, (0, 0, 0))), run[1] - run[0] + run[3] - run[2]
    return both <= SHORT or longer >= ALIKE // 2 or 2 * sum(length for _at, _onto, length in alike) >= AKIN * both


def _alike(olds: list[str], news: list[str], at: int, onto: int, seconds: float) -> Iterator[Alike]:
    """What the two texts from `at` and `onto` have in common, by the units that they consist of."""
    i = j = 0
    for sign, count in _aligned(*_as_characters(olds, news), seconds):
        length = sum(map(len, (news[j : j + count] if sign == "+" else olds[i : i + count])))
        if sign == "=":
            yield at, onto, length
        if sign != "+":
            i, at = i + count, at + length
        if sign != "-":
            j, onto = j + count, onto + length


def _aligned(one: str, other: str, seconds: float) -> Iterator[tuple[str, int]]:
    """How many characters are alike (=), go (-), come (+), in turn.

    Exact where the table that this takes is small enough, else as good as the time allows.
    """
    if len(one) * len(other) > EXACT:
        from fast_diff_match_patch import diff  # type: ignore[import-not-found]

        yield from diff(one, other, timelimit=seconds, checklines=False, cleanup="No")
        return
    from rapidfuzz.distance import Indel

    for step in Indel.opcodes(one, other):
        if step.tag == "equal":
            yield "=", step.src_end - step.src_start
            continue
        if step.src_start < step.src_end:
            yield "-", step.src_end - step.src_start
        if step.dest_start < step.dest_end:
            yield "+", step.dest_end - step.dest_start


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


def _meaningful(old: str, new: str, runs: Iterable[Run]) -> list[Run]:
    """The runs without the chance likenesses between them: short ones, no longer than the change on either side.

    Whole words count as one only where words went on both sides.
    """
    found: list[Run] = []
    for run in runs:
        found.append(run)
        while len(found) > 1:
            one, other = found[-2:]
            sizes = [one[1] - one[0], other[1] - other[0]]
            if _inside_word(old, new, one[1], one[3]) or _inside_word(old, new, other[0], other[2]):
                sizes = [max(sizes[0], one[3] - one[2]), max(sizes[1], other[3] - other[2])]
            if other[0] - one[1] > min(CHANCE, *sizes):
                break
            found[-2:] = [(one[0], other[1], one[2], other[3])]
    return found


def _inside_word(old: str, new: str, at: int, onto: int) -> bool:
    """Whether a word runs across the place in either text."""
    return any(text[max(0, place - 1) : place + 1].isalnum() for text, place in ((old, at), (new, onto)))


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

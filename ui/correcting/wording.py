"""Differences widened to whole words: what a person sees as changed. Offsets are code points, end exclusive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from models.anchors import WORD
from models.differing import Hunk


class Change(NamedTuple):
    """old[old_start:old_end] gave way to new[start:end]; either may be empty."""

    old_start: int
    old_end: int
    start: int
    end: int


def worded(old: str, new: str, hunks: Iterable[Hunk]) -> tuple[Change, ...]:
    """The hunks, sorted as they are, widened to the words they cut; those that share a word are one."""
    result: list[Change] = []
    shift = 0
    found = list(hunks)
    for at, hunk in enumerate(found):
        change = Change(hunk.start, hunk.end, hunk.start + shift, hunk.start + shift + hunk.length)
        shift += hunk.length - (hunk.end - hunk.start)
        limit = found[at + 1].start if at + 1 < len(found) else len(old)
        floor = result[-1].old_end if result else 0
        change = _widened(old, new, change, floor, limit)
        if result and result[-1].old_end == change.old_start and result[-1].end == change.start:
            last = result.pop()
            change = Change(last.old_start, change.old_end, last.start, change.end)
        result.append(change)
    return tuple(result)


def _widened(old: str, new: str, change: Change, floor: int, limit: int) -> Change:
    """Both sides grow alike into what is the same before and after, from `floor` to `limit` of the old text."""
    left = right = 0
    if _cut(old, change.old_start) or _cut(new, change.start):
        while change.old_start - left > floor and old[change.old_start - left - 1].isalnum():
            left += 1
    if _cut(old, change.old_end) or _cut(new, change.end):
        while change.old_end + right < limit and old[change.old_end + right].isalnum():
            right += 1
    return Change(change.old_start - left, change.old_end + right, change.start - left, change.end + right)


def _cut(text: str, at: int) -> bool:
    """Whether a word runs across the boundary before text[at]."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def count_words(old: str, new: str, changes: Iterable[Change]) -> int:
    """How many words differ: for each change those of the side that has more."""
    return sum(
        max(_words(old[change.old_start : change.old_end]), _words(new[change.start : change.end]))
        for change in changes
    )


def _words(text: str) -> int:
    return sum(1 for _match in WORD.finditer(text))

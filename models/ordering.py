"""Places among siblings as short strings that sort, so that a move changes one row and never renumbers the others.

Fractional indexing over the lower-case letters: between any two places there is another. Places compare as plain
strings; a place never ends in "a", so there is always room before it.
"""

from __future__ import annotations

FIRST, LAST = ord("a"), ord("z")


def between(before: str | None, after: str | None) -> str:
    """A place after `before` and before `after` (None: no neighbour there). Raises ValueError when they do not rise."""
    low, high = before or "", after
    if high is not None and low >= high:
        raise ValueError(f"no place between {low!r} and {high!r}")
    place = ""
    at = 0
    while True:
        left = ord(low[at]) if at < len(low) else FIRST
        right = ord(high[at]) if high is not None and at < len(high) else LAST + 1
        if right - left > 1:
            middle = left + 1 if high is None and at < len(low) else (left + right) // 2
            return place + chr(middle)
        place += chr(left)
        if right > left:
            high = None
        at += 1


def spread(count: int, before: str | None = None, after: str | None = None) -> list[str]:
    """`count` rising places between two neighbours, as short as even spreading allows."""
    if count == 0:
        return []
    middle = count // 2
    place = between(before, after)
    return [*spread(middle, before, place), place, *spread(count - middle - 1, place, after)]

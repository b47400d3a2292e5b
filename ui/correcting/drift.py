"""What was typed since a text was last compared, as one stretch: places move with it until the next comparison."""

from __future__ import annotations


class Drift:
    """[start, old_end) of the text that was compared has become [start, new_end). Nothing yet: `is_still`."""

    __slots__ = ("_new_end", "_old_end", "_start")

    def __init__(self) -> None:
        self._start = self._old_end = self._new_end = -1

    @property
    def is_still(self) -> bool:
        return self._start < 0

    @property
    def fresh(self) -> tuple[int, int]:
        """[start, end) in the text as it is now of all that was typed; (-1, -1) when still."""
        return self._start, self._new_end

    def edit(self, at: int, removed: int, added: int) -> None:
        """Take up one edit: `removed` units at `at` gave way to `added` ones."""
        if self.is_still:
            self._start, self._old_end, self._new_end = at, at + removed, at + added
            return
        beyond = max(0, at + removed - self._new_end)  # how far it reaches into what had not been touched
        self._old_end += beyond
        self._new_end += beyond - removed + added
        self._start = min(self._start, at)

    def to_new(self, old: int, later: bool = False) -> int:
        """Where a place of the compared text is now; one inside the stretch goes to its start, or if `later` its end.

        `later` also puts a place behind what was put in there.
        """
        if self.is_still or (old <= self._start and not (later and old == self._start == self._old_end)):
            return old
        if old >= self._old_end:
            return old + self._new_end - self._old_end
        return self._new_end if later else self._start

    def to_old(self, new: int, later: bool = False) -> int:
        """The other way."""
        if self.is_still or (new <= self._start and not (later and new == self._start == self._new_end)):
            return new
        if new >= self._new_end:
            return new + self._old_end - self._new_end
        return self._old_end if later else self._start

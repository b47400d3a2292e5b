"""What was used last, by number: a number keeps its meaning as long as it can, so that fingers may learn it."""

from __future__ import annotations

from collections.abc import Callable

PLACES = 9


class Recent:
    """Nine numbered places. A new one takes the first that is free, else the place of what was not used for longest."""

    def __init__(self) -> None:
        self._places: list[str] = []
        self._used: list[str] = []  # the same, the last used one last

    def use(self, key: str) -> None:
        if key in self._places:
            self._used.remove(key)
        elif len(self._places) < PLACES:
            self._places.append(key)
        else:
            self._places[self._places.index(self._used.pop(0))] = key
        self._used.append(key)

    def keys(self, is_there: Callable[[str], bool]) -> list[str]:
        """What the numbers from 1 on stand for, without what is gone."""
        self._places = [key for key in self._places if is_there(key)]
        self._used = [key for key in self._used if is_there(key)]
        return list(self._places)

"""All passages of an article moving at once, as one change: a typo mended under 10,000 passages stays a small entry.

Such a change names an article instead of a row: {"hunks": what was corrected, "except": ids of the passages that the
same edit changes, makes or removes one by one}. Swapped like any other change, it moves them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from models.differing import Hunk, Shifting, inverted
from models.edits import Change

PASSAGES = "passages"  # what stands for the table's name


def passages_moved(article_id: str, hunks: Iterable[Hunk], excepted: Iterable[str]) -> Change:
    """The passages of the article follow the corrections, all but the `excepted` ones."""
    forth, ids = tuple(hunks), sorted(excepted)
    return Change(PASSAGES, article_id, _values(inverted(forth), ids), _values(forth, ids))


def _values(hunks: Iterable[Hunk], excepted: list[str]) -> dict[str, Any]:
    return {"hunks": [list(hunk) for hunk in hunks], "except": excepted}


class Shift:
    """One side of such a change, to be asked for each passage. Raises KeyError or TypeError when it is none."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.shifting = Shifting(Hunk(*hunk) for hunk in values["hunks"])
        self.excepted = frozenset(values["except"])

    def place(self, anchor_id: str, start: int, end: int) -> tuple[int, int] | None:
        """Where the passage goes; None when its own words were corrected, so that it cannot just move."""
        return (start, end) if anchor_id in self.excepted else self.shifting.passage(start, end)

"""Undo and redo as a reading of the journal: this annotator's entries, across restarts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.ports import Entry, Step

KEPT = 100  # entries that stay at hand; the others are found again when their turn comes


class History:
    """Which of one annotator's entries stand (to be undone, last first) and which were undone (to be redone).

    `find` gives an entry by its id. Of a hundred thousand entries no more than their ids are held.
    """

    def __init__(self, steps: Iterable[Step | Entry] = (), find: Callable[[str], Entry | None] | None = None) -> None:
        self._find = find
        self._done: list[str] = []
        self._undone: list[str] = []
        self._at_hand: dict[str, Entry] = {}
        for step in steps:
            self._follow(step)

    def add(self, entry: Entry) -> None:
        """Follow one more entry of the journal. One that is final is no step: it was never there to be taken back."""
        self._follow(entry)

    def _follow(self, step: Step | Entry) -> None:
        if step.final:
            return
        if step.kind == "do":
            self._done.append(step.id)
            self._undone.clear()
            if isinstance(step, Entry):
                self._keep(step)
        elif step.kind == "undo":
            self._pass_over(self._done, self._undone, step.target)
        else:
            self._pass_over(self._undone, self._done, step.target)

    @staticmethod
    def _pass_over(giver: list[str], taker: list[str], target: str | None) -> None:
        for at in range(len(giver) - 1, -1, -1):
            if giver[at] == target:
                taker.append(giver.pop(at))
                return

    def _keep(self, entry: Entry) -> None:
        self._at_hand[entry.id] = entry
        if self._find is not None and len(self._at_hand) > KEPT:
            del self._at_hand[next(iter(self._at_hand))]

    def to_undo(self) -> Entry | None:
        """Raises UserError where the file cannot be asked just now."""
        return self._last(self._done)

    def to_redo(self) -> Entry | None:
        """As `to_undo`."""
        return self._last(self._undone)

    def _last(self, ids: list[str]) -> Entry | None:
        while ids:
            entry = self._at_hand.get(ids[-1])
            if entry is None and self._find is not None:
                entry = self._find(ids[-1])
                if entry is not None:
                    self._keep(entry)
            if entry is not None:
                return entry
            ids.pop()  # the history begins later now
        return None

    def set_aside(self, entry: Entry) -> None:
        """Leave out an entry that was overtaken, so that the one before it can be reached (until the next restart)."""
        self._done = [other for other in self._done if other != entry.id]
        self._undone = [other for other in self._undone if other != entry.id]

"""Undo and redo as a reading of the journal: this annotator's entries, across restarts."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

from models.ports import Entry, Step

KEPT = 100  # entries that stay at hand; the others are found again when their turn comes
Find = Callable[[int | str], Entry | None]


class History:
    """Which of one annotator's entries stand (to be undone, last first) and which were undone (to be redone).

    `find` gives an entry by its seq or its id. Of a hundred thousand entries no more than their seqs are held.
    """

    def __init__(self, steps: Iterable[Step] = (), find: Find | None = None) -> None:
        self._find = find
        self._done = array("q")
        self._undone = array("q")
        self._at_hand: dict[int, Entry] = {}
        for step in steps:
            self._follow(step)

    def add(self, entry: Entry) -> None:
        """Follow one more entry of the journal. One that is final is no step: it was never there to be taken back."""
        if entry.kind == "do":
            self._keep(entry)
        self._follow(Step(entry.seq, entry.kind, self._seq_of(entry.target), entry.final))

    def _seq_of(self, entry_id: str | None) -> int | None:
        if entry_id is None:
            return None
        found = next((entry for entry in self._at_hand.values() if entry.id == entry_id), None)
        if found is None and self._find is not None:
            found = self._find(entry_id)
        return found.seq if found is not None else None

    def _follow(self, step: Step) -> None:
        if step.final:
            return
        if step.kind == "do":
            self._done.append(step.seq)
            del self._undone[:]
        elif step.kind == "undo":
            self._pass_over(self._done, self._undone, step.target)
        else:
            self._pass_over(self._undone, self._done, step.target)

    @staticmethod
    def _pass_over(giver: array[int], taker: array[int], target: int | None) -> None:
        for at in range(len(giver) - 1, -1, -1):
            if giver[at] == target:
                taker.append(giver.pop(at))
                return

    def _keep(self, entry: Entry) -> None:
        self._at_hand[entry.seq] = entry
        if self._find is not None and len(self._at_hand) > KEPT:
            del self._at_hand[next(iter(self._at_hand))]

    def to_undo(self) -> Entry | None:
        """Raises UserError where the file cannot be asked just now."""
        return self._last(self._done)

    def to_redo(self) -> Entry | None:
        """As `to_undo`."""
        return self._last(self._undone)

    def _last(self, seqs: array[int]) -> Entry | None:
        while seqs:
            entry = self._at_hand.get(seqs[-1])
            if entry is None and self._find is not None:
                entry = self._find(seqs[-1])
                if entry is not None:
                    self._keep(entry)
            if entry is not None:
                return entry
            seqs.pop()  # the history begins later now
        return None

    def set_aside(self, entry: Entry) -> None:
        """Leave out an entry that was overtaken, so that the one before it can be reached (until the next restart)."""
        for seqs in (self._done, self._undone):
            if entry.seq in seqs:
                seqs.remove(entry.seq)

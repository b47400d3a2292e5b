"""Undo and redo as a reading of the journal: this annotator's entries, across restarts."""

from __future__ import annotations

from collections.abc import Iterable

from models.ports import Entry


class History:
    """Which of one annotator's entries stand (to be undone, last first) and which were undone (to be redone)."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Follow one more entry of the journal. One that is final is no step: it was never there to be taken back."""
        if entry.final:
            return
        if entry.kind == "do":
            self._done.append(entry)
            self._undone.clear()
        elif entry.kind == "undo":
            self._pass_over(self._done, self._undone, entry)
        else:
            self._pass_over(self._undone, self._done, entry)

    @staticmethod
    def _pass_over(giver: list[Entry], taker: list[Entry], entry: Entry) -> None:
        for at in range(len(giver) - 1, -1, -1):
            if giver[at].id == entry.target:
                taker.append(giver.pop(at))
                return

    def to_undo(self) -> Entry | None:
        return self._done[-1] if self._done else None

    def to_redo(self) -> Entry | None:
        return self._undone[-1] if self._undone else None

    def set_aside(self, entry: Entry) -> None:
        """Leave out an entry that was overtaken, so that the one before it can be reached (until the next restart)."""
        self._done = [other for other in self._done if other.id != entry.id]
        self._undone = [other for other in self._undone if other.id != entry.id]

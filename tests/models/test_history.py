"""Reading the journal as undo and redo, against the naive model of two stacks."""

from __future__ import annotations

from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from models.history import KEPT, History
from models.messages import message
from models.ports import Entry, Step


def entry(seq: int, kind: str = "do", target: str | None = None) -> Entry:
    return Entry(seq, f"e{seq}", "client", "Ada", "", kind, target, message("edit.sample"))


def read_again(journal: list[Entry]) -> History:
    """The history of a journal as it is read from a file."""
    seqs = {each.id: each.seq for each in journal}
    steps = [Step(each.seq, each.kind, seqs.get(each.target or ""), each.final) for each in journal]
    return History(steps, {each.seq: each for each in journal}.get)  # type: ignore[arg-type]


class Histories(RuleBasedStateMachine):
    """The history and two plain stacks side by side; the journal is kept to read it afresh."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History()
        self.journal: list[Entry] = []
        self.done: list[str] = []
        self.undone: list[str] = []

    def land(self, kind: str, target: str | None = None) -> Entry:
        landed = entry(len(self.journal) + 1, kind, target)
        self.journal.append(landed)
        self.history.add(landed)
        return landed

    @rule()
    def do(self) -> None:
        self.done.append(self.land("do").id)
        self.undone = []

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        target = self.history.to_undo()
        assert target is not None and target.id == self.done[-1]
        self.land("undo", target.id)
        self.undone.append(self.done.pop())

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        target = self.history.to_redo()
        assert target is not None and target.id == self.undone[-1]
        self.land("redo", target.id)
        self.done.append(self.undone.pop())

    @invariant()
    def the_next_steps_agree(self) -> None:
        for history in (self.history, read_again(self.journal)):
            undo, redo = history.to_undo(), history.to_redo()
            assert (undo.id if undo else None) == (self.done[-1] if self.done else None)
            assert (redo.id if redo else None) == (self.undone[-1] if self.undone else None)


TestHistories = Histories.TestCase


def test_an_overtaken_entry_is_left_out_and_the_older_ones_are_reached() -> None:
    history = read_again([entry(1), entry(2), entry(3)])
    newest = history.to_undo()
    assert newest is not None and newest.id == "e3"
    history.set_aside(newest)
    older = history.to_undo()
    assert older is not None and older.id == "e2"
    history.add(entry(4, "undo", older.id))
    assert [getattr(history.to_undo(), "id", None), getattr(history.to_redo(), "id", None)] == ["e1", "e2"]


def test_an_undo_of_an_entry_that_is_not_known_changes_nothing() -> None:
    history = read_again([entry(1), entry(2, "undo", "elsewhere")])
    assert getattr(history.to_undo(), "id", None) == "e1"
    assert history.to_redo() is None


def test_of_a_long_journal_seqs_alone_are_held_and_entries_are_found_when_their_turn_comes() -> None:
    journal = {seq: entry(seq) for seq in range(1, 1001)}
    ids = {each.id: each for each in journal.values()}
    asked: list[int | str] = []

    def find(key: int | str) -> Entry | None:
        asked.append(key)
        return journal.get(key) if isinstance(key, int) else ids.get(key)

    history = History((Step(each.seq, each.kind, None, each.final) for each in journal.values()), find)
    assert asked == []
    for seq in range(1000, 0, -1):
        target = history.to_undo()
        assert target is journal[seq]
        history.add(entry(2001 - seq, "undo", target.id))
    assert history.to_undo() is None and len(history._at_hand) <= KEPT
    assert history.to_redo() is journal[1]
    history.add(entry(2001, "redo", "e500"))  # of another window of the same annotator: long out of sight
    assert history.to_undo() is journal[500]


def test_entries_that_were_dropped_from_the_journal_are_no_steps_any_more() -> None:
    found = {2: entry(2)}
    history = History([Step(1, "do", None, False), Step(2, "do", None, False)], found.get)  # type: ignore[arg-type]
    last = history.to_undo()
    assert last is not None and last.id == "e2"
    history.set_aside(last)
    assert history.to_undo() is None

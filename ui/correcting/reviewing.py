"""The passages that need a person's word, and the words given so far. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from models.authoring.correcting import Action, Decision
from models.carrying import Carried, Outcome
from models.differing import Shifting, hunks
from models.texts import Layout
from ui.correcting.findings import Findings, Paragraphs, PassageToCarry
from ui.correcting.words import outcome_words

LIKELY = 90.0  # of 100: a changed passage that is nearly the same


@dataclass(frozen=True, slots=True)
class Item:
    """One passage on the list. `near`: where to look for it in the new text; `number`: its paragraph there, if any."""

    passage: PassageToCarry
    carried: Carried
    near: int
    number: int | None

    @property
    def anchor_id(self) -> str:
        return self.carried.anchor_id

    @property
    def is_lost(self) -> bool:
        return self.carried.outcome is Outcome.LOST

    @property
    def is_small(self) -> bool:
        """Whether it changed so little that it may be accepted together with others."""
        changed = self.carried.outcome is Outcome.CHANGED and self.carried.score >= LIKELY
        return changed and not self.passage.binned

    @property
    def outcome(self) -> str:
        return outcome_words(self.carried, self.number)


class Reviewing:
    """All items in the order of the old text, those in the bin last; nothing is decided by itself."""

    def __init__(self, findings: Findings, passages: Sequence[PassageToCarry], layout: Layout | None = None) -> None:
        """`layout` of the new text, if it is not that of a plain one."""
        self.findings = findings
        by_id = {each.anchor.id: each for each in passages}
        shifting, paragraphs = Shifting(findings.carrying.hunks), Paragraphs(findings.new, layout)
        items = []
        for carried in findings.review:
            passage = by_id[carried.anchor_id]
            near = shifting.start(passage.anchor.start) if carried.outcome is Outcome.LOST else carried.start
            moved = carried.outcome is Outcome.MOVED
            items.append(Item(passage, carried, near, paragraphs.number(near) if moved else None))
        self.items = sorted(items, key=lambda item: item.passage.binned)  # sorted() keeps the order within
        self._small = [row for row, item in enumerate(self.items) if item.is_small]
        self._binned = [row for row, item in enumerate(self.items) if item.passage.binned]
        self.decisions: dict[str, Decision] = {}

    @property
    def undecided(self) -> int:
        return len(self.items) - len(self.decisions)

    def decision(self, row: int) -> Decision | None:
        return self.decisions.get(self.items[row].anchor_id)

    def action(self, row: int) -> Action | str:
        """The word given for a row; empty while there is none."""
        found = self.decision(row)
        return found.action if found is not None else ""

    def place(self, row: int) -> tuple[int, int] | None:
        """Where the passage stands in the new text by what is decided, or would by what was found."""
        carried, found = self.items[row].carried, self.decision(row)
        if found is not None:
            return None if found.action == "drop" else (found.start, found.end)
        return None if self.items[row].is_lost else (carried.start, carried.end)

    # -- deciding

    def accept(self, row: int) -> bool:
        """Take the place that was found; False when there is none."""
        item = self.items[row]
        if item.is_lost:
            return False
        self.decisions[item.anchor_id] = Decision("accept", item.carried.start, item.carried.end)
        return True

    def attach(self, row: int, start: int, end: int) -> None:
        self.decisions[self.items[row].anchor_id] = Decision("attach", start, end)

    def drop(self, row: int) -> None:
        self.decisions[self.items[row].anchor_id] = Decision("drop")

    def next_undecided(self, row: int) -> int | None:
        """The next row after `row` without a decision, from the top again; None when all have one."""
        order = chain(range(row + 1, len(self.items)), range(min(row + 1, len(self.items))))
        return next((at for at in order if self.items[at].anchor_id not in self.decisions), None)

    def likely(self) -> list[int]:
        """Undecided rows that changed so little that all may be accepted at one word."""
        return [row for row in self._small if self.items[row].anchor_id not in self.decisions]

    def in_bin(self) -> list[int]:
        """Undecided rows whose nodes are in the bin."""
        return [row for row in self._binned if self.items[row].anchor_id not in self.decisions]

    def accept_all(self, rows: Iterable[int]) -> None:
        """Accept what was found; drop what was not."""
        for row in rows:
            if not self.accept(row):
                self.drop(row)

    # -- after going back to the text

    def take_over(self, earlier: Reviewing) -> None:
        """Keep those of `earlier`'s decisions that say the same about this text."""
        old, new = earlier.findings.new, self.findings.new
        attached = any(decision.action == "attach" for decision in earlier.decisions.values())
        shifting = Shifting(hunks(old, new) if attached else ())
        for row, item in enumerate(self.items):
            decision = earlier.decisions.get(item.anchor_id)
            if decision is None:
                continue
            before, now = earlier.findings.carrying.outcomes[item.anchor_id], item.carried
            if decision.action == "attach":
                place = shifting.passage(decision.start, decision.end)
                if place is not None and new[slice(*place)] == old[decision.start : decision.end]:
                    self.attach(row, *place)
            elif before.outcome is now.outcome and old[before.start : before.end] == new[now.start : now.end]:
                if decision.action == "accept":
                    self.accept(row)
                else:
                    self.drop(row)

"""The files of one import: how far each is, what was found in it, and what the user decided about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from models.importing.about import NOTHING, About
from models.importing.incoming import Incoming
from models.importing.repair import Repair, RepairKind
from ui.importing.wanted import Wanted


class State(StrEnum):
    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    FAILED = "failed"  # it could not be read
    LEFT = "left"  # the user stopped before its turn came
    STORING = "storing"
    STORED = "stored"
    REFUSED = "refused"  # it was read and could not be stored


UNDER_WAY = frozenset({State.WAITING, State.READING})


@dataclass(eq=False, slots=True)
class Entry:
    """One file. `done` of `total` steps are read; `sentence` says why it failed or was refused."""

    at: int
    name: str
    state: State = State.WAITING
    done: int = 0
    total: int = 0
    came: Incoming | None = None
    about: About = NOTHING
    off: set[str] = field(default_factory=set)
    on: set[str] = field(default_factory=set)
    ticked: bool = True
    sentence: str = ""
    trouble: str = ""  # why its details cannot be stored as they stand

    @property
    def title(self) -> str:
        """What the list calls it: the article's title as soon as there is one."""
        return self.about.title or self.name

    @property
    def has_text(self) -> bool:
        """Whether there is anything to make an article of: every word is in a block."""
        return self.came is not None and bool(self.came.extract.blocks)

    @property
    def is_wanted(self) -> bool:
        return self.ticked and self.state is State.READY and self.has_text

    def is_on(self, repair: Repair) -> bool:
        """Whether a repair is carried out, as `Incoming.chosen` has it."""
        if not self.on and not self.off:
            return repair.on
        return repair.id in self.on or (repair.on and repair.kind not in self.off and repair.id not in self.off)

    def switch(self, repairs: list[Repair], on: bool) -> None:
        """Carry out all of `repairs`, or none. Nothing is noted of a repair that is as it was proposed."""
        for kind in {repair.kind for repair in repairs} & self.off:
            self.off.discard(kind)  # it was off as a whole: now its repairs speak for themselves
            self.off.update(each.id for each in self._of(kind) if each.on and each.id not in self.on)
        for repair in repairs:
            self.on.discard(repair.id)
            self.off.discard(repair.id)
            if on and not repair.on:
                self.on.add(repair.id)
            elif not on and repair.on:
                self.off.add(repair.id)

    def switch_kind(self, kind: RepairKind, on: bool) -> None:
        """Carry out all repairs of a kind, or none, also when the file is read in again."""
        self.switch(self._of(kind), on)
        if not on:
            self.off.difference_update([each.id for each in self._of(kind)])
            self.off.add(kind)

    def _of(self, kind: RepairKind) -> list[Repair]:
        return [repair for repair in self.came.repairs if repair.kind == kind] if self.came is not None else []

    def wanted(self, keep: bool) -> Wanted:
        assert self.came is not None
        return Wanted(self.at, self.came, self.about, tuple(sorted(self.off)), tuple(sorted(self.on)), keep)

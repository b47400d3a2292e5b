"""Which part of the project is meant, as ids that can be kept for the next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from models.branches import topmost
from models.entities import Node
from models.project import Project
from storage.formats.registry import Snapshot
from ui.session import Session


class Part(StrEnum):
    """What can be chosen."""

    PAIRING = "pairing"
    LEFT = "left"
    RIGHT = "right"
    BRANCHES = "branches"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One part; of the ids only those that `part` speaks of are set."""

    part: Part = Part.WHOLE
    pairing_id: str | None = None
    case_id: str | None = None
    node_ids: tuple[str, ...] = ()

    def snapshot(self, project: Project) -> Snapshot:
        """What a format writes."""
        cases = (self.case_id,) if self.case_id is not None else None
        return Snapshot(project, self.pairing_id, cases, self.node_ids or None)

    def is_there(self, project: Project) -> bool:
        """Whether everything that it names is still in sight."""
        if self.pairing_id is not None and self.pairing_id not in {p.id for p in project.pairings()}:
            return False
        if self.case_id is not None and self.case_id not in {case.id for case in project.cases()}:
            return False
        return all(project.has("node", i) and project.is_visible(i) for i in self.node_ids)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Wanted:
        """Raises ValueError, TypeError or KeyError for what was no such thing."""
        ids = {name: kept.get(name) for name in ("pairing_id", "case_id")}
        if not all(each is None or isinstance(each, str) for each in ids.values()):
            raise TypeError("ids are words")
        return cls(Part(kept["part"]), ids["pairing_id"], ids["case_id"], tuple(map(str, kept.get("node_ids", ()))))


def parts_of(session: Session, chosen: Sequence[str]) -> dict[Part, Wanted]:
    """What can be meant now, in the order of the list; `chosen` are the ids of the nodes that are selected."""
    pairing, (left, right) = session.pairing, session.sides()
    found: dict[Part, Wanted] = {}
    if pairing is not None:
        found[Part.PAIRING] = Wanted(Part.PAIRING, pairing_id=pairing.id)
    for part, case in ((Part.LEFT, left), (Part.RIGHT, right)):
        if case is not None:
            found[part] = Wanted(part, case_id=case.id)
    tops = tops_of(session.project, chosen)
    if tops:
        found[Part.BRANCHES] = Wanted(Part.BRANCHES, node_ids=tuple(node.id for node in tops))
    return {**found, Part.WHOLE: Wanted()}


def tops_of(project: Project, chosen: Sequence[str]) -> list[Node]:
    """The tops of the branches of the nodes that are there."""
    return topmost(project, [i for i in chosen if project.has("node", i) and project.is_visible(i)])


def proposed(parts: Mapping[Part, Wanted], kept: str) -> Part:
    """The part that was kept, else the first that there is: the pairing, a case, everything."""
    known = [part for part in parts if part is not Part.BRANCHES]
    return next((part for part in parts if part == kept), known[0])

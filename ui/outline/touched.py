"""Which lists of children an edit changed: what an outline looks at afterwards, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from models.edits import Edit
from models.project import Project


@dataclass(frozen=True, slots=True)
class Touched:
    """`parents`: those whose children are others, or have other values (None: the roots). `steps`: by how much the
    project's count of node changes rises with the edit; where it rose by something else, more has happened."""

    parents: frozenset[str | None]
    steps: int


def touched_parents(project: Project, edit: Edit) -> Touched:
    """`project`: as it is after the edit."""
    parents: set[str | None] = set()
    steps = 0
    for change in edit.changes:
        if change.table != "node":
            continue
        steps += (change.before is not None) + (change.after is not None)
        for values in (change.before, change.after):
            if values is not None and "parent_id" in values:
                parents.add(values["parent_id"])
        node = project.entity("node", change.row)
        if node is not None:
            parents.add(node.parent_id)
    return Touched(frozenset(parents), steps)

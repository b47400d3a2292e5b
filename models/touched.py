"""Where an edit happened: the node or the passage to look at after it was undone or redone."""

from __future__ import annotations

from dataclasses import dataclass

from models.edits import Change, Edit
from models.project import Project


@dataclass(frozen=True, slots=True)
class Touched:
    """A node that can be seen, or a place in an article that a passage has left ([start, end) in code points)."""

    node_id: str | None = None
    anchor_id: str | None = None
    case_id: str | None = None
    place: tuple[int, int] | None = None


def touched(project: Project, edit: Edit) -> Touched | None:
    """What an edit that has landed made, changed or took away; None when it is nothing that stands in a tree."""
    passage = next((c for c in edit.changes if c.table == "anchor"), None)
    for change in edit.changes:
        node_id = _node_of(project, change)
        if node_id is not None and project.is_visible(node_id):
            anchor = passage.row if passage is not None and project.has("anchor", passage.row) else None
            return Touched(node_id, anchor, project.node(node_id).case_id)
    if passage is not None and passage.before is not None and passage.after is None and "start" in passage.before:
        case_id = _case_of(project, edit, str(passage.before["node_id"]))
        case = project.entity("case", case_id or "")  # None: the edit took the case with it
        if case is not None and case.article_id == passage.before["article_id"]:
            return Touched(case_id=case_id, place=(passage.before["start"], passage.before["end"]))
    return None


def _node_of(project: Project, change: Change) -> str | None:
    if change.table == "node":
        return change.row if project.has("node", change.row) else None
    if change.table == "anchor":
        anchor = project.entity("anchor", change.row)
        values = {**(change.before or {}), **(change.after or {})}
        node_id = anchor.node_id if anchor is not None else values.get("node_id")
    elif change.table == "link":
        link = project.entity("link", change.row)
        values = {**(change.before or {}), **(change.after or {})}
        node_id = link.source_id if link is not None else values.get("source_id")
    elif change.table == "clash":
        node_id = _point_of(project, change)
    else:
        return None
    return node_id if node_id is not None and project.has("node", node_id) else None


def _point_of(project: Project, change: Change) -> str | None:
    """The point that a row of a clash table is about, or the source of the link that it is."""
    clash = project.entity("clash", change.row)
    values = {**(change.before or {}), **(change.after or {})}
    if clash is not None:
        values = {"node_id": clash.node_id, "link_id": clash.link_id}
    link = project.entity("link", values.get("link_id") or "")
    return link.source_id if link is not None else values.get("node_id")


def _case_of(project: Project, edit: Edit, node_id: str) -> str | None:
    """The case of a node, also of one that the edit took away."""
    node = project.entity("node", node_id)
    if node is not None:
        return str(node.case_id)
    gone = (c.before for c in edit.changes if c.table == "node" and c.row == node_id and c.before is not None)
    return next((str(row["case_id"]) for row in gone if "case_id" in row), None)

"""What of a case shows in its article: its passages, and what an edit changes of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.edits import Change, Edit
from models.entities import Anchor, Kind
from models.project import Project


@dataclass(slots=True)
class MarksChange:
    """The ids of passages to take out, and those to put in (a changed one is both) with their nodes' kinds."""

    removed: set[str] = field(default_factory=set)
    added: dict[str, tuple[Anchor, Kind]] = field(default_factory=dict)


def marks(project: Project, case_id: str) -> list[tuple[Anchor, Kind]]:
    """Every passage of a case on its own article, with the kind of its node, in the order of the tree.

    A node that came from another case may rest on words of another article, which is not the one on show.
    """
    article_id = project.case(case_id).article_id
    return [
        (anchor, node.kind)
        for node, _depth in project.walk(case_id)
        for anchor in project.anchors(node.id)
        if anchor.article_id == article_id
    ]


def marks_change(project: Project, case_id: str, edit: Edit) -> MarksChange | None:
    """What an edit that has landed changed of a case's passages; None: more than is told apart here, take all anew."""
    found = MarksChange()
    for change in edit.changes:
        if change.table == "anchor":
            found.removed.add(change.row)
            anchor = project.entity("anchor", change.row)
            if anchor is not None:
                _add(project, case_id, found, anchor)
        elif change.table == "node":
            if _hides_or_shows(change) or _goes_over(change):
                return None
            if change.before is not None and "kind" in (change.after or {}):
                for anchor in project.anchors(change.row):
                    found.removed.add(anchor.id)
                    _add(project, case_id, found, anchor)
        elif change.table not in ("link", "tag", "pairing"):
            return None
    return found


def _add(project: Project, case_id: str, found: MarksChange, anchor: Anchor) -> None:
    node = project.entity("node", anchor.node_id)
    if anchor.article_id != project.case(case_id).article_id:
        return
    if node is not None and node.case_id == case_id and project.is_visible(node.id):
        found.added[anchor.id] = anchor, node.kind


def _hides_or_shows(change: Change) -> bool:
    """Whether a branch went into the bin or came back."""
    return change.before is not None and change.after is not None and "binned_by" in change.after


def _goes_over(change: Change) -> bool:
    """Whether a node goes from one case to another."""
    return change.before is not None and change.after is not None and "case_id" in change.after

"""Where a node stands in its tree, in words: for tooltips and for whoever hears the screen instead of seeing it."""

from __future__ import annotations

from models.entities import Kind, Node
from models.messages import _, shorten
from models.project import Project


def tree_place(project: Project, node_id: str) -> str:
    """What the node does to which other one, and which of how many siblings it is."""
    node = project.node(node_id)
    siblings = [each.id for each in project.children(node.case_id, node.parent_id)]
    number = siblings.index(node_id) + 1 if node_id in siblings else 1
    if node.parent_id is None:
        return _("At the top of the tree, {number} of {count}").format(number=number, count=len(siblings))
    parent = shorten(project.node(node.parent_id).text, 60)
    return _relation(node).format(parent=parent, number=number, count=len(siblings))


def _relation(node: Node) -> str:
    if node.inference:
        return _("Undercuts the step of “{parent}”, {number} of {count}")
    if node.kind is Kind.REBUTTAL:
        return _("Rebuts “{parent}”, {number} of {count}")
    return _("Supports “{parent}”, {number} of {count}")

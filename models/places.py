"""Where a node stands in its tree, in words: for tooltips and for whoever hears the screen instead of seeing it."""

from __future__ import annotations

from models.entities import Kind, Node
from models.messages import _, ngettext, shorten
from models.project import Project
from models.steps import Step, attacked_step, taken_together

LIMIT = 60  # code points of a text that is named


def tree_place(project: Project, node_id: str) -> str:
    """What the node does to which other one, together with what, and which of how many siblings it is.

    “Supports “B” together with 2 others, 2 of 5, unstated”
    """
    node = project.node(node_id)
    siblings = project.children(node.case_id, node.parent_id)
    number = next((at for at, each in enumerate(siblings, 1) if each.id == node_id), 1)
    bearing = _bearing(project, node)
    place = _("{bearing}, {number} of {count}").format(bearing=bearing, number=number, count=len(siblings))
    return _("{place}, unstated").format(place=place) if node.implicit else place


def _bearing(project: Project, node: Node) -> str:
    if node.parent_id is None:
        return _("At the top of the tree")
    parent = project.node(node.parent_id)
    step = attacked_step(project, node.id)
    if step is not None:
        return _undercuts(step, parent)
    words = {"parent": shorten(parent.text, LIMIT)}
    if node.kind is Kind.REBUTTAL:
        return _("Rebuts “{parent}”").format(**words)
    together = taken_together(project.children(node.case_id, node.parent_id), node)
    others = [other for other in together if other.id != node.id]
    if not others:
        return _("Supports “{parent}”").format(**words)
    if len(others) == 1:
        return _("Supports “{parent}” together with “{other}”").format(other=shorten(others[0].text, LIMIT), **words)
    return ngettext(
        "Supports “{parent}” together with {count} other",
        "Supports “{parent}” together with {count} others",
        len(others),
    ).format(count=len(others), **words)


def _undercuts(step: Step, parent: Node) -> str:
    """The step by its premise that the undercut stands under, by those that are taken together with it, and its end."""
    others = [premise for premise in step.premises if premise.id != parent.id]
    words = {"premise": shorten(parent.text, LIMIT), "conclusion": shorten(step.conclusion.text, LIMIT)}
    if not others:
        return _("Undercuts the step from “{premise}” to “{conclusion}”").format(**words)
    if len(others) == 1:
        other = shorten(others[0].text, LIMIT)
        return _("Undercuts the step from “{premise}” and “{other}” to “{conclusion}”").format(other=other, **words)
    return ngettext(
        "Undercuts the step from “{premise}” and {count} other to “{conclusion}”",
        "Undercuts the step from “{premise}” and {count} others to “{conclusion}”",
        len(others),
    ).format(count=len(others), **words)

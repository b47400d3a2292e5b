"""Where a node stands in its tree, in words: for tooltips and for whoever hears the screen instead of seeing it."""

from __future__ import annotations

from models.entities import Kind, Node
from models.messages import _, ngettext, shorten
from models.project import Project
from models.steps import Step, attacked_step, taken_together
from models.words import PLAIN

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


def kind_and_bearing(project: Project, node_id: str) -> str:
    """The same for who hears one row of many: the node's kind and what it bears on, without its number.

    “evidence for “B” together with 2 others”
    """
    node = project.node(node_id)
    kind = _(PLAIN[node.kind])
    if node.parent_id is None:
        return kind
    parent = project.node(node.parent_id)
    step = attacked_step(project, node_id)
    if step is not None:
        return f"{kind}. {_undercuts(step, parent)}"
    sentences = {
        Kind.CLAIM: _("claim for “{parent}”"),
        Kind.EVIDENCE: _("evidence for “{parent}”"),
        Kind.REBUTTAL: _("rebuttal of “{parent}”"),
    }
    return _together(project, node, sentences[node.kind].format(parent=shorten(parent.text, LIMIT)))


def _bearing(project: Project, node: Node) -> str:
    if node.parent_id is None:
        return _("At the top of the tree")
    parent = project.node(node.parent_id)
    step = attacked_step(project, node.id)
    if step is not None:
        return _undercuts(step, parent)
    sentence = _("Rebuts “{parent}”") if node.kind is Kind.REBUTTAL else _("Supports “{parent}”")
    return _together(project, node, sentence.format(parent=shorten(parent.text, LIMIT)))


def _together(project: Project, node: Node, bearing: str) -> str:
    """What a node does, with what is taken together with it."""
    siblings = project.children(node.case_id, node.parent_id)
    others = [other for other in taken_together(siblings, node) if other.id != node.id]
    if not others:
        return bearing
    if len(others) == 1:
        other = shorten(others[0].text, LIMIT)
        return _("{bearing} together with “{other}”").format(bearing=bearing, other=other)
    sentence = ngettext("{bearing} together with {count} other", "{bearing} together with {count} others", len(others))
    return sentence.format(bearing=bearing, count=len(others))


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

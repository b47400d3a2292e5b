"""Edits of proposals: two points that are no partners, and that judgement taken back."""

from __future__ import annotations

from models.authoring.nodes import live
from models.edits import Edit, made, removed
from models.entities import Dismissal, dismissal_id, now
from models.errors import UserError
from models.messages import message, shorten
from models.ports import Reader


def dismiss(reader: Reader, node_id: str, other_id: str, author: str = "") -> Edit:
    """Propose two nodes to each other no more; an empty edit where somebody has said so already."""
    if node_id == other_id:
        raise UserError("rule.link_to_itself")
    node, other = live(reader, node_id), live(reader, other_id)
    label = message("edit.dismiss", source=shorten(node.text), target=shorten(other.text))
    if reader.is_dismissed(node_id, other_id):
        return Edit(label, ())
    row = Dismissal(dismissal_id(node_id, other_id), node_id, other_id, author, now())
    return Edit(label, (made(row),))


def take_back(reader: Reader, node_id: str, other_id: str) -> Edit:
    """Let two nodes be proposed to each other again. Raises UserError where nobody dismissed that."""
    node, other = live(reader, node_id), live(reader, other_id)
    row = next(
        (
            each
            for each in reader.dependents(node)
            if isinstance(each, Dismissal) and each.id == dismissal_id(node_id, other_id)
        ),
        None,
    )
    if row is None:
        raise UserError("missing.row")
    label = message("edit.take_back", source=shorten(node.text), target=shorten(other.text))
    return Edit(label, (removed(row),))

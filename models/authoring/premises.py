"""Edits of premises: which ones are taken together (linked), and which the author leaves unstated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.authoring.nodes import live
from models.authoring.siblings import merged, room, stepping_out
from models.edits import Edit, changed
from models.entities import Node, new_id
from models.errors import UserError
from models.messages import message, shorten
from models.ports import Reader
from models.rules import check_linked


def link_premises(reader: Reader, node_ids: Sequence[str]) -> Edit:
    """Let siblings support their parent only together, with all that are already taken together with one of them.

    The later ones move up to the first, in their order. Raises UserError for fewer than two, roots, nodes of
    different parents, and rebuttals.
    """
    chosen = [live(reader, node_id) for node_id in dict.fromkeys(node_ids)]
    check_linked(chosen)
    ids = {node.id for node in chosen}
    groups = {node.premise_group for node in chosen} - {None}
    siblings = reader.children(chosen[0].case_id, chosen[0].parent_id)
    linked = [node for node in siblings if node.id in ids or node.premise_group in groups]
    group = next((node.premise_group for node in linked if node.premise_group is not None), None) or new_id()
    changes = [c for node in linked for c in changed(node, replace(node, premise_group=group))]
    first = next(at for at, node in enumerate(siblings) if node is linked[0])
    standing = next((n for n, node in enumerate(linked) if siblings[first + n] is not node), len(linked))
    moving = linked[standing:]
    ids = {node.id for node in moving}
    others = [node for node in siblings if node.id not in ids]
    places, aside = room(others, first + standing, len(moving))
    for node, place in zip(moving, places, strict=True):
        changes += changed(node, replace(node, position=place))
    label = message("edit.link_premises", count=len(linked), text=_conclusion(reader, linked[0]))
    return Edit(label, merged(changes + aside))


def unlink_premise(reader: Reader, node_id: str) -> Edit:
    """Let a node support its parent on its own again; see `unlink_premises`."""
    return unlink_premises(reader, [node_id])


def unlink_premises(reader: Reader, node_ids: Sequence[str]) -> Edit:
    """Take nodes out of their groups. The rest stays together, or ends with the last but one that is taken out.

    Raises UserError when none of them is in a group.
    """
    nodes = [live(reader, node_id) for node_id in dict.fromkeys(node_ids)]
    linked = [node for node in nodes if node.premise_group is not None]
    if not linked:
        raise UserError("rule.not_linked")
    if len(linked) == 1:
        label = message("edit.unlink_premise", text=shorten(linked[0].text))
    else:
        label = message("edit.unlink_premises", count=len(linked), text=_conclusion(reader, linked[0]))
    return Edit(label, merged(stepping_out(reader, linked)))


def set_implicit(reader: Reader, node_id: str, implicit: bool) -> Edit:
    """Say whether the author leaves the point unstated."""
    node = live(reader, node_id)
    label = message("edit.implicit" if implicit else "edit.explicit", text=shorten(node.text))
    return Edit(label, tuple(changed(node, replace(node, implicit=implicit))))


def _conclusion(reader: Reader, node: Node) -> str:
    assert node.parent_id is not None
    return shorten(reader.node(node.parent_id).text)

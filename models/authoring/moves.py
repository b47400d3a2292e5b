"""Edits that move a branch: among its siblings, in and out, under another parent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.authoring.nodes import live, parent_kind, place_after
from models.edits import Edit, changed
from models.entities import Node
from models.errors import UserError
from models.messages import Message, message, shorten
from models.ordering import between
from models.ports import Reader
from models.rules import check_child


def _siblings(reader: Reader, node: Node) -> Sequence[Node]:
    return reader.children(node.case_id, node.parent_id)


def _index(siblings: Sequence[Node], node_id: str) -> int:
    for at, node in enumerate(siblings):
        if node.id == node_id:
            return at
    raise UserError("missing.row")


def _placed(reader: Reader, node: Node, parent_id: str | None, position: str, label: Message) -> Edit:
    """The move itself; what stood as an undercut and has no step to attack any more becomes a plain rebuttal."""
    inference = node.inference and parent_id is not None and reader.node(parent_id).parent_id is not None
    new = replace(node, parent_id=parent_id, position=position, inference=inference)
    changes = changed(node, new)
    if parent_id is None:
        for child in reader.children(node.case_id, node.id):
            changes += changed(child, replace(child, inference=False))
    return Edit(label, tuple(changes))


def move_node(reader: Reader, node_id: str, steps: int) -> Edit:
    """The node `steps` places down among its siblings (up when negative), at most to their end."""
    node = live(reader, node_id)
    siblings = list(_siblings(reader, node))
    at = _index(siblings, node_id)
    to = min(max(at + steps, 0), len(siblings) - 1)
    if to == at:
        raise UserError("move.first" if steps < 0 else "move.last", text=shorten(node.text))
    del siblings[at]
    position = _position_at(siblings, to)
    return _placed(reader, node, node.parent_id, position, message("edit.move_node", text=shorten(node.text)))


def _position_at(others: Sequence[Node], at: int) -> str:
    """A place before others[at] (at the end when `at` is their number)."""
    high = others[at].position if at < len(others) else None
    low = next((n.position for n in reversed(others[:at]) if high is None or n.position < high), None)
    return between(low, high)


def indent(reader: Reader, node_id: str) -> Edit:
    """The node as last child of the sibling above it."""
    node = live(reader, node_id)
    siblings = _siblings(reader, node)
    at = _index(siblings, node_id)
    if at == 0:
        raise UserError("indent.first", text=shorten(node.text))
    parent = siblings[at - 1]
    check_child(parent.kind, node.kind)
    place = place_after(reader.children(node.case_id, parent.id), None)
    return _placed(reader, node, parent.id, place, message("edit.indent", text=shorten(node.text)))


def outdent(reader: Reader, node_id: str) -> Edit:
    """The node as the sibling right after its parent."""
    node = live(reader, node_id)
    if node.parent_id is None:
        raise UserError("outdent.root", text=shorten(node.text))
    parent = reader.node(node.parent_id)
    check_child(parent_kind(reader, parent.parent_id), node.kind)
    place = place_after(_siblings(reader, parent), parent.id)
    return _placed(reader, node, parent.parent_id, place, message("edit.outdent", text=shorten(node.text)))


def reparent(reader: Reader, node_id: str, parent_id: str | None, before: str | None = None) -> Edit:
    """The node under another parent of its case (None: as a root), before child `before` or at the end."""
    node = live(reader, node_id)
    check_reparent(reader, node, parent_id)
    others = [n for n in reader.children(node.case_id, parent_id) if n.id != node_id]
    at = next((i for i, n in enumerate(others) if n.id == before), len(others))
    return _placed(
        reader, node, parent_id, _position_at(others, at), message("edit.move_node", text=shorten(node.text))
    )


def check_reparent(reader: Reader, node: Node, parent_id: str | None) -> None:
    """Raise UserError where `node` may not stand under `parent_id`."""
    if parent_id is None:
        check_child(None, node.kind)
        return
    parent: Node | None = live(reader, parent_id)
    assert parent is not None
    if parent.case_id != node.case_id:
        raise UserError("rule.other_case")
    check_child(parent.kind, node.kind)
    while parent is not None:
        if parent.id == node.id:
            raise UserError("rule.not_under_itself")
        parent = reader.node(parent.parent_id) if parent.parent_id else None

"""Steps of an argument: premises, alone or taken together, that bear on a conclusion. An undercut attacks one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.entities import Kind, Node
from models.ports import Reader


@dataclass(frozen=True, slots=True)
class Step:
    """`premises` in their order, one or (taken together) several, and the node that they support or attack."""

    premises: tuple[Node, ...]
    conclusion: Node


def bearing_of(node: Node) -> str:
    """What a node does to its parent, or to the parent's step: a key of models.words.BEARINGS; "" for a root."""
    if node.parent_id is None:
        return ""
    if node.kind is not Kind.REBUTTAL:
        return "supports"
    return "undercuts" if node.inference else "rebuts"


def taken_together(siblings: Sequence[Node], node: Node) -> tuple[Node, ...]:
    """The members of the node's group in the order of its siblings; the node alone where it is in none."""
    if node.premise_group is None:
        return (node,)
    return tuple(other for other in siblings if other.premise_group == node.premise_group) or (node,)


def step_of(reader: Reader, node_id: str) -> Step | None:
    """The step that a node makes, with what is taken together with it, to its parent; None for a root."""
    node = reader.node(node_id)
    if node.parent_id is None:
        return None
    siblings = reader.children(node.case_id, node.parent_id)
    return Step(taken_together(siblings, node), reader.node(node.parent_id))


def attacked_step(reader: Reader, node_id: str) -> Step | None:
    """The step that an undercut attacks: its parent's, of a premise taken together with others the whole group's.

    None for what is no undercut.
    """
    node = reader.node(node_id)
    return step_of(reader, node.parent_id) if node.inference and node.parent_id is not None else None

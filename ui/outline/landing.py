"""Where carried nodes would land in the rows, and what the rules say to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.authoring.moves import check_reparent
from models.branches import topmost
from models.entities import Node
from models.errors import UserError
from ui.outline.model import OutlineModel


@dataclass(frozen=True, slots=True)
class DropTarget:
    """A place between two rows (`gap` of `depth`) or in a row (as its last child); `refusal`: why not there."""

    parent_id: str
    before_id: str
    row: int
    depth: int
    in_row: bool
    refusal: str = ""


def find_target(
    model: OutlineModel, node_ids: Sequence[str], row: int, share: float, wanted_depth: int
) -> DropTarget | None:
    """Where a drop lands: `share` is how far down the row the pointer is. None: the node would stay where it is."""
    if model.project is None:
        return None
    if row < model.rowCount() and 0.25 <= share < 0.75:
        target = DropTarget(model.node_at(row) or "", "", row, model.depth_at(row), True)
    else:
        target = _gap(model, row + (share >= 0.75) if row < model.rowCount() else row, wanted_depth)
    nodes = topmost(model.project, node_ids)
    if len(nodes) > 1:
        target = replace(target, before_id=_before(model, nodes, target))
    elif (target.parent_id or None) == nodes[0].parent_id and _stays(model, nodes[0], target.before_id):
        return None
    return _checked(model, nodes, target)


def _gap(model: OutlineModel, row: int, wanted_depth: int) -> DropTarget:
    """The place above `row`; its depth may be chosen between the row below it and the row above it."""
    assert model.project is not None
    least = int(model.top is not None)  # nothing lands beside the branch that is shown alone
    row = max(least, row)
    below = max(least, model.depth_at(row) if row < model.rowCount() else 0)
    above_id = model.node_at(row - 1)
    if above_id is None:
        return DropTarget("", model.node_at(row) or "", row, 0, False)
    depth = max(below, min(wanted_depth, max(model.depth_at(row - 1), below)))
    path = model.project.path(above_id)
    parent_id = path[depth - 1 - model.depth_at(row - 1) - 1].id if depth else ""
    before_id = (model.node_at(row) or "") if depth == below and row < model.rowCount() else ""
    return DropTarget(parent_id, before_id, row, depth, False)


def _before(model: OutlineModel, nodes: Sequence[Node], target: DropTarget) -> str:
    """The first that stays of those before which several nodes would stand."""
    assert model.project is not None and model.case_id is not None
    carried = {node.id for node in nodes}
    siblings = [each.id for each in model.project.children(model.case_id, target.parent_id or None)]
    at = siblings.index(target.before_id) if target.before_id in siblings else len(siblings)
    return next((i for i in siblings[at:] if i not in carried), "")


def _stays(model: OutlineModel, node: Node, before_id: str) -> bool:
    assert model.project is not None
    siblings = [each.id for each in model.project.children(node.case_id, node.parent_id)]
    at = siblings.index(node.id)
    following = siblings[at + 1] if at + 1 < len(siblings) else ""
    return before_id in (node.id, following)


def _checked(model: OutlineModel, nodes: Sequence[Node], target: DropTarget) -> DropTarget:
    assert model.project is not None
    above = {each.id for each in model.project.path(target.parent_id)} if target.parent_id else set()
    try:
        for node in nodes:
            if node.id in above:  # before its kind is looked at: this says more
                raise UserError("rule.not_under_itself")
            check_reparent(model.project, node, target.parent_id or None)
    except UserError as error:
        return refused(target, error)
    return target


def refused(target: DropTarget, error: UserError) -> DropTarget:
    return replace(target, refusal=str(error))

"""The edit that lets a rebuttal, wherever it stands, attack a step of the argument."""

from __future__ import annotations

from dataclasses import replace

from models.authoring.moves import check_reparent, reparent
from models.authoring.nodes import live, set_undercut
from models.authoring.siblings import merged
from models.edits import Edit, changed
from models.messages import message, shorten
from models.ports import Reader
from models.rules import check_undercut


def undercut_step(reader: Reader, node_id: str, target_id: str) -> Edit:
    """Bring a rebuttal below `target_id`, to attack the step from there to its parent.

    Raises UserError where the node is no rebuttal, where the target is a root and makes no step, and where the node may
    not stand below the target.
    """
    node, target = live(reader, node_id), live(reader, target_id)
    check_undercut(node.kind, target)
    check_reparent(reader, node, target_id)
    if node.parent_id == target_id:
        return set_undercut(reader, node_id, True)
    moved = reparent(reader, node_id, target_id).changes
    label = message("edit.undercut", text=shorten(node.text))
    return Edit(label, merged([*moved, *changed(node, replace(node, inference=True))]))

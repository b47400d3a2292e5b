"""Edits that move a branch: among its siblings, in and out, under another parent."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from models.authoring.nodes import live, parent_kind
from models.authoring.siblings import gap_after, gap_before, index_of, leaving, merged, room, span
from models.edits import Change, Edit, changed
from models.entities import Node
from models.errors import UserError
from models.messages import message, shorten
from models.ports import Reader
from models.rules import check_child


def move_node(reader: Reader, node_id: str, steps: int, shown: AbstractSet[str] | None = None) -> Edit:
    """The node `steps` places down among its siblings (up when negative), at most to their end.

    A premise moves among those that it is taken together with; from their edge on all of them move. What is taken
    together is passed in one step. `shown`: what a filter leaves in sight; what it hides is passed without counting.
    """
    node = live(reader, node_id)
    siblings = reader.children(node.case_id, node.parent_id)
    at = _index(siblings, node_id)
    own = span(siblings, at)
    if shown is not None and any(other.id not in shown for other in siblings):
        steps = _all_steps(siblings, at, steps, shown)
        if not steps:
            raise UserError("move.none_shown", text=shorten(node.text))
    to = min(max(at + steps, own.start), own.stop - 1)
    others = [*siblings[: own.start], *siblings[own.stop :]]
    gap = _passed(others, own.start, steps - (to - at))
    if gap == own.start and to == at:
        raise UserError("move.first" if steps < 0 else "move.last", text=shorten(node.text))
    block = [other for other in siblings[own.start : own.stop] if other is not node]
    if gap == own.start:  # the others of its group stay
        others[gap:gap] = block
        block, gap = [node], to
    else:
        block.insert(to - own.start, node)
    places, changes = room(others, gap, len(block))
    moved = {member.id: place for member, place in zip(block, places, strict=True)}
    for member in (node, *(other for other in block if other is not node)):
        changes += changed(member, replace(member, position=moved[member.id]))
    return Edit(message("edit.move_node", text=shorten(node.text)), _first(node_id, changes))


def _index(siblings: Sequence[Node], node_id: str) -> int:
    at = index_of(siblings, node_id)
    if at is None:
        raise UserError("missing.row")
    return at


def _passed(others: Sequence[Node], gap: int, steps: int) -> int:
    """The gap that many siblings, or groups of them, further down (up when negative)."""
    while steps > 0 and gap < len(others):
        gap, steps = span(others, gap).stop, steps - 1
    while steps < 0 and gap > 0:
        gap, steps = span(others, gap - 1).start, steps + 1
    return gap


def _all_steps(siblings: Sequence[Node], at: int, steps: int, shown: AbstractSet[str]) -> int:
    """How many steps it takes to pass so many of the siblings that are shown, at most all of them; 0: none."""
    way, wanted = (1 if steps > 0 else -1), abs(steps)
    own, taken, made = span(siblings, at), 0, 0
    here = at + way
    while wanted and 0 <= here < len(siblings):
        passed = range(here, here + 1) if here in own else span(siblings, here)
        made += 1
        if any(siblings[i].id in shown for i in passed):
            taken, wanted = made, wanted - 1
        here = passed.stop if way > 0 else passed.start - 1
    return way * taken


def _first(node_id: str, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with one for each row, the node's own before those of its siblings: it is what the edit is about."""
    return tuple(sorted(merged(changes), key=lambda change: change.row != node_id))


def indent(reader: Reader, node_id: str, shown: AbstractSet[str] | None = None) -> Edit:
    """The node as last child of the sibling above it; of those that are `shown`, where a filter hides others."""
    node = live(reader, node_id)
    siblings = reader.children(node.case_id, node.parent_id)
    before = siblings[: _index(siblings, node_id)]
    parent = next((other for other in reversed(before) if shown is None or other.id in shown), None)
    if parent is None:
        raise UserError("indent.none_shown" if before else "indent.first", text=shorten(node.text))
    check_child(parent.kind, node.kind)
    others = reader.children(node.case_id, parent.id)
    return Edit(message("edit.indent", text=shorten(node.text)), _placed(reader, node, parent.id, others, len(others)))


def outdent(reader: Reader, node_id: str) -> Edit:
    """The node as the sibling right after its parent, or after those that the parent is taken together with."""
    node = live(reader, node_id)
    if node.parent_id is None:
        raise UserError("outdent.root", text=shorten(node.text))
    parent = reader.node(node.parent_id)
    check_child(parent_kind(reader, parent.parent_id), node.kind)
    others = reader.children(parent.case_id, parent.parent_id)
    changes = _placed(reader, node, parent.parent_id, others, gap_after(others, parent.id))
    return Edit(message("edit.outdent", text=shorten(node.text)), changes)


def reparent(reader: Reader, node_id: str, parent_id: str | None, before: str | None = None) -> Edit:
    """The node under another parent of its case (None: as a root), before child `before` or at the end.

    It never comes between premises that are taken together, unless it is one of them; elsewhere it is on its own.
    """
    node = live(reader, node_id)
    check_reparent(reader, node, parent_id)
    label = message("edit.move_node", text=shorten(node.text))
    siblings = reader.children(node.case_id, parent_id)
    others = [n for n in siblings if n.id != node_id]
    group = None
    gap = gap_before(others, before)
    if parent_id == node.parent_id:
        at = _index(siblings, node_id)
        own = span(siblings, at)
        exact = index_of(others, before)
        wanted = len(others) if exact is None else exact
        if len(own) > 1 and own.start <= wanted < own.stop:
            group, gap = node.premise_group, wanted
        if group == node.premise_group and gap == at:
            return Edit(label, ())
    return Edit(label, _placed(reader, node, parent_id, others, gap, group))


def _placed(
    reader: Reader, node: Node, parent_id: str | None, others: Sequence[Node], gap: int, group: str | None = None
) -> tuple[Change, ...]:
    """The move itself, to before others[gap]. What undercuts and has no step to attack any more becomes a rebuttal."""
    (place,), changes = room(others, gap)
    inference = node.inference and parent_id is not None and reader.node(parent_id).parent_id is not None
    new = replace(node, parent_id=parent_id, position=place, inference=inference, premise_group=group)
    changes += changed(node, new)
    if parent_id is None:
        for child in reader.children(node.case_id, node.id):
            changes += changed(child, replace(child, inference=False))
    if group is None:
        changes += leaving(reader, [node])
    return _first(node.id, changes)


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

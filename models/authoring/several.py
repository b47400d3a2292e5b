"""Edits of several nodes at once: one edit each, built of whole branches in reading order.

Of nodes that stand below one another only the topmost count, but for their kind and their tags, which are a node's own.
One node alone gives the very edit that its own function makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from models.authoring import moves, nodes, tags
from models.authoring.nodes import live, parent_kind
from models.authoring.siblings import gap_after, gap_before, index_of, leaving, merged, room, stepping_out, travelling
from models.branches import topmost
from models.edits import Change, Edit, changed
from models.entities import Kind, Node, new_id
from models.errors import UserError
from models.messages import Message, message, shorten
from models.ports import Reader
from models.rules import check_child, may_hold
from models.tags import clean_tag


@dataclass(frozen=True, slots=True)
class Placing:
    """`nodes`, in this order, go under a parent (None: as roots) before others[gap]; `others` are its other children.

    `group`: the one that all of them are in and stay in.
    """

    nodes: Sequence[Node]
    case_id: str
    parent_id: str | None
    others: Sequence[Node]
    gap: int
    group: str | None = None


def delete_nodes(reader: Reader, node_ids: Iterable[str]) -> Edit:
    """Put branches into the bin. Raises UserError."""
    tops = topmost(reader, node_ids)
    if len(tops) == 1:
        return nodes.delete_node(reader, tops[0].id)
    mark = new_id()
    changes = [c for node in tops for c in changed(node, replace(node, binned_by=mark, premise_group=None))]
    return Edit(message("edit.delete_nodes", count=len(tops)), merged(changes + leaving(reader, tops)))


def reparent_nodes(reader: Reader, node_ids: Iterable[str], parent_id: str | None, before: str | None = None) -> Edit:
    """Branches of one case under another parent of it (None: as roots), before child `before` or at the end.

    Premises that are taken together stay so where they go together. Raises UserError.
    """
    tops = topmost(reader, node_ids)
    if len(tops) == 1:
        return moves.reparent(reader, tops[0].id, parent_id, before)
    label = message("edit.move_nodes", count=len(tops))
    for node in tops:
        moves.check_reparent(reader, node, parent_id)
    if not tops:
        return Edit(label, ())
    return place_all(reader, [placing(reader, tops, tops[0].case_id, parent_id, before)], label)


def indent_nodes(reader: Reader, node_ids: Iterable[str], shown: AbstractSet[str] | None = None) -> Edit:
    """Each node as last child of the sibling above it; neighbours go under the same one.

    `shown`: what a filter leaves in sight; nothing goes under a sibling that it hides.
    """
    tops = topmost(reader, node_ids)
    if len(tops) == 1:
        return moves.indent(reader, tops[0].id, shown)
    chosen = {node.id for node in tops}
    placings: list[Placing] = []
    for case_id, parent_id in dict.fromkeys((node.case_id, node.parent_id) for node in tops):
        above: Node | None = None
        below: dict[str, list[Node]] = {}
        for sibling in reader.children(case_id, parent_id):
            if sibling.id not in chosen:
                above = sibling if shown is None or sibling.id in shown else above
            elif above is None:
                raise UserError("indent.first" if shown is None else "indent.none_shown", text=shorten(sibling.text))
            else:
                check_child(above.kind, sibling.kind)
                below.setdefault(above.id, []).append(sibling)
        for above_id, moved in below.items():
            others = [child for child in reader.children(case_id, above_id) if child.id not in chosen]
            placings.append(Placing(moved, case_id, above_id, others, len(others)))
    return place_all(reader, placings, message("edit.indent_nodes", count=len(tops)))


def outdent_nodes(reader: Reader, node_ids: Iterable[str]) -> Edit:
    """Each node as a sibling right behind its parent; those of one parent keep their order."""
    tops = topmost(reader, node_ids)
    if len(tops) == 1:
        return moves.outdent(reader, tops[0].id)
    chosen = {node.id for node in tops}
    rows: dict[tuple[str, str | None], list[Node]] = {}
    places: dict[tuple[str, str | None, int], list[Node]] = {}
    for node in tops:
        if node.parent_id is None:
            raise UserError("outdent.root", text=shorten(node.text))
        above = reader.node(node.parent_id).parent_id
        check_child(parent_kind(reader, above), node.kind)
        family = node.case_id, above
        if family not in rows:
            rows[family] = [other for other in reader.children(*family) if other.id not in chosen]
        gap = gap_after(rows[family], node.parent_id)  # premises taken together have one gap behind all of them
        places.setdefault((*family, gap), []).append(node)
    placings = [
        Placing(moved, case_id, above, rows[case_id, above], gap) for (case_id, above, gap), moved in places.items()
    ]
    return place_all(reader, placings, message("edit.outdent_nodes", count=len(tops)))


def change_kinds(reader: Reader, node_ids: Iterable[str], kind: Kind) -> Edit:
    """All of the nodes as another kind, where their parents may hold that and they may hold their children."""
    ids = list(dict.fromkeys(node_ids))
    if len(ids) == 1:
        return nodes.change_kind(reader, ids[0], kind)
    old = {node_id: live(reader, node_id) for node_id in ids}
    for node in old.values():
        check_child(kind if node.parent_id in old else parent_kind(reader, node.parent_id), kind)
        for child in reader.children(node.case_id, node.id):
            if child.id not in old and not may_hold(kind, child.kind):
                raise UserError("rule.child_does_not_fit", text=shorten(node.text), child_kind=child.kind, kind=kind)
    changes = [
        change
        for node in old.values()
        for change in changed(node, replace(node, kind=kind, inference=node.inference and kind is Kind.REBUTTAL))
    ]
    if kind is Kind.REBUTTAL:
        changes += stepping_out(reader, old.values())
    return Edit(message("edit.change_kinds", count=len(ids), kind=kind), merged(changes))


def tag_nodes(reader: Reader, node_ids: Iterable[str], tag: str) -> Edit:
    """One more tag for each of the nodes that does not have it."""
    ids = list(dict.fromkeys(node_ids))
    if len(ids) == 1:
        return tags.add_tag(reader, ids[0], tag)
    name = clean_tag(tag)
    if not name:
        raise UserError("rule.tag_needs_name")
    changes: list[Change] = []
    for node in (live(reader, node_id) for node_id in ids):
        if name not in node.tags:
            changes += changed(node, replace(node, tags=(*node.tags, name)))
    return Edit(message("edit.tag_nodes", count=len(ids), tag=shorten(name)), tuple(changes))


# -- placing


def placing(reader: Reader, moved: Sequence[Node], case_id: str, parent_id: str | None, before: str | None) -> Placing:
    """The nodes in their order among the children of a parent, before one of these (or what follows it) or last.

    They never come between premises that are taken together, unless they are some of these.
    """
    chosen = {node.id for node in moved}
    siblings = reader.children(case_id, parent_id)
    at = index_of(siblings, before)
    following = siblings[at:] if at is not None else ()
    next_one = next((sibling.id for sibling in following if sibling.id not in chosen), None)
    others = [sibling for sibling in siblings if sibling.id not in chosen]
    groups = {node.premise_group for node in moved}
    if len(groups) == 1 and None not in groups and all(node.parent_id == parent_id for node in moved):
        exact = index_of(others, next_one)
        gap = len(others) if exact is None else exact
        (group,) = groups
        if any(other.premise_group == group for other in others[max(gap - 1, 0) : gap + 1]):
            return Placing(moved, case_id, parent_id, others, gap, group)
    return Placing(moved, case_id, parent_id, others, gap_before(others, next_one))


def place_all(reader: Reader, placings: Sequence[Placing], label: Message) -> Edit:
    """The move itself: what is below comes along, also into another case; premises that part are linked no more.

    What stood as an undercut and has no step to attack any more becomes a plain rebuttal. The rules are the caller's.
    """
    changes: list[Change] = []
    aside: list[Change] = []
    leavers: list[Node] = []
    for each in placings:
        places, stepped = room(each.others, each.gap, len(each.nodes))
        aside += stepped
        groups = travelling(reader, each.nodes, each.parent_id)
        has_step = each.parent_id is not None and reader.node(each.parent_id).parent_id is not None
        for node, place in zip(each.nodes, places, strict=True):
            new = replace(
                node,
                case_id=each.case_id,
                parent_id=each.parent_id,
                position=place,
                inference=node.inference and has_step,
                premise_group=each.group or groups[node.id],
            )
            changes += changed(node, new)
            changes += _below(reader, node, each)
        leavers += each.nodes if each.group is None else ()
    return Edit(label, merged(changes + aside + leaving(reader, leavers)))


def _below(reader: Reader, node: Node, placed: Placing) -> list[Change]:
    """What changes below a node that moves: undercuts of what becomes a root, and everything in another case."""
    changes: list[Change] = []
    if placed.parent_id is None:
        for child in reader.children(node.case_id, node.id):
            changes += changed(child, replace(child, inference=False))
    if placed.case_id != node.case_id:
        stack = [node]
        while stack:
            below = [row for row in reader.dependents(stack.pop()) if isinstance(row, Node)]  # those in the bin too
            for child in below:
                changes += changed(child, replace(child, case_id=placed.case_id))
            stack += below
    return changes

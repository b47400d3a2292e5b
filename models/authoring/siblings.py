"""A row of siblings as it changes: places in it, and the premises in it that are taken together.

What an edit keeps: the members of a group stand next to each other under one parent, are at least two, and support it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.edits import Change, changed
from models.entities import Node, new_id
from models.ordering import between, spread
from models.ports import Reader


def span(siblings: Sequence[Node], at: int) -> range:
    """The indices of what is taken together with siblings[at]; its own alone where it is in no group."""
    group = siblings[at].premise_group
    first, end = at, at + 1
    if group is not None:
        while first > 0 and siblings[first - 1].premise_group == group:
            first -= 1
        while end < len(siblings) and siblings[end].premise_group == group:
            end += 1
    return range(first, end)


def index_of(siblings: Sequence[Node], node_id: str | None) -> int | None:
    return next((at for at, node in enumerate(siblings) if node.id == node_id), None)


def gap_after(siblings: Sequence[Node], after: str | None) -> int:
    """The index right behind sibling `after` and its group; the end when it is None or unknown."""
    at = index_of(siblings, after)
    return len(siblings) if at is None else span(siblings, at).stop


def gap_before(siblings: Sequence[Node], before: str | None) -> int:
    """The index right before sibling `before` and its group; the end when it is None or unknown."""
    at = index_of(siblings, before)
    return len(siblings) if at is None else span(siblings, at).start


def room(siblings: Sequence[Node], at: int, count: int = 1) -> tuple[list[str], list[Change]]:
    """`count` rising places before siblings[at] (at the end when `at` is their number), and what else that changes.

    Two siblings may share a place, since one that was deleted comes back to its own; those behind the gap step aside.
    """
    low = siblings[at - 1].position if at else None
    end = at
    while low is not None and end < len(siblings) and siblings[end].position == low:
        end += 1
    places = spread(count + end - at, low, siblings[end].position if end < len(siblings) else None)
    aside = zip(siblings[at:end], places[count:], strict=True)
    return places[:count], [c for node, place in aside for c in changed(node, replace(node, position=place))]


def place_after(siblings: Sequence[Node], after: str | None) -> str:
    """A place behind sibling `after` and its group, or at the end, with no other row changed.

    Siblings that share a place are passed together.
    """
    at = gap_after(siblings, after)
    while 0 < at < len(siblings) and siblings[at].position == siblings[at - 1].position:
        at = span(siblings, at).stop
    return between(siblings[at - 1].position if at else None, siblings[at].position if at < len(siblings) else None)


def leaving(reader: Reader, nodes: Iterable[Node]) -> list[Change]:
    """What changes for those that stay when `nodes` leave their parent, kind or case: a group of one ends."""
    return [
        change
        for _siblings, _going, staying in _divided(reader, nodes)
        if len(staying) == 1
        for change in _ungrouped(staying[0])
    ]


def travelling(reader: Reader, nodes: Sequence[Node], parent_id: str | None) -> dict[str, str | None]:
    """The group of each of `nodes`, by id, once they stand next to each other in this order under another parent.

    Two or more neighbours that were taken together stay so, under a new name where others of their group are elsewhere.
    """
    groups: dict[str, str | None] = {node.id: None for node in nodes}
    if parent_id is None:
        return groups
    sizes = {going[0].premise_group: len(going) + len(staying) for _row, going, staying in _divided(reader, nodes)}
    first = 0
    while first < len(nodes):
        group, end = nodes[first].premise_group, first + 1
        while end < len(nodes) and group is not None and nodes[end].premise_group == group:
            end += 1
        if end - first > 1:
            name = group if sizes[group] == end - first else new_id()
            groups.update((node.id, name) for node in nodes[first:end])
        first = end
    return groups


def stepping_out(reader: Reader, nodes: Iterable[Node]) -> list[Change]:
    """What changes when `nodes` stay siblings but are taken out of their groups.

    One that stood between two that remain goes right behind the group.
    """
    changes = []
    for siblings, going, staying in _divided(reader, nodes):
        changes += [c for node in going for c in _ungrouped(node)]
        if len(staying) < 2:
            changes += [c for node in staying for c in _ungrouped(node)]
            continue
        at = {node.id: index for index, node in enumerate(siblings)}
        first, last = at[staying[0].id], at[staying[-1].id]
        between_them = [node for node in going if first < at[node.id] < last]
        ids = {node.id for node in between_them}
        others = [node for node in siblings if node.id not in ids]
        places, aside = room(others, last + 1 - len(between_them), len(between_them))
        for node, place in zip(between_them, places, strict=True):
            changes += changed(node, replace(node, position=place))
        changes += aside
    return changes


def merged(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes with one for each row, in the order in which the rows first came; what removes a row stands alone."""
    rows: dict[tuple[str, str], Change] = {}
    for change in changes:
        key = change.table, change.row
        old = rows.get(key)
        if old is None or old.after is None or change.after is None:
            rows[key] = change
            continue
        before = {**(change.before or {}), **old.before} if old.before is not None else None
        rows[key] = Change(change.table, change.row, before, {**old.after, **change.after})
    return tuple(rows.values())


def _divided(reader: Reader, nodes: Iterable[Node]) -> list[tuple[list[Node], list[Node], list[Node]]]:
    """For each group that `nodes` are of: all siblings, the members that go, and those that stay."""
    groups: dict[tuple[str, str | None, str], set[str]] = {}
    for node in nodes:
        if node.premise_group is not None:
            groups.setdefault((node.case_id, node.parent_id, node.premise_group), set()).add(node.id)
    found = []
    for (case_id, parent_id, group), ids in groups.items():
        siblings = list(reader.children(case_id, parent_id))
        members = [node for node in siblings if node.premise_group == group]
        going = [node for node in members if node.id in ids]
        found.append((siblings, going, [node for node in members if node.id not in ids]))
    return found


def _ungrouped(node: Node) -> list[Change]:
    return changed(node, replace(node, premise_group=None))

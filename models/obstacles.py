"""What keeps an entry from being undone or redone: other people's changes, and a tree that would not be one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.edits import Change, Edit
from models.entities import TABLE_OF, Node, to_row
from models.project import Project
from models.rules import SUPPORTING, may_hold
from models.shifts import PASSAGES, Shift

Place = tuple[str, str]  # table, row
ORDERING = frozenset({"case_id", "parent_id", "position", "kind", "premise_group", "binned_by"})
REFERENCES = {
    "article_id": "article",
    "case_id": "case",
    "left_case_id": "case",
    "right_case_id": "case",
    "parent_id": "node",
    "node_id": "node",
    "source_id": "node",
    "target_id": "node",
    "target_link_id": "link",
    "pairing_id": "pairing",
    "issue_id": "issue",
    "link_id": "link",
    "other_id": "node",
}


def first_obstacle(
    project: Project, edit: Edit, written: Mapping[str, int] | None = None, *, alone: bool = False
) -> Place | None:
    """The row whose present state keeps `edit` from being taken back, or None when nothing does.

    Checks that each changed column still holds what the edit expects, that no row would point at nothing, and that
    the tree stays a tree afterwards. `written`: the number of the entry that wrote each row last; where several rows
    together are in the way, it is the one that was written last. `alone`: nobody else has written since, so that all
    stands as it stood then; whatever the tree was, it may be again, with nodes under what is in the bin.
    """
    after = {change.row: change.after for change in edit.changes if change.table != PASSAGES}
    for check in (_differing, _missing, _taken) if alone else (_differing, _missing, _taken, _structural, _torn):
        for change in edit.changes:
            found = next(check(project, change, after), None)
            if found is not None:
                return found
    if alone:
        return None
    parted = set(_parted(project, edit, after))
    return ("node", max(parted, key=lambda row: (written or {}).get(row, 0))) if parted else None


_After = Mapping[str, Mapping[str, Any] | None]
_Row = tuple[str, str | None]  # of siblings: case, parent node
_Sibling = tuple[str, str, str | None, bool]  # position, id, group, whether it supports a parent


def _differing(project: Project, change: Change, _after: _After) -> Iterator[Place]:
    if change.table == PASSAGES:
        yield from _caught(project, change)
        return
    entity = project.entity(change.table, change.row)
    if change.before is None or entity is None:
        same = change.before is None and entity is None
    else:
        row = to_row(entity)
        same = all(row[column] == value for column, value in change.before.items())
    if not same:
        yield change.table, change.row


def _caught(project: Project, change: Change) -> Iterator[Place]:
    """Passages that stand on words which would be others: they cannot just move."""
    assert change.after is not None
    shift = Shift(change.after)
    for anchor in project.anchors_in(change.row):
        if shift.place(anchor.id, anchor.start, anchor.end) is None:
            yield "anchor", anchor.id


def _missing(project: Project, change: Change, after: _After) -> Iterator[Place]:
    """What would hang on a row that goes, and what a row that comes back would hang on."""
    if change.table == PASSAGES:
        return
    if change.after is None:
        for row in project.dependents(project.entity(change.table, change.row)):
            if _hangs_on(row, change.row, after):
                yield TABLE_OF[type(row)], row.id
        return
    for column, table in REFERENCES.items():
        row = change.after.get(column)
        if row is not None and after.get(row, project.entity(table, row)) is None:
            yield table, row


def _hangs_on(row: Any, on: str, after: _After) -> bool:
    """Whether a row will still point at one that goes: not when it goes itself, or will point elsewhere."""
    if row.id not in after:
        return True
    becomes = after[row.id]
    if becomes is None:
        return False
    state = {**to_row(row), **becomes}
    return any(state.get(column) == on for column in REFERENCES)


def _taken(project: Project, change: Change, after: _After) -> Iterator[Place]:
    """The other row of a tag's name: two would not know which colour is the tag's."""
    name = (change.after or {}).get("name") if change.table == "tag" else None
    for row in project.tags().values() if name is not None else ():
        becomes = after.get(row.id, {})
        if row.id != change.row and becomes is not None and becomes.get("name", row.name) == name:
            yield "tag", row.id


def _structural(project: Project, change: Change, after: _After) -> Iterator[Place]:
    """A neighbour that the node does not fit any more, or the binned branch it would come back into."""
    if change.table != "node" or change.after is None:
        return
    node = _state(project, change.row, after)
    home = project.entity("node", change.row)
    for child in project.children(home.case_id, change.row) if home is not None else ():
        state = _state(project, child.id, after)
        undercuts = state["inference"] and node["parent_id"] is None
        if state["parent_id"] == change.row and (undercuts or not may_hold(node["kind"], state["kind"])):
            yield "node", child.id
    if node["parent_id"] is None:
        return
    parent = _state(project, node["parent_id"], after)
    if not may_hold(parent["kind"], node["kind"]) or (node["inference"] and parent["parent_id"] is None):
        yield "node", node["parent_id"]
    comes_back = "parent_id" in change.after or change.after.get("binned_by", "") is None
    if comes_back:
        yield from _above(project, change.row, node["parent_id"], after)


def _torn(project: Project, change: Change, after: _After) -> Iterator[Place]:
    """What stands right above or below the node, in the bin too, and would be of another case."""
    if change.table != "node" or change.after is None or not {"case_id", "parent_id"} & change.after.keys():
        return
    node = _state(project, change.row, after)
    below = [row for row in project.dependents(project.entity("node", change.row)) if isinstance(row, Node)]
    beside = [row for row in below if _becomes(row, "parent_id", after) == change.row]
    above = project.entity("node", node["parent_id"] or "")
    beside += [above] if above is not None else []
    yield from (("node", row.id) for row in beside if _becomes(row, "case_id", after) != node["case_id"])


def _becomes(node: Node, column: str, after: _After) -> Any:
    return (after.get(node.id) or {}).get(column, getattr(node, column))


def _above(project: Project, row: str, parent_id: str | None, after: _After) -> Iterator[Place]:
    """Among what is above: a binned node, or the one that stands under the row itself and would close a ring."""
    while parent_id is not None:
        parent = _state(project, parent_id, after)
        if parent["binned_by"] is not None or parent["parent_id"] == row:
            yield "node", parent_id
            return
        parent_id = parent["parent_id"]


def _state(project: Project, row: str, after: _After) -> dict[str, Any]:
    """A node's row as it will be."""
    entity = project.entity("node", row)
    return {**(to_row(entity) if entity is not None else {}), **(after.get(row) or {})}


def _parted(project: Project, edit: Edit, after: _After) -> Iterator[str]:
    """Premises taken together that would no longer be lawfully so, with what would stand between them; their ids."""
    written: set[str] = set()
    rows: dict[_Row, list[_Sibling]] = {}
    for change in edit.changes:
        if change.table != "node" or not (change.after is None or ORDERING & change.after.keys()):
            continue
        written.add(change.row)
        node = project.entity("node", change.row)
        if node is not None:
            rows.setdefault((node.case_id, node.parent_id), [])
        if change.after is not None:
            state = _state(project, change.row, after)
            row = rows.setdefault((state["case_id"], state["parent_id"]), [])
            if state["binned_by"] is None:
                supports = state["kind"] in SUPPORTING and state["parent_id"] is not None
                row.append((state["position"], state["id"], state["premise_group"], supports))
    for (case_id, parent_id), coming in rows.items():
        siblings = project.children(case_id, parent_id)
        if not any(n.premise_group for n in siblings) and not any(group for _at, _id, group, _supports in coming):
            continue
        now = [(n.position, n.id, n.premise_group, n.kind in SUPPORTING and parent_id is not None) for n in siblings]
        broken = _broken(now)  # by somebody else's program: that is no reason to refuse anything
        then = sorted([sibling for sibling in now if sibling[1] not in written] + coming)
        yield from (node_id for group, ids in _broken(then).items() if group not in broken for node_id in ids)


def _broken(siblings: list[_Sibling]) -> dict[str, list[str]]:
    """The groups with a member that is alone or supports nothing, or with another between; ids from first to last."""
    groups: dict[str, list[int]] = {}
    for at, (_position, _id, group, _supports) in enumerate(siblings):
        if group is not None:
            groups.setdefault(group, []).append(at)
    found = {}
    for group, places in groups.items():
        row = siblings[places[0] : places[-1] + 1]
        if len(row) < 2 or len(row) > len(places) or not all(supports for _at, _id, _group, supports in row):
            found[group] = [node_id for _at, node_id, _group, _supports in row]
    return found

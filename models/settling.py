"""A tree that two people changed apart is made one again, and nothing in it is lost: what had to give is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from models.edits import changed, removed
from models.entities import Anchor, Clash, Kind, Node
from models.messages import Message, message, shorten
from models.project import Project
from models.rules import SUPPORTING, may_hold, may_undercut
from models.states import State, without_dangling

Key = tuple[str, str]
ROUNDS = 12  # mending one thing may unsettle another; by then all of it stands


def settled(project: Project, base: Project, now: State) -> tuple[State, tuple[Message, ...], frozenset[Key]]:
    """(the rows as a lawful project, what was mended, whose rows those are). `base`: what both sides knew."""
    whole = without_dangling(project.rows())
    project = Project(whole, project.blob)
    told: dict[Key, Message] = {}
    quiet: set[Key] = set()
    for _round in range(ROUNDS):
        found = False
        for old, new, why in _faults(project, base):
            found = True
            if new is None:
                project.apply([removed(old)])
            else:
                project.apply(changed(old, new))
            key = (_table(old), old.id)
            if why is None:
                quiet.add(key)
            else:
                told.setdefault(key, why)
            break_now = isinstance(old, Node) and new is not None and old.parent_id != new.parent_id
            if break_now:
                break
        if not found:
            break
    mended = frozenset({*told, *quiet})
    return project.rows(), tuple(told.values()), mended


def _table(entity: Any) -> str:
    from models.entities import TABLE_OF

    return TABLE_OF[type(entity)]


def _faults(project: Project, base: Project) -> Iterator[tuple[Any, Any, Message | None]]:
    """What breaks a rule: the row, what it becomes (None: it goes), what is said of it."""
    yield from _rings(project, base)
    nodes: list[Node] = sorted(project.rows()["node"].values(), key=lambda node: (_depth(project, node), node.id))
    for each in nodes:
        yield from _node(project, project.node(each.id))
    yield from _groups(project)
    yield from _small(project)


def _depth(project: Project, node: Node) -> int:
    depth, above, seen = 0, node.parent_id, {node.id}
    while above is not None and above not in seen and project.has("node", above):
        seen.add(above)
        depth, above = depth + 1, project.node(above).parent_id
    return depth


def rings(project: Project) -> set[str]:
    """The nodes that stand, in the end, under themselves."""
    sound: set[str] = set()
    found: set[str] = set()
    for row in project.rows()["node"]:
        path: list[str] = []
        on: set[str] = set()
        at: str | None = row
        while at is not None and at not in sound and at not in found and at not in on and project.has("node", at):
            path.append(at)
            on.add(at)
            at = project.node(at).parent_id
        if at is not None and at in on:
            found |= set(path[path.index(at) :])
        sound |= on - found
    return found


def _rings(project: Project, base: Project) -> Iterator[tuple[Any, Any, Message | None]]:
    while ring := rings(project):
        row = min(ring)
        node = project.node(row)
        old = base.entity("node", row)
        home = old.parent_id if old is not None and old.parent_id not in ring and old.case_id == node.case_id else None
        if home is not None and (not project.has("node", home) or home == row):
            home = None
        yield node, replace(node, parent_id=home), message("merge.ring", text=shorten(node.text))
        if project.node(row).parent_id == node.parent_id:  # nobody mended it
            return


def _node(project: Project, node: Node) -> Iterator[tuple[Any, Any, Message | None]]:
    parent = project.node(node.parent_id) if node.parent_id is not None else None
    text = shorten(node.text)
    if parent is not None and parent.case_id != node.case_id:
        new = replace(node, case_id=parent.case_id)
        yield node, new, None
        node = new
    if not may_hold(parent.kind if parent is not None else None, node.kind):
        kind = Kind.CLAIM if parent is None else Kind.EVIDENCE
        new = replace(node, kind=kind, inference=False)
        yield node, new, message("merge.kind", text=text, kind=str(kind))
        node = new
    if node.inference and not may_undercut(node.kind, parent):
        yield node, replace(node, inference=False), message("merge.undercut", text=text)


def _groups(project: Project) -> Iterator[tuple[Any, Any, Message | None]]:
    members: dict[str, list[Node]] = {}
    for node in project.rows()["node"].values():
        if node.premise_group is not None:
            members.setdefault(node.premise_group, []).append(node)
    for nodes in members.values():
        first = nodes[0]
        beside = [n.id for n in project.children(first.case_id, first.parent_id)] if _alike(nodes) else []
        places = sorted(beside.index(n.id) for n in nodes if n.id in beside)
        together = places == list(range(places[0], places[0] + len(nodes))) if len(places) == len(nodes) > 1 else False
        if together and first.parent_id is not None and all(n.kind in SUPPORTING for n in nodes):
            continue
        for node in nodes:
            yield node, replace(node, premise_group=None), message("merge.premises", text=shorten(node.text))


def _alike(nodes: list[Node]) -> bool:
    return len({(n.case_id, n.parent_id) for n in nodes}) == 1 and all(n.binned_by is None for n in nodes)


def _small(project: Project) -> Iterator[tuple[Any, Any, Message | None]]:
    """Rows that say nothing any more, tags of one name, passages that stand nowhere in their text."""
    rows = project.rows()
    names: dict[str, str] = {}
    for tag in sorted(rows["tag"].values(), key=lambda tag: tag.id):
        if names.setdefault(tag.name, tag.id) != tag.id:
            yield tag, None, message("merge.tag", name=tag.name)
    for clash in rows["clash"].values():
        if clash == Clash(clash.id, clash.pairing_id, clash.link_id, clash.node_id):
            yield clash, None, None
    lengths: dict[str, int] = {}
    for anchor in rows["anchor"].values():
        if anchor.article_id not in lengths:
            lengths[anchor.article_id] = len(project.text(anchor.article_id))
        yield from _place(anchor, lengths[anchor.article_id])


def _place(anchor: Anchor, length: int) -> Iterator[tuple[Any, Any, Message | None]]:
    start = max(0, min(anchor.start, length - 1))
    end = max(start + 1, min(anchor.end, length))
    if (start, end) != (anchor.start, anchor.end):
        yield anchor, replace(anchor, start=start, end=end), message("merge.passage", quote=shorten(anchor.exact))


def misfits(project: Project) -> set[str]:
    """The nodes that stand where the rules let them not stand."""
    found = rings(project)
    for node in project.rows()["node"].values():
        parent = project.entity("node", node.parent_id) if node.parent_id is not None else None
        if node.parent_id is not None and parent is None:
            found.add(node.id)
        elif not may_hold(parent.kind if parent is not None else None, node.kind) or (
            node.inference and not may_undercut(node.kind, parent)
        ):
            found |= {node.id, *([parent.id] if parent is not None else [])}
    return found

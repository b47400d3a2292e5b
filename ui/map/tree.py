"""Which nodes of a case a map shows: folds, a branch in focus, and what is near one node; no Qt."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field

from models.entities import Kind, Node
from models.filtering import Kept
from models.layout import Bearing
from models.project import Project

NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Tree:
    """The nodes on show in reading order, a parent before its children. Lists go by place in it."""

    nodes: list[Node] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)  # -1: nothing above it is on show
    closed: set[int] = field(default_factory=set)  # those whose children are all out of sight
    bearings: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)  # -1: alone; else equal for premises taken together


def shown_tree(
    project: Project,
    case_id: str,
    folded: Set[str],
    top: str | None = None,
    near: tuple[str, int] | None = None,
    kept: Kept | None = None,
) -> Tree:
    """The nodes on show. `near`: a node and how many steps along the tree from it are shown; `kept`: what a filter
    leaves (None: everything).
    """
    if near is not None and _is_here(project, case_id, near[0]):
        first, below = _near(project, near[0], near[1], top)
        roots = [project.node(first)]
    else:
        below = None
        alone = top is not None and _is_here(project, case_id, top)
        roots = [project.node(top)] if alone and top is not None else list(project.children(case_id, None))
    if kept is not None:
        roots = [node for node in roots if node.id in kept.shown]
    tree = Tree()
    nodes, parents, closed = tree.nodes, tree.parents, tree.closed
    children = project.children
    stack = [(node, -1) for node in reversed(roots)]
    while stack:
        node, above = stack.pop()
        at = len(nodes)
        nodes.append(node)
        parents.append(above)
        found = children(case_id, node.id)
        if kept is not None:
            found = [child for child in found if child.id in kept.shown]
        if not found:
            continue
        shown = [] if node.id in folded else found if below is None else [n for n in found if n.id in below]
        if shown:
            stack.extend([(child, at) for child in reversed(shown)])
        else:
            closed.add(at)
    _bear(tree)
    return tree


def _is_here(project: Project, case_id: str, node_id: str) -> bool:
    node = project.entity("node", node_id)
    return node is not None and node.case_id == case_id and project.is_visible(node_id)


def _near(project: Project, node_id: str, steps: int, top: str | None) -> tuple[str, set[str]]:
    """The highest node within `steps` of a node (not above `top`), and all that are so near."""
    path = [node.id for node in project.path(node_id)]
    if top in path:
        path = path[path.index(top) :]
    path = path[-1 - steps :]
    found = set(path)
    case_id = project.node(node_id).case_id
    for far, start in enumerate(reversed(path)):
        level = [start]
        for _step in range(steps - far):
            level = [child.id for each in level for child in project.children(case_id, each)]
            found.update(level)
    return path[0], found


def _bear(tree: Tree) -> None:
    """What each node does to the one above it, and which premises are taken together."""
    numbers: dict[tuple[int, str], int] = {}
    for node, above in zip(tree.nodes, tree.parents, strict=True):
        group = -1
        if above < 0:
            bearing = Bearing.ROOT
        elif node.kind is not Kind.REBUTTAL:
            bearing = Bearing.SUPPORTS
            if node.premise_group is not None:
                group = numbers.setdefault((above, node.premise_group), len(numbers))
        else:
            bearing = Bearing.UNDERCUTS if node.inference else Bearing.REBUTS
        tree.bearings.append(bearing)
        tree.groups.append(group)
    counts: dict[int, int] = {}
    for group in tree.groups:
        counts[group] = counts.get(group, 0) + 1
    tree.groups = [group if group >= 0 and counts[group] > 1 else -1 for group in tree.groups]


def hidden_below(
    project: Project, case_id: str, node_id: str, most: int, kept: Kept | None = None
) -> tuple[int, list[str]]:
    """How many nodes a closed branch hides, its head left out, and which: none named where there are more than `most`.

    With a filter, what it keeps is counted. In no order. Counting goes on level by level, as that takes a fraction of a
    walk.
    """
    children = project.children
    named: list[str] = []
    size, level = 0, children(case_id, node_id)
    while level:
        counted = level
        if kept is not None:
            level = [node for node in level if node.id in kept.shown]
            counted = [node for node in level if node.id in kept.matches]
        size += len(counted)
        if size <= most:
            named += [node.id for node in counted]
        level = [child for node in level for child in children(case_id, node.id)]
    return size, named if size <= most else []

"""The visible rows of an outline: which nodes stand in it, how deep, and the fewest steps from one list to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set

from models.entities import Node
from models.project import Project

Entry = tuple[Node, int]  # a node and its depth (0: a root, or the node in focus)
Lists = dict[str | None, Sequence[Node]]  # the children of each node, None: the roots
Preview = tuple[str, int]  # a node shown this many siblings further down (below 0: up)


def visible(
    project: Project,
    case_id: str,
    folded: Set[str],
    preview: Preview | None,
    top: Entry | None,
    seen: Lists,
    focus: str | None = None,
    shown: Set[str] | None = None,
) -> Iterator[Entry]:
    """The nodes below `top` (None: all) in reading order, folded branches left out, with `preview` laid over them.

    `focus`: the node that stands alone at depth 0 where it is not None, and `top` is.
    `shown`: the only nodes that stand in the tree (None: all do).
    `seen` collects the list of children of each node that was looked into: the project makes a new one when it changes.
    """
    children = project.children
    shown_elsewhere = preview[0] if preview is not None else None

    def below(parent_id: str | None) -> Sequence[Node]:
        found = seen[parent_id] = children(case_id, parent_id)
        if shown is not None:
            found = [node for node in found if node.id in shown]
        if preview is not None and any(node.id == shown_elsewhere for node in found):
            return shifted(found, *preview)
        return found

    if top is None and focus is not None:
        stack = [(project.node(focus), 0)]
    else:
        first, depth = (top[0].id, top[1] + 1) if top is not None else (None, 0)
        stack = [(node, depth) for node in reversed(below(first))]
    while stack:
        entry = stack.pop()
        yield entry
        node, depth = entry
        if node.id not in folded:
            found = below(node.id)
            if found:
                depth += 1
                stack.extend([(child, depth) for child in reversed(found)])


def shifted(siblings: Sequence[Node], node_id: str, steps: int) -> list[Node]:
    """The siblings with one of them moved by `steps`, at most to either end."""
    result = list(siblings)
    at = next((i for i, node in enumerate(result) if node.id == node_id), None)
    if at is not None:
        node = result.pop(at)
        result.insert(max(0, min(len(result), at + steps)), node)
    return result


def common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many items two lists share at their start and, beyond that, at their end."""
    limit = min(len(old), len(new))
    start = next((i for i in range(limit) if old[i] != new[i]), limit)
    limit -= start
    end = next((i for i in range(limit) if old[-1 - i] != new[-1 - i]), limit)
    return start, end


def runs(items: Sequence[str], wanted: Callable[[str], bool]) -> list[tuple[int, int]]:
    """The stretches [start, end) of items that are wanted."""
    found: list[tuple[int, int]] = []
    for i, item in enumerate(items):
        if not wanted(item):
            continue
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def rotation(old: Sequence[str], new: Sequence[str]) -> int | None:
    """k when `new` is old[k:] + old[:k] (one block moved past another), else None."""
    if not old or len(old) != len(new):
        return None
    try:
        k = list(old).index(new[0])
    except ValueError:
        return None
    return k if [*old[k:], *old[:k]] == list(new) else None

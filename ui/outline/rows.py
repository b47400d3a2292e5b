"""The visible rows of an outline: which nodes stand in it, how deep, and the fewest steps from one list to the next."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

from models.entities import Kind, Node
from models.messages import _, ngettext, shorten
from models.project import Project

NOTE = 160  # characters of a note that a tooltip shows
Entry = tuple[Node, int]  # a node and its depth (0: a root)
Lists = dict[str | None, Sequence[Node]]  # the children of each node, None: the roots
Preview = tuple[str, int]  # a node shown this many siblings further down (below 0: up)


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """What one row shows. `folded_count`: the points hidden below a folded one, else 0."""

    node: Node
    depth: int
    has_children: bool
    folded_count: int
    status: str | None
    cite: str
    passage_count: int
    tag_colours: tuple[str, ...]  # of its first tags, keys of models.tags.COLOURS

    @property
    def more_passages(self) -> str:
        """How many passages there are beside the one that `cite` names: "+2", or nothing."""
        return f"+{self.passage_count - 1}" if self.cite and self.passage_count > 1 else ""


def visible(
    project: Project, case_id: str, folded: Set[str], preview: Preview | None, top: Entry | None, seen: Lists
) -> Iterator[Entry]:
    """The nodes below `top` (None: all) in reading order, folded branches left out, with `preview` laid over them.

    `seen` collects the list of children of each node that was looked into: the project makes a new one when it changes.
    """
    children = project.children
    shown_elsewhere = preview[0] if preview is not None else None

    def below(parent_id: str | None) -> Sequence[Node]:
        found = seen[parent_id] = children(case_id, parent_id)
        if preview is not None and any(node.id == shown_elsewhere for node in found):
            return shifted(found, *preview)
        return found

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


def describe(project: Project, row: OutlineRow) -> str:
    """What a screen reader says of a row: text, place in the argument, place in the list, state."""
    node = row.node
    siblings = project.children(node.case_id, node.parent_id)
    place = next((i for i, other in enumerate(siblings, 1) if other.id == node.id), 1)
    parts = [
        f"{node.text}: {relation(project, node)}",
        _("level {level}").format(level=row.depth + 1),
        _("{place} of {count}").format(place=place, count=len(siblings)),
    ]
    if row.status is not None:
        parts.append(status_word(row.status))
    if node.implicit:
        parts.append(_("unstated premise"))
    if row.folded_count:
        parts.append(
            ngettext("folded, {count} point inside", "folded, {count} points inside", row.folded_count).format(
                count=row.folded_count
            )
        )
    if row.cite:
        parts.append(row.cite)
    if row.more_passages:
        parts.append(passages_word(row.passage_count))
    if node.tags:
        parts.append(_("Tags: {tags}").format(tags=", ".join(node.tags)))
    if node.note.strip():
        parts.append(_("has a note"))
    return ", ".join(parts)


def tooltip(row: OutlineRow) -> str:
    """Rich text: the whole text, what the node is, its tags, how its note begins."""
    node = row.node
    words = [kind_word(node.kind)]
    if node.inference:
        words.append(_("undercuts"))
    if node.implicit:
        words.append(_("unstated premise"))
    if row.status:
        words.append(status_word(row.status))
    if row.more_passages:
        words.append(passages_word(row.passage_count))
    lines = [node.text, " · ".join(words)]
    if node.tags:
        lines.append(_("Tags: {tags}").format(tags=", ".join(node.tags)))
    note = node.note.strip()
    if note:
        lines.append(_("Note: {text}").format(text=shorten(note.splitlines()[0].lstrip("#>-* "), NOTE)))
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)


def passages_word(count: int) -> str:
    return ngettext("{count} passage", "{count} passages", count).format(count=count)


def relation(project: Project, node: Node) -> str:
    """The node's kind and what it bears on: "rebuttal of …"."""
    if node.parent_id is None:
        return kind_word(node.kind)
    parent = shorten(project.node(node.parent_id).text)
    if node.inference:
        return _("rebuttal that undercuts the step from “{parent}”").format(parent=parent)
    sentences = {
        Kind.CLAIM: _("claim for “{parent}”"),
        Kind.EVIDENCE: _("evidence for “{parent}”"),
        Kind.REBUTTAL: _("rebuttal of “{parent}”"),
    }
    return sentences[node.kind].format(parent=parent)


def kind_word(kind: Kind) -> str:
    return {Kind.CLAIM: _("claim"), Kind.EVIDENCE: _("evidence"), Kind.REBUTTAL: _("rebuttal")}[kind]


def status_word(status: str) -> str:
    words = {
        "unanswered": _("unanswered"),
        "partly": _("partly"),
        "answered": _("answered"),
        "conceded": _("conceded"),
    }
    return words.get(status, status)


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

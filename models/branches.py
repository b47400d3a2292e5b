"""Whole branches as one value: what a clipboard holds of a tree. JSON-ready, and free of the ids of its project."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from models.entities import Anchor, Kind, Node
from models.errors import UserError
from models.ports import Reader

FORMAT, VERSION = "counterpoint-branches", 1
MOST = 100_000  # points: as many as a project is made for
LARGEST = 2**53  # the offset that JSON of any program still holds exactly


@dataclass(frozen=True, slots=True)
class CopiedPassage:
    """A passage, [start, end) in code points of the reading text with that hash of the article with that id."""

    article: str
    text_hash: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class BranchNode:
    """A point. `parent`: its index (-1: a root). Siblings of one `group` are taken together (-1: none)."""

    parent: int
    kind: Kind
    text: str
    note: str = ""
    reasoning: str = ""
    tags: tuple[str, ...] = ()
    inference: bool = False
    implicit: bool = False
    group: int = -1
    scheme: str = ""
    confidence: float | None = None
    relevance: float | None = None
    quality: str = ""
    passages: tuple[CopiedPassage, ...] = ()


_NODE = tuple(each.name for each in fields(BranchNode) if each.name != "passages")
_PASSAGE = tuple(each.name for each in fields(CopiedPassage))


@dataclass(frozen=True, slots=True)
class Branches:
    """Points in reading order: each behind its parent, siblings in their order."""

    nodes: tuple[BranchNode, ...]

    def root_kinds(self) -> set[Kind]:
        return {node.kind for node in self.nodes if node.parent < 0}


def topmost(reader: Reader, node_ids: Iterable[str]) -> list[Node]:
    """The nodes that stand below no other one of them, in reading order. Raises UserError when one is gone."""
    chosen = dict.fromkeys(node_ids)
    is_below: dict[str | None, bool] = {None: False}  # whether a node, or one above it, is chosen
    for node_id in chosen:
        climbed: list[str] = []
        at: str | None = reader.node(node_id).parent_id
        while at not in is_below and at not in chosen:
            climbed.append(str(at))
            at = reader.node(str(at)).parent_id
        found = is_below.get(at, True)
        is_below.update(dict.fromkeys(climbed, found))
    tops = [reader.node(i) for i in chosen if (above := reader.node(i).parent_id) not in chosen and not is_below[above]]
    for node in tops:
        if not reader.is_visible(node.id):
            raise UserError("missing.row")
    return _in_reading_order(reader, tops)


def _in_reading_order(reader: Reader, nodes: Sequence[Node]) -> list[Node]:
    above: dict[tuple[str, str | None], tuple[tuple[str, str], ...]] = {}  # the places of what is above, case first
    for node in nodes:
        key = node.case_id, node.parent_id
        if key in above:
            continue
        case, path, at = reader.case(node.case_id), [], node.parent_id
        while at is not None:
            parent = reader.node(at)
            path.append((parent.position, parent.id))
            at = parent.parent_id
        above[key] = ((case.position, case.id), *reversed(path))
    return sorted(nodes, key=lambda node: (*above[node.case_id, node.parent_id], (node.position, node.id)))


def copy(reader: Reader, node_ids: Iterable[str]) -> Branches:
    """The branches of some nodes, whole, in reading order; one below another comes with it. Raises UserError."""
    nodes: list[BranchNode] = []
    groups: dict[str, int] = {}
    stack = [(node, -1) for node in reversed(topmost(reader, node_ids))]
    while stack:
        node, parent = stack.pop()
        group = -1 if node.premise_group is None else groups.setdefault(node.premise_group, len(groups))
        passages = tuple(_copied(reader, anchor) for anchor in reader.anchors(node.id))
        nodes.append(
            BranchNode(
                parent,
                node.kind,
                node.text,
                node.note,
                node.reasoning,
                node.tags,
                node.inference,
                node.implicit,
                group,
                node.scheme,
                node.confidence,
                node.relevance,
                node.quality,
                passages,
            )
        )
        at = len(nodes) - 1
        stack.extend((child, at) for child in reversed(reader.children(node.case_id, node.id)))
    return Branches(tuple(nodes))


def _copied(reader: Reader, anchor: Anchor) -> CopiedPassage:
    text_hash = reader.article(anchor.article_id).text_hash
    return CopiedPassage(
        anchor.article_id, text_hash, anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix
    )


# -- as JSON


def to_json(branches: Branches) -> str:
    nodes = [_row(node, _NODE) | {"passages": [_row(p, _PASSAGE) for p in node.passages]} for node in branches.nodes]
    return json.dumps({"format": FORMAT, "version": VERSION, "nodes": nodes}, ensure_ascii=False)


def _row(value: BranchNode | CopiedPassage, names: Iterable[str]) -> dict[str, Any]:
    """Its fields that say something."""
    return {name: held for name in names if (held := getattr(value, name)) not in ((), None)}


def from_json(text: str | bytes) -> Branches:
    """The branches in what may have come from anywhere. Raises UserError for what is none, is too much or too new."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise UserError("branches.damaged") from None
    if not isinstance(value, dict) or value.get("format") != FORMAT or type(value.get("version")) is not int:
        raise UserError("branches.damaged")
    if value["version"] > VERSION:
        raise UserError("branches.newer")
    rows = value.get("nodes")
    if not isinstance(rows, list) or not rows:
        raise UserError("branches.damaged")
    check_size(len(rows))
    try:
        return Branches(tuple(_node(row, at) for at, row in enumerate(rows)))
    except (KeyError, TypeError, ValueError):
        raise UserError("branches.damaged") from None


def check_size(count: int) -> None:
    """Raise UserError for more points than a project is made for."""
    if count > MOST:
        raise UserError("branches.too_many", number=f"{count:,}", most=f"{MOST:,}")


def _node(row: Any, at: int) -> BranchNode:
    """The point of a row at an index. Raises KeyError, TypeError or ValueError."""
    parent = _whole(row["parent"])
    if not -1 <= parent < at:
        raise ValueError(parent)
    return BranchNode(
        parent=parent,
        kind=Kind(row["kind"]),
        text=_words(row["text"]),
        note=_words(row.get("note", "")),
        reasoning=_words(row.get("reasoning", "")),
        tags=tuple(map(_words, _listed(row.get("tags", [])))),
        inference=_flag(row.get("inference", False)),
        implicit=_flag(row.get("implicit", False)),
        group=max(_whole(row.get("group", -1)), -1),
        scheme=_words(row.get("scheme", "")),
        confidence=_share(row.get("confidence")),
        relevance=_share(row.get("relevance")),
        quality=_words(row.get("quality", "")),
        passages=tuple(map(_passage, _listed(row.get("passages", [])))),
    )


def _passage(row: Any) -> CopiedPassage:
    start, end = _whole(row["start"]), _whole(row["end"])
    if not 0 <= start < end < LARGEST or not row["exact"]:
        raise ValueError(start, end)
    return CopiedPassage(
        article=_words(row["article"]),
        text_hash=_words(row["text_hash"]),
        start=start,
        end=end,
        exact=_words(row["exact"]),
        prefix=_words(row.get("prefix", "")),
        suffix=_words(row.get("suffix", "")),
    )


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _share(value: Any) -> float | None:
    """A part of one, as confidence and relevance are."""
    if value is None:
        return None
    if type(value) not in (int, float) or not math.isfinite(value) or not 0 <= value <= 1:
        raise ValueError(value)
    return float(value)


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value

"""Edits that paste whole branches: copies with new ids, or the very nodes, also into another case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models.anchors import make_anchor
from models.attaching import Attaching
from models.authoring.nodes import live, parent_kind, place_near
from models.authoring.several import place_all, placing, reparent_nodes
from models.authoring.siblings import gap_after, room
from models.branches import Branches, BranchNode, CopiedPassage, check_size, topmost
from models.differing import Shifting
from models.edits import Change, Edit, made
from models.entities import Anchor, Kind, Node, new_id, now
from models.errors import UserError
from models.messages import message, shorten
from models.ordering import spread
from models.ports import Reader
from models.rules import SUPPORTING, check_child
from models.tags import clean_tag


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste makes: the ids of its topmost nodes in order, how many nodes, and passages that did not come."""

    roots: tuple[str, ...]
    count: int
    lost: int


def paste(
    reader: Reader, case_id: str, parent_id: str | None, after: str | None, branches: Branches, author: str = ""
) -> tuple[Edit, Pasted]:
    """Copies of branches under `parent_id` (None: at the top), behind its child `after` or last.

    A claim that goes to evidence stands beside it. Passages come along where their words are found; what has no step
    to undercut is a plain rebuttal; premises stay linked. Raises UserError where the rules forbid it.
    """
    nodes = branches.nodes
    check_size(len(nodes))
    if not nodes:
        raise UserError("branches.nothing")
    _check_case(reader, case_id, parent_id)
    parent_id, after = place_near(reader, parent_id, branches.root_kinds(), after)
    families = _families(nodes, parent_kind(reader, parent_id))
    roots = families[-1]
    siblings = reader.children(case_id, parent_id)
    places, changes = room(siblings, gap_after(siblings, after), len(roots))
    positions = dict(zip(roots, places, strict=True))
    groups: dict[int, str] = {}
    for parent, family in families.items():
        if parent >= 0:
            positions.update(zip(family, spread(len(family)), strict=True))
        if parent >= 0 or parent_id is not None:
            groups |= _linked(nodes, family)
    time = now()
    ids = [new_id() for _node in nodes]
    above = [ids[node.parent] if node.parent >= 0 else parent_id for node in nodes]
    over = live(reader, parent_id).parent_id if parent_id is not None else None
    rows: list[Change] = []
    for at, node in enumerate(nodes):
        new = Node(ids[at], case_id, above[at], positions[at], node.kind, "", author=author, created=time)
        has_step = (above[node.parent] if node.parent >= 0 else over) is not None
        rows.append(made(_filled(new, node, groups.get(at), has_step)))
    anchors, lost = _attached(reader, reader.case(case_id).article_id, nodes, ids)
    edit = Edit(message("edit.paste", count=len(nodes)), (*rows, *map(made, anchors), *changes))
    return edit, Pasted(tuple(ids[at] for at in roots), len(nodes), lost)


def move_near(reader: Reader, node_ids: Iterable[str], case_id: str, parent_id: str | None) -> tuple[Edit, Pasted]:
    """The very branches where `paste` would put copies of them; `count` is the number of branches."""
    tops = topmost(reader, node_ids)
    parent_id, after = place_near(reader, parent_id, {node.kind for node in tops})
    ids = [node.id for node in tops]
    siblings = reader.children(case_id, parent_id)
    behind = siblings[gap_after(siblings, after) :] if after is not None else ()
    before = next((sibling.id for sibling in behind if sibling.id not in ids), None)
    edit = move_branches(reader, ids, case_id, parent_id, before)
    return edit, Pasted(tuple(ids), len(ids), 0)


def move_branches(
    reader: Reader, node_ids: Iterable[str], case_id: str, parent_id: str | None, before: str | None = None
) -> Edit:
    """The very branches under another parent, also of another case: ids, links, history and passages stay.

    They go before child `before` or to the end. Raises UserError where the rules forbid it.
    """
    tops = topmost(reader, node_ids)
    if all(node.case_id == case_id for node in tops):
        return reparent_nodes(reader, [node.id for node in tops], parent_id, before)
    _check_case(reader, case_id, parent_id)
    moved = {node.id for node in tops}
    at = parent_id
    while at is not None:
        if at in moved:
            raise UserError("rule.not_under_itself")
        at = reader.node(at).parent_id
    for node in tops:
        check_child(parent_kind(reader, parent_id), node.kind)
    label = message("edit.move_to_case", count=len(tops), name=shorten(reader.case(case_id).name))
    return place_all(reader, [placing(reader, tops, case_id, parent_id, before)], label)


def _check_case(reader: Reader, case_id: str, parent_id: str | None) -> None:
    case = reader.case(case_id)
    if case.binned_by is not None or reader.article(case.article_id).binned_by is not None:
        raise UserError("missing.row")
    if parent_id is not None and live(reader, parent_id).case_id != case_id:
        raise UserError("rule.other_case")


def _families(nodes: Sequence[BranchNode], held_by: Kind | None) -> dict[int, list[int]]:
    """The indices of the children of each index, -1 for the roots. Raises UserError for what the rules forbid."""
    families: dict[int, list[int]] = {}
    for at, node in enumerate(nodes):
        check_child(nodes[node.parent].kind if node.parent >= 0 else held_by, node.kind)
        families.setdefault(node.parent, []).append(at)
    return families


def _linked(nodes: Sequence[BranchNode], family: Sequence[int]) -> dict[int, str]:
    """The group of each of some siblings that is in one: two or more side by side, all of which support."""
    groups: dict[int, str] = {}
    for at, following in pairwise(family):
        one, other = nodes[at], nodes[following]
        if one.group == other.group >= 0 and {one.kind, other.kind} <= SUPPORTING:
            groups[following] = groups.setdefault(at, new_id())
    return groups


def _filled(new: Node, node: BranchNode, group: str | None, has_step: bool) -> Node:
    text = " ".join(node.text.split())
    if not text:
        raise UserError("rule.text_needed")
    return replace(
        new,
        text=text,
        note=node.note.rstrip(),
        reasoning=node.reasoning,
        tags=tuple(dict.fromkeys(tag for each in node.tags if (tag := clean_tag(each)))),
        inference=node.inference and node.kind is Kind.REBUTTAL and has_step,
        implicit=node.implicit,
        premise_group=group,
        scheme=node.scheme,
        confidence=node.confidence,
        relevance=node.relevance,
        quality=node.quality,
    )


# -- passages


def _attached(reader: Reader, own_id: str, nodes: Sequence[BranchNode], ids: Sequence[str]) -> tuple[list[Anchor], int]:
    """The passages that come along, and how many do not: where the text they were copied from is there, as it was;
    else where their words are found in the article as it is now, or in the case's own.
    """
    articles = {article.id: article for article in reader.articles()}
    by_hash = {article.text_hash: article.id for article in articles.values()}
    anchors: list[Anchor] = []
    missing: list[tuple[str, CopiedPassage]] = []
    for node, node_id in zip(nodes, ids, strict=True):
        for passage in node.passages:
            article_id = by_hash.get(passage.text_hash)
            for home in (passage.article, own_id):  # of several copies of one text the case's own shows its passages
                if home in articles and articles[home].text_hash == passage.text_hash:
                    article_id = home
            if article_id is not None and passage.end <= len(reader.text(article_id)):
                anchors.append(_as_it_was(passage, node_id, article_id))
            else:
                missing.append((node_id, passage))
    lost = 0
    for found in _found_again(reader, own_id, missing, articles):
        lost += found is None
        anchors += [found] if found is not None else []
    seen: dict[tuple[str, str, int, int], Anchor] = {}
    for anchor in anchors:
        seen.setdefault((anchor.node_id, anchor.article_id, anchor.start, anchor.end), anchor)
    return list(seen.values()), lost


def _as_it_was(passage: CopiedPassage, node_id: str, article_id: str) -> Anchor:
    """The stored quote stays: it may be older than the words that stand there now."""
    place = passage.start, passage.end
    return Anchor(new_id(), node_id, article_id, *place, passage.exact, passage.prefix, passage.suffix)


def _found_again(
    reader: Reader, own_id: str, missing: Sequence[tuple[str, CopiedPassage]], articles: Mapping[str, object]
) -> Iterator[Anchor | None]:
    """For each passage, copied from a text that is not there, its best place in the texts that are, or None."""
    wanted: dict[str, list[int]] = {}
    for at, (_node_id, passage) in enumerate(missing):
        for article_id in dict.fromkeys((passage.article, own_id)):
            if article_id in articles:
                wanted.setdefault(article_id, []).append(at)
    found: dict[int, Anchor] = {}
    for article_id, members in sorted(wanted.items(), key=lambda item: item[0] == own_id):
        text = reader.text(article_id)
        left = [at for at in members if at not in found]
        old = {at: _within(_as_it_was(missing[at][1], missing[at][0], article_id), len(text)) for at in left}
        attaching = Attaching("", text, Shifting(()), old.values())
        for at, anchor in old.items():
            place = attaching.place(anchor)
            if place is not None:
                found[at] = make_anchor(text, anchor.node_id, article_id, place.start, place.end)
    return (found.get(at) for at in range(len(missing)))


def _within(anchor: Anchor, length: int) -> Anchor:
    """The passage with its place in a text of `length`: what it was copied from may have been longer."""
    return replace(anchor, start=min(anchor.start, length), end=min(anchor.end, length))

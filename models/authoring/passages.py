"""Edits of passages: which words of an article a node rests on.

Offsets are code points of the article's reading text, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.anchors import make_anchor, trimmed
from models.authoring.nodes import live, opening_words, parent_kind
from models.authoring.siblings import place_after
from models.edits import Change, Edit, changed, made, removed
from models.entities import Anchor, Kind, Node, new_id, now
from models.errors import UserError
from models.messages import message, shorten
from models.ordering import between
from models.ports import Reader
from models.rules import check_child

Range = tuple[int, int]


def add_passage(reader: Reader, node_id: str, start: int, end: int) -> Edit:
    """One more passage for a node, in the article of its case."""
    return add_passages(reader, node_id, [(start, end)])


def add_passages(reader: Reader, node_id: str, ranges: Iterable[Range]) -> Edit:
    """Further passages for a node; those it rests on already are left out. Raises UserError when none is new."""
    node = live(reader, node_id)
    article_id = reader.case(node.case_id).article_id
    text = reader.text(article_id)
    known = {(anchor.start, anchor.end) for anchor in reader.anchors(node_id) if anchor.article_id == article_id}
    new = [make_anchor(text, node_id, article_id, *place) for place in dict.fromkeys(ranges) if place not in known]
    if not new:
        raise UserError("rule.passage_exists", text=shorten(node.text))
    if len(new) == 1:
        return Edit(message("edit.add_anchor", text=shorten(node.text)), (made(new[0]),))
    label = message("edit.add_passages", text=shorten(node.text), count=len(new))
    return Edit(label, tuple(made(anchor) for anchor in new))


def change_passage(reader: Reader, anchor_id: str, start: int, end: int) -> Edit:
    """Let a passage begin and end elsewhere."""
    anchor, node = _held(reader, anchor_id)
    new = replace(make_anchor(reader.text(anchor.article_id), node.id, anchor.article_id, start, end), id=anchor.id)
    _check_new(reader, node, anchor, start, end)
    return Edit(message("edit.change_passage", text=shorten(node.text)), tuple(changed(anchor, new)))


def split_passage(reader: Reader, anchor_id: str, at: int) -> Edit:
    """One passage as two of the same node, parted at `at`; the white space between them belongs to neither."""
    anchor, node = _held(reader, anchor_id)
    text = reader.text(anchor.article_id)
    first, second = trimmed(text, anchor.start, at), trimmed(text, at, anchor.end)
    if not anchor.start < at < anchor.end or first[0] == first[1] or second[0] == second[1]:
        raise UserError("rule.split_inside")
    shorter = replace(make_anchor(text, node.id, anchor.article_id, *first), id=anchor.id)
    rest = make_anchor(text, node.id, anchor.article_id, *second)
    label = message("edit.split_passage", text=shorten(node.text))
    return Edit(label, (*changed(anchor, shorter), made(rest)))


def move_passage(reader: Reader, anchor_id: str, node_id: str) -> Edit:
    """Let a passage carry another node, of any case over the same article."""
    anchor, before = _held(reader, anchor_id)
    node = live(reader, node_id)
    if reader.case(node.case_id).article_id != anchor.article_id:
        raise UserError("rule.other_article")
    _check_new(reader, node, anchor, anchor.start, anchor.end)
    label = message("edit.move_passage", source=shorten(before.text), target=shorten(node.text))
    return Edit(label, tuple(changed(anchor, replace(anchor, node_id=node_id))))


def remove_passage(reader: Reader, anchor_id: str) -> Edit:
    """Take a passage from its node; the node stays."""
    anchor, node = _held(reader, anchor_id)
    return Edit(message("edit.remove_anchor", text=shorten(node.text)), (removed(anchor),))


def annotate_all(
    reader: Reader, case_id: str, parent_id: str | None, kind: Kind, ranges: Sequence[Range], *, author: str = ""
) -> tuple[Edit, str]:
    """A new node for each of `ranges`, in their order, as the last children of `parent_id` (None: roots).

    (edit, the first one's id)
    """
    check_child(parent_kind(reader, parent_id), kind)
    article_id = reader.case(case_id).article_id
    text, time = reader.text(article_id), now()
    place = place_after(reader.children(case_id, parent_id), None)
    changes: list[Change] = []
    for start, end in dict.fromkeys(ranges):
        node_id = new_id()
        anchor = make_anchor(text, node_id, article_id, start, end)
        words = opening_words(anchor.exact)
        if not words:
            continue
        node = Node(node_id, case_id, parent_id, place, kind, words, author=author, created=time)
        changes += [made(node), made(anchor)]
        place = between(place, None)
    if not changes:
        raise UserError("rule.anchor_needs_a_character")
    label = message("edit.annotate_all", kind=kind, count=len(changes) // 2)
    return Edit(label, tuple(changes)), changes[0].row


def _held(reader: Reader, anchor_id: str) -> tuple[Anchor, Node]:
    """The passage and the node it carries. Raises UserError when either is gone."""
    anchor = reader.anchor(anchor_id)
    return anchor, live(reader, anchor.node_id)


def _check_new(reader: Reader, node: Node, anchor: Anchor, start: int, end: int) -> None:
    """A node does not rest on the same words twice."""
    place = anchor.article_id, start, end
    for other in reader.anchors(node.id):
        if other.id != anchor.id and (other.article_id, other.start, other.end) == place:
            raise UserError("rule.passage_exists", text=shorten(node.text))

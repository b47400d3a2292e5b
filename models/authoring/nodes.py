"""Edits of one tree: add, reword, retype, delete."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from models.anchors import make_anchor
from models.authoring.siblings import gap_after, leaving, merged, room, stepping_out
from models.edits import Edit, changed, made
from models.entities import Kind, Node, new_id, now
from models.errors import UserError
from models.messages import message, shorten
from models.ports import Reader
from models.rules import SUPPORTING, check_child, check_undercut, may_hold

TITLE_WORDS = 14  # a new node starts with at most this many words of its passage


def live(reader: Reader, node_id: str) -> Node:
    """The node. Raises UserError when it is gone or in the bin: somebody else may have deleted it a moment ago."""
    node = reader.node(node_id)
    if not reader.is_visible(node_id):
        raise UserError("missing.row")
    return node


def parent_kind(reader: Reader, parent_id: str | None) -> Kind | None:
    return live(reader, parent_id).kind if parent_id else None


def place_near(
    reader: Reader, parent_id: str | None, kinds: AbstractSet[Kind], after: str | None = None
) -> tuple[str | None, str | None]:
    """Where nodes of these kinds may stand together nearest to `parent_id`: (parent, after which of its children).

    What may not hold them is passed by on the way up: evidence holds no claim, so the claim stands beside it.
    """
    while parent_id is not None:
        node = live(reader, parent_id)
        if all(may_hold(node.kind, kind) for kind in kinds):
            break
        parent_id, after = node.parent_id, parent_id
    return parent_id, after


def add_node(
    reader: Reader,
    case_id: str,
    parent_id: str | None,
    kind: Kind,
    *,
    text: str = "",
    passage: tuple[int, int] | None = None,
    after: str | None = None,
    author: str = "",
    inference: bool = False,
    implicit: bool = False,
) -> tuple[Edit, str]:
    """A new node under `parent_id` (None: a root), resting on `passage` of the case's article; (edit, new id).

    `passage` is [start, end) in code points of the reading text; without `text` the node starts with its words. It
    stands behind its sibling `after` and what is taken together with that, or last. `inference`: it is an undercut.
    """
    check_child(parent_kind(reader, parent_id), kind)
    if inference:
        check_undercut(kind, reader.node(parent_id) if parent_id else None)
    case = reader.case(case_id)
    node_id = new_id()
    anchors = []
    if passage is not None:
        anchors = [make_anchor(reader.text(case.article_id), node_id, case.article_id, *passage)]
    shown = " ".join(text.split()) or (opening_words(anchors[0].exact) if anchors else "")
    if not shown:
        raise UserError("rule.text_needed")
    siblings = reader.children(case_id, parent_id)
    (place,), aside = room(siblings, gap_after(siblings, after))
    node = Node(
        *(node_id, case_id, parent_id, place, kind, shown),
        author=author,
        created=now(),
        inference=inference,
        implicit=implicit,
    )
    label = message("edit.add_node", kind="undercut" if inference else kind, text=shorten(shown))
    return Edit(label, (made(node), *map(made, anchors), *aside)), node_id


def opening_words(passage: str) -> str:
    """What a node made from a passage starts with: its words, at most TITLE_WORDS of them; "" for white space."""
    words = passage.split()
    return " ".join(words) if len(words) <= TITLE_WORDS else " ".join(words[:TITLE_WORDS]) + "…"


def change_text(reader: Reader, node_id: str, text: str) -> Edit:
    node = live(reader, node_id)
    text = " ".join(text.split())
    if not text:
        raise UserError("rule.text_needed")
    return Edit(message("edit.change_text", text=shorten(text)), tuple(changed(node, replace(node, text=text))))


def change_note(reader: Reader, node_id: str, note: str) -> Edit:
    node = live(reader, node_id)
    new = replace(node, note=note.rstrip())
    return Edit(message("edit.change_note", text=shorten(node.text)), tuple(changed(node, new)))


def change_tags(reader: Reader, node_id: str, tags: Sequence[str]) -> Edit:
    """Tags are single lines; blanks and repetitions are dropped, the order is the user's."""
    node = live(reader, node_id)
    clean = tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags if tag.strip()))
    return Edit(message("edit.change_tags", text=shorten(node.text)), tuple(changed(node, replace(node, tags=clean))))


def change_kind(reader: Reader, node_id: str, kind: Kind) -> Edit:
    """The node as another kind, where its parent may hold that and it may hold its children."""
    node = live(reader, node_id)
    check_child(parent_kind(reader, node.parent_id), kind)
    for child in reader.children(node.case_id, node.id):
        if not may_hold(kind, child.kind):
            raise UserError("rule.child_does_not_fit", text=shorten(node.text), child_kind=child.kind, kind=kind)
    new = replace(node, kind=kind, inference=node.inference and kind is Kind.REBUTTAL)
    label = message("edit.change_kind", text=shorten(node.text), kind=kind)
    apart = [] if kind in SUPPORTING else stepping_out(reader, [node])
    return Edit(label, merged(changed(node, new) + apart))


def set_undercut(reader: Reader, node_id: str, inference: bool) -> Edit:
    """Let a rebuttal attack its parent's step (an undercut) or its statement. The parent must itself make a step."""
    node = live(reader, node_id)
    if inference:
        check_undercut(node.kind, reader.node(node.parent_id) if node.parent_id else None)
    label = message("edit.undercut" if inference else "edit.no_undercut", text=shorten(node.text))
    return Edit(label, tuple(changed(node, replace(node, inference=inference))))


def delete_node(reader: Reader, node_id: str) -> Edit:
    """Put the branch into the bin: one mark on its root, so passages and links below come back with it.

    It is no longer taken together with premises that stay.
    """
    node = live(reader, node_id)
    label = message("edit.delete_node", kind=node.kind, text=shorten(node.text))
    new = replace(node, binned_by=new_id(), premise_group=None)
    return Edit(label, (*changed(node, new), *leaving(reader, [node])))

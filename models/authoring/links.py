"""Edits of links: joining two points, or answering a link."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from models.authoring.nodes import live
from models.comparison import far_end
from models.edits import Change, Edit, changed, made, removed
from models.entities import CHALLENGES, MUTUAL, Link, LinkKind, Node, new_id, now
from models.errors import UserError
from models.messages import message, shorten
from models.ports import Reader


def link_nodes(
    reader: Reader, source_id: str, target_id: str, kind: LinkKind, *, note: str = "", author: str = ""
) -> tuple[Edit, str]:
    """A link from one node to another, of any case; (edit, new id).

    Within a case the tree says how a node bears on its parent: between the two no link challenges or concedes.
    """
    if source_id == target_id:
        raise UserError("rule.link_to_itself")
    if kind is LinkKind.ANSWERS:
        raise UserError("rule.answer_needs_challenge")
    source, target = live(reader, source_id), live(reader, target_id)
    _check_kin(source, target, kind)
    _check_new(reader, source_id, target_id, kind)
    link = Link(new_id(), source_id, target_id, None, kind, note=note, author=author, created=now())
    label = message("edit.link", source=shorten(source.text), target=shorten(target.text), link_kind=kind)
    return Edit(label, (made(link),)), link.id


def _check_kin(source: Node, target: Node, kind: LinkKind) -> None:
    if source.id == target.parent_id or target.id == source.parent_id:
        if kind in CHALLENGES:
            raise UserError("rule.link_kin", text=shorten(source.text), other=shorten(target.text))
        if kind is LinkKind.CONCEDES:
            raise UserError("rule.concede_kin")


def _check_new(reader: Reader, source_id: str, target_id: str, kind: LinkKind, but: str = "") -> None:
    """No two links say the same; `but`: the link that is being changed."""
    for link in reader.links_of(source_id):
        same = (link.source_id, link.target_id) == (source_id, target_id)
        mirrored = kind in MUTUAL and (link.target_id, link.source_id) == (source_id, target_id)
        if link.kind is kind and (same or mirrored) and link.id != but:
            raise UserError("rule.link_exists", link_kind=kind)


def answer_link(reader: Reader, source_id: str, link_id: str, *, note: str = "", author: str = "") -> tuple[Edit, str]:
    """A node's reply to a link that challenges (or to another answer); (edit, new id)."""
    source, challenged = live(reader, source_id), reader.link(link_id)
    if challenged.kind not in CHALLENGES and challenged.kind is not LinkKind.ANSWERS:
        raise UserError("rule.answer_needs_challenge")
    if challenged.source_id == source_id:
        raise UserError("rule.answer_to_itself")
    if any(link.source_id == source_id for link in reader.answers(link_id)):
        raise UserError("rule.answer_exists", text=shorten(source.text))
    link = Link(new_id(), source_id, None, link_id, LinkKind.ANSWERS, note=note, author=author, created=now())
    target = shorten(reader.node(challenged.source_id).text)
    label = message("edit.link", source=shorten(source.text), target=target, link_kind=LinkKind.ANSWERS)
    return Edit(label, (made(link),)), link.id


def ends(reader: Reader, link: Link) -> tuple[str, str]:
    """The texts of the two ends, shortened; for an answer the second is the point whose challenge it meets."""
    return shorten(reader.node(link.source_id).text), shorten(reader.node(far_end(reader, link)).text)


def change_kind(reader: Reader, link_id: str, kind: LinkKind) -> Edit:
    """Another kind. An answer stays one, and a challenge that has answers goes on challenging."""
    link = reader.link(link_id)
    if link.target_id is None and kind is not LinkKind.ANSWERS:
        raise UserError("rule.answer_stays")
    if link.target_id is not None and kind is LinkKind.ANSWERS:
        raise UserError("rule.answer_needs_challenge")
    if kind not in CHALLENGES and link.target_id is not None and reader.answers(link_id):
        raise UserError("rule.answers_hang", count=len(reader.answers(link_id)))
    if link.target_id is not None and kind is not link.kind:
        _check_kin(reader.node(link.source_id), reader.node(link.target_id), kind)
        _check_new(reader, link.source_id, link.target_id, kind, but=link_id)
    source, target = ends(reader, link)
    label = message("edit.link_kind", source=source, target=target, link_kind=kind)
    return Edit(label, tuple(changed(link, replace(link, kind=kind))))


def flip_link(reader: Reader, link_id: str) -> Edit:
    """The same link the other way round, where it has a direction and nothing rests on that."""
    link = reader.link(link_id)
    if link.target_id is None:
        raise UserError("rule.answer_one_way")
    if link.kind in MUTUAL:
        raise UserError("rule.link_both_ways", link_kind=link.kind)
    if reader.answers(link_id):
        raise UserError("rule.answers_hold", count=len(reader.answers(link_id)))
    _check_new(reader, link.target_id, link.source_id, link.kind)
    source, target = ends(reader, link)
    label = message("edit.link_flip", source=source, target=target, link_kind=link.kind)
    return Edit(label, tuple(changed(link, replace(link, source_id=link.target_id, target_id=link.source_id))))


def change_strength(reader: Reader, link_id: str, strength: float | None) -> Edit:
    """How strong a link is, from 0 to 1; None: nobody says."""
    if strength is not None and not (math.isfinite(strength) and 0 <= strength <= 1):
        raise UserError("rule.strength")
    link = reader.link(link_id)
    source, target = ends(reader, link)
    label = message("edit.link_strength", source=source, target=target)
    return Edit(label, tuple(changed(link, replace(link, strength=strength))))


def change_note(reader: Reader, link_id: str, note: str) -> Edit:
    link = reader.link(link_id)
    source, target = ends(reader, link)
    label = message("edit.link_note", source=source, target=target)
    return Edit(label, tuple(changed(link, replace(link, note=note.strip()))))


def remove_link(reader: Reader, link_id: str) -> Edit:
    """Remove a link and the answers to it."""
    link = reader.link(link_id)
    source, target = ends(reader, link)
    return Edit(message("edit.unlink", source=source, target=target), tuple(_removals(reader, link)))


def remove_links(reader: Reader, link_ids: Sequence[str]) -> Edit:
    """Remove several links, each with the answers to it."""
    if len(link_ids) == 1:
        return remove_link(reader, link_ids[0])
    found = [change for link_id in link_ids for change in _removals(reader, reader.link(link_id))]
    changes = list({change.row: change for change in found}.values())  # an answer may be named and go with its link
    return Edit(message("edit.unlink_several", count=len(link_ids)), tuple(changes))


def _removals(reader: Reader, link: Link) -> list[Change]:
    """What rests on a link goes first, so that no row ever points at nothing: answers to it, and what was noted."""
    resting = reader.dependents(link)
    answers = [change for row in resting if isinstance(row, Link) for change in _removals(reader, row)]
    return [*answers, *(removed(row) for row in resting if not isinstance(row, Link)), removed(link)]

"""Edits of links: joining two points, or answering a link."""

from __future__ import annotations

from dataclasses import replace

from models.authoring.nodes import live
from models.comparison import far_end
from models.edits import Change, Edit, changed, made, removed
from models.entities import CHALLENGES, MUTUAL, Link, LinkKind, new_id, now
from models.errors import UserError
from models.messages import message, shorten
from models.ports import Reader


def link_nodes(
    reader: Reader, source_id: str, target_id: str, kind: LinkKind, *, note: str = "", author: str = ""
) -> tuple[Edit, str]:
    """A link from one node to another; (edit, new id)."""
    if source_id == target_id:
        raise UserError("rule.link_to_itself")
    if kind is LinkKind.ANSWERS:
        raise UserError("rule.answer_needs_challenge")
    source, target = live(reader, source_id), live(reader, target_id)
    _check_new(reader, source_id, target_id, kind)
    link = Link(new_id(), source_id, target_id, None, kind, note=note, author=author, created=now())
    label = message("edit.link", source=shorten(source.text), target=shorten(target.text), link_kind=kind)
    return Edit(label, (made(link),)), link.id


def _check_new(reader: Reader, source_id: str, target_id: str, kind: LinkKind) -> None:
    for link in reader.links_of(source_id):
        same = (link.source_id, link.target_id) == (source_id, target_id)
        mirrored = kind in MUTUAL and (link.target_id, link.source_id) == (source_id, target_id)
        if link.kind is kind and (same or mirrored):
            raise UserError("rule.link_exists", link_kind=kind)


def answer_link(reader: Reader, source_id: str, link_id: str, *, note: str = "", author: str = "") -> tuple[Edit, str]:
    """A node's reply to a link that challenges (or to another answer); (edit, new id)."""
    source, challenged = live(reader, source_id), reader.link(link_id)
    if challenged.kind not in CHALLENGES and challenged.kind is not LinkKind.ANSWERS:
        raise UserError("rule.answer_needs_challenge")
    link = Link(new_id(), source_id, None, link_id, LinkKind.ANSWERS, note=note, author=author, created=now())
    target = shorten(reader.node(challenged.source_id).text)
    label = message("edit.link", source=shorten(source.text), target=target, link_kind=LinkKind.ANSWERS)
    return Edit(label, (made(link),)), link.id


def ends(reader: Reader, link: Link) -> tuple[str, str]:
    """The texts of the two ends, shortened; for an answer the second is the point whose challenge it meets."""
    return shorten(reader.node(link.source_id).text), shorten(reader.node(far_end(reader, link)).text)


def change_kind(reader: Reader, link_id: str, kind: LinkKind) -> Edit:
    link = reader.link(link_id)
    if (kind is LinkKind.ANSWERS) != (link.target_id is None):
        raise UserError("rule.answer_needs_challenge")
    if kind not in CHALLENGES and reader.answers(link_id):
        raise UserError("rule.answer_needs_challenge")
    if link.target_id is not None and kind is not link.kind:
        _check_new(reader, link.source_id, link.target_id, kind)
    source, target = ends(reader, link)
    label = message("edit.link_kind", source=source, target=target, link_kind=kind)
    return Edit(label, tuple(changed(link, replace(link, kind=kind))))


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


def _removals(reader: Reader, link: Link) -> list[Change]:
    """What rests on a link goes first, so that no row ever points at nothing: answers to it, and what was noted."""
    resting = reader.dependents(link)
    answers = [change for row in resting if isinstance(row, Link) for change in _removals(reader, row)]
    return [*answers, *(removed(row) for row in resting if not isinstance(row, Link)), removed(link)]

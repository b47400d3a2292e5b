"""Edits of tags: on one node, and of a tag wherever it stands.

A tag lives on the nodes that have it. A row of its own exists only while it has a chosen colour, and there is at most
one row to a name.
"""

from __future__ import annotations

from dataclasses import replace

from models.authoring.nodes import live
from models.edits import Change, Edit, changed, made, removed
from models.entities import Tag, new_id
from models.errors import UserError
from models.messages import message, shorten
from models.ports import Reader
from models.tags import COLOURS, clean_tag


def add_tag(reader: Reader, node_id: str, tag: str) -> Edit:
    """One more tag for a node; an empty edit where it has it."""
    node, name = live(reader, node_id), _named(tag)
    label = message("edit.add_tag", text=shorten(node.text), tag=shorten(name))
    tags = node.tags if name in node.tags else (*node.tags, name)
    return Edit(label, tuple(changed(node, replace(node, tags=tags))))


def colour_tag(reader: Reader, tag: str, colour: str) -> Edit:
    """Show a tag in a colour of models.tags.COLOURS, or (an empty key) in the one that its name gives it."""
    name = _named(tag)
    if colour and colour not in COLOURS:
        raise UserError("rule.tag_colour", colour=shorten(colour))
    label = message("edit.colour_tag", tag=shorten(name))
    row = reader.tags().get(name)
    if row is None:
        return Edit(label, (made(Tag(new_id(), name, colour)),) if colour else ())
    return Edit(label, tuple(changed(row, replace(row, colour=colour))) if colour else (removed(row),))


def rename_tag(reader: Reader, tag: str, new: str) -> Edit:
    """Another name for a tag on every node, those in the bin too. A tag of that name takes it up, and keeps its colour.

    Empty when the name stays as it is. Raises UserError for an empty name, and when no node has the tag.
    """
    new = _named(new)
    nodes, rows = reader.tagged(tag), reader.tags()
    own, other = rows.get(tag), rows.get(new)
    if not nodes and own is None:
        raise UserError("missing.row")
    merges = other is not None or bool(reader.tagged(new))
    key = "edit.merge_tags" if merges and new != tag else "edit.rename_tag"
    label = message(key, old=shorten(tag), new=shorten(new))
    if new == tag:
        return Edit(label, ())
    changes: list[Change] = []
    for node in nodes:
        tags = tuple(dict.fromkeys(new if name == tag else name for name in node.tags))
        changes += changed(node, replace(node, tags=tags))
    if own is not None:
        changes += changed(own, replace(own, name=new)) if other is None else [removed(own)]
    return Edit(label, tuple(changes))


def remove_tag(reader: Reader, tag: str) -> Edit:
    """Take a tag from every node, those in the bin too, and forget its colour. Raises UserError when nobody has it."""
    nodes, row = reader.tagged(tag), reader.tags().get(tag)
    if not nodes and row is None:
        raise UserError("missing.row")
    changes: list[Change] = []
    for node in nodes:
        changes += changed(node, replace(node, tags=tuple(name for name in node.tags if name != tag)))
    if row is not None:
        changes.append(removed(row))
    return Edit(message("edit.remove_tag", tag=shorten(tag)), tuple(changes))


def _named(tag: str) -> str:
    name = clean_tag(tag)
    if not name:
        raise UserError("rule.tag_needs_name")
    return name

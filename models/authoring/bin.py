"""Edits that take things out of the bin again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from models.authoring.library import pairing_name
from models.binned import RANK
from models.edits import Change, Edit, changed
from models.entities import TABLE_OF, Article, Kind, Node, Pairing
from models.errors import UserError
from models.messages import message, shorten
from models.ports import Reader
from models.rules import may_hold, may_undercut


def put_back(reader: Reader, marks: Iterable[str]) -> Edit:
    """Put back what went into the bin by each of `marks`, where it was.

    What holds it must be out of the bin, or come out with it. Where the node above has become evidence meanwhile, a
    claim comes back as evidence, as the rules of a tree want it. Raises UserError.
    """
    wanted = set(marks)
    found = [entity for entity in reader.binned() if entity.binned_by in wanted]
    if not found:
        raise UserError("bin.gone")
    changes: list[Change] = []
    for entity in found:
        _check_holders(reader, entity, wanted)
        if isinstance(entity, Node):
            changes += _fitted(reader, entity)
        else:
            changes += changed(entity, replace(entity, binned_by=None))
    if len({entity.binned_by for entity in found}) == 1:
        label = message("edit.put_back", name=shorten(_name(reader, found)))
    else:
        label = message("edit.put_back_several", count=len({entity.binned_by for entity in found}))
    return Edit(label, tuple(changes))


def _name(reader: Reader, found: list[Any]) -> str:
    first = min(found, key=lambda entity: RANK.index(TABLE_OF[type(entity)]))
    return pairing_name(reader, first) if isinstance(first, Pairing) else _words(first)


def _words(entity: Any) -> str:
    return str(getattr(entity, {Article: "title", Node: "text"}.get(type(entity), "name")))


def _check_holders(reader: Reader, entity: Any, wanted: set[str]) -> None:
    """Raises UserError where what holds the entity stays in the bin."""
    holders: list[Any] = []
    table = TABLE_OF[type(entity)]
    if table == "case":
        holders = [reader.article(entity.article_id)]
    elif table == "pairing":
        holders = [reader.case(entity.left_case_id), reader.case(entity.right_case_id)]
    elif table == "node":
        case = reader.case(entity.case_id)
        holders = [case, reader.article(case.article_id)]
        if entity.parent_id is not None:
            holders.append(reader.node(entity.parent_id))
    for holder in holders:
        if holder.binned_by is not None and holder.binned_by not in wanted:
            raise UserError("bin.holder_first", name=shorten(_words(holder)))


def _fitted(reader: Reader, node: Node) -> list[Change]:
    """The changes that bring a branch back under its parent, as the kind that this may hold."""
    parent = reader.node(node.parent_id) if node.parent_id is not None else None
    changes: list[Change] = []
    stack = [(node, parent.kind if parent is not None else None, replace(node, binned_by=None))]
    while stack:
        old, above, new = stack.pop()
        if not may_hold(above, new.kind):
            new = replace(new, kind=Kind.CLAIM if above is None else Kind.EVIDENCE)
        if new.inference and old is node and not may_undercut(new.kind, parent):
            new = replace(new, inference=False)
        changes += changed(old, new)
        if new.kind is not old.kind:
            stack.extend((child, new.kind, child) for child in reader.children(node.case_id, old.id))
    return changes

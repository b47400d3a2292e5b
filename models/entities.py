"""The things of a project as frozen values, one class a table.

A *row* is a dict of JSON-ready values keyed by the field names; `to_row` and `from_row` convert. Ids are UUID strings
made by the client, times are ISO 8601 in UTC with Z, offsets are Unicode code points with an exclusive end.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

Row = dict[str, Any]


class Kind(StrEnum):
    CLAIM = "claim"
    EVIDENCE = "evidence"
    REBUTTAL = "rebuttal"


class LinkKind(StrEnum):
    """How one point bears on another, across cases or within one."""

    REBUTS = "rebuts"
    UNDERCUTS = "undercuts"
    QUESTIONS = "questions"
    TURNS = "turns"
    ANSWERS = "answers"
    CONCEDES = "concedes"
    AGREES = "agrees"
    TENSION = "tension"
    SAME_EVIDENCE = "same_evidence"
    SUPPORTS = "supports"


CHALLENGES = frozenset({LinkKind.REBUTS, LinkKind.UNDERCUTS, LinkKind.QUESTIONS, LinkKind.TURNS})
MUTUAL = frozenset({LinkKind.AGREES, LinkKind.TENSION, LinkKind.SAME_EVIDENCE})


@dataclass(frozen=True, slots=True)
class Article:
    """A source. Four hashes name blobs: original bytes, decoded text, reading text, and blocks with piece map.

    `record_hash` names how it was read in (models.importing.incoming.Record), where that is known. `csl` is a JSON
    object of further bibliographic fields by their names in CSL-JSON, or "".
    """

    id: str
    title: str
    source_hash: str
    source_text_hash: str
    text_hash: str
    layout_hash: str
    citekey: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    publication: str = ""
    date: str = ""
    url: str = ""
    accessed: str = ""
    language: str = ""
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    doi: str = ""
    csl: str = ""
    record_hash: str | None = None
    binned_by: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One reader's argument tree over one article."""

    id: str
    article_id: str
    name: str
    colour: str = ""
    annotator: str = ""
    position: str = "n"
    binned_by: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A point of a case. `inference` on a rebuttal: it attacks its parent's step (an undercut), not its statement."""

    id: str
    case_id: str
    parent_id: str | None
    position: str
    kind: Kind
    text: str
    note: str = ""
    reasoning: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    created: str = ""
    inference: bool = False
    implicit: bool = False
    premise_group: str | None = None
    scheme: str = ""
    confidence: float | None = None
    relevance: float | None = None
    quality: str = ""
    binned_by: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of an article's reading text, [start, end) in code points, that a node rests on."""

    id: str
    node_id: str
    article_id: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from a node to a node of any case, or (an answer) to a link; exactly one target is set."""

    id: str
    source_id: str
    target_id: str | None
    target_link_id: str | None
    kind: LinkKind
    strength: float | None = None
    note: str = ""
    author: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two cases laid side by side under one motion."""

    id: str
    motion: str
    left_case_id: str
    right_case_id: str
    notes: str = ""
    position: str = "n"
    binned_by: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """What a tag looks like; a tag that nobody gave a colour has no row. `colour` is a key of models.tags.COLOURS."""

    id: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A heading of a pairing's clash table, under which rows stand."""

    id: str
    pairing_id: str
    heading: str
    position: str = "n"


@dataclass(frozen=True, slots=True)
class Clash:
    """What was noted of one row of a pairing's clash table: of a link, or of a node without one; exactly one is set.

    The row itself comes from the link or the node; this is there once something was noted. `position` is its place
    under the issue ("" where nobody gave it one). `better` (whose evidence is) and `leads` hold a case's id or "even",
    `better` also "neither"; "" is open. The id is `clash_id`, so that a row is noted once, whoever notes it.
    """

    id: str
    pairing_id: str
    link_id: str | None = None
    node_id: str | None = None
    issue_id: str | None = None
    position: str = ""
    better: str = ""
    why: str = ""
    weighing: str = ""
    leads: str = ""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Two nodes that are no partners, as somebody said when they were proposed. The id is `dismissal_id`."""

    id: str
    node_id: str
    other_id: str
    author: str = ""
    created: str = ""


Entity = Article | Case | Node | Anchor | Link | Pairing | Tag | Issue | Clash | Dismissal
TABLES: dict[str, type[Any]] = {
    "article": Article,
    "case": Case,
    "node": Node,
    "anchor": Anchor,
    "link": Link,
    "pairing": Pairing,
    "tag": Tag,
    "issue": Issue,
    "clash": Clash,
    "dismissal": Dismissal,
}
TABLE_OF = {cls: name for name, cls in TABLES.items()}
FIELDS = {name: tuple(f.name for f in fields(cls)) for name, cls in TABLES.items()}
_TUPLES = {"article": ("authors",), "node": ("tags",)}
_KINDS: dict[str, Any] = {"node": Kind, "link": LinkKind}


def to_row(entity: Entity) -> Row:
    """The entity's values, JSON-ready: enums as their words, tuples as lists."""
    table = TABLE_OF[type(entity)]
    row = {name: getattr(entity, name) for name in FIELDS[table]}
    for name in _TUPLES.get(table, ()):
        row[name] = list(row[name])
    if table in _KINDS:
        row["kind"] = str(row["kind"])
    return row


def from_row(table: str, row: Mapping[str, Any]) -> Any:
    """The entity of `table` for a row; raises KeyError or ValueError when the row is not one of that table."""
    values = dict(row)
    for name in _TUPLES.get(table, ()):
        values[name] = tuple(values[name])
    if table in _KINDS:
        values["kind"] = _KINDS[table](values["kind"])
    return TABLES[table](**values)


def new_id() -> str:
    return str(uuid.uuid4())


def clash_id(pairing_id: str, about: str) -> str:
    """The id of what is noted, in a pairing, of a link or of a node without one."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"clash {pairing_id} {about}"))


def dismissal_id(node_id: str, other_id: str) -> str:
    """The id of the dismissal of two nodes, named in either order."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"dismissal {' '.join(sorted((node_id, other_id)))}"))


def now() -> str:
    """This moment in UTC, to the millisecond: 2025-01-31T12:00:00.000Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

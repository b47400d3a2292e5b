"""An argument map free of any program: points, relations between them, and the sources that they quote.

Writers get one from `models.interchange.telling`, readers give one; `models.interchange.arranging` makes trees and
links of it. Nothing here needs to be a tree: there may be cycles, several parents, claims without relations. Keys are
strings that are unique among things of a kind within one graph; what reads a file uses the file's own ids where it has
some.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from models.entities import Kind, LinkKind
from models.importing.about import NOTHING, About

# What can be the line from a node to its parent; every other kind of relation is a link.
TREE_KINDS = frozenset({LinkKind.SUPPORTS, LinkKind.REBUTS, LinkKind.UNDERCUTS})


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that a point rests on.

    `start` and `end` are code points of the text of the source with key `source`, end exclusive; None where only the
    words are known. `place` is where the file says that it stands, in words ("¶ 4"). `occurrence`: which of several
    equal passages of that place is meant, from 1; 0 where that is not said.
    """

    exact: str
    source: str = ""
    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""
    place: str = ""
    occurrence: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A statement. `kind` None: its relations decide. `part` is the key of the case it belongs to ("": the only one).

    Points stand in reading order, so that siblings keep theirs. `number` is what people call it ("1.2"). `where` says
    where in the file it stood, for messages ("line 4").
    """

    key: str
    text: str
    kind: Kind | None = None
    part: str = ""
    number: str = ""
    note: str = ""
    reasoning: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    created: str = ""
    implicit: bool = False
    scheme: str = ""
    confidence: float | None = None
    relevance: float | None = None
    quality: str = ""
    quotes: tuple[Quote, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """From the point `source` to the point `target`, or (an undercut, an answer) to the relation `on`; one is set.

    `tree` True: the line from a node to its parent; False: a link; None: unknown, `arranging` decides. Relations of
    one non-empty `group` to the same target are premises taken together; an undercut on one of them attacks their
    step. `scheme` names the inference; tree lines of ours leave it empty, since there it is the point's.
    """

    key: str
    source: str
    target: str = ""
    on: str = ""
    kind: LinkKind = LinkKind.SUPPORTS
    tree: bool | None = None
    group: str = ""
    scheme: str = ""
    strength: float | None = None
    note: str = ""
    author: str = ""
    created: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What points quote. `text` is its reading text where the file holds it; `line` the bibliographic line of a report.

    `media_type` is that of the text: "text/plain" unless the file says otherwise.
    """

    key: str
    about: About = NOTHING
    text: str = ""
    line: str = ""
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Part:
    """One case. `source` is the key of the article it reads ("": unknown)."""

    key: str
    name: str = ""
    source: str = ""
    annotator: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts laid side by side."""

    left: str
    right: str
    motion: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """A whole map. `title` names it where no part does."""

    points: tuple[Point, ...]
    relations: tuple[Relation, ...] = ()
    parts: tuple[Part, ...] = ()
    sources: tuple[Source, ...] = ()
    pairs: tuple[Pair, ...] = ()
    title: str = ""
    notes: str = ""
    tag_colours: dict[str, str] = field(default_factory=dict)

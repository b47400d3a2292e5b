"""What the node panel and the link list show, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage: its words, its paragraph ("¶ 11"), that with its page ("¶ 11, p. 3"), and the heading above it."""

    anchor_id: str
    quote: str
    cite: str
    place: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link seen from the node shown; `outgoing`: the node is its source."""

    link_id: str
    kind: str
    outgoing: bool
    partner_text: str
    partner_cite: str = ""
    in_sight: bool = True
    state: str = ""  # of a challenge or an answer: "open" or "met"
    strength: float | None = None


@dataclass(frozen=True, slots=True)
class EndView:
    """One end of a link: a node, and where it stands ("For trams · ¶ 11")."""

    node_id: str
    kind: str
    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer to a link, and whether something meets it in its turn."""

    link_id: str
    text: str
    cite: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """All that is known of a link. `replies_to`: of an answer, the challenge that it meets, in words.

    `target` is the node that the link bears on; for an answer, the one whose challenge it meets. `created` is ISO 8601
    in UTC, `strength` from 0 to 1.
    """

    link_id: str
    kind: str
    source: EndView
    target: EndView
    strength: float | None = None
    note: str = ""
    author: str = ""
    created: str = ""
    state: str = ""
    answers: tuple[AnswerView, ...] = ()
    replies_to: str = ""


@dataclass(frozen=True, slots=True)
class NodeView:
    """`tag_colours`: the colours that were chosen, keys of models.tags.COLOURS by tag; the others are automatic."""

    node_id: str
    kind: str
    text: str
    status: str = ""
    tags: tuple[str, ...] = ()
    passages: tuple[PassageView, ...] = ()
    note: str = ""
    links: tuple[LinkView, ...] = ()
    inference: bool = False
    implicit: bool = False
    all_tags: tuple[str, ...] = ()
    tag_colours: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that was done to a node. Times are ISO 8601 in UTC; `old`: the words that stood there before."""

    entry_id: str
    time: str
    who: str
    what: str
    old: str = ""
    undone: bool = False
    undone_by: str = ""
    undone_time: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link of a pairing. The places are the points' positions in their cases, by which columns sort.

    `within`: the case that both its ends belong to, the left one of the two where `is_left`. An answer has at its far
    end what it replies to, in words.
    """

    link_id: str
    kind: str
    forward: bool
    left_text: str
    right_text: str
    note: str = ""
    left_cite: str = ""
    right_cite: str = ""
    left_place: int = 0
    right_place: int = 0
    state: str = ""  # of a challenge or an answer: "open" or "met"
    within: str = ""
    is_left: bool = False
    strength: float | None = None

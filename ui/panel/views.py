"""What the node panel and the link list show, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PassageView:
    anchor_id: str
    quote: str
    cite: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link seen from the node shown; `outgoing`: the node is its source."""

    link_id: str
    kind: str
    outgoing: bool
    partner_text: str
    partner_cite: str = ""
    in_sight: bool = True


@dataclass(frozen=True, slots=True)
class NodeView:
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


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link of a pairing. The places are the points' positions in their cases, by which columns sort."""

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

"""How one point bears on another, in words, seen from either end of a link."""

from __future__ import annotations

from models.messages import N_, _
from models.words import KIND_NAMES, RELATIONS

STATUSES: dict[str, str] = {
    "unanswered": N_("unanswered"),
    "partly": N_("partly answered"),
    "answered": N_("answered"),
    "conceded": N_("conceded"),
}


def relation(kind: str, outgoing: bool = True) -> str:
    """The relation as its source (`outgoing`) or its target says it."""
    return _(RELATIONS[str(kind)][0 if outgoing else 1])


def kind_name(kind: str) -> str:
    """A node's kind as a name."""
    return _(KIND_NAMES[str(kind)])


def status_name(status: str) -> str:
    """An answer status in full; an empty word when there is none."""
    return _(STATUSES[status]) if status in STATUSES else ""

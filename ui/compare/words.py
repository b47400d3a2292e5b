"""How one point bears on another, in words, seen from either end of a link."""

from __future__ import annotations

from models.messages import _
from models.words import KIND_NAMES, RELATIONS, SHORT_STATUSES, STATUS_NAMES


def relation(kind: str, outgoing: bool = True) -> str:
    """The relation as its source (`outgoing`) or its target says it."""
    return _(RELATIONS[str(kind)][0 if outgoing else 1])


def kind_name(kind: str) -> str:
    """A node's kind as a name."""
    return _(KIND_NAMES[str(kind)])


def status_name(status: str) -> str:
    """An answer status, or the state of a challenge, in full; an empty word when there is none."""
    return _(STATUS_NAMES[status]) if status in STATUS_NAMES else ""


def status_word(status: str) -> str:
    """The same in short; an empty word when there is none."""
    return _(SHORT_STATUSES[status]) if status in SHORT_STATUSES else ""

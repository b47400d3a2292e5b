"""How one point bears on another, in words, seen from either end of a link."""

from __future__ import annotations

from models.messages import N_, _

# kind: (from the link's source, from its target)
RELATIONS: dict[str, tuple[str, str]] = {
    "rebuts": (N_("rebuts"), N_("rebutted by")),
    "undercuts": (N_("undercuts"), N_("undercut by")),
    "questions": (N_("questions the evidence of"), N_("evidence questioned by")),
    "turns": (N_("turns"), N_("turned by")),
    "answers": (N_("answers"), N_("answered by")),
    "concedes": (N_("concedes"), N_("conceded by")),
    "agrees": (N_("agrees with"), N_("agrees with")),
    "tension": (N_("in tension with"), N_("in tension with")),
    "same_evidence": (N_("same evidence as"), N_("same evidence as")),
}

KINDS: dict[str, str] = {"claim": N_("Claim"), "evidence": N_("Evidence"), "rebuttal": N_("Rebuttal")}

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
    return _(KINDS[str(kind)])


def status_name(status: str) -> str:
    """An answer status in full; an empty word when there is none."""
    return _(STATUSES[status]) if status in STATUSES else ""

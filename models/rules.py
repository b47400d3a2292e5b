"""What a tree may look like: one table, and the sentences for what it forbids."""

from __future__ import annotations

from models.entities import Kind
from models.errors import UserError

MAY_HOLD: dict[Kind | None, frozenset[Kind]] = {
    None: frozenset({Kind.CLAIM}),
    Kind.CLAIM: frozenset({Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL}),
    Kind.REBUTTAL: frozenset({Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL}),
    Kind.EVIDENCE: frozenset({Kind.EVIDENCE, Kind.REBUTTAL}),
}


def may_hold(parent: Kind | None, child: Kind) -> bool:
    """Whether a node of kind `parent` (None: the root) may hold a `child`."""
    return child in MAY_HOLD[parent]


def check_child(parent: Kind | None, child: Kind) -> None:
    """Raise UserError with the rule's sentence where `parent` may not hold `child`."""
    if may_hold(parent, child):
        return
    if parent is None:
        raise UserError("rule.root_holds_claims", kind=child)
    raise UserError("rule.evidence_holds_no_claim")

"""What a tree may look like: one table, and the sentences for what it forbids."""

from __future__ import annotations

from collections.abc import Sequence

from models.entities import Kind, Node
from models.errors import UserError

MAY_HOLD: dict[Kind | None, frozenset[Kind]] = {
    None: frozenset({Kind.CLAIM}),
    Kind.CLAIM: frozenset({Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL}),
    Kind.REBUTTAL: frozenset({Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL}),
    Kind.EVIDENCE: frozenset({Kind.EVIDENCE, Kind.REBUTTAL}),
}

SUPPORTING = frozenset({Kind.CLAIM, Kind.EVIDENCE})


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


def may_undercut(kind: Kind, parent: Node | None) -> bool:
    """Whether a node of `kind` under `parent` may attack the parent's step, which may itself be an attack."""
    return kind is Kind.REBUTTAL and parent is not None and parent.parent_id is not None


def check_undercut(kind: Kind, parent: Node | None) -> None:
    """Raise UserError where a node of `kind` under `parent` has no step to attack."""
    if not may_undercut(kind, parent):
        raise UserError("rule.only_rebuttals_undercut")


def check_linked(nodes: Sequence[Node]) -> None:
    """Raise UserError where `nodes` may not be taken together: they are premises of one conclusion, two or more."""
    if len(nodes) < 2:
        raise UserError("rule.link_two")
    if any(node.parent_id is None for node in nodes):
        raise UserError("rule.link_no_roots")
    if any(node.kind not in SUPPORTING for node in nodes):
        raise UserError("rule.link_supporting")
    if len({(node.case_id, node.parent_id) for node in nodes}) > 1:
        raise UserError("rule.link_one_parent")

"""From what was found to what the panel shows: rows, headings, and how each measure comes about."""

from __future__ import annotations

from collections.abc import Iterable

from models.comparison import place
from models.entities import Dismissal
from models.messages import _, ngettext, shorten
from models.project import Project
from models.proposals import Account, Likeness, Proposal
from ui.panel.times import when
from ui.proposals.rows import Point, ProposalRow

WORDS = 8  # shared words named in a tip


def proposed(project: Project, likeness: Likeness, found: Iterable[Proposal], *, both: bool) -> list[ProposalRow]:
    """A row for each proposal whose nodes are still there; `both`: with both texts, not the partner's alone."""
    rows = []
    for each in found:
        a, b = each.node_id, each.other_id
        if project.is_visible(a) and project.is_visible(b):
            ends = ((a, b), (b, a)) if both else ((b, a),)
            points = tuple(_point(project, end, likeness.marks(other, end)) for end, other in ends)
            tip = _tip(likeness.account(a, b), each.shared)
            rows.append(ProposalRow(a, b, points, " · ".join(each.shared), each.score, tip))
    return rows


def dismissed(project: Project, found: Iterable[Dismissal], left_case: str) -> list[ProposalRow]:
    """A row for each pair that somebody dismissed, the left case's point first."""
    rows = []
    for each in found:
        a, b = sorted((each.node_id, each.other_id), key=lambda end: project.node(end).case_id != left_case)
        said = _("by {who}, {when}") if each.author else "{when}"
        words = said.format(who=each.author, when=when(each.created))
        rows.append(ProposalRow(a, b, (_point(project, a), _point(project, b)), words))
    return rows


def _point(project: Project, node_id: str, marks: tuple[tuple[int, int], ...] = ()) -> Point:
    node = project.node(node_id)
    return Point(node.id, str(node.kind), node.text, place(project, node_id), marks)


def _tip(account: Account | None, shared: tuple[str, ...]) -> str:
    """How the measure comes about, in plain words."""
    if account is None:
        return ""
    words = ", ".join(_("“{word}”").format(word=word) for word in shared[:WORDS])
    common = ngettext(
        "{count} of {words} words in common: {list}.", "{count} of {words} words in common: {list}.", account.common
    ).format(count=account.common, words=account.words, list=words)
    weight = _("“{word}” weighs most: {holders} of all {points} points have it.").format(
        word=account.weightiest, holders=account.holders, points=account.points
    )
    return "\n".join(
        (
            common,
            weight,
            _("The fewer points have a word, the more it counts; in notes and passages it counts half."),
        )
    )


def heading(case_name: str, text: str) -> str:
    """What the list of one node's partners is about."""
    return _("Points of “{case}” that share words with “{text}”").format(
        case=shorten(case_name, 24), text=shorten(text, 80)
    )

"""What a pairing shows of two cases: who answered what, and how much of an article is covered.

Answer status of a claim, computed and never typed: a concession on it: conceded; a challenge on the claim or its step:
answered; a challenge only on something below it: partly; none: unanswered.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.edits import Change, Edit
from models.entities import CHALLENGES, Kind, Link, LinkKind, Pairing
from models.ports import Reader
from models.project import Project

CONCEDED, ANSWERED, PARTLY, UNANSWERED = "conceded", "answered", "partly", "unanswered"
OPEN, MET = "open", "met"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of an article's numbered paragraphs hold a passage of the case."""

    covered: int
    paragraphs: int


def answer_statuses(reader: Reader, pairing: Pairing) -> dict[str, str]:
    """The status of each claim of both cases by node id, from the links that come from the pairing's other case."""
    sides = (pairing.left_case_id, pairing.right_case_id)
    arriving: dict[str, set[LinkKind]] = {}
    for link in reader.links():
        if link.target_id is not None:
            ends = reader.node(link.source_id).case_id, reader.node(link.target_id).case_id
            if ends in (sides, sides[::-1]):
                arriving.setdefault(link.target_id, set()).add(link.kind)
    return _statuses(reader, sides[0], arriving) | _statuses(reader, sides[1], arriving)


def _statuses(reader: Reader, case_id: str, arriving: Mapping[str, set[LinkKind]]) -> dict[str, str]:
    """The status of each claim of a case; `arriving`: the kinds of the links that end on each node."""
    walked = [node for node, _depth in reader.walk(case_id)]
    touched: set[str] = set()  # challenged, or above something that is
    statuses: dict[str, str] = {}
    for node in reversed(walked):
        kinds = arriving.get(node.id, set())
        challenged = bool(kinds & CHALLENGES)
        if node.kind is Kind.CLAIM:
            if LinkKind.CONCEDES in kinds:
                statuses[node.id] = CONCEDED
            elif challenged:
                statuses[node.id] = ANSWERED
            else:
                statuses[node.id] = PARTLY if node.id in touched else UNANSWERED
        if (challenged or node.id in touched) and node.parent_id is not None:
            touched.add(node.parent_id)
    return statuses


def challenge_states(reader: Reader, links: Iterable[Link]) -> dict[str, str]:
    """ "open" or "met" for each of some links that challenges; the others are left out.

    A challenge is met when an answer ends on it that is not itself met.
    """
    answers: dict[str, list[str]] = {}
    for link in reader.links():
        if link.kind is LinkKind.ANSWERS and link.target_link_id is not None:
            answers.setdefault(link.target_link_id, []).append(link.id)
    met: dict[str, bool] = {}

    def is_met(link_id: str) -> bool:
        waiting = [link_id]  # no recursion: answers to answers may go on for long
        while waiting:
            last = waiting[-1]
            unknown = [answer for answer in answers.get(last, ()) if answer not in met]
            if unknown:
                waiting += unknown
            else:
                met[last] = any(not met[answer] for answer in answers.get(last, ()))
                waiting.pop()
        return met[link_id]

    return {link.id: MET if is_met(link.id) else OPEN for link in links if link.kind in CHALLENGES}


def answered(statuses: Mapping[str, str]) -> tuple[int, int]:
    """(claims answered or conceded, claims)."""
    return sum(status in (ANSWERED, CONCEDED) for status in statuses.values()), len(statuses)


def coverage(project: Project, case_id: str) -> Coverage:
    """Which paragraphs of the case's article its passages touch."""
    article_id = project.case(case_id).article_id
    blocks = project.layout(article_id).blocks
    starts = [block.start for block in blocks]
    touched: set[int] = set()
    for node, _depth in project.walk(case_id):
        for anchor in project.anchors(node.id):
            if anchor.article_id == article_id:
                first, last = bisect_right(starts, anchor.start) - 1, bisect_right(starts, anchor.end - 1) - 1
                touched.update(range(max(first, 0), last + 1))
    numbered = {at for at, block in enumerate(blocks) if block.number is not None}
    return Coverage(len(touched & numbered), len(numbered))


def place(project: Project, node_id: str) -> str:
    """Where a node's first passage in its case's article stands: "¶ 11", or nothing for a heading or no passage."""
    anchors = project.anchors(node_id)
    if not anchors:
        return ""
    article_id = project.case(project.node(node_id).case_id).article_id
    first = next((anchor for anchor in anchors if anchor.article_id == article_id), None)
    if first is None:
        return ""
    number = project.layout(article_id).number_at(first.start)
    return f"¶ {number}" if number is not None else ""


def partners(project: Project, node_id: str) -> list[str]:
    """The nodes linked with this one, in the order the links were made."""
    found = []
    for link in project.links_of(node_id):
        other = far_end(project, link) if link.source_id == node_id else link.source_id
        if other != node_id:
            found.append(other)
    return list(dict.fromkeys(found))


def far_end(reader: Reader, link: Link) -> str:
    """The node that a link bears on; for an answer the one whose challenge it meets."""
    return link.target_id or reader.link(link.target_link_id or "").source_id


# -- what an edit may have changed of the above


def touches_statuses(edit: Edit) -> bool:
    """Whether a claim may be answered by an edit, or answered no more."""
    return any(
        change.table in ("link", "pairing") or _touches(change, "kind", "parent_id", "inference", "case_id")
        for change in edit.changes
    )


def touches_table(edit: Edit) -> bool:
    """Whether a clash table may look different after an edit."""
    return any(
        change.table in ("clash", "issue", "link", "anchor", "article", "case", "pairing", "passages")
        or _touches(change, "kind", "parent_id", "position", "inference", "case_id", "text")
        for change in edit.changes
    )


def touches_tags(edit: Edit) -> bool:
    """Whether an edit may bring a tag in or take one out."""
    return any(_touches(change, "tags") for change in edit.changes)


def _touches(change: Change, *columns: str) -> bool:
    """Whether nodes come or go by a change, or one of their columns changes."""
    if change.table not in ("node", "case", "article"):
        return False
    whole = change.before is None or change.after is None
    return whole or not {"binned_by", *columns}.isdisjoint(change.after or {})

"""The clash table of a pairing: a view of the links between its two cases, and of the claims that have none.

Nothing here is stored but what was noted of a row (`models.entities.Clash`, ADR 013).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.comparison import ANSWERED, CONCEDED, MET, OPEN, PARTLY, UNANSWERED, answer_statuses, challenge_states
from models.entities import Clash, Issue, Link, LinkKind, Pairing
from models.ports import Reader

COMMON = frozenset({LinkKind.AGREES, LinkKind.SAME_EVIDENCE})
OPEN_FIRST = {UNANSWERED: 0, OPEN: 1, PARTLY: 2, "": 3, MET: 4, ANSWERED: 5, CONCEDED: 6}
NOTES = ("better", "why", "weighing", "leads")  # what can be noted of a row
EVEN, NEITHER = "even", "neither"
PARTIES = {"better": ("", EVEN, NEITHER), "leads": ("", EVEN)}  # what a note of a row may hold beside a case's id
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Sort(StrEnum):
    """By issue and place, by the strength of the links, or by what still needs work."""

    ISSUE = "issue"
    STRENGTH = "strength"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `about` is the id of its link, or of the claim that stands alone; `number` counts the rows on show.

    `left` and `right` are node ids; one of them is None for a claim that stands alone. `state`: "open" or "met" for a
    challenge, "conceded" for a concession, the answer status for a claim that stands alone, else "". `answers` are the
    links that reply to the row's.
    """

    about: str
    left: str | None
    right: str | None
    link: Link | None = None
    forward: bool = True
    state: str = ""
    answers: tuple[Link, ...] = ()
    clash: Clash | None = None
    number: str = ""

    @property
    def is_common(self) -> bool:
        """Whether it is common ground: such rows stand in a section of their own, under no issue."""
        return self.link is not None and self.link.kind in COMMON


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one head: an "issue", the "rest" of the links, "unlinked" claims, or "common" ground."""

    kind: str
    issue: Issue | None
    rows: tuple[Row, ...]
    states: Mapping[str, int] = field(default_factory=dict)  # how many rows are in each state
    hidden: int = 0  # rows of it that a filter leaves out


@dataclass(frozen=True, slots=True)
class ClashTable:
    """`total`, `shown` and `open` count the clashes: rows of links outside common ground; `hidden` any row left out."""

    pairing: Pairing
    groups: tuple[Group, ...]
    total: int
    shown: int
    open: int
    hidden: int


def clash_table(
    reader: Reader,
    pairing: Pairing,
    sort: Sort = Sort.ISSUE,
    keeps: Callable[[Row], bool] | None = None,
    descending: bool = False,
    statuses: Mapping[str, str] | None = None,
) -> ClashTable:
    """The table as it stands now; `keeps` says which rows a filter lets through.

    By strength the strongest stand first, by status what needs work most: within each group, for an issue stays one.
    `statuses`: the answer statuses of the pairing, where they are known already.
    """
    places = {side: _places(reader, side) for side in (pairing.left_case_id, pairing.right_case_id)}
    rows = _linked(reader, pairing, places)
    rows += _alone(reader, pairing, places, rows, answer_statuses(reader, pairing) if statuses is None else statuses)
    kept = [row for row in rows if keeps is None or keeps(row)]
    order = _order(sort, places[pairing.left_case_id] | places[pairing.right_case_id])
    kept.sort(key=order, reverse=descending)
    hidden = Counter(map(_home, rows)) - Counter(map(_home, kept))
    found: dict[tuple[str, str], list[Row]] = {}
    for row in kept:
        found.setdefault(_home(row), []).append(row)
    heads: list[tuple[str, Issue | None]] = [("issue", issue) for issue in reader.issues(pairing.id)]
    heads += [(kind, None) for kind in ("rest", "unlinked", "common") if (kind, "") in found]
    shown = [(kind, issue, found.get((kind, issue.id if issue else ""), [])) for kind, issue in heads]
    clashes = [row for row in rows if _is_clash(row)]
    return ClashTable(
        pairing,
        tuple(_numbered(shown, hidden)),
        len(clashes),
        sum(_is_clash(row) for row in kept),
        sum(row.state == OPEN for row in kept),
        len(rows) - len(kept),
    )


def _is_clash(row: Row) -> bool:
    return row.link is not None and not row.is_common


def _places(reader: Reader, case_id: str) -> dict[str, int]:
    """Where each node stands in reading order."""
    return {node.id: at for at, (node, _depth) in enumerate(reader.walk(case_id))}


def _linked(reader: Reader, pairing: Pairing, places: Mapping[str, Mapping[str, int]]) -> list[Row]:
    """A row for each link that runs between the two cases."""
    left, right = places[pairing.left_case_id], places[pairing.right_case_id]
    answers: dict[str, list[Link]] = {}
    found: list[tuple[Link, str, str]] = []
    for link in reader.links():
        if link.target_id is None:
            answers.setdefault(link.target_link_id or "", []).append(link)
        elif link.source_id in left and link.target_id in right:
            found.append((link, link.source_id, link.target_id))
        elif link.source_id in right and link.target_id in left:
            found.append((link, link.target_id, link.source_id))
    states = challenge_states(reader, [link for link, _left, _right in found])
    noted = _noted(reader, pairing)
    rows = []
    for link, left_end, right_end in found:
        state = CONCEDED if link.kind is LinkKind.CONCEDES else states.get(link.id, "")
        replies = tuple(sorted(answers.get(link.id, ()), key=lambda reply: (reply.created, reply.id)))
        forward = link.source_id == left_end
        rows.append(Row(link.id, left_end, right_end, link, forward, state, replies, noted.get(link.id)))
    return rows


def _alone(
    reader: Reader,
    pairing: Pairing,
    places: Mapping[str, Mapping[str, int]],
    linked: Iterable[Row],
    statuses: Mapping[str, str],
) -> Iterable[Row]:
    """A row for each claim that no link joins to the other case, and that answers nothing."""
    joined = {end for row in linked for end in (row.left, row.right)}
    joined |= {answer.source_id for row in linked for answer in row.answers}
    noted = _noted(reader, pairing)
    for case_id in (pairing.left_case_id, pairing.right_case_id):
        for node_id in places[case_id]:
            if node_id in statuses and node_id not in joined:  # a claim
                is_left = case_id == pairing.left_case_id
                left, right = (node_id, None) if is_left else (None, node_id)
                yield Row(node_id, left, right, state=statuses[node_id], clash=noted.get(node_id))


def _noted(reader: Reader, pairing: Pairing) -> dict[str, Clash]:
    """What was noted, by the link or node that it is about."""
    return {clash.link_id or clash.node_id or "": clash for clash in reader.clashes(pairing.id)}


def _home(row: Row) -> tuple[str, str]:
    """The kind of the group that a row stands in, and its issue."""
    if row.is_common:
        return "common", ""
    if row.clash is not None and row.clash.issue_id is not None:
        return "issue", row.clash.issue_id
    return ("rest" if row.link is not None else "unlinked"), ""


def _order(sort: Sort, places: Mapping[str, int]) -> Callable[[Row], tuple[object, ...]]:
    def by_place(row: Row) -> tuple[object, ...]:
        given = row.clash.position if row.clash is not None else ""
        alone = row.link is None
        left, right = (places.get(end, -1) if end else -1 for end in (row.left, row.right))
        ends = (left, right) if row.left else (len(places), right)
        return (not given, given, alone, *ends, row.about)

    def by_strength(row: Row) -> tuple[object, ...]:
        strength = row.link.strength if row.link is not None else None
        return (strength is None, -(strength or 0.0), *by_place(row))

    def by_status(row: Row) -> tuple[object, ...]:
        return (OPEN_FIRST.get(row.state, 3), *by_place(row))

    return {Sort.ISSUE: by_place, Sort.STRENGTH: by_strength, Sort.STATUS: by_status}[sort]


def _numbered(
    groups: Iterable[tuple[str, Issue | None, list[Row]]], hidden: Mapping[tuple[str, str], int]
) -> Iterable[Group]:
    """Clashes and lone claims are counted through, common ground is lettered."""
    number = 0
    for kind, issue, rows in groups:
        counted = []
        for at, row in enumerate(rows):
            number += kind != "common"
            counted.append(_counted(row, letters(at) if kind == "common" else str(number)))
        states = Counter(row.state for row in rows if row.state)
        away = hidden.get((kind, issue.id if issue else ""), 0)
        yield Group(kind, issue, tuple(counted), states, away)


def _counted(row: Row, number: str) -> Row:
    """The row with its number: `dataclasses.replace`, five times as quick."""
    return Row(row.about, row.left, row.right, row.link, row.forward, row.state, row.answers, row.clash, number)


def letters(at: int) -> str:
    """0 is a, 25 is z, 26 is aa."""
    at, word = at + 1, ""
    while at:
        at, digit = divmod(at - 1, len(LETTERS))
        word = LETTERS[digit] + word
    return word

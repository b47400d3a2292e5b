"""The report on a pairing: both cases, and how they meet point by point, put into words for formats people read.

As in `models.report` everything is text that somebody typed or a word of ours, already translated. No ids: a point is
named by its side (0 left, 1 right) and its number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.clashes import Group, Row, clash_table
from models.comparison import UNANSWERED, answer_statuses, answered
from models.entities import MUTUAL, Clash, Link, Pairing
from models.interchange.scope import Scope
from models.messages import _
from models.project import Project
from models.report import NAMELESS, Report, ReportLink, ReportNode, Trees, place_words, report_of
from models.words import KIND_NAMES, PARTY_NAMES, PLAIN, SECTIONS, STATUS_NAMES, STRENGTHS, nearest_strength


@dataclass(frozen=True, slots=True)
class Point:
    """A node as a table names it. `kind` is a key, `word` what people call it; `cite` is where it stands ("¶ 4")."""

    side: int
    number: str
    kind: str
    word: str
    text: str
    cite: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row of the clash table. `kind` is the link's (a key), "" for a point that stands alone.

    `relation` is the link in words with its direction; `state` is the key of the word `answer`; `noted` is the link in
    full where something was noted of it.
    """

    number: str
    left: Point | None
    right: Point | None
    kind: str
    relation: str
    state: str
    answer: str
    strength: str
    better: str
    why: str
    weighing: str
    leads: str
    noted: ReportLink | None


@dataclass(frozen=True, slots=True)
class PairGroup:
    """Rows under one heading; `kind` is issue, rest, unlinked or common."""

    kind: str
    title: str
    rows: tuple[PairRow, ...]


@dataclass(frozen=True, slots=True)
class PairAnswer:
    """A reply: the row of the challenge that it meets ("" for a link that is not in the table), and the link."""

    row: str
    link: ReportLink


@dataclass(frozen=True, slots=True)
class PairingReport:
    """`unanswered` and `tallies` (claims answered, claims) are by side; `others` are links within one case."""

    report: Report
    names: tuple[str, str]
    groups: tuple[PairGroup, ...]
    common: PairGroup | None
    unanswered: tuple[tuple[Point, ...], tuple[Point, ...]]
    tallies: tuple[tuple[int, int], tuple[int, int]]
    answers: tuple[PairAnswer, ...]
    others: tuple[ReportLink, ...]

    def rows(self) -> Iterable[PairRow]:
        """Every row, common ground last."""
        for group in (*self.groups, *([self.common] if self.common else [])):
            yield from group.rows


def build_pairing_report(project: Project, pairing_id: str) -> PairingReport | None:
    """The report on a pairing; None unless two different cases of it are out of the bin."""
    pairing = project.pairing(pairing_id)
    live = {case.id for case in project.cases()}
    sides = pairing.left_case_id, pairing.right_case_id
    if sides[0] == sides[1] or not live.issuperset(sides):
        return None
    return _Telling(project, pairing).told()


class _Telling:
    """Puts one pairing into words."""

    def __init__(self, project: Project, pairing: Pairing) -> None:
        self._project = project
        self._pairing = pairing
        self._sides = pairing.left_case_id, pairing.right_case_id
        self._trees = Trees(project, Scope(project, pairing.id))
        self._names = tuple(" ".join(project.case(side).name.split()) or _(NAMELESS) for side in self._sides)
        self._parties = {value: _(word) for value, word in PARTY_NAMES.items()}
        self._parties |= dict(zip(self._sides, self._names, strict=True))
        self._points: dict[str, Point] = {}

    def told(self) -> PairingReport:
        project, pairing = self._project, self._pairing
        table = clash_table(project, pairing)
        groups = [self._group(group) for group in table.groups if group.rows or group.issue is not None]
        rows = {row.link.id: row.number for group in table.groups for row in group.rows if row.link is not None}
        shown = set(self._sides)
        links = sorted((x for x in project.links() if self._trees.cases(x) <= shown), key=self._trees.key)
        answers = [x for x in links if x.target_id is None]
        statuses = answer_statuses(project, pairing)
        open_points: list[tuple[Point, ...]] = []
        tallies: list[tuple[int, int]] = []
        for side in self._sides:
            own = {n.id: statuses[n.id] for n, _depth in project.walk(side) if n.id in statuses}
            open_points.append(tuple(self._point(i) for i, status in own.items() if status == UNANSWERED))
            tallies.append(answered(own))
        return PairingReport(
            report=report_of(Scope(project, pairing.id), rows),
            names=(self._names[0], self._names[1]),
            groups=tuple(group for group in groups if group.kind != "common"),
            common=next((group for group in groups if group.kind == "common"), None),
            unanswered=(open_points[0], open_points[1]),
            tallies=(tallies[0], tallies[1]),
            answers=tuple(PairAnswer(rows.get(x.target_link_id or "", ""), self._trees.link(x)) for x in answers),
            others=tuple(self._trees.link(x) for x in links if x.target_id is not None and x.id not in rows),
        )

    def _group(self, group: Group) -> PairGroup:
        title = group.issue.heading if group.issue is not None else _(SECTIONS[group.kind])
        return PairGroup(group.kind, title, tuple(map(self._row, group.rows)))

    def _row(self, row: Row) -> PairRow:
        link, noted = row.link, row.clash or Clash("", "")
        strength = link.strength if link is not None else None
        return PairRow(
            number=row.number,
            left=self._point(row.left) if row.left is not None else None,
            right=self._point(row.right) if row.right is not None else None,
            kind=str(link.kind) if link is not None else "",
            relation=_relation(link, row.forward) if link is not None else "",
            state=row.state,
            answer=_(STATUS_NAMES[row.state]) if row.state in STATUS_NAMES else "",
            strength=strength_words(strength) if strength is not None else "",
            better=self._parties.get(noted.better, ""),
            why=noted.why,
            weighing=noted.weighing,
            leads=self._parties.get(noted.leads, ""),
            noted=self._trees.link(link) if link is not None and (strength is not None or _says(link.note)) else None,
        )

    def _point(self, node_id: str) -> Point:
        if node_id not in self._points:
            node = self._project.node(node_id)
            numbers, _order = self._trees.numbered(node.case_id)
            kind = "undercut" if node.kind == "rebuttal" and node.inference else str(node.kind)
            anchors = self._project.anchors(node_id)
            article = self._project.case(node.case_id).article_id
            first = next((anchor for anchor in anchors if anchor.article_id == article), None)
            cite = place_words(self._project.layout(article), first.start) if first is not None else ""
            side = self._sides.index(node.case_id)
            self._points[node_id] = Point(side, numbers[node_id], kind, _(KIND_NAMES[kind]), node.text, cite)
        return self._points[node_id]


def _says(note: str) -> bool:
    return any(line.strip(" \t") for line in note.splitlines())


def strength_words(strength: float) -> str:
    """0.5 -> "fair (50%)": the nearest word, and the measure."""
    return f"{_(STRENGTHS[nearest_strength(strength)])} ({round(strength * 100)}%)"


def _relation(link: Link, forward: bool) -> str:
    word = _(PLAIN[link.kind])
    if link.kind in MUTUAL:
        return f"↔ {word}"
    return f"{word} →" if forward else f"← {word}"


def flat(roots: Iterable[ReportNode]) -> Iterable[ReportNode]:
    """The points of a tree in reading order, however deep."""
    stack = list(roots)[::-1]
    while stack:
        node = stack.pop()
        yield node
        stack += node.children[::-1]


def typed(pairing: PairingReport) -> Iterable[str]:
    """What somebody typed beside the cases: headings and what was noted of rows and links."""
    for group in pairing.groups:
        yield group.title
    for row in pairing.rows():
        yield from (row.why, row.weighing)

"""The report: a project's cases and links put into words, in reading order, for the formats that people read.

Everything here is text that somebody typed or a word of ours, already translated; a format adds only its markup.
In `quote`, `text` and `note` a line feed ends a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from models.entities import Anchor, Article, Link, Node
from models.interchange.scope import Scope
from models.messages import N_, _
from models.project import Project
from models.report_parts import Fact
from models.report_parts import LinkEnd as LinkEnd
from models.report_parts import Passage as Passage
from models.report_parts import Report as Report
from models.report_parts import ReportLink as ReportLink
from models.report_parts import ReportNode as ReportNode
from models.report_parts import ReportPair as ReportPair
from models.report_parts import Section as Section
from models.report_passages import PassageReader
from models.report_passages import place_words as place_words
from models.steps import bearing_of, taken_together
from models.words import KIND_NAMES, RELATIONS

SERIES = 5  # more numbers than these are told by the first and the last
NAMELESS = N_("Case without a name")
UNTITLED = N_("Argument map")
SCHEME, CONFIDENCE, RELEVANCE = N_("Scheme"), N_("Confidence"), N_("Relevance")
QUALITY, STRENGTH = N_("Quality of the evidence"), N_("Strength")


def build_report(project: Project, pairing_id: str | None = None, case_ids: Sequence[str] | None = None) -> Report:
    """The report on a pairing, on the cases named, or (both None) on every case out of the bin."""
    return report_of(Scope(project, pairing_id, case_ids))


def report_of(scope: Scope, labels: Mapping[str, str] | None = None) -> Report:
    """The report on what is meant. `labels`: what links are called, by their ids; others are numbered."""
    project, shown = scope.project, scope.cases()
    pairing = project.pairing(scope.pairing_id) if scope.pairing_id is not None else None
    trees = Trees(project, scope, labels)
    sections = tuple(
        Section(c.name, c.annotator, bibliographic_line(article), trees.roots(c.id), article)
        for c, article in ((c, project.article(c.article_id)) for c in shown)
    )
    if pairing is not None:
        title = pairing.motion
    else:
        title = shown[0].name if len(shown) == 1 else ""
    names = trees.names
    pairs = (ReportPair(names[p.left_case_id], names[p.right_case_id], p.motion, p.notes) for p in scope.pairings())
    return Report(
        title=title.strip() or _(UNTITLED),
        motion=pairing.motion if pairing else "",
        notes=pairing.notes if pairing else "",
        sections=sections,
        links=trees.told(scope.links()),
        elsewhere=trees.told(scope.links_outside()),
        pairs=() if pairing is not None else tuple(pairs),
    )


def told_names(names: Iterable[str]) -> list[str]:
    """What cases are called where they must be told apart: in one line, never empty, no two alike."""
    found: dict[str, None] = {}
    for name in names:
        plain = told = " ".join(name.split()) or _(NAMELESS)
        number = 1
        while told in found:
            number += 1
            told = f"{plain} [{number}]"
        found[told] = None
    return list(found)


def bibliographic_line(article: Article) -> str:
    """Authors, "title: subtitle", publication, date, address with the day of access; what is unknown is left out."""
    title = ": ".join(part for part in (article.title, article.subtitle) if part)
    url = article.url or (f"https://doi.org/{article.doi}" if article.doi else "")
    if url and article.accessed:
        url = _("{url} (accessed {date})").format(url=url, date=article.accessed)
    parts = (", ".join(article.authors), f"“{title}”" if title else "", article.publication, article.date, url)
    return ", ".join(part for part in parts if part)


class Trees:
    """Report nodes of the cases, and the numbers that links name them by. Deep trees need no deep recursion.

    Numbers are those of whole cases, whatever part of them `scope` means.
    """

    def __init__(self, project: Project, scope: Scope | None = None, labels: Mapping[str, str] | None = None) -> None:
        self._project = project
        self._scope = scope if scope is not None else Scope(project)
        self._labels = dict(labels or {})
        self._numbered_links = 0
        self._numbers: dict[str, tuple[dict[str, str], dict[str, int]]] = {}
        self._groups: dict[tuple[str | None, str], list[str]] = {}
        self._articles: dict[str, PassageReader] = {}
        self._words = {kind: _(name) for kind, name in KIND_NAMES.items()}

    @cached_property
    def names(self) -> dict[str, str]:
        """What each case is called, those that are not shown too; by id."""
        shown = [case.id for case in self._scope.cases()]
        names = {case.id: case.name for case in self._project.cases()}
        order = [*shown, *(case_id for case_id in names if case_id not in set(shown))]
        return dict(zip(order, told_names(names[case_id] for case_id in order), strict=True))

    def roots(self, case_id: str) -> tuple[ReportNode, ...]:
        numbers, _order = self.numbered(case_id)
        below: dict[str | None, list[ReportNode]] = {}
        tops: list[ReportNode] = []
        for node, depth in reversed(list(self._scope.walk(case_id))):
            children = below.pop(node.id, None)
            if children:
                children.reverse()
            made = self._node(node, numbers[node.id], depth, tuple(children or ()))
            if depth:
                below.setdefault(node.parent_id, []).append(made)
            else:
                tops.append(made)
        return tuple(reversed(tops))

    def numbered(self, case_id: str) -> tuple[dict[str, str], dict[str, int]]:
        """For each visible node of a case its number ("1.2") and its place in reading order."""
        if case_id not in self._numbers:
            numbers: dict[str, str] = {}
            counts: dict[str | None, int] = {}
            is_whole = self._scope.branch_ids is None
            for node, _depth in self._scope.walk(case_id) if is_whole else self._project.walk(case_id):
                parent = node.parent_id
                count = counts[parent] = counts.get(parent, 0) + 1
                numbers[node.id] = f"{numbers[parent]}.{count}" if parent is not None else str(count)
            self._numbers[case_id] = numbers, {node_id: at for at, node_id in enumerate(numbers)}
        return self._numbers[case_id]

    def _node(self, node: Node, number: str, depth: int, children: tuple[ReportNode, ...]) -> ReportNode:
        kind = str(node.kind)
        relation = bearing_of(node) if depth else ""
        if node.inference and kind == "rebuttal":
            if depth == 0 or self._scope.attacks_outside(node):
                relation = "rebuts" if depth else ""
            else:
                kind = "undercut"
        anchors = self._project.anchors(node.id)
        return ReportNode(
            number,
            kind,
            self._words[kind],
            relation,
            node.text,
            tuple([self._passage(node, anchor) for anchor in anchors]) if anchors else (),
            node.reasoning,
            node.note,
            node.tags,
            node.implicit,
            tuple(_facts(node)),
            depth,
            self._bearing(node, number) if relation and (node.inference or node.premise_group is not None) else "",
            relation != "" and node.premise_group is not None and self._is_joined(node, number),
            children,
        )

    def _bearing(self, node: Node, number: str) -> str:
        if node.inference and node.parent_id is not None and bearing_of(node) == "undercuts":
            numbers, _order = self.numbered(node.case_id)
            parent = self._project.node(node.parent_id)
            if parent.parent_id is not None and parent.parent_id in self._scope.node_ids:
                words = _("attacks the step from {premises} to {conclusion}")
                return words.format(premises=series(self._group(parent)), conclusion=numbers[parent.parent_id])
        group = self._group(node)
        if len(group) > SERIES:
            return _("taken together with the others of {numbers}").format(numbers=series(group))
        if len(group) > 1:
            return _("taken together with {numbers}").format(numbers=series([each for each in group if each != number]))
        return ""

    def _is_joined(self, node: Node, number: str) -> bool:
        above, _dot, last = number.rpartition(".")
        before = str(int(last) - 1)
        return (f"{above}.{before}" if above else before) in self._group(node)

    def _group(self, node: Node) -> list[str]:
        """The numbers of what is taken together with a node, its own among them."""
        numbers, _order = self.numbered(node.case_id)
        if node.premise_group is None:
            return [numbers[node.id]]
        key = node.parent_id, node.premise_group
        if key not in self._groups:
            members = taken_together(self._project.children(node.case_id, node.parent_id), node)
            self._groups[key] = [numbers[member.id] for member in members]
        return self._groups[key]

    def _passage(self, node: Node, anchor: Anchor) -> Passage:
        article_id = anchor.article_id
        if article_id not in self._articles:
            self._articles[article_id] = PassageReader(self._project, article_id)
        is_home = article_id == self._project.case(node.case_id).article_id
        return self._articles[article_id].passage(anchor, is_home=is_home)

    # -- links

    def told(self, links: Iterable[Link]) -> tuple[ReportLink, ...]:
        """The links in reading order, each with a label of its own."""
        ordered = sorted(links, key=self.key)
        for link in ordered:
            if link.id not in self._labels:
                self._numbered_links += 1
                self._labels[link.id] = f"L{self._numbered_links}"
        return tuple(map(self.link, ordered))

    def cases(self, link: Link) -> set[str]:
        found = {self._project.node(link.source_id).case_id}
        if link.target_id is not None:
            return found | {self._project.node(link.target_id).case_id}
        return found | self.cases(self._project.link(link.target_link_id or ""))

    def key(self, link: Link) -> tuple[object, ...]:
        case = self._project.case(self._project.node(link.source_id).case_id)
        _numbers, order = self.numbered(case.id)
        target = -1
        if link.target_id is not None:
            target = self.numbered(self._project.node(link.target_id).case_id)[1][link.target_id]
        place = order[link.source_id]
        return (case.position, case.id, place, target, str(link.kind), link.created, link.id)

    def link(self, link: Link) -> ReportLink:
        source = self.end(link.source_id)
        if link.target_id is not None:
            target = self.end(link.target_id)
        else:
            target = LinkEnd(self._told(self._project.link(link.target_link_id or "")), "", "")
        strength = link.strength
        return ReportLink(
            source=source,
            relation=_(RELATIONS[link.kind][0]),
            target=target,
            note=link.note,
            facts=((_(STRENGTH), percent(strength)),) if strength is not None else (),
            kind=str(link.kind),
            label=self._labels.get(link.id, ""),
            answers=self._labels.get(link.target_link_id or "", ""),
        )

    def end(self, node_id: str) -> LinkEnd:
        node = self._project.node(node_id)
        numbers, _order = self.numbered(node.case_id)
        text = " ".join(filter(None, (line.strip(" \t") for line in node.text.splitlines())))
        return LinkEnd(text, self.names[node.case_id], numbers[node_id])

    def _told(self, link: Link) -> str:
        """A link in words: “A” (case, 1.2) rebuts “B” (other case, 3)."""
        told = self.link(link)
        target = f"[{told.target}]" if link.target_id is None else str(told.target)
        return f"{told.source} {told.relation} {target}"


def _facts(node: Node) -> Iterable[Fact]:
    if node.scheme:
        yield _(SCHEME), node.scheme
    if node.confidence is not None:
        yield _(CONFIDENCE), percent(node.confidence)
    if node.relevance is not None:
        yield _(RELEVANCE), percent(node.relevance)
    if node.quality:
        yield _(QUALITY), node.quality


def series(numbers: Sequence[str]) -> str:
    """The numbers of neighbours in words: “1.1”, “1.1 and 1.2”, “1.1, 1.2 and 1.3”; of many the first and the last."""
    if len(numbers) > SERIES:
        return f"{numbers[0]}–{numbers[-1]}"
    *ahead, last = numbers
    return _("{numbers} and {last}").format(numbers=", ".join(ahead), last=last) if ahead else last


def percent(share: float) -> str:
    """0.7 -> "70%", 0.125 -> "12.5%"."""
    return f"{share * 100:.6g}%"

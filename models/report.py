"""The report: a project's cases and links put into words, in reading order, for the formats that people read.

Everything here is text that somebody typed or a word of ours, already translated; a format adds only its markup.
In `quote`, `text` and `note` a line feed ends a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.entities import Anchor, Article, Link, Node
from models.messages import N_, _
from models.project import Project
from models.steps import bearing_of, taken_together
from models.texts import BlockKind, Layout
from models.words import KIND_NAMES, RELATIONS

PLACE_WORDS = {
    BlockKind.TITLE: N_("heading"),
    BlockKind.HEADING: N_("heading"),
    BlockKind.SUBTITLE: N_("heading"),
    BlockKind.CAPTION: N_("caption"),
    BlockKind.FOOTNOTE: N_("footnote"),
    BlockKind.AUTHOR_NOTE: N_("note on the author"),
}
SERIES = 5  # more numbers than these are told by the first and the last
ELSEWHERE_IN_TEXT = N_("outside the paragraphs")


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage and where it stands ("¶ 4", "heading"); `place` is never empty."""

    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class ReportNode:
    """One point. `number` is "1.2.3" within its case; `relation` to the parent is "" for a root.

    `relation` is one of supports, rebuts, undercuts (a key, not a word); `bearing` says by numbers what it is taken
    together with, or which step it attacks ("" for what stands by itself); `details` are further facts as lines.
    """

    number: str
    kind: str
    word: str
    relation: str
    text: str
    passages: tuple[Passage, ...]
    reasoning: str
    note: str
    tags: tuple[str, ...]
    implicit: bool
    details: tuple[str, ...]
    depth: int
    bearing: str = ""
    children: tuple[ReportNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One case: its name, who read it, the article's bibliographic line, and the tree."""

    case: str
    annotator: str
    source: str
    roots: tuple[ReportNode, ...]


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """What a link joins: a point's text with its case, or (case and number empty) another link told in words."""

    text: str
    case: str
    number: str

    def __str__(self) -> str:
        return f"“{self.text}” ({self.case}, {self.number})" if self.number else self.text


@dataclass(frozen=True, slots=True)
class ReportLink:
    """One relation. `details` are further facts as lines."""

    source: LinkEnd
    relation: str
    target: LinkEnd
    note: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """`links` join points of the sections; `elsewhere` holds links between them and cases that are not shown."""

    title: str
    motion: str
    notes: str
    sections: tuple[Section, ...]
    links: tuple[ReportLink, ...]
    elsewhere: tuple[ReportLink, ...]


def build_report(project: Project, pairing_id: str | None = None, case_ids: Sequence[str] | None = None) -> Report:
    """The report on a pairing, on the cases named, or (both None) on every case out of the bin."""
    pairing = project.pairing(pairing_id) if pairing_id is not None else None
    chosen = list(case_ids) if case_ids is not None else None
    if pairing is not None and chosen is None:
        chosen = [pairing.left_case_id, pairing.right_case_id]
    cases = {case.id: case for case in project.cases()}
    shown = [cases[i] for i in dict.fromkeys(cases if chosen is None else chosen) if i in cases]
    trees = Trees(project)
    sections = tuple(
        Section(c.name, c.annotator, bibliographic_line(project.article(c.article_id)), trees.roots(c.id))
        for c in shown
    )
    links, elsewhere = trees.links({case.id for case in shown})
    if pairing is not None:
        title = pairing.motion
    else:
        title = shown[0].name if len(shown) == 1 else ""
    return Report(
        title=title.strip() or _("Argument map"),
        motion=pairing.motion if pairing else "",
        notes=pairing.notes if pairing else "",
        sections=sections,
        links=links,
        elsewhere=elsewhere,
    )


def bibliographic_line(article: Article) -> str:
    """Authors, "title: subtitle", publication, date, address with the day of access; what is unknown is left out."""
    title = ": ".join(part for part in (article.title, article.subtitle) if part)
    url = article.url or (f"https://doi.org/{article.doi}" if article.doi else "")
    if url and article.accessed:
        url = _("{url} (accessed {date})").format(url=url, date=article.accessed)
    parts = (", ".join(article.authors), f"“{title}”" if title else "", article.publication, article.date, url)
    return ", ".join(part for part in parts if part)


def place_words(layout: Layout, start: int) -> str:
    """Where a passage starts, in words."""
    if not layout.blocks:
        return _(ELSEWHERE_IN_TEXT)
    block = layout.blocks[layout.block_at(start)]
    number = layout.number_at(start)
    place = f"¶ {number}" if number is not None else _(PLACE_WORDS.get(block.kind, ELSEWHERE_IN_TEXT))
    page = layout.page_at(start)
    return _("{place}, p. {page}").format(place=place, page=page) if page else place


def quote_paragraphs(text: str, layout: Layout, anchor: Anchor) -> str:
    """The anchor's quote with a line feed only where a paragraph of the article ends."""
    exact = anchor.exact
    if text[anchor.start : anchor.end] == exact and layout.blocks:
        parts = []
        for block in layout.blocks[layout.block_at(anchor.start) :]:
            if block.start >= anchor.end:
                break
            part = text[max(block.start, anchor.start) : min(block.end, anchor.end)]
            parts.append(part.replace("\n", " "))
        if " ".join(parts).split() == exact.split():
            return "\n".join(part for part in parts if part.strip())
    return "\n".join(part.replace("\n", " ") for part in re.split(r"\n[^\S\n]*\n\s*", exact))


class Trees:
    """Report nodes of the cases, and the numbers that links name them by. Deep trees need no deep recursion."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._numbers: dict[str, tuple[dict[str, str], dict[str, int]]] = {}
        self._groups: dict[tuple[str | None, str], list[str]] = {}

    def roots(self, case_id: str) -> tuple[ReportNode, ...]:
        numbers, _order = self.numbered(case_id)
        nodes = list(self._project.walk(case_id))
        below: dict[str | None, list[ReportNode]] = {}
        for node, depth in reversed(nodes):
            children = tuple(reversed(below.pop(node.id, [])))
            made = replace(self._node(node, numbers[node.id], depth), children=children)
            below.setdefault(node.parent_id, []).append(made)
        return tuple(reversed(below.get(None, [])))

    def numbered(self, case_id: str) -> tuple[dict[str, str], dict[str, int]]:
        """For each visible node of a case its number ("1.2") and its place in reading order."""
        if case_id not in self._numbers:
            numbers: dict[str, str] = {}
            counts: dict[str | None, int] = {}
            for node, _depth in self._project.walk(case_id):
                count = counts[node.parent_id] = counts.get(node.parent_id, 0) + 1
                above = numbers[node.parent_id] + "." if node.parent_id is not None else ""
                numbers[node.id] = f"{above}{count}"
            self._numbers[case_id] = numbers, {node_id: at for at, node_id in enumerate(numbers)}
        return self._numbers[case_id]

    def _node(self, node: Node, number: str, depth: int) -> ReportNode:
        kind = "undercut" if node.kind == "rebuttal" and node.inference else str(node.kind)
        return ReportNode(
            number=number,
            kind=kind,
            word=_(KIND_NAMES[kind]),
            relation=bearing_of(node),
            text=node.text,
            passages=tuple(self._passage(anchor) for anchor in self._project.anchors(node.id)),
            reasoning=node.reasoning,
            note=node.note,
            tags=node.tags,
            implicit=node.implicit,
            details=tuple(self._details(node)),
            depth=depth,
            bearing=self._bearing(node),
        )

    def _bearing(self, node: Node) -> str:
        numbers, _order = self.numbered(node.case_id)
        if node.inference and node.parent_id is not None:
            parent = self._project.node(node.parent_id)
            if parent.parent_id is not None:
                words = _("attacks the step from {premises} to {conclusion}")
                return words.format(premises=series(self._group(parent)), conclusion=numbers[parent.parent_id])
        group = self._group(node)
        if len(group) > SERIES:
            return _("taken together with the others of {numbers}").format(numbers=series(group))
        if len(group) > 1:
            others = [number for number in group if number != numbers[node.id]]
            return _("taken together with {numbers}").format(numbers=series(others))
        return ""

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

    def _passage(self, anchor: Anchor) -> Passage:
        project, article = self._project, anchor.article_id
        layout = project.layout(article)
        place = place_words(layout, anchor.start)
        home = project.case(project.node(anchor.node_id).case_id).article_id
        if article != home:
            place = f"{place}, “{project.article(article).title}”"
        return Passage(quote_paragraphs(project.text(article), layout, anchor), place)

    def _details(self, node: Node) -> Iterable[str]:
        if node.scheme:
            yield _("Scheme: {name}").format(name=node.scheme)
        if node.confidence is not None:
            yield _("Confidence: {value}").format(value=percent(node.confidence))
        if node.relevance is not None:
            yield _("Relevance: {value}").format(value=percent(node.relevance))
        if node.quality:
            yield _("Quality of the evidence: {value}").format(value=node.quality)

    # -- links

    def links(self, shown: set[str]) -> tuple[tuple[ReportLink, ...], tuple[ReportLink, ...]]:
        """Links that stay among the cases `shown`, and those that lead out of them, in reading order."""
        inside: list[Link] = []
        outside: list[Link] = []
        for link in sorted(self._project.links(), key=self.key):
            cases = self.cases(link)
            if cases <= shown:
                inside.append(link)
            elif cases & shown:
                outside.append(link)
        return tuple(map(self.link, inside)), tuple(map(self.link, outside))

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
        details = (_("Strength: {value}").format(value=percent(strength)),) if strength is not None else ()
        return ReportLink(source, _(RELATIONS[link.kind][0]), target, link.note, details)

    def end(self, node_id: str) -> LinkEnd:
        node = self._project.node(node_id)
        numbers, _order = self.numbered(node.case_id)
        text = " ".join(node.text.split("\n"))
        return LinkEnd(text, self._project.case(node.case_id).name, numbers[node_id])

    def _told(self, link: Link) -> str:
        """A link in words: “A” (case, 1.2) rebuts “B” (other case, 3)."""
        told = self.link(link)
        target = f"[{told.target}]" if link.target_id is None else str(told.target)
        return f"{told.source} {told.relation} {target}"


def series(numbers: Sequence[str]) -> str:
    """The numbers of neighbours in words: “1.1”, “1.1 and 1.2”, “1.1, 1.2 and 1.3”; of many the first and the last."""
    if len(numbers) > SERIES:
        return f"{numbers[0]}–{numbers[-1]}"
    *ahead, last = numbers
    return _("{numbers} and {last}").format(numbers=", ".join(ahead), last=last) if ahead else last


def percent(share: float) -> str:
    """0.7 -> "70%"."""
    return f"{round(share * 100)}%"

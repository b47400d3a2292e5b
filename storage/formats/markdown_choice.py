"""What can be chosen of a map in Markdown, and the report without what was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.interchange.features import EVERYTHING, Feature
from models.messages import N_, _
from models.pairing_report import PairGroup, PairingReport, Point, flat
from models.report import Report, ReportLink, ReportNode, told_names
from models.words import KIND_NAMES
from storage.formats.options import Option, Options, chosen

KINDS = ("claim", "evidence", "rebuttal", "undercut")
_IN_TEXT = ("form", ("outline", "document"))
_IN_TREES = ("form", ("outline", "document", "cards"))
OPTIONS = (
    Option(
        "form",
        N_("Form"),
        N_("What the text looks like"),
        "outline",
        (
            ("outline", N_("Outline: nested lists")),
            ("document", N_("Document: headings and prose")),
            ("clash", N_("Clash tables")),
            ("cards", N_("Debate cards: tag, cite, quotation")),
        ),
    ),
    Option("numbering", N_("Numbers"), N_("Number the points"), True, needs=_IN_TREES),
    Option("passages", N_("Passages"), N_("Quote the passages"), True, needs=_IN_TREES),
    Option("places", N_("Places"), N_("Say where passages stand"), True),
    Option("citations", N_("Citations"), N_("Cite as [@key, p. 3], for Pandoc"), False, needs=_IN_TREES),
    Option("reasoning", N_("Reasoning"), N_("Write the reasoning"), True, needs=_IN_TREES),
    Option("notes", N_("Notes"), N_("Write the notes"), True),
    Option("tags", N_("Tags"), N_("Write the tags"), True, needs=_IN_TREES),
    Option("links", N_("Links"), N_("Write the links"), True, needs=_IN_TEXT),
    Option("front_matter", N_("Front matter"), N_("Begin with title, motion and sources in YAML"), False),
    Option(
        "hide_kinds",
        N_("Leave out"),
        N_("Leave these points out, and all below them"),
        "",
        tuple((kind, KIND_NAMES[kind]) for kind in KINDS),
        several=True,
    ),
    Option("depth", N_("Depth"), N_("How many levels to write; 0 for all"), 0, low=0, high=100),
)
# What can be told of a point in any form; parts of links and pairings stand in all but the cards.
_NEVER = frozenset({Feature.TAG_COLOURS, Feature.AUTHORS, Feature.TEXTS})
_OF_TREES = frozenset(
    {Feature.UNDERCUTS, Feature.PREMISES, Feature.UNSTATED, Feature.PASSAGES, Feature.NOTES, Feature.REASONING}
    | {Feature.TAGS, Feature.SCHEMES, Feature.FIGURES, Feature.LINE_BREAKS, Feature.ORDER, Feature.ANNOTATORS}
)
_OF_LINKS = frozenset(
    {Feature.LINKS, Feature.LINK_KINDS, Feature.LINK_NOTES, Feature.LINK_STRENGTH, Feature.ANSWERS}
    | {Feature.LINKS_OUTSIDE, Feature.CLASHES}
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of Markdown; `hide_kinds` is a set, `depth` 0 for all levels."""

    form: str
    numbering: bool
    passages: bool
    places: bool
    citations: bool
    reasoning: bool
    notes: bool
    tags: bool
    links: bool
    front_matter: bool
    hide_kinds: frozenset[str]
    depth: int


def choice_of(options: Options) -> Choice:
    """The options, those that are not given as they are by default."""
    values = chosen(OPTIONS, options)
    kinds = frozenset(filter(None, str(values.pop("hide_kinds")).split(",")))
    return Choice(**values, hide_kinds=kinds)  # type: ignore[arg-type]


def carries(options: Options) -> frozenset[Feature]:
    """What can be read in a file with these options."""
    choice = choice_of(options)
    left_out = set(_NEVER)
    if choice.form == "clash":
        left_out |= _OF_TREES if choice.front_matter else _OF_TREES | {Feature.SOURCES}
    if choice.form == "cards":
        left_out |= _OF_LINKS
    for is_chosen, features in (
        (choice.passages, {Feature.PASSAGES}),
        (choice.places or choice.citations, {Feature.PLACES}),
        (choice.reasoning, {Feature.REASONING}),
        (choice.notes, {Feature.NOTES, Feature.LINK_NOTES}),
        (choice.tags, {Feature.TAGS}),
        (choice.links or choice.form == "clash", _OF_LINKS),
    ):
        left_out |= set() if is_chosen else features
    return EVERYTHING - left_out


def label_of(node: ReportNode, choice: Choice) -> str:
    """ "Claim 1.2", or "Claim" where points have no numbers."""
    return f"{node.word} {node.number}" if choice.numbering else node.word


def remarks_of(node: ReportNode, choice: Choice) -> list[str]:
    """What stands in brackets behind the label of a point."""
    found = [_("unstated")] if node.implicit else []
    if choice.numbering:
        return [*found, node.bearing] if node.bearing else found
    return [*found, _("linked with the one above")] if node.joined else found


# -- leaving out


class Pruned:
    """A report without the points that were not chosen. `missing`: how many points, `cut`: how many links and rows."""

    def __init__(self, report: Report, pairing: PairingReport | None, choice: Choice) -> None:
        self.missing = self.cut = 0
        self.report, self.pairing = report, pairing
        if not choice.hide_kinds and not choice.depth:
            return
        hidden: set[tuple[str, str]] = set()
        names = _names(report)
        sections = []
        for name, section in zip(names, report.sections, strict=True):
            roots, gone = _without(section.roots, choice)
            hidden |= {(name, number) for number in gone}
            sections.append(replace(section, roots=roots))
        self.missing = len(hidden)
        labels: set[str] = set()
        links = self._links(report.links, hidden, labels)
        elsewhere = self._links(report.elsewhere, hidden, labels)
        self.report = replace(report, sections=tuple(sections), links=links, elsewhere=elsewhere)
        if pairing is not None:
            self.pairing = self._pairing(pairing, names, hidden)

    def _links(
        self, links: Iterable[ReportLink], hidden: set[tuple[str, str]], labels: set[str]
    ) -> tuple[ReportLink, ...]:
        """The links whose ends are all there; `labels` takes those of the others."""
        found = list(links)
        gone = -1
        while gone != len(labels):  # an answer goes with the link that it answers, whichever comes first
            gone = len(labels)
            kept = []
            for link in found:
                ends = {(end.case, end.number) for end in (link.source, link.target)}
                if ends & hidden or link.answers in labels:
                    labels.add(link.label)
                else:
                    kept.append(link)
            self.cut += len(found) - len(kept)
            found = kept
        return tuple(found)

    def _pairing(self, pairing: PairingReport, names: list[str], hidden: set[tuple[str, str]]) -> PairingReport:
        def is_there(point: Point | None) -> bool:
            return point is None or (names[point.side], point.number) not in hidden

        def shown(group: PairGroup) -> PairGroup:
            return replace(group, rows=tuple(r for r in group.rows if is_there(r.left) and is_there(r.right)))

        left, right = (tuple(filter(is_there, points)) for points in pairing.unanswered)
        return replace(
            pairing,
            report=self.report,
            groups=tuple(map(shown, pairing.groups)),
            common=shown(pairing.common) if pairing.common is not None else None,
            unanswered=(left, right),
        )


def _names(report: Report) -> list[str]:
    return told_names(section.case for section in report.sections)


def _without(roots: tuple[ReportNode, ...], choice: Choice) -> tuple[tuple[ReportNode, ...], list[str]]:
    """The trees without what is hidden, and the numbers of what was taken out."""

    def stays(node: ReportNode) -> bool:
        return node.kind not in choice.hide_kinds and not 0 < choice.depth <= node.depth

    order: list[ReportNode] = []
    gone: list[str] = []
    stack = list(roots)
    while stack:
        node = stack.pop()
        if stays(node):
            order.append(node)
            stack += node.children
        else:
            gone += [each.number for each in flat([node])]
    made: dict[int, ReportNode] = {}
    for node in reversed(order):
        children = tuple(made[id(child)] for child in node.children if id(child) in made)
        made[id(node)] = replace(node, children=children)
    return tuple(made[id(root)] for root in roots if id(root) in made), gone


# -- texts


def typed_texts(report: Report) -> Iterator[str]:
    """Every text of the report that somebody typed, each once."""
    yield from (report.title, report.notes)
    for section in report.sections:
        yield from (section.case, section.annotator, section.source)
        for node in flat(section.roots):
            yield from (node.text, node.reasoning, node.note, *node.tags, *(value for _label, value in node.facts))
            for passage in node.passages:
                yield from (passage.quote, passage.article)
    for link in (*report.links, *report.elsewhere):
        yield link.note
    for pair in report.pairs:
        yield from (pair.motion, pair.notes)

"""What a map can hold that a format may lack: counted before a file is written, and told when it stays behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from models.entities import Kind, LinkKind
from models.interchange.scope import Scope
from models.messages import Message


class Feature(StrEnum):
    """A format names in CARRIES those that come back from its files or, where it only writes, can be read in them."""

    KINDS = "kinds"  # claim and evidence told apart (rebuttals are told by their relation)
    SEVERAL_CASES = "several_cases"
    CASE_NAMES = "case_names"
    ORDER = "order"  # of siblings
    UNDERCUTS = "undercuts"
    PREMISES = "premises"  # taken together
    UNSTATED = "unstated"
    PASSAGES = "passages"  # the quoted words
    PLACES = "places"  # where they stand
    SOURCES = "sources"  # bibliographic data of the articles
    TEXTS = "texts"  # the articles' own words
    LINE_BREAKS = "line_breaks"  # within the text of a node
    NOTES = "notes"
    REASONING = "reasoning"
    TAGS = "tags"
    TAG_COLOURS = "tag_colours"
    SCHEMES = "schemes"
    FIGURES = "figures"  # confidence, relevance, quality of evidence
    AUTHORS = "authors"  # who made a node or a link, and when
    ANNOTATORS = "annotators"  # of cases
    LINKS = "links"
    LINK_KINDS = "link_kinds"  # all ten; without it there is at most support and attack
    LINK_NOTES = "link_notes"
    LINK_STRENGTH = "link_strength"
    ANSWERS = "answers"  # links to links
    PAIRINGS = "pairings"  # motions and notes
    CLASHES = "clashes"  # headings of the clash table and what was noted of its rows
    LINKS_OUTSIDE = "links_outside"  # to cases, or branches, that are not written
    STEPS_OUTSIDE = "steps_outside"  # undercuts on the step of a branch's top: no file can hold them, they rebut it


PLAIN_LINKS = frozenset({LinkKind.SUPPORTS, LinkKind.REBUTS, LinkKind.UNDERCUTS})
EVERYTHING = frozenset(Feature) - {Feature.STEPS_OUTSIDE}
UNTOLD = frozenset({Feature.TEXTS})  # nobody expects the articles themselves in a map


def count(scope: Scope) -> Counter[Feature]:
    """How often each feature occurs in what is to be written."""
    found: Counter[Feature] = Counter()
    anchors = scope.project.anchors
    siblings: Counter[str] = Counter()
    for node in scope.nodes():  # there may be 100,000
        if node.kind is Kind.EVIDENCE:
            found[Feature.KINDS] += 1
        elif node.inference and node.kind is Kind.REBUTTAL:
            found[Feature.UNDERCUTS] += 1
        if node.premise_group is not None:
            found[Feature.PREMISES] += 1
        if node.implicit:
            found[Feature.UNSTATED] += 1
        if "\n" in node.text and "\n" in node.text.strip():
            found[Feature.LINE_BREAKS] += 1
        if node.note and not node.note.isspace():
            found[Feature.NOTES] += 1
        if node.reasoning and not node.reasoning.isspace():
            found[Feature.REASONING] += 1
        if node.scheme:
            found[Feature.SCHEMES] += 1
        if node.confidence is not None or node.relevance is not None or node.quality:
            found[Feature.FIGURES] += 1
        if node.author:
            found[Feature.AUTHORS] += 1
        if node.tags:
            found[Feature.TAGS] += len(node.tags)
        siblings[node.parent_id or node.case_id] += 1
        if passages := len(anchors(node.id)):
            found[Feature.PASSAGES] += passages
            found[Feature.PLACES] += passages
    found[Feature.ORDER] = sum(number for number in siblings.values() if number > 1)
    if len({node.author for node in scope.nodes()}) < 2:
        del found[Feature.AUTHORS]  # all by the one who sits here: nothing to tell apart
    for link in scope.links():
        held = {
            Feature.LINKS: True,
            Feature.LINK_KINDS: link.kind not in PLAIN_LINKS,
            Feature.LINK_NOTES: bool(link.note.strip()),
            Feature.LINK_STRENGTH: link.strength is not None,
            Feature.ANSWERS: link.target_id is None,
        }
        found.update(feature for feature, is_there in held.items() if is_there)
    found[Feature.LINKS_OUTSIDE] = len(scope.links_outside())
    if found[Feature.UNDERCUTS]:
        found[Feature.STEPS_OUTSIDE] = sum(scope.attacks_outside(node) for node in scope.nodes())
    _count_cases(scope, found)
    return found


def collapsed(texts: Iterable[str]) -> list[Message]:
    """What a format that writes every run of spaces as one, and "…" for no words, changes in the texts of points."""
    runs = empty = 0
    for text in texts:
        if "  " in text or "\t" in text or "\u00a0" in text:
            runs += 1
        if not text or text.isspace():
            empty += 1
    told = (("lost.spaces", runs), ("lost.words", empty))
    return [Message(key, {"count": number}) for key, number in told if number]


def _count_cases(scope: Scope, found: Counter[Feature]) -> None:
    project, cases = scope.project, scope.cases()
    articles = {case.article_id for case in cases}
    found[Feature.SEVERAL_CASES] = len(cases) if len(cases) > 1 else 0
    found[Feature.CASE_NAMES] = sum(bool(case.name.strip()) for case in cases)
    found[Feature.ANNOTATORS] = sum(bool(case.annotator.strip()) for case in cases)
    found[Feature.SOURCES] = found[Feature.TEXTS] = len(articles)
    tags = {tag for node in scope.nodes() for tag in node.tags}
    found[Feature.TAG_COLOURS] = sum(name in tags for name in project.tags())
    for pairing in scope.pairings():
        found[Feature.PAIRINGS] += bool(pairing.motion.strip()) + bool(pairing.notes.strip())
        found[Feature.CLASHES] += len(project.issues(pairing.id)) + len(project.clashes(pairing.id))


def lost(counts: Mapping[Feature, int], carries: Iterable[Feature]) -> list[Message]:
    """A sentence for each feature that occurs and is not carried."""
    held = set(carries)
    missing = {feature for feature in Feature if counts.get(feature, 0) and feature not in held} - UNTOLD
    if Feature.PASSAGES in missing:
        missing.discard(Feature.PLACES)  # no passages, no places: one sentence is enough
    if Feature.LINKS in missing:
        missing -= {Feature.LINK_KINDS, Feature.LINK_NOTES, Feature.LINK_STRENGTH, Feature.ANSWERS}
        missing.discard(Feature.LINKS_OUTSIDE)
    return [Message(f"lost.{feature}", {"count": counts[feature]}) for feature in Feature if feature in missing]

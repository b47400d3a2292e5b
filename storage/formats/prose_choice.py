"""What can be chosen of documents: for screens and paper, and for word processors."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import datetime

from models.interchange.features import EVERYTHING, Feature
from models.messages import N_, Message, _
from models.pairing_report import PairingReport
from models.report import Report
from storage.formats.options import Option, Options, chosen
from storage.formats.registry import Losses, Snapshot

PARTS = (
    Option("passages", N_("Passages"), N_("Quote the passages"), True),
    Option("reasoning", N_("Reasoning"), N_("Write the reasoning"), True),
    Option("notes", N_("Notes"), N_("Write the notes"), True),
    Option("tags", N_("Tags"), N_("Write the tags"), True),
    Option("clash", N_("Clash table"), N_("Write the clash table of a pairing, and what is unanswered"), True),
    Option("links", N_("Links"), N_("Write the links"), True),
    Option("depth", N_("Depth"), N_("How many levels to write; 0 for all"), 0, low=0, high=100),
)
OFFICE = (
    Option(
        "form",
        N_("Form"),
        N_("What the document looks like"),
        "outline",
        (("outline", N_("Outline: numbered lists")), ("document", N_("Document: headings and prose"))),
    ),
    *PARTS,
    Option("paper", N_("Paper"), N_("The size of the pages"), "a4", (("a4", N_("A4")), ("letter", N_("Letter")))),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The options that documents share; `depth` is 0 for all levels."""

    passages: bool = True
    reasoning: bool = True
    notes: bool = True
    tags: bool = True
    clash: bool = True
    links: bool = True
    depth: int = 0
    form: str = "outline"
    paper: str = "a4"


def choice_of(options: tuple[Option, ...], given: Options) -> Choice:
    """What was chosen, the rest as it is by default."""
    values = chosen(options, given)
    known = {field.name for field in fields(Choice)}
    return Choice(**{name: value for name, value in values.items() if name in known})  # type: ignore[arg-type]


def carried(choice: Choice) -> frozenset[Feature]:
    """What can be read in a document with these options."""
    left_out = {Feature.TAG_COLOURS, Feature.AUTHORS, Feature.TEXTS}
    links = {Feature.LINKS, Feature.LINK_KINDS, Feature.LINK_STRENGTH, Feature.ANSWERS, Feature.LINKS_OUTSIDE}
    for is_chosen, features in (
        (choice.passages, {Feature.PASSAGES, Feature.PLACES}),
        (choice.reasoning, {Feature.REASONING}),
        (choice.notes, {Feature.NOTES, Feature.LINK_NOTES}),
        (choice.tags, {Feature.TAGS}),
        (choice.clash, {Feature.CLASHES}),
        (choice.links, links | {Feature.LINK_NOTES}),
    ):
        left_out |= set() if is_chosen else features
    return EVERYTHING - left_out


def told(snapshot: Snapshot, choice: Choice) -> tuple[Report, PairingReport | None, Losses]:
    """What is to be written, down to the level that was chosen, and what stays behind that `carried` cannot tell."""
    from storage.formats import markdown_choice, markdown_map

    kept = markdown_choice.Pruned(*markdown_map.reports(snapshot), markdown_choice.choice_of({"depth": choice.depth}))
    losses: Losses = []
    if replaced := markdown_map.unshowable(kept.report, kept.pairing):
        losses.append(Message("format.characters_replaced", {"number": replaced}))
    if kept.missing:
        losses.append(Message("lost.points", {"count": kept.missing}))
    if kept.cut:
        losses.append(Message("lost.links", {"count": kept.cut}))
    if choice.clash and kept.pairing is None and (unwritten := snapshot.counts.get(Feature.CLASHES, 0)):
        losses.append(Message("lost.clashes", {"count": unwritten}))
    return kept.report, kept.pairing, losses


def language_of(report: Report) -> str:
    """The BCP 47 tag of a document: that of its articles where they agree, else the window's."""
    known = {section.article.language for section in report.sections if section.article is not None}
    found = known.pop() if len(known) == 1 else ""
    # Translators: the code of your language as HTML wants it, for instance de or pt-BR
    return found if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", found) else _("en")


def newest(snapshot: Snapshot) -> datetime:
    """When the latest point was made, which is the date of a document: the same project gives the same bytes."""
    times = [node.created for node in snapshot.scope.nodes() if node.created]
    try:
        found = datetime.fromisoformat(max(times, default="").replace("Z", "+00:00"))
    except ValueError:
        found = datetime(2000, 1, 1)
    return found.replace(microsecond=0, tzinfo=None)

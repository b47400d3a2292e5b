"""Markdown, out and in: one report as an outline, a document, clash tables or debate cards, and outlines as maps.

Nothing that was typed turns into markup but the emphasis of notes, whichever parser reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.interchange.features import Feature, collapsed
from models.interchange.graph import Graph
from models.messages import N_, Message, _
from models.pairing_report import PairingReport, build_pairing_report, typed
from models.report import Report, ReportLink, ReportPair, report_of
from storage.formats.markdown_blocks import item, labelled, labelled_note, link_blocks
from storage.formats.markdown_cards import card_blocks
from storage.formats.markdown_choice import OPTIONS as OPTIONS
from storage.formats.markdown_choice import Choice, Pruned, choice_of, typed_texts
from storage.formats.markdown_choice import carries as carries
from storage.formats.markdown_document import document_blocks
from storage.formats.markdown_front import front_matter
from storage.formats.markdown_outline import LINKS, MOTION, NOTES, OUTSIDE, PAIRINGS, section_blocks
from storage.formats.markdown_pairing import pairing_blocks
from storage.formats.markdown_text import inline, showable
from storage.formats.registry import Losses, Options, Snapshot, Subject

NAME = "markdown"
TITLE = N_("Markdown")
ABOUT = N_("For reading, papers and notes: an outline, a document, clash tables or debate cards.")
SUBJECT: Subject = "map"
EXTENSIONS = (".md", ".markdown")


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The report as Markdown in UTF-8 with one line feed at its end; see OPTIONS."""
    choice = choice_of(options)
    told = Pruned(*reports(snapshot), choice)
    pairings = _pairings(snapshot, told, choice)
    text = _written(told, pairings, choice)
    losses = collapsed(node.text for node in snapshot.scope.nodes())
    if "\ufffd" in text and (replaced := unshowable(told.report, told.pairing)):
        losses.append(Message("format.characters_replaced", {"number": replaced}))
    if told.missing:
        losses.append(Message("lost.points", {"count": told.missing}))
    if told.cut:
        losses.append(Message("lost.links", {"count": told.cut}))
    has_tables = choice.form == "clash" or told.pairing is not None
    if Feature.CLASHES in carries(options) and not has_tables and (unwritten := _clashes_of(snapshot)):
        losses.append(Message("lost.clashes", {"count": unwritten}))
    return text.encode("utf-8", "replace"), losses


def parse(data: bytes, name: str) -> tuple[Graph, Losses]:
    """The map in an outline of ours, or in any nested list of Markdown. Raises UserError."""
    from storage.formats.markdown_reading import graph_in

    return graph_in(data, name)


def recognises(data: bytes) -> bool:
    """Whether it is an outline of ours: points are labelled and numbered."""
    from storage.formats.markdown_reading import is_outline

    return is_outline(data)


def reports(snapshot: Snapshot) -> tuple[Report, PairingReport | None]:
    """What is to be told, and how the two cases meet where a whole pairing is meant."""
    if snapshot.pairing_id is not None and snapshot.case_ids is None and snapshot.branch_ids is None:
        pairing = build_pairing_report(snapshot.project, snapshot.pairing_id)
        if pairing is not None:
            return pairing.report, pairing
    return report_of(snapshot.scope), None


def _clashes_of(snapshot: Snapshot) -> int:
    """How many headings and entries the clash tables of the pairings have."""
    project = snapshot.project
    return sum(len(project.issues(p.id)) + len(project.clashes(p.id)) for p in snapshot.scope.pairings())


def _pairings(snapshot: Snapshot, told: Pruned, choice: Choice) -> list[PairingReport]:
    """The pairings whose clash tables are to be written."""
    if choice.form != "clash" or told.pairing is not None:
        return [told.pairing] if told.pairing is not None else []
    if snapshot.branch_ids is not None:
        return []
    found = (build_pairing_report(snapshot.project, pairing.id) for pairing in snapshot.scope.pairings())
    pruned = [Pruned(each.report, each, choice) for each in found if each is not None]
    return [each.pairing for each in pruned if each.pairing is not None]


def _written(told: Pruned, pairings: list[PairingReport], choice: Choice) -> str:
    report = told.report
    blocks = [front_matter(report)] if choice.front_matter else []
    blocks.append(f"# {inline(report.title)}")
    if choice.notes:
        blocks += labelled_note(_(NOTES), report.notes)
    if choice.form == "clash":
        blocks += _clashes(report, pairings, choice)
    elif choice.form == "cards":
        blocks += card_blocks(report, choice)
    else:
        alone = is_alone(report)
        for section in report.sections:
            if choice.form == "document":
                blocks += document_blocks(section, choice, alone=alone)
            else:
                blocks += section_blocks(section, choice, alone=alone)
        blocks += _pairs(report.pairs, choice)
        if choice.links:
            if told.pairing is not None:
                blocks += pairing_blocks(told.pairing, choice)
            blocks += _links(LINKS, report.links, choice)
            blocks += _links(OUTSIDE, report.elsewhere, choice)
    return "\n\n".join(blocks) + "\n"


def is_alone(report: Report) -> bool:
    """Whether the title names the only case, which needs no heading then."""
    return len(report.sections) == 1 and not report.notes.strip() and report.sections[0].case.strip() == report.title


def _clashes(report: Report, pairings: list[PairingReport], choice: Choice) -> Iterator[str]:
    several = report.pairs != ()
    for pairing in pairings:
        if several:
            yield f"# {inline(pairing.report.title)}"
            if choice.notes:
                yield from labelled_note(_(NOTES), pairing.report.notes)
        yield from pairing_blocks(pairing, choice)
        yield from _links(LINKS, pairing.report.links, choice)
        yield from _links(OUTSIDE, pairing.report.elsewhere, choice)
    if not pairings:
        yield from _links(LINKS, report.links, choice)
        yield from _links(OUTSIDE, report.elsewhere, choice)


def _pairs(pairs: Iterable[ReportPair], choice: Choice) -> Iterator[str]:
    """The pairings of the cases that are shown, where none is meant."""
    pairs = list(pairs)
    if pairs:
        yield f"## {inline(_(PAIRINGS))}"
    for pair in pairs:
        blocks = [f"“{inline(pair.left)}” **{inline(_('and'))}** “{inline(pair.right)}”"]
        blocks += labelled(_(MOTION), pair.motion)
        blocks += labelled_note(_(NOTES), pair.notes) if choice.notes else ()
        yield from item(blocks)


def _links(heading: str, links: Iterable[ReportLink], choice: Choice) -> Iterator[str]:
    """Each link in full as a list item."""
    links = list(links)
    if links:
        yield f"## {inline(_(heading))}"
    for link in links:
        label = link.label if choice.numbering else ""
        yield from item(link_blocks(link, label, notes=choice.notes, numbered=choice.numbering))


def unshowable(report: Report, pairing: PairingReport | None) -> int:
    """How many characters no text file can show."""
    texts = [*typed_texts(report), *(typed(pairing) if pairing is not None else ())]
    return showable("\n".join(texts))[1]

"""Markdown export: cases as nested lists, then the links, alike in CommonMark, GitHub's and python-markdown's reading.

Children stand four spaces in, every text is a paragraph of its own, and nothing that was typed turns into markup but
the emphasis of notes. Parsers give up on lists nested more deeply than `LEVELS`, so a deeper branch goes on under a
heading of its own, and the place where it was cut says so.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from models.interchange.features import EVERYTHING, Feature
from models.messages import N_, Message, _, shorten
from models.pairing_report import PairingReport, build_pairing_report, typed
from models.report import Report, ReportLink, ReportNode, Section, build_report
from storage.formats.markdown_blocks import INDENT, item, labelled, labelled_note, link_blocks, row, typed_paragraphs
from storage.formats.markdown_notes import note_cell
from storage.formats.markdown_pairing import pairing_blocks
from storage.formats.markdown_text import cell, inline, paragraphs, showable, starting
from storage.formats.registry import Losses, Options, Snapshot, Subject

NAME = "markdown"
TITLE = N_("Markdown")
SUBJECT: Subject = "map"
EXTENSIONS = (".md", ".markdown")
CARRIES = EVERYTHING - {Feature.TAG_COLOURS, Feature.AUTHORS}
LEVELS = 9
TITLE_LENGTH = 80  # of a point that a heading names


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The report as Markdown in UTF-8 with one line feed at its end. There are no options."""
    report, pairing = reports(snapshot)
    text = markdown(report, pairing)
    replaced = unshowable(report, pairing)
    losses = [Message("format.characters_replaced", {"number": replaced})] if replaced else []
    return text.encode("utf-8"), losses


def reports(snapshot: Snapshot) -> tuple[Report, PairingReport | None]:
    """What is to be told, and how the two cases meet where a whole pairing is meant."""
    if snapshot.pairing_id is not None and snapshot.case_ids is None:
        pairing = build_pairing_report(snapshot.project, snapshot.pairing_id)
        if pairing is not None:
            return pairing.report, pairing
    return build_report(snapshot.project, snapshot.pairing_id, snapshot.case_ids), None


def markdown(report: Report, pairing: PairingReport | None = None) -> str:
    """The whole document."""
    blocks = [f"# {inline(report.title)}"]
    blocks += labelled_note(_("Notes"), report.notes)
    alone = len(report.sections) == 1 and report.sections[0].case.strip() == report.title
    for section in report.sections:
        blocks += _section(section, alone)
    if pairing is not None:
        blocks += pairing_blocks(pairing)
    else:
        blocks += _links(_("Links"), report.links)
    blocks += _links(_("Links to cases not shown here"), report.elsewhere)
    return "\n\n".join(blocks) + "\n"


def _section(section: Section, alone: bool) -> Iterator[str]:
    if not alone:
        yield f"## {inline(section.case) or _('Case without a name')}"
    yield from paragraphs(section.source)
    if section.annotator:
        yield from labelled(_("Read by"), section.annotator)
    waiting: deque[ReportNode] = deque()
    yield from _tree(section.roots, waiting)
    while waiting:
        parent = waiting.popleft()
        yield f"### {_continued(parent)}"
        yield from _tree(parent.children, waiting)


def _continued(parent: ReportNode) -> str:
    """What names the continuation of a branch, as heading and where it was cut."""
    return inline(
        _("{number} {kind} “{text}”, continued").format(
            number=parent.number, kind=parent.word, text=shorten(parent.text, TITLE_LENGTH)
        )
    )


def _tree(roots: Iterable[ReportNode], waiting: deque[ReportNode]) -> Iterator[str]:
    """The branches as nested list items; a node whose children would stand too deep is put into `waiting`."""
    stack = [(root, 0) for root in reversed(list(roots))]
    while stack:
        node, level = stack.pop()
        yield from item(_node(node), level)
        if level + 1 < LEVELS:
            stack += [(child, level + 1) for child in reversed(node.children)]
        elif node.children:
            waiting.append(node)
            more = _("This branch goes on below, under “{heading}”.")
            yield INDENT * (level + 1) + starting(more.format(heading=_continued(node)))


def _node(node: ReportNode) -> Iterator[str]:
    """A point's blocks, the one for the line of the bullet first."""
    first, *rest = typed_paragraphs(node.text)
    name = inline(f"{node.word} {node.number}")
    remarks = [_("unstated")] * node.implicit + [node.bearing] * bool(node.bearing)
    label = f"**{name}**" + (f" ({inline(', '.join(remarks))})" if remarks else "")
    yield f"{label} {first}".rstrip()
    yield from rest
    for passage in node.passages:
        yield "\n>\n".join(f"> {line}" for line in paragraphs(passage.quote) or ["…"])
        yield f"— {inline(passage.place)}"
    yield from labelled(_("Reasoning"), node.reasoning)
    yield from labelled_note(_("Note"), node.note)
    for detail in node.details:
        yield from paragraphs(detail)
    if node.tags:
        yield from labelled(_("Tags"), ", ".join(node.tags))


def _links(heading: str, links: Iterable[ReportLink]) -> Iterator[str]:
    """Each link in full as a list item, then all of them as a table."""
    links = list(links)
    if not links:
        return
    yield f"## {inline(heading)}"
    for link in links:
        yield from item(link_blocks(link), 0)
    header = (_("From"), _("Relation"), _("To"), _("Note"))
    rows = [row(map(cell, header)), "|" + " --- |" * len(header)]
    for x in links:
        rows.append(row((cell(str(x.source)), cell(x.relation), cell(str(x.target)), note_cell(x.note))))
    yield "\n".join(rows)


def unshowable(report: Report, pairing: PairingReport | None) -> int:
    """How many characters no text file can show."""
    texts = [*_typed(report), *(typed(pairing) if pairing is not None else ())]
    return sum(showable(text)[1] for text in texts)


def _typed(report: Report) -> Iterator[str]:
    """Every text of the report that somebody typed, each once."""
    yield from (report.title, report.notes)
    for section in report.sections:
        yield from (section.case, section.annotator, section.source)
        stack = list(section.roots)
        while stack:
            node = stack.pop()
            yield from (node.text, node.reasoning, node.note, *node.tags, *node.details)
            yield from (passage.quote for passage in node.passages)
            stack += node.children
    for link in (*report.links, *report.elsewhere):
        yield link.note

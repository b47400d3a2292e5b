"""Trees as they are printed: a numbered outline, with the passages and notes of its points. No Qt."""

from __future__ import annotations

from collections.abc import Iterator

from models.interchange.scope import Scope
from models.messages import _
from models.pairing_report import flat
from models.report import Report, ReportLink, ReportNode, report_of
from models.words import BEARINGS
from storage.printing import PrintOptions
from ui.printing.matter import Item, Par, Start, Story

STEP = 1.6  # ems that a level stands further in
DEEPEST = 9  # levels that do; deeper ones tell their level by the number
MOST_PARTS, HEAD_PARTS, TAIL_PARTS = 12, 3, 6  # of a number


def tree_story(scope: Scope, options: PrintOptions) -> Story:
    """The cases with their points in reading order, then the links between these."""
    report = report_of(scope)
    authors = dict.fromkeys(section.annotator for section in report.sections if section.annotator)
    story = Story(report.title, ", ".join(authors))
    for section in report.sections:
        story.items.append(Start(section.case))
        story.items.append(Par(section.case, "title", keep=True))
        if section.source:
            story.items.append(Par(section.source, "source", keep=True))
        if not section.roots:
            story.items.append(Par(_("No points yet."), "note"))
        for node in flat(section.roots):
            story.items += point(node, options)
    story.items += _links(report, options)
    return story


def point(node: ReportNode, options: PrintOptions) -> Iterator[Item]:
    """One point and what belongs to it."""
    indent = STEP * min(node.depth, DEEPEST)
    below = list(_below(node, options, indent))
    sign = "rebuttal" if node.kind == "undercut" else node.kind
    text = " ".join(node.text.split()) or _("(no text)")
    yield Par(text, "root" if node.depth == 0 else "point", indent, lead(node.number), sign, keep=bool(below))
    yield from below


def _below(node: ReportNode, options: PrintOptions, indent: float) -> Iterator[Item]:
    about = [node.word]
    if node.implicit:
        about.append(_("unstated"))
    if node.bearing:
        about.append(node.bearing)
    elif node.relation in ("rebuts", "undercuts"):
        about.append(_(BEARINGS[node.relation]))
    about += [" ".join(detail.split()) for detail in node.details]
    if node.tags:
        about.append(_("Tags: {tags}").format(tags=", ".join(node.tags)))
    yield Par(" · ".join(about), "about", indent)
    if options.passages:
        for passage in node.passages:
            parts = [part for part in f"“{passage.quote}”".split("\n") if part.strip()]
            for at, part in enumerate(parts):
                yield Par(part, "passage", indent, keep=at == len(parts) - 1)
            yield Par(passage.place, "place", indent)
    if options.notes:
        if node.reasoning.strip():
            yield from _said(_("Reasoning"), node.reasoning, indent)
        if node.note.strip():
            yield from _said(_("Note"), node.note, indent)


def _said(label: str, text: str, indent: float) -> Iterator[Item]:
    """A label and what somebody wrote, a paragraph a line."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    yield Par(f"{label}: {lines[0]}", "note", indent)
    for line in lines[1:]:
        yield Par(line, "note", indent)


def _links(report: Report, options: PrintOptions) -> Iterator[Item]:
    told = [(_("Links"), report.links), (_("Links to other cases"), report.elsewhere)]
    for title, links in told:
        if links:
            yield Par(title, "section", keep=True)
        for link in links:
            yield from _link(link, options)


def _link(link: ReportLink, options: PrintOptions) -> Iterator[Item]:
    note = link.note.strip() if options.notes else ""
    words = f"{link.source} {link.relation} {link.target}"
    if link.details:
        words = f"{words} ({', '.join(link.details)})"
    yield Par(words, "link", lead=link.label, keep=bool(note))
    if note:
        yield from _said(_("Note"), note, 0.0)


def lead(number: str) -> str:
    """The number, with its middle left out where it has very many parts."""
    parts = number.split(".")
    if len(parts) <= MOST_PARTS:
        return number
    return f"{'.'.join(parts[:HEAD_PARTS])} … {'.'.join(parts[-TAIL_PARTS:])}"

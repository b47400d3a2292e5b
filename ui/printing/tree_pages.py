"""Trees as they are printed: a numbered outline, with the passages and notes of its points. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.interchange.scope import Scope
from models.messages import _
from models.pairing_report import flat
from models.report import NAMELESS, ReportLink, ReportNode, report_of
from models.words import BEARINGS
from storage.printing import PrintOptions
from ui.printing.matter import Item, Par, Start, Story
from ui.printing.noted import paragraphs

STEP = 1.6  # ems that a level stands further in
DEEPEST = 9  # levels that do; deeper ones tell their level by the number
MOST_PARTS, HEAD_PARTS, TAIL_PARTS = 12, 3, 6  # of a number


def tree_story(scope: Scope, options: PrintOptions) -> Story:
    """The cases with their points in reading order, then the links between these."""
    report = report_of(scope)
    authors = dict.fromkeys(section.annotator for section in report.sections if section.annotator)
    story = Story(report.title, ", ".join(authors))
    for section in report.sections:
        name = " ".join(section.case.split()) or _(NAMELESS)
        story.items.append(Start(name))
        story.items.append(Par(name, "title", keep=True))
        if section.source:
            story.items.append(Par(section.source, "source", keep=bool(section.roots)))
        if not section.roots:
            story.items.append(Par(_("No points yet."), "note"))
        for node in flat(section.roots):
            story.items += _point(node, options)
    if report.links or report.elsewhere:
        story.items.append(Start(_("Links")))
    story.items += links_told(_("Links"), report.links, options)
    story.items += links_told(_("Links to other cases"), report.elsewhere, options)
    return story


def _point(node: ReportNode, options: PrintOptions) -> Iterator[Item]:
    """One point and what belongs to it."""
    sign = "rebuttal" if node.kind == "undercut" else node.kind
    text = " ".join(node.text.split()) or _("(no text)")
    style, indent = "root" if node.depth == 0 else "point", STEP * min(node.depth, DEEPEST)
    head = Par(text, style, indent, lead(node.number), sign, keep=True)
    more = list(_more(node, options, head))
    yield head
    yield Par(_about(node), "about", indent, keep=bool(more), under=head)
    yield from more


def _about(node: ReportNode) -> str:
    """Its kind, and what else is to be said in a word."""
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
    return " · ".join(about)


def _more(node: ReportNode, options: PrintOptions, head: Par) -> Iterator[Par]:
    """Passages, reasoning and note."""
    if options.passages:
        for passage in node.passages:
            words = f"“{passage.quote.strip()}” ({passage.place})"
            for part in words.split("\n"):
                if part.strip():
                    yield Par(part, "passage", head.indent, under=head)
    if options.notes:
        yield from said(_("Reasoning"), node.reasoning, head)
        yield from said(_("Note"), node.note, head)


def said(label: str, text: str, head: Par) -> Iterator[Par]:
    """What somebody wrote, with a label before it, below `head`; nothing where nobody did."""
    for at, words in enumerate(paragraphs(text)):
        yield Par(words if at else f"{label}: {words}", "note", head.indent, under=head)


def links_told(title: str, links: Iterable[ReportLink], options: PrintOptions) -> Iterator[Item]:
    """Links in words under a heading; nothing where there are none."""
    for at, link in enumerate(links):
        if not at:
            yield Par(title, "section", keep=True)
        words = f"{link.source} {link.relation} {link.target}"
        if link.details:
            words = f"{words} ({', '.join(link.details)})"
        head = Par(words, "link", lead=link.label)
        yield head
        if options.notes:
            yield from said(_("Note"), link.note, head)


def lead(number: str) -> str:
    """The number, with its middle left out where it has very many parts."""
    parts = number.split(".")
    if len(parts) <= MOST_PARTS:
        return number
    return f"{'.'.join(parts[:HEAD_PARTS])} … {'.'.join(parts[-TAIL_PARTS:])}"

"""HTML export: one file that reads and prints by itself, with two cases side by side and how they meet below.

No script, nothing fetched. What was typed is escaped; notes are rendered as the program shows them, sanitised. Points,
rows and cases are named by side and number, so that the same project makes the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from models.interchange.features import EVERYTHING, Feature
from models.messages import N_, Message, _
from models.pairing_report import PairingReport, flat
from models.report import Passage, Report, ReportNode, Section
from storage.formats.html_clashes import Refs, links_section, pairing_parts
from storage.formats.html_style import CSS
from storage.formats.html_words import lines, note, paragraphs, plain, sign, words
from storage.formats.markdown_map import reports, unshowable
from storage.formats.registry import Losses, Options, Snapshot, Subject

NAME = "html"
TITLE = N_("HTML")
SUBJECT: Subject = "map"
EXTENSIONS = (".html", ".htm")
CARRIES = EVERYTHING - {Feature.TAG_COLOURS, Feature.AUTHORS}
DEEPEST = 24  # lists within lists: what is deeper stands at that depth, its number tells where it belongs


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The report as one HTML file in UTF-8. There are no options."""
    report, pairing = reports(snapshot)
    replaced = unshowable(report, pairing)
    losses = [Message("format.characters_replaced", {"number": replaced})] if replaced else []
    return html(report, pairing).encode("utf-8"), losses


def html(report: Report, pairing: PairingReport | None = None) -> str:
    """The whole page."""
    refs = Refs(pairing)
    body = ["<header>", f"<h1>{words(report.title)}</h1>"]
    if report.notes.strip():
        body += ['<section class="notes">', f"<h2>{words(_('Notes'))}</h2>", note(report.notes, 3), "</section>"]
    body += ["</header>", "<main>"]
    body += [f'<div class="cases cases-{min(len(report.sections), 2)}">'] if report.sections else []
    for side, section in enumerate(report.sections):
        body += _case(section, side, refs)
    body += ["</div>"] if report.sections else []
    body += pairing_parts(pairing) if pairing is not None else links_section(_("Links"), report.links)
    body += links_section(_("Links to cases not shown here"), report.elsewhere)
    head = (
        "<!DOCTYPE html>",
        f'<html lang="{escape(_language())}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="generator" content="Counterpoint">',
        f"<title>{words(report.title)}</title>",
        f"<style>\n{CSS}</style>",
        "</head>",
        "<body>",
    )
    return "\n".join((*head, *body, "</main>", "</body>", "</html>", ""))


def _language() -> str:
    # Translators: the code of your language as HTML wants it, for instance de or pt-BR
    return _("en")


def _case(section: Section, side: int, refs: Refs) -> Iterator[str]:
    yield f'<section class="case" id="case-{side + 1}">'
    yield f"<h2>{words(section.case) or words(_('Case without a name'))}</h2>"
    if section.source:
        yield f'<p class="source">{words(section.source)}</p>'
    if section.annotator.strip():
        yield f'<p class="source">{words(_("Read by"))}: {words(section.annotator)}</p>'
    yield from _tree(section.roots, side, refs)
    yield "</section>"


def _tree(roots: Iterable[ReportNode], side: int, refs: Refs) -> Iterator[str]:
    """The branches as lists within lists."""
    opened = -1
    for node in flat(roots):
        level = min(node.depth, DEEPEST)
        if level > opened:
            yield '<ul class="tree">'
        else:
            yield "</li></ul>" * (opened - level) + "</li>"
        yield from _point(node, side, refs)
        opened = level
    if opened >= 0:
        yield "</li></ul>" * (opened + 1)


def _point(node: ReportNode, side: int, refs: Refs) -> Iterator[str]:
    """A point, its list item left open for what stands below it."""
    unstated = " unstated" if node.implicit else ""
    yield f'<li id="p{side + 1}-{escape(node.number)}" class="{escape(node.kind)}{unstated}"><div class="point">'
    remarks = [_("unstated")] * node.implicit + [node.bearing] * bool(node.bearing)
    remark = f' <span class="remark">({words(", ".join(remarks))})</span>' if remarks else ""
    label = f'{sign(node.kind)}<b class="kind">{words(node.word)} {words(node.number)}</b>{remark}'
    first, *rest = lines(node.text) or [""]
    yield f'<p class="text">{label} {plain(first)}</p>'
    yield from (f"<p>{plain(line)}</p>" for line in rest)
    for passage in node.passages:
        yield _passage(passage)
    if node.reasoning.strip():
        yield paragraphs(node.reasoning, _("Reasoning"))
    if node.note.strip():
        yield f'<div class="note"><p class="label">{words(_("Note"))}</p>{note(node.note, 3)}</div>'
    yield from (f'<p class="detail">{words(detail)}</p>' for detail in node.details)
    if node.tags:
        tags = " ".join(f'<span class="tag">{words(tag)}</span>' for tag in node.tags)
        yield f'<p class="detail"><span class="label">{words(_("Tags"))}:</span> {tags}</p>'
    yield from refs.of(side, node.number)
    yield "</div>"


def _passage(passage: Passage) -> str:
    quoted = "".join(f"<p>{plain(line)}</p>" for line in lines(passage.quote) or ["…"])
    return f"<figure><blockquote>{quoted}</blockquote><figcaption>{words(passage.place)}</figcaption></figure>"

"""HTML export: one file that reads and prints by itself, with two cases side by side and how they meet below.

No script, nothing fetched. A point with others below it is folded by mouse or keyboard, and unfolded on paper. What was
typed is escaped; notes are rendered as the program shows them, sanitised. Points, rows and cases are named by side and
number, so that the same project makes the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from models.interchange.features import Feature
from models.messages import N_, _, ngettext
from models.pairing_report import PairingReport, flat
from models.report import Passage, Report, ReportNode, Section
from storage.formats.html_clashes import Refs, links_section, pairing_parts, pairs_section
from storage.formats.html_style import THEMES, css
from storage.formats.html_words import lines, note, paragraphs, plain, sign, words
from storage.formats.markdown_outline import OUTSIDE
from storage.formats.options import Option
from storage.formats.prose_choice import PARTS, Choice, carried, choice_of, told
from storage.formats.registry import Losses, Options, Snapshot, Subject

NAME = "html"
TITLE = N_("HTML")
ABOUT = N_("One page for any browser, to read, fold, print and send.")
SUBJECT: Subject = "map"
EXTENSIONS = (".html", ".htm")
OPTIONS = (
    *PARTS,
    Option("fold", N_("Fold"), N_("From which level on branches are folded; 0 for none"), 0, low=0, high=100),
    Option(
        "theme",
        N_("Theme"),
        N_("The colours on screens; paper is white"),
        "auto",
        (("auto", N_("As the reader’s screen")), ("light", N_("Light")), ("dark", N_("Dark"))),
    ),
)
DEEPEST = 24  # lists within lists: what is deeper stands at that depth, its number tells where it belongs


def carries(options: Options) -> frozenset[Feature]:
    """What can be read in a page with these options."""
    return carried(choice_of(OPTIONS, options))


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The report as one HTML file in UTF-8; see OPTIONS."""
    choice = choice_of(OPTIONS, options)
    report, pairing, losses = told(snapshot, choice)
    fold, theme = int(options.get("fold", 0)), str(options.get("theme", "auto"))
    return html(report, pairing, choice, fold=fold, theme=theme).encode("utf-8"), losses


def html(
    report: Report,
    pairing: PairingReport | None = None,
    choice: Choice | None = None,
    *,
    fold: int = 0,
    theme: str = "auto",
) -> str:
    """The whole page. `fold`: from this level on, counted from 1, branches are folded (0: none)."""
    choice = choice or Choice()
    refs = Refs(pairing if choice.clash else None)
    body = ["<header>", f"<h1>{words(report.title)}</h1>"]
    if choice.notes and report.notes.strip():
        body += ['<section class="notes">', f"<h2>{words(_('Notes'))}</h2>", note(report.notes, 3), "</section>"]
    body += ["</header>", "<main>"]
    body += [f'<div class="cases cases-{min(len(report.sections), 2)}">'] if report.sections else []
    for side, section in enumerate(report.sections):
        body += _case(section, side, refs, choice, fold)
    body += ["</div>"] if report.sections else []
    body += pairs_section(report.pairs, notes=choice.notes)
    if pairing is not None:
        body += pairing_parts(pairing, clash=choice.clash, links=choice.links, notes=choice.notes)
    elif choice.links:
        body += links_section(_("Links"), report.links, notes=choice.notes)
    if choice.links:
        body += links_section(_(OUTSIDE), report.elsewhere, notes=choice.notes)
    head = (
        "<!DOCTYPE html>",
        f'<html lang="{escape(_language())}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="color-scheme" content="{THEMES[theme]}">',
        '<meta name="generator" content="Counterpoint">',
        f"<title>{words(report.title)}</title>",
        f"<style>\n{css(theme)}</style>",
        "</head>",
        "<body>",
    )
    return "\n".join((*head, *body, "</main>", "</body>", "</html>", ""))


def _language() -> str:
    # Translators: the code of your language as HTML wants it, for instance de or pt-BR
    return _("en")


def _case(section: Section, side: int, refs: Refs, choice: Choice, fold: int) -> Iterator[str]:
    yield f'<section class="case" id="case-{side + 1}">'
    yield f"<h2>{words(section.case) or words(_('Case without a name'))}</h2>"
    if section.source:
        yield f'<p class="source">{words(section.source)}</p>'
    if section.annotator.strip():
        yield f'<p class="source">{words(_("Read by"))}: {words(section.annotator)}</p>'
    yield from _tree(section.roots, side, refs, choice, fold)
    yield "</section>"


def _tree(roots: Iterable[ReportNode], side: int, refs: Refs, choice: Choice, fold: int) -> Iterator[str]:
    """The branches as lists within lists, each of them below the point that folds it."""
    opened = -1
    nodes = list(flat(roots))
    below = _sizes(nodes)
    ends: list[str] = []  # of the points that are open
    for node, size in zip(nodes, below, strict=True):
        level = min(node.depth, DEEPEST)
        if level > opened:
            yield '<ul class="tree">'
        else:
            yield "".join(f"{ends.pop()}</ul>" for _level in range(opened - level)) + ends.pop()
        further = "".join(_further(node, side, refs, choice))
        unstated = " unstated" if node.implicit else ""
        yield f'<li id="p{side + 1}-{escape(node.number)}" class="{escape(node.kind)}{unstated}">'
        if node.children and level < DEEPEST:
            is_open = "" if 0 < fold <= level + 1 else " open"
            hidden = ngettext("{count} point below", "{count} points below", size).format(count=size)
            yield f'<details{is_open}><summary data-below="{words(hidden)}">{_words(node)}</summary>'
            yield f'<div class="below">{further}</div>'
            ends.append("</details></li>")
        else:
            yield f'<div class="point">{_words(node)}{further}</div>'
            ends.append("</li>")
        opened = level
    yield "</ul>".join((*reversed(ends), ""))


def _sizes(nodes: list[ReportNode]) -> list[int]:
    """How many points stand below each, given them in reading order."""
    found = [0] * len(nodes)
    path: list[int] = []
    for at, node in enumerate(nodes):
        while len(path) > node.depth:
            gone = path.pop()
            found[gone] = at - gone - 1
        path.append(at)
    for gone in path:
        found[gone] = len(nodes) - gone - 1
    return found


def _words(node: ReportNode) -> str:
    """What a point says; the line breaks of its text are those of the page."""
    remarks = [_("unstated")] * node.implicit + [node.bearing] * bool(node.bearing)
    remark = f' <span class="remark">({words(", ".join(remarks))})</span>' if remarks else ""
    label = f'{sign(node.kind)}<b class="kind">{words(node.word)} {words(node.number)}</b>{remark}'
    return f'<span class="text">{label} {"<br>".join(map(plain, lines(node.text)))}</span>'


def _further(node: ReportNode, side: int, refs: Refs, choice: Choice) -> Iterator[str]:
    if choice.passages:
        yield from map(_passage, node.passages)
    if choice.reasoning and node.reasoning.strip():
        yield paragraphs(node.reasoning, _("Reasoning"))
    if choice.notes and node.note.strip():
        yield f'<div class="note"><p class="label">{words(_("Note"))}</p>{note(node.note, 3)}</div>'
    yield from (f'<p class="detail">{words(detail)}</p>' for detail in node.details)
    if choice.tags and node.tags:
        tags = " ".join(f'<span class="tag">{words(tag)}</span>' for tag in node.tags)
        yield f'<p class="detail"><span class="label">{words(_("Tags"))}:</span> {tags}</p>'
    yield from refs.of(side, node.number)


def _passage(passage: Passage) -> str:
    quoted = "".join(f"<p>{plain(line)}</p>" for line in lines(passage.quote) or ["…"])
    return f"<figure><blockquote>{quoted}</blockquote><figcaption>{words(passage.place)}</figcaption></figure>"

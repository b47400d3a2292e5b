"""A document in Markdown, fit to become a paper: headings, prose and quotations.

Points that others stand under are headings, as deep as Markdown has them; all others, and what is deeper, are
paragraphs that begin with their label, so that the numbers go on telling where they belong.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.messages import _
from models.pairing_report import flat
from models.report import Passage, ReportNode, Section
from storage.formats.markdown_blocks import fact
from storage.formats.markdown_choice import Choice, label_of, remarks_of
from storage.formats.markdown_cite import short_cite
from storage.formats.markdown_outline import READ_BY, case_heading, further_blocks
from storage.formats.markdown_text import inline, lines_of, literal, paragraphs

DEEPEST = 6  # headings
LONGEST = 150  # of a text that can be a heading


def document_blocks(section: Section, choice: Choice, *, alone: bool) -> Iterator[str]:
    """A case. `alone`: the title of the whole text names it."""
    if not alone:
        yield f"## {case_heading(section.case)}"
    yield from paragraphs(section.source)
    if section.annotator.strip():
        yield fact(_(READ_BY), section.annotator)
    first = 2 if alone else 3
    for node in flat(section.roots):
        yield from _point(node, first + node.depth, choice)


def _point(node: ReportNode, level: int, choice: Choice) -> Iterator[str]:
    lines = lines_of(node.text)
    label = inline(label_of(node, choice))
    is_heading = level <= DEEPEST and bool(node.children or not node.depth)
    fits = len(lines) == 1 and len(lines[0]) <= LONGEST
    if is_heading:
        yield f"{'#' * level} {label}: {literal(lines[0])}" if fits else f"{'#' * level} {label}"
    remarks = remarks_of(node, choice)
    remark = f"({inline(', '.join(remarks))})" if remarks else ""
    rest = paragraphs(node.text)
    if not is_heading:
        words = " ".join(part for part in (remark, literal(lines[0]) if lines else "") if part)
        yield f"**{label}.** {words}".rstrip()
        yield from rest[1:]
    else:
        if remark:
            yield remark
        if not fits:
            yield from rest
    if choice.passages:
        quoted = [line for passage in node.passages for line in _quoted(passage, choice)]
        if quoted:  # one quotation: to some readers two in a row are one
            yield "\n>\n".join(f"> {line}" for line in quoted)
    yield from further_blocks(node, choice)


def _quoted(passage: Passage, choice: Choice) -> list[str]:
    """The paragraphs of a passage, the last one with its cite."""
    *ahead, last = paragraphs(passage.quote) or ["…"]
    cite = short_cite(passage, choice)
    if cite and not cite.startswith("[@"):
        cite = f"({cite})"
    return [*ahead, f"{last} {cite}".rstrip(" ")]

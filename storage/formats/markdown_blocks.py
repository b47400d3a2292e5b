"""Blocks that the Markdown of a map and of a pairing share: list items, labelled paragraphs, links, table rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.messages import _
from models.report import ReportLink
from storage.formats.markdown_notes import note_following
from storage.formats.markdown_text import inline, lines_of, literal, paragraphs, starting

INDENT = "    "


def item(blocks: Iterable[str], level: int = 0) -> Iterator[str]:
    """Blocks as one list item: the first on the line of the bullet, the rest four spaces further in."""
    first, *rest = blocks
    yield f"{INDENT * level}- {first}"
    for block in rest:
        yield "\n".join(INDENT * (level + 1) + line for line in block.split("\n"))


def typed_paragraphs(text: str) -> list[str]:
    """The text's paragraphs, the first one written to follow a label; one empty paragraph for an empty text."""
    lines = lines_of(text)
    return [literal(lines[0]), *paragraphs(text)[1:]] if lines else [""]


def labelled(label: str, text: str) -> Iterator[str]:
    """`Label: first paragraph`, then the others; nothing for an empty text."""
    if lines_of(text):
        first, *rest = typed_paragraphs(text)
        yield f"{starting(inline(label))}: {first}"
        yield from rest


def labelled_note(label: str, text: str) -> Iterator[str]:
    """The same for a note, whose emphasis stays."""
    paragraphs_of_note = note_following(text)
    if paragraphs_of_note:
        first, *rest = paragraphs_of_note
        yield f"{starting(inline(label))}: {first}"
        yield from rest


def link_blocks(link: ReportLink, number: str = "") -> Iterator[str]:
    """A link in full, with the number of its row if it has one."""
    source = inline(str(link.source))
    head = f"**{inline(number)}** {source}" if number else starting(source)
    yield f"{head} **{inline(link.relation)}** {starting(inline(str(link.target)))}"
    yield from labelled_note(_("Note"), link.note)
    for detail in link.details:
        yield from paragraphs(detail)


def row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"

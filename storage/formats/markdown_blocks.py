"""Blocks that the Markdown of a map and of a pairing share: list items, labelled paragraphs, links, table rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.messages import _
from models.report import LinkEnd, ReportLink
from storage.formats.markdown_notes import note_following
from storage.formats.markdown_text import inline, is_plain, lines_of, literal, paragraphs, starting

INDENT = "    "


def item(blocks: Iterable[str], level: int = 0) -> Iterator[str]:
    """Blocks as one list item: the first on the line of the bullet, the rest four spaces further in."""
    first, *rest = blocks
    yield f"{INDENT * level}- {first}"
    for block in rest:
        yield "\n".join(INDENT * (level + 1) + line for line in block.split("\n"))


def typed_paragraphs(text: str) -> list[str]:
    """The text's paragraphs, the first one written to follow a label; one empty paragraph for an empty text."""
    if is_plain(text):
        return [text]
    lines = lines_of(text)
    if len(lines) == 1:
        return [literal(lines[0])]
    return [literal(lines[0]), *paragraphs(text)[1:]] if lines else [""]


def label(word: str) -> str:
    """What stands before a labelled paragraph. Typed text never looks like it: its stars are escaped."""
    return f"*{inline(word)}:*"


def labelled(word: str, text: str) -> Iterator[str]:
    """`*Label:* first paragraph`, then the others; nothing for an empty text."""
    if lines_of(text):
        first, *rest = typed_paragraphs(text)
        yield f"{label(word)} {first}"
        yield from rest


def labelled_note(word: str, text: str) -> Iterator[str]:
    """The same for a note, whose emphasis stays."""
    paragraphs_of_note = note_following(text)
    if paragraphs_of_note:
        first, *rest = paragraphs_of_note
        yield f"{label(word)} {first}"
        yield from rest


def fact(word: str, value: str) -> str:
    """A label and what it says, in one line."""
    return f"{label(word)} {inline(value)}".rstrip(" ")


def tags_line(tags: Iterable[str]) -> str:
    """Tags with their label, a comma between them; one within a tag is an entity."""
    return f"{label(_('Tags'))} {', '.join(inline(tag).replace(',', '&#44;') for tag in tags)}"


def ends(link: ReportLink, *, numbered: bool = True) -> tuple[str, str]:
    """Both ends of a link in words. That it answers a link is told by that link's label."""

    def told(end: LinkEnd) -> str:
        return str(end) if numbered or not end.number else f"“{end.text}” ({end.case})"

    target = told(link.target)
    return told(link.source), f"{link.answers}: {target}" if numbered and link.answers else target


def link_blocks(link: ReportLink, number: str = "", *, notes: bool = True, numbered: bool = True) -> Iterator[str]:
    """A link in full, with its label or the number of its row if it has one."""
    source, target = ends(link, numbered=numbered)
    head = f"**{inline(number)}** {inline(source)}" if number else starting(inline(source))
    yield f"{head} **{inline(link.relation)}** {starting(inline(target))}"
    if notes:
        yield from labelled_note(_("Note"), link.note)
    for word, value in link.facts:
        yield fact(word, value)


def row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"

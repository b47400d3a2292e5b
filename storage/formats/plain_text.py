"""Plain text articles: the reading text is the source text, and paragraphs are found by their lines."""

from __future__ import annotations

from dataclasses import replace

from models.importing.about import About
from models.importing.extract import Extract, Flow, extract_of
from models.messages import N_
from models.texts import BlockKind, Layout, numbered, plain_layout
from storage.formats.article import decoded
from storage.formats.registry import Subject

NAME = "text"
TITLE = N_("Plain text")
SUBJECT: Subject = "article"
EXTENSIONS = (".txt", ".text")
TITLE_LENGTH = 120  # code points; a longer first line is a paragraph


def parse(data: bytes, name: str) -> Extract:
    """The article in a text file called `name`. Raises UserError for what is no text."""
    text, encoding, warnings = decoded(data, name)
    layout = plain_layout(text)
    title, layout = _titled(text, layout)
    return extract_of(
        text,
        layout.blocks,
        Flow.LINES,
        "text/plain",
        encoding=encoding,
        about=About(title=title),
        warnings=tuple(warnings),
    )


def _titled(text: str, layout: Layout) -> tuple[str, Layout]:
    """The first line when it is short enough for a title, with its block marked; "" when the file's name must serve."""
    first = text.lstrip().split("\n", 1)[0].strip()
    if len(first) > TITLE_LENGTH or not layout.blocks:
        return "", layout
    head, *rest = layout.blocks
    if rest and text[head.start : head.end] == first:
        blocks = numbered([replace(head, kind=BlockKind.TITLE), *rest])
        layout = Layout(blocks, layout.pieces)
    return first, layout

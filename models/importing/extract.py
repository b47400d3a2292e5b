"""What a reader of a format found in a file: nothing repaired, nothing left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.importing.about import NOTHING, About
from models.messages import Message
from models.texts import Block, Piece


class Flow(StrEnum):
    """How far the blocks can be trusted to be the paragraphs that were meant."""

    SET = "set"  # the format marks paragraphs: HTML, DOCX, ODT, EPUB, Markdown
    LINES = "lines"  # a line is a paragraph, or what a line break left of one: plain text
    WRAPPED = "wrapped"  # a block is a group of lines, each broken at some width: hard-wrapped text
    PAGES = "pages"  # blocks are guessed from lines on pages: PDF


@dataclass(frozen=True, slots=True)
class Extract:
    """`blocks` lie on `text` in order and do not overlap; every word of `text` is in one. Offsets are code points.

    `source_text` is what is stored as the source text for ever: LF, no byte order mark. `text` is what is read of it
    and `pieces` maps `text` to it; both are the same but for formats whose markup is not shown (Markdown).
    `certainty` is how sure `encoding` is, from 0 to 1; None where it was declared. `pages`: labels of all pages in
    order, for formats that have them; `Block.page` names the page that a block begins on.
    """

    source_text: str
    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    flow: Flow
    media_type: str
    encoding: str = ""
    certainty: float | None = None
    about: About = NOTHING
    warnings: tuple[Message, ...] = ()
    pages: tuple[str, ...] = ()


def extract_of(text: str, blocks: tuple[Block, ...], flow: Flow, media_type: str, **more: object) -> Extract:
    """An extract whose text is its source text."""
    return Extract(text, text, blocks, ((0, 0, len(text)),), flow, media_type, **more)  # type: ignore[arg-type]

"""Plain text articles: the reading text is the source text, and paragraphs are found by their lines."""

from __future__ import annotations

from models.errors import UserError
from models.importing.extract import Extract, extract_of
from models.importing.plain import plain_blocks
from models.messages import N_
from storage.formats.article import decoded
from storage.formats.limits import MOST_LINES
from storage.formats.registry import Subject

NAME = "text"
TITLE = N_("Plain text")
SUBJECT: Subject = "article"
EXTENSIONS = (".txt", ".text")
MEDIA_TYPES = ("text/plain",)


def parse(data: bytes, name: str) -> Extract:
    """The article in a text file called `name`. Raises UserError for what is no text."""
    text, encoding, certainty, warnings = decoded(data, name)
    if text.count("\n") > MOST_LINES and sum(map(bool, map(str.strip, text.split("\n")))) > MOST_LINES:
        raise UserError("document.too_many_lines", name=name, most=f"{MOST_LINES:,}")
    blocks, flow = plain_blocks(text)
    return extract_of(
        text, blocks, flow, "text/plain", encoding=encoding, certainty=certainty, warnings=tuple(warnings)
    )

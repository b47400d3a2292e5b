"""Whole documents in HTML, of which all is the article, and the extract that is made of a document's paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from models.errors import UserError
from models.importing.about import NOTHING, About
from models.importing.extract import Extract, Flow, extract_of
from models.messages import Message
from models.texts import Block, BlockKind, numbered
from storage.formats import html_tags as tags
from storage.formats.html_tree import markup_of, tree_of
from storage.formats.html_walk import Part, Walker
from storage.formats.limits import MOST_CHARACTERS

_WORD = re.compile(r"\w")
_SECTION = re.compile(
    r"(?:[\dIVX]+[.)]?\s.*|(?:introduction|abstract|contents|foreword|preface|summary|background|einleitung|inhalt|"
    r"vorwort|einführung|résumé|sommaire|préface|introducción|introduzione|resumen)\W*)$",
    re.I,
)


def extract_html(
    html: bytes | str,
    *,
    media_type: str,
    name: str,
    flow: Flow = Flow.SET,
    encoding: str = "",
    about: About = NOTHING,
) -> Extract:
    """A whole document of which all is the article: what converters of other formats give. Raises UserError."""
    markup = markup_of(html, name, encoding)
    walker = Walker()
    parts = walker.walk(tree_of(markup.text, name))
    entitle(parts)
    if not about.title:
        about = about.filled_from(About(title=next((_line(p) for p in parts if p.kind is BlockKind.TITLE), "")))
    return extract_of_parts(
        parts,
        media_type,
        name,
        flow=flow,
        encoding=markup.encoding,
        certainty=markup.certainty,
        warnings=markup.warnings,
        about=about,
        pages=tuple(walker.pages),
    )


def _line(part: Part) -> str:
    return " ".join(part.words.split())


def entitle(parts: Sequence[Part]) -> None:
    """Make the first heading of level 1 the title where it is one: near the top, and no section among others."""
    shown = [part for part in parts if not part.hidden]
    tops = [at for at, part in enumerate(shown) if part.kind is BlockKind.HEADING and part.level == 1]
    marked = [at for at in tops if tags.TITLE_CLASS.search(shown[at].element.get("class") or "")]
    if marked:
        shown[marked[0]].kind = BlockKind.TITLE
    elif tops and tops[0] <= 3:
        first = shown[tops[0]]
        alone = len(tops) == 1
        if (alone or tops[0] == 0) and not _SECTION.match(first.words) and len(first.words) <= 300:
            first.kind = BlockKind.TITLE


def extract_of_parts(
    parts: Iterable[Part], media_type: str, name: str, *, flow: Flow = Flow.SET, **more: Any
) -> Extract:
    """The extract of a document's parts. Raises UserError when there are no words, or too many."""
    words: list[str] = []
    blocks: list[Block] = []
    length = 0
    for part in parts:
        text = part.words.strip()
        if not text:
            continue
        if words:
            words.append("\n\n")
            length += 2
        furniture = part.outside or (part.hidden and part.kind is not BlockKind.CAPTION)
        kind = BlockKind.FURNITURE if furniture else part.kind
        level = part.level if kind is part.kind else 0
        hidden = part.hidden or kind is BlockKind.FURNITURE
        blocks.append(Block(length, length + len(text), kind, None, level, part.page, hidden))
        words.append(text)
        length += len(text)
        if length > MOST_CHARACTERS:
            raise UserError("document.too_long", name=name, most=MOST_CHARACTERS)
    if not any(_WORD.search(text) for text in words):
        raise UserError("article.no_words", name=name)
    warnings: tuple[Message, ...] = more.pop("warnings", ())
    return extract_of("".join(words), numbered(blocks), flow, media_type, warnings=warnings, **more)

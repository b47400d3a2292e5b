"""What the names of word processors' styles mean, in the languages that programs write them in."""

from __future__ import annotations

import re

from models.texts import BlockKind

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|encabezado|rubrik|заголовок|标题) ?([1-9])")
_CONTENTS = re.compile(r"(?:toc|verzeichnis|contents|index) ?\d|toc heading|contents heading|table of figures")
_NAMED: dict[str, BlockKind] = {
    "title": BlockKind.TITLE,
    "titel": BlockKind.TITLE,
    "titre": BlockKind.TITLE,
    "título": BlockKind.TITLE,
    "titolo": BlockKind.TITLE,
    "subtitle": BlockKind.SUBTITLE,
    "untertitel": BlockKind.SUBTITLE,
    "sous-titre": BlockKind.SUBTITLE,
    "author": BlockKind.BYLINE,
    "date": BlockKind.BYLINE,
    "byline": BlockKind.BYLINE,
    "quote": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
    "block text": BlockKind.QUOTE,
    "block quotation": BlockKind.QUOTE,
    "block quote": BlockKind.QUOTE,
    "blockquote": BlockKind.QUOTE,
    "quotations": BlockKind.QUOTE,
    "zitat": BlockKind.QUOTE,
    "citation": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
    "beschriftung": BlockKind.CAPTION,
    "légende": BlockKind.CAPTION,
    "image caption": BlockKind.CAPTION,
    "table caption": BlockKind.CAPTION,
}


def meant(name: str) -> tuple[BlockKind, int] | None:
    """What a paragraph in a style of that name is, with a heading's level; None for a name that says nothing."""
    plain = " ".join(name.lower().split())
    heading = _HEADING.fullmatch(plain)
    if heading:
        return BlockKind.HEADING, int(heading[1])
    if _CONTENTS.fullmatch(plain):
        return BlockKind.FURNITURE, 0
    kind = _NAMED.get(plain)
    return (kind, 0) if kind is not None else None

"""The parts of a sentence between its commas, dashes and brackets, and words that a dash joins.

All offsets are code points.
"""

from __future__ import annotations

import re

from models.anchors import trimmed

Extent = tuple[int, int]
JOINING = frozenset("-/\u2010\u2011\u2012\u2013\u2014\u2015\u2044\u2e3a\u2e3b")  # what joins words without a space
_CLOSING = "\"'’”»"
# A comma, colon or semicolon before a space, an em dash, another dash among spaces, a bracket; with quotes they close.
_BREAK = re.compile(rf"[,;:][{_CLOSING}]*(?=\s)|\s*[—―⸺]\s*|(?<=\s)[–-](?=\s)|(?<=\s)\(|\)|[،؛]|[、，；：]")
_PAIRS = {"“": "”", "«": "»", "‘": "’"}


def clauses(text: str, sentence: Extent) -> list[Extent]:
    """The parts of a sentence of `text`, without what parts them; one part: the sentence."""
    start, end = sentence
    found: list[Extent] = []
    at = start
    for sign in _BREAK.finditer(text, start, end):
        found.append((at, sign.start()))
        at = sign.end()
    found.append((at, end))
    parts = (_without_lone_quote(text, *trimmed(text, *each)) for each in found)
    return [part for part in parts if any(character.isalnum() for character in text[slice(*part)])]


def _without_lone_quote(text: str, start: int, end: int) -> Extent:
    """A quotation mark that opens goes where the one that closes it stands in another part, and the other way round."""
    words = text[start:end]
    for opening, closing in _PAIRS.items():
        if words.startswith(opening) and closing not in words:
            start += 1
        if closing != "’" and words.endswith(closing) and opening not in words:
            end -= 1
    return trimmed(text, start, max(start, end))


def clause_around(text: str, sentence: Extent, start: int, end: int) -> Extent | None:
    """From the clause that holds `start` to the one that holds the last character of [start, end); None: no shorter
    than the sentence."""
    parts = clauses(text, sentence)
    first = next((part for part in reversed(parts) if part[0] <= start), None)
    last = next((part for part in parts if part[1] >= end), None)
    if first is None or last is None or first[0] > last[0]:
        return None
    around = first[0], last[1]
    return around if sentence[0] < around[0] or around[1] < sentence[1] else None


def joint(text: str, start: int, end: int, forward: bool) -> int | None:
    """The first (or last) place inside [start, end) between a dash or slash and what it joins."""
    places = range(start + 1, end) if forward else range(end - 1, start, -1)
    for at in places:
        if (text[at - 1] in JOINING) != (text[at] in JOINING) and not text[at].isspace():
            return at
    return None

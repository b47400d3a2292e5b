"""Where a passage's end stands after one step by word. A run of signs is a step of its own.

All offsets are code points of the reading text.
"""

from __future__ import annotations

from models.anchors import snapped
from ui.article.document import Document
from ui.article.extents import Extent


def _run_at(text: str, at: int) -> Extent:
    """The word or the run of signs that holds the character at a place; that is no white space."""
    start, end = snapped(text, at, at + 1)
    if any(character.isalnum() for character in text[start:end]):
        return start, end
    while start > 0 and not text[start - 1].isspace() and not text[start - 1].isalnum():
        start -= 1
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return start, snapped(text, start, end)[1]


def _after(document: Document, at: int) -> int | None:
    """The first shown character from `at` on that is no white space."""
    text, last = document.text, document.blocks[-1].end
    while at < last:
        if not document.is_shown(at):
            at = document.nearest(at + 1)
        elif text[at].isspace():
            at += 1
        else:
            return at
    return None


def _before(document: Document, at: int) -> int | None:
    """The last shown character before `at` that is no white space."""
    text, first = document.text, document.starts[0]
    while at > first:
        if not document.is_shown(at - 1):
            at = document.blocks[document.block_at(at - 1)].end
        elif text[at - 1].isspace():
            at -= 1
        else:
            return at - 1
    return None


def next_end(document: Document, end: int, forward: bool) -> int:
    """The end of the next word, or of the one before; `end` where there is none."""
    if forward:
        at = _after(document, end)
        return _run_at(document.text, at)[1] if at is not None else end
    last = _before(document, end)
    before = _before(document, _run_at(document.text, last)[0]) if last is not None else None
    return before + 1 if before is not None else end


def next_start(document: Document, start: int, forward: bool) -> int:
    """The beginning of the next word, or of the one before; `start` where there is none."""
    if not forward:
        at = _before(document, start)
        return _run_at(document.text, at)[0] if at is not None else start
    first = _after(document, start)
    after = _after(document, _run_at(document.text, first)[1]) if first is not None else None
    return after if after is not None else start

"""Where a key takes the caret."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QPointF

from ui.article.clauses import joint
from ui.article.document import Document
from ui.article.extents import Sentences, aligned
from ui.article.lines import Laid

VERTICAL = ("line_up", "line_down", "page_up", "page_down")


def sideways(document: Document, offset: int, forward: bool, word: bool) -> int:
    """The next place in reading order, over the end of a block into the next one. Words end at a dash as well."""
    block, local = document.locate(offset)
    laid, start = document.laid(block), document.starts[block]
    if forward:
        if local >= len(laid.text):
            return document.starts[block + 1] if block + 1 < len(document) else offset
        target = laid.next(local, word)
        return start + _whole(laid, (word and joint(laid.text, local, target, True)) or target, forward)
    if local <= 0:
        return document.blocks[block - 1].end if block > 0 else offset
    target = laid.previous(local, word)
    return start + _whole(laid, (word and joint(laid.text, target, local, False)) or target, forward)


def _whole(laid: Laid, local: int, forward: bool) -> int:
    """The place, or the next one that is not inside of a character: Qt's words may begin with a combining mark."""
    if laid.layout.isValidCursorPosition(laid.unit(local)):
        return local
    return laid.next(local) if forward else laid.previous(local)


def vertically(document: Document, offset: int, lines: int, x: float) -> int:
    """The place `lines` below (above when negative) at the column's `x`."""
    for _step in range(abs(lines)):
        y = _next_line(document, offset, 1 if lines > 0 else -1)
        if y is None:
            block = document.block_at(offset)
            return document.blocks[block].end if lines > 0 else document.starts[block]
        offset = aligned(document, document.hit(QPointF(x, y)))
    return offset


def _next_line(document: Document, offset: int, step: int) -> int | None:
    """The middle of the line before or after the one of `offset`."""
    block, local = document.locate(offset)
    line = document.laid(block).line_of(local) + step
    if line < 0:
        block -= 1
        line = len(document.laid(block)) - 1 if block >= 0 else 0
    elif line >= len(document.laid(block)):
        block, line = block + 1, 0
        if block < len(document):
            document.laid(block)
    if not 0 <= block < len(document):
        return None
    return document.top(block) + line * document.line + document.line // 2


def line_edge(document: Document, offset: int, end: bool) -> int:
    block, local = document.locate(offset)
    laid = document.laid(block)
    line = laid.line_of(local)
    return document.starts[block] + (laid.line_end(line) if end else laid.line_range(line)[0])


def text_edge(document: Document, end: bool) -> int:
    return document.blocks[-1].end if end else document.starts[0]


def paragraph_edge(document: Document, offset: int, forward: bool) -> int:
    """The next paragraph's beginning, or this one's and from there the one's before; at last the text's edge."""
    block = document.block_at(offset)
    if forward:
        return document.starts[block + 1] if block + 1 < len(document) else text_edge(document, True)
    return document.starts[block] if offset > document.starts[block] else document.starts[max(0, block - 1)]


def moved(sentences: Sentences, offset: int, motion: str, page: int, x: float) -> int:
    """The caret after a motion of `keys.motion`. `page` is in lines, `x` in pixels of the column."""
    document = sentences.document
    unit, _separator, way = motion.rpartition("_")
    forward = way in ("right", "down", "end")
    if way in ("left", "right"):
        forward = forward != is_right_to_left(document, offset)
    match unit:
        case "" | "word":
            return sideways(document, offset, forward, unit == "word")
        case "sentence":
            return sentences.next_start(offset) if forward else sentences.previous_start(offset)
        case "paragraph":
            return paragraph_edge(document, offset, forward)
        case "page" | "line" if way in ("up", "down"):
            lines = page if unit == "page" else 1
            return vertically(document, offset, lines if forward else -lines, x)
        case "line":
            return line_edge(document, offset, forward)
        case "text":
            return text_edge(document, forward)
    raise ValueError(motion)


def is_right_to_left(document: Document, offset: int) -> bool:
    text = document.laid(document.block_at(offset)).text
    if text.isascii():
        return False
    strong = (bidirectional(c) for c in text)
    return next((d in ("R", "AL") for d in strong if d in ("L", "R", "AL")), False)

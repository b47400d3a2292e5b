"""Where a key takes the caret."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QPointF, Qt

from ui.article.document import Document

Key = Qt.Key


def sideways(document: Document, offset: int, forward: bool, word: bool) -> int:
    """The next place in reading order, over the end of a block into the next one."""
    block, local = document.locate(offset)
    laid, start = document.laid(block), document.starts[block]
    if forward:
        if local >= len(laid.text):
            return document.starts[block + 1] if block + 1 < len(document) else offset
        return start + laid.next(local, word)
    if local <= 0:
        return document.blocks[block - 1].end if block > 0 else offset
    return start + laid.previous(local, word)


def vertically(document: Document, offset: int, lines: int, x: float) -> int:
    """The place `lines` below (above when negative) at the column's `x`."""
    for _step in range(abs(lines)):
        y = _next_line(document, offset, 1 if lines > 0 else -1)
        if y is None:
            block = document.block_at(offset)
            return document.blocks[block].end if lines > 0 else document.starts[block]
        offset = document.hit(QPointF(x, y))
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


def word_at(document: Document, offset: int) -> tuple[int, int]:
    """The word (or run of signs) at a place, without the space after it."""
    block, local = document.locate(offset)
    laid, start = document.laid(block), document.starts[block]
    text = laid.text
    local = max(0, min(local, len(text) - 1))
    low = laid.previous(laid.next(local), True)
    high = low
    while high < len(text) and (text[high].isalnum() == text[local].isalnum()) and not text[high].isspace():
        high = laid.next(high)
    if high <= local:  # on a space or between signs
        low, high = local, laid.next(local)
    return start + low, start + high


def moved(document: Document, offset: int, key: int, control: bool, page: int, x: float) -> int | None:
    """The caret after a key; None for a key that moves nothing. `page` is in lines."""
    match key:
        case Key.Key_Left | Key.Key_Right:
            forward = (key == Key.Key_Right) != is_right_to_left(document, offset)
            return sideways(document, offset, forward, control)
        case Key.Key_Up | Key.Key_Down if not control:
            return vertically(document, offset, 1 if key == Key.Key_Down else -1, x)
        case Key.Key_PageUp | Key.Key_PageDown if not control:
            return vertically(document, offset, page if key == Key.Key_PageDown else -page, x)
        case Key.Key_Home | Key.Key_End:
            end = key == Key.Key_End
            return text_edge(document, end) if control else line_edge(document, offset, end)
    return None


def is_right_to_left(document: Document, offset: int) -> bool:
    text = document.laid(document.block_at(offset)).text
    if text.isascii():
        return False
    strong = (bidirectional(c) for c in text)
    return next((d in ("R", "AL") for d in strong if d in ("L", "R", "AL")), False)

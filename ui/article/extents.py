"""The stretches a person selects: words, sentences, paragraphs. All offsets are code points of the reading text."""

from __future__ import annotations

from models.anchors import snapped, trimmed
from models.sentence_bounds import bounds
from models.texts import shown
from ui.article.clauses import clause_around
from ui.article.document import Document

Extent = tuple[int, int]
CONTEXT = 60  # code points by which a place is known again


class Sentences:
    """The sentences of a document, found block by block when somebody asks."""

    def __init__(self, document: Document, language: str = "en") -> None:
        self.document, self.language = document, language
        self._found: dict[int, list[Extent]] = {}

    def of_block(self, block: int) -> list[Extent]:
        """The block's sentences in reading order, without the white space between them."""
        found = self._found.get(block)
        if found is None:
            start = self.document.starts[block]
            text = shown(self.document.text, self.document.blocks[block])
            found = self._found[block] = [(start + a, start + b) for a, b in bounds(text, self.language)]
        return found

    def at(self, offset: int) -> Extent:
        """The sentence at a place; between two it is the one before. A block of white space is one itself."""
        block = self.document.block_at(offset)
        found = self.of_block(block)
        if not found:
            return self.document.blocks[block].start, self.document.blocks[block].end
        return next((each for each in reversed(found) if each[0] <= offset), found[0])

    def next_start(self, offset: int) -> int:
        """Where the next sentence begins; in the last one, where the text ends."""
        for block in range(self.document.block_at(offset), len(self.document)):
            for start, _end in self.of_block(block):
                if start > offset:
                    return start
        return self.document.blocks[-1].end

    def previous_start(self, offset: int) -> int:
        """Where this sentence begins, or from there the one before."""
        for block in range(self.document.block_at(offset), -1, -1):
            for start, _end in reversed(self.of_block(block)):
                if start < offset:
                    return start
        return self.document.starts[0]


def aligned(document: Document, offset: int) -> int:
    """The place, or the one before it where it is inside of what a person takes for one character."""
    block, local = document.locate(offset)
    laid = document.laid(block)
    if not laid.layout.isValidCursorPosition(laid.unit(local)):
        local = laid.previous(local)
    return document.starts[block] + local


def word_at(document: Document, offset: int) -> Extent:
    """The word (or run of signs) at a place, without the space after it."""
    block, local = document.locate(offset)
    laid, start = document.laid(block), document.starts[block]
    text = laid.text
    local = max(0, min(local, len(text) - 1))
    if text[local : local + 1].isalnum():
        low, high = snapped(text, local, local + 1)
        return start + low, start + high
    low = high = laid.previous(laid.next(local), True)
    while high < len(text) and not text[high].isalnum() and not text[high].isspace():
        high = laid.next(high)
    if high <= local:  # on a space or between signs
        low, high = local, laid.next(local)
    return start + low, start + high


def block_at(document: Document, offset: int) -> Extent:
    block = document.blocks[document.block_at(offset)]
    return block.start, block.end


def _steps(sentences: Sentences, start: int, end: int) -> list[Extent]:
    """The words, clauses, sentences and paragraphs that hold a stretch (or the place, when it is empty)."""
    document, last = sentences.document, max(start, end - 1)
    words = snapped(document.text, start, end) if start < end else word_at(document, start)
    around = sentences.at(start)[0], sentences.at(last)[1]
    clause = clause_around(document.text, around, *words) if sentences.at(start) == sentences.at(last) else None
    blocks = block_at(document, start)[0], block_at(document, last)[1]
    return [words, clause or around, around, blocks]


def widened(sentences: Sentences, start: int, end: int) -> Extent | None:
    """The smallest of word, clause, sentence and paragraph that holds [start, end) and more; None when there is none.

    White space at the ends counts for nothing.
    """
    if start < end:
        start, end = trimmed(sentences.document.text, start, end)
    larger = (s for s in _steps(sentences, start, end) if s[0] <= start and end <= s[1] and s != (start, end))
    return next((s for s in larger if s[0] < s[1]), None)


def narrowed(sentences: Sentences, start: int, end: int) -> Extent:
    """The largest of sentence, clause and word at the beginning of [start, end) that is smaller; else the beginning."""
    word, clause, sentence, _block = _steps(sentences, start, start)
    smaller = (s for s in (sentence, clause, word) if s[0] >= start and s[1] < end)
    return next(smaller, (start, start))


def same_place(old: str, new: str, offset: int) -> int:
    """Where what stood at `offset` of a text stands in another version of it; near by when it is gone."""
    words = old[offset : offset + CONTEXT]
    if new.startswith(words, offset):
        return offset
    before, after = new.rfind(words, 0, offset + CONTEXT), new.find(words, offset)
    found = [place for place in (before, after) if place >= 0 and words]
    return min(found, key=lambda place: abs(place - offset)) if found else min(offset, len(new))

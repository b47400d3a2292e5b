"""Passages: exact places in a text, and finding them again in another copy of it.

All offsets are Unicode code points, end exclusive.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from models.entities import Anchor, new_id
from models.errors import UserError

CONTEXT = 32  # code points of prefix and suffix, as DESIGN.md fixes them
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def make_anchor(text: str, node_id: str, article_id: str, start: int, end: int) -> Anchor:
    """The anchor of text[start:end]. Raises UserError for an empty passage or one outside the text."""
    if not 0 <= start < end <= len(text):
        raise UserError("rule.anchor_needs_a_character")
    return Anchor(
        new_id(),
        node_id,
        article_id,
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage without white space at its ends; (start, start) when nothing else is in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage widened to whole words, white space left out."""
    start, end = trimmed(text, start, end)
    if start == end:
        return start, end
    while start > 0 and _joined(text, start):
        start -= 1
    while end < len(text) and _joined(text, end):
        end += 1
    return start, end


def _joined(text: str, at: int) -> bool:
    """Whether a word, or a letter with its combining marks, runs across the boundary before text[at]."""
    left, right = text[at - 1], text[at]
    if _is_mark(right):
        return not left.isspace()
    if left in "'’" and at > 1:
        return _of_word(text[at - 2]) and right.isalnum()
    if right in "'’" and at + 1 < len(text):
        return _of_word(left) and text[at + 1].isalnum()
    return _of_word(left) and right.isalnum()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _of_word(character: str) -> bool:
    return character.isalnum() or _is_mark(character)


def folded_words(passage: str) -> list[str]:
    """The passage's words, NFKC, case-folded, straight apostrophes: what two copies of one text share."""
    found = WORD.findall(unicodedata.normalize("NFKC", passage))
    return [word.casefold().replace("’", "'") for word in found]


def words_hash(words: list[str]) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class StandOff:
    """A passage of a text we do not hold: offsets into it, and the hash and number of its folded words."""

    start: int
    end: int
    hash: str
    words: int


class WordIndex:
    """The words of one text with their places, to attach stand-off passages to any copy of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._spans = list(_word_spans(text))
        self._words = [word for _start, _end, word in self._spans]
        self._tables: dict[int, dict[str, int]] = {}

    def find(self, passage: StandOff) -> tuple[int, int] | None:
        """Where `passage` stands: by its offsets when the words there agree, else by its hash; None when nowhere."""
        start, end = trimmed(self.text, passage.start, min(passage.end, len(self.text)))
        if start < end and words_hash(folded_words(self.text[start:end])) == passage.hash:
            inside = (start > 0 and _joined(self.text, start)) or (end < len(self.text) and _joined(self.text, end))
            if not inside:
                return start, end
        first = self._table(passage.words).get(passage.hash)
        if first is None:
            return None
        return self._spans[first][0], self._spans[first + passage.words - 1][1]

    def find_words(self, words: list[str]) -> tuple[int, int] | None:
        """Where these folded words first stand one after the other; None when nowhere. Quick for any number of them."""
        joined, starts = self._joined
        at = joined.find(f" {' '.join(words)} ")
        if not words or at < 0:
            return None
        first = bisect_left(starts, at)
        return self._spans[first][0], self._spans[first + len(words) - 1][1]

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        """All words with a space before and behind each, and where the space before each is."""
        starts = list(accumulate((len(word) + 1 for word in self._words), initial=0))
        return f" {' '.join(self._words)} ", starts

    def _table(self, count: int) -> dict[str, int]:
        """Hash of each run of `count` words -> index of its first word (the first such run wins)."""
        if count not in self._tables:
            table: dict[str, int] = {}
            for at in range(len(self._words) - count + 1):
                table.setdefault(words_hash(self._words[at : at + count]), at)
            self._tables[count] = table
        return self._tables[count]


def _word_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, folded word); a word that folds into several stands as several on the same span."""
    for match in _word_with_marks(text).finditer(text):
        for word in folded_words(match.group()):
            yield match.start(), match.end(), word


def _word_with_marks(text: str) -> re.Pattern[str]:
    """WORD for a text that is not composed: the combining marks that stand in it belong to the letters before them."""
    marks = "".join(re.escape(c) for c in sorted(set(text)) if _is_mark(c))
    if not marks:
        return WORD
    letter = rf"(?:[^\W_][{marks}]*)"
    return re.compile(rf"{letter}+(?:['’]{letter}+)*")

"""A piece of what was found, around the words that were asked for."""

from __future__ import annotations

from collections.abc import Iterator

from models.fuzzy import plain
from models.searching.asking import TOKEN, Asked

BEGIN, END = "\x02", "\x03"  # around each of them
WIDE, BEFORE = 140, 5  # code points of a piece, and words before the first that was asked for


def snippet(text: str, what: Asked) -> str:
    """One line of about WIDE code points with BEGIN and END around what was asked for; else the beginning."""
    text = " ".join(text.split())
    tokens = [(match.start(), match.end()) for match in TOKEN.finditer(text)]
    spans = _joined(sorted([*_of_words(text, tokens, what), *_of_parts(text, what)]))
    first = spans[0][0] if spans else 0
    before = [start for start, _end in tokens if start < first]
    begin = 0 if first < WIDE // 2 else before[-BEFORE] if len(before) >= BEFORE else first
    end = next((end for _start, end in tokens if end >= begin + WIDE), len(text))
    end = len(text) if len(text) - end < 4 else end
    pieces, at = ["…" if begin else ""], begin
    for start, stop in spans:
        if start >= begin and stop <= end:
            pieces += [text[at:start], BEGIN, text[start:stop], END]
            at = stop
    return "".join([*pieces, text[at:end], "…" if end < len(text) else ""])


def _of_words(text: str, tokens: list[tuple[int, int]], what: Asked) -> Iterator[tuple[int, int]]:
    """The places of words that begin with those that were asked for, and of phrases."""
    if not what.words and not what.phrases:
        return
    folded = [plain(text[start:end]) for start, end in tokens]
    begins = tuple(plain(word) for word in what.words)
    if begins:
        for place, word in zip(tokens, folded, strict=True):
            if word.startswith(begins):
                yield place
    for phrase in what.phrases:
        wanted = [plain(word) for word in phrase.split()]
        for at in range(len(folded) - len(wanted) + 1):
            if folded[at : at + len(wanted)] == wanted:
                yield tokens[at][0], tokens[at + len(wanted) - 1][1]


def _of_parts(text: str, what: Asked) -> Iterator[tuple[int, int]]:
    low = text.casefold()
    if len(low) != len(text):  # places would not be those of the text
        return
    for part in what.parts:
        at = low.find(part)
        while at >= 0:
            yield at, at + len(part)
            at = low.find(part, at + len(part))


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without overlaps, from the left."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined

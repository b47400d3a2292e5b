"""Finding words in a text as a reader means them, or by a regular expression, in bounded time.

A plain search takes all kinds of apostrophes for one and all kinds of quotation marks for one, any run of white space
(line breaks too) for a space, and composed for decomposed letters. The text is folded once and kept with a map back, so
that the ranges are exact places of the text as it is.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from typing import Any
from unicodedata import category, normalize

from models.messages import Message, message

Range = tuple[int, int]

LIMIT = 100_000
PATIENCE = 1.0  # seconds that a regular expression may take

QUOTES = {"'": "‘’‚‛‹›ʹʼ`´′＇", '"': "“”„‟«»″＂"}
_ONE_QUOTE = {ord(kind): plain for plain, kinds in QUOTES.items() for kind in kinds}
_JOINING = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff\U00016d63-\U00016d6a]")  # letters that compose with the one before
_SPACE = re.compile(r"\s+")
_INSIDE = -1  # in a map: no place of the text, but the inside of what folds as one
MOST_MARKS = 32  # on one letter, that are looked at one by one


@dataclass(frozen=True, slots=True)
class Found:
    """`ranges` are [start, end) in code points, in reading order; they do not overlap.

    `cut`: there are more than the limit. `slow`: time ran out, the ranges are the first ones. `error`: what is wrong
    with the regular expression.
    """

    ranges: tuple[Range, ...] = ()
    error: Message | None = None
    cut: bool = False
    slow: bool = False


def find_all(
    text: str,
    wanted: str,
    *,
    case: bool = False,
    whole_words: bool = False,
    regular: bool = False,
    limit: int = LIMIT,
    skip: Sequence[Range] = (),
) -> Found:
    """Every place of `wanted`, left to right, without those that touch the ranges of `skip` (hidden text).

    `case`: capitals matter. A `regular` expression is one of the regex library; ^ and $ are ends of lines, and matches
    without a character are left out.
    """
    if not wanted:
        return Found()
    if regular:
        return _find_regular(text, wanted, case, whole_words, limit, skip)
    return _first(_plain(text, wanted, case, whole_words, merged(skip)), limit)


def folded(text: str, case: bool = False) -> str:
    """What a plain search compares: two texts with the same folded form are found by one another."""
    return _SPACE.sub(" ", _fold(text, case))


def merged(ranges: Sequence[Range]) -> list[Range]:
    """The same ground as ranges in order that neither overlap nor touch."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        elif start < end:
            result.append((start, end))
    return result


def _first(found: Iterator[Range], limit: int) -> Found:
    ranges: list[Range] = []
    for one in found:
        if len(ranges) == limit:
            return Found(tuple(ranges), cut=True)
        ranges.append(one)
    return Found(tuple(ranges))


# -- plain words


def _fold(text: str, case: bool) -> str:
    """Canonical caseless matching (Unicode, 3.13, D145), with one kind of each quotation mark."""
    if not case:
        text = normalize("NFD", normalize("NFD", text).casefold())
    return normalize("NFC", text).translate(_ONE_QUOTE)


@dataclass(frozen=True, slots=True)
class _Folded:
    """A folded text; `places[i]` is where its character i stands in the text. None: they stand at the same places."""

    text: str
    places: array[int] | None

    def at(self, place: int) -> int:
        return place if self.places is None else self.places[place]


@lru_cache(maxsize=4)  # two articles side by side, each with and without capitals
def _fold_all(text: str, case: bool) -> _Folded:
    if text.isascii():
        return _Folded((text if case else text.casefold()).replace("`", "'"), None)
    letters = set(text)
    marks = {c for c in letters if category(c)[0] == "M" or _JOINING.match(c)}
    uneven = {c for c in letters - marks if _fold(c, case) != _fold_evenly(c, case) or len(_fold(c, case)) != 1}
    if not marks and not uneven:
        return _Folded(_fold_evenly(text, case), None)
    return _fold_with_places(text, case, marks, uneven)


def _fold_evenly(text: str, case: bool) -> str:
    """The folded form of characters that stay one each."""
    text = text if case else text.casefold()
    for kind, plain in _ONE_QUOTE.items():  # a tenth of the time of translate()
        text = text.replace(chr(kind), plain)
    return text


def _fold_with_places(text: str, case: bool, marks: set[str], uneven: set[str]) -> _Folded:
    parts: list[str] = []
    places = array("q")
    known: dict[str, list[tuple[int, str]]] = {}
    cluster = re.compile(f"(?s).[{re.escape(''.join(marks))}]*" if marks else "(?s).")
    odd = re.compile(f"[{re.escape(''.join(marks | uneven))}]+")
    done = 0
    for run in odd.finditer(text):
        start = run.start()
        if start > done and text[start] in marks:
            start -= 1  # marks belong to the letter before them
        parts.append(_fold_evenly(text[done:start], case))
        places.extend(range(done, start))
        done = run.end()
        for found in cluster.finditer(text, start, done):
            whole = found.group()
            if whole not in known:
                known[whole] = _stretches(whole, case)
            for offset, form in known[whole]:
                parts.append(form)
                places.append(found.start() + offset)
                places.extend([_INSIDE] * (len(form) - 1))
    parts.append(_fold_evenly(text[done:], case))
    places.extend(range(done, len(text) + 1))
    return _Folded("".join(parts), places)


def _stretches(whole: str, case: bool) -> list[tuple[int, str]]:
    """The folded forms of the stretches of a letter with its marks that do not join, each with where it begins."""
    form, found, begun = _fold(whole, case), [], 0
    for at in range(1, len(whole) if len(whole) <= MOST_MARKS else 0):
        head, tail = _fold(whole[begun:at], case), _fold(whole[at:], case)
        if head + tail == form:
            found.append((begun, head))
            begun, form = at, tail
    return [*found, (begun, form)]


def _plain(text: str, wanted: str, case: bool, whole_words: bool, hidden: list[Range]) -> Iterator[Range]:
    held = _fold_all(text, case)
    search = _searcher(held.text, _fold(wanted, case))
    starts, ends = [start for start, _end in hidden], [end for _start, end in hidden]
    place = 0
    while (found := search(place)) is not None:
        start, end = held.at(found[0]), held.at(found[1])
        place = found[0] + 1
        if start == _INSIDE or end == _INSIDE:
            continue
        if whole_words and not _stands_alone(text, start, end):
            continue
        if hidden and bisect_left(starts, end) > bisect_right(ends, start):
            continue
        yield start, end
        place = found[1]


def _searcher(text: str, wanted: str) -> Callable[[int], Range | None]:
    """Gives the next place of a folded `wanted` at or after a place of a folded `text`."""
    words = _SPACE.split(wanted)
    if len(words) == 1:
        length = len(wanted)

        def find(place: int) -> Range | None:
            at = text.find(wanted, place)
            return None if at < 0 else (at, at + length)

        return find
    # Possessive, and from the beginning of a run only: a megabyte of spaces is gone through once.
    spaces = [r"\s++"] * (len(words) - 1)
    if not words[0]:
        spaces[0] = r"(?<!\s)\s++"
    pattern = re.compile("".join(a + b for a, b in zip(map(re.escape, words), [*spaces, ""], strict=True)))

    def search(place: int) -> Range | None:
        match = pattern.search(text, place)
        return None if match is None else match.span()

    return search


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word runs on over an edge of [start, end)."""
    before = start > 0 and _in_word(text[start]) and _in_word(text[start - 1])
    after = end < len(text) and _in_word(text[end - 1]) and _in_word(text[end])
    return not before and not after


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_" or category(character)[0] == "M"


# -- regular expressions

# What the library says of a fault, and how it is said here; all else is find.fault. Of a bracket that is not closed it
# gives the end of the expression: its place is not said.
FAULTS = {
    "missing )": "find.open_bracket",
    "unbalanced parenthesis": "find.closed_bracket",
    "unterminated character set": "find.open_set",
    "nothing to repeat": "find.nothing_to_repeat",
    "multiple repeat": "find.nothing_to_repeat",
    "bad character range": "find.bad_range",
    "min repeat greater than max repeat": "find.bad_repeat",
    "repeat count too big": "find.bad_repeat",
    "unknown group": "find.unknown_group",
    "invalid group reference": "find.unknown_group",
    "unknown property": "find.unknown_property",
}


def _compiled(wanted: str, case: bool, whole_words: bool) -> Any:
    """The pattern, or a Message that says what is wrong with it."""
    import regex  # type: ignore[import-untyped]

    flags = regex.VERSION1 | regex.MULTILINE | (0 if case else regex.IGNORECASE)
    try:
        pattern = regex.compile(wanted, flags)
        return regex.compile(rf"\b(?:{wanted})\b", flags) if whole_words else pattern
    except regex.error as error:
        place = 1 + max(0, min(error.pos if error.pos is not None else len(wanted), len(wanted) - 1))
        if error.msg.startswith(("bad escape", "incomplete escape")):
            return message("find.bad_escape", place=place)
        return message(FAULTS.get(error.msg, "find.fault"), place=place)
    except (ValueError, KeyError, IndexError, OverflowError, RecursionError, MemoryError):
        return message("find.fault", place=len(wanted))


def _find_regular(text: str, wanted: str, case: bool, whole_words: bool, limit: int, skip: Sequence[Range]) -> Found:
    pattern = _compiled(wanted, case, whole_words)
    if isinstance(pattern, Message):
        return Found(error=pattern)
    deadline = monotonic() + PATIENCE
    ranges: list[Range] = []
    try:
        for start, end in _visible(len(text), merged(skip)):
            # The library lets other threads run while it looks.
            for match in pattern.finditer(text, start, end, timeout=max(0.001, deadline - monotonic())):
                if match.start() == match.end():
                    continue
                if len(ranges) == limit:
                    return Found(tuple(ranges), cut=True)
                ranges.append(match.span())
    except (TimeoutError, MemoryError):
        return Found(tuple(ranges), slow=True)
    return Found(tuple(ranges))


def _visible(length: int, hidden: list[Range]) -> Iterator[Range]:
    place = 0
    for start, end in hidden:
        if place < start:
            yield place, min(start, length)
        place = max(place, end)
    if place < length:
        yield place, length

"""In what the positions of a REFI-QDA file count: code points, as the standard says, or UTF-16 units, as NVivo does.

A text with line ends of two characters may be counted with or without them. Each way is tried on all the selections of
a source; the one whose quotes and word edges agree best is taken, of equals the one that the standard says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.texts import normal_newlines

_QUOTE, _EDGE = 8, 1  # what an agreement counts


@dataclass(frozen=True, slots=True)
class Way:
    """One way to count: `place` gives, for a position of the file, the code point of the text with LF line ends."""

    is_utf16: bool
    place: Callable[[int], int]


def text_of(data: bytes) -> str:
    """A source's text with its line ends, without its byte order mark."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode("utf-8", "replace")


def best(raw: str, selections: Iterable[tuple[int, int, str]]) -> Way:
    """How (start, end, name) of the selections of a text are to be read."""
    text = normal_newlines(raw)
    ways = [_way(raw, is_utf16, with_cr) for is_utf16 in (False, True) for with_cr in (True, False)]
    if not ("\r\n" in raw or any(letter > "\uffff" for letter in raw)):
        return ways[0]
    told = list(selections)
    return max(ways, key=lambda way: sum(_agreement(text, way, *each) for each in told))


def exact_end(text: str, start: int, end: int, name: str) -> int:
    """The end of a selection, exclusive: some files give that of the last character where its name is the quote."""
    return end + 1 if name and text[start:end] != name and text[start : end + 1] == name else end


def _agreement(text: str, way: Way, start: int, end: int, name: str) -> int:
    first, last = way.place(start), way.place(end)
    quote = name.removesuffix("…").removesuffix("...").strip()
    there = text[first : exact_end(text, first, last, name)]
    points = _QUOTE if quote and normal_newlines(quote) == there[: len(quote)].strip() else 0
    return points + _EDGE * (_is_edge(text, first) + _is_edge(text, last))


def _is_edge(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return at in (0, len(text))
    return not (text[at - 1].isalnum() and text[at].isalnum())


def _way(raw: str, is_utf16: bool, with_cr: bool) -> Way:
    counted = raw if with_cr else normal_newlines(raw)
    wide: list[int] = []  # where, in units, the second halves of characters stand
    if is_utf16:
        for at, letter in enumerate(counted):
            if letter > "\uffff":
                wide.append(at + len(wide) + 1)
    returns: list[int] = []  # where, in code points, the LF of a CR LF stands
    if with_cr:
        at = counted.find("\r\n")
        while at >= 0:
            returns.append(at + 1)
            at = counted.find("\r\n", at + 2)

    def place(position: int) -> int:
        point = position - bisect_left(wide, position)
        return point - bisect_left(returns, point)

    return Way(is_utf16, place)

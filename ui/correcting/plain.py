"""A text's way into Qt's editor and out again, the same to the last code point; and its places as the editor counts.

Qt's document takes some characters for its own marks: each of those goes in as a stand-in that the text does not hold.
"""

from __future__ import annotations

import re

from ui.article.utf16 import Offsets

# What Qt makes a new block of, and what it takes for a byte order mark at the head of a string.
_TAKEN = "\r\u2029\ufdd0\ufdd1\ufeff\ufffe"
_STAND_INS = [chr(c) for c in range(0xFDD2, 0xFDF0)]  # noncharacters: never exchanged between programs
_TAKEN_RE = re.compile(f"[{_TAKEN}]")


class Edge:
    """Both directions for one text. What is pasted later is taken as the editor has it."""

    def __init__(self, text: str) -> None:
        found = sorted(set(_TAKEN_RE.findall(text)))
        free = [c for c in _STAND_INS if c not in text] if found else []
        self._in = {ord(c): stand_in for c, stand_in in zip(found, free, strict=False)}
        self._out = {ord(stand_in): chr(c) for c, stand_in in self._in.items()}

    def inward(self, text: str) -> str:
        """What the editor is given; as many code points as `text`."""
        return text.translate(self._in) if self._in else text

    def outward(self, raw: str) -> str:
        """The text of a document's toRawText()."""
        text = raw.replace("\u2029", "\n")
        return text.translate(self._out) if self._out else text


def trimmed_difference(old: str, new: str) -> tuple[int, int, int]:
    """(start, end in old, end in new) of the one stretch outside of which both texts are alike."""
    start, most = 0, min(len(old), len(new))
    step = 1 << max(0, most.bit_length() - 1)
    while step:  # slices compare in C; a loop over a million characters does not
        if start + step <= most and old[start : start + step] == new[start : start + step]:
            start += step
        else:
            step >>= 1
    tail, most = 0, most - start
    step = 1 << max(0, most.bit_length() - 1)
    while step:
        a, b = len(old) - tail, len(new) - tail
        if tail + step <= most and old[a - step : a] == new[b - step : b]:
            tail += step
        else:
            step >>= 1
    return start, len(old) - tail, len(new) - tail


class Places:
    """Code points of one text to the editor's positions and back."""

    def __init__(self, text: str) -> None:
        self._offsets = Offsets(text)
        self._length = len(text)

    def unit(self, code_point: int) -> int:
        return self._offsets.to_utf16(max(0, min(code_point, self._length)))

    def code_point(self, unit: int) -> int:
        return self._offsets.to_code_point(unit)

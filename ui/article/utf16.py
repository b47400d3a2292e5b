"""Code points to UTF-16 positions and back, for one block's text: the only place that knows how Qt counts."""

from __future__ import annotations

from bisect import bisect_left


class Offsets:
    """The two ways of counting one text. A text without characters beyond U+FFFF costs nothing."""

    __slots__ = ("_code_points", "_units")

    def __init__(self, text: str) -> None:
        self._code_points: list[int] = []
        if text and not text.isascii() and max(text) > "\uffff":
            self._code_points = [at for at, char in enumerate(text) if char > "\uffff"]
        self._units = [at + before for before, at in enumerate(self._code_points)]

    def to_utf16(self, code_point: int) -> int:
        """The UTF-16 position of a code point."""
        return code_point + bisect_left(self._code_points, code_point)

    def to_code_point(self, unit: int) -> int:
        """The code point at a UTF-16 position; one in the middle of a pair is taken back to the pair's start."""
        return unit - bisect_left(self._units, unit)

"""The words of a page of a PDF: what they say, where they stand and how they are set, read by pdfium.

pdfium gives characters; asking each of them for its place takes longer than reading the page. A word is asked at its
first and its last character, and all that a run of text has in common once. Lengths are points, y grows upwards.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import atan2, degrees, hypot
from typing import Any

_WORD = re.compile("[^\x00-\x20\x7f-\x9f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_CONTROL = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BREAK = "\x02\ufffe"  # what pdfium writes for the hyphen at the end of a line
_BOLD = re.compile(r"bold|black|heavy|demi|^(?:\w{6}\+)?(?:CMBX|CMSSBX|SFBX|SFSX)", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|slant|^(?:\w{6}\+)?(?:CMTI|CMSL|CMBXTI|SFTI|SFSL)|-it\b", re.IGNORECASE)
_SYMBOLS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0a8": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf06f": "○"})
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SMALL = 0.82  # of the size beside it: a raised or lowered figure is not larger
_FLAT = 6  # degrees that a line may lean
_INVISIBLE = (3, 7)  # text render modes
_REPLACED = "\ufffd"
_NAMELESS = 0xF0000  # added to the code of a character of which the file does not say which letter it is
_CODES = range(_NAMELESS, _NAMELESS + 0x10000)
# Old TeX fonts name no letters. Their codes are ASCII, and these (encodings T1 and OT1; the ranges do not meet).
_TEX = {
    0x10: "“",
    0x11: "”",
    0x15: "–",
    0x16: "—",
    **dict(zip(range(0x1B, 0x20), ("ff", "fi", "fl", "ffi", "ffl"), strict=True)),
}
_TEX |= dict(zip(range(0x0B, 0x10), ("ff", "fi", "fl", "ffi", "ffl"), strict=True))
_TEX_SIGNS = {
    _NAMELESS + code: sign for code, sign in {0: "−", 1: "·", 2: "×", 3: "∗", 15: "•", 121: "†", 122: "‡"}.items()
}
_TEX[0x88] = "•"
_NAMELESS_ONE = re.compile("[\U000f0000-\U000fffff]")
_NAMELESS_STAR = re.compile("(?<![\U000f0000-\U000fffff])\U000f002a(?![\U000f0000-\U000fffff])")  # alone: a note's
_NAMELESS_BULLET = re.compile("[\U000f000f\U000f0088\U000f00a7\U000f00b7] ")  # TeX's, Symbol's, Wingdings'
_PLAIN_WORD = re.compile(r"[^\W\d_][a-z'’-]*[.,;:]?")


@dataclass(slots=True)
class Word:
    """`y` is the base line; all places as the reader turns the page to read it (`turn` in degrees, -1: askew)."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    turn: int
    hidden: bool  # not to be seen: invisible, or off the page
    glued: bool = False  # no space before it


@dataclass(slots=True)
class _Run:
    """What the characters of one text object have in common."""

    size: float
    turn: int
    bold: bool
    italic: bool
    hidden: bool
    signs: bool  # set in TeX's font of signs


@dataclass(slots=True)
class PageWords:
    words: list[Word]
    unmapped: int = 0
    invisible: int = 0  # characters
    width: float = 0.0
    height: float = 0.0


@dataclass(slots=True)
class _Reading:
    run: dict[int, _Run] = field(default_factory=dict)
    fonts: dict[int, tuple[bool, bool, bool]] = field(default_factory=dict)
    unmapped: int = 0
    invisible: int = 0


class WordReader:
    """Reads pages, one after the other. Works on pdfium's own functions: its wrappers make an object of each answer."""

    def __init__(self, raw: Any) -> None:
        pointer, number, real = ctypes.c_void_p, ctypes.c_int, ctypes.c_float
        self._raw = raw
        self._object = _function(raw.FPDFText_GetTextObject, pointer, pointer, number)
        self._origin = _function(raw.FPDFText_GetCharOrigin, number, pointer, number, pointer, pointer)
        self._box = _function(raw.FPDFText_GetCharBox, number, pointer, number, pointer, pointer, pointer, pointer)
        self._size = _function(raw.FPDFText_GetFontSize, ctypes.c_double, pointer, number)
        self._matrix = _function(raw.FPDFText_GetMatrix, number, pointer, number, pointer)
        self._unmapped = _function(raw.FPDFText_HasUnicodeMapError, number, pointer, number)
        self._unicode = _function(raw.FPDFText_GetUnicode, ctypes.c_uint, pointer, number)
        self._mode = _function(raw.FPDFTextObj_GetTextRenderMode, number, pointer)
        self._font = _function(raw.FPDFTextObj_GetFont, pointer, pointer)
        self._name = _function(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, pointer, pointer, ctypes.c_size_t)
        self._place = (ctypes.c_double * 4)()
        self._slots = [ctypes.addressof(self._place) + 8 * at for at in range(4)]
        self._six = (real * 6)()
        self._six_at = ctypes.addressof(self._six)
        self._chars = ctypes.create_string_buffer(256)

    def words(self, text_page: Any, box: tuple[float, float, float, float]) -> PageWords:
        """The words of a page in the order of its content; `box` is what is shown of it."""
        page = ctypes.cast(text_page, ctypes.c_void_p).value or 0
        count = self._raw.FPDFText_CountChars(text_page)
        if count <= 0:
            return PageWords([], width=box[2] - box[0], height=box[3] - box[1])
        text = self._text(text_page, page, count)
        found, reading = list[Word](), _Reading()
        for match in _WORD.finditer(text):
            if not match[0].isspace():
                found += self._word(page, match[0], match.start(), match.end() - 1, box, reading)
        return PageWords(found, reading.unmapped, reading.invisible, box[2] - box[0], box[3] - box[1])

    def _text(self, text_page: Any, page: int, count: int) -> str:
        """One character for each that pdfium counts."""
        units = (ctypes.c_ushort * (2 * count + 2))()
        got = self._raw.FPDFText_GetText(text_page, 0, count, units)
        text = bytes(units)[: 2 * max(0, got - 1)].decode("utf-16-le", "replace")
        if len(text) == count and not _CONTROL.search(text):
            return text
        return "".join(self._character(page, at) for at in range(count))

    def _character(self, page: int, at: int) -> str:
        code = self._unicode(page, at)
        if (code < 0x20 or 0x7F <= code < 0xA0) and self._unmapped(page, at):
            return chr(_NAMELESS + code)
        return chr(code) if code < 0x110000 else _REPLACED

    def _word(
        self, page: int, text: str, first: int, last: int, box: tuple[float, float, float, float], reading: _Reading
    ) -> list[Word]:
        begin, end = self._run_at(page, first, reading), self._run_at(page, last, reading)
        if begin is not end and (begin.size, begin.turn) != (end.size, end.turn):
            return self._parts(page, text, first, box, reading)
        return [self._made(page, text, first, last, begin, box, reading)]

    def _parts(
        self, page: int, text: str, first: int, box: tuple[float, float, float, float], reading: _Reading
    ) -> list[Word]:
        """A word whose ends are set differently, cut where it changes: "end" and the mark of a note."""
        found: list[Word] = []
        begin, run = 0, self._run_at(page, first, reading)
        for at in range(1, len(text) + 1):
            here = self._run_at(page, first + at, reading) if at < len(text) else None
            if here is None or (here is not run and (here.size, here.turn) != (run.size, run.turn)):
                word = self._made(page, text[begin:at], first + begin, first + at - 1, run, box, reading)
                word.glued = begin > 0
                found.append(word)
                if here is not None:
                    begin, run = at, here
        return found

    def _made(
        self,
        page: int,
        text: str,
        first: int,
        last: int,
        run: _Run,
        box: tuple[float, float, float, float],
        reading: _Reading,
    ) -> Word:
        x0, x1, y = self._placed(page, first, last, run.turn)
        if last > first and is_rtl(text):
            text = self._from_right(page, text, first)
            x0, x1 = self._extent(page, first, last, x0, x1, run.turn)
        text = text[:-1] + "-" if text[-1] in _BREAK else text
        if self._unmapped(page, first) or (last > first and self._unmapped(page, last)):
            text = self._mapped(page, text, first)
            text = text.translate(_TEX_SIGNS) if run.signs else text
            reading.unmapped += sum(ord(character) in _CODES for character in text)
        hidden = run.hidden
        if hidden:
            reading.invisible += len(text)
        elif self._is_off(box, run.turn, x0, x1, y, run.size):
            hidden = True
        return Word(text.translate(_SYMBOLS), x0, x1, y, run.size, run.bold, run.italic, run.turn, hidden)

    def _from_right(self, page: int, text: str, first: int) -> str:
        """The characters of a word that is written from right to left in that order; pdfium turns some words around."""
        if any(c.isdigit() or c in _BREAK or (c.isalpha() and not is_rtl(c)) for c in text):
            return text
        places = []
        for at in range(len(text)):
            self._origin(page, first + at, self._slots[0], self._slots[1])
            places.append(-self._place[0])
        return "".join(text[at] for at in sorted(range(len(text)), key=places.__getitem__))

    def _extent(self, page: int, first: int, last: int, x0: float, x1: float, turn: int) -> tuple[float, float]:
        """Left and right of such a word: either end may be the left one."""
        if turn:
            return min(x0, x1), max(x0, x1)
        self._box(page, first, *self._slots)
        return min(x0, self._place[0]), max(x1, self._place[1])

    def _mapped(self, page: int, text: str, first: int) -> str:
        return "".join(
            chr(_NAMELESS + ord(character))
            if ord(character) < 0x10000 and self._unmapped(page, first + at)
            else character
            for at, character in enumerate(text)
        )

    def _placed(self, page: int, first: int, last: int, turn: int) -> tuple[float, float, float]:
        """Left, right and base line of the characters, as they are read."""
        slots, place = self._slots, self._place
        self._origin(page, first, slots[0], slots[1])
        x, y = place[0], place[1]
        self._box(page, last, *slots)  # left, right, bottom, top
        if turn == 90:
            return y, place[3], -x
        if turn == 180:
            return -x, -place[0], -y
        if turn == 270:
            return -y, -place[2], x
        return (min(x, place[0]) if place[1] < x else x), max(x, place[1]), y

    @staticmethod
    def _is_off(box: tuple[float, float, float, float], turn: int, x0: float, x1: float, y: float, size: float) -> bool:
        left, bottom, right, top = box
        if turn in (90, 270):
            low, high, across = (x0, x1, -y) if turn == 90 else (-x1, -x0, y)
            return high < bottom or low > top or across < left - size or across > right + size
        if turn == 180:
            x0, x1, y = -x1, -x0, -y
        return x1 < left or x0 > right or y < bottom - size or y > top + size / 2

    def _run_at(self, page: int, at: int, reading: _Reading) -> _Run:
        handle = self._object(page, at) or 0
        run = reading.run.get(handle)
        if run is None:
            run = reading.run[handle] = self._run(page, at, handle, reading)
        return run

    def _run(self, page: int, at: int, handle: int, reading: _Reading) -> _Run:
        size = self._size(page, at)
        turn = 0
        if self._matrix(page, at, self._six_at):
            a, b, c, d = self._six[0], self._six[1], self._six[2], self._six[3]
            size *= hypot(c, d) or hypot(a, b)
            turn = _turn(a, b)
        if not 0.5 < size < 2000:
            self._box(page, at, *self._slots)
            size = max(1.0, self._place[3] - self._place[2])
        if not handle:
            return _Run(round(size, 2), turn, False, False, False, False)
        font = self._font(handle) or 0
        style = reading.fonts.get(font)
        if style is None:
            style = reading.fonts[font] = self._style(font)
        bold, italic, signs = style
        return _Run(round(size, 2), turn, bold, italic, self._mode(handle) in _INVISIBLE, signs)

    def _style(self, font: int) -> tuple[bool, bool, bool]:
        """Whether a font is bold, italic, TeX's signs: by its name, which nearly all PDFs keep."""
        if not font:
            return False, False, False
        size = self._name(font, ctypes.addressof(self._chars), len(self._chars))
        name = self._chars.raw[: max(0, min(size, len(self._chars)) - 1)].decode("utf-8", "replace")
        return bool(_BOLD.search(name)), bool(_ITALIC.search(name)), "CMSY" in name


def named(texts: Sequence[str]) -> list[str] | None:
    """The texts with letters for characters that the file does not name, if their codes read like words; else None."""
    joined = " ".join(texts)
    raw = "".join(chr(ord(c) - _NAMELESS) if ord(c) in _CODES else " " for c in joined if ord(c) in _CODES or c == " ")
    words = raw.translate(_TEX).split()
    letters = [c for c in raw.casefold() if c.isalpha()]
    vowels = sum(c in "aeiouyäöüéèáíóå" for c in letters)
    plain = sum(bool(_PLAIN_WORD.fullmatch(word)) for word in words)
    if len(words) < 5 or plain < 0.6 * len(words) or not 0.25 * len(letters) < vowels < 0.6 * len(letters):
        return None
    table = {code: _TEX.get(code - _NAMELESS, chr(code - _NAMELESS)) for code in set(map(ord, joined)) & set(_CODES)}
    return [text.translate(table) for text in texts]


def nameless(text: str) -> str:
    """The text with a sign of replacement for each character that the file does not name."""
    if _NAMELESS_BULLET.match(text):
        text = "•" + text[1:]
    text = _NAMELESS_STAR.sub("*", text)
    return _NAMELESS_ONE.sub(_REPLACED, text)


def is_rtl(text: str) -> bool:
    return any("\u0590" <= c <= "\u08ff" or "\ufb1d" <= c <= "\ufefc" for c in text)


def _function(bound: Any, result: Any, *arguments: Any) -> Any:
    """The same function, taking and giving plain numbers for pointers."""
    address = ctypes.cast(bound, ctypes.c_void_p).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)


def _turn(a: float, b: float) -> int:
    """0, 90, 180 or 270 degrees; -1 for what leans."""
    if b == 0:
        return 0 if a >= 0 else 180
    angle = degrees(atan2(b, a)) % 360
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= _FLAT else -1


def raised(word: Word, beside: Word) -> str:
    """The text of a word, its figures raised or lowered where they stand so beside another."""
    if word.size > _SMALL * beside.size or not word.text.strip(",;–-").isdigit() or not word.text.isascii():
        return word.text
    lift = (word.y - beside.y) / beside.size
    if 0.18 <= lift <= 0.7:
        return word.text.translate(_RAISED)
    return word.text.translate(_LOWERED) if -0.4 <= lift <= -0.06 else word.text

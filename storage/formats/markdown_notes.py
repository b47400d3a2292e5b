"""Notes, which are Markdown typed on purpose: their words in order, with the emphasis that any parser reads alike.

A note's emphasis is written again as `*` or `**` where no rule of any parser can see it differently: around a stretch
that begins and ends with a letter or digit, with space before it and space or a stop after it, none within another.
All else stays text: markers of lists, quotes and headings as typed, links and images as `words (address)`. Inside a
word the stars are kept as text as well: `5*6*7` is no emphasis to whoever typed it.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from storage.formats.markdown_text import edges, escaped, is_plain, lines_of, showable, starting

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

QUOTE = "> "
_BEFORE = frozenset(" ([{")
_AFTER = frozenset(" .,;:!?")
_ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)  # GitHub's reader ends a bare address where it likes


class Run(NamedTuple):
    """A stretch of a line and what stands around it: `**`, `*` or nothing."""

    text: str
    marker: str = ""


class _Atom(NamedTuple):
    """A piece of a paragraph: `text`, or the `open`ing or `close`ing of emphasis with its marker, or a `break`."""

    kind: str
    text: str = ""


class _Char(NamedTuple):
    text: str
    span: int = 0  # the outermost emphasis around it, 0 for none
    marker: str = ""


_Line = list[_Char]


def note_lines(text: str) -> list[list[Run]]:
    """The lines of a note as they are written; every one holds something."""
    if not text:
        return []
    if is_plain(text) and starting(text) is text:  # one line without a sign that could be Markdown
        return [[Run(text)]]
    typed = "\n".join(showable(text)[0].splitlines())
    lines = [runs for line in _Reading(_parser().parse(typed)).lines if (runs := _runs(line))]
    if _words(run.text for runs in lines for run in runs) == _words([typed]) and (lines or not lines_of(typed)):
        return lines
    return [[Run(line)] for line in lines_of(text)]  # the parser would leave something out


def note_paragraphs(text: str) -> list[str]:
    """Each line of a note as one paragraph of Markdown, safe at the start of a line."""
    return [starting(_written(runs)) for runs in note_lines(text)]


def note_following(text: str) -> list[str]:
    """The same with a first one that is written to follow a label."""
    lines = note_lines(text)
    return [_written(lines[0]), *(starting(_written(runs)) for runs in lines[1:])] if lines else []


def note_cell(text: str) -> str:
    """A note as one table cell."""
    return " ".join(_written(runs) for runs in note_lines(text)).replace("|", "\\|")


def _written(runs: Iterable[Run]) -> str:
    return edges("".join(f"{run.marker}{escaped(run.text)}{run.marker}" for run in runs))


def _words(texts: Iterable[str]) -> str:
    """What must not get lost: every character but white space and what Markdown uses as a sign."""
    return "".join(c for text in texts for c in text if c not in string.punctuation and not c.isspace())


@cache
def _parser() -> MarkdownIt:
    """CommonMark without HTML, entities and definitions of references, which leaves addresses as they were typed."""
    from markdown_it import MarkdownIt  # takes a while to import

    class Typed(MarkdownIt):
        def normalizeLink(self, url: str) -> str:  # noqa: N802
            return url

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802
            return link

    return Typed("commonmark", {"html": False}).disable(["entity", "reference", "html_block", "html_inline"])


class _Reading:
    """The lines of a parsed note, each begun with the signs of the quotes and list items that it opens."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self.lines: list[_Line] = []
        self._signs: list[str] = []
        self._fresh = False  # the innermost sign stands on no line yet
        for token in tokens:
            self._take(token)

    def _take(self, token: Token) -> None:
        if token.type in ("blockquote_open", "list_item_open", "heading_open"):
            self._signs.append(_sign(token))
            self._fresh = bool(self._signs[-1])
        elif token.type in ("blockquote_close", "list_item_close", "heading_close"):
            if self._fresh:
                self._add([])
            self._signs.pop()
        elif token.type == "inline":
            for line in _lines(list(_atoms(token.children or ()))):
                self._add(line)
        elif token.type in ("fence", "code_block"):
            for text in (token.info, *token.content.splitlines()):
                self._add(_plain(text))
        elif token.type == "hr":
            self._add(_plain(token.markup[:3]))

    def _add(self, line: _Line) -> None:
        if line or self._fresh:
            self.lines.append([*_plain("".join(self._signs)), *line])
            self._signs = [sign if sign == QUOTE else "" for sign in self._signs]
            self._fresh = False


def _sign(token: Token) -> str:
    """What a container or heading begins with; a heading underlined with signs has nothing before it."""
    if token.type == "blockquote_open":
        return QUOTE
    if token.type == "list_item_open":
        return f"{token.info}{token.markup} "
    return f"{token.markup} " if token.markup.startswith("#") else ""


def _atoms(tokens: Iterable[Token]) -> Iterator[_Atom]:
    """A paragraph's pieces, links and images as their words and `(address title)`."""
    addresses = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield _Atom("break", " ")
        elif token.type in ("em_open", "strong_open"):
            yield _Atom("open", token.markup)
        elif token.type in ("em_close", "strong_close"):
            yield _Atom("close", token.markup)
        elif token.type == "image":
            yield from _atoms(token.children or ())
            yield _Atom("text", _address(token, "src"))
        elif token.type == "link_open":
            addresses.append("" if token.info == "auto" else _address(token, "href"))
        elif token.type == "link_close":
            yield _Atom("text", addresses.pop())
        else:
            yield _Atom("text", token.content)


def _address(token: Token, name: str) -> str:
    parts = " ".join(str(part) for part in (token.attrs.get(name), token.attrs.get("title")) if part)
    return f" ({parts})" if parts else ""


def _lines(atoms: Sequence[_Atom]) -> Iterator[_Line]:
    """The lines of a paragraph, every character with the outermost emphasis around it."""
    literal = _within_words(atoms)
    line: _Line = []
    opened: list[str] = []
    span = 0
    for at, atom in enumerate(atoms):
        if atom.kind == "break":
            yield line
            line = []
        elif atom.kind == "text" or at in literal:
            strong = any(len(marker) == 2 for marker in opened)
            line += [_Char(c, span if opened else 0, "**" if strong else "*") for c in atom.text]
        elif atom.kind == "open":
            span += not opened
            opened.append(atom.text)
        else:
            opened.pop()
    yield line


def _within_words(atoms: Sequence[_Atom]) -> set[int]:
    """The places of those markers, opening and closing, whose emphasis begins or ends inside a word."""
    text = ""
    found: set[int] = set()
    opened: list[tuple[int, int]] = []
    pairs: list[tuple[int, int, int, int]] = []
    for at, atom in enumerate(atoms):
        if atom.kind == "open":
            opened.append((at, len(text)))
        elif atom.kind == "close":
            pairs.append((*opened.pop(), at, len(text)))
        else:
            text += atom.text
    for first, begin, last, end in pairs:
        if _of_word(text[begin - 1 : begin]) or _of_word(text[end : end + 1]):
            found |= {first, last}
    return found


def _runs(line: _Line) -> list[Run]:
    """A line with runs of spaces as one and the emphasis that is safe."""
    chars: _Line = []
    for char in line:
        if char.text not in " \t":
            chars.append(char)
        elif chars and chars[-1].text != " ":
            chars.append(char._replace(text=" "))
    while chars and chars[-1].text == " ":
        chars.pop()
    text = "".join(char.text for char in chars)
    runs: list[Run] = []
    begin = 0
    for span, group in groupby(chars, key=lambda char: char.span):
        members = list(group)
        end = begin + len(members)
        marker = min(char.marker for char in members) if span and _safe(text, begin, end) else ""
        if runs and not marker and not runs[-1].marker:
            runs[-1] = Run(runs[-1].text + text[begin:end])
        else:
            runs.append(Run(text[begin:end], marker))
        begin = end
    return runs


def _safe(text: str, begin: int, end: int) -> bool:
    """Whether every parser sees markers around this part of a line as emphasis of all of it."""
    if not (_of_word(text[begin]) and _of_word(text[end - 1])):
        return False
    if (begin and text[begin - 1] not in _BEFORE) or (end < len(text) and text[end] not in _AFTER):
        return False
    first = text.rfind(" ", 0, begin) + 1
    last = text.find(" ", end)
    return _ADDRESS.search(text, first, last if last >= 0 else len(text)) is None


def _of_word(char: str) -> bool:
    return bool(char) and (char.isdecimal() or unicodedata.category(char)[0] == "L")


def _plain(text: str) -> _Line:
    return [_Char(c) for c in text]

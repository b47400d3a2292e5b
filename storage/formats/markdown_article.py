"""Markdown articles: blocks and words are taken from the parsed text, and each word keeps its place in the source.

HTML inside is shown as the text it is, never interpreted; a picture shows its description.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from models.bibliography.fields import clean_doi
from models.errors import UserError
from models.importing.about import About
from models.importing.dates import iso_date
from models.importing.extract import Extract, Flow
from models.messages import N_
from models.texts import Block, BlockKind, Layout, Piece, numbered
from storage.formats.article import decoded
from storage.formats.registry import Subject

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

NAME = "markdown_article"
TITLE = N_("Markdown")
SUBJECT: Subject = "article"
EXTENSIONS = (".md", ".markdown")
MEDIA_TYPES = ("text/markdown", "text/x-markdown")
_FRONT = re.compile(r"---[ \t]*\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_LIST_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.+)$")
_LIST_TAGS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}


def parse(data: bytes, name: str) -> Extract:
    """The article in a Markdown file called `name`. Raises UserError for what is no text."""
    text, encoding, certainty, warnings = decoded(data, name)
    front, start = front_matter(text)
    reader = _Reader(text, start)
    reading, layout, heading = reader.read()
    if not layout.blocks:
        raise UserError("article.no_words", name=name)
    about = About(
        title=" ".join(front.get("title", [])) or heading,
        subtitle=_one(front, "subtitle"),
        authors=tuple(front.get("author") or front.get("authors") or ()),
        publication=_one(front, "publication") or _one(front, "journal"),
        date=iso_date(_one(front, "date")) or _one(front, "date"),
        url=_one(front, "url"),
        doi=clean_doi(_one(front, "doi")),
        language=_one(front, "language") or _one(front, "lang"),
        citekey=_one(front, "citekey"),
    )
    return Extract(
        text,
        reading,
        layout.blocks,
        layout.pieces,
        Flow.SET,
        "text/markdown",
        encoding=encoding,
        certainty=certainty,
        about=about,
        warnings=tuple(warnings),
    )


def front_matter(text: str) -> tuple[dict[str, list[str]], int]:
    """The `key: value` lines (or lists) between two lines of dashes at the very top, and where the article starts.

    Anything else there is no front matter: ({}, 0).
    """
    match = _FRONT.match(text)
    if match is None:
        return {}, 0
    found: dict[str, list[str]] = {}
    values: list[str] | None = None
    for line in match["body"].splitlines():
        pair, item = _PAIR.match(line), _LIST_ITEM.match(line)
        if pair:
            values = found.setdefault(pair["key"].lower(), [])
            values += _values(pair["value"] or "")
        elif item and values is not None:
            values += _values(item["value"])
        elif line.strip() and not line.lstrip().startswith("#"):
            return {}, 0
    return (found, match.end()) if found else ({}, 0)


def _values(value: str) -> list[str]:
    """A value without its quotation marks, or the members of a `[a, b]` list."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [part for member in value[1:-1].split(",") for part in _values(member)]
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return [value] if value else []


def _one(front: dict[str, list[str]], key: str) -> str:
    return ", ".join(front.get(key, []))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Escapes and entities stay tokens of their own, so that each can be found in the source.
    return MarkdownIt("commonmark", {"maxNesting": 100}).disable("text_join")


class _Reader:
    """One article's text, blocks and pieces as the parser's tokens go by."""

    def __init__(self, source: str, start: int) -> None:
        self._source = source
        self._start = start
        self._lines = [start, *(start + match.end() for match in re.finditer("\n", source[start:]))]
        self._out: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._pieces: list[Piece] = []

    def read(self) -> tuple[str, Layout, str]:
        """The reading text, its layout, and the first heading of level 1 ("" without one)."""
        heading, level, quotes, lists = "", 0, 0, 0
        for token in _parser().parse(self._source[self._start :]):
            lists += _LIST_TAGS.get(token.type, 0)
            quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
            if token.type == "heading_open":
                level = int(token.tag[1:])
            elif token.type == "heading_close":
                level = 0
            elif token.type == "inline":
                kind, depth = _kind(level, quotes, lists, heading)
                words = self._block(kind, depth, self._inline_parts(token))
                if kind is BlockKind.TITLE:
                    heading = words
            elif token.type in ("fence", "code_block", "html_block"):
                self._block(BlockKind.PARAGRAPH, 0, self._code_parts(token))
        return "".join(self._out), Layout(numbered(self._blocks), tuple(self._pieces)), heading

    def _block(self, kind: BlockKind, level: int, parts: Iterable[tuple[str, int | None]]) -> str:
        """Add a block of (text, place in the source or None); nothing when it holds only white space."""
        found = list(parts)
        words = "".join(text for text, _place in found)
        if not words.strip():
            return ""
        if self._out:
            self._out.append("\n\n")
            self._length += 2
        begin = self._length
        for text, place in found:
            if place is not None:
                self._piece(self._length, place, len(text))
            self._out.append(text)
            self._length += len(text)
        self._blocks.append(Block(begin, self._length, kind, level=level))
        return " ".join(words.split())

    def _piece(self, reading: int, source: int, length: int) -> None:
        if self._pieces and length:
            before, place, size = self._pieces[-1]
            if before + size == reading and place + size == source:
                self._pieces[-1] = before, place, size + length
                return
        if length:
            self._pieces.append((reading, source, length))

    # -- where the words stand

    def _line(self, number: int) -> tuple[int, int]:
        """Start and end (before the line feed) of a line of the article in the source."""
        start = self._lines[number] if number < len(self._lines) else len(self._source)
        end = self._lines[number + 1] - 1 if number + 1 < len(self._lines) else len(self._source)
        return start, end

    def _places(self, content: str, first: int) -> list[int | None]:
        """For each character of a block's content its place in the source; None where it does not stand there."""
        places: list[int | None] = []
        for at, line in enumerate(content.split("\n")):
            start, end = self._line(first + at)
            found = self._source.rfind(line, start, end) if line else end
            places += [None if found < 0 else found + i for i in range(len(line))]
            places.append(end if end < len(self._source) else None)
        return places[:-1]

    def _code_parts(self, token: Token) -> Iterator[tuple[str, int | None]]:
        first = (token.map or [0])[0] + (token.type == "fence")
        content = token.content.rstrip("\n")
        yield from _runs(content, self._places(content, first))

    def _inline_parts(self, token: Token) -> Iterator[tuple[str, int | None]]:
        places = self._places(token.content, (token.map or [0])[0])
        for text, at in _Aligner(token.content).parts(token.children or []):
            nowhere: list[int | None] = [None] * len(text)
            spots = nowhere if at is None else places[at : at + len(text)]
            yield from _runs(text, spots)


def _runs(text: str, places: list[int | None]) -> Iterator[tuple[str, int | None]]:
    """The text cut where its places in the source do not follow one another."""
    begin = 0
    for at in range(1, len(text) + 1):
        last, here = places[at - 1], places[at] if at < len(text) else None
        if at == len(text) or (here is None) != (last is None) or (last is not None and here != last + 1):
            yield text[begin:at], places[begin]
            begin = at


def _kind(level: int, quotes: int, lists: int, heading: str) -> tuple[BlockKind, int]:
    if level:
        return (BlockKind.TITLE if level == 1 and not heading else BlockKind.HEADING), level
    if lists:
        return BlockKind.ITEM, lists
    return (BlockKind.QUOTE if quotes else BlockKind.PARAGRAPH), 0


class _Aligner:
    """Finds the text of inline tokens in the content they were parsed from, from left to right."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._at = 0

    def parts(self, tokens: Iterable[Token]) -> Iterator[tuple[str, int | None]]:
        """(text, place in the content or None) of everything that is shown."""
        for token in tokens:
            if token.type == "image":
                yield from self.parts(token.children or [])
                self._skip_target()
            elif token.type == "link_close" and token.info != "auto":
                self._skip_target()
            elif token.type in ("softbreak", "hardbreak"):
                yield "\n", self._find("\n", "\n")
            elif token.type == "text_special":
                yield token.content, self._special(token)
            elif token.type in ("text", "code_inline", "html_inline") and token.content:
                yield token.content, self._find(token.content, token.content)

    def _find(self, sought: str, shown: str) -> int | None:
        found = self._content.find(sought, self._at)
        if found < 0:
            return None
        self._at = found + len(sought)
        return found + sought.find(shown) if shown in sought else None

    def _special(self, token: Token) -> int | None:
        """An escape shows the character after its backslash; an entity shows what does not stand there."""
        return self._find(token.markup, token.content if token.info == "escape" else "\0")

    def _skip_target(self) -> None:
        """Step over `](address "title")` or `][label]`, whose words are not shown."""
        from markdown_it.helpers import parseLinkDestination, parseLinkTitle

        text, end = self._content, self._content.find("]", self._at)
        if end < 0:
            return
        at = end + 1
        if text[at : at + 1] == "[":
            close = text.find("]", at)
            at = close + 1 if close > 0 else at
        elif text[at : at + 1] == "(":
            at = _after_space(text, at + 1)
            target = parseLinkDestination(text, at, len(text))
            at = _after_space(text, target.pos if target.ok else at)
            title = parseLinkTitle(text, at, len(text))
            at = _after_space(text, title.pos if title.ok else at)
            at += text[at : at + 1] == ")"
        self._at = at


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at

"""What stands in a file of Argdown: its titles, texts, relations and reconstructions, line by line.

People's files are read more patiently than the format's own parser reads them: what it breaks off at is taken as words
or as a block of its own, and its line is told. Addresses keep what it would take for a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from storage.formats.argdown_inline import clean, inline

_FRONT = re.compile(r"\s*={3,}[ \t]*\n?(?P<yaml>[\s\S]*?)={3,}[ \t]*(?=\n|$)")
_RELATION = re.compile(r"[ \t]*(\+>|->|_>|><|<\+|<-|<_|\+|-|_(?=\s|$))")
_SIGNS = {"<+": "+", "<-": "-", "<_": "_"}
_HEADING = re.compile(r"(#+) +(.*)")
_NUMBER = re.compile(r"[ \t]*\((\d+)\)")
_ITEM = re.compile(r"([ \t]*)(?:\d+\.|\*)(?=\s)")
_TITLED = re.compile(r"[ \t]*(?:\[(?P<statement>[^\]\n]+)\]|<(?P<argument>[^>\n]+)>)(?P<colon>:)?(?!\()")


@dataclass(slots=True)
class Element:
    """A statement or an argument where it stands, with the relations below it: (sign, what is related)."""

    line: int
    is_argument: bool = False
    title: str = ""
    is_reference: bool = False
    text: str = ""
    tags: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    relations: list[tuple[str, Element]] = field(default_factory=list)
    section: int = -1
    raw: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Inference:
    line: int
    rules: str = ""
    data: list[str] = field(default_factory=list)
    relations: list[tuple[str, Element]] = field(default_factory=list)


@dataclass(slots=True)
class Reconstruction:
    """`steps`: numbered statements and the inferences between them; `argument` is the one above it, if any."""

    line: int
    argument: Element | None
    steps: list[Element | Inference] = field(default_factory=list)
    section: int = -1


@dataclass(slots=True)
class Heading:
    line: int
    level: int
    text: str
    data: list[str]


@dataclass(slots=True)
class Document:
    """`unread`: the lines that were not understood as what their writer may have meant."""

    front: str = ""
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Element | Reconstruction] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)


def read(text: str) -> Document:
    """The document; the text has LF line ends."""
    document = Document()
    first = 1
    match = _FRONT.match(text)
    if match is not None:
        document.front = match["yaml"]
        first += text.count("\n", 0, match.end())
        text = text[match.end() :]
    lines, data = clean(text)
    _Reading(document, data, first).run(lines)
    drops_tags = re.search(r"^\s*removeTagsFromText:\s*true\b", document.front, re.MULTILINE) is not None
    for element in document.elements:
        _settle(element, document, data, drops_tags)
    return document


class _Reading:
    """Lines into blocks. `levels`: how far in the relations stand that may go on, and what they are relations of."""

    def __init__(self, document: Document, data: list[str], first: int) -> None:
        self._document = document
        self._data = data
        self._first = first
        self._levels: list[tuple[int, Element | Inference]] = []
        self._last: Element | Inference | None = None  # what a relation further in belongs to
        self._base = 0
        self._open: Element | None = None  # what a further line of text continues
        self._steps: Reconstruction | None = None
        self._inference: Inference | None = None  # between its dashes
        self._is_after_blank = True

    def run(self, lines: Iterator[tuple[int, str]]) -> None:
        for at, line in lines:
            number = self._first + at
            if not line.strip():
                self._open = None
                self._is_after_blank = True
                continue
            self._line(number, line)
            self._is_after_blank = False

    def _line(self, number: int, line: str) -> None:
        if self._inference is not None:
            self._in_inference(line)
            return
        if line.lstrip(" \t").startswith("--") and not line.lstrip(" \t").startswith("-->"):
            self._begin_inference(number, line)
            return
        match = _RELATION.match(line)
        if match is not None:
            self._relation(number, match, line)
            return
        match = _HEADING.match(line)
        if match is not None:
            self._heading(number, match)
            return
        match = _NUMBER.match(line)
        if match is not None:
            self._numbered(number, line[match.end() :])
            return
        match = _ITEM.match(line)
        if match is not None:
            self._top(number, line[match.end() :], len(match[1]) + 1)
            return
        if self._open is not None and not self._is_after_blank and not _TITLED.match(line):
            if _is_bare_reference(self._open) and not _is_rest(line):
                self._document.unread.append(number)
                self._top(number, line)
            else:
                self._open.raw.append(line)
            return
        if not self._is_after_blank and self._document.blocks and not _is_rest(line):
            self._document.unread.append(number)
        self._top(number, line)

    def _element(self, number: int, words: str) -> Element:
        element = Element(number, raw=[words], section=len(self._document.headings) - 1)
        self._document.elements.append(element)
        self._open = element
        return element

    def _top(self, number: int, words: str, indent: int = 0) -> None:
        self._steps = None
        element = self._element(number, words)
        self._document.blocks.append(element)
        self._begin(element, indent)

    def _begin(self, what: Element | Inference | None, indent: int = 0) -> None:
        self._last, self._base = what, indent
        self._levels = []

    def _heading(self, number: int, match: re.Match[str]) -> None:
        words = inline(match[2], self._data, drops_tags=False)
        self._document.headings.append(Heading(number, len(match[1]), words.text, words.data))
        self._open = None
        self._steps = None
        self._begin(None)

    def _relation(self, number: int, match: re.Match[str], line: str) -> None:
        sign, indent = match[1], match.start(1)
        if self._last is None:
            self._document.unread.append(number)
            self._top(number, line)
            return
        if self._is_after_blank:  # where the format's own parser gives up
            self._document.unread.append(number)
        if indent > (self._levels[-1][0] if self._levels else self._base) or not self._levels:
            self._levels.append((indent, self._last))
        while len(self._levels) > 1 and indent < self._levels[-1][0]:
            self._levels.pop()
        element = self._element(number, line[match.end() :])
        self._levels[-1][1].relations.append((_SIGNS.get(sign, sign), element))
        self._last = element

    def _numbered(self, number: int, words: str) -> None:
        if self._steps is None:
            blocks = self._document.blocks
            above = blocks[-1] if blocks and isinstance(blocks[-1], Element) else None
            argument = above if above is not None and above.raw and above.raw[0].lstrip().startswith("<") else None
            self._steps = Reconstruction(number, argument, section=len(self._document.headings) - 1)
            blocks.append(self._steps)
        element = self._element(number, words)
        self._steps.steps.append(element)
        self._begin(element)

    def _begin_inference(self, number: int, line: str) -> None:
        if self._steps is None:
            self._document.unread.append(number)
            self._top(number, line)
            return
        inference = Inference(number)
        self._steps.steps.append(inference)
        self._open = None
        words = line.strip()
        match = re.match(r"-{4,}$|--(?P<rules>.*?)-{2,}$", words)
        if match is not None:
            self._ruled(inference, match["rules"] or "")
            self._begin(inference)
            return
        self._inference = inference
        self._ruled(inference, words.lstrip("-"))

    def _in_inference(self, line: str) -> None:
        assert self._inference is not None
        words, dashes, _rest = line.partition("--")
        self._ruled(self._inference, words)
        if dashes:
            self._begin(self._inference)
            self._inference = None

    def _ruled(self, inference: Inference, words: str) -> None:
        found = inline(words, self._data, drops_tags=False)
        inference.data += found.data
        inference.rules = " ".join(filter(None, (inference.rules, found.text)))


def _is_bare_reference(element: Element) -> bool:
    match = _TITLED.match(element.raw[0])
    return match is not None and not match["colon"] and _is_rest(element.raw[0][match.end() :])


def _is_rest(words: str) -> bool:
    """Whether only tags and data stand there, which belong to what is above them."""
    found = inline(words, None, drops_tags=True)
    return not found.text


def _settle(element: Element, document: Document, data: list[str], drops_tags: bool) -> None:
    """The title, the words, the tags and the data of an element, from its lines."""
    raw = " ".join(line.strip(" \t") for line in element.raw)
    match = _TITLED.match(raw)
    if match is not None:
        rest = raw[match.end() :]
        if match["colon"] or _is_rest(rest):
            element.is_argument = match["argument"] is not None
            element.title = (match["argument"] if element.is_argument else match["statement"]).strip()
            element.is_reference = not match["colon"]
            raw = rest
        else:
            document.unread.append(element.line)
    words = inline(raw, data, drops_tags=drops_tags)
    element.text, element.tags, element.data = words.text, words.tags, words.data
    element.raw = []

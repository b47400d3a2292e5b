"""Three Markdown parsers' readings of one text, in a form that can be compared: (path, text) for every block.

A path names the elements around a block, list items with their number: ("ul", "li0", "blockquote"). Inline elements
stand in the text as ⟪strong⟫…⟪/strong⟫, so that one that nobody wrote shows.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser

import markdown
import pytest
from markdown_it import MarkdownIt

Block = tuple[tuple[str, ...], str]
BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "th", "td"}
PASSED_OVER = {"p", "thead", "tbody"}  # whether a list item holds a paragraph or bare text is no difference
EMPHASIS = re.compile(r"⟪(strong|em)⟫(.*?)⟪/\1⟫")
VOID = {"hr", "br", "img", "input"}


class _Structure(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._path: list[str] = []
        self._items: list[int] = []
        self._begun: list[int] = []  # how many blocks there were when each element of the path began
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in PASSED_OVER:
            self._flush()
        elif tag in BLOCKS:
            self._flush()
            if tag in ("ul", "ol"):
                self._items.append(0)
            name = tag
            if tag == "li":
                name = f"li{self._items[-1]}"
                self._items[-1] += 1
            self._path.append(name)
            self._begun.append(len(self.found))
        else:
            self._text += f"⟪{tag}⟫"

    def handle_endtag(self, tag: str) -> None:
        if tag in PASSED_OVER:
            self._flush()
        elif tag in BLOCKS:
            self._flush()
            if len(self.found) == self._begun.pop():
                self.found.append((tuple(self._path), ""))
            self._path.pop()
            if tag in ("ul", "ol"):
                self._items.pop()
        elif tag not in VOID:
            self._text += f"⟪/{tag}⟫"

    def handle_data(self, data: str) -> None:
        self._text += data

    def _flush(self) -> None:
        text = re.sub(r"[ \t\n]+", " ", self._text).strip(" ")
        if text:
            self.found.append((tuple(self._path), text))
        self._text = ""


def structure(html: str) -> list[Block]:
    """The blocks of a page in order."""
    parser = _Structure()
    parser.feed(html)
    parser.close()
    parser._flush()
    return parser.found


def emphasis(blocks: list[Block]) -> list[tuple[tuple[str, ...], str, str]]:
    """What is strong or emphasised: (path, element, text) for each, one within another left in its text."""
    return [(path, found[1], found[2]) for path, text in blocks for found in EMPHASIS.finditer(text)]


def with_python_markdown(text: str) -> str:
    return markdown.markdown(text, extensions=["tables", "sane_lists"])


def with_python_markdown_alone(text: str) -> str:
    return markdown.markdown(text)


def with_python_markdown_extra(text: str) -> str:
    """Definition lists, footnotes, attributes, abbreviations, fences: what many sites switch on."""
    return markdown.markdown(text, extensions=["extra"])


def with_markdown_it(text: str) -> str:
    return MarkdownIt("commonmark").enable("table").render(text)


def with_cmark(text: str) -> str:
    done = subprocess.run(["cmark", "--unsafe"], input=text.encode(), capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def need_cmark() -> None:
    """The bootstrap installs cmark: without it a developer's run passes over, CI fails."""
    if shutil.which("cmark") is None and not os.environ.get("CI"):
        pytest.skip("the program cmark is missing: bootstrap.py installs it")


TABLE_READERS: dict[str, Callable[[str], str]] = {
    "python-markdown": with_python_markdown,
    "markdown-it": with_markdown_it,
}
READERS = {
    **TABLE_READERS,
    "python-markdown alone": with_python_markdown_alone,
    "python-markdown extra": with_python_markdown_extra,
    "cmark": with_cmark,
}


def without_tables(text: str) -> str:
    """The document without the lines of its tables, which cmark does not know."""
    return "\n".join(line for line in text.split("\n") if not line.startswith("|"))


def readings(text: str) -> dict[str, list[Block]]:
    """What each parser makes of the text outside tables, by parser."""
    need_cmark()
    plain = without_tables(text)
    return {name: structure(render(plain)) for name, render in READERS.items()}


def agreed(text: str) -> list[Block]:
    """The one reading that all parsers share of the text outside tables; fails where two differ."""
    found = readings(text)
    first = found["cmark"]
    for name, reading in found.items():
        for at, (here, there) in enumerate(zip(reading, first, strict=False)):
            assert here == there, f"block {at}: {name} reads {here!r}, cmark {there!r}"
        assert len(reading) == len(first), f"{name} reads {len(reading)} blocks, cmark {len(first)}"
        assert emphasis(reading) == emphasis(first), f"{name} and cmark differ in what is strong or emphasised"
    return first


def tables(text: str) -> list[list[Block]]:
    """The tables as each parser that knows tables reads them."""
    return [
        [(path, words) for path, words in structure(render(text)) if "table" in path]
        for render in TABLE_READERS.values()
    ]

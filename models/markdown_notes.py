"""A note's Markdown as harmless HTML of the few elements that a text view sets."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from models.texts import storable_text

if TYPE_CHECKING:
    from markdown import Markdown

TAGS = frozenset(
    re.findall(
        r"\w+", "a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p pre strong table tbody td th thead tr ul"
    )
)
SCHEMES = ("http://", "https://", "mailto:")
MOST_BRACKETS = 500  # the library's time grows with the square of their number
_ITEM = re.compile(r"( *)([-*+]|\d{1,9}\.)( +)\S")
_RULE = re.compile(r"[ *_-]+$")
_BARE_LINK = r"(https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'\"’”»*_])"


@lru_cache(maxsize=64)
def note_html(source: str) -> str:
    """The note as HTML: lists, tables, quotations, code and links, with each line break of the note kept.

    HTML in the note stays text, and a picture becomes a link to it. Links lead to http, https and mailto addresses
    alone. What the library cannot read comes back as it was typed.
    """
    import nh3

    text = storable_text(source)
    made = None
    if text.count("[") <= MOST_BRACKETS:
        try:
            made = _converter().reset().convert(text)
        except Exception:  # a note from anywhere may hit a fault of the library; it must be readable all the same
            _converter.cache_clear()
    if made is None:
        made = "<p>" + html.escape(text, quote=False).replace("\n", "<br>") + "</p>"
    attributes = {"a": {"href"}, "ol": {"start"}}
    return nh3.clean(made, tags=set(TAGS), attributes=attributes, attribute_filter=_attribute, link_rel=None)


def prepare() -> None:
    """Import the libraries ahead of the first note, in any thread; takes some 70 ms."""
    import nh3  # noqa: F401

    _converter()


def _attribute(_element: str, name: str, value: str) -> str | None:
    """The attribute as it may stay; None for an address that leads anywhere but into the net."""
    if name == "href":
        return value if value.lower().startswith(SCHEMES) else None
    return value if value.isdecimal() and value.isascii() and len(value) < 10 else None


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    from markdown import Markdown
    from markdown.inlinepatterns import (
        IMAGE_LINK_RE,
        IMAGE_REFERENCE_RE,
        AutolinkInlineProcessor,
        LinkInlineProcessor,
        ReferenceInlineProcessor,
        SimpleTagInlineProcessor,
    )
    from markdown.preprocessors import Preprocessor

    class Lists(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            return _even_lists(lines)

    class BareLink(AutolinkInlineProcessor):
        ANCESTOR_EXCLUDES = ("a",)

    made = Markdown(extensions=["fenced_code", "tables", "sane_lists", "nl2br"])
    made.preprocessors.register(Lists(made), "lists", 20)  # after fenced code has been put by
    made.preprocessors.deregister("html_block")
    patterns = made.inlinePatterns
    patterns.deregister("html")
    patterns.register(LinkInlineProcessor(IMAGE_LINK_RE, made), "image_link", 150)
    patterns.register(ReferenceInlineProcessor(IMAGE_REFERENCE_RE, made), "image_reference", 140)
    patterns.register(SimpleTagInlineProcessor(r"()~~(?=\S)(.+?)(?<=\S)~~", "del"), "del", 65)
    patterns.register(BareLink(_BARE_LINK, made), "bare_link", 115)
    made.parser.blockprocessors.deregister("code")  # by indentation: in a note it is a slip, not a program
    return made


def _even_lists(lines: list[str]) -> list[str]:
    """Lists as people type them for the library: a blank line before one, and four spaces for each level."""
    made: list[str] = []
    levels: list[int] = []  # the indents of the open items
    for line in lines:
        item = _ITEM.match(line)
        if item and not _RULE.match(line):
            indent = len(item[1])
            if not levels and made and made[-1].strip():
                made.append("")
            while levels and indent < levels[-1] + 2:
                levels.pop()
            made.append("    " * len(levels) + line[indent:])
            levels.append(indent)
        elif not line.strip():
            made.append("")
        elif levels and line.startswith("  "):
            made.append("    " * len(levels) + line.strip())
        else:
            if not made or not made[-1].strip():
                levels.clear()
            made.append(line)
    return made

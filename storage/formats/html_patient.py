"""A parser for the pages that libxml2 breaks off in: too deep, or with too long a text. Slower, and loses nothing."""

from __future__ import annotations

from contextlib import suppress
from html.parser import HTMLParser
from typing import Any


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


MOST_ATTRIBUTES = 1000
_DEEPEST = 200  # elements within one another; libxml2 breaks off at 256
_LONGEST = 2000  # characters of an attribute on such a page
_VOID = _all("area base br col embed hr img input link meta param source track wbr")
_CLOSES = {  # an element that opens ends these when one of them is the innermost of its kind
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "option": ("option",),
}
_PARAGRAPH_ENDS = _all(
    "address article aside blockquote div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre "
    "section table ul"
)


def patient_tree(markup: str) -> Any:
    """The <html> element of a page, flattened below 200 levels."""
    builder = _Builder()
    # Python's parser looks for the end of each comment anew; one without an end is no comment, and its words stay.
    closed = markup.rfind("-->") + 3 if "-->" in markup else 0
    builder.feed(markup[:closed] + markup[closed:].replace("<!--", ""))
    builder.close()
    builder.flush()
    return builder.root


class _Builder(HTMLParser):
    """Elements as their tags say, no deeper than `_DEEPEST`; the words of deeper ones stay in their order."""

    def __init__(self) -> None:
        from lxml.html import document_fromstring

        super().__init__()
        self.root = document_fromstring("<html><head></head><body></body></html>")
        self.stack: list[Any] = [self.root.find("body")]
        self.lost: list[str] = []  # open elements that are too deep to be made
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("html", "head", "body"):
            for key, value in attrs:
                if key == "lang" and value:
                    self.root.set(key, value[:_LONGEST])
            return
        if len(self.stack) >= _DEEPEST and not self._ends(tag):
            if tag not in _VOID:
                self.lost.append(tag)
            self.words.append(" ")
            return
        from lxml.etree import SubElement

        self.flush()
        if not self.lost:
            while len(self.stack) > 1 and self._ends(tag):
                self.stack.pop()
        try:
            made = SubElement(self.stack[-1], tag)
        except ValueError:
            return
        for key, value in attrs[:MOST_ATTRIBUTES]:
            with suppress(ValueError):
                made.set(key, (value or "")[:_LONGEST])
        if tag not in _VOID:
            self.stack.append(made)

    def _ends(self, tag: str) -> bool:
        ends = ("p",) if tag in _PARAGRAPH_ENDS else _CLOSES.get(tag, ())
        return not self.lost and self.stack[-1].tag in ends

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.lost:
            if tag in self.lost[-20:]:
                while self.lost.pop() != tag:
                    pass
        elif any(element.tag == tag for element in self.stack[1:][-20:]):
            self.flush()
            while self.stack.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def flush(self) -> None:
        words, self.words = "".join(self.words), []
        parent = self.stack[-1]
        if words and len(parent):
            parent[-1].tail = (parent[-1].tail or "") + words
        elif words:
            parent.text = (parent.text or "") + words

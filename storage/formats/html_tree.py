"""From the bytes of a web page to its tree: the encoding as browsers find it, and a parser that loses nothing.

Nothing is fetched and nothing is run: no DTD, no entities of the document's own, no network.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from models.errors import UserError
from models.messages import Message
from models.texts import storable_text
from storage.formats.article import decoded


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w:.-]+)"""
    rb"""|<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w:.-]+)""",
    re.I,
)

_HEAD = 4096  # bytes in which a declaration is looked for; browsers take the first 1024
# What these labels mean on the web (encoding.spec.whatwg.org), not what they say.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "ksc5601": "cp949",
    "big5": "big5hkscs",
}
_DEEPEST = 200  # elements within one another; libxml2 breaks off at 256
_MOST_ATTRIBUTES = 1000
_CROWDED = re.compile(r"<([A-Za-z][\w:-]{0,50})\s[^<>]{4000,}>")
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
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Markup:
    """The words of a page with its markup. `certainty` is None where the encoding was declared."""

    text: str
    encoding: str = ""
    certainty: float | None = None
    warnings: tuple[Message, ...] = ()


def markup_of(html: bytes | str, name: str, encoding: str = "") -> Markup:
    """Decode a page: by its mark, what it was sent as (`encoding`), what it declares, or a guess.

    Raises UserError for what is no text.
    """
    if isinstance(html, str):
        return Markup(_clean(html), encoding)
    for mark, marked in _MARKS:
        if html.startswith(mark):
            return _strictly(html, marked)
    declared = _known(encoding) or _known(_declared(html))
    if declared.startswith("utf-16") and b"<" in html[:_HEAD] and b"\0" not in html[:_HEAD]:
        declared = "utf-8"  # a declaration that can be read byte by byte is not in UTF-16
    if not declared:
        text, found, *more = decoded(html, name)
        warnings = tuple(more[-1]) if isinstance(more[-1], list | tuple) else ()
        return Markup(_clean(text), found, _certainty(more), warnings)
    if declared != "utf-8" and not html.isascii() and _is(html, "utf-8"):
        return Markup(_clean(html.decode("utf-8")), "utf-8")  # saved anew with the old declaration left in
    if declared == "utf-8" and not _is(html, "utf-8") and html.decode("utf-8", "replace").count("\ufffd") > 20:
        text, found, *more = decoded(html, name)
        return Markup(_clean(text), found, _certainty(more), tuple(more[-1]))
    return _strictly(html, declared)


def _certainty(more: list[Any]) -> float | None:
    return next((value for value in more if isinstance(value, float)), None)


def _strictly(html: bytes, encoding: str) -> Markup:
    shown = encoding.removesuffix("-sig")
    try:
        return Markup(_clean(html.decode(encoding)), shown)
    except UnicodeDecodeError:
        damaged = Message("article.encoding_damaged", {"encoding": shown})
        return Markup(_clean(html.decode(encoding, "replace")), shown, warnings=(damaged,))


def _is(html: bytes, encoding: str) -> bool:
    try:
        html.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _declared(html: bytes) -> str:
    match = _DECLARED.search(html[:_HEAD])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def _known(label: str) -> str:
    """Python's name of an encoding that a page may name; "" for none."""
    label = {"x-sjis": "shift_jis", "x-gbk": "gbk", "unicode": "utf-8", "utf8mb4": "utf-8"}.get(label.lower(), label)
    try:
        found = codecs.lookup(label) if label else None
    except (LookupError, ValueError):
        return ""
    if found is None or not getattr(found, "_is_text_encoding", True):
        return ""
    return _MEANT.get(found.name, found.name)


def _clean(text: str) -> str:
    text = storable_text(text.removeprefix("\ufeff"))
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def tree_of(markup: str, name: str) -> Any:
    """The <html> element of a page, complete however deep or large it is. Raises UserError when there is nothing."""
    from lxml import etree, html

    markup = _CROWDED.sub(_thinned, markup)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        tree = html.document_fromstring(markup.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError, ValueError):
        tree = None
    limited = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    if limited or tree is None:
        tree = _patient(markup)
    if tree is None:
        raise UserError("article.no_words", name=name)
    return tree


def _thinned(tag: re.Match[str]) -> str:
    """A tag without its attributes where it has so many that comparing each with each takes minutes."""
    return tag[0] if tag[0].count("=") <= _MOST_ATTRIBUTES else f"<{tag[1]}>"


def _patient(markup: str) -> Any:
    """The tree of a page that libxml2 breaks off in: flattened below 200 levels, else as the tags say."""
    from html.parser import HTMLParser

    from lxml import etree, html

    class Builder(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.root = html.document_fromstring("<html><head></head><body></body></html>")
            self.stack: list[Any] = [self.root.find("body")]
            self.lost: list[str] = []  # open elements that are too deep to be made
            self.words: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag in ("html", "head", "body"):
                return
            if len(self.stack) >= _DEEPEST and not self._ends(tag):
                if tag not in _VOID:
                    self.lost.append(tag)
                self.words.append(" ")
                return
            self.flush()
            if not self.lost:
                while len(self.stack) > 1 and self._ends(tag):
                    self.stack.pop()
            try:
                made = etree.SubElement(self.stack[-1], tag)
            except ValueError:
                return
            for key, value in attrs[:_MOST_ATTRIBUTES]:
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

    builder = Builder()
    builder.feed(markup)
    builder.close()
    builder.flush()
    return builder.root

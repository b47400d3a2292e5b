"""From the bytes of a web page to its tree: the encoding as browsers find it, and a parser that loses nothing.

Nothing is fetched and nothing is run: no DTD, no entities of the document's own, no network.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

from models.errors import UserError
from models.messages import Message
from models.texts import storable_text
from storage.formats.article import decoded
from storage.formats.html_patient import MOST_ATTRIBUTES, patient_tree

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
_CROWDED = re.compile(r"<([A-Za-z][\w:-]{0,50})\s[^<>]{4000,}>")
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
        return _guessed(html, name)
    if declared != "utf-8" and not html.isascii() and _is(html, "utf-8"):
        return Markup(_clean(html.decode("utf-8")), "utf-8")  # saved anew with the old declaration left in
    if declared == "utf-8" and not _is(html, "utf-8") and html.decode("utf-8", "replace").count("\ufffd") > 20:
        return _guessed(html, name)
    return _strictly(html, declared)


def _guessed(html: bytes, name: str) -> Markup:
    text, encoding, certainty, warnings = decoded(html, name)
    return Markup(_clean(text), encoding, certainty, tuple(warnings))


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
        tree = patient_tree(markup)
    if tree is None:
        raise UserError("article.no_words", name=name)
    return tree


def _thinned(tag: re.Match[str]) -> str:
    """A tag without its attributes where it has so many that comparing each with each takes minutes."""
    return tag[0] if tag[0].count("=") <= MOST_ATTRIBUTES else f"<{tag[1]}>"

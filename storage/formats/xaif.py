"""xAIF, what OVA3 and the pipelines of the Open Argument Mining Framework pass on: an AIF object, and the text as HTML.

https://wiki.arg.tech/books/open-argument-mining-framework-oamf/page/xaif-format. Spans of the text have the id of the
node that they were marked for ("node12" or "12"); they are read as passages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from models.interchange.graph import Graph, Quote
from models.messages import N_, _
from storage.formats.aif_reading import graph_from
from storage.formats.map_files import NotThisFormat, check_points, read_json, refuse
from storage.formats.needed import needed
from storage.formats.registry import Losses, Subject

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAME = "xaif"
TITLE = N_("xAIF (JSON)")
ABOUT = N_("What OVA3 saves: AIF together with the text and the marked spans.")
SUBJECT: Subject = "map"
EXTENSIONS = (".xaif", ".xaif.json", ".json")
_BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr"})


def recognises(data: bytes) -> bool:
    """An object with AIF in it."""
    head = data[:200_000]
    is_object = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    return is_object and b'"AIF"' in head and (b'"nodes"' in head or b'"OVA"' in head)


def parse(data: bytes, name: str) -> tuple[Graph, Losses]:
    """The map, with the text as its source. Raises UserError."""
    try:
        value = read_json(data, name)
        inner = value.get("AIF") if isinstance(value, Mapping) else None
        if not isinstance(inner, Mapping):
            raise NotThisFormat(_("it has no part AIF"))
        text, spans = marked(_text(value))
        quotes = {key: Quote(text[start:end], "text", start, end) for key, (start, end) in spans.items()}
        graph, losses = graph_from(inner, quotes, text)
    except NotThisFormat as fault:
        refuse(fault, name, _(TITLE))
    check_points(len(graph.points), name)
    return graph, losses


def _text(value: Mapping[str, Any]) -> str:
    found = value.get("text")
    if isinstance(found, Mapping):
        found = found.get("txt")
    return found if isinstance(found, str) else ""


def marked(html: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The words of the HTML, and where the spans of nodes stand in them, code points."""
    if not html.strip():
        return "", {}
    parser = needed("lxml.html")
    try:
        root = parser.fragment_fromstring(html.replace("\0", ""), create_parent="div")
    except (ValueError, parser.etree.ParserError):
        return html, {}
    pieces: list[str] = []
    length = 0
    starts: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    for kind, word in _walk(root):
        if kind == "text":
            pieces.append(word)
            length += len(word)
        elif kind == "start":
            starts[word] = length
        elif starts.get(word, length) < length:
            spans.setdefault(word, (starts[word], length))
    return "".join(pieces), spans


def _walk(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """("text", words), ("start", node), ("end", node) in order, however deep."""
    stack: list[tuple[str, Any]] = [("open", root)]
    while stack:
        kind, what = stack.pop()
        if kind != "open":
            yield kind, what
            continue
        tag = what.tag if isinstance(what.tag, str) else ""
        key = str(what.get("id", "")).removeprefix("node") if tag == "span" else ""
        if key:
            yield "start", key
        if tag in _BREAKS and what is not root:
            yield "text", "\n"
        if tag and what.text:
            yield "text", what.text
        after: list[tuple[str, Any]] = []
        for child in what if tag else ():
            after.append(("open", child))
            if child.tail:
                after.append(("text", child.tail))
        if key:
            after.append(("end", key))
        stack += reversed(after)

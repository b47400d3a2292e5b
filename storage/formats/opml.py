"""OPML 2.0: the trees for outliners (OmniOutliner, Workflowy, Dynalist, Logseq), and any outline as a map.

The words of a point are its `text`, led by its kind; `_note` holds its passages, reasoning and note. What outliners
have no place for stands in elements and attributes of a namespace of our own, as JSON with the fields of
models.interchange.graph; where an outliner dropped those, the labels still tell the kinds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from models.interchange.features import EVERYTHING, Feature
from models.interchange.graph import Graph, Point, Relation
from models.interchange.rows import row_of
from models.messages import N_, Message, _
from models.words import KIND_NAMES
from storage.formats.list_labels import LINKED, UNSTATED
from storage.formats.map_files import NotThisFormat, check_points, refuse
from storage.formats.options import Option
from storage.formats.registry import Losses, Options, Snapshot, Subject
from storage.formats.zipping import xml_text

NAME = "opml"
TITLE = N_("OPML")
ABOUT = N_("The trees for outliners such as OmniOutliner, Workflowy and Logseq.")
SUBJECT: Subject = "map"
EXTENSIONS = (".opml",)
MEDIA_TYPES = ("text/x-opml",)
OPTIONS = (
    Option("labels", N_("Kinds"), N_("Begin each point with its kind"), True),
    Option("passages", N_("Passages"), N_("Quote the passages"), True),
    Option("notes", N_("Notes and reasoning"), N_("Write notes and reasoning"), True),
    Option("links", N_("Links"), N_("Write the links"), True),
)
NAMESPACE = "urn:counterpoint:opml"
_DEEPEST = 24  # levels of indent; deeper lines stand no further in
_LEFT = frozenset({Feature.TEXTS, Feature.CLASHES, Feature.LINKS_OUTSIDE})
_APART = ("text", "part", "number", "where", "note")  # what stands elsewhere than in a point's JSON
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def carries(options: Options) -> frozenset[Feature]:
    """What comes back from a file with these options."""
    found = EVERYTHING - _LEFT
    if not options.get("passages", True):
        found -= {Feature.PASSAGES, Feature.PLACES}
    if not options.get("notes", True):
        found -= {Feature.NOTES, Feature.REASONING, Feature.LINK_NOTES}
    if not options.get("links", True):
        found -= {Feature.LINKS, Feature.LINK_KINDS, Feature.LINK_STRENGTH, Feature.LINK_NOTES, Feature.ANSWERS}
    return found


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The outline in UTF-8."""
    text = "\n".join(_Outline(snapshot.graph, options).lines())
    losses = []
    if "\ufffd" in text and (replaced := sum(map(_replaced, snapshot.graph.points))):
        losses.append(Message("format.characters_replaced", {"number": replaced}))
    return (text + "\n").encode("utf-8"), losses


def _replaced(point: Point) -> int:
    texts = f"{point.text}\n{point.note}\n{point.reasoning}"
    return xml_text(texts).count("\ufffd") - texts.count("\ufffd")


class _Outline:
    """The lines of a file."""

    def __init__(self, graph: Graph, options: Options) -> None:
        self._graph = graph
        self._labels = bool(options.get("labels", True))
        self._passages = bool(options.get("passages", True))
        self._notes = bool(options.get("notes", True))
        self._links = bool(options.get("links", True))
        self._lines = {relation.source: relation for relation in graph.relations if relation.tree}

    def lines(self) -> Iterator[str]:
        graph = self._graph
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield f'<opml version="2.0" xmlns:counterpoint="{NAMESPACE}">'
        yield "  <head>"
        yield f"    <title>{xml_text(' '.join(graph.title.split()))}</title>"
        readers = list(dict.fromkeys(part.annotator for part in graph.parts if part.annotator.strip()))
        if readers:
            yield f"    <ownerName>{xml_text('; '.join(readers))}</ownerName>"
        whole = {"title": graph.title, "notes": graph.notes, "tag_colours": graph.tag_colours}
        yield self._own("map", {name: value for name, value in whole.items() if value})
        for name, things in (("case", graph.parts), ("source", graph.sources), ("pairing", graph.pairs)):
            yield from (self._own(name, row_of(thing, ("text",))) for thing in things)
        if self._links:
            without = () if self._notes else ("note",)
            yield from (self._own("link", row_of(each, without)) for each in graph.relations if not each.tree)
        yield "  </head>"
        yield "  <body>"
        yield from self._body()
        yield "  </body>"
        yield "</opml>"

    def _own(self, name: str, row: dict[str, Any]) -> str:
        return f"    <counterpoint:{name}>{xml_text(_json(row))}</counterpoint:{name}>"

    def _body(self) -> Iterator[str]:
        parts = self._graph.parts
        by_part: dict[str, list[Point]] = {part.key: [] for part in parts}
        for point in self._graph.points:
            by_part.setdefault(point.part, []).append(point)
        for part in parts:
            points = by_part[part.key]
            if len(parts) < 2:
                yield from self._trees(points, 2)
                continue
            yield f"    <outline text={_quoted(part.name)} counterpoint:case={_quoted(part.key)}>"
            yield from self._trees(points, 3)
            yield "    </outline>"

    def _trees(self, points: list[Point], first: int) -> Iterator[str]:
        """The points, which stand in reading order, as outlines within outlines."""
        keys = {relation.key: relation.source for relation in self._lines.values()}
        depths: dict[str, int] = {}
        opened = 0
        groups: dict[str, str] = {}  # by a parent the group of its last child
        waiting = ""
        for point in points:
            line = self._lines.get(point.key)
            parent = "" if line is None else line.target or keys.get(line.on, "")
            depth = depths[point.key] = depths.get(parent, -1) + 1 if parent else 0
            if waiting:
                is_parent = depth == opened
                yield waiting + (">" if is_parent else "/>")
                opened -= 0 if is_parent else 1
            for level in range(opened - 1, depth - 1, -1):
                yield f"{_margin(first + level)}</outline>"
            is_linked = line is not None and line.group != "" and groups.get(parent) == line.group
            groups[parent] = line.group if line is not None else ""
            waiting = f"{_margin(first + depth)}<outline {self._attributes(point, line, is_linked=is_linked)}"
            opened = depth + 1
        if waiting:
            yield waiting + "/>"
            for level in range(opened - 2, -1, -1):
                yield f"{_margin(first + level)}</outline>"

    def _attributes(self, point: Point, line: Relation | None, *, is_linked: bool) -> str:
        without = _APART if self._passages else (*_APART, "quotes")
        row = row_of(point, without if self._notes else (*without, "reasoning"))
        label = self._label(point, line, is_linked=is_linked) if self._labels else ""
        if label:
            row["label"] = label
        if line is not None:
            row["line"] = row_of(line, ("source", "target", "on", "tree"))
        if row.get("reasoning"):
            row["word"] = _("Reasoning")
        attributes = [f"text={_quoted(label + point.text)}"]
        note = lead_of(row) + (point.note if self._notes else "")
        if note:
            attributes.append(f"_note={_quoted(note)}")
        if point.tags:
            attributes.append(f"category={_quoted(','.join(point.tags))}")
        attributes.append(f"counterpoint:point={_quoted(_json(row))}")
        return " ".join(attributes)

    def _label(self, point: Point, line: Relation | None, *, is_linked: bool) -> str:
        kind = "undercut" if line is not None and line.on else str(point.kind) if point.kind else ""
        if not kind:
            return ""
        marks = [_(UNSTATED)] * point.implicit + [_(LINKED)] * is_linked
        return _(KIND_NAMES[kind]) + (f" ({', '.join(marks)})" if marks else "") + ": "


def lead_of(row: dict[str, Any]) -> str:
    """What a point's `_note` begins with, ahead of the note itself: its passages and its reasoning."""
    quotes = row.get("quotes")
    lines = [_told(quote) for quote in quotes if isinstance(quote, dict)] if isinstance(quotes, list) else []
    if isinstance(row.get("reasoning"), str) and isinstance(row.get("word"), str):
        lines.append(f"{row['word']}: {row['reasoning']}")
    return "".join(f"{line}\n\n" for line in lines)


def _told(quote: dict[str, Any]) -> str:
    place = quote.get("place")
    return f"“{quote.get('exact', '')}”" + (f" ({place})" if place else "")


def _margin(level: int) -> str:
    return "  " * min(level, _DEEPEST)


def _quoted(text: str) -> str:
    """A text as the value of an attribute, its line breaks and tabs kept."""
    escaped = xml_text(text)
    for sign, written in (("\n", "&#10;"), ("\r", "&#13;"), ("\t", "&#9;")):
        escaped = escaped.replace(sign, written)
    if "&quot;" in escaped:
        return "'" + escaped.replace("'", "&#39;").replace("&quot;", '"') + "'"
    return f'"{escaped}"'


# -- in


def recognises(data: bytes) -> bool:
    """XML whose outermost element is opml."""
    from storage.formats.opml_reading import is_opml

    return is_opml(data)


def parse(data: bytes, name: str) -> tuple[Graph, Losses]:
    """The map in an outline of ours, or any outline as one tree. Raises UserError."""
    from storage.formats.opml_reading import read

    try:
        graph, losses = read(data)
    except NotThisFormat as fault:
        refuse(fault, name, _(TITLE))
    check_points(len(graph.points), name)
    return graph, losses

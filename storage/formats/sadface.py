"""SADFace JSON: atoms, schemes, edges between them, and resources that atoms quote.

https://github.com/Open-Argumentation/SADFace. An atom never joins an atom; an undercut is a scheme that attacks a
scheme. What SADFace has no place for stands in "metadata" under "counterpoint" (the fields of
models.interchange.graph), which its own tools keep and pass over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from models.interchange.features import EVERYTHING, Feature
from models.interchange.graph import Graph, Point, Quote, Source
from models.interchange.rows import pair_of, part_of, point_of, row_of, source_of
from models.messages import N_, Message, _
from storage.formats.map_files import NotThisFormat, check_points, clean, read_json, refuse, written_json
from storage.formats.registry import Losses, Options, Snapshot, Subject
from storage.formats.scheme_nodes import (
    ATTACK,
    OTHER,
    REPHRASE,
    SUPPORT,
    Step,
    own_from,
    own_of,
    relations_from,
    steps_of,
)

NAME = "sadface"
TITLE = N_("SADFace (JSON)")
ABOUT = N_("Simple Argument Description Format of the Open Argumentation tools (MonkeyPuzzle).")
SUBJECT: Subject = "map"
EXTENSIONS = (".sadface.json", ".json")
CARRIES = EVERYTHING - {Feature.CLASHES, Feature.LINKS_OUTSIDE, Feature.TEXTS}
OWN = "counterpoint"
_NAMES = {SUPPORT: "support", ATTACK: "attack", REPHRASE: "rephrase"}
_ATTACKS = ("attack", "conflict", "rebut", "undercut", "refut")


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """One object in UTF-8. There are no options."""
    graph = snapshot.graph
    steps = steps_of(graph)
    edges = [(premise, step.key) for step in steps for premise in step.premises]
    edges += [(step.key, step.target) for step in steps]
    used = {quote.source for point in graph.points for quote in point.quotes}
    times = sorted(point.created for point in graph.points if point.created)
    core = {
        "analyst_email": "",
        "analyst_name": next((part.annotator for part in graph.parts if part.annotator), ""),
        "created": times[0][:19] if times else "",
        "description": "",
        "edited": times[-1][:19] if times else "",
        "id": f"counterpoint-{graph.parts[0].key}" if graph.parts else "counterpoint",
        "notes": graph.notes,
        "title": graph.title,
        "version": "0.5",
    }
    value = {
        "metadata": {"core": core, OWN: _whole(graph)},
        "resources": [_resource(source) for source in graph.sources if source.key in used],
        "nodes": [*map(_atom, graph.points), *map(_scheme, steps)],
        "edges": [
            {"id": f"edge-{at}", "source_id": source, "target_id": target}
            for at, (source, target) in enumerate(edges, 1)
        ],
    }
    return written_json(value), []


def _whole(graph: Graph) -> dict[str, Any]:
    lists = {"parts": graph.parts, "sources": graph.sources, "pairs": graph.pairs}
    found: dict[str, Any] = {name: [row_of(each) for each in things] for name, things in lists.items() if things}
    return found | ({"tag_colours": graph.tag_colours} if graph.tag_colours else {})


def _resource(source: Source) -> dict[str, Any]:
    about = source.about
    metadata = {"title": about.title, "authors": list(about.authors), "date": about.date, "url": about.url}
    return {"id": source.key, "content": source.text, "metadata": metadata, "type": "text"}


def _atom(point: Point) -> dict[str, Any]:
    sources = [
        {"resource_id": q.source, "text": q.exact, "offset": q.start, "length": (q.end or 0) - (q.start or 0)}
        for q in point.quotes
    ]
    own = row_of(point, ("key", "text", "number", "where"))
    metadata = {OWN: own} if own else {}
    return {"id": point.key, "type": "atom", "text": point.text, "sources": sources, "metadata": metadata}


def _scheme(step: Step) -> dict[str, Any]:
    name = step.scheme if step.scheme and step.sort == SUPPORT else _NAMES[step.sort]
    return {"id": step.key, "type": "scheme", "name": name, "metadata": {OWN: own_of(step)}}


# -- in


_TYPED = re.compile(rb'"type"\s*:\s*"(?:atom|scheme)"')


def recognises(data: bytes) -> bool:
    """An object with nodes that are atoms and schemes."""
    head = data[:200_000]
    is_object = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    return is_object and b'"nodes"' in head and _TYPED.search(head) is not None and b'"nodeID"' not in head


def parse(data: bytes, name: str) -> tuple[Graph, Losses]:
    """The map in a file. Raises UserError."""
    try:
        graph, losses = _graph(read_json(data, name))
    except NotThisFormat as fault:
        refuse(fault, name, _(TITLE))
    check_points(len(graph.points), name)
    return graph, losses


def _graph(value: Any) -> tuple[Graph, Losses]:
    if not isinstance(value, Mapping) or not isinstance(value.get("nodes"), list):
        raise NotThisFormat(_("it has no list of nodes"))
    counts: dict[str, int] = {}
    points: dict[str, Point] = {}
    steps: dict[str, tuple[str, str]] = {}
    own_steps: dict[str, Mapping[str, Any]] = {}
    for at, node in enumerate(value["nodes"], 1):
        element = _("node {number}").format(number=at)
        key = _key(node.get("id")) if isinstance(node, Mapping) else ""
        if not key:
            raise NotThisFormat(_("it has no id"), element=element)
        if key in points or key in steps:
            counts["map.same_key"] = counts.get("map.same_key", 0) + 1
        elif node.get("type") == "atom":
            points[key] = _point(key, node)
        elif node.get("type") == "scheme":
            name = str(node.get("name", ""))
            steps[key] = _sort(name)
            own_steps[key] = _mapping(_mapping(node.get("metadata")).get(OWN))
        else:
            counts["map.aif_unknown"] = counts.get("map.aif_unknown", 0) + 1
    found = relations_from(points, steps, _edges(value.get("edges")), *own_from(own_steps))
    counts |= found.counts
    metadata = _mapping(value.get("metadata"))
    own, core = _mapping(metadata.get(OWN)), _mapping(metadata.get("core"))
    graph = Graph(
        points=tuple(points.values()),
        relations=found.relations,
        parts=tuple(part_of(row) for row in _rows(own.get("parts"))),
        sources=tuple(source_of(row) for row in _rows(own.get("sources"))) or _resources(value.get("resources")),
        pairs=tuple(pair_of(row) for row in _rows(own.get("pairs"))),
        title=_text(core.get("title")),
        notes=_text(core.get("notes")),
        tag_colours={str(k): str(v) for k, v in _mapping(own.get("tag_colours")).items()},
    )
    return graph, [Message(key, {"count": count}) for key, count in counts.items() if count]


def _sort(name: str) -> tuple[str, str]:
    """What a scheme does, and its name where it is more than that."""
    folded = name.strip().casefold()
    for sort, usual in _NAMES.items():
        if folded == usual:
            return sort, ""
    if any(word in folded for word in _ATTACKS):
        return ATTACK, name.strip()
    return (OTHER if folded == "preference" else SUPPORT), name.strip()


def _point(key: str, node: Mapping[str, Any]) -> Point:
    own = _mapping(_mapping(node.get("metadata")).get(OWN))
    point = point_of(own, key=key, text=_text(node.get("text")), where=f"node {key}")
    if point.quotes:
        return point
    quotes = []
    for row in _rows(node.get("sources")):
        start, length = row.get("offset"), row.get("length")
        place: tuple[int | None, int | None] = (None, None)
        if type(start) is int and type(length) is int and start >= 0 and length > 0:
            place = start, start + length
        quotes.append(Quote(_text(row.get("text")), _key(row.get("resource_id")), *place))
    return point_of(own, key=key, text=point.text, where=point.where, quotes=tuple(quotes)) if quotes else point


def _edges(rows: Any) -> list[tuple[str, str]]:
    if rows is not None and not isinstance(rows, list):
        raise NotThisFormat(_("its edges are no list"))
    found = []
    for at, row in enumerate(rows or (), 1):
        if not isinstance(row, Mapping):
            raise NotThisFormat(_("it is no object"), element=_("edge {number}").format(number=at))
        found.append((_key(row.get("source_id")), _key(row.get("target_id"))))
    return found


def _resources(rows: Any) -> tuple[Source, ...]:
    found = []
    for row in _rows(rows):
        metadata = _mapping(row.get("metadata"))
        about = source_of({"about": {name: metadata.get(name) for name in ("title", "authors", "date", "url")}}).about
        found.append(Source(_key(row.get("id")), about, _text(row.get("content"))))
    return tuple(found)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return clean(value) if isinstance(value, str) else ""


def _key(value: Any) -> str:
    """An id, which some write as a number."""
    return str(value) if type(value) is int else _text(value)

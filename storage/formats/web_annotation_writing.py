"""A map as a collection of Web Annotations; see web_annotation for what stands for what."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from models.bibliography.fields import is_doi, is_url
from models.interchange.graph import Graph, Point, Quote, Relation, Source

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
DATA = "counterpoint:data"
ROLE = "counterpoint:role"
OWN_TERMS = {"@version": 1.1, "counterpoint": "urn:counterpoint:", DATA: {"@type": "@json"}}
_FIGURES = ("number", "scheme", "confidence", "relevance", "quality")
Json = dict[str, Any]


def urn(key: str, *more: object) -> str:
    """The address of what has this key in a project, the same in every file."""
    if not more:
        try:
            return f"urn:uuid:{uuid.UUID(key)}"
        except ValueError:
            pass
    name = " ".join(map(str, (key, *more))).encode("utf-8", "replace").decode()
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, name)}"


def written(graph: Graph) -> str:
    """The collection, one line for each annotation."""
    return _Writing(graph).text()


class _Writing:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._addresses = _addresses(graph.sources)
        self._sources = {part.key: part.source for part in graph.parts}

    def text(self) -> str:
        graph = self._graph
        items = [*self._annotations()]
        key = " ".join(part.key for part in graph.parts)
        head = {
            "@context": [CONTEXT, OWN_TERMS],
            "id": urn(key, "collection"),
            "type": "AnnotationCollection",
            **({"label": graph.title} if graph.title else {}),
            "total": len(items),
            DATA: self._about(),
        }
        page = {"id": urn(key, "page"), "type": "AnnotationPage", "startIndex": 0}
        opened = f'{_json(head)[:-1]}, "first": {_json(page)[:-1]}, "items": ['
        return "\n".join([opened, ",\n".join(map(_json, items)), "]}}"]) + "\n"

    def _about(self) -> Json:
        graph = self._graph
        parts = [_filled(asdict(part)) | {"key": urn(part.key)} for part in graph.parts]
        for part in parts:
            if "source" in part:
                part["source"] = self._addresses.get(part["source"], "")
        sources = [
            _filled({"key": self._addresses[s.key], "about": _filled(asdict(s.about)), "line": s.line, "text": s.text})
            for s in graph.sources
        ]
        pairs = [{**asdict(pair), "left": urn(pair.left), "right": urn(pair.right)} for pair in graph.pairs]
        found = {"parts": parts, "sources": sources, "pairs": pairs, "notes": graph.notes, "colours": graph.tag_colours}
        return {"version": 1, **_filled(found)}

    def _annotations(self) -> Iterator[Json]:
        for point in self._graph.points:
            yield self._point(point)
            for at, quote in enumerate(point.quotes[1:], 2):
                yield {
                    "id": urn(point.key, "passage", at),
                    "type": "Annotation",
                    "motivation": "describing",
                    **_made(point),
                    "body": [_body(point.text, "describing")],
                    "target": self._target(quote),
                    DATA: {"passage_of": urn(point.key)},
                }
        for relation in self._graph.relations:
            yield self._relation(relation)

    def _point(self, point: Point) -> Json:
        bodies = [_body(point.text, "describing")]
        if point.kind:
            bodies.append(_body(str(point.kind), "classifying"))
        bodies += [_body(tag, "tagging") for tag in point.tags]
        if point.note:
            bodies.append(_body(point.note, "commenting"))
        if point.reasoning:
            bodies.append(_body(point.reasoning, "commenting") | {ROLE: "reasoning"})
        data = {name: getattr(point, name) for name in _FIGURES} | {"unstated": point.implicit or None}
        source = self._addresses.get(self._sources.get(point.part, ""), "")
        return {
            "id": urn(point.key),
            "type": "Annotation",
            "motivation": "describing",
            **_made(point),
            "body": bodies,
            "target": self._target(point.quotes[0]) if point.quotes else source or urn(point.part),
            DATA: {"part": urn(point.part), **_filled(data)},
        }

    def _target(self, quote: Quote) -> Json:
        selectors: list[Json] = []
        if quote.start is not None and quote.end is not None:
            selectors.append({"type": "TextPositionSelector", "start": quote.start, "end": quote.end})
        words = _filled({"prefix": quote.prefix, "suffix": quote.suffix})
        selectors.append({"type": "TextQuoteSelector", "exact": quote.exact, **words})
        source = self._addresses.get(quote.source) or urn(quote.source)
        return {"type": "SpecificResource", "source": source, "selector": selectors}

    def _relation(self, relation: Relation) -> Json:
        bodies: list[Any] = [urn(relation.source), _body(str(relation.kind), "classifying")]
        if relation.note:
            bodies.append(_body(relation.note, "commenting"))
        values = {"tree": relation.tree, "strength": relation.strength}
        data = _filled({**values, "group": relation.group, "scheme": relation.scheme})
        return {
            "id": urn(relation.key),
            "type": "Annotation",
            "motivation": "linking",
            **_made(relation),
            "body": bodies,
            "target": urn(relation.on or relation.target),
            **({DATA: data} if data else {}),
        }


def _addresses(sources: tuple[Source, ...]) -> dict[str, str]:
    """By its key the address that an article is known by: its id, where another has the same address."""
    found: dict[str, str] = {}
    taken = {""}
    for source in sources:
        about = source.about
        address = about.url if is_url(about.url) else ""
        if not address and is_doi(about.doi):
            address = f"https://doi.org/{about.doi}"
        found[source.key] = urn(source.key) if address in taken else address
        taken.add(address)
    return found


def _made(thing: Point | Relation) -> Json:
    creator = {"creator": {"type": "Person", "name": thing.author}} if thing.author else {}
    return creator | ({"created": thing.created} if thing.created else {})


def _body(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _filled(values: Json) -> Json:
    return {name: value for name, value in values.items() if value not in (None, "", (), [], {})}


_json = json.JSONEncoder(ensure_ascii=False).encode

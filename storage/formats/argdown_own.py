"""What files of ours say beyond Argdown: data behind points and headings, in JSON, and the order of the numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from models.entities import Kind, LinkKind
from models.importing.about import About
from models.interchange.graph import Graph, Pair, Part, Point, Quote, Relation, Source

if TYPE_CHECKING:
    from storage.formats.argdown_reading import Document, Element

_OWN = re.compile(r"^counterpoint:[ \t]*(\{.*\})[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"[\[<](?P<letter>[A-Z]*)(?P<number>\d{1,9}(?:\.\d{1,9})*)(?=\s|$)")
_WORDS = ("text", "note", "reasoning", "author", "created", "scheme", "quality")
_LINK_WORDS = ("note", "author", "created", "scheme")


@dataclass(slots=True)
class Own:
    """The front matter's data, and those of headings in their order."""

    values: dict[str, Any]
    headings: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def has_data(self) -> bool:
        return bool(self.values.get("data"))

    def is_line(self, kind: LinkKind, source: str, target: str) -> bool:
        """Whether an undercut leads from a point to its parent, as their keys tell by the numbers in them."""
        below, above = _TITLE.match(source), _TITLE.match(target)
        if kind is not LinkKind.UNDERCUTS or below is None or above is None or below["letter"] != above["letter"]:
            return False
        return below["number"].rpartition(".")[0] == above["number"]

    def completed(self, graph: Graph, members: Mapping[str, list[Element]]) -> Graph:
        """The graph with what stands in the data, its points in the order of their numbers."""
        data = {key: _data(element.data for element in members.get(key, ())) for key in (p.key for p in graph.points)}
        attackers = {r.source for r in graph.relations if r.tree and r.kind is not LinkKind.SUPPORTS}
        points = sorted((_completed(p, data[p.key], p.key in attackers) for p in graph.points), key=_order)
        sources = [values for values in _list(self.values.get("sources")) if isinstance(values, dict)]
        parts = graph.parts
        if self.headings:
            parts = tuple(_part(str(at), text, values) for at, (text, values) in enumerate(self.headings))
        elif isinstance(only := self.values.get("part"), dict):
            parts = (_part("", "", only),)
        by_letter = {str(values.get("part", "")): str(at) for at, (_text, values) in enumerate(self.headings)}
        colours = self.values.get("colours")
        return replace(
            graph,
            points=tuple(points),
            relations=(*graph.relations, *_links(points, data)),
            parts=parts,
            sources=tuple(_source(str(at), values) for at, values in enumerate(sources, 1)),
            pairs=tuple(_pairs(self.values.get("pairs"), by_letter)),
            notes=_word(self.values.get("notes")),
            tag_colours={k: v for k, v in colours.items() if isinstance(v, str)} if isinstance(colours, dict) else {},
        )


def own_of(document: Document) -> Own | None:
    """What our files say of themselves; None for files of others."""
    match = _OWN.search(document.front)
    if match is None:
        return None
    values = _read(match[1])
    if not values:
        return None
    return Own(values, [(heading.text, _data([heading.data])) for heading in document.headings])


def _read(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _data(several: Iterable[list[str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for data in several:
        for each in data:
            found |= _read(each)
    return found


def _completed(point: Point, data: dict[str, Any], attacks: bool) -> Point:
    match = _TITLE.match(point.key)
    number = match["number"] if match is not None else ""
    text = point.text
    if point.text == point.key[1:]:
        text = ""  # only named: the point has no words
    kind = Kind.REBUTTAL if attacks else Kind.EVIDENCE if data.get("kind") == "evidence" else Kind.CLAIM
    words = {name: data[name] for name in _WORDS if isinstance(data.get(name), str)}
    tags = tuple(tag for tag in _list(data.get("tags")) if isinstance(tag, str)) or point.tags
    quotes = tuple(_quote(values) for values in _list(data.get("quotes")) if isinstance(values, dict))
    more: dict[str, Any] = {name: _share(data.get(name)) for name in ("confidence", "relevance")}
    implicit = data.get("unstated") is True
    more |= {"text": text} | words
    return replace(point, number=number, kind=kind, tags=tags, quotes=quotes, implicit=implicit, **more)


def _order(point: Point) -> tuple[int, tuple[int, ...]]:
    return (int(point.part or 0), tuple(map(int, point.number.split("."))) if point.number else ())


def _quote(values: dict[str, Any]) -> Quote:
    words = {name: _word(values.get(name)) for name in ("exact", "prefix", "suffix", "place")}
    source = values.get("source")
    start, end = values.get("start"), values.get("end")
    known = type(start) is int and type(end) is int and 0 <= start <= end
    occurrence = values.get("occurrence")
    return Quote(
        source=str(source) if type(source) is int and source > 0 else "",
        start=start if known else None,
        end=end if known else None,
        occurrence=occurrence if type(occurrence) is int and occurrence >= 0 else 0,
        **words,
    )


def _links(points: list[Point], data: Mapping[str, dict[str, Any]]) -> list[Relation]:
    by_title = {point.key[1:]: point.key for point in points}
    found: list[tuple[int, Relation]] = []
    for point in points:
        for values in _list(data[point.key].get("links")):
            if not isinstance(values, dict) or values.get("kind") not in list(LinkKind):
                continue
            number, on = values.get("id"), values.get("on")
            target = by_title.get(_word(values.get("to")), "")
            if type(number) is not int or not (target or type(on) is int):
                continue
            words = {name: _word(values.get(name)) for name in _LINK_WORDS}
            relation = Relation(
                f"link {number}",
                point.key,
                target,
                f"link {on}" if not target else "",
                LinkKind(values["kind"]),
                tree=False,
                strength=_share(values.get("strength")),
                where=point.where,
                **words,
            )
            found.append((number, relation))
    return [relation for _number, relation in sorted(found, key=lambda each: each[0])]


def _source(key: str, values: dict[str, Any]) -> Source:
    about: dict[str, Any] = {}
    for each in fields(About):
        value = values.get(each.name)
        if each.name == "authors":
            about[each.name] = tuple(author for author in _list(value) if isinstance(author, str))
        elif each.name == "csl":
            about[each.name] = value if isinstance(value, dict) else {}
        else:
            about[each.name] = _word(value)
    return Source(key, About(**about), line=_word(values.get("line")))


def _part(key: str, text: str, values: dict[str, Any]) -> Part:
    source = values.get("source")
    name = values["name"] if isinstance(values.get("name"), str) else "" if values else text
    if not values and re.fullmatch("[A-Z]+", text) and len(text) < 3:
        name = ""  # a case without a name is headed by its letter
    return Part(
        key,
        name,
        str(source) if type(source) is int and source > 0 else "",
        _word(values.get("annotator")),
        _word(values.get("colour")),
    )


def _pairs(several: Any, by_letter: Mapping[str, str]) -> list[Pair]:
    found = []
    for values in _list(several):
        if isinstance(values, dict):
            left, right = (by_letter.get(_word(values.get(side)), "") for side in ("left", "right"))
            if left and right:
                found.append(Pair(left, right, _word(values.get("motion")), _word(values.get("notes"))))
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _share(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value <= 1 else None

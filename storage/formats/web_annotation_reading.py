"""Annotations as points and relations: those of ours, of Hypothesis, and of whoever keeps to the model about.

An annotation is a point that quotes what it is about; one that links annotations of the file is a relation; one that
replies to another is a point that supports it, since replies do not say more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from models.bibliography.csl import from_csl
from models.bibliography.fields import clean_doi, is_doi, is_url
from models.entities import Kind, LinkKind
from models.importing.about import About
from models.interchange.graph import Graph, Pair, Part, Point, Quote, Relation, Source
from models.messages import Message, _
from models.tags import COLOURS, clean_tag
from storage.formats.map_files import NotThisFormat
from storage.formats.web_annotation_parts import (
    Body,
    Target,
    address_of,
    bodies,
    created,
    creator,
    first,
    listed,
    local,
    targets,
    types,
    words,
)
from storage.formats.web_annotation_writing import DATA

_LISTS = ("rows", "items", "annotations", "@graph", "first", "resources")
_KINDS = {str(kind): kind for kind in Kind}
_LINKS = {str(kind): kind for kind in LinkKind}
_NAMES = {
    **_LINKS,
    **dict.fromkeys(("support", "pro", "agree", "agreeing"), LinkKind.SUPPORTS),
    **dict.fromkeys(("rebut", "rebuttal", "attack", "attacks", "contradicts", "con", "disagree"), LinkKind.REBUTS),
    **dict.fromkeys(("undercut",), LinkKind.UNDERCUTS),
}
_NO_TEXT = frozenset({"tagging", "classifying"})
Json = dict[str, Any]


def read(top: Any) -> tuple[Graph, list[Message]]:
    """The graph of all annotations in a value of JSON. Raises NotThisFormat where there is none."""
    return _Reading(top).graph()


class _Reading:
    def __init__(self, top: Any) -> None:
        self._losses: Counter[str] = Counter()
        self._own: Json = {}
        self._found: dict[str, Json] = {}
        for annotation in self._annotations(top):
            key = words(first(annotation, "id", "@id")).strip() or f"#{len(self._found) + 1}"
            self._found[key if key not in self._found else f"{key} {len(self._found) + 1}"] = annotation
        if not self._found:
            raise NotThisFormat(_("there are no annotations in it"))
        self._points: dict[str, Point] = {}
        self._relations: list[Relation] = []
        self._more: dict[str, list[Quote]] = {}
        self._sources: dict[str, Source] = {}
        self._parents: dict[str, str] = {}
        self._links = {key for key, annotation in self._found.items() if self._is_link(annotation)}

    def graph(self) -> tuple[Graph, list[Message]]:
        self._read_own()
        for key, annotation in self._found.items():
            if key in self._links:
                self._relation(key, annotation)
            else:
                self._point(key, annotation)
        for key, quotes in self._more.items():
            point = self._points[key]
            self._points[key] = replace(point, quotes=(*point.quotes, *quotes))
        parts = self._own_parts() or self._parts_by_source()
        known = {part.key for part in parts}
        points = (point if point.part in known else replace(point, part=parts[0].key) for point in self._settled())
        losses = [Message(key, {"count": count}) for key, count in self._losses.items()]
        colours = self._own.get("colours")
        colours = colours if isinstance(colours, dict) else {}
        graph = Graph(
            points=tuple(points),
            relations=tuple(self._relations),
            parts=parts,
            sources=tuple(self._sources.values()),
            pairs=tuple(self._pairs(known)),
            title=words(self._own.get("title")),
            notes=words(self._own.get("notes")),
            tag_colours={words(name): colour for name, colour in colours.items() if _is_colour(colour)},
        )
        return graph, losses

    # -- what is in the file

    def _annotations(self, top: Any) -> Iterator[Json]:
        stack = [top]
        while stack:
            value = stack.pop()
            if isinstance(value, list):
                stack += value[::-1]
            elif isinstance(value, dict):
                if _is_annotation(value):
                    yield value
                    continue
                if isinstance(value.get(DATA), dict):
                    self._own = {"title": value.get("label"), **value[DATA]}
                inner = [value[name] for name in _LISTS if isinstance(value.get(name), (list, dict))]
                if not inner and value is not top:
                    self._losses["map.annotation_none"] += 1
                stack += inner[::-1]
            elif value is not top and not isinstance(value, str):
                self._losses["map.annotation_none"] += 1

    def _is_link(self, annotation: Json) -> bool:
        if "linking" not in _motivations(annotation):
            return False
        return any(body.address in self._found for body in bodies(annotation)) and any(
            target.address in self._found for target in targets(annotation, Counter())
        )

    # -- what we wrote ourselves

    def _read_own(self) -> None:
        for each in listed(self._own.get("sources")):
            if isinstance(each, dict) and (key := words(each.get("key"))):
                self._sources[key] = Source(key, _about(each.get("about")), words(each.get("text")), _line(each))

    def _own_parts(self) -> tuple[Part, ...]:
        found = {}
        for each in listed(self._own.get("parts")):
            if isinstance(each, dict) and (key := words(each.get("key"))):
                colour = words(each.get("colour"))
                more = words(each.get("source")), words(each.get("annotator")), colour
                found[key] = Part(key, words(each.get("name")), *more)
        return tuple(found.values())

    def _pairs(self, known: set[str]) -> Iterator[Pair]:
        for each in listed(self._own.get("pairs")):
            if isinstance(each, dict):
                left, right = words(each.get("left")), words(each.get("right"))
                if left in known and right in known and left != right:
                    yield Pair(left, right, words(each.get("motion")), words(each.get("notes")))

    # -- points

    def _point(self, key: str, annotation: Json) -> None:
        data = annotation.get(DATA) if isinstance(annotation.get(DATA), dict) else {}
        assert isinstance(data, dict)
        about = list(targets(annotation, self._losses))
        quotes = [self._quote(target) for target in about if target.is_passage]
        above = words(data.get("passage_of"))
        if above in self._points:
            self._more.setdefault(above, []).extend(quotes)
            return
        point = _said(Point(key, ""), bodies(annotation), is_own="part" in data)
        if not point.text and "part" not in data:
            point = replace(point, text=next((quote.exact for quote in quotes if quote.exact), ""))
        source = next((t.address for t in about if t.address and t.address not in self._found), "")
        self._points[key] = replace(
            point,
            part=words(data.get("part")) or self._known(source, about),
            number=words(data.get("number")),
            author=creator(annotation),
            created=created(annotation),
            implicit=data.get("unstated") is True,
            scheme=words(data.get("scheme")),
            confidence=_share(data.get("confidence")),
            relevance=_share(data.get("relevance")),
            quality=words(data.get("quality")),
            quotes=tuple(quotes),
            where=key,
        )
        if "part" not in data:
            self._reply(key, annotation, about)

    def _known(self, address: str, about: list[Target]) -> str:
        if address and address not in self._sources:
            doi = clean_doi(address) if is_doi(clean_doi(address)) else ""
            title = next((target.title for target in about if target.title), "")
            url = address if is_url(address) and not doi else ""
            self._sources[address] = Source(address, About(title=title, url=url, doi=doi))
        return address

    def _quote(self, target: Target) -> Quote:
        source = self._sources.get(self._known(target.address, [target]))
        exact, start, end = target.exact, target.start, target.end
        if source is not None and source.text and start is not None:
            there = source.text[start:end]
            if not exact:
                exact = there
            elif there != exact:
                start = end = None
        return Quote(exact, target.address, start, end, target.prefix, target.suffix)

    def _reply(self, key: str, annotation: Json, about: list[Target]) -> None:
        """A reply names what it replies to by Hypothesis' `references`, the last of them, or by its target."""
        named = [words(each) for each in listed(annotation.get("references"))][-1:]
        parents = named or [target.address for target in about if target.address in self._found]
        said = [body.text.casefold() for body in bodies(annotation) if body.purpose in _NO_TEXT]
        kind = next((_NAMES[word] for word in said if word in _NAMES), None)
        for parent in parents:
            if parent not in self._found:
                self._losses["map.annotation_no_parent"] += 1
                continue
            if kind is None:
                self._losses["map.annotation_replies"] += 1
            is_on = parent in self._links
            target, on = ("", parent) if is_on else (parent, "")
            relation = Relation(f"{key}>{parent}", key, target, on, kind or LinkKind.SUPPORTS, where=key)
            self._relations.append(relation)
            self._parents.setdefault(key, parent)

    def _settled(self) -> Iterator[Point]:
        """The points, those that only reply to others in the part of what they reply to."""
        for key, point in self._points.items():
            path = [key]
            seen = {key}
            while not self._points[path[-1]].part and (above := self._parents.get(path[-1], "")) in self._points:
                if above in seen:
                    break
                seen.add(above)
                path.append(above)
            part = self._points[path[-1]].part
            for each in path[:-1]:
                self._points[each] = replace(self._points[each], part=part)
            yield replace(point, part=part)

    def _parts_by_source(self) -> tuple[Part, ...]:
        used = dict.fromkeys(point.part for point in self._settled())
        keys = [key for key in used if key] or [""]
        titles = {key: self._sources[key].about.title if key in self._sources else "" for key in keys}
        return tuple(Part(key, titles[key], key) for key in keys)

    # -- relations

    def _relation(self, key: str, annotation: Json) -> None:
        data = annotation.get(DATA) if isinstance(annotation.get(DATA), dict) else {}
        assert isinstance(data, dict)
        said = list(bodies(annotation))
        kind = next((_NAMES[b.text.casefold()] for b in said if b.text.casefold() in _NAMES), None)
        if kind is None:
            self._losses["map.annotation_links"] += 1
        notes = [body.text for body in said if body.text.strip() and body.purpose not in _NO_TEXT]
        sources = [body.address for body in said if body.address in self._found]
        ends = [target.address for target in targets(annotation, self._losses) if target.address in self._found]
        tree = data.get("tree")
        for at, (source, end) in enumerate((source, end) for source in sources for end in ends):
            target, on = ("", end) if end in self._links else (end, "")
            relation = Relation(
                key=key if not at else f"{key} {at}",
                source=source,
                target=target,
                on=on,
                kind=kind or LinkKind.SUPPORTS,
                tree=tree if isinstance(tree, bool) else None,
                group=words(data.get("group")),
                scheme=words(data.get("scheme")),
                strength=_share(data.get("strength")),
                note="\n\n".join(notes),
                author=creator(annotation),
                created=created(annotation),
                where=key,
            )
            self._relations.append(relation)


def _is_annotation(value: Json) -> bool:
    kinds = types(value)
    if kinds & {"AnnotationCollection", "AnnotationPage", "Dataset"}:
        return False
    if "Annotation" in kinds:
        return True
    names = ("target", "hasTarget", "body", "hasBody")
    return any(name in value for name in names) or ("uri" in value and "text" in value)


def _motivations(annotation: Json) -> set[str]:
    found = listed(first(annotation, "motivation", "motivatedBy", "oa:motivatedBy"))
    return {local(address_of(each)) for each in found}


def _said(point: Point, said: Iterator[Body], is_own: bool) -> Point:
    """The point with what its bodies say: text, kind, tags, note, reasoning."""
    kind: Kind | None = None
    texts: list[str] = []
    notes: list[str] = []
    reasoning: list[str] = []
    tags: list[str] = []
    for body in said:
        word = body.text.strip().casefold()
        if body.purpose in _NO_TEXT and word in _KINDS and kind is None and (body.purpose != "tagging" or not is_own):
            kind = _KINDS[word]
        elif body.purpose in _NO_TEXT:
            tags.append(clean_tag(body.text or body.address))
        elif body.address:
            notes.append(body.address)
        elif body.role == "reasoning":
            reasoning.append(body.text)
        elif (is_own and body.purpose == "commenting") or texts:
            notes.append(body.text)
        elif is_own or body.text.strip():
            texts.append(body.text)
    tidy = tuple(dict.fromkeys(filter(None, tags)))
    note = "\n\n".join(each for each in notes if each.strip())
    joined = "\n\n".join(reasoning)
    return replace(point, text="".join(texts[:1]), kind=kind, note=note, reasoning=joined, tags=tidy)


def _about(value: Any) -> About:
    if not isinstance(value, dict):
        return About()
    names = ("title", "subtitle", "publication", "date", "url", "doi", "language", "accessed", "citekey")
    authors = tuple(filter(None, map(words, listed(value.get("authors")))))
    csl = value.get("csl")
    more = from_csl(csl).csl if isinstance(csl, dict) else {}
    return About(authors=authors, csl=more, **{name: words(value.get(name)) for name in names})


def _line(value: Json) -> str:
    return words(value.get("line"))


def _is_colour(value: Any) -> bool:
    return isinstance(value, str) and value in COLOURS


def _share(value: Any) -> float | None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value <= 1 else None

"""A graph without its keys and without what a format cannot hold, so that graphs can be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from models.entities import CHALLENGES, Kind, LinkKind
from models.interchange.features import Feature
from models.interchange.graph import Graph, Part, Point, Relation

Label = Any


def comparable(
    graph: Graph,
    carries: Collection[Feature],
    *,
    places: bool | None = None,
    about: Iterable[str] = ("title", "authors"),
) -> dict[str, Any]:
    """What `graph` says, as far as the features in `carries` go: a dict of plain values, to be compared by ==.

    Keys are replaced by numbers in reading order; without ORDER by what the points say and are joined to. Texts are
    stripped; without LINE_BREAKS their white space is collapsed, in quotations always. `places`: whether the offsets of
    passages are compared, which a file gives that holds the text itself (None: with PLACES and TEXTS). `about`: which
    fields of sources are, with SOURCES. Cases without points are not compared.
    """
    return _Reduced(graph, frozenset(carries), places, tuple(about)).told()


def attack_or_support(kind: LinkKind) -> LinkKind:
    """A kind of link for formats that know no more than two."""
    attacks = CHALLENGES | {LinkKind.TENSION, LinkKind.ANSWERS}
    return LinkKind.REBUTS if kind in attacks else LinkKind.SUPPORTS


class _Reduced:
    def __init__(self, graph: Graph, carries: frozenset[Feature], places: bool | None, about: tuple[str, ...]) -> None:
        self.graph, self.carries, self.about = graph, carries, about
        self.places = {Feature.PLACES, Feature.TEXTS} <= carries if places is None else places
        self.sources = {source.key: source for source in graph.sources}
        self.parts = {part.key: part for part in graph.parts}
        self.relations = self._relations()
        self.groups = self._groups()
        self.labels = self._labels()

    def has(self, feature: Feature) -> bool:
        return feature in self.carries

    # -- relations

    def _relations(self) -> dict[str, Relation]:
        """The relations that the format holds, as it holds them, by key."""
        found = {relation.key: relation for relation in self.graph.relations}
        if not self.has(Feature.LINKS):
            found = {key: relation for key, relation in found.items() if relation.tree is not False}
        while not self.has(Feature.ANSWERS):
            gone = [key for key, x in found.items() if x.on and (x.on not in found or self._is_link(found[x.on]))]
            if not gone:
                break
            for key in gone:
                del found[key]
        return {key: self._flat(relation, found) for key, relation in found.items()}

    def _is_link(self, relation: Relation) -> bool:
        return relation.tree is False or relation.kind is LinkKind.ANSWERS

    def _flat(self, relation: Relation, found: dict[str, Relation]) -> Relation:
        if not self.has(Feature.UNDERCUTS) and relation.on and not self._is_link(found[relation.on]):
            target = found[relation.on].source
            return replace(relation, kind=LinkKind.REBUTS, on="", target=target)
        if not self.has(Feature.LINK_KINDS) and self._is_link(relation):
            return replace(relation, kind=attack_or_support(relation.kind))
        return relation

    def _groups(self) -> dict[str, frozenset[str]]:
        """The relations taken together with each relation, itself among them; none for those taken alone."""
        if not self.has(Feature.PREMISES):
            return {}
        members: dict[object, set[str]] = defaultdict(set)
        for key, relation in self.relations.items():
            if relation.group:
                members[(relation.group, relation.target, relation.on)].add(key)
        return {key: frozenset(group) for group in members.values() if len(group) > 1 for key in group}

    # -- points

    def _text(self, text: str) -> str:
        return text.strip() if self.has(Feature.LINE_BREAKS) else " ".join(text.split())

    def _source(self, key: str) -> Label:
        source = self.sources.get(key)
        if source is None or not self.has(Feature.SOURCES):
            return None
        return tuple(getattr(source.about, name) for name in self.about)

    def _part(self, part: Part | None) -> Label:
        if part is None or not self.has(Feature.SEVERAL_CASES):
            return None
        name = " ".join(part.name.split()) if self.has(Feature.CASE_NAMES) else None
        return (name, part.annotator if self.has(Feature.ANNOTATORS) else None, self._source(part.source))

    def _quotes(self, point: Point) -> Label:
        if not self.has(Feature.PASSAGES):
            return None
        return sorted(
            (" ".join(q.exact.split()), *((q.start, q.end) if self.places else ()), str(self._source(q.source)))
            for q in point.quotes
        )

    def _point(self, point: Point) -> dict[str, Any]:
        scheme = point.scheme
        if not scheme:
            own = (x.scheme for x in self.graph.relations if x.source == point.key and x.tree is not False)
            scheme = next((each for each in own if each), "")
        held = {
            Feature.KINDS: point.kind is Kind.EVIDENCE,
            Feature.UNSTATED: point.implicit,
            Feature.PASSAGES: self._quotes(point),
            Feature.NOTES: self._text(point.note),
            Feature.REASONING: self._text(point.reasoning),
            Feature.TAGS: sorted(point.tags),
            Feature.SCHEMES: scheme,
            Feature.FIGURES: (point.confidence, point.relevance, point.quality),
            Feature.AUTHORS: (point.author, point.created),
            Feature.SEVERAL_CASES: self._part(self.parts.get(point.part)),
        }
        told = {"text": self._text(point.text)}
        return told | {str(feature): value for feature, value in held.items() if self.has(feature)}

    def _labels(self) -> dict[str, Label]:
        """What stands for the key of each point: its number, or a name made of all that is joined to it."""
        points = {point.key: point for point in self.graph.points}
        if self.has(Feature.ORDER):
            return {key: number for number, key in enumerate(points)}
        names = {key: repr(sorted(self._point(point).items())) for key, point in points.items()}
        for _ in range(4):
            joined: dict[str, list[str]] = defaultdict(list)
            for relation in self.relations.values():
                for mine, other in ((relation.source, relation.target), (relation.target, relation.source)):
                    if mine in names:
                        way = "from" if mine == relation.source else "to"
                        joined[mine].append(f"{way} {relation.kind} {names.get(other, relation.on and 'a relation')}")
            whole = {key: repr((name, sorted(joined[key]))) for key, name in names.items()}
            order = {value: number for number, value in enumerate(sorted(set(whole.values())))}
            names = {key: str(order[value]) for key, value in whole.items()}
        return {key: int(name) for key, name in names.items()}

    # -- all

    def _end(self, relation: Relation) -> Label:
        """What a relation leads to: a point's label, or what stands for the relation that it is on."""
        if not relation.on:
            return self.labels.get(relation.target)
        on = self.relations.get(relation.on)
        found: list[Label] = []
        while on is not None:
            found += [str(on.kind), self.labels.get(on.source)]
            if not on.on:
                found.append(self.labels.get(on.target))
                break
            on = self.relations.get(on.on)
        return ("on", *found)

    def _relation(self, key: str, relation: Relation) -> Label:
        told: list[Label] = [self.labels.get(relation.source), str(relation.kind), self._end(relation)]
        group = self.groups.get(key, ())
        told.append(sorted(str(self.labels.get(self.relations[each].source)) for each in group))
        if self.has(Feature.LINK_NOTES):
            told.append(self._text(relation.note))
        if self.has(Feature.LINK_STRENGTH):
            told.append(relation.strength)
        if self.has(Feature.AUTHORS) and self._is_link(relation):
            told += [relation.author, relation.created]
        return told

    def told(self) -> dict[str, Any]:
        points = [(self.labels[point.key], self._point(point)) for point in self.graph.points]
        relations = [self._relation(key, relation) for key, relation in self.relations.items()]
        found: dict[str, Any] = {
            "points": sorted(points, key=lambda pair: (pair[0], repr(pair[1]))),
            "relations": sorted(relations, key=repr),
        }
        used = list(dict.fromkeys(point.part for point in self.graph.points))
        if self.has(Feature.ORDER) and self.has(Feature.SEVERAL_CASES):
            found["cases"] = [used.index(point.part) for point in self.graph.points]
        if self.has(Feature.TAG_COLOURS):
            named = {tag for point in self.graph.points for tag in point.tags}
            found["colours"] = {name: colour for name, colour in self.graph.tag_colours.items() if name in named}
        if self.has(Feature.PAIRINGS):
            found["pairs"] = [(self._text(pair.motion), self._text(pair.notes)) for pair in self.graph.pairs]
        if self.has(Feature.TEXTS) and self.has(Feature.SOURCES):
            found["texts"] = sorted(source.text for source in self.graph.sources if source.text)
        return found

"""GraphML: the map for programs that count and draw networks (Gephi, yEd, Cytoscape, networkx, igraph).

A step that is undercut, or that several premises make together, is a node of its own between them and their conclusion,
since a network's lines join nodes only: its `type` is "step", that of points "point".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from models.interchange.features import EVERYTHING, Feature
from models.messages import N_
from storage.formats.options import Option
from storage.formats.registry import Losses, Options, Snapshot, Subject

if TYPE_CHECKING:
    from models.interchange.graph import Graph, Point, Relation

NAME = "graphml"
TITLE = N_("GraphML")
ABOUT = N_("A network for programs that count and draw networks, such as Gephi, yEd and networkx.")
SUBJECT: Subject = "map"
EXTENSIONS = (".graphml",)
OPTIONS = (
    Option("passages", N_("Passages"), N_("the quoted words, as an attribute of their node"), True),
    Option("notes", N_("Notes and reasoning"), N_("notes and reasoning, as attributes"), True),
    Option("links", N_("Links"), N_("relations between cases, and within one beside its tree"), True),
)
_LEFT = frozenset(
    {
        Feature.TEXTS,
        Feature.SOURCES,
        Feature.TAG_COLOURS,
        Feature.ANNOTATORS,
        Feature.CLASHES,
        Feature.LINKS_OUTSIDE,
    }
)
# (name, type) of what nodes and edges may say, in this order
_NODE = (
    ("label", "string"),
    ("type", "string"),
    ("kind", "string"),
    ("text", "string"),
    ("number", "string"),
    ("case", "string"),
    ("unstated", "boolean"),
    ("tags", "string"),
    ("passages", "string"),
    ("note", "string"),
    ("reasoning", "string"),
    ("scheme", "string"),
    ("confidence", "double"),
    ("relevance", "double"),
    ("quality", "string"),
    ("author", "string"),
    ("created", "string"),
)
_EDGE = (
    ("relation", "string"),
    ("tree", "boolean"),
    ("strength", "double"),
    ("note", "string"),
    ("author", "string"),
    ("created", "string"),
)
_GRAPH = (("title", "string"), ("notes", "string"))
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LABEL = 60


def carries(options: Options) -> frozenset[Feature]:
    """Everything that an attribute can say."""
    found = EVERYTHING - _LEFT
    if not options.get("passages", True):
        found -= {Feature.PASSAGES, Feature.PLACES}
    if not options.get("notes", True):
        found -= {Feature.NOTES, Feature.REASONING, Feature.LINK_NOTES}
    if not options.get("links", True):
        found -= {Feature.LINKS, Feature.LINK_KINDS, Feature.LINK_STRENGTH, Feature.LINK_NOTES, Feature.ANSWERS}
    return found


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The network in UTF-8."""
    return ("\n".join(_lines(snapshot.graph, options)) + "\n").encode("utf-8"), []


def _lines(graph: Graph, options: Options) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for domain, rows in (("graph", _GRAPH), ("node", _NODE), ("edge", _EDGE)):
        for name, kind in rows:
            key = _key(domain, name)
            yield f'  <key id="{key}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>'
    yield '  <graph edgedefault="directed">'
    motions = [words for pair in graph.pairs for words in (pair.motion, pair.notes) if words.strip()]
    words = {"title": graph.title, "notes": "\n\n".join(dict.fromkeys(filter(None, (graph.notes, *motions))))}
    yield from _data("graph", words, "    ")
    told = {r.key: r for r in graph.relations if r.tree or options.get("links", True)}
    steps = _steps(told)
    names = {point.key: f"n{at}" for at, point in enumerate(graph.points, 1)}
    cases = {part.key: part.name for part in graph.parts}
    places = {point.key: point for point in graph.points}
    for point in graph.points:
        yield f'    <node id="{names[point.key]}">'
        yield from _data("node", _of_point(point, cases, options), "      ")
        yield "    </node>"
    for key, name in {name: key for key, name in reversed(steps.items())}.items():
        case = cases.get(places[told[name].source].part, "")
        yield f'    <node id="{key}">'
        yield from _data("node", {"type": "step", "case": case, "label": str(told[name].kind)}, "      ")
        yield "    </node>"
    done: set[str] = set()
    for key, relation in told.items():
        target = names.get(relation.target) or steps.get(relation.on, "")
        if not target:
            continue
        said = _of_relation(relation, options)
        step = steps.get(key)
        if step is None:
            yield from _edge(names[relation.source], target, said)
            continue
        yield from _edge(names[relation.source], step, {"relation": "premise", "tree": said["tree"]})
        if step not in done:
            done.add(step)
            yield from _edge(step, target, said)
    yield "  </graph>"
    yield "</graphml>"


def _steps(relations: Mapping[str, Relation]) -> dict[str, str]:
    """By the relation that needs one, the name of the node between its ends; premises together share theirs."""
    groups: dict[str, list[str]] = {}
    for relation in relations.values():
        if relation.group:
            groups.setdefault(relation.group, []).append(relation.key)
    found: dict[str, str] = {}
    count = 0
    for keys in groups.values():
        if len(keys) > 1:
            count += 1
            found |= dict.fromkeys(keys, f"s{count}")
    for relation in relations.values():
        if relation.on in relations and relation.on not in found:
            count += 1
            found[relation.on] = f"s{count}"
    return found


def _of_point(point: Point, cases: Mapping[str, str], options: Options) -> dict[str, object]:
    words = " ".join(point.text.split())
    values: dict[str, object] = {
        "label": words if len(words) <= _LABEL else words[: _LABEL - 1].rstrip() + "…",
        "type": "point",
        "kind": str(point.kind) if point.kind else "",
        "text": point.text,
        "number": point.number,
        "case": cases.get(point.part, ""),
        "unstated": point.implicit,
        "tags": ", ".join(point.tags),
    }
    if options.get("passages", True):
        quotes = (f"“{q.exact}”" + (f" ({q.place})" if q.place else "") for q in point.quotes)
        values["passages"] = "\n".join(quotes)
    if options.get("notes", True):
        values |= {"note": point.note, "reasoning": point.reasoning}
    for name in ("scheme", "confidence", "relevance", "quality", "author", "created"):
        values[name] = getattr(point, name)
    return values


def _of_relation(relation: Relation, options: Options) -> dict[str, object]:
    values: dict[str, object] = {"relation": str(relation.kind), "tree": bool(relation.tree)}
    values |= {"strength": relation.strength, "author": relation.author, "created": relation.created}
    return values | ({"note": relation.note} if options.get("notes", True) else {})


def _edge(source: str, target: str, values: Mapping[str, object]) -> Iterator[str]:
    yield f'    <edge source="{source}" target="{target}">'
    yield from _data("edge", values, "      ")
    yield "    </edge>"


def _key(domain: str, name: str) -> str:
    return f"{domain[0]}_{name}"


def _data(domain: str, values: Mapping[str, object], margin: str) -> Iterator[str]:
    for name, value in values.items():
        if value in (None, ""):
            continue
        words = ("true" if value else "false") if isinstance(value, bool) else _escaped(str(value))
        yield f'{margin}<data key="{_key(domain, name)}">{words}</data>'


def _escaped(text: str) -> str:
    text = _ILLEGAL.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")

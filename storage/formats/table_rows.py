"""Nodes, links and passages as rows of tables: the columns that csv_table and json_graph share.

NODES      id, number ("1.2"), case, article (its title), kind (claim, evidence, rebuttal), text; parent (the id of the
           node above, null at the top), relation (supports, rebuts, undercuts) to it, depth (0 at the top), premises
           (the name of the group that it is taken together with); unstated; tags (joined by "; "), passages (how many),
           quotes (their words, one a line), note, reasoning, scheme, confidence, relevance (0 to 1), quality, author,
           created (ISO 8601, UTC)
LINKS      id, source, target (ids of nodes), relation (the ten kinds of links), tree (whether it is the line from a
           node to its parent), on (the id of the line or link that is attacked or answered; `target` is then the node
           that makes it), source_text, target_text, source_case, target_case, premises, strength (0 to 1), note,
           author, created
PASSAGES   node, case, article, start, end (code points of the article's text, end exclusive), exact, prefix, suffix,
           place (in words)

Null stands for what is unknown, in figures and in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.interchange.graph import Graph, Relation
from models.texts import storable_text

NODES = (
    *("id", "number", "case", "article", "kind", "text", "parent", "relation", "depth", "premises", "unstated", "tags"),
    *("passages", "quotes", "note", "reasoning", "scheme", "confidence", "relevance", "quality", "author", "created"),
)
LINKS = (
    *("id", "source", "target", "relation", "tree", "on", "source_text", "target_text", "source_case", "target_case"),
    *("premises", "strength", "note", "author", "created"),
)
PASSAGES = ("node", "case", "article", "start", "end", "exact", "prefix", "suffix", "place")
Row = dict[str, Any]


def node_rows(graph: Graph) -> Iterator[Row]:
    """One row a node, in reading order."""
    named = _names(graph)
    lines = {relation.source: relation for relation in graph.relations if relation.tree}
    parent_of = _ends(graph)
    depths: dict[str, int] = {}
    for point in graph.points:
        line = lines.get(point.key)
        parent = parent_of(line) if line is not None else None
        depths[point.key] = depths.get(parent, -1) + 1 if parent is not None else 0
        case, article = named(point.part)
        values = (
            *(point.key, point.number, case, article, str(point.kind) if point.kind else None, point.text),
            *(parent, str(line.kind) if line is not None else None, depths[point.key]),
            *(line.group if line is not None else None, point.implicit, "; ".join(point.tags), len(point.quotes)),
            *("\n".join(quote.exact for quote in point.quotes), point.note, point.reasoning, point.scheme),
            *(point.confidence, point.relevance, point.quality, point.author, point.created),
        )
        yield dict(zip(NODES, map(_stored, values), strict=True))


def link_rows(graph: Graph) -> Iterator[Row]:
    """One row a line of a tree or a link: lines in the order of their nodes, then links in the order they were made."""
    named = _names(graph)
    points = {point.key: point for point in graph.points}
    end_of = _ends(graph)
    for relation in graph.relations:
        source, target = points[relation.source], points[end_of(relation)]
        values = (
            *(relation.key, source.key, target.key, str(relation.kind), bool(relation.tree), relation.on),
            *(source.text, target.text, named(source.part)[0], named(target.part)[0], relation.group),
            *(relation.strength, relation.note, relation.author, relation.created),
        )
        yield dict(zip(LINKS, map(_stored, values), strict=True))


def passage_rows(graph: Graph) -> Iterator[Row]:
    """One row a passage of a node."""
    named = _names(graph)
    titles = {source.key: source.about.title for source in graph.sources}
    for point in graph.points:
        for quote in point.quotes:
            values = (
                *(point.key, named(point.part)[0], titles.get(quote.source, ""), quote.start, quote.end),
                *(quote.exact, quote.prefix, quote.suffix, quote.place),
            )
            yield dict(zip(PASSAGES, map(_stored, values), strict=True))


def _names(graph: Graph) -> Callable[[str], tuple[str, str]]:
    """From the key of a part to the names of its case and its article."""
    titles = {source.key: source.about.title for source in graph.sources}
    found = {part.key: (part.name, titles.get(part.source, "")) for part in graph.parts}
    return lambda key: found.get(key, ("", ""))


def _ends(graph: Graph) -> Callable[[Relation], str]:
    """From a relation to the key of the node that it leads to, be it by the step which that node makes."""
    by_key = {relation.key: relation for relation in graph.relations}
    return lambda relation: by_key[relation.on].source if relation.on else relation.target


def _stored(value: Any) -> Any:
    if isinstance(value, str):
        return storable_text(value) or None
    return value

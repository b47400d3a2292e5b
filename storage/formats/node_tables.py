"""Nodes and links as tables, for statistics: one row a node, one row a relation. CSV and JSON share these columns.

Nodes: `id`, `number` ("1.2", within its case), `case`, `article` (citekey, else title), `depth` (0: a root), `parent`
(the parent's id, empty for a root), `position` (from 1, among its siblings), `kind` (claim, evidence, rebuttal,
undercut), `relation` to the parent (supports, rebuts, undercuts), `text`, `note`, `reasoning`, `tags` (joined by "; "
in CSV), `author`, `created` (ISO 8601, UTC), `unstated`, `taken_together` (the same word for premises of one step),
`scheme`, `confidence`, `relevance` (0 to 1), `quality`, `passages` (how many), `quotes`, `places` (both joined by " | "
in CSV), `start`, `end` (of the first passage, code points of its article's text), `children`, `descendants`,
`links_out`, `links_in`, `answer_status` (as the pairing tells it; empty without one).

Links: `id`, `source`, `target` (ids of nodes; of an answer the point that challenged), `on` (the link that it answers),
`kind`, `source_number`, `source_case`, `target_number`, `target_case`, `strength` (0 to 1), `note`, `author`,
`created`.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from models.comparison import answer_statuses
from models.entities import Case, Link, Node
from models.interchange.graph import Point
from models.steps import bearing_of
from storage.formats.registry import Snapshot

Row = dict[str, Any]
NODE_COLUMNS = (
    "id",
    "number",
    "case",
    "article",
    "depth",
    "parent",
    "position",
    "kind",
    "relation",
    "text",
    "note",
    "reasoning",
    "tags",
    "author",
    "created",
    "unstated",
    "taken_together",
    "scheme",
    "confidence",
    "relevance",
    "quality",
    "passages",
    "quotes",
    "places",
    "start",
    "end",
    "children",
    "descendants",
    "links_out",
    "links_in",
    "answer_status",
)
LINK_COLUMNS = (
    "id",
    "source",
    "target",
    "on",
    "kind",
    "source_number",
    "source_case",
    "target_number",
    "target_case",
    "strength",
    "note",
    "author",
    "created",
)


def node_rows(snapshot: Snapshot) -> list[Row]:
    """One row a node, in reading order; None is what is not known."""
    scope, graph = snapshot.scope, snapshot.graph
    cases = {case.id: case for case in scope.cases()}
    articles = {source.key: source.about.citekey or source.about.title for source in graph.sources}
    nodes = {node.id: node for node in scope.nodes()}
    out, into = _ends(scope.links())
    statuses = _statuses(snapshot)
    depths, positions, children, descendants = _shape(list(nodes.values()))
    together: dict[tuple[str | None, str], str] = {}
    rows: list[Row] = []
    for point in graph.points:
        node, case = nodes[point.key], cases[point.part]
        group = None
        if node.premise_group is not None:
            group = together.setdefault((node.parent_id, node.premise_group), f"g{len(together) + 1}")
        rows.append(
            {
                **_of_point(point, node, case, articles[case.article_id]),
                "depth": depths[node.id],
                "parent": node.parent_id if node.parent_id in nodes else None,
                "position": positions[node.id],
                "taken_together": group,
                "children": children[node.id],
                "descendants": descendants[node.id],
                "links_out": out[node.id],
                "links_in": into[node.id],
                "answer_status": statuses.get(node.id),
            }
        )
    return [{name: row[name] for name in NODE_COLUMNS} for row in rows]


def _of_point(point: Point, node: Node, case: Case, article: str) -> Row:
    first = point.quotes[0] if point.quotes else None
    undercuts = bearing_of(node) == "undercuts"
    return {
        "id": point.key,
        "number": point.number,
        "case": case.name,
        "article": article,
        "kind": "undercut" if undercuts else str(node.kind),
        "relation": bearing_of(node) or None,
        "text": point.text,
        "note": point.note,
        "reasoning": point.reasoning,
        "tags": list(point.tags),
        "author": point.author,
        "created": point.created,
        "unstated": point.implicit,
        "scheme": point.scheme,
        "confidence": point.confidence,
        "relevance": point.relevance,
        "quality": point.quality,
        "passages": len(point.quotes),
        "quotes": [quote.exact for quote in point.quotes],
        "places": [quote.place for quote in point.quotes],
        "start": first.start if first is not None else None,
        "end": first.end if first is not None else None,
    }


def _shape(nodes: list[Node]) -> tuple[dict[str, int], dict[str, int], Counter[str], Counter[str]]:
    """Depth, place among siblings, children and descendants of nodes in reading order."""
    known = {node.id for node in nodes}
    depths: dict[str, int] = {}
    positions: dict[str, int] = {}
    seen: Counter[tuple[str, str | None]] = Counter()
    children: Counter[str] = Counter()
    descendants: Counter[str] = Counter()
    for node in nodes:
        above = node.parent_id if node.parent_id in known else None
        depths[node.id] = depths[above] + 1 if above is not None else 0
        seen[node.case_id, above] += 1
        positions[node.id] = seen[node.case_id, above]
        if above is not None:
            children[above] += 1
    for node in reversed(nodes):
        if node.parent_id in known:
            descendants[str(node.parent_id)] += descendants[node.id] + 1
    return depths, positions, children, descendants


def _ends(links: list[Link]) -> tuple[Counter[str], Counter[str]]:
    out = Counter(link.source_id for link in links)
    return out, Counter(link.target_id for link in links if link.target_id is not None)


def _statuses(snapshot: Snapshot) -> dict[str, str]:
    if snapshot.pairing_id is None:
        return {}
    pairing = snapshot.project.pairing(snapshot.pairing_id)
    return {key: str(status) for key, status in answer_statuses(snapshot.project, pairing).items()}


def link_rows(snapshot: Snapshot) -> list[Row]:
    """One row a link, in the order they were made."""
    scope, graph = snapshot.scope, snapshot.graph
    numbers = {point.key: point.number for point in graph.points}
    cases = {point.key: point.part for point in graph.points}
    names = {case.id: case.name for case in scope.cases()}
    sources = {link.id: link.source_id for link in scope.links()}
    rows: list[Row] = []
    for link in scope.links():
        target = link.target_id or sources[str(link.target_link_id)]
        rows.append(
            {
                "id": link.id,
                "source": link.source_id,
                "target": target,
                "on": link.target_link_id,
                "kind": str(link.kind),
                "source_number": numbers[link.source_id],
                "source_case": names[cases[link.source_id]],
                "target_number": numbers[target],
                "target_case": names[cases[target]],
                "strength": link.strength,
                "note": link.note,
                "author": link.author,
                "created": link.created,
            }
        )
    return rows

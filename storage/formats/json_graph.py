"""JSON of nodes and links, for statistics and scripts: `pandas.DataFrame(found["nodes"])`.

One object: "nodes", "links" and "passages" are lists of flat objects with the columns of `table_rows`, the tags of a
node as a list; "cases" and "articles" say what they stand in. "directed" and "multigraph" are there for networkx:
`networkx.node_link_graph(found, edges="links")`.
"""

from __future__ import annotations

import json
from typing import Any

from models.bibliography.csl import to_csl
from models.interchange.features import EVERYTHING, Feature
from models.interchange.graph import Graph
from models.messages import N_
from models.texts import storable_text
from storage.formats.options import Option
from storage.formats.registry import Losses, Options, Snapshot, Subject
from storage.formats.table_rows import link_rows, node_rows, passage_rows

NAME = "json-graph"
TITLE = N_("JSON tables")
ABOUT = N_("Lists of nodes, links and passages for scripts and statistics, as pandas and networkx take them.")
SUBJECT: Subject = "map"
EXTENSIONS = (".json",)
OPTIONS = (Option("passages", N_("Passages"), N_("a list of the passages with their places"), True),)
_LEFT = {Feature.TEXTS, Feature.TAG_COLOURS, Feature.CLASHES, Feature.LINKS_OUTSIDE}


def carries(options: Options) -> frozenset[Feature]:
    """Nearly everything; the words of passages stand with their nodes in any case."""
    return EVERYTHING - _LEFT - (set() if options.get("passages", True) else {Feature.PLACES})


def recognises(data: bytes) -> bool:
    """A file as it is written here: it says nothing that another JSON would begin with."""
    return data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{\n"directed": true,\n"multigraph": true,')


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The object in UTF-8, one line for each of its things."""
    graph = snapshot.graph
    tags = {point.key: list(map(storable_text, point.tags)) for point in graph.points}
    found: dict[str, Any] = {
        "nodes": [row | {"tags": tags[row["id"]]} for row in node_rows(graph)],
        "links": list(link_rows(graph)),
        "passages": list(passage_rows(graph)) if options.get("passages", True) else [],
        "cases": [
            {"id": p.key, "name": p.name or None, "article": p.source or None, "annotator": p.annotator or None}
            for p in graph.parts
        ],
        "articles": [_article(graph, at) for at in range(len(graph.sources))],
        "pairings": [
            {"left": p.left, "right": p.right, "motion": p.motion or None, "notes": p.notes or None}
            for p in graph.pairs
        ],
    }
    lines = ["{", '"directed": true,', '"multigraph": true,', f'"graph": {_json({"title": graph.title or None})},']
    for name, rows in found.items():
        lines.append(f'"{name}": [' + ("" if rows else "],"))
        if rows:
            lines += [",\n".join(map(_json, rows)), "],"]
    lines[-1] = lines[-1].removesuffix(",")
    return ("\n".join([*lines, "}"]) + "\n").encode("utf-8", "replace"), []


def _article(graph: Graph, at: int) -> dict[str, Any]:
    source = graph.sources[at]
    about = source.about
    return {
        "id": source.key,
        "title": about.title or None,
        "authors": list(about.authors),
        "date": about.date or None,
        "url": about.url or None,
        "doi": about.doi or None,
        "csl": to_csl(about),
    }


_json = json.JSONEncoder(ensure_ascii=False).encode

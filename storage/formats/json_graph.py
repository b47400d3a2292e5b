"""Nodes and links as JSON, for statistics: {"nodes": […], "links": […], "cases": […], "articles": […]}.

The columns of nodes and links are those of storage.formats.node_tables, lists as lists, what is not known as null.
`cases`: id, name, article, annotator. `articles`: id and the fields of models.importing.about. In pandas
`pandas.DataFrame(json.load(open(path))["nodes"])` is the table of nodes. Nothing reads this back: for that there is
counterpoint JSON.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from models.interchange.features import EVERYTHING, Feature
from models.messages import N_
from storage.formats.node_tables import link_rows, node_rows
from storage.formats.options import Options
from storage.formats.registry import Losses, Snapshot, Subject

NAME = "json-graph"
TITLE = N_("Nodes and links (JSON)")
ABOUT = N_("Nodes, links, cases and articles as plain lists, for programs and statistics.")
SUBJECT: Subject = "map"
EXTENSIONS = (".nodes.json", ".json")
CARRIES = EVERYTHING - {
    Feature.TAG_COLOURS,
    Feature.TEXTS,
    Feature.PAIRINGS,
    Feature.CLASHES,
    Feature.LINKS_OUTSIDE,
}


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """One object in UTF-8, a row a line. There are no options."""
    graph = snapshot.graph
    parts = {
        "nodes": node_rows(snapshot),
        "links": link_rows(snapshot),
        "cases": [
            {"id": part.key, "name": part.name, "article": part.source, "annotator": part.annotator}
            for part in graph.parts
        ],
        "articles": [{"id": source.key, **asdict(source.about)} for source in graph.sources],
    }
    blocks = []
    for name, rows in parts.items():
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        blocks.append(f'"{name}": [\n{lines}\n]' if rows else f'"{name}": []')
    return ("{\n" + ",\n".join(blocks) + "\n}\n").encode("utf-8", "replace"), []

"""AIF JSON as AIFdb keeps it: claims (I), inferences (RA), conflicts (CA), rephrases (MA), and edges between them.

http://www.arg-tech.org/wp-content/uploads/2011/09/aif-spec.pdf and the nodesets of https://aifdb.org. What AIF has no
place for stands in fields named "counterpoint" that other readers pass over: of a claim its kind, passages, notes, tags
and figures (the fields of models.interchange.graph.Point), of a step its relations (Relation), of the file its parts,
sources and pairs.
"""

from __future__ import annotations

from typing import Any

from models.interchange.features import EVERYTHING, Feature
from models.interchange.graph import Graph
from models.interchange.rows import row_of
from models.messages import N_, _
from storage.formats.aif_reading import OWN, graph_from
from storage.formats.map_files import NotThisFormat, check_points, read_json, refuse, written_json
from storage.formats.options import Option, Options
from storage.formats.registry import Losses, Snapshot, Subject
from storage.formats.scheme_nodes import ATTACK, REPHRASE, SUPPORT, Step, own_of, steps_of

NAME = "aif"
TITLE = N_("AIF (JSON)")
ABOUT = N_("The Argument Interchange Format of AIFdb and OVA: claims, inferences and conflicts as nodes.")
SUBJECT: Subject = "map"
EXTENSIONS = (".aif.json", ".json")
OPTIONS = (
    Option("data", N_("Our own fields"), N_("passages, notes and the like, in fields that others pass over"), True),
)
_BARE = frozenset({Feature.UNDERCUTS, Feature.PREMISES, Feature.LINKS, Feature.ANSWERS, Feature.LINE_BREAKS})
_TYPES = {
    SUPPORT: ("RA", "Default Inference"),
    ATTACK: ("CA", "Default Conflict"),
    REPHRASE: ("MA", "Default Rephrase"),
}


def carries(options: Options) -> frozenset[Feature]:
    """With our own fields nearly everything; without them what any program of the family tells apart."""
    if options["data"]:
        return EVERYTHING - {Feature.CLASHES, Feature.LINKS_OUTSIDE, Feature.TEXTS}
    return _BARE


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """One object in UTF-8: claims in reading order, steps behind them, each with a number for its id."""
    graph, data = snapshot.graph, bool(options["data"])
    steps = steps_of(graph)
    ids = {point.key: str(at) for at, point in enumerate(graph.points, 1)}
    ids |= {step.key: str(at) for at, step in enumerate(steps, len(ids) + 1)}
    nodes = [_claim(point, ids[point.key], data) for point in graph.points]
    nodes += [_step(step, ids[step.key], data) for step in steps]
    edges = [(ids[premise], ids[step.key]) for step in steps for premise in step.premises]
    edges += [(ids[step.key], ids[step.target]) for step in steps]
    value: dict[str, Any] = {
        "nodes": nodes,
        "edges": [
            {"edgeID": str(at), "fromID": source, "toID": target, "formEdgeID": None}
            for at, (source, target) in enumerate(edges, 1)
        ],
        "locutions": [],
    }
    if data:
        value[OWN] = _whole(graph)
    return written_json(value), []


def _claim(point: Any, key: str, data: bool) -> dict[str, Any]:
    node = {"nodeID": key, "text": point.text, "type": "I", "timestamp": _time(point.created)}
    own = row_of(point, ("key", "text", "number", "where")) if data else {}
    return node | ({OWN: own} if own else {})


def _step(step: Step, key: str, data: bool) -> dict[str, Any]:
    kind, text = _TYPES[step.sort]
    node = {"nodeID": key, "text": step.scheme or text, "type": kind, "timestamp": _time(step.relations[0].created)}
    if step.scheme:
        node["scheme"] = step.scheme
    return node | ({OWN: own_of(step)} if data else {})


def _whole(graph: Graph) -> dict[str, Any]:
    lists = {"parts": graph.parts, "sources": graph.sources, "pairs": graph.pairs}
    found: dict[str, Any] = {name: [row_of(each) for each in things] for name, things in lists.items() if things}
    if graph.tag_colours:
        found["tag_colours"] = graph.tag_colours
    return found | ({"title": graph.title} if graph.title else {})


def _time(created: str) -> str:
    """2025-01-31T12:00:00.000Z -> 2025-01-31 12:00:00"""
    return created[:19].replace("T", " ")


def recognises(data: bytes) -> bool:
    """An object whose nodes have a nodeID; xAIF has them one level down."""
    head = data[:4096]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b'"AIF"' not in head and b'"nodeID"' in head


def parse(data: bytes, name: str) -> tuple[Graph, Losses]:
    """The map in a nodeset. Raises UserError."""
    try:
        graph, losses = graph_from(read_json(data, name))
    except NotThisFormat as fault:
        refuse(fault, name, _(TITLE))
    check_points(len(graph.points), name)
    return graph, losses

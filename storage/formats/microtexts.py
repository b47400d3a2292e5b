"""arg-microtexts XML: short argumentative texts with their graphs. https://github.com/peldszus/arg-microtexts

An <arggraph> holds <edu> (a stretch of text), <adu type="pro"|"opp">, and <edge type=… src trg>: seg (a stretch belongs
to a point), sup and exa (support, by example), reb (rebut), und (undercut: its target is an edge), add (taken together
with the source of another edge). The stretches in their order make the text, to which each point is tied.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.entities import LinkKind
from models.importing.about import About
from models.interchange.graph import Graph, Part, Point, Quote, Relation, Source
from models.messages import N_, Message, _
from storage.formats.map_files import NotThisFormat, check_points, clean, read_xml, refuse
from storage.formats.registry import Losses, Subject

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "microtexts"
TITLE = N_("arg-microtexts (XML)")
ABOUT = N_("The graphs of the arg-microtexts corpus: a short text with its points, attacks and undercuts.")
SUBJECT: Subject = "map"
EXTENSIONS = (".xml",)
_KINDS = {
    "sup": LinkKind.SUPPORTS,
    "exa": LinkKind.SUPPORTS,
    "reb": LinkKind.REBUTS,
    "und": LinkKind.UNDERCUTS,
}


@dataclass(slots=True)
class _Edge:
    key: str
    kind: str
    source: str
    target: str


@dataclass(slots=True)
class _Reading:
    """What stands in the file, and what of it could not be taken."""

    places: dict[str, tuple[int, int]] = field(default_factory=dict)  # of stretches, in the text
    points: dict[str, str] = field(default_factory=dict)  # pro or opp
    edges: dict[str, _Edge] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)


def recognises(data: bytes) -> bool:
    return b"<arggraph" in data[:4096]


def parse(data: bytes, name: str) -> tuple[Graph, Losses]:
    """The graph, with the text as its source. Raises UserError."""
    try:
        root = read_xml(data, name)
        if _tag(root) != "arggraph":
            raise NotThisFormat(_("its root is no arggraph"))
        graph, losses = _graph(root)
    except NotThisFormat as fault:
        refuse(fault, name, _(TITLE))
    check_points(len(graph.points), name)
    return graph, losses


def _tag(node: _Element) -> str:
    return node.tag if isinstance(node.tag, str) else ""


def _graph(root: _Element) -> tuple[Graph, Losses]:
    text, read = _read(root)
    stretches: dict[str, list[tuple[int, int]]] = defaultdict(list)
    into: dict[str, list[str]] = defaultdict(list)  # the sources of edges, by their target
    for edge in read.edges.values():
        into[edge.target].append(edge.source)
    for edge in read.edges.values():
        if edge.kind == "seg" and edge.target in read.points:
            stretches[edge.target] += _of_stretch(edge.source, read, into)
    points = []
    for key, side in read.points.items():
        places = sorted(set(stretches[key]))
        quotes = tuple(Quote(text[start:end], "text", start, end) for start, end in places)
        words = " ".join(text[start:end] for start, end in places)
        points.append(Point(key, words, tags=("opponent",) if side == "opp" else (), quotes=quotes, where=key))
    relations = list(_relations(read))
    about = About(title=str(root.get("id") or ""), language=_language(root))
    topic, stance = root.get("topic_id"), root.get("stance")
    notes = "; ".join(f"{name}: {value}" for name, value in (("topic", topic), ("stance", stance)) if value)
    graph = Graph(
        points=tuple(points),
        relations=tuple(relations),
        parts=(Part("text", about.title or "", "text"),),
        sources=(Source("text", about, text),) if text else (),
        title=about.title,
        notes=notes,
    )
    losses = [Message(key, {"count": count}) for key, count in read.told.items() if count]
    return graph, losses


def _language(root: _Element) -> str:
    return next((str(value) for name, value in root.attrib.items() if str(name).endswith("lang")), "")


def _read(root: _Element) -> tuple[str, _Reading]:
    read, pieces, length = _Reading(), [], 0
    for at, node in enumerate(root, 1):
        tag, key = _tag(node), node.get("id")
        if not tag:
            continue
        if not key:
            raise NotThisFormat(_("it has no id"), element=_("element {number}").format(number=at))
        if tag == "edu":
            words = " ".join(clean("".join(map(str, node.itertext()))).split())
            read.places[key] = (length, length + len(words))
            pieces.append(words)
            length += len(words) + 1
        elif tag == "adu":
            read.points.setdefault(key, str(node.get("type") or "pro"))
        elif tag == "edge":
            kind = str(node.get("type") or "")
            read.edges.setdefault(key, _Edge(key, kind, str(node.get("src") or ""), str(node.get("trg") or "")))
        elif tag != "joint":
            read.told["map.aif_unknown"] += 1
    return " ".join(pieces), read


def _of_stretch(key: str, read: _Reading, into: Mapping[str, list[str]]) -> list[tuple[int, int]]:
    """The stretches that a seg edge begins at: one, or (a joint) those whose seg edges lead to it."""
    if key in read.places:
        return [read.places[key]]
    return [read.places[part] for part in into.get(key, ()) if part in read.places]


def _relations(read: _Reading) -> list[Relation]:
    """The edges between points. What is added to an edge has its kind and target, and is taken together with it."""
    found: list[Relation] = []
    grouped = {edge.target for edge in read.edges.values() if edge.kind == "add"}
    bases: dict[str, _Edge | None] = {}
    for edge in read.edges.values():
        if edge.kind == "seg":
            continue
        base = _added_to(edge, read, bases)
        if base is None or base.kind not in _KINDS or edge.source not in read.points:
            read.told["map.aif_no_end" if base is None or base.kind in _KINDS else "map.aif_unknown"] += 1
            continue
        kind = _KINDS[base.kind]
        group = base.key if (edge is not base or edge.key in grouped) and kind is LinkKind.SUPPORTS else ""
        scheme = "Example" if base.kind == "exa" else ""
        is_edge = base.target in read.edges
        if not is_edge and base.target not in read.points:
            read.told["map.aif_no_end"] += 1
            continue
        target, on = ("", base.target) if is_edge else (base.target, "")
        found.append(Relation(edge.key, edge.source, target, on, kind, None, group, scheme, where=edge.key))
    return found


def _added_to(edge: _Edge, read: _Reading, bases: dict[str, _Edge | None]) -> _Edge | None:
    """The edge itself, or the one that it adds to in the end; None where that leads nowhere. `bases` are known ones."""
    path: list[str] = []
    at: _Edge | None = edge
    while at is not None and at.kind == "add" and at.key not in bases:
        bases[at.key] = None  # until it is known: a circle leads nowhere
        path.append(at.key)
        at = read.edges.get(at.target)
    base = bases[at.key] if at is not None and at.kind == "add" else at
    bases.update(dict.fromkeys(path, base))
    return base

"""DOT: the map for Graphviz, which draws it; readable in black and white, with each case in a frame of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.entities import MUTUAL, Kind, LinkKind
from models.interchange.features import EVERYTHING, Feature
from models.messages import N_, _
from models.words import KIND_NAMES, RELATIONS
from storage.formats.options import Option
from storage.formats.registry import Losses, Options, Snapshot, Subject

if TYPE_CHECKING:
    from models.interchange.graph import Graph, Point, Relation

NAME = "dot"
TITLE = N_("Graphviz (DOT)")
ABOUT = N_("A graph for Graphviz and the programs built on it, which lay it out and draw it.")
SUBJECT: Subject = "map"
EXTENSIONS = (".dot", ".gv")
OPTIONS = (
    Option("passages", N_("Passages"), N_("the quoted words, below the text of their node"), False),
    Option("notes", N_("Notes"), N_("notes, as what shows when a node is pointed at"), True),
    Option("links", N_("Links"), N_("relations between cases, and within one beside its tree"), True),
    Option("colour", N_("Colour"), N_("kinds by colour as well as by shape"), True),
    Option("width", N_("Width of lines"), N_("letters on a line of a node"), 36, low=12, high=120),
)
_CARRIES = frozenset(
    {
        Feature.KINDS,
        Feature.SEVERAL_CASES,
        Feature.CASE_NAMES,
        Feature.ORDER,
        Feature.UNDERCUTS,
        Feature.PREMISES,
        Feature.UNSTATED,
        Feature.LINE_BREAKS,
        Feature.LINKS,
        Feature.LINK_KINDS,
        Feature.LINK_STRENGTH,
        Feature.ANSWERS,
        Feature.PAIRINGS,
    }
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# by kind: shape, fill, frame; a double frame tells what attacks where there is no colour
_LOOKS = {
    Kind.CLAIM: ('shape=box, style="rounded,filled"', "#e8f0fb", "#2f5f9e"),
    Kind.EVIDENCE: ('shape=note, style="filled"', "#e9f5ec", "#2f7a4b"),
    Kind.REBUTTAL: ('shape=box, peripheries=2, style="filled"', "#fbeaea", "#a33a3a"),
}
_LINES = {
    LinkKind.SUPPORTS: ("#2f7a4b", "solid", "normal"),
    LinkKind.REBUTS: ("#a33a3a", "solid", "tee"),
    LinkKind.UNDERCUTS: ("#a33a3a", "dashed", "tee"),
}


def carries(options: Options) -> frozenset[Feature]:
    """What can be seen in the picture."""
    found = set(_CARRIES)
    if not options.get("links", True):
        found -= {Feature.LINKS, Feature.LINK_KINDS, Feature.LINK_STRENGTH, Feature.ANSWERS}
    if options.get("passages", False):
        found |= {Feature.PASSAGES, Feature.PLACES}
    if options.get("notes", True):
        found |= {Feature.NOTES, Feature.LINK_NOTES}
    assert found <= EVERYTHING
    return frozenset(found)


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The graph in UTF-8."""
    lines = _Writer(snapshot.graph, options).lines()
    return ("\n".join(lines) + "\n").encode("utf-8", "replace"), []


class _Writer:
    def __init__(self, graph: Graph, options: Options) -> None:
        self._graph = graph
        self._options = options
        self._names = {point.key: f"n{at}" for at, point in enumerate(graph.points, 1)}
        self._width = int(options.get("width", 36))
        self._links = bool(options.get("links", True))
        told = [r for r in graph.relations if r.tree or self._links]
        self._relations = {relation.key: relation for relation in told}
        self._places = self._midpoints()
        parts = {point.key: point.part for point in graph.points}
        self._in_part: dict[str, list[str]] = {part.key: [] for part in graph.parts}
        for point in graph.points:
            self._in_part.setdefault(point.part, []).append(self._node(point))
        for name, key in {name: key for key, name in reversed(self._places.items())}.items():
            place = f'{name} [shape=point, width=0.06, label="", color="#555b66"];'
            self._in_part[parts[self._relations[key].source]].append(place)

    def _midpoints(self) -> dict[str, str]:
        """By the relation that needs one, the name of the point in the middle of its line."""
        members: dict[str, list[str]] = {}
        for relation in self._relations.values():
            if relation.group:
                members.setdefault(relation.group, []).append(relation.key)
        joined = [keys for keys in members.values() if len(keys) > 1]
        attacked = dict.fromkeys(r.on for r in self._relations.values() if r.on in self._relations)
        places: dict[str, str] = {}
        for keys in joined:
            places |= dict.fromkeys(keys, f"j{len(places) + 1}")
        for key in attacked:
            places.setdefault(key, f"j{len(places) + 1}")
        return places

    def lines(self) -> Iterator[str]:
        title = self._graph.title or _("Argument map")
        yield f"digraph {quoted(title)} {{"
        looks = "labelloc=t, rankdir=RL, fontname=Helvetica, fontsize=14, ordering=in, ranksep=0.6, nodesep=0.12"
        yield f"  graph [label={quoted(title)}, {looks}];"
        yield "  node [fontname=Helvetica, fontsize=11, margin=0.12];"
        yield "  edge [fontname=Helvetica, fontsize=9];"
        shown = len(self._graph.parts) > 1 or any(part.name.strip() for part in self._graph.parts)
        for at, part in enumerate(self._graph.parts, 1):
            margin = "    " if shown else "  "
            if shown:
                yield f"  subgraph cluster_{at} {{"
                yield f'    label={quoted(part.name or str(at))}; style="rounded"; color="#8a8f98"; labeljust=l;'
            for line in self._in_part[part.key]:
                yield margin + line
            if shown:
                yield "  }"
        yield from self._edges()
        yield "}"

    def _node(self, point: Point) -> str:
        kind = point.kind or Kind.CLAIM
        looks, fill, frame = _LOOKS[kind]
        if not self._options.get("colour", True):
            fill, frame = "#ffffff", "#000000"
        if point.implicit:
            looks = looks.replace("filled", "filled,dashed")
        head = " ".join(filter(None, (point.number, _(KIND_NAMES[str(kind)]))))
        if point.implicit:
            head += f" ({_('unstated')})"
        label = [head, *wrapped(point.text, self._width)]
        if self._options.get("passages", False):
            for quote in point.quotes:
                place = f" ({quote.place})" if quote.place else ""
                label += wrapped(f"“{quote.exact}”{place}", self._width)
        values = [f"label={label_of(label)}", looks, f'fillcolor="{fill}", color="{frame}"']
        if self._options.get("notes", True) and point.note.strip():
            values.append(f"tooltip={quoted(point.note)}")
        values.append(f"class={quoted(str(kind))}")
        return f"{self._names[point.key]} [{', '.join(values)}];"

    def _edges(self) -> Iterator[str]:
        done: set[str] = set()
        for key, relation in self._relations.items():
            place = self._places.get(key)
            target = self._names.get(relation.target) or self._places.get(relation.on, "")
            if not target:
                continue
            looks = self._line(relation)
            if place is None:
                yield f"  {self._names[relation.source]} -> {target} [{looks}];"
                continue
            colour, style, _head = self._look(relation)
            yield f'  {self._names[relation.source]} -> {place} [arrowhead=none, color="{colour}", style={style}];'
            if place not in done:
                done.add(place)
                yield f"  {place} -> {target} [{looks}];"

    def _look(self, relation: Relation) -> tuple[str, str, str]:
        if relation.tree:
            colour, style, head = _LINES[relation.kind]
        else:
            head = "tee" if relation.kind in (LinkKind.REBUTS, LinkKind.UNDERCUTS, LinkKind.TURNS) else "vee"
            colour, style = "#6a3fa0", "dotted"
        return (colour if self._options.get("colour", True) else "#000000"), style, head

    def _line(self, relation: Relation) -> str:
        colour, style, head = self._look(relation)
        values = [f'color="{colour}", style={style}, arrowhead={head}']
        if not relation.tree:
            # beside the line: Graphviz 2 crashes over labels on lines between frames
            words = _(RELATIONS[str(relation.kind)][0])
            if relation.strength is not None:
                words += f" ({round(relation.strength * 100)}%)"
            values.append(f'xlabel={label_of([words])}, constraint=false, fontcolor="{colour}"')
            if relation.kind in MUTUAL:
                values.append("dir=both, arrowtail=vee")
            if relation.note.strip() and self._options.get("notes", True):
                values.append(f"tooltip={quoted(relation.note)}")
        values.append(f"class={quoted(str(relation.kind))}")
        return ", ".join(values)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most about `width` letters; longer words are broken."""
    import textwrap

    lines: list[str] = []
    for line in _CONTROLS.sub(" ", text).replace("\t", " ").split("\n"):
        lines += textwrap.wrap(line, width, break_on_hyphens=False) or ([""] if lines else [])
    return lines


def quoted(text: str) -> str:
    """A string of DOT, in which Graphviz finds no escape of its own (\\N, \\G …)."""
    text = _CONTROLS.sub(" ", text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{_entities(text)}"'


def label_of(lines: list[str]) -> str:
    """A label with its lines centred."""
    escaped = (_CONTROLS.sub(" ", line).replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + _entities("\\n".join(escaped)) + '"'


def _entities(text: str) -> str:
    """Graphviz reads HTML's entities in every string."""
    return text.replace("&", "&amp;")

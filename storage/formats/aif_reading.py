"""AIF nodes and edges as a graph: what AIFdb, OVA, Araucaria and their kin write, and files of ours.

I-nodes (and L-nodes that argue by themselves) are points, RA, CA, MA and PA are steps. The dialogue layer (L, TA, YA)
tells who said a point. What else there is, is counted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from models.interchange.graph import Graph, Point, Quote, Source
from models.interchange.rows import pair_of, part_of, point_of, source_of
from models.messages import Message, _
from storage.formats.map_files import NotThisFormat, clean
from storage.formats.scheme_nodes import ATTACK, OTHER, REPHRASE, SUPPORT, own_from, relations_from

OWN = "counterpoint"
SORTS = {"RA": SUPPORT, "CA": ATTACK, "MA": REPHRASE, "PA": OTHER}
DIALOGUE = frozenset({"L", "TA", "YA"})
PLAIN = frozenset(
    {"", "ra", "ca", "ma", "pa", "default inference", "default conflict", "default rephrase", "default preference"}
)
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(slots=True)
class Nodes:
    """The nodes of a file by what they are."""

    claims: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    steps: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    spoken: dict[str, Mapping[str, Any]] = field(default_factory=dict)  # L
    acts: dict[str, Mapping[str, Any]] = field(default_factory=dict)  # TA, YA
    told: Counter[str] = field(default_factory=Counter)


def graph_from(value: Any, quotes: Mapping[str, Quote] | None = None, text: str = "") -> tuple[Graph, list[Message]]:
    """The map in an AIF object. `quotes`: passages of `text` by the node that they show. Raises NotThisFormat."""
    if not isinstance(value, Mapping) or not isinstance(value.get("nodes"), list):
        raise NotThisFormat(_("it has no list of nodes"))
    nodes = _sorted(value["nodes"])
    edges = _edges(value.get("edges"))
    _speaking(nodes, edges)
    speakers = _speakers(nodes, edges, value)
    held = value.get(OWN)
    own: Mapping[str, Any] = held if isinstance(held, Mapping) else {}
    points = [_point(key, node, speakers, (quotes or {}).get(key)) for key, node in nodes.claims.items()]
    steps = {key: (SORTS[_type(node)], _scheme(node)) for key, node in nodes.steps.items()}
    rows = {key: node[OWN] for key, node in nodes.steps.items() if isinstance(node.get(OWN), Mapping)}
    dialogue = nodes.acts.keys() | nodes.spoken.keys()
    argued = [edge for edge in edges if dialogue.isdisjoint(edge)]
    found = relations_from(nodes.claims, steps, argued, *own_from(rows))
    nodes.told.update(found.counts)
    nodes.told["map.aif_spoken"] += len(nodes.spoken)
    nodes.told["map.aif_preference"] += sum(_type(node) == "PA" for node in nodes.steps.values())
    losses = [Message(key, {"count": count}) for key, count in nodes.told.items() if count]
    sources = _list(own, "sources", source_of)
    if text and not sources:
        sources = (Source("text", text=text),)
    graph = Graph(
        points=tuple(points),
        relations=found.relations,
        parts=_list(own, "parts", part_of),
        sources=sources,
        pairs=_list(own, "pairs", pair_of),
        title=str(own.get("title", "")),
        tag_colours=_colours(own.get("tag_colours")),
    )
    return graph, losses


def _list(own: Mapping[str, Any], name: str, made: Any) -> tuple[Any, ...]:
    found = own.get(name)
    return tuple(made(row) for row in found if isinstance(row, Mapping)) if isinstance(found, list) else ()


def _colours(found: Any) -> dict[str, str]:
    held = found.items() if isinstance(found, Mapping) else ()
    return {name: colour for name, colour in held if isinstance(name, str) and isinstance(colour, str)}


def _key(value: Any) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _type(node: Mapping[str, Any]) -> str:
    return str(node.get("type", "")).strip().upper()


def _words(node: Mapping[str, Any]) -> str:
    text = node.get("text")
    return clean(text) if isinstance(text, str) else ""


def _sorted(rows: Sequence[Any]) -> Nodes:
    nodes = Nodes()
    for at, node in enumerate(rows, 1):
        if not isinstance(node, Mapping):
            raise NotThisFormat(_("it is no object"), element=_("node {number}").format(number=at))
        key = _key(node.get("nodeID"))
        if not key:
            raise NotThisFormat(_("it has no nodeID"), element=_("node {number}").format(number=at))
        kind = _type(node)
        held = nodes.claims if kind == "I" else nodes.steps if kind in SORTS else nodes.acts
        held = nodes.spoken if kind == "L" else held
        if kind not in SORTS and kind not in DIALOGUE and kind != "I":
            nodes.told["map.aif_unknown"] += 1
            continue
        if key in held:
            nodes.told["map.same_key"] += 1
            continue
        held[key] = node
    return nodes


def _edges(rows: Any) -> list[tuple[str, str]]:
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise NotThisFormat(_("its edges are no list"))
    found = []
    for at, edge in enumerate(rows, 1):
        if not isinstance(edge, Mapping):
            raise NotThisFormat(_("it is no object"), element=_("edge {number}").format(number=at))
        found.append((_key(edge.get("fromID")), _key(edge.get("toID"))))
    return found


def _speaking(nodes: Nodes, edges: Sequence[tuple[str, str]]) -> None:
    """What is said and argues by itself, with no claim between, is a point."""
    for source, target in edges:
        for one, other in ((source, target), (target, source)):
            if one in nodes.spoken and (other in nodes.steps or other in nodes.spoken):
                nodes.claims[one] = nodes.spoken[one]
    for key in nodes.claims:
        nodes.spoken.pop(key, None)


def _speakers(nodes: Nodes, edges: Sequence[tuple[str, str]], value: Mapping[str, Any]) -> dict[str, str]:
    """Who said a claim: by the locution whose illocution leads to it."""
    people: dict[str, str] = {}
    for person in value.get("participants") or () if isinstance(value.get("participants"), list) else ():
        if isinstance(person, Mapping):
            names = [person.get(name) for name in ("firstname", "surname", "name")]
            people[_key(person.get("participantID"))] = " ".join(n for n in names if isinstance(n, str) and n)
    said: dict[str, str] = {}
    for each in value.get("locutions") or () if isinstance(value.get("locutions"), list) else ():
        if isinstance(each, Mapping):
            person = _key(each.get("personID"))
            said[_key(each.get("nodeID"))] = people.get(person, person)
    for key, node in nodes.spoken.items():
        speaker, colon, _rest = _words(node).partition(":")
        if colon and len(speaker) < 60 and not said.get(key):
            said[key] = speaker.strip()
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in edges:
        after[source].append(target)
    found: dict[str, str] = {}
    for key, speaker in said.items():
        for act in after[key]:
            if act in nodes.acts and _type(nodes.acts[act]) == "YA":
                found |= {claim: speaker for claim in after[act] if claim in nodes.claims}
        if key in nodes.claims:
            found[key] = speaker
    return found


def _point(key: str, node: Mapping[str, Any], speakers: Mapping[str, str], quote: Quote | None) -> Point:
    point = point_of(node.get(OWN), key=key, text=_words(node), where=f"node {key}")
    if speakers.get(key) and not point.author:
        point = replace(point, author=speakers[key])
    return replace(point, quotes=(quote,)) if quote is not None and not point.quotes else point


def _scheme(node: Mapping[str, Any]) -> str:
    """The name of a scheme in words ("ExpertOpinion" is how Araucaria writes it); "" for the usual ones."""
    for found in (node.get("scheme"), node.get("text")):
        if isinstance(found, str) and found.strip().casefold() not in PLAIN:
            return _WORDS.sub(" ", found.strip())
    return ""

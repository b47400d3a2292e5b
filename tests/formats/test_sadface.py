"""SADFace out and in: its own rules, odd files, round trips, and arguebuf."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from models.errors import UserError
from models.interchange.graph import Graph
from models.project import Project
from storage.formats.registry import Snapshot, by_name
from tests.formats.maps import comparable, projects
from tests.formats.samples import debate
from tests.judges import judge

SADFACE = by_name("sadface")


def made(nodes: list[dict[str, Any]], edges: list[tuple[str, str]], **more: Any) -> bytes:
    rows = [{"id": str(at), "source_id": one, "target_id": other} for at, (one, other) in enumerate(edges)]
    return json.dumps({"metadata": {}, "resources": [], "nodes": nodes, "edges": rows} | more).encode()


def atom(key: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "type": "atom", "text": text, "sources": [], "metadata": {}} | more


def scheme(key: str, name: str) -> dict[str, Any]:
    return {"id": key, "type": "scheme", "name": name}


def read(data: bytes) -> tuple[Graph, dict[str, Any]]:
    graph, losses = SADFACE.parse(data, "map.json")
    return graph, {loss.key: loss.arguments["count"] for loss in losses}


@given(projects())
def test_what_goes_out_comes_back(drawn: tuple[Project, str | None]) -> None:
    snapshot = Snapshot(*drawn)
    if snapshot.graph.points:
        data, _losses = SADFACE.write(snapshot)
        carries = SADFACE.carries({})
        assert comparable(SADFACE.parse(data, "x.json")[0], carries) == comparable(snapshot.graph, carries)


@given(projects())
def test_no_atom_joins_an_atom_and_every_end_is_there(drawn: tuple[Project, str | None]) -> None:
    value = json.loads(SADFACE.write(Snapshot(*drawn))[0])
    types = {node["id"]: node["type"] for node in value["nodes"]}
    for edge in value["edges"]:
        assert "scheme" in (types[edge["source_id"]], types[edge["target_id"]])
    resources = {resource["id"] for resource in value["resources"]}
    named = {source["resource_id"] for node in value["nodes"] for source in node.get("sources", ())}
    assert named <= resources


def test_a_file_of_others_is_read_with_its_resources() -> None:
    nodes = [
        atom("a", "Trams", sources=[{"resource_id": "r", "text": "quiet", "offset": 10, "length": 5}]),
        atom("b", "Quick"),
        atom("c", "Slow"),
        atom("d", "Why"),
        scheme("s", "Expert Opinion"),
        scheme("t", "attack"),
        scheme("u", "Undercutter"),
    ]
    edges = [("b", "s"), ("s", "a"), ("c", "t"), ("t", "a"), ("d", "u"), ("u", "s"), ("c", "b")]
    resource = {"id": "r", "content": "Trams are quiet.", "metadata": {"title": "On trams"}, "type": "text"}
    graph, told = read(made(nodes, edges, resources=[resource]))
    assert [(r.source, r.target, r.on, str(r.kind), r.scheme) for r in graph.relations] == [
        ("b", "a", "", "supports", "Expert Opinion"),
        ("c", "a", "", "rebuts", ""),
        ("d", "", "s/0/0", "undercuts", "Undercutter"),
        ("c", "b", "", "supports", ""),
    ]
    (quote,) = graph.points[0].quotes
    assert graph.sources[0].text[quote.start : quote.end] == quote.exact == "quiet"
    assert graph.sources[0].about.title == "On trams"
    assert told == {"map.aif_direct": 1}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b'{"nodes": [', "line 1"),
        (b"3", "no list of nodes"),
        (b'{"nodes": [{"type": "atom"}]}', "node 1: it has no id"),
        (made([], []), "holds no argument map"),
        (b'{"nodes": [{"id": "a", "type": "atom"}], "edges": [3]}', "edge 1"),
    ],
)
def test_what_is_none_is_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        SADFACE.parse(data, "map.json")


@pytest.mark.judge
def test_arguebuf_reads_what_goes_out() -> None:
    data = json.loads(SADFACE.write(Snapshot(debate().world.project))[0])
    (found,) = judge("arguebuf_read.py", [{"format": "sadface", "data": data}])
    assert found["atoms"] == [node["text"] for node in data["nodes"] if node["type"] == "atom"]
    assert found["schemes"] == sum(node["type"] == "scheme" for node in data["nodes"])
    assert found["edges"] == len(data["edges"])

"""GraphML: networkx finds every point and relation with what is said of them."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from models.interchange.graph import Graph
from storage.formats.graphml import write
from storage.formats.registry import Snapshot, by_name
from tests.factories import World
from tests.formats.maps_at_random import graph_at_random
from tests.judges import judge


class Told:
    """A snapshot of a graph, however it came about."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph


def written(graph: Graph, **options: Any) -> bytes:
    return write(Told(graph), options)[0]  # type: ignore[arg-type]


@pytest.mark.judge
def test_networkx_finds_what_was_written() -> None:
    graphs = [graph_at_random(seed) for seed in range(300)]
    found = judge("graphml.py", [written(graph).decode() for graph in graphs])
    for seed, (graph, answer) in enumerate(zip(graphs, found, strict=True)):
        points = [said for _name, said in answer["nodes"] if said["type"] == "point"]
        steps = [name for name, said in answer["nodes"] if said["type"] == "step"]
        assert [said["text"] for said in points] == [p.text.replace("\r", "\n") for p in graph.points], seed
        for said, point in zip(points, graph.points, strict=True):
            assert said.get("kind") == str(point.kind)
            assert (said["number"], said["unstated"]) == (point.number, point.implicit)
            assert said.get("confidence") == point.confidence
            assert said.get("note", "") == point.note
            assert bool(point.quotes) == ("passages" in said)
        assert len(answer["edges"]) == len(graph.relations) + len(steps), seed
        kinds = sorted(said["relation"] for _from, _to, said in answer["edges"] if said["relation"] != "premise")
        assert len(kinds) >= len([r for r in graph.relations if not r.tree])
        assert answer["directed"]


def test_a_step_that_is_undercut_is_a_node() -> None:
    world = World()
    case = world.case(world.article("x"), "A <case> & more")
    top = world.node(case, "Top")
    below = world.node(case, "Below\x08 \ufffe", top)
    world.node(case, "Undercut", below, "rebuttal", inference=True, created="")
    data, losses = by_name("graphml").write(Snapshot(world.project))
    root = etree.fromstring(data)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    edges = [(e.get("source"), e.get("target")) for e in root.iterfind(".//g:edge", space)]
    assert edges == [("n2", "s1"), ("s1", "n1"), ("n3", "s1")]
    assert root.findtext(".//g:node[@id='n2']/g:data[@key='n_text']", None, space) == "Below\ufffd \ufffd"
    assert root.findtext(".//g:node[@id='n2']/g:data[@key='n_case']", None, space) == "A <case> & more"
    assert [loss.key for loss in losses] == ["lost.sources"]
    assert by_name("graphml").write(Snapshot(world.project))[0] == data

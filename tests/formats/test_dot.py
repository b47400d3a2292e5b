"""DOT: Graphviz draws it, whatever the words, and finds every node, relation and case."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from models.interchange.graph import Graph
from storage.formats.dot import label_of, quoted, wrapped, write
from storage.formats.registry import Snapshot, by_name
from tests.factories import World
from tests.formats.maps_at_random import graph_at_random


class Told:
    """A snapshot of a graph, however it came about."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph


def drawn(graph: Graph, **options: Any) -> dict[str, Any]:
    """What Graphviz makes of it, in a process of its own: one that draws many graphs falls over its own leavings."""
    data = write(Told(graph), options)[0]  # type: ignore[arg-type]
    done = subprocess.run(["dot", "-Tdot_json"], input=data, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.judge
@pytest.mark.parametrize("options", [{}, {"passages": True, "colour": False}], ids=["usual", "without colour"])
def test_graphviz_finds_what_was_written(options: dict[str, Any]) -> None:
    for seed in range(40):
        graph = graph_at_random(seed)
        found = drawn(graph, **options)
        objects = found["objects"]
        nodes = [each for each in objects if each["name"].startswith("n")]
        clusters = [each for each in objects if each["name"].startswith("cluster")]
        assert len(nodes) == len(graph.points), seed
        named = len(graph.parts) > 1 or any(part.name.strip() for part in graph.parts)
        assert len(clusters) == (len(graph.parts) if named else 0), seed
        for node, point in zip(nodes, graph.points, strict=True):
            assert point.number in node["label"]
            assert node["class"] == str(point.kind)
        places = [each for each in objects if each.get("shape") == "point"]
        told = sum(1 for relation in graph.relations)
        joined: dict[str, int] = {}
        for relation in graph.relations:
            if relation.group:
                joined[relation.group] = joined.get(relation.group, 0) + 1
        shared = sum(count - 1 for count in joined.values() if count > 1)
        assert len(found.get("edges", [])) == told + len(places), (seed, shared)


def test_labels_say_just_what_was_typed() -> None:
    assert quoted('a "b" \\N &lt; <b>\n') == '"a \\"b\\" \\\\N &amp;lt; <b>\\n"'
    assert label_of(["\\G", "x\x00y"]) == '"\\\\G\\nx y"'
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("a" * 30, 12) == ["a" * 12, "a" * 12, "a" * 6]


@pytest.mark.judge
def test_words_are_drawn_as_they_are() -> None:
    world = World()
    case = world.case(world.article("x"), 'The "case" \\N')
    world.node(case, 'a <b>bold</b> \\N \\l &amp; "quote" {x|y}\x07')
    data, _losses = by_name("dot").write(Snapshot(world.project), {"width": 100})
    done = subprocess.run(["dot", "-Tsvg"], input=data, capture_output=True, check=True, timeout=60)
    assert done.stderr == b""
    svg = done.stdout.decode()
    for words in ("a &lt;b&gt;bold&lt;/b&gt; \\N \\l &amp;amp;", "&quot;quote&quot; {x|y}", "The &quot;case&quot; \\N"):
        assert words.replace(" ", "") in svg.replace("&#45;", "-").replace("&#160;", " ").replace(" ", ""), words


@pytest.mark.judge
def test_an_undercut_meets_the_line_that_it_attacks() -> None:
    world = World()
    case = world.case(world.article("x"))
    top = world.node(case, "Top")
    below = world.node(case, "Below", top)
    world.node(case, "Undercut", below, "rebuttal", inference=True)
    data, losses = by_name("dot").write(Snapshot(world.project))
    lines = [line.strip() for line in data.decode().splitlines() if "->" in line]
    assert [line.partition(" [")[0] for line in lines] == ["n2 -> j1", "j1 -> n1", "n3 -> j1"]
    assert [loss.key for loss in losses] == ["lost.sources"]

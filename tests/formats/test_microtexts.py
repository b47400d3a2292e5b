"""arg-microtexts: points tied to their text, undercuts of edges, premises taken together."""

from __future__ import annotations

import pytest

from models.errors import UserError
from models.interchange.arranging import arrange
from storage.formats.registry import by_name
from tests.judges import judge

FORMAT = by_name("microtexts")
FILE = b"""<?xml version='1.0' encoding='UTF-8'?>
<arggraph id="trams_1" topic_id="trams_or_buses" stance="pro">
  <edu id="e1"><![CDATA[The town needs trams.]]></edu>
  <edu id="e2"><![CDATA[They are quiet,]]></edu>
  <edu id="e3"><![CDATA[and quiet towns are healthy.]]></edu>
  <edu id="e4"><![CDATA[Some say they squeal,]]></edu>
  <edu id="e5"><![CDATA[but only in old towns.]]></edu>
  <joint id="j1"/>
  <adu id="a1" type="pro"/>
  <adu id="a2" type="pro"/>
  <adu id="a3" type="pro"/>
  <adu id="a4" type="opp"/>
  <adu id="a5" type="pro"/>
  <edge id="c6" src="e1" trg="a1" type="seg"/>
  <edge id="c7" src="e2" trg="a2" type="seg"/>
  <edge id="c8" src="e3" trg="a3" type="seg"/>
  <edge id="c9" src="e4" trg="j1" type="seg"/>
  <edge id="c10" src="e5" trg="j1" type="seg"/>
  <edge id="c11" src="j1" trg="a4" type="seg"/>
  <edge id="c1" src="a2" trg="a1" type="sup"/>
  <edge id="c2" src="a3" trg="c1" type="add"/>
  <edge id="c3" src="a4" trg="c1" type="und"/>
  <edge id="c4" src="a5" trg="c3" type="und"/>
</arggraph>
"""


def test_a_graph_comes_in_over_its_text() -> None:
    graph, losses = FORMAT.parse(FILE, "trams.xml")
    (source,) = graph.sources
    assert source.text.startswith("The town needs trams. They are quiet, and quiet")
    for point in graph.points:
        assert [source.text[q.start : q.end] for q in point.quotes] == [q.exact for q in point.quotes]
    assert [p.text for p in graph.points][3:] == ["Some say they squeal, but only in old towns.", ""]
    assert graph.points[3].tags == ("opponent",)
    assert graph.notes == "topic: trams_or_buses; stance: pro"
    assert not losses
    tree = arrange(graph).placed["text"]
    assert [(p.point.key, p.parent, p.inference, bool(p.group)) for p in tree] == [
        ("a1", "", False, False),
        ("a2", "a1", False, True),
        ("a4", "a2", True, False),
        ("a5", "a4", True, False),
        ("a3", "a1", False, True),
    ]


def test_what_leads_nowhere_is_told() -> None:
    broken = FILE.replace(b'trg="c1" type="und"', b'trg="zz" type="und"').replace(b'type="sup"', b'type="what"')
    _graph, losses = FORMAT.parse(broken, "trams.xml")
    assert {loss.key: loss.arguments["count"] for loss in losses} == {"map.aif_no_end": 1, "map.aif_unknown": 2}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"<arggraph>", "line 1"),
        (b"<other/>", "its root is no arggraph"),
        (b"<arggraph><edu/></arggraph>", "element 1"),
        (b"<arggraph></arggraph>", "holds no argument map"),
        (b"<arggraph>" + b"<a>" * 100_000, "nested"),
    ],
)
def test_what_is_none_is_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        FORMAT.parse(data, "map.xml")


def test_edges_that_add_to_each_other_end() -> None:
    edges = b'<edge id="x" src="a" trg="y" type="add"/><edge id="y" src="a" trg="x" type="add"/>'
    circle = b'<arggraph><adu id="a"/>' + edges + b"</arggraph>"
    graph, losses = FORMAT.parse(circle, "map.xml")
    assert not graph.relations and losses[0].arguments["count"] == 2


@pytest.mark.judge
def test_arguebuf_finds_the_same_points() -> None:
    parts = {b'src="e5" trg="j1"': b'src="e5" trg="a5"', b'src="e4" trg="j1"': b'src="e4" trg="a4"'}
    whole = FILE  # it wants words for every point, and knows no joints
    for old, new in parts.items():
        whole = whole.replace(old, new)
    whole = whole.replace(b'<edge id="c11" src="j1" trg="a4" type="seg"/>', b"")
    (found,) = judge("arguebuf_read.py", [{"format": "microtexts", "data": whole.decode().partition("?>")[2].strip()}])
    graph, _losses = FORMAT.parse(whole, "trams.xml")
    assert sorted(found["atoms"]) == sorted(point.text for point in graph.points)

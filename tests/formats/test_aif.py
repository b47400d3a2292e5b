"""AIF out and in, and xAIF in: against the rules of nodes and edges, files of others, and arguebuf."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from models.entities import LinkKind
from models.errors import UserError
from models.interchange.arranging import arrange
from models.interchange.features import Feature
from models.interchange.graph import Graph
from models.project import Project
from storage.formats.registry import Snapshot, by_name
from tests.formats.maps import comparable, projects
from tests.formats.reducing import attack_or_support
from tests.judges import judge

AIF, XAIF = by_name("aif"), by_name("xaif")
STEPS = {"RA", "CA", "MA", "PA"}


def nodeset(nodes: str, edges: str, **more: Any) -> bytes:
    """ "1 I First; 2 RA Default Inference", "1 2; 2 3"."""
    made = [dict(zip(("nodeID", "type", "text"), row.strip().split(" ", 2), strict=False)) for row in nodes.split(";")]
    joined = [row.split() for row in edges.split(";") if row.strip()]
    rows = [{"edgeID": at, "fromID": one, "toID": other} for at, (one, other) in enumerate(joined)]
    return json.dumps({"nodes": made, "edges": rows, "locutions": [], **more}).encode()


def read(data: bytes) -> tuple[Graph, dict[str, Any]]:
    graph, losses = AIF.parse(data, "map.json")
    return graph, {loss.key: loss.arguments["count"] for loss in losses}


def relations(graph: Graph) -> list[tuple[str, str, str, str]]:
    return [(r.source, r.target, r.on, str(r.kind)) for r in graph.relations]


@given(projects())
def test_what_goes_out_comes_back(drawn: tuple[Project, str | None]) -> None:
    project, pairing_id = drawn
    for options in ({}, {"data": False}):
        snapshot = Snapshot(project, pairing_id)
        counts = snapshot.counts
        shared = counts[Feature.PREMISES] and counts[Feature.UNDERCUTS]
        if not snapshot.graph.points or (options and (counts[Feature.ANSWERS] or shared)):
            continue  # bare AIF tells neither an answer from an undercut nor which of the premises was attacked
        data, _losses = AIF.write(snapshot, options)
        carries = AIF.carries({"data": True} | options)
        found = AIF.parse(data, "x.json")[0]
        if options:  # a rephrase tells more than a support, and CARRIES promises no more than that
            kinds = (replace(r, kind=attack_or_support(r.kind)) if not r.on else r for r in found.relations)
            found = replace(found, relations=tuple(kinds))
        assert comparable(found, carries) == comparable(snapshot.graph, carries)


@given(projects())
def test_the_rules_of_nodes_and_edges_hold(drawn: tuple[Project, str | None]) -> None:
    value = json.loads(AIF.write(Snapshot(*drawn))[0])
    types = {node["nodeID"]: node["type"] for node in value["nodes"]}
    assert len(types) == len(value["nodes"])
    assert all(isinstance(key, str) for key in types)
    into, out = dict.fromkeys(types, 0), dict.fromkeys(types, 0)
    for edge in value["edges"]:
        source, target = edge["fromID"], edge["toID"]
        assert edge["formEdgeID"] is None and isinstance(edge["edgeID"], str)
        assert types[source] != "I" or types[target] in STEPS  # no claim joins a claim
        out[source] += 1
        into[target] += 1
    for key, kind in types.items():
        if kind in STEPS:
            assert into[key] >= 1 and out[key] == 1


def test_premises_share_an_inference_and_an_undercut_attacks_it() -> None:
    data = nodeset(
        "1 I Trams; 2 I Quiet; 3 I Quick; 4 RA Default Inference; 5 I Not at night; 6 CA CA; 7 I Y; 8 CA x",
        "2 4; 3 4; 4 1; 5 6; 6 4; 7 8; 8 6",
    )
    graph, told = read(data)
    assert relations(graph) == [
        ("2", "1", "", "supports"),
        ("3", "1", "", "supports"),
        ("5", "", "4/0/0", "undercuts"),
        ("7", "", "6/0/0", "undercuts"),
    ]
    assert len({r.group for r in graph.relations[:2]}) == 1 and graph.relations[0].group
    assert told == {}
    tree = arrange(graph).placed[""]
    assert [(p.point.key, p.parent, p.inference) for p in tree] == [
        ("1", "", False),
        ("2", "1", False),
        ("5", "2", True),
        ("7", "5", True),
        ("3", "1", False),
    ]


def test_schemes_are_named_as_people_name_them() -> None:
    graph, _told = read(nodeset("1 I A; 2 I B; 3 RA ExpertOpinion; 4 I C; 5 CA CA", "2 3; 3 1; 4 5; 5 1"))
    assert [r.scheme for r in graph.relations] == ["Expert Opinion", ""]
    assert [r.kind for r in graph.relations] == [LinkKind.SUPPORTS, LinkKind.REBUTS]


def test_the_dialogue_says_who_said_what() -> None:
    graph, told = read(
        nodeset(
            "1 I Trams are quiet; 2 L Bob : Trams are quiet, yes; 3 YA Asserting; 4 TA x; 5 L Ann : No",
            "2 3; 3 1; 2 4; 4 5",
            locutions=[{"nodeID": "5", "personID": "7"}],
            participants=[{"participantID": 7, "firstname": "Ann", "surname": "Lee"}],
        )
    )
    assert [(p.text, p.author) for p in graph.points] == [("Trams are quiet", "Bob")]
    assert told == {"map.aif_spoken": 2}


def test_odd_files_come_in_whole() -> None:
    graph, told = read(
        nodeset(
            "1 I A; 2 I B; 3 I C; 4 RA x; 5 CA x; 6 L D; 7 RA x; 8 PA x; 9 Q what; 1 I again",
            "1 2; 2 1; 3 3; 1 4; 5 1; 6 7; 7 3; 3 8; 8 1; 1 99",
        )
    )
    assert relations(graph) == [
        ("6", "3", "", "supports"),
        ("3", "1", "", "agrees"),
        ("1", "2", "", "supports"),
        ("2", "1", "", "supports"),
        ("3", "3", "", "supports"),
    ]
    assert told == {
        "map.aif_unknown": 1,
        "map.same_key": 1,
        "map.aif_no_end": 1,
        "map.aif_open": 2,
        "map.aif_direct": 3,
        "map.aif_preference": 1,
    }
    assert arrange(graph).count == 4


def test_xaif_brings_its_text_and_what_is_marked_in_it() -> None:
    html = 'Ann: <span class="highlighted" id="node1">Trams &amp; buses</span><br>are <span id="2">quiet</span>.'
    inner = {"nodes": [{"nodeID": 1, "type": "I", "text": "T"}, {"nodeID": 2, "type": "I", "text": "Q"}], "edges": []}
    graph, _losses = XAIF.parse(json.dumps({"AIF": inner, "text": html, "OVA": {}}).encode(), "x.json")
    (source,) = graph.sources
    assert source.text == "Ann: Trams & buses\nare quiet."
    quotes = [quote for point in graph.points for quote in point.quotes]
    assert [source.text[q.start : q.end] for q in quotes] == [q.exact for q in quotes] == ["Trams & buses", "quiet"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b'{"nodes":', "line 1"),
        (b"[]", "no list of nodes"),
        (b'{"nodes": [1]}', "node 1"),
        (b'{"nodes": [{"type": "I"}]}', "no nodeID"),
        (b'{"nodes": [{"nodeID": "1", "type": "I"}], "edges": 3}', "edges"),
        (b'{"nodes": []}', "holds no argument map"),
        (b'{"nodes": ' + b"[" * 100_000, "nested"),
    ],
)
def test_what_is_none_is_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        AIF.parse(data, "map.json")


def test_a_step_that_joins_everything_with_everything_is_refused() -> None:
    claims = ";".join(f"{at} I A" for at in range(2400))
    edges = ";".join([*(f"{at} s" for at in range(1200)), *(f"s {at}" for at in range(1200, 2400))])
    with pytest.raises(UserError, match="s: it joins more points"):
        AIF.parse(nodeset(f"{claims};s RA Default Inference", edges), "map.json")


def test_files_of_the_family_know_themselves() -> None:
    mine = nodeset("1 I A", "")
    wrapped = json.dumps({"AIF": json.loads(mine), "text": ""}).encode()
    assert (AIF.recognises(mine), XAIF.recognises(mine)) == (True, False)
    assert (AIF.recognises(wrapped), XAIF.recognises(wrapped)) == (False, True)


@pytest.mark.judge
def test_arguebuf_reads_what_goes_out() -> None:
    from tests.formats.samples import debate

    snapshot = Snapshot(debate().world.project)
    data, _losses = AIF.write(snapshot)
    (found,) = judge("arguebuf_read.py", [{"format": "aif", "data": json.loads(data)}])
    value = json.loads(data)
    assert found["atoms"] == [node["text"] for node in value["nodes"] if node["type"] == "I"]
    assert found["schemes"] == sum(node["type"] != "I" for node in value["nodes"])
    assert found["edges"] == len(value["edges"])

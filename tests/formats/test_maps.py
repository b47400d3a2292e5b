"""What the round trips of formats rest on: the projects are sound, and a comparison sees what it should."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from models.entities import LinkKind
from models.interchange.features import EVERYTHING, Feature
from models.interchange.graph import Graph, Part, Point, Relation
from models.interchange.scope import Scope
from models.interchange.telling import graph_of
from models.project import Project
from models.rules import may_hold
from tests.formats.maps import comparable, projects

A, B, C = (Point(key, key.upper(), part="p") for key in "abc")
LINES = (Relation("b>", "b", "a", tree=True), Relation("c>", "c", on="b>", kind=LinkKind.UNDERCUTS, tree=True))
GRAPH = Graph((A, B, C), LINES, (Part("p", "A case"),))


@given(projects())
def test_projects_keep_the_rules(drawn: tuple[Project, str | None]) -> None:
    project, pairing_id = drawn
    for case in project.cases():
        for node, _depth in project.walk(case.id):
            parent = project.node(node.parent_id) if node.parent_id else None
            assert may_hold(parent.kind if parent else None, node.kind)
            text = project.text(case.article_id)
            assert [text[a.start : a.end] for a in project.anchors(node.id)] == [
                a.exact for a in project.anchors(node.id)
            ]
    graph = graph_of(Scope(project, pairing_id))
    assert comparable(graph, EVERYTHING) == comparable(graph, EVERYTHING)


@given(projects())
def test_keys_do_not_count(drawn: tuple[Project, str | None]) -> None:
    graph = graph_of(Scope(drawn[0], drawn[1]))
    points = tuple(replace(point, key=f"p{point.key}") for point in graph.points)
    relations = tuple(
        replace(x, key=f"r{x.key}", source=f"p{x.source}", target=x.target and f"p{x.target}", on=x.on and f"r{x.on}")
        for x in graph.relations
    )
    renamed = replace(graph, points=points, relations=relations[::-1])
    assert comparable(renamed, EVERYTHING) == comparable(graph, EVERYTHING)
    carries = EVERYTHING - {Feature.ORDER}
    assert comparable(replace(renamed, points=points[::-1]), carries) == comparable(graph, carries)


@pytest.mark.parametrize(
    ("feature", "other"),
    [
        (Feature.NOTES, replace(GRAPH, points=(A, replace(B, note="x"), C))),
        (Feature.LINE_BREAKS, replace(GRAPH, points=(replace(A, text=" A\nA"), B, C))),
        (Feature.CASE_NAMES, replace(GRAPH, parts=(Part("p", "Another"),))),
        (Feature.UNDERCUTS, replace(GRAPH, relations=(LINES[0], Relation("c>", "c", "b", kind=LinkKind.REBUTS)))),
        (Feature.LINKS, replace(GRAPH, relations=(*LINES, Relation("x", "c", "a", tree=False)))),
    ],
)
def test_a_difference_counts_where_the_format_holds_it(feature: Feature, other: Graph) -> None:
    same = GRAPH
    if feature is Feature.LINE_BREAKS:
        same = replace(GRAPH, points=(replace(A, text="A A"), B, C))
    assert comparable(other, EVERYTHING) != comparable(same, EVERYTHING)
    assert comparable(other, EVERYTHING - {feature}) == comparable(same, EVERYTHING - {feature})


def test_what_is_never_left_out_counts() -> None:
    bare: frozenset[Feature] = frozenset()
    for other in (
        replace(GRAPH, points=(A, replace(B, text="D"), C)),
        replace(GRAPH, relations=LINES[:1]),
        replace(GRAPH, relations=(Relation("b>", "a", "b", tree=True), LINES[1])),
    ):
        assert comparable(other, bare) != comparable(GRAPH, bare)

"""A graph of any shape becomes trees and links, and nothing of it gets lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.entities import CHALLENGES, Kind, LinkKind
from models.interchange.arranging import Arranged, arrange
from models.interchange.graph import Graph, Part, Point, Relation
from models.rules import may_hold

A, B, C, D = (Point(name, name.upper()) for name in "abcd")


def supports(source: str, target: str, **more: object) -> Relation:
    return Relation(f"{source}-{target}", source, target, **more)  # type: ignore[arg-type]


def attacks(source: str, target: str, **more: object) -> Relation:
    return supports(source, target, kind=LinkKind.REBUTS, **more)


def undercuts(source: str, on: str, **more: object) -> Relation:
    return Relation(f"{source}={on}", source, on=on, kind=LinkKind.UNDERCUTS, **more)  # type: ignore[arg-type]


def tree(arranged: Arranged, part: str = "") -> list[tuple[str, str, str, bool]]:
    return [(x.point.key, x.parent, str(x.kind), x.inference) for x in arranged.placed[part]]


def told(arranged: Arranged) -> dict[str, object]:
    return {loss.key: loss.arguments["count"] for loss in arranged.losses}


def test_a_tree_stays_one() -> None:
    found = arrange(Graph((A, B, C, D), (supports("b", "a"), attacks("c", "a"), supports("d", "b"))))
    assert tree(found) == [
        ("a", "", "claim", False),
        ("b", "a", "claim", False),
        ("d", "b", "claim", False),
        ("c", "a", "rebuttal", False),
    ]
    assert not found.links
    assert told(found) == {}


def test_a_second_parent_becomes_a_link() -> None:
    found = arrange(Graph((A, B, C), (supports("c", "a"), attacks("c", "b"))))
    assert tree(found) == [("a", "", "claim", False), ("c", "a", "claim", False), ("b", "", "claim", False)]
    assert [(x.source, x.target, x.kind) for x in found.links] == [("c", "b", LinkKind.REBUTS)]
    assert told(found) == {"map.cross_links": 1}


def test_a_circle_is_cut_where_it_closes() -> None:
    found = arrange(Graph((A, B, C), (supports("a", "b"), supports("b", "c"), supports("c", "a"))))
    assert [each[:2] for each in tree(found)] == [("c", ""), ("b", "c"), ("a", "b")]
    assert [(x.source, x.target) for x in found.links] == [("c", "a")]


def test_an_undercut_hangs_on_the_premise_whose_step_it_attacks() -> None:
    relations = (undercuts("d", "c=b-a"), undercuts("c", "b-a"), supports("b", "a"))
    found = arrange(Graph((A, B, C, D), relations))
    assert tree(found) == [
        ("a", "", "claim", False),
        ("b", "a", "claim", False),
        ("c", "b", "rebuttal", True),
        ("d", "c", "rebuttal", True),
    ]


def test_an_attack_on_a_link_answers_it() -> None:
    parts = (Part("x"), Part("y"))
    points = (Point("a", "A", part="x"), Point("b", "B", part="y"), Point("c", "C", part="x"))
    found = arrange(Graph(points, (attacks("b", "a"), attacks("c", "", on="b-a")), parts))
    assert [(x.source, x.target, x.on, x.kind) for x in found.links] == [
        ("b", "a", "", LinkKind.REBUTS),
        ("c", "", "b-a", LinkKind.ANSWERS),
    ]
    assert told(found) == {"map.cross_links": 1, "map.attack_answers": 1}


def test_an_undercut_of_what_is_no_step_and_no_challenge_goes_to_its_point() -> None:
    relations = (supports("b", "a"), supports("b", "d"), undercuts("c", "b-d"))
    found = arrange(Graph((A, B, C, D), relations))
    assert [(x.source, x.target, x.kind) for x in found.links] == [
        ("b", "d", LinkKind.SUPPORTS),
        ("c", "b", LinkKind.UNDERCUTS),
    ]
    assert told(found)["map.on_point"] == 1


def test_a_step_that_is_supported_or_rebutted_is_told_as_its_point() -> None:
    for kind in (LinkKind.SUPPORTS, LinkKind.REBUTS):
        found = arrange(Graph((A, B, C), (supports("b", "a"), Relation("x", "c", on="b-a", kind=kind))))
        assert [(x.point.key, x.parent) for x in found.placed[""]] == [("a", ""), ("b", "a"), ("c", "b")]
        assert told(found) == {"map.on_point": 1}


def test_parts_and_relations_with_one_key_are_no_reason_to_lose_or_double_anything() -> None:
    parts = (Part("p", "first"), Part("q"), Part("p", "again"))
    relations = (
        Relation("k 2", "b", "a"),
        Relation("k", "c", "a"),
        Relation("k", "c", "b", kind=LinkKind.REBUTS),
    )
    points = tuple(Point(point.key, point.text, part="p") for point in (A, B, C))
    found = arrange(Graph(points, relations, parts))
    assert [(part.key, part.name) for part in found.parts] == [("p", "first"), ("q", "")]
    assert [(x.point.key, x.parent) for x in found.placed["p"]] == [("a", ""), ("b", "a"), ("c", "a")]
    assert [(x.source, x.target) for x in found.links] == [("c", "b")]


def test_a_point_that_bears_on_itself_says_so_in_its_note() -> None:
    found = arrange(Graph((Point("a", "A", note="Noted."),), (attacks("a", "a"),)))
    assert found.placed[""][0].point.note == "Noted.\n\nThis point rebuts itself."
    assert told(found) == {"map.itself": 1}


def test_what_leads_nowhere_and_what_is_said_twice_is_told() -> None:
    relations = (supports("a", "x"), undercuts("a", "x-y"), supports("b", "a"), Relation("again", "b", "a"))
    found = arrange(Graph((A, B, Point("a", "another")), relations))
    assert not found.links
    assert told(found) == {"map.same_key": 1, "map.no_end": 2, "map.said_twice": 1}


def test_premises_taken_together_stand_side_by_side() -> None:
    relations = (supports("b", "a", group="g"), supports("c", "a"), supports("d", "a", group="g"))
    found = arrange(Graph((A, B, C, D), relations))
    assert [x.point.key for x in found.placed[""]] == ["a", "b", "d", "c"]
    assert [bool(x.group) for x in found.placed[""]] == [False, True, True, False]
    apart = arrange(Graph((A, B, C), (supports("b", "a", group="g"), supports("c", "b", group="g"))))
    assert told(apart) == {"map.premises_apart": 2}


def test_the_rules_of_trees_change_kinds_and_say_so() -> None:
    points = (Point("a", "A", Kind.EVIDENCE), Point("b", "B", Kind.EVIDENCE), Point("c", "C", Kind.CLAIM))
    found = arrange(Graph((*points, Point("d", "D", Kind.REBUTTAL)), (supports("b", "a"), supports("c", "b"))))
    assert [str(x.kind) for x in found.placed[""]] == ["claim", "evidence", "evidence", "claim"]
    assert told(found) == {"format.list_top": 2, "format.list_evidence": 1}


def test_what_is_said_of_a_line_belongs_to_its_node() -> None:
    found = arrange(Graph((A, B), (supports("b", "a", scheme="Expert opinion", note="since", strength=0.5),)))
    point = found.placed[""][1].point
    assert (point.scheme, point.reasoning, point.relevance) == ("Expert opinion", "since", 0.5)


def test_a_long_chain_in_any_order_takes_no_time() -> None:
    count = 100_000
    points = tuple(Point(str(at), "x") for at in range(count))
    for steps in (range(1, count), range(count - 1, 0, -1)):
        found = arrange(Graph(points, tuple(supports(str(at), str(at - 1)) for at in steps)))
        assert not found.links
        assert len(found.placed[""]) == count


KEYS = st.sampled_from("abcdef")
RELATIONS = st.builds(
    Relation,
    key=st.integers(0, 30).map(str),
    source=KEYS,
    target=KEYS,
    kind=st.sampled_from(LinkKind),
    tree=st.sampled_from([None, True, False]),
    group=st.sampled_from(["", "g", "h"]),
    note=st.sampled_from(["", "noted"]),
)
ON_RELATIONS = st.builds(
    Relation,
    key=st.integers(31, 60).map(str),
    source=KEYS,
    on=st.integers(0, 60).map(str),
    kind=st.sampled_from(LinkKind),
    tree=st.sampled_from([None, True, False]),
)
GRAPHS = st.builds(
    Graph,
    points=st.lists(
        st.builds(Point, key=KEYS, text=st.just("x"), kind=st.sampled_from([None, *Kind]), part=st.sampled_from("xyz")),
        min_size=1,
        max_size=8,
    ).map(tuple),
    relations=st.lists(RELATIONS | ON_RELATIONS, max_size=14).map(tuple),
    parts=st.sampled_from([(), (Part("x"), Part("y"))]),
)


@given(GRAPHS)
def test_whatever_comes_every_point_has_one_place_and_the_rules_hold(graph: Graph) -> None:
    found = arrange(graph)
    placed = {x.point.key: (part, x) for part, tree in found.placed.items() for x in tree}
    assert set(placed) == {point.key for point in graph.points}
    assert found.count == len(placed)
    for tree in found.placed.values():
        seen: set[str] = set()
        for x in tree:  # parents first, of the same case
            assert x.parent == "" or x.parent in seen
            above = placed[x.parent][1].kind if x.parent else None
            assert may_hold(above, x.kind)
            assert not x.inference or (x.kind is Kind.REBUTTAL and placed[x.parent][1].parent)
            seen.add(x.point.key)
    links = {link.key: link for link in found.links}
    for link in found.links:
        assert link.source in placed
        if link.on:
            assert link.kind is LinkKind.ANSWERS
            assert links[link.on].kind in CHALLENGES | {LinkKind.ANSWERS}
        else:
            assert link.kind is not LinkKind.ANSWERS
            assert link.target in placed
            assert link.target != link.source


@given(GRAPHS)
def test_whatever_comes_each_relation_is_a_line_a_link_or_told(graph: Graph) -> None:
    found = arrange(graph)
    lines = sum(bool(x.parent) for tree in found.placed.values() for x in tree)
    counts = told(found)
    merged = sum(int(str(counts.get(key, 0))) for key in ("map.no_end", "map.itself", "map.said_twice"))
    assert lines + len(found.links) + merged == len(graph.relations)

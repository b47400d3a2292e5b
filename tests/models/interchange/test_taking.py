"""A map comes into a project as cases with points, passages and links, in one edit that undoes as one."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from models.authoring.library import CASE_COLOURS
from models.authoring.maps import Taken, take_map
from models.entities import LinkKind
from models.importing.about import About
from models.interchange.arranging import arrange
from models.interchange.features import Feature, count
from models.interchange.graph import Graph, Pair, Part, Point, Quote, Relation, Source
from models.interchange.scope import Scope
from models.interchange.telling import graph_of
from models.messages import Message
from models.project import Project
from models.touched import touched
from tests.factories import World

TEXT = "On trams\n\nTrams are quiet. Trams are quick, say two studies.\n\nBuses cost less. Trams are quiet."


def taken(project: Project, graph: Graph, blobs: dict[str, bytes], **more: Any) -> tuple[Taken, dict[str, object]]:
    edit, (came, told) = take_map(project, graph, arrange(graph), **more)
    blobs |= edit.blobs
    project.apply(edit.changes)
    return came, {each.key: each.arguments.get("count") for each in told if isinstance(each, Message)}


def empty() -> tuple[Project, dict[str, bytes]]:
    blobs: dict[str, bytes] = {}
    return Project(read_blob=blobs.__getitem__), blobs


def two_cases() -> World:
    world = World()
    left = world.case(world.article(TEXT, "On trams", authors=("Ada Lovelace",), date="2024"), "Trams", annotator="Bo")
    right = world.case(world.article("Buses for all.", "On buses"), "Buses")
    a = world.node(left, "Trams are better", note="A note\n\nof two paragraphs")
    b = world.node(
        left, "They are quiet", a, "evidence", quotes=("Trams are quiet.",), tags=("noise",), premise_group="p"
    )
    world.anchor(b, TEXT.rindex("Trams are quiet."), len(TEXT))
    world.node(left, "They are quick", a, "evidence", premise_group="p", scheme="Expert opinion", confidence=0.5)
    c = world.node(left, "Not at night", b, "rebuttal", inference=True, implicit=True, author="Cy")
    world.node(left, "Nights are short", c, "rebuttal", inference=True)
    d = world.node(right, "Buses are better", reasoning="since they are cheap")
    link = world.link(d, a, LinkKind.REBUTS, note="plainly", strength=0.75)
    world.link(b, link, LinkKind.ANSWERS)
    world.link(a, d, LinkKind.TENSION)
    world.tag("noise", "green")
    world.pairing(left, right, "Trams or buses?", notes="To think about")
    return world


def plain(graph: Graph) -> Any:
    """A graph with the place of each thing for its key, and without the keys of articles."""
    keys: dict[str, str] = {"": ""}
    kinds: list[Any] = [graph.sources, graph.parts, graph.points, graph.relations]
    for kind in kinds:
        keys |= {each.key: f"{type(each).__name__} {at}" for at, each in enumerate(kind)}
    return (
        [
            replace(p, key="", part=keys[p.part], quotes=tuple(replace(q, source=keys[q.source]) for q in p.quotes))
            for p in graph.points
        ],
        sorted(
            (keys[r.source], keys[r.target], keys[r.on] and "on", r.kind, str(r.tree), bool(r.group), r.note, r.author)
            for r in graph.relations
        ),
        [replace(p, key="", source=keys[p.source], colour="") for p in graph.parts],
        [replace(s, key="") for s in graph.sources],
        [(keys[p.left], keys[p.right], p.motion, p.notes) for p in graph.pairs],
        graph.tag_colours,
    )


def test_what_is_told_of_a_project_makes_the_same_one() -> None:
    graph = graph_of(Scope(two_cases().project), texts=True)
    project, blobs = empty()
    came, told = taken(project, graph, blobs)
    again = graph_of(Scope(project), texts=True)
    keyed = replace(again, sources=tuple(replace(s, about=replace(s.about, citekey="")) for s in again.sources))
    assert plain(keyed) == plain(graph)
    assert told == {}
    assert (came.points, came.links, came.passages, came.new_articles) == (6, 3, 2, 2)


def test_a_map_lies_over_the_articles_that_the_project_has() -> None:
    world = two_cases()
    graph = graph_of(Scope(world.project), texts=True)
    came, told = taken(world.project, graph, world.blobs)
    assert came.new_articles == 0
    assert told == {}
    assert [world.project.case(case).article_id for case in came.case_ids] == ["article-00001", "article-00002"]
    again = graph_of(Scope(world.project, case_ids=came.case_ids))
    assert [p.quotes for p in again.points] == [p.quotes for p in graph.points]


def test_an_article_is_known_by_its_line_its_key_or_its_title() -> None:
    world = World()
    article = world.article(TEXT, "On trams", citekey="lovelace2024", authors=("Ada Lovelace",))
    line = graph_of(Scope(world.project, case_ids=[world.case(article).id])).sources[0].line
    for source in (
        Source("s", line=line),
        Source("s", About(citekey="lovelace2024")),
        Source("s", About(title="On Trams")),
    ):
        point = Point("a", "A", part="p", quotes=(Quote("Buses cost less", "s"),))
        graph = Graph((point,), parts=(Part("p", "Mine", "s"),), sources=(source,))
        came, told = taken(world.project, graph, world.blobs)
        assert (came.new_articles, came.passages, told) == (0, 1, {}), source
        assert world.project.case(came.case_ids[0]).article_id == article.id


def test_a_map_without_an_article_gets_one_with_nothing_but_a_title() -> None:
    project, blobs = empty()
    came, _told = taken(project, Graph((Point("a", "A"),)), blobs, name="trams")
    article = project.article(project.case(came.case_ids[0]).article_id)
    assert (article.title, project.text(article.id)) == ("trams", "trams")
    assert project.case(came.case_ids[0]).name == "trams"


def test_a_passage_is_found_by_its_place_its_context_or_its_words() -> None:
    world = World()
    article = world.article(TEXT, "On trams")
    case = world.case(article)
    first, last = TEXT.index("Trams are quiet."), TEXT.rindex("Trams are quiet.")
    quiet = "Trams are quiet."
    for quote, start in (
        (Quote(quiet), first),
        (Quote(quiet, place="¶ 3"), last),
        (Quote(quiet, occurrence=2), last),
        (Quote(quiet, prefix="less. "), last),
        (Quote(quiet, start=last - 1, end=last), last),
        (Quote(quiet, start=last, end=len(TEXT)), last),
        (Quote("trams are QUICK, say two  studies"), TEXT.index("Trams are quick")),
    ):
        graph = Graph((Point("a", "A", quotes=(quote,)),))
        came, told = taken(world.project, graph, world.blobs, over={"": article.id})
        (anchor,) = world.project.anchors(world.project.children(came.case_ids[0], None)[0].id)
        assert (anchor.start, told) == (start, {}), quote
    assert case.article_id == article.id


def test_many_passages_are_looked_for_in_little_time() -> None:
    text = " ".join(f"w{at % 977} the" for at in range(10_000))
    there = [Quote("the", prefix=f"w{at} ", suffix=f" w{at + 1}") for at in range(100)]
    lost = [Quote("W7  The w9 " + "x " * at) for at in range(500)]
    points = tuple(Point(f"p{at}", "A", quotes=(quote,)) for at, quote in enumerate((*there, *lost)))
    world = World()
    article = world.article(text, "On trams")
    began = time.perf_counter()
    came, told = taken(world.project, Graph(points), world.blobs, over={"": article.id})
    assert time.perf_counter() - began < 5
    assert (came.passages, told) == (100, {"map.passages_lost": 500})


def test_a_colour_of_a_case_is_one_or_another_is_chosen() -> None:
    project, blobs = empty()
    parts = (Part("p", "P", colour="#1a2B3c"), Part("q", "Q", colour='#"><b>'), Part("r", "R", colour="red"))
    came, _told = taken(project, Graph((Point("a", "A", part="p"),), parts=parts), blobs)
    colours = [project.case(case).colour for case in came.case_ids]
    assert colours == ["#1a2B3c", CASE_COLOURS[1], CASE_COLOURS[2]]


def test_a_passage_that_is_not_found_stays_as_a_quotation() -> None:
    world = World()
    article = world.article(TEXT, "On trams")
    point = Point("a", "A", note="Mine.", quotes=(Quote("Planes fly.\nFar.", place="¶ 9"),))
    came, told = taken(world.project, Graph((point,)), world.blobs, over={"": article.id})
    node = world.project.children(came.case_ids[0], None)[0]
    assert node.note == "Mine.\n\n> Planes fly.\n> Far.\n>\n> — ¶ 9"
    assert told == {"map.passages_lost": 1}


def test_odd_texts_become_storable_ones() -> None:
    project, blobs = empty()
    points = (
        Point("a", "  A \r\n\r\n b\0\ud83d\ude00  ", tags=(" x  y ", "x y", ""), confidence=7.0),
        Point("b", " \n "),
        Point("c", "c", relevance=float("nan")),
    )
    came, _told = taken(project, Graph(points), blobs)
    a, b, c = project.children(came.case_ids[0], None)
    assert (a.text, a.tags, a.confidence) == ("A\nb\ufffd😀", ("x y",), 1.0)
    assert (b.text, c.relevance) == ("…", None)


def test_two_cases_that_come_into_an_empty_project_are_paired() -> None:
    parts = (Part("x", "One"), Part("y", "Other"))
    graph = Graph((Point("a", "A", part="x"), Point("b", "B", part="y")), parts=parts)
    project, blobs = empty()
    taken(project, graph, blobs)
    assert [(p.motion, project.case(p.left_case_id).name) for p in project.pairings()] == [("", "One")]
    taken(project, replace(graph, pairs=(Pair("y", "x", "Which?"),)), blobs)
    assert [p.motion for p in project.pairings()] == ["", "Which?"]


def test_links_to_links_come_in_whatever_their_order() -> None:
    relations = (
        Relation("answer", "a", on="link", kind=LinkKind.ANSWERS),
        Relation("link", "b", "a", kind=LinkKind.QUESTIONS, tree=False),
    )
    project, blobs = empty()
    taken(project, Graph((Point("a", "A"), Point("b", "B")), relations), blobs)
    kinds = {link.kind: link for link in project.links()}
    assert kinds[LinkKind.ANSWERS].target_link_id == kinds[LinkKind.QUESTIONS].id


def test_a_map_that_is_taken_back_leaves_no_place_to_look_at() -> None:
    world = World()
    article = world.article(TEXT, "On trams")
    graph = Graph((Point("a", "A", quotes=(Quote("Buses cost less"),)),))
    edit, _made = take_map(world.project, graph, arrange(graph), over={"": article.id})
    world.project.apply(edit.changes)
    world.project.apply(edit.inverted().changes)
    assert touched(world.project, edit.inverted()) is None


def test_an_undercut_of_a_root_which_no_edit_makes_is_told_as_a_rebuttal() -> None:
    world = World()
    root = world.node(world.case(world.article(TEXT)), "A")
    world.node(world.project.cases()[0], "B", root, "rebuttal", inference=True)
    scope = Scope(world.project)
    assert [(r.target, r.on, r.kind) for r in graph_of(scope).relations] == [(root.id, "", LinkKind.REBUTS)]
    assert count(scope)[Feature.STEPS_OUTSIDE] == 1


def test_of_articles_with_one_title_the_one_is_meant_that_holds_the_words() -> None:
    world = World()
    world.article("Another text with the same title.", "On trams")
    meant = world.article(TEXT, "On trams")
    point = Point("a", "A", part="p", quotes=(Quote("Buses cost less", "s"),))
    graph = Graph((point,), parts=(Part("p", "Mine", "s"),), sources=(Source("s", About(title="On trams")),))
    came, told = taken(world.project, graph, world.blobs)
    assert (came.new_articles, told) == (0, {})
    assert world.project.case(came.case_ids[0]).article_id == meant.id

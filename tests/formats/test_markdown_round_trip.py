"""An outline read back: the same trees with the same passages, whatever was typed; and lists that people write."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.entities import Case, LinkKind, Node
from models.errors import UserError
from models.interchange.graph import Graph, Relation
from models.project import Project
from models.report import told_names
from storage.formats.markdown_map import recognises
from storage.formats.markdown_notes import note_lines as runs_of
from storage.formats.markdown_text import lines_of
from storage.formats.registry import Snapshot, by_name
from tests.factories import World
from tests.formats.maps import comparable as reduced
from tests.formats.maps import projects
from tests.formats.samples import debate
from tests.formats.test_markdown_map import NASTY, PIECES, premises

OURS = [
    "(unstated) so",
    "(see 1.2)",
    "Note: no",
    "*Note:* no",
    "— ¶ 1",
    "> said",
    "- **Claim 1** x",
    "## Links",
    "L1: x",
]
OURS += [
    "“a” (b, 1)",
    "Links",
    "Pairings",
    "Argument map",
    "[@key, p. 3]",
    "a, b",
    "…",
    "<b>x</b>",
    "😀\n- 1. x",
    "# x",
]
TEXTS = st.lists(st.one_of(st.sampled_from([*OURS, *NASTY]), PIECES), min_size=1, max_size=4).map("".join)
TEXTS = TEXTS.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
WORDS = TEXTS.filter(lambda text: bool(lines_of(text)))
ARTICLE = (
    "A HEADING\n\nthe town and the town\n\nthe bus, the tram; the bus (the town) *and* [more] < 3\nthe town\n\nAT LAST"
)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[World, str | None, tuple[str, ...] | None]:
    """(a project, the pairing that is meant, the branches that are meant)"""
    world = World()
    texts = draw(st.lists(TEXTS, min_size=6, max_size=6))

    def text() -> str:
        return draw(st.sampled_from(texts))

    def name() -> str:
        return draw(st.sampled_from(["For", "Against", "For", "", " ".join(text().split())]))

    articles = [
        world.article(ARTICLE, "First, “of all”", authors=("Ada B.",), citekey="ab_2"),
        world.article(ARTICLE + "!", draw(st.sampled_from(["Second", "An “odd” title"])), date="2024"),
    ]
    cases: list[Case] = []
    nodes: list[Node] = []
    for at in range(draw(st.integers(1, 3))):
        case = world.case(
            articles[at % 2], name(), annotator=draw(st.sampled_from(["", "Ines", " ".join(text().split())]))
        )
        cases.append(case)
        own: list[Node] = []
        for _number in range(draw(st.integers(1, 9))):
            own.append(draw_node(draw, world, case, own, text))
        nodes += own
    draw_links(draw, world, nodes, text)
    pairing = None
    for _number in range(draw(st.integers(0, 2)) if len(cases) > 1 else 0):
        pairing = world.pairing(cases[0], cases[1], text(), notes=text())
    what = draw(st.sampled_from(["all", "pairing", "branches"]))
    if what == "pairing" and pairing is not None:
        return world, pairing.id, None
    if what == "branches":
        return world, None, tuple(node.id for node in draw(st.lists(st.sampled_from(nodes), min_size=1, max_size=3)))
    return world, None, None


def draw_node(draw: st.DrawFn, world: World, case: Case, own: list[Node], text: Any) -> Node:
    parent = draw(st.sampled_from([*own[-3:], own[0], None])) if own else None
    kind = draw(st.sampled_from(["claim", "evidence", "rebuttal"])) if parent else "claim"
    figures = st.sampled_from([None, 0.0, 0.25, 0.7, 0.125, 1.0])
    node = world.node(
        case,
        text(),
        parent,
        kind,
        note=draw(st.sampled_from(["", text()])),
        reasoning=draw(st.sampled_from(["", "", text()])),
        tags=tuple(dict.fromkeys(filter(None, (" ".join(text().split()) for _n in range(draw(st.integers(0, 2))))))),
        implicit=draw(st.booleans()),
        inference=kind == "rebuttal" and parent is not None and parent.parent_id is not None and draw(st.booleans()),
        premise_group=draw(st.sampled_from([None, "g", "h"])) if parent and kind != "rebuttal" else None,
        scheme=draw(st.sampled_from(["", "Sign", " ".join(text().split())])),
        confidence=draw(figures),
        relevance=draw(figures),
        quality=draw(st.sampled_from(["", "good"])),
    )
    for _number in range(draw(st.integers(0, 2))):
        quote = draw(
            st.sampled_from(["the town", "the bus", "the", "A HEADING", "[more] < 3", "AT LAST", "*and* [more]"])
        )
        places = [at for at in range(len(ARTICLE)) if ARTICLE.startswith(quote, at)]
        start = draw(st.sampled_from(places))
        world.anchor(node, start, start + len(quote))
    return node


def draw_links(draw: st.DrawFn, world: World, nodes: list[Node], text: Any) -> None:
    links: list[Any] = []
    for number in range(draw(st.integers(0, 4))):
        source = draw(st.sampled_from(nodes))
        target = draw(st.sampled_from([*nodes, *links]))
        kind = draw(st.sampled_from(list(LinkKind))) if target in nodes else "answers"
        more = {"note": draw(st.sampled_from(["", text()])), "strength": draw(st.sampled_from([None, 0.5, 0.75]))}
        links.append(world.link(source, target, kind, created=f"2025-01-31T12:00:0{number}.000Z", **more))


def note_lines(text: str) -> list[str]:
    """The lines of a note with their emphasis; wide spaces at their edges mean nothing to parsers."""
    lines = ("".join(f"{run.marker}{run.text}{run.marker}" for run in runs).strip() for runs in runs_of(text))
    return [line for line in lines if line]


def comparable(graph: Graph, *, read: bool) -> dict[str, Any]:
    """What an outline carries of a graph, with keys that tell nothing about the file; `read`: it came from one."""
    names = dict(zip((p.key for p in graph.parts), told_names(p.name for p in graph.parts), strict=True))
    ends = {point.key: (names[point.part], point.number) for point in graph.points}
    sources = {source.key: source for source in graph.sources}
    homes = {part.key: part.source for part in graph.parts}
    groups: dict[str, list[tuple[str, str]]] = {}
    for relation in graph.relations:
        if relation.group:
            groups.setdefault(relation.group, []).append(ends[relation.source])
    relations = {relation.key: relation for relation in graph.relations}

    def told(relation: Relation) -> tuple[Any, ...]:
        on = told(relations[relation.on]) if relation.on else ()
        group = tuple(groups[relation.group]) if relation.group and len(groups[relation.group]) > 1 else ()
        strength, note = relation.strength, note_lines(relation.note)
        end = ends.get(relation.target, ("", ""))
        return (ends[relation.source], end, on, str(relation.kind), relation.tree, group, strength, note)

    points = [
        {
            "end": ends[point.key],
            "text": lines_of(point.text),
            "kind": point.kind,
            "note": note_lines(point.note),
            "reasoning": lines_of(point.reasoning),
            "tags": [" ".join(lines_of(tag)) for tag in point.tags],
            "implicit": point.implicit,
            "scheme": " ".join(lines_of(point.scheme)),
            "figures": (point.confidence, point.relevance, point.quality),
            "quotes": [
                (q.exact.split(), q.place, "" if q.source == homes[point.part] else sources[q.source].about.title)
                for q in point.quotes
            ],
        }
        for point in graph.points
    ]
    pairs = [(names[p.left], names[p.right], " ".join(p.motion.split()), note_lines(p.notes)) for p in graph.pairs]
    return {
        "title": "" if graph.title.strip() == "Argument map" else " ".join(graph.title.split()),
        "parts": [
            (names[p.key], " ".join(lines_of(p.annotator)), sources[p.source].line if p.source else "")
            for p in graph.parts
        ],
        "points": points,
        "lines": sorted((told(r) for r in graph.relations if r.tree), key=repr),
        "links": sorted((told(r) for r in graph.relations if not r.tree), key=repr),
        "pairs": [
            (left, right, "" if motion == "Argument map" else motion, notes) for left, right, motion, notes in pairs
        ],
    }


def there_and_back(snapshot: Snapshot) -> tuple[dict[str, Any], dict[str, Any], Graph]:
    data, _losses = by_name("markdown").write(snapshot)
    assert recognises(data)
    graph, _losses = by_name("markdown").parse(data, "map.md")
    return comparable(snapshot.graph, read=False), comparable(graph, read=True), graph


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_an_outline_comes_back_as_it_went_out(given_: tuple[World, str | None, tuple[str, ...] | None]) -> None:
    world, pairing_id, branch_ids = given_
    before, after, _graph = there_and_back(Snapshot(world.project, pairing_id, None, branch_ids))
    assert after == before


def tidy(graph: Graph) -> Graph:
    """A graph with its texts as an outline shows them: without blank lines, and with runs of spaces as one."""

    def told(text: str) -> str:
        return "\n".join(lines_of(text))

    def note(text: str) -> str:
        return repr(note_lines(text))

    points = (
        replace(
            p,
            text=told(p.text),
            note=note(p.note),
            reasoning=told(p.reasoning),
            scheme=told(p.scheme),
            tags=tuple(told(tag) for tag in p.tags),
        )
        for p in graph.points
    )
    return replace(
        graph,
        points=tuple(points),
        relations=tuple(replace(r, note=note(r.note)) for r in graph.relations),
        pairs=tuple(replace(p, motion=" ".join(p.motion.split()), notes=note(p.notes)) for p in graph.pairs),
    )


@settings(max_examples=80, deadline=None)
@given(projects())
def test_with_front_matter_all_that_it_carries_comes_back(drawn: tuple[Project, str | None]) -> None:
    project, pairing_id = drawn
    snapshot = Snapshot(project, pairing_id)
    assume(snapshot.graph.points and all(article.title for article in project.articles()))
    data, _losses = by_name("markdown").write(snapshot, {"front_matter": True, "citations": True})
    graph, _losses = by_name("markdown").parse(data, "map.md")
    held = by_name("markdown").carries({})
    assert reduced(tidy(graph), held) == reduced(tidy(snapshot.graph), held)


@pytest.mark.parametrize("paired", [True, False])
def test_the_sample_debate_comes_back(paired: bool) -> None:
    sample = debate()
    before, after, graph = there_and_back(Snapshot(sample.world.project, sample.pairing.id if paired else None))
    assert after == before
    assert graph.pairs


def test_premises_and_undercuts_come_back() -> None:
    before, after, _graph = there_and_back(Snapshot(premises().project))
    assert after == before


def test_branches_that_go_on_under_headings_come_back_in_their_places() -> None:
    world = World()
    case = world.case(world.article("x"), "Deep")
    made: list[Node] = []
    chance = random.Random(3)
    for number in range(300):
        parent = chance.choice(made[-4:]) if made else None
        made.append(world.node(case, f"point {number}", parent))
    before, after, _graph = there_and_back(Snapshot(world.project))
    assert after == before


def test_which_of_several_equal_passages_is_meant() -> None:
    world = World()
    case = world.case(world.article(ARTICLE), "Case")
    starts = [at for at in range(len(ARTICLE)) if ARTICLE.startswith("the town", at)]
    for start in starts:
        world.anchor(world.node(case, "x"), start, start + 8)
    _before, _after, graph = there_and_back(Snapshot(world.project))
    assert [(p.quotes[0].place, p.quotes[0].occurrence) for p in graph.points] == [
        ("¶ 1", 1),
        ("¶ 1", 2),
        ("¶ 2", 0),
        ("¶ 3", 0),
    ]


def test_front_matter_gives_the_articles_back() -> None:
    sample = debate()
    data, _losses = by_name("markdown").write(Snapshot(sample.world.project, sample.pairing.id), {"front_matter": True})
    graph, _losses = by_name("markdown").parse(data, "map.md")
    sources = Snapshot(sample.world.project, sample.pairing.id).graph.sources
    assert [source.about for source in graph.sources] == [source.about for source in sources]


def test_a_list_of_bullets_is_a_map() -> None:
    text = "- Claim: The town needs trams.\n  - Pro: They are quick.\n  - Con: They cost money.\n    - 20 million\n"
    graph, losses = by_name("markdown").parse(text.encode(), "list.md")
    assert [(str(p.kind), p.text) for p in graph.points][:3] == [
        ("claim", "The town needs trams."),
        ("claim", "They are quick."),
        ("rebuttal", "They cost money."),
    ]
    assert [(r.source, r.target, str(r.kind)) for r in graph.relations] == [
        ("1", "0", "supports"),
        ("2", "0", "rebuts"),
        ("3", "2", "supports"),
    ]
    assert not losses


ARTICLES = [
    b"# A title\n\nWords and words.\n\n- a list\n- of things\n",
    b"- **Claim 1** without a title\n",
    b"",
    b"# x",
]


@pytest.mark.parametrize("data", ARTICLES)
def test_articles_are_no_outlines(data: bytes) -> None:
    assert not recognises(data)


@pytest.mark.parametrize("data", [b"", b"   \n", b"# A title\n\nWords.\n", b"\x00\x01\x02", b"Words without a list."])
def test_what_is_no_map_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        by_name("markdown").parse(data, "a.md")
    assert "a.md" in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        b"- " + b"[" * 3_000_000,
        b"".join(b" " * (2 * depth) + b"- x\n" for depth in range(2200)),
        b"# t\n\n" + b"".join(b" " * (4 * depth) + b"- **Claim 1** x\n\n" for depth in range(1500)),
        b"# t\n\n- **Claim " + b"1." * 300_000 + b"1** x\n",
        b"# t\n\n- **Claim 1** x\n\n    > q\n\n    \xe2\x80\x94 " + b", *2 of " * 100_000,
    ],
)
@pytest.mark.timeout(20)
def test_mad_files_take_no_time(data: bytes) -> None:
    try:
        graph, _losses = by_name("markdown").parse(data, "a.md")
    except UserError:
        return
    assert graph.points


def test_two_thousand_damaged_files_leave_only_sentences() -> None:
    sample = debate()
    whole, _losses = by_name("markdown").write(Snapshot(sample.world.project), {"front_matter": True})
    chance = random.Random(11)
    lines = whole.split(b"\n")
    for number in range(2000):
        if number % 3 == 0:
            data = whole[: chance.randrange(len(whole))]
        elif number % 3 == 1:
            at = chance.randrange(len(whole))
            data = whole[:at] + bytes(chance.randrange(256) for _n in range(chance.randrange(4))) + whole[at + 3 :]
        else:
            order = lines[:]
            for _n in range(5):
                order[chance.randrange(len(order))] = chance.choice(lines)
            data = b"\n".join(order)
        try:
            graph, _losses = by_name("markdown").parse(data, "map.md")
        except UserError:
            continue
        keys = {point.key for point in graph.points}
        assert all(r.source in keys and (r.target in keys or r.on) for r in graph.relations)


def test_what_was_noted_of_a_clash_table_is_told_when_it_is_not_read_back() -> None:
    world = World()
    left, right = (world.case(world.article(ARTICLE, title), title) for title in ("One", "Other"))
    link = world.link(world.node(left, "A"), world.node(right, "B"))
    pairing = world.pairing(left, right)
    data, _losses = by_name("markdown").write(Snapshot(world.project, pairing.id))
    assert by_name("markdown").parse(data, "map.md")[1] == []
    world.clash(pairing, link, world.issue(pairing, "Cost"), why="because")
    data, _losses = by_name("markdown").write(Snapshot(world.project, pairing.id))
    told = by_name("markdown").parse(data, "map.md")[1]
    assert [(loss.key, loss.arguments["count"]) for loss in told] == [("map.markdown_clashes", 2)]

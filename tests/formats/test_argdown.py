"""Argdown: what we write another parser reads without loss, what others write we read as it does, ours comes back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from models.entities import Kind, LinkKind
from models.interchange.arranging import arrange
from models.interchange.graph import Graph, Relation
from models.interchange.scope import Scope
from models.interchange.telling import graph_of
from storage.formats.argdown import carries, parse, recognises
from storage.formats.argdown_words import one_line
from storage.formats.argdown_writing import ACROSS, DOWN, letters, written
from storage.formats.registry import Snapshot, by_name, recognise
from tests.factories import World
from tests.formats.maps_at_random import graph_at_random
from tests.judges import judge

TYPES = {"+": "support", "-": "attack", "_": "undercut", "><": "contradictory"}
WHOLE: dict[str, Any] = {"data": True}
BARE: dict[str, Any] = {"data": False, "titles": "words"}


def read(text: str) -> Graph:
    return parse(text.encode(), "a.argdown")[0]


# -- out


class Expected:
    """What a parser is to find in a graph, worked out from the rules that docs of the writer state."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        several = len(graph.parts) > 1
        letter = {part.key: letters(at) if several else "" for at, part in enumerate(graph.parts)}
        self.name = {point.key: f"{letter[point.part]}{point.number}" for point in graph.points}
        self.lines = {r.source: r for r in graph.relations if r.tree}
        by_key = {r.key: r for r in graph.relations}
        self.parent = {key: r.target or by_key[r.on].source for key, r in self.lines.items()}
        members: dict[str, list[str]] = {}
        for point in graph.points:
            line = self.lines.get(point.key)
            if line is not None and line.group:
                members.setdefault(line.group, []).append(point.key)
        self.groups = {name: keys for name, keys in members.items() if len(keys) > 1}
        self.group = {key: name for name, keys in self.groups.items() for key in keys}
        attacked = {self.parent[key] for key, r in self.lines.items() if r.on}
        attacked |= {r.target for r in graph.relations if not r.tree and r.kind is LinkKind.UNDERCUTS}
        concluding = {self.parent[keys[0]] for keys in self.groups.values()}
        self.arguments = {key for key in attacked if key in self.lines} - set(self.group) - concluding

    def end(self, key: str) -> tuple[str, str]:
        return ("argument" if key in self.arguments else "statement", self.name[key])

    def step(self, key: str) -> tuple[str, str]:
        first, last = self.groups[self.group[key]][0], self.groups[self.group[key]][-1]
        return ("inference", f"{self.name[first]}+{self.name[last].lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}")

    def relations(self) -> set[tuple[str, tuple[str, str], tuple[str, str]]]:
        found = set()
        for key, line in self.lines.items():
            if key in self.group:
                continue
            parent = self.parent[key]
            to = self.step(parent) if line.on and parent in self.group else self.end(parent)
            found.add((TYPES[DOWN[line.kind]], self.end(key), to))
        for link in self.graph.relations:
            if not link.tree and link.target:
                found.add(self.link(link))
        return {(kind, *sorted((a, b))) if kind == "contradictory" else (kind, a, b) for kind, a, b in found}

    def link(self, link: Relation) -> tuple[str, tuple[str, str], tuple[str, str]]:
        sign = ACROSS[link.kind]
        if sign == "><" and link.target in self.arguments:
            sign = "->"
        step = sign == "_>" and link.target in self.group
        kind = TYPES[sign if sign == "><" else sign[0]]
        return kind, self.end(link.source), self.step(link.target) if step else self.end(link.target)


@pytest.mark.judge
@pytest.mark.parametrize("options", [WHOLE, BARE], ids=["with data", "plain"])
def test_its_own_parser_finds_what_was_written(options: dict[str, Any]) -> None:
    graphs = [graph_at_random(seed) for seed in range(1000)]
    found = judge("argdown.mjs", [written(graph, options)[0] for graph in graphs])
    for seed, (graph, answer) in enumerate(zip(graphs, found, strict=True)):
        expected = Expected(graph)
        shown = (lambda title: title.split(" ")[0]) if options is BARE else str
        assert answer["errors"] == [], seed
        texts = {shown(title): text for title, text in answer["statements"].items()}
        arguments = {shown(title): text for title, text in answer["arguments"].items()}
        steps = {name for _what, name in map(expected.step, expected.group)}
        wanted = {point.key: one_line(point.text) or None for point in graph.points}
        plain = {expected.name[key]: text for key, text in wanted.items() if key not in expected.arguments}
        assert {k: strip(t) for k, t in texts.items()} == {k: strip(t) for k, t in plain.items()}, seed
        named = {expected.name[key]: wanted[key] for key in expected.arguments} | dict.fromkeys(steps)
        assert {k: strip(t) for k, t in arguments.items()} == {k: strip(t) for k, t in named.items()}, seed
        relations = set()
        for kind, (source, at), (target, to) in answer["relations"]:
            ends = (source, shown(at)), (target, shown(to))
            relations.add((kind, *(sorted(ends) if kind == "contradictory" else ends)))
        assert relations == expected.relations(), seed
        assert len(answer["relations"]) == len(expected.relations()), seed
        premises = {frozenset(shown(t) for role, t in pcs if role == "premise") for _title, pcs in answer["steps"]}
        assert premises == {frozenset(expected.name[k] for k in keys) for keys in expected.groups.values()}, seed
        if options is WHOLE:
            notes = {shown(title): data.get("note") for title, data in answer["data"].items()}
            for point in graph.points:
                assert (notes.get(expected.name[point.key]) or "") == point.note, seed


def strip(text: str | None) -> str | None:
    """JavaScript takes more for white space than a line of ours."""
    return text.strip("\u00a0\ufeff ") if text else None


def test_a_small_map_word_for_word() -> None:
    world = World()
    case = world.case(world.article("Trams are quick. So they say."), "Trams")
    top = world.node(case, "The town needs trams.", tags=("towns", "two words"))
    quick = world.node(case, "Trams are quicker (by far).", top, "evidence", ["Trams are quick"], premise_group="g")
    world.node(case, "Time matters.", top, premise_group="g", implicit=True)
    world.node(case, "Nobody is in a hurry.", quick, "rebuttal", inference=True)
    dear = world.node(case, "They are dear:\n[sic] http://a.b", top, "rebuttal")
    world.node(case, "Not for their use.", dear, "rebuttal", inference=True)
    data, losses = by_name("argdown").write(Snapshot(world.project), {"passages": False})
    body = re.sub(r"^===\n.*?===\n\n", "", data.decode(), flags=re.DOTALL)
    assert re.sub(r', "created": "[^"]*"|"created": "[^"]*", |\{"created": "[^"]*"\}', "", body) == (
        '# Trams {"part": "", "name": "Trams", "source": 1}\n\n'
        "[1]: The town needs trams. #towns #(two words) \n"
        '  - <1.3>: They are dear: \\[sic\\] http\\:\\//a\\.b {"text": "They are dear:\\n\\u005bsic\\u005d http://a.b"}\n'
        "    _ [1.3.1]: Not for their use. \n\n"
        "<1.1+1.2>\n\n"
        '(1) [1.1]: Trams are quicker (by far). {"kind": "evidence"}\n'
        '(2) [1.2]: Time matters. {"unstated": true}\n'
        "----\n"
        "  _ [1.1.1]: Nobody is in a hurry. \n"
        "(3) [1]\n"
    )
    assert [loss.key for loss in losses] == ["lost.passages"]


def test_a_single_case_without_a_name_keeps_what_is_said_of_it() -> None:
    world = World()
    article = world.article("Words on trams. And buses.", "On trams")
    case = world.case(article, "", annotator="Ada", colour="#1F5FA6")
    world.node(case, "Trams are quick")
    data, losses = by_name("argdown").write(Snapshot(world.project))
    (part,) = read(data.decode()).parts
    assert (part.name, part.source, part.annotator, part.colour, losses) == ("", "1", "Ada", "#1F5FA6", [])


def test_levels_can_be_left_out() -> None:
    graph = graph_at_random(3)
    text, losses = written(graph, {"depth": 1})
    assert {point.number for point in read(text).points} == {"1"}
    assert losses[0].key == "map.deeper"
    assert losses[0].arguments["count"] == sum("." in point.number for point in graph.points)


@pytest.mark.judge
def test_a_tree_deeper_than_parsers_go() -> None:
    world = World()
    node = None
    case = world.case(world.article("x"))
    for at in range(600):
        node = world.node(case, f"Point {at}", node)
    data, _losses = by_name("argdown").write(Snapshot(world.project))
    answer = judge("argdown.mjs", [data.decode()])[0]
    assert answer["errors"] == []
    assert (len(answer["statements"]), len(answer["relations"])) == (600, 599)
    assert len(data) < 500_000  # most of it numbers
    assert [point.text for point in read(data.decode()).points] == [f"Point {at}" for at in range(600)]


# -- out and in


def comparable(graph: Graph, *, whole: bool) -> tuple[Any, ...]:
    parts = {part.key: at for at, part in enumerate(graph.parts)}
    names = {point.key: (parts.get(point.part, 0), point.number) for point in graph.points}
    by_key = {relation.key: relation for relation in graph.relations}

    def relation(r: Relation) -> tuple[Any, ...]:
        on = relation(by_key[r.on]) if r.on else None
        return str(r.kind), names[r.source], names.get(r.target), on, bool(r.tree), r.note

    groups: dict[str, set[Any]] = {}
    for r in graph.relations:
        if r.group:
            groups.setdefault(r.group, set()).add(names[r.source])
    together = sorted(sorted(names) for names in groups.values() if len(names) > 1)
    if not whole:
        lines = {relation(r)[:4] for r in graph.relations if r.tree}
        return (
            [*names.values()],
            [tuple("x y" if tag == "x)y" else tag for tag in p.tags) for p in graph.points],
            lines,
            together,
        )
    points = [
        (names[p.key], p.text, p.kind, p.note, p.tags, p.implicit, p.confidence, [words_of(q) for q in p.quotes])
        for p in graph.points
    ]
    sources = [(source.about, source.line) for source in graph.sources]
    named = [(part.name, part.annotator) for part in graph.parts]
    return points, {relation(r) for r in graph.relations}, together, named, sources, graph.title


def words_of(quote: Any) -> tuple[Any, ...]:
    return quote.exact, quote.start, quote.end, quote.prefix, quote.suffix, quote.place, bool(quote.source)


@pytest.mark.parametrize("options", [WHOLE, BARE], ids=["with data", "plain"])
def test_what_was_written_comes_back(options: dict[str, Any]) -> None:
    for seed in range(300):
        graph = graph_at_random(seed)
        text, _losses = written(graph, options)
        back, losses = parse(text.encode(), "a.argdown")
        assert comparable(back, whole=options is WHOLE) == comparable(graph, whole=options is WHOLE), seed
        assert losses == [], seed
        assert recognises(text.encode()) and recognise(text.encode(), "a.txt", subjects=["map"]).name == "argdown"


def test_a_project_comes_back_as_its_trees() -> None:
    world = World()
    case = world.case(world.article("One two three."), "First")
    other = world.case(world.article("Four."), "Second")
    top = world.node(case, "Top")
    below = world.node(case, "Below", top, "evidence", ["two"], note="A *note*.", reasoning="So.")
    world.node(case, "", below, "rebuttal", inference=True)
    far = world.node(other, "Far")
    link = world.link(far, below, "questions", strength=0.5, note="Why?")
    world.link(top, link, "answers")
    graph = graph_of(Scope(world.project))
    back = arrange(read(written(graph, WHOLE)[0]))
    placed = [(p.point.text, p.kind, p.inference) for tree in back.placed.values() for p in tree]
    assert placed == [
        ("Top", Kind.CLAIM, False),
        ("Below", Kind.EVIDENCE, False),
        ("", Kind.REBUTTAL, True),
        ("Far", Kind.CLAIM, False),
    ]
    assert [(str(link.kind), link.strength, link.note) for link in back.links] == [
        ("questions", 0.5, "Why?"),
        ("answers", None, ""),
    ]
    assert back.losses == ()
    assert len(carries({"data": False})) < len(carries({}))

"""Kialo: both dialects of its text come in whole, and what is written comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.entities import LinkKind
from models.errors import UserError
from models.interchange.graph import Graph, Relation
from storage.formats.kialo import _ATTACKS, _one_line, parse, recognises, write
from storage.formats.registry import Snapshot, by_name, recognise
from tests.factories import World
from tests.formats.maps_at_random import graph_at_random

OLD = """Discussion Title: Should the town build trams?

1. The town should build trams.
1.1. Pro: They are quick \\(and quiet\\), says [a report](https://example.org/a_(b)).
1.1.1. Con: They wait at crossings.
1.2. Con: They are dear.
1.2.1. Pro: -> See 1.1.1.
2. The town should build nothing.
It never has.
2.1. Pro: Nothing costs nothing."""

NEW = """Discussion Name:
Should the town build trams?

1. Thesis
   The town should build trams. [1]
   1.1. Pro:
        They are quick.[2]
        More so at night.
      1.1.1. Con: They wait at crossings.
   1.2. Con:
        -> See 1.1.1.

Sources
[1] A report, 2020
[2] Another one:
"1. First
2. Second"
[3] One that nobody cites
"""


class Told:
    """A snapshot of a graph, however it came about."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph


def read(text: str) -> Graph:
    return parse(text.encode(), "a.txt")[0]


def told(graph: Graph) -> list[tuple[str, str, str, bool | None]]:
    texts = {point.key: point.text for point in graph.points}
    return [(texts[r.source], str(r.kind), texts[r.target], r.tree) for r in graph.relations]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_older_dialect(ends: str) -> None:
    graph, losses = parse(OLD.replace("\n", ends).encode(), "a.txt")
    assert graph.title == "Should the town build trams?"
    assert [(point.number, point.text) for point in graph.points] == [
        ("1", "The town should build trams."),
        ("1.1", "They are quick (and quiet), says [a report](https://example.org/a_(b))."),
        ("1.1.1", "They wait at crossings."),
        ("1.2", "They are dear."),
        ("2", "The town should build nothing.\nIt never has."),
        ("2.1", "Nothing costs nothing."),
    ]
    assert told(graph)[-1] == ("They wait at crossings.", "supports", "They are dear.", False)
    kinds = [kind for _source, kind, _target, tree in told(graph) if tree]
    assert kinds == ["supports", "rebuts", "rebuts", "supports"]
    assert losses == []


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_newer_dialect(ends: str) -> None:
    graph, losses = parse(NEW.replace("\n", ends).encode(), "a.txt")
    assert graph.title == "Should the town build trams?"
    assert [(point.number, point.text) for point in graph.points] == [
        ("1", "The town should build trams."),
        ("1.1", "They are quick.\nMore so at night."),
        ("1.1.1", "They wait at crossings."),
    ]
    assert graph.points[0].note == "[1] A report, 2020"
    assert graph.points[1].note == '[2] Another one:\n"1. First\n2. Second"'
    assert graph.notes == "[3] One that nobody cites"
    assert told(graph)[-1] == ("They wait at crossings.", "rebuts", "The town should build trams.", False)
    assert [loss.key for loss in losses] == ["map.kialo_sources"]


def test_a_map_without_a_title_keeps_its_first_point() -> None:
    world = World()
    for name in ("Trams", "Buses"):
        world.node(world.case(world.article("Words."), name), f"For {name}")
    data, _losses = write(Snapshot(world.project), {})
    assert [point.text for point in parse(data, "a.txt")[0].points] == ["For Trams", "For Buses"]


def test_what_stands_nowhere_is_told() -> None:
    text = "Discussion Title: T\n\nstray\n1. One\n1.3.2. Con: Three\n1.1. Pro: -> See 9.9.\n1.1. Pro: Again"
    graph, losses = parse(text.encode(), "a.txt")
    assert [(loss.key, loss.arguments.get("lines")) for loss in losses] == [
        ("map.kialo_see", None),
        ("map.kialo_line", "3"),
    ]
    assert {target for _source, _kind, target, _tree in told(graph)} == {"One"}
    assert len(graph.points) == 4


@pytest.mark.parametrize("data", [b"", b"\n\n", b"Discussion Title: x\n\n", b"words\nand words", b"\x00\xff\x00"])
def test_files_without_claims_are_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        parse(data, "a.txt")


def test_it_is_known_by_its_first_line() -> None:
    assert recognises(OLD.encode()) and recognises(b"\xef\xbb\xbf" + NEW.encode())
    assert not recognises(b"A Discussion Title: no")
    assert recognise(NEW.encode(), "a.txt", subjects=["article", "map"]).name == "kialo"


def test_a_small_map_word_for_word() -> None:
    world = World()
    case = world.case(world.article("Trams are quick."), "Trams")
    top = world.node(case, "Pro: the town [sic] needs\ntrams (soon).")
    quick = world.node(case, "Trams are quick.", top, "evidence", ["Trams"])
    dear = world.node(case, "They are dear.", top, "rebuttal")
    world.link(quick, dear, "rebuts")
    data, losses = by_name("kialo").write(Snapshot(world.project), {"passages": True})
    assert data.decode() == (
        "Discussion Title: Trams\n\n"
        "1. Thesis: Pro: the town \\[sic\\] needs trams \\(soon\\).\n"
        "1.1. Pro: Trams are quick. \\(“Trams”\\)\n"
        "1.2. Con: They are dear.\n"
        "1.2.1. Con: -> See 1.1."
    )
    assert "lost.kinds" in [loss.key for loss in losses]


def test_what_was_written_comes_back() -> None:
    for seed in range(500):
        graph = graph_at_random(seed)
        data, _losses = write(Told(graph), {})  # type: ignore[arg-type]
        back = parse(data, "a.txt")[0]
        roots = {point.key for point in graph.points} - {r.source for r in graph.relations if r.tree}
        assert [point.text for point in back.points] == [_one_line(point.text) for point in graph.points], seed
        assert len([p for p in back.points if "." not in p.number]) == len(roots)
        keys = {point.key: at for at, point in enumerate(back.points)}
        assert {(keys[r.source], keys[r.target], r.kind, r.tree) for r in back.relations} == expected(graph), seed


def expected(graph: Graph) -> set[tuple[int, int, LinkKind, bool | None]]:
    keys = {point.key: at for at, point in enumerate(graph.points)}
    by_key = {relation.key: relation for relation in graph.relations}

    def plain(relation: Relation) -> Relation:
        kind = LinkKind.REBUTS if relation.kind in _ATTACKS else LinkKind.SUPPORTS
        return replace(relation, kind=kind, target=relation.target or by_key[relation.on].source)

    kept = [plain(r) for r in graph.relations if r.tree or r.target]
    return {(keys[r.source], keys[r.target], r.kind, r.tree) for r in kept}


def test_many_lines_are_read_in_time() -> None:
    for piece in ("1.1. ", "[1] ", "(", "\\", "-> See 1. "):
        assert read("1. One\n" + "1.1. Pro: x" + piece * 20_000).points
    assert len(read("\n".join(f"{'1.' * (at % 400 + 1)} x" for at in range(5000))).points) == 5000

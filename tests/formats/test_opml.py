"""OPML out and in: outlines of ours come back as they were, those of others as trees; bad ones are refused."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.entities import Kind, LinkKind
from models.errors import UserError
from models.interchange.graph import Graph
from models.project import Project
from storage.formats.registry import Snapshot, by_name
from tests.factories import World
from tests.formats.maps import comparable, projects
from tests.formats.samples import debate

OPML = by_name("opml")
FLAGS = ("labels", "passages", "notes", "links")


def read(body: str, head: str = "") -> Graph:
    data = f'<?xml version="1.0"?><opml version="2.0"><head>{head}</head><body>{body}</body></opml>'
    graph, _losses = OPML.parse(data.encode(), "map.opml")
    return graph  # type: ignore[no-any-return]


@given(projects(), st.sets(st.sampled_from(FLAGS)))
def test_what_goes_out_comes_back(drawn: tuple[Project, str | None], left_out: set[str]) -> None:
    snapshot = Snapshot(*drawn)
    options = {name: name not in left_out for name in FLAGS}
    data, _losses = OPML.write(snapshot, options)
    assert data == OPML.write(Snapshot(*drawn), options)[0]
    if not snapshot.graph.points:
        return
    graph, losses = OPML.parse(data, "map.opml")
    assert not losses
    assert comparable(graph, OPML.carries(options)) == comparable(snapshot.graph, OPML.carries(options))


def test_an_outliner_sees_kinds_passages_and_notes() -> None:
    made = debate()
    data, _losses = OPML.write(Snapshot(made.world.project, made.pairing.id))
    root = ElementTree.fromstring(data)
    assert root.get("version") == "2.0" and root.findtext("head/title") == made.pairing.motion
    cases = root.findall("body/outline")
    assert [case.get("text") for case in cases] == ["For trams", "For *buses*"]
    top = cases[0].find("outline")
    assert top is not None and str(top.get("text")).startswith("Claim: The town needs trams.")
    notes = [each.get("_note", "") for each in root.iter("outline")]
    assert any(note.startswith("“Buses stand in the same queue as cars.” (¶ 1)\n\n") for note in notes)


def test_what_an_outliner_changed_counts() -> None:
    world = World()
    case = world.case(world.article("Words that count."))
    node = world.node(case, "Old words", note="Old note", reasoning="It follows.")
    world.anchor(node, 0, 5)
    world.node(case, "Below", node, "rebuttal", tags=("a", "b"))
    data = OPML.write(Snapshot(world.project))[0].decode()
    data = data.replace("Claim: Old words", "Claim: New words").replace("Old note", "New note")
    graph, _losses = OPML.parse(data.replace('category="a,b"', 'category="c"').encode(), "x.opml")
    top, below = graph.points
    assert (top.text, top.note, top.reasoning) == ("New words", "New note", "It follows.")
    assert [quote.exact for quote in top.quotes] == ["Words"]
    assert below.tags == ("c",)


def test_an_outline_of_others_is_a_tree_whose_labels_tell_kinds() -> None:
    graph = read(
        '<outline text="Ferries are &lt;b&gt;late&lt;/b&gt;" _note="seen"><outline text="Evidence: 19 of 20"/>'
        '<outline text="Evidence (linked with the one above): today"/><outline TEXT="Con: not on Sundays">'
        '<outline text="Undercut: who sails then?"/></outline></outline>'
        '<outline title="A feed" type="rss" xmlUrl="https://example.org/feed" category="/news,b"/>',
        "<title>Ferries</title>",
    )
    assert [(p.text, p.kind) for p in graph.points] == [
        ("Ferries are late", None),
        ("19 of 20", Kind.EVIDENCE),
        ("today", Kind.EVIDENCE),
        ("not on Sundays", Kind.REBUTTAL),
        ("who sails then?", Kind.REBUTTAL),
        ("A feed", None),
    ]
    assert graph.points[0].note == "seen"
    assert (graph.points[5].note, graph.points[5].tags) == ("https://example.org/feed", ("news", "b"))
    kinds = [(r.kind, r.tree) for r in graph.relations]
    assert kinds == [(kind, True) for kind in (*["supports"] * 2, LinkKind.REBUTS, LinkKind.UNDERCUTS)]
    assert graph.relations[0].group == graph.relations[1].group != ""
    assert graph.relations[3].on == graph.relations[2].key
    assert (graph.title, graph.parts[0].name) == ("Ferries", "Ferries")


def test_our_outline_without_what_is_ours_is_still_a_map() -> None:
    world = World()
    case = world.case(world.article("Words."))
    top = world.node(case, "Top")
    world.node(case, "Why", top, "evidence", implicit=True)
    world.node(case, "But", top, "rebuttal")
    root = ElementTree.fromstring(OPML.write(Snapshot(world.project))[0])
    for each in root.iter("outline"):
        for name in [name for name in each.attrib if name.startswith("{")]:
            del each.attrib[name]
    graph, _losses = OPML.parse(ElementTree.tostring(root), "x.opml")
    told = [(p.text, p.kind, p.implicit) for p in graph.points]
    assert told == [("Top", "claim", False), ("Why", "evidence", True), ("But", "rebuttal", False)]
    assert [r.kind for r in graph.relations] == ["supports", "rebuts"]


def test_a_thousand_levels_and_characters_that_xml_cannot_hold() -> None:
    world = World()
    case = world.case(world.article("Words."))
    node = None
    for level in range(1000):
        node = world.node(case, f"Level {level}", node)
    world.node(case, "a\x00\x08\ufffe\ud800b\r\n\tc 𝔘 שלום", note="\x0b")
    snapshot = Snapshot(world.project)
    data, losses = OPML.write(snapshot)
    assert [loss.key for loss in losses] == ["format.characters_replaced"]
    graph, _losses = OPML.parse(data, "x.opml")
    assert len(graph.relations) == 999
    assert graph.points[-1].text == "a\ufffd\ufffd\ufffd\ufffdb\n\tc 𝔘 שלום"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<opml><body><outline text='a'></body></opml>", "line 1"),
        (b"<rss/>", "no opml"),
        (b"<opml><body/></opml>", "no argument map"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml><body><outline text="&a;"/></body></opml>', "entities"),
        (b'<?xml version="1.0" encoding="nonsense"?><opml/>', "line 1"),
        (b"<opml>" + b"<outline text='a'>" * 200_000, "map"),
    ],
)
def test_a_bad_file_is_told(data: bytes, words: str) -> None:
    with pytest.raises(UserError) as caught:
        OPML.parse(data, "x.opml")
    assert words in str(caught.value)

"""Web Annotation: our collections keep to the model and come back; annotations of strangers come in as points."""

from __future__ import annotations

import contextlib
import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.entities import LinkKind
from models.errors import UserError
from models.interchange.graph import Graph
from models.project import Project
from storage.formats import web_annotation
from storage.formats.registry import Snapshot, Subject, by_name, recognise
from tests.factories import World
from tests.formats.maps import comparable, projects
from tests.formats.samples import debate
from tests.formats.web_annotation_rules import faults
from tests.judges import judge

FORMAT = by_name("web-annotation")
MAPS: tuple[Subject, ...] = ("map",)


def read(value: Any) -> Graph:
    return web_annotation.parse(json.dumps(value).encode(), "a.jsonld")[0]


def losses(value: Any) -> dict[str, Any]:
    found = web_annotation.parse(json.dumps(value).encode(), "a.jsonld")[1]
    return {message.key: message.arguments["count"] for message in found}


# -- out and back


@given(projects(), st.booleans())
@settings(max_examples=80, deadline=None)
def test_what_goes_out_comes_back(drawn: tuple[Project, str | None], texts: bool) -> None:
    snapshot = Snapshot(*drawn)
    data, _ = FORMAT.write(snapshot, {"texts": texts})
    if not snapshot.graph.points:
        return
    parsed, told = web_annotation.parse(data, "a.jsonld")
    assert told == []
    carries = set(FORMAT.carries({"texts": texts}))
    told_by_us = web_annotation.parse(FORMAT.write(snapshot, {"texts": texts})[0], "b")[0]
    assert told_by_us == parsed
    whole = Snapshot(*drawn).graph
    held = carries - {"texts"}
    about = ("title", "authors", "date", "url", "doi", "citekey")
    assert comparable(parsed, held, places=True, about=about) == comparable(whole, held, places=True, about=about)
    assert parsed.title == whole.title
    if texts:
        assert {s.text for s in parsed.sources} == {snapshot.project.text(s.key) for s in whole.sources}


@given(projects())
@settings(max_examples=60, deadline=None)
def test_selectors_stand_in_the_source_and_the_model_is_kept(drawn: tuple[Project, str | None]) -> None:
    snapshot = Snapshot(*drawn)
    found = json.loads(FORMAT.write(snapshot, {"texts": True})[0])
    assert faults(found) == []
    texts = {source["key"]: source["text"] for source in found["counterpoint:data"].get("sources", ())}
    quoted = 0
    for annotation in found["first"]["items"]:
        if isinstance(annotation["target"], str):
            continue
        place, quote = annotation["target"]["selector"]
        text = texts[annotation["target"]["source"]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote.get("prefix", ""))
        assert text[place["end"] :].startswith(quote.get("suffix", ""))
        quoted += 1
    assert quoted == sum(len(point.quotes) for point in snapshot.graph.points)


@pytest.mark.judge
def test_a_json_schema_of_the_model_accepts_it() -> None:
    whole = json.loads(FORMAT.write(Snapshot(debate().world.project))[0])
    broken = json.loads(FORMAT.write(Snapshot(debate().world.project))[0])
    del broken["first"]["items"][0]["target"]
    one, other = judge("annotation_schema.py", [whole, broken])
    assert one == []
    assert other != []


def test_the_same_project_gives_the_same_bytes() -> None:
    assert FORMAT.write(Snapshot(debate().world.project)) == FORMAT.write(Snapshot(debate().world.project))


def test_offsets_count_code_points() -> None:
    world = World()
    case = world.case(world.article("😀 𝔘𝔫𝔦 is late.\nThe end"))
    world.node(case, "A", quotes=["is late", "end"])
    found = json.loads(FORMAT.write(Snapshot(world.project))[0])
    selectors = [item["target"]["selector"][0] for item in found["first"]["items"]]
    assert [(s["start"], s["end"]) for s in selectors] == [(6, 13), (19, 22)]


# -- of strangers

PAGE = "https://example.org/page"
HYPOTHESIS = {
    "total": 2,
    "rows": [
        {
            "id": "AAA",
            "created": "2024-03-01T10:00:00.123456+00:00",
            "user": "acct:ada@hypothes.is",
            "uri": PAGE,
            "text": "This is why",
            "tags": ["evidence", "trams"],
            "document": {"title": ["A page"]},
            "target": [
                {
                    "source": PAGE,
                    "selector": [
                        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0},
                        {"type": "TextPositionSelector", "start": 4, "end": 9},
                        {"type": "TextQuoteSelector", "exact": "ferry", "prefix": "The ", "suffix": " is"},
                    ],
                }
            ],
        },
        {"id": "BBB", "uri": PAGE, "text": "I doubt it", "references": ["AAA"], "target": [{"source": PAGE}]},
        {"id": "CCC", "uri": PAGE, "text": "Lost", "references": ["ZZZ"], "target": [{"source": PAGE}], "tags": []},
    ],
}


def test_hypothesis_comes_in() -> None:
    graph = read(HYPOTHESIS)
    first, second, _third = graph.points
    assert (first.text, first.kind, first.tags) == ("This is why", "evidence", ("trams",))
    assert (first.author, first.created) == ("ada", "2024-03-01T10:00:00.123Z")
    (quote,) = first.quotes
    assert (quote.exact, quote.start, quote.end, quote.prefix, quote.source) == ("ferry", 4, 9, "The ", PAGE)
    assert [(r.source, r.target, r.kind) for r in graph.relations] == [("BBB", "AAA", LinkKind.SUPPORTS)]
    assert second.part == first.part
    assert [(s.about.title, s.about.url) for s in graph.sources] == [("A page", PAGE)]
    told = {"map.annotation_selectors": 1, "map.annotation_replies": 1, "map.annotation_no_parent": 1}
    assert losses(HYPOTHESIS) == told


QUOTE = {"type": "TextQuoteSelector", "exact": "ferry"}
PLACE = {"type": "TextPositionSelector", "start": 10, "end": 90}
ONE: dict[str, Any] = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://x.org/1",
    "type": "Annotation",
    "body": {"type": "TextualBody", "value": "words"},
    "target": {"source": PAGE, "selector": QUOTE},
}


@pytest.mark.parametrize(
    "value",
    [
        ONE,
        [ONE],
        {"type": "AnnotationPage", "items": [ONE]},
        {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [ONE]}},
        {"@graph": [ONE]},
        ONE | {"body": "words"},
        ONE | {"body": [{"type": "TextualBody", "value": "words"}, {"type": "TextualBody", "value": "more"}]},
        {**{k: v for k, v in ONE.items() if k != "body"}, "bodyValue": "words"},
        ONE | {"body": {"type": "TextualBody", "value": "<p>words</p>", "format": "text/html"}},
        ONE | {"body": {"type": "SpecificResource", "source": {"type": "TextualBody", "value": "words"}}},
        ONE | {"body": {"type": "Choice", "items": [{"type": "TextualBody", "value": "words"}]}},
        ONE | {"target": [{"source": {"id": PAGE}, "selector": [QUOTE]}]},
        ONE | {"target": {"source": PAGE, "selector": {"type": "FragmentSelector", "value": "p", "refinedBy": QUOTE}}},
        ONE | {"target": {"source": PAGE, "selector": PLACE | {"refinedBy": [{"type": "XPathSelector"}, QUOTE]}}},
    ],
)
def test_every_form_of_an_annotation_is_read(value: Any) -> None:
    (point,) = read(value).points
    assert point.text == "words"
    assert [(quote.exact, quote.source) for quote in point.quotes] == [("ferry", PAGE)]
    assert recognise(json.dumps(value).encode(), "a.jsonld", subjects=MAPS).name == "web-annotation"


def test_positions_within_positions_count_from_them() -> None:
    inner = {"type": "TextPositionSelector", "start": 2, "end": 4}
    (point,) = read(ONE | {"target": {"source": PAGE, "selector": PLACE | {"refinedBy": inner}}}).points
    assert [(quote.start, quote.end) for quote in point.quotes] == [(12, 14)]
    outer = {"type": "FragmentSelector", "value": "p", "refinedBy": inner}
    (point,) = read(ONE | {"target": {"source": PAGE, "selector": outer}}).points
    assert point.quotes == ()


def test_a_reply_by_its_target_and_a_highlight_without_words() -> None:
    reply = {"id": "r", "type": "Annotation", "motivation": "replying", "body": "no", "target": ONE["id"]}
    mark = {"id": "m", "type": "Annotation", "motivation": "highlighting", "target": ONE["target"]}
    graph = read([ONE, reply, mark])
    assert [point.text for point in graph.points] == ["words", "no", "ferry"]
    assert len({point.part for point in graph.points}) == 1
    assert [(r.source, r.target) for r in graph.relations] == [("r", ONE["id"])]


def test_links_of_strangers_are_relations() -> None:
    two = ONE | {"id": "http://x.org/2"}
    tagged = {"type": "TextualBody", "value": "contradicts", "purpose": "tagging"}
    link = {"type": "Annotation", "motivation": "oa:linking", "body": [two["id"], tagged], "target": ONE["id"]}
    graph = read([ONE, two, link])
    assert [(r.source, r.target, r.kind) for r in graph.relations] == [(two["id"], ONE["id"], LinkKind.REBUTS)]


def test_replies_in_a_circle_and_to_themselves() -> None:
    circle = [{"id": a, "type": "Annotation", "body": a, "target": b} for a, b in (("a", "b"), ("b", "a"), ("c", "c"))]
    graph = read(circle)
    assert (len(graph.points), len(graph.relations)) == (3, 3)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"null", b"3", b'"x"', b"{", b"\xff\xfe", b'{"rows": 3}', b"[[]]"])
def test_what_holds_none_is_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        web_annotation.parse(data, "a.jsonld")


def test_mad_nesting_is_refused() -> None:
    with pytest.raises(UserError):
        web_annotation.parse(b'{"items":[' * 200_000, "a.jsonld")


def scalars() -> st.SearchStrategy[Any]:
    return (
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from([PAGE, "AAA"])
    )


KEYS = st.sampled_from(
    [
        *(
            "id",
            "type",
            "body",
            "target",
            "selector",
            "source",
            "refinedBy",
            "items",
            "value",
            "purpose",
            "start",
            "end",
        ),
        *(
            "exact",
            "references",
            "tags",
            "uri",
            "text",
            "document",
            "title",
            "created",
            "creator",
            "motivation",
            "first",
        ),
        *("counterpoint:data", "parts", "sources", "pairs", "colours", "part", "passage_of", "key", "about", "left"),
    ]
)
VALUES = st.recursive(
    scalars(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(KEYS, VALUES, max_size=6), VALUES)
@settings(max_examples=400, deadline=None)
def test_whatever_the_members_hold_only_sentences_come_out(annotation: dict[str, Any], own: Any) -> None:
    value = {"type": "AnnotationPage", "items": [{"type": "Annotation"} | annotation, ONE], "counterpoint:data": own}
    with contextlib.suppress(UserError):
        web_annotation.parse(json.dumps(value).encode(), "a.jsonld")


def test_many_annotations_take_time_in_proportion() -> None:
    many = [ONE | {"id": str(at), "target": str(at - 1) if at else PAGE} for at in range(20_000)]
    began = time.process_time()
    graph = read(many)
    assert len(graph.relations) == 19_999
    assert time.process_time() - began < 10

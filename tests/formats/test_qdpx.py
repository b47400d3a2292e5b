"""REFI-QDA: our projects keep to the standard and come back; projects of strangers come in with their quotes."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.entities import Kind, LinkKind
from models.errors import UserError
from models.interchange.graph import Graph
from models.project import Project
from storage.formats import qdpx
from storage.formats.qdpx_offsets import best
from storage.formats.registry import Snapshot, by_name, recognise
from tests.factories import World
from tests.formats.maps import comparable, projects
from tests.formats.qdpx_rules import faults
from tests.formats.samples import debate

FORMAT = by_name("qdpx")


@given(projects())
@settings(max_examples=80, deadline=None)
def test_what_goes_out_comes_back(drawn: tuple[Project, str | None]) -> None:
    snapshot = Snapshot(*drawn)
    data, _ = FORMAT.write(snapshot)
    assert faults(data) == []
    if not snapshot.graph.points:
        return
    parsed, losses = qdpx.parse(data, "a.qdpx")
    assert losses == []
    held = set(qdpx.CARRIES) - {"texts"}
    about = ("title", "authors", "date", "url", "doi", "citekey")
    assert comparable(parsed, held, places=True, about=about) == comparable(
        snapshot.graph, held, places=True, about=about
    )
    texts = {source.key: source.text for source in parsed.sources}
    assert set(texts.values()) == {snapshot.project.text(source.key) for source in snapshot.graph.sources}
    for point in parsed.points:
        for quote in point.quotes:
            assert texts[quote.source][quote.start : quote.end] == quote.exact


def test_the_same_project_gives_the_same_bytes() -> None:
    data, _ = FORMAT.write(Snapshot(debate().world.project))
    assert data == FORMAT.write(Snapshot(debate().world.project))[0]
    assert recognise(data, "unknown", subjects=(FORMAT.subject, "article")).name == "qdpx"


# -- of strangers

HEAD = '<Project xmlns="urn:QDA-XML:project:1.0" name="P">'
CODES = """<CodeBook><Codes><Code guid="{AA-1}" name="Costs" isCodable="true"><Code guid="aa-2" name="Rails"
 isCodable="true"/></Code><Code guid="aa-3" name="Evidence" isCodable="true"/><Code guid="aa-4" name="Idle"
 isCodable="true"/></Codes></CodeBook>"""


def archive(body: str, texts: dict[str, bytes] | None = None, name: str = "project.qde") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr(name, f"{HEAD}{body}</Project>")
        for member, data in (texts or {}).items():
            out.writestr(member, data)
    return made.getvalue()


def selection(guid: str, start: int, end: int, name: str = "", inner: str = "") -> str:
    place = f'startPosition="{start}" endPosition="{end}"'
    return f'<PlainTextSelection guid="{guid}" name="{name}" {place}>{inner}</PlainTextSelection>'


def source(inner: str, more: str = 'plainTextPath="internal://T1.txt"') -> str:
    return f'<Sources><TextSource guid="T1" name="A text" {more}>{inner}</TextSource></Sources>'


def coded(*codes: str) -> str:
    return "".join(f'<Coding guid="c{c}"><CodeRef targetGUID="{c}"/></Coding>' for c in codes)


def read(data: bytes) -> tuple[Graph, dict[str, object]]:
    graph, losses = qdpx.parse(data, "a.qdpx")
    return graph, {message.key: message.arguments["count"] for message in losses}


@pytest.mark.parametrize("name", ["project.qde", "Project.qde", "folder/PROJECT.QDE"])
def test_codings_come_in_as_points(name: str) -> None:
    body = CODES + source(selection("S1", 4, 9, "ferry", coded("AA-2", "AA-3") + '<NoteRef targetGUID="N1"/>'))
    body += '<Notes><Note guid="N1" name="m"><PlainTextContent>A memo</PlainTextContent></Note></Notes>'
    graph, losses = read(archive(body, {"Sources/t1.txt": b"The ferry is late."}, name))
    (point,) = graph.points
    assert (point.text, point.kind, point.tags, point.note) == ("ferry", Kind.EVIDENCE, ("Costs", "Rails"), "A memo")
    assert [(q.exact, q.start, q.end) for q in point.quotes] == [("ferry", 4, 9)]
    assert [s.text for s in graph.sources] == ["The ferry is late."]
    assert losses == {"map.qda_codes": 1}


@pytest.mark.parametrize("text", ["😀 The ferry is late.\r\nThe bridge 😀 stands.", "😀😀 one ferry\nand a bridge"])
@pytest.mark.parametrize("is_utf16", [False, True])
@pytest.mark.parametrize("is_named", [False, True])
def test_both_units_are_understood(text: str, is_utf16: bool, is_named: bool) -> None:
    inner = ""
    for quote in ("ferry", "bridge"):
        before = text[: text.index(quote)]
        start = len(before.encode("utf-16-le")) // 2 if is_utf16 else len(before)
        inner += selection(quote, start, start + len(quote), quote if is_named else "", coded("aa-2"))
    graph, losses = read(archive(CODES + source(inner), {"sources/T1.txt": b"\xef\xbb\xbf" + text.encode()}))
    assert [point.quotes[0].exact for point in graph.points] == ["ferry", "bridge"]
    assert ("map.qda_units" in losses) == is_utf16
    stored = graph.sources[0].text
    assert "\r" not in stored
    assert all(stored[q.start : q.end] == q.exact for point in graph.points for q in point.quotes)


def test_an_inclusive_end_is_understood_where_the_quote_says_so() -> None:
    inner = "<PlainTextContent>The ferry is late.</PlainTextContent>" + selection("S", 4, 8, "ferry")
    graph, _ = read(archive(source(inner, "")))
    assert [(q.exact, q.start, q.end) for q in graph.points[0].quotes] == [("ferry", 4, 9)]


def test_what_is_not_text_and_what_is_missing_is_counted() -> None:
    body = "<Sources><PictureSource guid='p'/><AudioSource guid='a'/><PDFSource guid='f'><PDFSelection guid='x'/>"
    body += "<Representation guid='r' plainTextPath='internal://gone.txt'>" + selection("S", 0, 3, "The")
    body += "</Representation></PDFSource></Sources>"
    graph, losses = read(archive(body))
    assert [point.text for point in graph.points] == ["The"]
    assert losses == {"map.qda_media": 3, "map.qda_missing": 1}


def test_links_between_codes_and_notes_and_selections() -> None:
    body = CODES + source(selection("S1", 0, 3, "The", coded("aa-2")))
    body += '<Notes><Note guid="N1" name="Memo"/></Notes><Links>'
    for at, (name, origin, target) in enumerate(
        (("contradicts", "S1", "AA-1"), ("odd", "N1", "S1"), ("odd", "S1", "?"))
    ):
        body += f'<Link guid="L{at}" name="{name}" originGUID="{origin}" targetGUID="{target}"/>'
    graph, losses = read(archive(body + "</Links>", {"sources/t1.txt": b"The ferry"}))
    assert [point.text for point in graph.points] == ["The", "Costs", "Memo"]
    assert [relation.kind for relation in graph.relations] == [LinkKind.REBUTS, LinkKind.SUPPORTS, LinkKind.SUPPORTS]
    assert losses["map.qda_links"] == 2


@pytest.mark.parametrize("body", ["", "<Sources/>", "<Notes><Note/></Notes>", "<", "<Sources><TextSource/></Sources>"])
def test_what_holds_nothing_is_refused(body: str) -> None:
    with pytest.raises(UserError):
        qdpx.parse(archive(body), "a.qdpx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<Project/>", FORMAT.write(Snapshot(World().project))[0][:90]])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        qdpx.parse(data, "a.qdpx")


def test_an_archive_without_a_project_is_refused() -> None:
    with pytest.raises(UserError, match="qde"):
        qdpx.parse(archive("", name="other.xml"), "a.qdpx")


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_whatever_the_bytes_only_sentences_come_out(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMAT.write(Snapshot(debate().world.project))[0])) as whole:
        xml = bytearray(whole.read("project.qde"))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(xml) - 1))
        cut = data.draw(st.integers(0, 40))
        xml[at : at + cut] = data.draw(
            st.sampled_from([b"", b'"', b"<", b">", b"x", b"guid", b"-1", b"\xff", b"99999999"])
        )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("project.qde", bytes(xml))
    try:
        qdpx.parse(made.getvalue(), "a.qdpx")
    except UserError:
        return


def test_ways_to_count_are_tried_in_the_order_of_the_standard() -> None:
    assert not best("plain", [(0, 5, "plain")]).is_utf16
    assert not best("😀 x", []).is_utf16


def test_large_projects_take_time_in_proportion() -> None:
    world = World()
    case = world.case(world.article("The ferry is late. " * 50))
    parent = world.node(case, "Root")
    for at in range(4000):
        parent = world.node(case, f"Point {at}", parent if at % 50 else None)
        world.anchor(parent, at % 500, at % 500 + 5)
    began = time.process_time()
    data, _ = FORMAT.write(Snapshot(world.project))
    graph, _ = qdpx.parse(data, "a.qdpx")
    assert len(graph.points) == 4001
    assert time.process_time() - began < 8


def test_descriptions_of_codes_are_told() -> None:
    described = CODES.replace("</CodeBook>", "</CodeBook>", 1)
    at = described.index("/>")
    described = f"{described[:at]}><Description>Of costs</Description></Code>{described[at + 2 :]}"
    _graph, losses = read(archive(described + source(selection("S1", 4, 9, "ferry", coded("AA-2")))))
    assert losses["map.qda_descriptions"] == 1

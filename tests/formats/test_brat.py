"""brat stand-off: spans over the text beside the annotation, in either unit, and archives of both."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from models.entities import LinkKind
from models.errors import UserError
from storage.formats.registry import by_name
from storage.maps import companions_of
from tests.judges import judge

FORMAT = by_name("brat")
TEXT = "Trams 🚋 for all\n\nThe town needs trams. They are quiet. But they cost a lot, say two studies.\n"


def span(key: str, kind: str, words: str, wide: bool = False) -> str:
    start = TEXT.index(words)
    before = len(TEXT[:start].encode("utf-16-le")) // 2 if wide else start
    return f"{key}\t{kind} {before} {before + len(words)}\t{words}"


def annotation(wide: bool = False) -> bytes:
    rows = [
        span("T1", "MajorClaim", "The town needs trams", wide),
        span("T2", "Premise", "They are quiet", wide),
        span("T3", "Claim", "they cost a lot", wide),
        "A1\tStance T3 Against",
        "R1\tsupports Arg1:T2 Arg2:T1\t",
        "#1\tAnnotatorNotes T2\tmeasured?",
        "*\tEquiv T1 T3",
    ]
    return ("\n".join(rows) + "\n").encode()


def read(data: bytes, text: str | None = TEXT):  # type: ignore[no-untyped-def]
    beside = {"essay.txt": text.encode()} if text is not None else {}
    graph, losses = FORMAT.module.parse_with(data, "essay.ann", beside)
    return graph, {loss.key: loss.arguments.get("count") for loss in losses}


@pytest.mark.parametrize("wide", [False, True])
def test_spans_become_points_over_the_text_in_either_unit(wide: bool) -> None:
    graph, told = read(annotation(wide))
    assert [(p.text, str(p.kind)) for p in graph.points] == [
        ("The town needs trams", "None"),
        ("They are quiet", "evidence"),
        ("they cost a lot", "None"),
    ]
    for point in graph.points:
        (quote,) = point.quotes
        assert TEXT[quote.start : quote.end] == quote.exact == point.text
    assert [(r.source, r.target, r.kind) for r in graph.relations] == [
        ("T2", "T1", LinkKind.SUPPORTS),
        ("T3", "T1", LinkKind.REBUTS),
    ]
    assert graph.points[1].note == "measured?"
    assert told == {"map.brat_other": 1} | ({"map.brat_units": 1} if wide else {})


def test_a_span_in_pieces_is_a_passage_each() -> None:
    at = TEXT.index("they cost"), TEXT.index("say two")
    graph, _told = read(f"T1\tClaim {at[0]} {at[0] + 9};{at[1]} {at[1] + 7}\tthey cost say two\n".encode())
    assert [quote.exact for quote in graph.points[0].quotes] == ["they cost", "say two"]


def test_without_the_text_the_words_are_quoted() -> None:
    graph, told = read(annotation(), None)
    assert [q.exact for p in graph.points for q in p.quotes][:1] == ["The town needs trams"]
    assert "map.brat_no_text" in told


def test_the_text_beside_a_file_belongs_to_it(tmp_path: Path) -> None:
    (tmp_path / "essay.txt").write_text(TEXT, "utf-8")
    assert companions_of(tmp_path / "essay.ann", FORMAT) == {"essay.txt": TEXT.encode()}


def test_an_archive_of_several_is_a_case_each() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("one", "two"):
            archive.writestr(f"essays/{name}.ann", annotation())
        archive.writestr("essays/one.txt", TEXT)
    graph, losses = FORMAT.parse(packed.getvalue(), "essays.zip")
    assert FORMAT.recognises(packed.getvalue())
    assert [part.name for part in graph.parts] == ["one", "two"]
    assert len({point.key for point in graph.points}) == 6
    assert [loss.key for loss in losses].count("map.brat_no_text") == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "holds no text"),
        (b"T1\tClaim 5 2\tx\n", "line 1"),
        (b"\n\nwhatever\n", "line 3"),
        (b"T1\tClaim 0 " + b"9" * 5000 + b"\tx\n", "line 1"),
        (b"R1\tsupports Arg1:T1 Arg2:T2\n", "holds no argument map"),
    ],
)
def test_what_is_none_is_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        FORMAT.parse(data, "essay.ann")


@pytest.mark.judge
def test_arguebuf_finds_the_same_points() -> None:
    words = annotation().decode().replace("MajorClaim", "Claim")  # it makes a claim without words of each of these
    (found,) = judge("arguebuf_read.py", [{"format": "brat", "data": words}])
    assert [text for text in found["atoms"] if text] == [point.text for point in read(annotation())[0].points]


def test_a_second_relation_of_the_same_name_is_told() -> None:
    lines = b"T1\tClaim 0 3\tOne\nT2\tClaim 4 7\tTwo\nR1\tsupports Arg1:T1 Arg2:T2\nR1\tattacks Arg1:T2 Arg2:T1\n"
    graph, told = read(lines)
    assert len(graph.relations) == 1
    assert told["map.same_key"] == 1

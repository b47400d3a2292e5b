"""A project comes back from Counterpoint JSON with the same bytes; what could not be a project is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from models.authoring.whole import take_whole
from models.edits import changed
from models.entities import LinkKind, to_row
from models.errors import UserError
from models.importing.incoming import Record
from models.project import Project
from models.texts import content_hash
from storage.formats.counterpoint_json import to_bytes, whole_of
from storage.formats.registry import Snapshot, by_name, recognise
from tests.factories import World
from tests.formats.maps import projects

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = Draft202012Validator(json.loads((ROOT / "resources/schemas/counterpoint-1.json").read_text(encoding="utf-8")))
FORMAT = by_name("counterpoint-json")


def written(project: Project, **options: bool) -> bytes:
    return FORMAT.write(Snapshot(project), options)[0]


def taken(data: bytes, into: World | None = None) -> World:
    world = into or World()
    whole, losses = FORMAT.parse(data, "x.counterpoint.json")
    assert losses == []
    edit = take_whole(world.project, whole)
    world.blobs.update(edit.blobs)
    world.project.apply(edit.changes)
    return world


def small() -> World:
    world = World()
    article = world.article("The ferry is late.\n\nA bridge costs more.", "Ferries", authors=("Ada",))
    left, right = world.case(article, "Left"), world.case(article, "Right")
    root = world.node(left, "Ferries are late", quotes=["ferry is late"], tags=("time",))
    child = world.node(left, "They wait", root)
    other = world.node(right, "Bridges cost")
    link = world.link(other, root)
    world.link(child, link, LinkKind.ANSWERS)
    pairing = world.pairing(left, right)
    world.clash(pairing, link, world.issue(pairing), why="because")
    world.dismissal(child, other)
    world.tag("time")
    return world


@given(projects())
def test_a_project_comes_back_with_the_same_bytes(drawn: tuple[Project, str | None]) -> None:
    data = written(drawn[0])
    assert written(taken(data).project) == data
    assert list(SCHEMA.iter_errors(json.loads(data))) == []
    assert recognise(data, "a.json", subjects=("map", "article", "references", "project")) is FORMAT


@given(projects(), projects())
def test_nothing_that_is_there_is_overwritten(
    drawn: tuple[Project, str | None], more: tuple[Project, str | None]
) -> None:
    world = taken(written(drawn[0]))
    before = world.project.rows()
    whole, _losses = FORMAT.parse(written(more[0]), "x.json")
    taken(written(more[0]), world)
    after = world.project.rows()
    for table, rows in before.items():
        assert {key: after[table][key] for key in rows} == rows
        if table not in ("article", "tag"):
            assert len(after[table]) == len(rows) + len(whole.rows[table])
    again = written(world.project)
    assert written(taken(again).project) == again, "the merged project is not sound"


def test_what_is_in_the_bin_is_kept() -> None:
    world = small()
    case = world.project.cases()[0]
    world.project.apply(changed(case, replace(case, binned_by="x")))
    assert taken(written(world.project)).project.case(case.id).binned_by == "x"


def test_a_changed_paragraph_changes_few_lines() -> None:
    def lines(text: str) -> list[str]:
        world = World()
        world.case(world.article(text))
        return written(world.project).decode().splitlines()

    one, two = (
        lines("\n\n".join(["A paragraph."] * 9 + [last] + ["Another."] * 9)) for last in ("It is so.", "It was so.")
    )
    assert len(one) == len(two)
    assert sum(a != b for a, b in zip(one, two, strict=True)) < 40


def with_original() -> World:
    world = World()
    text = world.article("Words.")
    original = b"%PDF-1.7 \xff\xfe" * 30
    record = Record("a.pdf", len(original)).to_bytes()
    for data in (original, record):
        world.blobs[content_hash(data)] = data
    new = replace(text, source_hash=content_hash(original), record_hash=content_hash(record))
    world.project.apply(changed(text, new))
    return world


def test_original_files_come_along_or_are_told_missing() -> None:
    world = with_original()
    data = written(world.project)
    assert written(taken(data).project) == data
    assert any(len(line.strip()) == 79 for line in data.decode().splitlines())
    data, losses = FORMAT.write(Snapshot(world.project), {"originals": False})
    assert [(loss.key, loss.arguments) for loss in losses] == [("project.originals", {"count": 1})]
    assert b"base64" not in data
    came = taken(data)
    (article,) = came.project.articles()
    assert article.source_hash == article.source_text_hash
    assert not Record.from_bytes(came.blobs[article.record_hash or ""]).kept
    assert written(came.project, originals=False) == data


def test_a_part_of_a_project_is_not_written_alone() -> None:
    world = small()
    data, losses = FORMAT.write(Snapshot(world.project, case_ids=("case-00001",)))
    assert data == written(world.project)
    assert [loss.key for loss in losses] == ["project.always_whole"]


def test_an_article_that_is_there_is_not_doubled_and_a_tag_keeps_its_colour() -> None:
    world = taken(written(small().project))
    taken(written(small().project), world)
    assert len(world.project.articles()) == 1
    assert len(world.project.cases()) == 4
    assert list(world.project.tags()) == ["time"]


Spoil = Callable[[dict[str, Any]], Any]
SPOILT: list[tuple[str, Spoil]] = [
    ("cases[1]", lambda v: v["cases"][0].pop("name")),
    ("cases[2]", lambda v: v["cases"][1].update(weight=3)),
    ("case case-00001", lambda v: v["cases"].append(v["cases"][0])),
    ("case case-00001", lambda v: v["cases"][0].update(article_id="nothing")),
    ("node node-00001", lambda v: v["nodes"][0].update(kind="premise")),
    ("node node-00001", lambda v: v["nodes"][0].update(kind="evidence")),
    ("node node-00001", lambda v: v["nodes"][0].update(parent_id="node-00002")),
    ("node node-00002", lambda v: v["nodes"][1].update(case_id="case-00002")),
    ("node node-00002", lambda v: v["nodes"][1].update(inference=True)),
    ("node node-00002", lambda v: v["nodes"][1].update(confidence=float("nan"))),
    ("node node-00002", lambda v: v["nodes"][1].update(text="\ud800")),
    ("node node-00002", lambda v: v["nodes"][1].update(position="")),
    ("anchor anchor-00001", lambda v: v["passages"][0].update(start=5)),
    ("anchor anchor-00001", lambda v: v["passages"][0].update(end=1_000)),
    ("link link-00001", lambda v: v["links"][0].update(target_link_id="link-00002")),
    ("link link-00002", lambda v: v["links"][1].update(target_link_id="link-00002")),
    ("clash", lambda v: v["clashes"][0].update(id="mine")),
    ("dismissal", lambda v: v["dismissals"][0].update(id="mine")),
    ("article article-00001", lambda v: v["contents"].pop()),
    ("contents[1]", lambda v: v["contents"][0]["lines"].append("more")),
    ("contents[1]", lambda v: v["contents"][0].update(base64=[])),
    ("contents[2]", lambda v: v["contents"][1]["layout"]["blocks"].pop()),
    ("surprise", lambda v: v.update(surprise=1)),
    ("nodes", lambda v: v.update(nodes={})),
    ("version", lambda v: v.update(version="1")),
]


@pytest.mark.parametrize(("element", "spoil"), SPOILT)
def test_what_could_be_no_project_is_refused_by_name(element: str, spoil: Spoil) -> None:
    value = json.loads(written(small().project))
    spoil(value)
    with pytest.raises(UserError) as caught:
        FORMAT.parse(json.dumps(value).encode(), "x.json")
    assert caught.value.message.key == "map.damaged_element"
    assert str(caught.value.message.arguments["element"]).startswith(element)


def test_a_newer_version_is_told_both() -> None:
    value = json.loads(written(small().project)) | {"version": 7}
    with pytest.raises(UserError) as caught:
        FORMAT.parse(json.dumps(value).encode(), "x.json")
    assert caught.value.message.arguments == {"name": "x.json", "version": "7", "known": "1"}


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b'{"format": "counterpoint"}', b"[" * 10_000_000])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        FORMAT.parse(data, "x.json")


def test_a_file_that_is_no_utf_8_or_no_json_is_told_by_its_line() -> None:
    data = written(small().project)
    for spoilt, line in ((data.replace(b"Ferries", b"F\xff", 1), 8), (data.replace(b'"Ferries"', b"Ferries", 1), 8)):
        with pytest.raises(UserError) as caught:
            FORMAT.parse(spoilt, "x.json")
        assert (caught.value.message.key, caught.value.message.arguments["line"]) == ("map.damaged_line", line)


def test_the_schema_refuses_what_the_reader_refuses_of_shape() -> None:
    value = json.loads(written(small().project))
    assert list(SCHEMA.iter_errors(value)) == []
    for spoil in (
        lambda v: v["cases"][0].pop("name"),
        lambda v: v["cases"][0].update(weight=3),
        lambda v: v["nodes"][0].update(kind="premise"),
        lambda v: v["contents"][0].update(base64=[]),
        lambda v: v.update(version=2),
        lambda v: v.update(surprise=1),
    ):
        spoilt = json.loads(json.dumps(value))
        spoil(spoilt)
        assert list(SCHEMA.iter_errors(spoilt)) != []


def test_the_schema_knows_every_field() -> None:
    world = small()
    for table, rows in world.project.rows().items():
        assert rows, table
        known = SCHEMA.schema["$defs"][table]["properties"]
        assert all(to_row(entity).keys() == known.keys() for entity in rows.values())


def test_equal_projects_give_equal_bytes_however_they_grew() -> None:
    whole, _dropped = whole_of(small().project)
    backwards = type(whole)({t: dict(reversed(rows.items())) for t, rows in whole.rows.items()}, whole.blobs)
    assert to_bytes(backwards) == to_bytes(whole)

"""Maps as OpenDocument texts: odfdo finds headings, lists and tables, and our own reader the words."""

from __future__ import annotations

import io
from typing import Any

import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.project import Project
from storage.formats.registry import Snapshot, by_name
from tests.factories import World
from tests.formats.maps import projects
from tests.formats.samples import debate
from tests.formats.test_markdown_map import NASTY

FORMAT = by_name("odt")


def written(project: Project, pairing_id: str | None = None, **options: str | int | bool) -> Any:
    data, _losses = FORMAT.write(Snapshot(project, pairing_id), options)
    return odfdo.Document(io.BytesIO(data))


def texts(document: Any, xpath: str) -> list[str]:
    return [each.inner_text.rstrip("\n") for each in document.body.xpath(xpath)]


def test_the_same_project_gives_the_same_bytes() -> None:
    made = debate()
    data, losses = FORMAT.write(Snapshot(made.world.project, made.pairing.id))
    assert data == FORMAT.write(Snapshot(made.world.project, made.pairing.id))[0]
    assert not losses and data[30:38] == b"mimetype"


def test_headings_lists_tables_and_properties() -> None:
    made = debate()
    document = written(made.world.project, made.pairing.id)
    assert document.meta.title == made.pairing.motion
    assert document.meta.initial_creator == "Ines"
    assert texts(document, "//text:h[@text:outline-level='1']")[:3] == ["For trams", "For *buses*", "Clash table"]
    first = "/text:list-item/text:p[1]"
    assert texts(document, f"//office:text/text:list{first}")[0] == "Claim The town needs trams."
    assert "Claim Trams are quicker" in texts(document, f"//office:text/text:list/text:list-item/text:list{first}")
    heads = texts(document, "//table:table[1]/table:table-header-rows//table:table-cell")
    assert heads[:4] == ["No.", "For trams says", "Link", "For *buses* says"]


def test_a_document_on_letter_paper() -> None:
    made = debate()
    document = written(made.world.project, made.pairing.id, form="document", paper="letter", clash=False)
    assert texts(document, "//text:h[@text:outline-level='2']")[0] == "Claim 1: The town needs trams."
    assert b'fo:page-width="215.9mm"' in document.get_part("styles.xml").serialize()
    assert not document.body.xpath("//table:table")


@pytest.mark.parametrize("text", [*NASTY, "\x00\x01\x0b\x1f\ud800\ufffe", "a  b\t c ", "x" * 10_000])
def test_every_nasty_text_comes_through(text: str) -> None:
    world = World()
    case = world.case(world.article("Words."), name=text, annotator=text)
    node = world.node(case, text, note=text, reasoning=text, tags=(text or "t",))
    world.node(case, "Below", node, "evidence")
    document = written(world.project)
    assert "Evidence Below" in texts(document, "//text:list/text:list-item/text:list/text:list-item/text:p[1]")


@settings(max_examples=25, deadline=None)
@given(projects(), st.sampled_from(("outline", "document")))
def test_any_project_is_written_and_our_own_reader_finds_its_points(
    drawn: tuple[Project, str | None], form: str
) -> None:
    project, pairing_id = drawn
    data, _losses = FORMAT.write(Snapshot(project, pairing_id), {"form": form})
    read = by_name("odt_article").parse(data, "map.odt").text
    for case in project.cases():
        for node, _depth in project.walk(case.id):
            assert not node.text.isalnum() or node.text in read


def test_a_thousand_levels_keep_their_numbers() -> None:
    world = World()
    case = world.case(world.article("Words."))
    node = None
    for level in range(1000):
        node = world.node(case, f"Level {level}", node)
    document = written(world.project)
    assert texts(document, "//text:p[@text:style-name='Map_20_Point']")[-1].endswith(" Level 999")
    assert len(document.body.xpath("//text:list")) == 9

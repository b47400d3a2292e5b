"""Maps as Word documents: python-docx finds the headings, lists and tables, and our own reader the words."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.project import Project
from storage.formats.registry import Snapshot, by_name
from tests.factories import World
from tests.formats.maps import projects
from tests.formats.samples import debate
from tests.formats.test_markdown_map import NASTY

FORMAT = by_name("docx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(project: Project, pairing_id: str | None = None, **options: str | int | bool) -> Any:
    data, _losses = FORMAT.write(Snapshot(project, pairing_id), options)
    return docx.Document(io.BytesIO(data))


def styled(document: Any, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == style]


def test_the_same_project_gives_the_same_bytes() -> None:
    made = debate()
    snapshot = Snapshot(made.world.project, made.pairing.id)
    data, losses = FORMAT.write(snapshot)
    assert data == FORMAT.write(Snapshot(made.world.project, made.pairing.id))[0]
    assert not losses
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_headings_lists_and_properties_are_those_of_word() -> None:
    made = debate()
    document = written(made.world.project, made.pairing.id)
    assert document.core_properties.title == made.pairing.motion
    assert document.core_properties.author == "Ines"
    assert document.core_properties.language == "en"
    assert styled(document, "Heading 1")[:3] == ["For trams", "For *buses*", "Clash table"]
    assert styled(document, "Point 1")[0] == "Claim The town needs trams."
    assert "Claim Trams are quicker" in styled(document, "Point 2")
    assert styled(document, "Point Quote 2")[0] == "Buses stand in the same queue as cars. — ¶ 1"
    formatted = {child.tag for p in document.paragraphs for child in p._p.get_or_add_pPr()}
    assert formatted <= {f"{W}pStyle", f"{W}numPr"}  # all else is a matter of styles
    assert all(
        run._r.rPr is None or [c.tag for c in run._r.rPr] == [f"{W}rStyle"]
        for p in document.paragraphs
        for run in p.runs
    )


def test_the_levels_of_a_list_are_counted_and_begin_anew_with_each_case() -> None:
    made = debate()
    document = written(made.world.project, made.pairing.id)
    style = document.styles["Point 3"].element
    numbering = document.part.numbering_part.element
    assert style.xpath("w:pPr/w:numPr/w:ilvl/@w:val") == ["2"]
    number = style.xpath("w:pPr/w:numPr/w:numId/@w:val")[0]
    abstract = numbering.xpath(f'w:num[@w:numId="{number}"]/w:abstractNumId/@w:val')[0]
    level = f'w:abstractNum[@w:abstractNumId="{abstract}"]/w:lvl[@w:ilvl="2"]'
    assert numbering.xpath(f"{level}/w:numFmt/@w:val") == ["decimal"]
    assert numbering.xpath(f"{level}/w:lvlText/@w:val") == ["%1.%2.%3."]
    second = next(p for p in document.paragraphs if p.text == "Claim Rails cannot move")
    (other,) = second._p.xpath("w:pPr/w:numPr/w:numId/@w:val")
    assert numbering.xpath(f'w:num[@w:numId="{other}"]/w:lvlOverride[@w:ilvl="0"]/w:startOverride/@w:val') == ["1"]
    known = set(numbering.xpath("w:num/@w:numId"))
    assert set(document.element.xpath("//w:numPr/w:numId/@w:val")) <= known


def test_the_clash_table_is_a_table_whose_first_row_is_repeated() -> None:
    made = debate()
    (table, *_others) = written(made.world.project, made.pairing.id).tables
    assert table.style.name == "Clash Table"
    assert [cell.text for cell in table.rows[0].cells][:4] == ["No.", "For trams says", "Link", "For *buses* says"]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert not written(made.world.project, made.pairing.id, clash=False).tables


def test_a_branch_keeps_the_numbers_of_its_case() -> None:
    made = debate()
    snapshot = Snapshot(made.world.project, branch_ids=(made.nodes["queue"].id,))
    document = docx.Document(io.BytesIO(FORMAT.write(snapshot)[0]))
    assert styled(document, "Point without number 1") == ["Claim 1.1 Trams are quicker"]
    assert styled(document, "Point without number 2") == ["Evidence 1.1.1 19 against 41 minutes"]


def test_a_document_has_its_points_as_headings() -> None:
    made = debate()
    document = written(made.world.project, made.pairing.id, form="document", paper="letter")
    assert styled(document, "Heading 2")[0] == "Claim 1: The town needs trams."
    assert round(document.sections[0].page_width.mm, 1) == 215.9


def test_what_is_not_chosen_is_left_out_and_told() -> None:
    made = debate()
    parts = dict.fromkeys(("passages", "reasoning", "notes", "tags", "clash", "links"), False)
    data, losses = FORMAT.write(Snapshot(made.world.project, made.pairing.id), {**parts, "depth": 2})
    texts = "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    for words in ("Buses stand in the same queue", "Time counts.", "Tags:", "19 against 41 minutes", "Two sides."):
        assert words not in texts
    told = {loss.key for loss in losses}
    assert {"lost.passages", "lost.reasoning", "lost.notes", "lost.tags", "lost.links", "lost.points"} <= told


def test_a_note_keeps_its_emphasis_lists_and_addresses() -> None:
    world = World()
    case = world.case(world.article("Words."))
    world.node(case, "A point", note="See **this** at https://example.org/a?b=c&d\n\n- one\n- *two*")
    document = written(world.project)
    looks = {run.text: run.style.name for p in document.paragraphs for run in p.runs}
    assert looks["this"] == "Strong" and looks["two"] == "Emphasis"
    (link,) = [link for p in document.paragraphs for link in p.hyperlinks]
    assert (link.address, link.text) == ("https://example.org/a?b=c&d", "https://example.org/a?b=c&d")
    assert styled(document, "Point Note 1")[1:] == ["• one", "• two"]


@pytest.mark.parametrize("text", [*NASTY, "\x00\x01\x0b\x1f\ud800\ufffe", "x" * 100_000])
def test_every_nasty_text_comes_through(text: str) -> None:
    world = World()
    case = world.case(world.article("Words."), name=text, annotator=text)
    node = world.node(case, text, note=text, reasoning=text, tags=(text or "t",))
    world.node(case, "Below", node, "evidence")
    document = written(world.project)
    assert styled(document, "Point 2") == ["Evidence Below"]
    if text.isalnum():
        assert styled(document, "Point 1") == [f"Claim {text}"]


@settings(max_examples=12, deadline=None)
@given(projects(), st.sampled_from(("outline", "document")))
def test_any_project_is_written_and_our_own_reader_finds_its_points(
    drawn: tuple[Project, str | None], form: str
) -> None:
    project, pairing_id = drawn
    data, _losses = FORMAT.write(Snapshot(project, pairing_id), {"form": form})
    read = by_name("docx_article").parse(data, "map.docx").text
    words = [node.text for case in project.cases() for node, _depth in project.walk(case.id)]
    for text in words:
        if text.isalnum():
            assert text in read


def test_a_thousand_levels_keep_their_numbers() -> None:
    world = World()
    case = world.case(world.article("Words."))
    node = None
    for level in range(1000):
        node = world.node(case, f"Level {level}", node)
    document = written(world.project)
    assert styled(document, "Point 9") == ["Claim Level 8"]
    assert styled(document, "Point without number 9")[-1].endswith(" Level 999")
    assert len(styled(document, "Point without number 9")) == 991

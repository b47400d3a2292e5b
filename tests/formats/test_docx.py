"""DOCX: structure, notes, changes and pages come out as they were meant; what is unsafe or no article is refused."""

from __future__ import annotations

import io
from typing import Any

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UserError
from models.importing.extract import Extract
from models.importing.progress import Cancelled, telling
from models.texts import BlockKind as K
from storage.formats import docx
from storage.formats.archives import Archive
from tests.formats.archives import with_changed, zipped
from tests.formats.docx_files import docx as made
from tests.formats.docx_files import paragraph, run, style
from tests.formats.extracts import checked, keys, outline, said, words

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def read(data: bytes, name: str = "paper.docx") -> Extract:
    return checked(docx.parse(data, name))


def sentence(data: bytes, name: str = "paper.docx") -> str:
    with pytest.raises(UserError) as caught:
        docx.parse(data, name)
    return str(caught.value)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class TestWordsFromPythonDocx:
    def test_styles_of_word(self) -> None:
        document = python_docx.Document()
        document.core_properties.title = "Untitled draft"
        document.core_properties.author = "Ines Falk; Omar Reyes"
        document.core_properties.keywords = "bees, cities"
        document.core_properties.language = "en-GB"
        document.add_paragraph("Bees in the city", "Title")
        document.add_paragraph("What roofs can do", "Subtitle")
        document.add_heading("Why roofs", 1)
        document.add_paragraph("A plain paragraph.")
        document.add_paragraph("Said by another.", "Quote")
        document.add_paragraph("Said louder.", "Intense Quote")
        document.add_heading("Smaller", 2)
        document.add_paragraph("one", "List Bullet")
        document.add_paragraph("two", "List Bullet 2")
        document.add_paragraph("three", "List Number")
        document.add_paragraph("Figure 1: a hive", "Caption")
        found = read(saved(document))
        assert outline(found) == [
            ("title", 0, "Bees in the city"),
            ("subtitle", 0, "What roofs can do"),
            ("heading", 1, "Why roofs"),
            ("paragraph", 0, "A plain paragraph."),
            ("quote", 0, "Said by another."),
            ("quote", 0, "Said louder."),
            ("heading", 2, "Smaller"),
            ("item", 1, "one"),
            ("item", 2, "two"),
            ("item", 1, "three"),
            ("caption", 0, "Figure 1: a hive"),
        ]
        about = found.about
        assert (about.title, about.subtitle) == ("Bees in the city", "What roofs can do")
        assert about.authors == ("Ines Falk", "Omar Reyes")
        assert (about.language, about.csl) == ("en-GB", {"keyword": "bees, cities"})
        assert found.warnings == () and found.pages == ()

    def test_tables_row_by_row(self) -> None:
        document = python_docx.Document()
        table = document.add_table(2, 3)
        for at, text in enumerate(["Year", "Hives", "Honey", "2020", "14", "200 kg"]):
            table.cell(at // 3, at % 3).text = text
        layout = document.add_table(1, 2)
        layout.cell(0, 0).text = "First column.\nStill it."
        layout.cell(0, 0).add_paragraph("Its second paragraph.")
        layout.cell(0, 1).text = "Second column."
        document.add_table(1, 1).cell(0, 0).text = "A framed paragraph."
        long = "Long words. " * 40
        columns = document.add_table(1, 2)
        columns.cell(0, 0).text, columns.cell(0, 1).text = long, "Beside them."
        assert said(read(saved(document)), K.PARAGRAPH) == [
            "Year | Hives | Honey",
            "2020 | 14 | 200 kg",
            "First column.\nStill it.",
            "Its second paragraph.",
            "Second column.",
            "A framed paragraph.",
            long.strip(),
            "Beside them.",
        ]

    def test_pages_by_hand(self) -> None:
        document = python_docx.Document()
        document.add_paragraph("On one.")
        document.add_page_break()
        document.add_paragraph("On two.")
        document.add_paragraph("On three.").paragraph_format.page_break_before = True
        document.add_section()
        document.add_paragraph("On four.")
        found = read(saved(document))
        assert [block.page for block in found.blocks] == ["1", "2", "3", "4"]
        assert found.pages == ("1", "2", "3", "4")

    def test_headers_and_footers_are_set_aside(self) -> None:
        document = python_docx.Document()
        document.sections[0].header.paragraphs[0].text = "The Daily Bee"
        document.sections[0].footer.paragraphs[0].text = "12"
        document.add_paragraph("The article.")
        found = read(saved(document))
        assert outline(found) == [("paragraph", 0, "The article."), ("furniture", 0, "The Daily Bee")]
        assert [block.hidden for block in found.blocks] == [False, True]

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
                st.sampled_from(["Normal", "Heading 1", "Quote", "List Bullet", "Caption", "Title"]),
            ),
            max_size=8,
        )
    )
    def test_every_word_is_in_a_block(self, paragraphs: list[tuple[str, str]]) -> None:
        document = python_docx.Document()
        for text, kind in paragraphs:
            document.add_paragraph(text.replace("\ufffe", "").replace("\uffff", ""), kind)
        wanted = [p.text.strip() for p in document.paragraphs if p.text.strip()]
        if wanted:
            found = read(saved(document))
            assert [words(found, block) for block in found.blocks] == wanted
        else:
            assert "no text" in sentence(saved(document))


class TestStyles:
    def test_german_word(self) -> None:
        styles = (
            style("Standard", "Normal", more='w:default="1"')
            + style("berschrift2", "heading 2", "Standard", '<w:outlineLvl w:val="1"/>')
            + style("Titel", "Title", "Standard")
            + style("Zitat", "Quote", "Standard")
            + style("Beschriftung", "caption", "Standard")
            + style("Kapitel", "Mein Kapitel", "berschrift2")
            + style("Frei", "Frei", "Standard", '<w:outlineLvl w:val="2"/>')
            + style("Verzeichnis1", "toc 1", "Standard")
        )
        found = read(
            made(
                paragraph("Über Bienen", style="Titel")
                + paragraph("Eins\u00a03", style="Verzeichnis1")
                + paragraph("Eins", style="berschrift2")
                + paragraph("Zwei", style="Kapitel")
                + paragraph("Drei", style="Frei")
                + paragraph("Direkt", properties='<w:outlineLvl w:val="3"/>')
                + paragraph("Ein Zitat", style="Zitat")
                + paragraph("Abb. 1", style="Beschriftung")
                + paragraph("Unbekannt", style="Fehlt"),
                styles=styles,
            )
        )
        assert outline(found) == [
            ("title", 0, "Über Bienen"),
            ("furniture", 0, "Eins\u00a03"),
            ("heading", 2, "Eins"),
            ("heading", 2, "Zwei"),
            ("heading", 3, "Drei"),
            ("heading", 4, "Direkt"),
            ("quote", 0, "Ein Zitat"),
            ("caption", 0, "Abb. 1"),
            ("paragraph", 0, "Unbekannt"),
        ]

    def test_styles_that_go_round(self) -> None:
        found = read(made(paragraph("Words", style="a"), styles=style("a", "A", "b") + style("b", "B", "a")))
        assert outline(found) == [("paragraph", 0, "Words")]

    def test_lists_by_numbering(self) -> None:
        listed = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
        found = read(
            made(
                paragraph("one", properties=listed.format(0, 4))
                + paragraph("deeper", properties=listed.format(2, 4))
                + paragraph("out", style="L", properties=listed.format(0, 0))
                + paragraph("by style", style="L"),
                styles=style("L", "My list", "", listed.format(1, 2)),
            )
        )
        assert [o[:2] for o in outline(found)] == [("item", 1), ("item", 3), ("paragraph", 0), ("item", 2)]

    def test_a_quotation_set_off_without_a_style(self) -> None:
        both = '<w:ind w:left="720" w:right="720"/>'
        found = read(made(paragraph("quoted", properties=both) + paragraph("not", properties='<w:ind w:left="720"/>')))
        assert said(found, K.QUOTE) == ["quoted"]

    def test_the_only_first_heading_is_the_title(self) -> None:
        heads = style("H1", "heading 1") + style("H2", "heading 2")
        one = paragraph("About bees", style="H1") + paragraph("Words.") + paragraph("More", style="H2")
        found = read(made(one, styles=heads, core="<dc:title>Document1</dc:title>"))
        assert (found.about.title, found.blocks[0].kind) == ("About bees", K.TITLE)
        several = read(made(one + paragraph("Last", style="H1"), styles=heads, core="<dc:title>Bees</dc:title>"))
        assert (several.about.title, several.blocks[0].kind) == ("Bees", K.HEADING)

    def test_a_title_known_from_the_properties(self) -> None:
        lines = paragraph("The Daily Bee") + paragraph("Bees  on roofs") + paragraph("Words.")
        found = read(made(lines, core="<dc:title>Bees on Roofs</dc:title>"))
        assert (found.about.title, outline(found)[1]) == ("Bees on roofs", ("title", 0, "Bees  on roofs"))
        for name in ("Document3", "Microsoft Word - bees.docx", "draft.doc", "Untitled"):
            assert read(made(lines, core=f"<dc:title>{name}</dc:title>")).about.title == ""

    def test_a_second_title_is_a_heading(self) -> None:
        titles = paragraph("One", style="T") + paragraph("Two", style="T") + paragraph("words")
        found = read(made(titles, styles=style("T", "Title")))
        assert [o[:2] for o in outline(found)] == [("title", 0), ("heading", 1), ("paragraph", 0)]


class TestWithinParagraphs:
    def test_characters_of_their_own(self) -> None:
        inner = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r>" + run(" d")
        symbol = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'
        assert read(made(paragraph(inner, symbol))).text == "a\tb\nc\u2011 dα"

    def test_links_fields_and_controls_show_what_they_show(self) -> None:
        field = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE \\* X</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("7")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        link = f'<w:hyperlink r:id="x" xmlns:r="r">{run(" linked ")}</w:hyperlink>'
        control = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('chosen')}</w:sdtContent></w:sdt>"
        block = f"<w:sdt><w:sdtContent>{paragraph('in a control')}</w:sdtContent></w:sdt>"
        assert read(made(paragraph(field, link, control) + block)).text == "7 linked chosen\n\nin a control"

    def test_formulas_and_ruby(self) -> None:
        formula = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
        ruby = f"<w:r><w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>"
        assert read(made(paragraph(formula, ruby))).text == "x=1漢(kan)"

    def test_hidden_words_are_set_aside(self) -> None:
        styles = '<w:style w:type="character" w:styleId="X"><w:name w:val="X"/><w:rPr><w:vanish/></w:rPr></w:style>'
        shown = run("Seen ") + run("unseen ", "<w:vanish/>") + run("too.", '<w:vanish w:val="0"/>')
        found = read(made(paragraph(shown) + paragraph(run("all", '<w:rStyle w:val="X"/>')), styles=styles))
        assert outline(found) == [("paragraph", 0, "Seen too."), ("furniture", 0, "unseen"), ("furniture", 0, "all")]
        assert keys(found) == {"document.hidden_text": {"count": 2}}

    def test_text_boxes_once(self) -> None:
        box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
        drawn = (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
            f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        found = read(made(paragraph("Before ", drawn, "and after.") + paragraph("Next.")))
        assert found.text == "Before and after.\n\nIn the box.\n\nNext."

    def test_a_big_first_letter_belongs_to_its_word(self) -> None:
        big = paragraph("T", properties='<w:framePr w:dropCap="drop"/>')
        assert read(made(big + paragraph("he bees."))).text == "The bees."

    def test_what_should_be_filled_in_is_set_aside(self) -> None:
        control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
        body = control.format(paragraph("[Title]")) + paragraph("By ", control.format(run("[name]")), "Falk")
        assert outline(read(made(body))) == [
            ("furniture", 0, "[Title]"),
            ("paragraph", 0, "By Falk"),
            ("furniture", 0, "[name]"),
        ]

    def test_a_table_of_contents_is_set_aside(self) -> None:
        gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        contents = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('Bees 3')}</w:sdtContent></w:sdt>"
        assert outline(read(made(contents + paragraph("Bees")))) == [
            ("furniture", 0, "Bees 3"),
            ("paragraph", 0, "Bees"),
        ]


class TestShapesOfPrograms:
    def test_google_docs(self) -> None:
        """No default style of its own name, headings as "Heading 1", lists by numbering, no pages."""
        styles = (
            style("Normal", "normal", more='w:default="1"')
            + style("Heading1", "heading 1", "Normal", '<w:keepNext w:val="1"/>')
            + style("Title", "Title", "Normal")
        )
        item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="720" w:hanging="360"/>'
        body = (
            paragraph(run("Roofs"), style="Title")
            + paragraph(run("First"), style="Heading1")
            + paragraph(run("point"), properties=item)
        )
        assert outline(read(made(body, styles=styles))) == [
            ("title", 0, "Roofs"),
            ("heading", 1, "First"),
            ("item", 1, "point"),
        ]

    def test_the_strict_edition(self) -> None:
        body = paragraph("Head", style="H") + paragraph("Words")
        data = made(body, styles=style("H", "heading 2"))
        strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        parts: dict[str, bytes | str | None] = {}
        for member in ("word/document.xml", "word/styles.xml"):
            old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            parts[member] = Archive(data, "x").read(member).replace(old, strict.encode())
        assert outline(read(with_changed(data, parts))) == [("heading", 2, "Head"), ("paragraph", 0, "Words")]

    def test_the_text_may_lie_elsewhere(self) -> None:
        data = made(paragraph("Words"))
        rels = Archive(data, "x").read("_rels/.rels").replace(b"word/document.xml", b"/other/text.xml")
        moved = Archive(data, "x").read("word/document.xml")
        changes = {"_rels/.rels": rels, "other/text.xml": moved, "word/document.xml": None}
        assert read(with_changed(data, changes)).text == "Words"

    def test_properties(self) -> None:
        core = (
            "<dc:title> Bees  and roofs</dc:title><dc:creator>Administrator</dc:creator><dc:subject>Cities</dc:subject>"
            "<cp:keywords>bees</cp:keywords><dcterms:created>2023-04-05T10:00:00Z</dcterms:created>"
        )
        lang = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>'
        about = read(made(paragraph("Words"), core=core, styles=lang)).about
        assert (about.title, about.authors, about.date) == ("Bees and roofs", (), "2023-04-05")
        assert (about.language, about.csl) == ("de-DE", {"keyword": "Cities; bees"})


def test_how_far_it_is_told_and_may_be_cancelled() -> None:
    data = made(paragraph("Words") * 500)
    told: list[tuple[int, int]] = []
    with telling(lambda done, total: told.append((done, total))):
        docx.parse(data, "x")
    assert told[0] == (0, 500) and told[-1] == (500, 500) and len(told) > 3

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), telling(stop):
        docx.parse(data, "x")


def test_it_is_recognised() -> None:
    assert docx.recognises(made("")) and docx.recognises(OLE) and docx.recognises(zipped({"Index.zip": b""}))
    for other in (b"", b"PK\x03\x04", zipped({"mimetype": "application/epub+zip"}), b"{\\rtf1", b"%PDF-1.7"):
        assert not docx.recognises(other)

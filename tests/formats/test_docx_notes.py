"""DOCX: footnotes, endnotes, tracked changes, comments and pages."""

from __future__ import annotations

from models.importing.extract import Extract
from models.texts import BlockKind as K
from storage.formats import docx
from tests.formats.docx_files import docx as made
from tests.formats.docx_files import paragraph, run
from tests.formats.extracts import checked, keys, outline, said


def read(data: bytes) -> Extract:
    return checked(docx.parse(data, "paper.docx"))


class TestNotes:
    NOTES = "".join(
        f'<w:footnote w:id="{n}"{kind}>{paragraph("<w:r><w:footnoteRef/></w:r>", " " + text)}</w:footnote>'
        for n, kind, text in ((-1, ' w:type="separator"', "line"), (2, "", "See Falk."), (3, "", "See Reyes."))
    )
    END = f'<w:endnote w:id="5">{paragraph("At the end.")}</w:endnote>'
    CITED = '<w:r><w:{}Reference w:id="{}"/></w:r>'

    def test_notes_follow_the_paragraph_that_cites_them(self) -> None:
        body = (
            paragraph("One", self.CITED.format("footnote", 3), " and two", self.CITED.format("footnote", 2), ".")
            + paragraph("Three", self.CITED.format("endnote", 5))
            + paragraph("Four", self.CITED.format("footnote", 99))
        )
        found = read(made(body, footnotes=self.NOTES, endnotes=self.END))
        assert outline(found) == [
            ("paragraph", 0, "One[1] and two[2]."),
            ("footnote", 0, "[1] See Reyes."),
            ("footnote", 0, "[2] See Falk."),
            ("paragraph", 0, "Three[i]"),
            ("paragraph", 0, "Four"),
            ("footnote", 0, "[i] At the end."),
        ]

    def test_the_document_says_how_notes_are_counted(self) -> None:
        counting = '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
        body = paragraph("Three", self.CITED.format("endnote", 5))
        assert "Three[1]" in read(made(body, endnotes=self.END, settings=counting)).text

    def test_a_mark_of_its_own(self) -> None:
        mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
        assert said(read(made(paragraph("Word", mark), footnotes=self.NOTES)), K.FOOTNOTE) == ["* See Falk."]

    def test_notes_of_a_table_follow_the_row(self) -> None:
        cells = f"<w:tc>{paragraph('a', self.CITED.format('footnote', 2))}</w:tc><w:tc>{paragraph('b')}</w:tc>"
        found = read(made(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph("After"), footnotes=self.NOTES))
        assert found.text == "a[1] | b\n\n[1] See Falk.\n\nAfter"

    def test_a_note_that_is_cited_again_is_shown_once(self) -> None:
        cited = self.CITED.format("footnote", 2)
        found = read(made(paragraph("a", cited, "b", cited) + paragraph("c", cited), footnotes=self.NOTES))
        assert found.text == "a[1]b[1]\n\n[1] See Falk.\n\nc[1]"

    def test_a_note_that_cites_itself(self) -> None:
        notes = f'<w:footnote w:id="2">{paragraph("Round ", self.CITED.format("footnote", 2))}</w:footnote>'
        found = read(made(paragraph("a", self.CITED.format("footnote", 2)), footnotes=notes))
        assert found.text == "a[1]\n\n[1] Round"


class TestChanges:
    def test_insertions_are_shown_and_deletions_are_not(self) -> None:
        changed = (
            f'<w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del><w:ins w:id="2">{run("new")}</w:ins>'
            f'<w:moveFrom w:id="3">{run(" gone")}</w:moveFrom><w:moveTo w:id="4">{run(" come")}</w:moveTo>'
        )
        found = read(made(paragraph(changed)))
        assert found.text == "new come"
        assert keys(found) == {"document.changes": {"added": 2, "removed": 2}}

    def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next(self) -> None:
        mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
        assert read(made(paragraph("One ", properties=mark) + paragraph("sentence."))).text == "One sentence."
        assert read(made(paragraph("Last", properties=mark))).text == "Last"

    def test_a_deleted_row(self) -> None:
        row = f"<w:tr>{{}}<w:tc>{paragraph('{}')}</w:tc></w:tr>"
        rows = row.format("<w:trPr><w:del/></w:trPr>", "gone") + row.format("", "stays")
        assert read(made(f"<w:tbl>{rows}</w:tbl>")).text == "stays"

    def test_comments_are_counted(self) -> None:
        comment = f'<w:comment w:id="{{}}">{paragraph("Really?")}</w:comment>'
        found = read(made(paragraph("Words."), comments=comment.format(1) + comment.format(2)))
        assert found.text == "Words." and keys(found) == {"document.comments": {"count": 2}}
        assert "2 comments" in str(found.warnings[0])


class TestPages:
    BREAK = "<w:lastRenderedPageBreak/>"

    def test_pages_as_word_noted_them(self) -> None:
        by_hand = '<w:r><w:br w:type="page"/></w:r>'
        body = (
            paragraph("One.")
            + paragraph("Goes over ", f"<w:r>{self.BREAK}<w:t>the edge.</w:t></w:r>")
            + paragraph(by_hand)
            + paragraph(f"<w:r>{self.BREAK}<w:t>Three.</w:t></w:r>")
        )
        found = read(made(body))
        assert [block.page for block in found.blocks] == ["1", "1", "3"]

    def test_sections_count_their_own_way(self) -> None:
        front = '<w:sectPr><w:pgNumType w:fmt="lowerRoman" w:start="3"/></w:sectPr>'
        body = (
            paragraph("Preface.")
            + paragraph('<w:r><w:br w:type="page"/></w:r>', "Thanks.", properties=front)
            + paragraph("Chapter.")
            + '<w:sectPr><w:pgNumType w:start="1"/></w:sectPr>'
        )
        assert [block.page for block in read(made(body)).blocks] == ["iii", "iv", "1"]

    def test_sections_on_one_page(self) -> None:
        first, last = "<w:sectPr/>", '<w:sectPr><w:type w:val="{}"/></w:sectPr>'
        body = paragraph("One.", properties=first) + paragraph("Two.")
        assert [block.page for block in read(made(body + last.format("nextPage"))).blocks] == ["1", "2"]
        assert [block.page for block in read(made(body + last.format("continuous"))).blocks] == ["", ""]

    def test_what_word_noted_behind_a_section(self) -> None:
        body = (
            paragraph("One.", properties="<w:sectPr/>")
            + paragraph(f"<w:r>{self.BREAK}<w:t>Two.</w:t></w:r>")
            + '<w:sectPr><w:pgNumType w:start="7"/></w:sectPr>'
        )
        assert [block.page for block in read(made(body)).blocks] == ["1", "7"]

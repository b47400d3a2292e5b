"""OpenDocument texts: structure, notes, changes and pages come out as they were meant; what is unsafe is refused."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UserError
from models.importing.extract import Extract
from models.importing.progress import Cancelled, telling
from models.texts import BlockKind as K
from storage.formats import odt
from tests.formats.archives import locked, with_changed, zipped
from tests.formats.extracts import checked, keys, outline, said, words
from tests.formats.odt_files import content, flat, heading, note, paragraph, style
from tests.formats.odt_files import odt as made
from tests.formats.test_archives import LAUGHS


def read(data: bytes, name: str = "paper.odt") -> Extract:
    return checked(odt.parse(data, name))


def sentence(data: bytes, name: str = "paper.odt") -> str:
    with pytest.raises(UserError) as caught:
        odt.parse(data, name)
    return str(caught.value)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class TestOdfdo:
    def test_what_another_library_writes(self) -> None:
        document = odfdo.Document("text")
        document.meta.title = "Bees"
        document.meta.initial_creator = "Ines Falk"
        document.body.clear()
        document.body.append(odfdo.Header(1, "Why roofs"))
        document.body.append(odfdo.Paragraph("A plain\tparagraph\nof two  lines."))
        document.body.append(odfdo.Header(2, "Smaller"))
        document.body.append(odfdo.List(["one", "two"]))
        cited = odfdo.Paragraph("A word to note.")
        cited.insert_note(after="word", note_id="n1", citation="1", body="Seen by Reyes.")
        document.body.append(cited)
        table = odfdo.Table("T", width=2, height=2)
        table.set_values([["Year", "Hives"], ["2020", "14"]])
        document.body.append(table)
        found = read(saved(document))
        assert outline(found) == [
            ("title", 0, "Why roofs"),
            ("paragraph", 0, "A plain\tparagraph\nof two  lines."),
            ("heading", 2, "Smaller"),
            ("item", 1, "one"),
            ("item", 1, "two"),
            ("paragraph", 0, "A word[1] to note."),
            ("footnote", 0, "[1] Seen by Reyes."),
            ("paragraph", 0, "Year | Hives"),
            ("paragraph", 0, "2020 | 14"),
        ]
        assert (found.about.title, found.about.authors) == ("Why roofs", ("Ines Falk",))

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=40), max_size=6))
    def test_every_word_is_in_a_block(self, paragraphs: list[str]) -> None:
        document = odfdo.Document("text")
        document.body.clear()
        for text in paragraphs:
            document.body.append(odfdo.Paragraph(text))
        wanted = [text.strip() for text in paragraphs if text.strip()]
        if wanted:
            found = read(saved(document))
            assert [words(found, block).split() for block in found.blocks] == [text.split() for text in wanted]
        else:
            assert "no text" in sentence(saved(document))


class TestStyles:
    def test_styles_of_libreoffice(self) -> None:
        styles = (
            style("Title", "Heading")
            + style("Subtitle", "Heading")
            + style("Quotations", "Standard")
            + style("Caption", "Standard")
            + style("Illustration", "Caption")
        )
        automatic = style("P1", "Quotations") + style("P2", "Title") + style("P3", "Illustration")
        automatic += style("P4", "", '<style:paragraph-properties fo:margin-left="1cm" fo:margin-right="0.4in"/>')
        automatic += style("P5", "", '<style:paragraph-properties fo:margin-left="1cm" fo:margin-right="0cm"/>')
        found = read(
            made(
                paragraph("Bees", "P2")
                + paragraph("On roofs", "Subtitle")
                + heading("One", 2)
                + paragraph("Quoted.", "P1")
                + paragraph("Set off.", "P4")
                + paragraph("Indented.", "P5")
                + paragraph("Illustration 1", "P3")
                + paragraph("Unknown.", "Missing")
                + paragraph("Listed 4", "Contents_20_1"),
                automatic,
                styles=styles,
            )
        )
        assert outline(found) == [
            ("title", 0, "Bees"),
            ("subtitle", 0, "On roofs"),
            ("heading", 2, "One"),
            ("quote", 0, "Quoted."),
            ("quote", 0, "Set off."),
            ("paragraph", 0, "Indented."),
            ("caption", 0, "Illustration 1"),
            ("paragraph", 0, "Unknown."),
            ("furniture", 0, "Listed 4"),
        ]
        assert (found.about.title, found.about.subtitle) == ("Bees", "On roofs")

    def test_styles_named_for_people(self) -> None:
        named = style("a", "", "", 'style:display-name="Block Text"') + style("b", "c") + style("c", "b")
        found = read(made(paragraph("Quoted", "a") + paragraph("Plain", "b"), styles=named))
        assert [o[0] for o in outline(found)] == ["quote", "paragraph"]

    def test_lists_within_lists(self) -> None:
        inner = f"<text:list><text:list-item>{paragraph('deeper')}</text:list-item></text:list>"
        items = f"<text:list-header>{paragraph('before')}</text:list-header>"
        items += f"<text:list-item>{paragraph('one')}{inner}</text:list-item>"
        items += f"<text:list-item>{heading('A numbered heading', 2)}</text:list-item>"
        assert outline(read(made(f"<text:list>{items}</text:list>"))) == [
            ("item", 1, "before"),
            ("item", 1, "one"),
            ("item", 2, "deeper"),
            ("heading", 2, "A numbered heading"),
        ]


class TestWithinParagraphs:
    def test_white_space(self) -> None:
        inner = '  a\n   <text:span> b</text:span><text:s text:c="2"/>c<text:tab/>d<text:line-break/>e<text:s/>'
        assert read(made(paragraph(inner))).text == "a b  c\td\ne"

    def test_a_number_of_spaces_beyond_sense(self) -> None:
        assert len(read(made(paragraph('a<text:s text:c="999999999"/>b'))).text) < 200

    def test_what_shows_and_what_does_not(self) -> None:
        inner = (
            '<text:a xlink:href="http://127.0.0.1/">linked</text:a> <text:title>field</text:title>'
            "<office:annotation><dc:creator>R</dc:creator><text:p>Why?</text:p></office:annotation>"
            "<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>"
            '<draw:frame><draw:image xlink:href="http://127.0.0.1/x.png"/><svg:title>alt</svg:title></draw:frame>'
        )
        found = read(made(paragraph(inner)))
        assert found.text == "linked field漢(kan)"
        assert keys(found) == {"document.comments": {"count": 1}}

    def test_hidden_words_are_set_aside(self) -> None:
        automatic = style("T1", "", '<style:text-properties text:display="none"/>', family="text")
        inner = 'Seen<text:span text:style-name="T1"> unseen</text:span><text:hidden-text text:string-value=" no"/>.'
        section = f'<text:section text:display="none">{paragraph("Not at all.")}</text:section>'
        whole = paragraph('<text:hidden-paragraph text:is-hidden="true"/>Gone.')
        found = read(made(paragraph(inner) + section + whole, automatic))
        assert [o[::2] for o in outline(found)] == [
            ("paragraph", "Seen."),
            ("furniture", "unseen no"),
            ("furniture", "Not at all."),
            ("furniture", "Gone."),
        ]
        assert keys(found) == {"document.hidden_text": {"count": 3}}

    def test_boxes_and_captions(self) -> None:
        box = f"<draw:frame><draw:text-box>{paragraph('Figure 1: a hive', 'Caption')}</draw:text-box></draw:frame>"
        shape = f"<draw:custom-shape>{paragraph('In a shape.')}</draw:custom-shape>"
        found = read(made(paragraph(f"Words {box}go on.{shape}") + box))
        assert [o[::2] for o in outline(found)] == [
            ("paragraph", "Words go on."),
            ("caption", "Figure 1: a hive"),
            ("paragraph", "In a shape."),
            ("caption", "Figure 1: a hive"),
        ]

    def test_indexes_are_set_aside_but_the_bibliography_is_not(self) -> None:
        body = f"<text:index-body>{paragraph('Bees 3')}</text:index-body>"
        source = f"<text:table-of-content-source>{paragraph('template')}</text:table-of-content-source>"
        contents = f"<text:table-of-content>{source}{body}</text:table-of-content>"
        works = f"<text:bibliography><text:index-body>{paragraph('Falk 2020')}</text:index-body></text:bibliography>"
        found = read(made(contents + paragraph("Text.") + works))
        assert [o[::2] for o in outline(found)] == [
            ("furniture", "Bees 3"),
            ("paragraph", "Text."),
            ("paragraph", "Falk 2020"),
        ]


class TestNotesAndChanges:
    def test_notes_follow_the_paragraph_that_cites_them(self) -> None:
        body = (
            paragraph(f"One{note('1', 'See Falk.')} and{note('*', 'See Reyes.')}.")
            + paragraph(f"Two{note('i', 'At the end.', 'endnote')}.")
            + paragraph("Three.")
        )
        assert [o[::2] for o in outline(read(made(body)))] == [
            ("paragraph", "One[1] and*."),
            ("footnote", "[1] See Falk."),
            ("footnote", "* See Reyes."),
            ("paragraph", "Two[i]."),
            ("paragraph", "Three."),
            ("footnote", "[i] At the end."),
        ]

    def test_notes_of_a_table_follow_the_row(self) -> None:
        cells = "".join(
            f"<table:table-cell>{paragraph(inner)}</table:table-cell>" for inner in (f"a{note('1', 'N.')}", "b")
        )
        rows = f"<table:table-header-rows><table:table-row>{cells}</table:table-row></table:table-header-rows>"
        assert read(made(f"<table:table>{rows}</table:table>")).text == "a[1] | b\n\n[1] N."

    def test_deleted_words_are_no_text(self) -> None:
        tracked = (
            "<text:tracked-changes><text:changed-region><text:deletion><office:change-info/>"
            f"{paragraph('gone')}</text:deletion></text:changed-region><text:changed-region><text:insertion/>"
            "</text:changed-region></text:tracked-changes>"
        )
        found = read(made(tracked + paragraph('<text:change-start text:change-id="c"/>new<text:change-end/>')))
        assert found.text == "new"
        assert keys(found) == {"document.changes": {"added": 1, "removed": 1}}

    def test_deleted_words_in_their_place(self) -> None:
        region = '<text:changed-region xml:id="{0}" text:id="{0}"><text:{1}/></text:changed-region>'
        tracked = region.format("c1", "deletion") + region.format("c2", "insertion")
        start, end = '<text:change-start text:change-id="{}"/>', '<text:change-end text:change-id="{}"/>'
        body = (
            paragraph(f"One {start.format('c1')}gone{note('1', 'Gone as well.')}")
            + f"<text:list><text:list-item>{paragraph('gone')}</text:list-item></text:list>"
            + paragraph(f"too{end.format('c1')}{start.format('c2')}new{end.format('c2')}.")
        )
        found = read(made(f"<text:tracked-changes>{tracked}</text:tracked-changes>{body}"))
        assert found.text == "One\n\nnew."
        endless = f"<text:tracked-changes>{tracked}</text:tracked-changes>{body}".replace("change-end", "change")
        assert "gone" in read(made(endless)).text
        assert (
            "gone"
            in read(
                made(f"<text:tracked-changes>{tracked}</text:tracked-changes>{body}".replace("change-end", "x"))
            ).text
        )
        assert keys(found) == {"document.changes": {"added": 1, "removed": 1}}


class TestPages:
    def test_soft_and_hard_breaks(self) -> None:
        hard = style("P1", "", '<style:paragraph-properties fo:break-before="page"/>')
        again = style("P2", "", '<style:paragraph-properties style:page-number="20"/>', 'style:master-page-name="X"')
        body = (
            paragraph("One.", "P1")
            + paragraph("Runs <text:soft-page-break/>over.")
            + paragraph("Two.")
            + paragraph("Three.", "P1")
            + "<text:soft-page-break/>"
            + paragraph("Four.")
            + paragraph("Twenty.", "P2")
        )
        found = read(made(body, hard + again))
        assert [block.page for block in found.blocks] == ["1", "1", "2", "3", "4", "20"]
        assert found.pages == ("1", "2", "3", "4", "20")

    @pytest.mark.parametrize(("counted", "pages"), [(2, ("1", "2")), (9, ())])
    def test_breaks_by_hand_that_cannot_be_all(self, counted: int, pages: tuple[str, ...]) -> None:
        hard = style("P1", "", '<style:paragraph-properties fo:break-before="page"/>')
        meta = f'<meta:document-statistic meta:page-count="{counted}"/>'
        assert read(made(paragraph("One.") + paragraph("Two.", "P1"), hard, meta=meta)).pages == pages


def test_headers_and_footers_are_set_aside() -> None:
    master = f"<style:master-page><style:header>{paragraph('The Daily Bee')}</style:header></style:master-page>"
    found = read(made(paragraph("Words."), master=master))
    assert [o[::2] for o in outline(found)] == [("paragraph", "Words."), ("furniture", "The Daily Bee")]


def test_properties_and_language() -> None:
    meta = (
        "<dc:title>Bees</dc:title><meta:initial-creator>Ines Falk</meta:initial-creator><dc:creator>Last</dc:creator>"
        "<meta:creation-date>2021-02-03T04:05:06.7</meta:creation-date><meta:keyword>bees</meta:keyword>"
        "<meta:keyword>roofs</meta:keyword><dc:subject>Cities</dc:subject>"
    )
    usual = '<style:text-properties fo:language="de" fo:country="AT"/>'
    usual = f'<style:default-style style:family="paragraph">{usual}</style:default-style>'
    about = read(made(paragraph("Words."), styles=usual, meta=meta)).about
    assert (about.title, about.authors, about.date, about.language) == ("Bees", ("Ines Falk",), "2021-02-03", "de-AT")
    assert about.csl == {"keyword": "bees; roofs; Cities"}


def test_a_flat_file() -> None:
    picture = "<draw:frame><draw:image><office:binary-data>QUJD</office:binary-data></draw:image></draw:frame>"
    data = flat(heading("Bees") + paragraph(f"Words.{picture}"), "<dc:creator>Ines Falk</dc:creator>")
    found = read(data, "paper.fodt")
    assert found.text == "Bees\n\nWords." and found.about.authors == ("Ines Falk",)
    assert said(found, K.TITLE) == ["Bees"]
    assert odt.recognises(data)


class TestRefused:
    def test_what_is_no_text(self) -> None:
        good = made(paragraph("Words."))
        assert "damaged" in sentence(b"words") and "damaged" in sentence(good[:-30])
        assert "password" in sentence(made("", manifest="<m:file-entry><m:encryption-data/></m:file-entry>"))
        assert "password" in sentence(with_changed(good, {"encrypted-package": b"x"}))
        assert "password" in sentence(locked(good))
        sheet = content("").replace("office:text>", "office:spreadsheet>")
        assert "no text document" in sentence(with_changed(good, {"content.xml": sheet}))
        assert "no text" in sentence(made("")) and "content.xml is missing" in sentence(zipped({"mimetype": ""}))

    @pytest.mark.parametrize("part", ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"])
    def test_entities_in_any_part(self, part: str) -> None:
        assert "XML entities" in sentence(with_changed(made(paragraph("Words.")), {part: LAUGHS}))

    def test_entities_in_a_flat_file(self) -> None:
        trick = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + flat(paragraph("&f;"))[21:]
        assert "XML entities" in sentence(trick)

    def test_a_bomb(self) -> None:
        assert "unpacks to more" in sentence(with_changed(made(""), {"content.xml": b"<a>" + b" " * 200_000_000}))

    def test_repeated_cells_are_not_multiplied(self) -> None:
        cell = f'<table:table-cell table:number-columns-repeated="99999999">{paragraph("x")}</table:table-cell>'
        row = f'<table:table-row table:number-rows-repeated="99999999">{cell}</table:table-row>'
        assert read(made(f"<table:table>{row}</table:table>")).text == "x"

    def test_nested_too_deeply(self) -> None:
        assert "cannot be made out" in sentence(made("<text:section>" * 300 + "</text:section>" * 300))
        deep = "<text:list><text:list-item>" * 100 + paragraph("x") + "</text:list-item></text:list>" * 100
        assert read(made(deep)).blocks[0].level == 100

    @settings(max_examples=150, deadline=None)
    @given(st.binary(min_size=1, max_size=30), st.integers(0, 2500))
    def test_damage_anywhere_ends_in_a_sentence(self, noise: bytes, at: int) -> None:
        for good in (made(paragraph("Words"), meta="<dc:title>x</dc:title>"), flat(paragraph("Words"))):
            data = bytearray(good)
            data[at : at + len(noise)] = noise
            with contextlib.suppress(UserError):
                odt.parse(bytes(data), "x")


def test_it_may_be_cancelled() -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), telling(stop):
        odt.parse(made(paragraph("Words.")), "x")


def test_it_is_recognised() -> None:
    assert odt.recognises(made("")) and odt.recognises(with_changed(made(""), {"mimetype": None}))
    for other in (b"", b"PK\x03\x04", zipped({"mimetype": "application/epub+zip"}), b"{\\rtf1", b"<html><office:p>"):
        assert not odt.recognises(other)

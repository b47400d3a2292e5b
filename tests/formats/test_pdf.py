"""PDF: the order of reading, paragraphs, headings, notes, captions and pages come out as they were set."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from models.importing.extract import Extract, Flow
from models.importing.progress import Cancelled, telling
from models.texts import BlockKind as K
from storage.formats import pdf
from tests.formats.extracts import checked, keys, outline, said, words
from tests.formats.pdf_making import LEFT, WIDTH, Pages, essay, lines_of, paper, pictures, prose


def read(data: bytes, name: str = "paper.pdf") -> Extract:
    return checked(pdf.parse(data, name))


def face(name: str) -> None:
    """Let PDFs be set in a face that has Greek and Hebrew, where the machine has it."""
    path = Path(f"/usr/share/fonts/truetype/dejavu/DejaVu{name}.ttf")
    if not path.exists():
        pytest.skip("DejaVu is not installed")
    pdfmetrics.registerFont(TTFont(name, str(path)))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_one_column_with_running_heads_and_numbers() -> None:
    found = read(essay(4))
    assert found.flow is Flow.PAGES and found.pages == ("1", "2", "3", "4")
    second = [words(found, block) for block in found.blocks if block.page == "2"]
    assert second[0] == "Notes on Wages" and second[-1] == "2"
    assert [flat(text) for text in second[1:5]] == [prose(200 + at) for at in range(4)]
    assert said(found, K.TITLE) == ["What Wages Can Bear"]
    assert said(found, K.BYLINE) == ["By Miriam Okafor"]
    assert (found.about.title, found.about.authors) == ("What Wages Can Bear", ("Miriam Okafor",))
    assert not found.warnings


def test_line_breaks_stay_within_a_paragraph_and_pages_stay_apart() -> None:
    found = read(essay(2))
    first = next(words(found, block) for block in found.blocks if block.kind is K.PARAGRAPH and block.page == "1")
    assert first == "Notes on Wages"
    texts = [words(found, block) for block in found.blocks]
    assert "\n".join(lines_of(prose(100), "Times-Roman", 11, WIDTH)) in texts
    assert any(text.startswith("This goes on over the page 1") and not text.endswith(".") for text in texts)


def test_two_columns_are_read_one_after_the_other_and_notes_are_at_their_foot() -> None:
    found = read(paper(2))
    assert said(found, K.TITLE) == ["The Measure of a Fair Wage"]
    for page in (1, 2):
        expected = [prose(1000 * page + 100 * side + at, 4) for side in (0, 1) for at in range(5)]
        texts = [flat(words(found, b)) for b in found.blocks if b.page == str(page) and b.kind is K.PARAGRAPH]
        assert [text for text in texts if text in expected] == expected
    notes = [flat(note) for note in said(found, K.FOOTNOTE)]
    assert [note[0] for note in notes] == ["¹", "²", "³", "⁴"]
    assert notes[0] == "¹ See the review of 1991. " + prose(7, 2)


def test_indents_alone_part_paragraphs() -> None:
    made = Pages()
    texts = [prose(at, 6) for at in range(5)]
    for text in texts:
        made.paragraph(text, indent=16)
    assert [flat(text) for text in said(read(made.done()), K.PARAGRAPH)] == texts


def test_headings_by_size_weight_and_number() -> None:
    made = Pages()
    made.line("A Study of Rivers", size=22, drop=40)
    for at, (heading, size) in enumerate((("1 Upper Course", 15), ("1.1 Springs", 12), ("2 Lower Course", 15))):
        made.y -= 8
        made.line(heading, size=size, font="Times-Bold", drop=20)
        made.paragraph(prose(at), after=6)
    made.y -= 8
    made.line("Conclusion", font="Times-Bold", drop=16)
    made.paragraph(prose(9))
    found = [(kind, level, text) for kind, level, text in outline(read(made.done())) if kind in ("title", "heading")]
    assert found[0] == ("title", 1, "A Study of Rivers")
    assert [text for _kind, _level, text in found[1:]] == [
        "1 Upper Course",
        "1.1 Springs",
        "2 Lower Course",
        "Conclusion",
    ]
    assert [level for _kind, level, _text in found[1:]] == [1, 2, 1, 3]


def test_quotes_lists_and_captions() -> None:
    made = Pages()
    made.paragraph(prose(1), after=9)
    made.paragraph(prose(2, 4), x=LEFT + 30, width=WIDTH - 60, size=10, after=9)
    made.paragraph(prose(3), after=9)
    for at, mark in enumerate(("•", "•", "1.", "2.")):
        made.at(LEFT + 12, made.y, mark)
        made.paragraph(prose(10 + at, 2), x=LEFT + 28, width=WIDTH - 28)
    made.y -= 9
    made.paragraph(prose(4), after=60)
    made.paragraph("Figure 3. " + prose(5, 1), size=9, after=30)
    made.paragraph(prose(6) + " Figure 3 shows this.")
    found = read(made.done())
    assert [flat(text) for text in said(found, K.QUOTE)] == [prose(2, 4)]
    assert [flat(text)[:2] for text in said(found, K.ITEM)] == ["• ", "• ", "1.", "2."]
    assert flat(said(found, K.ITEM)[3]) == "2. " + prose(13, 2)
    assert [flat(text) for text in said(found, K.CAPTION)] == ["Figure 3. " + prose(5, 1)]


def test_hyphens_at_the_end_of_a_line_stay() -> None:
    made = Pages()
    made.line("The international treaties that were signed at the conference were consid-")
    made.line("ered with great care by those who had to live with them for a long while after.")
    assert said(read(made.done()), K.PARAGRAPH)[0].split("\n")[0].endswith("consid-")


def test_raised_figures_are_raised() -> None:
    made = Pages()
    made.line("It has been held that rivers belong to all")
    end = LEFT + pdfmetrics.stringWidth("It has been held that rivers belong to all", "Times-Roman", 11)
    made.at(end, made.y + 13.2 + 4, "12", 7)
    assert "belong to all¹²" in read(made.done()).text


def test_ligatures_come_as_they_are_given_and_accents_whole() -> None:
    face("Serif")
    made = Pages()
    made.line("Élise’s «œuvre» — naïve, efﬁcient and ﬂat\u00a0out.", font="Serif")
    text = read(made.done()).text
    assert text.startswith("Élise’s «œuvre» — naïve, ") and "out." in text
    assert "efficient" in text or "efﬁcient" in text  # pdfium writes some ligatures as letters


def test_pages_have_their_own_labels() -> None:
    from reportlab.pdfbase.pdfdoc import PDFPageLabel

    made = Pages()
    for number in range(4):
        made.paragraph(prose(number))
        made.turn()
    made.canvas.addPageLabel(0, "ROMAN_LOWER", 1)
    made.canvas.addPageLabel(2, "ARABIC", 1)
    assert PDFPageLabel is not None
    found = read(made.done())
    assert found.pages == ("i", "ii", "1", "2")
    assert [block.page for block in found.blocks] == ["i", "ii", "1", "2"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_read_like_others(turn: int) -> None:
    made = Pages()
    made.canvas.setPageRotation(turn)
    made.canvas.translate(297, 421)
    made.canvas.rotate(turn)
    made.canvas.translate(-297, -421)
    made.y = 500
    for at in range(2):
        made.paragraph(prose(at, 2), width=300, x=150, after=8)
    assert [flat(text) for text in said(read(made.done()), K.PARAGRAPH)] == [prose(0, 2), prose(1, 2)]


def test_a_stamp_along_the_margin_is_set_aside() -> None:
    made = Pages()
    made.paragraph(prose(1))
    made.canvas.saveState()
    made.canvas.rotate(90)
    made.canvas.drawString(200, -30, "Downloaded from a library")
    made.canvas.restoreState()
    made.paragraph(prose(2))
    found = read(made.done())
    assert said(found, K.FURNITURE) == ["Downloaded from a library"]
    assert found.text.endswith("library")


def test_text_that_cannot_be_seen_is_set_aside_and_named() -> None:
    made = Pages()
    made.paragraph(prose(1))
    hidden = made.canvas.beginText(LEFT, 300)
    hidden.setTextRenderMode(3)
    hidden.textLine("ignore all that was said")
    made.canvas.drawText(hidden)
    made.canvas.drawString(LEFT, -300, "below the page")
    found = read(made.done())
    assert [flat(text) for text in said(found, K.PARAGRAPH)] == [prose(1)]
    assert sorted(said(found, K.FURNITURE)) == ["below the page", "ignore all that was said"]
    assert keys(found)["pdf.unseen"] == {"count": 2}


def test_words_recognised_under_a_picture_are_the_text() -> None:
    made = Pages()
    made.canvas.rect(60, 60, 480, 720, fill=0)
    hidden = made.canvas.beginText(LEFT, 700)
    hidden.setTextRenderMode(3)
    for line in lines_of(prose(3), "Times-Roman", 12, WIDTH):
        hidden.textLine(line)
    made.canvas.drawText(hidden)
    found = read(made.done())
    assert flat(found.text) == prose(3)
    assert keys(found)["pdf.recognised"] == {"count": 1}


def test_pages_of_pictures_are_named() -> None:
    made = Pages()
    for number in range(6):
        if number in (0, 4):
            made.paragraph(prose(number))
        elif number != 5:
            made.canvas.rect(100, 100, 200, 200, fill=1)
        made.turn()
    found = read(made.done())
    assert keys(found)["pdf.pages_without_text"] == {"count": 3, "pages": "2–4"}
    assert "text recognition is not part" in str(found.warnings[0])
    assert len(found.pages) == 6


def test_writing_from_right_to_left_and_from_top_to_bottom() -> None:
    face("Sans")
    made = Pages()
    made.line("".join(reversed("שלום עולם")), font="Sans", size=14)
    for at, sign in enumerate("ΑΒΓΔΕΖΗΘΙΚΛΜ"):
        made.at(500, 700 - 16 * at, sign, 14, "Sans")
    found = read(made.done())
    assert "שלום" in found.text
    assert "Α" in found.text and "Μ" in found.text


def test_progress_is_told_for_each_page_and_can_stop_it() -> None:
    told: list[tuple[int, int]] = []
    with telling(lambda done, total: told.append((done, total))):
        read(essay(5))
    assert told[:5] == [(at, 10) for at in range(5)]  # reading is half the way, laying out the other
    assert told == sorted(told) and told[-1] == (9, 10)

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with telling(stop), pytest.raises(Cancelled):
        read(essay(5))


def test_forty_pages() -> None:
    found = read(essay(40))
    assert len(found.pages) == 40
    assert sum(words(found, block) == "Notes on Wages" for block in found.blocks) == 40
    assert pictures(1)


def test_three_columns_under_a_headline() -> None:
    made = Pages()
    made.line("A headline that runs over all the columns of its page", size=18, drop=40)
    top = made.y
    for column in range(3):
        made.y = top
        for at in range(5):
            made.paragraph(prose(10 * column + at, 4), x=60 + 165 * column, width=150, size=9, indent=9)
    texts = [flat(text) for text in said(read(made.done()), K.PARAGRAPH)]
    assert texts == [prose(10 * column + at, 4) for column in range(3) for at in range(5)]


def test_columns_written_line_by_line_across_the_page() -> None:
    made = Pages()
    sides = [lines_of(prose(side, 30), "Times-Roman", 10, 210) for side in (1, 2)]
    for left, right in zip(*sides, strict=False):
        made.at(LEFT, made.y, left, 10)
        made.at(LEFT + 240, made.y, right, 10)
        made.y -= 12
    least = min(map(len, sides))
    assert flat(read(made.done()).text) == " ".join(line for side in sides for line in side[:least])


def test_rows_of_a_table_are_one_block_with_tabs() -> None:
    made = Pages()
    made.paragraph(prose(1), after=14)
    for row in (("Town", "Wage", "Share"), ("Aldham", "10.2", "4"), ("Berley", "9.8", "7")):
        for at, cell in enumerate(row):
            made.at(LEFT + 120 * at, made.y, cell)
        made.y -= 14
    made.y -= 10
    made.paragraph(prose(2))
    assert said(read(made.done()), K.PARAGRAPH)[1] == "Town\tWage\tShare\nAldham\t10.2\t4\nBerley\t9.8\t7"


def test_a_large_initial_belongs_to_its_word() -> None:
    made = Pages()
    lines = lines_of(prose(1, 8), "Times-Roman", 11, WIDTH - 40)
    made.at(LEFT, made.y - 2 * 13.2, lines[0][0], 48)
    for at, line in enumerate(lines):
        made.line(line[1:] if at == 0 else line, x=LEFT + (38 if at < 3 else 0))
    assert said(read(made.done()), K.PARAGRAPH) == ["\n".join(lines)]


def test_signs_from_top_to_bottom_are_lines_from_right_to_left() -> None:
    face("Sans")
    made = Pages()
    for at, sign in enumerate("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥ"):
        made.at(500 - 30 * (at // 10), 700 - 13 * (at % 10), sign, 12, "Sans")
    assert "".join(read(made.done()).text.split()) == "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥ"

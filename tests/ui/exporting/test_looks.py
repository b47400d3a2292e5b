"""What a preview shows of a file's bytes: harmless, bounded, and never garbage."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from PySide6.QtGui import QTextDocument

from tests.ui.exporting.conftest import made_up
from ui.exporting.looks import MOST_LINES, MOST_RICH, look_of, rich_markdown

HTML = made_up("html", None, EXTENSIONS=(".html", ".htm"))
MARKDOWN = made_up("markdown", None, EXTENSIONS=(".md",))
TEXT = made_up("text", None, EXTENSIONS=(".txt",))
WORD = made_up("word", None, EXTENSIONS=(".docx",))
PACKED = made_up("packed", None, EXTENSIONS=(".qdpx",))


def words(rich: str) -> str:
    document = QTextDocument()
    document.setHtml(rich)
    return document.toPlainText()


def test_a_page_keeps_its_words_and_loses_all_that_acts_or_reaches_out() -> None:
    page = """<!doctype html><html><head><title>T</title><style>p{color:red}</style></head><body onload="x()">
    <details open><summary>Build <b>it</b></summary><ul><li>Now</li></ul></details><script>alert(1)</script>
    <img src="http://a.b/c.png"><a href="javascript:x()">here</a><iframe src="x"></iframe><p style="x">End</p>"""
    look = look_of(page.encode(), HTML)
    assert look.text == page
    for bad in ("script", "style", "alert", "http", "javascript", "img", "iframe", "onload", "details"):
        assert bad not in look.rich
    assert [word for word in ("Build", "it", "Now", "here", "End") if word not in words(look.rich)] == []


def test_markdown_is_shown_as_read_without_its_front_matter_and_without_html() -> None:
    look = look_of(b"---\ntitle: x\n---\n# Motion\n\n- **Claim** yes\n\n<script>alert(1)</script>\n", MARKDOWN)
    assert "<h1>Motion</h1>" in look.rich and "<strong>Claim</strong>" in look.rich
    assert "title" not in look.rich and "script" not in look.rich and "alert" not in look.rich
    assert look.text.startswith("---")


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        ("a line\n" * 10, ""),
        ("a line\n" * 100_000, f"The first {MOST_LINES - 1:,} of 100,000 lines are shown."),
        ("x" * 1_000_000, "The beginning is shown."),
        ("", ""),
    ],
)
def test_of_a_long_file_the_first_part_is_shown_and_that_is_said(whole: str, told: str) -> None:
    look = look_of(whole.encode(), TEXT)
    assert look.text_told == told and len(look.text) <= 60_000 and look.rich == ""


def test_of_a_long_page_whole_elements_are_shown() -> None:
    look = look_of(("<style>" + "x" * 50_000 + "</style>" + "<p>one &amp; two</p>" * 20_000).encode(), HTML)
    assert 0 < len(look.rich) <= MOST_RICH + 100 and look.rich_told
    assert set(words(look.rich).split("\n")) <= {"one & two", "one &", ""}
    assert len(rich_markdown("- x\n" * 3)) > 0


def test_a_word_file_is_shown_as_what_stands_in_it() -> None:
    document, data = Document(), io.BytesIO()
    document.add_heading("Trams are good", 1)
    document.add_paragraph("They carry <many> people.")
    document.save(data)
    look = look_of(data.getvalue(), WORD)
    assert look.text == "" and "They carry &lt;many&gt; people." in look.rich
    assert "Trams are good" in words(look.rich)


def test_a_packed_file_is_told_by_its_parts_and_anything_else_by_a_sentence() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("project.qde", "x" * 1500)
        packed.writestr("sources/<a>.txt", "y")
    assert "project.qde" in look_of(data.getvalue(), PACKED).rich
    shown = words(look_of(data.getvalue(), PACKED).rich)
    assert "2 parts" in shown and "sources/<a>.txt" in shown and "2 kB" in shown
    for junk in (b"\x00\x01\x02", b"\xff\xfe\xfd", b"PK\x03\x04\x00 damaged", data.getvalue()[:40]):
        assert "cannot be shown" in words(look_of(junk, PACKED).rich)

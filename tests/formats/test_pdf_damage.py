"""PDFs that are locked, damaged, empty or hostile: a sentence or what can be read, in time, and never a crash."""

from __future__ import annotations

from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption

from models.errors import UserError
from storage.formats import limits, pdf
from storage.formats.registry import recognise
from tests.formats.extracts import checked, keys
from tests.formats.pdf_making import Pages, essay, pictures, prose

ESSAY = essay(3)


def key_of(data: bytes, name: str = "a.pdf") -> str:
    with pytest.raises(UserError) as refused:
        pdf.parse(data, name)
    assert str(refused.value)
    return refused.value.message.key


def test_a_password_is_asked_for_in_a_sentence() -> None:
    assert key_of(essay(1, encrypt=StandardEncryption("secret", "owner"))) == "document.locked"


def test_an_empty_password_opens_and_forbidden_copying_is_the_readers_own_affair() -> None:
    data = essay(1, encrypt=StandardEncryption("", "owner", canCopy=0, canPrint=0))
    assert "What Wages Can Bear" in checked(pdf.parse(data, "a.pdf")).text


def test_pictures_only() -> None:
    with pytest.raises(UserError) as refused:
        pdf.parse(pictures(3), "scan.pdf")
    assert "this PDF holds pictures only; text recognition is not part of Counterpoint" in str(refused.value)


def test_empty_pages() -> None:
    made = Pages()
    made.turn()
    made.turn()
    assert key_of(made.done()) == "article.no_words"


def test_no_pdf_at_all() -> None:
    assert key_of(b"%PDF-1.7\n" + bytes(500)) == "document.damaged"
    assert key_of(b"%PDF-") == "document.damaged"


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    assert limits.MOST_PAGES == 5_000
    assert key_of(ESSAY) == "pdf.too_many_pages"


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 1_000)
    assert key_of(ESSAY) == "document.too_long"


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.995])
def test_cut_off_files(share: float) -> None:
    cut = ESSAY[: int(len(ESSAY) * share)]
    try:
        found = checked(pdf.parse(cut, "cut.pdf"))
    except UserError as refused:
        assert refused.message.key in ("document.damaged", "article.no_words")
    else:
        assert "pdf.cut_off" in keys(found)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cut=st.integers(0, len(ESSAY)),
    holes=st.lists(st.tuples(st.integers(0, len(ESSAY) - 1), st.binary(min_size=1, max_size=8)), max_size=6),
)
def test_damage_anywhere(cut: int, holes: list[tuple[int, bytes]]) -> None:
    data = bytearray(ESSAY)
    for place, words in holes:
        data[place : place + len(words)] = words
    begun = monotonic()
    try:
        checked(pdf.parse(bytes(data[:cut] if cut else data), "damaged.pdf"))
    except UserError as refused:
        assert str(refused)
    assert monotonic() - begun < 10


def test_scripts_are_not_run_and_not_read() -> None:
    made = Pages()
    made.paragraph(prose(1))
    made.canvas.setViewerPreference("DisplayDocTitle", "true")
    data = made.done().replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>")
    assert "alert" not in checked(pdf.parse(data, "a.pdf")).text


def test_a_page_of_thousands_of_pieces_is_read_in_time() -> None:
    made = Pages()
    made.canvas.setFont("Times-Roman", 2)
    for at in range(12_000):
        made.canvas.drawString(20 + 37 * (at * 7919 % 15) + at % 3, 20 + (at * 104_729 % 8000) / 10, f"x{at}")
    begun = monotonic()
    checked(pdf.parse(made.done(), "map.pdf"))
    assert monotonic() - begun < 10


def test_recognised_by_what_it_holds() -> None:
    assert pdf.recognises(ESSAY) and pdf.recognises(b"\n\njunk\n" + ESSAY) and not pdf.recognises(b"PK\x03\x04")
    assert recognise(ESSAY, "no-name").name == "pdf"

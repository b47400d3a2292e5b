"""PDF files read back: how many pages, of what size, and what stands in their margins."""

from __future__ import annotations

import re
import zlib
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from storage.pictures import PAPERS, PictureOptions
from tests.ui.pictures.conftest import Draw
from ui.pictures.pages import Page, plan
from ui.pictures.pdf import CROSS, Marks, letters_told, paint_page, pdf_bytes, plan_of
from ui.pictures.sheet import Sheet
from ui.theme import Theme


def options(**more: Any) -> PictureOptions:
    return PictureOptions(format="pdf", **more).checked()


def page_count(data: bytes) -> int:
    found = re.search(rb"/Count\s+(\d+)", data)
    assert found
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == int(found[1])
    return int(found[1])


def boxes(data: bytes) -> set[tuple[float, ...]]:
    return {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", data)}


def streams(data: bytes) -> bytes:
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return b"\n".join(found)


def millimetres(sheet: Sheet, how: PictureOptions, page: Page, theme: Theme, dots: int = 4) -> QImage:
    """The page as an image, `dots` to a millimetre."""
    planned = plan(sheet.size, how)
    made = QImage(round(planned.width * dots), round(planned.height * dots), QImage.Format.Format_RGB32)
    made.fill(QColor("white"))
    painter = QPainter(made)
    painter.scale(dots, dots)
    paint_page(painter, sheet, planned, page, Marks(sheet, planned, theme))
    painter.end()
    return made


def inked(made: QImage, box: QRectF, dots: int = 4) -> bool:
    """Whether anything stands in a box of millimetres."""
    corners = QPointF(box.left() * dots, box.top() * dots), QPointF(box.right() * dots, box.bottom() * dots)
    seen = QRectF(*corners).toRect().intersected(made.rect())
    grey = made.copy(seen).convertToFormat(QImage.Format.Format_Grayscale8)
    rows, pitch = bytes(grey.constBits()), grey.bytesPerLine()
    return any(min(rows[y * pitch : y * pitch + grey.width()]) < 250 for y in range(grey.height()))


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_one_page_of_the_paper(drawn: Draw, theme: Theme, paper: str) -> None:
    data, _told = pdf_bytes(drawn(), options(paper=paper), theme)
    assert page_count(data) == 1
    (box,) = boxes(data)
    sides = sorted(box[2:])
    assert sides == pytest.approx([side / 25.4 * 72 for side in PAPERS[paper]], abs=1)


@pytest.mark.parametrize(("scale", "paper"), [(1.0, "A5"), (2.0, "A4"), (3.0, "Letter")])
def test_tiled_pages(drawn: Draw, theme: Theme, scale: float, paper: str) -> None:
    sheet = drawn()
    how = options(tiled=True, scale=scale, paper=paper)
    planned = plan_of(sheet, how)
    assert planned.count > 1
    data, _told = pdf_bytes(sheet, how, theme)
    assert page_count(data) == planned.count
    assert len(boxes(data)) == 1


def test_blank_pages_are_not_printed(drawn: Draw, theme: Theme) -> None:
    sheet = drawn(caption=False, key=False)
    how = options(tiled=True, scale=6, paper="A5", overlap=5)
    whole, planned = plan(sheet.size, how), plan_of(sheet, how)
    assert 1 < planned.count < whole.count
    left = set(planned.blank)
    assert page_count(pdf_bytes(sheet, how, theme)[0]) == planned.count
    inner = QRectF(0, 0, whole.width, whole.height).adjusted(
        *(side * (how.margin + how.overlap / 2 + CROSS + 0.5) for side in (1, 1, -1, -1))
    )
    for page in whole.pages():
        blank = not inked(millimetres(sheet, how, page, theme, 2), inner, 2)
        assert blank or (page.row, page.column) not in left


def test_words_are_words_and_the_title_is_known(drawn: Draw, theme: Theme) -> None:
    data, _told = pdf_bytes(drawn(), options(), theme)
    assert b"/FontFile" in data and b"/ToUnicode" in data
    assert b"/Subtype /Image" not in data
    assert "Build the tram".encode("utf-16-be") in data or b"Build the tram" in data
    assert b"Counterpoint" in data or "Counterpoint".encode("utf-16-be") in data
    assert b" Tj" in streams(data) or b" TJ" in streams(data)


def test_where_pages_are_cut_there_are_marks_and_nowhere_else(drawn: Draw, theme: Theme) -> None:
    sheet = drawn(key=False)
    how = options(tiled=True, scale=1.5, paper="A5", orientation="portrait", margin=12, overlap=10)
    planned = plan(sheet.size, how)
    assert planned.columns > 1
    pages = list(planned.pages())
    cut = planned.margin + planned.overlap / 2
    first = millimetres(sheet, how, pages[0], theme)
    assert inked(first, QRectF(planned.width - cut - 1, 6, 2, 5))
    assert not inked(first, QRectF(cut - 1, 0, 2, planned.margin - 0.5))
    last = millimetres(sheet, how, pages[planned.columns - 1], theme)
    assert inked(last, QRectF(cut - 1, 6, 2, 5))
    assert not inked(last, QRectF(planned.width - cut - 1, 0, 2, planned.margin - 0.5))
    assert (cut_xs := Marks(sheet, planned, theme).cuts_on(pages[0])[0]) == [planned.width - cut], cut_xs


def test_a_page_says_which_it_is(drawn: Draw, theme: Theme) -> None:
    sheet = drawn()
    how = options(tiled=True, scale=1.5, paper="A5")
    planned = plan(sheet.size, how)
    for page in planned.pages():
        made = millimetres(sheet, how, page, theme)
        foot = planned.height - planned.margin
        aside = planned.margin + planned.overlap
        assert inked(made, QRectF(aside, foot, 20, planned.margin))
        assert inked(made, QRectF(planned.width - aside - 10, foot, 10, planned.margin))
    one = plan(sheet.size, options())
    single = millimetres(sheet, options(), next(one.pages()), theme)
    assert not inked(single, QRectF(0, one.height - one.margin, one.width, one.margin))


def test_neighbours_show_the_same_where_they_overlap(drawn: Draw, theme: Theme) -> None:
    sheet = drawn()
    how = options(tiled=True, scale=1.5, paper="A5", overlap=12)
    planned = plan(sheet.size, how)
    one, two = list(planned.pages())[:2]
    left, right = (millimetres(sheet, how, page, theme) for page in (one, two))
    start = round((planned.width - planned.margin - planned.overlap) * 4)
    same = 0
    for x in range(4, 40):
        for y in range(80, 400, 3):
            a = left.pixelColor(start + x, y).lightness()
            b = right.pixelColor(round(planned.margin * 4) + x, y).lightness()
            same += abs(a - b) < 60
    assert same > 36 * 107 * 0.97


def test_a_dark_page_is_dark_to_its_edge(drawn: Draw, theme: Theme) -> None:
    sheet = drawn(dark=True)
    how = options(dark=True)
    made = millimetres(sheet, how, next(plan(sheet.size, how).pages()), theme)
    assert made.pixelColor(1, 1) == sheet.ground
    light = millimetres(drawn(), options(), next(plan(sheet.size, how).pages()), theme)
    assert light.pixelColor(1, 1) == QColor("white")


def test_letters_that_nobody_can_read_are_told(drawn: Draw) -> None:
    sheet = drawn()
    assert letters_told(plan(sheet.size, options()), options()) == []
    (told,) = letters_told(plan((9000, 3000), options()), options())
    assert str(told).startswith("The letters are 1.1 points high on A4, too small to read")

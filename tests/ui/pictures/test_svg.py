"""SVG files read back: texts are texts of their true size, the XML is sound whatever was typed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tests.ui.pictures.conftest import Debate, Draw
from ui.map.cards import ROOT_WIDTH
from ui.pictures.png import image
from ui.pictures.sheet import Sheet
from ui.pictures.svg import families, svg_bytes
from ui.theme import Theme
from ui.theme.theme import INTERFACE_PIXELS, SMALL_PIXELS

NS = "{http://www.w3.org/2000/svg}"
ODD = "Bell \x07 and \x0b tab \x00 and \ufffe, family 👩‍👩‍👧, <b>“&amp;”</b> ]]> שלום (עולם). e\u0301"


def root_of(sheet: Sheet, *, transparent: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(svg_bytes(sheet, transparent=transparent))


def texts_of(root: ElementTree.Element) -> list[ElementTree.Element]:
    return list(root.iter(f"{NS}text"))


def test_sizes_are_true(drawn: Draw) -> None:
    sheet = drawn()
    root = root_of(sheet)
    assert (root.get("width"), root.get("height")) == tuple(f"{round(side)}" for side in sheet.size)
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    sizes = {float(text.get("font-size", "0")) for text in texts_of(root)}
    assert sizes == {INTERFACE_PIXELS, SMALL_PIXELS}
    enlarged = [
        g for g in root.iter(f"{NS}g") if not (g.get("transform") or "matrix(1,0,0,1").startswith("matrix(1,0,0,1")
    ]
    assert not any(list(group.iter(f"{NS}text")) for group in enlarged)


def test_every_word_is_there_as_text(drawn: Draw, debate: Debate) -> None:
    said = " ".join("".join(text.itertext()) for text in texts_of(root_of(drawn())))
    for node, _depth in debate.project.walk(debate.left.id):
        assert all(word in said for word in node.text.split())
    assert "Build the tram" in said and "Trams for the valley" in said
    assert "2,000 <cars> & “lorries”" in " ".join(said.split())
    for word in ("Claim", "Evidence", "Rebuttal", "Undercut", "undercuts"):
        assert word in said


def test_each_text_names_its_faces_and_its_width(drawn: Draw, theme: Theme) -> None:
    sheet = drawn()
    for text in texts_of(root_of(sheet)):
        assert text.get("font-family", "").endswith("serif")
        assert text.get("lengthAdjust") == "spacingAndGlyphs"
        width = float(text.get("textLength", "0"))
        assert 0 < width < 400
    assert families("Sans Serif") != "Sans Serif" and families("Sans Serif").endswith("serif")
    assert families("Source Serif Pro").startswith("'Source Serif Pro'")
    assert families("Source Serif Pro").endswith(", serif")


def test_texts_stay_within_the_picture_and_their_cards(drawn: Draw) -> None:
    sheet = drawn()
    for group in root_of(sheet).iter(f"{NS}g"):
        shift = re.match(r"matrix\(1,0,0,1,([-\d.]+),([-\d.]+)\)", group.get("transform", ""))
        left, top = (float(shift[1]), float(shift[2])) if shift else (0.0, 0.0)
        for text in group.findall(f"{NS}text"):
            x, y = left + float(text.get("x", "")), top + float(text.get("y", ""))
            width = float(text.get("textLength", "0"))
            assert x >= 0 and x + width <= sheet.size[0]
            assert SMALL_PIXELS / 2 <= y <= sheet.size[1]
            assert width <= ROOT_WIDTH or "“" in (text.text or "")


def test_it_looks_the_same_when_it_is_opened_again(drawn: Draw) -> None:
    sheet = drawn()
    again = QSvgRenderer(QByteArray(svg_bytes(sheet, transparent=False)))
    assert again.isValid()
    straight = image(sheet, 1.0, transparent=False)
    other = QImage(straight.size(), QImage.Format.Format_RGB32)
    other.fill(QColor("white"))
    painter = QPainter(other)
    again.render(painter, QRectF(other.rect()))
    painter.end()
    wide, high = straight.width() // 4, straight.height() // 4
    one, two = (each.scaled(wide, high).convertToFormat(QImage.Format.Format_Grayscale8) for each in (straight, other))
    far = sum(
        abs(one.pixelColor(x, y).lightness() - two.pixelColor(x, y).lightness()) > 60
        for x in range(0, wide, 2)
        for y in range(0, high, 2)
    )
    assert far < wide * high / 4 * 0.02  # letters are smoothed otherwise, nothing has moved


def test_whatever_is_typed_makes_sound_xml(drawn: Draw, debate: Debate) -> None:
    debate.node(ODD, debate.root)
    root = root_of(drawn())
    said = " ".join("".join(text.itertext()) for text in texts_of(root))
    for part in ("👩‍👩‍👧", "<b>“&amp;”<", "]]>", "e\u0301"):
        assert part in said
    backward = [text for text in texts_of(root) if "שלום" in "".join(text.itertext())]
    assert backward and all("".join(text.itertext()).startswith("\u200f") for text in backward)


def test_it_has_a_title_and_says_what_it_is(drawn: Draw, debate: Debate) -> None:
    root = root_of(drawn(debate.left, debate.right))
    assert root.get("role") == "img"
    assert root.findtext(f"{NS}title") == "Build the tram and Keep the buses"
    assert root.findtext(f"{NS}desc") == (
        "Argument map of Build the tram and Keep the buses: 3 claims, 2 pieces of evidence, 2 rebuttals."
    )


def test_the_ground_can_be_left_out(drawn: Draw) -> None:
    sheet = drawn()
    paper = sheet.ground.name()

    def grounds(transparent: bool) -> list[ElementTree.Element]:
        width = f"{round(sheet.size[0])}"
        return [
            rect for rect in root_of(sheet, transparent=transparent).iter(f"{NS}rect") if rect.get("width") == width
        ]

    assert len(grounds(False)) == 1 and grounds(True) == []
    assert paper in svg_bytes(sheet, transparent=False).decode()


@pytest.mark.parametrize("dark", [False, True])
def test_colours_are_those_of_the_picture_not_of_the_window(drawn: Draw, theme: Theme, dark: bool) -> None:
    theme.choose("light" if dark else "dark")
    drawing = svg_bytes(drawn(dark=dark), transparent=False).decode().lower()
    assert ("#1e1f22" in drawing) == dark
    assert ("#fcfbf8" in drawing) == (not dark)

"""PNG: sizes at every scale, what is transparent, what no image can hold."""

from __future__ import annotations

import struct
import zlib

import pytest
from PySide6.QtGui import QColor, QImage

from models.errors import UserError
from tests.ui.pictures.conftest import Debate, Draw
from ui.pictures.png import LONGEST, MOST, image, largest_scale, pixels, png_bytes


def chunks(data: bytes) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    at = 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0]
        found.setdefault(kind, []).append(body)
        at += 12 + length
    return found


@pytest.mark.parametrize("scale", [0.1, 0.5, 1.0, 2.0, 3.25])
def test_each_scale_has_its_size(drawn: Draw, scale: float) -> None:
    sheet = drawn()
    parts = chunks(png_bytes(sheet, scale, transparent=False))
    size = struct.unpack(">II", parts[b"IHDR"][0][:8])
    assert size == pixels(sheet.size, scale)
    assert size[0] == pytest.approx(sheet.size[0] * scale, abs=1)
    across, _down, unit = struct.unpack(">IIB", parts[b"pHYs"][0])
    assert unit == 1 and across == pytest.approx(96 * scale / 0.0254, abs=1)  # its true size in print
    told = b"\n".join([*parts.get(b"tEXt", []), *parts.get(b"iTXt", [])])
    assert b"Build the tram" in told and b"Counterpoint" in told


def test_the_ground_is_there_or_not(drawn: Draw) -> None:
    sheet = drawn()
    for transparent in (False, True):
        made = QImage.fromData(png_bytes(sheet, 1, transparent=transparent))
        corner = made.pixelColor(1, 1)
        assert made.hasAlphaChannel() == transparent
        assert corner.alpha() == (0 if transparent else 255)
        if not transparent:
            assert corner == sheet.ground


def test_what_is_drawn_is_the_same_on_either_ground(drawn: Draw, debate: Debate) -> None:
    sheet = drawn()
    solid, clear = (image(sheet, 1, transparent=transparent) for transparent in (False, True))
    box = sheet.content.parts[0].scene
    inks = {QColor(clear.pixelColor(x, y)).alpha() for x in range(0, clear.width(), 5) for y in range(0, 200, 5)}
    assert 255 in inks and 0 in inks
    assert solid.size() == clear.size() and not box.bounds.isEmpty()


def test_too_large_is_a_sentence_with_a_scale_that_works(drawn: Draw) -> None:
    sheet = drawn()
    sheet.size = 20_000.0, 9_000.0
    with pytest.raises(UserError) as caught:
        image(sheet, 8, transparent=False)
    works = float(caught.value.message.arguments["scale"])
    assert works == largest_scale(sheet.size)
    assert str(caught.value) == (
        "The picture would have 160,000 × 72,000 pixels, more than an image can hold. "
        f"The largest scale that works is {works:g}."
    )


@pytest.mark.parametrize("size", [(400, 300), (20_000, 100), (100, 20_000), (20_000, 9_000), (300_000, 50)])
def test_the_largest_scale_works_and_a_larger_one_does_not(size: tuple[float, float]) -> None:
    works = largest_scale(size)
    wide, high = pixels(size, works)
    assert works >= 0.1 and max(wide, high) <= LONGEST and wide * high <= MOST
    wide, high = pixels(size, works + 0.01)
    assert works == 8.0 or max(wide, high) > LONGEST or wide * high > MOST


def test_some_maps_are_too_large_for_any_image(drawn: Draw) -> None:
    assert largest_scale((1e6, 1e3)) == 0.0
    sheet = drawn()
    sheet.size = 1e6, 1e3
    with pytest.raises(UserError) as caught:
        png_bytes(sheet, 0.1, transparent=True)
    assert "at any scale" in str(caught.value)

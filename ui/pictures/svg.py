"""SVG: text stays text, in its true size, in every program that opens the file.

Qt writes the drawing; what it leaves to chance is put right here. Sizes are in CSS pixels (1/96 inch), not in
millimetres rounded to six figures. Each text names faces to fall back on, and the width that it was laid out for, so
that a viewer with other faces does not let it run out of its card. What XML cannot hold is left out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import unescape

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter
from PySide6.QtSvg import QSvgGenerator

from ui.pictures.sheet import Sheet

DPI = 96
SANS = ("Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif")
SERIF = ("Noto Serif", "Georgia", "Times New Roman", "serif")
SYSTEM = ("system-ui", "-apple-system")  # for faces that a system keeps for itself: their names begin with a dot
_SERIFS = ("serif", "source serif", "charter", "georgia", "times")
_TOO_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")  # XML 1.0, production 2
_HEAD = re.compile(r'<svg width="[^"]*" height="[^"]*"')
_TEXT = re.compile(
    r'<text (?P<rest>[^>]*?)font-family="(?P<family>[^"]*)" font-size="(?P<pixels>[^"]*)" '
    r'font-weight="(?P<weight>[^"]*)" font-style="(?P<style>[^"]*)"\s*>(?P<words>[^<]*)</text>\n?'
)
_NOISE = (  # Qt says these of every group and line; they are what holds without being said, or are said again below
    (re.compile(r'font-family="[^"]*" font-size="[^"]*" font-weight="[^"]*" font-style="[^"]*" \n>'), ">"),
    (re.compile(r' transform="matrix\(1,0,0,1,0,0\)"'), ""),
    (re.compile(r' vector-effect="none"'), ""),
    (re.compile(r' (?:fill|stroke)-opacity="1"'), ""),
    (re.compile(r"<g [^>]*>\s*</g>\s*"), ""),
    (re.compile(r"\n{2,}"), "\n"),
)
_RIGHT_TO_LEFT_MARK = "\u200f"


def svg_bytes(sheet: Sheet, *, transparent: bool) -> bytes:
    """The picture as an SVG file."""
    width, height = (round(each) for each in sheet.size)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(DPI)
    generator.setSize(QSize(width, height))
    generator.setViewBox(QRectF(0, 0, width, height))
    generator.setTitle(sheet.content.title)
    generator.setDescription(sheet.content.description)
    painter = QPainter(generator)
    sheet.paint(painter, sheet.bounds, 1.0, ground=not transparent)
    painter.end()
    buffer.close()
    return mended(bytes(buffer.data().data()).decode("utf-8", "replace"), width, height).encode()


def mended(drawn: str, width: int, height: int) -> str:
    """Qt's SVG with what it leaves to chance put right."""
    drawn = _TOO_ODD.sub("", drawn)
    drawn = _HEAD.sub(f'<svg role="img" width="{width}" height="{height}"', drawn, count=1)
    drawn = drawn.replace(' version="1.2" baseProfile="tiny"', "", 1)  # textLength is of SVG 1.1 and 2
    drawn = _TEXT.sub(_set, drawn)
    for noise, instead in _NOISE:
        drawn = noise.sub(instead, drawn)
    return drawn


def _set(found: re.Match[str]) -> str:
    """One line of text with its faces and its width; nothing for an empty one."""
    words = unescape(found["words"])
    if not words.strip():
        return ""
    pixels, weight, slanted = float(found["pixels"]), int(found["weight"]), found["style"] != "normal"
    family = unescape(found["family"])
    width = _metrics(family, pixels, weight, slanted).horizontalAdvance(words)
    style = f' font-style="{found["style"]}"' if slanted else ""
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    written = found["words"]
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in words):
        # Qt gives a run for each direction; between marks its stops and brackets keep the run's own.
        written = f"{_RIGHT_TO_LEFT_MARK}{written}{_RIGHT_TO_LEFT_MARK}"
    return (
        f'<text {found["rest"]}font-family="{families(family)}" font-size="{found["pixels"]}"{bold}{style}'
        f' textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs">{written}</text>\n'
    )


@lru_cache(maxsize=32)
def _metrics(family: str, pixels: float, weight: int, slanted: bool) -> QFontMetricsF:
    font = QFont(family)
    font.setPixelSize(round(pixels))
    font.setWeight(QFont.Weight(weight))
    font.setItalic(slanted)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return QFontMetricsF(font)


@lru_cache(maxsize=32)
def families(family: str) -> str:
    """The value of font-family: the face that was really used, then its like on other systems."""
    used = QFontInfo(QFont(family)).family() or family
    others = SERIF if used.casefold().startswith(_SERIFS) or "serif" in used.casefold().split() else SANS
    first = SYSTEM if used.startswith(".") or not used else (used.partition(" [")[0],)
    names = dict.fromkeys((*first, *others))
    return ", ".join(_quoted(name) for name in names)


def _quoted(name: str) -> str:
    plain = re.fullmatch(r"[A-Za-z-]+", name)
    name = re.sub(r"[\"'&<>\\]", "", name)
    return name if plain else f"'{name}'"

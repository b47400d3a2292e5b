"""The faces that pages are set in, and every style of a paragraph. Sizes in tenths of a point.

Fonts are made where they are used: one is for a single thread at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

from ui.map.measure import Face, linear
from ui.printing.paper import POINT
from ui.theme import Theme
from ui.theme.tokens import LIGHT

LIGATURES = tuple(QFont.Tag.fromString(name) for name in ("liga", "clig", "dlig"))
INK, MUTED, LINE = LIGHT.ink, LIGHT.muted, LIGHT.line  # paper is white whatever the window's theme


@dataclass(frozen=True, slots=True)
class Style:
    """`size` is of the chosen one, `above` the space in ems, `pitch` of lines in sizes.

    `serif`: the face of articles. `quiet`: muted. `bar`: a line down its left.
    """

    serif: bool = True
    size: float = 1.0
    weight: int = 400
    italic: bool = False
    above: float = 0.6
    pitch: float = 1.45
    quiet: bool = False
    bar: bool = False


STYLES: dict[str, Style] = {
    "title": Style(size=1.75, weight=600, above=1.6, pitch=1.2),
    "subtitle": Style(size=1.2, above=0.5, pitch=1.3, quiet=True),
    "source": Style(serif=False, size=0.85, above=0.6, quiet=True),
    "key": Style(serif=False, size=0.78, above=0.0, quiet=True),
    "section": Style(serif=False, size=1.2, weight=600, above=1.8, pitch=1.3),
    "byline": Style(size=0.9, above=0.6, quiet=True),
    "heading": Style(size=1.15, weight=700, above=1.4, pitch=1.3),
    "body": Style(),
    "quotation": Style(size=0.95),
    "footnote": Style(size=0.85, above=0.4, quiet=True),
    "root": Style(serif=False, weight=600, above=1.2, pitch=1.35),
    "point": Style(serif=False, above=0.7, pitch=1.35),
    "about": Style(serif=False, size=0.82, above=0.1, quiet=True),
    "passage": Style(size=0.95, above=0.25, bar=True),
    "note": Style(serif=False, size=0.9, above=0.25),
    "link": Style(serif=False, size=0.95, above=0.5),
    "band": Style(serif=False, weight=600, above=0.9, pitch=1.4),
    "cell": Style(serif=False, size=0.9, above=0.0, pitch=1.35),
    "cellnote": Style(serif=False, size=0.8, above=0.05, pitch=1.35, quiet=True),
    "column": Style(serif=False, size=0.8, weight=600, above=0.0, pitch=1.35, quiet=True),
}


@dataclass(frozen=True, slots=True)
class Families:
    """The names of the faces; taken from the theme once, by whoever lives in its thread."""

    reading: str
    interface: str

    @classmethod
    def of(cls, theme: Theme) -> Families:
        return cls(theme.reading_font().family(), theme.interface_font().family())


class Type:
    """Faces in the size that is chosen."""

    def __init__(self, families: Families, points: float) -> None:
        self.families, self.em = families, points * POINT
        self._fonts: dict[str, QFont] = {}
        self._leads: dict[str, Face] = {}
        self.small = Face(self.made(serif=False, size=0.78))
        self.small_bold = Face(self.made(serif=False, size=0.78, weight=600))

    def made(self, *, serif: bool, size: float, weight: int = 400, italic: bool = False) -> QFont:
        font = linear(QFont(self.families.reading if serif else self.families.interface))
        font.setPixelSize(max(1, round(self.em * size)))
        font.setWeight(QFont.Weight(weight))
        font.setItalic(italic)
        for tag in LIGATURES:  # PDF readers do not find the letters of one
            font.setFeature(tag, 0)
        return font

    def font(self, style: str) -> QFont:
        if style not in self._fonts:
            found = STYLES[style]
            self._fonts[style] = self.made(serif=found.serif, size=found.size, weight=found.weight, italic=found.italic)
        return self._fonts[style]

    def lead(self, style: str) -> Face:
        """What stands before a text of that style: its number."""
        if style not in self._leads:
            found = STYLES[style]
            self._leads[style] = Face(self.made(serif=found.serif, size=found.size, weight=600))
        return self._leads[style]

    def pitch(self, style: str) -> int:
        """From line to line."""
        found = STYLES[style]
        return round(self.em * found.size * found.pitch)

    def above(self, style: str) -> int:
        return round(self.em * STYLES[style].above)

    def colour(self, style: str) -> QColor:
        return MUTED if STYLES[style].quiet else INK

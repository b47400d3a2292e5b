"""The visual language can be read: contrast of text, and kinds that eyes with a colour deficiency tell apart too."""

from __future__ import annotations

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest
from PySide6.QtGui import QColor

from ui.theme.kinds import bar_colour, edge_colour
from ui.theme.tokens import DARK, LIGHT, Tokens

Triple = tuple[float, float, float]
TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3
GRAPHIC = 3.0  # WCAG 2.2, success criterion 1.4.11: what is needed to understand a graphic
# CIEDE2000. A difference of 1 is just seen side by side; the lines and bars stand apart and are thin, so they need some
# ten of them. Fills lie under text and never mark a kind alone: 3 is seen without looking for it.
LINES_APART, FILLS_APART = 10.0, 3.0
ACCENT_APART = 5.0  # the accent never stands alone: it comes with a ring, a tint or a stronger line
# Machado, Oliveira & Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG
# 15(6), 2009: severity 1.0, for linear RGB.
EYES: dict[str, tuple[Triple, Triple, Triple]] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
MODES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def linear(colour: QColor) -> Triple:
    """Linear RGB of an sRGB colour (IEC 61966-2-1)."""
    values = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour.getRgbF()[:3]]  # type: ignore[index]
    return values[0], values[1], values[2]


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio as WCAG 2.2 defines it: 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: QColor, eye: str) -> Triple:
    """Linear RGB of what such an eye sees, within the gamut."""
    rgb = linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in EYES[eye])
    return red, green, blue


def lab(rgb: Triple) -> Triple:
    """CIE L*a*b* of linear RGB, for the white of D65."""
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    shares = [sum(a * b for a, b in zip(row, rgb, strict=True)) / w for row, w in zip(rows, white, strict=True)]
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Triple, other: Triple) -> float:
    """CIEDE2000 (Sharma, Wu & Dalal, Color Research & Application 30(1), 2005) of two L*a*b* colours."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    grey = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25.0**7)))
    c1, c2 = hypot(a1 * (1 + grey), b1), hypot(a2 * (1 + grey), b2)
    h1, h2 = degrees(atan2(b1, a1 * (1 + grey))) % 360, degrees(atan2(b2, a2 * (1 + grey))) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    if not c1 * c2:
        hue = h1 + h2
    elif abs(h1 - h2) <= 180:
        hue = (h1 + h2) / 2
    else:
        hue = (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2
    t = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    sl = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = -2 * sqrt(chroma**7 / (chroma**7 + 25.0**7)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * (dc / sc) * (dh / sh))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((50, -1, 2), (50, 0, 0), 2.3669),
    ],
)
def test_difference_is_that_of_the_published_pairs(one, other, expected):
    assert difference(one, other) == pytest.approx(expected, abs=1e-4)


def grounds_of_text(tokens: Tokens) -> dict[str, QColor]:
    """What ink and muted text stand on."""
    plain = {name: getattr(tokens, name) for name in ("paper", "panel", "gutter", "selection", "partner")}
    return plain | {f"{kind} fill": of.fill for kind, of in tokens.kinds.items()}


def text_pairs(tokens: Tokens) -> dict[str, tuple[QColor, QColor]]:
    grounds, loud = grounds_of_text(tokens), tokens.kinds["rebuttal"].line
    pairs = {
        f"{name} on {g}": (getattr(tokens, name), ground) for g, ground in grounds.items() for name in ("ink", "muted")
    }
    pairs |= {f"unanswered on {g}": (loud, ground) for g, ground in grounds.items()}
    pairs |= {f"accent on {g}": (tokens.accent, grounds[g]) for g in ("paper", "panel", "gutter", "selection")}
    pairs |= {f"ink on tag {key}": (tokens.ink, tag.ground) for key, tag in tokens.tags.items()}
    pairs["paper on accent"] = (tokens.paper, tokens.accent)
    return pairs


@MODES
def test_every_text_has_contrast(tokens):
    weak = {name: round(contrast(*pair), 2) for name, pair in text_pairs(tokens).items() if contrast(*pair) < TEXT}
    assert not weak


@MODES
def test_what_marks_a_kind_stands_out_from_what_it_lies_on(tokens):
    weak = {}
    for kind, of in tokens.kinds.items():
        for name, ground in (("paper", tokens.paper), ("panel", tokens.panel), ("own fill", of.fill)):
            if contrast(bar_colour(kind, tokens), ground) < GRAPHIC:
                weak[f"{kind} bar on {name}"] = contrast(bar_colour(kind, tokens), ground)
        if contrast(edge_colour(kind, tokens, strong=True), tokens.paper) < GRAPHIC:
            weak[f"{kind} outline"] = contrast(edge_colour(kind, tokens, strong=True), tokens.paper)
    for name, colour in (("step", tokens.step), ("accent", tokens.accent)):
        if contrast(colour, tokens.paper) < GRAPHIC:
            weak[name] = contrast(colour, tokens.paper)
    assert not weak


@MODES
@pytest.mark.parametrize("eye", EYES)
def test_kinds_are_told_apart(tokens, eye):
    close = {}
    for one, other in combinations(tokens.kinds, 2):
        pairs = (
            ("lines", LINES_APART, tokens.kinds[one].line, tokens.kinds[other].line),
            ("fills", FILLS_APART, tokens.kinds[one].fill, tokens.kinds[other].fill),
        )
        for what, floor, first, second in pairs:
            apart = difference(lab(seen(first, eye)), lab(seen(second, eye)))
            if apart < floor:
                close[f"{what} of {one} and {other}"] = round(apart, 1)
    assert not close


@MODES
@pytest.mark.parametrize("eye", EYES)
def test_selection_is_told_from_every_kind(tokens, eye):
    """The accent lies beside lines and bars of all kinds."""
    close = {
        kind: round(difference(lab(seen(tokens.accent, eye)), lab(seen(of.line, eye))), 1)
        for kind, of in tokens.kinds.items()
        if difference(lab(seen(tokens.accent, eye)), lab(seen(of.line, eye))) < ACCENT_APART
    }
    assert not close

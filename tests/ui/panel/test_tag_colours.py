"""Every colour of a tag reads well in light and dark, and no two of a theme are the same."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from models.tags import COLOURS
from ui.theme.tokens import DARK, LIGHT, Tokens


def luminance(colour: QColor) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_dots_stand_out_from_their_ground(tokens: Tokens) -> None:
    assert tokens.tags.keys() == COLOURS.keys()
    for key, colours in tokens.tags.items():
        assert contrast(tokens.ink, colours.ground) >= 7, key
        assert contrast(colours.dot, colours.ground) >= 3, key
        assert contrast(tokens.accent, colours.ground) >= 3, key  # the frame of the focus
    assert len({colours.ground.name() for colours in tokens.tags.values()}) == len(COLOURS)
    assert len({colours.dot.name() for colours in tokens.tags.values()}) == len(COLOURS)

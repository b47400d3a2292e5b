"""Which characters no installed face can show: on a bare machine they turn into boxes, and that is told."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from PySide6.QtGui import QFont, QFontMetrics, QTextLayout

_UNSEEN = ("Cc", "Cf", "Cn", "Cs", "Co", "Mn", "Me", "Zs", "Zl", "Zp")  # nothing to see, or only with another letter


def without_face(font: QFont, texts: Iterable[str]) -> list[str]:
    """The characters of `texts` that show as boxes in `font` and all that stand in for it, in their order."""
    metrics = QFontMetrics(font)
    found = {char for text in texts if not text.isascii() for char in text if char > "\x7f"}
    rare = [char for char in sorted(found) if unicodedata.category(char) not in _UNSEEN]
    return [char for char in rare if not metrics.inFontUcs4(ord(char)) and _is_a_box(font, char)]


def _is_a_box(font: QFont, char: str) -> bool:
    layout = QTextLayout(char, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())

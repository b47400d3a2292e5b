"""Keys drawn as small caps, as they stand on a keyboard."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.messages import _
from ui.theme import Theme

CAP, SIDE = 20, 6  # height, and room beside the letters
BETWEEN, OR = 3, 6

_BETWEEN_WAYS = re.compile(r"\s+(/|…)\s+")
_PLUS = re.compile(r"(?<=[^+])\+")  # Ctrl++ is Ctrl and +


def caps(keys: str) -> list[tuple[str, list[str]]]:
    """(what stands before it, its caps) of each way to press `keys`.

    "Ctrl+K / F3" gives [("", ["Ctrl", "K"]), ("/", ["F3"])], "1 … 9" gives [("", ["1"]), ("…", ["9"])].
    """
    first, *more = _BETWEEN_WAYS.split(keys.strip())
    ways = [("", first), *zip(more[::2], more[1::2], strict=True)]
    return [(before, _PLUS.split(way)) for before, way in ways if way]


class KeyCaps(QWidget):
    """Set to the right of its room, as wide as it must be."""

    def __init__(self, theme: Theme, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ways = caps(keys)
        self.setFont(theme.small_font())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self.sizeHint())

    def _pieces(self) -> list[tuple[str, float, bool]]:
        """(letters, width, whether on a cap) from left to right."""
        metrics = self.fontMetrics()
        found: list[tuple[str, float, bool]] = []
        for before, way in self._ways:
            if before:
                words = _("or") if before == "/" else before
                found.append((words, metrics.horizontalAdvance(words) + 2 * OR - BETWEEN, False))
            found += [(cap, max(CAP, metrics.horizontalAdvance(cap) + 2 * SIDE), True) for cap in way]
        return found

    def sizeHint(self) -> QSize:
        pieces = self._pieces()
        return QSize(round(sum(width for _l, width, _c in pieces) + BETWEEN * max(0, len(pieces) - 1)), CAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        x = 0.0
        for letters, width, on_cap in self._pieces():
            box = QRectF(x, 0, width, CAP)
            if on_cap:
                painter.setPen(QPen(tokens.line, 1))
                painter.setBrush(tokens.paper)
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
                painter.drawLine(QPointF(x + 4, CAP - 1.5), QPointF(x + width - 4, CAP - 1.5))
            painter.setPen(tokens.ink if on_cap else tokens.muted)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)
            x += width + BETWEEN

"""The picture of what is carried from one view to another: the first of its words on a slip of paper."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap

from models.messages import shorten
from ui.theme import Theme
from ui.theme.signs import paint_kind

LETTERS = 40  # of the text
HEIGHT, EDGE, SIGN, BEHIND = 26, 10, 20, 3


def chip(theme: Theme, text: str, ratio: float, *, kind: str = "", count: int = 1) -> QPixmap:
    """A node's sign and text (`kind` given) or a passage's words over a line; `count`: how many are carried.

    `ratio`: device pixels for each pixel.
    """
    tokens, font, small = theme.tokens, theme.interface_font(), theme.small_font(600)
    words, number = shorten(text, LETTERS), str(count) if count > 1 else ""
    left = EDGE + (SIGN if kind else 0)
    badge = QFontMetrics(small).horizontalAdvance(number) + 10 if number else 0
    width = left + QFontMetrics(font).horizontalAdvance(words) + EDGE + (badge + 4 if badge else 0)
    behind = BEHIND if number else 0
    pixmap = QPixmap(round((width + behind) * ratio), round((HEIGHT + behind) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens.line, 1))
    painter.setBrush(tokens.paper)
    for offset in (behind, 0) if behind else (0,):
        painter.drawRoundedRect(QRectF(offset + 0.5, offset + 0.5, width - 1, HEIGHT - 1), 4, 4)
    if kind:
        paint_kind(painter, QRectF(8, 7, 12, 12), kind, tokens)
    else:
        painter.fillRect(QRectF(EDGE, HEIGHT - 6, width - 2 * EDGE, 2), tokens.accent)
    painter.setFont(font)
    painter.setPen(tokens.ink)
    painter.drawText(QRect(left, 0, width, HEIGHT - (0 if kind else 4)), Qt.AlignmentFlag.AlignVCenter, words)
    if badge:
        box = QRectF(width - badge - 5, 5, badge, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent)
        painter.drawRoundedRect(box, 8, 8)
        painter.setFont(small)
        painter.setPen(tokens.paper)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
    painter.end()
    return pixmap

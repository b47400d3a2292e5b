"""The head over the gutter: how many links run between the two sides."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from models.messages import _, ngettext
from ui.side_header import HEADER
from ui.theme import Theme

GUTTER = 96  # pixels: the gutter's width


class GutterHead(QWidget):
    """The number of links, over the gutter; a press opens the list of all links."""

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(GUTTER, HEADER)
        self.button = QToolButton(self)
        self.button.setAutoRaise(True)
        self.button.setToolTip(_("Show the list of all links"))
        self.button.setFont(theme.small_font())
        self.button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)

    def show_count(self, count: int) -> None:
        self.button.setText(ngettext("{count} link", "{count} links", count).format(count=count))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), tokens.gutter)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), tokens.line)
        painter.fillRect(QRect(0, 0, 1, self.height()), tokens.line)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), tokens.line)

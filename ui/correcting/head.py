"""The head of the window: which article it is, and which of the two steps."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.messages import _
from ui.labels import ElidedLabel, plain_label, tint
from ui.theme import Theme


class StepHead(QWidget):
    """The article's title and the two steps."""

    def __init__(self, theme: Theme, title: str, newer: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._second = False
        self.title = ElidedLabel(self)
        self.title.setText(title)
        self.title.setFont(theme.interface_font(600))
        self.steps = [
            plain_label(_("1  Both texts") if newer else _("1  The text"), self),
            plain_label(_("2  The passages"), self),
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(16)
        row.addWidget(self.title, 1)
        for label in self.steps:
            row.addWidget(label)
        self.setFixedHeight(40)
        theme.changed.connect(self._dress)
        self._dress()

    def show_step(self, second: bool) -> None:
        self._second = second
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        for at, label in enumerate(self.steps):
            here = (at == 1) == self._second
            label.setFont(self._theme.interface_font(600 if here else 400))
            tint(label, tokens.ink if here else tokens.muted)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._theme.tokens
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.line)
        label = self.steps[1 if self._second else 0]
        painter.fillRect(label.x(), self.height() - 2, label.width(), 2, tokens.ink)
        painter.end()

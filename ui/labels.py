"""A line of text that shortens itself to the room it gets, with the whole of it as a tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def plain_label(words: str | QWidget | None = "", parent: QWidget | None = None) -> QLabel:
    """A label that shows its words as they are: a bare QLabel takes some texts for HTML, and reads files for them."""
    label = QLabel(words, parent) if isinstance(words, str) else QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def tint(label: QLabel, colour: QColor) -> None:
    """Set a label's words in a colour. A palette would be lost with the next style sheet of its window."""
    sheet = f".QLabel {{ color: {colour.name()}; }}"  # the dot: a tooltip is a kind of label too
    if label.styleSheet() != sheet:
        label.setStyleSheet(sheet)


class ElidedLabel(QLabel):
    """Plain text in one line, ended by an ellipsis where it does not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour: QColor | None = None
        self.least = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_colour(self, colour: QColor) -> None:
        self._colour = colour
        self.update()

    def shown(self) -> str:
        """What fits; nothing where that would be fewer than `least` letters."""
        fits = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        return fits if fits == self.text() or len(fits) > self.least else ""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._colour or self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, self.shown())

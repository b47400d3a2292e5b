"""A sentence beside the pointer while something is carried."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Theme


class Bubble(QLabel):
    """The rule's sentence beside the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def show_at(self, place: QPoint, sentence: str, theme: Theme) -> None:
        tokens = theme.tokens
        self.setFont(theme.small_font())
        self.setStyleSheet(
            f"background: {tokens.panel.name()}; color: {tokens.ink.name()};"
            f" border: 1px solid {tokens.line.name()}; border-radius: 4px; padding: 4px 8px;"
        )
        self.setText(sentence)
        ground = self.parentWidget().rect()
        wide = min(280, ground.width() - 8)
        text_width = self.fontMetrics().horizontalAdvance(sentence) + 24
        self.setFixedWidth(min(wide, text_width))
        self.setFixedHeight(self.heightForWidth(self.width()))
        x = min(place.x() + 14, ground.right() - self.width() - 4)
        y = place.y() + 40  # under the dragged row's picture
        if y + self.height() > ground.bottom():
            y = max(0, place.y() - self.height() - 8)
        self.move(max(0, x), y)
        self.show()
        self.raise_()

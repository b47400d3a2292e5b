"""What stands in a view that has nothing to show: one sentence that says what to do, one button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.labels import plain_label
from ui.theme import Theme

WIDEST = 360


class EmptyState(QWidget):
    """A sentence over a button, centred."""

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.label = plain_label(self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.clicked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addStretch(1)
        box.addWidget(self.label, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        theme.changed.connect(self._take_theme)
        self._take_theme()

    def _take_theme(self) -> None:
        palette = self.label.palette()
        palette.setColor(self.label.foregroundRole(), self._theme.tokens.muted)
        self.label.setPalette(palette)

    @property
    def has_words(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.label.text())

    def say(self, sentence: str, button_text: str) -> None:
        self.label.setText(sentence)
        self.button.setText(button_text)
        self.button.setVisible(bool(button_text))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A wrapping label has no height of its own in a box that centres it."""
        width = max(80, min(WIDEST, self.width() - 32))
        self.label.setMinimumSize(0, 0)  # heightForWidth would give back the last one
        self.label.setFixedSize(width, max(0, self.label.heightForWidth(width)))

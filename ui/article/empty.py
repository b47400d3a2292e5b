"""What stands on the paper when there is no article: one sentence, one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

WIDEST = 360


class EmptyState(QWidget):
    """A sentence over a button, centred."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setWordWrap(True)
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

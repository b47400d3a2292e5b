"""The foot of the print window: what is going on, and the buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from models.messages import _
from ui.labels import ElidedLabel
from ui.theme import Theme
from ui.tips import plain_tip


class Foot(QWidget):
    """Knows words and buttons; what they do is the window's."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.told = ElidedLabel(self)
        self.close_button = QPushButton(_("Close"), self)
        self.close_button.setToolTip(_("Escape"))
        self.printer = QPushButton(_("&Print…"), self)
        self.printer.setToolTip(_("Ctrl+P"))
        self.save = QPushButton(_("&Save as PDF…"), self)
        self.save.setToolTip(_("Ctrl+Enter"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.told, 1)
        for button in (self.close_button, self.save, self.printer):
            button.setAutoDefault(False)
            row.addWidget(button)
        theme.changed.connect(self._dress)
        self.lead(printer=False)

    def lead(self, *, printer: bool) -> None:
        """Which of the two ways is set off: paper where there is a printer."""
        self.printer.setProperty("forward", printer)
        self.save.setProperty("forward", not printer)
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        names = {name: getattr(tokens, name).name() for name in ("accent", "muted", "line", "panel")}
        self.setStyleSheet(
            "QPushButton[forward=true] {{ border-color: {accent}; }}"
            "QPushButton:disabled {{ color: {muted}; background: {panel}; border-color: {line}; }}".format(**names)
        )
        self.told.set_colour(tokens.muted)

    def tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setToolTip(plain_tip(words))
        self.told.setAccessibleName(words)

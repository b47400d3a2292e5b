"""The foot of the export window: what was just done, and the buttons."""

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
        self.every = QPushButton(_("Export &all…"), self)
        self.close_button = QPushButton(_("Close"), self)
        self.copy = QPushButton(_("&Copy"), self)
        self.save = QPushButton(_("&Save as…"), self)
        self.save.setProperty("forward", True)
        self.save.setToolTip(_("Ctrl+Enter"))
        self.close_button.setToolTip(_("Escape"))
        self.told = ElidedLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.every)
        row.addSpacing(4)
        row.addWidget(self.told, 1)
        for button in (self.close_button, self.copy, self.save):
            row.addWidget(button)
        for button in (self.every, self.close_button, self.copy, self.save):
            button.setAutoDefault(False)
        theme.changed.connect(self._dress)
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

    def count(self, ticked: int) -> None:
        """How many formats are ticked; 0: all go out."""
        words = _("Export &ticked… ({count})").format(count=ticked) if ticked else _("Export &all…")
        self.every.setText(words)
        self.every.setToolTip(
            _("A file for each ticked format, in one folder")
            if ticked
            else _("A file for each format, in one folder. Tick some of them to have only those.")
        )

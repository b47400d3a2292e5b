"""A window with a list at the left, what the chosen row is about at the right, and buttons below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.correcting.bars import SayBar
from ui.empty import EmptyState
from ui.labels import ElidedLabel, plain_label, tint
from ui.theme import Theme

FIRST, LEAST = QSize(1000, 640), QSize(640, 300)  # the whole window at first, and the halves at least
LIST_WIDE, NARROWEST = 360, 220  # pixels


class HalvesDialog(QDialog):
    """`left` and `right` are handed over by `fill`. What it has to say, and asks, stands in a bar at its head."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setSizeGripEnabled(True)
        self.bar = SayBar(theme, self)
        self.summary = plain_label(self)
        self.summary.setWordWrap(True)
        self.empty = EmptyState(theme, self)
        self.figures = ElidedLabel(self)
        self.buttons: dict[str, QPushButton] = {}

    def fill(
        self,
        left: QWidget,
        right: QWidget,
        buttons: Mapping[str, str],
        *,
        right_from: str,
        forward: str,
        above: QWidget | None = None,
    ) -> None:
        """Lay the window out. `buttons`: name and word of each from the left; `right_from`: the first at the right;
        `forward`: the one that does what the window is for. `above`: a row over the list."""
        half = QWidget(self)
        column = QVBoxLayout(half)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()  # a style sheet takes a label's own margins away
        head.setContentsMargins(16, 9, 16, 9)
        head.addWidget(self.summary)
        column.addLayout(head)
        column.addWidget(right, 1)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        for at, part in enumerate((self._topped(above, left), half)):
            halves.addWidget(part)
            halves.setStretchFactor(at, at)
            part.setMinimumWidth(NARROWEST)
        halves.setSizes([LIST_WIDE, FIRST.width() - LIST_WIDE])
        self.pages = QStackedWidget(self)
        self.pages.addWidget(halves)
        self.pages.setMinimumSize(LEAST)  # not of the window: its buttons may need more, and are never cut
        self.pages.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(8)
        for name, word in buttons.items():
            button = self.buttons[name] = QPushButton(word, self)
            button.setAutoDefault(False)
            button.setProperty("forward", name == forward)
            if name == right_from:
                foot.addStretch(1)
            foot.addWidget(button)
        self.figures.setContentsMargins(16, 6, 16, 6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.pages, 1)
        whole.addSpacing(1)
        whole.addWidget(self.figures)
        whole.addLayout(foot)
        self._theme.changed.connect(self._dress)
        self._dress()
        screen = self.screen().availableGeometry().size() if self.screen() is not None else FIRST
        self.resize(FIRST.boundedTo(screen - QSize(40, 80)))

    @staticmethod
    def _topped(above: QWidget | None, left: QWidget) -> QWidget:
        if above is None:
            return left
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(above)
        column.addWidget(left, 1)
        return both

    def _dress(self) -> None:
        tokens = self._theme.tokens
        tint(self.summary, tokens.ink)
        self.figures.set_colour(tokens.muted)
        self.setStyleSheet(
            f"QSplitter::handle {{ background: {tokens.line.name()}; }}"
            f"QPushButton[forward=true] {{ border-color: {tokens.accent.name()}; }}"
            f"QPushButton:disabled {{ color: {tokens.muted.name()}; background: {tokens.panel.name()};"
            f" border-color: {tokens.line.name()}; }}"
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), tokens.panel)
        painter.fillRect(0, self.figures.y() - 1, self.width(), 1, tokens.line)
        painter.end()

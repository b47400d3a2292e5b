"""The window of backups as it is laid out and dressed; what its parts do is told in `backups_window`."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from models.messages import _
from ui.correcting.bars import SayBar
from ui.empty import EmptyState
from ui.labels import ElidedLabel, plain_label, tint
from ui.safety.backup_rows import BackupList
from ui.safety.difference_rows import DifferenceList
from ui.theme import Theme

FIRST, LEAST = QSize(1000, 640), QSize(640, 420)
LIST_WIDE, NARROWEST = 320, 220  # pixels


class BackupsFloor(QDialog):
    """The backups at the left, at the right what has changed since the chosen one, buttons below."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """`name`: the project's."""
        super().__init__(parent)
        self._theme = theme
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Backups of “{name}”").format(name=name))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setSizeGripEnabled(True)
        self.setMinimumSize(LEAST)
        self.bar = SayBar(theme, self)
        self.list = BackupList(theme, self)
        self.summary = plain_label(self)
        self.summary.setWordWrap(True)
        self.differences = DifferenceList(theme, self)
        self.empty = EmptyState(theme, self)
        self.figures = ElidedLabel(self)
        self.buttons = {
            "now": QPushButton(_("&Back up now"), self),
            "folder": QPushButton(_("Open the &folder"), self),
            "as": QPushButton(_("Restore as a &new file…"), self),
            "restore": QPushButton(_("&Restore…"), self),
            "close": QPushButton(_("Close"), self),
        }
        self._arrange()
        theme.changed.connect(self._dress)
        self._dress()
        screen = self.screen().availableGeometry().size() if self.screen() is not None else FIRST
        self.resize(FIRST.boundedTo(screen - QSize(40, 80)).expandedTo(LEAST))

    def _arrange(self) -> None:
        half = QWidget(self)
        right = QVBoxLayout(half)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        head = QHBoxLayout()  # a style sheet takes a label's own margins away
        head.setContentsMargins(16, 9, 16, 9)
        head.addWidget(self.summary)
        right.addLayout(head)
        right.addWidget(self.differences, 1)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        for at, part in enumerate((self.list, half)):
            halves.addWidget(part)
            halves.setStretchFactor(at, at)
        self.list.setMinimumWidth(NARROWEST)
        half.setMinimumWidth(NARROWEST)
        halves.setSizes([LIST_WIDE, FIRST.width() - LIST_WIDE])
        self.pages = QStackedWidget(self)
        self.pages.addWidget(halves)
        self.pages.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(8)
        for name, button in self.buttons.items():
            button.setAutoDefault(False)
            if name == "as":
                foot.addStretch(1)
            foot.addWidget(button)
        self.buttons["restore"].setProperty("forward", True)
        told = QHBoxLayout()
        told.setContentsMargins(16, 6, 16, 0)
        told.addWidget(self.figures)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.pages, 1)
        whole.addSpacing(1)
        whole.addLayout(told)
        whole.addLayout(foot)

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
        painter.fillRect(0, self.pages.geometry().bottom() + 1, self.width(), 1, tokens.line)
        painter.end()

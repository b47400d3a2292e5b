"""The rail at the window's left edge: the layouts of the pairing, and what else can be opened beside them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from models.messages import _
from ui.theme import Theme
from ui.tips import plain_tip

WIDTH, BUTTON, ICON = 44, 32, 16
GROUPS = (  # names of actions with their icons
    (
        ("layout_mixed", "book-open-text"),
        ("layout_texts", "text"),
        ("layout_trees", "list-tree"),
        ("layout_maps", "network"),
        ("layout_rows", "table-2"),
    ),
    (("show_links", "link"), ("show_proposals", "whole-word"), ("show_filters", "list-filter")),
)


class RailButton(QToolButton):
    """One action as an icon; its tip says what it does and by which key."""

    def __init__(self, theme: Theme, action: QAction, icon: str, rail: Rail) -> None:
        super().__init__(rail)
        self._theme = theme
        self._icon = icon
        self._rail = rail
        self.setDefaultAction(action)
        self.setFixedSize(BUTTON, BUTTON)
        self.setIconSize(QSize(ICON, ICON))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        words = action.text().replace("&", "").rstrip("…")
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setIconVisibleInMenu(False)
        self.setAccessibleName(words)
        action.setToolTip(plain_tip(f"{words} ({key})" if key else words))
        action.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.setIcon(self._theme.icon(self._icon, tokens.ink if self.isChecked() else tokens.muted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._rail.step(self, 1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def restyle(self) -> None:
        self._dress()


class Rail(QFrame):
    """Buttons in groups, from the top down."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: list[RailButton] = []
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(_("Layouts"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 1, 6)
        self._column.setSpacing(4)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)

    def fill(self, actions: Mapping[str, QAction]) -> None:
        """Make the buttons of GROUPS, with a space between groups."""
        for at, group in enumerate(GROUPS):
            if at:
                self._column.addSpacing(12)
            for name, icon in group:
                button = RailButton(self._theme, actions[name], icon, self)
                self._buttons.append(button)
                self._column.addWidget(button)

    def step(self, button: RailButton, by: int) -> None:
        """The keys go to the next button, up or down."""
        at = self._buttons.index(button) + by
        self._buttons[at % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def restyle(self) -> None:
        for button in self._buttons:
            button.restyle()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.panel)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), self._theme.tokens.line)

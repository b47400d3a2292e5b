"""The clash table with its head, which says how many clashes there are and how many are still open."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.clashes import ClashTable
from models.messages import _, ngettext
from ui.clash.view import ClashView
from ui.labels import ElidedLabel, plain_label
from ui.side_header import HEADER
from ui.theme import Theme


class ClashHead(QWidget):
    """ "Clash table  16 of 21 clashes shown, 7 still open"."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(HEADER)
        self._name = plain_label(_("Clash table"), self)
        self.figures = ElidedLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self.figures, 1)
        self.dress()
        theme.changed.connect(self.dress)

    def dress(self) -> None:
        self._name.setFont(self._theme.interface_font(600))
        self.figures.setFont(self._theme.interface_font())
        self.figures.set_colour(self._theme.tokens.muted)
        self.update()

    def show_table(self, table: ClashTable) -> None:
        self.figures.setText(figures(table))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), self._theme.tokens.line)


def figures(table: ClashTable) -> str:
    """How many clashes the table has, shows and leaves open."""
    if table.shown < table.total:
        words = ngettext("{shown} of {count} clash shown", "{shown} of {count} clashes shown", table.total)
    else:
        words = ngettext("{count} clash", "{count} clashes", table.total)
    parts = [words.format(shown=f"{table.shown:,}", count=f"{table.total:,}")]
    if table.open:
        parts.append(ngettext("{count} still open", "{count} still open", table.open).format(count=f"{table.open:,}"))
    return ", ".join(parts)


class ClashFloor(QWidget):
    """What stands in the place of the two sides."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = ClashHead(theme, self)
        self.view = ClashView(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

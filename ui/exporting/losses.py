"""What a format leaves out, in sentences with their numbers, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.messages import Message, _
from ui.labels import plain_label, tint
from ui.theme import Theme

HIGHEST = 132  # pixels of the list; what is more scrolls


class LossesPane(QWidget):
    """A heading and a list, or a calm line where there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.head, self.calm = plain_label(_("What this format leaves out"), self), plain_label(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.head.text())
        self.list.setWordWrap(True)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setSpacing(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(4)
        for widget in (self.head, self.calm, self.list):
            column.addWidget(widget)
        theme.changed.connect(self._dress)
        self._dress()
        self.tell(())

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.head.setFont(self._theme.interface_font(600))
        tint(self.head, tokens.ink)
        tint(self.calm, tokens.muted)
        self.list.setStyleSheet(
            f"QListWidget {{ background: {tokens.panel.name()}; color: {tokens.ink.name()}; }}"
            f"QListWidget::item:focus {{ background: {tokens.selection.name()}; color: {tokens.ink.name()}; }}"
        )
        self.update()

    def tell(self, losses: Sequence[Message] | None) -> None:
        """Show sentences. None: it is not known yet."""
        self.list.clear()
        for loss in losses or ():
            self.list.addItem(QListWidgetItem(str(loss)))
        self.list.setVisible(bool(losses))
        self.calm.setVisible(not losses)
        self.calm.setText("…" if losses is None else _("Nothing is left out."))
        self._fit()

    def sentences(self) -> list[str]:
        return [self.list.item(at).text() for at in range(self.list.count())]

    def _fit(self) -> None:
        self.list.doItemsLayout()
        last = self.list.visualItemRect(self.list.item(self.list.count() - 1)) if self.list.count() else None
        high = last.bottom() + self.list.verticalScrollBar().value() + 4 if last is not None else 0
        self.list.setFixedHeight(min(HIGHEST, max(22, high)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.tokens.line)
        painter.end()

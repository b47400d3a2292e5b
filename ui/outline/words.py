"""Words dropped on the outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter, QPen

from ui.outline.measures import SIGN_X, indent_of
from ui.theme import Theme
from ui.words_drop import WordsDrop

if TYPE_CHECKING:
    from ui.outline.view import OutlineView


class OutlineWords(WordsDrop):
    """The row below the pointer takes them."""

    def __init__(self, view: OutlineView, theme: Theme) -> None:
        super().__init__(view.viewport(), view.words_dropped)
        self._view, self._theme = view, theme

    def has_case(self) -> bool:
        return self._view.outline.case_id is not None

    def taker(self, place: QPoint) -> str:
        outline = self._view.outline
        return outline.node_at(self._view.rowAt(place.y())) or outline.top or ""

    def paint(self, painter: QPainter) -> None:
        """A frame around the row; beside the rows, around the free ground."""
        view = self._view
        if self.place is None:
            return
        row = view.rowAt(self.place.y())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.tokens.accent, 2))
        width = view.viewport().width()
        if row < 0:
            last = view.outline.rowCount() - 1
            top = view.rowViewportPosition(last) + view.rowHeight(last) if last >= 0 else 0
            painter.drawRoundedRect(QRectF(8, top + 2, width - 16, max(16, view.viewport().height() - top - 4)), 4, 4)
            return
        left = SIGN_X + indent_of(view.outline.depth_at(row), view.columnWidth(0))
        top, tall = view.rowViewportPosition(row), view.rowHeight(row)
        painter.drawRoundedRect(QRectF(left - 6, top + 1, width - left - 2, tall - 2), 4, 4)

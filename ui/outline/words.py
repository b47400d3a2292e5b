"""Words dropped on the tree: a passage from the article, or text from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPen

from ui.carried import words_of
from ui.outline.measures import SIGN_X, indent_of
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.outline.view import OutlineView


class WordsDrop:
    """Shows the row that would take the words, and tells who took them."""

    def __init__(self, view: OutlineView, theme: Theme) -> None:
        self._view, self._theme = view, theme
        self._row: int | None = None

    @property
    def is_over(self) -> bool:
        return self._row is not None

    def over(self, event: QDropEvent) -> None:
        ready = self._view.outline.case_id is not None and words_of(event.mimeData()) is not None
        self._show(self._view.rowAt(event.position().toPoint().y()) if ready else None)
        if ready:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def drop(self, event: QDropEvent) -> None:
        words, place = words_of(event.mimeData()), event.position().toPoint()
        self.leave()
        if words is None or self._view.outline.case_id is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        outline = self._view.outline
        node_id = outline.node_at(self._view.rowAt(place.y())) or outline.top or ""
        self._view.words_dropped.emit(node_id, words, self._view.viewport().mapToGlobal(place))

    def leave(self) -> None:
        self._show(None)

    def _show(self, row: int | None) -> None:
        if row != self._row:
            self._row = row
            self._view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """A frame around the row; beside the rows, around the free ground: a claim at the top."""
        view, row = self._view, self._row
        if row is None:
            return
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

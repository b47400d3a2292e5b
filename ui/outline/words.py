"""Words dropped on the tree: a passage from the article, or text from anywhere."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPen

from models.texts import storable_text
from ui.outline.delegate import SIGN_X, indent_of
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.outline.view import OutlineView

PASSAGE = "application/x-counterpoint-passage"  # {"article": id, "start": …, "end": …}


@dataclass(frozen=True, slots=True)
class Words:
    """What is carried: its text, and where it stands ([start, end) of an article) when it is a passage."""

    text: str
    article: str = ""
    start: int = 0
    end: int = 0


def words_of(data: QMimeData) -> Words | None:
    """The words in what is dragged; None when there are none."""
    text = storable_text(data.text()) if data.hasText() else ""
    if data.hasFormat(PASSAGE):
        try:
            place = json.loads(bytes(data.data(PASSAGE).data()))
            return Words(text, str(place["article"]), int(place["start"]), int(place["end"]))
        except (ValueError, KeyError, TypeError):
            pass  # another program's idea of our format: its text is still text
    return Words(text) if text.strip() else None


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
        node_id = self._view.outline.node_at(self._view.rowAt(place.y())) or ""
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

"""The words over the columns: a press on some of them sorts the rows. What stands in a lane has its words below the
others.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.clash.measures import EDGE, HEADER, HEADER_LANE, SIGN, Measure
from ui.clash.model import ANSWER, ASSESSMENT, COLUMNS, NO, STRENGTH, TEXTS, ClashModel
from ui.theme import Theme

SORTS = {NO: "issue", ANSWER: "status", STRENGTH: "strength"}
_MIDDLE = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value | Qt.TextFlag.TextSingleLine.value


class ClashHeader(QHeaderView):
    """Painted from the same measures as the rows."""

    sort_asked = Signal(str)

    def __init__(self, theme: Theme, model: ClashModel, measure: Measure, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._model, self._measure = theme, model, measure
        self.sorted_by, self.descending = "issue", False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_sort(self, sort: str, descending: bool) -> None:
        self.sorted_by, self.descending = sort, descending
        self.viewport().update()

    def place(self, column: int) -> QRect:
        """Where the words of a column stand."""
        plan = self._measure.plan
        x, breadth = plan.columns[column]
        if column == NO:
            x, breadth = EDGE, breadth - EDGE + 8
        elif column in TEXTS:
            x, breadth = x + SIGN, breadth - SIGN
        if plan.lane and column in ASSESSMENT:
            return QRect(x, HEADER - 7, breadth - 8, HEADER_LANE)
        return QRect(x, 0, breadth - 8, HEADER - 1 - (4 if plan.lane else 0))

    def _column_at(self, event: QMouseEvent) -> int | None:
        place = event.position().toPoint()
        columns = (*ASSESSMENT, *range(STRENGTH)) if self._measure.plan.lane else range(COLUMNS)
        return next((c for c in columns if self.place(c).adjusted(-6, 0, 8, 2).contains(place)), None)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEADER + (HEADER_LANE - 4 if self._measure.plan.lane else 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, small = self._theme.tokens, self._measure.small
        painter = QPainter(self.viewport())
        whole = self.viewport().rect()
        painter.fillRect(whole, tokens.panel)
        painter.fillRect(0, whole.bottom(), whole.width(), 1, tokens.line)
        for column in range(COLUMNS):
            place = self.place(column)
            is_sorted = SORTS.get(column) == self.sorted_by and column != NO  # their own order needs no arrow
            face = self._measure.small_strong if is_sorted else small
            painter.setFont(face.font)
            painter.setPen(tokens.ink if is_sorted else tokens.muted)
            room = place.width() - (12 if is_sorted else 0)
            words = face.metrics.elidedText(self._model.headings[column], Qt.TextElideMode.ElideRight, room)
            painter.drawText(place, _MIDDLE, words)
            if is_sorted:
                self._arrow(painter, place.left() + face.metrics.horizontalAdvance(words) + 7, place.center().y() + 1)
        painter.end()

    def _arrow(self, painter: QPainter, x: float, y: float) -> None:
        """Down: what comes first in the column's order stands at the top."""
        way = -1.5 if self.descending else 1.5
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(painter.pen().color(), 1.3))
        painter.drawPolyline(QPolygonF([QPointF(x - 3, y - way), QPointF(x, y + way), QPointF(x + 3, y - way)]))
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        sorts = self._column_at(event) in SORTS
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if sorts else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        column = self._column_at(event)
        if event.button() == Qt.MouseButton.LeftButton and column in SORTS:
            self.sort_asked.emit(SORTS[column])

"""Rows with a tick before their words, by mouse and by key."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
BOX, REACH = 14, 8  # a tick's side; how far around it a press counts
States = {
    Qt.CheckState.Checked: Qt.CheckState.Unchecked,
    Qt.CheckState.Unchecked: Qt.CheckState.Checked,
    Qt.CheckState.PartiallyChecked: Qt.CheckState.Checked,
}


class TickDelegate(QStyledItemDelegate):
    """Turns presses on a tick, and Space, into `setData` with the role of ticks."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def tick_box(self, row: QRect) -> QRect:
        """Where a row's tick stands."""
        return QRect(row.left() + 10, row.center().y() - BOX // 2, BOX, BOX)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if not model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return event.key() == Qt.Key.Key_Space and _turn(model, index)
        if isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton:
            row: QRect = option.rect  # type: ignore[attr-defined]
            reach = self.tick_box(row).adjusted(-REACH, -REACH, REACH, REACH)
            inside = reach.contains(QPoint(round(event.position().x()), round(event.position().y())))
            if inside and event.type() is QEvent.Type.MouseButtonRelease:
                return _turn(model, index)
            return inside and event.type() is QEvent.Type.MouseButtonDblClick
        return False

    def paint_tick(self, painter: QPainter, row: QRect, state: Qt.CheckState, enabled: bool = True) -> None:
        tokens, box = self.theme.tokens, QRectF(self.tick_box(row)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = state is not Qt.CheckState.Unchecked
        colour = tokens.accent if enabled else tokens.covered
        painter.setPen(QPen(colour if on else tokens.muted, 1))
        painter.setBrush(colour if on else tokens.paper)
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(QPen(tokens.paper, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x, y = box.left(), box.top()
        if state is Qt.CheckState.Checked:
            corners = [(3.0, 6.8), (5.4, 9.2), (10.0, 4.0)]
            painter.drawPolyline(QPolygonF([box.topLeft() + _point(a, b) for a, b in corners]))
        elif on:
            painter.drawLine(_point(x + 3.5, y + 6.5), _point(x + 9.5, y + 6.5))
        painter.restore()

    def line(self, painter: QPainter, box: QRectF, words: str, right: bool = False) -> None:
        """One line of words, cut off where there is no room."""
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def _point(x: float, y: float) -> QPointF:
    return QPointF(x, y)


def _turn(model: QAbstractItemModel, index: Index) -> bool:
    state = Qt.CheckState(model.data(index, Qt.ItemDataRole.CheckStateRole))
    return model.setData(index, States[state], Qt.ItemDataRole.CheckStateRole)

"""What was done to the node shown: when, who, what, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.messages import _
from ui.panel.editor import BLEED
from ui.panel.lines import cut, elided_lines, paint_lines
from ui.panel.pieces import paint_focus
from ui.panel.rows import ROW_ROLE, Index, RowsList, RowsModel
from ui.panel.times import in_full, when
from ui.panel.views import HistoryRow
from ui.theme import Theme
from ui.theme.theme import INTERFACE_LINE
from ui.tips import plain_tip

ROW, TALL_ROW = 28, 42
WIDE = 360  # from this width on an entry stands in one line
WHO = 84
TIP = 600  # code points of the old words in a tooltip
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def tip(row: HistoryRow) -> str:
    """All that is known of an entry, for its tooltip."""
    lines = [row.what, _("{who}, {time}").format(who=row.who, time=in_full(row.time))]
    if row.undone:
        lines.append(_("Undone by {who}, {time}").format(who=row.undone_by, time=in_full(row.undone_time)))
    if row.old:
        lines.append(_("Before: {text}").format(text=cut(row.old, TIP)))
    return "\n".join(lines)


class HistoryModel(RowsModel):
    """The entries as rows."""

    def words(self, row: Any, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = f"{when(row.time)}, {row.who}: {row.what}"
            return _("{entry} (undone)").format(entry=words) if row.undone else words
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(tip(row))
        return None


class HistoryDelegate(QStyledItemDelegate):
    """One line where there is room for it, else two: what, and below it when and who."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.wide = True
        self.when_width = self.who_width = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW if self.wide else TALL_ROW)

    def measure(self, rows: Sequence[HistoryRow]) -> None:
        """The columns of times and names are as wide as their longest."""
        small = QFontMetrics(self._theme.small_font())
        self.when_width = max((small.horizontalAdvance(word) for word in {when(row.time) for row in rows}), default=0)
        self.who_width = min(WHO, max((small.horizontalAdvance(word) for word in {row.who for row in rows}), default=0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: HistoryRow = index.data(ROW_ROLE)
        tokens, state, box = self._theme.tokens, option.state, QRect(option.rect)
        focus = state & QStyle.StateFlag.State_HasFocus
        painter.save()
        if focus and state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, tokens.selection)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, tokens.paper)
        if focus:
            paint_focus(painter, box, self._theme)
        box.adjust(BLEED, 0, -BLEED, 0)
        if self.wide:
            self._paint_wide(painter, box, row)
        else:
            self._paint_tall(painter, box, row)
        painter.restore()

    def _paint_wide(self, painter: QPainter, box: QRect, row: HistoryRow) -> None:
        x = box.left()
        for words, width in ((when(row.time), self.when_width), (row.who, self.who_width)):
            self._small(painter, QRect(x, box.top(), width, ROW), words)
            x += width + 12
        right = box.right() + 1
        if row.undone:
            right -= self._small(painter, QRect(x, box.top(), right - x, ROW), _("undone"), _RIGHT) + 10
        self._what(painter, QRect(x, box.top(), max(0, right - x), ROW), row)

    def _paint_tall(self, painter: QPainter, box: QRect, row: HistoryRow) -> None:
        self._what(painter, QRect(box.left(), box.top() + 3, box.width(), 20), row)
        words = _("{time}  {who}").format(time=when(row.time), who=row.who)
        words = _("{words}  undone").format(words=words) if row.undone else words
        self._small(painter, QRect(box.left(), box.top() + 22, box.width(), 16), words)

    def _what(self, painter: QPainter, box: QRect, row: HistoryRow) -> None:
        font = self._theme.interface_font()
        font.setStrikeOut(row.undone)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.muted if row.undone else self._theme.tokens.ink)
        words = painter.fontMetrics().elidedText(row.what, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box.adjusted(0, 0, 2, 0), _LEFT, words)

    def _small(self, painter: QPainter, box: QRect, words: str, place: Qt.AlignmentFlag | None = None) -> int:
        """Paint small words and give their width."""
        painter.setFont(self._theme.small_font())
        painter.setPen(self._theme.tokens.muted)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.drawText(box.adjusted(0, 0, 1, 0), place or _LEFT, shown)
        return painter.fontMetrics().horizontalAdvance(shown)


class NodeHistory(RowsList):
    """The list; it says so when nothing is known."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._model, self._delegate = HistoryModel(), HistoryDelegate(theme)
        super().__init__(theme, _("History of this node"), self._model, self._delegate, parent)
        self.setUniformItemSizes(True)
        self.instead = ""

    def dress(self) -> None:
        super().dress()
        self._delegate.measure(self._model.rows())

    def set_rows(self, rows: Sequence[HistoryRow], instead: str = "") -> None:
        """Show entries, newest first, or a sentence that says why there are none; the current one stays current."""
        self.instead = instead
        self.viewport().update()
        if tuple(rows) == self._model.rows():
            return
        current = self.currentIndex().data(ROW_ROLE)
        self._delegate.measure(rows)
        self._model.set_rows(rows)
        ids = [row.entry_id for row in rows]
        if current is not None and current.entry_id in ids:
            self.setCurrentIndex(self._model.index(ids.index(current.entry_id)))

    def rows(self) -> tuple[HistoryRow, ...]:
        return self._model.rows()

    def place(self, area: QRect) -> None:
        """Take as many whole rows as an area has room for."""
        wide = area.width() >= WIDE
        if wide != self._delegate.wide:
            self._delegate.wide = wide
            self.scheduleDelayedItemsLayout()
        row = ROW if wide else TALL_ROW
        self.setGeometry(area.left(), area.top(), area.width(), max(1, area.height() // row) * row)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._model.rows():
            painter = QPainter(self.viewport())
            width, font = self.viewport().width() - 2 * BLEED, self._theme.interface_font()
            most = self.viewport().height() // INTERFACE_LINE
            lines = elided_lines(self.instead or _("Nothing yet."), font, width, most)
            paint_lines(painter, lines, (BLEED, 0, width), font, INTERFACE_LINE, self._theme.tokens.muted)

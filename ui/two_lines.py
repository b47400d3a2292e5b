"""A list whose rows are two lines: what it is and how much, below it more. Arrow keys go, the current row is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from ui.panel.pieces import paint_focus
from ui.theme import Theme
from ui.theme.signs import paint_kind
from ui.theme.theme import INTERFACE_LINE, SMALL_LINE
from ui.tips import plain_tip

LINE_ROLE = Qt.ItemDataRole.UserRole
EDGE, TOP, GAP, SIGN = 16, 8, 2, 18
HEIGHT = 2 * TOP + INTERFACE_LINE + GAP + SMALL_LINE
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class TwoLine:
    """One row. `kind`: of a node, whose sign is painted; `is_faint`: it does not count (any more)."""

    first: str
    right: str = ""
    below: str = ""
    kind: str = ""
    is_faint: bool = False

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.first, self.right, *self.below.split(" · ")) if part)


class TwoLinesModel(QAbstractListModel):
    """Rows that are all there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[TwoLine] = []

    def set_lines(self, lines: Sequence[TwoLine]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._lines):
            return None
        return shown(self._lines[index.row()], role)


def shown(line: TwoLine, role: int) -> Any:
    """What a model of such rows answers."""
    if role == LINE_ROLE:
        return line
    if role == Qt.ItemDataRole.DisplayRole:
        return line.first
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return line.spoken
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip("\n".join(part for part in (line.first, line.below) if part))
    return None


class TwoLinesDelegate(QStyledItemDelegate):
    """Paints the rows."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: TwoLine | None = index.data(LINE_ROLE)
        if line is None:
            return
        tokens, box = self._theme.tokens, QRect(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, tokens.selection if chosen else tokens.paper)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, tokens.line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box.adjusted(1, 1, -1, -2), self._theme)
        first = QRect(box.left() + EDGE, box.top() + TOP, box.width() - 2 * EDGE, INTERFACE_LINE)
        if line.kind:
            paint_kind(
                painter, QRectF(first.left(), first.top() + (INTERFACE_LINE - 12) / 2, 12, 12), line.kind, tokens
            )
            first.adjust(SIGN, 0, 0, 0)
        painter.setFont(self._theme.small_font())
        painter.setPen(tokens.muted)
        painter.drawText(first, _RIGHT, line.right)
        room = first.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(line.right) - 8 * bool(line.right), 0)
        second = QRect(first.left(), first.bottom() + 1 + GAP, first.width(), SMALL_LINE)
        painter.drawText(second, _LEFT, _fitting(painter, line.below, second.width()))
        painter.setFont(self._theme.interface_font(400 if line.is_faint else 600))
        painter.setPen(tokens.muted if line.is_faint else tokens.ink)
        painter.drawText(room, _LEFT, _fitting(painter, line.first, room.width()))
        painter.restore()


def _fitting(painter: QPainter, words: str, width: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)


class TwoLines(QTreeView):
    """The list; `several`: more than one row can be chosen.

    A tree view without branches: a list view lays out all of 100,000 rows, for 190 ms.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        parent: QWidget | None = None,
        *,
        rows: QAbstractListModel | None = None,
        several: bool = False,
    ) -> None:
        super().__init__(parent)
        self.rows: Any = rows or TwoLinesModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(TwoLinesDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        theme.changed.connect(self.viewport().update)

    def chosen_rows(self) -> list[int]:
        """The chosen rows from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

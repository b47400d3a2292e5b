"""All links of a pairing in a table: left point, relation, right point, note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from models.entities import MUTUAL
from models.messages import N_, _
from ui.compare.words import relation
from ui.link_menu import LinkKeys
from ui.panel.pieces import paint_focus, slim_scroll_bar
from ui.panel.views import LinkRow
from ui.theme import Theme
from ui.theme.signs import paint_link_badge

__all__ = ["LinkListModel", "LinkListPanel", "LinkRow"]

ROW_ROLE = Qt.ItemDataRole.UserRole
ROW = 32
FIRST_ROWS = 6  # the room for the list, heading and all, until the user gives it another
CITE = 40
LEFT, RELATION, RIGHT, NOTE = range(4)
HEADINGS = (N_("Left"), N_("Relation"), N_("Right"), N_("Note"))
Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SORTS: dict[int, Callable[[LinkRow], tuple[Any, ...]]] = {
    LEFT: lambda row: (row.left_place, row.left_text.casefold()),
    RELATION: lambda row: (relation_words(row).casefold(), row.left_place),
    RIGHT: lambda row: (row.right_place, row.right_text.casefold()),
    NOTE: lambda row: (not row.note, row.note.casefold()),
}


def relation_words(row: LinkRow) -> str:
    """The relation, read from the left point to the right one."""
    return relation(row.kind, row.forward or row.kind in MUTUAL)


class LinkListModel(QAbstractTableModel):
    """The rows, sorted by any column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[LinkRow] = []
        self._order = (LEFT, Qt.SortOrder.AscendingOrder)
        self.headings = [_(heading) for heading in HEADINGS]

    def set_rows(self, rows: Sequence[LinkRow]) -> None:
        self.beginResetModel()
        self._rows = self._sorted(rows)
        self.endResetModel()

    def set_sides(self, left: str, right: str) -> None:
        """Name the two cases in the heading."""
        self.headings[LEFT], self.headings[RIGHT] = left, right
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, NOTE)

    def row(self, place: int) -> LinkRow:
        return self._rows[place]

    def place_of(self, link_id: str) -> int:
        """The row a link stands in; -1 when it is not listed."""
        return next((i for i, row in enumerate(self._rows) if row.link_id == link_id), -1)

    def _sorted(self, rows: Sequence[LinkRow]) -> list[LinkRow]:
        column, order = self._order
        return sorted(rows, key=_SORTS[column], reverse=order == Qt.SortOrder.DescendingOrder)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column not in _SORTS:
            return
        self.layoutAboutToBeChanged.emit()
        self._order = (column, order)
        old = self.persistentIndexList()
        before = [self._rows[index.row()].link_id for index in old]
        self._rows = self._sorted(self._rows)
        place = {row.link_id: i for i, row in enumerate(self._rows)}
        new = [self.index(place[i], index.column()) for i, index in zip(before, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(HEADINGS):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.headings[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _MIDDLE
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        words = (row.left_text, relation_words(row), row.right_text, row.note)[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return " ".join(words.split())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cite = {LEFT: row.left_cite, RIGHT: row.right_cite}.get(index.column(), "")
            return f"{words} {cite}".strip()
        return None


class LinkListDelegate(QStyledItemDelegate):
    """Text elided, places at the right of the points, the badge before the relation, hairlines below the rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: LinkRow = index.data(ROW_ROLE)
        tokens, box = self._theme.tokens, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = tokens.selection if chosen else tokens.paper
        painter.save()
        painter.fillRect(box, ground)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, tokens.line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box.adjusted(1, 1, -1, -2), self._theme)
        inner = box.adjusted(8, 0, -8, 0)
        column = index.column()
        if column == RELATION:
            middle = QPointF(inner.left() + 9, box.top() + ROW / 2)
            paint_link_badge(painter, middle, row.kind, tokens, ground=ground)
            inner.adjust(26, 0, 0, 0)
        cite = {LEFT: row.left_cite, RIGHT: row.right_cite}.get(column, "")
        if cite:
            painter.setFont(self._theme.small_font())
            painter.setPen(tokens.muted)
            painter.drawText(QRect(inner.right() - CITE, box.top(), CITE + 1, ROW), _END, cite)
            inner.adjust(0, 0, -CITE - 8, 0)
        painter.setFont(self._theme.interface_font())
        painter.setPen(tokens.ink if column in (LEFT, RIGHT) else tokens.muted)
        words = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner.adjusted(0, 0, 2, 0), _MIDDLE, words)
        painter.restore()


class LinkTable(LinkKeys, QTableView):
    """The table with its keys."""

    partner_requested = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    kind_requested = Signal(str, str)
    flip_requested = Signal(str)
    strength_requested = Signal(str, object)
    answer_requested = Signal(str)

    link_role = ROW_ROLE

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme


class LinkListPanel(QWidget):
    """Enter or a double click goes to a link, Delete takes it away; a press on a heading sorts."""

    shown = Signal()  # time to fill it
    link_activated = Signal(str)
    link_delete_requested = Signal(str)
    link_kind_requested = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model = LinkListModel(self)
        self.table = LinkTable(theme, self)
        self.empty = QLabel(_("No links yet. Select a point on each side and press Ctrl+L."), self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self.table)
        self._set_up_table()
        self.dress()
        theme.changed.connect(self.dress)
        self.set_rows([])

    def sizeHint(self) -> QSize:
        return QSize(600, FIRST_ROWS * ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 3 * ROW)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(LinkListDelegate(self._theme, table))
        table.setAccessibleName(_("Links of the pairing"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        table.verticalHeader().setMinimumSectionSize(ROW)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(80)
        for section, mode in (
            (LEFT, QHeaderView.ResizeMode.Stretch),
            (RELATION, QHeaderView.ResizeMode.Interactive),
            (RIGHT, QHeaderView.ResizeMode.Stretch),
            (NOTE, QHeaderView.ResizeMode.Interactive),
        ):
            header.setSectionResizeMode(section, mode)
        table.setColumnWidth(RELATION, 220)
        table.setColumnWidth(NOTE, 160)
        table.setSortingEnabled(True)
        table.sortByColumn(LEFT, Qt.SortOrder.AscendingOrder)
        table.doubleClicked.connect(lambda index: self.link_activated.emit(index.data(ROW_ROLE).link_id))
        table.partner_requested.connect(self.link_activated)
        table.delete_requested.connect(self.link_delete_requested)
        table.kind_requested.connect(self.link_kind_requested)
        self.setFocusProxy(table)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def dress(self) -> None:
        """Take the theme's colours."""
        tokens = self._theme.tokens
        self.table.verticalScrollBar().setStyleSheet(slim_scroll_bar(self._theme))
        self.table.horizontalHeader().setFont(self._theme.small_font())
        self.table.horizontalHeader().setStyleSheet(
            f"QHeaderView::section {{ background: {tokens.paper.name()}; color: {tokens.muted.name()};"
            f" border: none; border-bottom: 1px solid {tokens.line.name()}; padding: 6px 8px; }}"
        )
        self.table.viewport().update()

    def set_sides(self, left: str, right: str) -> None:
        """Name the two cases in the table's heading."""
        self.model.set_sides(left, right)

    def set_rows(self, rows: Sequence[LinkRow]) -> None:
        """Show these links; the current one stays current, or its neighbour when it has gone."""
        current = self.table.current_link()
        place = self.table.currentIndex().row()
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows and current is not None:
            same = self.model.place_of(current.link_id)
            self.table.setCurrentIndex(self.model.index(same if same >= 0 else min(place, len(rows) - 1), LEFT))

    def select(self, link_id: str) -> None:
        """Make a link the current one."""
        place = self.model.place_of(link_id)
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, LEFT))

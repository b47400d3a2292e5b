"""The backups as a list shows them: when and how many nodes, below it why and how large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.messages import _, ngettext
from storage.backups.listing import REASONS, Backup
from storage.formats.files import size_words
from ui.panel.pieces import paint_focus
from ui.panel.times import in_full
from ui.theme import Theme
from ui.theme.theme import INTERFACE_LINE, SMALL_LINE
from ui.tips import plain_tip

ROW_ROLE = Qt.ItemDataRole.UserRole
EDGE, TOP, GAP = 16, 8, 2
HEIGHT = 2 * TOP + INTERFACE_LINE + GAP + SMALL_LINE
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup in words."""

    when: str
    nodes: str
    below: str
    spoken: str
    tip: str


def when(time: datetime, now: datetime | None = None) -> str:
    """In the reader's own time, to the minute: "Today 14:32", "Yesterday 14:32", "Mon 3 Jan 2025, 14:32"."""
    local, today = time.astimezone(), (now or datetime.now(UTC)).astimezone().date()
    hour = f"{local:%H:%M}"
    if local.date() == today:
        return _("Today {time}").format(time=hour)
    if local.date() == today - timedelta(days=1):
        return _("Yesterday {time}").format(time=hour)
    date = QDateTime(local.year, local.month, local.day, local.hour, local.minute, 0)
    return QLocale().toString(date, "ddd d MMM yyyy, HH:mm")


def nodes_words(count: int | None) -> str:
    """How many nodes there are; what cannot be read is told."""
    if count is None:
        return _("cannot be read")
    return ngettext("{count} node", "{count} nodes", count).format(count=f"{count:,}")


def row_of(backup: Backup) -> BackupRow:
    reason = _(REASONS[backup.reason]) if backup.reason in REASONS else ""
    below = " · ".join(part for part in (reason[:1].upper() + reason[1:], size_words(backup.size)) if part)
    first, nodes = when(backup.time), nodes_words(backup.nodes)
    full = in_full(backup.time.isoformat())
    return BackupRow(first, nodes, below, ", ".join((full, nodes, *below.split(" · "))), f"{full}\n{backup.path}")


class BackupModel(QAbstractListModel):
    """The backups, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backups: list[Backup] = []
        self._rows: list[BackupRow] = []

    def set_backups(self, backups: Sequence[Backup]) -> None:
        self.beginResetModel()
        self._backups = list(backups)
        self._rows = [row_of(backup) for backup in backups]
        self.endResetModel()

    def all(self) -> list[Backup]:
        return list(self._backups)

    def backup(self, row: int) -> Backup | None:
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.when
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.tip)
        return None


class BackupDelegate(QStyledItemDelegate):
    """Two lines a backup."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: BackupRow = index.data(ROW_ROLE)
        tokens, box = self._theme.tokens, QRect(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, tokens.selection if chosen else tokens.paper)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, tokens.line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box.adjusted(1, 1, -1, -2), self._theme)
        first = QRect(box.left() + EDGE, box.top() + TOP, box.width() - 2 * EDGE, INTERFACE_LINE)
        painter.setFont(self._theme.small_font())
        painter.setPen(tokens.muted)
        painter.drawText(first, _RIGHT, row.nodes)
        room = first.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(row.nodes) - 8, 0)
        second = QRect(first.left(), first.bottom() + 1 + GAP, first.width(), SMALL_LINE)
        painter.drawText(second, _LEFT, self._fitting(painter, row.below, second.width()))
        painter.setFont(self._theme.interface_font(600))
        painter.setPen(tokens.ink)
        painter.drawText(room, _LEFT, self._fitting(painter, row.when, room.width()))
        painter.restore()

    @staticmethod
    def _fitting(painter: QPainter, words: str, width: int) -> str:
        return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)


class BackupList(QListView):
    """The backups; the current one is the chosen one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = BackupModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(BackupDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("Backups"))
        theme.changed.connect(self.viewport().update)

    def chosen(self) -> Backup | None:
        return self.rows.backup(self.currentIndex().row())

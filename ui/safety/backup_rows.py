"""The backups as a list shows them: when and how many nodes, below it why and how large."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QDateTime, QLocale, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QWidget

from models.messages import _, ngettext
from storage.backups.listing import REASONS, Backup
from storage.formats.files import size_words
from ui.panel.times import in_full
from ui.theme import Theme
from ui.tips import plain_tip
from ui.two_lines import Index, TwoLine, TwoLines, shown


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


def line_of(backup: Backup) -> TwoLine:
    reason = _(REASONS[backup.reason]) if backup.reason in REASONS else ""
    below = " · ".join(part for part in (reason[:1].upper() + reason[1:], size_words(backup.size)) if part)
    return TwoLine(when(backup.time), nodes_words(backup.nodes), below)


class BackupModel(QAbstractListModel):
    """The backups, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backups: list[Backup] = []

    def set_backups(self, backups: Sequence[Backup]) -> None:
        self.beginResetModel()
        self._backups = list(backups)
        self.endResetModel()

    def all(self) -> list[Backup]:
        return list(self._backups)

    def backup(self, row: int) -> Backup | None:
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._backups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        backup = self.backup(index.row()) if index.isValid() else None
        if backup is None:
            return None
        line, full = line_of(backup), in_full(backup.time.isoformat())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((full, line.right, *line.below.split(" · ")))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{full}\n{backup.path}")
        return shown(line, role)


class BackupList(TwoLines):
    """The backups; the current one is the chosen one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Backups"), parent, rows=BackupModel(parent))

    def chosen(self) -> Backup | None:
        found: Backup | None = self.rows.backup(self.currentIndex().row())
        return found

"""The entries as the list asks for them: the words of a row are made when it comes in sight."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from models.ports import Entry
from storage.journals import Entries
from ui.history.words import line_of
from ui.two_lines import Index, shown


class EntriesModel(QAbstractListModel):
    """Entries, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = Entries(())
        self._undone: frozenset[str] = frozenset()

    def set_entries(self, entries: Entries, undone: frozenset[str]) -> None:
        self.beginResetModel()
        self._entries, self._undone = entries, undone
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, seq: int) -> int:
        """Where an entry stands; -1 where it is not listed."""
        return self._entries.place_of(seq)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row()) if index.isValid() else None
        return None if entry is None else shown(line_of(entry, entry.id in self._undone), role)

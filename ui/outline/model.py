"""What the rows of an outline say, in three columns."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from models.messages import _
from models.project import Project
from ui.compare.words import status_word
from ui.outline.listing import RowList
from ui.outline.making import OutlineRow, RowMaker, no_cite, no_status
from ui.outline.saying import describe, tooltip
from ui.outline.steps import Index

TEXT, STATUS, CITE = range(3)
KEPT_ROWS = 256  # rows whose shown values are remembered, so that a refresh knows which of them changed: those in sight
_ROOT = QModelIndex()
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_WORDED = _SHOWN | Qt.ItemFlag.ItemIsEditable


class OutlineModel(RowList):
    """The rows with their values, which are worked out when somebody looks."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._maker = RowMaker()
        self._shown: OrderedDict[str, OutlineRow] = OrderedDict()
        super().__init__(parent)

    def set_case(
        self,
        project: Project | None,
        case_id: str | None,
        status_of: Callable[[str], str | None] = no_status,
        cite_of: Callable[[str], str] = no_cite,
        links_of: Callable[[str], int] | None = None,
    ) -> None:
        """Show a case (None: nothing). `links_of`: how many links a node has; without it the project counts them."""
        self._maker.take(project, status_of, cite_of, links_of)
        self.show_case(project, case_id)

    def _start_over(self) -> None:
        self._shown.clear()
        self._maker.keep(self.state.kept)
        self._maker.forget_counts(None)
        super()._start_over()

    def _forget_counts(self, parents: Iterable[str | None] | None) -> None:
        self._maker.keep(self.state.kept)
        self._maker.forget_counts(parents)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _WORDED if index.column() == TEXT else _SHOWN

    def row_at(self, row: int) -> OutlineRow:
        """What a row shows; worked out when asked for, so that only rows in sight cost anything."""
        node_id = self._ids[row]
        found = self._shown.get(node_id)
        if found is None:
            found = self._shown[node_id] = self._make(node_id)
            if len(self._shown) > KEPT_ROWS:
                self._shown.popitem(last=False)
        else:
            self._shown.move_to_end(node_id)
        return found

    def _make(self, node_id: str) -> OutlineRow:
        node, depth = self._entries[node_id]
        return self._maker.make(node, depth, node_id in self.state.folded, self.state.cut)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) and index.column() == TEXT:
            return self._entries[self._ids[index.row()]][0].text
        match role:
            case Qt.ItemDataRole.DisplayRole:
                row = self.row_at(index.row())
                cite = f"{row.cite} {row.more_passages}".strip()
                return cite if index.column() == CITE else status_word(row.status or "")
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(self.row_at(index.row()))
            case Qt.ItemDataRole.AccessibleTextRole if self.project is not None and index.column() == TEXT:
                return describe(self.project, self.row_at(index.row()))
        return None

    def match(
        self, start: Index, role: int, value: Any, hits: int = 1, flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith
    ) -> list[QModelIndex]:
        """Type-ahead asks for one text that starts with what was typed, or else has a word that does."""
        if role != Qt.ItemDataRole.DisplayRole or start.column() != TEXT or hits != 1 or not isinstance(value, str):
            return super().match(start, role, value, hits, flags)
        typed, rows = value.casefold(), (*range(start.row(), len(self._ids)), *range(start.row()))
        inside: int | None = None  # the first text in which a word starts so
        for row in rows:
            text = self._entries[self._ids[row]][0].text.casefold()
            if text.startswith(typed):
                return [self.index(row, TEXT)]
            if inside is None and f" {typed}" in text:
                inside = row
        return [self.index(inside, TEXT)] if inside is not None else []

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            names = (_("Point"), _("Answer"), _("Passage"))
            return names[section] if 0 <= section < len(names) else None
        return None

    def _tell_changes(self, changed: set[str]) -> None:
        before, self._shown = self._shown, OrderedDict()
        for node_id, row in before.items():
            if node_id not in self._entries:
                continue
            now = self._shown[node_id] = self._make(node_id)
            if now != row:
                changed.add(node_id)
        rows = sorted(row for row in map(self.row_of, changed) if row is not None)
        while rows:
            first = last = rows.pop(0)
            while rows and rows[0] == last + 1:
                last = rows.pop(0)
            self.dataChanged.emit(self.index(first, TEXT), self.index(last, CITE))

"""The rows of one case as a flat table: quick at 100,000 rows, and told apart by node id when something changed."""

from __future__ import annotations

import html
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.messages import _
from models.project import Project
from ui.outline.rows import (
    Entry,
    OutlineRow,
    Preview,
    common_ends,
    describe,
    kind_word,
    rotation,
    runs,
    status_word,
    visible,
)

TEXT, STATUS, CITE = range(3)
KEPT_ROWS = 4096  # rows whose shown values are remembered, so that a refresh knows which of them changed
MOST_RUNS = 200  # beyond this a reset is cheaper than telling every run
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def no_status(_node_id: str) -> str | None:
    return None


def no_cite(_node_id: str) -> str:
    return ""


class OutlineModel(QAbstractTableModel):
    """One row a visible node. It never edits: the caller changes the project and calls `refresh`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.case_id: str | None = None
        self._status_of: Callable[[str], str | None] = no_status
        self._cite_of: Callable[[str], str] = no_cite
        self._ids: list[str] = []
        self._entries: dict[str, Entry] = {}
        self._row_of: dict[str, int] | None = {}
        self._shown: OrderedDict[str, OutlineRow] = OrderedDict()
        self._folded: set[str] = set()
        self._preview: Preview | None = None

    # -- what is shown

    def set_case(
        self,
        project: Project | None,
        case_id: str | None,
        status_of: Callable[[str], str | None] = no_status,
        cite_of: Callable[[str], str] = no_cite,
    ) -> None:
        """Show a case (None: nothing). Folds are kept by node id, so that coming back finds them."""
        self._status_of, self._cite_of = status_of, cite_of
        if project is self.project and case_id == self.case_id:
            self.refresh()
            return
        self.beginResetModel()
        self.project, self.case_id, self._preview = project, case_id, None
        self._take(self._walk())
        self._shown.clear()
        self.endResetModel()

    def _walk(self) -> list[Entry]:
        if self.project is None or self.case_id is None or not self.project.has("case", self.case_id):
            return []
        return list(visible(self.project, self.case_id, self._folded, self._preview))

    def _take(self, entries: Sequence[Entry]) -> None:
        self._entries = {entry[0].id: entry for entry in entries}
        self._ids = list(self._entries)
        self._row_of = None

    # -- looking up

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == TEXT else flags

    def row_of(self, node_id: str) -> int | None:
        """The node's row, None when it is folded away or not of this case."""
        if self._row_of is None:
            self._row_of = {each: row for row, each in enumerate(self._ids)}
        return self._row_of.get(node_id)

    def node_at(self, row: int) -> str | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def depth_at(self, row: int) -> int:
        return self._entries[self._ids[row]][1]

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
        assert self.project is not None
        node, depth = self._entries[node_id]
        has_children = bool(self.project.children(node.case_id, node_id))
        hidden = 0
        if has_children and node_id in self._folded:
            hidden = sum(1 for _below in self.project.walk(node.case_id, node_id))
        links = len(self.project.links_of(node_id))
        status, cite = self._status_of(node_id), self._cite_of(node_id)
        return OutlineRow(node, depth, has_children, hidden, status, cite, links)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) and index.column() == TEXT:
            return self._entries[self._ids[index.row()]][0].text
        match role:
            case Qt.ItemDataRole.DisplayRole:
                row = self.row_at(index.row())
                return row.cite if index.column() == CITE else status_word(row.status or "")
            case Qt.ItemDataRole.ToolTipRole:
                return self._tooltip(self.row_at(index.row()))
            case Qt.ItemDataRole.AccessibleTextRole if self.project is not None and index.column() == TEXT:
                return describe(self.project, self.row_at(index.row()))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            names = (_("Point"), _("Answer"), _("Passage"))
            return names[section] if 0 <= section < len(names) else None
        return None

    def _tooltip(self, row: OutlineRow) -> str:
        words = [kind_word(row.node.kind)]
        if row.node.inference:
            words.append(_("undercuts"))
        if row.node.implicit:
            words.append(_("unstated premise"))
        if row.status:
            words.append(status_word(row.status))
        lines = [row.node.text, " · ".join(words)]
        if row.node.tags:
            lines.append(_("Tags: {tags}").format(tags=", ".join(row.node.tags)))
        return "".join(f"<p>{html.escape(line)}</p>" for line in lines)

    # -- folding

    def is_folded(self, node_id: str) -> bool:
        return node_id in self._folded

    def set_folded(self, node_id: str, folded: bool) -> bool:
        """Fold or unfold a branch; False when nothing changed."""
        if folded == (node_id in self._folded):
            return False
        (self._folded.add if folded else self._folded.discard)(node_id)
        self.refresh()
        return True

    def unfold_to(self, node_id: str) -> bool:
        """Unfold everything above a node; False when it was in sight already."""
        if self.project is None or not self.project.has("node", node_id):
            return False
        above = {node.id for node in self.project.path(node_id)[:-1]}
        if not above & self._folded:
            return False
        self._folded -= above
        self.refresh()
        return True

    # -- a move shown before it is made

    def preview_move(self, node_id: str, steps: int | None) -> int:
        """Show the node with its branch moved by `steps` among its siblings (None: where it is); what was possible."""
        shown = self._preview[1] if self._preview is not None and self._preview[0] == node_id else 0
        if steps is None or (self._preview is not None and self._preview[0] != node_id):
            self.forget_preview()
            self.refresh()
            shown = 0
        for _step in range(abs((steps or 0) - shown)):
            way = 1 if (steps or 0) > shown else -1
            if not self._swap(node_id, way):
                break
            shown += way
            self._preview = (node_id, shown)
        return shown

    def forget_preview(self) -> None:
        """Drop the overlay but leave the rows as they look: the edit that makes it true is on its way."""
        self._preview = None

    def _end_of_branch(self, row: int) -> int:
        depth, end = self.depth_at(row), row + 1
        while end < len(self._ids) and self.depth_at(end) > depth:
            end += 1
        return end

    def _swap(self, node_id: str, way: int) -> bool:
        row = self.row_of(node_id)
        if row is None:
            return False
        depth, end = self.depth_at(row), self._end_of_branch(row)
        if way > 0:
            if end == len(self._ids) or self.depth_at(end) != depth:
                return False
            self._move(row, end, self._end_of_branch(end))
            return True
        other = row - 1
        while other >= 0 and self.depth_at(other) > depth:
            other -= 1
        if other < 0 or self.depth_at(other) != depth:
            return False
        self._move(other, row, end)
        return True

    # -- after an edit

    def refresh(self) -> None:
        """Follow the project, telling views the least: runs of rows gone, moved and new, values changed."""
        old_ids, old_entries = self._ids, self._entries
        walked = self._walk()
        entries = {entry[0].id: entry for entry in walked}
        ids = list(entries)
        start, end = common_ends(old_ids, ids)
        gone = [
            (a + start, b + start) for a, b in runs(old_ids[start : len(old_ids) - end], lambda i: i not in entries)
        ]
        come = [(a + start, b + start) for a, b in runs(ids[start : len(ids) - end], lambda i: i not in old_entries)]
        if len(gone) + len(come) > MOST_RUNS:
            self.beginResetModel()
            self._take(walked)
            self._shown.clear()
            self.endResetModel()
            return
        before = OrderedDict((i, row) for i, row in self._shown.items() if i in entries)
        self._shown = OrderedDict()
        self._entries = {**old_entries, **entries}
        self._remove(gone)
        self._reorder([i for i in ids if i in old_entries] if come else ids)
        self._insert(come, ids)
        self._entries = entries
        self._tell_changes(old_entries, before)

    def _remove(self, gone: list[tuple[int, int]]) -> None:
        for a, b in reversed(gone):
            self.beginRemoveRows(QModelIndex(), a, b - 1)
            self._ids = self._ids[:a] + self._ids[b:]
            self._row_of = None
            self.endRemoveRows()

    def _insert(self, come: list[tuple[int, int]], ids: list[str]) -> None:
        for a, b in come:
            self.beginInsertRows(QModelIndex(), a, b - 1)
            self._ids = self._ids[:a] + ids[a:b] + self._ids[a:]
            self._row_of = None
            self.endInsertRows()

    def _reorder(self, ids: list[str]) -> None:
        start, end = common_ends(self._ids, ids)
        stop = len(ids) - end
        if start == stop:
            return
        turned = rotation(self._ids[start:stop], ids[start:stop])
        if turned:
            self._move(start, start + turned, stop)
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        kept = [self._ids[index.row()] for index in old]
        self._ids, self._row_of = ids, None
        new = [self.index(self.row_of(i) or 0, index.column()) for i, index in zip(kept, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _move(self, start: int, middle: int, stop: int) -> None:
        """Let the rows [start, middle) and [middle, stop) change places, moving the smaller of the two blocks."""
        if stop - middle <= middle - start:
            self.beginMoveRows(QModelIndex(), middle, stop - 1, QModelIndex(), start)
        else:
            self.beginMoveRows(QModelIndex(), start, middle - 1, QModelIndex(), stop)
        ids = self._ids
        self._ids = ids[:start] + ids[middle:stop] + ids[start:middle] + ids[stop:]
        self._row_of = None
        self.endMoveRows()

    def _tell_changes(self, old: dict[str, Entry], before: OrderedDict[str, OutlineRow]) -> None:
        changed = {i for i, entry in self._entries.items() if (was := old.get(i)) is not None and was != entry}
        for node_id, row in before.items():
            now = self._make(node_id)
            self._shown[node_id] = now
            if now != row:
                changed.add(node_id)
        for a, b in runs(self._ids, changed.__contains__) if changed else ():
            self.dataChanged.emit(self.index(a, TEXT), self.index(b - 1, CITE))

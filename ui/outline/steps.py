"""Rows by node id, and the steps that bring them into another order, each told to the views."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex

from ui.outline.rows import Entry, common_ends, rotation

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RowSteps(QAbstractTableModel):
    """One row a node, with its depth; a branch is the rows below one that are deeper."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: list[str] = []
        self._entries: dict[str, Entry] = {}
        self._row_of: dict[str, int] | None = {}

    # -- looking up

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def row_of(self, node_id: str) -> int | None:
        """The node's row, None when it is folded away or not of this case."""
        if self._row_of is None:
            self._row_of = {each: row for row, each in enumerate(self._ids)}
        return self._row_of.get(node_id)

    def node_at(self, row: int) -> str | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def depth_at(self, row: int) -> int:
        return self._entries[self._ids[row]][1]

    def _end_of_branch(self, row: int) -> int:
        entries, ids = self._entries, self._ids
        depth = entries[ids[row]][1]
        return next((end for end in range(row + 1, len(ids)) if entries[ids[end]][1] <= depth), len(ids))

    def _parent_row(self, row: int) -> int:
        depth = self.depth_at(row)
        return next((above for above in range(row - 1, -1, -1) if self.depth_at(above) < depth), -1)

    def _splice(self, start: int, end: int, new: list[str]) -> None:
        """Take the rows [start, end) away, or put new ones before `start`."""
        if new:
            self.beginInsertRows(QModelIndex(), start, start + len(new) - 1)
        else:
            self.beginRemoveRows(QModelIndex(), start, end - 1)
        self._ids[start:end] = new
        self._row_of = None
        (self.endInsertRows if new else self.endRemoveRows)()

    def _reorder(self, first: int, ids: list[str]) -> None:
        """Bring the rows from `first` on into the order of `ids`."""
        now = self._ids[first : first + len(ids)]
        start, end = common_ends(now, ids)
        stop = len(ids) - end
        if start == stop:
            return
        turned = rotation(now[start:stop], ids[start:stop])
        if turned:
            self._move(first + start, first + start + turned, first + stop)
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        kept = [self._ids[index.row()] for index in old]
        self._ids[first : first + len(ids)] = ids
        self._row_of = None
        new = [self.index(self.row_of(i) or 0, index.column()) for i, index in zip(kept, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _move(self, start: int, middle: int, stop: int) -> None:
        """Let the rows [start, middle) and [middle, stop) change places, moving the smaller of the two blocks."""
        if stop - middle <= middle - start:
            self.beginMoveRows(QModelIndex(), middle, stop - 1, QModelIndex(), start)
        else:
            self.beginMoveRows(QModelIndex(), start, middle - 1, QModelIndex(), stop)
        self._ids[start:stop] = self._ids[middle:stop] + self._ids[start:middle]
        self._row_of = None
        self.endMoveRows()

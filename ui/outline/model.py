"""The rows of one case as a flat table: quick at 100,000 rows, and told apart by node id when something changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.messages import _
from models.project import Project
from models.tags import shown_colour
from ui.outline.rows import (
    Entry,
    Lists,
    OutlineRow,
    Preview,
    common_ends,
    describe,
    rotation,
    runs,
    status_word,
    tooltip,
    visible,
)

TEXT, STATUS, CITE = range(3)
KEPT_ROWS = 4096  # rows whose shown values are remembered, so that a refresh knows which of them changed
DOTS = 3  # tags of which a row tells the colour
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
        self._lists: Lists = {}  # the children of every unfolded row as last seen
        self._seen = -1  # the project's count of node changes when last looked at
        self._dirty: set[str | None] = set()  # rows (None: the roots) to look below though the project did not change

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
        self._start_over()
        self.endResetModel()

    def _start_over(self) -> None:
        self._lists, self._row_of, self._seen = {}, None, -1
        self._dirty.clear()
        self._shown.clear()
        self._entries = {entry[0].id: entry for entry in self._walk(None)}
        self._ids = list(self._entries)

    def _walk(self, top: Entry | None) -> list[Entry]:
        if self.project is None or self.case_id is None:
            return []
        if top is not None and top[0].id in self._folded:
            self._lists.pop(top[0].id, None)
            return []
        return list(visible(self.project, self.case_id, self._folded, self._preview, top, self._lists))

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
        status, cite = self._status_of(node_id), self._cite_of(node_id)
        passages = len(self.project.anchors(node_id))
        return OutlineRow(node, depth, has_children, hidden, status, cite, passages, self._tag_colours(node.tags))

    def _tag_colours(self, tags: tuple[str, ...]) -> tuple[str, ...]:
        if not tags or self.project is None:
            return ()
        rows = self.project.tags()
        return tuple(shown_colour(tag, rows[tag].colour if tag in rows else "") for tag in tags[:DOTS])

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
        """Type-ahead asks for one text that starts with what was typed; that goes over the nodes, not over `data`."""
        if role != Qt.ItemDataRole.DisplayRole or start.column() != TEXT or hits != 1 or not isinstance(value, str):
            return super().match(start, role, value, hits, flags)
        typed, first = value.casefold(), start.row()
        for row in (*range(first, len(self._ids)), *range(first)):
            if self._entries[self._ids[row]][0].text.casefold().startswith(typed):
                return [self.index(row, TEXT)]
        return []

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            names = (_("Point"), _("Answer"), _("Passage"))
            return names[section] if 0 <= section < len(names) else None
        return None

    # -- folding

    def is_folded(self, node_id: str) -> bool:
        return node_id in self._folded

    def set_folded(self, node_id: str, folded: bool) -> bool:
        """Fold or unfold a branch; False when nothing changed."""
        if folded == (node_id in self._folded):
            return False
        (self._folded.add if folded else self._folded.discard)(node_id)
        self._dirty.add(node_id)
        self.refresh()
        return True

    def unfold_to(self, node_id: str) -> bool:
        """Unfold everything above a node; False when it was in sight already."""
        if self.project is None or not self.project.has("node", node_id):
            return False
        closed = self._folded.intersection(node.id for node in self.project.path(node_id)[:-1])
        if not closed:
            return False
        self._folded -= closed
        self._dirty |= closed
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
        entry = self._entries.get(self._preview[0]) if self._preview is not None else None
        if entry is not None:
            self._dirty.add(entry[0].parent_id)
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
        window = self._window()
        before = self._shown
        self._shown = OrderedDict()
        changed: set[str] = set()
        if window is not None:
            first, last, top = window
            old = {i: self._entries[i] for i in self._ids[first:last]}
            for node_id in old:
                self._lists.pop(node_id, None)
            new = {entry[0].id: entry for entry in self._walk(top)}
            if not self._bring_over(first, list(old), list(new), new):
                return
            changed = {i for i, entry in new.items() if i in old and old[i] != entry}
        self._tell_changes(changed, before)

    def _window(self) -> tuple[int, int, Entry | None] | None:
        """The rows [first, last) below one node (None: all) that hold every change; None when none changed."""
        if self.project is None or self.case_id is None:
            return None
        if self._seen == self.project.node_changes and not self._dirty:
            return None
        self._seen = self.project.node_changes
        children, case_id = self.project.children, self.case_id
        changed = {i for i, was in self._lists.items() if children(case_id, i) is not was} | self._dirty
        self._dirty.clear()
        if not changed:
            return None
        rows = [-1 if i is None else self.row_of(i) for i in changed]
        within = [row for row in rows if row is not None]
        if not within:
            return None
        row, furthest = min(within), max(within)
        while row >= 0:
            end = self._end_of_branch(row)
            if furthest < end:
                return row + 1, end, self._entries[self._ids[row]]
            row = self._parent_row(row)
        return 0, len(self._ids), None

    def _parent_row(self, row: int) -> int:
        depth = self.depth_at(row)
        return next((above for above in range(row - 1, -1, -1) if self.depth_at(above) < depth), -1)

    def _bring_over(self, first: int, old: list[str], new: list[str], entries: dict[str, Entry]) -> bool:
        """Turn the rows `old`, which start at `first`, into `new`; False when a reset did it."""
        staying = set(old) & entries.keys()
        gone = runs(old, lambda i: i not in staying)
        come = runs(new, lambda i: i not in staying)
        if len(gone) + len(come) > MOST_RUNS:
            self.beginResetModel()
            self._start_over()
            self.endResetModel()
            return False
        self._entries.update(entries)
        for a, b in reversed(gone):
            self._splice(first + a, first + b, [])
        self._reorder(first, [i for i in new if i in staying])
        for a, b in come:
            self._splice(first + a, first + a, new[a:b])
        for a, b in gone:
            for node_id in old[a:b]:
                del self._entries[node_id]
        return True

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

    def _tell_changes(self, changed: set[str], before: OrderedDict[str, OutlineRow]) -> None:
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

"""The rows of the list of links: what each cell says, how columns sort, and what an edit changes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from models.entities import MUTUAL, LinkKind
from models.messages import N_, _
from ui.compare.words import relation, status_word
from ui.panel.views import LinkRow
from ui.tips import plain_tip

ROW_ROLE = Qt.ItemDataRole.UserRole
LEFT, RELATION, RIGHT, STATE, NOTE = range(5)
HEADINGS = (N_("Left"), N_("Relation"), N_("Right"), N_("State"), N_("Note"))
FEW = 64  # rows that come and go one by one; more are shown anew
Index = QModelIndex | QPersistentModelIndex
_ORDER = {"open": 0, "met": 1}
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SORTS: dict[int, Callable[[LinkRow], tuple[Any, ...]]] = {
    LEFT: lambda row: (row.left_place, row.left_text.casefold()),
    RELATION: lambda row: (relation_words(row).casefold(), row.left_place),
    RIGHT: lambda row: (row.right_place, row.right_text.casefold()),
    STATE: lambda row: (_ORDER.get(row.state, 2), row.left_place),
    NOTE: lambda row: (not row.note, row.note.casefold()),
}


def relation_words(row: LinkRow) -> str:
    """The relation, read from the left point to the right one."""
    return relation(row.kind, row.forward or row.kind in MUTUAL)


def shown_state(kind: str, state: str) -> str:
    """The state that is shown of a link: an answer that stands is no news."""
    return state if kind != LinkKind.ANSWERS or state == "met" else ""


def state_words(row: LinkRow) -> str:
    """Whether a challenge is open or met, in a word."""
    return status_word(shown_state(row.kind, row.state))


def sentence(row: LinkRow) -> str:
    """All of a row, for screen readers."""
    left, right = (" ".join(text.split()) for text in (row.left_text, row.right_text))
    line = _("“{source}” {relation} “{target}”").format(source=left, relation=relation_words(row), target=right)
    places = " – ".join(cite for cite in (row.left_cite, row.right_cite) if cite)
    within = _("within “{case}”").format(case=row.within) if row.within else ""
    note = _("note: {text}").format(text=" ".join(row.note.split())) if row.note else ""
    return ", ".join(part for part in (line, within, places, state_words(row), note) if part)


class LinkListModel(QAbstractTableModel):
    """The rows, sorted by any column. A note is worded in its cell."""

    worded = Signal(str, str)  # a link, its note

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[LinkRow] = []
        self._order = (LEFT, Qt.SortOrder.AscendingOrder)
        self.headings = [_(heading) for heading in HEADINGS]

    # -- what is shown

    def set_sides(self, left: str, right: str) -> None:
        """Name the two cases in the heading."""
        if [self.headings[LEFT], self.headings[RIGHT]] != [left, right]:
            self.headings[LEFT], self.headings[RIGHT] = left, right
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, NOTE)

    def set_rows(self, rows: Sequence[LinkRow]) -> None:
        """Show these; of those that are shown already only what has changed is told."""
        new = self._sorted(rows)
        if new == self._rows:
            return
        before = {row.link_id for row in self._rows}
        after = {row.link_id for row in new}
        if len(before - after) > FEW or len(after - before) > FEW or not before:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        self._take_out(before - after)
        kept = [row for row in new if row.link_id in before]
        self._bring(kept)
        self._put_in(new, after - before)

    def _take_out(self, gone: set[str]) -> None:
        for at in range(len(self._rows) - 1, -1, -1) if gone else ():
            if self._rows[at].link_id in gone:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()

    def _bring(self, kept: list[LinkRow]) -> None:
        """The same links, with what has become of them, in the order that they have now."""
        old = self._rows
        if [row.link_id for row in old] != [row.link_id for row in kept]:
            self._reorder(kept)
            old = self._rows
        changed = [at for at, (one, two) in enumerate(zip(old, kept, strict=True)) if one != two]
        self._rows = kept
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], NOTE))

    def _put_in(self, new: list[LinkRow], come: set[str]) -> None:
        for at, row in enumerate(new) if come else ():
            if row.link_id in come:
                self.beginInsertRows(QModelIndex(), at, at)
                self._rows.insert(at, row)
                self.endInsertRows()

    def _reorder(self, rows: list[LinkRow]) -> None:
        """Let the rows stand in the order of `rows`, which are the same links."""
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        ids = [self._rows[index.row()].link_id for index in old]
        held = {row.link_id: row for row in self._rows}
        self._rows = [held[row.link_id] for row in rows]
        place = {row.link_id: at for at, row in enumerate(self._rows)}
        new = [self.index(place[i], index.column()) for i, index in zip(ids, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def row(self, place: int) -> LinkRow:
        return self._rows[place]

    def place_of(self, link_id: str) -> int:
        """The row a link stands in; -1 when it is not listed."""
        return next((i for i, row in enumerate(self._rows) if row.link_id == link_id), -1)

    def _sorted(self, rows: Sequence[LinkRow]) -> list[LinkRow]:
        column, order = self._order
        return sorted(rows, key=_SORTS[column], reverse=order == Qt.SortOrder.DescendingOrder)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column in _SORTS:
            self._order = (column, order)
            self._reorder(self._sorted(self._rows))

    # -- Qt's

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

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() == NOTE else plain

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.EditRole:
            return row.note if index.column() == NOTE else None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == LEFT:
            return sentence(row)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == RELATION:
            return plain_tip(sentence(row))
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            words = (row.left_text, relation_words(row), row.right_text, state_words(row), row.note)[index.column()]
            words = " ".join(words.split())
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """The note was worded: the session changes it, and the row follows."""
        if role == Qt.ItemDataRole.EditRole and index.isValid() and index.column() == NOTE:
            self.worded.emit(self._rows[index.row()].link_id, str(value))
        return False

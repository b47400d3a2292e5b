"""The lines of the clash table as Qt's model: told with few signals, so that nothing on show jumps after an edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.clash.lines import Line

NO, LEFT, LINK, RIGHT, ANSWER, STRENGTH, BETTER, WEIGHING, LEADS = range(9)
COLUMNS = 9
TEXTS = (LEFT, RIGHT)
ASSESSMENT = (STRENGTH, BETTER, WEIGHING, LEADS)
MOST_BLOCKS = 24  # of rows that come or go one after the other; beyond that all lines are told anew
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class ClashModel(QAbstractTableModel):
    """What cells say comes from `say(line, column, role)`, and `headings`, in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        self.headings: list[str] = [""] * COLUMNS
        self.say: Callable[[Line, int, int], str] = lambda _line, _column, _role: ""

    # -- lines

    @property
    def lines(self) -> Sequence[Line]:
        return self._lines

    def line(self, row: int) -> Line | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: str | None) -> int | None:
        """The row in which a line stands; None when it is not on show."""
        return self._places.get(key) if key is not None else None

    def find(self, key: str | None) -> Line | None:
        row = self.row_of(key)
        return None if row is None else self._lines[row]

    def set_lines(self, lines: list[Line]) -> None:
        """Take other lines; those that stay keep their rows' identity."""
        lines = [self._same(line) for line in lines]
        new = {line.key: at for at, line in enumerate(lines)}
        gone = list(_blocks([at for at, line in enumerate(self._lines) if line.key not in new]))
        come = list(_blocks([at for at, line in enumerate(lines) if line.key not in self._places]))
        if not self._lines or len(gone) + len(come) > MOST_BLOCKS:
            self.beginResetModel()
            self._take(lines)
            self.endResetModel()
            return
        for first, last in reversed(gone):
            self.beginRemoveRows(_ROOT, first, last)
            self._take(self._lines[:first] + self._lines[last + 1 :])
            self.endRemoveRows()
        self._sort(new)
        for first, last in come:
            self.beginInsertRows(_ROOT, first, last)
            self._take(self._lines[:first] + lines[first : last + 1] + self._lines[first:])
            self.endInsertRows()
        changed = [at for at, (one, other) in enumerate(zip(self._lines, lines, strict=True)) if one is not other]
        self._take(lines)
        for first, last in _blocks(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, COLUMNS - 1))

    def _same(self, line: Line) -> Line:
        """The line that is shown already, where nothing of it has changed."""
        place = self._places.get(line.key)
        return self._lines[place] if place is not None and self._lines[place] == line else line

    def _take(self, lines: list[Line]) -> None:
        self._lines = lines
        self._places = {line.key: at for at, line in enumerate(lines)}

    def _sort(self, places: dict[str, int]) -> None:
        """Bring the lines that stay into the order of `places`."""
        wanted = sorted(self._lines, key=lambda line: places[line.key])
        if all(one is other for one, other in zip(wanted, self._lines, strict=True)):
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        keys = [self._lines[index.row()].key for index in old]
        self._take(wanted)
        moved = [self.index(self._places[key], index.column()) for key, index in zip(keys, old, strict=True)]
        self.changePersistentIndexList(old, moved)
        self.layoutChanged.emit()

    def tell_headings(self, headings: list[str]) -> None:
        """Take other words for the columns."""
        if headings != self.headings:
            self.headings = headings
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)

    # -- Qt's

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        return self.say(line, index.column(), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section] if 0 <= section < COLUMNS else None
        return None


def _blocks(places: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbours among sorted places, each with its first and last."""
    first = last = -2
    for place in places:
        if place != last + 1:
            if first >= 0:
                yield first, last
            first = place
        last = place
    if first >= 0:
        yield first, last

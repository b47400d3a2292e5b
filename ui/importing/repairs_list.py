"""What is repaired: a tick for each kind, and under it one for each place, with its words before and after."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeView, QWidget

from models.importing.repair import REPAIR_COUNTS, REPAIR_NAMES, Repair, RepairKind
from models.messages import _, ngettext
from ui.importing.entries import Entry
from ui.importing.samples import sample
from ui.importing.ticking import Index, TickDelegate
from ui.theme import Theme
from ui.tips import plain_tip

ROW = 46
FEW = 12  # places of a kind that are shown at once
NONE = QModelIndex()
CHECK = Qt.ItemDataRole.CheckStateRole


class RepairsModel(QAbstractItemModel):
    """Kinds, and under them the repairs of an entry."""

    switched = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry: Entry | None = None
        self.groups: list[tuple[RepairKind, list[Repair]]] = []
        self._sums: dict[int, tuple[int, int, int]] = {}  # of a group: repairs that are on; places mended, left

    def show_entry(self, entry: Entry | None) -> None:
        self.beginResetModel()
        self.entry = entry if entry is not None and entry.came is not None else None
        found: dict[RepairKind, list[Repair]] = {}
        for repair in entry.came.repairs if entry is not None and entry.came is not None else ():
            found.setdefault(repair.kind, []).append(repair)
        self.groups = [(kind, found[kind]) for kind in RepairKind if kind in found]
        self._sums = {}
        self.endResetModel()

    def repair(self, index: Index) -> Repair | None:
        """The repair of a row; None for a kind."""
        if not index.isValid() or not index.internalId():
            return None
        return self.groups[index.internalId() - 1][1][index.row()]

    # -- Qt's questions

    def index(self, row: int, column: int, parent: Index = NONE) -> QModelIndex:
        if not parent.isValid():
            return self.createIndex(row, column, 0) if row < len(self.groups) else QModelIndex()
        return self.createIndex(row, column, parent.row() + 1)

    def parent(self, index: Index = NONE) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = NONE) -> int:
        if not parent.isValid():
            return len(self.groups)
        return 0 if parent.internalId() else len(self.groups[parent.row()][1])

    def columnCount(self, parent: Index = NONE) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        return flags if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.entry is None:
            return None
        if role == CHECK:
            return self._state(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            first, second = self.lines(index)
            return plain_tip(f"{first}\n{second}") if role == Qt.ItemDataRole.ToolTipRole else f"{first}, {second}"
        return None

    def _state(self, index: Index) -> Qt.CheckState:
        assert self.entry is not None
        repair = self.repair(index)
        if repair is not None:
            return Qt.CheckState.Checked if self.entry.is_on(repair) else Qt.CheckState.Unchecked
        count = self.sums(index.row())[0]
        if count == len(self.groups[index.row()][1]):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked

    def sums(self, group: int) -> tuple[int, int, int]:
        """How many repairs of a kind are on, how many places those mend, and how many are left as they came."""
        if group not in self._sums:
            assert self.entry is not None
            repairs = self.groups[group][1]
            on = [repair.count for repair in repairs if self.entry.is_on(repair)]
            done = sum(on)
            self._sums[group] = len(on), done, sum(repair.count for repair in repairs) - done
        return self._sums[group]

    def lines(self, index: Index) -> tuple[str, str]:
        """The two lines of a row."""
        assert self.entry is not None and self.entry.came is not None
        repair = self.repair(index)
        if repair is not None:
            return sample(self.entry.came.extract, repair)
        kind, _repairs = self.groups[index.row()]
        _on, done, left = self.sums(index.row())
        parts = [ngettext(*REPAIR_COUNTS[kind], done).format(count=done)] if done else []
        if left:
            parts.append(ngettext("{count} left as it came", "{count} left as they came", left).format(count=left))
        return _(REPAIR_NAMES[kind]), ", ".join(parts)

    def setData(self, index: Index, value: object, role: int = CHECK) -> bool:
        if role != CHECK or self.entry is None:
            return False
        on = Qt.CheckState(value) is Qt.CheckState.Checked  # type: ignore[call-overload]
        repair = self.repair(index)
        if repair is not None:
            self.entry.switch([repair], on)
        else:
            self.entry.switch_kind(self.groups[index.row()][0], on)
        group = index.row() if repair is None else index.internalId() - 1
        self._sums.pop(group, None)
        top = self.index(group, 0)
        self.dataChanged.emit(top, top, [CHECK, Qt.ItemDataRole.DisplayRole])
        last = self.rowCount(top) - 1
        self.dataChanged.emit(self.index(0, 0, top), self.index(last, 0, top), [CHECK])
        self.switched.emit()
        return True


class _Delegate(TickDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RepairsModel)
        theme, tokens = self.theme, self.theme.tokens
        rect, state = option.rect, option.state  # type: ignore[attr-defined]
        area = QRectF(rect)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, tokens.selection)
            painter.fillRect(QRectF(0, area.top(), 3, area.height()), tokens.accent)
        ticked = Qt.CheckState(model.data(index, CHECK))
        self.paint_tick(painter, rect, ticked)
        first, second = model.lines(index)
        left, width = area.left() + 34, area.width() - 34 - 8
        is_kind = model.repair(index) is None
        on = ticked is not Qt.CheckState.Unchecked
        painter.setFont(theme.interface_font(600 if is_kind else 400))
        painter.setPen(tokens.ink if is_kind else tokens.muted)
        self.line(painter, QRectF(left, area.top() + 4, width, 20), first)
        painter.setFont(theme.small_font() if is_kind else theme.interface_font())
        painter.setPen(tokens.ink if on and not is_kind else tokens.muted)
        self.line(painter, QRectF(left, area.top() + 23, width, 19), second if on or is_kind else _("left as it came"))
        painter.restore()


class RepairsList(QTreeView):
    """Up and down step, Left and Right fold, Space ticks. `chosen` is the repair of the current row, or None."""

    chosen = Signal(object)
    switched = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.repairs = RepairsModel(self)
        self.setAccessibleName(_("Repairs"))
        self.setModel(self.repairs)
        self.setItemDelegate(_Delegate(theme, self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setExpandsOnDoubleClick(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW // 2)
        self.selectionModel().currentChanged.connect(lambda now, _before: self.chosen.emit(self.repairs.repair(now)))
        self.repairs.switched.connect(self.switched)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        panel, tint = self._theme.tokens.panel.name(), self._theme.tokens.selection.name()
        self.setStyleSheet(f"RepairsList {{ background: {panel}; selection-background-color: {tint}; }}")

    def show_entry(self, entry: Entry | None) -> None:
        """The repairs of an entry; kinds with few places are open."""
        self.repairs.show_entry(entry)
        for row, (_kind, repairs) in enumerate(self.repairs.groups):
            if len(repairs) <= FEW:
                self.expand(self.repairs.index(row, 0))

    def count(self) -> int:
        """How many places are mended now."""
        return sum(self.repairs.sums(group)[1] for group in range(len(self.repairs.groups)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text().strip():
            event.ignore()  # no search by letters: the words are quotations
        else:
            super().keyPressEvent(event)

"""The files of one import: a tick, the title and how far each is."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QWidget

from models.messages import _
from ui.importing.entries import UNDER_WAY, Entry, State
from ui.importing.ticking import Index, TickDelegate
from ui.importing.wording import state_words
from ui.theme import Theme
from ui.tips import plain_tip

ROW = 46
NONE = QModelIndex()
CHECK = Qt.ItemDataRole.CheckStateRole
LOST = (State.FAILED, State.REFUSED)


class FilesModel(QAbstractListModel):
    """Entries as rows."""

    ticked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def refresh(self, at: int) -> None:
        index = self.index(at)
        self.dataChanged.emit(index, index)

    def refresh_all(self) -> None:
        if self.entries:
            self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))

    def rowCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return flags
        entry = self.entries[index.row()]
        if entry.state in UNDER_WAY or (entry.state is State.READY and entry.has_text):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == CHECK:
            empty = entry.state is State.READY and not entry.has_text
            on = entry.ticked and not empty and entry.state not in (*LOST, State.LEFT)
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}, {self.told(entry)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(dict.fromkeys(filter(None, (entry.title, entry.name, entry.sentence)))))
        return None

    def told(self, entry: Entry) -> str:
        return state_words(entry, len(entry.came.extract.warnings) if entry.came is not None else 0)

    def setData(self, index: Index, value: object, role: int = CHECK) -> bool:
        if role != CHECK or not index.isValid():
            return False
        on = Qt.CheckState(value) is Qt.CheckState.Checked  # type: ignore[call-overload]
        self.entries[index.row()].ticked = on
        self.refresh(index.row())
        self.ticked.emit()
        return True


class _Delegate(TickDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, FilesModel)
        theme, tokens, entry = self.theme, self.theme.tokens, model.entries[index.row()]
        rect, state = option.rect, option.state  # type: ignore[attr-defined]
        area, selected = QRectF(rect), bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(area, tokens.selection)
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), tokens.accent)
        can = bool(model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable)
        ticked = Qt.CheckState(model.data(index, CHECK))
        lost = entry.state in LOST or (entry.state is State.READY and not entry.has_text)
        if lost:
            theme.icon("triangle-alert", tokens.kinds["rebuttal"].line).paint(painter, self.tick_box(rect))
        else:
            self.paint_tick(painter, rect, ticked, can)
        left, width = area.left() + 34, area.width() - 34 - 10
        painter.setFont(theme.interface_font(600 if selected else 400))
        painter.setPen(tokens.ink if ticked is Qt.CheckState.Checked or lost else tokens.muted)
        self.line(painter, QRectF(left, area.top() + 4, width, 20), entry.title)
        warned = entry.state is State.READY and entry.came is not None and bool(entry.came.extract.warnings)
        painter.setFont(theme.small_font(600 if lost else 400))
        painter.setPen(tokens.kinds["rebuttal"].line if lost or warned else tokens.muted)
        self.line(painter, QRectF(left, area.top() + 24, width, 16), model.told(entry))
        painter.restore()


class FilesList(QListView):
    """Up and down step, Space ticks. `chosen` is the entry of the current row."""

    chosen = Signal(int)
    ticked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.files = FilesModel(self)
        self.setAccessibleName(_("Files"))
        self.setModel(self.files)
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW // 2)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self.files.ticked.connect(self.ticked)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(f"FilesList {{ background: {self._theme.tokens.panel.name()}; }}")

    def show_entries(self, entries: list[Entry]) -> None:
        self.files.show_entries(entries)

    def _on_row(self, now: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(now.row())

    def choose(self, at: int) -> None:
        if 0 <= at < len(self.files.entries):
            self.setCurrentIndex(self.files.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

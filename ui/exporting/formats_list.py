"""The formats in their groups: a tick for each that "Export all" takes, and a field that finds one by its name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyleOptionViewItem, QVBoxLayout, QWidget

from models.messages import _
from storage.formats.registry import Format
from ui.exporting.groups import Group, group_of
from ui.importing.ticking import Index, TickDelegate
from ui.labels import ElidedLabel
from ui.theme import Theme
from ui.tips import plain_tip

ROW, HEAD = 30, 32
NONE = QModelIndex()
CHECK = Qt.ItemDataRole.CheckStateRole
STEPS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class FormatsModel(QAbstractListModel):
    """Rows are formats, and the name of a group before its first."""

    ticked_changed = Signal()

    def __init__(self, known: list[Format], parent: QWidget) -> None:
        super().__init__(parent)
        self._known = known
        self.rows: list[Format | Group] = []
        self.ticked: set[str] = set()
        self.find("")

    def find(self, typed: str) -> None:
        """Show the formats whose name, extension or purpose has every typed word."""
        words = typed.casefold().split()
        shown: list[Format | Group] = []
        for each in self._known:
            said = f"{_(each.title)} {each.name} {' '.join(each.extensions)} {_(each.about) if each.about else ''}"
            if all(word in said.casefold() for word in words):
                group = group_of(each)
                if group not in shown:
                    shown.append(group)
                shown.append(each)
        self.beginResetModel()
        self.rows = shown
        self.endResetModel()

    def tick(self, names: Iterable[str]) -> None:
        self.ticked = {each.name for each in self._known} & set(names)
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def format_at(self, row: int) -> Format | None:
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Format) else None

    def row_of(self, name: str) -> int:
        return next((at for at, row in enumerate(self.rows) if isinstance(row, Format) and row.name == name), -1)

    def rowCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.format_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if isinstance(row, Group):
            return _(row.value) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(row.title)
        if role == CHECK:
            return Qt.CheckState.Checked if row.name in self.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(row.title)}, {row.extensions[0]}, {_(group_of(row).value)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(
                f"{_(row.title)}\n{_(row.about)}" if row.about else _(row.title)
            )  # a long title is cut off
        return None

    def setData(self, index: Index, value: object, role: int = CHECK) -> bool:
        found = self.format_at(index.row()) if index.isValid() else None
        if role != CHECK or found is None:
            return False
        on = Qt.CheckState(value) is Qt.CheckState.Checked  # type: ignore[call-overload]
        (self.ticked.add if on else self.ticked.discard)(found.name)
        self.dataChanged.emit(index, index)
        self.ticked_changed.emit()
        return True


class _Delegate(TickDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, FormatsModel)
        return QSize(120, HEAD if model.format_at(index.row()) is None else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, FormatsModel)
        theme, tokens, found = self.theme, self.theme.tokens, model.format_at(index.row())
        rect, state = option.rect, option.state  # type: ignore[attr-defined]
        area, selected = QRectF(rect), bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if found is None:
            painter.setFont(theme.small_font(600))
            painter.setPen(tokens.muted)
            box = QRectF(area.left() + 12, area.top() + 10, area.width() - 20, 18)
            self.line(painter, box, str(model.data(index)))
            painter.restore()
            return
        if selected:
            painter.fillRect(area, tokens.selection)
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), tokens.accent)
        self.paint_tick(painter, rect, Qt.CheckState(model.data(index, CHECK)))
        painter.setFont(theme.small_font())
        painter.setPen(tokens.muted)
        ending = PurePath(f"x{found.extensions[0]}").suffix  # of ".counterpoint.json" the last part
        wide = painter.fontMetrics().horizontalAdvance(ending) + 2
        self.line(painter, QRectF(area.right() - 10 - wide, area.top(), wide, area.height()), ending, right=True)
        painter.setFont(theme.interface_font(600 if selected else 400))
        painter.setPen(tokens.ink)
        self.line(
            painter, QRectF(area.left() + 34, area.top(), area.width() - 52 - wide, area.height()), _(found.title)
        )
        painter.restore()


class FormatsList(QListView):
    """Up and down step over the groups' names, letters jump to a format, Space ticks it."""

    def __init__(self, theme: Theme, known: list[Format], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.formats = FormatsModel(known, self)
        self.setAccessibleName(_("Formats"))
        self.setModel(self.formats)
        self.setItemDelegate(_Delegate(theme, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW // 2)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(f"FormatsList {{ background: {self._theme.tokens.panel.name()}; }}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            event.ignore()
            return
        super().keyPressEvent(event)
        self._bring_head()

    def _bring_head(self) -> None:
        """The first format has its group's name in sight."""
        if self.currentIndex().row() == 1:
            self.scrollToTop()


class FormatsPane(QWidget):
    """The field over the list. `chosen` is the format of the current row."""

    chosen = Signal(object)
    ticked = Signal()

    def __init__(self, theme: Theme, known: list[Format], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._known = theme, known
        self._current: Format | None = None
        self.field = QLineEdit(self)
        self.field.setAccessibleName(_("Find a format"))
        self.field.setPlaceholderText(_("Find a format"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumHeight(28)
        self.field.setTextMargins(4, 0, 4, 0)
        self.list = FormatsList(theme, known, self)
        self.nothing = ElidedLabel(self)
        self.nothing.setText(_("No format has that name."))
        self.nothing.setContentsMargins(14, 8, 8, 8)
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(10, 10, 10, 4)
        head.addWidget(self.field)
        column.addLayout(head)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        self.list.selectionModel().currentRowChanged.connect(self._on_row)
        self.list.formats.ticked_changed.connect(self.ticked)
        self.field.textChanged.connect(self._on_typed)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.nothing.set_colour(self._theme.tokens.muted)

    @property
    def current(self) -> Format | None:
        return self._current

    def choose(self, name: str) -> None:
        """Go to a format; to the first where there is none of that name."""
        model = self.list.formats
        row = model.row_of(name)
        if row < 0:
            row = next((at for at in range(model.rowCount()) if model.format_at(at) is not None), -1)
        if row >= 0:
            self.list.setCurrentIndex(model.index(row))
            self.list._bring_head()

    def wanted(self) -> list[Format]:
        """The ticked formats; all where none is ticked."""
        ticked = self.list.formats.ticked
        return [each for each in self._known if each.name in ticked] if ticked else list(self._known)

    def _on_row(self, now: QModelIndex) -> None:
        found = self.list.formats.format_at(now.row()) if now.isValid() else None
        if found is not None and found != self._current:
            self._current = found
            self.chosen.emit(found)

    def _on_typed(self, typed: str) -> None:
        self.list.formats.find(typed)
        self.nothing.setVisible(not self.list.formats.rows)
        if self._current is not None:
            self.choose(self._current.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In the field: arrows step in the list, Enter goes there, Escape takes the words away."""
        in_field = self.field.hasFocus()
        if in_field and event.key() in STEPS:
            self.list.keyPressEvent(event)
        elif in_field and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif in_field and event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            super().keyPressEvent(event)

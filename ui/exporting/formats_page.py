"""Which formats there are: what each is for, which way it goes, and what of a map it holds."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from models.messages import N_, _
from storage.formats.registry import Format, formats
from ui.exporting.told import carried_words, purpose_of
from ui.importing.ticking import Index
from ui.labels import plain_label
from ui.theme import Theme

SIZE = QSize(880, 620)
NONE = QModelIndex()
HEADS = (N_("Format"), N_("Import"), N_("Export"), N_("What it holds"))
TITLE, READS, WRITES, HOLDS = range(4)
EDGE, TOP = 12, 9  # pixels within a cell


class FormatsModel(QAbstractTableModel):
    """A row for each format that holds what was typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Format] = []
        self.find("")

    def find(self, typed: str) -> None:
        words = typed.casefold().split()
        self.beginResetModel()
        self.rows = [each for each in formats() if all(word in _said(each) for word in words)]
        self.endResetModel()

    def rowCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        found = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            goes = _("yes"), _("no")
            return (_(found.title), goes[not found.can_read], goes[not found.can_write], carried_words(found))[
                index.column()
            ]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self.data(index)
            head = _(HEADS[index.column()])
            return f"{said}, {', '.join(found.extensions)}" if index.column() == TITLE else f"{head}: {said}"
        return None


def _said(found: Format) -> str:
    """Everything that a format can be found by."""
    parts = (_(found.title), found.name, " ".join(found.extensions), purpose_of(found), carried_words(found))
    return " ".join(parts).casefold()


class _Delegate(QStyledItemDelegate):
    """The name over its endings; what it is for over what it holds; a dot for a way that it goes."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def lines(self, index: Index) -> tuple[str, str]:
        model = index.model()
        assert isinstance(model, FormatsModel)
        found = model.rows[index.row()]
        if index.column() == TITLE:
            return _(found.title), "  ".join(found.extensions)
        return purpose_of(found), carried_words(found)

    def height(self, index: Index, width: int) -> int:
        """Of a cell `width` wide: pixels."""
        box = QRectF(0, 0, max(40, width - 2 * EDGE), 10_000)
        flags = Qt.TextFlag.TextWordWrap
        high = 2.0 * TOP
        for at, words in enumerate(self.lines(index)):
            if words:
                metrics = _metrics(self._theme, at, index.column())
                high += metrics.boundingRect(box.toRect(), flags, words).height() + (2 if at else 0)
        return round(high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens
        area, state = QRectF(option.rect), option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, tokens.selection)
            if index.column() == TITLE:
                painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), tokens.accent)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), tokens.line)
        if index.column() in (READS, WRITES):
            if index.data() == _("yes"):
                self._theme.icon("check").paint(
                    painter, round(area.center().x()) - 8, round(area.top()) + TOP + 1, 16, 16
                )
        else:
            top = area.top() + TOP
            for at, words in enumerate(self.lines(index)):
                if not words:
                    continue
                painter.setFont(_font(self._theme, at, index.column()))
                painter.setPen(tokens.muted if at else tokens.ink)
                box = QRectF(area.left() + EDGE, top, area.width() - 2 * EDGE, area.bottom() - top)
                top += painter.boundingRect(box, int(Qt.TextFlag.TextWordWrap), words).height() + 2
                painter.drawText(box, int(Qt.TextFlag.TextWordWrap), words)
        painter.restore()


def _font(theme: Theme, line: int, column: int) -> QFont:
    if line:
        return theme.small_font()
    return theme.interface_font(600 if column == TITLE else 400)


def _metrics(theme: Theme, line: int, column: int) -> QFontMetrics:
    return QFontMetrics(_font(theme, line, column))


class FormatsPage(QDialog):
    """A field over the table; Escape takes what was typed away, then closes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(_("Formats"))
        self.setSizeGripEnabled(True)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(_("Find a format"))
        self.field.setPlaceholderText(_("Find a format, an ending, or what it holds"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumHeight(30)
        self.field.setTextMargins(4, 0, 4, 0)
        self.nothing = plain_label(_("No format is like that."), self)
        self.nothing.hide()
        self.formats = FormatsModel(self)
        self.table = QTableView(self)
        self.close_button = QPushButton(_("Close"), self)
        self.close_button.setAutoDefault(False)
        self._arrange()
        self.field.textChanged.connect(self._on_typed)
        self.close_button.clicked.connect(self.reject)
        theme.changed.connect(self._dress)
        self._dress()
        self.resize(SIZE)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        table = self.table
        table.setModel(self.formats)
        self._delegate = _Delegate(self._theme, self)
        table.setItemDelegate(self._delegate)
        table.setAccessibleName(_("Formats"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.verticalHeader().hide()
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((TITLE, 210), (READS, 72), (WRITES, 72)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            table.setColumnWidth(column, width)
        head.setSectionResizeMode(HOLDS, QHeaderView.ResizeMode.Stretch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(10)
        whole.addWidget(self.field)
        whole.addWidget(self.nothing)
        whole.addWidget(table, 1)
        whole.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.table.setStyleSheet(
            f"QTableView {{ background: {tokens.paper.name()}; outline: 0; }}"
            f"QHeaderView::section {{ background: {tokens.panel.name()}; color: {tokens.muted.name()};"
            f" border: none; border-bottom: 1px solid {tokens.line.name()}; padding: 6px 12px; }}"
        )
        self.table.horizontalHeader().setFont(self._theme.small_font(600))
        self._fit()

    def _on_typed(self, typed: str) -> None:
        self.formats.find(typed)
        self.nothing.setVisible(not self.formats.rows)
        self._fit()

    def _fit(self) -> None:
        for row in range(self.formats.rowCount()):
            cells = ((column, self.formats.index(row, column)) for column in (TITLE, HOLDS))
            high = max(self._delegate.height(index, self.table.columnWidth(column)) for column, index in cells)
            self.table.setRowHeight(row, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        elif self.field.hasFocus() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.formats.rows:
                self.table.selectRow(0)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.close_button.hasFocus():
                self.close_button.click()
        else:
            super().keyPressEvent(event)

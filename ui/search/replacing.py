"""The window that replaces words in the texts of nodes: what would become of each is seen and chosen before."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from models.messages import _, ngettext
from models.searching.replacing import Replaced, replace_words, replacements
from ui.correcting.bars import SayBar
from ui.labels import ElidedLabel
from ui.panel.pieces import paint_focus
from ui.session import Session
from ui.theme import Theme
from ui.theme.theme import INTERFACE_LINE, SMALL_LINE
from ui.tips import plain_tip
from ui.two_lines import Index

FIRST, LEAST = QSize(760, 600), QSize(520, 260)
SOON = 120  # milliseconds without a key, after which all nodes are looked through
ROW_ROLE = Qt.ItemDataRole.UserRole
EDGE, TOP, GAP, BOX = 16, 8, 2, 28
HEIGHT = 2 * TOP + INTERFACE_LINE + GAP + SMALL_LINE
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ReplacedModel(QAbstractListModel):
    """The nodes that would change, each ticked at first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Replaced] = []
        self._off: set[str] = set()

    def set_rows(self, rows: list[Replaced]) -> None:
        """What was unticked stays so while it is still there."""
        self.beginResetModel()
        self._rows = rows
        self._off &= {row.node_id for row in rows}
        self.endResetModel()

    def wanted(self) -> list[Replaced]:
        return [row for row in self._rows if row.node_id not in self._off]

    def all(self) -> list[Replaced]:
        return list(self._rows)

    def toggle(self, index: Index) -> None:
        if index.isValid():
            self._off ^= {self._rows[index.row()].node_id}
            self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.after
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Unchecked if row.node_id in self._off else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{after}, before: {before}").format(after=row.after, before=row.before)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{row.after}\n{row.before}")
        return None


class ReplacedDelegate(QStyledItemDelegate):
    """A box to tick, the words as they would be, below them as they are."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Replaced = index.data(ROW_ROLE)
        tokens, box = self._theme.tokens, QRect(option.rect)
        is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.save()
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(box, tokens.selection if chosen else tokens.paper)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, tokens.line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box.adjusted(1, 1, -1, -2), self._theme)
        tick = QStyleOptionButton()
        tick.rect = QRect(box.left() + EDGE, box.top() + TOP, 16, INTERFACE_LINE)
        tick.state = QStyle.StateFlag.State_Enabled
        tick.state |= QStyle.StateFlag.State_On if is_on else QStyle.StateFlag.State_Off
        self._view.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, tick, painter, self._view)
        first = QRect(box.left() + EDGE + BOX, box.top() + TOP, box.width() - 2 * EDGE - BOX, INTERFACE_LINE)
        second = QRect(first.left(), first.bottom() + 1 + GAP, first.width(), SMALL_LINE)
        painter.setFont(self._theme.interface_font(400))
        painter.setPen(tokens.ink if is_on else tokens.muted)
        painter.drawText(first, _LEFT, _fitting(painter, row.after, first.width()))
        painter.setFont(self._theme.small_font())
        painter.setPen(tokens.muted)
        painter.drawText(second, _LEFT, _fitting(painter, row.before, second.width()))
        painter.restore()


def _fitting(painter: QPainter, words: str, width: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)


class ReplaceDialog(QDialog):
    """All that is ticked is replaced by one step, which Undo takes back."""

    def __init__(self, theme: Theme, session: Session, typed: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._session = theme, session
        self.setWindowTitle(_("Replace in nodes"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setSizeGripEnabled(True)
        self.bar = SayBar(theme, self)
        self.old, self.new = QLineEdit(typed, self), QLineEdit(self)
        self.match_case = QCheckBox(_("&Match case"), self)
        self.whole_words = QCheckBox(_("&Whole words"), self)
        self.list = QListView(self)
        self.list.setAccessibleName(_("What is replaced"))
        self.rows = ReplacedModel(self)
        self.figures = ElidedLabel(self)
        self.go = QPushButton(_("&Replace"), self)
        self.close_button = QPushButton(_("Close"), self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._lay_out()
        self._connect()
        self._dress()
        self.look()

    def _lay_out(self) -> None:
        self.list.setModel(self.rows)
        self.list.setItemDelegate(ReplacedDelegate(self._theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumSize(LEAST)
        fields, ticks, foot = QFormLayout(), QHBoxLayout(), QHBoxLayout()
        fields.setContentsMargins(16, 12, 16, 12)
        fields.setVerticalSpacing(8)
        fields.setHorizontalSpacing(12)
        for field in (self.old, self.new):
            field.setFixedHeight(32)
            field.setTextMargins(6, 0, 6, 0)
        fields.addRow(_("&Find"), self.old)
        fields.addRow(_("Replace &by"), self.new)
        ticks.setSpacing(16)
        ticks.addWidget(self.match_case)
        ticks.addWidget(self.whole_words)
        ticks.addStretch(1)
        fields.addRow("", ticks)
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        foot.addWidget(self.figures, 1)
        self.go.setProperty("forward", True)
        for button in (self.go, self.close_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.go.setDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addLayout(fields)
        whole.addWidget(self.list, 1)
        whole.addLayout(foot)
        screen = self.screen().availableGeometry().size() if self.screen() is not None else FIRST
        self.resize(FIRST.boundedTo(screen - QSize(40, 80)))

    def _connect(self) -> None:
        for field in (self.old, self.new):
            field.textChanged.connect(lambda _text: self._soon.start())
        for tick in (self.match_case, self.whole_words):
            tick.toggled.connect(lambda _on: self.look())
        self._soon.timeout.connect(self.look)
        self.list.clicked.connect(self.rows.toggle)
        self.list.installEventFilter(self)
        self.rows.dataChanged.connect(lambda *_where: self._enable())
        self.go.clicked.connect(self.replace)
        self.close_button.clicked.connect(self.reject)
        self._session.changed.connect(lambda _edit, _entry: self._soon.start())
        self._theme.changed.connect(self._dress)

    # -- what there is

    def look(self) -> None:
        """List what would become of the nodes that are out of the bin."""
        self._soon.stop()
        project = self._session.project
        texts = ((node.id, node.text) for case in project.cases() for node, _depth in project.walk(case.id))
        self.rows.set_rows(
            replacements(
                texts,
                self.old.text(),
                self.new.text(),
                match_case=self.match_case.isChecked(),
                whole_words=self.whole_words.isChecked(),
            )
        )
        if self.rows.rowCount():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self._enable()

    def _enable(self) -> None:
        wanted = self.rows.wanted()
        emptied = sum(not row.after for row in wanted)
        count = len(wanted) - emptied
        words = ngettext("{count} node would change", "{count} nodes would change", count).format(count=f"{count:,}")
        if not self.old.text().strip():
            words = ""
        elif emptied:
            words = ngettext(
                "{what}; {count} would have no words left and stays as it is",
                "{what}; {count} would have no words left and stay as they are",
                emptied,
            ).format(what=words, count=f"{emptied:,}")
        self.figures.setText(words)
        self.go.setEnabled(count > 0)
        self.go.setText(
            ngettext("&Replace in {count} node", "&Replace in {count} nodes", count).format(count=f"{count:,}")
        )

    # -- doing it

    def replace(self) -> None:
        """One step for all that is ticked."""
        self.look()
        wanted, old, new = self.rows.wanted(), self.old.text(), self.new.text()
        if not self.go.isEnabled():
            return
        self._session.do(
            lambda reader: replace_words(reader, wanted, old, new),
            then=lambda _done: self.accept(),
            otherwise=self._failed,
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.bar.say(str(error), loud=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.list and is_key and event.key() == Qt.Key.Key_Space:  # type: ignore[attr-defined]
            self.rows.toggle(self.list.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.figures.set_colour(tokens.muted)
        self.setStyleSheet(
            f"QPushButton[forward=true] {{ border-color: {tokens.accent.name()}; }}"
            f"QPushButton:disabled {{ color: {tokens.muted.name()}; background: {tokens.panel.name()};"
            f" border-color: {tokens.line.name()}; }}"
        )

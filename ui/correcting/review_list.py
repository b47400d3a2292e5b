"""The passages under review as a list: kind and node, what became of the passage, what was decided."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.messages import _
from ui.correcting.reviewing import Item, Reviewing
from ui.correcting.words import decision_word, row_sentence
from ui.theme import Theme
from ui.theme.signs import paint_kind
from ui.tips import plain_tip

ROW = 48
Index = QModelIndex | QPersistentModelIndex


class ReviewModel(QAbstractListModel):
    """The items of a review; it says what a screen reader reads out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.reviewing: Reviewing | None = None

    def show_review(self, reviewing: Reviewing) -> None:
        self.beginResetModel()
        self.reviewing = reviewing
        self.endResetModel()

    def refresh(self) -> None:
        """Decisions changed."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def item(self, row: int) -> Item:
        assert self.reviewing is not None
        return self.reviewing.items[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or self.reviewing is None else len(self.reviewing.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.reviewing is None:
            return None
        item = self.item(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return item.passage.node_text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = row_sentence(item.passage, item.outcome, self.reviewing.action(index.row()))
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ReviewModel) and model.reviewing is not None
        item, action = model.item(index.row()), model.reviewing.action(index.row())
        tokens, area = self._theme.tokens, QRectF(option.rect)  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        if selected:
            painter.fillRect(area, tokens.selection)
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), tokens.accent)
        paint_kind(painter, QRectF(area.left() + 14, area.top() + 9, 12, 12), item.passage.kind, tokens)
        left, width = area.left() + 34, area.width() - 34 - 12
        painter.setFont(self._theme.interface_font(600 if selected else 400))
        painter.setPen(tokens.muted if item.passage.binned else tokens.ink)
        self._line(painter, QRectF(left, area.top() + 5, width, 20), item.passage.node_text)
        painter.setFont(self._theme.small_font(600 if action else 400))
        painter.setPen(tokens.ink if action else tokens.muted)
        word = decision_word(action)
        told = QRectF(left, area.top() + 25, width, 16)
        painter.drawText(told, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
        room = width - (painter.fontMetrics().horizontalAdvance(word) + 12 if word else 0)
        loud = item.is_lost and not action and not item.passage.binned
        painter.setFont(self._theme.small_font(600 if loud else 400))
        painter.setPen(tokens.kinds["rebuttal"].line if loud else tokens.muted)
        outcome = f"{item.outcome} · {_('in the bin')}" if item.passage.binned else item.outcome
        self._line(painter, QRectF(left, area.top() + 25, room, 16), outcome)
        painter.restore()

    def _line(self, painter: QPainter, box: QRectF, words: str) -> None:
        shown = painter.fontMetrics().elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class ReviewList(QListView):
    """Up and down step; letters are left to the page."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(_("Passages to review"))
        self.setModel(ReviewModel(self))
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW // 2)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(f"ReviewList {{ background: {self._theme.tokens.panel.name()}; }}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isprintable():
            event.ignore()  # no search by letters: they decide
        else:
            super().keyPressEvent(event)

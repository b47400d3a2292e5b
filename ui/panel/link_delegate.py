"""How the cells of the list of links are painted, and how a note is worded in its cell."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.messages import _
from ui.panel.link_model import LEFT, RELATION, RIGHT, ROW_ROLE, STATE, state_words
from ui.panel.pieces import paint_focus
from ui.panel.views import LinkRow
from ui.theme import Theme
from ui.theme.signs import paint_link_badge, paint_status, status_colour

ROW, CITE = 32, 40
Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.TextElideMode.ElideRight


class LinkListDelegate(QStyledItemDelegate):
    """Text elided, places at the right of the points, the badge before the relation, hairlines below the rows."""

    drafted = Signal(str, str)  # a link, what is being typed as its note
    opened = Signal(bool)  # whether a note is being worded

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.editor: QLineEdit | None = None
        self.link_id = ""  # whose note stands in the editor
        self.was_changed = False  # it was committed with other words

    # -- wording a note

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row: LinkRow = index.data(ROW_ROLE)
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAccessibleName(_("Note of the link"))
        editor.setFont(self._theme.interface_font())
        tokens = self._theme.tokens
        editor.setStyleSheet(
            f"QLineEdit {{ background: {tokens.paper.name()}; color: {tokens.ink.name()};"
            f" border: 1px solid {tokens.accent.name()}; border-radius: 3px; padding: 0 6px; }}"
        )
        editor.textEdited.connect(lambda text, link_id=row.link_id: self.drafted.emit(link_id, text))
        editor.destroyed.connect(self._gone)
        self.editor, self.link_id, self.was_changed = editor, row.link_id, False
        self.opened.emit(True)
        return editor

    def _gone(self) -> None:
        self.editor = None

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once: what is typed is not overwritten by what somebody else does meanwhile."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        self.was_changed = isinstance(editor, QLineEdit) and editor.text() != index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QLineEdit) and self.was_changed:
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    # -- how it looks

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: LinkRow = index.data(ROW_ROLE)
        tokens, box = self._theme.tokens, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = tokens.selection if chosen else tokens.paper
        painter.save()
        painter.fillRect(box, ground)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, tokens.line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box.adjusted(1, 1, -1, -2), self._theme)
        inner = box.adjusted(8, 0, -8, 0)
        column = index.column()
        if column == RELATION:
            middle = QPointF(inner.left() + 9, box.top() + ROW / 2)
            paint_link_badge(painter, middle, row.kind, tokens, ground=ground)
            inner.adjust(26, 0, 0, 0)
        if column == STATE and state_words(row):
            paint_status(painter, QRectF(inner.left(), box.top() + ROW / 2 - 5, 10, 10), row.state, tokens)
            inner.adjust(17, 0, 0, 0)
        cite = {LEFT: row.left_cite, RIGHT: row.right_cite}.get(column, "")
        if cite:
            painter.setFont(self._theme.small_font())
            painter.setPen(tokens.muted)
            painter.drawText(QRect(inner.right() - CITE, box.top(), CITE + 1, ROW), _END, cite)
            inner.adjust(0, 0, -CITE - 8, 0)
        painter.setFont(self._theme.interface_font())
        colour = status_colour(row.state, tokens) if column == STATE else tokens.muted
        painter.setPen(tokens.ink if column in (LEFT, RIGHT) else colour)
        words = painter.fontMetrics().elidedText(index.data(), _RIGHT, inner.width())
        painter.drawText(inner.adjusted(0, 0, 2, 0), _MIDDLE, words)
        if column == RELATION and row.within:
            inner.adjust(painter.fontMetrics().horizontalAdvance(words) + 8, 0, 0, 0)
            self._paint_within(painter, inner, row.is_left)
        painter.restore()

    def _paint_within(self, painter: QPainter, box: QRect, is_left: bool) -> None:
        """That both ends belong to one case: the heading names it."""
        painter.setFont(self._theme.small_font())
        painter.setPen(self._theme.tokens.muted)
        words = painter.fontMetrics().elidedText(_("both left") if is_left else _("both right"), _RIGHT, box.width())
        painter.drawText(box, _MIDDLE, words)

"""How a row of the outline looks, and the measures that the view and the drag marker share with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.comparison import ANSWERED, CONCEDED, PARTLY, UNANSWERED
from models.messages import _
from ui.outline.model import CITE, STATUS, TEXT, OutlineModel
from ui.outline.rows import OutlineRow, status_word
from ui.theme import Theme, Tokens
from ui.theme.signs import paint_kind, paint_status, status_colour

ROW_HEIGHT, INDENT = 26, 24
TRIANGLE_X, SIGN_X, TEXT_X = (
    19,
    32,
    52,
)  # at depth 0: middle of the triangle, left of the sign, left of the text
STATUS_WIDTH, SIGN_ONLY_WIDTH, CITE_WIDTH = 96, 24, 68
STATUS_WORD_X = 15
STATUSES = (UNANSWERED, PARTLY, ANSWERED, CONCEDED)
CITE_RIGHT = 30  # of the column: room for how many passages more there are, and the edge
MORE_GAP = 3
MARK, MARK_GAP, MARKS_RIGHT = 12, 4, 8  # the sign of a note, and the space after it
DOT, DOT_PITCH = 6, 9  # the tags
TEXT_BESIDE_MARKS = 60  # with less room than that for its text a row has no such signs
LEAST_TEXT = 160
ACCENT_BAR = 3
Index = QModelIndex | QPersistentModelIndex


def indent_of(depth: int, column_width: int) -> int:
    """How far a depth stands in, held back where the text would get less than its least width."""
    room = max(0, column_width - TEXT_X - LEAST_TEXT)
    return min(depth * INDENT, room)


def column_widths(whole: int, with_word: int | None = STATUS_WIDTH) -> tuple[int, int, int]:
    """Text, status, cite: the status loses its word, then its column, before two levels of text are squeezed.

    `with_word`: the status's width with its word; None: there are no statuses.
    """
    needed = TEXT_X + 2 * INDENT + LEAST_TEXT
    for status in (with_word, SIGN_ONLY_WIDTH) if with_word is not None else ():
        if whole - CITE_WIDTH - status >= needed:
            return whole - CITE_WIDTH - status, status, CITE_WIDTH
    return max(0, whole - CITE_WIDTH), 0, min(whole, CITE_WIDTH)


class OutlineDelegate(QStyledItemDelegate):
    """Paints straight from the model's row values; makes the editor that the view hands it."""

    def __init__(
        self, theme: Theme, model: OutlineModel, make_editor: Callable[[QWidget], QWidget], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme, self._model, self._make_editor = theme, model, make_editor
        self.partners: dict[str, int] = {}
        self.editing: str | None = None
        self.take_text: Callable[[], None] = lambda: None
        theme.changed.connect(self._take_fonts)
        self._take_fonts()

    def _take_fonts(self) -> None:
        self._faces = {
            (weight, italic): self._theme.interface_font(weight, italic)
            for weight in (400, 600)
            for italic in (False, True)
        }
        self._small = {weight: self._theme.small_font(weight) for weight in (400, 600)}
        widest = max(QFontMetrics(self._small[600]).horizontalAdvance(status_word(status)) for status in STATUSES)
        self.status_width = max(STATUS_WIDTH, STATUS_WORD_X + widest)  # no word of it is ever cut

    # -- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row_at(index.row())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        cell: QRect = option.rect
        painter.save()
        self._ground(painter, cell, row, index.column(), selected)
        match index.column():
            case _ if row.node.id == self.editing and index.column() == TEXT:
                self._signs(painter, cell, row)
            case _ if index.column() == TEXT:
                self._signs(painter, cell, row)
                self._text(painter, cell, row, selected)
            case _ if index.column() == STATUS and row.status is not None:
                self._status(painter, cell, row.status)
            case _ if index.column() == CITE and row.cite:
                painter.setFont(self._small[400])
                painter.setPen(self._theme.tokens.muted)
                place = _first_line(cell).adjusted(0, 0, -CITE_RIGHT, 0)
                painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.cite)
                place = _first_line(cell)
                place.setLeft(cell.right() + 1 - CITE_RIGHT + MORE_GAP)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, row.more_passages)
        painter.restore()

    def _ground(self, painter: QPainter, cell: QRect, row: OutlineRow, column: int, selected: bool) -> None:
        tokens = self._theme.tokens
        rank = self.partners.get(row.node.id)
        if selected:
            painter.fillRect(cell, tokens.selection)
            if column == TEXT:
                painter.fillRect(QRect(cell.left(), cell.top(), ACCENT_BAR, cell.height()), tokens.accent)
        elif rank is not None:
            painter.fillRect(cell, tokens.partner)
            if rank == 0:
                self._frame(painter, cell, column, tokens)

    def _frame(self, painter: QPainter, cell: QRect, column: int, tokens: Tokens) -> None:
        """The row's share of a hairline frame: foot and head everywhere, a side at either end."""
        width = 1
        painter.fillRect(QRect(cell.left(), cell.top(), cell.width(), width), tokens.accent)
        painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), width), tokens.accent)
        if column == TEXT:
            painter.fillRect(QRect(cell.left(), cell.top(), width, cell.height()), tokens.accent)
        if column == CITE:
            painter.fillRect(QRect(cell.right(), cell.top(), width, cell.height()), tokens.accent)

    def _signs(self, painter: QPainter, cell: QRect, row: OutlineRow) -> None:
        line = _first_line(cell)
        left = cell.left() + indent_of(row.depth, cell.width())
        middle = line.top() + line.height() / 2
        if row.has_children:
            x, folded = left + TRIANGLE_X, self._model.is_folded(row.node.id)
            right = [QPointF(x - 2.5, middle - 3.5), QPointF(x + 3.5, middle), QPointF(x - 2.5, middle + 3.5)]
            down = [QPointF(x - 3.5, middle - 2.5), QPointF(x + 3.5, middle - 2.5), QPointF(x, middle + 3.5)]
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.tokens.muted)
            painter.drawPolygon(QPolygonF(right if folded else down))
        paint_kind(painter, QRectF(left + SIGN_X, middle - 6, 12, 12), row.node.kind, self._theme.tokens)

    def _text(self, painter: QPainter, cell: QRect, row: OutlineRow, selected: bool) -> None:
        tokens = self._theme.tokens
        place = _first_line(cell)
        place.setLeft(cell.left() + TEXT_X + indent_of(row.depth, cell.width()))
        if row.node.inference:
            painter.setFont(self._small[400])
            painter.setPen(tokens.muted)
            word = _("undercuts")
            painter.drawText(place.translated(0, 1), Qt.AlignmentFlag.AlignVCenter, word)
            place.setLeft(place.left() + QFontMetrics(self._small[400]).horizontalAdvance(word) + 6)
        place.setRight(place.right() - self._marks(painter, place, row))
        count = f"+{row.folded_count}" if row.folded_count else ""
        small = QFontMetrics(self._face(400, False))
        kept = small.horizontalAdvance(count) + 8 if count else 0
        face = self._face(600 if selected else 400, row.node.implicit)
        metrics = QFontMetrics(face)
        text = metrics.elidedText(row.node.text, Qt.TextElideMode.ElideRight, max(0, place.width() - kept - 8))
        painter.setFont(face)
        painter.setPen(tokens.ink)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        if count:
            place.setLeft(place.left() + metrics.horizontalAdvance(text) + 8)
            painter.setFont(self._face(400, False))
            painter.setPen(tokens.muted)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, count)

    def _marks(self, painter: QPainter, place: QRect, row: OutlineRow) -> int:
        """At the right of the text's place: dots in the colours of the tags, then the sign of a note; their room."""
        dots, has_note = row.tag_colours, bool(row.node.note.strip())
        if not dots and not has_note:
            return 0
        room = len(dots) * DOT_PITCH + MARK + MARK_GAP + MARKS_RIGHT
        if place.width() - room < TEXT_BESIDE_MARKS:
            return 0
        x, middle = place.right() + 1 - MARKS_RIGHT - MARK, place.top() + place.height() / 2
        if has_note:
            box = QRect(x, round(middle - MARK / 2), MARK, MARK)
            self._theme.icon("sticky-note", self._theme.tokens.muted).paint(painter, box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for key in reversed(dots):
            x -= DOT_PITCH
            painter.setBrush(self._theme.tokens.tags[key].dot)
            painter.drawEllipse(QRectF(x, middle - DOT / 2, DOT, DOT))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        return room

    def _face(self, weight: int, italic: bool) -> QFont:
        return self._faces[(weight, italic)]

    def _status(self, painter: QPainter, cell: QRect, status: str) -> None:
        line = _first_line(cell)
        middle = line.top() + line.height() / 2
        paint_status(painter, QRectF(cell.left(), middle - 5, 10, 10), status, self._theme.tokens)
        if cell.width() >= self.status_width:
            painter.setFont(self._small[600 if status == "unanswered" else 400])
            painter.setPen(status_colour(status, self._theme.tokens))
            painter.drawText(line.adjusted(STATUS_WORD_X, 0, 12, 0), Qt.AlignmentFlag.AlignVCenter, status_word(status))

    # -- editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        return self._make_editor(parent)

    def setEditorData(self, _editor: QWidget, _index: Index) -> None:
        """The view filled the editor; a refresh while it is open leaves what is typed alone."""

    def setModelData(self, _editor: QWidget, _model: QAbstractItemModel, _index: Index) -> None:
        self.take_text()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        cell: QRect = option.rect
        left = TEXT_X - 5 + indent_of(self._model.depth_at(index.row()), cell.width())
        editor.setGeometry(cell.adjusted(left, 0, -4, 0))

    def eventFilter(self, _editor: QObject, _event: QEvent) -> bool:
        """The editor knows its own keys and what losing focus means."""
        return False


def _first_line(cell: QRect) -> QRect:
    """The row as it is when not editing: signs and status stay on the first line of a row that grew."""
    return QRect(cell.left(), cell.top(), cell.width(), ROW_HEIGHT)

"""How a row of the outline looks, and how its editor comes in."""

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
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.comparison import ANSWERED, CONCEDED, PARTLY, UNANSWERED
from models.entities import Kind, Node
from models.messages import _
from models.words import BEARINGS
from ui.compare.words import status_word
from ui.outline.making import OutlineRow, Place
from ui.outline.marks import MarkPainter
from ui.outline.measures import (
    ACCENT_BAR,
    CITE_EDGE,
    CITE_RIGHT,
    CITE_WIDTH,
    MORE_GAP,
    RAIL_X,
    SIGN_X,
    STATUS_WIDTH,
    STATUS_WORD_X,
    TEXT_X,
    TICK,
    TRIANGLE_X,
    WORD_GAP,
    Words,
    first_line,
    indent_of,
    words_for,
)
from ui.outline.model import CITE, STATUS, TEXT, OutlineModel
from ui.outline.saying import bearing_word, kind_word, unanswered_word
from ui.theme import Theme, Tokens
from ui.theme.signs import paint_kind, paint_status, status_colour

STATUSES = (UNANSWERED, PARTLY, ANSWERED, CONCEDED)
LEFT = Qt.AlignmentFlag.AlignVCenter
RIGHT = LEFT | Qt.AlignmentFlag.AlignRight
ONE_LINE = LEFT.value | Qt.TextFlag.TextSingleLine.value
NARROWEST_LETTER = 2  # pixels: fewer than any has, so that what is cut off would not have been seen
Index = QModelIndex | QPersistentModelIndex


class OutlineDelegate(QStyledItemDelegate):
    """Paints straight from the model's row values; makes the editor that the view hands it."""

    def __init__(
        self, theme: Theme, model: OutlineModel, make_editor: Callable[[QWidget], QWidget], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme, self._model, self._make_editor = theme, model, make_editor
        self._marks = MarkPainter(theme)
        self.partners: dict[str, int] = {}
        self.editing: str | None = None
        self.current: str | None = None  # of several selected rows the one that is meant by what is about one
        self.take_text: Callable[[], None] = lambda: None
        theme.changed.connect(self._take_fonts)
        self._take_fonts()

    def _take_fonts(self) -> None:
        self._faces: dict[tuple[int, bool], QFont] = {}
        self._metrics: dict[tuple[int, bool], QFontMetrics] = {}
        for look in ((400, False), (400, True), (600, False), (600, True)):
            self._faces[look] = self._theme.interface_font(*look)
            self._metrics[look] = QFontMetrics(self._faces[look])
        self._small = {weight: self._theme.small_font(weight) for weight in (400, 600)}
        self._small_metrics = metrics = QFontMetrics(self._small[400])
        widest = max(QFontMetrics(self._small[600]).horizontalAdvance(status_word(status)) for status in STATUSES)
        self.status_width = max(STATUS_WIDTH, STATUS_WORD_X + widest)  # no word of it is ever cut
        bearings = map(_, BEARINGS.values())
        self._bearing_width = WORD_GAP + max(map(metrics.horizontalAdvance, bearings))
        self._kind_width = WORD_GAP + max(metrics.horizontalAdvance(kind_word(kind)) for kind in Kind)
        self._marks.take_fonts()

    def words(self, column_width: int) -> Words:
        """The words that stand before the texts of a column of this width."""
        return words_for(column_width, self._kind_width, self._bearing_width)

    def text_left(self, row: OutlineRow, column_width: int) -> int:
        """Where a row's text begins, in its column."""
        words = self.words(column_width)
        return TEXT_X + indent_of(row.depth, column_width) + words.width(row.node.parent_id is None)

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
            case _ if index.column() == STATUS and row.status is not None and row.is_match:
                self._status(painter, cell, row.status)
            case _ if index.column() == CITE and row.cite:
                self._cite(painter, cell, row)
        painter.restore()

    def _ground(self, painter: QPainter, cell: QRect, row: OutlineRow, column: int, selected: bool) -> None:
        tokens = self._theme.tokens
        rank = self.partners.get(row.node.id)
        if selected:
            painter.fillRect(cell, tokens.selection)
            if column == TEXT and self._is_current(row):
                painter.fillRect(QRect(cell.left(), cell.top(), ACCENT_BAR, cell.height()), tokens.accent)
        elif rank is not None:
            painter.fillRect(cell, tokens.partner)
            if rank == 0:
                self._frame(painter, cell, column, tokens)

    def _is_current(self, row: OutlineRow) -> bool:
        return self.current is None or row.node.id == self.current

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
        line = first_line(cell)
        left = cell.left() + indent_of(row.depth, cell.width())
        middle = line.top() + line.height() / 2
        if row.rails:
            self._rails(painter, cell, row, middle)
        if row.has_children:
            x, folded = left + TRIANGLE_X, self._model.is_folded(row.node.id)
            right = [QPointF(x - 2.5, middle - 3.5), QPointF(x + 3.5, middle), QPointF(x - 2.5, middle + 3.5)]
            down = [QPointF(x - 3.5, middle - 2.5), QPointF(x + 3.5, middle - 2.5), QPointF(x, middle + 3.5)]
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.tokens.muted)
            painter.drawPolygon(QPolygonF(right if folded else down))
        paint_kind(painter, QRectF(left + SIGN_X, middle - 6, 12, 12), row.node.kind, self._theme.tokens)

    def _rails(self, painter: QPainter, cell: QRect, row: OutlineRow, middle: float) -> None:
        """The bracket around premises that are taken together, as far as it runs by this row."""
        colour, reach = self._theme.tokens.muted, 7
        for depth, place in row.rails:
            x = cell.left() + RAIL_X + indent_of(depth, cell.width())
            top = round(middle) - reach if place is Place.FIRST else cell.top()
            foot = round(middle) + reach if place is Place.LAST else cell.bottom() + 1
            painter.fillRect(QRect(x, top, 1, foot - top), colour)
            if place is Place.FIRST:
                painter.fillRect(QRect(x, top, TICK, 1), colour)
            elif place is Place.LAST:
                painter.fillRect(QRect(x, foot - 1, TICK, 1), colour)

    def _text(self, painter: QPainter, cell: QRect, row: OutlineRow, selected: bool) -> None:
        tokens = self._theme.tokens
        place = first_line(cell)
        place.setLeft(self._words(painter, place, cell.left() + TEXT_X + indent_of(row.depth, cell.width()), row))
        look = (600 if selected and self._is_current(row) else 400, row.node.implicit)
        metrics = self._metrics[look]
        count = f"+{row.folded_count:,}" if row.folded_count else ""
        kept = self._metrics[(400, False)].horizontalAdvance(count) + WORD_GAP if count else 0
        text = row.node.text[: place.width() // NARROWEST_LETTER]  # thousands of letters take their time
        wide = metrics.horizontalAdvance(text)
        place.setRight(place.right() - self._marks.paint(painter, place, row, wide + kept))
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, place.width() - kept - 8))
        painter.setFont(self._faces[look])
        painter.setPen(tokens.muted if row.is_cut or not row.is_match else tokens.ink)
        painter.drawText(place, ONE_LINE, text)
        place.setLeft(place.left() + metrics.horizontalAdvance(text) + WORD_GAP)
        if count:
            painter.setFont(self._faces[(400, False)])
            painter.setPen(tokens.muted)
            painter.drawText(place, LEFT, count)
            place.setLeft(place.left() + kept)
        self._asides(painter, place, row)

    def _words(self, painter: QPainter, line: QRect, left: int, row: OutlineRow) -> int:
        """The words between sign and text; where the text begins."""
        node, words = row.node, self.words(line.width())
        attacks = node.kind is Kind.REBUTTAL and node.parent_id is not None
        painter.setFont(self._small[400])
        if words.kind:
            self._word(painter, line, left, kind_word(node.kind), self._colour(node, row))
        if words.bearing:
            colour = self._theme.tokens.muted if words.kind or not attacks else self._colour(node, row)
            self._word(painter, line, left + words.kind, bearing_word(node), colour)
        if words.attacks and attacks:
            word = bearing_word(node)
            self._word(painter, line, left, word, self._colour(node, row))
            return left + self._small_metrics.horizontalAdvance(word) + WORD_GAP - 2
        return left + words.width(node.parent_id is None)

    def _colour(self, node: Node, row: OutlineRow) -> QColor:
        return self._theme.tokens.muted if row.is_cut or not row.is_match else self._theme.tokens.kinds[node.kind].line

    def _word(self, painter: QPainter, line: QRect, left: int, word: str, colour: QColor) -> None:
        painter.setPen(colour)
        painter.drawText(QRect(left, line.top() + 1, line.right() - left, line.height()), LEFT, word)

    def _asides(self, painter: QPainter, place: QRect, row: OutlineRow) -> None:
        """After the text, where the row has room: that it is unstated, and what needs work among the hidden."""
        painter.setFont(self._small[400])
        for shown, word, colour in (
            (
                row.unanswered_count,
                unanswered_word(row.unanswered_count),
                status_colour(UNANSWERED, self._theme.tokens),
            ),
            (row.node.implicit, _("unstated"), self._theme.tokens.muted),
        ):
            wide = self._small_metrics.horizontalAdvance(word) if shown else 0
            if shown and wide <= place.width() - WORD_GAP:
                painter.setPen(colour)
                painter.drawText(place.translated(0, 1), LEFT, word)
                place = place.adjusted(wide + WORD_GAP, 0, 0, 0)

    def _status(self, painter: QPainter, cell: QRect, status: str) -> None:
        line = first_line(cell)
        middle = line.top() + line.height() / 2
        paint_status(painter, QRectF(cell.left(), middle - 5, 10, 10), status, self._theme.tokens)
        if cell.width() >= self.status_width:
            painter.setFont(self._small[600 if status == "unanswered" else 400])
            painter.setPen(status_colour(status, self._theme.tokens))
            painter.drawText(line.adjusted(STATUS_WORD_X, 0, 12, 0), LEFT, status_word(status))

    def _cite(self, painter: QPainter, cell: QRect, row: OutlineRow) -> None:
        """Where its first passage stands and, with room, how many more there are."""
        painter.setFont(self._small[400])
        painter.setPen(self._theme.tokens.muted)
        edge = CITE_RIGHT if cell.width() >= CITE_WIDTH else CITE_EDGE
        painter.drawText(first_line(cell).adjusted(0, 0, -edge, 0), RIGHT, row.cite)
        if edge == CITE_RIGHT:
            place = first_line(cell)
            place.setLeft(cell.right() + 1 - edge + MORE_GAP)
            painter.drawText(place, LEFT, row.more_passages)

    # -- editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        return self._make_editor(parent)

    def setEditorData(self, _editor: QWidget, _index: Index) -> None:
        """The view filled the editor; a refresh while it is open leaves what is typed alone."""

    def setModelData(self, _editor: QWidget, _model: QAbstractItemModel, _index: Index) -> None:
        self.take_text()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        cell: QRect = option.rect
        left = self.text_left(self._model.row_at(index.row()), cell.width()) - 5
        editor.setGeometry(cell.adjusted(left, 0, -4, 0))

    def eventFilter(self, _editor: QObject, _event: QEvent) -> bool:
        """The editor knows its own keys and what losing focus means."""
        return False

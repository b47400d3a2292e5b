"""How one proposal is painted: the measure, then one point or two with the shared words marked, and those words."""

from __future__ import annotations

from math import sqrt

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.article.utf16 import Offsets
from ui.panel.pieces import paint_focus
from ui.proposals.rows import ROW_ROLE, Index, Point, ProposalRow
from ui.theme import Theme
from ui.theme.signs import paint_kind
from ui.theme.theme import INTERFACE_LINE, SMALL_LINE

TOP, BOTTOM, EDGE = 7, 7, 12
MOST_LINES = 2
BELOW = 24  # the line with the shared words, as high as the buttons that may stand in it
BAR, BAR_HEIGHT = 40, 4  # the measure
GAP, SIGN, CITE = 16, 20, 44
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def height(lines: int) -> int:
    """Of a row whose texts take so many lines."""
    return TOP + lines * INTERFACE_LINE + BELOW + BOTTOM


class ProposalDelegate(QStyledItemDelegate):
    """Rows with two lines of text, or one where that is enough."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.kept_free = 0  # pixels at the right of the last line, for buttons
        self.free_row = -1  # the row whose last line they stand in

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(100, height(self._needed(index.data(ROW_ROLE), width)))

    def _needed(self, row: ProposalRow, width: int) -> int:
        """How many lines the texts of a row take in a list so wide."""
        metrics = QFontMetrics(self._theme.interface_font(600))  # some of it is set in bold
        for point, column in zip(row.points, self._columns(QRect(0, 0, width, height(1)), row), strict=True):
            if metrics.horizontalAdvance(point.text) > self._room(column, point).width():
                return MOST_LINES
        return 1

    def _columns(self, box: QRect, row: ProposalRow) -> list[QRect]:
        """Where the points of a row stand."""
        inner = box.adjusted(EDGE + (BAR + GAP if row.score is not None else 0), TOP, -EDGE, 0)
        count = max(1, len(row.points))
        wide = (inner.width() - GAP * (count - 1)) // count
        high = box.height() - TOP - BELOW - BOTTOM
        return [QRect(inner.left() + at * (wide + GAP), inner.top(), wide, high) for at in range(len(row.points))]

    def _room(self, column: QRect, point: Point) -> QRect:
        """What is left for a point's text between its sign and its cite."""
        cite = self._cite_width(point) + 8 if point.cite else 0
        return column.adjusted(SIGN, 0, -cite, 0)

    def _cite_width(self, point: Point) -> int:
        return max(CITE, QFontMetrics(self._theme.small_font()).horizontalAdvance(point.cite))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ProposalRow = index.data(ROW_ROLE)
        tokens, box = self._theme.tokens, QRect(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, tokens.selection if chosen else tokens.paper)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, tokens.line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box.adjusted(1, 1, -1, -2), self._theme)
        inner = box.adjusted(EDGE, TOP, -EDGE, 0)
        if row.score is not None:
            self._paint_measure(painter, inner, row.score)
            inner.adjust(BAR + GAP, 0, 0, 0)
        for point, column in zip(row.points, self._columns(box, row), strict=True):
            self._paint_point(painter, column, point)
        free = self.kept_free if index.row() == self.free_row else 0
        below = box.bottom() + 1 - BOTTOM - BELOW
        line = QRect(inner.left() + SIGN, below, inner.width() - SIGN - free, BELOW)
        painter.setFont(self._theme.small_font())
        painter.setPen(tokens.muted)
        painter.drawText(
            line, _MIDDLE, painter.fontMetrics().elidedText(row.words, Qt.TextElideMode.ElideRight, line.width())
        )
        painter.restore()

    def _paint_measure(self, painter: QPainter, box: QRect, score: float) -> None:
        """A bar whose length grows with the root of the measure: most of them are small, and those should differ."""
        tokens = self._theme.tokens
        y = box.top() + (INTERFACE_LINE - BAR_HEIGHT) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.line)
        painter.drawRoundedRect(QRectF(box.left(), y, BAR, BAR_HEIGHT), 2, 2)
        painter.setBrush(tokens.muted)
        painter.drawRoundedRect(QRectF(box.left(), y, max(BAR_HEIGHT, BAR * sqrt(score)), BAR_HEIGHT), 2, 2)

    def _paint_point(self, painter: QPainter, box: QRect, point: Point) -> None:
        tokens = self._theme.tokens
        sign = QRectF(box.left(), box.top() + (INTERFACE_LINE - 12) / 2, 12, 12)
        paint_kind(painter, sign, point.kind, tokens)
        room = self._room(box, point)
        if point.cite:
            painter.setFont(self._theme.small_font())
            painter.setPen(tokens.muted)
            wide = self._cite_width(point)
            painter.drawText(QRect(box.right() - wide, box.top(), wide + 1, INTERFACE_LINE), _END, point.cite)
        painter.setPen(tokens.ink)
        layout = self._laid(point, room.width(), max(1, box.height() // INTERFACE_LINE))
        layout.draw(painter, QPointF(room.left(), room.top() + (INTERFACE_LINE - SMALL_LINE) / 2 - 1))

    def _laid(self, point: Point, width: int, most: int) -> QTextLayout:
        """The text in at most so many lines with its marks; what does not fit is an ellipsis."""
        text = point.text
        layout = self._layout(text, point.marks, width, most)
        while layout.lineCount() > most and len(text) > 1:
            last = layout.lineAt(most - 1)
            end = Offsets(text).to_code_point(last.textStart() + last.textLength())
            text = text[: min(end, len(text) - 1) - 1].rstrip(" .,;:…") + "…"
            layout = self._layout(text, point.marks, width, most)
        return layout

    def _layout(self, text: str, marks: tuple[tuple[int, int], ...], width: int, most: int) -> QTextLayout:
        layout = QTextLayout(text, self._theme.interface_font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        offsets, shown = Offsets(text), []
        strong = QTextCharFormat()
        strong.setFont(self._theme.interface_font(600))
        strong.setBackground(self._theme.tokens.partner)
        for start, end in marks:
            part = QTextLayout.FormatRange()
            part.start = offsets.to_utf16(min(start, len(text)))
            part.length = offsets.to_utf16(min(end, len(text))) - part.start
            part.format = strong
            if part.length > 0:
                shown.append(part)
        layout.setFormats(shown)
        layout.beginLayout()
        y = 0.0
        while layout.lineCount() <= most and (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, y))
            y += INTERFACE_LINE
        layout.endLayout()
        return layout

"""How the lines of the clash table look: calm, horizontal hairlines only."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from models.messages import _
from ui.clash.lines import COMMON, Line
from ui.clash.measures import (
    BADGE,
    BADGE_TOP,
    CITE,
    EDGE,
    GAP,
    HEAD,
    LANE_LINES,
    LINES,
    LINK_LINES,
    SIGN,
    SMALL_LINE,
    SMALL_LINES,
    TEXT_LINE,
    TOP,
    Measure,
)
from ui.clash.model import ANSWER, ASSESSMENT, BETTER, COLUMNS, LEADS, LEFT, LINK, NO, RIGHT, STRENGTH
from ui.clash.saying import Saying, ordered_states
from ui.compare.words import status_word
from ui.panel.pieces import paint_focus
from ui.theme import Theme
from ui.theme.signs import paint_kind, paint_link_badge, paint_status, status_colour

ACCENT_BAR = 3
CHOICES = (LINK, STRENGTH, BETTER, LEADS)  # cells that open a menu
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ONE = Qt.TextFlag.TextSingleLine.value


class LinePainter:
    """Paints one line at a time. `editing`: the cell whose words an editor covers, by key and column."""

    def __init__(self, theme: Theme, measure: Measure, saying: Saying) -> None:
        self._theme, self._measure, self._saying = theme, measure, saying
        self.editing: tuple[str, int] | None = None
        self.breadth = measure.plan.width  # of the ground, where there is no scroll bar too

    def paint(
        self,
        painter: QPainter,
        line: Line,
        top: int,
        height: int,
        heights: tuple[int, int],
        *,
        chosen: bool,
        current: int | None,
        focused: bool,
    ) -> None:
        """`current`: the column of the current cell when it is in this line."""
        tokens, width = self._theme.tokens, self.breadth
        box = QRect(0, top, width, height)
        ground = tokens.selection if chosen else tokens.paper
        painter.fillRect(box, ground)
        painter.fillRect(0, box.bottom(), width, 1, tokens.line)
        if line.head is not None and line.kind == COMMON:
            painter.fillRect(0, max(0, top - 1), width, 1, tokens.covered)
        if chosen and current is not None:
            painter.fillRect(0, top, ACCENT_BAR, height - 1, tokens.accent)
        if line.head is not None:
            self._head(painter, line, box)
        else:
            for column in range(COLUMNS):
                self._cell(painter, line, column, self._measure.cell(line, column, top, heights), ground)
        if current is not None and focused:
            self._focus(painter, line, current, top, heights)

    def _focus(self, painter: QPainter, line: Line, column: int, top: int, heights: tuple[int, int]) -> None:
        cell = self._measure.cell(line, column, top, heights)
        if cell.isEmpty() or self.editing == (line.key, column):
            return
        inner = cell.adjusted(5, 3, -5, -4) if line.head is not None or column == NO else cell.adjusted(-6, 3, -8, -4)
        if line.head is None and column in ASSESSMENT and self._measure.plan.lane:
            inner = cell.adjusted(-6, 0, -3 if column == LEADS else -8, 0)  # room for the chevron beside the words
        paint_focus(painter, inner, self._theme)
        if line.head is None and column in CHOICES and (line.link_id is not None or column in (BETTER, LEADS)):
            self._chevron(painter, inner.right() - 9, inner.top() + min(inner.height(), 30) / 2)

    def _chevron(self, painter: QPainter, x: float, y: float) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.tokens.accent, 1.4))
        painter.drawPolyline(QPolygonF([QPointF(x - 3, y - 1.5), QPointF(x, y + 1.5), QPointF(x + 3, y - 1.5)]))
        painter.restore()

    # -- heads

    def _head(self, painter: QPainter, line: Line, box: QRect) -> None:
        assert line.head is not None
        tokens, own = self._theme.tokens, self._measure
        middle = box.top() + HEAD / 2
        self._triangle(painter, EDGE + 5, middle, line.head.folded)
        x = own.plan.columns[LEFT][0]
        states = ordered_states(line.head.states)
        right = (own.plan.columns[ANSWER][0] if states else box.width()) - GAP
        if self.editing != (line.key, LEFT):
            heading = own.strong.metrics.elidedText(
                self._saying.heading(line), Qt.TextElideMode.ElideRight, max(60, right - x)
            )
            self._words(painter, QRect(x, box.top(), right - x + 2, HEAD), heading, own.strong.font, tokens.ink)
            x += own.strong.metrics.horizontalAdvance(heading) + 12
            words = self._saying.head_count(line.head, line.kind)
            words = own.small.metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, right - x))
            self._words(painter, QRect(x, box.top() + 1, right - x + 2, HEAD), words, own.small.font, tokens.muted)
        x = own.plan.columns[ANSWER][0]
        for state, count in states:
            paint_status(painter, QRectF(x, middle - 5, 10, 10), state, tokens)
            loud = state in ("open", "unanswered")
            face = own.small_strong if loud else own.small
            figure = f"{count:,}"
            self._words(painter, QRect(x + 15, box.top(), 60, HEAD), figure, face.font, status_colour(state, tokens))
            x += 15 + face.metrics.horizontalAdvance(figure) + 12

    def _triangle(self, painter: QPainter, x: float, y: float, folded: bool) -> None:
        right = [QPointF(x - 2.5, y - 3.5), QPointF(x + 3.5, y), QPointF(x - 2.5, y + 3.5)]
        down = [QPointF(x - 3.5, y - 2.5), QPointF(x + 3.5, y - 2.5), QPointF(x, y + 3.5)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.muted)
        painter.drawPolygon(QPolygonF(right if folded else down))
        painter.restore()

    # -- cells

    def _cell(self, painter: QPainter, line: Line, column: int, cell: QRect, ground: QColor) -> None:
        if cell.isEmpty():
            return
        if self.editing == (line.key, column):
            node = line.left if column == LEFT else line.right
            if column in (LEFT, RIGHT) and node is not None:
                paint_kind(painter, QRectF(cell.left(), cell.top() + TOP + 3, 12, 12), node.kind, self._theme.tokens)
            return
        match column:
            case _ if column == NO:
                self._number(painter, line, cell)
            case _ if column in (LEFT, RIGHT):
                self._text(painter, line, column, cell)
            case _ if column == LINK:
                self._link(painter, line, cell, ground)
            case _ if column == ANSWER:
                self._answer(painter, line, cell)
            case _:
                self._judged(painter, line, column, cell)

    def _number(self, painter: QPainter, line: Line, cell: QRect) -> None:
        place = QRect(EDGE, cell.top() + TOP, cell.width() - EDGE, TEXT_LINE)
        number = line.row.number if line.row is not None else ""
        self._words(painter, place, number, self._measure.small.font, self._theme.tokens.muted)

    def _text(self, painter: QPainter, line: Line, column: int, cell: QRect) -> None:
        node, own, tokens = line.left if column == LEFT else line.right, self._measure, self._theme.tokens
        x, y = cell.left() + SIGN, cell.top() + TOP
        if node is None:
            self._nothing(painter, column, cell)
            return
        paint_kind(painter, QRectF(cell.left(), y + 3, 12, 12), node.kind, tokens)
        lines = own.text.lines(node.text, own.plan.text_room(column), LINES)
        for text in lines:
            self._words(painter, QRect(x, y, cell.right() - x, TEXT_LINE), text, own.text.font, tokens.ink)
            y += TEXT_LINE
        cite = self._saying.cite(node)
        if own.plan.slim:
            self._words(painter, QRect(x, y, cell.right() - x, SMALL_LINE), cite, own.small.font, tokens.muted)
            return
        place = QRect(cell.right() - GAP - CITE, cell.top() + TOP, CITE, TEXT_LINE)
        self._words(painter, place, cite, own.small.font, tokens.muted, _RIGHT)

    def _nothing(self, painter: QPainter, column: int, cell: QRect) -> None:
        own, tokens = self._measure, self._theme.tokens
        place = QRect(cell.left() + SIGN, cell.top() + TOP, cell.width() - SIGN, TEXT_LINE)
        self._words(painter, place, _("No point linked yet"), own.text.font, tokens.muted)
        self._words(painter, offer_rect(own, column, cell), _("Link one"), own.text.font, tokens.accent)

    def _link(self, painter: QPainter, line: Line, cell: QRect, ground: QColor) -> None:
        own, tokens, row = self._measure, self._theme.tokens, line.row
        words, x, y = self._saying.cell(line, LINK), cell.left(), cell.top() + TOP
        if row is None or row.link is None:
            self._words(painter, QRect(x, y, cell.width(), TEXT_LINE), words, own.text.font, tokens.muted)
            return
        middle = QPointF(x + 8, cell.top() + BADGE_TOP + 10)
        paint_link_badge(painter, middle, row.link.kind, tokens, ground=ground)
        for text in own.text.lines(words, own.plan.text_room(LINK), LINK_LINES):
            self._words(painter, QRect(x + BADGE, y, cell.width(), TEXT_LINE), text, own.text.font, tokens.ink)
            y += TEXT_LINE

    def _answer(self, painter: QPainter, line: Line, cell: QRect) -> None:
        state = line.row.state if line.row is not None else ""
        if not state:
            return
        own, tokens = self._measure, self._theme.tokens
        y = cell.top() + TOP
        paint_status(painter, QRectF(cell.left(), y + 4, 10, 10), state, tokens)
        face = own.small_strong if state in ("open", "unanswered") else own.small
        place = QRect(cell.left() + 15, y, cell.width(), TEXT_LINE)
        self._words(painter, place, status_word(state), face.font, status_colour(state, tokens))

    def _judged(self, painter: QPainter, line: Line, column: int, cell: QRect) -> None:
        own, tokens = self._measure, self._theme.tokens
        lane = own.plan.lane
        words = self._saying.lead_words(line) if lane and column == LEADS else self._saying.cell(line, column)
        y = cell.top() + (TOP if not lane else 3)
        if column in (STRENGTH, LEADS):
            loud = column == STRENGTH or self._saying.is_led(line)
            face = own.small if lane or column == STRENGTH else own.text
            place = QRect(cell.left(), y, cell.width(), SMALL_LINE if lane else TEXT_LINE)
            self._words(painter, place, words, face.font, tokens.ink if loud else tokens.muted)
            return
        y += 0 if lane else 1
        room = own.plan.text_room(column)
        for text in own.small.lines(words, room, LANE_LINES if lane else SMALL_LINES) if words else ():
            place = QRect(cell.left(), y, cell.width(), SMALL_LINE)
            self._words(painter, place, text, own.small.font, tokens.muted)
            y += SMALL_LINE

    def _words(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        font: QFont,
        colour: QColor,
        side: Qt.AlignmentFlag = _LEFT,
    ) -> None:
        if words:
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(place, side.value | _ONE, words)


def offer_rect(measure: Measure, column: int, cell: QRect) -> QRect:
    """Where "Link one" stands in an empty cell: after the words, or below them."""
    words = measure.text.metrics.horizontalAdvance(_("No point linked yet")) + 12
    wide = measure.text.metrics.horizontalAdvance(_("Link one")) + 2
    x, y = cell.left() + SIGN, cell.top() + TOP
    if measure.plan.offers_below(column):
        return QRect(x, y + TEXT_LINE, wide, TEXT_LINE)
    return QRect(x + words, y, wide, TEXT_LINE)

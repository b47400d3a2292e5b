"""A text to look at: laid out where it is in sight, with a current block that keys and the mouse move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from models.messages import _
from models.texts import shown
from ui.article.highlights import Strip, dashes
from ui.article.page import Page
from ui.importing.places import Range
from ui.importing.sheet_document import LABEL, Measures, SheetColumns, SheetDocument
from ui.theme import Theme
from ui.tips import plain_tip

BAR = 3
BESIDE = 10  # between the words and a bar beside them


class Sheet(Page):
    """Shows a document; what paints, names and sets it is a subclass's."""

    picked = Signal(int, int)  # [start, end) of the block that is current now, by hand
    LEFT = 24

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, False, parent)
        self._lit: list[Range] = []
        self._current = -1
        self._pressed_at = -1
        self.is_empty_said = False  # whether an empty sheet says that it is
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    @property
    def columns(self) -> SheetColumns:  # type: ignore[override]
        return SheetColumns(self.viewport().width(), self._theme.reading.column, self.LEFT)

    @property
    def document(self) -> SheetDocument | None:
        assert self._document is None or isinstance(self._document, SheetDocument)
        return self._document

    @property
    def measures(self) -> Measures:
        """With which a document is made for this sheet, by whatever thread."""
        return self._fonts(), self.columns.text_width, self._theme.reading

    def show_document(self, document: SheetDocument | None, keep: int | None = None) -> None:
        """Show another text. `keep`: an offset whose line stays where the first line in sight stood."""
        y = self.first_line()[1] if keep is not None and self._document is not None else 0
        self._document = document if document is not None and len(document) else None
        fonts, width, reading = self.measures
        if self._document is not None and (self._document.width, self._document.fonts) != (width, fonts):
            self._document.set_measures(fonts, reading, width)  # it was made for another size
        self._current = min(self._current, len(document) - 1) if document is not None and keep is not None else -1
        self._anchor = self._caret = 0
        self._lit = []
        if keep is not None and self._document is not None:
            self.pin(self._document.nearest(keep), y)
        else:
            with QSignalBlocker(self.verticalScrollBar()):
                self.verticalScrollBar().setValue(0)
            self._settle()

    # -- what is pointed out

    def light(self, ranges: Sequence[Range], bring: bool = True) -> None:
        """Tint some words, and bring them in sight where they are not."""
        self._lit = list(ranges)
        document = self._document
        if document is not None and ranges:
            self._current = document.block_at(document.nearest(ranges[0][0]))
            if bring:
                self.bring(ranges[0][0])
        self.viewport().update()

    @property
    def lit(self) -> list[Range]:
        return list(self._lit)

    def bring(self, offset: int) -> None:
        """The line of `offset` comes to the upper third, unless it can be read already."""
        document = self._document
        if document is None:
            return
        offset, height = document.nearest(offset), self.viewport().height()
        y = document.line_top(offset) - self.scroll_position
        if not document.line <= y <= height - 3 * document.line:
            self.pin(offset, height // 3)

    def pick(self, index: int) -> None:
        """Make a block the current one, as a person does."""
        document = self.document
        if document is None:
            return
        first, last = document.whole(max(0, min(index, len(document) - 1)))
        self._current = first
        start, end = document.starts[first], document.ends[last]
        self._lit = [(start, end)]
        self._show_block(first, last)
        self.viewport().update()
        self.setAccessibleDescription(self.spoken(first))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.picked.emit(start, end)

    def spoken(self, index: int) -> str:
        """A block as a screen reader says it."""
        document = self.document
        assert document is not None
        words = shown(document.text, document.blocks[index])
        known = [document.label(index), self.hint(index), words]
        return ". ".join(dict.fromkeys(part for part in known if part))

    def _show_block(self, first: int, last: int) -> None:
        """Scroll as little as brings a block in sight."""
        document, height = self._document, self.viewport().height()
        assert document is not None
        document.laid(first)
        top, foot = document.upper_edge(first) - self.scroll_position, document.foot(last) - self.scroll_position
        if top < 0 or foot - top > height:
            self.scroll_to(document.upper_edge(first))
        elif foot > height:
            self.scroll_to(document.foot(last) - height + document.line)

    # -- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        document = self.document
        if document is None:
            super().keyPressEvent(event)
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.pick(0 if event.key() == Qt.Key.Key_Home else len(document) - 1)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            by = -1 if event.key() == Qt.Key.Key_PageUp else 1
            self.scroll_to(self.scroll_position + by * self.verticalScrollBar().pageStep())
        else:
            event.ignore()

    def _step(self, by: int) -> None:
        """The next block; from a place in sight where the current one is not."""
        document, top = self.document, self.scroll_position
        assert document is not None
        now = self._current
        if now < 0 or document.foot(now) < top or document.upper_edge(now) > top + self.viewport().height():
            self.pick(document.block_at_y(top + document.line))
            return
        first, last = document.whole(now)
        self.pick(last + 1 if by > 0 else first - 1)

    def copy(self) -> None:
        """The selected words, else those of the current block."""
        document = self.document
        if document is None:
            return
        start, end = sorted((self._anchor, self._caret))
        if start == end and self._current >= 0:
            first, last = document.whole(self._current)
            start, end = document.starts[first], document.ends[last]
        if start < end:
            QGuiApplication.clipboard().setText(document.text[start:end])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._document is not None:
            self._pressed_at = self._document.hit(self.column_point(event.position()))
            self.select(self._pressed_at, self._pressed_at)
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at >= 0 and self._document is not None:
            self.select(self._pressed_at, self._document.hit(self.column_point(event.position())))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_at = self._pressed_at, -1
        if pressed >= 0 and self._anchor == self._caret and self._document is not None:
            self.pick(self._document.block_at(pressed))

    # -- painting

    def _strips(self, top: int, foot: int) -> Iterator[tuple[int, Strip]]:
        """The blocks between two heights of the viewport, each with its lines in sight."""
        document, scroll = self._document, self.scroll_position
        assert document is not None
        block = document.block_at_y(scroll + top)
        while block < len(document) and document.upper_edge(block) < scroll + foot:
            laid, y = document.laid(block), document.top(block) - scroll
            first = max(0, (top - y) // document.line)
            last = min(len(laid) - 1, max(first, (foot - y) // document.line))
            x = self.columns.text_x + document.indent(block)
            yield block, Strip(laid, document.starts[block], x, y, first, last, document.reading)
            block += 1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = QPainter(self.viewport()), event.rect()
        painter.fillRect(area, self._theme.tokens.paper)
        if self._document is not None:
            for block, strip in self._strips(area.top(), area.bottom() + 1):
                self._paint_strip(painter, block, strip)
        elif self.is_empty_said:
            painter.setFont(self._theme.interface_font())
            painter.setPen(self._theme.tokens.muted)
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, _("There is no text in it."))
        painter.end()

    def _paint_strip(self, painter: QPainter, block: int, strip: Strip) -> None:
        document, tokens = self.document, self._theme.tokens
        assert document is not None
        for start, end in self._lit:
            for box in strip.boxes(start, end) if start < document.ends[block] and end > strip.start else ():
                painter.fillRect(box, tokens.selection)
        self.paint_under(painter, block, strip)
        start, end = sorted((self._anchor, self._caret))
        if start < end:
            colour = self.palette().highlight().color()
            colour.setAlphaF(0.32 if self.hasFocus() else 0.2)
            for box in strip.boxes(start, end):
                painter.fillRect(box, colour)
        painter.setPen(tokens.muted if self.is_muted(block) else tokens.ink)
        clip = QRectF(0, strip.y + (strip.first - 1) * document.line, self.viewport().width(), 0)
        clip.setBottom(strip.y + (strip.last + 2) * document.line)
        strip.laid.layout.draw(painter, QPointF(strip.x, strip.y), [], clip)
        self.paint_over(painter, block, strip)
        if strip.first == 0 and document.label(block):
            self._paint_label(painter, strip.y, document.label(block))
        if document.owners[block] == self._current_owner():
            height = len(strip.laid) * document.line
            colour = tokens.accent if self.hasFocus() else tokens.covered
            painter.fillRect(QRectF(0, strip.y, BAR, height), colour)

    def _current_owner(self) -> int:
        document = self.document
        return document.owners[self._current] if document is not None and 0 <= self._current < len(document) else -1

    def _paint_label(self, painter: QPainter, y: float, words: str) -> None:
        """A small word over a block, and a hairline from there to the column's edge."""
        columns, tokens = self.columns, self._theme.tokens
        font = self._theme.small_font()
        painter.setFont(font)
        painter.setPen(tokens.muted)
        box = QRectF(columns.text_x, y - LABEL + 4, columns.text_width, 16)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        x = columns.text_x + painter.fontMetrics().horizontalAdvance(words) + 8
        painter.fillRect(QRectF(x, box.center().y(), max(0, columns.text_x + columns.text_width - x), 1), tokens.line)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self._document is not None:
            y = event.pos().y() + self.scroll_position
            inside = y < self._document.height
            words = self.hint(self._document.block_at_y(y)) if inside else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self.viewport())
            return True
        return super().viewportEvent(event)

    def hint(self, index: int) -> str:
        """What is to be known of a block besides its words; "" for most."""
        return ""

    def is_muted(self, block: int) -> bool:
        """Whether a block's words are dimmed."""
        return False

    def paint_under(self, painter: QPainter, block: int, strip: Strip) -> None:
        """Marks under the words."""

    def paint_over(self, painter: QPainter, block: int, strip: Strip) -> None:
        """Marks over the words and beside them."""

    def paint_dashes(self, painter: QPainter, strip: Strip) -> None:
        """Beside words that will not be read."""
        pitch, colour = strip.reading.line, self._theme.tokens.covered
        top, foot = strip.y + strip.first * pitch + 3, strip.y + (strip.last + 1) * pitch - 3
        for y0, y1 in dashes(top, foot):
            painter.fillRect(QRectF(self.columns.text_x - BESIDE, y0, 2, y1 - y0), colour)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

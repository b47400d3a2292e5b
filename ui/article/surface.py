"""The article on its paper: where things stand, scrolling by the pixel over lazily laid-out blocks, and painting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from models.texts import BlockKind, Layout
from ui.article import coverage
from ui.article.coverage import Coverage
from ui.article.document import Document
from ui.article.highlights import Highlight, Index, Look, Strip, paint_marks
from ui.article.lanes import FIRST as FIRST_LANE
from ui.article.lanes import PITCH, Bar, Lanes, paint_bar
from ui.article.lines import baseline
from ui.theme import Theme

NARROWEST = 120
OUTER, INNER = 64, 58  # room for coverage bar and numbers; room for the lanes
NOTCH = 120  # eighths of a degree, what one notch of a wheel turns
NUMBER_GAP = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts stand across the viewport."""

    width: int
    mirrored: bool
    column: int  # the widest the text may run

    @property
    def text_width(self) -> int:
        return max(NARROWEST, min(self.column, self.width - OUTER - INNER))

    @property
    def text_x(self) -> int:
        spare = max(0, self.width - OUTER - INNER - self.text_width)
        return (INNER if self.mirrored else OUTER) + spare // 2

    @property
    def lanes_edge(self) -> int:
        """The width between the text and the gutter."""
        return self.text_x if self.mirrored else max(INNER, self.width - self.text_x - self.text_width)

    @property
    def lane_limit(self) -> int:
        return (self.lanes_edge - FIRST_LANE) // PITCH

    def coverage(self, height: int) -> QRectF:
        x = self.width - coverage.CENTRE if self.mirrored else coverage.CENTRE
        top = coverage.MARGIN
        return QRectF(x - coverage.SELECTED / 2, top, coverage.SELECTED, max(1, height - 2 * top))

    def in_coverage(self, x: float) -> bool:
        return (self.width - x if self.mirrored else x) < coverage.REACH

    def in_lanes(self, x: float) -> bool:
        return (x if self.mirrored else self.width - x) < self.lanes_edge - 4


class Layer(Protocol):
    """Something more to paint on a block's lines in sight: over the marks, under the letters."""

    def paint(self, painter: QPainter, strip: Strip, look: Look) -> None: ...


class Surface(QAbstractScrollArea):
    """Shows an article and its marks; knows no keys and no mouse."""

    scrolled = Signal()
    zoom_requested = Signal(int)  # steps, above 0: larger

    def __init__(self, theme: Theme, mirrored: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._mirrored = theme, mirrored
        self._document: Document | None = None
        self._marks: list[Highlight] = []
        self._index = Index(self._new_document("", Layout((), ())))
        self._lanes: Lanes | None = None
        self._coverage: Coverage | None = None
        self._selected: str | None = None
        self._partners: tuple[str, ...] = ()
        self._leads: list[tuple[str, int]] = []
        self._anchor = self._caret = 0
        self._caret_shown = False
        self._turned = 0  # eighths of a degree of a wheel with Ctrl that have not made a step of zoom yet
        self.layers: list[Layer] = []
        self._flash: tuple[list[tuple[int, int]], float] = ([], 0.0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _fonts(self) -> dict[str, QFont]:
        theme = self._theme
        return {
            "text": theme.reading_font(),
            "heading": theme.reading_font(700),
            "caption": theme.reading_font(400, True),
        }

    def _on_theme_changed(self) -> None:
        palette = self.viewport().palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.tokens.paper)
        self.viewport().setPalette(palette)
        document, fonts, reading = self._document, self._fonts(), self._theme.reading
        if document is not None and (document.fonts, document.reading) != (fonts, reading):
            self._relay(self._first_line())
        self.viewport().update()

    @property
    def columns(self) -> Columns:
        return Columns(self.viewport().width(), self._mirrored, self._theme.reading.column)

    @property
    def scroll_position(self) -> int:
        return self.verticalScrollBar().value()

    @property
    def measured_blocks(self) -> int:
        """How many blocks have been laid out: what is in sight, and what has been."""
        return self._document.measured_count if self._document else 0

    # -- what is shown

    def _new_document(self, text: str, layout: Layout) -> Document:
        return Document(text, layout, self._fonts(), self.columns.text_width, self._theme.reading)

    def _show_document(self, document: Document | None) -> None:
        self._document = document if document is not None and len(document) else None
        self._anchor = self._caret = self._document.starts[0] if self._document else 0
        self._show_marks([])
        with QSignalBlocker(self.verticalScrollBar()):
            self.verticalScrollBar().setValue(0)
        self._settle()

    def _show_marks(self, marks: list[Highlight]) -> None:
        self._marks = marks
        if self._document is not None:
            self._index = Index(self._document, marks)
            self._lanes = Lanes(self._document, self._index)
            self._coverage = Coverage(self._document, self._index)
        self.viewport().update()

    # -- scrolling

    def _settle(self, pinned: tuple[int, int] | None = None) -> None:
        """Lay out what is in sight. What stood in the view stays where it was, whatever estimates are put right.

        `pinned` (offset, y): the line of `offset` is brought to `y` of the viewport instead.
        """
        document, bar = self._document, self.verticalScrollBar()
        if document is None:
            bar.setRange(0, 0)
            return
        height = self.viewport().height()
        if pinned is not None:
            offset, y = pinned
            top = document.line_top(offset) - y
            held = document.block_at(offset)
        else:
            top = bar.value()
            held = self._steady_block(document, top, height)
        ratio = self._ratio_in(held, top)
        document.laid(held)
        held_y = (
            document.top(held) - top if ratio is None else -round(ratio * document.line_count(held) * document.line)
        )
        if pinned is not None:
            held_y = document.top(held) - (document.line_top(pinned[0]) - pinned[1])
        for _attempt in range(12):
            top = max(0, min(document.top(held) - held_y, document.height - height))
            if not self._lay_out_from(document, top, top + height):
                break
        top = max(0, min(document.top(held) - held_y, document.height - height))
        with QSignalBlocker(bar):
            bar.setRange(0, max(0, document.height - height))
            bar.setPageStep(max(document.line, height - document.line))
            bar.setSingleStep(document.line)
            bar.setValue(top)
        self.viewport().update()

    def _steady_block(self, document: Document, top: int, height: int) -> int:
        """The first block in sight whose lines are known already, or the first of all."""
        first = block = document.block_at_y(top)
        while block < len(document) and document.top(block) < top + height:
            if document.is_measured(block):
                return block
            block += 1
        return first

    def _ratio_in(self, block: int, top: int) -> float | None:
        """How far the view's top is into a block whose height is only estimated; None for a known or later one."""
        document = self._document
        inside = top - document.top(block)
        if document.is_measured(block) or inside <= 0:
            return None
        return inside / (document.line_count(block) * document.line)

    def _lay_out_from(self, document: Document, top: int, foot: int) -> bool:
        """Lay out the blocks between two heights; whether any height changed."""
        changed = False
        block = document.block_at_y(top)
        while block < len(document) and document.upper_edge(block) < foot:
            before = document.line_count(block)
            document.laid(block)
            changed |= before != document.line_count(block)
            block += 1
        return changed

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._settle()
        self.scrolled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y()
            steps, self._turned = int(self._turned / NOTCH), self._turned - int(self._turned / NOTCH) * NOTCH
            if steps:
                self.zoom_requested.emit(steps)
            event.accept()
            return
        # A touchpad says how many pixels it means; Qt's own bar would turn them into parts of lines.
        pixels = event.pixelDelta().y()
        if pixels and event.phase() != Qt.ScrollPhase.NoScrollPhase:
            self.scroll_to(self.scroll_position - pixels)
            event.accept()
        else:
            super().wheelEvent(event)

    def scroll_to(self, y: int) -> None:
        """Bring a height of the document to the top of the view."""
        self.verticalScrollBar().setValue(y)

    def pin(self, offset: int, y: int) -> None:
        """Bring the line of `offset` to `y` of the viewport."""
        self._settle((offset, y))
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        document = self._document
        width = self.columns.text_width
        if document is not None and width != document.width:
            self._relay(self._first_line())
        else:
            self._settle()
            self.scrolled.emit()

    def _relay(self, place: tuple[int, int]) -> None:
        """Break all lines anew; the line of `place` (offset, y) stays at its y."""
        self._document.set_measures(self._fonts(), self._theme.reading, self.columns.text_width)
        self._lanes.forget()
        self.pin(*place)

    def _first_line(self) -> tuple[int, int]:
        """The start of the first line in sight and its y in the viewport."""
        document, top = self._document, self.scroll_position
        block = document.block_at_y(top)
        if not document.is_measured(block):
            return document.starts[block], document.top(block) - top
        laid = document.laid(block)
        line = max(0, min(-(-(top - document.top(block)) // document.line), len(laid) - 1))
        return document.starts[block] + laid.line_range(line)[0], document.top(block) + line * document.line - top

    # -- what is in sight

    def _strips(self, top: int, foot: int) -> Iterator[tuple[int, Strip]]:
        """The blocks between two heights of the viewport, each with its lines in sight."""
        document, scroll = self._document, self.scroll_position
        assert document is not None
        block = document.block_at_y(scroll + top)
        while block < len(document) and document.upper_edge(block) < scroll + foot:
            laid, y = document.laid(block), document.top(block) - scroll
            first = max(0, (top - y) // document.line)
            last = min(len(laid) - 1, (foot - y) // document.line)
            if first <= last:
                x = self.columns.text_x + document.indent(block)
                yield block, Strip(laid, document.starts[block], x, y, first, last, document.reading)
            block += 1

    def bars_in_view(self) -> list[Bar]:
        """The margin bars of what is in sight."""
        if self._document is None or self._lanes is None:
            return []
        scroll, height = self.scroll_position, self.viewport().height()
        first = self._document.block_at_y(scroll)
        last = self._document.block_at_y(scroll + height)
        bars = self._lanes.bars(first, last, scroll, self.columns.lane_limit)
        return [bar for bar in bars if bar.foot > 0 and bar.top < height]

    def column_point(self, point: QPoint | QPointF) -> QPointF:
        """A point of the viewport as one of the text column."""
        return QPointF(point.x() - self.columns.text_x, point.y() + self.scroll_position)

    def caret_box(self) -> QRect:
        """The caret in viewport pixels."""
        if self._document is None:
            return QRect()
        y = self._document.line_top(self._caret) - self.scroll_position
        x = self.columns.text_x + self._document.caret_x(self._caret)
        return QRect(round(x) - 1, y, 2, self._document.line)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens = self._theme.tokens
        painter.fillRect(event.rect(), tokens.paper)
        if self._document is None:
            return
        look = Look(tokens, self._selected, self._partners)
        area = event.rect()
        for block, strip in self._strips(area.top(), area.bottom() + 1):
            self._paint_strip(painter, block, strip, look)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_bars(painter, look)
        self._paint_coverage(painter)
        if self._caret_shown:
            painter.fillRect(self.caret_box().adjusted(0, 2, 0, -2), tokens.ink)

    def _paint_strip(self, painter: QPainter, block: int, strip: Strip, look: Look) -> None:
        tokens = look.tokens
        start, end = strip.extent
        paint_marks(painter, strip, self._index.touching(start, end), look)
        for layer in self.layers:
            layer.paint(painter, strip, look)
        self._paint_flash(painter, strip)
        self._paint_selection(painter, strip)
        muted = self._document.blocks[block].kind in (BlockKind.CAPTION, BlockKind.FURNITURE)
        painter.setPen(tokens.muted if muted else tokens.ink)
        line = self._document.line
        clip = QRectF(0, strip.y + (strip.first - 1) * line, self.viewport().width(), 0)
        clip.setBottom(strip.y + (strip.last + 2) * line)
        strip.laid.layout.draw(painter, QPointF(strip.x, strip.y), [], clip)
        if strip.first == 0:
            self._paint_number(painter, block, strip.y)

    def _paint_number(self, painter: QPainter, block: int, y: float) -> None:
        number = self._document.blocks[block].number
        if number is None:
            return
        painter.setFont(self._theme.small_font())
        painter.setPen(self._theme.tokens.muted)
        label, base = str(number), round(y + baseline(self._document.fonts["text"], self._document.line))
        columns = self.columns
        if self._mirrored:
            painter.drawText(columns.text_x + columns.text_width + NUMBER_GAP, base, label)
        else:
            width = painter.fontMetrics().horizontalAdvance(label)
            painter.drawText(columns.text_x - NUMBER_GAP - width, base, label)

    def _paint_flash(self, painter: QPainter, strip: Strip) -> None:
        ranges, strength = self._flash
        for start, end in ranges if strength > 0 else ():
            self._tint(painter, strip, start, end, 0.45 * strength, 0)

    def _paint_selection(self, painter: QPainter, strip: Strip) -> None:
        start, end = sorted((self._anchor, self._caret))
        if start < end:
            self._tint(painter, strip, start, end, 0.32 if self.hasFocus() else 0.2, 2)

    def _tint(self, painter: QPainter, strip: Strip, start: int, end: int, alpha: float, more: int) -> None:
        colour = QColor(self._theme.tokens.accent)
        colour.setAlphaF(alpha)
        for box in strip.boxes(start, end):
            painter.fillRect(box.adjusted(1 if more else 0, -more, -1 if more else 0, more), colour)

    def _paint_bars(self, painter: QPainter, look: Look) -> None:
        columns, height = self.columns, self.viewport().height()
        near: dict[str, int] = {}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for bar in sorted(self.bars_in_view(), key=lambda bar: look.is_lit(bar.node_id)):
            paint_bar(painter, bar, bar.box(columns.width, self._mirrored), look, height)
            near.setdefault(bar.node_id, bar.near)
        for node_id, y in self._leads:
            if node_id in near:
                colour = look.tokens.accent if look.is_lit(node_id) else look.tokens.covered
                x = 0 if self._mirrored else columns.width - near[node_id]
                painter.fillRect(QRectF(x, y, near[node_id], 1), colour)

    def _paint_coverage(self, painter: QPainter) -> None:
        if self._coverage is None:
            return
        height, top = self.viewport().height(), self.scroll_position
        lit = [self._selected, *self._partners[:1]]
        marks = [mark for node in lit if node for mark in self._index.of_node(node)]
        block = self._document.block_at(marks[0].start) if marks else None
        area = self.columns.coverage(height)
        self._coverage.paint(painter, area, self._theme.tokens, (top, top + height), block)

"""The article on its paper: the marks it shows, and painting all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.messages import _
from models.texts import Layout
from ui.article.coverage import Coverage
from ui.article.document import Document
from ui.article.highlights import Highlight, Index, Look, Strip
from ui.article.lanes import Lanes
from ui.article.lines import baseline
from ui.article.margin import Bar, paint_bars
from ui.article.page import Page
from ui.article.underlay import Underlay
from ui.theme import Theme

NUMBER_GAP = 12
PAGE_ABOVE = 4  # pixels that a page's label may reach into the line of a paragraph's number
MANY = 200  # marks that change together: quicker to begin anew


class Layer(Protocol):
    """Something more to paint on a block's lines in sight: over the marks, under the letters."""

    def paint(self, painter: QPainter, strip: Strip, look: Look) -> None: ...


class Surface(Page):
    """Shows an article and its marks; knows no keys and no mouse."""

    def __init__(self, theme: Theme, mirrored: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, mirrored, parent)
        empty = self._new_document("", Layout((), ()))
        self._index = Index(empty)
        self._unlit: list[Highlight] = []
        self._lanes, self._coverage = Lanes(empty, self._index), Coverage(empty, self._index)
        self._underlay = Underlay(empty, self._index)
        self._selected: str | None = None
        self._partners: tuple[str, ...] = ()
        self._leads: list[tuple[str, int]] = []
        self._caret_shown = False
        self.layers: list[Layer] = []
        self._flash: tuple[list[tuple[int, int]], float] = ([], 0.0)

    # -- what is shown

    def _show_document(self, document: Document | None) -> None:
        self._document = document if document is not None and len(document) else None
        self._anchor = self._caret = self._document.starts[0] if self._document else 0
        self._unlit = []
        self._show_marks([])
        with QSignalBlocker(self.verticalScrollBar()):
            self.verticalScrollBar().setValue(0)
        self._settle()

    def _show_marks(self, marks: list[Highlight]) -> None:
        document = self._document
        if document is not None:
            self._index = Index(document, marks)
            counted = Index(document, [*marks, *self._unlit]) if self._unlit else self._index
            self._lanes, self._coverage = Lanes(document, self._index), Coverage(document, counted)
            self._underlay = Underlay(document, self._index)
        self.viewport().update()

    def set_unlit(self, marks: Iterable[Highlight]) -> None:
        """Passages that have no mark, because a filter hides their nodes, and cover the text all the same; they count
        with the marks that are set next.
        """
        self._unlit = list(marks)

    def covering(self) -> Iterator[Highlight]:
        """All passages in shown text, those without a mark too."""
        return chain(self._index.all(), self._unlit)

    def _lines_changed(self) -> None:
        self._lanes.forget()
        self._underlay.forget()

    def change_highlights(self, removed: Iterable[str], added: Iterable[Highlight]) -> None:
        """Take passages out by `anchor_id` and put others in (a changed one is both), the rest untouched."""
        gone_ids, come = set(removed), list(added)
        document = self._document
        if document is None:
            return
        if len(gone_ids) + len(come) > MANY:
            kept = [mark for mark in self._marks if mark.anchor_id not in gone_ids]
            self._show_marks(kept + come)
        else:
            gone = self._index.change(gone_ids, come)
            self._lanes.change(gone, come)
            self._coverage.change(gone, -1)
            self._coverage.change(come, 1)
            for mark in (*gone, *come):
                span = document.span(mark.start, mark.end)
                if span is not None:
                    self._underlay.forget_blocks(*span)
            self.viewport().update()
        self.scrolled.emit()

    @property
    def _marks(self) -> list[Highlight]:
        """All marks, also those that lie in what is hidden."""
        return self._index.everything()

    def hidden_marks(self) -> int:
        """How many passages have no character that is shown."""
        return self._index.hidden_count

    @property
    def show_furniture(self) -> bool:
        """Whether captions and site text are shown (muted)."""
        return self._furniture

    def set_show_furniture(self, on: bool) -> None:
        """Show or hide captions and site text. No offset moves, and what is read stays where it is."""
        if on != self._furniture:
            self._furniture = on
            self._show_anew()

    @property
    def show_hidden(self) -> bool:
        """Whether what was set aside is shown (muted)."""
        return self._hidden

    def set_show_hidden(self, on: bool) -> None:
        """Show or hide what was set aside, as `set_show_furniture`."""
        if on != self._hidden:
            self._hidden = on
            self._show_anew()

    def _show_anew(self) -> None:
        """Other blocks of the same article are shown; what is read stays where it is."""
        old, marks = self._document, self._marks
        if old is None:
            return
        offset, y = self.first_line()
        self._document = document = self._new_document(old.text, old.layout)
        self._show_marks(marks)
        low, high = sorted((self._anchor, self._caret))
        near = document.nearest(self._caret)
        if document.span(low, high) is None and (low < high or low != near):
            self.select(near, near)
        self.pin(document.nearest(offset), y)

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
        if self._document is None:
            return []
        scroll, height = self.scroll_position, self.viewport().height()
        first = self._document.block_at_y(scroll)
        last = self._document.block_at_y(scroll + height)
        bars = self._lanes.bars(first, last, scroll, self.columns.lane_room)
        return [bar for bar in bars if bar.foot > 0 and bar.top < height]

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens = self._theme.tokens
        painter.fillRect(event.rect(), tokens.paper)
        if self._document is None:
            return
        look = Look(tokens, self._selected, self._partners, self._current_mark())
        area = event.rect()
        for block, strip in self._strips(area.top(), area.bottom() + 1):
            self._paint_strip(painter, block, strip, look)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_bars(painter, look)
        self._paint_coverage(painter)
        if self._caret_shown:
            painter.fillRect(self.caret_box().adjusted(0, 2, 0, -2), tokens.ink)

    def _current_mark(self) -> Highlight | None:
        """The passage that a key means."""
        return None

    def _paint_strip(self, painter: QPainter, block: int, strip: Strip, look: Look) -> None:
        tokens = look.tokens
        self._underlay.paint(painter, block, strip, look)
        for layer in self.layers:
            layer.paint(painter, strip, look)
        self._paint_flash(painter, strip)
        self._paint_selection(painter, strip)
        painter.setPen(tokens.muted if self._document.is_quiet(block) else tokens.ink)
        line = self._document.line
        clip = QRectF(0, strip.y + (strip.first - 1) * line, self.viewport().width(), 0)
        clip.setBottom(strip.y + (strip.last + 2) * line)
        strip.laid.layout.draw(painter, QPointF(strip.x, strip.y), [], clip)
        if strip.first == 0:
            self._paint_number(painter, block, strip.y)
        self._paint_pages(painter, block, strip)

    def _paint_number(self, painter: QPainter, block: int, y: float) -> None:
        number = self._document.blocks[block].number
        if number is None:
            return
        self._paint_beside(painter, str(number), round(y + baseline(self._document.fonts["text"], self._document.line)))

    def _paint_pages(self, painter: QPainter, block: int, strip: Strip) -> None:
        """Where a page begins: at its line, over the number of a paragraph that begins with it."""
        document = self._document
        for at, label in document.breaks_in(block):
            line = strip.laid.line_of(at)
            if strip.first <= line <= strip.last:
                base = strip.y + line * document.line + baseline(document.fonts["text"], document.line)
                if line == 0 and document.blocks[block].number is not None:
                    base -= min(document.line, document.top(block) - document.upper_edge(block) + PAGE_ABOVE)
                self._paint_beside(painter, _("p. {page}").format(page=label), round(base))

    def _paint_beside(self, painter: QPainter, label: str, base: int) -> None:
        """Small figures outside the text column."""
        font = self._theme.small_font()
        font.setPixelSize(max(10, min(font.pixelSize() * self._document.reading.size // 16, 14)))
        painter.setFont(font)
        painter.setPen(self._theme.tokens.muted)
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
        bars = self.bars_in_view()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        paint_bars(painter, bars, (columns.width, height), self._mirrored, look, self._theme.small_font())
        near: dict[str, int] = {}
        for bar in bars:
            near.setdefault(bar.node_id, bar.near)
        for node_id, y in self._leads:
            if node_id in near:
                colour = look.tokens.accent if look.is_lit(node_id) else look.tokens.covered
                x = 0 if self._mirrored else columns.width - near[node_id]
                painter.fillRect(QRectF(x, y, near[node_id], 1), colour)

    def _paint_coverage(self, painter: QPainter) -> None:
        height, top = self.viewport().height(), self.scroll_position
        lit = [self._selected, *self._partners[:1]]
        marks = [mark for node in lit if node for mark in self._index.of_node(node)]
        block = self._document.block_at(marks[0].start) if marks else None
        area = self.columns.coverage(height)
        self._coverage.paint(painter, area, self._theme.tokens, (top, top + height), block)

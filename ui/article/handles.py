"""Two handles on each passage of the selected node: dragged, they take an end of the passage along, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from models.anchors import snapped, trimmed
from ui.article.caret import is_right_to_left
from ui.article.document import Document
from ui.article.extents import Extent
from ui.article.gestures import Click
from ui.article.highlights import Highlight, Look, Strip

if TYPE_CHECKING:
    from ui.article.view import ArticleView

RADIUS, STEM = 4.5, 2
REACH_X, REACH_Y = 7, 5  # how far beside the stem and beyond the ball a press still holds the handle


@dataclass(frozen=True, slots=True)
class Handle:
    """One end of a passage. `x` and `top` are viewport pixels of its stem, which is a line high."""

    mark: Highlight
    at_end: bool
    x: float
    top: float
    line: int

    @property
    def ball(self) -> QPointF:
        """The middle of the ball: above the beginning, below the end."""
        return QPointF(self.x, self.top + self.line + 1 if self.at_end else self.top - 1)

    @property
    def reach(self) -> QRectF:
        """Where a press is for this handle; all of it outside of the letters but for a few pixels."""
        top = self.top - (0 if self.at_end else RADIUS + REACH_Y)
        return QRectF(self.x - REACH_X, top, 2 * REACH_X, self.line + RADIUS + REACH_Y)


def moved_end(document: Document, mark: Extent, at_end: bool, to: int, exactly: bool) -> Extent:
    """The passage with one end taken to `to`: to whole words, or `exactly`, which is by character.

    The other end stays; at least one word (or character) stays with it.
    """
    text, (start, end) = document.text, mark
    if exactly:
        return (start, max(to, _beside(document, start, 1))) if at_end else (min(to, _beside(document, end, -1)), end)
    first, last = trimmed(text, start, end)
    if first == last:  # nothing but white space: there is no word to keep
        return mark
    if at_end:
        low = snapped(text, first, first + 1)[1]
        return start, max(low, snapped(text, first, to)[1] if to > first else low)
    high = snapped(text, last - 1, last)[0]
    return min(high, snapped(text, to, last)[0] if to < last else high), end


def _beside(document: Document, offset: int, step: int) -> int:
    """One character after or before a place."""
    block, local = document.locate(offset)
    laid, start = document.laid(block), document.starts[block]
    if step > 0:
        return start + laid.next(local) if local < len(laid.text) else min(offset + 1, len(document.text))
    return start + laid.previous(local) if local > 0 else max(0, offset - 1)


def shows(document: Document, offset: int) -> bool:
    """Whether the character at `offset` stands in a block that is shown."""
    block = document.blocks[document.block_at(offset)]
    return block.start <= offset < block.end


class Handles:
    """The handles of a view, and the passage as it will be while one is dragged (a layer of the surface)."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self.dragged: HandleDrag | None = None

    def in_sight(self) -> Iterator[Handle]:
        """The handles whose ends are shown and in the view."""
        view = self._view
        node, document = view.selected_node, view.shown_document
        top, height = view.scroll_position, view.viewport().height()
        first = document.blocks[document.block_at_y(top)].start
        last = document.blocks[document.block_at_y(top + height)].end
        for mark in view.marks.of_node(node) if node is not None else ():
            mark = self.dragged.preview if self.dragged and self.dragged.mark.anchor_id == mark.anchor_id else mark
            for at_end, offset in ((False, mark.start), (True, mark.end - 1)):
                if first <= offset < last and shows(document, offset):
                    handle = self._handle(document, mark, at_end, offset)
                    if handle.top >= -2 and handle.top + handle.line <= height + 2:
                        yield handle

    def _handle(self, document: Document, mark: Highlight, at_end: bool, offset: int) -> Handle:
        view, block = self._view, document.block_at(offset)
        laid, local, pitch = document.laid(block), offset - document.starts[block], document.line
        line = laid.line_of(local)
        x = laid.x_of(local + 1 if at_end else local)
        if at_end and laid.line_of(local + 1) != line:  # the words are broken just after the passage
            pieces = list(laid.segments(local, local + 1, line, line))
            x = pieces[-1][2] if pieces else x
        y = document.top(block) + line * pitch - view.scroll_position
        inset = (pitch - document.reading.fill) // 2
        outward = 1 if at_end != is_right_to_left(document, offset) else -1
        at_x = round(view.columns.text_x + document.indent(block) + x) + outward
        return Handle(mark, at_end, at_x, y + inset, document.reading.fill)

    def at(self, point: QPoint) -> Handle | None:
        """The handle under a point of the viewport; of several the one with the nearest stem."""
        found = [handle for handle in self.in_sight() if handle.reach.contains(QPointF(point))]
        return min(found, key=lambda handle: abs(handle.x - point.x()), default=None)

    def paint_over(self, painter: QPainter) -> None:
        """The handles themselves, over the letters."""
        tokens = self._view.theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for handle in self.in_sight():
            painter.fillRect(QRectF(handle.x - STEM / 2, handle.top, STEM, handle.line), tokens.accent)
            painter.setPen(QPen(tokens.paper, 1.5))
            painter.setBrush(tokens.accent)
            painter.drawEllipse(handle.ball, RADIUS, RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def paint(self, painter: QPainter, strip: Strip, look: Look) -> None:
        """The passage as it will be, under the letters."""
        if self.dragged is None:
            return
        before, after, tokens = self.dragged.mark, self.dragged.preview, look.tokens
        for left_out in ((before.start, min(after.start, before.end)), (max(after.end, before.start), before.end)):
            for box in strip.boxes(*left_out):
                air = strip.reading.line - strip.reading.fill  # below the fill, where further underlines may run
                self._paint_without(painter, box.adjusted(0, 0, 0, air), strip, look)
        for taken_in in ((after.start, before.start), (before.end, after.end)):
            for box in strip.boxes(*taken_in):
                painter.fillRect(box, tokens.selection)
                painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), tokens.accent)

    def _paint_without(self, painter: QPainter, box: QRectF, strip: Strip, look: Look) -> None:
        """A part of a line as it is when the dragged passage has left it."""
        assert self.dragged is not None
        mark, kinds = self.dragged.mark, look.tokens.kinds
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(box, look.tokens.paper)
        for other in self._view.marks.touching(max(mark.start, strip.extent[0]), min(mark.end, strip.extent[1])):
            if other.anchor_id != mark.anchor_id:
                lit, colours = look.is_lit(other.node_id), kinds[other.kind]
                for part in strip.boxes(other.start, other.end):
                    painter.fillRect(part, look.tint(other.node_id) if lit else colours.fill)
                    line = QRectF(part.left(), part.bottom() - 2, part.width(), 2 if lit else 1)
                    painter.fillRect(line, look.tokens.accent if lit else colours.line)
        painter.restore()


class HandleDrag(Click):
    """An end of a passage under way."""

    scrolls = True

    def __init__(self, view: ArticleView, handle: Handle, point: QPoint) -> None:
        super().__init__(view, point)
        self._handles, self.mark, self.preview = view.handles, handle.mark, handle.mark
        self._article, self._at_end = view, handle.at_end
        self._slip = round(handle.x) - point.x()  # a press beside the stem moves nothing yet
        self._handles.dragged = self

    def drag(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        mark, document = self.mark, self._article.shown_document
        exactly = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        to = self._article.place_at(QPoint(point.x() + self._slip, point.y()))
        start, end = moved_end(document, (mark.start, mark.end), self._at_end, to, exactly)
        self.preview = replace(mark, start=start, end=end)
        self._article.viewport().update()

    def release(self, point: QPoint) -> None:
        self.cancel()
        if not self.moved:
            self._article.on_click(point)
        elif self.preview != self.mark:
            self._article.passage_change_requested.emit(self.mark.anchor_id, self.preview.start, self.preview.end)

    def cancel(self) -> None:
        self._handles.dragged = None
        self._article.viewport().update()

"""Two round grips on the passage in hand: dragged, they take an end of the passage along, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from models.anchors import snapped, trimmed
from ui.article.caret import is_right_to_left
from ui.article.document import Document
from ui.article.extents import Extent
from ui.article.gestures import Click
from ui.article.highlights import Highlight, Look, Strip

if TYPE_CHECKING:
    from ui.article.view import ArticleView


class Change(Protocol):
    """A passage that is being changed: as it is, as it will be, and which of its ends is in hand."""

    @property
    def mark(self) -> Highlight: ...
    @property
    def preview(self) -> Highlight: ...
    @property
    def at_end(self) -> bool: ...


RADIUS, STRONG = 4.5, 5.5  # of a grip, and of the one that a key moves
REACH, REACH_UP = 8, 6  # how far from the middle of a grip a press still takes it: the letters above it stay free


@dataclass(frozen=True, slots=True)
class Handle:
    """One end of a passage; `x` and `y` are the middle of its grip, at the underline's end, in viewport pixels."""

    mark: Highlight
    at_end: bool
    x: float
    y: float

    @property
    def reach(self) -> QRectF:
        """Where a press is for this handle."""
        return QRectF(self.x - REACH, self.y - REACH_UP, 2 * REACH, REACH_UP + REACH)


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
    """The handles of a view, and the passage as it will be while it is changed (a layer of the surface).

    The current passage has them, and the one under the pointer, when they are of the selected node.
    """

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self.change: Change | None = None  # under way, by mouse or by keys
        self._hovered: str | None = None  # an anchor

    @property
    def dragged(self) -> HandleDrag | None:
        """The drag under way."""
        return self.change if isinstance(self.change, HandleDrag) else None

    def hover(self, point: QPoint | None) -> None:
        """The pointer is over a point of the viewport, or over none."""
        found = None
        if point is not None:
            handle, node = self.at(point), self._view.selected_node
            own = (mark for mark in self._view.marks_at(point) if mark.node_id == node)
            found = handle.mark.anchor_id if handle is not None else next((mark.anchor_id for mark in own), None)
        if found != self._hovered:
            self._hovered = found
            self._view.viewport().update()

    def _marks(self) -> list[Highlight]:
        """The passages whose handles are shown."""
        if self.change is not None:
            return [self.change.preview]
        view = self._view
        current, node = view.passage_here(), view.selected_node
        own = view.marks.of_node(node) if node is not None and self._hovered is not None else []
        found = [mark for mark in own if mark.anchor_id == self._hovered and mark is not current]
        return [current, *found] if current is not None and current.node_id == node else found

    def in_sight(self) -> Iterator[Handle]:
        """The handles whose ends are shown and in the view."""
        view = self._view
        if not view.has_article:
            return
        document, top, height = view.shown_document, view.scroll_position, view.viewport().height()
        first = document.blocks[document.block_at_y(top)].start
        last = document.blocks[document.block_at_y(top + height)].end
        for mark in self._marks():
            for at_end, offset in ((False, mark.start), (True, mark.end - 1)):
                if first <= offset < last and shows(document, offset):
                    handle = self._handle(document, mark, at_end, offset)
                    if RADIUS < handle.y < height:
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
        outward = 2 if at_end != is_right_to_left(document, offset) else -2
        at_x = round(view.columns.text_x + document.indent(block) + x) + outward
        return Handle(mark, at_end, at_x, y + (pitch + document.reading.fill) // 2)

    def at(self, point: QPoint) -> Handle | None:
        """The handle under a point of the viewport; of several the nearest."""
        found = [handle for handle in self.in_sight() if handle.reach.contains(QPointF(point))]
        return min(found, key=lambda handle: abs(handle.x - point.x()) + abs(handle.y - point.y()), default=None)

    def paint_over(self, painter: QPainter) -> None:
        """The handles themselves, over the letters. Of a passage that keys change, the end in hand is the full one."""
        tokens, change = self._view.theme.tokens, self.change
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for handle in self.in_sight():
            middle = QPointF(handle.x, handle.y)
            if change is None or handle.at_end == change.at_end:
                painter.setPen(QPen(tokens.paper, 1.5))
                painter.setBrush(tokens.accent)
                radius = RADIUS + 0.75 if change is None else STRONG + 0.75
            else:
                painter.setPen(QPen(tokens.accent, 1.5))
                painter.setBrush(tokens.paper)
                radius = RADIUS - 0.75
            painter.drawEllipse(middle, radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def paint(self, painter: QPainter, strip: Strip, look: Look) -> None:
        """The current passage, and how a passage will be that is being changed; under the letters."""
        if self.change is None:
            self._paint_current(painter, strip, look)
            return
        before, after, tokens = self.change.mark, self.change.preview, look.tokens
        for left_out in ((before.start, min(after.start, before.end)), (max(after.end, before.start), before.end)):
            for box in strip.boxes(*left_out):
                air = strip.reading.line - strip.reading.fill  # below the fill, where further underlines may run
                self._paint_without(painter, box.adjusted(0, 0, 0, air), strip, look)
        for taken_in in ((after.start, before.start), (before.end, after.end)):
            for box in strip.boxes(*taken_in):
                painter.fillRect(box, tokens.selection)
        deeper = QColor(tokens.accent)
        deeper.setAlphaF(0.0 if self.dragged is not None else 0.14)  # keys may leave it so for long
        for box in strip.boxes(after.start, after.end):
            painter.fillRect(box, deeper)
            _underline(painter, box, tokens.accent)

    def _paint_current(self, painter: QPainter, strip: Strip, look: Look) -> None:
        """A thick line below the passage that a key means."""
        mark = look.current
        if mark is not None:
            colour = look.tokens.accent if look.is_lit(mark.node_id) else look.tokens.kinds[mark.kind].line
            for box in strip.boxes(mark.start, mark.end):
                _underline(painter, box, colour)

    def _paint_without(self, painter: QPainter, box: QRectF, strip: Strip, look: Look) -> None:
        """A part of a line as it is when the dragged passage has left it."""
        assert self.change is not None
        mark, kinds = self.change.mark, look.tokens.kinds
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


def _underline(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 4), colour)


class HandleDrag(Click):
    """An end of a passage under way."""

    scrolls = True

    def __init__(self, view: ArticleView, handle: Handle, point: QPoint) -> None:
        super().__init__(view, point)
        self._handles, self.mark, self.preview = view.handles, handle.mark, handle.mark
        self._article, self.at_end = view, handle.at_end
        self._slip = round(handle.x) - point.x()  # a press beside the stem moves nothing yet
        self._handles.change = self

    def drag(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        mark, document = self.mark, self._article.shown_document
        exactly = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        to = self._article.place_at(QPoint(point.x() + self._slip, point.y()))
        start, end = moved_end(document, (mark.start, mark.end), self.at_end, to, exactly)
        self.preview = replace(mark, start=start, end=end)
        self._article.viewport().update()

    def release(self, point: QPoint) -> None:
        self.cancel()
        if not self.moved:
            self._article.on_click(point)
        elif self.preview != self.mark:
            self._article.passage_change_requested.emit(self.mark.anchor_id, self.preview.start, self.preview.end)

    def cancel(self) -> None:
        self._handles.change = None
        self._article.viewport().update()

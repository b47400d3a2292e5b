"""Paper that scrolls: lazily laid-out blocks that move by the pixel and stay where they are read."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from models.texts import Layout
from ui.article.columns import Columns
from ui.article.document import Document
from ui.theme import Theme

SMALL = 0.86  # of the reading size: footnotes
NOTCH = 120  # eighths of a degree, what one notch of a wheel turns


class Page(QAbstractScrollArea):
    """Holds a document, its place and a caret; paints nothing."""

    scrolled = Signal()
    zoom_requested = Signal(int)  # steps, above 0: larger

    def __init__(self, theme: Theme, mirrored: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._mirrored = theme, mirrored
        self._document: Document | None = None
        self._furniture, self._hidden = True, False
        self._anchor = self._caret = 0
        self._turned = 0  # eighths of a degree of a wheel with Ctrl that have not made a step of zoom yet
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _fonts(self) -> dict[str, QFont]:
        theme = self._theme
        small = theme.reading_font()
        small.setPixelSize(round(small.pixelSize() * SMALL))
        return {
            "text": theme.reading_font(),
            "heading": theme.reading_font(700),
            "caption": theme.reading_font(400, True),
            "small": small,
        }

    def _on_theme_changed(self) -> None:
        palette = self.viewport().palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.tokens.paper)
        self.viewport().setPalette(palette)
        document, fonts, reading = self._document, self._fonts(), self._theme.reading
        if document is not None and (document.fonts, document.reading) != (fonts, reading):
            self._relay(self.first_line())
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

    def _new_document(self, text: str, layout: Layout) -> Document:
        width, reading = self.columns.text_width, self._theme.reading
        return Document(text, layout, self._fonts(), width, reading, self._furniture, self._hidden)

    def _lines_changed(self) -> None:
        """All lines have been broken anew."""

    def is_shown(self, offset: int) -> bool:
        """Whether the character at `offset` stands in a block that is shown."""
        return self._document is not None and self._document.is_shown(offset)

    def select(self, anchor: int, caret_at: int) -> None:
        """Select from `anchor` to the caret (either may come first)."""
        self._anchor, self._caret = anchor, caret_at

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
            self._relay(self.first_line())
        else:
            self._settle()
            self.scrolled.emit()

    def _relay(self, place: tuple[int, int]) -> None:
        """Break all lines anew; the line of `place` (offset, y) stays at its y."""
        self._document.set_measures(self._fonts(), self._theme.reading, self.columns.text_width)
        self._lines_changed()
        self.pin(*place)

    def first_line(self) -> tuple[int, int]:
        """The start of the first line in sight and its y in the viewport."""
        document, top = self._document, self.scroll_position
        block = document.block_at_y(top)
        if not document.is_measured(block):
            return document.starts[block], document.top(block) - top
        laid = document.laid(block)
        line = max(0, min(-(-(top - document.top(block)) // document.line), len(laid) - 1))
        return document.starts[block] + laid.line_range(line)[0], document.top(block) + line * document.line - top

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

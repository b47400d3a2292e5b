"""A text in the reading face, to write on or to read: set as print, marked under its words, with a margin."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from models.texts import normal_newlines
from ui.correcting.drift import Drift
from ui.correcting.lines import SpacedLayout, runs_both_ways, stretches
from ui.correcting.marks import GONE, Mark, Marks, paint_fill, paint_foot, paint_over
from ui.correcting.plain import Edge, trimmed_difference
from ui.theme import Theme

MARGIN = 20  # beside the column, where changed lines are marked
INSET = 4  # around the text, inside the column
BAR, BAR_AWAY = 3, 8
GAP = 12  # between paragraphs, at the ordinary line
# A palette would be lost with the next style sheet of the window.
SHEET = """
Paper {{ background: {paper}; color: {ink}; selection-background-color: {accent}; selection-color: {paper}; }}
"""
READING = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class Paper(QPlainTextEdit):
    """What goes in comes out again to the code point. Positions are the editor's; `places` of a comparison converts."""

    typed = Signal()  # the words changed, by whatever way

    def __init__(
        self,
        theme: Theme,
        name: str,
        parent: QWidget | None = None,
        *,
        read_only: bool = False,
        left: int | None = None,
    ) -> None:
        """`left`: pixels to the text's left edge, where the column is not to be centred."""
        super().__init__(parent)
        self._left = left
        self.theme = theme
        self._edge = Edge("")
        self._mixed = False
        self._marks, self._changed = Marks(), Marks()
        self._pointed: Mark | None = None
        self._drift, self._next_drift = Drift(), Drift()
        self._laying: SpacedLayout | None = None
        self._margin = _Margin(self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if read_only:
            self.setReadOnly(True)
            self.setTextInteractionFlags(READING)
        self.setAutoFillBackground(True)
        self.viewport().setAutoFillBackground(False)
        self.updateRequest.connect(self._on_update)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._set_margins)
        self.verticalScrollBar().rangeChanged.connect(lambda: self._settling.start(0))  # it may have come or gone
        theme.changed.connect(self._dress)
        self.show_text("")

    def _dress(self) -> None:
        reading = self.theme.reading
        tokens = self.theme.tokens
        names = {name: getattr(tokens, name).name() for name in ("paper", "ink", "accent")}
        sheet = SHEET.format(**names)
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        font = self.theme.reading_font()
        if self._laying is not None and (font != self.font() or self._laying.pitch != reading.line):
            self._laying.pitch = reading.line
            self._laying.gap = reading.scaled(GAP) if self._laying.gap else 0
            self.setFont(font)
            self.document().setDefaultFont(font)
            with QSignalBlocker(self.document()):  # it is laid out anew, not written anew
                self.document().markContentsDirty(0, self.document().characterCount())
        self._set_margins()
        self.viewport().update()
        self._margin.update()

    # -- the text

    def show_text(self, text: str) -> None:
        """Set `text`, with nothing to undo, no marks, and the caret at its start."""
        self._edge = Edge(text)
        self._mixed = runs_both_ways(text)
        document = QTextDocument(self)
        font, reading = self.theme.reading_font(), self.theme.reading
        document.setDefaultFont(font)
        document.setDocumentMargin(INSET)
        self._laying = SpacedLayout(document, reading.line, paragraph_gap(text, reading.scaled(GAP)))
        document.setDocumentLayout(self._laying)
        document.setUndoRedoEnabled(False)
        self.setDocument(document)
        self.setFont(font)
        self.setPlainText(self._edge.inward(text))
        document.setUndoRedoEnabled(not self.isReadOnly())
        document.contentsChange.connect(self._on_contents_change)
        self._pointed = None
        self.set_marks(Marks(), Marks())
        self._drift, self._next_drift = Drift(), Drift()
        self._dress()

    def text(self) -> str:
        """What stands here."""
        return self._edge.outward(self.document().toRawText())

    def retype(self, text: str) -> None:
        """Make the text `text` as if it had been typed: one step of undo."""
        raw = self.document().toRawText().replace("\u2029", "\n")
        wanted = self._edge.inward(text)
        start, old_end, new_end = trimmed_difference(raw, wanted)
        cursor = self.textCursor()
        cursor.setPosition(_units(raw[:start]))
        cursor.setPosition(cursor.position() + _units(raw[start:old_end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(wanted[start:new_end])
        self.setTextCursor(cursor)

    def _on_contents_change(self, at: int, removed: int, added: int) -> None:
        self._drift.edit(at, removed, added)
        self._next_drift.edit(at, removed, added)
        self.typed.emit()

    # -- marks

    def begin_comparing(self) -> None:
        """From now on remember what is typed: the next marks are those of the text as it is now."""
        self._next_drift = Drift()

    def set_marks(self, marks: Marks, changed: Marks | None = None, mixed: bool | None = None) -> None:
        """Marks of the text as it was at `begin_comparing`; `changed` stand in the margin."""
        self._marks, self._changed = marks, changed if changed is not None else self._changed
        self._mixed = self._mixed if mixed is None else mixed
        self._drift, self._next_drift = self._next_drift, Drift()
        self.viewport().update()
        self._margin.update()

    def point_out(self, mark: Mark | None) -> None:
        """One mark more, under all others, with a bar in the margin."""
        self._pointed = mark
        self.viewport().update()
        self._margin.update()

    def bring(self, start: int, end: int | None = None, *, select: bool = False) -> None:
        """Put the caret at a place (or select it), in the middle of what is in sight."""
        cursor = self.textCursor()
        last = max(0, self.document().characterCount() - 1)
        cursor.setPosition(min(start, last))
        if select and end is not None:
            cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def marks_in_sight(self) -> list[Mark]:
        """What is painted just now."""
        return [mark for block, _y, _lines in self.in_sight() for mark in self._painted(block)]

    def changed_in_sight(self) -> list[Mark]:
        """What the margin shows just now."""
        return [mark for block, _y, _lines in self.in_sight() for mark in self.changed_of(block)]

    def pointed_in(self, block: QTextBlock) -> list[Mark]:
        """The mark that is pointed out, if it touches a block."""
        mark, start = self._pointed, block.position()
        return [mark] if mark is not None and mark.start < start + block.length() and mark.end > start else []

    def _painted(self, block: QTextBlock) -> list[Mark]:
        return self.pointed_in(block) + self._of(block, self._marks)

    def _of(self, block: QTextBlock, marks: Marks) -> list[Mark]:
        start = block.position()
        return marks.touching(start, start + block.length(), self._drift)

    def changed_of(self, block: QTextBlock) -> list[Mark]:
        """The margin's marks of one block, with what was typed since the last comparison."""
        found = self._of(block, self._changed)
        start, end = self._drift.fresh
        if start >= 0 and start < block.position() + block.length() and max(end, start + 1) > block.position():
            found.append(Mark(start, max(end, start + 1), GONE if end == start else ""))
        return found

    def in_sight(self, area: QRect | None = None) -> Iterator[tuple[QTextBlock, float, range]]:
        """Each block in `area` of the viewport: its top in pixels and its lines there."""
        area = self.viewport().rect() if area is None else area
        pitch = self._laying.pitch
        block, y = self.firstVisibleBlock(), self.contentOffset().y()
        while block.isValid() and y <= area.bottom():
            height = self.blockBoundingRect(block).height()
            if y + height >= area.top():
                first = max(0, int((area.top() - y) // pitch))
                last = min(block.layout().lineCount() - 1, int((area.bottom() - y) // pitch))
                yield block, y, range(first, last + 1)
            y += height
            block = block.next()

    @property
    def pitch(self) -> int:
        return self._laying.pitch

    # -- keys and clipboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and (self.isReadOnly() or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            event.ignore()  # the page's or the window's
        elif enter:
            self.textCursor().insertBlock()  # with Shift, Qt would put in a separator that no reading text has
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self._edge.outward(self.textCursor().selectedText()))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText(self._edge.inward(normal_newlines(source.text())))
        self.ensureCursorVisible()

    # -- looks

    def _set_margins(self) -> None:
        """A column of the user's width, which is the same with and without a scroll bar."""
        bar = self.verticalScrollBar()
        room = self.width() - bar.sizeHint().width()
        start = MARGIN if self._left is None else self._left - INSET
        column = min(self.theme.reading.column + 2 * INSET, room - start - MARGIN)
        left = max(MARGIN, (room - column) // 2) if self._left is None else start
        right = max(0, self.width() - left - column - (bar.width() if bar.isVisible() else 0))
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)
            # A change of the viewport while it is being shown reaches no one: break the lines at its width now.
            super().resizeEvent(QResizeEvent(self.viewport().size(), QSize()))
        self._margin.setGeometry(0, 0, left, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()  # the size of the reading text is set elsewhere, for all of the program
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_margin"):
            self._set_margins()

    def _on_update(self, _area: QRect, _dy: int) -> None:
        self._margin.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        area = event.rect()
        painter = QPainter(self.viewport())
        painter.fillRect(area, self.theme.tokens.paper)
        boxes = list(self._boxes(area))
        for paint in (paint_fill, paint_foot):
            for box, look in boxes:
                paint(painter, box, look, self.theme.tokens)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for box, look in boxes:
            paint_over(painter, box, look, self.theme.tokens)
        painter.end()

    def _boxes(self, area: QRect) -> Iterator[tuple[QRectF, str]]:
        reading, x = self.theme.reading, self.contentOffset().x()
        inset = (reading.line - reading.fill) // 2
        for block, y, lines in self.in_sight(area):
            start = block.position()
            for mark in self._painted(block):
                a, b = max(0, mark.start - start), mark.end - start
                for line, left, right in stretches(block.layout(), a, b, lines, self._mixed):
                    x0, x1 = round(x + left) - 1, round(x + right) + 1
                    yield QRectF(x0, y + line * reading.line + inset, x1 - x0, reading.fill), mark.look


class _Margin(QWidget):
    """Left of the column: a bar beside lines whose words changed, a wedge where words went."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper)
        self._paper = paper
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        paper = self._paper
        painter, tokens = QPainter(self), paper.theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, y, _lines in paper.in_sight():
            for mark in paper.pointed_in(block):
                self._bar(painter, block, y, mark, tokens.kinds[mark.look].line)
            for mark in paper.changed_of(block):
                self._bar(painter, block, y, mark, tokens.accent)
        painter.end()

    def _bar(self, painter: QPainter, block: QTextBlock, y: float, mark: Mark, colour: QColor) -> None:
        layout, start, pitch = block.layout(), block.position(), self._paper.pitch
        first = layout.lineForTextPosition(max(0, mark.start - start)).lineNumber()
        last = layout.lineForTextPosition(max(0, min(mark.end - start, block.length()) - 1)).lineNumber()
        x, top = self.width() - BAR_AWAY - BAR, y + first * pitch
        if mark.look == GONE:
            middle = top + pitch / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            wedge = [QPointF(x - 7, middle - 4), QPointF(x - 2, middle), QPointF(x - 7, middle + 4)]
            painter.drawPolygon(QPolygonF(wedge))
        else:
            painter.fillRect(QRectF(x, top + 2, BAR, (last - first + 1) * pitch - 4), colour)


def paragraph_gap(text: str, gap: int) -> int:
    """`gap` where each line is a paragraph; none where blank lines part them already."""
    return 0 if text.count("\n\n") * 20 >= text.count("\n") + 1 else gap


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(1 for c in text if c > "\uffff")

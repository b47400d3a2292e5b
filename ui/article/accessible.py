"""The article's text for screen readers: what is shown, line by line, with the caret and the selection.

Qt's text interface answers through pointers, and a Python subclass cannot: PySide6 leaves those methods out, and who
asks is given what happened to stand in memory. So the text is set a second time, in an editor that is never shown (the
echo), and that editor's interface, which is Qt's own, answers for the view. The echo comes into being when somebody
asks, and is brought up to date with each question.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSignalBlocker, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextSelectionEvent,
    QPainter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
)
from PySide6.QtWidgets import QAccessibleWidget, QFrame, QTextEdit
from shiboken6 import Shiboken

from models.texts import shown
from ui.article.document import Document
from ui.article.extents import aligned
from ui.article.lines import break_lines, printable
from ui.article.utf16 import Offsets
from ui.article.view import ArticleView

NOTHING = 0  # the null pointer; None in its place ends the process
_answering: list[ArticleText] = []  # Qt deletes them with their views; Python must not, whoever lets go of them last
_editors: list[EchoEditor] = []  # no widget may be their parent, and only this thread may delete them
_installed: list[bool] = []


def install() -> None:
    """Let article views be read from now on. To be called before anybody asks about one; once is enough."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface_for)


def _interface_for(key: str, about: QObject) -> QAccessibleInterface | None:
    if key != ArticleView.__name__ or not isinstance(about, ArticleView):
        return None
    answering = ArticleText(about)
    _answering.append(answering)
    return answering


class ArticleText(QAccessibleWidget):
    """What assistive technology is told about an article view: a read-only text of many lines."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view, QAccessible.Role.EditableText)
        self._echo = weakref.ref(Echo(view))  # a child of the view; this object outlives both

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = state.multiLine = state.selectableText = True  # type: ignore[attr-defined]
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Shiboken.VoidPtr:  # type: ignore[override]
        if kind is not QAccessible.InterfaceType.TextInterface:
            found: Shiboken.VoidPtr | None = super().interface_cast(kind)  # type: ignore[assignment]
            return Shiboken.VoidPtr(NOTHING) if found is None else found
        echo = self._echo()
        return Shiboken.VoidPtr(echo.address() if echo is not None and Shiboken.isValid(echo) else NOTHING)


def _let_go(editor: EchoEditor, _view: object = None) -> None:
    """Delete an echo's editor, here and now: its view goes."""
    _editors.remove(editor)
    if Shiboken.isValid(editor):
        Shiboken.delete(editor)


class Echo(QObject):
    """The shown text of a view in an editor that nobody sees, with lines and places as in the view.

    Its positions are UTF-16 and count the shown blocks alone, with one line break between two.
    """

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self._document: Document | None = None  # what the text was made of
        self._fonts: object = None
        self._lines: EchoLines | None = None
        self._selection: tuple[int, int] | None = None  # anchor and caret as the editor has them, in code points
        self._place: tuple[object, ...] = ()
        self._busy = False  # what the editor signals is our own doing
        self._selected = False
        self._editor = editor = EchoEditor()
        _editors.append(editor)
        view.destroyed.connect(partial(_let_go, editor))
        self._text = QTextDocument(editor)
        editor.cursorPositionChanged.connect(self._follow)
        editor.selectionChanged.connect(self._follow)
        editor.wanted_in_sight.connect(self._show)
        view.selection_changed.connect(self._tell)

    def address(self) -> int:
        """Where the text interface stands in memory, brought up to date."""
        self.catch_up()
        interface = QAccessible.queryAccessibleInterface(self._editor).textInterface()
        return Shiboken.getCppPointer(interface)[0]

    # -- from the view to the echo

    def catch_up(self) -> None:
        """Give the editor the text, the places, the caret and the selection of the view."""
        if self._busy:
            return
        self._busy = True
        try:
            view = self._view
            document = view.shown_document if view.has_article else None
            fonts = document.fonts if document is not None else None
            if document is not self._document or fonts is not self._fonts or self._lines is None:
                self._document, self._fonts = document, fonts
                self._set_text(document)
                self._place, self._selection = (), None
            self._set_places()
            selection = (view.selection_anchor, view.caret_offset)
            if selection != self._selection:
                self._selection = selection
                cursor = QTextCursor(self._text)
                cursor.setPosition(self.position(selection[0]))
                cursor.setPosition(self.position(selection[1]), QTextCursor.MoveMode.KeepAnchor)
                with self._editor.unheard():
                    self._editor.setTextCursor(cursor)
                self._editor.verticalScrollBar().setValue(view.scroll_position)
        finally:
            self._busy = False

    def _set_text(self, document: Document | None) -> None:
        text = QTextDocument(self._editor)  # so that it goes with it
        text.setUndoRedoEnabled(False)
        blocks = document.blocks if document is not None else []
        if document is not None:
            text.setDefaultFont(document.fonts["text"])
            text.setPlainText("\n".join(printable(shown(document.text, block)) for block in blocks))
            for index in range(len(blocks)):
                if document.font(index) is not document.fonts["text"]:
                    cursor = QTextCursor(text.findBlockByNumber(index))
                    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                    format_ = QTextCharFormat()
                    format_.setFont(document.font(index))
                    cursor.setCharFormat(format_)
        self._lines = EchoLines(text, document)
        text.setDocumentLayout(self._lines)
        with self._editor.unheard():
            self._editor.setDocument(text)
        self._text.deleteLater()
        self._text = text

    def _set_places(self) -> None:
        """Put what is in sight where the view has it; the rest is broken into lines when somebody asks."""
        view, document, lines = self._view, self._document, self._lines
        viewport = view.viewport()
        height = document.height if document is not None else 0
        corner, scroll = viewport.mapToGlobal(QPoint(0, 0)), view.scroll_position
        place = (corner, viewport.size(), scroll, height, view.columns.text_x)
        if place == self._place or lines is None:
            return
        self._place = place
        lines.text_x, lines.size = view.columns.text_x, QSizeF(viewport.width(), height)
        self._editor.setGeometry(QRect(corner, viewport.size()))
        bar = self._editor.verticalScrollBar()
        bar.setRange(0, view.verticalScrollBar().maximum())
        bar.setValue(scroll)
        if document is not None:
            block = self._text.findBlockByNumber(document.block_at_y(scroll))
            while block.isValid() and document.upper_edge(block.blockNumber()) < scroll + viewport.height():
                lines.place(block)
                block = block.next()

    def position(self, offset: int) -> int:
        """Where the text of the editor has a place of the article."""
        if self._document is None:
            return 0
        index, local = self._document.locate(offset)
        return self._text.findBlockByNumber(index).position() + self._document.laid(index).unit(local)

    def offset(self, position: int) -> int:
        """The place of the article that stands at a position of the editor's text."""
        document, block = self._document, self._text.findBlock(position)
        if document is None or not block.isValid():
            return self._view.caret_offset
        local = Offsets(block.text()).to_code_point(position - block.position())
        return aligned(document, document.starts[block.blockNumber()] + local)

    # -- from assistive technology to the view

    def _follow(self) -> None:
        """The caret or the selection was set in the editor: set it in the view."""
        if self._busy or self._document is None:
            return
        view, cursor = self._view, self._editor.textCursor()
        anchor, caret = self.offset(cursor.anchor()), self.offset(cursor.position())
        self._selection = None  # it may have been set into the middle of a character
        if (anchor, caret) != (view.selection_anchor, view.caret_offset):
            self._busy = True
            try:
                view.select(anchor, caret)
                view.bring(caret, caret)
            finally:
                self._busy = False

    def _show(self, top: float, foot: float) -> None:
        view = self._view
        above, height = view.scroll_position, view.viewport().height()
        if self._document is not None and not above <= top <= foot <= above + height:
            view.scroll_to(int(top) - height // 3)

    # -- from the view to assistive technology

    def _tell(self, start: int, end: int) -> None:
        """Say that the caret has moved, and the selection with it."""
        if not QAccessible.isActive():
            return
        self.catch_up()
        view, selects = self._view, start < end
        moved = QAccessibleTextCursorEvent(view, self.position(view.caret_offset))
        QAccessible.updateAccessibility(moved)
        if selects or self._selected:
            self._selected = selects
            change = QAccessibleTextSelectionEvent(view, self.position(start), self.position(end))
            QAccessible.updateAccessibility(change)


class EchoEditor(QTextEdit):
    """The editor whose interface answers."""

    wanted_in_sight = Signal(float, float)  # top and foot, in pixels of the document

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = next((part for part in self.children() if part.metaObject().className() == "QWidgetTextControl"), None)
        self._inner = inner or QObject(self)
        self._inner.setParent(QObject(self))  # it tells of the selection of its parent only if that is a widget

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """What the view does to the editor meanwhile is told to nobody: it is the view that tells."""
        with QSignalBlocker(self._inner):
            yield

    @Slot(QRectF)
    def _q_ensureVisible(self, box: QRectF) -> None:
        """Qt's interface calls this by its name to scroll to a stretch of text; Qt's own editor lost it in 6.11."""
        self.wanted_in_sight.emit(box.top(), box.bottom())


class EchoLines(QAbstractTextDocumentLayout):
    """Breaks the blocks of an echo into the lines that the view shows, one by one, when they are asked about."""

    def __init__(self, text: QTextDocument, document: Document | None) -> None:
        super().__init__(text)
        self._document = document
        self.text_x, self.size = 0, QSizeF()

    def place(self, block: QTextBlock) -> QRectF:
        """Lay a block out where the view has it; that box, in pixels of the document."""
        document, index = self._document, block.blockNumber()
        if document is None or not 0 <= index < len(document):
            return QRectF()
        layout = block.layout()
        if layout.lineCount() == 0:
            break_lines(layout, document.font(index), document.line_width(index), document.line)
        x, y = self.text_x + document.indent(index), document.top(index)
        layout.setPosition(QPointF(x, y))
        return QRectF(x, y, document.line_width(index), layout.lineCount() * document.line)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        return self.place(block)

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]
        document = self._document
        if document is None or not len(document):
            return -1
        inside = QPointF(point.x() - self.text_x, point.y())
        exact = accuracy == Qt.HitTestAccuracy.ExactHit
        offset = document.character_at(inside) if exact else document.hit(inside)
        if offset is None:
            return -1
        index, local = document.locate(offset)
        return self.document().findBlockByNumber(index).position() + document.laid(index).unit(local)

    def documentSize(self) -> QSizeF:
        return self.size

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        return QRectF(QPointF(0, 0), self.size)

    def pageCount(self) -> int:
        return 1

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Nobody sees it."""

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        """A new text comes with new lines."""

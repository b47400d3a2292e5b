"""The in-place editor of a node's text: one paragraph that wraps and makes its row grow."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from models.messages import _
from ui.outline.measures import ROW_HEIGHT
from ui.theme import Theme

_BREAKS = re.compile("[\\s\u2028\u2029]*[\\r\\n\u2028\u2029\\v\\f]+[\\s\u2028\u2029]*")
_STAYS = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)


def one_paragraph(text: str) -> str:
    return _BREAKS.sub(" ", text)


class NodeEditor(QPlainTextEdit):
    """Enter and losing focus commit, Esc cancels; another window or a menu in front leaves it open."""

    committed = Signal()
    shift_wanted = Signal(bool)  # in (else out)
    sibling_wanted = Signal()
    cancelled = Signal()
    typed = Signal(str)
    height_wanted = Signal(int)

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setLineWidth(1)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # the frame's colour
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(_("Text of the point"))
        self.setAutoFillBackground(True)
        across = self.horizontalScrollBar()  # a space at the end of a full line would push first letters out of sight
        across.valueChanged.connect(lambda _value: across.setValue(0))
        self._take_theme()
        self.setPlainText(one_paragraph(text))
        theme.changed.connect(self._take_theme)
        self.textChanged.connect(self._on_text_changed)

    def _take_theme(self) -> None:
        self.setFont(self._theme.interface_font())
        tokens, palette = self._theme.tokens, self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, tokens.accent)
        palette.setColor(QPalette.ColorRole.Window, tokens.paper)
        palette.setColor(QPalette.ColorRole.Base, tokens.paper)
        palette.setColor(QPalette.ColorRole.Text, tokens.ink)
        self.setPalette(palette)
        self._line = QFontMetrics(self.font()).lineSpacing()
        self._pad = max(1, (ROW_HEIGHT - self._line) // 2 - 1)
        self.setViewportMargins(4, self._pad, 4, 0)

    def text(self) -> str:
        """What stands in the editor, as one paragraph. (`toPlainText` would turn no-break spaces into plain ones.)"""
        return one_paragraph(self.document().toRawText())

    def caret(self) -> int:
        """Where the caret stands, in Qt's own units, counted from the first letter."""
        raw = self.document().toRawText()
        return max(0, self.textCursor().position() - (len(raw) - len(raw.lstrip())))

    def set_caret(self, place: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def start(self, select_all: bool) -> None:
        if select_all:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)
        self._tell_height()

    def _on_text_changed(self) -> None:
        self._tell_height()
        self.typed.emit(self.text())

    def _tell_height(self) -> None:
        lines = max(1, round(self.document().documentLayout().documentSize().height()))
        self.height_wanted.emit(max(ROW_HEIGHT, lines * self._line + 2 * self._pad + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._tell_height()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(one_paragraph(source.text()))
            self.ensureCursorVisible()

    def event(self, event: QEvent) -> bool:
        """Keys that end editing are the editor's, whatever shortcuts the window has."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ends(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _ends(event):
            self._end(event)
            event.accept()
            return True
        return bool(super().event(event))

    def _end(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif not _is_enter(event):
            back = event.key() == Qt.Key.Key_Backtab or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.shift_wanted.emit(not back)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sibling_wanted.emit()
        else:
            self.committed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in _STAYS:
            return
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # The press that took the focus must meet the rows where the person saw them.
            QTimer.singleShot(0, self, self.committed.emit)
        else:
            self.committed.emit()


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _ends(event: QKeyEvent) -> bool:
    if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return _is_enter(event) or event.key() == Qt.Key.Key_Escape

"""A text that reads like print until it is clicked, and then is edited in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QTextEdit, QWidget

from ui.held import is_held, refused
from ui.panel.lines import elided_lines, paint_lines
from ui.theme import Theme
from ui.theme.theme import INTERFACE_LINE

BLEED = 4  # around the words, so that the ground of an open editor does not touch them
_KEEPS_EDITING = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuietEditor(QTextEdit):
    """Commits on leaving it or Ctrl+Enter. What is being typed survives a refresh.

    Escape discards, as in the tree, and the editor's own undo brings that back; where `escape_keeps`, it commits.
    """

    committed = Signal(str, str)  # owner, text
    drafted = Signal(str, str)
    discarded = Signal(str)  # the draft is of no use any more
    put_back = Signal()  # Escape discarded what was typed
    left = Signal()
    opened = Signal(bool)  # it is being edited, or no longer
    filled = Signal()  # with a text that nobody typed

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._owner = ""
        self._stored = ""
        self.enter_commits = False
        self.escape_keeps = False
        self.may_be_empty = True
        self.quiet_ink = False
        self._invitation = ""
        self._was_open = False
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(INTERFACE_LINE)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().setSingleStep(INTERFACE_LINE)
        self.dress()
        theme.changed.connect(self.dress)
        self.textChanged.connect(self._on_text_changed)

    def dress(self) -> None:
        """Take the theme's face and colours."""
        self.setFont(self._theme.interface_font())
        self.document().setDefaultFont(self._theme.interface_font())
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, self._theme.tokens.ink)
        self.setPalette(palette)
        self.viewport().update()

    def invite(self, words: str) -> None:
        """What stands in an empty editor, where its words will be: Qt's placeholder knows no inset."""
        self._invitation = words
        self.setAccessibleDescription(words)
        self.viewport().update()

    # -- what it holds

    def text(self) -> str:
        """What stands in the editor, with its non-breaking spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def is_changed(self) -> bool:
        return self.text() != self._stored

    def is_open(self) -> bool:
        """Whether it is being edited, also while another window is in front."""
        return self.hasFocus() or self.is_changed()

    def _tell(self) -> None:
        if self.is_open() != self._was_open:
            self._was_open = not self._was_open
            self.opened.emit(self._was_open)

    def show_text(self, owner: str, text: str) -> None:
        """Show what is stored. Another owner: what was typed for the last one is committed first."""
        if owner == self._owner:
            typing = self.is_changed()  # also while another window is in front
            self._stored = text
            if typing or text == self.text():
                return
        else:
            self.finish()
            self._owner, self._stored = owner, text
        self._fill(text)

    def _fill(self, text: str) -> None:
        with QSignalBlocker(self):
            self.document().setUndoRedoEnabled(False)
            self.setPlainText(text)
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            form = QTextBlockFormat()
            form.setLineHeight(INTERFACE_LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            cursor.setBlockFormat(form)
            frame = self.document().rootFrame().frameFormat()
            frame.setLeftMargin(BLEED)
            frame.setRightMargin(BLEED)
            self.document().rootFrame().setFrameFormat(frame)
            self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.End if self.hasFocus() else QTextCursor.MoveOperation.Start)
        self.viewport().update()
        self.filled.emit()
        self._tell()

    def offer_draft(self, text: str) -> None:
        """Put back what was typed before a crash, without storing it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fill(text)

    def finish(self) -> None:
        """Commit what was typed, if anything was."""
        if not self._owner or not self.is_changed():
            return
        text = self.text()
        if not text.strip() and not self.may_be_empty:
            self.discard()
            return
        self._stored = text
        self.committed.emit(self._owner, text)

    def discard(self) -> None:
        """Back to what is stored."""
        if self.is_changed():
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(self._stored)  # one step, which undo takes back

    def bring_back(self) -> None:
        """Edit again what was discarded just now."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.undo()

    def _on_text_changed(self) -> None:
        if not self._owner:
            return
        if self.is_changed():
            self.drafted.emit(self._owner, self.text())
        else:
            self.discarded.emit(self._owner)
        self._tell()

    # -- keys and focus

    def event(self, event: QEvent) -> bool:
        # Escape and Ctrl+Enter belong to the editor while it has the focus, whatever the window binds them to.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Escape or (control and event.key() in _ENTER):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        if event.key() == Qt.Key.Key_Escape:
            changed = self.is_changed()
            if self.escape_keeps:
                self.finish()
            else:
                self.discard()
            self._leave()
            if changed and not self.escape_keeps:
                self.put_back.emit()
        elif event.key() in _ENTER and (
            modifiers & Qt.KeyboardModifier.ControlModifier
            or (self.enter_commits and not modifiers & Qt.KeyboardModifier.ShiftModifier)
        ):
            self.finish()
            self._leave()
        elif not (self.isReadOnly() and _would_change(event) and refused(self)):
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.clearFocus()
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.setReadOnly(is_held(self))
        super().focusInEvent(event)
        self.viewport().update()
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _KEEPS_EDITING:
            self.finish()
            self.verticalScrollBar().setValue(0)
        self.viewport().update()
        self._tell()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    # -- looks

    def minimumSizeHint(self) -> QSize:
        return QSize(60, INTERFACE_LINE)

    def sizeHint(self) -> QSize:
        return QSize(200, 3 * INTERFACE_LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        port = self.viewport()
        if self.is_open():
            painter = QPainter(port)
            painter.fillRect(port.rect(), tokens.paper)
            painter.end()
            super().paintEvent(event)
            painter.begin(port)
            if self.document().isEmpty() and not self.textCursor().block().layout().preeditAreaText():
                self._paint_lines(painter, self._invitation, tokens.muted)
            painter.fillRect(0, port.height() - 1, port.width(), 1, tokens.accent)
            return
        self.paint_quiet(QPainter(port))

    def paint_quiet(self, painter: QPainter) -> None:
        """Paint the text as it is set while nobody edits it."""
        tokens, text = self._theme.tokens, self.text()
        colour = tokens.muted if self.quiet_ink or not text else tokens.ink
        self._paint_lines(painter, text or self._invitation, colour)

    def _paint_lines(self, painter: QPainter, text: str, colour: QColor) -> None:
        port, font = self.viewport(), self._theme.interface_font()
        width = port.width() - 2 * BLEED
        lines = elided_lines(text, font, width, port.height() // INTERFACE_LINE)
        # An open editor sets its words at the foot of their lines; so that opening moves nothing:
        drop = round((INTERFACE_LINE - self.fontMetrics().height()) / 2)
        paint_lines(painter, lines, (BLEED, drop, width), font, INTERFACE_LINE, colour)


def _would_change(event: QKeyEvent) -> bool:
    """Whether a key would type, delete, cut or paste something."""
    if event.matches(QKeySequence.StandardKey.Paste) or event.matches(QKeySequence.StandardKey.Cut):
        return True
    deletes = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
    return deletes or (event.text() != "" and event.text().isprintable())

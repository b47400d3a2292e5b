"""The note: print until it is edited, then its Markdown, and beside it what becomes of that."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QToolTip, QWidget

from models.markdown_notes import SCHEMES
from models.messages import _, shorten
from ui.panel.editor import BLEED, QuietEditor
from ui.panel.lines import cut
from ui.panel.note_text import NoteText
from ui.panel.pieces import slim_scroll_bar
from ui.theme import Theme
from ui.theme.theme import INTERFACE_LINE
from ui.tips import plain_tip

DELAY = 60  # milliseconds from a key to the preview
PARAGRAPH = 8  # pixels between the preview's paragraphs
ROOMY = 200  # a preview of this height has room for gaps between paragraphs
LEAST = 400  # code points of a note that are set as print in any case; else more than there may be room for
MARKS = {Qt.Key.Key_B: "**", Qt.Key.Key_I: "*"}
_BREAK = "\u2029"


def open_link(address: str) -> None:
    """Show a link of a note in the browser or the mail program; other addresses are left alone."""
    if address.lower().startswith(SCHEMES):
        QDesktopServices.openUrl(QUrl(address))


class NoteEditor(QuietEditor):
    """Ctrl+B and Ctrl+I set marks. A click on a link of the print opens that, a click elsewhere the editor."""

    preview_asked = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        self._print: NoteText | None = None
        self._printed: tuple[object, ...] = ()
        self._pressed = ""
        self._leaving = False
        super().__init__(theme, name, parent)
        self.escape_keeps = True
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.opened.connect(self._on_opened)

    def dress(self) -> None:
        super().dress()
        self.verticalScrollBar().setStyleSheet(slim_scroll_bar(self._theme))

    def _on_opened(self, is_open: bool) -> None:
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_open else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self._offer("")

    def is_open(self) -> bool:
        return not self._leaving and super().is_open()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let what the open note covers be shown before Tab looks for the next control."""
        self._leaving = True
        try:
            self._tell()
            return super().focusNextPrevChild(forward)
        finally:
            self._leaving = False
            self._tell()

    # -- as print

    def printed(self) -> NoteText:
        """The note as print, for the present width and height."""
        tokens, port, text = self._theme.tokens, self.viewport(), self.text()
        width, height = port.width() - 2 * BLEED, port.height()
        key = (text, width, height, tokens.is_dark)
        if self._print is None or key != self._printed:
            room = max(LEAST, (height // INTERFACE_LINE) * width // 3)
            source = cut(text, room)
            font = self._theme.interface_font()
            self._print = NoteText(source, font, tokens.muted, INTERFACE_LINE, link=tokens.accent, bar=tokens.covered)
            self._print.fit(width, height)
            self._printed = key
        return self._print

    def paint_quiet(self, painter: QPainter) -> None:
        if self.text():
            self.printed().paint(painter, BLEED, self.viewport().height())
        else:
            super().paint_quiet(painter)

    def link_at(self, place: QPoint) -> str:
        """The address under a place of the viewport while nobody edits; else nothing."""
        if self.is_open() or not self.text():
            return ""
        return self.printed().link_at(place.x() - BLEED, place.y())

    def links(self) -> list[str]:
        """The addresses of all links in the note."""
        return NoteText(self.text(), self.font(), self._theme.tokens.ink, INTERFACE_LINE).links()

    def _offer(self, address: str) -> None:
        """Whether a press would open a link, and so must not give the editor the focus."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if address else Qt.FocusPolicy.StrongFocus)
        shape = Qt.CursorShape.PointingHandCursor if address else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._offer(self.link_at(event.position().toPoint()))
        if self.is_open():
            super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.link_at(event.position().toPoint()) if left else ""
        if not self._pressed:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, ""
        if not pressed:
            super().mouseReleaseEvent(event)
        elif self.link_at(event.position().toPoint()) == pressed:
            open_link(pressed)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            address = self.link_at(event.pos())
            if address:
                QToolTip.showText(event.globalPos(), plain_tip(address), self)
                return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        addresses = self.links()
        if addresses:
            menu.addSeparator()
        for address in addresses:
            action = menu.addAction(_("Open {address}").format(address=shorten(address, 60).replace("&", "&&")))
            action.triggered.connect(lambda _checked=False, address=address: open_link(address))
        menu.popup(event.globalPos())

    # -- marks

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (_mark(event) or _asks_preview(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark = _mark(event)
        if mark:
            self.toggle_mark(mark)
        elif _asks_preview(event):
            self.preview_asked.emit()
        else:
            super().keyPressEvent(event)

    def toggle_mark(self, mark: str) -> None:
        """Put a mark around the selection (line by line) or the word at the caret, or take it away."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        cursor.beginEditBlock()
        if self._is_marked(start, end, mark):
            for place in (end, start - len(mark)):
                cursor.setPosition(place)
                cursor.setPosition(place + len(mark), QTextCursor.MoveMode.KeepAnchor)
                cursor.removeSelectedText()
            start, end = start - len(mark), end - len(mark)
        elif start == end:
            cursor.insertText(mark + mark)
            start = end = start + len(mark)
        else:
            words = cursor.selectedText()
            cursor.insertText(_BREAK.join(_wrapped(line, mark) for line in words.split(_BREAK)))
            if _BREAK in words:
                end = cursor.position()
            else:
                start += len(mark) + _units(words[: len(words) - len(words.lstrip())])
                end = start + _units(words.strip())
        cursor.endEditBlock()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _is_marked(self, start: int, end: int, mark: str) -> bool:
        """Whether the mark stands around [start, end): of two or three asterisks, two are bold and one is italic."""
        stars = min(self._stars(start - 1, -1), self._stars(end, 1))
        return stars in ((2, 3) if mark == "**" else (1, 3))

    def _stars(self, place: int, step: int) -> int:
        count = 0
        while count < 3 and place >= 0 and self.document().characterAt(place) == "*":
            count += 1
            place += step
        return count


def _mark(event: QKeyEvent) -> str:
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return MARKS.get(Qt.Key(event.key()), "") if control else ""


def _asks_preview(event: QKeyEvent) -> bool:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_V and event.modifiers() == both


def _units(text: str) -> int:
    """How many UTF-16 units, which Qt counts in, a text has."""
    return len(text.encode("utf-16-le")) // 2


def _wrapped(line: str, mark: str) -> str:
    words = line.strip()
    return line.replace(words, f"{mark}{words}{mark}") if words else line


class NotePreview(QTextBrowser):
    """What becomes of the note that is being edited, a moment after each key; a press leaves the editor the focus."""

    def __init__(self, theme: Theme, editor: NoteEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._editor = theme, editor
        self._shown: tuple[object, ...] = ()
        self.setAccessibleName(_("Preview of the note"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(editor)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(INTERFACE_LINE)
        self.viewport().setAutoFillBackground(False)
        self.anchorClicked.connect(lambda url: open_link(url.toString()))
        self.highlighted.connect(lambda url: self.viewport().setToolTip(plain_tip(url.toString())))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.refresh)
        editor.textChanged.connect(self._on_changed)
        editor.filled.connect(self._on_changed)
        editor.cursorPositionChanged.connect(self._follow)
        self.dress()
        theme.changed.connect(self.dress)
        self.hide()

    def dress(self) -> None:
        """Take the theme's colours."""
        self.verticalScrollBar().setStyleSheet(slim_scroll_bar(self._theme))
        if self.isVisible():
            self.refresh()

    def _on_changed(self) -> None:
        if self.isVisible():
            self._timer.start()

    def refresh(self) -> None:
        """Show the note as it stands in the editor now."""
        began = time.monotonic()
        tokens, text = self._theme.tokens, self._editor.text()
        gap = PARAGRAPH if self.height() >= ROOMY else 0  # with little room, no line is cut through
        if self._shown == (text, tokens.is_dark, gap):
            return
        self._shown = text, tokens.is_dark, gap
        old = self.document()
        made = NoteText(
            text or _("*Nothing yet.*"),
            self._theme.interface_font(),
            tokens.ink if text else tokens.muted,
            INTERFACE_LINE,
            link=tokens.accent,
            bar=tokens.covered,
            gap=gap,
        )
        made.setParent(self)
        self.setDocument(made)
        if isinstance(old, NoteText):
            old.deleteLater()
        self._follow()
        # a note as long as a book is set less often, so that typing stays fluent
        self._timer.setInterval(max(DELAY, round(2000 * (time.monotonic() - began))))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        document = self.document()
        if isinstance(document, NoteText):
            painter = QPainter(self.viewport())
            painter.translate(0, -self.verticalScrollBar().value())
            document.paint_bars(painter)

    def _follow(self) -> None:
        """Show about the place that is being edited."""
        if self.isVisible():
            share = self._editor.textCursor().position() / max(1, self._editor.document().characterCount() - 1)
            bar = self.verticalScrollBar()
            bar.setValue(round(share * bar.maximum()))

"""Selecting text with the mouse and the keyboard, and the caret."""

from __future__ import annotations

from PySide6.QtCore import QBasicTimer, QPoint, QPointF, Qt, QTimerEvent, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.article import caret
from ui.article.surface import Surface
from ui.theme import Theme

AUTOSCROLL = 40  # milliseconds


class SelectableSurface(Surface):
    """A surface whose text can be selected. Clicks that select nothing go to `_on_click`."""

    selection_changed = Signal(int, int)

    def __init__(self, theme: Theme, mirrored: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, mirrored, parent)
        self._goal_x: float | None = None  # where the caret wants to be when it goes up and down
        self._pressed_at: QPoint | None = None
        self._drag_point = QPoint()
        self._dragging_coverage = False
        self._word_pressed_at: QPoint | None = None
        self._blink, self._autoscroll, self._triple = QBasicTimer(), QBasicTimer(), QBasicTimer()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    # -- the selection

    @property
    def selection(self) -> tuple[int, int]:
        """Start and end in code points of the reading text; equal when nothing is selected."""
        low, high = sorted((self._anchor, self._caret))
        return low, high

    def select(self, anchor: int, caret_at: int) -> None:
        """Select from `anchor` to the caret (either may come first)."""
        before = self.selection
        self._anchor, self._caret = anchor, caret_at
        self._restart_blink()
        self.viewport().update()
        if self.selection != before:
            self.selection_changed.emit(*self.selection)

    def select_all(self) -> None:
        if self._document is not None:
            self.select(caret.text_edge(self._document, False), caret.text_edge(self._document, True))

    def copy(self) -> None:
        """Put the selected part of the stored text on the clipboard."""
        start, end = self.selection
        if self._document is not None and start < end:
            QGuiApplication.clipboard().setText(self._document.text[start:end])

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._document is None:
            event.ignore()
            return
        point = event.position().toPoint()
        self._goal_x = None
        if self.columns.in_coverage(point.x()):
            self._dragging_coverage = True
            self._scroll_to_coverage(point.y())
            return
        if self._triple.isActive() and self._near(point, self._word_pressed_at):
            self._triple.stop()
            block = self._document.blocks[self._document.block_at(self._caret)]
            self.select(block.start, block.end)
            return
        self._pressed_at = point
        offset = self._document.hit(self.column_point(point))
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.select(self._anchor if extend else offset, offset)
        if extend:
            self._pressed_at = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._dragging_coverage:
            self._scroll_to_coverage(point.y())
        elif event.buttons() & Qt.MouseButton.LeftButton and self._document is not None:
            if self._pressed_at is None or not self._near(point, self._pressed_at):
                self._pressed_at, self._drag_point = None, point
                self._extend_to(point)
                inside = 0 <= point.y() < self.viewport().height()
                if inside:
                    self._autoscroll.stop()
                elif not self._autoscroll.isActive():
                    self._autoscroll.start(AUTOSCROLL, self)
        else:
            self._on_hover(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._autoscroll.stop()
        clicked, self._pressed_at = self._pressed_at, None
        if not self._dragging_coverage and clicked is not None and self._document is not None:
            self._on_click(event.position().toPoint())
        self._dragging_coverage = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if not left or self._document is None or self.columns.in_coverage(point.x()):
            self.mousePressEvent(event)
            return
        offset = self._document.character_at(self.column_point(point))
        if offset is None:
            offset = self._document.hit(self.column_point(point))
        self._pressed_at = None
        self._word_pressed_at = point
        self._triple.start(QApplication.doubleClickInterval(), self)
        self.select(*caret.word_at(self._document, offset))

    def _near(self, point: QPoint, other: QPoint | None) -> bool:
        return other is not None and (point - other).manhattanLength() < QApplication.startDragDistance() // 2

    def _extend_to(self, point: QPoint) -> None:
        self.select(self._anchor, self._document.hit(self.column_point(point)))

    def _scroll_to_coverage(self, y: int) -> None:
        height = self.viewport().height()
        area = self.columns.coverage(height)
        part = max(0.0, min(0.9999, (y - area.top()) / area.height()))
        self.scroll_to(self._coverage.y_of(part) - height // 2)

    def _on_hover(self, point: QPoint) -> None:
        """The pointer moved with no button down."""

    def _on_click(self, point: QPoint) -> None:
        """The left button was pressed and released in one place."""

    # -- timers

    def timerEvent(self, event: QTimerEvent) -> None:
        timer = event.timerId()
        if timer == self._autoscroll.timerId():
            point = self._drag_point
            over = point.y() if point.y() < 0 else max(0, point.y() - self.viewport().height() + 1)
            self.scroll_to(self.scroll_position + max(-120, min(120, over)))
            self._extend_to(QPoint(point.x(), max(0, min(point.y(), self.viewport().height() - 1))))
        elif timer == self._triple.timerId():
            self._triple.stop()
        elif timer == self._blink.timerId():
            self._caret_shown = not self._caret_shown
            self.viewport().update(self.caret_box())
        else:
            super().timerEvent(event)

    def _restart_blink(self) -> None:
        self._blink.stop()
        self._caret_shown = self.hasFocus() and self._document is not None
        flash = QApplication.cursorFlashTime()
        if self._caret_shown and flash > 0:
            self._blink.start(flash // 2, self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._restart_blink()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._restart_blink()
        self.viewport().update()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._document is None:
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif not self._move_caret(event):
            event.ignore()

    def _move_caret(self, event: QKeyEvent) -> bool:
        document, key, modifiers = self._document, event.key(), event.modifiers()
        if document is None or modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        vertical = key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        x = self._goal_x if vertical and self._goal_x is not None else document.caret_x(self._caret)
        page = max(1, self.viewport().height() // document.line - 1)
        target = caret.moved(document, self._caret, key, control, page, x)
        if target is None:
            return False
        self._goal_x = x if vertical else None
        if not shift and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._anchor != self._caret and not control:
            low, high = self.selection
            target = high if (key == Qt.Key.Key_Right) != caret.is_right_to_left(document, low) else low
        self.select(self._anchor if shift else target, target)
        self._follow_caret()
        return True

    def _follow_caret(self) -> None:
        """Scroll as little as brings the caret's line into view."""
        self._settle()
        height, line = self.viewport().height(), self._document.line
        y = self._document.line_top(self._caret) - self.scroll_position
        if y < line // 2:
            self.pin(self._caret, line // 2)
        elif y + line > height - line // 2:
            self.pin(self._caret, height - line - line // 2)

    def text_at(self, point: QPointF) -> int | None:
        """The character under a point of the viewport; None beside the words."""
        return None if self._document is None else self._document.character_at(self.column_point(point))

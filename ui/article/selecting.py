"""Selecting text with the mouse and the keyboard, and the caret."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt, QTimerEvent, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.article import caret, keys
from ui.article.document import Document
from ui.article.extents import Extent, Sentences, aligned, block_at, narrowed, widened, word_at
from ui.article.gestures import Gesture, ScrollingByCoverage, Selecting, SelectingUnits, is_near
from ui.article.surface import Surface
from ui.article.timers import ViewTimer
from ui.theme import Theme

AUTOSCROLL = 40  # milliseconds


class SelectableSurface(Surface):
    """A surface whose text can be selected. Clicks that select nothing go to `on_click`."""

    selection_changed = Signal(int, int)
    selected_by_mouse = Signal()  # the button is up, and other words are selected than before

    def __init__(self, theme: Theme, mirrored: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, mirrored, parent)
        self.language = "en"  # of the article, for its sentences
        self._sentences: Sentences | None = None
        self._widened: list[Extent] = []  # what was selected before each widening, and what is now
        self._goal_x: float | None = None  # where the caret wants to be when it goes up and down
        self._gesture: Gesture | None = None
        self._has_caret = True  # False while something else than the caret moves by the keys
        self._drag_point, self._drag_modifiers = QPoint(), Qt.KeyboardModifier.NoModifier
        self._word_pressed_at: QPoint | None = None
        self._selected_before: Extent = (0, 0)  # when the button went down
        self._blink, self._autoscroll, self._triple = ViewTimer(self), ViewTimer(self), ViewTimer(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    # -- the selection

    @property
    def shown_document(self) -> Document:
        """What is shown; only for callers that know that something is."""
        assert self._document is not None
        return self._document

    @property
    def sentences(self) -> Sentences:
        document = self.shown_document
        held = self._sentences
        if held is None or held.document is not document or held.language != self.language:
            held = self._sentences = Sentences(document, self.language)
        return held

    @property
    def selection(self) -> tuple[int, int]:
        """Start and end in code points of the reading text; equal when nothing is selected."""
        low, high = sorted((self._anchor, self._caret))
        return low, high

    @property
    def selection_anchor(self) -> int:
        """The end of the selection that stays where it is."""
        return self._anchor

    @property
    def caret_offset(self) -> int:
        """The end of the selection that moves; code points of the reading text."""
        return self._caret

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

    def widen(self) -> None:
        """Select the word, sentence or paragraph that holds the selection and more."""
        larger = widened(self.sentences, *self.selection)
        if larger is not None:
            if not self._widened or self._widened[-1] != self.selection:
                self._widened = [self.selection]
            self._widened.append(larger)
            self.select(*larger)

    def narrow(self) -> None:
        """Take the last widening back; where there was none, select the sentence or word at the beginning."""
        if len(self._widened) > 1 and self._widened[-1] == self.selection:
            self._widened.pop()
            self.select(*self._widened[-1])
        else:
            self.select(*narrowed(self.sentences, *self.selection))

    def copy(self) -> None:
        """Put the selected part of the stored text on the clipboard."""
        start, end = self.selection
        if self._document is not None and start < end:
            QGuiApplication.clipboard().setText(self._document.text[start:end])

    # -- places under the pointer

    def text_at(self, point: QPointF) -> int | None:
        """The character under a point of the viewport; None beside the words."""
        return None if self._document is None else self._document.character_at(self.column_point(point))

    def nearest_character(self, point: QPoint) -> int:
        found = self.text_at(QPointF(point))
        return self.shown_document.hit(self.column_point(point)) if found is None else found

    def place_at(self, point: QPoint) -> int:
        """The nearest place for a caret to a point of the viewport."""
        return aligned(self.shown_document, self.shown_document.hit(self.column_point(point)))

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._document is None:
            event.ignore()
            return
        self._selected_before = self.selection
        self._goal_x = None
        self._gesture = self._gesture_for(event.position().toPoint(), event.modifiers())

    def _gesture_for(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> Gesture:
        """What a press of the left button begins."""
        if self.columns.in_coverage(point.x()):
            self.scroll_to_coverage(point.y())
            return ScrollingByCoverage(self)
        if self._is_third_click(point):
            self._triple.stop()
            return SelectingUnits(self, point, block_at)
        extends, offset = bool(modifiers & Qt.KeyboardModifier.ShiftModifier), self.place_at(point)
        self.select(self._anchor if extends else offset, offset)
        return Selecting(self, None if extends else point)

    def _is_third_click(self, point: QPoint) -> bool:
        return self._triple.isActive() and is_near(point, self._word_pressed_at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._on_hover(point)
        elif self._gesture is not None:
            self._drag_point, self._drag_modifiers = point, event.modifiers()
            self._gesture.move(point, event.modifiers())
            inside = 0 <= point.y() < self.viewport().height()
            if inside or self._gesture is None or not self._gesture.scrolls:
                self._autoscroll.stop()
            elif not self._autoscroll.isActive():
                self._autoscroll.start(AUTOSCROLL)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        gesture = self.end_gesture()
        if gesture is not None and self._document is not None:
            gesture.release(event.position().toPoint())
        start, end = self.selection
        if start < end and (start, end) != self._selected_before:
            self.selected_by_mouse.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if not left or self._document is None or self.columns.in_coverage(point.x()):
            self.mousePressEvent(event)
            return
        self._word_pressed_at = point
        self._triple.start(QApplication.doubleClickInterval())
        self._gesture = SelectingUnits(self, point, word_at)

    def end_gesture(self) -> Gesture | None:
        """Forget what the button is doing, and return it."""
        self._autoscroll.stop()
        gesture, self._gesture = self._gesture, None
        return gesture

    def scroll_to_coverage(self, y: int) -> None:
        """Show what the coverage bar shows at a height of the viewport."""
        if self._coverage is not None:
            height = self.viewport().height()
            area = self.columns.coverage(height)
            part = max(0.0, min(0.9999, (y - area.top()) / area.height()))
            self.scroll_to(self._coverage.y_of(part) - height // 2)

    def _on_hover(self, point: QPoint) -> None:
        """The pointer moved with no button down."""

    def on_click(self, point: QPoint) -> None:
        """The left button was pressed and released in one place."""

    # -- timers

    def timerEvent(self, event: QTimerEvent) -> None:
        timer = event.timerId()
        if timer == self._autoscroll.timerId():
            point, foot = self._drag_point, self.viewport().height() - 1
            over = point.y() if point.y() < 0 else max(0, point.y() - foot)
            self.scroll_to(self.scroll_position + max(-120, min(120, over)))
            if self._gesture is not None:
                self._gesture.move(QPoint(point.x(), max(0, min(point.y(), foot))), self._drag_modifiers)
        elif timer == self._triple.timerId():
            self._triple.stop()
        elif timer == self._blink.timerId():
            self._caret_shown = not self._caret_shown
            self.viewport().update(self.caret_box())
        else:
            super().timerEvent(event)

    def _restart_blink(self) -> None:
        self._blink.stop()
        self._caret_shown = self._has_caret and self.hasFocus() and self._document is not None
        flash = QApplication.cursorFlashTime()
        if self._caret_shown and flash > 0:
            self._blink.start(flash // 2)

    def show_caret(self, on: bool) -> None:
        self._has_caret = on
        self._restart_blink()
        self.viewport().update()

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
        elif (motion := keys.motion(event)) is not None:
            self._move_caret(*motion)
        else:
            event.ignore()

    def _move_caret(self, motion: str, extends: bool) -> None:
        document = self.shown_document
        vertical = motion in caret.VERTICAL
        x = self._goal_x if vertical and self._goal_x is not None else document.caret_x(self._caret)
        page = max(1, self.viewport().height() // document.line - 1)
        self._goal_x = x if vertical else None
        if not extends and motion in ("left", "right") and self._anchor != self._caret:
            low, high = self.selection
            target = high if (motion == "right") != caret.is_right_to_left(document, low) else low
        else:
            target = caret.moved(self.sentences, self._caret, motion, page, x)
        self.select(self._anchor if extends else target, target)
        self._follow_caret()

    def _follow_caret(self) -> None:
        """Scroll as little as brings the caret's line into view."""
        self.keep_in_sight(self._caret, self._caret + 1)

    def keep_in_sight(self, start: int, end: int) -> None:
        """Scroll as little as brings a stretch of text into view; where it does not fit, its beginning."""
        self._settle()
        document, height, line = self.shown_document, self.viewport().height(), self.shown_document.line
        edge = line // 2 if height > 3 * line else 0
        top = document.line_top(start) - self.scroll_position
        foot = document.line_top(max(start, end - 1)) + line - self.scroll_position
        if foot > height - edge:
            top -= foot - (height - edge)
            self.pin(start, max(edge, top))
        elif top < edge:
            self.pin(start, edge)

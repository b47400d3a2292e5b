"""A passage that is being changed by keyboard: one of its ends moves, a strip beside it says by which keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from models.messages import _, shorten
from ui.article.caret import is_right_to_left, sideways
from ui.article.highlights import Highlight
from ui.article.words import next_end, next_start
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.article.view import ArticleView

Key = Qt.Key
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_KEYPAD, _NONE = Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.NoModifier
_MODIFIERS = (Key.Key_Shift, Key.Key_Control, Key.Key_Alt, Key.Key_Meta, Key.Key_AltGr)
_MOVES, _TURNS = (Key.Key_Left, Key.Key_Right), (Key.Key_Tab, Key.Key_Backtab, Key.Key_X)
_KEEPS = (Key.Key_Return, Key.Key_Enter)
GAP, EDGE, PAD_X, PAD_Y = 6, 8, 10, 5  # pixels: to the words, to the view's edge, around the hint's words
SAID = 60  # characters of the passage that screen readers hear of the end that moves


@dataclass(frozen=True, slots=True)
class Change:
    """A passage, how it will be, and which of its ends is in hand."""

    mark: Highlight
    preview: Highlight
    at_end: bool


class Adjusting(QObject):
    """The keys while a passage of a view is being changed. Nothing is asked for before the change is kept."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self.change: Change | None = None
        self._hint = Hint(view.theme, view.viewport())
        view.scrolled.connect(self._place_hint)
        view.theme.changed.connect(self._place_hint)

    def begin(self, mark: Highlight, at_end: bool) -> None:
        """Take a passage's end in hand."""
        view = self._view
        if not view.hasFocus():
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.select(view.caret_offset, view.caret_offset)
        view.show_caret(False)
        view.keep_in_sight(mark.start, mark.end)
        view.told.emit(hint())
        self._take(Change(mark, mark, at_end))

    def give_up(self) -> None:
        """All is as before."""
        if self.change is not None:
            self._take(None)
            self._view.show_caret(True)
            self._view.told.emit("")

    def give_up_before(self, event: QKeyEvent) -> None:
        """Any key that means something else means that as well."""
        if event.key() not in _MODIFIERS and not self.takes(event):
            self.give_up()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key is meant for the passage."""
        if self.change is None:
            return False
        key, modifiers = event.key(), event.modifiers() & ~_KEYPAD
        if key in _MOVES:
            return not modifiers & ~(_SHIFT | _CONTROL)
        if key in _TURNS:
            return modifiers in (_NONE, _SHIFT)
        return modifiers == _NONE and key in (*_KEEPS, Key.Key_Escape)

    def press(self, event: QKeyEvent) -> None:
        """Do what a key that it takes asks for."""
        key = event.key()
        if key in _MOVES:
            self._move(key == Key.Key_Right, exactly=event.modifiers() & ~_KEYPAD == _SHIFT)
        elif not event.isAutoRepeat():
            if key in _TURNS:
                self._turn()
            elif key in _KEEPS:
                self._keep()
            else:
                self.give_up()

    def said(self) -> str:
        """For screen readers: the words at the end in hand."""
        assert self.change is not None
        preview = self.change.preview
        if self.change.at_end:
            words = self._view.shown_document.text[max(preview.start, preview.end - SAID) : preview.end]
            return _("The passage ends with “{text}”.").format(text=" ".join(words.split()))
        words = self._view.shown_document.text[preview.start : min(preview.end, preview.start + SAID)]
        return _("The passage begins with “{text}”.").format(text=shorten(words, SAID))

    # -- what the keys do

    def _move(self, right: bool, exactly: bool) -> None:
        assert self.change is not None
        document, preview, at_end = self._view.shown_document, self.change.preview, self.change.at_end
        at = preview.end if at_end else preview.start
        inside = max(preview.start, at - 1) if at_end else at
        forward = right != is_right_to_left(document, inside)
        if exactly:
            to = sideways(document, at, forward, word=False)
        else:
            to = (next_end if at_end else next_start)(document, at, forward)
        if at_end and to > preview.start:
            preview = replace(preview, end=to)
        elif not at_end and to < preview.end:
            preview = replace(preview, start=to)
        self._take(replace(self.change, preview=preview))

    def _turn(self) -> None:
        assert self.change is not None
        self._take(replace(self.change, at_end=not self.change.at_end))

    def _keep(self) -> None:
        view, change = self._view, self.change
        assert change is not None
        self.give_up()
        mark, preview = change.mark, change.preview
        if preview != mark:
            end = preview.end if change.at_end else preview.start
            view.select(end, end)
            view.passage_change_requested.emit(mark.anchor_id, preview.start, preview.end)

    def _take(self, change: Change | None) -> None:
        self.change = self._view.handles.change = change
        if change is not None:
            end = change.preview.end - 1 if change.at_end else change.preview.start
            self._view.keep_in_sight(end, end + 1)
        self._place_hint()
        self._view.say_where()
        self._view.viewport().update()

    def _place_hint(self) -> None:
        change = self.change
        lines = self._view.lines_of(change.preview.start, change.preview.end) if change is not None else None
        if change is None or lines is None:
            self._hint.hide()
        else:
            self._hint.show_by(*lines, change.at_end)


def hint() -> str:
    """The keys, in a sentence."""
    return _("Left/Right move this end, Tab the other, Enter keeps, Esc leaves.")


class Hint(QLabel):
    """The keys, on a strip below the passage or above it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(PAD_X, PAD_Y, PAD_X, PAD_Y)
        self.hide()

    def show_by(self, first: QRect, last: QRect, at_end: bool) -> None:
        """Stand below the `last` line of the passage or above its `first`, where there is room (nearer the end in hand
        first); at the foot of the view where the passage takes all of it."""
        tokens, port = self._theme.tokens, self.parentWidget().rect()
        palette = self.palette()
        palette.setColor(palette.ColorRole.WindowText, tokens.ink)
        self.setPalette(palette)
        self.setFont(self._theme.interface_font())
        self.setText(hint())
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 2 * PAD_X + 4
        width = min(wide, port.width() - 2 * EDGE)
        height = self.heightForWidth(width) if wide > width else self.fontMetrics().height() + 2 * PAD_Y
        below, above = last.bottom() + 1 + GAP + 2, first.top() - GAP - height
        fits = [y for y in ((below, above) if at_end else (above, below)) if EDGE <= y <= port.height() - height - EDGE]
        y = fits[0] if fits else port.height() - height - EDGE
        x = (last if at_end else first).center().x() - width // 2
        self.setGeometry(max(EDGE, min(x, port.width() - EDGE - width)), y, width, height)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.accent, 1))
        painter.setBrush(tokens.paper)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
        super().paintEvent(event)

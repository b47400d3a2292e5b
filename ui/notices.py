"""The only place that speaks up: bubbles where something happened, a bar for offers, boxes for what must be decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ui.labels import plain_label
from ui.theme import Theme
from ui.tips import plain_tip

SHOWN = 7000  # milliseconds a bubble stays, unless a key or a click ends it
WIDEST = 360  # pixels
AWAY, RIM = 6, 8  # pixels from what it is about, and from the window's edge
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


def beside(at: QRect, size: QSize, room: QRect) -> QPoint:
    """Where something of a size stands in `room` without lying on `at`: below it, above, at the right or at the left.

    Where it fits at no side, it stands at the end of `room` that is farther away.
    """
    x = max(room.left(), min(at.left(), room.right() + 1 - size.width()))
    y = max(room.top(), min(at.top(), room.bottom() + 1 - size.height()))
    below, above = at.bottom() + 1 + AWAY, at.top() - AWAY - size.height()
    right, left = at.right() + 1 + AWAY, at.left() - AWAY - size.width()
    for place in (QPoint(x, below), QPoint(x, above), QPoint(right, y), QPoint(left, y)):
        if room.contains(QRect(place, size)):
            return place
    foot = room.bottom() + 1 - size.height()
    return QPoint(x, foot if room.bottom() - at.bottom() >= at.top() - room.top() else room.top())


class Bubble(QFrame):
    """A sentence at the place where it happened; it takes no focus and goes with the next key or click."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._is_new = False  # the press that it answers may still be on its way to other widgets
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label = plain_label(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(self._label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN)
        self._timer.timeout.connect(self.hide)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; empty when it is not shown."""
        return self._label.text() if self.isVisible() else ""

    def say(self, sentence: str, at: QRect) -> None:
        """Show `sentence` beside the rectangle `at`, in the window's coordinates, and never over it."""
        self._label.setText(sentence)
        self._label.setFont(self._theme.interface_font())
        self.setAccessibleName(sentence)
        metrics = self._label.fontMetrics()
        width = min(WIDEST, metrics.horizontalAdvance(sentence) + 4)
        self._label.setFixedWidth(width)
        self.adjustSize()
        self.move(beside(at, self.size(), self.parentWidget().rect().adjusted(RIM, RIM, -RIM, -RIM)))
        self.show()
        self.raise_()
        self._timer.start()
        self._is_new = True
        QTimer.singleShot(0, self, self._grow_old)
        QCoreApplication.instance().installEventFilter(self)  # a shortcut's key, or one that is used up, too
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _grow_old(self) -> None:
        self._is_new = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every key begins by asking whether somebody overrides a shortcut with it.
        key = event.type() == QEvent.Type.ShortcutOverride
        press = event.type() == QEvent.Type.MouseButtonPress and not self._is_new
        resize = event.type() == QEvent.Type.Resize and watched is self.parentWidget()
        if (key and isinstance(event, QKeyEvent) and event.key() not in _MODIFIERS) or press or resize:
            self.hide()
        return False

    def hideEvent(self, event: QEvent) -> None:
        self._timer.stop()
        QCoreApplication.instance().removeEventFilter(self)
        super().hideEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.kinds["rebuttal"].line, 1))
        painter.setBrush(tokens.paper)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class OfferBar(QFrame):
    """A quiet bar at the head of the window: one sentence and what can be done about it.

    The focus that it is given goes to its first answer; after an answer, or Escape, it goes back where it was.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._before: QWidget | None = None  # what had the focus before the bar
        self._label = plain_label("", self)
        self._label.setWordWrap(True)  # what can be done is no use without why
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 6, 12, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._label, 1)
        self._buttons: list[QPushButton] = []
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def sentence(self) -> str:
        return self._label.text() if self.isVisible() else ""

    def offer(self, sentence: str, choices: list[tuple[str, Callable[[], None]]]) -> None:
        """Show `sentence` with a button for each (word, what it does); any of them closes the bar."""
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        self._label.setText(sentence)
        self._label.setToolTip(plain_tip(sentence))
        self.setAccessibleName(sentence)
        for word, act in choices:
            button = QPushButton(word, self)
            button.setAutoDefault(True)  # Enter presses it
            button.setAccessibleDescription(sentence)
            button.clicked.connect(lambda _checked=False, act=act: self._answer(act))
            self._row.addWidget(button)
            self._buttons.append(button)
        self.setFocusProxy(self._buttons[0])
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def buttons(self) -> list[QPushButton]:
        """The answers on offer."""
        return list(self._buttons)

    def hide(self) -> None:
        """What had the focus before the bar has it again."""
        focus = self.window().focusWidget()  # also while a dialog has the keys
        had_it, back = focus is not None and self.isAncestorOf(focus), self._before
        super().hide()
        if had_it:
            self._before = None
            _give_focus(back)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now) and before is not None and not self.isAncestorOf(before):
            self._before = before

    def _answer(self, act: Callable[[], None]) -> None:
        back, self._before = self._before, None
        super().hide()
        act()
        if self.isVisible():  # there is one offer more
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._before = back
        else:
            _give_focus(back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            _give_focus(self._before)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.selection)
        painter.setPen(QPen(QColor(self._theme.tokens.line), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def _give_focus(widget: QWidget | None) -> None:
    if widget is not None and isValid(widget) and widget.isVisible():
        widget.setFocus(Qt.FocusReason.OtherFocusReason)


class Notices(QObject):
    """What the program says. Tests record it by listening to `said`."""

    said = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.bubble = Bubble(theme, window)

    def at(self, sentence: str, where: QRect) -> None:
        """A refusal, at the place where it happened (a rectangle in global pixels)."""
        corner = self._window.mapFromGlobal(where.topLeft())
        self.bubble.say(sentence, QRect(corner, where.size()))
        self.said.emit(sentence)

    def failed(self, sentence: str) -> None:
        """Something that was asked for in a dialog or at the start could not be done."""
        self.said.emit(sentence)
        box = QMessageBox(QMessageBox.Icon.Warning, "Counterpoint", sentence, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def ask(self, sentence: str, details: str, word: str, then: Callable[[], None]) -> None:
        """A question with `word` and Cancel; `then` is done for `word` alone."""
        self.said.emit(sentence)
        box = QMessageBox(QMessageBox.Icon.Question, "Counterpoint", sentence, parent=self._window)
        box.setInformativeText(details)
        box.setTextFormat(Qt.TextFormat.PlainText)
        yes = box.addButton(word, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(yes)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes.clicked.connect(lambda: then())
        box.open()

    def listed(self, sentence: str, details: list[str]) -> None:
        """Something was done, but not all of it; what was left out stands in a list."""
        self.said.emit(sentence)
        box = QMessageBox(QMessageBox.Icon.Information, "Counterpoint", sentence, parent=self._window)
        box.setInformativeText("\n".join(details))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def shown_path(path: Path) -> str:
    """A path as people write it: the home folder as ~."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except ValueError:
        return str(path)

"""The only place that speaks up: bubbles where something happened, a bar for offers, boxes for what must be decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.messages import _
from ui.theme import Theme

SHOWN = 7000  # milliseconds a bubble stays, unless a key or a click ends it
WIDEST = 360  # pixels


class Bubble(QFrame):
    """A sentence at the place where it happened; it takes no focus and goes with the next key or click."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(self._label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; empty when it is not shown."""
        return self._label.text() if self.isVisible() else ""

    def say(self, sentence: str, at: QRect) -> None:
        """Show `sentence` below (or above) the rectangle `at`, in the window's coordinates."""
        self._label.setText(sentence)
        self._label.setFont(self._theme.interface_font())
        self.setAccessibleName(sentence)
        metrics = self._label.fontMetrics()
        width = min(WIDEST, metrics.horizontalAdvance(sentence) + 4)
        self._label.setFixedWidth(width)
        self.adjustSize()
        room = self.parentWidget().rect().adjusted(8, 8, -8, -8)
        place = QPoint(at.left(), at.bottom() + 6)
        if place.y() + self.height() > room.bottom():
            place.setY(at.top() - 6 - self.height())
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        place.setY(max(room.top(), place.y()))
        self.move(place)
        self.show()
        self.raise_()
        self._timer.start()
        self.window().installEventFilter(self)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress, QEvent.Type.Resize):
            self.hide()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QEvent) -> None:
        self._timer.stop()
        self.window().removeEventFilter(self)
        super().hideEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.kinds["rebuttal"].line, 1))
        painter.setBrush(tokens.paper)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class OfferBar(QFrame):
    """A quiet bar at the head of the window: one sentence and what can be done about it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 6, 12, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._label, 1)
        self._buttons: list[QPushButton] = []
        self.hide()

    @property
    def sentence(self) -> str:
        return self._label.text() if self.isVisible() else ""

    def offer(self, sentence: str, choices: list[tuple[str, Callable[[], None]]]) -> None:
        """Show `sentence` with a button for each (word, what it does); any of them closes the bar."""
        for old in self._buttons:
            old.deleteLater()
        self._buttons = []
        self._label.setText(sentence)
        self._label.setToolTip(sentence)
        for word, act in choices:
            button = QPushButton(word, self)
            button.clicked.connect(lambda _checked=False, act=act: self._answer(act))
            self._row.addWidget(button)
            self._buttons.append(button)
        self.show()

    def _answer(self, act: Callable[[], None]) -> None:
        self.hide()
        act()

    def paintEvent(self, event: QEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.selection)
        painter.setPen(QPen(QColor(self._theme.tokens.line), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


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


def report_crash(text: str, saved: Path | None, parent: QWidget | None) -> None:
    """A bug: say so, show the report and where it was saved. Every edit is already in the project file."""
    box = QMessageBox(
        QMessageBox.Icon.Critical, "Counterpoint", _("Something went wrong inside Counterpoint."), parent=parent
    )
    words = [_("Your edits are in the project file. The details help to mend the fault.")]
    if saved is not None:
        words.append(_("They were saved as {path}.").format(path=shown_path(saved)))
    box.setInformativeText("\n".join(words))
    box.setDetailedText(text)
    box.exec()

"""A small window over the views, beside what it is about: Escape or a press elsewhere closes it, Tab stays in it.

It is no window of the system's, so that the keys of the program go on working while it is open.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from ui.notices import beside
from ui.theme import Theme

RIM, CORNER = 8, 8  # pixels: from the window's edge, and of its corners


class Popover(QFrame):
    """The parts that every such window has; its contents say what it holds and how large it must be."""

    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._at = QRect()  # what it is about, in the window
        self._before: QWidget | None = None  # what had the focus
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    # -- what the contents say

    def fit(self) -> None:
        """Take the size that it needs, and `stand` there."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        raise NotImplementedError

    def show_stop(self, stop: QWidget) -> None:
        """Bring into sight what Tab has come to."""

    def finish(self) -> None:
        """Keep what is being typed."""

    def emptied(self) -> None:
        """It has been put away."""

    # -- opening and closing

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    def room(self) -> QRect:
        """Where it may stand in the window."""
        return self.window().rect().adjusted(RIM, RIM, -RIM, -RIM)

    def stand(self, size: QSize) -> None:
        """Stand beside what it is about, inside the window."""
        self.setGeometry(QRect(beside(self._at, size, self.room()), size))

    def come_up(self) -> None:
        """Show itself, and remember where the focus was."""
        focus = QApplication.focusWidget()
        if focus is not None and not self._holds(focus) and focus.window() is self.window():
            self._before = focus
        self.show()
        self.raise_()
        QCoreApplication.instance().installEventFilter(self)

    def close_card(self) -> None:
        """Close it; the focus goes back where it was."""
        before = self._before
        self.put_away()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def put_away(self) -> None:
        """Close it and leave the focus to others."""
        if not self.is_open:
            return
        self.finish()
        self._before = None
        QCoreApplication.instance().removeEventFilter(self)
        self.hide()
        self.emptied()
        self.closed.emit()

    def _holds(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.is_open and new is not None and new.window() is self.window() and not self._holds(new):
            self.put_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if watched.window() is self.window() and not self._holds(watched):
                self.put_away()
        elif event.type() == QEvent.Type.Resize and watched is self.window():
            self.fit()
        return False

    # -- keys and looks

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays here, round and round."""
        stops = [each for each in self.stops() if each.isVisibleTo(self) and each.isEnabled()]
        stops = [each for each in stops if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        focus = QApplication.focusWidget()
        at = next((i for i, each in enumerate(stops) if each is focus), -1 if forward else 0)
        following = stops[(at + (1 if forward else -1)) % len(stops)]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        self.show_stop(following)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.covered, 1))
        painter.setBrush(tokens.paper)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)

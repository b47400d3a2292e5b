"""A line at the head of the pane that has the focus, so that whoever goes by keyboard sees where the keys will land."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import Theme

HEIGHT = 2


class FocusMark(QWidget):
    """Lies over the head of one of the panes, or is hidden while the focus is in none of them."""

    def __init__(self, theme: Theme, panes: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._panes, self._home = theme, panes, parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        for pane in panes:
            pane.installEventFilter(self)
        theme.changed.connect(self.update)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.window() is not self._home.window():
            return  # another window or a menu is in front: the keys come back to where they were
        pane = next((pane for pane in self._panes if pane is now or pane.isAncestorOf(now)), None)
        self.setVisible(False)
        if pane is not None:
            self.setParent(pane)
            self._place()
            self.show()
            self.raise_()

    def _place(self) -> None:
        pane = self.parentWidget()
        self.setGeometry(0, 0, pane.width(), HEIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.accent)
        painter.end()

"""Letters that are not commands: what a fast typist goes on typing after a refusal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from ui.article import keys

REST = 800  # milliseconds without a key
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class HeldLetters(QObject):
    """While it is on, keys that type or are commands by themselves do nothing. A rest ends it, or Escape."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rest = QTimer(self, singleShot=True, interval=REST)

    def begin(self) -> None:
        self._rest.start()

    def end(self) -> None:
        self._rest.stop()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key does nothing just now."""
        typed = event.text()
        types = typed != "" and typed.isprintable() and not event.modifiers() & _CHORDS
        return self._rest.isActive() and (types or keys.letter(event) is not None)

    def passes_over(self, event: QKeyEvent) -> bool:
        """Whether a key that was pressed does nothing; it puts the rest off."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        if not self._rest.isActive():
            return False
        self._rest.start()
        return self.takes(event)

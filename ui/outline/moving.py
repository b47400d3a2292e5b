"""A held move key: every repeat moves the picture of the branch, letting go asks for one move."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.outline.model import OutlineModel

_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.MetaModifier


def move_way(event: QKeyEvent) -> int:
    """-1 or 1 for Alt+Up and Alt+Down, else 0."""
    modifiers = event.modifiers()
    if not modifiers & Qt.KeyboardModifier.AltModifier or modifiers & _OTHERS:
        return 0
    return _WAYS.get(Qt.Key(event.key()), 0)


class HeldMove:
    """`shown` is called after the picture changed, `ask` with the node and its steps when the key came up."""

    def __init__(self, model: OutlineModel, shown: Callable[[], None], ask: Callable[[str, int], None]) -> None:
        self._model, self._shown, self._ask = model, shown, ask
        self._node_id: str | None = None
        self._steps = 0

    @property
    def is_on(self) -> bool:
        return self._node_id is not None

    def press(self, node_id: str, way: int) -> None:
        if self._node_id not in (None, node_id):
            self.finish()
        self._node_id = node_id
        self._steps = self._model.preview_move(node_id, self._steps + way)
        self._shown()

    def release(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
        if self.is_on and event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat() and event.key() in keys:
            self.finish()

    def finish(self) -> None:
        """Ask for the move that the picture shows; the rows then follow what really became of it."""
        node_id, steps = self._node_id, self._steps
        self._node_id, self._steps = None, 0
        if node_id is None:
            return
        self._model.forget_preview()
        if steps:
            self._ask(node_id, steps)
        self._shown()

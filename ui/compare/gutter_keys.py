"""The keyboard in the gutter: up and down through what is in sight, Enter presses it, Escape goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.compare.gutter_parts import UP, Curve, Stub
from ui.compare.gutter_words import focus_words

if TYPE_CHECKING:
    from ui.compare.gutter import Gutter

Key = Qt.Key
PRESS = (Key.Key_Return, Key.Key_Enter, Key.Key_Space)
DELETE = (Key.Key_Delete, Key.Key_Backspace)
STEPS = {Key.Key_Up: -1, Key.Key_Left: -1, Key.Key_Down: 1, Key.Key_Right: 1}
ENDS = {Key.Key_Home: 0, Key.Key_End: -1}
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Stepping:
    """Which curve or stub the keys are on. It is known by name, so that it stays while the gutter is planned anew."""

    def __init__(self, gutter: Gutter) -> None:
        self._gutter = gutter
        self._name: tuple[str, ...] | None = None
        self._near = 0  # the place of it among the others, for when it goes
        self._before: QWidget | None = None  # where the keys came from
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if isValid(self._gutter) and now is self._gutter and before is not None:
            self._before = before

    # -- what there is

    def items(self) -> list[Curve | Stub]:
        """What the keys go through: from top to bottom, the stubs of a side's top first."""
        found: list[tuple[tuple[int, float, float], Curve | Stub]] = []
        seen: set[str] = set()
        for plan in self._gutter.plans():
            for curve in plan.curves:
                if curve.link_id not in seen:
                    seen.add(curve.link_id)
                    heights = [mark.at[1] for mark in curve.marks]
                    found.append(((1, sum(heights) / len(heights), min(heights)), curve))
            for stub in plan.stubs:
                found.append(((0 if stub.way == UP else 2, stub.box[1], stub.box[0]), stub))
        return [item for _place, item in sorted(found, key=lambda each: each[0])]

    @property
    def current(self) -> Curve | Stub | None:
        """None while the keys are elsewhere, and where there is nothing."""
        return self._look()[0] if self._gutter.hasFocus() else None

    def _look(self) -> tuple[Curve | Stub | None, int, int]:
        items = self.items()
        at = next((at for at, item in enumerate(items) if _name(item) == self._name), None)
        if at is None:
            if not items:
                return None, 0, 0
            at = min(self._near, len(items) - 1)
            self._name = _name(items[at])
        self._near = at
        return items[at], at, len(items)

    def said(self) -> str:
        """What the keys are on, in words; empty where there is nothing."""
        item, at, count = self._look()
        return focus_words(item, self._gutter.caption, at + 1, count) if item is not None else ""

    # -- going

    def enter(self) -> None:
        """The focus has come: start at the link in front, else at the selection's first, else where it was."""
        curves = [item for item in self.items() if isinstance(item, Curve)]
        first = next((c for c in curves if c.front), None) or next((c for c in curves if c.selected), None)
        known = self._name is not None and any(_name(item) == self._name for item in self.items())
        if first is not None and not known:
            self._name = _name(first)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key is for the gutter while it has the focus."""
        keys = (*PRESS, *DELETE, *STEPS, *ENDS, Key.Key_Escape)
        return event.key() in keys and event.modifiers() in PLAIN

    def press(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        items = self.items()
        item, at, _count = self._look()
        if key == Key.Key_Escape:
            self._go_back()
        elif item is None:
            return
        elif key in STEPS:
            self._go(items[max(0, min(at + STEPS[key], len(items) - 1))])
        elif key in ENDS:
            self._go(items[ENDS[key]])
        elif key in PRESS:
            self._gutter.act_on(item, self.place_of(item))
        elif key in DELETE and isinstance(item, Curve) and item.count == 1:
            self._gutter.link_delete_requested.emit(item.link_id)

    def _go(self, item: Curve | Stub) -> None:
        if _name(item) != self._name:
            self._name = _name(item)
            self._gutter.say_focus()

    def _go_back(self) -> None:
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._gutter.focusPreviousChild()

    def place_of(self, item: Curve | Stub) -> QPoint:
        """Where a menu for it opens, in global pixels."""
        if isinstance(item, Stub):
            x, y = item.box[0], item.box[1] + item.box[3]
        else:
            x, y = item.badge or item.middle or item.at(0.5)
        return self._gutter.mapToGlobal(QPoint(round(x), round(y)))


def _name(item: Curve | Stub) -> tuple[str, ...]:
    return ("stub", item.side, item.pane, item.way) if isinstance(item, Stub) else ("link", item.link_id)

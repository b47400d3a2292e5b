"""A person's hands on an outline: real key and mouse events, and an ear for its signals."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(widget, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifiers)


def middle(view, node_id, x=200):
    top, bottom = view.row_span(node_id)
    return QPoint(x, (top + bottom) // 2)


def click(view, node_id, x=200):
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(view, node_id, x)
    )


def shown(view):
    return "".join(view.outline.node_at(row) for row in range(view.outline.rowCount()))


def heard(signal):
    told: list[Any] = []
    signal.connect(lambda *values: told.append(values[0] if len(values) == 1 else values))
    return told

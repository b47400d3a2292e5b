"""A hand on the mouse and one on the keys: real events, sent to a view in the order a person makes them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.article.view import ArticleView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
TYPES = QEvent.Type


def _send(view: ArticleView, kind: QEvent.Type, point: QPoint, held: bool, modifiers: Qt.KeyboardModifier) -> None:
    where, none = QPointF(point), Qt.MouseButton.NoButton
    button = none if kind == TYPES.MouseMove else LEFT
    event = QMouseEvent(kind, where, view.viewport().mapToGlobal(where), button, LEFT if held else none, modifiers)
    QApplication.sendEvent(view.viewport(), event)


def push(view: ArticleView, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    _send(view, TYPES.MouseButtonPress, point, True, modifiers)


def pull(view: ArticleView, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Move with the button held."""
    _send(view, TYPES.MouseMove, point, True, modifiers)


def let_go(view: ArticleView, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    _send(view, TYPES.MouseButtonRelease, point, False, modifiers)


def hover(view: ArticleView, point: QPoint) -> None:
    _send(view, TYPES.MouseMove, point, False, NONE)


def click(view: ArticleView, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    push(view, point, modifiers)
    let_go(view, point, modifiers)


def second_push(view: ArticleView, point: QPoint) -> None:
    """The second press of a double click."""
    _send(view, TYPES.MouseButtonDblClick, point, True, NONE)


def key(view: ArticleView, which: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    for _turn in range(times):
        QTest.keyClick(view, which, modifiers)

"""A person's hands on a map: real key, mouse and wheel events, and where to put them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.outline.garden import STATUS, cite_of
from ui.map.view import MapView

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NO_WAY = QPoint()
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


def no_links(_node_id: str) -> int:
    return 0


def show(qtbot, theme, project, size=(1500, 900), case="C") -> MapView:
    view = MapView(theme)
    qtbot.addWidget(view)
    view.animated = False
    view.set_case(project, case, STATUS.get, cite_of, no_links)
    view.resize(*size)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def place_of(view, node_id) -> QPoint:
    """The middle of a card, in the viewport."""
    return view.from_scene(view.scene.card(node_id)).center()


def on_screen(view, node_id) -> QPoint:
    """Where a card begins, in the viewport."""
    return view.from_scene(view.scene.card(node_id)).topLeft()


def near(a: QPoint, b: QPoint) -> bool:
    """The same place, but for what rounding does."""
    return (a - b).manhattanLength() <= 2


def zoom(view, scale):
    """Another scale, about the middle of the view."""
    view.look(view.camera.zoomed(scale, QPointF(view.viewport().rect().center())))


def click(view, node_id, keys=NONE, button=LEFT):
    QTest.mouseClick(view.viewport(), button, keys, place_of(view, node_id))


def drag(view, start, end, button=LEFT, keys=NONE, steps=4):
    """Press, move in steps, let go; all with real events."""
    held = view.viewport()
    QTest.mousePress(held, button, keys, start)
    for step in range(1, steps + 1):
        place = QPointF(start + (end - start) * step / steps)
        move = QMouseEvent(QEvent.Type.MouseMove, place, held.mapToGlobal(place), Qt.MouseButton.NoButton, button, keys)
        QApplication.sendEvent(held, move)
    QTest.mouseRelease(held, button, keys, end)


def hover(view, place):
    """The pointer comes there with no button down."""
    held, at, no = view.viewport(), QPointF(place), Qt.MouseButton.NoButton
    QApplication.sendEvent(held, QMouseEvent(QEvent.Type.MouseMove, at, held.mapToGlobal(at), no, no, NONE))


def wheel(view, place, turned=NO_WAY, pixels=NO_WAY, keys=NONE, phase=Qt.ScrollPhase.NoScrollPhase):
    """Turn a wheel at a place of the viewport; `turned` in eighths of a degree, `pixels` what a touchpad says."""
    held, at = view.viewport(), QPointF(place)
    event = QWheelEvent(at, held.mapToGlobal(at), pixels, turned, Qt.MouseButton.NoButton, keys, phase, False)
    QApplication.sendEvent(held, event)
    return event

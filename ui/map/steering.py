"""Moving over the map: the wheel, a touchpad, two fingers, the middle button, the space bar held."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from ui.map.camera import fitting, next_step

if TYPE_CHECKING:
    from ui.map.view import MapView

NOTCH = 120  # eighths of a degree, what one notch of a wheel turns
NOTCH_PIXELS = 72  # how far a notch moves the map
_ZOOM = 1.0015  # a notch is a fifth, a pinch sends many small turns


class Steering:
    """What a view does with gestures that move it; it changes only the camera."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._hand: QPoint | None = None  # where the hand that drags the map was last
        self._space: QKeyEvent | None = None  # the space bar is down, and nothing was dragged yet
        self._space_down = False
        if sys.platform != "darwin":  # there Qt makes pinches of the very events that come as native gestures
            view.viewport().grabGesture(Qt.GestureType.PinchGesture)

    # -- scale

    def zoom_to(self, scale: float, about: QPointF | None = None) -> None:
        """`about`: what stays where it is; without it the selected card where it is in sight, else the middle."""
        view = self._view
        view.settle()
        if not view.scene.count:
            return
        view.look(view.camera.zoomed(scale, self._middle() if about is None else about))

    def zoom_step(self, way: int) -> None:
        self.zoom_to(next_step(self._view.scale, way))

    def _middle(self) -> QPointF:
        view, node_id = self._view, self._view.selected_node()
        card = view.scene.card(node_id) if node_id is not None else None
        if card is not None and view.in_sight.contains(card.center()):
            return view.camera.from_scene(card).center()
        return QPointF(view.viewport().rect().center())

    # -- wheel and touchpad

    def wheel(self, event: QWheelEvent) -> None:
        view, turned, pixels = self._view, event.angleDelta(), event.pixelDelta()
        event.accept()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._wheel_zoom(turned.y() or turned.x(), event.position())
            return
        exact = not pixels.isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase
        dx, dy = (pixels.x(), pixels.y()) if exact else (turned.x() * _PER_TURN, turned.y() * _PER_TURN)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not dx:
            dx, dy = dy, 0
        view.look(view.camera.moved(-dx, -dy))

    def _wheel_zoom(self, turned: int, about: QPointF) -> None:
        now = self._view.scale
        scale = now * _ZOOM**turned
        if NOTCH <= abs(turned) <= 2 * NOTCH and min(now, scale) < 1 < max(now, scale):
            scale = 1.0  # a wheel that passes 100 % rests there
        if turned:
            self.zoom_to(scale, about)

    # -- fingers

    def gesture(self, event: QEvent) -> bool:
        """Take a pinch; False: it is another gesture."""
        view = self._view
        if isinstance(event, QNativeGestureEvent):
            return self._native(event)
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                about = QPointF(view.viewport().mapFromGlobal(pinch.centerPoint()))
                moved = pinch.centerPoint() - pinch.lastCenterPoint()
                view.look(view.camera.moved(-moved.x(), -moved.y()))
                self.zoom_to(view.scale * pinch.scaleFactor(), about)
                event.accept(pinch)
                return True
        return False

    def _native(self, event: QNativeGestureEvent) -> bool:
        view = self._view
        if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_to(view.scale * (1 + event.value()), event.position())
            return True
        if event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
            whole = fitting(view.scene.bounds, view.room)
            if abs(view.scale - 1) > 0.01:
                self.zoom_to(1.0, event.position())
            else:
                view.look(whole)
            return True
        return False

    # -- the hand

    def press(self, event: QMouseEvent) -> bool:
        """Take the map in hand: the middle button, or the left one while the space bar is down."""
        left, middle = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
        if event.button() != middle and not (event.button() == left and self._space_down):
            return False
        self._hand, self._space = event.position().toPoint(), None
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def move(self, event: QMouseEvent) -> bool:
        if self._hand is None:
            return False
        now, before = event.position().toPoint(), self._hand
        self._hand = now
        self._view.look(self._view.camera.moved(before.x() - now.x(), before.y() - now.y()))
        return True

    def release(self) -> bool:
        if self._hand is None:
            return False
        self._hand = None
        self._show_hand()
        return True

    def let_go(self) -> None:
        """The view is left: nothing is held any more."""
        self._space, self._space_down = None, False
        self._hand = None
        self._show_hand()

    def _show_hand(self) -> None:
        viewport = self._view.viewport()
        if self._space_down:
            viewport.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            viewport.unsetCursor()

    # -- the space bar: held it is a hand, tapped it is a key like any other

    def key_down(self, event: QKeyEvent) -> bool:
        """Hold a space bar back until it is known what it is for; other keys come after a tap that waits."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self._space, self._space_down = QKeyEvent(event), True
                self._show_hand()
            return True
        self._tap()
        return False

    def key_up(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat() or not self._space_down:
            return False
        self._space_down = False
        self._tap()
        if self._hand is None:
            self._show_hand()
        return True

    def _tap(self) -> None:
        tap, self._space = self._space, None
        if tap is not None:
            self._view.on_key(tap)


_PER_TURN = NOTCH_PIXELS / NOTCH

"""The pointer in the gutter: what lies under it, presses, and nodes that are dragged away from their ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.carried import carry_nodes
from ui.chip import chip
from ui.compare.gutter_parts import Curve, Mark, Stub

if TYPE_CHECKING:
    from ui.compare.gutter import Gutter


class Carried(NamedTuple):
    """A node that is dragged: its case, its text and its kind."""

    case_id: str
    text: str
    kind: str


CarriedOf = Callable[[str], Carried | None]


class Hands:
    """A press acts when it is let go, as it may become a drag."""

    def __init__(self, gutter: Gutter) -> None:
        self._gutter = gutter
        self._pressed: tuple[QPoint, Curve | Stub | None, Mark | None] | None = None
        self.carried_of: CarriedOf = lambda _node_id: None

    def hit(self, point: QPointF) -> Curve | Stub | None:
        """What a press there is about; a stub lies over the curves."""
        plans = self._gutter.plans()
        for plan in plans:
            if stub := plan.stub_at(point.x(), point.y()):
                return stub
        return next((curve for plan in plans if (curve := plan.curve_at(point.x(), point.y()))), None)

    def mark_at(self, point: QPointF) -> Mark | None:
        """The port or end there, which can be dragged."""
        return next((mark for plan in self._gutter.plans() if (mark := plan.mark_at(point.x(), point.y()))), None)

    def press(self, event: QMouseEvent) -> None:
        self._pressed = None
        if event.button() == Qt.MouseButton.LeftButton:
            hit = self.hit(event.position())
            mark = None if isinstance(hit, Stub) else self.mark_at(event.position())
            self._pressed = event.position().toPoint(), hit, mark

    def move(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            hit = self.hit(point)
            self._gutter.hover(hit.link_id if isinstance(hit, Curve) else None)
            mark = self.mark_at(point) if hit is None else None
            shapes = Qt.CursorShape
            shape = shapes.PointingHandCursor if hit else shapes.OpenHandCursor if mark else shapes.ArrowCursor
            self._gutter.setCursor(shape)
            return
        start, _hit, mark = self._pressed
        if mark is not None and (point.toPoint() - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self._drag(mark)

    def release(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        start, hit, _mark = pressed
        if (
            hit is not None
            and (event.position().toPoint() - start).manhattanLength() < QApplication.startDragDistance()
        ):
            self._gutter.act_on(hit, event.globalPosition().toPoint())

    def _drag(self, mark: Mark) -> None:
        carried = self.carried_of(mark.node_id)
        if carried is None:
            return
        gutter = self._gutter
        drag = QDrag(gutter)
        drag.setMimeData(carry_nodes(carried.case_id, [mark.node_id]))
        drag.setPixmap(chip(gutter.theme, carried.text, gutter.devicePixelRatioF(), kind=carried.kind))
        drag.setHotSpot(QPoint(-12, -10))  # below the pointer, so that what is under it stays in sight
        gutter.hover(None)
        actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction | Qt.DropAction.LinkAction
        drag.exec(actions, Qt.DropAction.LinkAction)

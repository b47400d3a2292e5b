"""What the gutter draws beyond its edges: leads to margin bars, the outer halves of dots, curves over a map."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from ui.compare.gutter_paint import paint_curves, paint_leads
from ui.compare.gutter_parts import LEFT, Pane, Plan

if TYPE_CHECKING:
    from ui.compare.gutter import Gutter

REACH = 24  # over a text or a tree


class Fringe(QWidget):
    """A see-through strip over a neighbour's edge, or over the whole of a map. The mouse goes through."""

    def __init__(self, gutter: Gutter, side: str, host: QWidget) -> None:
        super().__init__(host)
        self._gutter, self._side, self._host = gutter, side, host
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        gutter.installEventFilter(self)
        self.follow()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self.follow()
        return False

    def _maps(self) -> list[Pane]:
        return [pane for pane in self._gutter.panes(self._side) if pane.name == "map"]

    @property
    def _reach(self) -> int:
        width = self._gutter.width()
        beyond = (-pane.left if self._side == LEFT else pane.right - width for pane in self._maps())
        return max(REACH, *(round(each) for each in beyond), 0)

    def follow(self) -> None:
        """Stay beside the gutter, above the neighbour."""
        gutter, reach = self._gutter, self._reach
        corner = gutter.mapTo(self._host, QPoint(0, 0))
        x = corner.x() - reach if self._side == LEFT else corner.x() + gutter.width()
        place = QRect(x, corner.y(), reach, gutter.height())
        if place != self.geometry() or gutter.isHidden() != self.isHidden():
            self.setGeometry(place)
            self.setVisible(not gutter.isHidden())
            self.raise_()
        self.update()

    def _map_area(self) -> QRegion:
        """The maps, to the gutter's edge, without what floats over them; in gutter coordinates."""
        area = QRegion()
        for pane in self._maps():
            left = pane.left if self._side == LEFT else self._gutter.width()
            right = 0.0 if self._side == LEFT else pane.right
            area += QRect(round(left), round(pane.top), round(right - left), round(pane.bottom - pane.top))
        for cover in self._gutter.covers(self._side) if not area.isEmpty() else ():
            area -= QRegion(cover)
        return area

    def _beside_cards(self, area: QRegion) -> QRegion:
        """What of the map's area no card takes: what rests runs behind cards."""
        free = QRegion(area)
        for card in self._gutter.cards(self._side):
            free -= QRegion(card)
        return free

    def _edge_area(self) -> QRegion:
        """The strip beside texts and trees."""
        width = self._gutter.width()
        area = QRegion()
        for pane in self._gutter.panes(self._side):
            if pane.name != "map":
                x = -REACH if self._side == LEFT else width
                area += QRect(x, round(pane.top), REACH, round(pane.bottom - pane.top))
        return area

    def paintEvent(self, event: QPaintEvent) -> None:
        gutter = self._gutter
        painter = QPainter(self)
        painter.translate(self._reach if self._side == LEFT else -gutter.width(), 0)
        ink, plans = gutter.ink(), gutter.plans()
        edge = self._edge_area()
        if not edge.isEmpty():
            painter.setClipRegion(edge)
            leads = gutter.leads(self._side)
            for plan in plans:
                paint_leads(painter, plan, ink, self._side, leads)
        area = self._map_area()
        if area.isEmpty():
            return
        painter.setClipRegion(area)
        over = replace(ink, over_map=self._side, free=self._beside_cards(area))
        for plan in plans:
            paint_curves(painter, self._over_map(plan), over)

    def _over_map(self, plan: Plan) -> Plan:
        """The curves of a plan that end on a card of this side."""
        curves = (c for c in plan.curves if any(m.side == self._side and m.pane == "map" for m in c.marks))
        return replace(plan, curves=tuple(curves), ports=(), stubs=())


def covers_of(viewport: QWidget, beside: QWidget) -> list[QRect]:
    """What floats over a viewport, in the coordinates of a widget beside it."""
    floats = [child for child in viewport.children() if isinstance(child, QWidget) and child.isVisible()]
    corner = beside.mapFromGlobal(viewport.mapToGlobal(QPoint(0, 0)))
    return [child.geometry().translated(corner) for child in floats]

"""Carrying cards over the map: where they would land, what the rules say, and the marker that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QCursor, QDrag, QDropEvent, QPainter

from models.branches import topmost
from models.entities import Kind, Node
from models.messages import _
from ui.bubble import Bubble
from ui.carried import carry_nodes, nodes_of
from ui.chip import chip
from ui.escape import EscapeWatch
from ui.map.aiming import step_at
from ui.map.landing import Ground, Landing, Where, landing_at
from ui.map.linking import MapLinks
from ui.map.marker import paint_landing
from ui.map.words import MapWords
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.map.view import MapView

UNFOLD_AFTER = 700  # ms over a folded branch
SCROLL_EVERY, SCROLL_EDGE, SCROLL_STEP = 30, 24, 14
LINE_REACH = 7  # pixels of the viewport beside a line that still mean the line
AIR = 24  # pixels of the viewport around cards and lines where nothing lands as a new root


class DragControl(QObject):
    """Starts drags from a map and receives them there."""

    def __init__(self, view: MapView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._words = MapWords(view)
        self._bubble = Bubble(view.viewport())
        self.links = MapLinks(view, theme, self._bubble)
        self.landing: Landing | None = None
        self._carried: tuple[str, list[str]] | None = None  # what is over the map: its case and its nodes
        self._gives = False
        self._escape = EscapeWatch(self)
        self._place = QPoint()  # of the pointer, in the viewport
        self._badge: str | None = None
        self._unfold = QTimer(self, singleShot=True, interval=UNFOLD_AFTER)
        self._unfold.timeout.connect(self._unfold_badge)
        self._pull = QPoint()
        self._scroll = QTimer(self, interval=SCROLL_EVERY)
        self._scroll.timeout.connect(self._scroll_on)

    @property
    def is_on(self) -> bool:
        """Whether a card of this map is on its way, or something is carried over it."""
        return self._gives or self._carried is not None or self._words.is_over

    # -- giving

    def start(self, node_id: str) -> bool:
        """Carry a card away, with the other chosen ones if it is one of them; whether this map took them."""
        view = self._view
        if view.case_id is None:
            return False
        chosen = view.state.chosen
        nodes = self._nodes(chosen if node_id in chosen else (node_id,))
        if not nodes:
            return False
        first, ratio = nodes[0], view.devicePixelRatioF()
        drag = QDrag(view)
        drag.setMimeData(carry_nodes(view.case_id, [node.id for node in nodes]))
        drag.setPixmap(chip(self._theme, first.text, ratio, kind=first.kind, count=len(nodes)))
        drag.setHotSpot(QPoint(-12, -10))  # below the pointer, so that the marker stays in sight
        self._gives = True
        view.hands.follow()
        taken = drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.LinkAction) == Qt.DropAction.MoveAction
        self._gives = False
        self.leave()
        view.hands.follow()
        return taken and drag.target() is view.viewport()

    # -- receiving

    def over(self, event: QDropEvent) -> None:
        """Show where what is carried would land, and say whether it may."""
        self._escape.begin()
        self._place = event.position().toPoint()
        self._carried = nodes_of(event.mimeData())
        self._wait()
        if self._carried is None:
            self._words.over(event)
            return
        if self.links.wants(event):
            self.landing = None
            self.links.over(event)
            return
        if self.links.is_on:
            self.links.leave()
        self._look_again()
        if self.landing is None or self.landing.refusal:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def drop(self, event: QDropEvent) -> None:
        self._place = event.position().toPoint()
        carried = self._carried = nodes_of(event.mimeData())
        if carried is None:
            self.leave()
            self._words.drop(event)
            return
        if self.links.wants(event):
            refusal = self.links.drop(event)
            self.leave()
            if refusal:
                self._view.drop_refused.emit(refusal)
            return
        self._look_again()
        landing = self.landing
        if landing is None or landing.refusal:
            event.ignore()
            self.let_go()
            return
        self.leave()
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        view, ids = self._view, [node.id for node in self._nodes(carried[1])]
        if landing.where is Where.STEP:
            view.undercut_requested.emit(ids[0], landing.over)
        else:
            view.reparent_requested.emit(ids, landing.parent_id, landing.before_id)

    def left(self) -> None:
        """What was carried is over the map no more: it was carried on, given up, or let go where it may not land.

        Qt does not tell these apart. A pointer that is still here, with no Escape pressed, has let go: then it is told
        what the rules say.
        """
        here = self._view.viewport().rect().contains(self._view.viewport().mapFromGlobal(QCursor.pos()))
        if here and not self._escape.was_pressed:
            self.let_go()
        else:
            self.leave()

    def let_go(self) -> None:
        """Let go where it may not land: the window goes on saying why."""
        refusal = self.landing.refusal if self.landing is not None else self.links.refusal
        self.leave()
        if refusal:
            self._view.drop_refused.emit(refusal)

    def leave(self) -> None:
        self.landing = self._carried = self._badge = None
        self._escape.end()
        self._pull = QPoint()
        self._unfold.stop()
        self._scroll.stop()
        self.links.leave()
        self._words.leave()
        self._view.viewport().update()

    def _look_again(self) -> None:
        """Where it would land now: the pointer moved, or the map under it."""
        if self.links.is_on:  # the next move of the pointer tells
            return
        self.landing = self._landing()
        if self.landing is not None and self.landing.refusal:
            self._bubble.show_at(self._place, self.landing.refusal, self._theme)
        elif self.landing is not None and self.landing.where is Where.STEP:
            self._bubble.show_at(self._place, _("Undercuts this step"), self._theme)
        else:
            self._bubble.hide()
        self._view.viewport().update()

    def _landing(self) -> Landing | None:
        view, carried = self._view, self._carried
        if carried is None or view.project is None or view.case_id is None:
            return None
        nodes = self._nodes(carried[1])
        if not nodes:
            return None
        point = view.to_scene(self._place)
        ground = Ground(view.scene, view.project, view.case_id, view.state.top, AIR / view.scale)
        step = None
        if len(nodes) == 1 and nodes[0].kind is Kind.REBUTTAL:
            step = step_at(view.scene, point, LINE_REACH / view.scale)
        return landing_at(ground, nodes, point, step)

    def _nodes(self, node_ids: Sequence[str]) -> list[Node]:
        """The topmost of some nodes, in reading order; those that are gone left out."""
        project = self._view.project
        if project is None:
            return []
        return topmost(project, [i for i in node_ids if project.has("node", i) and project.is_visible(i)])

    # -- waiting

    def _wait(self) -> None:
        """Unfold the branch whose badge the pointer rests on; move the map while it rests at an edge."""
        badge = self._view.scene.fold_badge_at(self._view.to_scene(self._place))
        if badge != self._badge:
            self._badge = badge
            self._unfold.start()
        room = self._view.viewport().rect()
        inner = room.adjusted(SCROLL_EDGE, SCROLL_EDGE, -SCROLL_EDGE, -SCROLL_EDGE)
        self._pull = _beyond(inner, self._place) * SCROLL_STEP
        if not self._pull.isNull() and not self._scroll.isActive():
            self._scroll.start()

    def _unfold_badge(self) -> None:
        if self._badge is not None and self.is_on:
            self._view.set_folded(self._badge, False)
            self._badge = None
            if self._carried is not None:
                self._look_again()

    def _scroll_on(self) -> None:
        if self._pull.isNull():
            self._scroll.stop()
            return
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() + self._pull.x())
        down.setValue(down.value() + self._pull.y())
        if self._carried is not None:
            self._look_again()

    # -- the marker

    def paint(self, painter: QPainter) -> None:
        """Over the map, in viewport pixels."""
        self._words.paint(painter)
        self.links.paint(painter)
        if self.landing is not None and not self.landing.refusal:
            paint_landing(painter, self._view, self.landing, self._place)


def _beyond(inner: QRect, place: QPoint) -> QPoint:
    """Which way a point lies outside of an area: -1, 0 or 1 sideways and down."""
    return QPoint(
        (place.x() > inner.right()) - (place.x() < inner.left()),
        (place.y() > inner.bottom()) - (place.y() < inner.top()),
    )

"""The views of a side as things that scroll: where a node stands in one, and bringing it to a height."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

from ui.article.motion import GLIDE, Motion
from ui.article.view import ArticleView
from ui.map.camera import Camera, off
from ui.map.view import MapView
from ui.outline.view import OutlineView
from ui.side import Side

Span = tuple[int, int]
LINES = 4  # of a long passage that stay in sight however low its partner stands
EDGE = 52  # pixels at either end of an outline in which a row is at its edge
ROOM = 48  # pixels of free ground that a map shows beyond its cards


class Sort(Enum):
    """What stands beside what: a text beside a text, a tree beside a tree."""

    TEXT = "text"
    TREE = "tree"


class Pane:
    """One view. Heights are pixels of its viewport; where it glides just now, those at the end of the glide."""

    sort: Sort

    def __init__(self, view: QAbstractScrollArea) -> None:
        self.area = view

    @property
    def is_on(self) -> bool:
        return self.area.isVisible()

    @property
    def bar(self) -> QScrollBar:
        return self.area.verticalScrollBar()

    @property
    def is_gliding(self) -> bool:
        """Whether it is on its way to something."""
        return False

    @property
    def height(self) -> int:
        return self.area.viewport().height()

    def top(self, host: QWidget) -> int:
        """How far down an ancestor the viewport begins."""
        return self.area.viewport().mapTo(host, QPoint(0, 0)).y()

    def span(self, node_id: str) -> Span | None:
        """Top and foot of what stands for a node here: its own, or what hides it in a folded branch."""
        raise NotImplementedError

    def place(self, node_id: str) -> int | None:
        """How far down all that scrolls it begins, in pixels."""
        raise NotImplementedError

    def span_of_reading(self, node_id: str) -> Span | None:
        """The same of the node that a person works with: of several passages the one that is in sight."""
        return self.span(node_id)

    def bring(self, node_id: str) -> None:
        """Bring it in sight with the least motion."""
        raise NotImplementedError

    def ease(self, node_id: str) -> None:
        """Bring it away from an edge."""

    def shows(self, node_id: str) -> bool:
        """Whether something of it is in sight."""
        span = self.span_of_reading(node_id)
        return span is not None and span[1] > 0 and span[0] < self.height

    def bring_to(self, node_id: str, y: int) -> None:
        """Bring its top to a height, or as near as the view scrolls and shows it."""
        span = self.span(node_id)
        if span is not None:
            self._glide(node_id, self._within(span, y), span)

    def _within(self, span: Span, y: int) -> int:
        """The height nearest `y` at which all of it is in sight, or as much as there is room for."""
        return max(0, min(y, self.height - min(span[1] - span[0], self._most())))

    def _most(self) -> int:
        return self.height

    def _glide(self, node_id: str, y: int, span: Span) -> None:
        raise NotImplementedError


class TextPane(Pane):
    sort = Sort.TEXT

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self.view = view

    @property
    def is_gliding(self) -> bool:
        return self.view.is_gliding

    def span(self, node_id: str) -> Span | None:
        spans = self.view.spans_to_come(node_id)
        return spans[0] if spans else None

    def place(self, node_id: str) -> int | None:
        return self.view.passage_top(node_id)

    def span_of_reading(self, node_id: str) -> Span | None:
        spans = self.view.spans_to_come(node_id)
        return next((span for span in spans if 0 <= span[0] < self.height), spans[0] if spans else None)

    def _most(self) -> int:
        return LINES * self.view.shown_document.line

    def bring(self, node_id: str) -> None:
        self.view.reveal_node(node_id, flash=False)

    def _glide(self, node_id: str, y: int, span: Span) -> None:
        self.view.bring_passage_to(node_id, y)


class RowsPane(Pane):
    sort = Sort.TREE

    def __init__(self, view: OutlineView, is_animated: Callable[[], bool]) -> None:
        super().__init__(view)
        self.view = view
        self._is_animated = is_animated
        self._motion = Motion(GLIDE, view)
        self._goal: int | None = None  # of the scroll bar, while it moves
        self._last = 0  # where the motion has put it

    @property
    def is_gliding(self) -> bool:
        return self._goal is not None and self.bar.value() == self._last

    def span(self, node_id: str) -> Span | None:
        span = self.view.row_span(node_id)
        ahead = self._ahead()
        return None if span is None else (span[0] - ahead, span[1] - ahead)

    def place(self, node_id: str) -> int | None:
        span = self.view.row_span(node_id)
        return None if span is None else span[0] + self.bar.value()

    def _ahead(self) -> int:
        return self._goal - self._last if self._goal is not None and self.is_gliding else 0

    def ease(self, node_id: str) -> None:
        span = self.span(node_id)
        if span is not None and (span[0] < EDGE or span[1] > self.height - EDGE):
            self._glide(node_id, self._within(span, self.height // 3), span)

    def bring(self, node_id: str) -> None:
        span = self.span(node_id)
        if span is not None and (span[0] < 0 or span[1] > self.height):
            self._glide(node_id, self._within(span, max(0, min(span[0], self.height))), span)

    def _glide(self, node_id: str, y: int, span: Span) -> None:
        bar = self.bar
        start = bar.value()
        goal = max(bar.minimum(), min(start + self._ahead() + span[0] - y, bar.maximum()))
        self._motion.drop()
        self._goal = None
        if goal == start:
            return
        if not self._is_animated():
            bar.setValue(goal)
            return
        self._goal, self._last = goal, start

        def step(left: float) -> None:
            if bar.value() != self._last:  # somebody else scrolls: they have it
                self._goal = None
                self._motion.drop()
                return
            bar.setValue(round(goal + (start - goal) * left))
            self._last = bar.value()
            if left <= 0:
                self._goal = None

        self._motion.run(step)


class CardsPane(Pane):
    sort = Sort.TREE

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.view = view

    def _card(self, node_id: str) -> tuple[str, QRectF] | None:
        project = self.view.project
        if project is None or not project.has("node", node_id):
            return None
        self.view.settle()
        path = [node.id for node in reversed(project.path(node_id))]
        return next(((each, card) for each in path if (card := self.view.scene.card(each)) is not None), None)

    def span(self, node_id: str) -> Span | None:
        found = self._card(node_id)
        if found is None:
            return None
        area = self.view.goal.from_scene(found[1]).toAlignedRect()
        return area.top(), area.bottom() + 1

    def shows(self, node_id: str) -> bool:
        found = self._card(node_id)
        return found is not None and self.view.goal.view(self.view.room).intersects(found[1])

    def place(self, node_id: str) -> int | None:
        found = self._card(node_id)
        return None if found is None else round((found[1].top() - self.view.scene.bounds.top()) * self.view.scale)

    def bring(self, node_id: str) -> None:
        found = self._card(node_id)
        if found is not None:
            self.view.bring(found[0])

    def _glide(self, node_id: str, y: int, span: Span) -> None:
        found = self._card(node_id)
        if found is None:
            return
        view = self.view
        area, free = view.goal.from_scene(found[1]), view.free()
        dx = off(area.left(), area.right(), free.left(), free.right())
        view.glide(self._kept(view.goal.moved(dx, span[0] - y)))

    def _kept(self, camera: Camera) -> Camera:
        """The nearest camera, upwards or downwards, that shows all of a map that fits, or nothing but a little room
        beyond one that does not."""
        whole, height = camera.from_scene(self.view.scene.bounds), self.view.room.height()
        above, below = whole.top(), whole.bottom() - height
        low, high = (above, below) if above <= below else (below, above)
        if whole.height() > height:
            low, high = low - ROOM, high + ROOM
        return camera.moved(0, max(low, min(0.0, high)))


def panes_of(side: Side) -> list[Pane]:
    """The views of a side, those that are put away as well: text, outline, map."""
    return [TextPane(side.article), RowsPane(side.outline, lambda: side.map.animated), CardsPane(side.map)]

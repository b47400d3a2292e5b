"""Where passages, rows and cards of both sides lie beside the gutter, in its coordinates."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from models.project import Project
from ui.article.view import ArticleView
from ui.compare.fringe import covers_of
from ui.compare.gutter import Gutter
from ui.compare.gutter_hands import Carried
from ui.compare.gutter_paint import Leads
from ui.compare.gutter_parts import SIDES, Pane, Spot
from ui.map.view import MapView
from ui.outline.measures import ROW_HEIGHT
from ui.outline.view import OutlineView
from ui.side import Side

MOST_CARDS = 150  # of a map that curves run behind

Frame = tuple[str, int, int, int, int]  # a view's name, left, top, right and bottom


class Places:
    """Tells the gutter which views stand beside it and where they show a node; `host` holds them all."""

    def __init__(self, host: QWidget, gutter: Gutter, sides: tuple[Side, Side]) -> None:
        self._host, self._gutter = host, gutter
        self._sides = dict(zip(SIDES, sides, strict=True))
        self._frames: dict[str, list[Frame]] = {}
        self._finders: list[_InText | _InTree | _InMap] = []
        gutter.set_covers(self._covers, self._cards)
        gutter.set_carried(self._carried)
        gutter.set_leads(*(_leads(side.article) for side in sides))
        for side in sides:
            side.geometry_changed.connect(gutter.refresh)
            rows = side.outline.outline
            for changed in (rows.modelReset, rows.rowsInserted, rows.rowsRemoved, rows.layoutChanged):
                changed.connect(self.forget)

    def refresh(self) -> None:
        """Views may have come, gone or changed their size."""
        if not self._gutter.isVisibleTo(self._host):
            return
        frames = {name: self._frames_of(side) for name, side in self._sides.items()}
        if frames != self._frames:
            self._frames = frames
            self._finders.clear()
            self._gutter.set_panes(*([self._pane(name, frame) for frame in frames[name]] for name in SIDES))
        self._gutter.count()

    def forget(self, *_what: object) -> None:
        """Nodes may stand elsewhere in their trees."""
        for find in self._finders:
            find.forget()

    def _frames_of(self, side: Side) -> list[Frame]:
        """The views of a side that are on show: links are looked for in the text first."""
        views: list[tuple[str, ArticleView | OutlineView | MapView]] = [
            ("text", side.article),
            ("tree", side.outline),
            ("map", side.map),
        ]
        found = []
        for name, view in views:
            if view.isVisibleTo(self._host):
                port = view.viewport()
                corner = self._gutter.mapFromGlobal(port.mapToGlobal(QPoint(0, 0)))
                found.append((name, corner.x(), corner.y(), corner.x() + port.width(), corner.y() + port.height()))
        return found

    def _pane(self, name: str, frame: Frame) -> Pane:
        side = self._sides[name]
        view, left, top, right, bottom = frame
        find: _InText | _InTree | _InMap
        if view == "text":
            find = _InText(side.article, top, bottom)
        elif view == "tree":
            find = _InTree(side.outline, top, bottom)
        else:
            find = _InMap(side.map, left, top)
        self._finders.append(find)
        return Pane(name, view, top, bottom, find, left, right, side.tree.folded.__contains__, find.begin)

    def _covers(self, side: str) -> list[QRect]:
        """What floats over the map of a side: buttons, the overview, an open editor."""
        return covers_of(self._sides[side].map.viewport(), self._gutter)

    def _cards(self, side: str) -> list[QRect]:
        """The cards in sight of a side's map, unless they are too many and so too small to be read."""
        view = self._sides[side].map
        places = view.scene.cards_in(view.in_sight) if view.isVisible() else []
        if len(places) > MOST_CARDS:
            return []
        corner = self._gutter.mapFromGlobal(view.viewport().mapToGlobal(QPoint(0, 0)))
        boxes = (view.scene.box(at) for at in places)
        return [view.camera.from_scene(box).toRect().translated(corner) for box in boxes]

    def _carried(self, node_id: str) -> Carried | None:
        side = next((side for side in self._sides.values() if side.owns(node_id)), None)
        project = side.project if side is not None else None
        if project is None:
            return None
        node = project.node(node_id)
        return Carried(node.case_id, node.text, str(node.kind))


def _leads(article: ArticleView) -> Leads:
    """How far the bars in sight stand from the gutter, by node."""

    def leads() -> dict[str, int]:
        return {bar.node_id: bar.near for bar in reversed(article.marks_in_view())}

    return leads


class _InText:
    """Finds passages: exactly where they can be seen; elsewhere only way and order matter, so a block is a line."""

    def __init__(self, article: ArticleView, top: int, bottom: int) -> None:
        self._article, self._top, self._bottom = article, top, bottom
        self._first = self._last = 0

    def begin(self) -> None:
        self._first, self._last = self._article.blocks_in_view()

    def forget(self) -> None:
        pass  # the article knows when its marks change

    def __call__(self, node_id: str) -> Spot | None:
        blocks = self._article.blocks_of(node_id)
        if blocks is None:
            return None
        if blocks[1] < self._first:
            return _above(node_id, self._top, self._first - blocks[1])
        if blocks[0] > self._last:
            return _below(node_id, self._bottom, blocks[0] - self._last)
        span = self._article.passage_span(node_id)
        return Spot(node_id, span[0] + self._top, span[1] + self._top) if span is not None else None


class _InTree:
    """Finds a node's row, or that of the folded branch it is in: exactly where rows can be seen."""

    def __init__(self, view: OutlineView, top: int, bottom: int) -> None:
        self._view, self._top, self._bottom = view, top, bottom
        self._first = self._last = 0
        self._shown: dict[str, str | None] = {}  # by what row a folded node is shown

    def begin(self) -> None:
        view = self._view
        last = view.rowAt(max(0, self._bottom - self._top - 1))
        self._first = max(0, view.rowAt(0))
        self._last = last if last >= 0 else view.outline.rowCount() - 1

    def forget(self) -> None:
        self._shown.clear()

    def __call__(self, node_id: str) -> Spot | None:
        rows = self._view.outline
        shown: str | None = node_id
        row = rows.row_of(node_id)
        if row is None:
            shown = _kept(self._shown, node_id, rows.project, rows.row_of)
            row = rows.row_of(shown) if shown is not None else None
        if row is None or shown is None:
            return None
        if row < self._first:
            return _above(shown, self._top, self._first - row)
        if row > self._last:
            return _below(shown, self._bottom, row - self._last)
        y = self._view.rowViewportPosition(row) + self._top
        return Spot(shown, y, y + self._view.rowHeight(row))


class _InMap:
    """Finds a node's card, or that of the closed branch it is in."""

    def __init__(self, view: MapView, left: int, top: int) -> None:
        self._view, self._left, self._top = view, left, top
        self._shown: dict[str, str | None] = {}
        self._arrangement: object = None

    def begin(self) -> None:
        if self._arrangement is not self._view.scene.arrangement:
            self._arrangement = self._view.scene.arrangement
            self._shown.clear()

    def forget(self) -> None:
        self._shown.clear()

    def __call__(self, node_id: str) -> Spot | None:
        scene, camera = self._view.scene, self._view.camera
        shown: str | None = node_id
        at = scene.index_of(node_id)
        if at is None:
            shown = _kept(self._shown, node_id, self._view.project, scene.index_of)
            at = scene.index_of(shown)
        if at is None or shown is None:
            return None
        scale, dx, dy = camera.scale, self._left - camera.x, self._top - camera.y
        return Spot(
            shown,
            scene.tops[at] * scale + dy,
            scene.bottoms[at] * scale + dy,
            scene.lefts[at] * scale + dx,
            scene.rights[at] * scale + dx,
        )


def _above(node_id: str, top: int, away: int) -> Spot:
    """Somewhere above a view's top, so many lines away."""
    return Spot(node_id, top - (away + 1) * ROW_HEIGHT, top - away * ROW_HEIGHT)


def _below(node_id: str, bottom: int, away: int) -> Spot:
    return Spot(node_id, bottom + away * ROW_HEIGHT, bottom + (away + 1) * ROW_HEIGHT)


def _kept(
    shown: dict[str, str | None], node_id: str, project: Project | None, place_of: Callable[[str], int | None]
) -> str | None:
    """What shows a node that is folded away: the nearest above it that has a place."""
    if node_id not in shown:
        shown[node_id] = next((each for each in _path(project, node_id) if place_of(each) is not None), None)
    return shown[node_id]


def _path(project: Project | None, node_id: str) -> list[str]:
    """A node and what is above it, from below."""
    if project is None or not project.has("node", node_id):
        return []
    return [node.id for node in reversed(project.path(node_id))]

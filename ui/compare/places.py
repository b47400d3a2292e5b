"""Where passages, rows and cards of both sides lie beside the gutter, in its coordinates."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from models.project import Project
from ui.article.view import ArticleView
from ui.compare.fringe import covers_of
from ui.compare.gutter import Gutter
from ui.compare.gutter_hands import Carried
from ui.compare.gutter_paint import Leads
from ui.compare.gutter_parts import SIDES, Find, Pane, Spot
from ui.map.view import MapView
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
        gutter.set_covers(self._covers, self._cards)
        gutter.set_carried(self._carried)
        gutter.set_leads(*(_leads(side.article) for side in sides))
        for side in sides:
            side.geometry_changed.connect(gutter.refresh)

    def refresh(self) -> None:
        """Views may have come, gone or changed their size."""
        if not self._gutter.isVisibleTo(self._host):
            return
        frames = {name: self._frames_of(side) for name, side in self._sides.items()}
        if frames != self._frames:
            self._frames = frames
            self._gutter.set_panes(*([self._pane(name, frame) for frame in frames[name]] for name in SIDES))
        self._gutter.count()

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
        find: dict[str, Find] = {
            "text": _in_text(side.article, top),
            "tree": _in_tree(side.outline, top),
            "map": _in_map(side.map, left, top),
        }
        return Pane(name, view, top, bottom, find[view], left, right, side.tree.folded.__contains__)

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


def _in_text(article: ArticleView, top: int) -> Find:
    span_of = article.passage_span

    def find(node_id: str) -> Spot | None:
        span = span_of(node_id)
        return Spot(node_id, span[0] + top, span[1] + top) if span is not None else None

    return find


def _path(project: Project | None, node_id: str) -> list[str]:
    """A node and what is above it, from below."""
    if project is None or not project.has("node", node_id):
        return []
    return [node.id for node in reversed(project.path(node_id))]


def _in_tree(view: OutlineView, top: int) -> Find:
    """The node's row, or that of the folded branch it is in."""

    def find(node_id: str) -> Spot | None:
        rows = view.outline
        shown: str | None = node_id
        row = rows.row_of(node_id)
        if row is None:
            shown = next((each for each in _path(rows.project, node_id) if rows.row_of(each) is not None), None)
            row = rows.row_of(shown) if shown is not None else None
        if row is None or shown is None:
            return None
        y = view.rowViewportPosition(row) + top
        return Spot(shown, y, y + view.rowHeight(row))

    return find


def _in_map(view: MapView, left: int, top: int) -> Find:
    """The node's card, or that of the closed branch it is in."""

    def find(node_id: str) -> Spot | None:
        scene, camera = view.scene, view.camera
        shown: str | None = node_id
        at = scene.index_of(node_id)
        if at is None:
            shown = next((each for each in _path(view.project, node_id) if scene.index_of(each) is not None), None)
            at = scene.index_of(shown)
        if at is None or shown is None:
            return None
        scale, dx, dy = camera.scale, left - camera.x, top - camera.y
        return Spot(
            shown,
            scene.tops[at] * scale + dy,
            scene.bottoms[at] * scale + dy,
            scene.lefts[at] * scale + dx,
            scene.rights[at] * scale + dx,
        )

    return find

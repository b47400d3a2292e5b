"""What stands in the corners of the map: the way to the selection, scale and layout, the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QObject, QPoint, QPointF, QRect

from ui.map.floats import HEIGHT, SHADOW, ViewFloat, ZoomFloat, pop_up
from ui.map.ground_menu import GroundMenu
from ui.map.minimap import MiniMap
from ui.map.surface import AIR
from ui.map.trail import HEIGHT as TRAIL
from ui.map.trail import Trail
from ui.path_bar import HEIGHT as PATH
from ui.path_bar import PathBar
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.map.view import MapView

EDGE, BETWEEN = 12, 8  # pixels off the edges of the view, and between two floats
OVERVIEW, LEAST_OVERVIEW = (208, 128), (72, 44)  # the box that the overview is fitted into; no side is shorter
SHARE = 0.28  # of the view's width, at most
MOST_LIT = 20_000  # cards: the overview of a larger map is not painted anew for every selection
NOTHING: frozenset[str] = frozenset()
LEAST_VIEW = (480, 320)  # in a smaller view the overview would take too much of what it shows


class Corners(QObject):
    """Makes the floats, keeps them in their places and up to date."""

    def __init__(self, view: MapView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        ground = view.viewport()
        self.path_bar = PathBar(theme, view)
        self.trail = Trail(theme, ground)
        self.zoom = ZoomFloat(theme, ground)
        self.layout = ViewFloat(theme, ground)
        self.minimap = MiniMap(theme, ground)
        self._wants_minimap = True
        self._shown_version = -1
        zoom, layout = self.zoom, self.layout
        zoom.add(zoom.smaller, view.zoom_out)
        zoom.add(zoom.percent, view.zoom_reset)
        zoom.add(zoom.larger, view.zoom_in)
        zoom.add(zoom.whole, view.fit)
        layout.add(layout.shape, lambda: pop_up(layout.shapes, layout.shape))
        layout.add(layout.near, lambda: pop_up(layout.nears, layout.near))
        layout.fill(view.set_shape, view.set_near)
        layout.whole_texts.toggled.connect(view.set_whole_texts)
        layout.overview.toggled.connect(view.set_minimap_shown)
        self.ground_menu = GroundMenu(view, layout)
        self.path_bar.wanted.connect(view.focus_on)
        self.path_bar.left.connect(view.setFocus)
        self.trail.chosen.connect(view.show_node)
        self.minimap.centred.connect(self._on_centred)
        view.scrolled.connect(self.follow)
        view.figures_changed.connect(self.show_options)

    def set_minimap_shown(self, on: bool) -> None:
        self._wants_minimap = on
        self.layout.overview.setChecked(on)
        self.follow()

    @property
    def minimap_wanted(self) -> bool:
        return self._wants_minimap

    def _on_centred(self, point: QPointF) -> None:
        view = self._view
        middle = QPointF(view.room.width() / 2, view.room.height() / 2)
        view.look(view.camera.pinned(point, middle))

    # -- up to date

    def show_options(self) -> None:
        view = self._view
        self.layout.show_options(view.shape(), view.near())
        self.layout.whole_texts.setChecked(view.whole_texts())
        self.place()

    def show_trail(self) -> None:
        """The way to the branch in focus stands above the map, the way from there to the selected node on it."""
        view, project = self._view, self._view.project
        self.path_bar.follow(project, view.state.top)
        node_id = view.selected_node()
        path = project.path(node_id) if project is not None and node_id and project.has("node", node_id) else []
        top = view.state.top
        steps = [(node.id, node.text) for node in path]
        start = next((i for i, (each, _text) in enumerate(steps) if each == top), 0)
        self.trail.show_steps(steps[start:])
        self.minimap.set_path(frozenset(each for each, _text in steps) if view.scene.count <= MOST_LIT else NOTHING)

    def follow(self) -> None:
        """The map was moved, zoomed or laid out anew."""
        view = self._view
        empty = view.scene.count == 0
        self.zoom.setHidden(empty)
        self.layout.setHidden(empty)
        self.zoom.show_scale(view.scale)
        shown = self._wants_minimap and not empty and self._has_room() and not self._all_in_sight()
        if shown:
            self._place_minimap()
        self.minimap.setVisible(shown)
        if shown:
            if self._shown_version != view.scene.version:
                self._shown_version = view.scene.version
                self.minimap.set_scene(view.scene)
            self.minimap.set_view(view.in_sight)

    def _place_minimap(self) -> None:
        """As large as the map's own proportions need: what is broad and low covers little."""
        room, bounds = self._view.viewport().rect(), self._view.scene.bounds
        width, height = min(float(OVERVIEW[0]), room.width() * SHARE), float(OVERVIEW[1])
        share = bounds.width() / bounds.height()
        width, height = min(width, height * share), min(height, width / share)
        self.minimap.setFixedSize(max(LEAST_OVERVIEW[0], round(width)), max(LEAST_OVERVIEW[1], round(height)))
        corner = room.bottomRight() + QPoint(1 - EDGE, 1 - EDGE)
        self.minimap.move(corner.x() - self.minimap.width(), corner.y() - self.minimap.height())

    def _has_room(self) -> bool:
        room = self._view.viewport().size()
        return room.width() >= LEAST_VIEW[0] and room.height() >= LEAST_VIEW[1]

    def _all_in_sight(self) -> bool:
        return self._view.in_sight.contains(self._view.scene.bounds)

    # -- places

    def place(self) -> None:
        """Put everything into its corner."""
        room = self._view.viewport().rect()
        self.path_bar.setGeometry(0, 0, self._view.width(), PATH)
        foot = room.bottom() + 1 - EDGE - HEIGHT - SHADOW
        self.zoom.adjustSize()
        self.layout.adjustSize()
        self.zoom.move(EDGE - SHADOW, foot)
        self.layout.move(self.zoom.geometry().right() + 1 - 2 * SHADOW + BETWEEN, foot)
        self.trail.set_room(room.width() - 2 * EDGE)
        self.trail.move(EDGE - 4, EDGE - 4)
        for each in (self.trail, self.zoom, self.layout, self.minimap):
            each.raise_()
        self.follow()

    def free(self) -> QRect:
        """The part of the viewport where a card has nothing over it."""
        room = self._view.viewport().rect()
        top = AIR + (TRAIL if self.trail.isVisible() else 0)
        foot = AIR + EDGE + HEIGHT if room.height() > 6 * HEIGHT else AIR
        return room.marginsRemoved(QMargins(AIR, top, AIR, foot))

    def covered(self) -> QRect:
        """What the overview lies over."""
        return self.minimap.geometry() if self.minimap.isVisible() else QRect()

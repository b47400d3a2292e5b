"""Keeps the scene true to the project, the folds and the focus, and what the eye rests on where it was."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from models.layout import Shape
from ui.article.motion import Motion
from ui.map.camera import READABLE, Camera, fitting, off
from ui.map.figures import Figures, nodes_of
from ui.map.following import Seen
from ui.map.looks import LINES
from ui.map.motion import Passage
from ui.map.painting import GREYED
from ui.map.scene import Facts, Looks, MapOptions
from ui.map.surface import MapSurface
from ui.path_bar import HEIGHT as PATH
from ui.theme import Theme
from ui.tree_state import TreeState

MOVES, MOST_MOVED = 160, 2000  # milliseconds; with more cards than that nothing moves, it is there
TOP_ROOM = 40  # pixels above the root at the first look


Key = tuple[str | None, str | None]  # a case, and its branch in focus


class MapStage(MapSurface):
    """Which case is shown, and how. A view out of sight waits with laying it out until it is seen."""

    figures_changed = Signal()  # `figures` says something else now

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.facts = Facts(lambda _id: None, lambda _id: "", lambda _id: 0)
        self._shape, self._whole_texts = Shape.DOWN, False
        self._near: int | None = None
        self._near_to: str | None = None  # the node that was selected last: the selection may be on the other side
        self._cameras: dict[Key, Camera] = {}  # where each was last looked at from
        self._key: Key = None, None  # of which case and branch the scene is
        self._selected: str | None = None
        self._partners: tuple[str, ...] = ()
        self._stale = self._fresh = False  # the scene is to be built; nobody has seen the first look yet
        self._doubtful = False  # there was an edit while the view was out of sight
        self._acted: str | None = None  # the node that was folded: it keeps its place
        self._otherwise = False  # it is to show another part of the tree, or show it another way
        self._still = False  # a click is on its way: its card is not to move, it may be the first of two
        self._seen: Seen | None = None
        self._counted: tuple[object, int] = None, 0  # nodes, and of what they were counted
        self._moves = Motion(MOVES, self)
        self._passage: Passage | None = None
        self._passed = 0.0  # 1 at its start, 0 at its end
        self.state, self._own_state = TreeState(self), True
        self._listen(True)

    # -- what outline and map share

    def set_state(self, state: TreeState) -> None:
        """Share folds, focus and choice with the outline of the side."""
        self._listen(False)
        self.state, self._own_state = state, False
        self._listen(True)
        self.rebuild()

    def _listen(self, on: bool) -> None:
        state = self.state
        pairs = (
            (state.folds_changed, self._on_folds_changed),
            (state.focus_changed, self._on_focus_changed),
            (state.chosen_changed, self._on_looks_changed),
            (state.kept_changed, self._on_kept_changed),
            (state.cut_changed, self._on_looks_changed),
        )
        for signal, slot in pairs:
            (signal.connect if on else signal.disconnect)(slot)

    def _on_folds_changed(self, ids: object) -> None:
        current = self.isVisible() and not self._stale
        if current and isinstance(ids, frozenset) and not any(self.scene.index_of(i) is not None for i in ids):
            return  # another case's, or in a branch that is folded further up: nothing to see
        self.rebuild(otherwise=True)

    def _on_focus_changed(self) -> None:
        if self.state.case_id == self.case_id:  # else another case comes, and with it its focus
            self.rebuild()

    def _on_kept_changed(self) -> None:
        if self.state.case_id == self.case_id:
            self.rebuild(otherwise=True)

    def _on_looks_changed(self) -> None:
        self.viewport().update()

    # -- building

    def options(self) -> MapOptions:
        near = (self._near_to, self._near) if self._near_to is not None and self._near is not None else None
        return MapOptions(
            shape=self._shape,
            lines=None if self._whole_texts else LINES,
            folded=self.state.folded,
            top=self.state.top,
            near=near,
            kept=self.state.kept,
        )

    def rebuild(self, *, otherwise: bool = False) -> None:
        """Lay the map out anew, now or when it comes in sight. `otherwise`: another part of the tree or another way."""
        self._stale = True
        self._otherwise = self._otherwise or otherwise
        if self.isVisible():
            self.settle()

    def settle(self) -> None:
        """Bring the scene up to date, if anything has asked for that."""
        if self._doubtful and not self._stale:
            self._stale = self._seen is None or not self._seen.is_as_it_was(self.facts)
        self._doubtful = False
        if not self._stale:
            return
        self._stale = False
        if self.goal != self.camera:
            self.look(self.goal)  # a glide under way ends here
        key = (self.case_id, self.state.top)
        same, still = key == self._key, self._still or self._acted is not None
        held, passage = (self._hold(), self._begin_passage()) if same else (None, None)
        before = self.camera
        fills, self._otherwise = same and not still and self._otherwise, False
        if not same:
            self._key = None, None  # what comes now is no place where anybody looked from
        self._build()
        self.setViewportMargins(0, PATH if self.state.top is not None else 0, 0, 0)
        self._key = key
        if held is not None:
            self._bring_back(*held)
        elif not same and key in self._cameras:
            self.look(self._cameras[key])
        elif key not in self._cameras:
            self._place()
        if same and self._near is not None and not self._still:
            self._show_near()
        if fills:
            # What kept its place may have taken the rest out of sight.
            self._look(self.camera.filling(self.scene.bounds, self.free()))
        if passage is not None:
            self._run(passage, before)
        self._look(self.camera)
        self._show_empty()
        self._moved()
        self.figures_changed.emit()

    def follow_project(self) -> bool:
        """After an edit: lay the map out anew where that concerns it; whether it did."""
        if self.project is not None:
            self.state.follow(self.project)
        if self._selected is not None and not (self.project is not None and self.project.has("node", self._selected)):
            self._selected = None
        if not self.isVisible():
            self._doubtful = True
            return False
        if self._seen is not None and not self._stale and self._seen.is_as_it_was(self.facts):
            return False
        self.rebuild()
        return True

    def _build(self) -> None:
        self._end_passage()
        self.scene.build(self.project, self.case_id, self.options(), self.facts)
        known = self.project is not None and self.case_id is not None
        self._seen = Seen(self.scene, self.project, self.case_id) if known else None  # type: ignore[arg-type]

    # -- what keeps its place

    def _hold(self) -> tuple[list[str], QPointF] | None:
        """A card in sight, by the ids of its path from itself to its root, and where it stands on the screen."""
        project = self.project
        acted, self._acted = self._acted, None
        if project is None:
            return None
        for node_id in (acted, self._selected, self._midmost()):
            card = self.scene.card(node_id)
            if node_id is None or card is None or not self.in_sight.intersects(card):
                continue
            if project.has("node", node_id):
                path = [node.id for node in reversed(project.path(node_id))]
                return path, self.camera.from_scene(card).topLeft()
        return None

    def _midmost(self) -> str | None:
        """The card nearest the middle of the view."""
        area = self.in_sight
        middle, places = area.center(), self.scene.cards_in(area)
        if not places or len(places) > MOST_MOVED:
            return None
        lefts, tops = self.scene.lefts, self.scene.tops
        nearest = min(places, key=lambda at: abs(lefts[at] - middle.x()) + abs(tops[at] - middle.y()))
        return self.scene.ids[nearest]

    def _bring_back(self, path: Iterable[str], place: QPointF) -> None:
        card = next((card for card in map(self.scene.card, path) if card is not None), None)
        if card is not None:
            self._look(self.camera.pinned(card.topLeft(), place))

    def _show_near(self) -> None:
        """Bring what is near the selected node in sight; where that is too much, the node in the middle of it."""
        card = self.scene.card(self._selected)
        if card is None:
            return
        if self.scale < READABLE:
            self._look(self.camera.zoomed(1.0, self.camera.from_scene(card).center()))
        whole, here = self.camera.from_scene(self.scene.bounds), self.camera.from_scene(card)
        free = self.free()
        dx = off(whole.left(), whole.right(), free.left(), free.right())
        dy = off(whole.top(), whole.bottom(), free.top(), free.bottom())
        if whole.width() > free.width():
            dx = here.center().x() - free.center().x()
        if whole.height() > free.height():
            dy = here.center().y() - free.center().y()
        self._look(self.camera.moved(dx, dy))

    def _place(self) -> None:
        """The first look at a case or a branch: all of it where that can be read, else its beginning."""
        if not self.scene.count:
            return
        camera = fitting(self.scene.bounds, self.room)
        if camera.scale < READABLE:
            root, room = self.scene.card(self.scene.ids[0]) or QRectF(), self.room
            if self._shape is Shape.RIGHT:
                at, goal = QPointF(root.left(), root.center().y()), QPointF(TOP_ROOM, room.height() / 2)
            else:
                at, goal = QPointF(root.center().x(), root.top()), QPointF(room.width() / 2, TOP_ROOM)
            camera = Camera().pinned(at, goal)
        self.look(camera)
        self._cameras[self._key] = self.camera
        self._fresh = True

    def look(self, camera: Camera) -> None:
        self._fresh = False
        super().look(camera)

    def _look(self, camera: Camera) -> None:
        super()._look(camera)
        if self._key in self._cameras:
            self._cameras[self._key] = self.camera

    # -- cards on their way

    def _begin_passage(self) -> Passage | None:
        if not (self.animated and self.isVisible()) or not 0 < self.scene.count <= MOST_MOVED:
            return None
        return Passage(self.scene)

    def _run(self, passage: Passage, before: Camera) -> None:
        far = self.scale * self.viewport().devicePixelRatioF() < GREYED or before.scale != self.scale
        if far or self.scene.count > MOST_MOVED or not passage.lead_to(self.scene, before, self.camera, self.in_sight):
            return
        self._passage = passage

        def step(left: float) -> None:
            self._passed = left
            if left <= 0:
                self._passage = None
            self.viewport().update()
            self.scrolled.emit()

        step(1.0)
        self._moves.run(step)

    def _end_passage(self) -> None:
        self._moves.drop()
        self._passage = None

    def _paint_map(self, painter: QPainter) -> None:
        self._fresh = False
        if self._passage is None:
            super()._paint_map(painter)
            return
        painter.save()
        painter.translate(-self.camera.x, -self.camera.y)
        painter.scale(self.scale, self.scale)
        self._passage.scene_at(self._passed).paint(painter, self.in_sight, self.scale, self.looks())
        painter.restore()

    # -- what is painted

    def looks(self) -> Looks:
        selected, chosen = self._shown_choice()
        path: frozenset[str] = frozenset()
        if selected is not None and self.project is not None and self.project.has("node", selected):
            path = frozenset(node.id for node in self.project.path(selected))
        return Looks(
            tokens=self.theme.tokens,
            selected=selected,
            chosen=frozenset(chosen),
            partners=self._partners,
            path=path,
            cut=self.state.cut,
        )

    def _shown_choice(self) -> tuple[str | None, tuple[str, ...]]:
        """The selected node and what is chosen, as they are to be shown."""
        return self._selected, self.state.chosen

    def figures(self) -> Figures:
        """What a header says of the map."""
        self.settle()
        project, top = self.project, self.state.top
        if project is None or self.case_id is None:
            return Figures(0, 0)
        of = id(project), project.node_changes, self.case_id, top
        if self._counted[0] != of:
            self._counted = of, nodes_of(project, self.case_id, top)
        return Figures(self._counted[1], self._counted[1] - self.scene.count)

    # -- Qt

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self.scene.room.take_fonts()
        self.rebuild()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fresh and self.isVisible():
            self._place()  # the first look has been at a view that was not yet laid out

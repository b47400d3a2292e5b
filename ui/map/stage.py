"""Keeps the scene true to the project, the folds and the focus, and what the eye rests on where it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from models.layout import Shape
from models.project import Project
from ui.map.camera import READABLE, ROOM, Camera, fitting
from ui.map.scene import Facts, Looks, MapOptions
from ui.map.surface import MapSurface
from ui.theme import Theme
from ui.tree_state import TreeState

LINES = 3  # of a card's text, unless whole texts are asked for


class MapStage(MapSurface):
    """Which case is shown, and how. `settle` brings the scene up to date; a view out of sight waits with that."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.facts = Facts(lambda _id: None, lambda _id: "", lambda _id: 0)
        self._shape, self._whole_texts = Shape.DOWN, False
        self._near: int | None = None
        self._cameras: dict[str, Camera] = {}  # where each case was last looked at from
        self._selected: str | None = None
        self._partners: tuple[str, ...] = ()
        self._stale = False
        self._seen: list[object] = []  # the nodes as built, to tell whether an edit concerns them
        self.state = TreeState(self)
        self._listen(True)

    # -- state

    def set_state(self, state: TreeState) -> None:
        """Share folds, focus and choice with the outline of the side."""
        self._listen(False)
        self.state = state
        self._listen(True)
        self.rebuild()

    def _listen(self, on: bool) -> None:
        state = self.state
        pairs = (
            (state.folds_changed, self._on_folds_changed),
            (state.focus_changed, self._on_focus_changed),
            (state.chosen_changed, self._on_looks_changed),
            (state.cut_changed, self._on_looks_changed),
        )
        for signal, slot in pairs:
            (signal.connect if on else signal.disconnect)(slot)

    def _on_folds_changed(self, _ids: object) -> None:
        self.rebuild()

    def _on_focus_changed(self) -> None:
        self.rebuild()

    def _on_looks_changed(self) -> None:
        self.viewport().update()

    # -- building

    def options(self) -> MapOptions:
        near = (self._selected, self._near) if self._selected is not None and self._near is not None else None
        return MapOptions(
            shape=self._shape,
            lines=None if self._whole_texts else LINES,
            folded=self.state.folded,
            top=self.state.top,
            near=near,
        )

    def rebuild(self) -> None:
        """Lay the map out anew: now, or when it comes in sight."""
        self._stale = True
        if self.isVisible():
            self.settle()

    def settle(self) -> None:
        """Bring the scene up to date."""
        if not self._stale:
            return
        self._stale = False
        held = self._hold()
        self._build()
        if self.case_id is not None and self.case_id not in self._cameras:
            self._place()
        elif held is not None:
            self._bring_back(*held)
        self._look(self.camera)
        self._show_empty()
        self._moved()

    def _build(self) -> None:
        if self.project is None or self.case_id is None:
            return
        self.scene.build(self.project, self.case_id, self.options(), self.facts)

    def _hold(self) -> tuple[str, QPointF] | None:
        """A node that is in sight, the selected one if it can be, and where it stands on the screen."""
        if self._selected is not None:
            card = self.scene.card(self._selected)
            if card is not None and self.in_sight.intersects(card):
                return self._selected, self.camera.from_scene(card).topLeft()
        return None

    def _bring_back(self, node_id: str, place: QPointF) -> None:
        card = self.scene.card(node_id)
        if card is not None:
            self._look(self.camera.pinned(card.topLeft(), place))

    def _place(self) -> None:
        """The first look at a case: all of it where that can be read, else its beginning."""
        if self.case_id is None or not self.scene.count or not self.isVisible():
            return
        self._cameras[self.case_id] = self.camera
        camera = fitting(self.scene.bounds, self.room)
        if camera.scale < READABLE:
            root = self.scene.card(self.scene.ids[0]) or QRectF()
            camera = Camera().pinned(QPointF(root.center().x(), root.top()), QPointF(self.room.width() / 2, ROOM))
        self.look(camera)

    def looks(self) -> Looks:
        path: frozenset[str] = frozenset()
        if self._selected is not None and self.project is not None and self.project.has("node", self._selected):
            path = frozenset(node.id for node in self.project.path(self._selected))
        return Looks(
            tokens=self.theme.tokens,
            selected=self._selected,
            chosen=frozenset(self.state.chosen),
            partners=self._partners,
            path=path,
            cut=self.state.cut,
            dim=bool(path),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.settle()

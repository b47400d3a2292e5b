"""What is selected and chosen on the map, going from card to card, and how much of the tree is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSizeF, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from models.layout import Shape
from ui.map.camera import off
from ui.map.stage import MapStage
from ui.map.stepping import Neighbours, Way
from ui.map.surface import AIR
from ui.theme import Theme

FOOT = 36  # pixels beyond it, where the tree goes on, for its badge or the signs of what may come there


class MapChoice(MapStage):
    """The selected node is the session's; several may be chosen, the selected one is the last of them."""

    node_selected = Signal(str)
    display_changed = Signal()  # another shape, other texts, or another reach around the selected node

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed: str | None = None  # shown as selected while the button is down, and told to nobody
        self._left_last: dict[str, str] = {}  # parent -> the child that it was entered from
        self._neighbours: tuple[int, Neighbours] | None = None

    # -- selection

    def selected_node(self) -> str | None:
        """None where the filter hides it: no key of the map is about what is not there to be seen."""
        return None if self.state.hides(self._selected) else self._selected

    def set_selected_node(self, node_id: str | None) -> None:
        """Select without an echo, unfolding what hides the node, and bring it in sight."""
        known = node_id is None or (self.project is not None and self.project.has("node", node_id))
        if not known:
            return
        before, self._pressed = self._selected, None
        self._take(node_id)
        if node_id is None or not self.isVisible():
            return  # a view that comes in sight looks for its node
        if self.state.hides(node_id):
            return
        if self.scene.index_of(node_id) is None and self.project is not None:
            self.state.unfold_to(self.project, node_id)
        if node_id != before:
            self.bring(node_id)

    def _take(self, node_id: str | None) -> None:
        """Make a node the selected one: what is near it may be shown instead of what was."""
        if node_id != (self.state.chosen[-1] if self.state.chosen else None):
            self.state.choose(() if node_id is None else (node_id,))
        if node_id == self._selected:
            return
        self._selected = node_id
        self._near_to = node_id or self._near_to
        if node_id is not None and self.project is not None and self.project.has("node", node_id):
            parent = self.project.node(node_id).parent_id
            if parent is not None:
                self._left_last[parent] = node_id
            if self._near is not None:
                self.rebuild(otherwise=True)
        self._choice_changed()

    def _choice_changed(self) -> None:
        """Another node is selected."""
        self.viewport().update()

    def show_chosen(self, node_id: str | None) -> None:
        """Show a card as the selected one (None: none), before anybody is told."""
        self._pressed = node_id if node_id != self._selected else None
        self.viewport().update()

    def choose(self, node_id: str, *, still: bool = False) -> None:
        """Select a node on show as the person's own doing, and tell it. `still`: the map does not move."""
        self.choose_several((node_id,), still=still)

    def choose_several(self, node_ids: Sequence[str], *, still: bool = True) -> None:
        """Choose some nodes on show as the person's own doing; the last one is the selected one."""
        self._pressed = None
        shown = [each for each in node_ids if self.scene.index_of(each) is not None]
        if not shown:
            self.viewport().update()
            return
        before = self._selected
        self.state.choose(shown)
        self._still = still
        self._take(shown[-1])
        self._still = False
        if not still:
            self.bring(shown[-1])
        if self._selected is not None and self._selected != before:
            self.node_selected.emit(self._selected)

    def show_node(self, node_id: str) -> None:
        """Select a node that may be out of sight, as the person's own doing."""
        if self.project is not None and self.project.has("node", node_id):
            if self.scene.index_of(node_id) is None:
                self.state.unfold_to(self.project, node_id)
            self.choose(node_id)

    def _shown_choice(self) -> tuple[str | None, tuple[str, ...]]:
        if self._pressed is not None:
            return self._pressed, (self._pressed,)
        return super()._shown_choice()

    def set_partner_nodes(self, node_ids: list[str]) -> None:
        """Tint the partners of the other side's selection; the first has a frame."""
        self._partners = tuple(node_ids)
        self.viewport().update()

    # -- folding

    def set_folded(self, node_id: str, folded: bool) -> None:
        """Fold or unfold a branch as the person's own doing; its card keeps its place."""
        self._acted = node_id
        self.state.set_folded((node_id,), folded)

    def _on_folds_changed(self, ids: object) -> None:
        super()._on_folds_changed(ids)
        self._select_what_hides()

    def _on_focus_changed(self) -> None:
        super()._on_focus_changed()
        self._select_what_hides()
        if self.isVisible() and self._selected is not None:
            self.bring(self._selected, at_once=True)

    def _select_what_hides(self) -> None:
        """A selected node that was folded away hands on to the card that hides it."""
        node_id, project = self._selected, self.project
        if not self.isVisible() or node_id is None or project is None or not project.has("node", node_id):
            return
        if self.scene.index_of(node_id) is not None or self.state.hides(node_id):
            return
        path = (node.id for node in reversed(project.path(node_id)))
        hiding = next((each for each in path if self.scene.index_of(each) is not None), None)
        if hiding is None and self.scene.count:
            hiding = self.scene.ids[0]  # another branch is in focus
        if hiding is not None:
            self.choose(hiding, still=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is selected stays in sight."""
        card = self.scene.card(self._selected)
        seen = card is not None and self.camera.view(QSizeF(event.oldSize())).contains(card.center())
        super().resizeEvent(event)
        if seen and self._selected is not None:
            self.bring(self._selected, at_once=True)

    def showEvent(self, event: QShowEvent) -> None:
        """A view that comes in sight shows the node that was selected meanwhile."""
        super().showEvent(event)
        node_id, project = self._selected, self.project
        if node_id is not None and project is not None and project.has("node", node_id):
            if self.state.hides(node_id):
                return
            if self.scene.index_of(node_id) is None:
                self.state.unfold_to(project, node_id)
            self.bring(node_id, at_once=True)

    # -- places

    def _place(self) -> None:
        """The first look has the selected node in sight, also where the view gets its size only now."""
        super()._place()
        if self._selected is not None and self.scene.index_of(self._selected) is not None:
            self.bring(self._selected, at_once=True)
            self._fresh = True

    def row_span(self, node_id: str) -> tuple[int, int] | None:
        """Top and bottom, in the viewport, of the node's card or of the card that hides it."""
        project = self.project
        if project is None or not project.has("node", node_id):
            return None
        path = (node.id for node in reversed(project.path(node_id)))
        card = next((card for card in map(self.scene.card, path) if card is not None), None)
        if card is None:
            return None
        area = self.from_scene(card)
        return area.top(), area.bottom() + 1

    def bring(self, node_id: str, *, at_once: bool = False) -> None:
        """Bring a card in sight with the least motion; one that is does not move."""
        self.settle()
        card = self.scene.card(node_id)
        if card is None:
            return
        area, free = self.goal.from_scene(card), self.free()
        at = self.scene.index_of(node_id)
        if self._shape is Shape.RIGHT or (at is not None and self.scene.arrangement.hangs(at)):  # the signs stand there
            area.setWidth(min(area.width() + FOOT, max(area.width(), free.width())))
        else:
            area.setHeight(min(area.height() + FOOT, max(area.height(), free.height())))
        dx = off(area.left(), area.right(), free.left(), free.right())
        dy = off(area.top(), area.bottom(), free.top(), free.bottom())
        covered = self.covered().adjusted(-AIR, -AIR, 0, 0)
        area.translate(-dx, -dy)
        if area.intersects(covered):
            up, left = area.bottom() - covered.top(), area.right() - covered.left()
            if up <= left and area.top() - up >= free.top():
                dy += up
            elif area.left() - left >= free.left():
                dx += left
        if dx or dy:
            (self.look if at_once else self.glide)(self.goal.moved(dx, dy))

    # -- going from card to card

    def step(self, way: Way, extend: bool = False) -> None:
        """Go to the card that way; `extend`: it is chosen beside those that are."""
        self.settle()
        at = self.scene.index_of(self._selected)
        if at is None:
            if self.scene.count:
                self.choose(self._nearest())
            return
        left_last = {}
        last = self.scene.index_of(self._left_last.get(self.scene.ids[at]))
        if last is not None:
            left_last[at] = last
        to = self._steps().step(at, way, left_last)
        if to is None:
            return
        node_id, chosen = self.scene.ids[to], list(self.state.chosen)
        if not extend:
            self.choose(node_id)
        elif chosen[-2:-1] == [node_id]:
            self.choose_several(chosen[:-1], still=False)  # back over what was chosen last
        else:
            self.choose_several([*(each for each in chosen if each != node_id), node_id], still=False)

    def _nearest(self) -> str:
        """Where keys begin when nothing is selected: the first root, or when it is out of sight the card midmost."""
        root = self.scene.ids[0]
        card = self.scene.card(root)
        if card is not None and self.in_sight.intersects(card):
            return root
        return self._midmost() or root

    def _steps(self) -> Neighbours:
        if self._neighbours is None or self._neighbours[0] != self.scene.version:
            self._neighbours = self.scene.version, Neighbours(self.scene.arrangement)
        return self._neighbours[1]

    # -- how much is shown

    def shape(self) -> Shape:
        return self._shape

    def set_shape(self, shape: Shape) -> None:
        self._show_otherwise(_shape=shape)

    def whole_texts(self) -> bool:
        return self._whole_texts

    def set_whole_texts(self, on: bool) -> None:
        """Cards show their whole texts instead of the first lines."""
        self._show_otherwise(_whole_texts=on)

    def near(self) -> int | None:
        return self._near

    def set_near(self, steps: int | None) -> None:
        """Show only what is so many steps along the tree from the selected node (None: all), wherever that goes."""
        self._show_otherwise(_near=steps)

    def _show_otherwise(self, **values: object) -> None:
        if any(getattr(self, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(self, name, value)
            self.rebuild(otherwise=True)
            self.display_changed.emit()

"""The map of one case. It says what the person wants and changes nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from models.layout import Shape
from models.messages import _
from models.project import Project
from ui.map.scene import Facts
from ui.map.stage import MapStage
from ui.theme import Theme


class MapView(MapStage):
    """Intents go out as signals; the session performs them and calls `refresh`."""

    node_selected = Signal(str)
    text_committed = Signal(str, str)
    draft_changed = Signal(str, str)
    edit_cancelled = Signal(str)
    move_requested = Signal(str, int)  # steps among the siblings, below 0: backwards
    indent_requested = Signal(str)
    outdent_requested = Signal(str)
    delete_requested = Signal(list)  # ids
    new_sibling_requested = Signal(str)
    new_child_requested = Signal(str)
    reparent_requested = Signal(list, str, str)  # nodes, new parent or "", before which node or ""
    words_dropped = Signal(str, object, QPoint)  # on which node or "", Words, where in global pixels
    context_menu_requested = Signal(str, QPoint)
    copy_requested = Signal()
    cut_requested = Signal()
    paste_requested = Signal()
    told = Signal(str)  # a sentence for the status bar

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(_("Argument map"))

    # -- what is shown

    def set_case(
        self,
        project: Project | None,
        case_id: str | None,
        status_of: Callable[[str], str | None],
        cite_of: Callable[[str], str],
        links_of: Callable[[str], int],
    ) -> None:
        """Show a case (None: nothing); an open editor is committed first."""
        self.finish_editing()
        self.facts = Facts(status_of, cite_of, links_of)
        self.project, self.case_id = project, case_id
        self.rebuild()

    def refresh(self) -> None:
        """Follow the project after an edit. Selection and what is in sight stay, without an echo."""
        self.rebuild()

    # -- selection

    def selected_node(self) -> str | None:
        return self._selected

    def set_selected_node(self, node_id: str | None) -> None:
        """Select without an echo, unfolding what hides the node."""
        self._selected = node_id
        self.viewport().update()

    def set_partner_nodes(self, node_ids: list[str]) -> None:
        """Tint the partners of the other side's selection; the first has a frame."""
        self._partners = tuple(node_ids)
        self.viewport().update()

    def choose(self, node_id: str) -> None:
        """Select a node in sight as the person's own doing, and tell it."""
        self.state.choose((node_id,))
        if node_id != self._selected:
            self._selected = node_id
            self.node_selected.emit(node_id)

    def choose_several(self, node_ids: list[str]) -> None:
        """Choose several as the person's own doing; the last is the selected one."""

    def row_span(self, node_id: str) -> tuple[int, int] | None:
        """Top and bottom, in the viewport, of the node's card or of the card that hides it."""
        card = self.scene.card(node_id)
        if card is None:
            return None
        area = self.from_scene(card)
        return area.top(), area.bottom() + 1

    def bring(self, node_id: str) -> None:
        """Bring a card in sight, gently."""

    def set_folded(self, node_id: str, folded: bool) -> None:
        """Fold or unfold a branch as the person's own doing."""
        self.finish_editing()
        self.state.set_folded((node_id,), folded)

    # -- editing (ui.map.editing does the work)

    @property
    def is_editing(self) -> bool:
        return False

    def edit_node(self, node_id: str, text: str | None = None, select_all: bool = True) -> None:
        """Open the editor on a node with its own or the given text."""

    def finish_editing(self) -> None:
        """Commit what stands in the editor, when one is open."""

    # -- moving

    def hold_move(self, way: int) -> None:
        """Another step of a held move among the siblings; `end_hold` asks for all of them at once."""

    def end_hold(self) -> None:
        """Ask for the move that has been held so far."""

    def step(self, way: str) -> None:
        """Go to the nearest card "left", "right", "up" or "down"."""

    # -- how it is shown

    def zoom_in(self) -> None: ...

    def zoom_out(self) -> None: ...

    def zoom_reset(self) -> None: ...

    def shape(self) -> Shape:
        return self._shape

    def set_shape(self, shape: Shape) -> None: ...

    def set_whole_texts(self, on: bool) -> None: ...

    def set_near(self, steps: int | None) -> None: ...

    def set_minimap_shown(self, on: bool) -> None: ...

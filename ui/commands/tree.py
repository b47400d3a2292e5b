"""What the window's actions do with trees and maps: the clipboard, folds and focus, premises, the look of the map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from models.authoring import premises
from models.layout import Shape
from models.messages import _
from ui.intents.branches import Branching
from ui.intents.editing import Editing
from ui.intents.intents import Intents
from ui.map.view import MapView
from ui.settings import MAP_MINIMAP, MAP_SHAPE, MAP_WHOLE, Settings
from ui.side import Side
from ui.theme import Theme

NEAR = 2  # steps around the selected node


class TreeCommands(QObject):
    """Handlers of ui.actions.ACTIONS about trees and maps; keeps what was chosen for maps in the settings."""

    def __init__(
        self, intents: Intents, editing: Editing, branching: Branching, theme: Theme, settings: Settings
    ) -> None:
        super().__init__(intents)
        self._theme = theme
        self._intents = intents
        self._editing = editing
        self._branching = branching
        self._settings = settings
        self._take_settings()
        for view in self._maps():
            view.display_changed.connect(self._keep)

    def _side(self) -> Side:
        return self._intents.side()

    def _maps(self) -> list[MapView]:
        return [side.map for side in self._intents.split.sides()]

    # -- the clipboard: words of an article, or branches of a tree

    def cut(self) -> None:
        if not self._in_article():
            self._branching.cut()

    def copy(self) -> None:
        if self._in_article():
            self._side().article.copy()
        else:
            self._branching.copy()

    def paste(self) -> None:
        self._branching.paste()

    def _in_article(self) -> bool:
        article = self._side().article
        focus = self._intents.window.focusWidget()
        return focus is not None and (focus is article or article.isAncestorOf(focus))

    # -- pictures

    def export_picture(self) -> None:
        """A picture of this side's map, or of both: the side's folds and focus may count."""
        from ui.pictures.taking import take_picture

        session, side = self._intents.session, self._side()
        if session is not None and side.case is not None:
            shape = str(side.map.shape())
            tell, window = session.told.emit, self._intents.window
            take_picture(self._theme, self._settings, session, tell, side.case.id, side.tree, shape, window)

    # -- premises

    def link_premises(self) -> None:
        """The chosen nodes, or the selected one with the premise after it, support their parent together."""
        session = self._intents.session
        if session is None or session.selected_node is None:
            self._editing.on_chosen(premises.link_premises)
            return
        chosen = list(self._editing.chosen())
        if len(chosen) == 1:
            node = session.project.node(chosen[0])
            siblings = [each.id for each in session.project.children(node.case_id, node.parent_id)]
            chosen += siblings[siblings.index(node.id) + 1 :][:1]
        self._editing.on_chosen(lambda reader, _ids: premises.link_premises(reader, chosen))

    def unlink_premise(self) -> None:
        self._editing.on_chosen(premises.unlink_premises)

    def toggle_implicit(self) -> None:
        self._editing.on_selected(
            lambda reader, node: premises.set_implicit(reader, node, not reader.node(node).implicit)
        )

    # -- folds and focus

    def focus_branch(self) -> None:
        """Show the selected node's branch alone."""
        session, side = self._intents.session, self._side()
        if session is not None and side.owns(session.selected_node):
            side.tree.focus_on(session.selected_node)

    def leave_focus(self) -> None:
        self._side().tree.focus_on(None)

    def unfold_1(self) -> None:
        self._unfold(1)

    def unfold_2(self) -> None:
        self._unfold(2)

    def unfold_3(self) -> None:
        self._unfold(3)

    def unfold_4(self) -> None:
        self._unfold(4)

    def unfold_5(self) -> None:
        self._unfold(5)

    def unfold_all(self) -> None:
        self._unfold(None)

    def _unfold(self, level: int | None) -> None:
        side = self._side()
        if side.project is not None:
            for view in side.tree_views():
                view.finish_editing()
            side.tree.unfold_level(side.project, level)

    # -- maps

    def map_down(self) -> None:
        self._each(lambda view: view.set_shape(Shape.DOWN))

    def map_right(self) -> None:
        self._each(lambda view: view.set_shape(Shape.RIGHT))

    def map_compact(self) -> None:
        self._each(lambda view: view.set_shape(Shape.COMPACT))

    def map_whole_texts(self, on: bool) -> None:
        self._each(lambda view: view.set_whole_texts(on))

    def map_minimap(self, on: bool) -> None:
        self._settings.set(MAP_MINIMAP, on)
        self._each(lambda view: view.set_minimap_shown(on))

    def map_fit(self) -> None:
        self._side().map.fit()

    def map_near(self, _on: bool) -> None:
        """What the action's tick says is as old as the menu; each side's map knows better."""
        view = self._side().map
        view.set_near(NEAR if view.near() is None else None)

    def _each(self, act: Callable[[MapView], None]) -> None:
        for view in self._maps():
            act(view)

    def _take_settings(self) -> None:
        shape = str(self._settings.get(MAP_SHAPE))
        for view in self._maps():
            view.set_shape(Shape(shape) if shape in [*Shape] else Shape.COMPACT)
            view.set_whole_texts(self._settings.get(MAP_WHOLE))
            view.set_minimap_shown(self._settings.get(MAP_MINIMAP))

    def _keep(self) -> None:
        """Somebody chose on one map how maps look: the other one follows, and the next start."""
        view = self.sender()
        if not isinstance(view, MapView):
            return
        for option, value in (
            (MAP_SHAPE, str(view.shape())),
            (MAP_WHOLE, view.whole_texts()),
        ):
            if self._settings.get(option) != value:
                self._settings.set(option, value)
        self._take_settings()

    def update_checks(self, actions: dict[str, QAction]) -> None:
        """Before a menu opens: ticks and greyed entries as things stand."""
        side = self._side()
        for shape in Shape:
            actions[f"map_{shape}"].setChecked(side.map.shape() is shape)
        actions["map_whole_texts"].setChecked(side.map.whole_texts())
        actions["map_minimap"].setChecked(side.map.is_minimap_shown())
        actions["map_near"].setChecked(side.map.near() is not None)
        actions["leave_focus"].setEnabled(side.tree.top is not None)
        session = self._intents.session
        node = session.project.entity("node", session.selected_node) if session and session.selected_node else None
        actions["toggle_implicit"].setChecked(node is not None and node.implicit)
        actions["toggle_undercut"].setChecked(node is not None and node.inference)
        actions["unlink_premise"].setEnabled(node is not None and node.premise_group is not None)
        cut = len(side.tree.cut)
        actions["paste"].setText(_("P&aste what was cut") if cut else _("P&aste"))

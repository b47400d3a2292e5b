"""What the window's actions do: one method for each name of the action table."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox, QWidget

from models import VERSION
from models.authoring import moves, nodes, several
from models.entities import Kind
from models.errors import UserError
from models.messages import _
from ui.article import key_sheet as article_keys
from ui.compare import link_keys
from ui.dialogs.keys import KeysDialog
from ui.files import Files
from ui.intents.choosing import Choosing
from ui.intents.editing import Editing
from ui.intents.intents import Intents
from ui.intents.linking import Linking
from ui.outline import key_sheet as tree_keys
from ui.panel.node_panel import NodePanel
from ui.settings import FURNITURE, HIDDEN, NEW_TEXT, THEME, Settings
from ui.shortcuts import Shortcuts
from ui.side import Side
from ui.theme import Theme


class Commands(QObject):
    """Handlers of ui.actions.ACTIONS."""

    def __init__(
        self,
        intents: Intents,
        panel: NodePanel,
        links: QWidget,
        offers: QWidget,
        editing: Editing,
        linking: Linking,
        choosing: Choosing,
        files: Files,
        theme: Theme,
        settings: Settings,
    ) -> None:
        super().__init__(intents)
        self._intents = intents
        self._window = intents.window
        self._split = intents.split
        self._panel = panel
        self.more_panes: list[QWidget] = []  # floors of the window between the list of links and the node panel
        self._links = links
        self._offers = offers
        self._editing = editing
        self._linking = linking
        self._choosing = choosing
        self._theme = theme
        self._settings = settings
        self.new_project = files.new_project
        self.open_project = files.open_project
        self.open_debate = files.open_debate
        self.use_originals = files.use_originals
        self.save_copy = files.save_copy

    # -- file and edit

    def quit(self) -> None:
        self._window.close()

    def undo(self) -> None:
        if self._intents.session is not None:
            self._intents.place = self._focused()
            self._intents.session.undo()

    def redo(self) -> None:
        if self._intents.session is not None:
            self._intents.place = self._focused()
            self._intents.session.redo()

    def _focused(self) -> QWidget:
        return self._window.focusWidget() or self._window

    def _side(self) -> Side:
        return self._intents.side()

    # -- node

    def rename(self) -> None:
        self._editing.rename_selected()

    def new_claim(self) -> None:
        self._editing.add_child(Kind.CLAIM)

    def new_evidence(self) -> None:
        self._editing.add_child(Kind.EVIDENCE)

    def new_rebuttal(self) -> None:
        self._editing.add_child(Kind.REBUTTAL)

    def new_undercut(self) -> None:
        self._editing.add_child(Kind.REBUTTAL, inference=True)

    def make_claim(self) -> None:
        self._editing.on_chosen(several.change_kinds, Kind.CLAIM)

    def make_evidence(self) -> None:
        self._editing.on_chosen(several.change_kinds, Kind.EVIDENCE)

    def make_rebuttal(self) -> None:
        self._editing.on_chosen(several.change_kinds, Kind.REBUTTAL)

    def toggle_undercut(self) -> None:
        self._editing.on_selected(
            lambda reader, node: nodes.set_undercut(reader, node, not reader.node(node).inference)
        )

    def move_up(self) -> None:
        self._editing.on_selected(moves.move_node, -1, self._editing.shown())

    def move_down(self) -> None:
        self._editing.on_selected(moves.move_node, 1, self._editing.shown())

    def indent(self) -> None:
        self._editing.on_chosen(several.indent_nodes, self._editing.shown())

    def outdent(self) -> None:
        self._editing.on_chosen(several.outdent_nodes)

    def delete(self) -> None:
        self._editing.on_chosen(several.delete_nodes)

    def pick_tags(self) -> None:
        self._choosing.choose_tag(self._side())

    # -- pairing

    def mark_or_link(self) -> None:
        self._linking.mark_or_link()

    def show_links(self, on: bool) -> None:
        before, side = self._focused(), self._side()
        self._links.setVisible(on)
        if on:
            self._links.setFocus()
        self._leave_hidden(before, side)

    # -- view

    def show_panel(self, on: bool) -> None:
        before, side = self._focused(), self._side()
        self._panel.setVisible(on)
        self._leave_hidden(before, side)

    def show_text(self) -> None:
        self._toggle("text")

    def show_tree(self) -> None:
        self._toggle("tree")

    def show_map(self) -> None:
        self._toggle("map")

    def _toggle(self, name: str) -> None:
        before, here = self._focused(), self._side()
        on = not all(name in side.shows().split() for side in self._split.sides())
        for side in self._split.sides():
            side.header.turn(name, on)
        self._leave_hidden(before, here)

    def _leave_hidden(self, before: QWidget, side: Side) -> None:
        """What had the focus was put away: the keys go to what is still shown of the side."""
        if not before.isVisible():
            side.take_focus(in_tree=True)

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through, in reading order."""
        return [pane for pane in self.every_pane() if pane.isVisible()]

    def every_pane(self) -> list[QWidget]:
        left, right = ((side.article, *side.tree_views()) for side in self._split.sides())
        return [self._offers, *left, self._split.gutter, *right, self._links, *self.more_panes, self._panel]

    def next_pane(self) -> None:
        self._step_pane(1)

    def previous_pane(self) -> None:
        self._step_pane(-1)

    def _step_pane(self, by: int) -> None:
        panes = self.panes()
        focus = self._focused()
        for side in self._split.sides():
            if side.find_bar.isAncestorOf(focus):
                focus = side.article
        here = [at for at, pane in enumerate(panes) if focus is pane or pane.isAncestorOf(focus)]
        at = here[0] if here else (-1 if by > 0 else 0)
        panes[(at + by) % len(panes)].setFocus()

    def theme_system(self) -> None:
        self._choose_theme("system")

    def theme_light(self) -> None:
        self._choose_theme("light")

    def theme_dark(self) -> None:
        self._choose_theme("dark")

    def _choose_theme(self, choice: str) -> None:
        self._settings.set(THEME, choice)
        self._theme.choose(choice)

    def update_checks(self, actions: dict[str, QAction]) -> None:
        """Before a menu opens: ticks and greyed entries as things stand."""
        for choice in ("system", "light", "dark"):
            actions[f"theme_{choice}"].setChecked(self._theme.choice == choice)
        actions["show_panel"].setChecked(not self._panel.isHidden())
        actions["show_links"].setChecked(not self._links.isHidden())
        actions["one_side"].setChecked(self._split.compact)
        actions["show_furniture"].setChecked(self._settings.get(FURNITURE))
        actions["show_hidden"].setChecked(self._settings.get(HIDDEN))
        actions["quote_starts_nodes"].setChecked(self._settings.get(NEW_TEXT) != "empty")
        session = self._intents.session
        undo, redo = None, None
        if session is not None:
            with suppress(UserError):  # another program holds the file just now: the rows go without a name
                undo, redo = session.workspace.history.to_undo(), session.workspace.history.to_redo()
        for name, entry, word in (("undo", undo, _("&Undo")), ("redo", redo, _("&Redo"))):
            actions[name].setText(f"{word} {str(entry.label).replace('&', '&&')}" if entry else word)

    # -- help

    def show_keys(self) -> None:
        sections = [*article_keys.sections(), *tree_keys.sections(), *link_keys.sections()]
        dialog = KeysDialog(self._theme, self._window, Shortcuts(self._settings), sections)
        dialog.open()

    def about(self) -> None:
        text = _("Counterpoint {version}: two cases, point by point.").format(version=VERSION)
        box = QMessageBox(QMessageBox.Icon.NoIcon, _("About Counterpoint"), text, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(
            _("Free software under the MIT licence. It uses Qt under the LGPL; see resources/licences for all notices.")
        )
        box.open()

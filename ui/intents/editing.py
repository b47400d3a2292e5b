"""From what a person asks of the tree and the node panel to one edit of the session each."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from models.authoring import links, moves, nodes, several, tags
from models.authoring.undercuts import undercut_step
from models.entities import Kind, LinkKind
from models.errors import UserError
from models.messages import N_, _, ngettext, shorten
from ui.intents.intents import Intents, open_menu
from ui.notices import Notices
from ui.panel.node_panel import NodePanel
from ui.side import Side, TreeView

COLUMNS: dict[str, Callable[..., Any]] = {
    "text": nodes.change_text,
    "note": nodes.change_note,
}


EMPTY = N_("New point")  # what a node is called until it is worded


@dataclass(frozen=True, slots=True)
class Fresh:
    """A new node in the editor: where the keys go next, what was selected before, and the words that stand in for its
    own while it has none ("": it has those of its passage).
    """

    node_id: str
    back: QWidget | None
    before: str | None
    words: str


def shown(side: Side) -> Set[str] | None:
    """The nodes of a side's tree that a filter leaves in sight; None: all are."""
    return side.tree.kept.shown if side.tree.kept is not None else None


class Editing(QObject):
    """Nodes: made, worded, moved, deleted, in the tree and in the panel."""

    menu_about_to_show = Signal()

    def __init__(self, intents: Intents, panel: NodePanel, notices: Notices) -> None:
        super().__init__(intents)
        self._intents = intents
        self._notices = notices
        self._panel = panel
        self.node_actions: list[QAction] = []
        self._fresh: Fresh | None = None  # a new node in the editor
        for side in intents.split.sides():
            self._connect_side(side)
        self._connect_panel(panel)

    def _connect_side(self, side: Side) -> None:
        for view in side.tree_views():
            self._connect_tree(side, view)
        side.map.new_child_of_kind.connect(lambda node, kind: self._add_below(side, node, Kind(kind)))
        side.map.undercut_requested.connect(
            lambda node, target: self._intents.edit(
                side.map, undercut_step, node, target, then=lambda _made: self._select_moved(side, [node])
            )
        )

    def _connect_tree(self, side: Side, view: TreeView) -> None:
        edit = self._intents.edit
        view.node_selected.connect(lambda node: self._intents.select(node, view))
        view.text_committed.connect(lambda node, text: self._on_closed(node, text, view))
        view.draft_changed.connect(lambda node, text: self.draft(node, "text", text))
        view.edit_cancelled.connect(self._on_cancelled)
        view.move_requested.connect(lambda node, steps: edit(view, moves.move_node, node, steps, shown(side)))
        view.indent_requested.connect(
            lambda node: self._on_several(view, side, several.indent_nodes, node, shown(side))
        )
        view.outdent_requested.connect(lambda node: self._on_several(view, side, several.outdent_nodes, node))
        view.delete_requested.connect(lambda ids: edit(view, several.delete_nodes, ids))
        view.new_sibling_requested.connect(lambda node: self.add_sibling(side, node))
        view.new_child_requested.connect(lambda node: self._add_below(side, node, None))
        view.reparent_requested.connect(lambda ids, parent, before: self._reparent(view, side, ids, parent, before))
        view.drop_refused.connect(lambda sentence: self._intents.refuse_drop(view, sentence))
        view.told.connect(self._tell)
        view.context_menu_requested.connect(lambda node, point: self.node_menu(side, node, point))

    def _reparent(self, view: TreeView, side: Side, ids: list[str], parent: str, before: str) -> None:
        self._intents.edit(
            view,
            several.reparent_nodes,
            ids,
            parent or None,
            before or None,
            then=lambda _made: self._select_moved(side, ids),
        )

    def _select_moved(self, side: Side, ids: list[str]) -> None:
        """What was dragged without being chosen first is selected where it lies now, in a folded branch as well."""
        if ids and ids[-1] not in side.tree.chosen:
            self._intents.select(ids[-1])

    def _tell(self, sentence: str) -> None:
        if self._intents.session is not None:
            self._intents.session.told.emit(sentence)

    def _connect_panel(self, panel: NodePanel) -> None:
        edit = self._intents.edit
        panel.kind_requested.connect(lambda node, kind: edit(panel, nodes.change_kind, node, Kind(kind)))
        panel.text_committed.connect(lambda node, text: self.commit(node, "text", text, panel))
        panel.note_committed.connect(lambda node, text: self.commit(node, "note", text, panel))
        panel.tags_committed.connect(lambda node, names: edit(panel, nodes.change_tags, node, names))
        panel.tag_colour_requested.connect(lambda tag, colour: edit(panel, tags.colour_tag, tag, colour))
        panel.tag_rename_requested.connect(lambda tag, new: edit(panel, tags.rename_tag, tag, new))
        panel.tag_remove_requested.connect(self._remove_tag)
        panel.draft_changed.connect(self.draft)
        panel.draft_discarded.connect(self.cancel)
        panel.link_delete_requested.connect(lambda link: edit(panel, links.remove_link, link))
        panel.link_kind_requested.connect(lambda link, kind: edit(panel, links.change_kind, link, LinkKind(kind)))

    def _remove_tag(self, tag: str) -> None:
        """Take a tag from every node: asks when more than one has it."""
        session = self._intents.session
        if session is None:
            return

        def remove() -> None:
            if session is self._intents.session:  # the answer may come late
                self._intents.edit(self._panel, tags.remove_tag, tag)

        count = len(session.project.tagged(tag))
        if count < 2:
            remove()
            return
        sentence = ngettext("Remove “{tag}” from {count} node?", "Remove “{tag}” from {count} nodes?", count)
        self._notices.ask(
            sentence.format(tag=shorten(tag), count=count), _("One undo brings it back."), _("Remove"), remove
        )

    # -- making nodes

    def add_sibling(self, side: Side, node_id: str) -> None:
        """A node after another one, of its kind; without another the claim that a case starts with."""
        session = self._intents.session
        if session is not None and not node_id:
            self._intents.place = side.tree_view()
            self.add(side, None, Kind.CLAIM, text=_(EMPTY), empty=True)
        elif session is not None:
            node = session.project.node(node_id)
            self._intents.place = side.tree_view()
            self.add(side, node.parent_id, node.kind, text=_(EMPTY), after=node_id, empty=True)

    def _add_below(self, side: Side, node_id: str, kind: Kind | None) -> None:
        """A new last child; without a kind one like the child before it, or what mostly stands below such a node."""
        session = self._intents.session
        if session is None:
            return
        node = session.project.node(node_id)
        children = session.project.children(node.case_id, node_id)
        usual = Kind.CLAIM if node.parent_id is None else Kind.EVIDENCE
        self._intents.place = side.tree_view()
        self.add(side, node_id, kind or (children[-1].kind if children else usual), text=_(EMPTY), empty=True)

    def add_child(self, kind: Kind, *, inference: bool = False) -> None:
        """A node without a passage under the selected one; `inference`: it attacks that one's step (an undercut)."""
        session = self._intents.session
        if session is None:
            return
        side = self._intents.split.side_of(session.selected_node) or self._intents.split.side_of_focus()
        if side is None or side.case is None:
            session.refused.emit(_("Choose a case first: import an article, or select a node."))
            return
        self._intents.place = side.tree_view()
        parent = session.selected_node if side.owns(session.selected_node) else None
        self.add(side, parent, kind, text=_(EMPTY), inference=inference, empty=True)

    def add(
        self,
        side: Side,
        parent: str | None,
        kind: Kind,
        *,
        text: str = "",
        passage: tuple[int, int] | None = None,
        after: str | None = None,
        empty: bool = False,
        inference: bool = False,
        back: QWidget | None = None,
    ) -> None:
        """A new node, selected and open for wording (with an `empty` editor); then the keys go `back`."""
        session = self._intents.session
        assert session is not None and side.case is not None
        case_id, author = side.case.id, session.workspace.annotator

        def ready(node_id: str) -> None:
            if passage is not None:  # the mark stands there now; the selection would lie over it
                side.article.select(passage[1], passage[1])
            self._fresh = Fresh(node_id, back, session.selected_node, text if passage is None else "")
            session.select(node_id)
            self.edit_in_place(side, node_id, "" if empty else None)

        session.do(
            lambda reader: nodes.add_node(
                reader,
                case_id,
                parent,
                kind,
                text=text,
                passage=passage,
                after=after,
                author=author,
                inference=inference,
            ),
            then=ready,
        )

    def edit_in_place(self, side: Side, node_id: str, text: str | None = None) -> None:
        """Open the node's editor in the tree or the map; the tree is shown for it when neither is."""
        self._intents.split.come_forward()
        if side.tree_view().isHidden():
            side.header.turn("tree", True)
        side.tree_view().edit_node(node_id, text)

    def chosen(self) -> tuple[str, ...]:
        """The nodes that an action is about: those chosen on the side of the selected node, this one last."""
        session = self._intents.session
        side = self._intents.split.side_of(session.selected_node) if session is not None else None
        return side.tree.chosen if side is not None else ()

    def shown(self) -> Set[str] | None:
        """What a filter leaves in sight on the side of the selected node; None: everything."""
        session = self._intents.session
        side = self._intents.split.side_of(session.selected_node) if session is not None else None
        return shown(side) if side is not None else None

    def on_selected(self, making: Callable[..., Any], *arguments: Any) -> None:
        """An edit of the selected node, asked for from a menu."""
        chosen = self.chosen()
        self._from_menu(making, *chosen[-1:], *arguments)

    def on_chosen(self, making: Callable[..., Any], *arguments: Any) -> None:
        """One edit of all chosen nodes, asked for from a menu."""
        chosen = list(self.chosen())
        self._from_menu(making, *([chosen] if chosen else []), *arguments)

    def _from_menu(self, making: Callable[..., Any], *arguments: Any) -> None:
        session = self._intents.session
        if session is None:
            return
        side = self._intents.split.side_of(session.selected_node)
        if side is None or not side.tree.chosen:
            session.refused.emit(_("Select a node first."))
            return
        self._intents.edit(side.tree_view(), making, *arguments)

    def _on_several(self, view: TreeView, side: Side, making: Callable[..., Any], node_id: str, *more: Any) -> None:
        """An edit that a key of the view asks for: of all chosen nodes if the one it names is among them."""
        chosen = side.tree.chosen
        self._intents.edit(view, making, list(chosen) if node_id in chosen else [node_id], *more)

    def rename_selected(self) -> None:
        session = self._intents.session
        side = self._intents.split.side_of(session.selected_node) if session is not None else None
        if session is None or side is None or session.selected_node is None:
            return
        self.edit_in_place(side, session.selected_node)

    # -- editors

    def _on_closed(self, node_id: str, text: str, place: QWidget) -> None:
        if not text and self._is_fresh(node_id):
            self._on_cancelled(node_id)  # what was made from a passage keeps its words, an empty point goes
        else:
            self.commit(node_id, "text", text, place)
            self._go_back(node_id)

    def _on_cancelled(self, node_id: str) -> None:
        fresh, side = self._fresh, self._intents.split.side_of(node_id)
        self.cancel(node_id, "text")
        if fresh is None or side is None or not self._is_fresh(node_id):
            return
        if fresh.words:  # not at once: Tab closes the editor, moves the node and opens it again
            QTimer.singleShot(0, self, lambda: self._take_back(fresh, side))
        else:
            self._go_back(node_id)

    def _take_back(self, fresh: Fresh, side: Side) -> None:
        """A point that got no words is as if it had never been made."""
        session, project = self._intents.session, side.project
        if session is None or self._fresh is not fresh or side.tree_view().is_editing:
            return
        self._fresh = None
        if project is None or not project.has("node", fresh.node_id) or not project.is_visible(fresh.node_id):
            return
        node = project.node(fresh.node_id)
        if node.text != fresh.words or project.children(node.case_id, node.id):
            return
        last = session.workspace.history.to_undo()
        changes = session.workspace.store.changes(last.id) if last is not None else ()
        if any(change.row == fresh.node_id and change.before is None for change in changes):
            session.undo()
        else:
            session.do(lambda reader: nodes.delete_node(reader, fresh.node_id))
        if fresh.before is not None and project.has("node", fresh.before) and project.is_visible(fresh.before):
            self._intents.select(fresh.before)

    def _is_fresh(self, node_id: str) -> bool:
        return self._fresh is not None and self._fresh.node_id == node_id

    def _go_back(self, node_id: str) -> None:
        if self._fresh is None or not self._is_fresh(node_id):
            return
        back, self._fresh = self._fresh.back, None
        if back is not None and back.isVisible():
            back.setFocus()

    def commit(self, node_id: str, column: str, text: str, place: QWidget) -> None:
        """An editor closed: one edit, and its draft goes in the same transaction."""
        session = self._intents.session
        if session is None:
            return
        self._intents.place = place
        drafts = session.close_draft(node_id, column)
        session.do(
            lambda reader: COLUMNS[column](reader, node_id, text),
            drafts=drafts,
            otherwise=lambda error: self._keep_typed(error, node_id, column, text),
        )

    def _keep_typed(self, error: UserError, node_id: str, column: str, text: str) -> None:
        """The file could not be written: what was typed goes back into its editor, so that nothing is lost."""
        session = self._intents.session
        if error.message.key == "missing.row" and session is not None:  # deleted elsewhere while it was being worded
            QGuiApplication.clipboard().setText(text)
            session.told.emit(_("The node is gone; what you typed is in the clipboard."))
        if not error.message.key.startswith("project."):
            return
        side = self._intents.split.side_of(node_id)
        if column == "text" and side is not None and not side.tree_view().isHidden():
            side.tree_view().edit_node(node_id, text, select_all=False)
        else:
            self._panel.offer_draft(column, text)
        self.draft(node_id, column, text)

    def draft(self, node_id: str, column: str, text: str) -> None:
        if self._intents.session is not None:
            self._intents.session.draft("node", node_id, column, text)

    def cancel(self, node_id: str, column: str) -> None:
        if self._intents.session is not None:
            self._intents.session.drop_draft(node_id, column)

    # -- the menu of a node

    def node_menu(self, side: Side, node_id: str, point: QPoint) -> None:
        """What can be done with a node; the entries are the window's actions."""
        if node_id not in side.tree.chosen:
            self._intents.select(node_id, side.tree_view())
        self.menu_about_to_show.emit()
        menu = QMenu(self._intents.window)
        menu.addActions(self.node_actions)
        open_menu(menu, point)

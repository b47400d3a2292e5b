"""From what a view asks for to one edit of the session: the tree, the passages, the links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.authoring import links, moves, nodes, passages
from models.comparison import far_end
from models.entities import Kind, LinkKind
from models.errors import UserError
from models.messages import _, shorten
from models.words import PLAIN
from ui.compare.split import SplitView
from ui.link_menu import LinkMenu
from ui.panel.node_panel import NodePanel
from ui.session import Session
from ui.side import Side

COLUMNS: dict[str, Callable[..., Any]] = {
    "text": nodes.change_text,
    "note": nodes.change_note,
}


class Editing(QObject):
    """Connects the views of one window to the session that is open in it."""

    def __init__(self, split: SplitView, panel: NodePanel, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._split = split
        self._panel = panel
        self.session: Session | None = None
        self.node_actions: list[QAction] = []
        self.place: QWidget = window  # where the last intent came from, and a refusal is shown
        for side in split.sides():
            self._connect_side(side)
        self._connect_panel(panel)
        split.link_clicked.connect(self.go_to_link)
        split.node_reveal_requested.connect(self.select)
        split.link_menu_requested.connect(self.link_menu)

    # -- the two sides

    def _connect_side(self, side: Side) -> None:
        article, outline = side.article, side.outline
        article.node_clicked.connect(lambda node: self.select(node, article))
        article.annotate_requested.connect(
            lambda kind, sibling, start, end: self.annotate(side, Kind(kind), sibling, start, end)
        )
        article.context_menu_requested.connect(lambda point: self.article_menu(side, point))
        outline.node_selected.connect(lambda node: self.select(node, outline))
        outline.text_committed.connect(lambda node, text: self.commit(node, "text", text, outline))
        outline.draft_changed.connect(lambda node, text: self.draft(node, "text", text))
        outline.edit_cancelled.connect(lambda node: self.cancel(node, "text"))
        outline.move_requested.connect(lambda node, steps: self._edit(outline, moves.move_node, node, steps))
        outline.indent_requested.connect(lambda node: self._edit(outline, moves.indent, node))
        outline.outdent_requested.connect(lambda node: self._edit(outline, moves.outdent, node))
        outline.delete_requested.connect(lambda node: self._edit(outline, nodes.delete_node, node))
        outline.new_sibling_requested.connect(lambda node: self.add_sibling(side, node))
        outline.reparent_requested.connect(
            lambda node, parent, before: self._edit(outline, moves.reparent, node, parent or None, before or None)
        )
        outline.context_menu_requested.connect(lambda node, point: self.node_menu(side, node, point))

    def _connect_panel(self, panel: NodePanel) -> None:
        panel.kind_requested.connect(lambda node, kind: self._edit(panel, nodes.change_kind, node, Kind(kind)))
        panel.text_committed.connect(lambda node, text: self.commit(node, "text", text, panel))
        panel.note_committed.connect(lambda node, text: self.commit(node, "note", text, panel))
        panel.tags_committed.connect(lambda node, tags: self._edit(panel, nodes.change_tags, node, tags))
        panel.draft_changed.connect(self.draft)
        panel.draft_discarded.connect(self.cancel)
        panel.passage_clicked.connect(self.go_to_passage)
        panel.link_partner_requested.connect(self.go_to_link)
        panel.link_delete_requested.connect(lambda link: self._edit(panel, links.remove_link, link))
        panel.link_kind_requested.connect(lambda link, kind: self._edit(panel, links.change_kind, link, LinkKind(kind)))

    # -- edits

    def _edit(self, place: QWidget, making: Callable[..., Any], *arguments: Any) -> None:
        self.place = place
        if self.session is not None:
            self.session.do(lambda reader: making(reader, *arguments))

    def select(self, node_id: str | None, origin: QWidget | None = None) -> None:
        if self.session is not None:
            self.place = origin or self.place
            self.session.select(node_id)

    def annotate(self, side: Side, kind: Kind, sibling: bool, start: int, end: int) -> None:
        """A new node over a passage: under the selected node of that side, or beside it."""
        session = self.session
        if session is None or side.case is None:
            return
        self.place = side.article
        if start == end:
            session.refused.emit(str(UserError("rule.anchor_needs_a_character")))
            return
        selected = session.selected_node if side.owns(session.selected_node) else None
        parent, after = selected, None
        if selected is not None and sibling:
            parent, after = session.project.node(selected).parent_id, selected
        self._add(side, parent, kind, passage=(start, end), after=after)

    def add_sibling(self, side: Side, node_id: str) -> None:
        if self.session is not None:
            node = self.session.project.node(node_id)
            self.place = side.outline
            self._add(side, node.parent_id, node.kind, text=_("New point"), after=node_id)

    def add_child(self, kind: Kind) -> None:
        """A node without a passage under the selected one."""
        session = self.session
        side = self._split.side_of(session.selected_node) if session is not None else None
        if session is None:
            return
        if side is None:
            side = next((s for s in self._split.sides() if s.isAncestorOf(self._window.focusWidget() or s)), None)
        if side is None or side.case is None:
            session.refused.emit(_("Choose a case first: import an article, or select a node."))
            return
        self.place = side.outline
        self._add(side, session.selected_node if side.owns(session.selected_node) else None, kind, text=_("New point"))

    def _add(self, side: Side, parent: str | None, kind: Kind, **how: Any) -> None:
        session = self.session
        assert session is not None and side.case is not None
        case_id, author = side.case.id, session.workspace.annotator

        def ready(node_id: str) -> None:
            if "passage" in how:  # the mark stands there now; the selection would lie over it
                side.article.select(how["passage"][1], how["passage"][1])
            session.select(node_id)
            self._edit_in_place(side, node_id)

        session.do(lambda reader: nodes.add_node(reader, case_id, parent, kind, author=author, **how), then=ready)

    def _edit_in_place(self, side: Side, node_id: str) -> None:
        """Open the node's editor in the tree, which is shown for it."""
        if side.outline.isHidden():
            side.set_shows(side.shows() + " tree")
        side.outline.edit_node(node_id)

    def add_passage(self, side: Side) -> None:
        """Give the selected node the selected text as one more passage."""
        session = self.session
        if session is None:
            return
        if not side.owns(session.selected_node):
            self.place = side.article
            session.refused.emit(_("Select a node of this side first."))
            return
        self._edit(side.article, passages.add_passage, session.selected_node, *side.article.passage_to_mark())

    def on_selected(self, making: Callable[..., Any], *arguments: Any) -> None:
        """An edit of the selected node, asked for from a menu."""
        session = self.session
        if session is None:
            return
        side = self._split.side_of(session.selected_node)
        if session.selected_node is None or side is None:
            session.refused.emit(_("Select a node first."))
            return
        self._edit(side.outline, making, session.selected_node, *arguments)

    def rename_selected(self) -> None:
        session = self.session
        side = self._split.side_of(session.selected_node) if session is not None else None
        if session is None or side is None or session.selected_node is None:
            return
        self._edit_in_place(side, session.selected_node)

    def commit(self, node_id: str, column: str, text: str, place: QWidget) -> None:
        """An editor closed: one edit, and its draft goes in the same transaction."""
        session = self.session
        if session is None:
            return
        self.place = place
        drafts = session.close_draft(node_id, column)
        session.do(
            lambda reader: COLUMNS[column](reader, node_id, text),
            drafts=drafts,
            otherwise=lambda error: self._keep_typed(error, node_id, column, text),
        )

    def _keep_typed(self, error: UserError, node_id: str, column: str, text: str) -> None:
        """The file could not be written: what was typed goes back into its editor, so that nothing is lost."""
        if not error.message.key.startswith("project."):
            return
        side = self._split.side_of(node_id)
        if column == "text" and side is not None and not side.outline.isHidden():
            side.outline.edit_node(node_id, text, select_all=False)
        else:
            self._panel.offer_draft(column, text)
        self.draft(node_id, column, text)

    def draft(self, node_id: str, column: str, text: str) -> None:
        if self.session is not None:
            self.session.draft("node", node_id, column, text)

    def cancel(self, node_id: str, column: str) -> None:
        if self.session is not None:
            self.session.drop_draft(node_id, column)

    # -- passages and links

    def go_to_passage(self, anchor_id: str) -> None:
        session = self.session
        anchor = session.project.entity("anchor", anchor_id) if session is not None else None
        side = self._split.side_of(anchor.node_id) if anchor is not None else None
        if anchor is not None and side is not None:
            side.article.reveal(anchor.start)

    def go_to_link(self, link_id: str) -> None:
        """Select the other end of a link of the selected node, or its source."""
        session = self.session
        link = session.project.entity("link", link_id) if session is not None else None
        if session is None or link is None:
            return
        target = far_end(session.project, link)
        session.select(target if session.selected_node == link.source_id else link.source_id)

    def mark_or_link(self) -> None:
        """First press: remember the selected node. Second press, on another node: choose how they are linked."""
        session = self.session
        if session is None:
            return
        selected = session.selected_node
        side = self._split.side_of(selected)
        if selected is None or side is None:
            session.refused.emit(_("Select a node first."))
        elif session.marked_node is None:
            session.mark(selected)
            text = shorten(session.project.node(selected).text)
            session.told.emit(_("“{text}” is marked. Select the other node and press Ctrl+L again.").format(text=text))
        elif session.marked_node == selected:
            session.mark(None)
            session.told.emit(_("The mark was taken away."))
        else:
            self._choose_kind(side, session.marked_node, selected)

    def _choose_kind(self, side: Side, source: str, target: str) -> None:
        session = self.session
        assert session is not None
        menu = QMenu(self._window)
        menu.setAccessibleName(_("Kind of link"))
        texts = {end: shorten(session.project.node(end).text, 40) for end in (source, target)}
        head = menu.addAction(_("“{source}” … “{target}”").format(source=texts[source], target=texts[target]))
        head.setEnabled(False)
        menu.addSeparator()
        author = session.workspace.annotator
        for number, kind in enumerate((k for k in LinkKind if k is not LinkKind.ANSWERS), 1):
            action = menu.addAction(f"&{number}  {_(PLAIN[kind])}")
            action.triggered.connect(lambda _checked=False, kind=kind: self._link(side, source, target, kind, author))
        self._add_answers(menu, side, source, target)
        span = side.outline.row_span(target) or (0, 26)
        _open(menu, side.outline.viewport().mapToGlobal(QPoint(24, span[1])))

    def _add_answers(self, menu: QMenu, side: Side, source: str, target: str) -> None:
        """An answer replies to a link: offered where the other node challenges something."""
        session = self.session
        assert session is not None
        challenges = [x for x in session.project.links_of(target) if x.source_id == target]
        for link in challenges:
            if link.kind in (LinkKind.CONCEDES, LinkKind.AGREES, LinkKind.TENSION, LinkKind.SAME_EVIDENCE):
                continue
            challenged = shorten(links.ends(session.project, link)[1], 32)
            action = menu.addAction(_("answers what it says of “{text}”").format(text=challenged))
            action.triggered.connect(lambda _checked=False, link=link: self._answer(side, source, link.id))

    def _link(self, side: Side, source: str, target: str, kind: LinkKind, author: str) -> None:
        assert self.session is not None
        self.place = side.outline
        self.session.do(lambda reader: links.link_nodes(reader, source, target, kind, author=author), then=self._linked)

    def _answer(self, side: Side, source: str, link_id: str) -> None:
        assert self.session is not None
        self.place = side.outline
        author = self.session.workspace.annotator
        self.session.do(lambda reader: links.answer_link(reader, source, link_id, author=author), then=self._linked)

    def _linked(self, _link_id: str) -> None:
        if self.session is not None:
            self.session.mark(None)

    def remove_link(self, link_id: str) -> None:
        self._edit(self.place, links.remove_link, link_id)

    def change_link_kind(self, link_id: str, kind: str) -> None:
        self._edit(self.place, links.change_kind, link_id, LinkKind(kind))

    def place_of_refusal(self) -> QRect:
        """Where the last intent came from, in global pixels: the selected row or passage where it can be seen."""
        node = self.session.selected_node if self.session is not None else None
        side = self._split.side_of(node)
        view = self.place
        if side is not None and node is not None and view is side.outline and not view.isHidden():
            span, port = side.outline.row_span(node), side.outline.viewport()
        elif side is not None and node is not None and view is side.article and not view.isHidden():
            box, port = side.article.caret_box(), side.article.viewport()
            span = box.top(), box.bottom()
        else:
            span, port = None, view
        if span is None or not 0 <= span[0] < port.height():
            span = (0, min(48, port.height()))
        corner = port.mapToGlobal(QPoint(32, span[0]))
        return QRect(corner, QSize(max(port.width() - 64, 1), span[1] - span[0]))

    # -- menus at a place

    def link_menu(self, link_id: str, point: QPoint) -> None:
        """The menu of a curve in the gutter."""
        session = self.session
        if session is None:
            return
        self.place = self._split.gutter
        menu = LinkMenu(session.project.link(link_id).kind, self._window)
        menu.go.connect(lambda: self.go_to_link(link_id))
        menu.kind.connect(lambda kind: self.change_link_kind(link_id, kind))
        menu.delete.connect(lambda: self.remove_link(link_id))
        menu.popup(point)

    def node_menu(self, side: Side, node_id: str, point: QPoint) -> None:
        """What can be done with a node; the entries are the window's actions."""
        self.select(node_id, side.outline)
        menu = QMenu(self._window)
        menu.addActions(self.node_actions)
        _open(menu, point)

    def article_menu(self, side: Side, point: QPoint) -> None:
        session = self.session
        if session is None or side.case is None:
            return
        menu = QMenu(self._window)
        start, end = side.article.passage_to_mark()
        for kind, key in ((Kind.CLAIM, "C"), (Kind.EVIDENCE, "E"), (Kind.REBUTTAL, "R")):
            action = menu.addAction(_("New {kind}").format(kind=_(PLAIN[kind])) + f"\t{key}")
            action.setEnabled(start < end)
            action.triggered.connect(lambda _checked=False, kind=kind: self.annotate(side, kind, False, start, end))
        menu.addSeparator()
        more = menu.addAction(_("Add the passage to the selected node"), lambda: self.add_passage(side))
        more.setEnabled(start < end and side.owns(session.selected_node))
        menu.addAction(_("Copy"), side.article.copy).setEnabled(start < end)
        _open(menu, point)


def _open(menu: QMenu, point: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(point)

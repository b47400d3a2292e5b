"""From what a person asks of links to one edit of the session each: made, changed, gone to."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from models.authoring import links
from models.comparison import far_end
from models.entities import LinkKind
from models.messages import _, shorten
from models.words import PLAIN
from ui.intents.intents import Intents, open_menu
from ui.link_menu import LinkMenu
from ui.side import Side


class Linking(QObject):
    """Links between two nodes of the cases on show."""

    def __init__(self, intents: Intents) -> None:
        super().__init__(intents)
        self._intents = intents
        self._split = split = intents.split
        split.link_clicked.connect(self.go_to_link)
        split.link_menu_requested.connect(self.link_menu)

    def go_to_link(self, link_id: str) -> None:
        """Select the other end of a link of the selected node, or its source."""
        session = self._intents.session
        link = session.project.entity("link", link_id) if session is not None else None
        if session is None or link is None:
            return
        target = far_end(session.project, link)
        self._intents.select(target if session.selected_node == link.source_id else link.source_id)

    def mark_or_link(self) -> None:
        """First press: remember the selected node. Second press, on another node: choose how they are linked."""
        session = self._intents.session
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
        session = self._intents.session
        assert session is not None
        menu = QMenu(self._intents.window)
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
        box = side.node_box(target)
        corner = side.tree_view().viewport().mapToGlobal(QPoint(24, 26))
        open_menu(menu, box.bottomLeft() + QPoint(24, 1) if box is not None else corner)

    def _add_answers(self, menu: QMenu, side: Side, source: str, target: str) -> None:
        """An answer replies to a link: offered where the other node challenges something."""
        session = self._intents.session
        assert session is not None
        challenges = [x for x in session.project.links_of(target) if x.source_id == target]
        for link in challenges:
            if link.kind in (LinkKind.CONCEDES, LinkKind.AGREES, LinkKind.TENSION, LinkKind.SAME_EVIDENCE):
                continue
            challenged = shorten(links.ends(session.project, link)[1], 32)
            action = menu.addAction(_("answers what it says of “{text}”").format(text=challenged))
            action.triggered.connect(lambda _checked=False, link=link: self._answer(side, source, link.id))

    def _link(self, side: Side, source: str, target: str, kind: LinkKind, author: str) -> None:
        assert self._intents.session is not None
        self._intents.place = side.tree_view()
        self._intents.session.do(
            lambda reader: links.link_nodes(reader, source, target, kind, author=author), then=self._linked
        )

    def _answer(self, side: Side, source: str, link_id: str) -> None:
        assert self._intents.session is not None
        self._intents.place = side.tree_view()
        author = self._intents.session.workspace.annotator
        self._intents.session.do(
            lambda reader: links.answer_link(reader, source, link_id, author=author), then=self._linked
        )

    def _linked(self, _link_id: str) -> None:
        if self._intents.session is not None:
            self._intents.session.mark(None)

    def remove_link(self, link_id: str) -> None:
        self._intents.edit(self._intents.place, links.remove_link, link_id)

    def change_link_kind(self, link_id: str, kind: str) -> None:
        self._intents.edit(self._intents.place, links.change_kind, link_id, LinkKind(kind))

    def link_menu(self, link_id: str, point: QPoint) -> None:
        """The menu of a curve in the gutter."""
        session = self._intents.session
        if session is None:
            return
        self._intents.place = self._split.gutter
        menu = LinkMenu(session.project.link(link_id).kind, self._intents.window)
        menu.go.connect(lambda: self.go_to_link(link_id))
        menu.kind.connect(lambda kind: self.change_link_kind(link_id, kind))
        menu.delete.connect(lambda: self.remove_link(link_id))
        menu.popup(point)

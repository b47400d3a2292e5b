"""The lists of links and the menus of the gutter: what they ask for, and what they show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QMenu

from models.authoring import links
from models.comparison import far_end
from models.messages import _, shorten
from ui.compare.words import relation
from ui.intents.intents import Intents, open_menu
from ui.intents.link_editing import LinkEditing
from ui.link_menu import BADGES, LinkMenu, badge_icon
from ui.panel.describe_links import Places, link_rows
from ui.panel.link_list import LinkListPanel
from ui.panel.node_links import NodeLinks
from ui.session import Session

WORDS = 40  # code points of a point in a menu


class LinkListing(QObject):
    """Connects the list of all links, the links of the node panel and the gutter, and keeps the list filled."""

    def __init__(self, intents: Intents, editing: LinkEditing, listed: LinkListPanel, of_node: NodeLinks) -> None:
        super().__init__(intents)
        self._intents, self._editing, self._listed = intents, editing, listed
        self._theme = intents.split.left.article.theme
        self._followed: Session | None = None
        self._places = Places()
        gutter = intents.split.gutter
        gutter.link_clicked.connect(editing.on_curve)
        gutter.link_menu_requested.connect(self.link_menu)
        gutter.links_menu_requested.connect(self.links_menu)
        gutter.link_delete_requested.connect(lambda link_id: editing.edit(gutter, links.remove_link, link_id))
        for view in (listed.table, of_node):
            self._connect_list(view)
        table = listed.table
        table.kind_requested.connect(lambda link_id, kind: editing.change_kind(link_id, kind, table))
        table.delete_requested.connect(lambda link_id: editing.edit(table, links.remove_link, link_id))
        listed.shown.connect(self.fill_list)
        listed.note_committed.connect(editing.commit_note)
        listed.note_drafted.connect(editing.draft_note)
        listed.note_discarded.connect(editing.drop_note)
        listed.link_chosen.connect(self._on_chosen)

    def _connect_list(self, view: Any) -> None:
        """What the keys and menus of ui.link_menu.LinkKeys ask for, in either list."""
        editing = self._editing
        view.partner_requested.connect(editing.go_to_link)
        view.edit_requested.connect(lambda link_id: editing.open_card(link_id, view.place_of(link_id)))
        view.flip_requested.connect(lambda link_id: editing.edit(view, links.flip_link, link_id))
        view.strength_requested.connect(lambda link_id, s: editing.edit(view, links.change_strength, link_id, s))
        view.answer_requested.connect(lambda link_id: editing.ask_answer(link_id, view.place_of(link_id)))

    # -- menus of the gutter

    def link_menu(self, link_id: str, point: QPoint) -> None:
        """The menu of a curve in the gutter."""
        link, gutter = self._editing.link(link_id), self._intents.split.gutter
        if link is None:
            return
        at = QRect(point, QSize(1, 1))
        menu = LinkMenu(link.kind, self._intents.window, self._theme, link.strength)
        menu.go.connect(lambda: self._editing.go_to_link(link_id))
        menu.edit.connect(lambda: self._editing.open_card(link_id, at))
        menu.kind.connect(lambda kind: self._editing.change_kind(link_id, kind, gutter))
        menu.flip.connect(lambda: self._editing.edit(gutter, links.flip_link, link_id))
        menu.strength.connect(lambda strength: self._editing.edit(gutter, links.change_strength, link_id, strength))
        menu.answer.connect(lambda: self._editing.ask_answer(link_id, at))
        menu.delete.connect(lambda: self._editing.edit(gutter, links.remove_link, link_id))
        menu.popup(point)

    def links_menu(self, link_ids: Sequence[str], point: QPoint) -> None:
        """The links that one curve stands for: the one that is chosen comes to the front, and its card opens."""
        session = self._intents.session
        if session is None:
            return
        menu = QMenu(self._intents.window)
        menu.setAccessibleName(_("Links that run together"))
        menu.setStyleSheet(BADGES)
        for link_id in link_ids:
            link = self._editing.link(link_id)
            if link is None:
                continue
            source = shorten(session.project.node(link.source_id).text, WORDS)
            target = shorten(session.project.node(far_end(session.project, link)).text, WORDS)
            words = {"source": source, "relation": relation(link.kind), "target": target}
            line = _("“{source}” {relation} “{target}”").format(**words).replace("&", "&&")
            action = menu.addAction(badge_icon(link.kind, self._theme.tokens), line)
            action.triggered.connect(lambda _on=False, link_id=link_id: self._open_from_menu(link_id, point))
        open_menu(menu, point)

    def _open_from_menu(self, link_id: str, point: QPoint) -> None:
        session = self._intents.session
        if session is not None:
            self._intents.place = self._intents.split.gutter
            session.select_link(link_id, session.selected_node)
            self._editing.open_card(link_id, QRect(point, QSize(1, 1)))

    # -- the list

    def fill_list(self) -> None:
        """Show the links of the pairing in the list, as far as the filter keeps them."""
        session = self._intents.session
        if session is None:
            return
        self._follow(session)
        rows, found = link_rows(session, self._places), session.found
        kept = rows if found.links is None else [row for row in rows if found.keeps_link(row.link_id)]
        names = [side.case.name if side.case else "" for side in self._intents.split.sides()]
        self._listed.set_sides(*names)
        self._listed.set_rows(kept, len(rows))
        self._listed.select(session.front_link)

    def finish(self) -> None:
        """What is being typed as a note is kept."""
        self._listed.finish()

    def _follow(self, session: Session) -> None:
        if session is not self._followed:
            self._followed = session
            session.front_changed.connect(self._on_front)
            session.filter_changed.connect(self._on_filter)

    def _on_filter(self) -> None:
        if self._listed.isVisible():
            self.fill_list()

    def _on_front(self, link_id: str | None) -> None:
        if self._listed.isVisible():
            self._listed.select(link_id)

    def _on_chosen(self, link_id: str) -> None:
        """The person went to a row of the list."""
        session, link = self._intents.session, self._editing.link(link_id)
        if session is None or link is None or link_id == session.front_link:
            return
        ends = (link.source_id, far_end(session.project, link))
        self._intents.place = self._listed
        session.select_link(link_id, session.selected_node if session.selected_node in ends else None)

"""From what a person asks of an article's passages to one edit of the session each."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from models.authoring import passages
from models.entities import Kind
from models.errors import UserError
from models.messages import _
from models.words import PLAIN
from ui.editing import Editing
from ui.intents import Intents, open_menu
from ui.settings import NEW_TEXT, Settings
from ui.side import Side


class Annotating(QObject):
    """Passages: made into nodes, given to nodes, changed, split, moved, taken away."""

    def __init__(self, intents: Intents, editing: Editing, settings: Settings) -> None:
        super().__init__(intents)
        self._intents = intents
        self._editing = editing
        self._settings = settings
        for side in intents.split.sides():
            self._connect_side(side)

    def _connect_side(self, side: Side) -> None:
        article = side.article
        article.node_clicked.connect(lambda node: self._intents.select(node, article))
        article.annotate_requested.connect(
            lambda kind, sibling, start, end: self.annotate(side, Kind(kind), sibling, start, end)
        )
        article.context_menu_requested.connect(lambda point: self.article_menu(side, point))

    def annotate(self, side: Side, kind: Kind, sibling: bool, start: int, end: int) -> None:
        """A new node over a passage: under the selected node of that side, or beside it."""
        session = self._intents.session
        if session is None or side.case is None:
            return
        self._intents.place = side.article
        if start == end:
            session.refused.emit(str(UserError("rule.anchor_needs_a_character")))
            return
        selected = session.selected_node if side.owns(session.selected_node) else None
        parent, after = selected, None
        if selected is not None and sibling:
            parent, after = session.project.node(selected).parent_id, selected
        back = side.article if side.article.hasFocus() else None
        empty = self._settings.get(NEW_TEXT) == "empty"
        self._editing.add(side, parent, kind, passage=(start, end), after=after, empty=empty, back=back)

    def add_passage(self, side: Side) -> None:
        """Give the selected node the selected text as one more passage."""
        session = self._intents.session
        if session is None:
            return
        if not side.owns(session.selected_node):
            self._intents.refuse(side.article, _("Select a node of this side first."))
            return
        place = side.article.passage_to_mark()
        self._intents.edit(side.article, passages.add_passage, session.selected_node, *place)

    def go_to_passage(self, anchor_id: str) -> None:
        session = self._intents.session
        anchor = session.project.entity("anchor", anchor_id) if session is not None else None
        side = self._intents.split.side_of(anchor.node_id) if anchor is not None else None
        if anchor is not None and side is not None:
            side.article.reveal(anchor.start)

    def article_menu(self, side: Side, point: QPoint) -> None:
        session = self._intents.session
        if session is None or side.case is None:
            return
        menu = QMenu(self._intents.window)
        start, end = side.article.passage_to_mark()
        for kind, key in ((Kind.CLAIM, "C"), (Kind.EVIDENCE, "E"), (Kind.REBUTTAL, "R")):
            action = menu.addAction(_("New {kind}").format(kind=_(PLAIN[kind])) + f"\t{key}")
            action.setEnabled(start < end)
            action.triggered.connect(lambda _checked=False, kind=kind: self.annotate(side, kind, False, start, end))
        menu.addSeparator()
        more = menu.addAction(_("Add the passage to the selected node"), lambda: self.add_passage(side))
        more.setEnabled(start < end and side.owns(session.selected_node))
        menu.addAction(_("Copy"), side.article.copy).setEnabled(start < end)
        open_menu(menu, point)

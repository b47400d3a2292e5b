"""From what a person asks of an article's passages to one edit of the session each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from models.authoring import nodes, passages
from models.entities import Kind
from models.errors import UserError
from models.finding import find_all
from models.messages import _, shorten
from models.rules import may_hold
from models.texts import storable_text
from models.words import PLAIN
from ui.carried import Words
from ui.intents.choosing import Choosing
from ui.intents.editing import Editing
from ui.intents.intents import Intents, open_menu
from ui.settings import NEW_TEXT, Settings
from ui.side import Side

LONGEST = 4_000  # characters that are pasted as one claim


class Annotating(QObject):
    """Passages: made into nodes, given to nodes, changed, split, moved, taken away."""

    def __init__(self, intents: Intents, editing: Editing, choosing: Choosing, settings: Settings) -> None:
        super().__init__(intents)
        self._intents = intents
        self._editing = editing
        self._choosing = choosing
        self._settings = settings
        for side in intents.split.sides():
            self._connect_side(side)

    def _connect_side(self, side: Side) -> None:
        article = side.article
        article.node_clicked.connect(lambda node: self._intents.select(node, article))
        article.annotate_requested.connect(
            lambda kind, sibling, start, end: self.annotate(side, Kind(kind), sibling, start, end)
        )
        article.passage_add_requested.connect(lambda start, end: self.add_passages(side, [(start, end)]))
        article.passage_change_requested.connect(
            lambda anchor, start, end: self._edit(article, passages.change_passage, anchor, start, end)
        )
        article.passage_split_requested.connect(
            lambda anchor, at: self._edit(article, passages.split_passage, anchor, at)
        )
        article.passage_remove_requested.connect(lambda anchor: self._edit(article, passages.remove_passage, anchor))
        article.node_dropped.connect(lambda node, start, end: self._take_node(side, node, (start, end)))
        article.told.connect(self._tell)
        article.selection_changed.connect(lambda start, end: self._tell_where(side, start < end))
        side.strip.kind_requested.connect(
            lambda kind, sibling: self.annotate(side, Kind(kind), sibling, *article.passage_to_mark())
        )
        side.strip.parent_requested.connect(lambda: self._choosing.choose_parent(side, side.strip.parent_rect()))
        side.strip.passage_requested.connect(lambda: self.add_passage(side))
        side.find_bar.told.connect(self._tell)
        side.find_bar.annotate_all_requested.connect(lambda kind, ranges: self.annotate_all(side, kind, ranges))
        for view in side.tree_views():
            view.words_dropped.connect(lambda node, words, point: self.drop_menu(side, node, words, point))

    @property
    def _edit(self) -> Callable[..., None]:
        return self._intents.edit

    def _tell(self, sentence: str) -> None:
        if self._intents.session is not None:
            self._intents.session.told.emit(sentence)

    def _tell_where(self, side: Side, is_selected: bool) -> None:
        """Before a key is pressed, the status line says under which node it puts a new one."""
        session = self._intents.session
        if session is None or side.case is None or not is_selected or not side.article.hasFocus():
            return
        node_id = session.selected_node if side.owns(session.selected_node) else None
        if node_id is None:
            session.told.emit(_("C makes a claim at the top of the tree; P chooses a node to work under."))
        else:
            node = session.project.node(node_id)
            words = _("C, E, R: new node under “{text}”; with Shift beside it; P chooses another one")
            if not may_hold(node.kind, Kind.CLAIM):
                words = _("E, R: new node under “{text}”; C, or Shift with a key: beside it; P chooses another one")
            session.told.emit(words.format(text=shorten(node.text, 60)))

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
        parent, after = nodes.place_near(session.project, parent, {kind}, after)
        self._choosing.note_parent(parent)
        back = side.article if side.article.hasFocus() else None
        empty = self._settings.get(NEW_TEXT) == "empty"
        self._editing.add(side, parent, kind, passage=(start, end), after=after, empty=empty, back=back)

    def annotate_all(self, side: Side, kind: str, ranges: list[tuple[int, int]]) -> None:
        """All that was found: nodes of a kind under the selected one, or passages of it (`kind` "passage")."""
        session = self._intents.session
        if session is None or side.case is None:
            return
        if kind == "passage":
            self.add_passages(side, ranges)
            return
        self._intents.place = side.article
        wanted, case_id, author = Kind(kind), side.case.id, session.workspace.annotator
        selected = session.selected_node if side.owns(session.selected_node) else None
        parent, _after = nodes.place_near(session.project, selected, {wanted})
        session.do(
            lambda reader: passages.annotate_all(reader, case_id, parent, wanted, ranges, author=author),
            then=lambda first: self._intents.select(first),
        )

    def add_passage(self, side: Side) -> None:
        """Give the selected node the selected text as one more passage."""
        start, end = side.article.passage_to_mark()
        self.add_passages(side, [(start, end)])

    def add_passages(self, side: Side, ranges: list[tuple[int, int]]) -> None:
        session = self._intents.session
        if session is None:
            return
        if session.selected_node is None or not side.owns(session.selected_node):
            self._intents.refuse(side.article, _("Select a node of this side first."))
            return
        end = ranges[-1][1] if ranges else 0

        def ready(_result: object) -> None:  # the marks stand there now; the selection would lie over them
            side.article.select(end, end)

        self._edit(side.article, passages.add_passages, session.selected_node, ranges, then=ready)

    def _give(self, place: QWidget, node_id: str, ranges: list[tuple[int, int]]) -> None:
        self._edit(place, passages.add_passages, node_id, ranges)

    def _take_node(self, side: Side, node_id: str, place: tuple[int, int]) -> None:
        """A node was dropped on words: they are a passage of it, if its case is over this article."""
        session = self._intents.session
        if session is None or side.case is None or not session.project.has("node", node_id):
            return
        case = session.project.case(session.project.node(node_id).case_id)
        if case.article_id != side.case.article_id:
            self._intents.refuse(side.article, str(UserError("rule.other_article")))
        else:
            self._give(side.article, node_id, [place])

    def paste_claim(self, side: Side) -> None:
        """The clipboard's words as a claim, resting on them where they stand in the article (next after the caret)."""
        session = self._intents.session
        if session is None or side.case is None:
            return
        words = storable_text(QGuiApplication.clipboard().text())
        if not words.strip():
            self._intents.refuse(side.article, _("The clipboard holds no text."))
            return
        self._intents.place = side.article
        found = find_all(session.project.text(side.case.article_id), words.strip(), case=True).ranges
        caret = side.article.selection[1]
        passage = next((place for place in found if place[0] >= caret), found[0] if found else None)
        selected = session.selected_node if side.owns(session.selected_node) else None
        parent, after = nodes.place_near(session.project, selected, {Kind.CLAIM})
        back = side.article if side.article.hasFocus() else None
        text = "" if passage else words
        if len(text) > LONGEST:
            count = _(
                "The clipboard holds {count} characters; a claim is a sentence or two. Import them as an article."
            )
            self._intents.refuse(side.article, count.format(count=f"{len(words):,}"))
            return
        self._editing.add(side, parent, Kind.CLAIM, passage=passage, text=text, after=after, back=back)

    # -- words dropped on the tree

    def drop_menu(self, side: Side, node_id: str, words: Words, point: QPoint) -> None:
        """What words become that were dropped on a node (or, without one, a claim at the top at once)."""
        session = self._intents.session
        if session is None or side.case is None:
            return
        passage = None
        if words.article == side.case.article_id:
            text = session.project.text(words.article)
            if 0 <= words.start < words.end and text[words.start : words.end] == words.text:
                passage = words.start, words.end  # else the text was corrected on the way
        if not node_id:
            self._add_dropped(side, None, Kind.CLAIM, words.text, passage)
            return
        menu = QMenu(self._intents.window)
        node = session.project.node(node_id)
        if passage is not None:
            menu.addAction(
                _("&Add it to “{text}” as a passage").format(text=shorten(node.text, 40).replace("&", "&&")),
                lambda: self._give(side.tree_view(), node_id, [passage]),
            )
            menu.addSeparator()
        for kind in Kind:
            action = menu.addAction(_("New {kind} below").format(kind=_(PLAIN[kind])))
            action.setEnabled(may_hold(node.kind, kind))
            action.triggered.connect(
                lambda _on=False, kind=kind: self._add_dropped(side, node_id, kind, words.text, passage)
            )
        menu.setActiveAction(next(action for action in menu.actions() if action.isEnabled()))
        open_menu(menu, point)

    def _add_dropped(
        self, side: Side, parent: str | None, kind: Kind, text: str, passage: tuple[int, int] | None
    ) -> None:
        self._intents.place = side.tree_view()
        self._editing.add(side, parent, kind, text="" if passage else text, passage=passage)

    def remove_passage(self, anchor_id: str) -> None:
        """Asked for in the node panel."""
        self._edit(self._intents.window.focusWidget() or self._intents.window, passages.remove_passage, anchor_id)

    def go_to_passage(self, anchor_id: str) -> None:
        session = self._intents.session
        anchor = session.project.entity("anchor", anchor_id) if session is not None else None
        if session is None or anchor is None:
            return
        side = self._intents.split.side_of(anchor.node_id)
        if side is not None and side.case is not None and side.case.article_id != anchor.article_id:
            # its node came from another case; its words are where they were
            others = (each for each in self._intents.split.sides() if each.case is not None)
            side = next((each for each in others if each.case.article_id == anchor.article_id), None)
            if side is None:
                title = shorten(session.project.article(anchor.article_id).title)
                self._tell(_("The passage stands in “{title}”, which is not on show.").format(title=title))
        if side is not None:
            self._intents.split.show_side(side)
            side.show_text()
            side.article.reveal(anchor.start)

"""From two nodes to a link between them: marked one after the other, or one let go on the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.authoring import issues, links
from models.comparison import far_end
from models.entities import CHALLENGES, LinkKind
from models.messages import _, shorten
from ui.intents.intents import Intents
from ui.link_menu import KindMenu
from ui.session import Session
from ui.side import Side

WORDS = 28  # code points of a node at the head of the menu
INSIDE = QPoint(24, 26)  # where a menu opens in a view that does not show what it is about


class Linking(QObject):
    """Asks for the kind of link between two nodes and makes it."""

    linked = Signal(str)  # a link that was made here

    def __init__(self, intents: Intents) -> None:
        super().__init__(intents)
        self._intents = intents
        self._theme = intents.split.left.article.theme
        self._last = LinkKind.REBUTS  # the kind that was used last is offered first
        self._marking: Session | None = None  # the session whose marked node is shown
        for side in intents.split.sides():
            for view in (side.article, *side.tree_views()):
                view.link_dropped.connect(
                    lambda source, target, point, view=view: self.ask(source, target, point, view)
                )
            side.article.drop_refused.connect(
                lambda sentence, article=side.article: intents.refuse_drop(article, sentence)
            )

    # -- marked one after the other

    def mark_or_link(self) -> None:
        """First press: remember the selected node. Second press, on another node: choose how they are linked."""
        session = self._intents.session
        if session is None:
            return
        selected = session.selected_node
        side = self._intents.split.side_of(selected)
        if selected is None or side is None:
            session.refused.emit(_("Select a node first."))
        elif session.marked_node is None:
            self._mark(session, selected)
        elif session.marked_node == selected:
            self.forget_mark()
        else:
            self.ask(session.marked_node, selected, self._place_of(side, selected), self._view_of(side))

    def _mark(self, session: Session, node_id: str) -> None:
        session.mark(node_id)
        text = shorten(session.project.node(node_id).text)
        words = _("“{text}” waits for its partner: select that and press Ctrl+L again. Escape takes the mark away.")
        session.told.emit(words.format(text=text))
        self._marking = session
        session.changed.connect(self._show_mark)
        session.destroyed.connect(self._show_mark)
        self._intents.window.installEventFilter(self)
        self._show_mark()

    def forget_mark(self) -> None:
        """Nothing is to be linked any more."""
        session = self._intents.session
        if session is not None and session.marked_node is not None:
            session.mark(None)
            self._show_mark()
            session.told.emit(_("The mark was taken away."))

    def _show_mark(self) -> None:
        """Where the marked node stands it has a dashed frame, as long as it is marked."""
        session = self._intents.session
        marked = session.marked_node if session is not None and session is self._marking else None
        for side in self._intents.split.sides():
            for view in (side.article, *side.tree_views()):
                view.set_marked_node(marked)
        if marked is None and self._marking is not None:
            self._intents.window.removeEventFilter(self)
            if self._marking is session:
                session.changed.disconnect(self._show_mark)
                session.destroyed.disconnect(self._show_mark)
            self._marking = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Escape, when it has come up to the window because nothing else wanted it."""
        key = event.key() if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else 0
        if key == Qt.Key.Key_Escape:
            self.forget_mark()
        return False

    def _view_of(self, side: Side) -> QWidget:
        return side.tree_view() if side.tree_view().isVisible() else side.article

    def _place_of(self, side: Side, node_id: str) -> QPoint:
        """Below the node where it is shown, in global pixels."""
        box = side.node_box(node_id)
        if box is not None:
            return box.bottomLeft() + QPoint(INSIDE.x(), 1)
        port = side.article.viewport()
        span = side.article.passage_span(node_id) if side.article.isVisible() else None
        if span is not None and 0 <= span[1] <= port.height():
            return port.mapToGlobal(QPoint(side.article.columns.text_x, span[1] + 1))
        focus = self._intents.window.focusWidget() or self._intents.window
        return (port if side.article.isVisible() else focus).mapToGlobal(INSIDE)

    # -- how they are linked

    def ask(self, source: str, target: str, point: QPoint, place: QWidget | None = None) -> None:
        """A menu of the kinds of link from one node to another. `place`: the view that it was asked for in."""
        session = self._intents.session
        if session is None or not all(session.project.is_visible(each) for each in (source, target)):
            return
        self._intents.place = place or self._intents.window.focusWidget() or self._intents.window
        texts = {end: shorten(session.project.node(end).text, WORDS) for end in (source, target)}
        head = _("“{source}” … “{target}”").format(source=texts[source], target=texts[target])
        menu = KindMenu(self._theme, head, self._answers(session, source, target), self._intents.window)
        menu.chosen.connect(lambda kind: self.link(source, target, LinkKind(kind)))
        menu.answered.connect(lambda link_id: self.answer(source, link_id))
        menu.open_at(point, self._last)

    def _answers(self, session: Session, source: str, target: str) -> list[tuple[str, str]]:
        """What the other node says against anything: each could be answered."""
        found = []
        for link in session.project.links_of(target):
            replies = link.kind in CHALLENGES or link.kind is LinkKind.ANSWERS
            if replies and link.source_id == target and source != target:
                text = session.project.node(far_end(session.project, link)).text
                found.append((link.id, shorten(text, 32)))
        return found

    def link(self, source: str, target: str, kind: LinkKind) -> None:
        """Link two nodes; the link comes to the front, and what the clash table notes of either is noted of it."""
        session = self._intents.session
        if session is None:
            return
        author = session.workspace.annotator
        session.do(
            lambda reader: issues.link_row(reader, source, target, kind, author=author),
            then=lambda link_id: self._made(link_id, source, target, kind),
        )

    def answer(self, source: str, link_id: str) -> None:
        """Reply to a link that challenges, or to an answer."""
        session = self._intents.session
        if session is None:
            return
        author = session.workspace.annotator
        session.do(
            lambda reader: links.answer_link(reader, source, link_id, author=author),
            then=lambda made: self._made(made, source, "", None),
        )

    def _made(self, link_id: str, source: str, target: str, kind: LinkKind | None) -> None:
        session = self._intents.session
        if session is None:
            return
        self._last = kind or self._last
        if session.marked_node in (source, target):
            session.mark(None)
            self._show_mark()
        ends = (source, target)
        session.select_link(link_id, session.selected_node if session.selected_node in ends else None)
        self.linked.emit(link_id)

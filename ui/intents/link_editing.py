"""From what a person asks of a link that is there to one edit of the session each; and the card of a link."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from models.authoring import links
from models.comparison import far_end, place
from models.entities import CHALLENGES, Link, LinkKind
from models.errors import UserError
from models.messages import _, shorten
from ui.compare.link_card import LinkCard
from ui.intents.intents import Intents
from ui.panel.describe_links import link_facts
from ui.picker import Picker
from ui.picker_rows import PickRow
from ui.session import Session

SPOT = 16  # pixels of a curve that its card stands beside
WORDS = 40  # code points of a point in a menu


class LinkEditing(QObject):
    """Opens the card of a link, and performs what cards, menus and lists of links ask for."""

    def __init__(self, intents: Intents) -> None:
        super().__init__(intents)
        self._intents = intents
        theme = intents.split.left.article.theme
        self._followed: Session | None = None
        self._answered = ""  # the link that the picker asks an answer to
        self.card = LinkCard(theme, intents.window)
        self._picker = Picker(theme, intents.window)
        self._picker.picked.connect(lambda node_id: self._answer(self._answered, node_id))
        self._connect_card()

    def _connect_card(self) -> None:
        card = self.card
        card.kind_requested.connect(lambda link_id, kind: self.change_kind(link_id, kind, card.kinds))
        card.flip_requested.connect(lambda link_id: self.edit(card.relation, links.flip_link, link_id))
        card.strength_requested.connect(lambda link_id, s: self.edit(card.strengths, links.change_strength, link_id, s))
        card.note_committed.connect(self.commit_note)
        card.note_drafted.connect(self.draft_note)
        card.note_discarded.connect(self.drop_note)
        card.delete_requested.connect(self._delete_from_card)
        card.answer_requested.connect(self.ask_answer)
        card.card_requested.connect(self._next_card)
        card.go_requested.connect(self._go_from_card)

    # -- going

    def go_to_link(self, link_id: str) -> None:
        """Select the other end of a link of the selected node, or its source."""
        session, link = self._intents.session, self.link(link_id)
        if session is None or link is None:
            return
        far = far_end(session.project, link)
        self._go(session, link_id, far if session.selected_node == link.source_id else link.source_id)

    def _go(self, session: Session, link_id: str, node_id: str) -> None:
        """Show a node; the link stays in front. Where its case is not on show, that is said."""
        self._intents.place = self._intents.window
        if self._intents.split.side_of(node_id) is None:
            case = session.project.case(session.project.node(node_id).case_id)
            session.told.emit(_("The node is in “{case}”, which is not on show.").format(case=shorten(case.name)))
            return
        same = node_id == session.selected_node
        session.select_link(link_id, node_id)
        if same:  # nobody is told of a selection
            self._intents.split.show_selection(node_id, origin=self._intents.window)

    def _go_from_card(self, node_id: str) -> None:
        session, facts = self._intents.session, self.card.facts
        if session is None or facts is None:
            return
        side = self._intents.split.side_of(node_id)
        if side is not None:
            self.card.put_away()
        self._go(session, facts.link_id, node_id)
        if side is not None and side.isVisible():
            side.take_focus(in_tree=True)

    def link(self, link_id: str) -> Link | None:
        session = self._intents.session
        link = session.project.entity("link", link_id) if session is not None else None
        return link if session is not None and link is not None and session.project.link_is_visible(link) else None

    # -- the card

    def on_curve(self, link_id: str) -> None:
        """A press on a curve of the gutter: the link comes to the front, and its card opens."""
        session = self._intents.session
        if session is None:
            return
        spot = self._spot_of(link_id)  # where the pointer is, before anything comes to another height
        self._intents.place = self._intents.split.gutter
        session.select_link(link_id, session.selected_node)
        self.open_card(link_id, spot or self.place_of_link(link_id))

    def edit_front(self) -> None:
        """Open the card of the link in front."""
        session = self._intents.session
        if session is None:
            return
        if session.front_link is None:
            needed = _("Select a node first.") if session.selected_node is None else _("This node has no link yet.")
            self._intents.refuse(self._intents.window.focusWidget() or self._intents.window, needed)
            return
        self.open_card(session.front_link, self.place_of_link(session.front_link))

    def open_card(self, link_id: str, at: QRect, *, in_note: bool = False) -> None:
        """Open the card of a link beside a place in global pixels."""
        session = self._intents.session
        facts = link_facts(session, link_id) if session is not None else None
        if session is None or facts is None:
            if session is not None:
                session.refused.emit(str(UserError("missing.row")))
            return
        self._follow(session)
        window = self._intents.window
        self.card.open_at(facts, QRect(window.mapFromGlobal(at.topLeft()), at.size()), in_note=in_note)

    def place_of_link(self, link_id: str) -> QRect:
        """Where a link can be seen, in global pixels: its curve, else the selected node, else where the keys are."""
        spot = self._spot_of(link_id)
        if spot is not None:
            return spot
        split, session = self._intents.split, self._intents.session
        node_id = session.selected_node if session is not None else None
        side = split.side_of(node_id)
        box = side.node_box(node_id) if side is not None and node_id is not None and side.isVisible() else None
        if box is not None:
            return QRect(box.center().x(), box.top(), 1, box.height())
        focus = self._intents.window.focusWidget() or self._intents.window
        return _around(focus.mapToGlobal(focus.rect().center()))

    def _spot_of(self, link_id: str) -> QRect | None:
        """The badge or the middle of a link's curve, in global pixels; None where it has none."""
        gutter = self._intents.split.gutter
        for plan in gutter.plans() if gutter.isVisible() else ():
            for curve in plan.curves:
                if link_id == curve.link_id or link_id in {link.link_id for link in curve.links}:
                    middle = curve.badge or curve.middle or curve.at(0.5)
                    return _around(gutter.mapToGlobal(QPointF(*middle).toPoint()))
        return None

    def _next_card(self, link_id: str) -> None:
        """The card of an answer, where that of the link stood."""
        at = self.card.geometry()
        self.card.finish()
        self.open_card(link_id, QRect(self.card.parentWidget().mapToGlobal(at.topLeft()), QSize(1, 1)))

    def _delete_from_card(self, link_id: str) -> None:
        self.card.close_card()
        self.edit(self._intents.window.focusWidget() or self._intents.window, links.remove_link, link_id)

    def finish(self) -> None:
        """The window closes, or another project opens: what is being typed is kept."""
        self.card.put_away()

    def _follow(self, session: Session) -> None:
        if session is self._followed:
            return
        self._followed = session
        session.changed.connect(self._on_changed)
        session.destroyed.connect(self._forget)

    def _forget(self) -> None:
        if self._followed is not self._intents.session:
            self._followed = None

    def _on_changed(self) -> None:
        """The card follows every edit, undo too, and goes with its link."""
        session, shown = self._intents.session, self.card.facts
        if session is None or session is not self._followed or shown is None:
            return
        facts = link_facts(session, shown.link_id)
        if facts is None:
            self.card.close_card()
        else:
            self.card.show_facts(facts)

    # -- edits

    def edit(self, view: QWidget, making: object, *arguments: object) -> None:
        self._intents.edit(view, making, *arguments)  # type: ignore[arg-type]

    def change_kind(self, link_id: str, kind: str, view: QWidget) -> None:
        link = self.link(link_id)
        if link is not None and link.kind != kind:
            self.edit(view, links.change_kind, link_id, LinkKind(kind))

    def commit_note(self, link_id: str, text: str) -> None:
        """The note's editor closed: one edit, and its draft goes in the same transaction."""
        session = self._intents.session
        if session is None:
            return
        drafts = session.close_draft(link_id, "note")
        session.do(
            lambda reader: links.change_note(reader, link_id, text),
            drafts=drafts,
            otherwise=lambda error: self._keep_typed(error, link_id, text),
        )

    def _keep_typed(self, error: UserError, link_id: str, text: str) -> None:
        """It could not be written: what was typed is not lost."""
        session = self._intents.session
        if session is None:
            return
        if error.message.key == "missing.row":
            QGuiApplication.clipboard().setText(text)
            session.told.emit(_("The link is gone; what you typed is in the clipboard."))
        elif error.message.key.startswith("project."):
            session.draft("link", link_id, "note", text)
            if self.card.facts is not None and self.card.facts.link_id == link_id:
                self.card.note.offer_draft(text)

    def draft_note(self, link_id: str, text: str) -> None:
        if self._intents.session is not None:
            self._intents.session.draft("link", link_id, "note", text)

    def drop_note(self, link_id: str) -> None:
        if self._intents.session is not None:
            self._intents.session.drop_draft(link_id, "note")

    # -- answers

    def ask_answer(self, link_id: str, at: QRect) -> None:
        """Which node of the attacked side replies to a link."""
        session, link = self._intents.session, self.link(link_id)
        if session is None or link is None:
            return
        if link.kind not in CHALLENGES and link.kind is not LinkKind.ANSWERS:
            self._intents.refuse(
                self._intents.window.focusWidget() or self._intents.window,
                str(UserError("rule.answer_needs_challenge")),
            )
            return
        project = session.project
        case_id = project.node(far_end(project, link)).case_id
        taken = {link.source_id, *(answer.source_id for answer in project.answers(link_id))}
        rows = [
            PickRow(node.id, node.text, place(project, node.id), str(node.kind))
            for node, _depth in project.walk(case_id)
            if node.id not in taken
        ]
        self._answered = link_id
        self._picker.ask(rows, _("Which node answers this?"), at)

    def _answer(self, link_id: str, node_id: str) -> None:
        session = self._intents.session
        if session is not None:
            author = session.workspace.annotator
            view = self.card.state if self.card.is_open else self._intents.window
            self._intents.edit(view, lambda reader: links.answer_link(reader, node_id, link_id, author=author)[0])


def _around(point: QPoint) -> QRect:
    return QRect(point - QPoint(SPOT // 2, SPOT // 2), QSize(SPOT, SPOT))

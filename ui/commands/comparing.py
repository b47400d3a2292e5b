"""Going through a pairing point by point: links, partners, unanswered claims; and what keeps both sides together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from models.comparison import UNANSWERED
from models.crossing import ends, links_in_order, place_in_tree
from models.entities import Link
from models.messages import _, shorten
from models.project import Project
from ui.compare.aligning import Aligner
from ui.compare.locking import Locking
from ui.compare.words import relation
from ui.intents.intents import Intents
from ui.session import Session
from ui.side import Side


class Comparing(QObject):
    """Handlers of ui.actions.ACTIONS. What is asked for here is aligned whether or not clicks align."""

    def __init__(self, intents: Intents, aligner: Aligner, locking: Locking) -> None:
        super().__init__(intents)
        self._intents = intents
        self._split = intents.split
        self._aligner = aligner
        self._locking = locking
        self._followed: Session | None = None
        self._ordered: dict[str, list[tuple[Link, str]]] = {}  # by case, until something changes
        head = intents.split.head
        head.lock_toggled.connect(self.lock_scrolling)
        locking.changed.connect(head.set_locked)
        locking.available_changed.connect(head.set_lockable)

    # -- links

    def next_link(self) -> None:
        self._step_link(1)

    def previous_link(self) -> None:
        self._step_link(-1)

    def _step_link(self, by: int) -> None:
        """The next link of the pairing, in the reading order of the side that has the keys."""
        session, side = self._intents.session, self._intents.side()
        if session is None or side.case is None:
            return
        project, ordered = session.project, self._links_in_order(session, side.case.id)
        if not ordered:
            session.told.emit(_no_links(session))
            return
        ids = [link.id for link, _end in ordered]
        here = ids.index(session.front_link) if session.front_link in ids else None
        at, is_round = _stepped([end for _link, end in ordered], here, by, session, side)
        link, end = ordered[at]
        self._show_link(session, link, end)
        self._aligner.ease(end)
        source, target = (shorten(project.node(each).text, 40) for each in ends(project, link))
        words = {"source": source, "relation": relation(str(link.kind)), "target": target}
        told = _("Link {number} of {count}: “{source}” {relation} “{target}”")
        if is_round:
            told = _("Round again. Link {number} of {count}: “{source}” {relation} “{target}”")
        session.told.emit(told.format(number=at + 1, count=len(ordered), **words))

    def _links_in_order(self, session: Session, case_id: str) -> list[tuple[Link, str]]:
        """The links between the two sides that the filter keeps, each with its end in a case."""
        if session is not self._followed:
            self._followed = session
            for signal in (session.changed, session.pairing_changed, session.filter_changed):
                signal.connect(self._forget)
            self._ordered.clear()
        if case_id not in self._ordered:
            project, keeps = session.project, session.found.keeps_link
            shown = [project.link(link.link_id) for link in self._split.link_ends() if keeps(link.link_id)]
            self._ordered[case_id] = links_in_order(project, shown, case_id)
        return self._ordered[case_id]

    def _forget(self) -> None:
        self._ordered.clear()

    def _show_link(self, session: Session, link: Link, end: str) -> None:
        """Select an end of a link and bring the other to its height."""
        self._intents.place = self._intents.window
        same = end == session.selected_node
        session.select_link(link.id, end)
        if same:  # nobody is told of a selection: what is selected comes back in sight all the same
            self._split.show_selection(end, origin=self._intents.window)
        self._aligner.ask()

    # -- partners

    def next_partner(self) -> None:
        """Bring the next partner of the selected node to its height."""
        session = self._intents.session
        if session is None or not self._has_partner(session):
            return
        session.step_partner(1)
        self._aligner.ask()
        partners = session.front.partners
        at = session.front.at or 0
        link, other = partners[at]
        words = relation(str(link.kind), link.source_id == session.selected_node)
        session.told.emit(
            _("Partner {number} of {count}: {relation} “{text}”").format(
                number=at + 1,
                count=len(partners),
                relation=words,
                text=shorten(session.project.node(other).text, 60),
            )
        )

    def go_to_partner(self) -> None:
        """Select the partner that stands beside the selected node; the keys go there with it."""
        session = self._intents.session
        if session is None or not self._has_partner(session):
            return
        link_id, partner = session.front_link, session.partner
        assert link_id is not None and partner is not None
        before = self._split.side_of_focus()
        focus = self._split.window().focusWidget()
        in_tree = before is not None and any(view.isAncestorOf(focus) or view is focus for view in before.tree_views())
        self._show_link(session, session.project.link(link_id), partner)
        there = self._split.side_of(partner)
        if before is not None and there is not None and there is not before:
            there.take_focus(in_tree)

    def _has_partner(self, session: Session) -> bool:
        if session.selected_node is None:
            session.told.emit(_("Select a node first."))
        elif session.partner is None:
            session.told.emit(_("This node has no link."))
        return session.partner is not None

    # -- claims

    def next_unanswered(self) -> None:
        self._step_unanswered(1)

    def previous_unanswered(self) -> None:
        self._step_unanswered(-1)

    def _step_unanswered(self, by: int) -> None:
        """The next claim, of the side that has the keys, to which the other side has said nothing."""
        session, side = self._intents.session, self._intents.side()
        if session is None or side.case is None:
            return
        if session.pairing is None:
            session.told.emit(_("Claims are answered or not once two cases are paired."))
            return
        keeps = session.found.keeps_node
        walked = (node.id for node, _depth in session.project.walk(side.case.id))
        open_ones = [each for each in walked if session.status(each) == UNANSWERED and keeps(each)]
        if not open_ones:
            session.told.emit(_no_claims(session))
            return
        here = open_ones.index(session.selected_node) if session.selected_node in open_ones else None
        at, is_round = _stepped(open_ones, here, by, session, side)
        self._intents.select(open_ones[at])
        self._aligner.ease(open_ones[at])
        told = _("Unanswered {number} of {count}: “{text}”")
        if is_round:
            told = _("Round again. Unanswered {number} of {count}: “{text}”")
        text = shorten(session.project.node(open_ones[at]).text, 60)
        session.told.emit(told.format(number=at + 1, count=len(open_ones), text=text))

    # -- both sides together

    def lock_scrolling(self, on: bool) -> None:
        session = self._intents.session
        self._locking.set_locked(on)
        if session is None:
            return
        if self._locking.is_locked:
            session.told.emit(_("Scrolling is locked: linked points come by together."))
        elif on:
            session.told.emit(_("Scrolling locks where two texts or two trees stand side by side."))
        else:
            session.told.emit(_("Each side scrolls by itself."))

    def align_on_click(self, on: bool) -> None:
        self._aligner.set_on(on)

    def update_checks(self, actions: dict[str, QAction]) -> None:
        """Before a menu opens: ticks as things stand."""
        actions["lock_scrolling"].setChecked(self._locking.is_locked)
        actions["align_on_click"].setChecked(self._aligner.is_on)


def _stepped(nodes: Sequence[str], here: int | None, by: int, session: Session, side: Side) -> tuple[int, bool]:
    """Which of some nodes in reading order comes next, and whether that goes round. `here`: the one that is shown;
    without it one goes on from the selected node, or begins at the first (or last)."""
    at = here
    if at is None:
        at = _before(session.project, nodes, session.selected_node if side.owns(session.selected_node) else None, by)
    at += by
    return at % len(nodes), not 0 <= at < len(nodes)


def _before(project: Project, nodes: Sequence[str], node_id: str | None, by: int) -> int:
    """The place from which a step leads to the nearest of the nodes that way from another node."""
    if node_id is None:
        return -1 if by > 0 else len(nodes)
    place = place_in_tree(project, node_id)
    if by > 0:
        return sum(place_in_tree(project, each) < place for each in nodes) - 1
    return sum(place_in_tree(project, each) <= place for each in nodes)


def _no_links(session: Session) -> str:
    return _("The filter hides all links.") if session.found.hidden_links else _("There is no link yet.")


def _no_claims(session: Session) -> str:
    if session.filter.is_on:
        return _("The filter shows no unanswered claim on this side.")
    return _("No claim on this side is unanswered.")

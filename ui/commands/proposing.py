"""What the window does about proposed partners: keeps the index of words up to date, carries out what is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QAction

from models.authoring import dismissals
from models.candidates import dismissed, follow, gather, left_out
from models.edits import Edit
from models.entities import Pairing
from models.messages import _
from models.proposals import Likeness, Proposal
from ui.intents.intents import Intents
from ui.intents.linking import Linking
from ui.jobs import Jobs
from ui.proposals import telling
from ui.proposals.panel import Mode, ProposalPanel
from ui.session import Session

PAUSE = 120  # milliseconds after a selection or an edit before the list follows
PARTNERS, PAIRS = 12, 60  # how many are shown
SOME = 200  # changed points that are read without a job
ENOUGH = 1_000  # edits that are remembered for a hidden panel


class ProposalCommands(QObject):
    """Fills the panel while it is on show; nothing is read or compared while it is hidden."""

    def __init__(self, intents: Intents, linking: Linking, panel: ProposalPanel, jobs: Jobs) -> None:
        super().__init__(intents)
        self._intents, self._linking, self._panel, self._jobs = intents, linking, panel, jobs
        self._session: Session | None = None
        self._about: str | None = None  # the node whose partners are shown
        self._going = False  # the selection moves because the panel asked for it: the list stays
        self._index: Likeness | None = None
        self._index_of: tuple[str, ...] = ()  # pairing and cases
        self._best: list[Proposal] | None = None
        self._best_is_old = False
        self._busy = self._writing = False  # a job reads the index; it changes it
        self._edits: list[Edit] = []  # what was done since the index was brought up to date
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.refresh)
        panel.shown.connect(self._on_shown)
        panel.mode_changed.connect(self.refresh)
        panel.link_requested.connect(self._link)
        panel.dismissed.connect(self._dismiss)
        panel.taken_back.connect(self._take_back)
        panel.node_chosen.connect(self._go)
        panel.pair_chosen.connect(self._go_to_both)

    # -- the session on show

    @property
    def session(self) -> Session | None:
        return self._session

    @session.setter
    def session(self, session: Session | None) -> None:
        self._session = session
        self._forget()
        self._about = None
        if session is not None:
            session.changed.connect(self._on_changed)
            session.selected.connect(self._on_selected)
            session.pairing_changed.connect(self._on_pairing)
            session.filter_changed.connect(self._on_pairing)
            self._about = session.selected_node
            self._pause.start()

    def _forget(self) -> None:
        self._index, self._index_of, self._best = None, (), None
        self._edits = []

    def _on_changed(self, edit: Edit, _entry: object) -> None:
        if self._index is not None or self._busy:
            self._edits.append(Edit(edit.label, edit.changes))  # without the texts that it may have brought in
        if len(self._edits) > ENOUGH and not self._busy:
            self._forget()  # the panel has been hidden for long: reading anew is as quick
        self._pause.start()

    def _on_pairing(self) -> None:
        self._best_is_old = True
        self._pause.start()

    def _on_selected(self, node_id: str | None) -> None:
        if not self._going:
            self._about = node_id
            if self._panel.mode() is Mode.POINT:
                self._pause.start()

    def _on_shown(self) -> None:
        if self._session is not None:
            self._about = self._session.selected_node
        self.refresh()

    # -- the action

    def show_proposals(self, on: bool) -> None:
        """Show the panel with the keys in it, or put it away."""
        if not on and self._panel.isAncestorOf(self._intents.window.focusWidget() or self._intents.window):
            self._intents.side().take_focus(in_tree=True)
        self._panel.setVisible(on)
        if on:
            self._panel.setFocus()

    def update_checks(self, actions: dict[str, QAction]) -> None:
        """Before a menu opens: the tick as things stand."""
        actions["show_proposals"].setChecked(not self._panel.isHidden())

    # -- what the panel asks for

    def _link(self, node_id: str, other_id: str, point: QPoint) -> None:
        self._intents.place = self._panel.list
        self._linking.ask(node_id, other_id, point, self._panel.list)

    def _dismiss(self, node_id: str, other_id: str) -> None:
        author = self._session.workspace.annotator if self._session is not None else ""
        self._intents.edit(self._panel.list, dismissals.dismiss, node_id, other_id, author)
        self.refresh()

    def _take_back(self, node_id: str, other_id: str) -> None:
        self._intents.edit(self._panel.list, dismissals.take_back, node_id, other_id)
        self.refresh()

    def _go(self, node_id: str) -> None:
        """Show a partner; the list stays with the point that it is about."""
        self._going = True
        self._intents.select(node_id)
        self._going = False

    def _go_to_both(self, node_id: str, other_id: str) -> None:
        self._go(other_id)
        self._go(node_id)

    # -- the list

    def refresh(self) -> None:
        """Bring the panel up to date, if it is on show."""
        self._pause.stop()
        session, panel = self._session, self._panel
        if panel.isHidden():
            return
        pairing = session.pairing if session is not None else None
        if session is None or pairing is None:
            self._forget()
            panel.set_heading(_("Points that share words"))
            panel.set_dismissed(0)
            panel.say(_("Lay two cases side by side first: partners are sought in the other case."))
            return
        if self._is_up_to_date(session, pairing):
            self._fill(session, pairing)

    def _is_up_to_date(self, session: Session, pairing: Pairing) -> bool:
        """Whether the index holds the words as they are; if not, that is under way, and `refresh` follows."""
        if self._busy:  # what has changed meanwhile is read afterwards
            return not self._writing and self._index is not None and self._index_of == _key(pairing)
        if self._index is None or self._index_of != _key(pairing):
            self._forget()
            gathered = gather(session.project, pairing)
            self._panel.set_heading(_("Points that share words"))
            self._panel.say(_("Reading the words of both cases…"))
            self._writing = True
            self._run(session, partial(Likeness.of, gathered), lambda index: self._have(index, _key(pairing)))
            return False
        if self._edits:
            edits, self._edits = self._edits, []
            index, gathered = self._index, follow(session.project, pairing, self._index.gathered, edits)
            if index.changes(gathered) > SOME:
                self._writing = True
                self._run(session, lambda: index.update(gathered), self._updated)
                return False
            index.update(gathered)
            self._updated()
        return True

    def _have(self, index: Likeness, key: tuple[str, ...]) -> None:
        self._index, self._index_of = index, key

    def _updated(self, _count: int = 0) -> None:
        self._best_is_old = True

    def _run(self, session: Session, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """One job at a time; the panel follows when it is done, unless another project is on show by then."""
        self._busy = True

        def done(result: Any) -> None:
            self._busy = self._writing = False
            if self._session is session:
                then(result)
            self.refresh()

        def failed(error: Exception) -> None:
            self._busy = self._writing = False
            raise error

        self._jobs.run(work, done, failed)

    def _fill(self, session: Session, pairing: Pairing) -> None:
        index, panel, project = self._index, self._panel, session.project
        assert index is not None
        gone = dismissed(project, pairing)
        panel.set_dismissed(len(gone))
        index.left_out = left_out(project, pairing)
        mode = panel.mode()
        if mode is Mode.DISMISSED:
            panel.set_heading(_("Pairs that are no partners"))
            panel.say(_("No proposal was dismissed. What you dismiss is listed here and can be taken back."))
            panel.set_rows(telling.dismissed(project, gone, pairing.left_case_id))
        elif mode is Mode.POINT and self._other_case(pairing) is not None:
            self._show_partners(session, pairing)
        else:
            self._show_pairs(session)

    def _other_case(self, pairing: Pairing) -> str | None:
        """The case in which partners of the selected node are sought; None without such a node."""
        if self._index is None or self._about is None:
            return None
        if self._about in self._index.gathered.left:
            return pairing.right_case_id
        return pairing.left_case_id if self._about in self._index.gathered.right else None

    def _show_partners(self, session: Session, pairing: Pairing) -> None:
        index, project, node_id = self._index, session.project, self._about
        case_id = self._other_case(pairing)
        assert index is not None and node_id is not None and case_id is not None
        name = project.case(case_id).name
        self._panel.set_heading(telling.heading(name, project.node(node_id).text))
        found = index.partners(node_id, PARTNERS, session.found.nodes)
        if not found:
            self._panel.say(self._why_none(session, node_id, name), _("Show all pairs"))
        else:
            self._panel.set_rows(telling.proposed(project, index, found, both=False))

    def _why_none(self, session: Session, node_id: str, case_name: str) -> str:
        index = self._index
        assert index is not None
        if session.found.nodes is not None and index.partners(node_id, 1):
            return _("The filters hide every point that shares words with this one.")
        if index.partners(node_id, 1, everything=True):
            return _("Every point that shares words with this one is linked with it or was dismissed.")
        return _("No point of “{case}” shares an uncommon word with this one.").format(case=case_name)

    # -- all pairs

    def _show_pairs(self, session: Session) -> None:
        index, kept = self._index, session.found.nodes
        assert index is not None
        self._panel.set_heading(_("Pairs that share words"))
        if (self._best is None or self._best_is_old) and not self._busy:
            self._best_is_old = False
            self._run(session, lambda: index.best(PAIRS, kept), self._have_best)
        if self._best is None:
            if self._panel.list.rows.rowCount() == 0:
                self._panel.say(_("Looking for pairs…"))
            return
        still = [each for each in self._best if frozenset((each.node_id, each.other_id)) not in index.left_out]
        if still:
            self._panel.set_rows(telling.proposed(session.project, index, still, both=True))
        else:
            self._panel.say(self._why_no_pairs(session))

    def _have_best(self, best: list[Proposal]) -> None:
        self._best = best

    def _why_no_pairs(self, session: Session) -> str:
        index = self._index
        assert index is not None
        for side in (index.gathered.left, index.gathered.right):
            if not side:
                return _("One of the two cases has no points yet.")
        if session.found.nodes is not None:
            return _("No two points that the filters keep share an uncommon word and are not linked yet.")
        if index.left_out:
            return _("All pairs that share uncommon words are linked or were dismissed.")
        return _("No points of the two cases share an uncommon word.")


def _key(pairing: Pairing) -> tuple[str, ...]:
    return pairing.id, pairing.left_case_id, pairing.right_case_id

"""What the entry Find in the project of the Edit menu does, and going to what was found."""

from __future__ import annotations

from collections.abc import Callable

from models.entities import Anchor
from storage.searching import Hit
from ui.commands.windows import WindowCommands
from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.search.finder import Finder
from ui.session import Session
from ui.side import Side
from ui.theme import Theme


class SearchCommands(WindowCommands):
    """Handlers of rows of ui.actions.ACTIONS. `show_case` puts a case on a side; `finder` follows the session."""

    def __init__(self, intents: Intents, show_case: Callable[[Side, str], None], jobs: Jobs, theme: Theme) -> None:
        super().__init__(intents, jobs, theme)
        self._show_case = show_case
        self.finder = Finder(jobs, self)
        self._typed = ""

    def find_everywhere(self) -> None:
        """Find words in the whole project; what was asked last stands there still."""
        from ui.search.window import SearchDialog

        session = self._intents.session
        if session is None or self.dialog is not None:
            return
        dialog = SearchDialog(self._theme, session, self.finder, self._typed, self._intents.window)
        dialog.chosen.connect(self._go_to)
        dialog.field.textChanged.connect(self._keep)
        self._open(dialog)

    def replace_in_nodes(self) -> None:
        """Replace words in the texts of nodes, after a look at what becomes of each."""
        from ui.search.replacing import ReplaceDialog

        session = self._intents.session
        if session is not None and self.dialog is None:
            self._open(ReplaceDialog(self._theme, session, parent=self._intents.window))

    def _keep(self, typed: str) -> None:
        self._typed = typed

    # -- going there

    def _go_to(self, hit: Hit) -> None:
        session = self._intents.session
        if session is None or not session.project.has(*hit.owner):
            return
        if hit.what == "pairing":
            session.show_pairing(hit.row)
        elif hit.what == "link":
            link = session.project.link(hit.row)
            self._show(session, session.project.node(link.source_id).case_id)
            session.select_link(hit.row)
        elif hit.what in ("article", "text"):
            self._go_to_text(session, hit)
        else:
            self._go_to_node(session, hit)

    def _go_to_node(self, session: Session, hit: Hit) -> None:
        node = hit.owner[1]
        side = self._show(session, session.project.node(node).case_id)
        self._intents.split.come_forward()
        self._intents.select(node)
        if side is None:
            return
        self._intents.split.show_selection(node)
        anchor = session.project.entity("anchor", hit.row) if hit.what == "passage" else None
        if isinstance(anchor, Anchor) and not side.article.isHidden():
            side.article.reveal(anchor.start)
        side.take_focus(in_tree=True)

    def _go_to_text(self, session: Session, hit: Hit) -> None:
        cases = [case.id for case in session.project.cases() if case.article_id == hit.row]
        shown = [case.id for case in session.sides() if case is not None]
        wanted = next((case for case in cases if case in shown), cases[0] if cases else None)
        side = self._show(session, wanted) if wanted is not None else None
        if side is None:
            return
        self._intents.split.come_forward()
        if side.article.isHidden():
            side.show_text()
        if hit.what == "text":
            side.article.reveal(hit.start)
            side.article.select(hit.start, hit.end)
        side.article.setFocus()

    def _show(self, session: Session, case_id: str) -> Side | None:
        """The side that shows a case: in the pairing on show, else in another that has it, else in a new one."""
        side = self._side_of(case_id)
        if side is None:
            pairing = next(
                (p for p in session.project.pairings() if case_id in (p.left_case_id, p.right_case_id)), None
            )
            if pairing is not None:
                session.show_pairing(pairing.id)
            else:
                self._show_case(self._intents.side(), case_id)
            side = self._side_of(case_id)
        return side

    def _side_of(self, case_id: str) -> Side | None:
        sides = self._intents.split.sides()
        return next((side for side in sides if side.case is not None and side.case.id == case_id), None)

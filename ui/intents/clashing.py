"""The clash table: it follows the session, and what a person does in it becomes one edit of the session each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect

from models.authoring import issues, links
from models.clashes import Row, Sort, clash_table
from models.comparison import touches_table
from models.edits import Edit
from models.entities import LinkKind
from models.project import Project
from ui.clash.floor import ClashFloor
from ui.intents.choosing import Choosing
from ui.intents.editing import Editing
from ui.intents.intents import Intents
from ui.intents.link_editing import LinkEditing
from ui.intents.linking import Linking

COLUMNS = ("why", "weighing")  # of a clash: what is typed


class Clashing(QObject):
    """Shows the table of the pairing on show, while it is on show itself."""

    def __init__(
        self,
        intents: Intents,
        floor: ClashFloor,
        editing: Editing,
        linking: Linking,
        link_editing: LinkEditing,
        choosing: Choosing,
    ) -> None:
        super().__init__(intents)
        self._intents = intents
        self._floor = floor
        self._view = view = floor.view
        self._linking = linking
        self._choosing = choosing
        self._is_stale = True
        self._pairing_id = ""  # whose table the view shows: words in it are of that one, whatever is on show by now
        view.installEventFilter(self)
        view.node_selected.connect(lambda node: intents.select(node, view))
        view.link_selected.connect(self._select_link)
        view.sort_changed.connect(lambda _sort, _descending: self.refresh())
        view.told.connect(self._tell)
        view.link_wanted.connect(self._ask_partner)
        view.link_dropped.connect(lambda source, target, point: linking.ask(source, target, point, view))
        view.reveal_requested.connect(self._reveal)
        view.empty_button_clicked.connect(intents.split.wanted)
        view.text_committed.connect(lambda node, text: editing.commit(node, "text", text, view))
        view.draft_changed.connect(lambda node, text: editing.draft(node, "text", text))
        view.edit_cancelled.connect(lambda node: editing.cancel(node, "text"))
        self._connect_links(link_editing)
        self._connect_rows()

    def _connect_links(self, link_editing: LinkEditing) -> None:
        view = self._view
        view.kind_requested.connect(lambda link, kind: self._edit(links.change_kind, link, LinkKind(kind)))
        view.flip_requested.connect(lambda link: self._edit(links.flip_link, link))
        view.strength_requested.connect(lambda link, strength: self._edit(links.change_strength, link, strength))
        view.delete_link_requested.connect(lambda link: self._edit(links.remove_link, link))
        view.delete_links_requested.connect(lambda several: self._edit(links.remove_links, several))
        view.card_requested.connect(link_editing.open_card)

    def _connect_rows(self) -> None:
        view, in_pairing = self._view, self._in_pairing
        view.issue_requested.connect(lambda heading, abouts: in_pairing(issues.add_issue, heading, abouts))
        view.issue_renamed.connect(lambda issue, heading: self._edit(issues.rename_issue, issue, heading))
        view.issue_moved.connect(lambda issue, steps: self._edit(issues.move_issue, issue, steps))
        view.issue_removed.connect(lambda issue: self._edit(issues.remove_issue, issue))
        view.rows_filed.connect(lambda abouts, issue, before: in_pairing(issues.file_rows, abouts, issue, before))
        view.note_requested.connect(self._note)
        view.note_draft.connect(self._draft)
        view.note_cancelled.connect(self._cancel)

    # -- what it shows

    def follow(self, edit: Edit | None) -> None:
        """After an edit, or (None) when another pairing is on show."""
        if edit is None or touches_table(edit):
            self.refresh()

    def refresh(self) -> None:
        """Make the table anew; one that is not on show waits until it is."""
        self._is_stale = True
        if self._view.isVisible():
            self._catch_up()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._catch_up()
        return False

    def _catch_up(self) -> None:
        session = self._intents.session
        pairing = session.pairing if session is not None else None
        if not self._is_stale or session is None or pairing is None:
            return
        self._is_stale = False
        left, right = (session.project.case(side) for side in (pairing.left_case_id, pairing.right_case_id))
        found = session.found

        def keeps(row: Row) -> bool:
            if row.link is not None:
                return found.keeps_link(row.link.id)
            return found.keeps_node(row.about)

        order = Sort(self._view.sort()), keeps, self._view.descending
        table = clash_table(session.project, pairing, *order, session.statuses())
        self._floor.head.show_table(table)
        self._view.set_table(session.project, table, left, right)
        self._pairing_id = pairing.id
        self.show_selection()

    def show_selection(self, _link: object = None) -> None:
        session = self._intents.session
        if session is not None and self._view.isVisible() and not self._is_stale:
            self._view.set_selection(session.selected_node, self._row_of(session.project, session.front_link))

    def _row_of(self, project: Project, link_id: str | None) -> str | None:
        """The link whose row tells of a link: for an answer that of the challenge it replies to."""
        link = project.entity("link", link_id or "")
        while link is not None and link.target_link_id is not None:
            link = project.entity("link", link.target_link_id)
        return link.id if link is not None else None

    # -- what a person does

    def _tell(self, sentence: str) -> None:
        if self._intents.session is not None:
            self._intents.session.told.emit(sentence)

    def _edit(self, making: Callable[..., Any], *arguments: Any) -> None:
        self._intents.edit(self._view, making, *arguments)

    def _in_pairing(self, making: Callable[..., Any], *arguments: Any) -> None:
        self._edit(making, self._pairing_id, *arguments)

    def _select_link(self, link_id: str, node_id: str) -> None:
        session = self._intents.session
        if session is not None:
            self._intents.place = self._view
            session.select_link(link_id, node_id or None)

    def _reveal(self, node_id: str) -> None:
        """Show a point in its text or tree."""
        self._intents.split.come_forward()
        self._intents.select(node_id)
        side = self._intents.split.side_of(node_id)
        if side is not None:
            self._intents.split.show_selection(node_id)
            side.take_focus(in_tree=True)

    def _ask_partner(self, node_id: str, at: QRect) -> None:
        """Pick a point of the other side, then how the two are linked."""
        session = self._intents.session
        if session is None:
            return
        here = session.project.node(node_id).case_id
        other = next((case for case in session.sides() if case is not None and case.id != here), None)
        if other is not None:
            self._choosing.choose_partner(
                other.id, at, lambda partner: self._linking.ask(node_id, partner, at.bottomLeft(), self._view)
            )

    def _note(self, about: str, columns: dict[str, str]) -> None:
        session = self._intents.session
        if session is None:
            return
        self._intents.place = self._view
        pairing = self._pairing_id
        drafts = [draft for column in columns if column in COLUMNS for draft in session.close_draft(about, column)]
        session.do(
            lambda reader: issues.note_row(reader, pairing, about, **columns),
            drafts=drafts,
            otherwise=lambda _error: self._keep_typed(about, columns),
        )

    def _keep_typed(self, about: str, columns: dict[str, str]) -> None:
        """The file could not be written, or the row has gone meanwhile: what was typed stays as a draft."""
        for column in COLUMNS:
            if columns.get(column):
                self._draft(about, column, columns[column])

    def _draft(self, about: str, column: str, text: str) -> None:
        session = self._intents.session
        if session is not None:
            table = "link" if session.project.has("link", about) else "node"
            session.draft(table, about, column, text)

    def _cancel(self, about: str, column: str) -> None:
        if self._intents.session is not None:
            self._intents.session.drop_draft(about, column)

"""One open project as the window sees it: performs edits, keeps the selection, and tells everybody.

Views emit intents; the window calls the session; the session performs one edit and emits `changed` once.
"""

from __future__ import annotations

import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from models.comparison import answer_statuses, challenge_states, touches_statuses, touches_tags
from models.crossing import ends, partners_in_order
from models.edits import Edit
from models.entities import Case, Pairing, from_row, now
from models.errors import Busy, UserError
from models.filtering import Filter, Found, sift
from models.ports import Draft, Entry
from models.project import Project
from models.texts import storable_text
from models.workspace import Making, Workspace
from storage.opened import Opened
from ui.filter_state import FilterState
from ui.front import Front, Partners

RETRY = 40  # milliseconds between tries while another program holds the file
TRIES = 50
LAST_WAIT = 2.0  # seconds that closing waits for edits held up by another program
DRAFT_DELAY = 500  # milliseconds from a key to its draft row


@dataclass(slots=True)
class _Task:
    """Something that needs the file, and how often it may still be tried."""

    work: Callable[[], Any]
    then: Callable[[Any], None] | None = None
    otherwise: Callable[[UserError], None] | None = None
    tries: int = TRIES


class Session(QObject):
    """`changed(edit, entry)` once an edit has landed; `refused(sentence)` when one could not be made."""

    changed = Signal(object, object)
    selected = Signal(object)
    refused = Signal(str)
    told = Signal(str)
    pairing_changed = Signal()
    filter_changed = Signal()  # another filter; or something that it had hidden stays in sight from now on
    front_changed = Signal(object)  # the link in front or None; also when only the partner at its other end is another

    def __init__(
        self, workspace: Workspace, path: Path, parent: QObject | None = None, opened: Opened | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.opened = opened  # how the file was opened; None where nobody asked
        self.path = path
        self.selected_node: str | None = None
        self.marked_node: str | None = None
        self.front = Front(self._partners_of)
        self.filters = FilterState(self._sift)
        self.is_landing = False  # what is selected meanwhile, an edit selects and no person
        self._statuses: dict[str, str] | None = None
        self._states: dict[str, str] | None = None
        self._tags: tuple[str, ...] | None = None
        pairings = self.project.pairings()
        self._pairing_id = pairings[0].id if pairings else None
        workspace.listeners.append(self._on_entry)
        self._waiting: deque[_Task] = deque()
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY)
        self._retry.timeout.connect(self._drain)
        self._drafts: dict[str, Draft] = {}
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_DELAY)
        self._draft_timer.timeout.connect(self.flush_drafts)

    # -- what is there

    @property
    def client(self) -> str:
        """This window among all that write to the file."""
        return str(getattr(self.workspace.store, "client", ""))

    @property
    def project(self) -> Project:
        return self.workspace.project

    @property
    def pairing(self) -> Pairing | None:
        """The pairing on show; None while the project has none."""
        found = self.project.entity("pairing", self._pairing_id) if self._pairing_id else None
        return found if found is not None and found.binned_by is None else None

    def show_pairing(self, pairing_id: str | None) -> None:
        self._pairing_id = pairing_id
        self._statuses = self._states = None
        self.filters.start_over()
        self.pairing_changed.emit()
        self._leave_others()
        self._follow_front()

    def _leave_others(self) -> None:
        """What is selected stays so while a side shows its case."""
        node = self.project.entity("node", self.selected_node) if self.selected_node is not None else None
        if node is not None and node.case_id not in [case.id for case in self.sides() if case is not None]:
            self.select(None)

    def sides(self) -> tuple[Case | None, Case | None]:
        """The cases on the left and right: the pairing's, or the project's first two."""
        pairing = self.pairing
        if pairing is not None:
            return self.project.case(pairing.left_case_id), self.project.case(pairing.right_case_id)
        cases = [*self.project.cases(), None, None]
        return cases[0], cases[1]

    def status(self, node_id: str) -> str | None:
        """The answer status of a claim of the pairing on show; None for anything else."""
        return self.statuses().get(node_id)

    def statuses(self) -> dict[str, str]:
        if self._statuses is None:
            pairing = self.pairing
            self._statuses = answer_statuses(self.project, pairing) if pairing is not None else {}
        return self._statuses

    def challenge_state(self, link_id: str) -> str:
        """ "open" or "met" for a link that challenges something; "" for any other."""
        return self.challenge_states().get(link_id, "")

    def challenge_states(self) -> dict[str, str]:
        """The same for all challenges of the project, by link id."""
        if self._states is None:
            self._states = challenge_states(self.project, self.project.links())
        return self._states

    def tags(self) -> tuple[str, ...]:
        """Every tag in use, sorted."""
        if self._tags is None:
            nodes = (node for case in self.project.cases() for node, _depth in self.project.walk(case.id))
            self._tags = tuple(sorted({tag for node in nodes for tag in node.tags}))
        return self._tags

    # -- the filter over both sides

    @property
    def filter(self) -> Filter:
        return self.filters.filter

    @property
    def found(self) -> Found:
        """What the filter keeps, as the project is now; `filters.tally()` has the counts without a filter too."""
        return self.filters.found

    def set_filter(self, wanted: Filter) -> None:
        if self.filters.set(wanted):
            self.filter_changed.emit()
            self._follow_front()

    def _sift(self, wanted: Filter, spared: frozenset[str]) -> Found:
        return sift(self.project, self.pairing, wanted, self.statuses(), self.challenge_states(), spared)

    # -- editing

    def do(
        self,
        making: Callable[[Project], Making],
        *,
        drafts: Iterable[str] = (),
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[UserError], None] | None = None,
    ) -> None:
        """Perform the edit that `making` builds, then call `then` with the new id (if it made one).

        Edits land in the order they were asked for. While another program holds the file the try is repeated without
        keeping the interface waiting; `otherwise` hears of an edit that could not be made at all.
        """
        self._attempt(_Task(lambda: self.workspace.do(making, drafts=drafts), then, otherwise))

    def undo(self) -> None:
        self._attempt(_Task(self.workspace.undo))

    def redo(self) -> None:
        self._attempt(_Task(self.workspace.redo))

    def pull(self) -> None:
        """Take over what others have written."""
        self._attempt(_Task(self.workspace.pull))

    def _attempt(self, task: _Task) -> None:
        self._waiting.append(task)
        if len(self._waiting) == 1:  # else the tasks before it take it along
            self._drain()

    def _drain(self) -> None:
        """Do what waits, in order, until something is held up by another program's lock."""
        while self._waiting:
            task = self._waiting[0]
            try:
                result = task.work()
            except Busy as busy:
                task.tries -= 1
                if task.tries > 0:
                    self._retry.start()
                    return
                self._fail(task, busy)
            except UserError as error:
                self._fail(task, error)
            except BaseException:  # a bug: it goes to the crash report, and what waits behind it still lands
                self._waiting.popleft()
                self._retry.start()
                raise
            else:
                self._waiting.popleft()
                if task.then is not None:
                    task.then(result)

    def _fail(self, task: _Task, error: UserError) -> None:
        self._waiting.popleft()
        self.refused.emit(str(error))
        if task.otherwise is not None:
            task.otherwise(error)

    def _on_entry(self, edit: Edit, entry: Entry) -> None:
        self.is_landing = True
        try:
            self._land(edit, entry)
        finally:
            self.is_landing = False

    def _land(self, edit: Edit, entry: Entry) -> None:
        if touches_statuses(edit):
            self._statuses = self._states = None
        if touches_tags(edit):
            self._tags = None
        self.filters.follow(self.project, edit, entry.client == self.client)
        if self.pairing is None and self.project.pairings():
            self._pairing_id = self.project.pairings()[0].id
        if self.selected_node is not None and not self.project.is_visible(self.selected_node):
            self.select(self._heir(self.selected_node, edit))
        if any(change.table == "pairing" for change in edit.changes):
            self._leave_others()
        if self.marked_node is not None and not self.project.is_visible(self.marked_node):
            self.mark(None)
        is_other = self.front.follow(self.selected_node)
        self.changed.emit(edit, entry)
        if is_other:
            self.front_changed.emit(self.front_link)

    def _heir(self, gone: str, edit: Edit) -> str | None:
        """What to select when a branch goes: its next sibling that is kept, else the one before, else its parent."""
        node = self.project.entity("node", gone)
        if node is None:  # its making was undone
            row = next((c.before for c in edit.changes if c.row == gone and c.before is not None), None)
            if row is None or "case_id" not in row:
                return None
            node = from_row("node", row)
            if node.parent_id is not None and self.project.entity("node", node.parent_id) is None:
                return None
        while node.parent_id is not None and not self.project.is_visible(node.parent_id):
            node = self.project.node(node.parent_id)
        keeps = self.found.keeps_node
        siblings = [n for n in self.project.children(node.case_id, node.parent_id) if keeps(n.id)]
        later = [n for n in siblings if n.position > node.position]
        heir = (later or siblings[-1:])[0].id if siblings else node.parent_id
        return heir if heir is not None and self.project.is_visible(heir) else None

    # -- selection

    def select(self, node_id: str | None) -> None:
        """Select a node; the first of its links comes to the front."""
        if node_id != self.selected_node:
            self._select(node_id, None)
        elif self.filters.spare(node_id):  # somebody goes to what the filter had hidden
            self.filter_changed.emit()

    def select_link(self, link_id: str, node_id: str | None = None) -> None:
        """Bring a link to the front: its source (or `node_id`, one of its ends) is selected."""
        link = self.project.entity("link", link_id)
        if link is None or not self.project.link_is_visible(link):
            return
        source, far = ends(self.project, link)
        self._select(node_id if node_id == far else source, link_id)

    def _select(self, node_id: str | None, link_id: str | None) -> None:
        is_new, self.selected_node = node_id != self.selected_node, node_id
        was_hidden = self.filters.spare(node_id)
        is_other = self.front.follow(node_id, link_id)
        if was_hidden:
            self.filter_changed.emit()
        if is_new:
            self.selected.emit(node_id)
        if is_other:
            self.front_changed.emit(self.front_link)

    def step_partner(self, by: int) -> None:
        """Bring the next (or, below 0, an earlier) of the selected node's links to the front, round and round."""
        if self.front.step(by):
            self.front_changed.emit(self.front_link)

    @property
    def front_link(self) -> str | None:
        """The link in front among those of the selected node."""
        return self.front.link

    @property
    def partner(self) -> str | None:
        """The node at the other end of the link in front."""
        return self.front.partner

    def partners(self) -> list[str]:
        """The nodes linked with the selected one: that of the link in front, then the others in reading order."""
        others = (other for _link, other in self.front.partners)
        return list(dict.fromkeys([*([self.partner] if self.partner is not None else []), *others]))

    def _partners_of(self, node_id: str) -> Partners:
        if not self.project.is_visible(node_id):
            return []
        found = partners_in_order(self.project, node_id, [case.id for case in self.sides() if case is not None])
        keeps = self.found.keeps_link
        return [(link, other) for link, other in found if keeps(link.id)]

    def _follow_front(self) -> None:
        if self.front.follow(self.selected_node):
            self.front_changed.emit(self.front_link)

    def mark(self, node_id: str | None) -> None:
        """Remember one end of a link to be made."""
        self.marked_node = node_id

    # -- drafts

    def draft_id(self, row: str, column: str) -> str:
        """One draft for each open editor of this window."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self.client} {row} {column}"))

    def draft(self, table: str, row: str, column: str, text: str) -> None:
        """Note what is being typed; it is in the file within a second."""
        key = self.draft_id(row, column)
        self._drafts[key] = Draft(key, self.client, table, row, column, storable_text(text), now())
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def flush_drafts(self) -> None:
        """Write the noted drafts: behind the edits that wait, one of which might drop what is newer than itself."""
        if self._waiting:
            self._draft_timer.start()
            return
        waiting, self._drafts = self._drafts, {}
        for draft in waiting.values():
            try:
                self.workspace.save_draft(draft)
            except Busy:
                self._drafts.setdefault(draft.id, draft)
                self._draft_timer.start()
            except UserError as error:
                self.refused.emit(str(error))

    def close_draft(self, row: str, column: str) -> list[str]:
        """The editor closes: its draft is not written any more; the ids to drop with the closing edit."""
        key = self.draft_id(row, column)
        self._drafts.pop(key, None)
        return [key]

    def drop_draft(self, row: str, column: str) -> None:
        """The editor was left without a change."""
        for key in self.close_draft(row, column):
            self._attempt(_Task(lambda key=key: self.workspace.store.drop_draft(key)))

    def close(self) -> None:
        """Close the file, once what still waits for it has landed (or LAST_WAIT seconds have gone by)."""
        deadline = time.monotonic() + LAST_WAIT
        for task in self._waiting:
            task.then = None  # the views show something else by now
        while self._waiting and time.monotonic() < deadline:
            time.sleep(RETRY / 1000)
            self._drain()
        self._retry.stop()
        self._waiting.clear()
        self.flush_drafts()
        self._draft_timer.stop()
        self.workspace.listeners.clear()
        self.workspace.close()
        if self.opened is not None and self.opened.presence is not None:
            self.opened.presence.leave()

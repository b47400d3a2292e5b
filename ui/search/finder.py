"""Keeps an index of the project on show and asks it, in a job; the last question is the one that is answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from models.comparison import UNANSWERED
from models.edits import Change, Edit
from models.errors import UserError
from models.importing.progress import tell
from models.searching.asking import Asked
from models.searching.entries import Owner, owner_of
from storage.searching import Hit, Index, prepared, read_index
from ui.collecting import go_on, rest
from ui.jobs import Job, Jobs
from ui.session import Session

SHOWN, WHOLE = 20, 100  # of each sort: while somebody types, and after that
MANY = 2_000  # changed things: reading all anew is no slower


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question. `counts`: how many of each sort; empty while somebody types."""

    asked: Asked
    hits: dict[str, list[Hit]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


class Finder(QObject):
    """`set_session` whenever another project is shown, or none. `found(Found)` for the last question."""

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self, inline=jobs.is_inline, threads=1)
        self._session: Session | None = None
        self._index: Index | None = None
        self._making: Job | None = None
        self._changed: set[Owner] = set()
        self._asking: Job | None = None
        self._question: tuple[Asked, bool] | None = None  # that waits for the index

    def set_session(self, session: Session | None) -> None:
        if self._session is not None:
            self._session.changed.disconnect(self._on_changed)
        self._session, self._question = session, None
        self._forget()
        if session is not None:
            session.changed.connect(self._on_changed)

    def _forget(self) -> None:
        """The next question reads all of the project."""
        if self._making is not None:
            self._making.cancel()
        self._index = self._making = None
        self._changed = set()

    def _on_changed(self, edit: Edit, _entry: object) -> None:
        if (self._index is None and self._making is None) or self._session is None:
            return
        for change in edit.changes:
            owner = self._owner(change)
            if owner is None or len(self._changed) > MANY:
                self._forget()
                if self._question is not None:
                    self._make(self._session)
                return
            self._changed.add(owner)

    def _owner(self, change: Change) -> Owner | None:
        """What is to be read anew after a change; None: everything."""
        assert self._session is not None
        values = dict(change.before or {}) | dict(change.after or {})
        moves_many = "binned_by" in values and len(values) == 1  # what lies below goes and comes with it
        if moves_many or change.table in ("case", "tag") or (change.table == "node" and "tags" in values):
            return None
        if change.table == "anchor" and "node_id" not in values:
            anchor = self._session.project.entity("anchor", change.row)
            return ("node", anchor.node_id) if anchor is not None else None
        return owner_of(change.table, change.row, values)

    def ask(self, what: Asked, *, is_ranked: bool = False) -> None:
        """Find it; `is_ranked`: the best first, and counted. The first question waits until the index is made."""
        session = self._session
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        if session is None or what.is_empty:
            self._question = None
            self.found.emit(Found(what))
            if session is not None and self._index is None and self._making is None:
                self._make(session)  # somebody is about to ask
            return
        if self._index is None:
            self._question = what, is_ranked
            if self._making is None:
                self._make(session)
            return
        self._answer(session, self._index, what, is_ranked)

    def _answer(self, session: Session, index: Index, what: Asked, is_ranked: bool) -> None:
        among: Collection[str] | None = None
        if what.is_unanswered:
            among = frozenset(node for node, status in session.statuses().items() if status == UNANSWERED)
        changed, self._changed = self._changed, set()
        now = list(prepared(session.project, changed))

        def work() -> Found:
            index.refresh(changed, now)
            hits = index.find(what, WHOLE if is_ranked else SHOWN, among=among, is_ranked=is_ranked)
            return Found(what, hits, index.count(what, among=among) if is_ranked else {})

        self._asking = self._jobs.run(work, self.found.emit, self._on_failed)

    def _make(self, session: Session) -> None:
        """Read all of the project; then what was asked last meanwhile is answered."""
        path: Path = getattr(session.workspace.store, "path", session.path)
        rows = session.project.rows()
        self._changed = set()

        def work() -> Index:
            rest()  # very many objects, and the search for cycles holds the window up
            try:
                return read_index(path, rows, tell)
            finally:
                go_on()

        def then(made: Index) -> None:
            self._index, self._making = made, None
            question, self._question = self._question, None
            if question is not None:
                self._answer(session, made, *question)

        self._making = self._jobs.run(work, then, self._on_failed)
        if self._jobs.is_inline:
            self._making = None  # it was done at once

    def _on_failed(self, error: Exception) -> None:
        self._making = None
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(str(error))

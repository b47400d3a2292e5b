"""Performing edits: the file first, then memory, then history, then one word to whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from models.edits import Edit, storable
from models.errors import Conflict, Outdated, UserError
from models.history import History
from models.messages import Message, message
from models.obstacles import first_obstacle
from models.ports import Draft, Entry, Store
from models.project import Project
from models.rebasing import Overtaken, check_places, rebased
from models.shifts import PASSAGES
from models.states import edit_to

TRIES = 5  # how often an edit is built anew when others keep writing in between
Listener = Callable[[Edit, Entry], None]
Making = Edit | tuple[Edit, Any]  # with what the asker is told of it, such as a new id


class Workspace:
    """One open project: its store, its memory, and one annotator's history. `listeners` hear every landed entry."""

    def __init__(self, store: Store, annotator: str) -> None:
        self.store = store
        self.annotator = annotator
        try:
            tables, self._versions, self._known = store.load()
            self.project = Project(tables, store.blob)
            self.history = History(store.steps_of(annotator), store.find_entry)
        except BaseException:
            store.close()
            raise
        self.listeners: list[Listener] = []

    @property
    def why_read_only(self) -> Message | None:
        """Why the project can only be looked at; None where it can be changed."""
        return self.store.why_read_only

    # -- editing

    def do(self, making: Callable[[Project], Making], *, drafts: Iterable[str] = ()) -> Any:
        """Build an edit from what is there now and perform it; the new id when `making` returns one.

        Built anew when somebody else's entry lands in between. Raises UserError; then nothing was changed.
        """
        texts = self.project.text_hashes()
        for _attempt in range(TRIES):
            self.pull()
            made = making(self.project)
            edit, result = made if isinstance(made, tuple) else (made, None)
            check_places(self.project, edit, texts)
            if edit.is_empty:
                for draft in drafts:
                    self.store.drop_draft(draft)
                return result
            try:
                self._perform(edit, "do", None, drafts)
            except Outdated:
                continue
            return result
        raise Conflict("conflict.changed")

    def perform(self, edit: Edit) -> Entry:
        """Commit an edit that was built from memory as it is. Raises Outdated, Conflict or UserError."""
        return self._perform(edit, "do", None, ())

    def _perform(self, edit: Edit, kind: str, target: str | None, drafts: Iterable[str]) -> Entry:
        edit = storable(edit)
        entry = self.store.commit(edit, self.annotator, self._known, self._versions, kind, target, drafts)
        self._land(edit, entry)
        return entry

    def _land(self, edit: Edit, entry: Entry) -> None:
        self.project.apply(edit.changes)
        for change in edit.changes:
            if change.table == PASSAGES:  # its passages keep the entry that made or changed each of them
                continue
            if change.after is None:
                self._versions.pop(change.row, None)
            else:
                self._versions[change.row] = entry.seq
        self._known = entry.seq
        if entry.annotator == self.annotator:
            self.history.add(entry)
        for listener in list(self.listeners):
            listener(edit, entry)

    def pull(self) -> int:
        """Take over what others have written since; the number of their entries."""
        if self.store.last_seq() == self._known:
            return 0
        entries = self.store.entries_after(self._known)
        if self.store.begins() > self._known:  # what led from this memory to the file is not in the journal any more
            return self._catch_up()
        for entry, changes in entries:
            self._land(Edit(entry.label, changes), entry)
        return len(entries)

    def _catch_up(self) -> int:
        """Read the file anew; who listens hears of one edit to all that it holds."""
        tables, versions, known = self.store.load()
        edit = edit_to(message("edit.caught_up"), self.project.rows(), tables)
        self.project.apply(edit.changes)
        self._versions, self._known = versions, known
        self.history = History(self.store.steps_of(self.annotator), self.store.find_entry)
        entry = self.store.find_entry(known)
        if entry is not None:
            for listener in list(self.listeners):
                listener(edit, replace(entry, label=edit.label))
        return 1

    # -- undo and redo

    def undo(self) -> Entry:
        """Take back this annotator's last standing entry. Raises UserError when there is none or it was overtaken."""
        return self._revert("undo")

    def redo(self) -> Entry:
        return self._revert("redo")

    def _revert(self, kind: str) -> Entry:
        for _attempt in range(TRIES):
            self.pull()
            target = self.history.to_undo() if kind == "undo" else self.history.to_redo()
            if target is None:
                raise UserError(f"{kind}.nothing")
            changes = self.store.changes(target.id)
            if not changes:  # the bin was emptied, or the history cut, while this step was still in memory
                self.history.set_aside(target)
                raise UserError(f"{kind}.final", label=str(target.label))
            edit = Edit(target.label, changes)
            if kind == "undo":
                edit = edit.inverted()
            try:
                edit = self._brought_up_to_date(edit, target, kind)
                self._check_not_overtaken(edit, target, kind)
                return self._perform(edit, kind, target.id, ())
            except Outdated:
                continue
        raise Conflict("conflict.changed")

    def _check_not_overtaken(self, edit: Edit, target: Entry, kind: str) -> None:
        alone = not self.store.is_overtaken(target.seq, self.annotator)
        blocking = first_obstacle(self.project, edit, self._versions, alone=alone)
        if blocking is None:
            return
        raise self._overtaken(target, kind, self.store.last_writer(*blocking))

    def _brought_up_to_date(self, edit: Edit, target: Entry, kind: str) -> Edit:
        """The edit in the text of today, however often that was corrected since its entry."""
        if not any(change.table == "anchor" for change in edit.changes):
            return edit
        try:
            return rebased(self.project, edit, self.store.corrections_after(target.seq))
        except Overtaken as overtaken:
            raise self._overtaken(target, kind, overtaken.entry) from None

    def _overtaken(self, target: Entry, kind: str, writer: Entry | None) -> Conflict:
        self.history.set_aside(target)
        return Conflict(
            f"{kind}.overtaken",
            label=str(target.label),
            who=writer.annotator if writer else "",
            what=str(writer.label) if writer else "",
        )

    # -- drafts

    def save_draft(self, draft: Draft) -> None:
        self.store.save_draft(draft)

    def close(self) -> None:
        self.store.close()

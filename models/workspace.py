"""Performing edits: the file first, then memory, then history, then one word to whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from models.edits import Change, Edit
from models.entities import Link, Node, to_row
from models.errors import Conflict, Outdated, UserError
from models.history import History
from models.ports import Draft, Entry, Store
from models.project import Project
from models.rules import may_hold

TRIES = 5  # how often an edit is built anew when others keep writing in between
Listener = Callable[[Edit, Entry], None]
Making = Edit | tuple[Edit, str]


class Workspace:
    """One open project: its store, its memory, and one annotator's history. `listeners` hear every landed entry."""

    def __init__(self, store: Store, annotator: str) -> None:
        self.store = store
        self.annotator = annotator
        tables, self._versions, self._known = store.load()
        self.project = Project(tables, store.blob)
        self.history = History(store.entries_of(annotator))
        self.listeners: list[Listener] = []

    # -- editing

    def do(self, making: Callable[[Project], Making], *, drafts: Iterable[str] = ()) -> Any:
        """Build an edit from what is there now and perform it; the new id when `making` returns one.

        Built anew when somebody else's entry lands in between. Raises UserError; then nothing was changed.
        """
        for _attempt in range(TRIES):
            self.pull()
            made = making(self.project)
            edit, result = made if isinstance(made, tuple) else (made, None)
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
        entry = self.store.commit(edit, self.annotator, self._known, self._versions, kind, target, drafts)
        self._land(edit, entry)
        return entry

    def _land(self, edit: Edit, entry: Entry) -> None:
        self.project.apply(edit.changes)
        for change in edit.changes:
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
        for entry, changes in entries:
            self._land(Edit(entry.label, changes), entry)
        return len(entries)

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
            edit = Edit(target.label, self.store.changes(target.id))
            if kind == "undo":
                edit = edit.inverted()
            try:
                self._check_not_overtaken(edit, target, kind)
                return self._perform(edit, kind, target.id, ())
            except Outdated:
                continue
        raise Conflict("conflict.changed")

    def _check_not_overtaken(self, edit: Edit, target: Entry, kind: str) -> None:
        blocking = first_obstacle(self.project, edit)
        if blocking is None:
            return
        self.history.set_aside(target)
        writer = self.store.last_writer(*blocking)
        raise Conflict(
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


def first_obstacle(project: Project, edit: Edit) -> tuple[str, str] | None:
    """The (table, row) whose present state keeps `edit` from being taken back, or None when nothing does.

    Checks that each changed column still holds what the edit expects, and that the tree stays a tree afterwards.
    """
    for change in edit.changes:
        if not _matches(project, change):
            return change.table, change.row
    gone = {change.row for change in edit.changes if change.after is None}
    for change in edit.changes:
        obstacle = _structural_obstacle(project, change, gone)
        if obstacle is not None:
            return obstacle
    return None


def _matches(project: Project, change: Change) -> bool:

    entity = project.entity(change.table, change.row)
    if change.before is None:
        return entity is None
    if entity is None:
        return False
    row = to_row(entity)
    return all(row[column] == value for column, value in change.before.items())


def _structural_obstacle(project: Project, change: Change, gone: set[str]) -> tuple[str, str] | None:
    """What hangs on a row that would go, or a parent that a row would come back to but that does not fit any more."""
    entity = project.entity(change.table, change.row)
    if change.after is None:
        return _dependent(project, entity, gone)
    if change.table != "node":
        return None
    state = dict(change.after) if entity is None else {"case_id": entity.case_id, "parent_id": entity.parent_id}
    state |= change.after
    kind = change.after.get("kind", entity.kind if entity else None)
    parent_id = state["parent_id"]
    if parent_id is None or any(parent_id == c for c in gone):
        return None
    parent = project.entity("node", parent_id)
    if parent is None:
        return None  # made again by the same edit; the store's foreign keys have the last word
    comes_back = "parent_id" in change.after or change.after.get("binned_by", "") is None
    if comes_back and not project.is_visible(parent_id):
        root = next(node for node in project.path(parent_id) if node.binned_by is not None)
        return "node", root.id
    if not may_hold(parent.kind, kind):
        return "node", parent.id
    below = [n for n in project.path(parent_id) if n.id == change.row]
    return ("node", parent_id) if below else None


def _dependent(project: Project, entity: Any, gone: set[str]) -> tuple[str, str] | None:
    match entity:
        case Node():
            children = [n for n in project.children(entity.case_id, entity.id) if n.id not in gone]
            if children:
                return "node", children[0].id
            passages = [a for a in project.anchors(entity.id) if a.id not in gone]
            if passages:
                return "anchor", passages[0].id
            links = [x for x in project.links_of(entity.id) if x.id not in gone]
            return ("link", links[0].id) if links else None
        case Link():
            answers = [x for x in project.links() if x.target_link_id == entity.id and x.id not in gone]
            return ("link", answers[0].id) if answers else None
        case _:
            return None

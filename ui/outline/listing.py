"""Which nodes stand in the rows of one case: quick at 100,000 rows, and told by node id when something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from models.edits import Edit
from models.project import Project
from ui.outline.rows import Entry, Lists, Preview, common_ends, rotation, runs, visible
from ui.outline.steps import RowSteps
from ui.outline.touched import touched_parents
from ui.tree_state import TreeState

FEW_ROWS = 1_000  # beyond this another filter starts over at once
MOST_RUNS = 200  # beyond this a reset is cheaper than telling every run


class RowList(RowSteps):
    """One row a visible node. It never edits: the caller changes the project and calls `refresh`.

    Folds, the branch in focus and what is cut are the state's; rows follow when it tells. `following` is called with
    what changes the rows, so that a view can keep its place around it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.case_id: str | None = None
        self.following: Callable[[Callable[[], None]], None] = lambda change_rows: change_rows()
        self._preview: Preview | None = None
        self._lists: Lists = {}  # the children of every unfolded row as last seen
        self._seen = -1  # the project's count of node changes when last looked at
        self._dirty: set[str | None] = set()  # rows (None: the roots) to look below though the project did not change
        self._top: str | None = None  # the node in focus
        self.state = TreeState(self)
        self._own_state = True
        self._listen(True)

    def set_state(self, state: TreeState) -> None:
        """Take folds, focus and what is cut from a state that others share."""
        self._listen(False)
        self.state, self._own_state = state, False
        self._listen(True)
        self._reset()

    def _listen(self, on: bool) -> None:
        for signal, heard in (
            (self.state.folds_changed, self._on_folds_changed),
            (self.state.focus_changed, self._on_focus_changed),
            (self.state.kept_changed, self._on_kept_changed),
            (self.state.cut_changed, self._on_cut_changed),
        ):
            signal.connect(heard) if on else signal.disconnect(heard)

    # -- what is shown

    def show_case(self, project: Project | None, case_id: str | None) -> None:
        """Show a case (None: nothing). Folds are kept by node id, so that coming back finds them."""
        if self._own_state:
            self.state.show_case(case_id)
        if project is self.project and case_id == self.case_id:
            self.refresh()
            return
        self.project, self.case_id, self._preview = None, None, None  # folds that change now concern no rows
        if project is not None and self.state.case_id == case_id:
            self.state.fold_at_first(project)
        self.project, self.case_id = project, case_id
        self._reset()

    def _reset(self) -> None:
        self.beginResetModel()
        self._start_over()
        self.endResetModel()

    def _start_over(self) -> None:
        self._lists, self._row_of = {}, None
        self._seen = self.project.node_changes if self.project is not None else 0
        self._dirty.clear()
        self._top = self._wanted_top()
        self._entries = {entry[0].id: entry for entry in self._walk(None)}
        self._ids = list(self._entries)

    def _wanted_top(self) -> str | None:
        """The node in focus, if it is one of this case."""
        top = self.state.top if self.project is not None else None
        if top is None or self.project is None or not self.project.is_visible(top):
            return None
        return top if self.project.node(top).case_id == self.case_id else None

    def _walk(self, top: Entry | None) -> list[Entry]:
        if self.project is None or self.case_id is None:
            return []
        folded, kept = self.state.folded, self.state.kept
        shown = kept.shown if kept is not None else None
        if top is not None and top[0].id in folded:
            self._lists.pop(top[0].id, None)
            return []
        return list(visible(self.project, self.case_id, folded, self._preview, top, self._lists, self._top, shown))

    # -- folding and focus

    @property
    def top(self) -> str | None:
        """The node whose branch alone is on show; None: the whole tree."""
        return self._top

    def is_folded(self, node_id: str) -> bool:
        return node_id in self.state.folded

    def set_folded(self, node_id: str, folded: bool) -> bool:
        """Fold or unfold a branch; False when nothing changed."""
        if folded == self.is_folded(node_id):
            return False
        self.state.set_folded((node_id,), folded)
        return True

    def unfold_to(self, node_id: str) -> bool:
        """Unfold everything above a node, and leave a focus that hides it; False when it was in sight already."""
        if self.project is None or not self.project.has("node", node_id) or self.row_of(node_id) is not None:
            return False
        self.state.unfold_to(self.project, node_id)
        return True

    def _on_folds_changed(self, node_ids: frozenset[str]) -> None:
        if self.project is not None:
            self._dirty |= node_ids
            self.following(self.refresh)

    def _on_focus_changed(self) -> None:
        if self._top != self._wanted_top():
            self.following(self.refresh)

    def _on_kept_changed(self) -> None:
        if self.project is not None and self.state.case_id == self.case_id:
            self._forget_counts(None)
            self._dirty.add(None)
            self.following(self.refresh if len(self._ids) < FEW_ROWS else self._reset)

    def _on_cut_changed(self) -> None:
        if self.project is not None:
            self.following(self.refresh)

    # -- a move shown before it is made

    def preview_move(self, node_id: str, steps: int | None) -> int:
        """Show the node with its branch moved by `steps` among its siblings (None: where it is); what was possible."""
        shown = self._preview[1] if self._preview is not None and self._preview[0] == node_id else 0
        if steps is None or (self._preview is not None and self._preview[0] != node_id):
            self.forget_preview()
            self.refresh()
            shown = 0
        for _step in range(abs((steps or 0) - shown)):
            way = 1 if (steps or 0) > shown else -1
            if not self._swap(node_id, way):
                break
            shown += way
            self._preview = (node_id, shown)
        return shown

    def forget_preview(self) -> None:
        """Drop the overlay but leave the rows as they look: the edit that makes it true is on its way."""
        entry = self._entries.get(self._preview[0]) if self._preview is not None else None
        if entry is not None:
            self._dirty.add(entry[0].parent_id)
        self._preview = None

    def _swap(self, node_id: str, way: int) -> bool:
        row = self.row_of(node_id)
        if row is None:
            return False
        depth, end = self.depth_at(row), self._end_of_branch(row)
        if way > 0:
            if end == len(self._ids) or self.depth_at(end) != depth:
                return False
            self._move(row, end, self._end_of_branch(end))
            return True
        other = row - 1
        while other >= 0 and self.depth_at(other) > depth:
            other -= 1
        if other < 0 or self.depth_at(other) != depth:
            return False
        self._move(other, row, end)
        return True

    # -- after an edit

    def refresh(self, edit: Edit | None = None) -> None:
        """Follow the project, telling views the least: runs of rows gone, moved and new, values changed.

        `edit`: what was done since the last time; then only the parents that it names are looked at.
        """
        if self._top != self._wanted_top():
            self._reset()
            return
        parents = self._changed_parents(edit)
        if not parents:
            self._tell_changes(set())
            return
        if len(parents) == 1 and self._preview is None and not self._dirty:
            changed = self._follow_children(next(iter(parents)))
            if changed is not None:
                self._tell_changes(changed)
                return
        self._dirty.clear()
        window = self._window(parents)
        if window is None:
            self._tell_changes(set())
            return
        first, last, top = window
        old = {i: self._entries[i] for i in self._ids[first:last]}
        for node_id in old:
            self._lists.pop(node_id, None)
        new = {entry[0].id: entry for entry in self._walk(top)}
        if self._bring_over(first, list(old), list(new), new):
            self._tell_changes({i for i, entry in new.items() if i in old and old[i] != entry})

    def _changed_parents(self, edit: Edit | None) -> set[str | None]:
        """The rows whose children are others, or other values, than when last looked at; None: the roots."""
        if self.project is None or self.case_id is None:
            return set()
        missed, self._seen = self.project.node_changes - self._seen, self.project.node_changes
        if not missed:
            return set(self._dirty)
        if self._focus_has_other_values():
            self._dirty.add(None)
        children, case_id = self.project.children, self.case_id
        touched = touched_parents(self.project, edit) if edit is not None else None
        if touched is None or touched.steps != missed:
            self._forget_counts(None)
            return {i for i, was in self._lists.items() if children(case_id, i) is not was} | self._dirty
        self._forget_counts(touched.parents)
        seen = touched.parents & self._lists.keys()
        return {i for i in seen if children(case_id, i) is not self._lists[i]} | self._dirty

    def _window(self, parents: set[str | None]) -> tuple[int, int, Entry | None] | None:
        """The rows [first, last) below one node (None: all) that hold every change; None when all are out of sight."""
        if self._focus_has_other_values():
            return 0, len(self._ids), None
        rows = [-1 if i is None else self.row_of(i) for i in parents]
        within = [row for row in rows if row is not None]
        if not within:
            return None
        row, furthest = min(within), max(within)
        while row >= 0:
            end = self._end_of_branch(row)
            if furthest < end:
                return row + 1, end, self._entries[self._ids[row]]
            row = self._parent_row(row)
        return 0, len(self._ids), None

    def _focus_has_other_values(self) -> bool:
        if self._top is None or self.project is None:
            return False
        return self._entries[self._top][0] is not self.project.node(self._top)

    def _follow_children(self, parent_id: str | None) -> set[str] | None:
        """Follow one list of children where whole branches stay as they are: the ids of rows with other values.

        None: it takes more than one step.
        """
        assert self.project is not None and self.case_id is not None
        old, new = self._lists.get(parent_id), self.project.children(self.case_id, parent_id)
        row = -1 if parent_id is None else self.row_of(parent_id)
        if old is None or row is None or (parent_id is None) != (self._top is None and row < 0):
            return None
        if self._focus_has_other_values() or self.state.kept is not None:
            return None
        was, now = [node.id for node in old], [node.id for node in new]
        start, end = common_ends(was, now)
        gone, come = was[start : len(was) - end], now[start : len(now) - end]
        turned = rotation(gone, come) if gone and come else None
        if gone and come and not turned:
            return None
        depth = self.depth_at(row) + 1 if row >= 0 else 0
        first = self._row_after(parent_id, was, start)
        last = self._row_after(parent_id, was, len(was) - end)
        self._lists[parent_id] = new
        changed = {node.id for node in new if (entry := self._entries.get(node.id)) and entry[0] is not node}
        self._entries.update((node.id, (node, depth)) for node in new)
        if turned:
            middle = self.row_of(gone[turned])
            assert middle is not None
            self._move(first, middle, last)
        elif gone:
            taken = self._ids[first:last]
            self._splice(first, last, [])
            for node_id in taken:
                del self._entries[node_id]
                self._lists.pop(node_id, None)
        elif come:
            added: dict[str, Entry] = {}
            for node in new[start : start + len(come)]:
                added[node.id] = (node, depth)
                added.update((entry[0].id, entry) for entry in self._walk((node, depth)))
            self._entries.update(added)
            self._splice(first, first, list(added))
        return changed

    def _row_after(self, parent_id: str | None, children: list[str], at: int) -> int:
        """The row of a child, or the one after the parent's branch where there is none."""
        row = self.row_of(children[at]) if at < len(children) else None
        if row is not None:
            return row
        if parent_id is None:
            return len(self._ids)
        row = self.row_of(parent_id)
        assert row is not None
        return self._end_of_branch(row)

    def _bring_over(self, first: int, old: list[str], new: list[str], entries: dict[str, Entry]) -> bool:
        """Turn the rows `old`, which start at `first`, into `new`; False when a reset did it."""
        staying = set(old) & entries.keys()
        gone = runs(old, lambda i: i not in staying)
        come = runs(new, lambda i: i not in staying)
        if len(gone) + len(come) > MOST_RUNS:
            self._reset()
            return False
        self._entries.update(entries)
        for a, b in reversed(gone):
            self._splice(first + a, first + b, [])
        self._reorder(first, [i for i in new if i in staying])
        for a, b in come:
            self._splice(first + a, first + a, new[a:b])
        for a, b in gone:
            for node_id in old[a:b]:
                del self._entries[node_id]
        return True

    def _forget_counts(self, parents: Iterable[str | None] | None) -> None:
        """Nodes came to or left these parents (None: any)."""

    def _tell_changes(self, changed: set[str]) -> None:
        """The values of some rows changed, and perhaps what is shown of others."""

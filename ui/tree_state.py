"""How one side shows its tree, shared by its outline and its map: folds, the branch in focus, the chosen nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from PySide6.QtCore import QObject, Signal

from models.project import Project


class TreeState(QObject):
    """Node ids only; nothing here is stored. Folds are kept by id, the branch in focus by case, so that coming back to
    a case finds them. `chosen` is what an action is about: the selected node alone, or several that were picked.
    """

    folds_changed = Signal(object)  # the ids whose fold changed, a frozenset
    focus_changed = Signal()  # another branch, or the whole tree, is on show
    chosen_changed = Signal()
    cut_changed = Signal()  # nodes that wait to be pasted elsewhere

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folded: set[str] = set()
        self._tops: dict[str, str] = {}
        self._case_id: str | None = None
        self._chosen: tuple[str, ...] = ()
        self._cut: frozenset[str] = frozenset()

    def show_case(self, case_id: str | None) -> None:
        """The side shows another case: nothing is chosen, and its own branch is in focus again."""
        if case_id != self._case_id:
            self._case_id = case_id
            self.focus_changed.emit()
            self.choose(())

    # -- folds

    @property
    def folded(self) -> Set[str]:
        return self._folded

    def set_folded(self, node_ids: Iterable[str], folded: bool) -> None:
        """Fold or unfold some nodes; what has no children may be folded too, and shows it once it has some."""
        wanted = set(node_ids)
        changed = wanted - self._folded if folded else wanted & self._folded
        if changed:
            (self._folded.update if folded else self._folded.difference_update)(changed)
            self.folds_changed.emit(frozenset(changed))

    def unfold_to(self, project: Project, node_id: str) -> None:
        """Bring a node in sight: unfold what is above it, and leave a focus that hides it."""
        if not project.has("node", node_id):
            return
        path = [node.id for node in project.path(node_id)]
        if self.top is not None and self.top not in path:
            self.focus_on(None)
        self.set_folded(path[:-1], False)

    def unfold_level(self, project: Project, level: int | None) -> None:
        """Show the tree down to `level` (1: only its roots, or the branch in focus; None: all of it)."""
        if self._case_id is None:
            return
        below: set[str] = set()
        above: set[str] = set()
        for node, depth in self._shown(project, self._case_id):
            (below if level is not None and depth + 1 >= level else above).add(node)
        self.set_folded(above, False)
        self.set_folded((i for i in below if project.children(self._case_id, i)), True)

    def _shown(self, project: Project, case_id: str) -> Iterator[tuple[str, int]]:
        if self.top is not None:
            yield self.top, 0
        more = int(self.top is not None)
        for node, depth in project.walk(case_id, self.top):
            yield node.id, depth + more

    # -- focus

    @property
    def top(self) -> str | None:
        """The node whose branch alone is on show; None: the whole tree."""
        return self._tops.get(self._case_id or "")

    def focus_on(self, node_id: str | None) -> None:
        """Show one branch alone (None: the whole tree)."""
        if self._case_id is None or node_id == self.top:
            return
        if node_id is None:
            del self._tops[self._case_id]
        else:
            self._tops[self._case_id] = node_id
        self.focus_changed.emit()

    def follow(self, project: Project) -> None:
        """After an edit: a focus whose node left the case ends, and nodes that are gone are chosen no more."""
        top = self.top
        if top is not None and not self._is_here(project, top):
            self.focus_on(None)
        self.choose(i for i in self._chosen if self._is_here(project, i))
        self.set_cut(i for i in self._cut if project.has("node", i) and project.is_visible(i))

    def _is_here(self, project: Project, node_id: str) -> bool:
        node = project.entity("node", node_id)
        return node is not None and node.case_id == self._case_id and project.is_visible(node_id)

    # -- what is chosen

    @property
    def chosen(self) -> tuple[str, ...]:
        """In the order of the choice, the selected node last; empty when nothing is selected on this side."""
        return self._chosen

    def choose(self, node_ids: Iterable[str]) -> None:
        wanted = tuple(dict.fromkeys(node_ids))
        if wanted != self._chosen:
            self._chosen = wanted
            self.chosen_changed.emit()

    @property
    def cut(self) -> frozenset[str]:
        """Nodes that were cut and stay, dimmed, until they are pasted."""
        return self._cut

    def set_cut(self, node_ids: Iterable[str]) -> None:
        wanted = frozenset(node_ids)
        if wanted != self._cut:
            self._cut = wanted
            self.cut_changed.emit()

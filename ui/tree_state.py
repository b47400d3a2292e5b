"""How one side shows its tree, shared by its outline and its map: folds, the branch in focus, what a filter keeps of
it, the chosen nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from PySide6.QtCore import QObject, Signal

from models.entities import Node
from models.filtering import Kept, kept_in
from models.project import Project

MOST_ROWS = 300  # a case with more nodes is folded when it is first shown
MOST_UNFOLDED = 1_000  # nodes that a filter shows at once
FEWEST_ROWS = 10  # one level more is shown, whatever its size, where fewer than these would be seen


class TreeState(QObject):
    """Node ids only; nothing here is stored. Folds are kept by id, the branch in focus by case, so that coming back to
    a case finds them. `chosen` is what an action is about: the selected node alone, or several that were picked.
    """

    folds_changed = Signal(object)  # the ids whose fold changed, a frozenset
    focus_changed = Signal()  # another branch, or the whole tree, is on show
    kept_changed = Signal()  # a filter shows other nodes, and may have unfolded what is above them
    chosen_changed = Signal()
    cut_changed = Signal()  # nodes that wait to be pasted elsewhere

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folded: set[str] = set()
        self._tops: dict[str, str] = {}
        self._case_id: str | None = None
        self._chosen: tuple[str, ...] = ()
        self._cut: frozenset[str] = frozenset()
        self._kept: Kept | None = None
        self._opened: set[str] = set()  # what the filter unfolded, and nobody touched since
        self._met: set[str] = set()  # cases that were folded as they are first shown

    @property
    def case_id(self) -> str | None:
        """The case on show."""
        return self._case_id

    def show_case(self, case_id: str | None) -> None:
        """The side shows another case: nothing is chosen, and its own branch is in focus again."""
        if case_id != self._case_id:
            self._case_id = case_id
            self.focus_changed.emit()
            self.choose(())

    def exchange(self, other: TreeState) -> None:
        """Both sides are about to show the case of the other: folds and branches in focus go along with them."""
        for name in ("_folded", "_tops", "_opened", "_met"):
            mine, theirs = getattr(self, name), getattr(other, name)
            setattr(self, name, theirs)
            setattr(other, name, mine)

    # -- folds

    @property
    def folded(self) -> Set[str]:
        return self._folded

    def set_folded(self, node_ids: Iterable[str], folded: bool) -> None:
        """Fold or unfold some nodes; what has no children may be folded too, and shows it once it has some."""
        wanted = set(node_ids)
        self._change(wanted, set()) if folded else self._change(set(), wanted)

    def _change(self, fold: Set[str], unfold: Set[str]) -> None:
        """Both at once, told once."""
        fold, unfold = fold - self._folded, unfold & self._folded
        if fold or unfold:
            self._folded |= fold
            self._folded -= unfold
            self._opened -= fold | unfold
            self.folds_changed.emit(frozenset(fold | unfold))

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
        fold: set[str] = set()
        unfold: set[str] = set()
        for depth, nodes in enumerate(self._levels(project, self.top), 1):
            closed = level is not None and depth >= level
            (fold if closed else unfold).update(node.id for node in nodes)
        self._change(fold, unfold)

    def unfold_branch(self, project: Project, node_id: str) -> None:
        """Unfold a node and all below it."""
        self._change(set(), {node.id for nodes in self._levels(project, node_id) for node in nodes})

    def unfold_step(self, project: Project, node_id: str) -> None:
        """Show one level more of a branch: the nearest that is folded."""
        for nodes in self._levels(project, node_id):
            closed = {node.id for node in nodes} & self._folded
            if closed:
                below = (
                    child for node in nodes if node.id in closed for child in project.children(node.case_id, node.id)
                )
                self._change({child.id for child in below if project.children(child.case_id, child.id)}, closed)
                return

    def fold_at_first(self, project: Project) -> None:
        """Fold a big case as a reader would have it, when it is first shown: down to a level of some hundred rows."""
        if self._case_id is None or self._case_id in self._met:
            return
        self._met.add(self._case_id)
        case_id = self._case_id
        rows, fold = len(project.children(case_id, None)), set[str]()
        for nodes in self._levels(project, None):
            seen, rows = rows, rows + sum(len(project.children(case_id, node.id)) for node in nodes)
            if fold or (rows > MOST_ROWS and seen >= FEWEST_ROWS):
                fold.update(node.id for node in nodes)
        self._change(fold, set())

    def _levels(self, project: Project, top: str | None) -> Iterator[list[Node]]:
        """The nodes that have children, level by level from `top` (None: the roots) on."""
        if self._case_id is None:
            return
        children, case_id = project.children, self._case_id
        level: Sequence[Node] = [project.node(top)] if top is not None else children(case_id, None)
        while level:
            pairs = [(node, below) for node in level if (below := children(case_id, node.id))]
            if pairs:
                yield [node for node, _below in pairs]
            level = [child for _node, below in pairs for child in below]

    # -- what a filter keeps

    @property
    def kept(self) -> Kept | None:
        """The nodes that a filter keeps of the case on show; None: everything is shown."""
        return self._kept

    def hides(self, node_id: str | None) -> bool:
        """Whether the filter takes a node out of sight."""
        return self._kept is not None and node_id not in self._kept.shown

    def set_kept(self, project: Project, matches: Set[str] | None, *, unfold: bool = True) -> None:
        """Show only these nodes and what is above them (None: everything).

        `unfold`: this is another filter. What is above its matches is unfolded (but not for more than MOST_UNFOLDED
        nodes: folded branches say how much of them is kept), and what the filter before had unfolded
        is folded again, but for what somebody folded or unfolded since and for what is above the selected node.
        """
        before = self._kept
        kept = kept_in(project, self._case_id, matches) if matches is not None and self._case_id is not None else None
        if kept == before and not (unfold and kept is not None):
            return
        self._kept = kept
        if unfold:
            self._folded |= self._opened - self._above_selected(project, before)
            few = kept is not None and len(kept.shown) <= MOST_UNFOLDED
            self._opened = self._folded & kept.above if few and kept is not None else set()
            self._folded -= self._opened
            if kept is not None:
                self.choose(i for i in self._chosen if i in kept.shown or i == self._chosen[-1])
        self.kept_changed.emit()

    def _above_selected(self, project: Project, before: Kept | None) -> set[str]:
        """What is above the selected node, if that was in sight."""
        node_id = self._chosen[-1] if self._chosen else None
        if node_id is None or before is None or node_id not in before.shown or not project.has("node", node_id):
            return set()
        return {node.id for node in project.path(node_id)[:-1]}

    # -- focus

    @property
    def top(self) -> str | None:
        """The node whose branch alone is on show; None: the whole tree."""
        return self._tops.get(self._case_id or "")

    def focus_on(self, node_id: str | None) -> None:
        """Show one branch alone, unfolded (None: the whole tree)."""
        if self._case_id is None or node_id == self.top:
            return
        if node_id is None:
            del self._tops[self._case_id]
        else:
            self._tops[self._case_id] = node_id
            self.set_folded((node_id,), False)
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

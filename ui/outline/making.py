"""From a node to what its row shows; worked out for the rows that are looked at, so that only they cost anything."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from enum import Enum

from models.comparison import UNANSWERED
from models.entities import Node
from models.filtering import Kept
from models.project import Project
from models.tags import shown_colour

DOTS = 3  # tags of which a row tells the colour
FURTHEST = 40  # levels above a row at which brackets are looked for: deeper ones all stand at the same indent
MOST_ASKED = 500  # nodes of a folded branch up to which it tells how many nobody answered


class Place(Enum):
    """Of a premise among those that are taken together with it."""

    FIRST = 0
    MIDDLE = 1
    LAST = 2


Rail = tuple[int, Place]  # a bracket that runs by a row: the depth of its members, and which part of it


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """What one row shows. `folded_count`: the points hidden below a folded one, else 0."""

    node: Node
    depth: int
    has_children: bool
    folded_count: int
    unanswered_count: int  # of those hidden
    status: str | None
    cite: str
    passage_count: int
    link_count: int
    tag_colours: tuple[str, ...]  # of its first tags, keys of models.tags.COLOURS
    together: Place | None  # of a linked premise
    rails: tuple[Rail, ...]
    is_cut: bool
    is_match: bool = True  # else a filter leaves it only because of what is below it

    @property
    def more_passages(self) -> str:
        """How many passages there are beside the one that `cite` names: "+2", or nothing."""
        return f"+{self.passage_count - 1}" if self.cite and self.passage_count > 1 else ""


def no_status(_node_id: str) -> str | None:
    return None


def no_cite(_node_id: str) -> str:
    return ""


class RowMaker:
    """Reads the project and the facts that a view was given; keeps only how big folded branches are."""

    def __init__(self) -> None:
        self.project: Project | None = None
        self._status_of: Callable[[str], str | None] = no_status
        self._cite_of: Callable[[str], str] = no_cite
        self._links_of: Callable[[str], int] | None = None
        self._kept: Kept | None = None
        self._sizes: dict[str, int] = {}  # of branches, without their top
        self._sized: tuple[Project | None, int] = (None, 0)  # the project and its count of node changes then

    def take(
        self,
        project: Project | None,
        status_of: Callable[[str], str | None],
        cite_of: Callable[[str], str],
        links_of: Callable[[str], int] | None,
    ) -> None:
        self.project, self._status_of, self._cite_of, self._links_of = project, status_of, cite_of, links_of

    def keep(self, kept: Kept | None) -> None:
        """What a filter leaves of the tree: only that is counted from now on."""
        if kept is not self._kept:
            self._kept = kept
            self._sizes.clear()

    def forget_counts(self, parents: Iterable[str | None] | None) -> None:
        """Nodes came to or left these parents (None: any, if any did): branches around them have other sizes now."""
        now = (self.project, self.project.node_changes if self.project is not None else 0)
        was, self._sized = self._sized, now
        if parents is None or self.project is None or was[0] is not self.project:
            if was != now:
                self._sizes.clear()
            return
        for parent_id in parents:
            while parent_id is not None and self.project.has("node", parent_id):
                self._sizes.pop(parent_id, None)
                parent_id = self.project.node(parent_id).parent_id

    def make(self, node: Node, depth: int, folded: bool, cut: Set[str]) -> OutlineRow:
        assert self.project is not None
        has_children = bool(self._children(node))
        hidden, unanswered = self._hidden(node) if has_children and folded else (0, 0)
        rails = self._rails(node, depth)
        own = [part for at, part in rails if at == depth and node.premise_group is not None]
        return OutlineRow(
            node,
            depth,
            has_children,
            hidden,
            unanswered,
            self._status_of(node.id),
            self._cite_of(node.id),
            len(self.project.anchors(node.id)),
            self._link_count(node.id),
            self._tag_colours(node.tags),
            own[0] if own else None,
            rails,
            bool(cut) and self._is_cut(node, cut),
            self._matches(node),
        )

    def _children(self, node: Node) -> Sequence[Node]:
        """The nodes below one that no filter hides."""
        assert self.project is not None
        found = self.project.children(node.case_id, node.id)
        return found if self._kept is None else [child for child in found if child.id in self._kept.shown]

    def _matches(self, node: Node) -> bool:
        return self._kept is None or node.id in self._kept.matches

    def _is_cut(self, node: Node, cut: Set[str]) -> bool:
        assert self.project is not None
        return any(above.id in cut for above in self.project.path(node.id))

    def _link_count(self, node_id: str) -> int:
        assert self.project is not None
        return self._links_of(node_id) if self._links_of is not None else len(self.project.links_of(node_id))

    def _hidden(self, top: Node) -> tuple[int, int]:
        """How many nodes are below one, and, in branches that are not too big, how many of them nobody answered."""
        assert self.project is not None
        size = self._sizes.get(top.id)
        if size is None:
            size = self._sizes[top.id] = self._size(top)
        if size > MOST_ASKED:
            return size, 0
        walked, status_of = self.project.walk(top.case_id, top.id), self._status_of
        return size, sum(status_of(node.id) == UNANSWERED and self._matches(node) for node, _depth in walked)

    def _size(self, top: Node) -> int:
        """How many nodes stand below one; with a filter, how many that it keeps."""
        assert self.project is not None
        children, case_id, size, kept = self.project.children, top.case_id, 0, self._kept
        level: Sequence[Node] = children(case_id, top.id)
        while level:
            if kept is None:
                size += len(level)
            else:
                level = [node for node in level if node.id in kept.shown]
                size += sum(node.id in kept.matches for node in level)
            level = [child for node in level for child in children(case_id, node.id)]
        return size

    def _tag_colours(self, tags: tuple[str, ...]) -> tuple[str, ...]:
        if not tags or self.project is None:
            return ()
        rows = self.project.tags()
        return tuple(shown_colour(tag, rows[tag].colour if tag in rows else "") for tag in tags[:DOTS])

    def _rails(self, node: Node, depth: int) -> tuple[Rail, ...]:
        """The brackets of linked premises at a row: its own, and those that run past it to a sibling of one above."""
        assert self.project is not None
        found: list[Rail] = []
        here: Node | None = node
        for at in range(depth, max(-1, depth - FURTHEST), -1):
            assert here is not None
            if here.premise_group is not None and here.parent_id is not None:
                place = self._place(here)
                if place is not None and (here is node or place is not Place.LAST):
                    found.append((at, place if here is node else Place.MIDDLE))
            if here.parent_id is None:
                break
            here = self.project.node(here.parent_id)
        return tuple(found)

    def _place(self, node: Node) -> Place | None:
        """Among the siblings that share its group and stand next to it; None for one that stands alone."""
        assert self.project is not None
        siblings = self.project.children(node.case_id, node.parent_id)
        at = bisect_left(siblings, (node.position, node.id), key=lambda each: (each.position, each.id))
        before = at > 0 and siblings[at - 1].premise_group == node.premise_group
        after = at + 1 < len(siblings) and siblings[at + 1].premise_group == node.premise_group
        if before and after:
            return Place.MIDDLE
        return Place.FIRST if after else Place.LAST if before else None

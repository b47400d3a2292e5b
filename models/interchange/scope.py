"""Which part of a project is meant: a pairing, some cases, some branches, or all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from models.branches import topmost
from models.entities import Case, Link, Node, Pairing
from models.project import Project
from models.steps import bearing_of


class Scope:
    """What is to be told of a project, in reading order; nothing that is in the bin.

    `pairing_id` names a pairing, `case_ids` some cases (they win over the pairing's), `branch_ids` nodes whose branches
    alone are meant, of whatever case. All None: every case.
    """

    def __init__(
        self,
        project: Project,
        pairing_id: str | None = None,
        case_ids: Sequence[str] | None = None,
        branch_ids: Iterable[str] | None = None,
    ) -> None:
        self.project = project
        self.pairing_id = pairing_id
        self._case_ids = None if case_ids is None else tuple(case_ids)
        self.branch_ids = None if branch_ids is None else tuple(branch_ids)
        self._walked: dict[str, list[tuple[Node, int]]] = {}  # it is asked several times, of many nodes

    def cases(self) -> list[Case]:
        return self._cases

    @cached_property
    def _cases(self) -> list[Case]:
        known = {case.id: case for case in self.project.cases()}
        if self.branch_ids is not None:
            wanted = {node.case_id for node in self._tops}
            return [case for case in known.values() if case.id in wanted]
        chosen: Sequence[str] | None = self._case_ids
        if chosen is None and self.pairing_id is not None:
            pairing = self.project.pairing(self.pairing_id)
            chosen = (pairing.left_case_id, pairing.right_case_id)
        return [known[i] for i in dict.fromkeys(known if chosen is None else chosen) if i in known]

    @cached_property
    def _tops(self) -> list[Node]:
        return topmost(self.project, self.branch_ids or ())

    def roots(self, case_id: str) -> Sequence[Node]:
        """The nodes that the trees of a case begin with: its roots, or the tops of the branches chosen in it."""
        if self.branch_ids is None:
            return self.project.children(case_id, None)
        return [node for node in self._tops if node.case_id == case_id]

    def children(self, case_id: str, parent_id: str | None) -> Sequence[Node]:
        return self.project.children(case_id, parent_id)

    def walk(self, case_id: str) -> Iterator[tuple[Node, int]]:
        """(node, depth) of a case in reading order; depth 0 is a root or the top of a branch."""
        if case_id not in self._walked:
            children = self.project.children
            found: list[tuple[Node, int]] = []
            stack = [(node, 0) for node in reversed(self.roots(case_id))]
            while stack:
                each = stack.pop()
                found.append(each)
                below = children(case_id, each[0].id)
                if below:
                    depth = each[1] + 1
                    stack += [(child, depth) for child in reversed(below)]
            self._walked[case_id] = found
        return iter(self._walked[case_id])

    def nodes(self) -> list[Node]:
        return self._nodes

    @cached_property
    def _nodes(self) -> list[Node]:
        return [node for case in self._cases for node, _depth in self.walk(case.id)]

    @cached_property
    def node_ids(self) -> frozenset[str]:
        return frozenset(node.id for node in self._nodes)

    def links(self) -> list[Link]:
        """The links whose ends are all told, in the order they were made."""
        return self._links[0]

    def links_outside(self) -> list[Link]:
        """The links that join what is told with something that is not."""
        return self._links[1]

    @cached_property
    def _links(self) -> tuple[list[Link], list[Link]]:
        inside: list[Link] = []
        outside: list[Link] = []
        for link in sorted(self.project.links(), key=lambda x: (x.created, x.id)):
            ends = self._ends(link)
            if ends <= self.node_ids:
                inside.append(link)
            elif ends & self.node_ids:
                outside.append(link)
        return inside, outside

    def _ends(self, link: Link) -> set[str]:
        """The nodes that a link, and the link that it answers, join."""
        ends = {link.source_id}
        while link.target_id is None:
            link = self.project.link(link.target_link_id or "")
            ends.add(link.source_id)
        return ends | {link.target_id}

    def attacks_outside(self, node: Node) -> bool:
        """Whether a node undercuts the step of a branch's top, which leads out of what is told.

        Of a root, which makes no step, only a damaged project holds an undercut; it counts alike.
        """
        if bearing_of(node) != "undercuts" or node.parent_id not in self.node_ids:
            return False
        return self.project.node(str(node.parent_id)).parent_id not in self.node_ids

    def pairings(self) -> list[Pairing]:
        """The pairing that is meant, or every one whose two cases are told."""
        if self.pairing_id is not None:
            return [self.project.pairing(self.pairing_id)]
        told = {case.id for case in self._cases}
        return [p for p in self.project.pairings() if {p.left_case_id, p.right_case_id} <= told]

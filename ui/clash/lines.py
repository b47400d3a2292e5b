"""The clash table as the flat list of lines that is on show: heads of sections, and the rows of those that are not
folded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.entities import Node
from models.project import Project

if TYPE_CHECKING:
    from models.clashes import ClashTable, Group, Row

ISSUE, REST, UNLINKED, COMMON = "issue", "rest", "unlinked", "common"


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a section says. `states`: how many rows are in each state."""

    heading: str
    clashes: int
    points: int  # without a partner
    states: tuple[tuple[str, int], ...]
    folded: bool
    has_issues: bool  # the table has headings that somebody made
    hidden: int = 0  # rows that filters leave out


@dataclass(frozen=True, slots=True)
class Line:
    """A head (`head` is set) or a row (`row` is). `key`: of a row what it is about, of a head see `head_key`."""

    key: str
    kind: str  # of its section
    issue_id: str | None
    head: Head | None = None
    row: Row | None = None
    left: Node | None = None
    right: Node | None = None

    @property
    def is_head(self) -> bool:
        return self.head is not None

    @property
    def section(self) -> str:
        """The key of the head it stands under; its own when it is one."""
        return head_key(self.kind, self.issue_id)

    @property
    def link_id(self) -> str | None:
        return self.row.link.id if self.row is not None and self.row.link is not None else None

    @property
    def node(self) -> Node | None:
        """The point of a row without a link."""
        return None if self.row is None or self.row.link is not None else self.left or self.right

    def nodes(self) -> tuple[str, ...]:
        """The points of the row, the left one first."""
        return tuple(node.id for node in (self.left, self.right) if node is not None)


def head_key(kind: str, issue_id: str | None) -> str:
    return f"{kind} {issue_id or ''}".strip()


def flatten(project: Project, table: ClashTable, folded: Collection[str]) -> list[Line]:
    """The lines of a table. `folded`: keys of heads. Where filters hide every row there is no line."""
    if table.hidden and not any(group.rows for group in table.groups):
        return []
    return list(_lines(project, table, folded))


def _lines(project: Project, table: ClashTable, folded: Collection[str]) -> Iterator[Line]:
    has_issues = any(group.kind == ISSUE for group in table.groups)
    for group in table.groups:
        issue_id = group.issue.id if group.issue is not None else None
        key, kind = head_key(group.kind, issue_id), str(group.kind)
        if not group.rows and group.kind != ISSUE:
            continue
        yield Line(key, kind, issue_id, _head(group, key in folded, has_issues))
        if key not in folded:
            for row in group.rows:
                left = project.entity("node", row.left) if row.left is not None else None
                right = project.entity("node", row.right) if row.right is not None else None
                yield Line(row.about, kind, issue_id, None, row, left, right)


def _head(group: Group, folded: bool, has_issues: bool) -> Head:
    linked = sum(row.link is not None for row in group.rows)
    heading = group.issue.heading if group.issue is not None else ""
    states = tuple((state, count) for state, count in group.states.items() if count)
    return Head(heading, linked, len(group.rows) - linked, states, folded, has_issues, group.hidden)

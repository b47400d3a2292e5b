"""The filter over both sides of a session, and what it keeps as the project and the selection change."""

from __future__ import annotations

from collections.abc import Callable

from models.edits import Edit
from models.filtering import EVERYTHING, Filter, Found
from models.project import Project


class FilterState:
    """`sift` says what a filter keeps now. What is made, changed or selected while a filter is on stays in sight until
    there is another filter: nobody types into a row that vanishes under the keys.
    """

    def __init__(self, sift: Callable[[Filter, frozenset[str]], Found]) -> None:
        self._sift = sift
        self.filter = Filter()
        self._spared: frozenset[str] = frozenset()
        self._found: Found | None = None

    @property
    def found(self) -> Found:
        """What is kept. Without a filter that is everything, and nothing is counted."""
        return self.tally() if self.filter.is_on else EVERYTHING

    def tally(self) -> Found:
        """What is kept, with the counts of all chips."""
        if self._found is None:
            self._found = self._sift(self.filter, self._spared)
        return self._found

    def set(self, wanted: Filter) -> bool:
        """Take another filter; whether it is another one."""
        if wanted == self.filter:
            return False
        self.filter, self._spared, self._found = wanted, frozenset(), None
        return True

    def start_over(self) -> None:
        """Other cases are on show: what was to stay in sight was of those before."""
        self._spared, self._found = frozenset(), None

    def follow(self, project: Project, edit: Edit, own: bool) -> None:
        """After an edit; `own`: made in this window."""
        self._found = None
        if own and self.filter.is_on:
            self._spared |= about(project, edit)

    def spare(self, node_id: str | None) -> bool:
        """Keep a node in sight because it was selected; whether it had been hidden."""
        if node_id is None or not self.filter.is_on or node_id in self._spared:
            return False
        was_kept = self.found.keeps_node(node_id)
        self._spared |= {node_id}
        if not was_kept:
            self._found = None
        return not was_kept


def about(project: Project, edit: Edit) -> frozenset[str]:
    """The nodes and links that an edit made or changed, with the nodes of passages and the ends of links."""
    found: set[str | None] = set()
    for change in edit.changes:
        match change.table:
            case "node":
                found.add(change.row)
            case "anchor":
                values = change.after or change.before or {}
                found.add(values.get("node_id"))
                if project.has("anchor", change.row):
                    found.add(project.anchor(change.row).node_id)
            case "link":
                found.add(change.row)
                if project.has("link", change.row):
                    link = project.link(change.row)
                    found |= {link.source_id, link.target_id, link.target_link_id}
                else:  # its ends stay in sight, though one of them has no answer any more
                    values = change.before or {}
                    found |= {values.get(end) for end in ("source_id", "target_id", "target_link_id")}
    return frozenset(each for each in found if each is not None)

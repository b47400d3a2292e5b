"""Whether an edit concerns what a map shows: most edits are of a note, a link elsewhere, another case."""

from __future__ import annotations

from collections.abc import Sequence

from models.entities import Node, Tag
from models.project import Project
from ui.map.scene import Facts, MapScene

Said = tuple[str | None, str, int]


class Seen:
    """What a scene was built from, to be held against the project as it is later."""

    def __init__(self, scene: MapScene, project: Project, case_id: str) -> None:
        self._scene = scene
        self._nodes: Sequence[Node] = scene.nodes
        self._closed = bool(scene.tree.closed)
        self._project, self._case_id = project, case_id
        self._changes = project.node_changes
        closed = scene.tree.closed
        self._lists: dict[str | None, Sequence[Node]] = {None: project.children(case_id, None)}
        for at, node in enumerate(scene.nodes):
            if at not in closed:
                self._lists[node.id] = project.children(case_id, node.id)
        self._said = _said(scene.nodes, scene.facts)
        self._tags: dict[str, Tag] = dict(project.tags())

    def is_as_it_was(self, facts: Facts) -> bool:
        """Whether a scene built now would be the same."""
        project = self._project
        if project.node_changes != self._changes:
            if self._closed:
                return False  # what changed may lie in a closed branch, which says how much it hides
            if any(project.entity("node", node.id) is not node for node in self._nodes):
                return False
            if any(project.children(self._case_id, i) is not was for i, was in self._lists.items()):
                return False
            self._changes = project.node_changes
        same = dict(project.tags()) == self._tags and _said(self._nodes, facts) == self._said
        return same and self._scene.badges_hold()


def _said(nodes: Sequence[Node], facts: Facts) -> list[Said]:
    status, cite, links = facts.status, facts.cite, facts.links
    return [(status(node.id), cite(node.id), links(node.id)) for node in nodes]

"""What is said of a card: the words that the outline has for its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.outline.making import RowMaker
from ui.outline.saying import describe

if TYPE_CHECKING:
    from ui.map.view import MapView
    from ui.outline.making import OutlineRow


class Describing:
    """Puts a view's cards into words."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._rows = RowMaker()

    def words(self, node_id: str) -> str:
        """For a screen reader: "…: rebuttal of “…”, level 3, 2 of 5, unanswered"; nothing for a node that is gone."""
        row = self._row(node_id)
        return describe(self._view.project, row) if row is not None and self._view.project is not None else ""

    def _row(self, node_id: str) -> OutlineRow | None:
        view, project = self._view, self._view.project
        if project is None or not project.has("node", node_id):
            return None
        facts, node = view.facts, project.node(node_id)
        self._rows.keep(view.state.kept)
        self._rows.take(project, facts.status, facts.cite, facts.links)
        return self._rows.make(node, len(project.path(node_id)) - 1, view.scene.hidden(node_id) > 0, view.state.cut)

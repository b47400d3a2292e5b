"""The marks of passages in the text of one side, and what a filter leaves of them."""

from __future__ import annotations

from collections.abc import Set

from models.entities import Anchor, Kind
from models.marks import MarksChange, marks
from models.project import Project
from ui.article.view import ArticleView, Highlight


class SideMarks:
    """Holds the marks of all passages of a case; the article shows those of the nodes that are kept."""

    def __init__(self, article: ArticleView) -> None:
        self._article = article
        self._all: list[Highlight] | None = None  # None: to be read anew

    def read(self, project: Project, case_id: str, kept: Set[str] | None) -> None:
        """Read the marks of a case and show them. `kept`: the nodes that a filter keeps; None: every node."""
        self._all = list(map(_highlight, marks(project, case_id)))
        self._show(self._all, kept)

    def sift(self, project: Project, case_id: str, kept: Set[str] | None) -> None:
        """Another filter: show its part of the marks."""
        if self._all is None:
            self.read(project, case_id, kept)
        else:
            self._show(self._all, kept)

    def change(self, change: MarksChange) -> None:
        """Follow an edit where nothing is filtered."""
        if change.removed or change.added:
            self._all = None  # until a filter asks for them
            self._article.change_highlights(change.removed, map(_highlight, change.added.values()))

    def _show(self, found: list[Highlight], kept: Set[str] | None) -> None:
        self._article.set_unlit([mark for mark in found if kept is not None and mark.node_id not in kept])
        self._article.set_highlights([mark for mark in found if kept is None or mark.node_id in kept])


def _highlight(mark: tuple[Anchor, Kind]) -> Highlight:
    anchor, kind = mark
    return Highlight(anchor.id, anchor.node_id, anchor.start, anchor.end, str(kind))

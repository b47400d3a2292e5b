"""Nodes carried onto passages to be linked with their nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QDropEvent, QPainter

from models.messages import _
from models.project import Project
from ui.article.highlights import Strip
from ui.bubble import Bubble
from ui.carried import node_of
from ui.link_drop import LinkDrop

if TYPE_CHECKING:
    from ui.article.view import ArticleView


class ArticleLinks(LinkDrop):
    """The passage below the pointer (the innermost), or the one whose bar is there, is the one that is meant."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view.viewport(), view.theme, Bubble(view.viewport()), view.link_dropped)
        self._view = view

    def project(self) -> Project | None:
        return self._view.project

    def case_id(self) -> str | None:
        return self._view.case_id

    def wants(self, event: QDropEvent) -> bool:
        """Words beside all passages go to a node of another reader of this article, as they do to one of this case."""
        return super().wants(event) and not self._gives_words(event)

    def _gives_words(self, event: QDropEvent) -> bool:
        carried, project = node_of(event.mimeData()), self._view.project
        if carried is None or project is None or carried[0] == self._view.case_id:
            return False
        case = project.entity("case", carried[0])
        own = case is not None and case.article_id == self._view.article_key
        return own and not self.node_at(event.position().toPoint(), carried[1])

    def node_at(self, place: QPoint, carried: str) -> str:
        marks = self._view.marks_at(place)
        return next((mark.node_id for mark in marks if mark.node_id != carried), marks[0].node_id if marks else "")

    def hint(self, from_other_case: bool) -> str:
        return _("Let go on a passage to link its node with the carried one.")

    def paint(self, painter: QPainter, strip: Strip) -> None:
        """Under the letters, in viewport pixels."""
        painter.save()
        for box in self._boxes(strip, self.marked):
            self.paint_marked(painter, box, 3)
        for box in self._boxes(strip, None if self.refusal else self.target):
            self.paint_frame(painter, box, 3, sealed=False)
        painter.restore()

    def _boxes(self, strip: Strip, node_id: str | None) -> list[QRectF]:
        marks = self._view.marks.of_node(node_id) if node_id else ()
        return [box.adjusted(-1, 0, 1, 0) for mark in marks for box in strip.boxes(mark.start, mark.end)]

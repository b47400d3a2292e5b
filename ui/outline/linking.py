"""Nodes carried onto the rows of the outline to be linked with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter

from models.project import Project
from ui.bubble import Bubble
from ui.link_drop import LinkDrop
from ui.outline.measures import SIGN_X, indent_of
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.outline.view import OutlineView


class OutlineLinks(LinkDrop):
    """The row below the pointer is the one that is meant."""

    def __init__(self, view: OutlineView, theme: Theme, bubble: Bubble) -> None:
        super().__init__(view.viewport(), theme, bubble, view.link_dropped)
        self._view = view

    def project(self) -> Project | None:
        return self._view.outline.project

    def case_id(self) -> str | None:
        return self._view.outline.case_id

    def node_at(self, place: QPoint, carried: str) -> str:
        return self._view.outline.node_at(self._view.rowAt(place.y())) or ""

    def paint(self, painter: QPainter) -> None:
        if self.marked is not None and (box := self._box(self.marked)) is not None:
            self.paint_marked(painter, box)
        if self.target and not self.refusal and (box := self._box(self.target)) is not None:
            self.paint_frame(painter, box)

    def _box(self, node_id: str) -> QRectF | None:
        """Around a row, from its sign to the edge; None where it is out of sight."""
        view = self._view
        span = view.row_span(node_id)
        if span is None or span[1] < 0 or span[0] > view.viewport().height():
            return None
        row = view.rowAt(max(0, span[0]) + 1)
        if view.outline.node_at(row) != node_id:
            return None  # it is in a folded branch, whose top stands for it
        left = SIGN_X + indent_of(view.outline.depth_at(row), view.columnWidth(0)) - 6
        return QRectF(left, span[0] + 1, view.viewport().width() - left - 8, span[1] - span[0] - 2)

"""Where passages, rows and cards of both sides lie beside the gutter, in its coordinates."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from ui.compare.gutter import Gutter
from ui.side import Side

Spans = Callable[[str], tuple[int, int] | None]


class Places:
    """Tells the gutter where the ends of links lie now; `host` holds the gutter and both sides."""

    def __init__(self, host: QWidget, gutter: Gutter, sides: tuple[Side, Side]) -> None:
        self._host, self._gutter, self._sides = host, gutter, sides

    def refresh(self) -> None:
        """Something scrolled, folded or changed its size."""
        top = self._gutter.mapTo(self._host, QPoint(0, 0)).y()
        texts = [self._span(side.article.passage_span, side.article.viewport(), top) for side in self._sides]
        self._gutter.set_geometry(texts[0], texts[1], self._text_height())
        trees = [side.tree_view() for side in self._sides]
        rows = [self._span(tree.row_span, tree.viewport(), top) for tree in trees]
        self._gutter.set_tree_geometry(rows[0], rows[1], self._tree_top(top))

    def _span(self, span: Spans, viewport: QWidget, top: int) -> Spans:
        def found(node_id: str) -> tuple[int, int] | None:
            if not viewport.isVisibleTo(self._host):
                return None
            here = span(node_id)
            if here is None:
                return None
            offset = viewport.mapTo(self._host, QPoint(0, 0)).y() - top
            return here[0] + offset, here[1] + offset

        return found

    def _text_height(self) -> int:
        heights = [side.article.height() for side in self._sides if not side.article.isHidden()]
        return min(heights) if len(heights) == 2 else 0

    def _tree_top(self, top: int) -> int | None:
        views = [side.tree_view() for side in self._sides]
        if any(view.isHidden() for view in views):
            return None
        return max(view.mapTo(self._host, QPoint(0, 0)).y() for view in views) - top

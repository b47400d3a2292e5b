"""Bringing a passage into view and lighting it up."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from models.anchors import snapped
from ui.article.extents import Extent
from ui.article.motion import FLASH, GLIDE, Motion
from ui.article.selecting import SelectableSurface
from ui.theme import Theme


class RevealingSurface(SelectableSurface):
    """A surface that can be asked to show a passage."""

    def __init__(self, theme: Theme, mirrored: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, mirrored, parent)
        self.animated = True
        self._to_come = 0.0  # pixels that a glide under way still moves the text up by
        self._was_used = False  # it has had the focus
        self._flashing_node: str | None = None
        self._glide, self._fade = Motion(GLIDE, self), Motion(FLASH, self)

    @property
    def flashing_node(self) -> str | None:
        """The node whose passage is lit up just now."""
        return self._flashing_node

    def passage_span(self, node_id: str) -> tuple[int, int] | None:
        """Top of the first line and foot of the last of the node's first passage, in pixels of the viewport.

        They may lie outside of it (then estimated); None for a node without a passage here.
        """
        marks, document = self._index.of_node(node_id), self._document
        shown = document.clip(marks[0].start, marks[0].end) if marks and document is not None else None
        if shown is None or document is None:
            return None
        top = document.line_top(shown[0], exact=False)
        foot = document.line_top(shown[1] - 1, exact=False) + document.line
        return top - self.scroll_position, foot - self.scroll_position

    def blocks_of(self, node_id: str) -> tuple[int, int] | None:
        """The first and the last shown block of the node's first passage; None for a node without one here."""
        return self._index.blocks_of(node_id)

    def blocks_in_view(self) -> tuple[int, int]:
        """The first and the last block of which something can be seen."""
        document, y = self._document, self.scroll_position
        return (document.block_at_y(y), document.block_at_y(y + self.viewport().height())) if document else (0, 0)

    def passage_top(self, node_id: str) -> int | None:
        """How far down the text the node's first passage begins, in pixels; estimated where nobody has been."""
        marks, document = self._index.of_node(node_id), self._document
        shown = document.clip(marks[0].start, marks[0].end) if marks and document is not None else None
        return document.line_top(shown[0], exact=False) if shown is not None and document is not None else None

    def reveal_node(self, node_id: str, flash: bool = True) -> None:
        """Bring the node's first passage into view and light up all its passages."""
        marks = self._index.of_node(node_id)
        if marks:
            self.bring(*(self.shown_document.clip(marks[0].start, marks[0].end) or (marks[0].start, marks[0].end)))
            if flash:
                self._light(node_id, [(m.start, m.end) for m in marks])

    def reveal(self, start: int, flash: bool = True) -> None:
        """Bring a place into view; the passage that begins there (or holds it), else the word, lights up."""
        if self._document is None:
            return
        here = self._index.touching(start, start + 1)
        mark = next((m for m in here if m.start == start), here[-1] if here else None)
        end = mark.end if mark else start + 1
        self.bring(start, end)
        if flash:
            passage = (mark.start, mark.end) if mark else snapped(self._document.text, start, end)
            self._light(mark.node_id if mark else None, [passage])

    def bring(self, start: int, end: int) -> None:
        """Put a stretch of text at a third of the height, or higher where more of it fits then, unless all of it is in
        sight."""
        document, height = self.shown_document, self.viewport().height()
        self._drop_glide()
        y = document.line_top(start, exact=False) - self.scroll_position
        foot = document.line_top(max(start, end - 1), exact=False) + document.line - self.scroll_position
        if y >= 0 and foot <= height:
            return
        edge = document.line // 2
        self.glide_to(start, max(min(height // 3, height - edge - (foot - y)), edge))

    def _drop_glide(self) -> None:
        self._glide.drop()
        self._to_come = 0.0

    def glide_to(self, start: int, y: int) -> None:
        """Bring the line of a place to `y` of the viewport, or as near as the text scrolls, after a short glide."""
        document, height = self.shown_document, self.viewport().height()
        self._drop_glide()
        before = document.line_top(start, exact=False) - self.scroll_position
        if not (self.animated and self.isVisible()):
            self.pin(start, y)
            return
        self._settle((start, y))  # only now it is known how far the text scrolls
        goal = document.line_top(start) - self.scroll_position
        distance = max(-1.5 * height, min(1.5 * height, before - goal))

        def step(left: float) -> None:
            self._to_come = distance * left
            self.pin(start, round(goal + distance * left))

        step(1.0)
        if distance:
            self._glide.run(step)

    @property
    def is_gliding(self) -> bool:
        """Whether the text is on its way to a place."""
        return self._to_come != 0

    def spans_to_come(self, node_id: str) -> list[tuple[int, int]]:
        """As `passage_span`, of each passage of the node, as they will stand once a glide under way has ended."""
        document = self._document
        if document is None:
            return []
        shown = (document.clip(mark.start, mark.end) for mark in self._index.of_node(node_id))
        at = self.scroll_position + (round(self._to_come))
        return [
            (
                document.line_top(stretch[0], exact=False) - at,
                document.line_top(stretch[1] - 1, exact=False) + document.line - at,
            )
            for stretch in shown
            if stretch is not None
        ]

    def bring_passage_to(self, node_id: str, y: int) -> None:
        """Bring the first line of the node's first passage to `y` of the viewport, or as near as the text scrolls."""
        marks = self._index.of_node(node_id)
        if marks and self._document is not None:
            shown = self._document.clip(marks[0].start, marks[0].end)
            self.glide_to(shown[0] if shown is not None else marks[0].start, y)

    # -- a view that gets lower

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._was_used = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What a person works on stays in sight when something opens below it."""
        document, height = self._document, event.oldSize().height()
        y = document.line_top(self._caret, exact=False) - self.scroll_position if document is not None else -1
        in_sight = document is not None and -document.line < y < height
        super().resizeEvent(event)
        if self._was_used and in_sight:
            for start, end in (self._stretch_in_hand(), (self._caret, self._caret + 1)):
                if self._fits(start, end):
                    self.keep_in_sight(start, end)

    def _fits(self, start: int, end: int) -> bool:
        document = self.shown_document
        lines = document.line_top(max(start, end - 1)) - document.line_top(start)
        return lines + 2 * document.line <= self.viewport().height()

    def _stretch_in_hand(self) -> Extent:
        """What stays in sight beside the caret, where there is room."""
        return self._caret, self._caret + 1

    def _light(self, node_id: str | None, ranges: list[tuple[int, int]]) -> None:
        self._fade.drop()
        self._flashing_node = node_id

        def step(left: float) -> None:
            self._flash = ranges, (left if self.animated else float(left > 0))
            if left <= 0:
                self._flashing_node = None
            self.viewport().update()

        step(1.0)
        self._fade.run(step)

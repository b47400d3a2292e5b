"""The article view: the text with its marks, margin lanes and coverage bar. It changes nothing, it tells."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from models.anchors import snapped
from models.messages import _, shorten
from models.texts import Layout
from models.words import KIND_NAMES
from ui.article.highlights import Highlight
from ui.article.lanes import Bar
from ui.article.motion import FLASH, GLIDE, Motion
from ui.article.selecting import SelectableSurface
from ui.empty import EmptyState
from ui.theme import Theme

__all__ = ["ArticleView", "Highlight"]

KIND_KEYS = {Qt.Key.Key_C: "claim", Qt.Key.Key_E: "evidence", Qt.Key.Key_R: "rebuttal"}
OWN_SHORTCUTS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll)
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class ArticleView(SelectableSurface):
    """One side's article. `mirrored`: the right side of the pair, its lanes at the left, facing the gutter."""

    node_clicked = Signal(str)
    annotate_requested = Signal(str, bool, int, int)  # kind, as a sibling, start, end (equal: nothing selected)
    context_menu_requested = Signal(QPoint)  # in global pixels
    empty_button_clicked = Signal()

    def __init__(self, theme: Theme, mirrored: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, mirrored, parent)
        self.animated = True
        self._flashing_node: str | None = None
        self._clicked: tuple[str, ...] = ()
        self._glide, self._fade = Motion(GLIDE, self), Motion(FLASH, self)
        self._empty = EmptyState(theme, self.viewport())
        self._empty.clicked.connect(self.empty_button_clicked)
        self._empty.hide()
        self._has_empty_state = False
        self.setAccessibleName(_("Article text"))
        self.selection_changed.connect(self._describe_selection)

    # -- what is shown

    def set_article(self, text: str, layout: Layout) -> None:
        """Show an article, without marks, from its beginning."""
        self._glide.drop()
        self._fade.stop()
        self._show_document(self._new_document(text, layout))
        self._place_empty_state()
        self.viewport().update()
        self._describe_selection()
        self.scrolled.emit()

    def clear_article(self) -> None:
        """Show the empty state."""
        self.set_article("", Layout((), ()))

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        self._show_marks(list(highlights))
        self.scrolled.emit()

    def set_selected_node(self, node_id: str | None) -> None:
        self._selected = node_id
        if node_id not in self._clicked:
            self._clicked = ()
        self.viewport().update()

    def set_partner_nodes(self, node_ids: Iterable[str]) -> None:
        """The nodes linked to the selected one; they take its accent and a paler tint."""
        self._partners = tuple(node_ids)
        self.viewport().update()

    def set_leads(self, leads: Iterable[tuple[str, int]]) -> None:
        """Hairlines from the gutter's edge to the bars of nodes, each at a y of the viewport."""
        self._leads = list(leads)
        self.viewport().update()

    def set_empty_state(self, sentence: str, button_text: str) -> None:
        """What to say and offer while no article is set."""
        self._empty.say(sentence, button_text)
        self._has_empty_state = True
        self._place_empty_state()

    def _place_empty_state(self) -> None:
        empty = self._document is None
        self._empty.setVisible(self._has_empty_state and empty)
        self._empty.setGeometry(self.viewport().rect())
        shape = Qt.CursorShape.ArrowCursor if empty else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())

    # -- for the gutter

    def passage_span(self, node_id: str) -> tuple[int, int] | None:
        """Top of the first line and foot of the last of the node's first passage, in pixels of the viewport.

        They may lie outside of it (then estimated); None for a node without a passage here.
        """
        marks = self._index.of_node(node_id)
        if not marks or self._document is None:
            return None
        top = self._document.line_top(marks[0].start, exact=False)
        foot = self._document.line_top(marks[0].end - 1, exact=False) + self._document.line
        return top - self.scroll_position, foot - self.scroll_position

    def marks_in_view(self) -> list[Bar]:
        """The margin bars in sight: node_id, top, foot, and `near`, the distance from the gutter's edge."""
        return self.bars_in_view()

    # -- showing a passage

    @property
    def flashing_node(self) -> str | None:
        """The node whose passage is lit up just now."""
        return self._flashing_node

    def reveal_node(self, node_id: str, flash: bool = True) -> None:
        """Bring the node's first passage into view and light up all its passages."""
        marks = self._index.of_node(node_id)
        if marks:
            self._bring(marks[0].start, marks[0].end)
            if flash:
                self._light(node_id, [(m.start, m.end) for m in marks])

    def reveal(self, start: int, flash: bool = True) -> None:
        """Bring a place into view; the passage that begins there (or holds it), else the word, lights up."""
        if self._document is None:
            return
        here = self._index.touching(start, start + 1)
        mark = next((m for m in here if m.start == start), here[-1] if here else None)
        end = mark.end if mark else start + 1
        self._bring(start, end)
        if flash:
            passage = (mark.start, mark.end) if mark else snapped(self._document.text, start, end)
            self._light(mark.node_id if mark else None, [passage])

    def _bring(self, start: int, end: int) -> None:
        """Put the passage at a third of the height, unless all of it is in sight."""
        document, height = self._document, self.viewport().height()
        self._glide.drop()
        y = document.line_top(start, exact=False) - self.scroll_position
        foot = document.line_top(max(start, end - 1), exact=False) + document.line - self.scroll_position
        if y >= 0 and foot <= height:
            return
        goal = height // 3
        distance = max(-1.5 * height, min(1.5 * height, y - goal))
        if self.animated and self.isVisible():
            self.pin(start, round(goal + distance))
            self._glide.run(lambda left: self.pin(start, round(goal + distance * left)))
        else:
            self.pin(start, goal)

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

    # -- pointing at marks

    def marks_at(self, point: QPoint) -> list[Highlight]:
        """The marks under a point of the viewport, the innermost first; also those whose bars are under it."""
        if self._document is None:
            return []
        if self.columns.in_lanes(point.x()):
            width = self.viewport().width()
            boxes = ((bar, bar.box(width, self._mirrored)) for bar in self.bars_in_view())
            return [bar.mark for bar, box in boxes if box.adjusted(-3, -2, 3, 2).contains(QPointF(point))]
        offset = self.text_at(QPointF(point))
        return [] if offset is None else self._index.touching(offset, offset + 1)[::-1]

    def on_click(self, point: QPoint) -> None:
        self._choose_among(self.marks_at(point))

    def _choose_among(self, marks: list[Highlight]) -> None:
        """Tell the first of the nodes; told again in the same place: the next one."""
        nodes = tuple(dict.fromkeys(mark.node_id for mark in marks))
        again = nodes and self._clicked and set(nodes) == set(self._clicked)
        if again:
            nodes = (*self._clicked[1:], self._clicked[0])
        elif self._selected in nodes and len(nodes) > 1:
            at = nodes.index(self._selected)
            nodes = (*nodes[at + 1 :], *nodes[: at + 1])
        self._clicked = nodes
        if nodes:
            self.node_clicked.emit(nodes[0])

    def _on_hover(self, point: QPoint) -> None:
        if self._document is None:
            return
        if self.columns.in_coverage(point.x()):
            shape = Qt.CursorShape.ArrowCursor
        elif self.marks_at(point):
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            lines = [self._tooltip(mark) for mark in self.marks_at(event.pos())]
            QToolTip.showText(event.globalPos(), "<br>".join(lines), self.viewport())
            return True
        return bool(super().viewportEvent(event))

    def _tooltip(self, mark: Highlight) -> str:
        return f"<b>{escape(_(KIND_NAMES[mark.kind]))}</b> {escape(mark.tooltip)}"

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._document is None:
            event.ignore()
            return
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        caret_foot = self.viewport().mapToGlobal(self.caret_box().bottomLeft())
        self.context_menu_requested.emit(caret_foot if by_keyboard else event.globalPos())

    # -- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = event.key() in KIND_KEYS and event.modifiers() in PLAIN
            if self._document is not None and (own or any(event.matches(key) for key in OWN_SHORTCUTS)):
                event.accept()
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() in PLAIN
        if self._document is None:
            event.ignore()
        elif plain and key in KIND_KEYS:
            sibling = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            self.annotate_requested.emit(KIND_KEYS[Qt.Key(key)], sibling, *self.passage_to_mark())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_among(self._index.touching(self._caret, self._caret + 1)[::-1])
        elif key == Qt.Key.Key_Escape and self._anchor != self._caret:
            self.select(self._caret, self._caret)
        else:
            super().keyPressEvent(event)

    def passage_to_mark(self) -> tuple[int, int]:
        """The selection widened to whole words; start and end are equal when there is none."""
        start, end = self.selection
        return snapped(self._document.text, start, end) if self._document and start < end else (start, start)

    def _describe_selection(self) -> None:
        """Screen readers hear what is selected."""
        start, end = self.selection
        text = shorten(self._document.text[start : min(end, start + 400)], 200) if self._document else ""
        said = _("Selected: {text}").format(text=text) if text else _("Nothing is selected.")
        self.setAccessibleDescription(said)

"""What an article view shows: an article with its passages, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from models.texts import Layout
from ui.article.extents import Extent, same_place
from ui.article.highlights import Highlight
from ui.article.revealing import RevealingSurface
from ui.article.tips import Describer, undescribed
from ui.empty import EmptyState
from ui.theme import Theme


class ContentSurface(RevealingSurface):
    """A surface that is given an article, passages, and what is selected elsewhere.

    All offsets are code points of the reading text, end exclusive. `article_key` names the article to whoever receives
    words dragged out of it.
    """

    empty_button_clicked = Signal()

    def __init__(self, theme: Theme, mirrored: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, mirrored, parent)
        self.article_key = ""
        self._describe: Describer = undescribed
        self._empty = EmptyState(theme, self.viewport())
        self._empty.clicked.connect(self.empty_button_clicked)
        self._empty.hide()
        self._has_empty_state = False

    def set_article(self, text: str, layout: Layout) -> None:
        """Show an article, without marks, from its beginning."""
        self._drop_glide()
        self._fade.stop()
        self._give_up_all()
        self._show_document(self._new_document(text, layout))
        self._place_empty_state()
        self.viewport().update()
        self.say_where()
        self.scrolled.emit()

    def update_article(self, text: str, layout: Layout) -> None:
        """Show the same article with another text or other blocks; what is being read stays where it is."""
        if self._document is None:
            self.set_article(text, layout)
            return
        old, (place, y), (anchor, caret) = self._document.text, self.first_line(), (self._anchor, self._caret)
        self.set_article(text, layout)
        if self._document is not None:
            self.select(same_place(old, text, anchor), same_place(old, text, caret))
            self.pin(same_place(old, text, place), y)

    def clear_article(self) -> None:
        """Show the empty state."""
        self.set_article("", Layout((), ()))

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        self._show_marks(list(highlights))
        self._drop_lost_change()
        self.scrolled.emit()

    def change_highlights(self, removed: Iterable[str], added: Iterable[Highlight]) -> None:
        super().change_highlights(removed, added)
        self._drop_lost_change()

    def set_partner_nodes(self, node_ids: Iterable[str]) -> None:
        """The nodes linked to the selected one; they take its accent and a paler tint."""
        self._partners = tuple(node_ids)
        self.viewport().update()

    def set_leads(self, leads: Iterable[tuple[str, int]]) -> None:
        """Hairlines from the gutter's edge to the bars of nodes, each at a y of the viewport."""
        self._leads = list(leads)
        self.viewport().update()

    def set_describer(self, describe: Describer) -> None:
        """What tells the words and the place in the tree of a node, for tooltips and screen readers."""
        self._describe = describe

    def set_empty_state(self, sentence: str, button_text: str) -> None:
        """What to say and offer while no article is set."""
        self._empty.say(sentence, button_text)
        self._has_empty_state = True
        self._place_empty_state()

    def focus_empty_state(self) -> None:
        """The keys go to the button that says what to do first."""
        self._empty.button.setFocus()

    def _place_empty_state(self) -> None:
        empty = self._document is None
        self._empty.setVisible(self._has_empty_state and empty)
        self._empty.setGeometry(self.viewport().rect())
        shape = Qt.CursorShape.ArrowCursor if empty else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())

    def text_for_finding(self) -> tuple[str, list[Extent]]:
        """The text, and the stretches of it that are not shown."""
        document = self._document
        return (document.text, document.hidden_stretches()) if document is not None else ("", [])

    def first_in_sight(self) -> int:
        """The place in the text at the head of the view."""
        return self.first_line()[0] if self._document is not None else 0

    def selected_lines(self) -> tuple[QRect, QRect] | None:
        """The first and the last line of the selection that are in sight, in pixels of the viewport."""
        return self.lines_of(*self.selection)

    def lines_of(self, start: int, end: int) -> tuple[QRect, QRect] | None:
        """The first and the last line of a stretch that are in sight, in pixels of the viewport."""
        if self._document is None or start == end:
            return None
        strips = self._strips(0, self.viewport().height())
        boxes = [box.toAlignedRect() for _block, strip in strips for box in strip.boxes(start, end)]
        return (boxes[0], boxes[-1]) if boxes else None

    # -- for the floor above

    def _give_up_all(self) -> None:
        """Another article comes: what the hands were doing with this one ends."""

    def _drop_lost_change(self) -> None:
        """Other passages are shown: a change under way goes with its passage."""

    def say_where(self) -> None:
        """Tell screen readers where the caret is."""

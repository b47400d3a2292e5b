"""Passages by keyboard: changing, adding, splitting, moving and removing the one at the caret."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from unicodedata import name

from models.anchors import trimmed
from models.messages import _
from ui.article.extents import Extent, Sentences
from ui.article.highlights import Highlight
from ui.article.stepping import Stepping

if TYPE_CHECKING:
    from ui.article.view import ArticleView

UNSPACED = frozenset({"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR"})  # as Unicode names begin


class PassageKeys:
    """What each name of `keys.KEYS` does in a view."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self.stepping = Stepping(view)
        self._commands: dict[str, Callable[[], object]] = {
            "next_passage": partial(self.stepping.to_passage, True),
            "previous_passage": partial(self.stepping.to_passage, False),
            "next_uncovered": partial(self.stepping.to_uncovered, True),
            "previous_uncovered": partial(self.stepping.to_uncovered, False),
            "widen": partial(self._resize, view.widen),
            "narrow": partial(self._resize, view.narrow),
            "change_passage": partial(self._change, False),
            "change_passage_exactly": partial(self._change, True),
            "add_passage": self._add,
            "split_passage": self._split,
            "move_passage": partial(self._ask_for, view.passage_move_requested),
            "remove_passage": partial(self._ask_for, view.passage_remove_requested),
            "pick_parent": view.parent_picker_requested.emit,
            "outward": view.outward_requested.emit,
            "pick_tags": view.tag_picker_requested.emit,
            "select_node": self._select_node,
        }
        for kind in ("claim", "evidence", "rebuttal"):
            self._commands[kind] = partial(self._annotate, kind, False)
            self._commands[f"{kind}_beside"] = partial(self._annotate, kind, True)
        for digit in range(1, 10):
            self._commands[f"recent_parent_{digit}"] = partial(view.recent_parent_requested.emit, digit)

    @property
    def names(self) -> frozenset[str]:
        """What can be done."""
        return frozenset(self._commands)

    def do(self, name: str) -> None:
        self._commands[name]()

    # -- which passage

    def at_caret(self) -> list[Highlight]:
        """The passages at the caret (or under the selection): the innermost first, one that ends there last."""
        view = self._view
        start, end = view.selection
        if start < end:
            return view.marks.touching(start, end)[::-1]
        inside = view.marks.touching(start, start + 1)[::-1]
        return inside + [mark for mark in view.marks.touching(start - 1, start)[::-1] if mark.end == start]

    def here(self) -> Highlight | None:
        """The passage that a key means: the selected node's, else the innermost."""
        found = self.at_caret()
        own = (mark for mark in found if mark.node_id == self._view.selected_node)
        return next(own, found[0] if found else None)

    # -- what the keys do

    def _annotate(self, kind: str, beside: bool) -> None:
        self._view.annotate_requested.emit(kind, beside, *self._view.passage_to_mark())

    def _select_node(self) -> None:
        self._view.choose_among(self.at_caret())

    def _add(self) -> None:
        view = self._view
        start, end = view.passage_to_mark()
        if start == end:
            view.told.emit(_("Select the words of the further passage first."))
        elif view.selected_node is None:
            view.told.emit(_("Select the node first that the passage is for."))
        elif any((mark.start, mark.end) == (start, end) for mark in view.marks.of_node(view.selected_node)):
            view.told.emit(_("This is a passage of the selected node already."))
        else:
            view.passage_add_requested.emit(start, end)

    def _resize(self, resize: Callable[[], None]) -> None:
        resize()
        start, end = self._view.selection
        if start < end:
            self._view.keep_in_sight(start, end)

    def _meant(self) -> Highlight | None:
        """The passage that a key means; its node becomes the selected one. Without one a sentence says so."""
        view, mark = self._view, self.here()
        if mark is None:
            view.told.emit(_("No passage at the caret."))
        elif mark.node_id != view.selected_node:
            view.node_clicked.emit(mark.node_id)
        return mark

    def _ask_for(self, signal: object) -> None:
        mark = self._meant()
        if mark is not None:
            signal.emit(mark.anchor_id)  # type: ignore[attr-defined]

    def _change(self, exactly: bool) -> None:
        """Give the passage the selection; without one, take an end of it in hand."""
        view = self._view
        start, end = view.selection
        if start == end:
            mark = self._meant()
            if mark is not None:
                view.adjusting.begin(mark, view.caret_offset - mark.start >= mark.end - view.caret_offset)
            return
        start, end = trimmed(view.shown_document.text, start, end) if exactly else view.passage_to_mark()
        mark = self._overlapped(start, end)
        if start == end or mark is None:
            view.told.emit(_("Select over a passage of the selected node to change it; A adds a further one."))
        elif (mark.start, mark.end) == (start, end):
            view.adjusting.begin(mark, view.caret_offset >= view.selection_anchor)
        else:
            view.passage_change_requested.emit(mark.anchor_id, start, end)

    def _overlapped(self, start: int, end: int) -> Highlight | None:
        """The selected node's passage that shares the most with [start, end), of equals the shortest."""
        found = [m for m in self._view.marks.touching(start, end) if m.node_id == self._view.selected_node]

        def shared(mark: Highlight) -> tuple[int, int]:
            return min(end, mark.end) - max(start, mark.start), mark.start - mark.end

        return max(found, key=shared, default=None)

    def _split(self) -> None:
        view, mark = self._view, self._meant()
        if mark is None:
            return
        places = word_starts(view.sentences, (mark.start, mark.end))
        if not places:
            view.told.emit(_("A passage of one word cannot be split."))
            return
        at = min(places, key=lambda place: abs(place - view.caret_offset))
        view.passage_split_requested.emit(mark.anchor_id, at)


def word_starts(sentences: Sentences, passage: Extent) -> list[int]:
    """Where words begin inside a passage, the first one left out; by character in scripts that have no spaces."""
    start, end = passage
    document = sentences.document
    words = [found.start() + start for found in re.finditer(r"\S+", document.text[start:end])]
    if len(words) != 1:
        return words[1:]
    block, local = document.locate(words[0])
    laid, origin = document.laid(block), document.starts[block]
    places = []
    while (following := laid.next(local)) > local and origin + following < end:
        local = following
        if name(laid.text[local], "").partition(" ")[0] in UNSPACED:
            places.append(origin + local)
    return places

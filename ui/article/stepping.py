"""From passage to passage, and to the next sentence that none covers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.messages import _
from models.texts import NUMBERED
from ui.article.extents import Extent
from ui.article.highlights import Highlight

if TYPE_CHECKING:
    from ui.article.view import ArticleView

Key = tuple[int, int, str]


class Stepping:
    """Where N and U lead."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._last: Key | None = None  # the passage that was stepped to; several may begin at one place

    def to_passage(self, forward: bool) -> None:
        """Put the caret at the beginning of the next (or previous) passage, tell its node and show it."""
        view = self._view
        marks = {self._key(mark): mark for mark in view.marks.all()}
        if not marks:
            view.told.emit(_("There is no passage in this text yet."))
            return
        here = self._here(forward)
        beyond = [key for key in marks if (key > here if forward else key < here)]
        self._last = min(beyond or marks) if forward else max(beyond or marks)
        mark = marks[self._last]
        view.select(self._last[0], self._last[0])
        view.node_clicked.emit(mark.node_id)
        view.bring(self._last[0], mark.end)
        if not beyond:
            self._tell_turn(forward)

    def _here(self, forward: bool) -> Key:
        """What to step on from: the last passage while the caret stands on it, else the caret."""
        caret = self._view.caret_offset
        if self._last is not None and self._last[0] == caret and self._view.selection == (caret, caret):
            return self._last
        start, end = self._view.selection
        return (end, -1 << 60, "") if forward else (start, -1 << 60, "")

    def _key(self, mark: Highlight) -> Key:
        """Reading order; of those that begin together the longest first."""
        return self._shown_start(mark), -mark.end, mark.anchor_id

    def _shown_start(self, mark: Highlight) -> int:
        """The first place of a passage that is in a shown block (it has one, or the index would leave it out)."""
        document = self._view.shown_document
        block = document.block_at(mark.start)
        if document.blocks[block].end <= mark.start:
            block += 1
        return max(mark.start, document.starts[block])

    def to_uncovered(self, forward: bool) -> None:
        """Select the next (or previous) sentence of the running text that no passage touches."""
        view = self._view
        start, end = view.selection
        ends = _Union((mark.start, mark.end) for mark in view.covering())
        free = [each for each in self._sentences() if not ends.touches(*each)]
        if not free:
            view.told.emit(_("Every sentence has a passage."))
            return
        if forward:
            beyond = [each for each in free if (each[0] >= end if start < end else each[1] > end)]
        else:
            beyond = [each for each in free if (each[1] <= start if start < end else each[0] < start)]
        chosen = (beyond or free)[0 if forward else -1]
        view.select(*chosen)
        view.bring(*chosen)
        if not beyond:
            self._tell_turn(forward)

    def _tell_turn(self, forward: bool) -> None:
        self._view.told.emit(_("On from the beginning.") if forward else _("On from the end."))

    def _sentences(self) -> Iterator[Extent]:
        view = self._view
        for at, block in enumerate(view.shown_document.blocks):
            if block.kind in NUMBERED:
                yield from view.sentences.of_block(at)


class _Union:
    """Stretches laid together."""

    def __init__(self, stretches: Iterator[Extent]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, start: int, end: int) -> bool:
        after = bisect_right(self._ends, start)
        return after < len(self._starts) and self._starts[after] < end

"""Choosing several rows: a range, one more or one less, all, and back to one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt

from ui.outline.measures import ROW_HEIGHT
from ui.outline.selecting import SelectingTable


class ChoosingTable(SelectingTable):
    """By node id, so that rows may come and go meanwhile."""

    def extend_to(self, row: int) -> None:
        """Choose all from where choosing began to a row."""
        row = max(0, min(row, self.outline.rowCount() - 1))
        begun = self._range_from or self._selected
        start = self.outline.row_of(begun) if begun is not None else None
        start = row if start is None else start
        step = 1 if row >= start else -1
        self.choose_many(self._nodes(range(start, row + step, step)))

    def row_beyond(self, key: Qt.Key) -> int:
        """The row that a key for up, down or a page leads to."""
        now, page = self.currentIndex().row(), max(1, self.viewport().height() // ROW_HEIGHT - 1)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        return now + steps.get(key, 0)

    def toggle(self, node_id: str) -> None:
        """Add a node to the chosen ones or leave it out; one is always left."""
        chosen = [each for each in self.state.chosen if each != node_id]
        self._range_from = node_id
        self.choose_many(chosen if node_id in self.state.chosen and chosen else [*chosen, node_id])

    def choose_all(self) -> None:
        """All on show; the selected one stays it."""
        every = self._nodes(range(self.outline.rowCount()))
        if every:
            last = self._selected if self._selected in set(every) else every[0]
            self.choose_many([*(i for i in every if i != last), last or every[0]])

    def _nodes(self, rows: Iterable[int]) -> list[str]:
        return [node_id for node_id in map(self.outline.node_at, rows) if node_id is not None]

    def chosen_with(self, node_id: str) -> list[str]:
        """What an action on a node is about, in reading order: all that are chosen, if it is one of them."""
        chosen = self.state.chosen
        if node_id not in chosen:
            return [node_id]
        rows = {i: self.outline.row_of(i) for i in chosen}
        return sorted(chosen, key=lambda i: row if (row := rows[i]) is not None else self.outline.rowCount())

    def back_to_one(self) -> bool:
        """Of several chosen only the selected one stays; False when there are not several."""
        if len(self.state.chosen) < 2 or self._selected is None:
            return False
        self.choose_alone(self._selected)
        return True

"""The proposals as a list shows them, and the model that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.messages import _
from ui.compare.words import kind_name
from ui.tips import plain_tip

ROW_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
EXCERPT = 480  # code points of a text that a row may need
AHEAD = 120  # a first mark further on than this would not be in sight
BEFORE = 40  # code points kept before it then


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a proposal. `marks`: [start, end) of the shared words in `text`, in code points."""

    node_id: str
    kind: str
    text: str
    cite: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """Two nodes and what speaks for them. `points`: what is shown of them, the partner alone or both ends.

    `score` 0 to 1; None for a dismissed one. `words`: below the texts; `tip`: how the measure comes about.
    """

    node_id: str
    other_id: str
    points: tuple[Point, ...]
    words: str = ""
    score: float | None = None
    tip: str = ""

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.node_id, self.other_id))


def excerpt(point: Point) -> Point:
    """As much of a point as a row may show, on one line; from shortly before the first mark where that is far on."""
    text = "".join(" " if char.isspace() else char for char in point.text)
    start = 0
    if point.marks and point.marks[0][0] > AHEAD:
        start = point.marks[0][0] - BEFORE
        start = text.find(" ", start, point.marks[0][0]) + 1 or start
    head = "…" if start else ""
    end = start + EXCERPT
    shown = head + text[start:end] + ("…" if end < len(text) else "")
    shift = len(head) - start
    marks = tuple((a + shift, b + shift) for a, b in point.marks if start <= a and b <= end)
    return replace(point, text=shown, marks=marks)


class ProposalModel(QAbstractListModel):
    """The rows in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ProposalRow] = []

    def set_rows(self, rows: Sequence[ProposalRow]) -> None:
        self.beginResetModel()
        self._rows = [replace(row, points=tuple(excerpt(point) for point in row.points)) for row in rows]
        self.endResetModel()

    def all(self) -> list[ProposalRow]:
        return list(self._rows)

    def row(self, place: int) -> ProposalRow | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, pair: frozenset[str]) -> int:
        """The row that a pair stands in; -1 when it is not listed."""
        return next((at for at, row in enumerate(self._rows) if row.pair == pair), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return " … ".join(point.text for point in row.points)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.tip)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.tip
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None


def spoken(row: ProposalRow) -> str:
    """The row in words."""
    ends = (", ".join(part for part in (kind_name(point.kind), point.text, point.cite) if part) for point in row.points)
    measure = _("{number} of 100 alike").format(number=round(100 * row.score)) if row.score is not None else ""
    return "; ".join(part for part in (*ends, row.words, measure) if part)

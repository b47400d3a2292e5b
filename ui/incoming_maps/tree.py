"""The trees that a map becomes, as rows: cases, and below them their points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from models.interchange.arranging import Arranged, Placed
from models.messages import _, ngettext
from models.words import KIND_NAMES, PLAIN
from ui.theme import Theme
from ui.theme.signs import paint_kind
from ui.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()
ROW, SIGN, GAP = 26, 12, 8  # pixels
OPENED = 400  # points that are unfolded at first
LINES = 400  # characters of a text that a row may need


@dataclass(slots=True)
class _Row:
    """A case (`placed` None) or a point. `at` is its place among the rows below its parent."""

    words: str
    kind: str
    parent: _Row | None
    at: int
    rows: list[_Row] = field(default_factory=list)


class MapModel(QAbstractItemModel):
    """One column; a single case without a name stands for itself, so its points are the topmost rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tops: list[_Row] = []

    def show_map(self, arranged: Arranged | None, names: Sequence[str] = ()) -> None:
        """The trees of a map under the names of its cases; None: nothing."""
        self.beginResetModel()
        self._tops = []
        for part, name in zip(arranged.parts, names, strict=True) if arranged is not None else ():
            assert arranged is not None
            top = _Row(name, "", None, len(self._tops))
            rows: dict[str, _Row] = defaultdict(lambda top=top: top)  # type: ignore[misc]
            for placed in arranged.placed[part.key]:
                above = rows[placed.parent] if placed.parent else top
                row = _Row(_words(placed), _kind(placed), above, len(above.rows))
                above.rows.append(row)
                rows[placed.point.key] = row
            self._tops.append(top)
        self.endResetModel()

    def _row(self, index: Index) -> _Row | None:
        return index.internalPointer() if index.isValid() else None  # type: ignore[no-any-return]

    def _below(self, parent: Index) -> list[_Row]:
        row = self._row(parent)
        return row.rows if row is not None else self._tops

    def index(self, row: int, column: int, parent: Index = NONE) -> QModelIndex:
        below = self._below(parent)
        if column == 0 and 0 <= row < len(below):
            return self.createIndex(row, column, below[row])
        return QModelIndex()

    def parent(self, index: Index = NONE) -> QModelIndex:  # type: ignore[override]
        row = self._row(index)
        if row is None or row.parent is None:
            return QModelIndex()
        return self.createIndex(row.parent.at, 0, row.parent)

    def rowCount(self, parent: Index = NONE) -> int:
        return len(self._below(parent)) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = NONE) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.words)
        if role == Qt.ItemDataRole.UserRole:
            return row.kind
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if row.kind:
                return f"{_(KIND_NAMES[row.kind])}: {row.words}"
            count = len(row.rows)
            points = ngettext("{count} point at the top", "{count} points at the top", count).format(count=count)
            return f"{row.words}, {points}"
        return None


def _kind(placed: Placed) -> str:
    return "undercut" if placed.inference else str(placed.kind)


def _words(placed: Placed) -> str:
    return " ".join(placed.point.text.split())[:LINES] or "…"


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, kind = self._theme.tokens, index.data(Qt.ItemDataRole.UserRole)
        box = QRect(option.rect)  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        if chosen:
            painter.fillRect(box, tokens.selection)
        left = box.left() + 4
        if kind:
            sign = QRectF(left, box.center().y() - SIGN / 2 + 0.5, SIGN, SIGN)
            paint_kind(painter, sign, "rebuttal" if kind == "undercut" else kind, tokens)
            left += SIGN + GAP
        if kind == "undercut":  # it looks like a rebuttal, and attacks the step instead
            left = self._say(painter, _(PLAIN[kind]), QRect(left, box.top(), box.right() - left, box.height()))
        painter.setFont(self._theme.interface_font(400 if kind else 600))
        painter.setPen(tokens.ink)
        inner = QRect(left, box.top(), box.right() - left - 4, box.height())
        words = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def _say(self, painter: QPainter, word: str, box: QRect) -> int:
        """A small muted word; where what follows begins."""
        painter.setFont(self._theme.small_font())
        painter.setPen(self._theme.tokens.muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
        return box.left() + painter.fontMetrics().horizontalAdvance(word) + GAP


class MapTree(QTreeView):
    """Read only; arrows go through the points and fold them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = MapModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName(_("What comes in"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(20)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(
            f"MapTree {{ background: {tokens.paper.name()}; border: 1px solid {tokens.line.name()};"
            f" selection-background-color: {tokens.selection.name()}; show-decoration-selected: 1; }}"
        )
        self.viewport().update()

    def show_map(self, arranged: Arranged | None, names: Sequence[str] = ()) -> None:
        self.rows.show_map(arranged, names)
        if arranged is not None and arranged.count <= OPENED:
            self.expandAll()
        else:
            self.expandToDepth(0)
        self.setCurrentIndex(self.rows.index(0, 0))

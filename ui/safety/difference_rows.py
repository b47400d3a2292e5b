"""What differs between two states as a list: a heading for each case, below it what became of its nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.differences import PARTS, Difference, Differences, Group, Sort
from models.messages import N_, _, ngettext, shorten
from ui.compare.words import kind_name
from ui.panel.pieces import paint_focus
from ui.theme import Theme
from ui.theme.signs import paint_kind
from ui.theme.theme import INTERFACE_LINE, SMALL_LINE
from ui.tips import plain_tip

MOST = 500  # rows of one group; the rest is counted
LONGEST = 400  # code points of a text that a row may need
ROW_ROLE = Qt.ItemDataRole.UserRole
EDGE, TOP, SIGN, GAP = 16, 5, 18, 2
STEP, DEEPEST = 20, 8  # pixels that a level of a tree stands in, and how many levels do
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

SORTS = {
    Sort.ADDED: N_("Added"),
    Sort.REMOVED: N_("Removed"),
    Sort.REWORDED: N_("Reworded"),
    Sort.MOVED: N_("Moved"),
    Sort.CHANGED: N_("Changed"),
}
HEADINGS = {
    "articles": N_("Articles"),
    "links": N_("Links"),
    "pairings": N_("Pairings and clash tables"),
    "others": N_("Tags"),
}
TABLES = {"case": N_("Case"), "issue": N_("Heading"), "clash": N_("Row of a clash table"), "pairing": N_("Pairing")}


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, what became of one thing (`sort`), or (`is_rest`) how many more there are.

    `level`: how far below the first it stands, where the rows are a tree.
    """

    text: str
    sort: str = ""
    below: str = ""  # a second line
    kind: str = ""  # a node's: its sign is painted
    level: int = 0
    is_heading: bool = False
    is_rest: bool = False

    @property
    def spoken(self) -> str:
        kind = kind_name(self.kind) if self.kind else ""
        return ", ".join(part for part in (self.sort, kind, self.text, self.below) if part)


def rows_of(found: Differences) -> list[Row]:
    """The list's rows in their order."""
    return [row for group in found.groups for row in _rows(group)]


def _rows(group: Group) -> Iterator[Row]:
    name = group.name.strip() or _("Case without a name") if group.about == "case" else _(HEADINGS[group.about])
    yield Row(name, is_heading=True)
    for difference in group.differences[:MOST]:
        yield row_of(difference)
    rest = len(group.differences) - MOST
    if rest > 0:
        yield Row(ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}"), is_rest=True)


def row_of(difference: Difference) -> Row:
    """One difference in words; what it was before stands below where the words differ."""
    text = shorten(difference.after or difference.before, LONGEST)
    if difference.table in TABLES:
        text = f"{_(TABLES[difference.table])}: {text}"
    parts = [_(PARTS[part]) for part in difference.parts]
    below = ", ".join(parts)
    if difference.sort is Sort.REWORDED and difference.before != difference.after:
        below = _("before: {text}").format(text=shorten(difference.before, LONGEST))
        more = [part for part, name in zip(parts, difference.parts, strict=True) if name != "text"]
        below = " · ".join((", ".join(more), below)) if more else below
    elif difference.parts == ("place",):
        below = ""
    return Row(text, _(SORTS[difference.sort]), below, difference.kind if difference.table == "node" else "")


def summary(found: Differences) -> str:
    """How many nodes came, went and changed since, in one sentence."""
    if found.is_empty:
        return _("Nothing in sight has changed since this backup.")
    counted = (
        (Sort.ADDED, ngettext("{count} added", "{count} added", _count(found, Sort.ADDED))),
        (Sort.REMOVED, ngettext("{count} removed", "{count} removed", _count(found, Sort.REMOVED))),
        (Sort.REWORDED, ngettext("{count} reworded", "{count} reworded", _count(found, Sort.REWORDED))),
        (Sort.MOVED, ngettext("{count} moved", "{count} moved", _count(found, Sort.MOVED))),
        (Sort.CHANGED, ngettext("{count} changed otherwise", "{count} changed otherwise", _count(found, Sort.CHANGED))),
    )
    told = [words.format(count=f"{_count(found, sort):,}") for sort, words in counted if _count(found, sort)]
    if not told:
        return _("Since this backup no node has changed, but other things have.")
    return _("Nodes since this backup: {what}.").format(what=", ".join(told))


def _count(found: Differences, sort: Sort) -> int:
    return found.count("node", sort)


class DifferenceModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_rows(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def all(self) -> list[Row]:
        return list(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole and not row.is_heading and not row.is_rest:
            return plain_tip("\n".join(part for part in (row.text, row.below) if part))
        return None


class DifferenceDelegate(QStyledItemDelegate):
    """What became of it at the right in small letters, its words at the left, what it was before below."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW_ROLE)
        if row.is_heading:
            return QSize(100, INTERFACE_LINE + 2 * TOP + 8)
        return QSize(100, INTERFACE_LINE + 2 * TOP + (SMALL_LINE + GAP if row.below else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        tokens, box = self._theme.tokens, QRect(option.rect)
        painter.save()
        chosen = option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus
        painter.fillRect(box, tokens.selection if chosen else tokens.paper)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box.adjusted(1, 1, -1, -2), self._theme)
        if row.is_heading or row.is_rest:
            self._paint_heading(painter, box, row)
        else:
            self._paint_difference(painter, box.adjusted(STEP * min(row.level, DEEPEST), 0, 0, 0), row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRect, row: Row) -> None:
        tokens = self._theme.tokens
        line = QRect(box.left() + EDGE, box.bottom() + 1 - TOP - INTERFACE_LINE, box.width() - 2 * EDGE, INTERFACE_LINE)
        painter.setFont(self._theme.interface_font(400 if row.is_rest else 600))
        painter.setPen(tokens.muted if row.is_rest else tokens.ink)
        painter.drawText(line, _LEFT, _fitting(painter, row.text, line.width()))
        if not row.is_rest:
            painter.fillRect(box.left() + EDGE, box.bottom(), box.width() - 2 * EDGE, 1, tokens.line)

    def _paint_difference(self, painter: QPainter, box: QRect, row: Row) -> None:
        tokens = self._theme.tokens
        line = QRect(box.left() + EDGE, box.top() + TOP, box.width() - 2 * EDGE, INTERFACE_LINE)
        painter.setFont(self._theme.small_font())
        painter.setPen(tokens.muted)
        painter.drawText(line, _RIGHT, row.sort)
        wide = painter.fontMetrics().horizontalAdvance(row.sort)
        if row.kind:
            sign = QRectF(line.left(), line.top() + (INTERFACE_LINE - 12) / 2, 12, 12)
            paint_kind(painter, sign, row.kind, tokens)
        left = SIGN if row.kind else 0
        if row.below:
            below = QRect(line.left() + left, line.bottom() + 1 + GAP, line.width() - left, SMALL_LINE)
            painter.drawText(below, _LEFT, _fitting(painter, row.below, below.width()))
        room = line.adjusted(left, 0, -wide - 12, 0)
        painter.setFont(self._theme.interface_font())
        painter.setPen(tokens.ink)
        painter.drawText(room, _LEFT, _fitting(painter, row.text, room.width()))


def _fitting(painter: QPainter, words: str, width: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)


class DifferenceList(QListView):
    """What differs, to be read with the arrow keys; nothing in it can be changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = DifferenceModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(DifferenceDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("What has changed since the backup"))
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: list[Row]) -> None:
        self.rows.set_rows(rows)
        self.scrollToTop()

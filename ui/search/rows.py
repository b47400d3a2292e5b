"""What was found, as a list shows it: a heading for each sort, below it what was found with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from models.entities import Anchor, Article, Node
from models.messages import N_, _, ngettext, shorten
from models.project import Project
from models.searching.snippets import BEGIN, END
from storage.searching import Hit
from ui.compare.words import kind_name
from ui.panel.pieces import paint_focus
from ui.theme import Theme
from ui.theme.signs import paint_kind
from ui.theme.theme import INTERFACE_LINE, SMALL_LINE
from ui.tips import plain_tip

ROW_ROLE = Qt.ItemDataRole.UserRole
EDGE, TOP, GAP, SIGN = 16, 6, 2, 18
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

HEADINGS = {
    "node": N_("Nodes"),
    "note": N_("Notes of nodes"),
    "passage": N_("Passages"),
    "text": N_("Texts of articles"),
    "article": N_("Articles"),
    "tag": N_("Tags"),
    "link": N_("Notes of links"),
    "pairing": N_("Pairings"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A heading with how many there are, something that was found (`hit`) and where it stands, or (`is_rest`) how many
    more there are."""

    text: str
    right: str = ""
    below: str = ""
    kind: str = ""
    hit: Hit | None = None
    is_rest: bool = False

    @property
    def plain(self) -> str:
        return self.text.replace(BEGIN, "").replace(END, "")

    @property
    def spoken(self) -> str:
        kind = kind_name(self.kind) if self.kind else ""
        return ", ".join(part for part in (kind, self.plain, self.right, self.below) if part)


def rows_of(project: Project, found: dict[str, list[Hit]], counts: dict[str, int]) -> list[Row]:
    """The list's rows; what has gone since it was found is left out."""
    rows: list[Row] = []
    for sort, hits in found.items():
        below = [row for hit in hits if (row := _row(project, hit)) is not None]
        if below:
            count = counts.get(sort, 0)
            rows.append(Row(_(HEADINGS[sort]), f"{count:,}" if count else ""))
            rows += below
            rest = count - len(hits)
            if rest > 0:
                words = ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}")
                rows.append(Row(words, is_rest=True))
    return rows


def _row(project: Project, hit: Hit) -> Row | None:
    text = " ".join(hit.snippet.split())
    if hit.what == "tag":
        return Row(text, hit=hit)
    entity = project.entity(*hit.owner)
    if entity is None:
        return None
    if isinstance(entity, Node):
        case = project.case(entity.case_id)
        parts = [case.name]
        if hit.what == "passage":
            anchor = project.entity("anchor", hit.row)
            parts.append(_paragraph(project, anchor) if isinstance(anchor, Anchor) else "")
        if hit.what != "node":
            parts.append(shorten(entity.text, 60))
        elif entity.parent_id is not None:
            parts.append(_("below “{parent}”").format(parent=shorten(project.node(entity.parent_id).text, 60)))
        return Row(text, below=" · ".join(part for part in parts if part), kind=str(entity.kind), hit=hit)
    if isinstance(entity, Article) and hit.what == "text":
        number = _number(project, entity.id, hit.start)
        return Row(text, below=" · ".join(part for part in (shorten(entity.title, 60), number) if part), hit=hit)
    return Row(text, hit=hit)


def _paragraph(project: Project, anchor: Anchor) -> str:
    return _number(project, anchor.article_id, anchor.start)


def _number(project: Project, article_id: str, place: int) -> str:
    for block in project.layout(article_id).blocks:
        if block.start <= place < block.end:
            return f"¶ {block.number}" if block.number is not None else ""
    return ""


class RowsModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def all(self) -> list[Row]:
        return list(self._rows)

    def row(self, at: int) -> Row | None:
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def next_hit(self, at: int, step: int) -> int:
        """The next row from `at` on, by steps of 1 or -1, that is no heading; `at` itself where there is none."""
        found = at + step
        while 0 <= found < len(self._rows):
            if self._rows[found].hit is not None:
                return found
            found += step
        return at

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index.row())
        if row is None or row.hit is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.plain
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole and row.hit is not None:
            return plain_tip("\n".join(part for part in (row.plain, row.below) if part))
        return None


class RowsDelegate(QStyledItemDelegate):
    """What was asked for in bold within its words, its place below."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW_ROLE)
        if row.hit is None:
            return QSize(100, INTERFACE_LINE + 2 * TOP + 6)
        return QSize(100, INTERFACE_LINE + 2 * TOP + (GAP + SMALL_LINE if row.below else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        tokens, box = self._theme.tokens, QRect(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, tokens.selection if chosen else tokens.paper)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box.adjusted(1, 1, -1, -2), self._theme)
        if row.is_rest:
            painter.setFont(self._theme.small_font())
            painter.setPen(tokens.muted)
            painter.drawText(box.adjusted(EDGE + SIGN, 0, -EDGE, 0), _LEFT, row.text)
        elif row.hit is None:
            self._paint_heading(painter, box, row)
        else:
            self._paint_hit(painter, box, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRect, row: Row) -> None:
        tokens = self._theme.tokens
        line = QRect(box.left() + EDGE, box.bottom() + 1 - TOP - INTERFACE_LINE, box.width() - 2 * EDGE, INTERFACE_LINE)
        painter.setFont(self._theme.small_font())
        painter.setPen(tokens.muted)
        painter.drawText(line, _RIGHT, row.right)
        painter.setFont(self._theme.interface_font(600))
        painter.drawText(line, _LEFT, row.text)
        painter.fillRect(box.left() + EDGE, box.bottom(), box.width() - 2 * EDGE, 1, tokens.line)

    def _paint_hit(self, painter: QPainter, box: QRect, row: Row) -> None:
        tokens = self._theme.tokens
        line = QRect(box.left() + EDGE, box.top() + TOP, box.width() - 2 * EDGE, INTERFACE_LINE)
        if row.kind:
            sign = QRectF(line.left(), line.top() + (INTERFACE_LINE - 12) / 2, 12, 12)
            paint_kind(painter, sign, row.kind, tokens)
            line.adjust(SIGN, 0, 0, 0)
        painter.setPen(tokens.ink)
        self._paint_words(painter, line, row.text)
        if row.below:
            below = QRect(line.left(), line.bottom() + 1 + GAP, line.width(), SMALL_LINE)
            painter.setFont(self._theme.small_font())
            painter.setPen(tokens.muted)
            painter.drawText(below, _LEFT, _fitting(painter, row.below, below.width()))

    def _paint_words(self, painter: QPainter, line: QRect, text: str) -> None:
        """Piece by piece from the left, each marked one bold, until the line is full."""
        room = QRect(line)
        for at, piece in enumerate(text.replace(END, BEGIN).split(BEGIN)):
            painter.setFont(self._theme.interface_font(700 if at % 2 else 400))
            wide = painter.fontMetrics().horizontalAdvance(piece)
            painter.drawText(room, _LEFT, _fitting(painter, piece, room.width()))
            room.setLeft(room.left() + wide)
            if room.width() <= 0:
                return


def _fitting(painter: QPainter, words: str, width: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)

"""The rows of the picker: which of them are shown for what is typed, and how one is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from models.fuzzy import plain, ranked
from models.messages import _
from models.words import KIND_NAMES
from ui.article.utf16 import Offsets
from ui.theme import Theme
from ui.theme.signs import paint_kind

ROW = 30
SHOWN = 200  # at most, of those that match
NUMBERS = 9
BEFORE = 12  # characters kept before a match that would be out of sight
_VERTICAL = Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PickRow:
    """One thing to pick. `aside` stands at the right; `kind` is a node's, `colour` a tag's ("#rrggbb").

    `recent` rows come first while nothing is typed; digits pick them.
    """

    key: str
    text: str
    aside: str = ""
    kind: str = ""
    colour: str = ""
    recent: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as it is shown: the places of the letters that match, its number, whether it makes something new."""

    row: PickRow
    places: tuple[int, ...] = ()
    number: int = 0
    is_new: bool = False


def _holds(text: str, typed: str) -> bool:
    """Whether each word that was typed stands in a text, letter by letter."""
    folded = plain(text)
    return all(word in folded for word in plain(typed).split())


class PickModel(QAbstractListModel):
    """The rows that fit what is typed, the best first."""

    shown_role = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[PickRow] = []
        self._texts: list[str] = []
        self._new_words = ""
        self._shown: list[Shown] = []

    def set_rows(self, rows: Sequence[PickRow], new_words: str) -> None:
        """`new_words` with a place {text} offer to make what is typed; none: nothing is made."""
        self._rows = sorted(rows, key=lambda row: not row.recent)
        self._texts = [row.text for row in self._rows]
        self._new_words = new_words
        self.look_for("")

    def look_for(self, typed: str) -> None:
        self.beginResetModel()
        typed = typed.strip()
        if typed:
            found = ranked(typed, self._texts, SHOWN)
            self._shown = [Shown(self._rows[index], tuple(places)) for index, places in found]
            known = {text.strip().casefold() for text in self._texts} if self._new_words else set()
            if self._new_words and typed.casefold() not in known:
                new = PickRow("", self._new_words.format(text=typed))
                # Before what is merely like it: Enter never takes another word than the one that was typed out.
                other = (at for at, each in enumerate(self._shown) if not _holds(each.row.text, typed))
                self._shown.insert(next(other, len(self._shown)), Shown(new, is_new=True))
        else:
            self._shown = [
                Shown(row, number=at + 1 if row.recent and at < NUMBERS else 0) for at, row in enumerate(self._rows)
            ]
        self.endResetModel()

    def shown(self, row: int) -> Shown | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def numbered(self, number: int) -> Shown | None:
        """The row with that number, while nothing is typed."""
        found = self.shown(number - 1)
        return found if found is not None and found.number == number else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = self.shown(index.row())
        if shown is None:
            return None
        if role == self.shown_role:
            return shown
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(shown)
        return None


def spoken(shown: Shown) -> str:
    """The row in words."""
    row = shown.row
    kind = _(KIND_NAMES[row.kind]) if row.kind else ""
    return ", ".join(part for part in (str(shown.number or ""), kind, row.text, row.aside) if part)


class PickDelegate(QStyledItemDelegate):
    """Number, sign, text with the matched letters in bold, and what stands at the right in muted."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.has_numbers = False
        self.has_signs = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = index.data(PickModel.shown_role)
        tokens, box, row = self._theme.tokens, QRect(option.rect), shown.row
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, tokens.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, tokens.panel)
        box.adjust(12, 0, -12, 0)
        if self.has_numbers:
            painter.setFont(self._theme.small_font())
            painter.setPen(tokens.muted)
            painter.drawText(box, _VERTICAL, str(shown.number or ""))
            box.adjust(18, 0, 0, 0)
        if self.has_signs:
            self._paint_sign(painter, box, shown)
            box.adjust(20, 0, 0, 0)
        if row.aside:
            box.setRight(self._paint_aside(painter, box, row.aside))
        painter.setPen(tokens.muted if shown.is_new else tokens.ink)
        self._paint_text(painter, box, row.text.replace("\n", " "), shown.places)
        painter.restore()

    def _paint_sign(self, painter: QPainter, box: QRect, shown: Shown) -> None:
        middle = box.top() + box.height() / 2
        if shown.row.kind:
            paint_kind(painter, QRectF(box.left(), middle - 6, 12, 12), shown.row.kind, self._theme.tokens)
        elif shown.row.colour:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.row.colour))
            painter.drawEllipse(QRectF(box.left() + 1, middle - 5, 10, 10))
        elif shown.is_new:
            painter.setPen(self._theme.tokens.muted)
            painter.drawText(QRect(box.left(), box.top(), 12, box.height()), Qt.AlignmentFlag.AlignCenter, "+")

    def _paint_aside(self, painter: QPainter, box: QRect, aside: str) -> int:
        """Gives the right edge of what is left for the text."""
        painter.setFont(self._theme.small_font())
        painter.setPen(self._theme.tokens.muted)
        room = box.width() * 2 // 5
        words = painter.fontMetrics().elidedText(aside.replace("\n", " "), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(box, _VERTICAL | Qt.AlignmentFlag.AlignRight, words)
        return box.right() - painter.fontMetrics().horizontalAdvance(words) - 16

    def _paint_text(self, painter: QPainter, box: QRect, text: str, places: Sequence[int]) -> None:
        regular, bold = self._theme.interface_font(), self._theme.interface_font(600)
        metrics, heavy = QFontMetrics(regular), QFontMetrics(bold)
        strong_words = "".join(text[at] for at in places)
        room = box.width() - heavy.horizontalAdvance(strong_words) + metrics.horizontalAdvance(strong_words)
        if places and metrics.horizontalAdvance(text[: places[-1] + 1] + "…") > room:
            cut = max(0, min(places[0], places[-1] - 3 * BEFORE) - BEFORE)
            text, places = ("…" + text[cut:], [at - cut + 1 for at in places]) if cut else (text, places)
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        kept = len(short) if short == text else len(short) - 1
        offsets = Offsets(short)
        layout = QTextLayout(short, regular)
        strong = QTextCharFormat()
        strong.setFont(bold)
        formats = []
        for at in places:
            if at < kept:
                part = QTextLayout.FormatRange()
                part.start = offsets.to_utf16(at)
                part.length = offsets.to_utf16(at + 1) - part.start
                part.format = strong
                formats.append(part)
        layout.setFormats(formats)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(100_000)
        layout.endLayout()
        layout.draw(painter, QRectF(box.left(), box.top() + (box.height() - line.height()) / 2, 0, 0).topLeft())

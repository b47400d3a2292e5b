"""The links of the node shown: glyph, relation in words, partner and place, in rows of 28."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.messages import _
from ui.compare.words import relation, status_word
from ui.link_menu import LinkKeys
from ui.panel.editor import BLEED
from ui.panel.link_model import shown_state
from ui.panel.pieces import paint_focus
from ui.panel.rows import ROW_ROLE, Index, RowsList, RowsModel
from ui.panel.views import LinkView
from ui.theme import Theme
from ui.theme.signs import paint_link_badge, paint_status
from ui.tips import plain_tip

ROW = 28
CITE = 34
STATE = 20  # the room of the sign that a challenge is open or met
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def sentence(link: LinkView) -> str:
    """A link as a line for screen readers and tooltips."""
    words = {"relation": relation(link.kind, link.outgoing), "partner": link.partner_text}
    line = _("{relation} “{partner}”").format(**words)
    if state := shown_state(link.kind, link.state):
        line = f"{line}, {status_word(state)}"
    return line if link.in_sight else _("{line} (out of sight)").format(line=line)


class NodeLinksModel(RowsModel):
    """The links as rows."""

    def words(self, link: Any, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return sentence(link)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(sentence(link))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{sentence(link)} {link.partner_cite}".strip()
        return None


class NodeLinkDelegate(QStyledItemDelegate):
    """Paints a link's row."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.relation_width = 90

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    def measure(self, links: Sequence[LinkView]) -> None:
        """The column of relations is as wide as its longest."""
        metrics = QFontMetrics(self._theme.interface_font())
        words = {relation(link.kind, link.outgoing) for link in links}
        self.relation_width = max((metrics.horizontalAdvance(word) for word in words), default=90)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        link: LinkView = index.data(ROW_ROLE)
        tokens = self._theme.tokens
        box = QRect(option.rect)
        state = option.state
        painter.save()
        ground = tokens.panel
        if state & QStyle.StateFlag.State_MouseOver:
            ground = tokens.paper
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            ground = tokens.selection
        painter.fillRect(box, ground)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box, self._theme)
        box.adjust(BLEED, 0, -BLEED, 0)
        middle = QPointF(box.left() + 9, box.top() + ROW / 2)
        paint_link_badge(painter, middle, link.kind, tokens, ground=ground)
        x = box.left() + 24
        width = min(self.relation_width, int((box.width() - 24 - CITE) * 0.5)) + 2
        font = self._theme.interface_font()
        painter.setFont(font)
        metrics = painter.fontMetrics()
        right = Qt.TextElideMode.ElideRight
        painter.setPen(tokens.muted)
        word = metrics.elidedText(relation(link.kind, link.outgoing), right, width)
        painter.drawText(QRect(x, box.top(), width, ROW), _LEFT, word)
        x += width + 10
        shown = shown_state(link.kind, link.state)
        room = max(0, box.right() - CITE - x - (STATE if shown else 0))
        painter.setPen(tokens.ink)
        partner = metrics.elidedText(" ".join(link.partner_text.split()), right, room)
        painter.drawText(QRect(x, box.top(), room + 1, ROW), _LEFT, partner)
        if shown:
            sign = QRectF(box.right() - CITE - STATE + 8, box.top() + ROW / 2 - 5, 10, 10)
            paint_status(painter, sign, shown, tokens)
        painter.setFont(self._theme.small_font())
        painter.setPen(tokens.muted)
        painter.drawText(QRect(box.right() - CITE + 1, box.top(), CITE, ROW), _RIGHT, link.partner_cite)
        painter.restore()


class NodeLinks(LinkKeys, RowsList):
    """The list: Enter or a click goes to the partner, Delete takes the link away, the menu changes its kind."""

    partner_requested = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    kind_requested = Signal(str, str)
    flip_requested = Signal(str)
    strength_requested = Signal(str, object)
    answer_requested = Signal(str)
    link_role = ROW_ROLE

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._model, self._delegate = NodeLinksModel(), NodeLinkDelegate(theme)
        super().__init__(theme, _("Links of this node"), self._model, self._delegate, parent)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._go)

    def dress(self) -> None:
        super().dress()
        self._delegate.measure(self._model.rows())

    def set_links(self, links: Sequence[LinkView]) -> None:
        """Show links; the current one stays current when it is still there."""
        if tuple(links) == self._model.rows():
            return
        current = self.current_link()
        place = self.currentIndex().row()
        self._delegate.measure(links)
        self._model.set_rows(links)
        ids = [link.link_id for link in links]
        if current is not None and ids:
            row = ids.index(current.link_id) if current.link_id in ids else min(place, len(ids) - 1)
            self.setCurrentIndex(self._model.index(row))

    def place_of(self, link_id: str) -> QRect:
        """The row of a link, in global pixels."""
        ids = [link.link_id for link in self._model.rows()]
        row = ids.index(link_id) if link_id in ids else 0
        box = self.visualRect(self._model.index(row))
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def _go(self, index: QModelIndex) -> None:
        self.partner_requested.emit(index.data(ROW_ROLE).link_id)

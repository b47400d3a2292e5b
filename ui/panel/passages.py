"""The passages of the node shown: each in the reading face, cut to whole lines, its place at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.messages import _
from ui.panel.lines import cut, elided_lines, needed_lines, paint_lines, quoted
from ui.panel.pieces import overrides, paint_focus
from ui.panel.rows import ROW_ROLE, Index, RowsList, RowsModel
from ui.panel.views import PassageView
from ui.theme import Theme
from ui.theme.theme import INTERFACE_LINE, READING_LINE
from ui.tips import plain_tip

EDGE = 10  # left of the words: the mark of the current passage stands there
RIM, OVER = 6, 4  # right of the words, and how much of that is beyond the column
GAP = 6  # below each of several
SPINE = 240  # from this width on places stand in a column of their own
BAR = 8  # the scroll bar
TIP = 600  # code points of a passage in its tooltip
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def quotation(passage: PassageView) -> str:
    return quoted(passage.quote)


class PassagesModel(RowsModel):
    """The passages as rows."""

    def words(self, passage: Any, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return quotation(passage)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{quotation(passage)} {passage.place or passage.cite}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{cut(passage.quote, TIP)}\n{passage.place or passage.cite}".strip())
        return None


class PassageDelegate(QStyledItemDelegate):
    """Paints a passage in a fixed number of lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: tuple[int, ...] = ()  # of each row
        self.several = False

    def height(self, row: int) -> int:
        """The height of a row."""
        return self.lines[row] * READING_LINE + (GAP if self.several else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, self.height(index.row()) if index.row() < len(self.lines) else READING_LINE)

    def cite_width(self, passage: PassageView) -> int:
        if not self.several or not passage.cite:
            return 0
        return QFontMetrics(self._theme.small_font()).horizontalAdvance(passage.cite) + 8

    def set_lines(self, passage: PassageView, width: int, most: int) -> list[str]:
        """The passage's lines as they are painted in a row of a width and so many lines."""
        font, cite = self._theme.quotation_font(), self.cite_width(passage)
        if width >= SPINE:
            return elided_lines(quotation(passage), font, width - cite, most)
        return elided_lines(quotation(passage), font, width, most, width - cite)

    def needed(self, passage: PassageView, width: int, most: int) -> int:
        """How many lines a passage takes with its place, as far as `most`."""
        font, cite = self._theme.quotation_font(), self.cite_width(passage)
        if width >= SPINE or not cite:
            return needed_lines(quotation(passage), font, width - cite, most)
        lines = elided_lines(quotation(passage), font, width, most)
        return min(most, len(lines) + self._is_full(lines, passage, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        passage: PassageView = index.data(ROW_ROLE)
        tokens, state = self._theme.tokens, option.state
        most = self.lines[index.row()]
        height = most * READING_LINE
        box = QRect(option.rect.left(), option.rect.top(), option.rect.width(), height)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        if chosen and focus:
            painter.fillRect(box, tokens.selection)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, tokens.paper)
        if chosen and self.several:
            painter.fillRect(box.left(), box.top(), 3, height, tokens.accent)
        inner = box.adjusted(EDGE, 0, -RIM, 0)
        lines = self.set_lines(passage, inner.width(), most)
        corner = (inner.left(), inner.top(), inner.width())
        paint_lines(painter, lines, corner, self._theme.quotation_font(), READING_LINE, tokens.ink)
        if self.several and passage.cite:
            line = 0
            if inner.width() < SPINE:  # at the end of the last line, or of the next where that is full
                line = min(len(lines) - 1 + self._is_full(lines, passage, inner.width()), most - 1)
            painter.setFont(self._theme.small_font())
            painter.setPen(tokens.muted)
            top = inner.top() + line * READING_LINE
            painter.drawText(QRect(inner.left(), top, inner.width(), READING_LINE), _RIGHT, passage.cite)
        if focus:
            paint_focus(painter, box, self._theme)
        painter.restore()

    def _is_full(self, lines: list[str], passage: PassageView, width: int) -> bool:
        """Whether the last line has no room for the place."""
        advance = QFontMetrics(self._theme.quotation_font()).horizontalAdvance(lines[-1] if lines else "")
        return advance > width - self.cite_width(passage) + 1


class PassageList(RowsList):
    """Enter or a click goes to a passage, Delete takes it away; the menu also moves it to another node."""

    passage_clicked = Signal(str)
    remove_requested = Signal(str)
    move_requested = Signal(str)
    current_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._model, self._delegate = PassagesModel(), PassageDelegate(theme)
        super().__init__(theme, _("Passages of this node"), self._model, self._delegate, parent)
        self.clicked.connect(lambda index: self.passage_clicked.emit(index.data(ROW_ROLE).anchor_id))
        self.selectionModel().currentChanged.connect(lambda _new, _old: self.current_changed.emit())

    # -- what it holds

    def set_passages(self, passages: Sequence[PassageView], *, afresh: bool) -> None:
        """Show passages. `afresh`: those of another node; else the current one stays current, or its neighbour."""
        old = self.current_passage()
        place = self.currentIndex().row()
        if tuple(passages) != self._model.rows():
            self._delegate.several = len(passages) > 1
            self._model.set_rows(passages)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if passages else Qt.FocusPolicy.NoFocus)
            shape = Qt.CursorShape.PointingHandCursor if passages else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        elif not afresh:
            return
        ids = [passage.anchor_id for passage in passages]
        row = 0
        if old is not None and not afresh:
            row = ids.index(old.anchor_id) if old.anchor_id in ids else min(place, len(ids) - 1)
        if ids:
            self.setCurrentIndex(self._model.index(max(row, 0)))

    def passages(self) -> tuple[PassageView, ...]:
        return self._model.rows()

    def current_passage(self) -> PassageView | None:
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    # -- its place

    def place(self, area: QRect) -> None:
        """Take whole rows of an area, left of which EDGE is free: each as many lines as there is room for."""
        passages, delegate = self._model.rows(), self._delegate
        lines = self._share_out(area)
        if lines != delegate.lines:
            delegate.lines = lines
            self.scheduleDelayedItemsLayout()
        height = used = 0
        for row in range(len(passages)):
            used += delegate.height(row)
            if used > area.height() + GAP:
                break
            height = used
        self.setGeometry(area.left() - EDGE, area.top(), EDGE + area.width() + OVER, height or area.height())

    def _share_out(self, area: QRect) -> tuple[int, ...]:
        """The lines of each row: all that they need, or as many as lets all be seen, or two where the list scrolls."""
        passages, needed = self._model.rows(), self._delegate.needed
        most, width = max(1, area.height() // READING_LINE), area.width() + OVER - RIM
        if len(passages) <= 1:
            return (most,) * len(passages)
        room = (area.height() + GAP - GAP * len(passages)) // READING_LINE
        if room >= len(passages):
            wanted = [needed(passage, width, most) for passage in passages]
            for bound in range(max(wanted), 0, -1):
                lines = tuple(min(bound, count) for count in wanted)
                if sum(lines) <= room and (bound > 1 or max(wanted) == 1):
                    return lines
        two = min(2, most)
        longest = 1
        for passage in passages:
            longest = max(longest, needed(passage, width - BAR, two))
            if longest == two:
                break
        return (longest,) * len(passages)

    def shown_lines(self, row: int = 0) -> list[str]:
        """A row's lines as they are painted."""
        width = self.viewport().width() - EDGE - RIM
        return self._delegate.set_lines(self._model.rows()[row], width, self._delegate.lines[row])

    # -- what can be done

    def popup_menu(self, passage: PassageView, place: QPoint) -> QMenu:
        """The menu of one passage, shown at a place."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, signal in (
            (_("Go there"), self.passage_clicked),
            (_("Move to another node…"), self.move_requested),
            (_("Remove this passage (the node stays)"), self.remove_requested),
        ):
            action = menu.addAction(words)
            action.triggered.connect(lambda _checked=False, signal=signal: signal.emit(passage.anchor_id))
        menu.insertSeparator(menu.actions()[-1])
        menu.popup(place)
        return menu

    def event(self, event: QEvent) -> bool:
        # Delete on a passage takes the passage away, not the node.
        if overrides(event, *_DELETE) and self.current_passage() is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        passage = self.current_passage()
        if passage is not None and event.key() in _ENTER:
            self.passage_clicked.emit(passage.anchor_id)
        elif passage is not None and event.key() in _DELETE:
            self.remove_requested.emit(passage.anchor_id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, place = self.indexAt(self.viewport().mapFromGlobal(event.globalPos())), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.popup_menu(index.data(ROW_ROLE), place)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._model.rows():
            return
        painter = QPainter(self.viewport())
        words = _("No passage yet: select text in the article and press A.")
        width, font = self.viewport().width() - EDGE, self._theme.interface_font()
        lines = elided_lines(words, font, width, self.viewport().height() // INTERFACE_LINE)
        paint_lines(painter, lines, (EDGE, 0, width), font, INTERFACE_LINE, self._theme.tokens.muted)

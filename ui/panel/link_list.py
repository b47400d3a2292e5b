"""All links of a pairing in a table: left point, relation, right point, open or met, note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from models.messages import _, ngettext
from ui.labels import plain_label
from ui.link_menu import LinkKeys
from ui.panel.link_delegate import ROW, LinkListDelegate
from ui.panel.link_model import LEFT, NOTE, RELATION, RIGHT, ROW_ROLE, STATE, LinkListModel
from ui.panel.pieces import SmallLabel, slim_scroll_bar
from ui.panel.views import LinkRow
from ui.theme import Theme

__all__ = ["LEFT", "NOTE", "RELATION", "RIGHT", "STATE", "LinkListModel", "LinkListPanel", "LinkRow"]

FIRST_ROWS = 6  # the room for the list, heading and all, until the user gives it another
Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.TextElideMode.ElideRight


class LinkTable(LinkKeys, QTableView):
    """The table with its keys."""

    partner_requested = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    kind_requested = Signal(str, str)
    flip_requested = Signal(str)
    strength_requested = Signal(str, object)
    answer_requested = Signal(str)
    note_left = Signal(str)  # the link whose note is no longer being worded, without a change

    link_role = ROW_ROLE

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def edit_link(self, link: Any) -> None:
        """F2 words the note in its cell; one of several lines on the link's card."""
        if "\n" in link.note:
            self.edit_requested.emit(link.link_id)
        else:
            self.edit(self.model().index(self.currentIndex().row(), NOTE))

    @property
    def is_editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        delegate = self.itemDelegate()
        super().closeEditor(editor, hint)
        if isinstance(delegate, LinkListDelegate):
            if hint == QAbstractItemDelegate.EndEditHint.RevertModelCache or not delegate.was_changed:
                self.note_left.emit(delegate.link_id)
            delegate.editor = None
            delegate.opened.emit(False)

    def place_of(self, link_id: str) -> QRect:
        """The relation of a link that is listed, in global pixels."""
        model = self.model()
        row = model.place_of(link_id) if isinstance(model, LinkListModel) else -1
        box = self.visualRect(model.index(max(row, 0), RELATION))
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())


class LinkListPanel(QWidget):
    """Enter goes to a link, F2 words its note, a double click opens its card; a press on a heading sorts."""

    shown = Signal()  # time to fill it
    link_activated = Signal(str)
    link_delete_requested = Signal(str)
    link_kind_requested = Signal(str, str)
    link_chosen = Signal(str)  # the person went to its row
    note_committed = Signal(str, str)
    note_drafted = Signal(str, str)
    note_discarded = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quiet = 0  # rows come and go, or are followed: nobody chooses one
        self._waiting: tuple[Sequence[LinkRow], int | None] | None = None  # what is to be shown once a note is worded
        self.model = LinkListModel(self)
        self.table = LinkTable(theme, self)
        self.delegate = LinkListDelegate(theme, self.table)
        self.count = SmallLabel(theme, parent=self)
        self.empty = plain_label(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(8, 2, 8, 0)
        head.addWidget(self.count)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.table)
        self._set_up_table()
        self._connect()
        self.dress()
        theme.changed.connect(self.dress)
        self.set_rows([])

    def sizeHint(self) -> QSize:
        return QSize(600, FIRST_ROWS * ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 3 * ROW)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(self.delegate)
        table.setAccessibleName(_("Links of the pairing"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(ROW)
        table.verticalHeader().setMinimumSectionSize(ROW)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(72)
        wide, own = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Interactive
        for section, mode in ((LEFT, wide), (RELATION, own), (RIGHT, wide), (STATE, own), (NOTE, own)):
            header.setSectionResizeMode(section, mode)
        table.setColumnWidth(RELATION, 208)
        table.setColumnWidth(STATE, 72)
        table.setColumnWidth(NOTE, 160)
        table.setSortingEnabled(True)
        table.sortByColumn(LEFT, Qt.SortOrder.AscendingOrder)
        self.setFocusProxy(table)

    def _connect(self) -> None:
        table = self.table
        table.doubleClicked.connect(lambda index: table.edit_requested.emit(index.data(ROW_ROLE).link_id))
        table.partner_requested.connect(self.link_activated)
        table.delete_requested.connect(self.link_delete_requested)
        table.kind_requested.connect(self.link_kind_requested)
        table.selectionModel().currentRowChanged.connect(self._on_current)
        table.note_left.connect(self.note_discarded)
        self.delegate.drafted.connect(self.note_drafted)
        self.delegate.opened.connect(self._on_editor)
        self.model.worded.connect(self.note_committed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def dress(self) -> None:
        """Take the theme's colours."""
        tokens = self._theme.tokens
        self.table.verticalScrollBar().setStyleSheet(slim_scroll_bar(self._theme))
        self.table.horizontalHeader().setFont(self._theme.small_font())
        self.table.horizontalHeader().setStyleSheet(
            f"QHeaderView::section {{ background: {tokens.paper.name()}; color: {tokens.muted.name()};"
            f" border: none; border-bottom: 1px solid {tokens.line.name()}; padding: 6px 8px; }}"
        )
        self.table.viewport().update()

    # -- what is shown

    def set_sides(self, left: str, right: str) -> None:
        """Name the two cases in the table's heading."""
        self.model.set_sides(left, right)

    def set_rows(self, rows: Sequence[LinkRow], total: int | None = None) -> None:
        """Show these of `total` links; the current one stays current, or its neighbour when it has gone.

        While a note is being worded, this waits.
        """
        if self.table.is_editing:
            self._waiting = rows, total
            return
        hidden = (len(rows) if total is None else total) - len(rows)
        current = self.table.current_link()
        place = self.table.currentIndex().row()
        with self._quietly():
            self.model.set_rows(rows)
            self._show_counts(len(rows), hidden)
            if rows and current is not None:
                same = self.model.place_of(current.link_id)
                self._go_to(same if same >= 0 else min(place, len(rows) - 1))

    def _show_counts(self, count: int, hidden: int) -> None:
        self.table.setVisible(count > 0)
        self.empty.setVisible(not count)
        words = ngettext("{count} of {total} link", "{count} of {total} links", count + hidden)
        self.count.show_words(words.format(count=count, total=count + hidden))
        self.count.setVisible(hidden > 0 and count > 0)
        none = _("No links yet. Select a point on each side and press Ctrl+L.")
        hides = ngettext("The filter hides {count} link.", "The filter hides all {count} links.", hidden)
        self.empty.setText(hides.format(count=hidden) if hidden else none)

    def select(self, link_id: str | None) -> None:
        """Make a link the current one; one that is not listed leaves none chosen."""
        if self.table.is_editing:
            return
        place = self.model.place_of(link_id) if link_id is not None else -1
        with self._quietly():
            if place >= 0:
                self._go_to(place)
            else:
                self.table.clearSelection()

    def _go_to(self, place: int) -> None:
        if place != self.table.currentIndex().row() or not self.table.selectionModel().hasSelection():
            self.table.setCurrentIndex(self.model.index(place, LEFT))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.link_chosen.emit(current.data(ROW_ROLE).link_id)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    # -- wording notes

    def finish(self) -> None:
        """Keep what is being typed as a note."""
        editor = self.delegate.editor
        if editor is not None and self.table.is_editing:
            self.delegate.commitData.emit(editor)
            self.delegate.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _on_editor(self, is_open: bool) -> None:
        if not is_open and self._waiting is not None:
            rows, self._waiting = self._waiting, None
            self.set_rows(*rows)

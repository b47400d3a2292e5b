"""The table beneath the outline: its set-up, its columns, where rows stand, what an empty one says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHeaderView, QTableView, QWidget

from models.messages import _
from ui.empty import EmptyState
from ui.outline.delegate import OutlineDelegate
from ui.outline.measures import ROW_HEIGHT, column_widths
from ui.outline.model import STATUS, TEXT, OutlineModel
from ui.path_bar import HEIGHT as PATH_HEIGHT
from ui.path_bar import PathBar
from ui.theme import Theme

TOP_SPACE = 8


class TopSpace(QHeaderView):
    """A header that only keeps the first row off the edge; its words are there for screen readers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.above = 0  # pixels that something else takes at the top
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), TOP_SPACE + self.above)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().base())
        painter.end()


class OutlineTable(QTableView):
    """What does not depend on what the person is doing."""

    scrolled = Signal()  # rows stand elsewhere than before
    empty_button_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_statuses = True
        self._theme = theme
        self.outline = OutlineModel(self)
        self._quiet = 0
        self._empty = EmptyState(theme, self.viewport())
        self._empty.hide()
        self._empty.clicked.connect(self.empty_button_clicked)
        self.path_bar = PathBar(theme, self)
        self._painter = OutlineDelegate(theme, self.outline, self._make_editor, self)
        self._set_up_table()
        theme.changed.connect(self._take_theme)
        self._take_theme()

    def _set_up_table(self) -> None:
        self.setModel(self.outline)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Outline"))
        self._top_space = TopSpace(self)
        self.setHorizontalHeader(self._top_space)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        for header in (rows, columns):
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    def _take_theme(self) -> None:
        palette, tokens = QApplication.palette(), self._theme.tokens
        palette.setColor(palette.ColorRole.Window, tokens.paper)
        palette.setColor(palette.ColorRole.Base, tokens.paper)
        self.setPalette(palette)
        self.viewport().update()

    def _show_path(self) -> None:
        """The way to the branch in focus stands above the rows."""
        self.path_bar.follow(self.outline.project, self.outline.top)
        above = PATH_HEIGHT if self.outline.top is not None else 0
        if above != self._top_space.above:
            self._top_space.above = above
            self.updateGeometries()
            self.scrolled.emit()
        self.path_bar.raise_()

    def _make_editor(self, parent: QWidget) -> QWidget:
        raise NotImplementedError

    def set_empty_state(self, sentence: str, button_text: str = "") -> None:
        """What to say when there are no rows."""
        self._empty.say(sentence, button_text)
        self._show_empty()

    def _show_empty(self) -> None:
        self._empty.setGeometry(self.viewport().rect())
        self._empty.setVisible(self._empty.has_words and self.outline.rowCount() == 0)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    def _first_in_sight(self) -> tuple[str, int] | None:
        """The first row in sight that may be held in place, with its top; None at the list's start."""
        if self.verticalScrollBar().value() == 0:
            return None
        row = self.rowAt(0)
        node_id = self.outline.node_at(row)
        return None if node_id is None else (node_id, self.rowViewportPosition(row))

    def _bring_back(self, node_id: str, top: int) -> None:
        row = self._row_near(node_id)
        if row is not None:
            self.updateGeometries()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(row) - top)

    # -- where rows stand

    def _row_near(self, node_id: str) -> int | None:
        row = self.outline.row_of(node_id)
        project = self.outline.project
        if row is not None or project is None or not project.has("node", node_id):
            return row
        if not project.is_visible(node_id):
            return None
        rows = (self.outline.row_of(node.id) for node in reversed(project.path(node_id)))
        return next((row for row in rows if row is not None), None)

    def row_span(self, node_id: str) -> tuple[int, int] | None:
        """Top and bottom, in the viewport, of the node's row or of the row that hides it."""
        row = self._row_near(node_id)
        if row is None:
            return None
        top = self.rowViewportPosition(row)
        return top, top + self.rowHeight(row)

    def _go_to(self, row: int) -> None:
        index = self.outline.index(row, TEXT)
        self.setCurrentIndex(index)
        self.updateGeometries()
        self.scrollTo(index)

    def set_partner_nodes(self, node_ids: list[str]) -> None:
        """Tint the partners of the other side's selection; the first has a frame."""
        self._painter.partners = {node_id: rank for rank, node_id in reversed(list(enumerate(node_ids)))}
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        seen = self._current_was_in_sight(event.oldSize().height())
        super().resizeEvent(event)
        self._share_columns()
        self.path_bar.setGeometry(0, 0, self.width(), PATH_HEIGHT)
        self._empty.setGeometry(self.viewport().rect())
        if seen:
            self.scrollTo(self.currentIndex())
        self.scrolled.emit()

    def set_statuses_shown(self, on: bool) -> None:
        """Keep a column for the answer statuses; without a pairing there are none, and the text takes their room."""
        if on != self._has_statuses:
            self._has_statuses = on
            self._share_columns()

    def _share_columns(self) -> None:
        with_word = self._painter.status_width if self._has_statuses else None
        for column, width in enumerate(column_widths(self.viewport().width(), with_word)):
            if column == STATUS:
                self.setColumnHidden(column, width == 0)
            if width and self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

    def _current_was_in_sight(self, height: int) -> bool:
        index = self.currentIndex()
        top = self.rowViewportPosition(index.row()) if index.isValid() else -1
        return top >= 0 and top < height

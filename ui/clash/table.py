"""The table beneath the clash view: lines, their heights, what is current and chosen, and what stays in its place when
the project has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView, QWidget

from models.messages import _
from ui.clash.header import ClashHeader
from ui.clash.lines import Line
from ui.clash.measures import ROW, Measure
from ui.clash.model import ASSESSMENT, COLUMNS, LEFT, NO, TEXTS, ClashModel, Index
from ui.clash.painting import LinePainter
from ui.clash.saying import Saying
from ui.theme import Theme

_FLAGS = QItemSelectionModel.SelectionFlag


class LineTable(QTableView):
    """The current cell is Qt's; the chosen rows are kept by their keys."""

    scrolled = Signal()  # lines stand elsewhere than before

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.words = Saying()
        self.measure = Measure(theme, self.words)
        self.lines = ClashModel(self)
        self.lines.say = self.words.say
        self.painting = LinePainter(theme, self.measure, self.words)
        self.chosen: list[str] = []
        self._range_from: str | None = None
        self._entered: str | None = None  # the row whose lane somebody went to
        self._heights: list[tuple[int, int]] = []
        self._set_up()
        theme.changed.connect(self._take_theme)
        self._take_theme()

    def _set_up(self) -> None:
        self.setModel(self.lines)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAutoScroll(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Clash table"))
        self.setMinimumWidth(360)
        self.viewport().setMouseTracking(True)
        self.head = ClashHeader(self._theme, self.lines, self.measure, self)
        self.setHorizontalHeader(self.head)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        self.verticalScrollBar().setSingleStep(ROW)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.scrolled.emit())

    def _take_theme(self) -> None:
        palette, tokens = QApplication.palette(), self._theme.tokens
        palette.setColor(palette.ColorRole.Window, tokens.paper)
        palette.setColor(palette.ColorRole.Base, tokens.paper)
        self.setPalette(palette)
        self.measure.take_fonts()
        self._lay_out()
        self.viewport().update()

    # -- lines and heights

    def _show_lines(self, lines: list[Line]) -> None:
        """Other lines: what is current, chosen and in sight stays so, as far as it is still there."""
        tops, current, column = self._in_sight(), self.current_line(), self.currentIndex().column()
        row, was_in_sight = self.currentIndex().row(), self._is_in_sight(self.currentIndex().row())
        with self._quietly():
            self.lines.set_lines(lines)
            self._lay_out()
            self.chosen = [key for key in self.chosen if self.lines.row_of(key) is not None]
            if current is not None:
                now = self._heir(current, row)
                if now is not None:
                    self._set_current(now, max(column, NO))
            self._show_chosen()
        self._bring_back(tops)
        if was_in_sight and self.currentIndex().isValid():
            self._reveal(self.currentIndex().row())
        self.viewport().update()
        self.scrolled.emit()

    def _heir(self, line: Line, row: int) -> int | None:
        """The row that stands for a line now: its own, that of its point's first link, or its neighbour."""
        found = self.lines.row_of(line.key)
        if found is not None:
            return found
        if line.node is not None:
            node = line.node.id
            linked = (at for at, other in enumerate(self.lines.lines) if other.link_id and node in other.nodes())
            found = next(linked, None)
        return self._neighbour(line, row) if found is None else found

    def _neighbour(self, line: Line, row: int) -> int | None:
        """The row at a place, of the same section if it has one; a head has no point to go on with."""
        lines = self.lines.lines
        row = min(row, len(lines))
        beside = [at for at in (row, row - 1) if 0 <= at < len(lines) and lines[at].section == line.section]
        for at in (*beside, *range(row, len(lines)), *range(row - 1, -1, -1)):
            if line.is_head or not lines[at].is_head:
                return at
        return min(row, len(lines) - 1) if lines else None

    def _lay_out(self) -> None:
        """Give every row its height."""
        rows = self.verticalHeader()
        entered, heights = self._entered, self.measure.heights
        self._heights = [heights(line, line.key == entered) for line in self.lines.lines]
        rows.setUpdatesEnabled(False)
        rows.blockSignals(True)  # the view is told once
        for at, (above, lane) in enumerate(self._heights):
            if rows.sectionSize(at) != above + lane:
                rows.resizeSection(at, above + lane)
        rows.blockSignals(False)
        rows.setUpdatesEnabled(True)
        self.updateGeometries()

    def heights_at(self, row: int) -> tuple[int, int]:
        return self._heights[row] if 0 <= row < len(self._heights) else (ROW, 0)

    def _enter(self, key: str | None) -> None:
        """Show the lane of a row although nothing stands in it."""
        if not self.measure.plan.lane:
            key = None
        if key == self._entered:
            return
        before, self._entered = self._entered, key
        if before is None and key is not None:
            row = self.lines.row_of(key)
            if row is not None and self._heights[row][1]:
                return  # it has one
        self._lay_out()
        self.viewport().update()
        self.scrolled.emit()

    # -- places

    def cell_rect(self, row: int, column: int) -> QRect:
        """A cell in the viewport; empty where it is not on show."""
        line = self.lines.line(row)
        if line is None:
            return QRect()
        return self.measure.cell(line, column, self.rowViewportPosition(row), self.heights_at(row))

    def cell_at(self, place: QPoint) -> tuple[int, int] | None:
        """(row, column) under a place of the viewport."""
        row = self.rowAt(place.y())
        line = self.lines.line(row)
        if line is None:
            return None
        if line.is_head:
            return row, LEFT
        return row, self.measure.column_at(
            line, place.x(), place.y() - self.rowViewportPosition(row), self.heights_at(row)
        )

    def _in_sight(self) -> dict[str, int]:
        """The lines in sight with their tops; nothing at the start of the table, which stays in sight."""
        found: dict[str, int] = {}
        row = self.rowAt(0) if self.verticalScrollBar().value() else -1
        while 0 <= row < len(self.lines.lines):
            top = self.rowViewportPosition(row)
            if top >= self.viewport().height():
                break
            found[self.lines.lines[row].key] = top
            row += 1
        return found

    def _bring_back(self, tops: dict[str, int]) -> None:
        """Scroll so that most of the lines that were in sight stand where they stood."""
        rows = {key: self.lines.row_of(key) for key in tops}
        shifts = Counter(self.rowViewportPosition(row) - tops[key] for key, row in rows.items() if row is not None)
        current = self.current_line()
        if current is not None and current.key in tops and rows[current.key] is not None:
            shifts[self.rowViewportPosition(self.currentIndex().row()) - tops[current.key]] += 1
        if shifts:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + shifts.most_common(1)[0][0])

    def _is_in_sight(self, row: int) -> bool:
        if self.lines.line(row) is None:
            return False
        top = self.rowViewportPosition(row)
        return top + self.rowHeight(row) > 0 and top < self.viewport().height()

    def _reveal(self, row: int) -> None:
        """Scroll as little as it takes to see the whole of a row."""
        top, height, port = self.rowViewportPosition(row), self.rowHeight(row), self.viewport().height()
        bar = self.verticalScrollBar()
        if top < 0 or height > port:
            bar.setValue(bar.value() + top)
        elif top + height > port:
            bar.setValue(bar.value() + top + height - port)

    # -- the current cell and the chosen rows

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Nothing is told of a selection that is made within."""
        before, self._quiet = getattr(self, "_quiet", False), True
        try:
            yield
        finally:
            self._quiet = before

    def current_line(self) -> Line | None:
        index = self.currentIndex()
        return self.lines.line(index.row()) if index.isValid() else None

    def _set_current(self, row: int, column: int) -> None:
        index = self.lines.index(row, min(max(column, 0), COLUMNS - 1))
        self.selectionModel().setCurrentIndex(index, _FLAGS.NoUpdate)

    def go_to(self, row: int, column: int, *, extend: bool = False, keep: bool = False) -> None:
        """Make a cell the current one as the person's own doing. `extend`: choose all rows up to it; `keep`: choose
        nothing else than before.
        """
        line = self.lines.line(row)
        if line is None:
            return
        self._enter(line.key if column in ASSESSMENT and not line.is_head else None)
        self._set_current(row, column)
        if extend:
            start = self.lines.row_of(self._range_from)
            start = row if start is None else start
            span = self.lines.lines[min(start, row) : max(start, row) + 1]
            self.chosen = [each.key for each in span if not each.is_head or each.key == line.key]
        elif not keep:
            self.chosen, self._range_from = [line.key], line.key
        self._show_chosen()
        self._reveal(row)

    def toggle(self, row: int, column: int) -> None:
        """Add a row to those chosen, or leave it out."""
        line = self.lines.line(row)
        if line is None:
            return
        if line.key in self.chosen and len(self.chosen) > 1:
            self.chosen.remove(line.key)
        elif line.key not in self.chosen:
            self.chosen = [key for key in self.chosen if not self._is_head(key)] + [line.key]
        self._range_from = line.key
        self.go_to(row, column, keep=True)

    def _is_head(self, key: str) -> bool:
        line = self.lines.find(key)
        return line is None or line.is_head

    def _show_chosen(self) -> None:
        """Let Qt's selection say the same, for screen readers."""
        selection = QItemSelection()
        for row in sorted(row for row in map(self.lines.row_of, self.chosen) if row is not None):
            selection.select(self.lines.index(row, 0), self.lines.index(row, COLUMNS - 1))
        self.selectionModel().select(selection, _FLAGS.ClearAndSelect)
        self.viewport().update()

    def chosen_lines(self) -> list[Line]:
        """The chosen rows from top to bottom, without heads."""
        rows = sorted(row for row in map(self.lines.row_of, self.chosen) if row is not None)
        return [line for line in map(self.lines.line, rows) if line is not None and not line.is_head]

    # -- Qt's

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        return self.cell_rect(index.row(), index.column()) if index.isValid() else QRect()

    def indexAt(self, place: QPoint) -> QModelIndex:
        cell = self.cell_at(place)
        return self.lines.index(*cell) if cell is not None else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if index.isValid():
            self._reveal(index.row())

    def selectionCommand(self, _index: Index, _event: object = None) -> QItemSelectionModel.SelectionFlag:
        return _FLAGS.NoUpdate

    def resizeEvent(self, event: QResizeEvent) -> None:
        tops, seen = self._in_sight(), self._is_in_sight(self.currentIndex().row())
        super().resizeEvent(event)
        if self.measure.set_width(self.width() - self.verticalScrollBar().sizeHint().width()):
            for column in range(COLUMNS):
                self.head.resizeSection(column, max(1, self.measure.plan.columns[column][1]))
            self._lay_out()
            self._bring_back(dict([*tops.items()][:1]))
        if seen:
            self._reveal(self.currentIndex().row())
        self.scrolled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint_lines(painter, event.rect())
        painter.end()

    def _paint_lines(self, painter: QPainter, box: QRect) -> None:
        self.painting.breadth = self.viewport().width()
        row, current, chosen = self.rowAt(max(0, box.top())), self.currentIndex(), set(self.chosen)
        while 0 <= row < len(self.lines.lines):
            top = self.rowViewportPosition(row)
            if top > box.bottom():
                break
            line = self.lines.lines[row]
            column = current.column() if current.row() == row else None
            self.painting.paint(
                painter,
                line,
                top,
                self.rowHeight(row),
                self._heights[row],
                chosen=line.key in chosen,
                current=column,
                focused=self.hasFocus(),
            )
            row += 1

    def texts(self, column: int) -> Sequence[str]:
        """What is searched by letters: headings, and the texts of one side."""
        side = column if column in TEXTS else LEFT
        return [self.words.cell(line, LEFT if line.is_head else side) for line in self.lines.lines]

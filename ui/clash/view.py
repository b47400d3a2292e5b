"""The clash table of a pairing. It says what the person wants and changes nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from models.messages import _, ngettext
from ui.clash import moving
from ui.clash.copying import carry_rows
from ui.clash.dragging import CARRIED, Dragging
from ui.clash.keys import handle_key, is_ours
from ui.clash.lines import COMMON, ISSUE, Line
from ui.clash.menus import ChoiceMenu, cell_choices, head_menu, heading_choices, row_menu
from ui.clash.model import ANSWER, ASSESSMENT, BETTER, LEADS, LEFT, LINK, NO, RIGHT, STRENGTH, TEXTS
from ui.clash.pressing import Pressing
from ui.clash.showing import ShowingTable
from ui.theme import Theme


class ClashView(ShowingTable):
    """Intents go out as signals; who hears them performs one edit each and calls `set_table` anew."""

    kind_requested = Signal(str, str)
    flip_requested = Signal(str)
    strength_requested = Signal(str, object)  # from 0 to 1, or None
    delete_link_requested = Signal(str)
    delete_links_requested = Signal(list)  # several, in one edit
    card_requested = Signal(str, QRect)  # a link, its cell in global pixels
    link_wanted = Signal(str, QRect)  # a point without a partner, the empty cell in global pixels
    link_dropped = Signal(str, str, QPoint)  # a point was let go on another one's empty cell, there in global pixels
    issue_moved = Signal(str, int)
    issue_removed = Signal(str)
    rows_filed = Signal(list, object, object)  # abouts, issue or None, before which about or None: last
    reveal_requested = Signal(str)  # show a point in its text or tree
    told = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._dragging = Dragging(self, theme)
        self._pressing = Pressing(self, self._dragging)

    @property
    def theme(self) -> Theme:
        return self._theme

    # -- what is asked for

    def activate(self, line: Line, column: int) -> None:
        """Enter on a cell: its editor, its menu, its card, or a partner."""
        row = self.lines.row_of(line.key)
        if row is None:
            return
        if line.head is not None:
            if not self.edit_cell(row, LEFT):
                self.set_folded(line.key, not line.head.folded)
        elif column == NO:
            self.open_headings()
        elif line.node is not None and (column in (LINK, STRENGTH) or self._is_empty(line, column)):
            self.want_link(line)
        elif column == ANSWER:
            self.want_card(line)
        elif column in (LINK, STRENGTH, BETTER, LEADS):
            self.open_choices(line, column)
        else:
            self.edit_cell(row, column)

    def edit_current(self, line: Line, column: int) -> None:
        """F2: the words of a cell that has some, else what Enter does."""
        row = self.lines.row_of(line.key)
        if row is not None and not self.edit_cell(row, column):
            self.activate(line, column)

    def edit_key(self, key: str, column: int) -> None:
        """Word a cell."""
        row = self.lines.row_of(key)
        if row is not None:
            self.go_to(row, column, keep=key in self.chosen)
            QTimer.singleShot(0, self, lambda: self._edit_again(key, column))  # once the menu has gone

    def _edit_again(self, key: str, column: int) -> None:
        row = self.lines.row_of(key)
        if row is not None:
            self.edit_cell(row, column)

    def _is_empty(self, line: Line, column: int) -> bool:
        return column in TEXTS and (line.left if column == LEFT else line.right) is None

    def want_link(self, line: Line) -> None:
        """Ask for a partner of a point that has none."""
        row = self.lines.row_of(line.key)
        if row is not None and line.node is not None:
            self.link_wanted.emit(
                line.node.id, self._global(self.cell_rect(row, RIGHT if line.left is not None else LEFT))
            )

    def want_card(self, line: Line) -> None:
        """Ask for all that a link has."""
        row = self.lines.row_of(line.key)
        if row is not None and line.link_id is not None:
            column = self.currentIndex().column()
            self.card_requested.emit(line.link_id, self._global(self.cell_rect(row, column if column > 0 else LINK)))
        elif line.node is not None:
            self.want_link(line)

    def _global(self, cell: QRect) -> QRect:
        return QRect(self.viewport().mapToGlobal(cell.topLeft()), cell.size())

    def open_choices(self, line: Line, column: int) -> ChoiceMenu | None:
        """The menu of a cell."""
        choices, row = cell_choices(self, line, column), self.lines.row_of(line.key)
        if not choices or row is None:
            return None
        if column in ASSESSMENT:
            self._enter(line.key)
        cell = self.cell_rect(row, column)
        return self._open_menu(ChoiceMenu(self.lines.headings[column], choices, self), cell)

    def open_headings(self) -> ChoiceMenu | None:
        """The headings under which the chosen rows can be put."""
        line = self.current_line()
        if line is None:
            return None
        if line.is_head:
            self.ask_heading([])
            return None
        chosen = self.chosen_lines() if line.key in self.chosen else [line]
        if any(self.home_of(each.key) == COMMON for each in chosen):
            self.told.emit(_("Common ground stands in a section of its own, under no heading."))
            return None
        cell = self.cell_rect(self.lines.row_of(line.key) or 0, LEFT)
        choices = heading_choices(self, [each.key for each in chosen])
        return self._open_menu(ChoiceMenu(_("Put under a heading"), choices, self), cell)

    def _open_menu(self, menu: ChoiceMenu, cell: QRect) -> ChoiceMenu:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.open_at(self.viewport().mapToGlobal(QPoint(max(cell.left(), 0), min(cell.top() + 30, cell.bottom()))))
        return menu

    def file_rows(self, abouts: list[str], issue_id: str | None, before: str | None = None) -> None:
        """Ask that rows stand under a heading; its section unfolds, so that they are seen there."""
        if abouts:
            self.set_folded(moving.section_of(self, abouts[0], issue_id), False)
            self.rows_filed.emit(abouts, issue_id, before)

    def move(self, way: int) -> None:
        """What is current one place up (-1) or down (1)."""
        moving.move(self, way)

    def abouts_with(self, line: Line) -> list[str]:
        """The chosen rows when the line is one of them, else only it."""
        chosen = [each.key for each in self.chosen_lines()]
        return chosen if line.key in chosen else [line.key]

    def delete_chosen(self) -> None:
        """The links of the chosen rows; on a heading the heading."""
        line = self.current_line()
        if line is not None and line.is_head:
            if line.kind == ISSUE and line.issue_id is not None:
                self.issue_removed.emit(line.issue_id)
            return
        links = [each.link_id for each in self.chosen_lines() if each.link_id is not None]
        if len(links) == 1:
            self.delete_link_requested.emit(links[0])
        elif links:
            self.delete_links_requested.emit(links)
        elif line is not None:
            self.told.emit(_("This point has no link that could be deleted."))

    def copy(self) -> None:
        """Put the chosen rows on the clipboard."""
        lines = self.chosen_lines()
        line = self.current_line()
        if not lines and line is not None and line.is_head:
            lines = [each for each in self.lines.lines if each.section == line.key and not each.is_head]
        if lines:
            QGuiApplication.clipboard().setMimeData(carry_rows(self.words, lines))
            words = ngettext("{count} row copied.", "{count} rows copied.", len(lines))
            self.told.emit(words.format(count=f"{len(lines):,}"))

    # -- Qt's

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and not self.is_editing:
            if event.type() == QEvent.Type.ShortcutOverride and is_ours(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and handle_key(self, event):
                event.accept()
                return True
        return bool(super().event(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            cell = self.visualRect(self.currentIndex())
            place = QPoint(max(cell.left(), 0) + 8, cell.top() + 24)
        found = self.cell_at(place)
        line = self.lines.line(found[0]) if found is not None else None
        if found is not None and line is not None:
            self.finish_editing()
            if line.key not in self.chosen:
                self.press_cell(*found)
            else:
                self.go_to(*found, keep=True)
            self.open_menu(line, found[1], self.viewport().mapToGlobal(place))

    def open_menu(self, line: Line, column: int, place: QPoint) -> QMenu:
        """All that can be done with a line."""
        menu = head_menu(self, line) if line.is_head else row_menu(self, line, column)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
        return menu

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Nothing becomes the current cell by the focus alone, as Qt would have it."""
        QWidget.focusInEvent(self, event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        QWidget.focusOutEvent(self, event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pressing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressing.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressing.press_again(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._dragging.over(event)
        if event.mimeData().hasFormat(CARRIED):
            event.accept()  # or no move events come

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._dragging.over(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._dragging.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self._dragging.drop(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint_lines(painter, event.rect())
        self._dragging.paint(painter)
        painter.end()

"""What the clash view shows of a table: its lines, folds and order, and which cell is the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from models.entities import Case, Issue
from models.messages import _, ngettext
from models.project import Project
from ui.clash.lines import Line, flatten, head_key
from ui.clash.model import LEFT, NO, RIGHT, TEXTS
from ui.clash.moving import Sections
from ui.clash.wording import WordingTable
from ui.empty import EmptyState
from ui.theme import Theme
from ui.typeahead import TypeAhead

if TYPE_CHECKING:
    from models.clashes import ClashTable


class ShowingTable(WordingTable):
    """It follows the project: scroll, selection, folds and an open editor stay."""

    node_selected = Signal(str)  # a point without a link became the current one
    link_selected = Signal(str, str)  # a link, and the end of it whose cell is the current one ("": another cell)
    sort_changed = Signal(str, bool)  # a Sort, descending
    empty_button_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.sections = Sections(None)
        self._project: Project | None = None
        self._table: ClashTable | None = None
        self._folded: set[str] = set()
        self._sort, self._descending = "issue", False
        self._typed = TypeAhead()
        self._empty = EmptyState(theme, self.viewport())
        self._empty.hide()
        self._empty.clicked.connect(self.empty_button_clicked)
        self.head.sort_asked.connect(self.ask_sort)

    # -- what is shown

    def set_table(self, project: Project, table: ClashTable, left: Case, right: Case) -> None:
        """Show a table, or follow it after an edit: scroll, selection, folds and an open editor stay."""
        is_new = self._table is None or self._table.pairing.id != table.pairing.id or project is not self._project
        if is_new:
            self.finish_editing()
            self._folded.clear()
            self.chosen = []
        before = self.current_line()
        self._project, self._table, self.sections = project, table, Sections(table)
        self.words.take(project, table, left, right)
        self.lines.tell_headings(self.words.headings())
        if is_new:
            self.measure.forget()
            self.lines.set_lines([])
        self._show_lines(flatten(project, table, self._folded))
        if is_new:
            self.verticalScrollBar().setValue(0)
        self._show_empty()
        self._tell_heir(before)

    def _tell_heir(self, before: Line | None) -> None:
        """The current row has gone: the one that took its place is told, when the person works here."""
        now = self.current_line()
        if before is None or now is None or now.key == before.key or self.lines.row_of(before.key) is not None:
            return
        self.chosen = [now.key]
        self._range_from = now.key
        self._show_chosen()
        if self.hasFocus():
            self._tell_current()

    def _show_empty(self) -> None:
        table = self._table
        if table is not None and not self.lines.lines:
            if table.hidden:
                words = ngettext(
                    "Filters hide the only row. “Show all” brings it back.",
                    "Filters hide all {count} rows. “Show all” brings them back.",
                    table.hidden,
                )
                self._empty.say(words.format(count=f"{table.hidden:,}"), "")
            else:
                words = _("There is nothing to compare yet. Mark claims in both texts, then link those that meet.")
                self._empty.say(words, _("Go to the texts"))
        self._empty.setGeometry(self.viewport().rect())
        self._empty.setVisible(table is not None and not self.lines.lines)

    def sort(self) -> str:
        """By what the rows are sorted: a value of models.clashes.Sort."""
        return self._sort

    @property
    def descending(self) -> bool:
        return self._descending

    def set_sort(self, sort: str, descending: bool = False) -> None:
        """Say how the table that is shown is sorted."""
        self._sort, self._descending = str(sort), descending
        self.head.show_sort(self._sort, descending)

    def ask_sort(self, sort: str) -> None:
        """Sort so; asked again, the other way round (the rows' own order has only one)."""
        descending = sort == self._sort and not self._descending and sort != "issue"
        self.set_sort(sort, descending)
        self.sort_changed.emit(sort, descending)

    def issues(self) -> list[Issue]:
        """The headings in their order."""
        return self.sections.issues

    def home_of(self, about: str) -> str | None:
        return self.sections.home_of(about)

    # -- folds

    def is_folded(self, key: str) -> bool:
        return key in self._folded

    def set_folded(self, key: str, folded: bool) -> None:
        """Fold or unfold the section with that head."""
        if folded == (key in self._folded) or self._table is None or self._project is None:
            return
        self.finish_editing()
        line = self.current_line()
        (self._folded.add if folded else self._folded.discard)(key)
        if folded and line is not None and line.section == key:
            self.go_to(self.lines.row_of(key) or 0, max(self.currentIndex().column(), NO))
        self._show_lines(flatten(self._project, self._table, self._folded))

    def fold_all(self, folded: bool) -> None:
        for line in [line for line in self.lines.lines if line.is_head]:
            self.set_folded(line.key, folded)

    # -- the current cell

    def set_selection(self, node_id: str | None, link_id: str | None) -> None:
        """Show what is selected elsewhere, without an echo: the link's row, else the point's."""
        line = self.current_line()
        wanted = None
        if link_id is not None:
            wanted = self._unfolded(link_id)
        elif node_id is not None:
            if line is not None and node_id in line.nodes():
                return
            wanted = self._unfolded(node_id)
            if wanted is None:
                found = (at for at, other in enumerate(self.lines.lines) if node_id in other.nodes())
                wanted = next(found, None)
        if wanted is None:
            if line is None or not line.is_head:
                with self._quietly():
                    self.selectionModel().clear()
                    self.chosen = []
                self.viewport().update()
            return
        if line is not None and self.lines.row_of(line.key) == wanted and line.key in self.chosen:
            self._follow_end(line, node_id)
            return
        shown = self.lines.line(wanted)
        column = LEFT
        if shown is not None and shown.right is not None and shown.right.id == node_id:
            column = RIGHT
        self.go_to(wanted, column)

    def _follow_end(self, line: Line, node_id: str | None) -> None:
        """The selected point stands on the other side now: so does the current cell."""
        other = {LEFT: (RIGHT, line.right), RIGHT: (LEFT, line.left)}.get(self.currentIndex().column())
        if other is not None and other[1] is not None and other[1].id == node_id:
            self.go_to(self.currentIndex().row(), other[0], keep=True)

    def _unfolded(self, about: str) -> int | None:
        """The row of what it is about, its section unfolded."""
        row = self.lines.row_of(about)
        if row is None and self._folded and self.home_of(about) is not None and self._table is not None:
            for group in self._table.groups:
                if any(each.about == about for each in group.rows):
                    issue_id = group.issue.id if group.issue is not None else None
                    self.set_folded(head_key(group.kind, issue_id), False)
            row = self.lines.row_of(about)
        return row

    def step_to(self, row: int, *, extend: bool = False) -> None:
        """Go to a row, in the column that is current, as the person's own doing."""
        if self.lines.rowCount():
            column = self.currentIndex().column()
            self.go_to(min(max(row, 0), self.lines.rowCount() - 1), LEFT if column < 0 else column, extend=extend)
            self._tell_current()

    def to_column(self, column: int) -> None:
        """Go to another cell of the current row."""
        if self.currentIndex().isValid():
            self.go_to(self.currentIndex().row(), column, keep=True)
            if column in TEXTS:
                self._tell_current()

    def press_cell(self, row: int, column: int, extend: bool = False) -> None:
        """Go to a cell by the mouse."""
        self.go_to(row, column, extend=extend)
        self._tell_current()

    def _tell_current(self) -> None:
        line, column = self.current_line(), self.currentIndex().column()
        if line is None or line.is_head:
            return
        if line.link_id is not None:
            node = line.left if column == LEFT else line.right if column in TEXTS else None
            self.link_selected.emit(line.link_id, node.id if node is not None else "")
        elif line.node is not None:
            self.node_selected.emit(line.node.id)

    def row_beyond(self, way: int) -> int:
        """The row a page further."""
        row = max(0, self.currentIndex().row())
        y = self.rowViewportPosition(row) + way * max(40, self.viewport().height() - 40)
        found = self.verticalHeader().visualIndexAt(y)  # in the viewport or beyond it
        return found if found >= 0 else (0 if way < 0 else self.lines.rowCount() - 1)

    def choose_all(self) -> None:
        """Every row that is on show."""
        self.chosen = [line.key for line in self.lines.lines if not line.is_head]
        self._show_chosen()

    @property
    def is_searching(self) -> bool:
        return self._typed.is_on

    def find_letters(self, letters: str) -> None:
        """Go to the next line that begins with the letters, or has a word that does."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        found = self._typed.find(letters, self.texts(column), row if row >= 0 else None)
        if found is not None:
            self.go_to(found, column if column in TEXTS else LEFT)
            self._tell_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())
